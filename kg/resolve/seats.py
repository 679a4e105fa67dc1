"""Where an article says that somebody is: "a lender in Nairobi", "a Leeds-based charity", "Roe of Boulder"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import ORGANIZATION_TYPES, EntityType, Mention, MentionKind, Record
from kg.resolve.kb import KnowledgeBase
from kg.resolve.names import fold

# Behind a description its place is its own; behind a name "in" tells where something happened, "of" whose it is.
BEHIND_DESCRIPTION = re.compile(r",? (?:based |headquartered )?(?:in|of|from) (?:the (?:city|town) of )?")
BEHIND_NAME = re.compile(r" of |,? (?:which is |who is )?(?:based|headquartered) in ")
BEFORE = re.compile(r"[-‐‑]based (?:[a-z]+ ){0,2}")
SEATED = ORGANIZATION_TYPES | {EntityType.PERSON}
REACH = 40  # characters between somebody and the place, at most


def seats(record: Record, kb: KnowledgeBase) -> dict[int, str]:
    """The town of each chain of which exactly one is told."""
    places = [one for one in record.mentions if one.kind is MentionKind.NAME and _may_be_place(one)]
    ends = {one.span.end: one for one in places}
    found: dict[int, set[str]] = {}
    for mention in record.mentions:
        if mention.type not in SEATED or mention.chain is None or mention.kind is MentionKind.PRONOUN:
            continue
        for place in _beside(mention, places, ends, record.article.text):
            if seat := _town(place, kb):
                found.setdefault(mention.chain, set()).add(seat)
    return {chain: next(iter(some)) for chain, some in found.items() if len(some) == 1}


def _beside(mention: Mention, places: list[Mention], ends: dict[int, Mention], text: str) -> Iterator[Mention]:
    behind = BEHIND_NAME if mention.kind is MentionKind.NAME else BEHIND_DESCRIPTION
    for place in places:
        gap = place.span.start - mention.span.end
        between = text[mention.span.end : place.span.start] if 0 < gap <= REACH else ""
        if (between and behind.fullmatch(between) and _placing(place, between)) or (
            mention.kind is MentionKind.NOMINAL and mention.span.covers(place.span) and _inside(mention, place, text)
        ):
            yield place
    for start in range(max(0, mention.span.start - REACH), mention.span.start):
        before = ends.get(start)
        if before is not None and BEFORE.fullmatch(text, start, mention.span.start):
            yield before


def _inside(mention: Mention, place: Mention, text: str) -> bool:
    """Whether a description holds its place: "a lender in Nairobi", "a Nairobi-based lender"."""
    before, after = text[mention.span.start : place.span.start], text[place.span.end : mention.span.end]
    ends = not after and bool(re.search(r" (?:in|of|from) $", before)) and _placing(place, before)
    return ends or after.startswith(("-based", "‑based"))


def _may_be_place(mention: Mention) -> bool:
    """A place, or one word of which little is known: a town that nobody has heard of is taken for anything."""
    if mention.type is EntityType.PLACE:
        return True
    unknown = mention.type in (EntityType.PERSON, EntityType.ORGANIZATION) and mention.kb is None
    return unknown and " " not in (mention.name or mention.text)


def _placing(place: Mention, before: str) -> bool:
    """Whether the words before it make a place of it: nobody is in, or from, a person; an investor is in a firm."""
    return place.type is EntityType.PLACE or (
        place.type is EntityType.PERSON and before.rstrip().endswith((" in", " from"))
    )


def _town(place: Mention, kb: KnowledgeBase) -> str:
    """The town that a place is: its key in the knowledge base, or its folded name without its region.

    Empty for a region or a country: whoever is in one may be in any of its towns.
    """
    name = " ".join((place.name or place.text).split())
    best = next(iter(kb.lookup(name)), None)
    if best is None or best.type is not EntityType.PLACE:
        return fold(name.partition(", ")[0])
    return "" if best.part_of is None or best.key in _wholes(kb) else best.key


def _wholes(kb: KnowledgeBase) -> frozenset[str]:
    """The places that others lie in."""
    found = _KNOWN_WHOLES.get(kb.version)
    if found is None:
        places = (one for one in kb.known.values() if one.type is EntityType.PLACE)
        found = _KNOWN_WHOLES[kb.version] = frozenset(one.part_of for one in places if one.part_of is not None)
    return found


_KNOWN_WHOLES: dict[str, frozenset[str]] = {}
