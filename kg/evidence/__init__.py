"""From a row back to the words it rests on: the evidence behind an IRI, and whether every quote is where it is said."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import NamedNode

from kg import rdf, store
from kg.errors import NotFound
from kg.evidence.lookup import Graph
from kg.evidence.sentences import Texts
from kg.evidence.values import Explanation, Quote, Testimony, Verification
from kg.terms import KG, OA, RDF

__all__ = ["Explanation", "Quote", "Testimony", "Verification", "explain", "verify"]

MAX_CLAIMS = 1000  # a page nobody reads to its end; the number left out is told
MAX_QUOTES = 20  # of what no claim rests on: where it is mentioned


def explain(release: store.Release, iri: NamedNode, *, data: Path | None = None) -> Explanation:
    """The claims behind an entity, situation, disagreement, claim, mention, quotation or article.

    Where no claim rests on it, what it says or where it is mentioned; with ``data`` in whole sentences, from the
    articles' records. An address or identifier elsewhere stands for what has it here. NotFound where the release says
    nothing of the IRI.
    """
    graph = Graph(store.open_release(release), release.settings["base"])
    found = rdf.parent_iri(graph.base, iri.value)
    node = graph.described(found if found is not None else iri)
    if node is None:
        raise NotFound(f"{iri.value}: release {release.id} says nothing of it; `kg query` finds what there is")
    claims = sorted(graph.claims(node), key=lambda claim: claim.value)
    testimonies = sorted(
        (graph.testimony(claim) for claim in claims[:MAX_CLAIMS]),
        key=lambda one: (one.quote.date or "9999", one.quote.article, one.quote.start, one.claim),
    )
    words, left_out = ([], len(claims) - MAX_CLAIMS) if claims else _words(graph, node)
    texts = Texts(release, data)
    return Explanation(
        node.value,
        graph.label(node),
        graph.kind(node),
        tuple(testimonies),
        tuple(dict.fromkeys(texts.sentence(quote) for quote in words)),
        max(0, left_out),
    )


def _words(graph: Graph, node: NamedNode) -> tuple[list[Quote], int]:
    """What is on record with a node that no claim rests on, in order of date and place, and how much is left out."""
    found = sorted(
        {graph.quote(one) for one in graph.words(node)},
        key=lambda quote: (quote.date or "9999", quote.article, quote.start, quote.end),
    )
    return found[:MAX_QUOTES], len(found) - MAX_QUOTES


def verify(release: store.Release, data: Path) -> Verification:
    """Looks up every quote of a release at its offsets in the text that its article's record holds.

    What fills roles or holds stances has offsets without words: they must lie within the text.
    """
    graph = Graph(store.open_release(release), release.settings["base"])
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
        placed = graph.placed(rdf.graph_iri(graph.base, key)) if text is not None else ()
        findings += [
            f"{node.value}: the text has no place from {start} to {end}"
            for node, start, end in sorted(placed, key=str)
            if not 0 <= start < end <= len(text or "")
        ]
    claims = set(graph.subjects(RDF.type, KG.Claim))
    unproved = [
        claim.value for claim in claims if not any(map(graph.quotes_something, graph.nodes(claim, KG.evidence)))
    ]
    findings += [f"{claim}: has no evidence" for claim in sorted(unproved)]
    return Verification(checked, tuple(findings))


def _misquoted(graph: Graph, node: NamedNode, text: str) -> str | None:
    start, end, exact = graph.selected(node)
    if start is None or end is None or exact is None:
        return f"{node.value}: does not say where its quote is"
    if not 0 <= start < end <= len(text) or text[start:end] != exact:
        return f"{node.value}: the text from {start} to {end} is not {_short(exact)!r}"
    return None


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}..."
