"""The figures of a run as measurements to be published with the data."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kg.evaluate.report import Report
from kg.quality import Measurement, name

DIGITS = 4


def measurements(report: Report, *, date: str, command: str = "") -> Iterator[Measurement]:
    """Each figure of a report that was measured, the weak ones too; ``command`` is by default the ``kg eval`` of it."""
    gold = name(Path(report.gold))
    for figure in report.figures:
        if figure.value is not None:
            low, high = (None if end is None else round(end, DIGITS) for end in (figure.low, figure.high))
            again = command or f"kg eval {gold}"
            yield Measurement(gold, figure.name, round(figure.value, DIGITS), low, high, figure.of, date, again)
