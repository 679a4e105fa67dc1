"""Which entities the graph has: what an article merely describes, and says nothing of, is nobody's question."""

from __future__ import annotations

from collections.abc import Iterator

from kg.model import Entity, Fusion, MentionKind, Record, Resolution

KNOWN = "kb-"  # what keys of the knowledge base begin with that are no identifiers of elsewhere


def spoken_of(fusion: Fusion) -> Resolution:
    """The entities, and their chains, without those that are only described and of which nothing is claimed.

    "The team" and "other services" go; what has a name or an identifier stays, and so do those in claims and
    quotations, and what all these belong to.
    """
    resolution = fusion.resolution
    mentioned = set(resolution.chains.values())
    keys = {key for key, one in resolution.entities.items() if key not in mentioned or one.kb or key.startswith(KNOWN)}
    for record in fusion.records:
        keys.update(_told(record, resolution))
    for grounded in fusion.claims:
        keys.update(filling.entity for filling in grounded.fillings if filling.entity is not None)
        keys.update(holder for holder in grounded.holders if holder is not None)
    keys.update(origin.outlet for origin in fusion.origins.values() if origin.outlet is not None)
    kept = _with_owners(keys, resolution.entities)
    return Resolution(
        entities={key: entity for key, entity in resolution.entities.items() if key in kept},
        chains={at: key for at, key in resolution.chains.items() if key in kept},
    )


def _told(record: Record, resolution: Resolution) -> Iterator[str]:
    """Whom an article names, quotes and has its reporting from."""
    spans = set(record.reporters)
    for quotation in record.quotations:
        spans.update(span for span in (quotation.speaker and quotation.speaker.span, quotation.addressee) if span)
    for mention in record.mentions:
        if mention.chain is not None and (mention.kind is MentionKind.NAME or mention.span in spans):
            key = resolution.chains.get((record.article.key, mention.chain))
            if key is not None:
                yield key


def _with_owners(keys: set[str], entities: dict[str, Entity]) -> set[str]:
    kept: set[str] = set()
    left = sorted(keys)
    while left:
        key = left.pop()
        if key in kept:
            continue
        kept.add(key)
        entity = entities.get(key)
        left += [owner for owner in (entity.part_of, entity.provider) if owner is not None] if entity else []
    return kept
