"""What ``kg eval`` does: scores gold files one after another, prints what comes out, holds it against the floors."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from kg import quality
from kg.cli.show import clean, progress, say
from kg.errors import UsageError
from kg.evaluate import Asked, Report, evaluate, floors, publishing
from kg.evaluate.report import as_json, text


def run(
    gold: Sequence[Path], asked: Asked, *, floors_file: Path | None, errors: bool, as_text: bool
) -> tuple[list[Report], list[str]]:
    """The reports, printed, and a line for each figure below its floor; of a part of the gold floors are not asked."""
    wanted = floors.read(floors_file) if floors_file is not None else {}
    reports: list[Report] = []
    short: list[str] = []
    for path in gold or present(wanted):
        with progress() as tell:
            report = evaluate(path, asked, tell=tell)
        reports.append(report)
        if as_text:
            print("\n".join(clean(line) for line in text(report, errors=errors)) + "\n", flush=True)
        if asked.whole:
            short += floors.below(report, _of(path, wanted))
    if not as_text:
        print(as_json(reports, errors=errors))
    return reports, short


def present(wanted: floors.Floors) -> list[Path]:
    """The gold files that floors are kept of and that are there; the others are named on standard error."""
    paths = floors.files(wanted)
    say(*(f"{path}: not there, left out" for path in paths if not path.exists()))
    there = [path for path in paths if path.exists()]
    if not there:
        raise UsageError("give a gold file, or --floors FILE whose tables name some that are there")
    return there


def raise_floors(path: Path, reports: Sequence[Report]) -> None:
    """Writes the floors that the reports have passed, and those of what has none yet."""
    before = path.read_text("utf-8") if path.exists() else ""
    path.write_text(floors.raised(before, reports), "utf-8")


def publish(path: Path, reports: Sequence[Report]) -> None:
    """Writes the figures of the reports, with the day, into the file that releases have them from."""
    today = datetime.now(UTC).date().isoformat()
    quality.write(path, [one for report in reports for one in publishing.measurements(report, date=today)])


def _of(path: Path, wanted: floors.Floors) -> dict[str, float]:
    return {
        name: value
        for gold, table in wanted.items()
        if Path(gold).resolve() == path.resolve()
        for name, value in table.items()
    }
