"""Stories and who tells them: a first report, its copies, the same in other words, denials, echoes months later."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from heapq import heappop, heappush
from typing import Any

from tests.bench.news import names, wording

FIRST_DAY = date(2026, 1, 1)
STORIES_A_DAY = 12
OUTLETS, WIRES = 120, 6
PEOPLE = {
    "chief": ("company", 0, "[chief executive|chief executive officer|president]"),
    "newcomer": ("rival", 1, ""),
    "leaver": ("company", 2, ""),
    "official": ("agency", 0, "[director|deputy director|commissioner|a spokesperson]"),
    "officer": ("police", 0, "[chief|deputy chief|a spokesperson]"),
    "advocate": ("group", 0, "[director|senior counsel|policy director|a lawyer]"),
    "lawmaker": ("legislature", 1, "[a member|chair]"),
}
ORGANIZATIONS: dict[str, tuple[Callable[[int], str], int, str]] = {
    "company": (names.company, 3000, "the company"),
    "rival": (names.company, 3000, ""),
    "agency": (names.agency, 1200, "the agency"),
    "police": (names.police, 600, "the department"),
    "group": (names.group, 500, "the group"),
    "court": (names.court, 150, "the court"),
    "legislature": (names.legislature, 300, "the council"),
}
FIXED = ("technology", "amount", "city", "country", "term", "day", "when")  # facts that all reports of a story share
# How many further reports a story gets: most get none, a few a dozen (NEWS-COPY 2023 has the same long tail).
MOST_REPORTS = 16


@dataclass(frozen=True, slots=True)
class Report:
    """One article to come: what a line of JSON has, but for the number in its address."""

    outlet: str
    title: str
    paragraphs: tuple[str, ...]


@dataclass(slots=True)
class Story:
    """What happened, to whom; ``facts`` are what every report of it says alike."""

    number: int
    kind: str
    facts: dict[str, str]


@dataclass(slots=True)
class Teller:
    """Writes one report of a story: what is named first is named in full, then in short."""

    story: Story
    words: dict[str, Any]
    chance: random.Random
    outlet: str
    named: set[str] = field(default_factory=set)

    def write(self, pattern: str) -> str:
        return wording.sentence(pattern, self.words, self.chance, self._told)

    def pick(self, part: str) -> str:
        """One of the patterns of the story's kind, written out."""
        return self.write(self.chance.choice(self.words["events"][self.story.kind][part]))

    def speech(self) -> str:
        return self.write(self.chance.choice(self.words["says"][self.chance.choice(("direct", "direct", "indirect"))]))

    def plain(self) -> str:
        return self.write(self.chance.choice(self.words["plain"]["sentences"]))

    def _told(self, name: str) -> str | None:
        if name == "outlet":
            return f"the {self.outlet}"
        if name == "speaker":
            return self._told(
                self.chance.choice([who for who in PEOPLE if PEOPLE[who][0] in self._parties()] or ["chief"])
            )
        if name == "suspect":
            return self.story.facts["suspect"] if self._first("suspect") else self.story.facts["suspect"].split()[-1]
        if name in PEOPLE:
            return self._person(name)
        if name in ORGANIZATIONS:
            return self._organization(name)
        if name == "product":
            return self.story.facts["product"]
        if name in FIXED and (name not in ("city", "country", "when") or self.chance.random() < 0.5):
            return self.story.facts[name]
        facts = self.words["facts"].get(name)
        return str(self.chance.choice(facts)) if facts else None

    def _parties(self) -> list[str]:
        return list(self.words["events"][self.story.kind]["roles"])

    def _first(self, name: str) -> bool:
        first = name not in self.named
        self.named.add(name)
        return first

    def _organization(self, name: str) -> str:
        full = self.story.facts[name]
        article = "" if name in ("company", "rival") else "the "
        if self._first(name) or self.chance.random() < 0.35:
            return article + full
        nominal = ORGANIZATIONS[name][2]
        if nominal and self.chance.random() < 0.4:
            return nominal
        return full.split()[0] if name in ("company", "rival") else article + full

    def _person(self, name: str) -> str:
        employer, _, post = PEOPLE[name]
        full = self.story.facts[name]
        if not self._first(name):
            return self.chance.choice((full.split()[-1], full.split()[-1], full))
        if not post:
            return full
        return f"{full}, {self.write(post).lower()} of {self._organization(employer)},"


