"""Made news with its gold of who is who: ``python -m tests.eval.identities.made DIR [--articles N] [--seed S]``.

A fifth as many people and bodies as articles; a tenth of them share a surname or a short name. The same arguments give
the same files, which ``kg eval DIR`` scores.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

WORDS = tomllib.loads((Path(__file__).parent / "words.toml").read_text("utf-8"))
FIRST = date(2025, 1, 6)
DAYS = 330
SHARED = 0.1  # of the people and bodies
MARKED = re.compile(r"\[\[([^|\]]+)\|([^\]]+)\]\]")


@dataclass(frozen=True, slots=True)
class Body:
    """A company, agency or the like: ``short`` is what it may be called once it is known."""

    id: str
    type: str
    name: str
    short: str
    posts: str
    town: str = ""
    suffix: str = ""
    acronym: str = ""

    @property
    def names(self) -> list[str]:
        forms = [self.name, f"{self.name} {self.suffix}" if self.suffix else "", self.short, self.acronym]
        return list(dict.fromkeys(filter(None, forms)))


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a post at a body; ``called`` is what the given name is shortened to."""

    id: str
    given: str
    surname: str
    female: bool
    body: Body
    post: str
    middle: str = ""
    called: str = ""

    @property
    def names(self) -> list[str]:
        forms = [f"{self.given} {self.surname}"]
        if self.middle:
            forms.append(f"{self.given} {self.middle}. {self.surname}")
        if self.called:
            forms.append(f"{self.called} {self.surname}")
        return [*forms, self.surname]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    write(options.folder, *made(options.articles, seed=options.seed))


