"""A graph before and after a change: what is stored, and what goes and comes, without a copy of either.

Terms are texts, as N-Quads writes them: what is compared so often is compared quickest so.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Store

from kg.errors import NotFound
from kg.terms import OA, RDF, RDFS
from kg.validate import graph_marks
from kg.validate.vocabulary import Term, term

Found = tuple[str, str, str]
Statement = tuple[str, str, str]  # of a subject: property, object, and graph, empty for the default graph

TYPE, ABOVE, EXACT = str(RDF.type), str(RDFS.subClassOf), str(OA.exact)
SELECTING = {str(predicate) for predicate in graph_marks.SELECTING}
STANDS_IN, LENGTH = str(graph_marks.STANDS_IN), str(graph_marks.LENGTH)


class Graph:
    """The quads of a store without some graphs, less some and with others; marks of placement are triples too.

    ``lines`` are the statements of some of its subjects, all of each, as they are then not asked of the store; those of
    all others are told by ``stated``, where it is given. What is looked up is remembered: a change concerns the same
    nodes over and over.
    """

    def __init__(
        self,
        stored: Store,
        *,
        marks: frozenset[NamedNode],
        without: Collection[str] = (),
        less: Iterable[Quad] = (),
        more: Iterable[Quad] = (),
        lines: Iterable[str] = (),
        stated: Callable[[str], Sequence[Statement]] | None = None,
    ) -> None:
        self._stored, self._without = stored, frozenset(without)
        self._marks = frozenset(map(str, marks))
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
        self._look_up = stated or self.stated
        self._told: dict[str, list[Statement]] = {}
        for line in lines:
            subject, statement = _statement(line)
            if statement[2][1:-1] not in self._without:
                self._told.setdefault(subject, []).append(statement)
        self._described: dict[str, dict[str | None, list[Found]]] = {}
        self._leading: dict[tuple[str | None, str | None], list[Found]] = {}

    def match(self, subject: str | None, predicate: str | None, object: str | None) -> Sequence[Found]:
        """The triples with a subject, or with an object, and perhaps a property: in whatever graphs, each once."""
        if subject is not None:
            found = self._about(subject).get(predicate, ())
            return found if object is None else [each for each in found if each[2] == object]
        key = predicate, object
        if key not in self._leading:
            quads = self.quads(None, predicate and term_of(predicate), object and term_of(object))
            self._leading[key] = list(dict.fromkeys(map(found_in, quads)))
        return self._leading[key]

    def _about(self, subject: str) -> dict[str | None, list[Found]]:
        if subject not in self._described:
            if not is_node(subject):
                return {}
            statements = self._told.get(subject) or self._look_up(subject)
            found = dict.fromkeys([(predicate, object) for predicate, object, _ in statements])
            found |= dict.fromkeys(self._marks_of(statements))
            triples: list[Found] = [(subject, *each) for each in found]
            by_property: dict[str | None, list[Found]] = {None: triples}
            for triple in triples:
                by_property.setdefault(triple[1], []).append(triple)
            self._described[subject] = by_property
        return self._described[subject]

    def _marks_of(self, statements: Sequence[Statement]) -> Iterator[tuple[str, str]]:
        """The marks of what has these statements."""
        if STANDS_IN in self._marks:
            for graph in {graph for predicate, _, graph in statements if predicate == TYPE}:
                yield STANDS_IN, str(graph_marks.kind(graph))
        if LENGTH in self._marks:
            measured = [(predicate, object) for predicate, object, _ in statements if predicate in SELECTING]
            for length in _lengths(measured) if measured else ():
                yield LENGTH, str(Literal(length))

    def stated(self, subject: str) -> Sequence[Statement]:
        """The statements of a node, as they are in the store."""
        quads = self.quads(term_of(subject), None, None)
        return [(str(quad.predicate), str(quad.object), _graph(quad)) for quad in quads]

    def quads(self, subject: Any, predicate: Any, object: Any) -> Iterator[Quad]:
        """The quads that have what is given."""
        if not isinstance(subject, NamedNode | BlankNode | None):
            return
        stored = self._stored.quads_for_pattern(subject, predicate, object)
        yield from filter(self._stands, stored) if self._less or self._without else stored
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
        return any(map(self._stands, quads))

    def is_named(self) -> bool:
        """Whether it has named graphs at all."""
        return any(isinstance(graph, NamedNode) for graph in self._by_graph) or any(
            self.has_graph(graph) for graph in self._stored.named_graphs()
        )

    def with_above(self, classes: Iterable[str]) -> set[str]:
        """Some classes and those that the data says are above them."""
        found = set(classes)
        waiting = list(found)
        while waiting:
            above = {each for _, _, each in self.match(waiting.pop(), ABOVE, None)} - found
            found |= above
            waiting += above
        return found

    def _stands(self, quad: Quad) -> bool:
        graph = quad.graph_name
        return quad not in self._less and (isinstance(graph, DefaultGraph) or graph.value not in self._without)

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


def is_node(text: str) -> bool:
    """Whether a term is an IRI or a blank node."""
    return text.startswith("_:") or (text.startswith("<") and not text.startswith("<<"))


def term_of(text: str) -> Term:
    """The term of a text that N-Quads writes."""
    return NamedNode(text[1:-1]) if text.startswith("<") and not text.startswith("<<") else term(text)


def _statement(line: str) -> tuple[str, Statement]:
    """Subject and statement of a line of N-Quads, without its line end.

    A literal never ends like an IRI after a space: its last word holds a quotation mark, which no IRI does.
    """
    subject, _, rest = line[:-2].partition(" ")
    predicate, _, object = rest.partition(" ")
    if object.endswith(">"):
        value, _, graph = object.rpartition(" ")
        if value and '"' not in graph:
            return subject, (predicate, value, graph)
    return subject, (predicate, object, "")


def _graph(quad: Quad) -> str:
    return "" if isinstance(quad.graph_name, DefaultGraph) else str(quad.graph_name)


def _lengths(statements: Iterable[tuple[str, str]]) -> set[int]:
    """What the marks of a quote or a position say, by its properties and their values."""
    found: set[int] = set()
    known = None
    for predicate, object in statements:
        if predicate == EXACT:
            found.add(_characters(object))
        else:
            known = graph_marks.offsets(known, predicate, _value(object))
    length = graph_marks.length(known) if known else None
    return found if length is None else found | {length}


def _characters(text: str) -> int:
    """How long the value of a term is; 0 for what is no literal."""
    value = term(text)
    return len(value.value) if isinstance(value, Literal) else 0


@lru_cache(maxsize=10_000)
def _value(text: str) -> Term:
    return term(text)


def found_in(quad: Quad) -> Found:
    """The triple of a quad."""
    return str(quad.subject), str(quad.predicate), str(quad.object)


def triples(graph: Graph, quads: Iterable[Quad], other: Graph) -> set[Found]:
    """The triples of some quads, and their marks, that one graph has and the other has not."""
    found: set[Found] = set()
    for subject in dict.fromkeys(str(quad.subject) for quad in quads):
        found |= set(graph.match(subject, None, None)) - set(other.match(subject, None, None))
    return found
