"""Articles on planted events: independent reports, their copies, rewrites and spun pages, and what each disputes."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from tests.eval.situations.events import STORIES, WORDS, Event, events, money

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
ONCE = frozenset({"Acquisition", "Appointment", "Departure", "Lawsuit", "Launch"})
FILLER = {key: phrases.split("|") for key, phrases in WORDS["filler"].items()}
OUTLETS = [f"{place} {paper}" for place in WORDS["names"]["places"].split() for paper in WORDS["names"]["papers"]]
SPUN = 0.3  # share of words that a spinning program swaps


@dataclass(slots=True)
class Draft:
    """An article while it is written: sentences in paragraphs, and which of them reports what with which stance."""

    event: Event
    outlet: str
    day: date
    title: str
    sentences: list[str] = field(default_factory=list)
    told: dict[int, str] = field(default_factory=dict)  # place of a sentence: stance


@dataclass(slots=True)
class Desk:
    """All that is written, and the gold of it."""

    chance: random.Random
    articles: list[dict[str, Any]] = field(default_factory=list)
    reports: list[dict[str, Any]] = field(default_factory=list)
    origins: list[dict[str, Any]] = field(default_factory=list)
    disagreements: list[dict[str, Any]] = field(default_factory=list)

    def file(self, draft: Draft, kind: str, of: str | None = None) -> str:
        """Takes an article in; its id."""
        key = f"a{len(self.articles)}"
        text, spans = "", {}
        for number, sentence in enumerate(draft.sentences):
            text += ("\n\n" if number % 2 == 0 else " ") if text else ""
            spans[number] = len(text), len(text) + len(sentence)
            text += sentence
        host = draft.outlet.lower().replace(" ", "")
        self.articles.append(
            {
                "id": key,
                "title": draft.title,
                "text": text,
                "published": draft.day.isoformat(),
                "publisher": f"The {draft.outlet}",
                "url": f"https://{host}.example/{draft.day:%Y/%m/%d}/{key}",
            }
        )
        for place, stance in draft.told.items():
            start, end = spans[place]
            self.reports.append({"article": key, "event": draft.event.id, "start": start, "end": end, "stance": stance})
        self.origins.append({"article": key, "kind": kind, "of": of})
        return key


def corpus(count: int, *, seed: int) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """The articles on so many events, and their gold."""
    chance = random.Random(seed)
    planted = list(events(count, chance))
    desk = Desk(chance)
    for event in planted:
        _cover(event, desk)
    gold = {
        "events": [event.gold() for event in planted],
        "reports": desk.reports,
        "origins": desk.origins,
        "disagreements": desk.disagreements,
    }
    order = chance.sample(desk.articles, len(desk.articles))
    return order, gold


def _cover(event: Event, desk: Desk) -> None:
    chance = desk.chance
    outlets = chance.sample(OUTLETS, 8)
    dated = chance.random() < 0.4
    drafts = [_report(event, outlets.pop(), chance, dated=dated) for _ in range(chance.choice((1, 2, 2, 3, 3)))]
    keys = [desk.file(draft, "independent") for draft in drafts]
    if len(drafts) > 1:
        _dispute(event, keys[0], outlets, desk)
    original, key = drafts[0], keys[0]
    if chance.random() < 0.4:
        desk.file(_copied(original, outlets.pop(), chance), "copy", key)
    if chance.random() < 0.3:
        desk.file(_rewritten(original, outlets.pop(), chance), "rewrite", key)
    if chance.random() < 0.25:
        desk.file(_spun(original, outlets.pop(), chance), "spun", key)


def _dispute(event: Event, first: str, outlets: list[str], desk: Desk) -> None:
    """Another outlet's report that is at odds with the others in one thing, for some of the events."""
    chance, kind = desk.chance, desk.chance.random()
    slots = STORIES[event.story]["roles"]
    if kind < 0.2 and "m" in slots:
        other, told = replace(event, sum=event.sum + chance.choice((20, 40, 500))), "number"
    elif kind < 0.35 and event.frame in ONCE:
        other, told = replace(event, day=event.day - timedelta(days=chance.randrange(9, 40))), "date"
    elif kind < 0.5:
        other, told = event, "polarity"
    else:
        return
    draft = _report(other, outlets.pop(), chance, dated=told == "date", deny=told == "polarity", day=event.day)
    key = desk.file(draft, "independent")
    desk.disagreements.append({"event": event.id, "kind": told, "articles": [first, key]})


