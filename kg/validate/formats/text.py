"""A report for people: grouped, the message first, each node by its label, with its place and its sentence."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from kg.validate.formats import words
from kg.validate.report import Report, Result

KEY = 8  # characters of a key: enough to name a finding by, here
SHOWN = 5  # nodes of one message; the other forms have them all


def text(report: Report) -> str:
    """Grouped by message, gravest first; each node with its label, its place and its sentence."""
    groups = list(_groups(report))
    hint = [f"why: kg validate … --explain {_keys(report)[0]}, or another key in brackets"] if groups else []
    return "\n".join([*groups, *hint, *report.notes, words.summary(report)]) + "\n"


def _keys(report: Report) -> list[str]:
    return [result.key[:KEY] for result in report.results if not result.known]


def _groups(report: Report) -> Iterator[str]:
    news = [result for result in report.results if not result.known]
    for (severity, message, shape), group in groupby(
        news, key=lambda result: (result.severity, result.message, result.shape)
    ):
        results = list(group)
        yield f"{severity.upper()}: {message} ({words.short(shape)}{', ' if shape else ''}{len(results)} ×)"
        for result in results[:SHOWN]:
            yield from _lines(result)
        if len(results) > SHOWN:
            yield f"  … and {len(results) - SHOWN:,} more"
        yield ""


def _lines(result: Result) -> Iterator[str]:
    label = f" {words.line(result.label)}" if result.label else ""
    where = f"  {result.place.file}:{result.place.line}" if result.place else ""
    yield f"  {words.plain(result.focus)}{label}{where}  [{result.key[:KEY]}]"
    found = f" is {words.line(words.shown(result.value))}" if result.value is not None else ""
    if result.path:
        yield f"    {words.compact(result.path)}{found}"
    if result.sentence:
        yield f"    “{words.line(result.sentence)}”"
