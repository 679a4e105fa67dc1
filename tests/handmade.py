"""A stand-in for extraction that reads "Norva sold Kestrel to Harbor." and "… did not sell …", and needs no model.

Top-level functions of an importable module, since worker processes get them by name. Some words misbehave on purpose.
"""

from __future__ import annotations

import json
import os
import re
import signal
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from kg.model import (
    Article,
    Claim,
    Direction,
    EntityType,
    Mention,
    MentionKind,
    Polarity,
    Record,
    RoleFilling,
    Span,
    TimeExpression,
)
from kg.pipeline import workers

SENTENCE = re.compile(
    r"([A-Z]\w+) (did not sell|sold|pledged not to sell) ([A-Z]\w+) to ([A-Z]\w+)(?: (in \w+ \d{4}))?\."
)
OUTWITTED = re.compile(r"([A-Z]\w+) (outwitted) ([A-Z]\w+)\.")
ROLES = ("seller", "product", "buyer")
PLEDGED = ("pledger", "product", "counterparty")
TYPES = (EntityType.COMPANY, EntityType.PRODUCT, EntityType.AGENCY)


def extractor(
    model: str, imports: Path | None = None, open_claims: str = "named"
) -> Callable[[Sequence[Article]], Iterator[Record]]:
    """Takes the place of ``kg.pipeline.extraction.extractor``."""
    return partial(map, partial(record, opened=open_claims != "none"))


def refusing(
    model: str, imports: Path | None = None, open_claims: str = "named"
) -> Callable[[Sequence[Article]], Iterator[Record]]:
    """An extractor of another version, which cannot read what says "sold"."""
    return partial(map, _refused)


def _refused(article: Article) -> Record:
    if " sold " in article.text:
        raise ValueError("cannot read this any more")
    return record(article)


def share_out(
    items: Iterable[Article], start: Callable[[], Callable[[Sequence[Article]], Iterator[Record]]], **options: Any
) -> Iterator[tuple[Article, Record | workers.Failure]]:
    """Takes the place of ``kg.pipeline.workers.share_out``: reads in this process what needs none of its own."""
    work = start()
    for item in items:
        apart = options["jobs"] > 1 or "MISBEHAVE" in item.text
        try:
            found = None if apart else next(work([item]))
        except ValueError:
            found = None
        if found is None:
            yield from workers.share_out([item], start, **options)
        else:
            yield item, found


def record(article: Article, *, opened: bool = False) -> Record:
    """The record of an article: a sale or a pledge for each sentence of one form, an open claim for each of another."""
    if "MISBEHAVE raise" in article.text:
        raise ValueError("cannot read this")
    if "MISBEHAVE die" in article.text:
        os.kill(os.getpid(), signal.SIGKILL)
    if "MISBEHAVE hang" in article.text:
        time.sleep(3600)
    mentions: list[Mention] = []
    claims: list[Claim] = []
    chains: dict[str, int] = {}
    for number, found in enumerate(SENTENCE.finditer(article.text)):
        fillings = []
        pledged = found[2].startswith("pledged")
        for group, role, type_ in zip((1, 3, 4), PLEDGED if pledged else ROLES, TYPES, strict=True):
            span = Span(*found.span(group))
            chain = chains.setdefault(found[group], len(chains))
            mentions.append(
                Mention(
                    span, found[group], MentionKind.NAME, type_, found[group], number, name=found[group], chain=chain
                )
            )
            fillings.append(RoleFilling(role, span, found[group]))
        if pledged:
            fillings.append(RoleFilling("act", Span(*found.span(2)), found[2], value="Sale"))
            fillings.append(RoleFilling("duration", Span(*found.span(2)), found[2], value="one year"))
        claims.append(
            Claim(
                frame="Pledge" if pledged else "Sale",
                trigger=Span(*found.span(2)),
                roles=tuple(fillings),
                evidence=Span(*found.span()),
                extractor="handmade.v1",
                confidence=0.9,
                polarity=Polarity.NEGATED if found[2] == "did not sell" else Polarity.AFFIRMED,
                direction=Direction.FORGO if pledged else None,
                time=TimeExpression(Span(*found.span(5)), found[5]) if found[5] else None,
                rule="test.rule",
            )
        )
    claims += [_outwitting(found) for found in OUTWITTED.finditer(article.text)] if opened else []
    return Record(article, tuple(mentions), tuple(claims), ())


def _outwitting(found: re.Match[str]) -> Claim:
    return Claim(
        frame="OpenEvent",
        trigger=Span(*found.span(2)),
        roles=tuple(
            RoleFilling(role, Span(*found.span(group)), found[group], found[group])
            for group, role in ((1, "agent"), (3, "theme"))
        ),
        evidence=Span(*found.span()),
        extractor="handmade.v1",
        confidence=0.9,
        predicate="outwit",
        rule="test.rule",
    )


def write(path: Path, *stories: tuple[str, str], **more: Any) -> Path:
    """A file of JSON lines with a story each: the last part of its address, and what it says."""
    lines = [
        {
            "title": f"What the {name} report says about the sale",
            "text": f"This is what was written in the {name} report about it. {said} The report says nothing more.",
            "url": f"https://paper.example/{name}",
            "publisher": "The Example Paper",
            "published": "2026-02-03",
            **more,
        }
        for name, said in stories
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    return path