def _report(
    event: Event, outlet: str, chance: random.Random, *, dated: bool, deny: bool = False, day: date | None = None
) -> Draft:
    written = (day or event.day) + timedelta(days=chance.randrange(1, 4))
    story = STORIES[event.story]
    said = chance.choice(WORDS["goods"][event.good])
    about = event.product if chance.random() < 0.5 else said
    if story["frame"] in ("Lawsuit", "Enforcement", "Investigation"):
        about = event.cause
    slots = {
        **{slot: _called(name, chance) for slot, name in event.parties.items()},
        "p": about,
        "n": event.product,
        "m": money(event.sum),
        "o": event.post,
        "t": f"on {event.day:%B} {event.day.day}" if dated else f"on {WEEKDAYS[event.day.weekday()]}",
    }
    draft = Draft(event, outlet, written, _sentence(chance.choice(story["title"]), slots))
    line = _sentence(chance.choice(story["deny" if deny else "tell"]), slots)
    if chance.random() < 0.3:
        draft.sentences.append(_filler(chance))
    draft.told[len(draft.sentences)] = "denied" if deny else "affirmed"
    draft.sentences.append(line)
    if slots["p"] == event.product:
        maker = event.parties["a"]
        draft.sentences.append(f"{event.product} is the {event.good} that {maker} makes.")
    draft.sentences += [_filler(chance) for _ in range(chance.randrange(6, 12))]
    return draft


def _copied(original: Draft, outlet: str, chance: random.Random) -> Draft:
    """The same with another headline, its end cut off, a word changed here and there."""
    sentences = original.sentences[: max(4, len(original.sentences) - chance.randrange(4))]  # what it reports stays
    day = original.day + timedelta(days=chance.randrange(2))
    title = original.title if chance.random() < 0.5 else f"News from {outlet.split()[0]}"
    return Draft(original.event, outlet, day, title, sentences, dict(original.told))


def _rewritten(original: Draft, outlet: str, chance: random.Random) -> Draft:
    """The same news in its own words, with its source named."""
    credit = chance.choice(WORDS["source"]["credit"]).replace("{paper}", original.outlet)
    draft = _report(original.event, outlet, chance, dated=False, day=original.day)
    place = min(draft.told)
    draft.sentences[place] = draft.sentences[place].removesuffix(".") + f", {credit}."
    return draft


def _spun(original: Draft, outlet: str, chance: random.Random) -> Draft:
    """The same, word by word, with a third of the words swapped and names garbled."""
    garbled = {name: _garbled(name, chance) for name in original.event.parties.values() if chance.random() < 0.5}
    sentences = []
    for sentence in original.sentences:
        for name, other in garbled.items():
            sentence = sentence.replace(name, other)
        sentences.append(re.sub(r"(?<![A-Z$\w])[a-z]{4,}\b", lambda found: _swapped(found[0], chance), sentence))
    day = original.day + timedelta(days=chance.randrange(1, 5))
    title = f"{original.title.rstrip('.')}: what to know"
    return Draft(original.event, outlet, day, title, sentences, dict(original.told))


def _swapped(word: str, chance: random.Random) -> str:
    if word in {"with", "from", "that", "this", "until", "before", "after", "while", "when", "over", "into"}:
        return word
    if chance.random() >= SPUN * 1.7:  # of all words, function words included, it is that share
        return word
    return str(WORDS["swaps"].get(word) or chance.choice(WORDS["pool"]["words"].split()))


def _garbled(name: str, chance: random.Random) -> str:
    """A name as a spinning program leaves it: its first word with two letters changed."""
    first, *rest = name.split()
    place = chance.randrange(1, len(first) - 1)
    return " ".join([first[:place] + chance.choice("aeiou") + first[place + 1 :], *rest])


def _called(name: str, chance: random.Random) -> str:
    """A party as an article may write it."""
    if name.split()[-1] in ("Authority", "Department", "Agency", "Union", "League", "Association", "Alliance"):
        return f"the {name}"
    if any(name.endswith(trade) for trade in WORDS["names"]["trades"]):
        return chance.choice((name, name, f"{name} Inc."))
    return name


def _sentence(pattern: str, slots: dict[str, str]) -> str:
    text = pattern.format_map(slots).replace("Inc..", "Inc.")
    return text[0].upper() + text[1:]


def _filler(chance: random.Random) -> str:
    parts = (chance.choice(FILLER[key]) for key in ("who", "does", "what", "when"))
    return " ".join(parts).replace("{place}", chance.choice(WORDS["names"]["places"].split())) + "."