def reports(count: int, *, seed: int = 1) -> Iterator[tuple[date, Report]]:
    """So many reports in the order of their days; the first of them are the same however many are asked for."""
    words = wording.load()
    waiting: list[tuple[date, int, int, Report]] = []
    given = number = 0
    while given < count:
        today = FIRST_DAY + timedelta(days=number // STORIES_A_DAY)
        while waiting and waiting[0][0] < today and given < count:
            day, _, _, report = heappop(waiting)
            yield day, report
            given += 1
        for place, (later, report) in enumerate(_told(number, words, seed)):
            heappush(waiting, (today + timedelta(days=later), number, place, report))
        number += 1


def happened(number: int, words: dict[str, Any], seed: int) -> Story:
    """The story of that number: its kind, drawn from all, its parties and facts."""
    chance = random.Random(f"{seed}/story/{number}")
    facts = {name: name_of(names.zipf(chance, size)) for name, (name_of, size, _) in ORGANIZATIONS.items()}
    while facts["rival"] == facts["company"]:
        facts["rival"] = names.company(names.zipf(chance, ORGANIZATIONS["rival"][1]))
    facts |= {who: names.person(rank, facts[employer]) for who, (employer, rank, _) in PEOPLE.items()}
    facts["suspect"] = names.person(chance.randrange(100_000), "public")
    facts["product"] = names.product(names.zipf(chance, 4), facts["company"])
    facts |= {
        name: wording.sentence(str(chance.choice(words["facts"][name])), words, chance, lambda _: None)
        for name in FIXED
    }
    facts |= {name: facts[name][0].lower() + facts[name][1:] for name in ("technology", "term", "when")}
    return Story(number, chance.choice(sorted(words["events"])), facts)


def _told(number: int, words: dict[str, Any], seed: int) -> Iterator[tuple[int, Report]]:
    """The reports of a story, each with how many days after the first it comes."""
    story = happened(number, words, seed)
    chance = random.Random(f"{seed}/reports/{number}")
    first = _report(story, words, chance, names.outlet(names.zipf(chance, OUTLETS)), seed)
    yield 0, first
    for _ in range(min(MOST_REPORTS, int(chance.paretovariate(1.1)) - 1)):
        outlet, manner = names.outlet(names.zipf(chance, OUTLETS)), chance.random()
        later = chance.choice((0, 0, 0, 1, 1, 2, 5))
        if manner < 0.4:
            yield later, _copy(first, story, words, chance, outlet)
        else:
            yield later, _report(story, words, chance, outlet, seed, denied=manner > 0.85)


def _report(
    story: Story, words: dict[str, Any], chance: random.Random, outlet: str, seed: int, *, denied: bool = False
) -> Report:
    """A report in words of its own, some 400 of them."""
    teller = Teller(story, words, chance, outlet)
    title = Teller(story, words, chance, outlet).pick("headlines").replace(",", "").rstrip(".")
    lead = teller.pick("denials" if denied else "leads")
    sentences = [lead]
    length, wanted = len(lead.split()), chance.randint(300, 480)
    while length < wanted:
        drawn = chance.random()
        if drawn < 0.13:
            new = teller.pick("details")
        elif drawn < 0.21:
            new = teller.speech()
        elif drawn < 0.27 and story.number:
            earlier = happened(names.zipf(chance, story.number), words, seed)
            new = Teller(earlier, words, chance, outlet).pick("asides")
        elif drawn < 0.29:
            new = teller.pick("denials")
        else:
            new = teller.plain()
        if new not in sentences:
            sentences.append(new)
            length += len(new.split())
    return Report(outlet, title, tuple(_paragraphs(sentences, chance)))


def _copy(first: Report, story: Story, words: dict[str, Any], chance: random.Random, outlet: str) -> Report:
    """The first report as another outlet prints it: cut at the end, with a headline or a line of its own."""
    kept = list(first.paragraphs[: max(2, len(first.paragraphs) - chance.choice((0, 0, 1, 2, 3)))])
    teller = Teller(story, words, chance, outlet)
    title = first.title if chance.random() < 0.5 else teller.pick("headlines").replace(",", "").rstrip(".")
    if chance.random() < 0.4:
        kept.append(f"The {first.outlet} first reported the story.")
    elif chance.random() < 0.5:
        kept.insert(chance.randint(1, len(kept)), teller.plain())
    return Report(outlet, title, tuple(kept))


def _paragraphs(sentences: list[str], chance: random.Random) -> Iterator[str]:
    at = 0
    while at < len(sentences):
        size = chance.choice((1, 1, 2, 2, 3))
        yield " ".join(sentences[at : at + size])
        at += size
