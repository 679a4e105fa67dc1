"""Evidence weighed: what speaks for each of several that a name may be of, in bits, and how likely each then is.

After Fellegi and Sunter (A Theory for Record Linkage, 1969): a piece of evidence weighs the logarithm of how much
oftener it is found where two mentions are of one than where they are of two. The weights stand in ``weights.toml`` and
are never estimated in a build, so that a build of a few articles, or of all in any order, decides alike.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TypeVar

T = TypeVar("T", bound=Hashable)
STEPS = (0.99, 0.95, 0.9)  # of what was inferred; few, so that a growing corpus seldom moves one


@dataclass(frozen=True, slots=True)
class Weights:
    """Bits for each kind of evidence, how sure a decision has to be, and how often recognizers misread a name."""

    evidence: Mapping[str, float]
    sure: float
    window: int
    misread: float
    misread_vague: float
    namesakes: float
    namesakes_word: float


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of evidence in words, and what it weighs."""

    reason: str
    bits: float


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """One that a name may be of: how many articles name it in full, and the evidence for and against it."""

    who: str
    count: float
    evidence: tuple[Piece, ...] = ()

    @property
    def bits(self) -> float:
        return math.log2(self.count) + sum(piece.bits for piece in self.evidence) if self.count else -math.inf

    @property
    def reason(self) -> str:
        """What speaks most for it."""
        best = max(self.evidence, key=lambda piece: (piece.bits, piece.reason), default=None)
        return best.reason if best is not None and best.bits > 0 else ""


@cache
def weights() -> Weights:
    """The weights, read once."""
    table = tomllib.loads((files("kg.resolve") / "weights.toml").read_text("utf-8"))
    return Weights(evidence=table.pop("evidence"), **table)


def likelihoods(hypotheses: Sequence[Hypothesis]) -> list[float]:
    """How likely each hypothesis is, given that one of them is true; to four digits, so that machines agree."""
    highest = max(one.bits for one in hypotheses)
    shares = [2 ** (one.bits - highest) for one in hypotheses]
    return [round(share / sum(shares), 4) for share in shares]


def step(share: float) -> float:
    """How sure a decision of some likelihood is, in steps."""
    return next((one for one in STEPS if share >= one), round(share, 2))


def misread(often: int, seldom: int, *, vague: float, word: bool) -> bool:
    """Whether ``seldom`` readings of a name beside ``often`` are mistakes, rather than of a namesake of another kind.

    The chance of so many mistakes against that of a namesake that has any share of the readings. ``vague`` is the
    share of what recognizers guess worst among the seldom readings, ``word`` that the name is one word, which others
    bear sooner.
    """
    known = weights()
    rate = known.misread + (known.misread_vague - known.misread) * vague
    prior = known.namesakes_word if word else known.namesakes
    total = often + seldom
    rate = min(rate, seldom / total)  # fewer mistakes than usual are no evidence of a namesake
    ways = math.lgamma(total + 1) - math.lgamma(often + 1) - math.lgamma(seldom + 1)
    one = ways + seldom * math.log(rate) + often * math.log(1 - rate)
    return one + math.log(1 - prior) >= math.log(prior) - math.log(total + 1)