def write(folder: Path, articles: list[dict[str, Any]], entities: list[dict[str, Any]]) -> None:
    """Writes ``articles.jsonl`` and ``gold.json`` of articles whose text marks its mentions as ``[[name|id]]``."""
    folder.mkdir(parents=True, exist_ok=True)
    mentions: list[dict[str, Any]] = []
    lines = []
    for article in articles:
        text, found = unmarked(article["text"])
        mentions += ({"article": article["id"], **one} for one in found)
        lines.append(json.dumps({**article, "text": text}, ensure_ascii=False))
    (folder / "articles.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
    told = {one["entity"] for one in mentions}
    gold = {"entities": [one for one in entities if one["id"] in told], "mentions": mentions}
    (folder / "gold.json").write_text(json.dumps(gold, ensure_ascii=False, indent=0) + "\n", "utf-8")


def unmarked(text: str) -> tuple[str, list[dict[str, Any]]]:
    """A text without its marks, and what they marked."""
    plain, found, at = "", [], 0
    for match in MARKED.finditer(text):
        plain += text[at : match.start()]
        found.append({"start": len(plain), "end": len(plain) + len(match[1]), "entity": match[2]})
        plain += match[1]
        at = match.end()
    return plain + text[at:], found


def made(count: int, *, seed: int) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """So many articles, marked, and the entities that they may name."""
    draw = random.Random(seed)
    size = max(count // 5, 24)
    bodies = list(_bodies(draw, size * 9 // 20))
    people = list(_people(draw, size - len(bodies), bodies))
    articles: list[dict[str, Any]] = []
    while len(articles) < count:
        articles += _story(draw, people, bodies, len(articles))
    entities = [{"id": one.id, "type": one.type, "names": one.names} for one in bodies]
    entities += [{"id": one.id, "type": "Person", "names": one.names} for one in people]
    return articles[:count], entities


def _bodies(draw: random.Random, count: int) -> Iterator[Body]:
    words = WORDS["bodies"]
    starts = [start + end for start in words["starts"].split() for end in words["ends"].split()]
    draw.shuffle(starts)
    towns, trades = words["towns"].split(), words["trades"].split()
    pairs = [f"{area} {matter}" for area in words["areas"].split() for matter in words["matters"].split()]
    draw.shuffle(pairs)
    taken: set[str] = set()
    number = 0
    while number < count:  # fewer where a name comes up again
        start = starts[number % len(starts)]
        kind = draw.random()
        if kind < SHARED / 2:  # two companies that begin alike
            for trade in draw.sample(trades, 2):
                name, suffix = f"{start} {trade}", draw.choice(words["suffixes"])
                yield Body(f"b{number}", "Company", name, start, "company", suffix=suffix)
                number += 1
        elif kind < SHARED * 0.75:  # two banks of one name
            for town in draw.sample(towns, 2):
                yield Body(f"b{number}", "Company", f"First {start} Bank", "", "company", town)
                number += 1
        elif kind < 0.65:
            suffix = draw.choice([*words["suffixes"], ""])
            short = draw.choice([start, ""])
            yield Body(f"b{number}", "Company", f"{start} {draw.choice(trades)}", short, "company", suffix=suffix)
            number += 1
        else:
            agency = kind < 0.88
            area, matter = pairs[number % len(pairs)].split()
            name = draw.choice(words["agencies" if agency else "civil"]).format(area=area, matter=matter, start=start)
            if name in taken:
                name = f"{area} {matter} {'Service' if agency else 'League'}"
            if name in taken:
                number += 1
                continue
            taken.add(name)
            letters = "".join(word[0] for word in name.split() if word[0].isupper())
            acronym = letters if len(letters) > 2 and letters not in taken else ""
            taken.add(acronym)
            kinds = ("GovernmentAgency", "agency") if agency else ("CivilSocietyOrganization", "civil")
            yield Body(f"b{number}", kinds[0], name, "", kinds[1], acronym=acronym)
            number += 1


def _people(draw: random.Random, count: int, bodies: list[Body]) -> Iterator[Person]:
    words = WORDS["people"]
    surnames = [start + end for start in words["surname_starts"].split() for end in words["surname_ends"].split()]
    draw.shuffle(surnames)
    called = dict(pair.split() for pair in words["nicknames"])
    given = {True: words["given_f"].split(), False: words["given_m"].split()}
    for number in range(count):
        shares = draw.random() < SHARED / 2 and number > 0
        surname = surnames[(number - 1) % len(surnames)] if shares else surnames[number % len(surnames)]
        female = draw.random() < 0.5
        name = draw.choice(list(called)) if draw.random() < 0.15 else draw.choice(given[female])
        if name in called:
            female = name in words["nicknamed_f"].split()
        body = draw.choice(bodies)
        yield Person(
            f"p{number}",
            name,
            surname,
            female,
            body,
            draw.choice(WORDS["posts"][body.posts]),
            middle=draw.choice("ABCDEFGJKLMRSTW") if draw.random() < 0.2 else "",
            called=called.get(name, ""),
        )


def _story(draw: random.Random, people: list[Person], bodies: list[Body], number: int) -> Iterator[dict[str, Any]]:
    """The articles of one story: a person, the person's body, another, told by some outlets on some days."""
    # The first stories go once through everybody, the others go mostly to few.
    person = people[number % len(people)] if draw.random() < 0.5 else people[int(len(people) * draw.random() ** 2)]
    other = draw.choice([body for body in bodies if body.short != person.body.short or body is not person.body])
    day = FIRST + timedelta(days=draw.randrange(DAYS))
    outlets = draw.sample(WORDS["outlets"]["names"], draw.randint(1, 3))
    for outlet in outlets:
        for part in range(draw.choice([1, 1, 2])):
            told = _Telling(draw, person, other, known=part > 0)
            text = told.text(outlet, day + timedelta(days=part * draw.randint(1, 3)))
            key = f"a{number:05d}"
            published = (day + timedelta(days=part)).isoformat()
            yield {"id": key, "title": told.title(), "publisher": outlet, "published": published, "text": text}
            number += 1


class _Telling:
    """One article's way of telling: who was named already is called by less."""

    def __init__(self, draw: random.Random, person: Person, other: Body, *, known: bool) -> None:
        self.draw, self.person, self.other = draw, person, other
        self.town = draw.choice(WORDS["bodies"]["towns"].split())
        self.bare = known and draw.random() < 0.6  # the outlet told who that is the day before
        self.named: defaultdict[str, int] = defaultdict(int)

    def title(self) -> str:
        return f"{self.person.surname} and {self.other.names[0]} at odds"

    def text(self, outlet: str, day: date) -> str:
        draw, words = self.draw, WORDS["sentences"]
        titled = draw.random() < 0.15
        lead = words["follow"] if self.bare else words["politics"] if titled else words["leads"]
        sentences = [
            draw.choice(lead),
            *draw.sample(words["seconds"], draw.randint(2, 4)),
            draw.choice(words["fillers"]),
        ]
        filled = [self.filled(sentence, day) for sentence in sentences]
        middle = len(filled) // 2 + 1
        text = " ".join(filled[:middle]) + "\n\n" + " ".join(filled[middle:])
        if draw.random() < 0.3:
            mark = draw.choice(["{} — ", "{} - ", "{} (" + outlet + ") — ", "{}, " + day.strftime("%B %-d") + " - "])
            text = mark.format(self.town.upper()) + text
        if draw.random() < 0.2:
            text = f"By {draw.choice(['Jo Tarn', 'Min Abbott', 'Sol Frayne'])}\n\n" + text
        return text

    def filled(self, sentence: str, day: date) -> str:
        values = {
            "day": day.strftime("%A"),
            "t": self.town,
            "title": self.draw.choice(WORDS["posts"]["titles"]),
            "tag": self.draw.choice(["R-Tex.", "D-Ohio", "Labour", "D-Calif."]),
            "post": self.person.post,
            "he": "she" if self.person.female else "he",
            "his": "its",
        }
        for name, value in values.items():
            sentence = sentence.replace(f"{{{name}}}", value)
        return re.sub(r"\{([psobq])\}", lambda match: self.called(match[1]), sentence)

    def called(self, who: str) -> str:
        if who in "ps":
            return self.the_person(full=who == "p")
        body = self.person.body if who in "ob" else self.other
        times = self.named[body.id]
        self.named[body.id] += 1
        return self.the_body(body, first=not times and not (self.bare and who == "b"))

    def the_person(self, *, full: bool) -> str:
        draw, person = self.draw, self.person
        first = not self.named[person.id] and not self.bare
        self.named[person.id] += 1
        if not full and not first:
            honorific = draw.choice(["", "", "", "Ms. " if person.female else "Mr. "])
            return f"{honorific}[[{person.surname}|{person.id}]]"
        handle = f" (@{person.given.lower()}{person.surname.lower()})" if draw.random() < 0.05 else ""
        form = draw.choice(person.names[:-1]) if draw.random() < 0.5 else person.names[0]
        return f"[[{form}|{person.id}]]{handle}"

    def the_body(self, body: Body, *, first: bool) -> str:
        draw = self.draw
        if not first:
            forms = [form for form in (body.short, body.acronym, body.name) if form]
            return f"[[{draw.choice(forms)}|{body.id}]]"
        if body.town:
            return f"[[{body.name}|{body.id}]], a lender in {body.town},"
        if body.acronym and draw.random() < 0.7:
            return f"[[{body.name}|{body.id}]] ([[{body.acronym}|{body.id}]])"
        form = f"{body.name} {body.suffix}" if body.suffix and draw.random() < 0.4 else body.name
        return f"[[{form}|{body.id}]]"


if __name__ == "__main__":
    main()
