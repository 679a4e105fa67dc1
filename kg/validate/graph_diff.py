"""A graph before and after a change: what is stored, and what goes and comes, without a copy of either."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, cast

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Store

from kg.errors import NotFound
from kg.terms import OA, RDF, RDFS
from kg.validate import graph_marks
from kg.validate.vocabulary import Term, term

Found = tuple[object, NamedNode, object]


class Graph:
    """The quads of a store without some graphs, less some and with others; marks of placement are triples too.

    What is looked up is remembered: a change concerns the same nodes over and over.
    """

    def __init__(
        self,
        stored: Store,
        *,
        marks: frozenset[NamedNode],
        without: Collection[str] = (),
        less: Iterable[Quad] = (),
        more: Iterable[Quad] = (),
    ) -> None:
        self._stored, self._marks, self._without = stored, marks, frozenset(without)
        self._less = frozenset(less)
        self._by_subject: dict[object, list[Quad]] = {}
        self._by_object: dict[object, list[Quad]] = {}
        self._by_predicate: dict[object, list[Quad]] = {}
        self._by_graph: dict[object, list[Quad]] = {}
        for quad in more:
            self._by_subject.setdefault(quad.subject, []).append(quad)
            self._by_object.setdefault(quad.object, []).append(quad)
            self._by_predicate.setdefault(quad.predicate, []).append(quad)
            self._by_graph.setdefault(quad.graph_name, []).append(quad)
        self._described: dict[object, dict[NamedNode | None, list[Found]]] = {}
        self._leading: dict[tuple[object, object], list[Found]] = {}

    def match(self, subject: object, predicate: NamedNode | None, object: object) -> Sequence[Found]:
        """The triples with a subject, or with an object, and perhaps a property: in whatever graphs, each once."""
        if subject is not None:
            found = self._about(subject).get(predicate, ())
            return found if object is None else [each for each in found if each[2] == object]
        key = predicate, object
        if key not in self._leading:
            quads = self.quads(None, predicate, object)
            self._leading[key] = list(dict.fromkeys((quad.subject, quad.predicate, quad.object) for quad in quads))
        return self._leading[key]

    def _about(self, subject: object) -> dict[NamedNode | None, list[Found]]:
        if subject not in self._described:
            if not isinstance(subject, NamedNode | BlankNode):
                return {}
            quads = list(self.quads(subject, None, None))
            triples: list[Found] = list(dict.fromkeys((q.subject, q.predicate, q.object) for q in quads))
            if graph_marks.STANDS_IN in self._marks:
                kinds = {graph_marks.kind(quad.graph_name) for quad in quads if quad.predicate == RDF.type}
                triples += [(subject, graph_marks.STANDS_IN, kind) for kind in kinds]
            if graph_marks.LENGTH in self._marks:
                triples += [(subject, graph_marks.LENGTH, Literal(length)) for length in _lengths(quads)]
            by_property: dict[NamedNode | None, list[Found]] = {None: triples}
            for triple in triples:
                by_property.setdefault(triple[1], []).append(triple)
            self._described[subject] = by_property
        return self._described[subject]

    def quads(self, subject: Any, predicate: Any, object: Any) -> Iterator[Quad]:
        """The quads that have what is given."""
        if not isinstance(subject, NamedNode | BlankNode | None):
            return
        for quad in self._stored.quads_for_pattern(subject, predicate, object):
            if quad not in self._less and self._counts(quad):
                yield quad
        if subject is not None:
            more = self._by_subject.get(subject, [])
        elif object is not None:
            more = self._by_object.get(object, [])
        else:
            more = self._by_predicate.get(predicate, [])
        for quad in more:
            if predicate in (None, quad.predicate) and object in (None, quad.object):
                yield quad

    def has_graph(self, graph: Any) -> bool:
        """Whether anything stands in a graph."""
        if self._by_graph.get(graph):
            return True
        quads = self._stored.quads_for_pattern(None, None, None, graph)
        return any(quad not in self._less and self._counts(quad) for quad in quads)

    def is_named(self) -> bool:
        """Whether it has named graphs at all."""
        return any(isinstance(graph, NamedNode) for graph in self._by_graph) or any(
            self.has_graph(graph) for graph in self._stored.named_graphs()
        )

    def classes(self, node: object) -> set[object]:
        """The classes of a node, and those that the data says are above them."""
        found = {each for _, _, each in self.match(node, RDF.type, None)}
        waiting = list(found)
        while waiting:
            above = {each for _, _, each in self.match(waiting.pop(), RDFS.subClassOf, None)} - found
            found |= above
            waiting += above
        return found

    def _counts(self, quad: Quad) -> bool:
        return isinstance(quad.graph_name, DefaultGraph) or quad.graph_name.value not in self._without

    # what ``context`` and ``places`` ask of data

    def about(self, subjects: Collection[str]) -> list[Quad]:
        """The statements with one of these subjects, each as N-Quads writes it."""
        return [quad for subject in sorted(subjects) for quad in self.quads(term(subject), None, None)]

    def leading_to(self, predicate: str, objects: Collection[str]) -> list[Quad]:
        """The statements with this property and one of these objects."""
        return [quad for object in sorted(objects) for quad in self.quads(None, term(predicate), term(object))]

    def with_blank_objects(self) -> list[Quad]:
        """None: data with blank nodes is not looked at by its changes."""
        return []

    def statements_of(self, path: Path) -> Iterator[Quad]:
        """``NotFound``: it is not from files."""
        raise NotFound(f"{path}: not a file of this graph")

    @property
    def paths(self) -> tuple[()]:
        """None: it is not from files."""
        return ()


def _lengths(quads: Iterable[Quad]) -> set[int]:
    """What the marks of a quote or a position say, whose statements these are."""
    found: set[int] = set()
    known = None
    for quad in quads:
        if quad.predicate == OA.exact:
            found.add(len(quad.object.value) if isinstance(quad.object, Literal) else 0)
        elif quad.predicate in graph_marks.SELECTING:
            known = graph_marks.offsets(known, quad)
    length = graph_marks.length(known) if known else None
    return found if length is None else found | {length}


def triples(graph: Graph, quads: Iterable[Quad], other: Graph) -> set[Found]:
    """The triples of some quads, and their marks, that one graph has and the other has not."""
    subjects: dict[object, None] = {quad.subject: None for quad in quads}
    found: set[Found] = set()
    for subject in subjects:
        found |= set(graph.match(subject, None, None)) - set(other.match(subject, None, None))
    return found


def quads_of(found: Iterable[Found]) -> list[Quad]:
    """Triples as quads of the default graph."""
    return [Quad(cast("NamedNode", subject), predicate, cast("Term", object)) for subject, predicate, object in found]
