"""Records of an invented world, built from a few words: who is in it, and articles whose text is made of claims."""

from __future__ import annotations

import re
from typing import Any

import pytest

from kg.fuse import fuse
from kg.model import (
    Article,
    Block,
    BlockKind,
    Claim,
    Copy,
    Direction,
    Entity,
    EntityType,
    Fusion,
    Holder,
    Mention,
    MentionKind,
    Quotation,
    QuotationMode,
    Record,
    Resolution,
    RoleFilling,
    Situation,
    Span,
    TimeExpression,
)

T = EntityType
ENTITIES = {
    entity.name: entity
    for entity in (
        Entity("acme", "Acme", T.COMPANY, aliases=("Acme Corp",)),
        Entity("zenit", "Zenit", T.COMPANY),
        Entity("borders", "Border Bureau", T.AGENCY, part_of="interior"),
        Entity("interior", "Interior Ministry", T.AGENCY),
        Entity("parks", "Parks Agency", T.AGENCY),
        Entity("riverton", "Riverton Police", T.POLICE),
        Entity("police", "police departments", T.GROUP),
        Entity("feds", "federal law enforcement", T.GROUP),
        Entity("facemap", "Facemap", T.PRODUCT, provider="acme"),
        Entity("facemap-pro", "Facemap Pro", T.PRODUCT, provider="acme"),
        Entity("skyeye", "Skyeye", T.PRODUCT, provider="acme"),
        Entity("matching", "face matching", T.TECHNOLOGY),
        Entity("drones", "drones", T.TECHNOLOGY),
        Entity("rights", "Rights Watchers", T.CIVIL_SOCIETY),
        Entity("post", "Harbour Post", T.OUTLET, aliases=("The Harbour Post",)),
        Entity("courier", "Valley Courier", T.OUTLET),
        Entity("lee", "Ann Lee", T.PERSON),
        Entity("kim", "Bo Kim", T.PERSON),
        # descriptions that one article uses and nobody has resolved
        Entity("software-x", "the software", T.TECHNOLOGY),
        Entity("agency-x", "the agency", T.AGENCY),
    )
}
DESCRIBED = frozenset({"the software", "the agency", "police departments", "face matching", "drones"})


class World:
    """Makes articles and fuses them."""

    entities = ENTITIES

    def resolution(self, records: list[Record]) -> Resolution:
        chains = {
            (record.article.key, mention.chain): entity.key
            for record in records
            for mention in record.mentions
            for entity in ENTITIES.values()
            if mention.chain is not None and list(ENTITIES.values()).index(entity) == mention.chain
        }
        return Resolution({entity.key: entity for entity in ENTITIES.values()}, chains)

    def fuse(self, *records: Record, copies: tuple[Copy, ...] = (), floor: float = 0.0) -> Fusion:
        return fuse(list(records), self.resolution(list(records)), copies=copies, floor=floor)

    def only(self, *records: Record, copies: tuple[Copy, ...] = (), floor: float = 0.0) -> Situation:
        """The one situation that there is to be."""
        (situation,) = self.fuse(*records, copies=copies, floor=floor).situations
        return situation

    def article(
        self,
        key: str,
        *claims: dict[str, Any],
        published: str | None = "2026-03-18",
        publisher: str | None = "Valley Courier",
        reporters: tuple[str, ...] = (),
    ) -> Record:
        """An article whose text is its claims, one a line; see ``say`` for what a claim is made of."""
        maker = _Maker(key)
        made = tuple(maker.claim(**claim) for claim in claims)
        spans = tuple(maker.name(outlet) for outlet in reporters)
        text = maker.text
        article = Article(
            key,
            text,
            (Block(Span(0, len(text)), BlockKind.PARAGRAPH),),
            source=key,
            published=published,
            publisher=publisher,
        )
        mentions = tuple(maker.mentions[span] for span in sorted(maker.mentions))
        return Record(article, mentions, made, tuple(maker.quotations), spans)

    @staticmethod
    def say(frame: str, *, by: tuple[str, ...] | str = (), **parts: Any) -> dict[str, Any]:
        """A claim: the frame, its roles by name, ``by`` its holders; stance, time, ``quoted`` and ``said`` as given."""
        return {"frame": frame, "by": (by,) if isinstance(by, str) else by, **parts}


class _Maker:
    def __init__(self, key: str) -> None:
        self.key, self.text = key, ""
        self.mentions: dict[Span, Mention] = {}
        self.quotations: list[Quotation] = []
        self.triggers: list[Span] = []

    def word(self, text: str) -> Span:
        start = len(self.text)
        self.text += text + " "
        return Span(start, start + len(text))

    def name(self, text: str) -> Span:
        span = self.word(text)
        name = text.removeprefix("other ")
        if name in ENTITIES:
            kind = MentionKind.NOMINAL if name in DESCRIBED else MentionKind.NAME
            chain, head = list(ENTITIES).index(name), name.split()[-1].lower()
            self.mentions[span] = Mention(span, text, kind, ENTITIES[name].type, head, 0, name=name, chain=chain)
        return span

    def claim(
        self,
        frame: str,
        by: tuple[str, ...] = (),
        time: str | None = None,
        tense: str = "past",
        leans_on: int | None = None,
        direction: Direction | None = None,
        quoted: bool = False,
        said: str | None = None,
        sureness: float = 0.9,
        **parts: Any,
    ) -> Claim:
        asked = ("polarity", "certainty", "actuality", "predicate")
        stance = {name: parts.pop(name) for name in asked if name in parts}
        begin = len(self.text)
        holders = tuple(Holder(self.name(holder), holder) for holder in by)
        trigger = self.word(frame.lower())
        roles = tuple(
            RoleFilling(role.partition("#")[0], self.name(text), text, _value(role, text))
            for role, text in parts.items()
        )
        when = None
        if time is not None:
            span = self.word(time)
            base = self.triggers[leans_on] if leans_on is not None else None
            when = TimeExpression(span, time, tense=tense, leans_on=base)
        if said is not None:
            span = self.word(said)
            self.quotations.append(Quotation(span, (span,), QuotationMode.DIRECT, cue=trigger))
        evidence = Span(begin, len(self.text) - 1)
        if quoted:
            self.quotations.append(Quotation(evidence, (evidence,), QuotationMode.DIRECT))
        self.text = re.sub(r" $", ".\n", self.text)
        self.triggers.append(trigger)
        return Claim(
            frame=frame,
            trigger=trigger,
            roles=roles,
            evidence=evidence,
            extractor="test.v1",
            confidence=sureness,
            direction=direction,
            time=when,
            attribution=holders,
            **stance,
            rule="test.rule",
        )


def _value(role: str, text: str) -> str | None:
    return text if role in ("act", "amount", "demand", "duration", "condition", "position") else None


@pytest.fixture(scope="session")
def world() -> World:
    return World()
