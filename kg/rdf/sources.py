"""One article as quads: its bibliography in the default graph; what it says and how it was read in one of its own.

Nothing here has the class or a role property of a frame: a claim names its frame and its roles, so it is never taken
for the situation. What stands at the same place of the text is said once: claims and quotations of one sentence share
its evidence, and how the article was read is said of its graph, not of all that is in it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Quad

from kg import iris, keys
from kg.model import (
    Article,
    Entity,
    GroundedClaim,
    Holder,
    Mention,
    MentionKind,
    Origin,
    Quotation,
    Record,
    Span,
)
from kg.rdf.roles import filling_pairs, filling_parts
from kg.rdf.values import Pair, dated, decimal, integer, link, named, text, types, when
from kg.terms import KG, OA, PROV, RDF, RDFS, SCHEMA, term

if TYPE_CHECKING:
    from kg.settings import Mentions

Node = tuple[NamedNode, NamedNode, NamedNode | Literal]

PLAINEST = (MentionKind.NAME, MentionKind.NOMINAL, MentionKind.PRONOUN)


def bibliography(
    article: Article, origin: Origin | None, *, base: str, publisher: Entity | None, entities: Mapping[str, Entity]
) -> Iterator[Quad]:
    """What the default graph says of an article: title, date, outlet, authors, address, and whose copy it is."""
    subject = iris.article_iri(base, article.key)
    copied = origin is not None and (origin.article != article.key or origin.outlet)
    pairs: list[Pair] = [*types(KG.SpunCopy if origin and origin.spun else KG.Copy if copied else SCHEMA.NewsArticle)]
    if article.title:
        pairs += [(RDFS.label, text(article.title, article.language)), (SCHEMA.headline, text(article.title))]
    if article.published:
        pairs.append((SCHEMA.datePublished, dated(article.published)))
    if publisher:
        pairs.append((SCHEMA.publisher, iris.entity_iri(base, publisher.key)))
    pairs += [(SCHEMA.author, text(author)) for author in article.authors]
    if url := link(article.url):
        pairs.append((SCHEMA.url, url))
    pairs.append((SCHEMA.inLanguage, text(article.language)))
    if origin and origin.article != article.key:
        pairs.append((SCHEMA.isBasedOn, iris.article_iri(base, origin.article)))
    if origin and origin.outlet and origin.outlet in entities:
        pairs.append((SCHEMA.sourceOrganization, iris.entity_iri(base, origin.outlet)))
    for predicate, value in pairs:
        yield Quad(subject, predicate, value)


def source_quads(
    record: Record,
    claims: Iterable[GroundedClaim],
    chains: Mapping[tuple[str, int], str],
    *,
    base: str,
    extractor_version: str,
    mentions: Mentions = "first",
) -> Iterator[Quad]:
    """The graph of one article: how it was read, its mentions of entities, its claims and its quotations."""
    article = record.article
    graph = iris.graph_iri(base, article.key)
    referents = {
        mention.span: chains[article.key, mention.chain]
        for mention in record.mentions
        if mention.chain is not None and (article.key, mention.chain) in chains
    }
    told = tuple(claims)
    shown = [mention for mention in record.mentions if mention.span in referents]
    if mentions == "first":
        shown = _first(shown, referents)
    for node in _nodes(record, told, shown, referents, base, extractor_version):
        yield Quad(*node, graph)


def _nodes(
    record: Record,
    claims: Sequence[GroundedClaim],
    mentions: Iterable[Mention],
    referents: Mapping[Span, str],
    base: str,
    version: str,
) -> Iterator[Node]:
    article = record.article
    yield from _reading(article, base, version)
    for key in sorted(set(referents.values())):
        yield iris.article_iri(base, article.key), SCHEMA.mentions, iris.entity_iri(base, key)
    for mention in mentions:
        yield from _mention(mention, referents[mention.span], article, base)
    for claim in claims:
        yield from _claim(claim, article, base)
    for quotation in record.quotations:
        yield from _quotation(quotation, referents, article, base)
    said = {claim.claim.evidence for claim in claims} | {quotation.content for quotation in record.quotations}
    for span in sorted(said):
        yield from _evidence(span, article, base)


def _first(mentions: Iterable[Mention], referents: Mapping[Span, str]) -> list[Mention]:
    """Of each entity the first mention by name, or where it has no name there the first by other words."""
    found: dict[str, Mention] = {}
    for mention in sorted(mentions, key=lambda one: (PLAINEST.index(one.kind), one.span)):
        found.setdefault(referents[mention.span], mention)
    return list(found.values())


def _reading(article: Article, base: str, version: str) -> Iterator[Node]:
    """PROV-O of the reading; without the clock, which would make every build another graph."""
    source, read = iris.text_iri(base, article.key), iris.activity_iri(base, article.key)
    yield from _all(source, types(SCHEMA.TextObject))
    yield source, SCHEMA.encodesCreativeWork, iris.article_iri(base, article.key)
    digest = hashlib.sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest()
    yield source, SCHEMA.sha256, text(digest)
    yield read, RDF.type, PROV.Activity
    yield read, PROV.used, source
    yield read, PROV.wasAssociatedWith, KG.OnRecord
    yield read, SCHEMA.softwareVersion, text(version)
    yield iris.graph_iri(base, article.key), PROV.wasGeneratedBy, read


def _mention(mention: Mention, entity: str, article: Article, base: str) -> Iterator[Node]:
    subject = iris.mention_iri(base, place_key(article.key, mention.span))
    yield subject, RDF.type, KG.Mention
    yield subject, KG.mentionKind, named(mention.kind)
    yield subject, KG.refersTo, iris.entity_iri(base, entity)
    yield subject, OA.hasSource, iris.text_iri(base, article.key)
    yield from _all(subject, _quoted(mention.span, article))


def _claim(grounded: GroundedClaim, article: Article, base: str) -> Iterator[Node]:
    claim, subject = grounded.claim, iris.claim_iri(base, grounded.key)
    pairs: list[Pair] = [
        *types(KG.Claim),
        (KG.frame, term(f"kg:{claim.frame}")),
        (KG.polarity, named(claim.polarity)),
        (KG.certainty, named(claim.certainty)),
        (KG.actuality, named(claim.actuality)),
        (KG.about, iris.situation_iri(base, grounded.situation)),
        (KG.confidence, decimal(grounded.confidence)),
        (KG.extractor, text(claim.extractor)),
        (KG.rule, text(claim.rule)),
        (KG.evidence, iris.evidence_iri(base, place_key(article.key, claim.evidence))),
        *when(grounded.time),
    ]
    if claim.direction:
        pairs.append((KG.direction, named(claim.direction)))
    if claim.predicate:
        pairs.append((KG.predicate, text(claim.predicate)))
    if claim.time:
        pairs.append((KG.timeAsWritten, text(claim.time.text)))
    if grounded.holders and grounded.holders[0]:
        pairs.append((KG.attributedTo, iris.entity_iri(base, grounded.holders[0])))
    yield from _all(subject, pairs)
    for rank, (holding, key) in enumerate(zip(claim.attribution, grounded.holders, strict=True), 1):
        yield from _holder(grounded.key, rank, holding, key, base)
    for part, filling, written in filling_parts(grounded.fillings, claim.roles):
        node = iris.claim_iri(base, grounded.key, part)
        yield subject, KG.hasRole, node
        yield from _all(node, filling_pairs(claim.frame, filling, base=base, words=written.text if written else None))
        if written:
            yield from _all(node, _placed(written.span))


def _holder(claim: str, rank: int, holder: Holder, entity: str | None, base: str) -> Iterator[Node]:
    node = iris.claim_iri(base, claim, f"holder-{rank}")
    yield iris.claim_iri(base, claim), PROV.qualifiedAttribution, node
    yield node, RDF.type, PROV.Attribution
    yield node, KG.rank, integer(rank)
    yield node, KG.value, text(holder.text)
    if entity:
        yield node, PROV.agent, iris.entity_iri(base, entity)
    yield from _all(node, _placed(holder.span))


def _quotation(quotation: Quotation, referents: Mapping[Span, str], article: Article, base: str) -> Iterator[Node]:
    subject = iris.quotation_iri(base, quotation_key(article.key, quotation.content))
    yield from _all(subject, types(SCHEMA.Quotation))
    yield subject, KG.quotationMode, named(quotation.mode)
    parts = quotation.parts or (quotation.content,)
    yield subject, SCHEMA.text, text(" … ".join(article.text[part.start : part.end] for part in parts))
    if quotation.cue:  # without it, what somebody denied reads as what they said
        yield subject, KG.cue, text(article.text[quotation.cue.start : quotation.cue.end])
    if quotation.speaker and quotation.speaker.span in referents:
        yield subject, SCHEMA.spokenByCharacter, iris.entity_iri(base, referents[quotation.speaker.span])
    if quotation.addressee and quotation.addressee in referents:
        yield subject, SCHEMA.recipient, iris.entity_iri(base, referents[quotation.addressee])
    yield subject, KG.evidence, iris.evidence_iri(base, place_key(article.key, quotation.content))


def _evidence(span: Span, article: Article, base: str) -> Iterator[Node]:
    """A run of the text, selected by its offsets and its words at once (Web Annotation Data Model, 4.2.4 and 4.2.5)."""
    key = place_key(article.key, span)
    subject, selector = iris.evidence_iri(base, key), iris.evidence_iri(base, key, "selector")
    yield subject, RDF.type, OA.SpecificResource
    yield subject, OA.hasSource, iris.text_iri(base, article.key)
    yield subject, OA.hasSelector, selector
    yield selector, RDF.type, OA.TextPositionSelector
    yield selector, RDF.type, OA.TextQuoteSelector
    yield from _all(selector, _quoted(span, article))


def _placed(span: Span) -> Iterator[Pair]:
    """The offsets of a run of the text that the graph belongs to."""
    yield OA.start, integer(span.start)
    yield OA.end, integer(span.end)


def _quoted(span: Span, article: Article) -> Iterator[Pair]:
    yield from _placed(span)
    yield OA.exact, text(article.text[span.start : span.end])


def place_key(article: str, span: Span) -> str:
    """The key of the evidence or the mention at a span of an article: beside those of the same article, in order."""
    return f"{article}.{span.start}-{span.end}"


def quotation_key(article: str, span: Span) -> str:
    """The key of the quotation whose content is a span."""
    return keys.digest("quotation", article, span.start, span.end)


def _all(subject: NamedNode, pairs: Iterable[Pair]) -> Iterator[Node]:
    return ((subject, predicate, value) for predicate, value in pairs)
