"""Which graphs the shapes are about: all of them as one, with a note on each node of which kind it stands in.

Both engines merge named graphs, and most shapes want that: a claim's mentions stand in the article's graph, the
entities they refer to in the default graph. But our first promise is about graphs: nothing denied stands in the default
one. So each node that has a type is marked, for the engines alone, with the kind of the graphs it is typed in, and the
shapes can speak of that. Data without named graphs, such as a Turtle file, has no such marks, and such shapes stay
silent. Where it has no claims either, it is a dump of what the graph asserts: the claims it links to are marked as
standing elsewhere, so that only what is there is judged.

Core SHACL cannot count either: each quote and each pair of offsets is marked with its length, so that a shape can ask
for the two to be the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

from kg.terms import KG, OA, RDF

SHAPES = "https://w3id.org/onrecord/shapes#"
STANDS_IN = NamedNode(f"{SHAPES}standsIn")
DEFAULT = NamedNode(f"{SHAPES}DefaultGraph")
REPORTED = NamedNode(f"{SHAPES}ReportedGraph")
RELEASE = NamedNode(f"{SHAPES}ReleaseGraph")
ARTICLE = NamedNode(f"{SHAPES}ArticleGraph")
LENGTH = NamedNode(f"{SHAPES}length")
ELSEWHERE = NamedNode(f"{SHAPES}Elsewhere")
SELECTING = frozenset({OA.exact, OA.start, OA.end})
MOST_DIGITS = 10  # of an offset
START = str(OA.start)
TO_CLAIMS = frozenset({KG.supportedBy, KG.opposedBy, KG.affirming, KG.opposing})


class Marks:
    """Watches statements go by, and knows then what has to be marked: with the ``wanted`` marks only."""

    def __init__(self, wanted: frozenset[NamedNode]) -> None:
        self._placing, self._measuring = STANDS_IN in wanted, LENGTH in wanted
        self._kinds: dict[NamedNode, set[NamedNode | BlankNode]] = {}
        self._linked: dict[NamedNode, None] = {}
        self._claims = False
        self._named = False
        self._graph: object = None
        self._here: set[NamedNode | BlankNode] = set()
        self._offsets: dict[NamedNode | BlankNode, Offsets] = {}
        self._quotes: dict[NamedNode | BlankNode, set[int]] = {}

    def see(self, quad: Quad) -> None:
        """Take note of a statement."""
        if quad.graph_name != self._graph:
            self._graph = quad.graph_name
            self._named = self._named or not isinstance(quad.graph_name, DefaultGraph)
            named = "" if isinstance(quad.graph_name, DefaultGraph) else str(quad.graph_name)
            self._here = self._kinds.setdefault(kind(named), set())
        predicate = quad.predicate
        if predicate == RDF.type and not isinstance(quad.subject, Triple):
            if self._placing:
                self._here.add(quad.subject)
            self._claims = self._claims or quad.object == KG.Claim
        elif self._measuring and predicate in SELECTING:
            self._measure(quad)
        elif predicate in TO_CLAIMS and isinstance(quad.object, NamedNode):
            self._linked[quad.object] = None

    def elsewhere(self) -> list[NamedNode]:
        """The claims that data without graphs and without any claim links to: they stand in another file."""
        return [] if self._claims or self._named or not self._placing else list(self._linked)

    def added(self) -> Iterator[Quad]:
        """The marks."""
        if self._named:
            for kind, nodes in self._kinds.items():
                yield from (Quad(node, STANDS_IN, kind) for node in nodes)
        yield from (Quad(claim, STANDS_IN, ELSEWHERE) for claim in self.elsewhere())
        for node, known in self._offsets.items():
            if (of_offsets := length(known)) is not None:
                yield Quad(node, LENGTH, Literal(of_offsets))
        for node, lengths in self._quotes.items():
            yield from (Quad(node, LENGTH, Literal(of_quote)) for of_quote in lengths)

    def _measure(self, quad: Quad) -> None:
        node = quad.subject
        if isinstance(node, Triple):
            return
        if quad.predicate == OA.exact:
            self._quotes.setdefault(node, set()).add(len(quad.object.value) if isinstance(quad.object, Literal) else 0)
        else:
            self._offsets[node] = offsets(self._offsets.get(node), str(quad.predicate), quad.object)


def wanted(quads: Iterable[Quad]) -> frozenset[NamedNode]:
    """The marks that a shapes graph speaks of; to shapes that do not, they would be statements that nobody made."""
    found: set[NamedNode] = set()
    for quad in quads:
        for mark in (STANDS_IN, LENGTH):
            if quad.object == mark or (isinstance(quad.object, Literal) and mark.value in quad.object.value):
                found.add(mark)
    return frozenset(found)


Offsets = tuple[int | None, int | None]  # where a run of text begins and ends; -1 where that is said in two ways


def offsets(known: Offsets | None, predicate: str, object: object) -> Offsets:
    """What is known of a position with one more statement about it: where it begins, or where it ends."""
    start, end = known or (None, None)
    text = object.value if isinstance(object, Literal) else ""
    value = int(text) if text.isascii() and text.isdecimal() and len(text) < MOST_DIGITS else -1
    if predicate == START:
        return (value if start in (None, value) else -1), end
    return start, (value if end in (None, value) else -1)


def length(known: Offsets) -> int | None:
    """How long the run of text is, if that can be said."""
    start, end = known
    return end - start if start is not None and end is not None and 0 <= start < end else None


def kind(graph: str) -> NamedNode:
    """The mark of what stands in a graph of this name, as N-Quads writes it; empty for the default graph."""
    if not graph:
        return DEFAULT
    if graph.endswith("/graph/reported>"):
        return REPORTED
    return RELEASE if graph.endswith("/graph/release>") else ARTICLE
