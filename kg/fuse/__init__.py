"""Fusion: the claims of all articles become situations, with what corroborates and what contradicts them.

Pure, and the same whatever the order of articles. The way through: ``origins`` (whose reporting, which day),
``resolved_claims`` (claims resolved), ``situations`` (which claims are of one), ``dating`` (pages that their news alone
dates), ``contradiction`` (which denials stand against which), ``assertion`` (the rule), ``disagreement``,
``timelines`` (what became of pledges).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain

from kg.frames import kinds
from kg.fuse.assertion import reasons, with_lacks
from kg.fuse.contradiction import opposition
from kg.fuse.dating import by_the_news, is_news
from kg.fuse.disagreement import NUMBERS, disagreements, numbers
from kg.fuse.durations import duration, expires
from kg.fuse.origins import Sources, in_common, page, sources
from kg.fuse.periods import common
from kg.fuse.resolved_claims import Ground, by_role, ground, named_entities
from kg.fuse.situations import IDENTIFYING, Cluster, clusters, token
from kg.fuse.timelines import Told, pledger_of, timelines
from kg.fuse.times import resolve
from kg.model import (
    Copy,
    Filling,
    Fusion,
    GroundedClaim,
    Polarity,
    Reason,
    Record,
    Resolution,
    Situation,
    TimelineEntry,
)

__all__ = ["duration", "expires", "fuse", "resolve", "sources"]

_MOST_TEXTS = 12  # wordings kept of one literal role; a story told a thousand times has a thousand conditions


def fuse(
    records: Sequence[Record], resolution: Resolution, *, copies: Sequence[Copy] = (), floor: float = 0.0
) -> Fusion:
    """Everything the graph is written from; the same whatever the order of records and copies.

    ``floor`` is the confidence from which a situation may be asserted. ``ValueError`` if two records are of one
    article.
    """
    ordered = sorted(records, key=lambda record: record.article.key)
    if len({record.article.key for record in ordered}) < len(ordered):
        raise ValueError("two records are of one article")
    pages = [page(record, resolution) for record in ordered]
    known = sources(pages, resolution.entities, copies, in_common(ordered, pages))
    named = named_entities(ordered, resolution)
    grounds = sorted(
        chain.from_iterable(grounded(record, resolution, known, named=named) for record in ordered),
        key=lambda one: one.key,
    )
    grouped = clusters(grounds, known)
    dated = by_the_news(grounds, grouped, known.anchors)
    if dated != grounds:
        grounds, grouped = dated, clusters(dated, known)
    opposing = opposition(grouped, resolution)
    situations: list[Situation] = []
    belongs: dict[str, str] = {}
    for cluster in grouped:
        settled = situation(cluster, opposing.get(cluster, ()), known, floor=floor)
        situations.append(settled)
        belongs.update((key, settled.key) for key in settled.claims)
    return Fusion(
        records=tuple(ordered),
        resolution=resolution,
        claims=tuple(in_situation(one, belongs[one.key]) for one in grounds),
        situations=tuple(sorted(situations, key=lambda one: one.key)),
        disagreements=tuple(disagreements(grouped, opposing, known)),
        origins=known.origins,
        timelines=_timelines(situations, {one.key: one for one in grounds}, resolution, known),
    )


def _timelines(
    situations: Sequence[Situation], grounds: Mapping[str, Ground], resolution: Resolution, known: Sources
) -> dict[str, tuple[TimelineEntry, ...]]:
    """The timelines of all pledges, by key."""
    pledgers = {one.key: pledger for one in situations if (pledger := pledger_of(one)) is not None}
    found: dict[str, tuple[TimelineEntry, ...]] = {}
    for pledger in sorted(set(pledgers.values())):
        theirs = [
            one
            for one in situations
            if pledgers.get(one.key) == pledger or any(filling.entity == pledger for filling in one.roles)
        ]
        keys = {filling.entity for one in theirs for filling in one.roles} & resolution.entities.keys()
        entities = {key: resolution.entities[key] for key in sorted(filter(None, keys))}
        found |= timelines(pledger, [_told(one, grounds, known) for one in theirs], entities)
    return dict(sorted(found.items()))


def _told(situation: Situation, grounds: Mapping[str, Ground], known: Sources) -> Told:
    dated = [(grounds[key], day) for key in situation.claims if (day := known.anchors[grounds[key].article])]
    told = min((day.isoformat() for _, day in dated), default=None)
    return Told(situation, told, min((day.isoformat() for one, day in dated if is_news(one)), default=None))


def grounded(
    record: Record,
    resolution: Resolution,
    known: Sources,
    *,
    named: frozenset[str],
    watched: set[str] | None = None,
) -> list[Ground]:
    """The claims of one article resolved, each with what it lacks to carry an assertion; sorted by key.

    ``named`` are the keys that ``named_entities`` gives; ``watched`` takes in the entities whose names were asked.
    """
    found = ground(record, resolution, known.anchors[record.article.key], named=named)
    return with_lacks(found, record, resolution, known, watched=watched)


def situation(cluster: Cluster, opposing: Sequence[Ground], known: Sources, *, floor: float) -> Situation:
    """What a cluster of claims is about, asserted or not.

    ``opposing`` are denials of it in other clusters; ``floor`` is the confidence from which it may be asserted.
    """
    why, speaking = reasons(cluster.grounds, opposing, known, floor=floor)
    claim = cluster.grounds[0].claim
    affirmed = [one for one in cluster.grounds if one.claim.polarity is Polarity.AFFIRMED]
    time = common(one.time for one in speaking if one.time)
    lengths = sorted(numbers(speaking, "duration"))
    length = lengths[0] if claim.frame == "Pledge" and len(lengths) == 1 else None
    roles = _roles(claim.frame, speaking)
    spec = kinds()[claim.frame].roles.values() if claim.frame in kinds() else ()
    if set(why) <= {Reason.UNSURE} and {one.name for one in spec if one.required} - {one.role for one in roles}:
        why = (Reason.UNCLEAR,)  # of whom it is said is not known, however sure
    return Situation(
        key=cluster.key,
        frame=claim.frame,
        roles=roles,
        claims=tuple(sorted(one.key for one in cluster.grounds)),
        origins=known.independent(one.article for one in affirmed or cluster.grounds),
        reasons=why,
        direction=claim.direction,
        time=time,
        duration=length,
        expires=expires(time, length) if time and length else common(one.until for one in speaking if one.until),
        predicate=min((one.claim.predicate for one in speaking if one.claim.predicate), default=None),
    )


def _roles(frame: str, speaking: Sequence[Ground]) -> tuple[Filling, ...]:
    """What the speaking claims fill the roles with, in the frame's order.

    A party or number only where they agree on it; of other texts (conditions, purposes) every wording.
    """
    told: dict[str, dict[str, Filling]] = {}
    named = {role for one in speaking for role in by_role(one.fillings) if role not in one.described}
    for one in speaking:
        for name, filling in by_role(filling for filling in one.fillings if filling.role not in one.open).items():
            if name in one.described and name in named:  # who names a thing says more than who describes it
                continue
            kept = told.setdefault(name, {})
            same = kept.get(token(filling))
            if same is None or (filling.value or "") < (same.value or ""):
                kept[token(filling)] = filling
    spec = kinds()[frame].roles if frame in kinds() else {}
    order = {role: index for index, role in enumerate(spec)}
    found: list[Filling] = []
    for role in sorted(told, key=lambda role: (order.get(role.partition("#")[0], len(order)), role)):
        fillings = [told[role][key] for key in sorted(told[role])]
        comment = role in spec and spec[role].literal and role not in IDENTIFYING and role not in NUMBERS
        if len(fillings) == 1 or comment:
            found += fillings[:_MOST_TEXTS]
    return tuple(found)


def in_situation(one: Ground, situation: str) -> GroundedClaim:
    """A claim with the key of the situation that it is about."""
    return GroundedClaim(
        key=one.key,
        article=one.article,
        claim=one.claim,
        fillings=one.fillings,
        holders=one.holders,
        time=one.time,
        situation=situation,
        confidence=one.confidence,
    )
