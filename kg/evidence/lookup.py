"""The graph of a release, asked for what an explanation needs."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Store

from kg import rdf
from kg.evidence.values import Quote, Testimony
from kg.terms import DCTERMS, KG, OA, ORG, PREFIXES, PROV, RDF, RDFS, SCHEMA


class Graph:
    """All graphs of a release as one, asked for the few things that an explanation needs."""

    def __init__(self, opened: Store, base: str) -> None:
        self.store, self.base = opened, base

    def objects(self, subject: NamedNode, predicate: NamedNode) -> list[NamedNode | Literal]:
        values = {quad.object for quad in self.store.quads_for_pattern(subject, predicate, None)}
        return sorted((value for value in values if isinstance(value, NamedNode | Literal)), key=str)

    def nodes(self, subject: NamedNode, predicate: NamedNode) -> list[NamedNode]:
        return [value for value in self.objects(subject, predicate) if isinstance(value, NamedNode)]

    def value(self, subject: NamedNode, predicate: NamedNode) -> str | None:
        return next((value.value for value in self.objects(subject, predicate)), None)

    def subjects(self, predicate: NamedNode, value: NamedNode) -> Iterator[NamedNode]:
        for quad in self.store.quads_for_pattern(None, predicate, value):
            if isinstance(quad.subject, NamedNode):
                yield quad.subject

    def described(self, node: NamedNode) -> NamedNode | None:
        """The node if anything is said of it, else the first of ours whose address or identifier it is."""
        if next(self.store.quads_for_pattern(node, None, None), None) is not None:
            return node
        ours = {*self.subjects(SCHEMA.url, node), *self.subjects(SCHEMA.sameAs, node)}
        return min(ours, key=str, default=None)

    def quotes_something(self, node: NamedNode) -> bool:
        return bool(self.nodes(node, OA.hasSource))

    def label(self, node: NamedNode) -> str:
        return (
            self.value(node, RDFS.label)
            or self.value(node, SCHEMA.name)
            or self.value(node, SCHEMA.headline)
            or _compact(node.value)
        )

    def kind(self, node: NamedNode) -> str:
        kinds = [kind.value for kind in self.nodes(node, RDF.type)]
        ours = [kind for kind in kinds if kind.startswith(PREFIXES["kg"])]
        return ", ".join(_compact(kind) for kind in ours or kinds)

    def claims(self, node: NamedNode) -> set[NamedNode]:
        """The claims an IRI rests on: itself, those about it, those that name it in a role or as their holder.

        Of a run of text those that it is the evidence of, of a mention those that name somebody with these very words.
        """
        if KG.Claim in self.objects(node, RDF.type):
            return {node}
        found = {one for link in (KG.about, KG.attributedTo, KG.evidence) for one in self.subjects(link, node)}
        for filling in self.subjects(KG.filler, node):
            found.update(self.subjects(KG.hasRole, filling))
        for part in self.same_place(node) if KG.Mention in self.objects(node, RDF.type) else ():
            found.update(one for link in (KG.hasRole, PROV.qualifiedAttribution) for one in self.subjects(link, part))
        for evidence in self.selections(node):
            found.update(self.subjects(KG.evidence, evidence))
        for side in (KG.affirming, KG.opposing):
            found.update(self.nodes(node, side))
        return {claim for claim in found if KG.Claim in self.objects(claim, RDF.type)}

    def same_place(self, node: NamedNode) -> Iterator[NamedNode]:
        """What else has the offsets of a node in the same graph."""
        ends = self.objects(node, OA.end)
        for quad in self.store.quads_for_pattern(node, OA.start, None):
            for other in self.store.quads_for_pattern(None, OA.start, quad.object, quad.graph_name):
                part = other.subject
                if isinstance(part, NamedNode) and part != node and self.objects(part, OA.end) == ends:
                    yield part

    def placed(self, graph: NamedNode) -> Iterator[tuple[NamedNode, int, int]]:
        """What says in a graph where it stands and not in which words: nodes with start and end, -1 where missing."""
        for quad in self.store.quads_for_pattern(None, OA.start, None, graph):
            node = quad.subject
            if isinstance(node, NamedNode) and self.value(node, OA.exact) is None:
                start, end, _ = self.selected(node)
                yield node, -1 if start is None else start, -1 if end is None else end

    def testimony(self, claim: NamedNode) -> Testimony:
        stance = [self.value(claim, part) for part in (KG.polarity, KG.certainty, KG.actuality)]
        holders = self.nodes(claim, KG.attributedTo)
        evidence = self.nodes(claim, KG.evidence)
        return Testimony(
            claim=claim.value,
            frame=self.value(claim, KG.predicate) or _name(self.value(claim, KG.frame) or ""),
            rule=self.value(claim, KG.rule),
            roles=tuple(sorted(self.role(filling) for filling in self.nodes(claim, KG.hasRole))),
            stance=tuple(_name(part).lower() for part in stance if part),
            holder=self.label(holders[0]) if holders else self.unresolved_holder(claim),
            quote=self.quote(evidence[0] if evidence else claim),
        )

    def unresolved_holder(self, claim: NamedNode) -> str | None:
        """The words for the nearest holder where no entity is known for them."""
        nearest = NamedNode(f"{claim.value}/holder-1")
        return self.value(nearest, KG.value)

    def role(self, filling: NamedNode) -> tuple[str, str]:
        fillers = self.nodes(filling, KG.filler)
        value = self.label(fillers[0]) if fillers else self.value(filling, KG.value)
        return _name(self.value(filling, KG.role) or ""), value or ""

    def selections(self, article: NamedNode) -> Iterator[NamedNode]:
        """The runs of an article's text that anything in the release points at."""
        place = rdf.address(self.base, article.value)
        if place is not None and place.kind in ("article", "graph"):
            yield from self.subjects(OA.hasSource, rdf.text_iri(self.base, place.key))

    def words(self, node: NamedNode) -> list[NamedNode]:
        """The runs of text behind a node that no claim rests on: the first of these that there are.

        Its own (a mention's, a quotation's), what it says, what an article quotes or mentions, where it is mentioned,
        where what is part of it is, or what it makes.
        """
        own = [*self.nodes(node, KG.evidence), *([node] if self.objects(node, OA.hasSource) else [])]
        said = [at for quotation in self.subjects(SCHEMA.spokenByCharacter, node) for at in self.evidence(quotation)]
        return own or said or [*self.selections(node)] or self.mentions(node) or self.relations(node)

    def evidence(self, node: NamedNode) -> list[NamedNode]:
        return self.nodes(node, KG.evidence)

    def mentions(self, node: NamedNode) -> list[NamedNode]:
        return list(self.subjects(KG.refersTo, node))

    def relations(self, node: NamedNode) -> list[NamedNode]:
        """Where what belongs to a node is mentioned: an agency of the department, a product of the company."""
        links = (ORG.subOrganizationOf, DCTERMS.isPartOf, SCHEMA.containedInPlace, SCHEMA.provider)
        parts = {part for link in links for part in self.subjects(link, node)}
        articles = set(self.subjects(SCHEMA.publisher, node))
        found = [at for part in sorted(parts, key=str) for at in self.mentions(part)]
        return found or [at for article in sorted(articles, key=str) for at in self.selections(article)]

    def quote(self, node: NamedNode) -> Quote:
        start, end, exact = self.selected(node)
        source = next(iter(self.nodes(node, OA.hasSource)), None)
        article = rdf.parent_iri(self.base, source.value) if source else None
        outlets = self.nodes(article, SCHEMA.publisher) if article else []
        return Quote(
            text=exact or "",
            start=start or 0,
            end=end or 0,
            article=article.value if article else "",
            outlet=self.label(outlets[0]) if outlets else None,
            date=self.value(article, SCHEMA.datePublished) if article else None,
            address=self.value(article, SCHEMA.url) if article else None,
        )

    def selected(self, node: NamedNode) -> tuple[int | None, int | None, str | None]:
        """Start, end and words of a node or of its selectors."""
        start = end = exact = None
        for selector in (node, *self.nodes(node, OA.hasSelector)):
            start = self.value(selector, OA.start) or start
            end = self.value(selector, OA.end) or end
            exact = self.value(selector, OA.exact) or exact
        return (int(start) if start else None, int(end) if end else None, exact)


def _name(iri: str) -> str:
    return iri.rpartition("#")[2].rpartition("/")[2]


def _compact(iri: str) -> str:
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri
