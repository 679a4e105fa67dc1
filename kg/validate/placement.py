"""Which graphs the shapes are about: all of them as one, with a note on each node of which kind it stands in.

Both engines merge named graphs, and most shapes want that: a claim's mentions stand in the article's graph, the
entities they refer to in the default graph. But our first promise is about graphs: nothing denied stands in the default
one. So each node that has a type is marked, for the engines alone, with the kind of the graphs it is typed in, and the
shapes can speak of that. Data without named graphs, such as a Turtle file, has no such marks, and such shapes stay
silent. Where it has no claims either, it is a dump of what the graph asserts: the claims it links to are marked as
standing elsewhere, so that only what is there is judged.
"""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, Triple

from kg.terms import KG, RDF

SHAPES = "https://w3id.org/onrecord/shapes#"
STANDS_IN = NamedNode(f"{SHAPES}standsIn")
DEFAULT = NamedNode(f"{SHAPES}DefaultGraph")
REPORTED = NamedNode(f"{SHAPES}ReportedGraph")
RELEASE = NamedNode(f"{SHAPES}ReleaseGraph")
ARTICLE = NamedNode(f"{SHAPES}ArticleGraph")
ELSEWHERE = NamedNode(f"{SHAPES}Elsewhere")
TO_CLAIMS = frozenset({KG.supportedBy, KG.opposedBy, KG.affirming, KG.opposing})


class Marks:
    """Watches statements go by, and knows then what has to be marked."""

    def __init__(self) -> None:
        self._kinds: dict[NamedNode, set[NamedNode | BlankNode]] = {}
        self._linked: dict[NamedNode, None] = {}
        self._claims = False
        self._named = False
        self._graph: object = None
        self._here: set[NamedNode | BlankNode] = set()

    def see(self, quad: Quad) -> None:
        """Take note of a statement."""
        if quad.graph_name != self._graph:
            self._graph = quad.graph_name
            self._named = self._named or not isinstance(quad.graph_name, DefaultGraph)
            self._here = self._kinds.setdefault(kind(quad.graph_name), set())
        predicate = quad.predicate
        if predicate == RDF.type and not isinstance(quad.subject, Triple):
            self._here.add(quad.subject)
            self._claims = self._claims or quad.object == KG.Claim
        elif predicate in TO_CLAIMS and isinstance(quad.object, NamedNode):
            self._linked[quad.object] = None

    def elsewhere(self) -> list[NamedNode]:
        """The claims that data without graphs and without any claim links to: they stand in another file."""
        return [] if self._claims or self._named else list(self._linked)

    def added(self) -> Iterator[Quad]:
        """The marks."""
        if self._named:
            for kind, nodes in self._kinds.items():
                yield from (Quad(node, STANDS_IN, kind) for node in nodes)
        yield from (Quad(claim, STANDS_IN, ELSEWHERE) for claim in self.elsewhere())


def kind(graph: NamedNode | BlankNode | DefaultGraph) -> NamedNode:
    """The mark of what stands in a graph of this name."""
    if isinstance(graph, DefaultGraph):
        return DEFAULT
    if graph.value.endswith("/graph/reported"):
        return REPORTED
    return RELEASE if graph.value.endswith("/graph/release") else ARTICLE
