"""``kg validate``: what was asked for, judged, compared with what is known, and written."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg import store, validate
from kg.cli import show
from kg.cli.running import DONE, FINDINGS
from kg.settings import Settings


@dataclass(frozen=True, slots=True)
class Asked:
    """The options of ``kg validate``."""

    files: list[Path] | None
    shapes: list[Path] | None
    engine: str
    graphs: list[str] | None
    only: list[str] | None
    focus: list[str] | None
    explain: str | None
    format: str
    fail_on: str
    baseline: Path | None
    update_baseline: bool
    release: str | None


def run(asked: Asked, settings: Settings) -> int:
    """The exit code; the report is on standard output."""
    checked: Any = validate.matching(asked.files) if asked.files else None
    if checked is None:
        checked = list(store.open_release(store.find(settings.data, asked.release)))
    report = validate.validate(
        checked, asked.shapes, engine=asked.engine, graphs=asked.graphs, only=asked.only, focus=asked.focus
    )
    if asked.explain is not None:
        print(validate.explain(report, asked.explain, checked, asked.shapes), end="")
        return DONE
    if asked.update_baseline and asked.baseline is not None:
        validate.write_baseline(report, asked.baseline)
    if asked.baseline is not None:
        report, gone = validate.compare(report, asked.baseline)
        if gone:
            noun, them = (
                ("finding", "is gone; --update-baseline takes it out")
                if gone == 1
                else ("findings", "are gone; --update-baseline takes them out")
            )
            show.say(f"{gone:,} {noun} of {asked.baseline} {them}")
    print(validate.render(report, asked.format), end="")
    return FINDINGS if report.at_least(asked.fail_on) else DONE
