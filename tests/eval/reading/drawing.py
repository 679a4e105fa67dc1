"""Drawing claims to be read, and the sheet they are read from."""

from __future__ import annotations

import json
import random
import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.evaluate.extraction import extracted, of_files, of_texts
from kg.keys import digest
from kg.settings import Settings

Json = dict[str, Any]
KEY_LENGTH = 16
AROUND = 300  # characters of the text shown on either side of the evidence: who "he" is, mostly


@dataclass(frozen=True, slots=True)
class Drawn:
    """A claim with the article it is in; ``source`` is the file or the id of the text."""

    source: str
    article: Json
    claim: Json

    @property
    def key(self) -> str:
        """A hash of the text, and of frame, stance and the places of trigger, roles, holders and evidence.

        Not what its IRI ends in: that leans on the article's, which changes with what is known of the article.
        """
        claim = self.claim
        roles = sorted((role["role"], role["start"], role["end"]) for role in claim["roles"])
        holders = [(holder["start"], holder["end"]) for holder in claim["attribution"]]
        places = [(claim[part]["start"], claim[part]["end"]) for part in ("trigger", "evidence")]
        return digest(self.article["text"], claim["frame"], stance(claim), places, roles, holders, length=KEY_LENGTH)


def claims(sources: Iterable[Path], settings: Settings, *, jobs: int | None = None) -> list[Drawn]:
    """All claims of some sources, in an order that depends on nothing but them.

    A source is a file of JSON lines, whose texts are taken as given, whole, whatever of them is annotated; or a folder
    of articles, each read as ``kg extract FILE`` reads it.
    """
    found: list[Drawn] = []
    for source in sources:
        if source.is_dir():
            names = sorted(path.name for path in source.iterdir() if path.is_file())
            given = of_files(names, source, settings)
        else:
            lines = [json.loads(line) for line in source.read_text("utf-8").splitlines() if line.strip()]
            given = of_texts({line["id"]: (line["text"], line.get("title")) for line in lines}, settings)
        for name, articles in extracted(given, settings=settings, jobs=jobs, cached=True).found.items():
            found += [Drawn(name, article, claim) for article in articles for claim in article["claims"]]
    return sorted(found, key=lambda one: (one.source, one.key))


def population(found: Iterable[Drawn]) -> dict[str, int]:
    """How many claims of each frame there are."""
    return dict(sorted(Counter(one.claim["frame"] for one in found).items()))


def drawn(found: Sequence[Drawn], count: int, *, seed: int, even: bool = False) -> list[Drawn]:
    """So many claims, any as likely as any other; ``even`` takes one of each frame in turn instead.

    The same seed draws the same of the same claims.
    """
    shuffled = list(found)
    random.Random(seed).shuffle(shuffled)
    if even:
        turns: Counter[str] = Counter()
        order = []
        for one in shuffled:
            turns[one.claim["frame"]] += 1
            order.append((turns[one.claim["frame"]], one))
        shuffled = [one for _, one in sorted(order, key=lambda pair: pair[0])]
    return sorted(shuffled[:count], key=lambda one: (one.claim["frame"], one.source, one.key))


def sheet(some: Sequence[Drawn]) -> Iterator[str]:
    """The lines a reader needs: each claim, and the text around its evidence with the trigger in brackets."""
    for number, one in enumerate(some, 1):
        claim = one.claim
        told = f" “{claim['predicate']}”" if claim.get("predicate") else ""
        yield f"{number}. {one.key}  {claim['frame']}{told}: {stance(claim)}"
        names = {entity["id"]: f"{entity['name']}, {entity['type']}" for entity in one.article["entities"]}
        for role in claim["roles"]:
            meant = names.get(role["entity"] or "") or role["value"]
            yield f"   {role['role']}: “{role['text']}”" + (f"  = {meant}" if meant else "")
        if claim["time"]:
            yield f"   time: “{claim['time']['text']}” = {claim['time']['value']}"
        if claim["attribution"]:
            yield "   says: " + ", as told by ".join(f"“{holder['text']}”" for holder in claim["attribution"])
        evidence = claim["evidence"]
        yield f"   {one.source} {evidence['start']}–{evidence['end']}, published {one.article['published']}"
        yield from textwrap.wrap(_around(one), 116, initial_indent="   | ", subsequent_indent="   | ")
        yield ""


def stance(claim: Json) -> str:
    """Polarity, certainty, actuality and, of a pledge, direction, in one line."""
    return " ".join(claim[label] for label in ("polarity", "certainty", "actuality", "direction") if claim[label])


def _around(one: Drawn) -> str:
    text, evidence, trigger = one.article["text"], one.claim["evidence"], one.claim["trigger"]
    first, last = max(0, evidence["start"] - AROUND), evidence["end"] + AROUND // 3
    inside = min(trigger["start"], evidence["start"]), max(trigger["end"], evidence["end"])
    return " ".join(
        f"{text[first : inside[0]]}«{text[inside[0] : trigger['start']]}[{trigger['text']}]"
        f"{text[trigger['end'] : inside[1]]}»{text[inside[1] : last]}".split()
    )
