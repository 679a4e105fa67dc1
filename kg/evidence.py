"""From a row back to the words it rests on: the evidence behind an IRI, and whether every quote is where it is said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Store

from kg import rdf, store
from kg.errors import NotFound
from kg.terms import KG, OA, PREFIXES, RDF, RDFS, SCHEMA

MAX_CLAIMS = 1000  # a page nobody reads to its end; the number left out is told


@dataclass(frozen=True, slots=True)
class Quote:
    """A run of an article's text, by its code points, and where the article is from."""

    text: str
    start: int
    end: int
    article: str
    outlet: str | None
    date: str | None
    address: str | None


@dataclass(frozen=True, slots=True)
class Testimony:
    """One claim: what it is of, the stance it takes, whose stance that is (None: the article's), and its words."""

    claim: str
    frame: str
    roles: tuple[tuple[str, str], ...]
    stance: tuple[str, ...]
    holder: str | None
    quote: Quote


@dataclass(frozen=True, slots=True)
class Explanation:
    """What an IRI stands for and what supports it; ``left_out`` counts claims past the limit."""

    iri: str
    label: str
    kind: str
    testimonies: tuple[Testimony, ...]
    quotes: tuple[Quote, ...] = ()
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Verification:
    """How many quotes were looked up in the articles' texts, and a line for each that is not there."""

    checked: int
    findings: tuple[str, ...]


def explain(release: store.Release, iri: NamedNode) -> Explanation:
    """The claims behind an entity, situation, disagreement, claim, mention, quotation or article.

    NotFound where the release says nothing of the IRI.
    """
    graph = _Graph(store.open_release(release), release.settings["base"])
    found = rdf.parent_iri(graph.base, iri.value)
    node = found if found is not None else iri
    if not graph.describes(node):
        raise NotFound(f"{iri.value}: release {release.id} says nothing of it; `kg query` finds what there is")
    claims = sorted(graph.claims(node), key=lambda claim: claim.value)
    testimonies = sorted(
        (graph.testimony(claim) for claim in claims[:MAX_CLAIMS]),
        key=lambda one: (one.quote.date or "9999", one.quote.article, one.quote.start, one.claim),
    )
    quotes = () if claims else tuple(graph.quotes(node))
    return Explanation(
        node.value,
        graph.label(node),
        graph.kind(node),
        tuple(testimonies),
        quotes,
        max(0, len(claims) - MAX_CLAIMS),
    )


def verify(release: store.Release, data: Path) -> Verification:
    """Looks up every quote of a release at its offsets in the text that its article's record holds."""
    graph = _Graph(store.open_release(release), release.settings["base"])
    records = store.Records(data)
    checked = 0
    findings: list[str] = []
    for key, name in sorted(release.articles.items()):
        record = records.get(name)
        text = record.article.text if record else None
        if text is None:
            findings.append(f"article {key}: its record is missing or damaged; build it again")
        for node in sorted(graph.subjects(OA.hasSource, rdf.text_iri(graph.base, key)), key=str):
            checked += 1
            finding = _misquoted(graph, node, text) if text is not None else None
            if finding:
                findings.append(finding)
    claims = set(graph.subjects(RDF.type, KG.Claim))
    unproved = [
        claim.value for claim in claims if not any(map(graph.quotes_something, graph.nodes(claim, KG.evidence)))
    ]
    findings += [f"{claim}: has no evidence" for claim in sorted(unproved)]
    return Verification(checked, tuple(findings))


def _misquoted(graph: _Graph, node: NamedNode, text: str) -> str | None:
    start, end, exact = graph.selected(node)
    if start is None or end is None or exact is None:
        return f"{node.value}: does not say where its quote is"
    if not 0 <= start < end <= len(text) or text[start:end] != exact:
        return f"{node.value}: the text from {start} to {end} is not {_short(exact)!r}"
    return None


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}..."


class _Graph:
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

    def describes(self, node: NamedNode) -> bool:
        return next(self.store.quads_for_pattern(node, None, None), None) is not None

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
        """The claims an IRI rests on: itself, those about it, those that name it in a role or as their holder."""
        if KG.Claim in self.objects(node, RDF.type):
            return {node}
        found = set(self.subjects(KG.about, node)) | set(self.subjects(KG.attributedTo, node))
        for filling in self.subjects(KG.filler, node):
            found.update(self.subjects(KG.hasRole, filling))
        for mention in [node] if KG.Mention in self.objects(node, RDF.type) else []:
            for filling in self.subjects(KG.mention, mention):
                found.update(self.subjects(KG.hasRole, filling))
        for side in (KG.affirming, KG.opposing):
            found.update(self.nodes(node, side))
        return {claim for claim in found if KG.Claim in self.objects(claim, RDF.type)}

    def testimony(self, claim: NamedNode) -> Testimony:
        stance = [self.value(claim, part) for part in (KG.polarity, KG.certainty, KG.actuality)]
        holders = self.nodes(claim, KG.attributedTo)
        evidence = self.nodes(claim, KG.evidence)
        return Testimony(
            claim=claim.value,
            frame=_name(self.value(claim, KG.frame) or ""),
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

    def quotes(self, node: NamedNode) -> list[Quote]:
        """The node's own words: a mention's or a quotation's."""
        nodes = [*self.nodes(node, KG.evidence), *([node] if self.objects(node, OA.hasSource) else [])]
        return [self.quote(one) for one in nodes]

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
        """Start, end and words of a node's selectors."""
        start = end = exact = None
        for selector in self.nodes(node, OA.hasSelector):
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
