"""What was extracted from an article as one JSON object: the contract that evaluation rests on.

Absent values are None, never missing keys. Offsets are code points into ``text``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from kg import rdf
from kg.model import Claim, Filling, Fusion, GroundedClaim, Holder, Quotation, Record, RoleFilling, Span, Time

Json = dict[str, Any]


def listings(records: Iterable[Record], fusion: Fusion, *, base: str) -> Iterator[Json]:
    """Each record's article with its entities, mentions, claims and quotations as ``fusion`` has them."""
    claims: dict[str, list[GroundedClaim]] = {}
    for grounded in sorted(fusion.claims, key=lambda one: (one.claim.trigger, one.key)):
        claims.setdefault(grounded.article, []).append(grounded)
    for record in records:
        yield _Lister(record, fusion, claims.get(record.article.key, []), base).article()


class _Lister:
    """The lookups that every part of the listing needs."""

    def __init__(self, record: Record, fusion: Fusion, claims: list[GroundedClaim], base: str) -> None:
        self.record, self.fusion, self.claims, self.base = record, fusion, claims, base
        self.key, self.text = record.article.key, record.article.text
        self.asserted = {situation.key for situation in fusion.situations if situation.asserted}
        chains = fusion.resolution.chains
        self.entity_at = {
            mention.span: chains.get((self.key, mention.chain)) if mention.chain is not None else None
            for mention in record.mentions
        }

    def article(self) -> Json:
        article = self.record.article
        return {
            "id": article.key if article.id is None else article.id,
            "title": article.title,
            "published": article.published,
            "publisher": article.publisher,
            "url": article.url,
            "text": article.text,
            "entities": self.entities(),
            "mentions": [
                {
                    **self.run(mention.span),
                    "kind": mention.kind.value,
                    "type": mention.type and mention.type.value,
                    "entity": self.iri(self.entity_at[mention.span]),
                }
                for mention in self.record.mentions
            ],
            "claims": [self.claim(grounded) for grounded in self.claims],
            "quotations": [self.quotation(quotation) for quotation in self.record.quotations],
        }

    def entities(self) -> list[Json]:
        fillers = [filling.entity for grounded in self.claims for filling in grounded.fillings]
        holders = [holder for grounded in self.claims for holder in grounded.holders]
        keys = {key for key in [*self.entity_at.values(), *fillers, *holders] if key is not None}
        found = [self.fusion.resolution.entities[key] for key in sorted(keys)]
        return [
            {
                "id": self.iri(entity.key),
                "name": entity.name,
                "type": entity.type.value,
                "kb": entity.kb,
                "aliases": list(entity.aliases),
            }
            for entity in found
        ]

    def claim(self, grounded: GroundedClaim) -> Json:
        claim = grounded.claim
        attribution = [self.holder(*pair) for pair in zip(claim.attribution, grounded.holders, strict=True)]
        return {
            "id": rdf.claim_iri(self.base, grounded.key).value,
            "frame": claim.frame,
            "trigger": self.run(claim.trigger),
            "roles": [self.role(*pair) for pair in zip(claim.roles, grounded.fillings, strict=True)],
            "polarity": claim.polarity.value,
            "certainty": claim.certainty.value,
            "actuality": claim.actuality.value,
            "direction": claim.direction and claim.direction.value,
            "time": self.time(claim, grounded.time),
            "attributed_to": attribution[0] if attribution else None,
            "attribution": attribution,
            "evidence": {"start": claim.evidence.start, "end": claim.evidence.end},
            "asserted": grounded.situation in self.asserted and claim.factual,
            "confidence": grounded.confidence,
            "sureness": claim.confidence,
            "extractor": claim.extractor,
            "rule": claim.rule,
            "predicate": claim.predicate,
        }

    def role(self, role: RoleFilling, filling: Filling) -> Json:
        return {
            "role": role.role,
            **self.run(role.span),
            "entity": self.iri(filling.entity),
            "value": role.value if filling.value is None else filling.value,
        }

    def holder(self, holder: Holder, entity: str | None) -> Json:
        return {**self.run(holder.span), "entity": self.iri(entity)}

    def time(self, claim: Claim, resolved: Time | None) -> Json | None:
        if claim.time is None:
            return None
        return {**self.run(claim.time.span), "value": resolved and resolved.edtf}

    def quotation(self, quotation: Quotation) -> Json:
        speaker, addressee = quotation.speaker, quotation.addressee
        return {
            "content": {
                "start": quotation.content.start,
                "end": quotation.content.end,
                "parts": [{"start": part.start, "end": part.end} for part in quotation.parts],
            },
            "cue": self.run(quotation.cue) if quotation.cue else None,
            "mode": quotation.mode.value,
            "speaker": self.holder(speaker, self.entity_at.get(speaker.span)) if speaker else None,
            "addressee": self.iri(self.entity_at.get(addressee)) if addressee else None,
        }

    def run(self, span: Span) -> Json:
        return {"start": span.start, "end": span.end, "text": self.text[span.start : span.end]}

    def iri(self, key: str | None) -> str | None:
        return rdf.entity_iri(self.base, key).value if key is not None else None
