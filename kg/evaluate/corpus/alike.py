"""Whether what was found is what a reader wrote: fillers, roles, holders, stance."""

from __future__ import annotations

from collections.abc import Sequence

from kg.evaluate.corpus.assignment import paired
from kg.evaluate.corpus.spans import Words
from kg.evaluate.corpus.values import Claim, Filler, Trap, main_roles
from kg.frames import frames

SEVERAL = 2  # of several parties so many make the claim; all roles ask for all
ACT = "act"  # what a pledge promises
ASIDE = frozenset({"place", "purpose"})  # every frame may have them, and no claim stands or falls with them


class Alike:
    """Compares values of one text."""

    def __init__(self, text: str) -> None:
        self.words = Words(text)

    def filler(self, gold: Filler, found: Filler) -> bool:
        """Whether two fillers are of the same one.

        Where gold names who a pronoun or a description is, the found one has to be known as that one; its place alone
        is not enough.
        """
        if gold.role == ACT:
            return self.act(gold, found)
        if gold.names & found.names:
            return True
        wanted = gold.elsewhere if gold.resolved else ((gold.span,) if gold.span else ()) + gold.elsewhere
        there = (*((found.span,) if found.span else ()), *found.elsewhere)
        return any(self.words.same(one, other) for one in wanted for other in there)

    def act(self, gold: Filler, found: Filler) -> bool:
        """Whether two acts are one: of the same frame, or words of the same clause.

        Gold has the clause, an extracted act is the word that tells it; which frame that is, readers see differently.
        """
        if gold.value is not None and gold.value == found.value:
            return True
        return gold.span is not None and found.span is not None and gold.span.overlaps(found.span)

    def place(self, gold: Filler, found: Filler) -> bool:
        """Whether two fillers stand at the same place, or are of the same one."""
        here = gold.span is not None and found.span is not None and self.words.same(gold.span, found.span)
        return here or self.filler(gold, found)

    def right(self, gold: Sequence[Filler], found: Sequence[Filler], *, placed: bool = False) -> int:
        """How many of the found fillers of a role are gold's, each taken once."""
        same = self.place if placed else self.filler
        if len(gold) == len(found) == 1:
            return int(same(gold[0], found[0]))
        return len(paired(gold, found, lambda one, other: float(same(one, other))))

    def main(self, gold: Claim, found: Claim, *, placed: bool = False) -> bool:
        """Whether the main roles are filled alike: nobody wrong, nobody lacking (of several parties two are enough)."""
        for role in main_roles(gold):
            mine, theirs = gold.roles.get(role, ()), found.roles.get(role, ())
            right = self.right(mine, theirs, placed=placed)
            if right < len(theirs) or right < min(len(mine), SEVERAL):
                return False
        return True

    def parties(self, gold: Claim, found: Claim) -> bool:
        """Whether what fills each main role of gold fills some role of the other; of several parties two are enough."""
        there = tuple(found.fillers())
        main = [gold.roles[role] for role in main_roles(gold) if role in gold.roles]
        return bool(main) and all(self._among(some, there) >= min(len(some), SEVERAL) for some in main)

    def _among(self, gold: Sequence[Filler], found: Sequence[Filler]) -> int:
        return len(paired(gold, found, lambda one, other: float(self.filler(one, other))))

    def whole(self, gold: Claim, found: Claim) -> bool:
        """Whether all roles but place and purpose are filled alike."""
        roles = ({*gold.roles, *found.roles}) - ASIDE
        return all(
            self.right(gold.roles.get(role, ()), found.roles.get(role, ()))
            == len(gold.roles.get(role, ()))
            == len(found.roles.get(role, ()))
            for role in roles
        )

    def share(self, gold: Claim, found: Claim) -> float:
        """The share of all fillers of both that are alike."""
        both = len(list(gold.fillers())) + len(list(found.fillers()))
        right = sum(self.right(some, found.roles.get(role, ())) for role, some in gold.roles.items())
        return 2 * right / both if both else 0.0

    def holder(self, gold: Claim, found: Claim) -> bool:
        """Whether the nearest holder is the same one, or both are the article's own.

        Of a speech act the one who speaks may hold it too: gold leaves that out.
        """
        if gold.holders and found.holders:
            return self.filler(gold.holders[0], found.holders[0])
        return not gold.holders and (not found.holders or self.own_word(found))

    def own_word(self, claim: Claim) -> bool:
        """Whether a claim is a speech act held by who performs it."""
        frame = frames().get(claim.frame)
        if frame is None or not frame.speech_act or not claim.holders:
            return False
        holder = claim.holders[0]
        agents = claim.roles.get(main_roles(claim)[0], ())
        return any(agent.span == holder.span or self.filler(agent, holder) for agent in agents)

    def fact(self, claim: Claim) -> bool:
        """Whether a claim is told as a fact: affirmed, certain, actual, and nobody's word but the article's own.

        By its own stance and holders, whatever the graph makes of it. Who performs a speech act is no holder of it.
        """
        return claim.factual and (not claim.holders or self.own_word(claim))

    def trap(self, trap: Trap, found: Claim) -> bool:
        """Whether a claim says what a trap is: its frame on its words, and every filler of the trap at its place."""
        return (
            trap.frame == found.frame
            and trap.trigger.overlaps(found.trigger)
            and all(
                self.right(some, found.roles.get(role, ()), placed=True) == len(some)
                for role, some in trap.roles.items()
            )
        )


def settled(gold: Claim, found: Claim) -> bool:
    """Whether polarity and, of a pledge, direction are the same."""
    return gold.polarity == found.polarity and gold.direction == found.direction
