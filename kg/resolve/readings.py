"""One name read as several kinds of thing: which readings are mistakes, and what the name is in truth."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.resolve.weighing import misread

CLEAR = 3  # times oftener: of two particular kinds read about as often neither is a mistake of the other


@dataclass(frozen=True, slots=True)
class Reading:
    """In how many chains a name was taken for one family of types; in ``vague`` of them for an organization of no known
    kind; ``named``: as a name, not as a description.
    """

    chains: int
    vague: int
    named: bool

    @property
    def vagueness(self) -> float:
        """The share of vague chains."""
        return self.vague / self.chains


def corrected(folded: str, readings: Mapping[str, Reading]) -> dict[str, str]:
    """Families of types a name was read as by mistake, each with the family that the name is of.

    A company and a person of one name, both often named, are two; a name read 1,900 times as a person's and 17 times as
    something else is the person's, however many other readings there are.
    """
    if len(readings) < 2:
        return {}
    order = sorted(readings, key=lambda kind: (-readings[kind].chains, readings[kind].vagueness, kind))
    true = order[0]
    often = readings[true]
    found = {}
    for kind in order[1:]:
        one = readings[kind]
        clear = one.named and often.named and often.chains >= CLEAR * one.chains
        if (one.vagueness == 1 or clear) and misread(
            often.chains, one.chains, vague=one.vagueness, word=" " not in folded
        ):
            found[kind] = true
    return found
