"""Planted events: who takes part, when, how it may be called; look-alikes among them."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
STORIES: list[dict[str, Any]] = tomllib.loads((HERE / "stories.toml").read_text("utf-8"))["stories"]
WORDS: dict[str, Any] = tomllib.loads((HERE / "words.toml").read_text("utf-8"))
FIRST_DAY = date(2025, 1, 6)
LOOK_ALIKES = 0.3  # share of events that are followed by one that is easily taken for it


@dataclass(frozen=True, slots=True)
class Event:
    """One planted event; ``parties`` are full names by slot, ``good`` is what it is about, ``sum`` in thousands."""

    id: str
    story: int
    parties: Mapping[str, str]
    good: str
    product: str
    cause: str
    post: str
    sum: int
    day: date

    @property
    def frame(self) -> str:
        return str(STORIES[self.story]["frame"])

    def gold(self) -> dict[str, Any]:
        named = {**self.parties, "p": self.product, "m": money(self.sum), "o": self.post}
        roles = {role: named[slot] for slot, role in STORIES[self.story]["roles"].items()}
        return {"id": self.id, "frame": self.frame, "roles": roles, "date": self.day.isoformat()}


def events(count: int, chance: random.Random) -> Iterator[Event]:
    """So many events, look-alikes among them."""
    made, names = 0, Names(chance)
    while made < count:
        event = _event(f"e{made}", made, names, chance)
        yield event
        made += 1
        if chance.random() < LOOK_ALIKES and made < count:
            yield _alike(event, f"e{made}", names, chance)
            made += 1


def money(thousands: int) -> str:
    return f"${thousands / 1000:g} million" if thousands >= 1000 else f"${thousands},000"


class Names:
    """Names that are given out once each, as far as they last."""

    def __init__(self, chance: random.Random) -> None:
        names = WORDS["names"]
        self._chance = chance
        self._left: dict[str, list[str]] = {}
        self._all = {
            "company": [f"{stem} {trade}" for stem in names["stems"].split() for trade in names["trades"]],
            "firm": [f"{stem} {trade}" for stem in names["stems"].split() for trade in names["small"]],
            "agency": [f"{place} {body}" for place in names["places"].split() for body in names["bodies"]],
            "union": [f"{place} {union}" for place in names["places"].split() for union in names["unions"]],
            "person": [f"{first} {last}" for first in names["first"].split() for last in names["last"].split()],
            "product": [a + b for a in names["products"].split() for b in names["suffix"].lower().split()],
        }

    def next(self, kind: str) -> str:
        if not self._left.get(kind):
            self._left[kind] = self._chance.sample(self._all[kind], len(self._all[kind]))
        return self._left[kind].pop()


def _event(key: str, number: int, names: Names, chance: random.Random) -> Event:
    story = number % len(STORIES)
    parties = {slot: names.next(kind) for slot, kind in STORIES[story]["parties"].items()}
    return Event(
        id=key,
        story=story,
        parties=parties,
        good=chance.choice(sorted(WORDS["goods"])),
        product=names.next("product"),
        cause=chance.choice(WORDS["names"]["causes"]),
        post=chance.choice(WORDS["names"]["posts"]),
        sum=chance.choice([chance.randrange(50, 990, 10), chance.randrange(1000, 90000, 500)]),
        day=FIRST_DAY + timedelta(days=chance.randrange(300)),
    )


def _alike(event: Event, key: str, names: Names, chance: random.Random) -> Event:
    """The same a year on, about something else; or of one party with another in the same weeks."""
    new_sum = event.sum + chance.choice([110, 270, 1500])
    slots = sorted(event.parties)
    if len(slots) > 1 and chance.random() < 0.6:
        slot = slots[-1]
        other = names.next(STORIES[event.story]["parties"][slot])
        day = event.day + timedelta(days=chance.randrange(1, 30))
        return replace(event, id=key, parties={**event.parties, slot: other}, sum=new_sum, day=day)
    good = chance.choice([good for good in sorted(WORDS["goods"]) if good != event.good])
    cause = chance.choice([cause for cause in WORDS["names"]["causes"] if cause != event.cause])
    day = event.day + timedelta(days=chance.randrange(380, 500))
    return replace(event, id=key, good=good, cause=cause, product=names.next("product"), sum=new_sum, day=day)
