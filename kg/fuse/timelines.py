"""Timelines of pledges: made, hedged, narrowed, withdrawn, run out, and what its maker did for or against it since.

Nothing here is a verdict: a timeline says which situations of the graph bear on a pledge, and from which day on each is
on record, so that both sentences can be read side by side. Only what the graph asserts counts, but for progress, which
is of what is planned. A day is the last that a situation's time can mean, or the day on which an article first tells
of it, if that is earlier; what may lie before the pledge, or behind its end, is no evidence on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kg.frames import OPEN, frames
from kg.fuse.compatibility import Compatibility, Relation
from kg.fuse.durations import expires
from kg.fuse.periods import day as on_day
from kg.fuse.resolved_claims import fold
from kg.fuse.synonyms import meaning
from kg.model import (
    Direction,
    Entity,
    EntityType,
    Filling,
    PledgeStatus,
    PledgeTurn,
    Reason,
    Situation,
    Time,
    TimelineEntry,
    TrackerRating,
)
from kg.terms import SUPERPROPERTIES, term

PLEDGE = "Pledge"
# Besides itself, what an act of a pledge can be told as: who is under contract to supply something sells it.
_TOLD_AS = {"Sale": ("Sale", "Contract")}
_CONTENT = ("product", "counterparty")
# Predicates of open events whose theme is a promise, by what they make of it.
_PROMISES = frozenset("pledge promise vow commitment undertaking guarantee assurance moratorium pause freeze".split())
_BREAKING = frozenset("break violate breach betray flout".split())
_NARROWING = frozenset("narrow soften weaken dilute relax".split())
_WITHDRAWING = frozenset("withdraw drop reverse rescind revoke ditch scrap abandon retract renege lift".split())
_GOING_BACK = ("go back", "back away", "back out", "backtrack")
_SLIGHT = frozenset("a an the its their his her our your this that these those any all of".split())


@dataclass(frozen=True, slots=True)
class Told:
    """A situation with the first day (ISO) on which an article tells of it, and on which one tells it as its news."""

    situation: Situation
    day: str | None
    news: str | None


def timelines(
    pledger: str, told: Iterable[Told], entities: Mapping[str, Entity]
) -> dict[str, tuple[TimelineEntry, ...]]:
    """The timelines of the pledges that somebody makes among situations, by key, each in order of time.

    ``entities`` are those that fill the roles of the situations.
    """
    compatibility = Compatibility(entities)
    ordered = sorted(told, key=lambda one: one.situation.key)
    pledges = [one for one in ordered if pledger_of(one.situation) == pledger]
    return {one.situation.key: _timeline(one, ordered, compatibility, entities) for one in pledges}


def pledger_of(situation: Situation) -> str | None:
    """The entity that makes an asserted pledge, else words that are this pledge's own; None of all else."""
    if situation.frame != PLEDGE or not situation.asserted:
        return None
    found = next((one.entity for one in situation.roles if one.role == "pledger"), None)
    return found or f'"{situation.key}"'


def bearing_frames(situation: Situation) -> frozenset[str]:
    """The frames of what could bear on a pledge."""
    return frozenset({PLEDGE, OPEN, *(name for act in _acts(situation) for name in _told_as(act))})


def _timeline(
    pledge: Told, others: Sequence[Told], compatibility: Compatibility, entities: Mapping[str, Entity]
) -> tuple[TimelineEntry, ...]:
    made, end = _made(pledge), _end(pledge)
    conditional = any(one.role == "condition" for one in pledge.situation.roles)
    status = PledgeStatus.CONDITIONAL if conditional else PledgeStatus.ACTIVE
    found = [TimelineEntry(PledgeTurn.MADE, pledge.situation.key, made, status)]
    if made is not None:
        bearing = (_act(pledge.situation, one, made, end, compatibility, entities) for one in others)
        known = [one for one in bearing if one is not None]
        if sum(pledger_of(one.situation) == pledger_of(pledge.situation) for one in others) == 1:
            known += (one for other in others if (one := _told_of(pledge.situation, other, made, end)) is not None)
        for one in sorted(known, key=lambda one: (one.since or "", one.turn, one.by)):
            if found[-1].status is not PledgeStatus.WITHDRAWN:
                found.append(one)
    if end is not None and (made is None or end >= made) and found[-1].status is not PledgeStatus.WITHDRAWN:
        kept = any(one.turn is PledgeTurn.FULFILMENT for one in found)
        due = pledge.situation.direction is Direction.UNDERTAKE and not kept
        over = (date.fromisoformat(end) + timedelta(days=1)).isoformat()
        rating = TrackerRating.OVERDUE if due else None
        found.append(TimelineEntry(PledgeTurn.END, pledge.situation.key, over, PledgeStatus.EXPIRED, rating))
    return tuple(found)


def _told_of(pledge: Situation, other: Told, made: str, end: str | None) -> TimelineEntry | None:
    """What is told of the promise itself: "went back on its promise"; of whoever has made one, it means that one."""
    situation, days = other.situation, _days(other)
    agents = {one.entity for one in situation.roles if one.role == "agent"}
    predicate = situation.predicate or ""
    told = [predicate, *(one.value or "" for one in situation.roles if one.role != "agent")]
    words = {word for text in told for word in fold(text).split()}
    if situation.frame != OPEN or not situation.asserted or pledger_of(pledge) not in agents or not words & _PROMISES:
        return None
    if days is None or days[1] < made or (end is not None and days[1] > end):
        return None
    verb = predicate.partition(" ")[0]
    if verb in _WITHDRAWING or predicate.startswith(_GOING_BACK):
        return TimelineEntry(PledgeTurn.WITHDRAWAL, situation.key, days[1], PledgeStatus.WITHDRAWN)
    if verb in _NARROWING:
        return TimelineEntry(PledgeTurn.NARROWING, situation.key, days[1], PledgeStatus.NARROWED)
    if verb in _BREAKING:
        against = PledgeStatus.CONTRADICTED, TrackerRating.BROKEN
        return TimelineEntry(PledgeTurn.CONTRADICTION, situation.key, days[1], *against)
    return None


