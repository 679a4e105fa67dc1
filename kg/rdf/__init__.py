"""Values to quads, and the only place IRIs are minted. Pure: the same fusion gives the same quads, whatever its order.

The default graph holds what the graph asserts; ``graph/{article key}`` what that article says; ``graph/reported`` the
situations that are not asserted. A pattern of a frame's class or roles, over any mix of them, finds asserted ones only.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pyoxigraph import Quad

from kg.iris import (
    Address,
    activity_iri,
    address,
    article_iri,
    check_base,
    claim_iri,
    disagreement_iri,
    dump_iri,
    entity_iri,
    evidence_iri,
    graph_iri,
    mention_iri,
    parent_iri,
    quotation_iri,
    release_graph,
    release_iri,
    reported_graph,
    situation_iri,
    text_iri,
)
from kg.model import Fusion, GroundedClaim
from kg.rdf.entities import entity_quads, publishers
from kg.rdf.serialise import FORMATS, prefixes, serialize, sorted_nquads
from kg.rdf.situations import disagreement_quads, dispute_quads, shortcut_quads, situation_quads
from kg.rdf.sources import bibliography, place_key, quotation_key, source_quads
from kg.rdf.timelines import timeline_quads
from kg.rdf.worth import spoken_of

if TYPE_CHECKING:
    from kg.settings import Mentions

__all__ = [
    "FORMATS",
    "Address",
    "activity_iri",
    "address",
    "article_iri",
    "check_base",
    "claim_iri",
    "disagreement_iri",
    "dump_iri",
    "entity_iri",
    "evidence_iri",
    "graph_iri",
    "mention_iri",
    "parent_iri",
    "place_key",
    "prefixes",
    "quads",
    "quotation_iri",
    "quotation_key",
    "release_graph",
    "release_iri",
    "reported_graph",
    "serialize",
    "situation_iri",
    "sorted_nquads",
    "text_iri",
]


def quads(fusion: Fusion, *, base: str, extractor_version: str, mentions: Mentions = "first") -> Iterator[Quad]:
    """All quads of the data but the release graph's; in no promised order and perhaps twice: see ``sorted_nquads``.

    ``UsageError`` for a base that cannot be one, ``KeyError`` for a frame or role that the ontology does not have.
    """
    resolution = spoken_of(fusion)
    outlets = publishers((record.article.publisher for record in fusion.records), fusion.resolution.entities.values())
    entities = resolution.entities | {outlet.key: outlet for outlet in outlets.values()}
    for entity in entities.values():
        yield from entity_quads(entity, entities, base=base)
    by_article: dict[str, list[GroundedClaim]] = {}
    for grounded in fusion.claims:
        by_article.setdefault(grounded.article, []).append(grounded)
    for record in fusion.records:
        article = record.article
        outlet = outlets.get(article.publisher or "")
        origin = fusion.origins.get(article.key)
        yield from bibliography(article, origin, base=base, publisher=outlet, entities=entities)
        yield from source_quads(
            record,
            by_article.get(article.key, ()),
            resolution.chains,
            base=base,
            extractor_version=extractor_version,
            mentions=mentions,
        )
    claims = {grounded.key: grounded.claim.polarity for grounded in fusion.claims}
    for situation in fusion.situations:
        yield from situation_quads(situation, claims, entities, base=base)
        yield from shortcut_quads(situation, base=base)
        yield from timeline_quads(situation.key, fusion.timelines.get(situation.key, ()), base=base)
    asserted = {situation.key: situation.asserted for situation in fusion.situations}
    for disagreement in fusion.disagreements:
        yield from disagreement_quads(disagreement, asserted=asserted[disagreement.situation], base=base)
        yield from dispute_quads(disagreement, asserted=asserted[disagreement.situation], base=base)
