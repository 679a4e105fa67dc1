"""How long fusion takes: ``python -m tests.bench.fusion [CLAIMS]`` prints CPU seconds. Not a test."""

from __future__ import annotations

import random
import sys
from time import process_time

from kg.fuse import fuse
from kg.model import (
    Article,
    Claim,
    Entity,
    EntityType,
    Mention,
    MentionKind,
    Polarity,
    Record,
    Resolution,
    RoleFilling,
    Span,
    TimeExpression,
)

A_PAGE = 10  # claims an article
KINDS = {"seller": EntityType.COMPANY, "product": EntityType.PRODUCT, "buyer": EntityType.AGENCY}
TIMES = ("in 2016", "late 2017", "on Wednesday", "last week", "two years ago")


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    chance = random.Random(7)
    size = max(10, count // 50)  # so many companies, products and agencies
    entities = {
        f"{role}-{n}": Entity(f"{role}-{n}", f"{role} {n}", kind) for role, kind in KINDS.items() for n in range(size)
    }
    chains: dict[tuple[str, int], str] = {}
    records = [_record(f"article-{n}", chance, size, chains) for n in range(count // A_PAGE)]
    began = process_time()
    fusion = fuse(records, Resolution(entities, chains))
    took = process_time() - began
    asserted = sum(situation.asserted for situation in fusion.situations)
    print(f"{len(fusion.claims)} claims, {len(fusion.situations)} situations, {asserted} asserted: {took:.1f} s")


def _record(key: str, chance: random.Random, size: int, chains: dict[tuple[str, int], str]) -> Record:
    mentions: list[Mention] = []
    claims: list[Claim] = []
    for place in range(0, A_PAGE * 100, 100):
        roles = []
        for offset, role in enumerate(KINDS, 1):
            if chance.random() < 0.8:
                entity, span = (
                    f"{role}-{int(size * chance.random() ** 2)}",
                    Span(place + 10 * offset, place + 10 * offset + 5),
                )
                mentions.append(Mention(span, entity, MentionKind.NAME, KINDS[role], role, 0, chain=len(mentions)))
                chains[key, len(mentions) - 1] = entity
                roles.append(RoleFilling(role, span, entity))
        polarity = chance.choices(list(Polarity), (92, 6, 2))[0]
        time = TimeExpression(Span(place + 50, place + 59), chance.choice(TIMES)) if chance.random() < 0.4 else None
        trigger = Span(place, place + 4)
        claims.append(
            Claim("Sale", trigger, tuple(roles), trigger, "bench", 0.9, polarity=polarity, time=time, rule="test.rule")
        )
    article = Article(key, "x" * A_PAGE * 100, (), key, published=f"2026-{chance.randrange(1, 13):02}-15")
    return Record(article, tuple(mentions), tuple(claims), ())


if __name__ == "__main__":
    main()
