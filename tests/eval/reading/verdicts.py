"""A reader's verdicts on the claims of one draw: a YAML file that holds no text of the articles, and its figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from pathlib import Path
from typing import Any

import yaml

from kg.evaluate.report import Figure, Report, shown
from tests.eval.reading.drawing import Drawn, stance

VERDICTS = ("right", "minor", "wrong")
PARTS = ("frame", "role", "polarity", "certainty", "actuality", "holder", "minor role", "time")
Z = 1.959964  # two-sided 95 %


@dataclass(frozen=True, slots=True)
class Reading:
    """One file: how the claims were drawn, of how many of each frame, and what was said of each."""

    path: Path
    drawn: str
    even: bool
    population: Mapping[str, int]
    verdicts: Sequence[Mapping[str, Any]]


def blank(
    some: Sequence[Drawn], *, seed: int, even: bool, date: str, extractor: str, population: Mapping[str, int]
) -> str:
    """The file to be filled in: a line a claim, its number on the sheet first, no verdict yet."""
    lines = [
        f"seed: {seed}",
        f"drawn: {date}",
        f"extractor: {extractor}",
        f"even: {str(even).lower()}",
        "population: {" + ", ".join(f"{frame}: {count}" for frame, count in population.items()) + "}",
        "# verdict: right, minor or wrong; part: which one is wrong; why: in the reader's own words",
        "verdicts:",
    ]
    for number, one in enumerate(some, 1):
        evidence = one.claim["evidence"]
        place = f"{evidence['start']}–{evidence['end']}"
        lines.append(
            f"- {{n: {number}, claim: {_quoted(one.key)}, frame: {one.claim['frame']}, article: {_quoted(one.source)},"
        )
        lines.append(f"   at: {place}, stance: {stance(one.claim)}, verdict: null}}")
    return "\n".join(lines) + "\n"


def read(path: Path) -> Reading:
    """A filled-in file; ValueError naming the first entry without a verdict or part that is one."""
    content = yaml.safe_load(path.read_text("utf-8"))
    for entry in content["verdicts"]:
        named = entry.get("part")
        if entry["verdict"] not in VERDICTS or (named not in PARTS if entry["verdict"] != "right" else named):
            raise ValueError(f"{path}: claim {entry['n']}: verdict {entry['verdict']!r}, part {named!r}")
    return Reading(path, str(content["drawn"]), content["even"], content["population"], content["verdicts"])


def gone(reading: Reading, found: Sequence[Drawn]) -> list[Mapping[str, Any]]:
    """The entries whose claim is not among the found ones any more: it is read otherwise, or not at all."""
    there = {one.key for one in found}
    return [entry for entry in reading.verdicts if entry["claim"] not in there]


def lines(reading: Reading) -> Iterator[str]:
    """Precision of all and by frame with 95 % intervals, and which parts are wrong how often."""
    yield f"{reading.path.name}: {len(reading.verdicts)} claims read"
    yield from (f"  {figure.name}: {shown(figure)}" for figure in report(reading).figures)
    frames = sorted({entry["frame"] for entry in reading.verdicts})
    width = max(map(len, frames))
    yield f"  {'frame':<{width}}   of  right  minor  wrong"
    for frame in frames:
        of_frame = [entry["verdict"] for entry in reading.verdicts if entry["frame"] == frame]
        counted = "  ".join(f"{of_frame.count(verdict):>5}" for verdict in VERDICTS)
        yield f"  {frame:<{width}}  {len(of_frame):>3}  {counted}"
    for part in PARTS:
        count = sum(entry.get("part") == part for entry in reading.verdicts)
        if count:
            yield f"  wrong in {part}: {count}"


def report(reading: Reading) -> Report:
    """The two figures: strictly right, and right where a minor fault is forgiven."""
    figures = []
    for name, wanted in (("right", ("right",)), ("right but for a minor role or the time", ("right", "minor"))):
        share, low, high = _precision(reading, wanted)
        right = sum(entry["verdict"] in wanted for entry in reading.verdicts)
        figures.append(Figure(name, share, f"{right} of {len(reading.verdicts)}", low, high))
    return Report(str(reading.path), "reading", tuple(figures))


def wilson(right: float, count: float) -> tuple[float, float]:
    """The 95 % score interval of a share (Wilson 1927)."""
    share, square = right / count, Z * Z / count
    centre = (share + square / 2) / (1 + square)
    spread = Z * sqrt(share * (1 - share) / count + square / (4 * count)) / (1 + square)
    return max(0.0, centre - spread), min(1.0, centre + spread)


def _precision(reading: Reading, wanted: Sequence[str]) -> tuple[float, float, float]:
    """The share of all claims there are, with its interval.

    Of claims drawn one of each frame in turn, each stands for as many as its frame has; the interval is that of as many
    claims drawn freely as would be as sure (Kish's effective size).
    """
    drawn: dict[str, int] = {}
    for entry in reading.verdicts:
        drawn[entry["frame"]] = drawn.get(entry["frame"], 0) + 1
    weights = [
        reading.population[entry["frame"]] / drawn[entry["frame"]] if reading.even else 1.0
        for entry in reading.verdicts
    ]
    of_all = sum(weights)
    share = sum(w for w, entry in zip(weights, reading.verdicts, strict=True) if entry["verdict"] in wanted) / of_all
    effective = of_all**2 / sum(weight**2 for weight in weights)
    return share, *wilson(share * effective, effective)


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
