"""Whether confidence means what it says: of claims that gold tells right or wrong, how many in each bin are right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kg.evaluate.report import Figure, Table
from kg.evaluate.scoring import bootstrap

Json = dict[str, Any]
BINS = 10
WIDTH = 40  # of the diagram, in characters


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim that was extracted, the id of the article it is in, and whether the gold has it so."""

    article: str
    claim: Json
    right: bool

    @property
    def confidence(self) -> float:
        return float(self.claim["confidence"])


def figures(judged: Sequence[Judged]) -> tuple[Figure, ...]:
    """The expected calibration error over ten bins (Naeini et al., AAAI 2015) and the Brier score; less is better.

    Intervals are of articles drawn with replacement. Chance adds to a calibration error and never takes from it, so
    that its interval lies rather above the value than around it.
    """
    of = f"{len(judged):,} claims that the gold tells right or wrong"
    rows = _rows(judged)
    found = []
    for name, measure in (("calibration error", _error), ("Brier score", _brier)):
        low, high = bootstrap(rows, measure) or (None, None)
        value = measure([sum(column) for column in zip(*rows, strict=True)]) if rows else None
        found.append(Figure(name, value, of, low, high, ceiling=True))
    return tuple(found)


def _rows(judged: Sequence[Judged]) -> list[list[float]]:
    """A row an article: of each bin its claims, their confidence and how many are right; last the squared errors."""
    rows: dict[str, list[float]] = {}
    for one in judged:
        row = rows.setdefault(one.article, [0.0] * (3 * BINS + 1))
        place = 3 * _bin(one)
        for offset, value in enumerate((1.0, one.confidence, float(one.right))):
            row[place + offset] += value
        row[-1] += (one.confidence - one.right) ** 2
    return list(rows.values())


def _error(sums: Sequence[float]) -> float:
    return sum(abs(sums[place + 1] - sums[place + 2]) for place in range(0, 3 * BINS, 3)) / sum(sums[:-1:3])


def _brier(sums: Sequence[float]) -> float:
    return sums[-1] / sum(sums[:-1:3])


def table(judged: Sequence[Judged]) -> Table:
    """A row a bin that has claims: how many, their mean confidence, the share that is right, and the two drawn."""
    rows = [
        (f"{_bin(some[0]) / BINS:.1f} to {(_bin(some[0]) + 1) / BINS:.1f}",
         str(len(some)), f"{_mean(some):.2f}", f"{_share(some):.2f}", _diagram(_mean(some), _share(some)))
        for some in _binned(judged)
    ]  # fmt: skip
    drawn = "right (#), told (|)".ljust(WIDTH)
    return Table("confidence", ("confidence", "claims", "mean", "right", drawn), tuple(rows))


def _diagram(told: float, right: float) -> str:
    """A line of a reliability diagram: as many marks as are right, and a bar where the mean confidence is."""
    line = ["#"] * round(right * WIDTH) + ["."] * (WIDTH - round(right * WIDTH))
    line[min(int(told * WIDTH), WIDTH - 1)] = "|"
    return "".join(line)


def _binned(judged: Sequence[Judged]) -> list[list[Judged]]:
    bins: list[list[Judged]] = [[] for _ in range(BINS)]
    for one in judged:
        bins[_bin(one)].append(one)
    return [some for some in bins if some]


def _bin(one: Judged) -> int:
    return min(int(one.confidence * BINS), BINS - 1)


def _mean(some: Sequence[Judged]) -> float:
    return sum(one.confidence for one in some) / len(some)


def _share(some: Sequence[Judged]) -> float:
    return sum(one.right for one in some) / len(some)
