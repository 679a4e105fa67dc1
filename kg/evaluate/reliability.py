"""Whether confidence means what it says: of claims that gold tells right or wrong, how many in each bin are right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kg.evaluate.report import Figure, Table

Json = dict[str, Any]
BINS = 10
WIDTH = 40  # of the diagram, in characters


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim that was extracted, the article it is in, and whether the gold has it so."""

    article: Json
    claim: Json
    right: bool

    @property
    def confidence(self) -> float:
        return float(self.claim["confidence"])


def figures(judged: Sequence[Judged]) -> tuple[Figure, ...]:
    """The expected calibration error over ten bins (Naeini et al., AAAI 2015) and the Brier score; less is better."""
    of = f"{len(judged):,} claims that the gold tells right or wrong"
    if not judged:
        return (Figure("calibration error", None, of, ceiling=True), Figure("Brier score", None, of, ceiling=True))
    error = sum(len(some) * abs(_mean(some) - _share(some)) for some in _binned(judged)) / len(judged)
    brier = sum((one.confidence - one.right) ** 2 for one in judged) / len(judged)
    return (
        Figure("calibration error", error, of, ceiling=True),
        Figure("Brier score", brier, of, ceiling=True),
    )


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
