"""The rule of assertion: what it takes for a situation to be asserted, and else the reasons why it is only reported."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from kg.frames import kinds
from kg.fuse.origins import Sources
from kg.fuse.resolved_claims import Ground, fold
from kg.model import (
    Actuality,
    Certainty,
    EntityType,
    Polarity,
    Reason,
    Record,
    Resolution,
)

# Positions whose holders speak for their organization.
_SPEAKING = re.compile(
    r"(?i)spokes|president|chief|\bc[efiotm]o\b|founder|chair|director|\bhead\b|representative|secretary|minister|"
    r"commissioner|attorney|counsel|press|communications|executive|officer|mayor|sheriff|owner|general manager"
)
# Titles of posts that are held no longer.
_FORMER = re.compile(r"(?i)(?:former|ex|onetime|one-time|erstwhile|then|late|retired|past)\b")


def with_lacks(
    grounds: Sequence[Ground],
    record: Record,
    resolution: Resolution,
    sources: Sources,
    *,
    watched: set[str] | None = None,
) -> list[Ground]:
    """The claims of one article, each affirmed one with what it lacks to carry an assertion.

    ``watched`` takes in the entities whose names were compared with words of the article to tell.
    """
    voices = Voices(record, grounds, resolution, watched=watched)
    return [
        replace(ground, lacks=lacking(ground, voices, sources))
        if ground.claim.polarity is Polarity.AFFIRMED
        else ground
        for ground in grounds
    ]


class Voices:
    """Who speaks for whom, as one article has it."""

    def __init__(
        self, record: Record, grounds: Iterable[Ground], resolution: Resolution, *, watched: set[str] | None = None
    ) -> None:
        self._entities = resolution.entities
        self._spoken_for: dict[str, set[str]] = defaultdict(set)
        self._watched = set[str]() if watched is None else watched
        self._by_phrase(record, resolution)
        for ground in grounds:
            claim = ground.claim
            if claim.frame == "Role" and claim.polarity is Polarity.AFFIRMED and claim.actuality is Actuality.ACTUAL:
                holder, position = ground.filling("holder"), ground.filling("position")
                organization = ground.filling("organization")
                speaks = position is not None and not is_over(ground) and _SPEAKING.search(position.value or "")
                if speaks and holder and holder.entity and organization and organization.entity:
                    self._spoken_for[holder.entity].add(organization.entity)

    def _by_phrase(self, record: Record, resolution: Resolution) -> None:
        """ "Acme's chief executive", "a spokesperson for Acme": the mention itself says whose."""
        article = record.article.key
        mentions = {mention.span: mention for mention in record.mentions}

        for mention in record.mentions:
            if mention.affiliation is not None and _SPEAKING.search(mention.text):
                person = resolution.entity(article, mention)
                organization = resolution.entity(article, mentions.get(mention.affiliation))
                if person and organization:
                    self._spoken_for[person].add(organization)

    def own(self, ground: Ground, agent: str) -> bool:
        """Whether all holders of a claim are an agent itself, somebody who speaks for it, or an outlet."""
        return all(
            holder is not None
            and (holder == agent or self.outlet(holder) or self._speaks(ground, index, holder, agent))
            for index, holder in enumerate(ground.holders)
        )

    def outlet(self, key: str) -> bool:
        """Whether an entity is a news outlet."""
        return self._entities[key].type is EntityType.OUTLET

    def _speaks(self, ground: Ground, index: int, holder: str, agent: str) -> bool:
        if agent in self._spoken_for.get(holder, ()):
            return True
        text = fold(ground.claim.attribution[index].text)
        if not _SPEAKING.search(text):
            return False
        self._watched.add(agent)
        entity = self._entities[agent]
        names = (fold(name) for name in (entity.name, *entity.aliases))
        return any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) for name in names if len(name) > 1)


def lacking(ground: Ground, voices: Voices, sources: Sources) -> frozenset[Reason]:
    """What an affirmed claim lacks to carry an assertion; nothing, where it does carry one."""
    claim = ground.claim
    lacks = {
        Reason.UNCLEAR: claim.certainty is not Certainty.CERTAIN,
        Reason.PLANNED: claim.actuality is not Actuality.ACTUAL,
        Reason.ALLEGED: not _held(ground, voices),
        Reason.OVER: is_over(ground),
        Reason.COPY_ONLY: sources.origins[ground.article].spun,
    }
    return frozenset(reason for reason, applies in lacks.items() if applies)


def is_over(ground: Ground) -> bool:
    """Whether a claim is of a post that is held no longer: who was treasurer is not who the treasurer is."""
    position = ground.filling("position")
    return position is not None and ground.claim.frame == "Role" and bool(_FORMER.match(position.value or ""))


def reasons(
    grounds: Sequence[Ground], opposing: Sequence[Ground], sources: Sources, *, floor: float
) -> tuple[tuple[Reason, ...], list[Ground]]:
    """Why a situation is not asserted (nothing: it is), and the claims that speak for it.

    ``grounds`` are its claims, ``opposing`` denials of it that are claims of other situations: of what is, so they say
    nothing of a situation that is only planned or imagined. ``floor`` is what its surest claim has to reach. Only
    what the speaking claims say may be written of it: of an asserted or unsure one those that carry the assertion, else
    the affirmed, else all.
    """
    affirmed = [ground for ground in grounds if ground.claim.polarity is Polarity.AFFIRMED]
    meant = opposing if any(ground.claim.actuality is Actuality.ACTUAL for ground in affirmed) else ()
    against = [ground for ground in (*grounds, *meant) if ground.claim.polarity is not Polarity.AFFIRMED]
    carrying = [ground for ground in affirmed if not ground.lacks]
    if carrying and not against:
        surest = max(ground.confidence for ground in carrying)  # that several say so was measured to add nothing
        return (() if surest >= floor else (Reason.UNSURE,)), carrying
    found: set[Reason] = set()
    if any(ground.claim.polarity is Polarity.NEGATED for ground in against):
        found.add(Reason.DENIED)
    if any(ground.claim.polarity is Polarity.UNKNOWN for ground in against):
        found.add(Reason.UNCLEAR)
    if any(pair_of_sides(affirmed, against)):
        found.add(Reason.DISPUTED)
    if affirmed and not carrying:
        found |= _shared([ground.lacks for ground in affirmed])
    if not affirmed:
        if all(ground.claim.actuality is not Actuality.ACTUAL for ground in grounds):
            found.add(Reason.PLANNED)
        if all(sources.origins[ground.article].spun for ground in grounds):
            found.add(Reason.COPY_ONLY)
    return tuple(sorted(found)), affirmed or list(grounds)


def pair_of_sides(affirmed: Sequence[Ground], against: Sequence[Ground]) -> tuple[list[Ground], list[Ground]]:
    """Claims for and against the same: that it is so, else that it will be; both empty where no two contradict.

    A plan and the denial of a fact do not, and what is merely imagined ("concerns about buying it") affirms nothing.
    """
    for meant in ({Actuality.ACTUAL}, {Actuality.PLANNED, Actuality.CONDITIONAL}):
        sides = tuple([one for one in side if one.claim.actuality in meant] for side in (affirmed, against))
        if all(sides):
            return sides[0], sides[1]
    return [], []


def _shared(lacks: Collection[frozenset[Reason]]) -> frozenset[Reason]:
    """What all claims lack; where each lacks something else, all of it."""
    return frozenset.intersection(*lacks) or frozenset.union(*lacks)


def _held(ground: Ground, voices: Voices) -> bool:
    """Whether the article itself holds a claim, or an outlet it reports from; of a speech act, who performs it."""
    if not ground.claim.attribution:
        return not ground.quoted
    if all(holder is not None and voices.outlet(holder) for holder in ground.holders):
        return True
    frame = kinds().get(ground.claim.frame)
    if frame is None or not frame.speech_act:
        return False
    agent = next((role.name for role in frame.roles.values() if role.required), "")
    filling = ground.filling(agent)
    return filling is not None and filling.entity is not None and voices.own(ground, filling.entity)
