"""Counts of right, wrong and missed, what they amount to, and how sure that is."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

SAMPLES = 1000  # enough for the second digit of a 95 % interval
SEED = 20261122  # any would do; a fixed one gives the same interval each time
LEVEL = 0.95
LEAST_UNITS = 8  # below that a bootstrap says nothing


@dataclass(frozen=True, slots=True)
class Counts:
    """Items that are right, that are there and should not be, and that should be there and are not."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.right + other.right, self.wrong + other.wrong, self.missed + other.missed)


Measure = Callable[[Counts], float]


def precision(counts: Counts) -> float:
    """The share of what is there that is right; 0 where nothing is there."""
    return _share(counts.right, counts.right + counts.wrong)


def recall(counts: Counts) -> float:
    """The share of what should be there that is; 0 where nothing should be."""
    return _share(counts.right, counts.right + counts.missed)


def f1(counts: Counts) -> float:
    """The harmonic mean of precision and recall."""
    return _share(2 * counts.right, 2 * counts.right + counts.wrong + counts.missed)


def total(units: Iterable[Counts]) -> Counts:
    """All units together."""
    return sum(units, Counts())


def interval(units: Sequence[Counts], measure: Measure) -> tuple[float, float] | None:
    """The 95 % percentile bootstrap interval of ``measure``, units drawn with replacement; None below eight units.

    Units are what is drawn independently: texts, or the items themselves where there are few texts. The seed is fixed.
    """
    rows = [(one.right, one.wrong, one.missed) for one in units]
    return bootstrap(rows, lambda sums: measure(Counts(*map(int, sums))))


def bootstrap(
    rows: Sequence[Sequence[float]], measure: Callable[[Sequence[float]], float]
) -> tuple[float, float] | None:
    """The same interval of a measure over the sums of rows of numbers, a row a unit."""
    if len(rows) < LEAST_UNITS:
        return None
    generator = random.Random(SEED)  # noqa: S311 - statistics, not secrets
    values = []
    for _ in range(SAMPLES):
        columns = zip(*generator.choices(rows, k=len(rows)), strict=True)
        values.append(measure([sum(column) for column in columns]))
    values.sort()
    tail = (1 - LEVEL) / 2
    return values[round(tail * (SAMPLES - 1))], values[round((1 - tail) * (SAMPLES - 1))]


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
