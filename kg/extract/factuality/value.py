"""What a source holds of an event: polarity, certainty, actuality, and who the source is."""

from __future__ import annotations

from dataclasses import dataclass, replace

from spacy.tokens import Token

from kg.model import Actuality, Certainty, Polarity


@dataclass(frozen=True, slots=True)
class Stance:
    """What is known of an event, and from whom (``holders``: the tokens that name them, nearest first)."""

    polarity: Polarity = Polarity.AFFIRMED
    certainty: Certainty = Certainty.CERTAIN
    actuality: Actuality = Actuality.ACTUAL
    holders: tuple[Token, ...] = ()

    def negated(self) -> Stance:
        turned = {Polarity.AFFIRMED: Polarity.NEGATED, Polarity.NEGATED: Polarity.AFFIRMED}
        return replace(self, polarity=turned.get(self.polarity, self.polarity))

    def open(self) -> Stance:
        return replace(self, polarity=Polarity.UNKNOWN)

    def at_most(self, certainty: Certainty) -> Stance:
        order = list(Certainty)
        return replace(self, certainty=max(self.certainty, certainty, key=order.index))

    def in_world(self, actuality: Actuality) -> Stance:
        order = list(Actuality)
        return replace(self, actuality=max(self.actuality, actuality, key=order.index))
