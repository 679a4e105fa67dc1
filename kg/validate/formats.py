"""A report as people and programs read it. To add a format: a function, and a line in ``FORMATS``."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from itertools import groupby

from pyoxigraph import BlankNode, Literal, NamedNode

from kg.errors import UsageError
from kg.terms import PREFIXES
from kg.validate.report import Report, Result, Severity

SHOWN = 5  # nodes of one message in the text form; the other forms have them all


def text(report: Report) -> str:
    """Grouped by message, gravest first; each node with its label, its place and its sentence."""
    counts = ", ".join(_counted(report.count(severity), NOUNS[severity]) for severity in Severity)
    checked = f"{_counted(report.triples, 'triple')} in {_counted(report.graphs, 'graph')} checked with {report.engine}"
    if report.elsewhere:
        checked += f"; {_counted(report.elsewhere, 'claim')} linked to stand elsewhere and were not"
    verdict = "conforms" if report.conforms else "does not conform"
    return "\n".join([*_groups(report), f"{verdict}: {counts}; {checked}"]) + "\n"


def as_json(report: Report) -> str:
    """One object: ``conforms``, counts and all results; absent values are null."""
    body = {
        "conforms": report.conforms,
        "engine": report.engine,
        "triples": report.triples,
        "graphs": report.graphs,
        "elsewhere": report.elsewhere,
        "counts": {severity.lower(): report.count(severity) for severity in Severity},
        "results": [
            {
                "severity": result.severity.lower(),
                "message": result.message,
                "focus": _plain(result.focus),
                "label": result.label,
                "path": result.path,
                "value": _plain(result.value),
                "component": result.component,
                "shape": result.shape or None,
                "graphs": list(result.graphs),
                "sentence": result.sentence,
            }
            for result in report.results
        ],
    }
    return json.dumps(body, ensure_ascii=False, indent=2) + "\n"


def turtle(report: Report) -> str:
    """The standard's validation report (https://www.w3.org/TR/shacl/#validation-report)."""
    return report.turtle


FORMATS: tuple[tuple[str, Callable[[Report], str]], ...] = (("text", text), ("json", as_json), ("turtle", turtle))


def render(report: Report, format: str = "text") -> str:
    """The report in a format of ``FORMATS``; ``UsageError`` for another."""
    for name, write in FORMATS:
        if name == format:
            return write(report)
    raise UsageError(f"no report format {format!r}; one of {', '.join(name for name, _ in FORMATS)}")


def _groups(report: Report) -> Iterator[str]:
    for (severity, message, shape), group in groupby(
        report.results, key=lambda result: (result.severity, result.message, result.shape)
    ):
        results = list(group)
        yield f"{severity.upper()}: {message} ({_short(shape)}{', ' if shape else ''}{len(results)} ×)"
        for result in results[:SHOWN]:
            yield from _lines(result)
        if len(results) > SHOWN:
            yield f"  … and {len(results) - SHOWN:,} more"
        yield ""


def _lines(result: Result) -> Iterator[str]:
    label = f" {_line(result.label)}" if result.label else ""
    yield f"  {_plain(result.focus)}{label}"
    found = f" is {_line(_shown(result.value))}" if result.value is not None else ""
    if result.path:
        yield f"    {_compact(result.path)}{found}"
    if result.sentence:
        yield f"    “{_line(result.sentence)}”"


NOUNS = {Severity.VIOLATION: "violation", Severity.WARNING: "warning", Severity.INFO: "note"}


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _shown(term: NamedNode | BlankNode | Literal) -> str:
    return _short(term.value) if isinstance(term, NamedNode) else str(term)


def _plain(term: NamedNode | BlankNode | Literal | None) -> str | None:
    if term is None:
        return None
    return term.value if isinstance(term, NamedNode) else str(term)


def _compact(path: str) -> str:
    parts = path.replace("<", "\0<").replace(">", ">\0").split("\0")
    return "".join(_short(part[1:-1]) if part.startswith("<") else part for part in parts)


def _short(iri: str) -> str:
    """An IRI with its prefix, where it has one."""
    for prefix, namespace in (*PREFIXES.items(), ("shape", "https://w3id.org/onrecord/shapes#")):
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return f"<{iri}>" if iri else ""


def _line(value: str, limit: int = 200) -> str:
    """One line without control characters: data must not draw on the terminal."""
    line = " ".join("".join(char if char.isprintable() else " " for char in value).split())
    return line if len(line) <= limit else line[: limit - 1] + "…"
