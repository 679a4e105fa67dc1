"""Which claim that was found is which that a reader wrote: the best assignment, each claim taken once.

A pair is of one frame and shares a trigger word, or a filler within the found claim's evidence; of states, which gold
has once an article, a filler anywhere. Among the possible pairings the one with the most claims right is taken, then
with the most main roles, trigger words, roles. What is left is looked up under other frames: a near one (``nearness``)
on the same words is told apart from a plain miss.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.evaluate.corpus.alike import Alike, settled
from kg.evaluate.corpus.assignment import paired
from kg.evaluate.corpus.nearness import near
from kg.evaluate.corpus.values import Annotated, Claim, Filler, main_roles
from kg.model import Span

# What counts more outweighs all that counts less, over all the claims of an article.
RIGHT, MAIN, TRIGGER, ROLES = 1e9, 1e6, 1e3, 1.0


@dataclass(frozen=True, slots=True)
class Pair:
    """A claim of gold with the one found for it, and what is right about it."""

    gold: Claim
    found: Claim
    placed: bool  # main roles, whoever a pronoun is taken for
    main: bool  # main roles
    whole: bool  # all roles
    settled: bool  # polarity and direction
    held: bool  # the nearest holder
    fact: bool  # gold has it as a fact: the article's word, or the holder's that was found
    told: bool  # the found claim tells it as a fact

    @property
    def right(self) -> bool:
        """Main roles, polarity and direction are right."""
        return self.main and self.settled

    @property
    def flipped(self) -> bool:
        """Main roles are right, and what is affirmed is denied or the other way round."""
        return self.main and {self.gold.polarity, self.found.polarity} == {"affirmed", "negated"}

    @property
    def true(self) -> bool:
        """A reader finds it right: it is not told as a fact where it is none; an unresolved pronoun is a minor fault.

        That is the measure of ``tests/eval/reading``, and of confidence; whether the graph asserts it changes nothing.
        """
        return self.placed and self.settled and (self.fact or not self.told)


@dataclass(frozen=True, slots=True)
class Matched:
    """The claims of an article, compared.

    ``near`` and ``other`` are claims of gold that a claim of a near or of any other frame stands for; ``surplus`` are
    found claims without a counterpart, but for ``repeats``, which are neither right nor wrong: states told again, and
    further members of a list that gold has as one filler.
    """

    pairs: tuple[Pair, ...]
    near: tuple[tuple[Claim, Claim], ...]
    other: tuple[tuple[Claim, Claim], ...]
    missed: tuple[Claim, ...]
    surplus: tuple[Claim, ...]
    repeats: tuple[Claim, ...]


def match(gold: Annotated, found: Annotated, alike: Alike) -> Matched:
    """The claims of an article as annotated and as found, compared."""
    matched = paired(gold.claims, found.claims, lambda one, other: _worth(one, other, alike))
    pairs = tuple(
        Pair(
            one,
            other,
            placed=alike.main(one, other, placed=True),
            main=alike.main(one, other),
            whole=alike.whole(one, other),
            settled=settled(one, other),
            held=alike.holder(one, other),
            fact=alike.fact(one) or (one.factual and alike.holder(one, other)),
            told=alike.fact(other),
        )
        for one, other in matched
    )
    missed = _without(gold.claims, [pair.gold for pair in pairs])
    surplus = _without(found.claims, [pair.found for pair in pairs])
    repeats = [one for one in surplus if _repeats(one, pairs, alike) or _member(one, pairs)]
    surplus = _without(surplus, repeats)
    close = paired(missed, surplus, lambda one, other: _elsewhere(one, other, alike) * near(one.frame, other.frame))
    missed = _without(missed, [one for one, _ in close])
    left = _without(surplus, [other for _, other in close])
    strange = paired(missed, left, lambda one, other: _elsewhere(one, other, alike))
    missed = _without(missed, [one for one, _ in strange])
    return Matched(pairs, tuple(close), tuple(strange), tuple(missed), tuple(surplus), tuple(repeats))


def _worth(gold: Claim, found: Claim, alike: Alike) -> float:
    if gold.frame != found.frame:
        return 0.0
    trigger = gold.trigger.overlaps(found.trigger)
    share = alike.share(gold, found)
    if not trigger and not (share and (gold.state or _in_evidence(gold, found))):
        return 0.0
    main = alike.main(gold, found)
    right = main and settled(gold, found)
    return RIGHT * right + MAIN * main + TRIGGER * trigger + ROLES * (share + 0.1)


def _in_evidence(gold: Claim, found: Claim) -> bool:
    return found.evidence is not None and found.evidence.overlaps(gold.trigger)


def _elsewhere(gold: Claim, found: Claim, alike: Alike) -> float:
    """How well a claim of another frame stands for one: on the same words, the more the more fillers it has of it."""
    if gold.frame == found.frame or not gold.trigger.overlaps(found.trigger):
        return 0.0
    right = sum(any(alike.place(one, other) for other in found.fillers()) for one in gold.fillers())
    return 1.0 + right


def _repeats(found: Claim, pairs: Sequence[Pair], alike: Alike) -> bool:
    """Whether a state was told before: a claim of gold that has its counterpart says the same."""
    return found.state and any(
        pair.gold.frame == found.frame and pair.main and alike.main(pair.gold, found) and settled(pair.gold, found)
        for pair in pairs
    )


def _member(found: Claim, pairs: Sequence[Pair]) -> bool:
    """Whether a claim is of a further member of a list: its main fillers stand inside those of gold's claim there."""
    return any(
        pair.right
        and pair.gold.frame == found.frame
        and pair.gold.trigger.overlaps(found.trigger)
        and settled(pair.gold, found)
        and _spans(found, pair.gold) != _spans(pair.found, pair.gold)
        and all(
            any(_inside(filler, other) for other in pair.gold.roles.get(role, ()))
            for role in main_roles(pair.gold)
            for filler in found.roles.get(role, ())
        )
        for pair in pairs
    )


def _spans(claim: Claim, gold: Claim) -> list[Span | None]:
    return [filler.span for role in main_roles(gold) for filler in claim.roles.get(role, ())]


def _inside(found: Filler, gold: Filler) -> bool:
    if found.span is None or gold.span is None:
        return False
    return gold.span.start <= found.span.start and found.span.end <= gold.span.end


def _without(claims: Sequence[Claim], taken: Sequence[Claim]) -> list[Claim]:
    gone = {id(claim) for claim in taken}
    return [claim for claim in claims if id(claim) not in gone]
