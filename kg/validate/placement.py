"""Which graphs the shapes are about: all of them as one, with a note on each node of which kind it stands in.

Both engines merge named graphs, and most shapes want that: a claim's mentions stand in the article's graph, the
entities they refer to in the default graph. But our first promise is about graphs: nothing denied stands in the default
one. So each node that has a type is marked, for the engines alone, with the kind of the graphs it is typed in, and the
shapes can speak of that. Data without named graphs, such as a Turtle file, has no such marks, and such shapes stay
silent. Where it has no claims either, it is a dump of what the graph asserts: the claims it links to are marked as
standing elsewhere, so that only what is there is judged.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, Triple

from kg.errors import InputError
from kg.terms import KG, RDF

SHAPES = "https://w3id.org/onrecord/shapes#"
STANDS_IN = NamedNode(f"{SHAPES}standsIn")
DEFAULT = NamedNode(f"{SHAPES}DefaultGraph")
REPORTED = NamedNode(f"{SHAPES}ReportedGraph")
RELEASE = NamedNode(f"{SHAPES}ReleaseGraph")
ARTICLE = NamedNode(f"{SHAPES}ArticleGraph")
ELSEWHERE = NamedNode(f"{SHAPES}Elsewhere")
TO_CLAIMS = frozenset({KG.supportedBy, KG.opposedBy, KG.affirming, KG.opposing})


def merged(quads: Sequence[Quad]) -> list[Triple]:
    """The triples of all graphs, each once, with the marks; ``InputError`` for RDF 1.2's terms within terms."""
    triples: dict[Triple, None] = {}
    for quad in quads:
        if isinstance(quad.subject, Triple) or isinstance(quad.object, Triple):
            raise InputError("triple terms of RDF 1.2 cannot be validated", hint="remove them from the data")
        triples[quad.triple] = None
    if any(not isinstance(quad.graph_name, DefaultGraph) for quad in quads):
        triples.update(dict.fromkeys(_marks(quads)))
    triples.update(dict.fromkeys(Triple(claim, STANDS_IN, ELSEWHERE) for claim in elsewhere(quads)))
    return list(triples)


def elsewhere(quads: Sequence[Quad]) -> list[NamedNode]:
    """The claims that data without graphs and without any claim links to: they stand in another file."""
    for quad in quads:
        if quad.object == KG.Claim or not isinstance(quad.graph_name, DefaultGraph):
            return []
    found = {quad.object: None for quad in quads if quad.predicate in TO_CLAIMS}
    return [claim for claim in found if isinstance(claim, NamedNode)]


def graph_names(quads: Iterable[Quad]) -> set[str]:
    """The names of the graphs; the default graph's is empty."""
    return {_name(quad.graph_name) for quad in quads}


def _marks(quads: Iterable[Quad]) -> Iterator[Triple]:
    for quad in quads:
        if quad.predicate == RDF.type and not isinstance(quad.subject, Triple):
            yield Triple(quad.subject, STANDS_IN, _kind(quad.graph_name))


def _kind(graph: NamedNode | BlankNode | DefaultGraph) -> NamedNode:
    name = _name(graph)
    if not name:
        return DEFAULT
    if name.endswith("/graph/reported"):
        return REPORTED
    return RELEASE if name.endswith("/graph/release") else ARTICLE


def _name(graph: NamedNode | BlankNode | DefaultGraph) -> str:
    return "" if isinstance(graph, DefaultGraph) else graph.value