def _act(
    pledge: Situation,
    other: Told,
    made: str,
    end: str | None,
    compatibility: Compatibility,
    entities: Mapping[str, Entity],
) -> TimelineEntry | None:
    """What its maker did, or means to do, of what was pledged; None where that is another thing or another time."""
    situation = other.situation
    planned = situation.reasons == (Reason.PLANNED,)
    undertaken = pledge.direction is Direction.UNDERTAKE
    if situation.frame == PLEDGE or not (situation.asserted or (planned and undertaken)):
        return None
    days = _days(other)
    if days is None or days[0] < made or (end is not None and days[1] > end):
        return None
    if not _is_act_of(pledge, situation, compatibility, entities):
        return None
    if planned:
        return TimelineEntry(PledgeTurn.PROGRESS, situation.key, days[1], None, TrackerRating.IN_PROGRESS)
    if undertaken:
        return TimelineEntry(PledgeTurn.FULFILMENT, situation.key, days[1], None, TrackerRating.KEPT)
    against = PledgeStatus.CONTRADICTED, TrackerRating.BROKEN
    return TimelineEntry(PledgeTurn.CONTRADICTION, situation.key, days[1], *against)


def _is_act_of(
    pledge: Situation, situation: Situation, compatibility: Compatibility, entities: Mapping[str, Entity]
) -> bool:
    """Whether a situation is the act that was pledged, by the same maker, as much of it as the pledge names."""
    if not any(_is_told(act, situation) for act in _acts(pledge)):
        return False
    doers = {one.entity for one in situation.roles if one.entity and _is_under(situation, one, "agent")}
    if pledger_of(pledge) not in doers:
        return False
    asked = {role: [one for one in pledge.roles if one.role == role] for role in _CONTENT}
    done = {
        "product": [one for one in situation.roles if _is_under(situation, one, "theme")],
        "counterparty": [one for one in situation.roles if _is_under(situation, one, "recipient")],
    }
    return any(asked.values()) and all(
        not wanted or any(_among(one, other, compatibility, entities) for one in wanted for other in done[role])
        for role, wanted in asked.items()
    )


def _among(pledged: Filling, done: Filling, compatibility: Compatibility, entities: Mapping[str, Entity]) -> bool:
    """Whether what was done falls under what was pledged: the same, a part or member of it, or named more closely."""
    if pledged.entity is not None and done.entity is not None:
        relation = compatibility.relation(pledged.entity, done.entity, sure=True, other_sure=True)
        group = entities[pledged.entity].type is EntityType.GROUP and entities[done.entity].type is not EntityType.GROUP
        if relation is Relation.SAME or (relation is Relation.OPEN and group):
            return True
    wanted = _words(pledged, entities)
    return bool(wanted) and any(words <= told for words in wanted for told in _words(done, entities))


def _words(filling: Filling, entities: Mapping[str, Entity]) -> list[frozenset[str]]:
    entity = entities.get(filling.entity) if filling.entity else None
    names = (entity.name, *entity.aliases) if entity else (filling.value or "",)
    found = (frozenset(fold(name).split()) - _SLIGHT for name in names)
    return [words for words in found if words]


def _acts(pledge: Situation) -> tuple[str, ...]:
    return tuple(one.value for one in pledge.roles if one.role == "act" and one.value)


def _told_as(act: str) -> tuple[str, ...]:
    return _TOLD_AS.get(act, (act,)) if act in frames() else (OPEN,)


def _is_told(act: str, situation: Situation) -> bool:
    if act in frames():
        return situation.frame in _told_as(act)
    return situation.predicate is not None and meaning(situation.predicate) == meaning(act)


def _is_under(situation: Situation, filling: Filling, general: str) -> bool:
    """Whether a role of a situation falls under a general one: a seller is an agent."""
    if situation.frame == OPEN:
        return filling.role == general or (general == "recipient" and filling.role not in ("agent", "theme", "amount"))
    role, above = term(f"kg:{filling.role}"), term(f"kg:{general}")
    return role == above or above in SUPERPROPERTIES.get(role, ())


def _made(pledge: Told) -> str | None:
    """The day from which it is on record that a pledge was made."""
    last = pledge.situation.time.not_after if pledge.situation.time else None
    return min((one for one in (last, pledge.day) if one), default=None)


def _end(pledge: Told) -> str | None:
    """The last day on which a pledge can hold that says for how long; from the news on where it says not since when."""
    situation = pledge.situation
    until: Time | None = situation.expires
    if until is None and situation.duration and situation.time is None and pledge.news:
        until = expires(on_day(date.fromisoformat(pledge.news)), situation.duration)
    return until.not_after if until else None


def _days(told: Told) -> tuple[str, str] | None:
    """The first and the last day on which something can have been done; of undated news, the day it was told."""
    time = told.situation.time
    if time is None:
        return (told.news, told.news) if told.news else None
    if time.not_before is None:
        return None
    last = min((one for one in (time.not_after, told.day) if one), default=None)
    return (time.not_before, max(last, time.not_before)) if last else None
