"""What an analyst asks: questions with rows that must and must not come back, put to a graph built from the articles.

The design's twelve questions stand in a fixed order; each is one file of ``queries/``, with the parameters that make a
general question the particular one.
"""

from __future__ import annotations

import csv
import io
import re
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kg import pipeline, queries, store
from kg.evaluate import gold as files
from kg.evaluate.matching import content_words, overlapping
from kg.evaluate.report import Figure, Report, Table
from kg.settings import Settings

Rows = Sequence[Mapping[str, str]]
DATE = re.compile(r"\d{4}(-\d{2}){0,2}")
TIME = re.compile(r"\[?\d{4}[-\d/.~?%X]*\]?(/\d{4}[-\d]*)?")
NOTES = (
    "kept: each row of `all` is in one row of the answer, cell by cell, all its words; no row of `none` is",
    "a date is found in a time that may be that day or month; order and small words (of, the) do not count",
    "what `also` asks, and rows told in prose, are for a reader: such questions are not scored",
)


@dataclass(frozen=True, slots=True)
class Named:
    """A query of ``queries/``; ``values`` are its parameters, ``columns`` those that no row may leave empty."""

    name: str
    values: Mapping[str, str] = field(default_factory=dict)
    columns: tuple[str, ...] = ()


Ask = Callable[[Named], Rows]

# In the order of the questions; None where the rows asked for are told in prose.
QUERIES: tuple[Named | None, ...] = (
    Named("pledges"),
    Named("pitches"),
    Named("pitched-while-pledged"),
    Named("sale-reports", {"buyer": "Drug Enforcement Administration"}),
    None,
    Named("lawsuits"),
    Named("statements"),
    Named("no-comment"),
    Named("products"),
    Named("agencies-and-departments"),
    None,
    Named("evidence", columns=("sentence", "start", "end", "article")),
)


@dataclass(frozen=True, slots=True)
class Question:
    """One question: the rows that must be in its answer, and those that must not."""

    ask: str
    all: tuple[tuple[str, ...], ...]
    none: tuple[tuple[str, ...], ...]


def read(path: Path) -> tuple[Question, ...]:
    """The questions of a file, in its order."""
    content = files.yaml_of(path)
    try:
        return tuple(Question(one["ask"], _rows(one.get("all")), _rows(one.get("none"))) for one in content)
    except (AttributeError, KeyError, TypeError) as error:
        raise files.wrong(path, "", f"not in the form of questions ({error})") from error


def score(path: Path, questions: Sequence[Question], ask: Ask) -> Report:
    """How many questions are answered as asked, and what each lacks; ``ask`` gives a query's rows."""
    faults: dict[int, list[str]] = {}
    for number, (question, named) in enumerate(zip(questions, QUERIES, strict=False), 1):
        if named is not None:
            faults[number] = list(_faults(question, named, ask(named)))
    right = sum(not some for some in faults.values())
    figure = Figure("questions answered", float(right), f"of {len(faults)}", count=True, gate=True)
    rows = tuple(
        (f"{number}. {named.name}", "; ".join(faults[number]) or "kept")
        for number, named in enumerate(QUERIES, 1)
        if named is not None and number in faults
    )
    return Report(str(path), "questions", (figure,), (Table("per question", ("query", "lacks"), rows),), NOTES)


def asker(articles: Path, settings: Settings, *, tell: pipeline.Tell = pipeline.silent) -> Ask:
    """Answers from a release of all articles of a folder, built by itself in a temporary place."""
    with tempfile.TemporaryDirectory(prefix="kg-questions-") as folder:
        alone = settings.model_copy(update={"data": Path(folder)})
        release = pipeline.build([articles], settings=alone, fresh=True, tell=tell).release
        answers = {named.name: _answered(release, named, alone) for named in QUERIES if named is not None}
    return lambda named: answers[named.name]


def _answered(release: store.Release, named: Named, settings: Settings) -> Rows:
    query = queries.load(named.name)
    answer = store.ask(
        release,
        query.bind(dict(named.values)),
        format="csv",
        seconds=settings.query_seconds,
        memory=settings.query_memory,
        size=settings.query_size,
    )
    with answer.content as content:
        return list(csv.DictReader(io.StringIO(content.read().decode())))


def _faults(question: Question, named: Named, rows: Rows) -> Iterator[str]:
    if not rows:
        yield "no answer at all"
    for wanted in question.all:
        if not any(_has(row, wanted) for row in rows):
            yield f"not there: {', '.join(wanted)}"
    for unwanted in question.none:
        if any(_has(row, unwanted) for row in rows):
            yield f"there: {', '.join(unwanted)}"
    for column in named.columns:
        if not all(row.get(column) for row in rows):
            yield f"rows without {column}"


def _has(row: Mapping[str, str], wanted: Sequence[str]) -> bool:
    # The sentence behind a row names much that the row does not say.
    cells = [cell for column, cell in row.items() if not column.lower().endswith("sentence")]
    return all(any(_says(cell, value) for cell in cells) for value in wanted)


def _says(cell: str, value: str) -> bool:
    if DATE.fullmatch(value):
        return bool(TIME.fullmatch(cell)) and overlapping(value, cell)
    return content_words(value) <= content_words(cell)


def _rows(given: Sequence[Sequence[object]] | None) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(str(cell) for cell in row) for row in given or ())
