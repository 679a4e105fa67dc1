"""What a run found: figures with their intervals, tables, and the errors one by one, as text or JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from kg.evaluate.scoring import Counts, Measure, interval, recall, total


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of a run.

    ``value`` is a share (0 to 1) or, where ``count`` is set, a number of items; None where nothing was to be measured.
    ``of`` says of how many. Of a ``ceiling`` less is better. ``gate`` marks what floors are kept of.
    """

    name: str
    value: float | None
    of: str = ""
    low: float | None = None
    high: float | None = None
    ceiling: bool = False
    count: bool = False
    gate: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under their columns."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Report:
    """One gold file scored. ``notes`` say how it was scored; ``errors`` are lines to read, grouped by their beginning.

    ``failed`` are texts that could not be extracted, with the reason; they count as if nothing was found in them.
    """

    gold: str
    form: str
    figures: tuple[Figure, ...]
    tables: tuple[Table, ...] = ()
    notes: tuple[str, ...] = ()
    errors: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()
    seconds: float | None = None

    def figure(self, name: str) -> Figure:
        """The figure of that name; KeyError where there is none."""
        found = next((figure for figure in self.figures if figure.name == name), None)
        if found is None:
            raise KeyError(name)
        return found


def measured(
    name: str, units: Sequence[Counts], measure: Measure = recall, *, ceiling: bool = False, gate: bool = False
) -> Figure:
    """A figure over units of counts, with its interval; by default the share of ``right`` among right and missed."""
    counts = total(units)
    whole = {"recall": counts.right + counts.missed, "precision": counts.right + counts.wrong}
    of = f"{counts.right:,} of {whole[measure.__name__]:,}" if measure.__name__ in whole else _counts(counts)
    if counts == Counts():
        return Figure(name, None, of, ceiling=ceiling, gate=gate)
    low, high = interval(units, measure) or (None, None)
    return Figure(name, measure(counts), of, low, high, ceiling=ceiling, gate=gate)


def text(report: Report, *, errors: bool = False) -> Iterator[str]:
    """The report as lines."""
    seconds = "" if report.seconds is None else f"  {report.seconds:,.0f} s"
    yield f"{report.gold}  ({report.form}){seconds}"
    width = max((len(figure.name) for figure in report.figures), default=0)
    for figure in report.figures:
        yield f"  {figure.name:<{width}}  {shown(figure)}"
    for line in report.failed:
        yield f"  failed: {line}"
    for table in report.tables:
        yield ""
        yield f"  {table.title}"
        yield from ("    " + line for line in _aligned([table.columns, *table.rows]))
    if report.notes:
        yield ""
        yield from (f"  note: {note}" for note in report.notes)
    if errors:
        yield ""
        yield from (f"  {error}" for error in report.errors)


def shown(figure: Figure) -> str:
    """A figure's value with its interval and count."""
    if figure.value is None:
        return "nothing to measure"
    value = f"{figure.value:,.0f}" if figure.count else f"{figure.value:.3f}"
    spread = "" if figure.low is None or figure.high is None else f"  [{figure.low:.3f}, {figure.high:.3f}]"
    return f"{value}{spread}" + (f"  {figure.of}" if figure.of else "")


def as_json(reports: Sequence[Report], *, errors: bool = False) -> str:
    """The reports as one JSON document."""
    kept: list[Any] = [asdict(report if errors else replace(report, errors=())) for report in reports]
    return json.dumps(kept, ensure_ascii=False, indent=2)


def _counts(counts: Counts) -> str:
    return f"{counts.right:,} right, {counts.wrong:,} wrong, {counts.missed:,} missed"


def _aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(len(row[index]) for row in rows) for index in range(len(rows[0]))]
    for row in rows:
        first, *others = (
            cell.ljust(width) if index == 0 else cell.rjust(width)
            for index, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        yield "  ".join([first, *others]).rstrip()
