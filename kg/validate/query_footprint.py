"""What the query of a shape looks at: which triples, and how they hang together with the node it is asked of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pyoxigraph import NamedNode

from kg.validate.property_paths import Access, Path, Trail, accesses, inverse
from kg.validate.reference import from_rdflib
from kg.validate.vocabulary import Term

THIS = "?this"
# Their values hang on the moment, or on what is no triple.
UNKNOWN = frozenset(["Builtin_NOW", "Builtin_RAND", "Builtin_UUID", "Builtin_STRUUID", "Builtin_BNODE"])
ODD = frozenset(["ToMultiSet", "Graph", "ServiceGraphPattern", "Minus"])
PREBOUND = frozenset(["?PATH", "?shapesGraph", "?currentShape"])


class Unknown(Exception):
    """Nothing can be said of a query but that any triple may matter to it."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """Triples that a query looks at wherever they stand: each part as it has to be, or None for any."""

    subject: Term | None
    predicate: NamedNode | None
    object: Term | None

    def fits(self, *triple: str) -> bool:
        """Whether a triple, as texts, is one of them."""
        parts = (self.subject, self.predicate, self.object)
        return all(part is None or str(part) == found for part, found in zip(parts, triple, strict=True))


@dataclass(frozen=True, slots=True)
class Footprint:
    """What a query looks at: ``connected`` from the node it is asked of, and ``anywhere``."""

    connected: frozenset[Access]
    anywhere: frozenset[Pattern]


@dataclass(frozen=True, slots=True)
class _Triple:
    """A triple pattern: two nodes, a variable as ``?name``, and the path between."""

    subject: object
    path: Path
    object: object


def footprint(query: str, prefixes: Mapping[str, str]) -> Footprint:
    """That of a SELECT or ASK query with ``$this``; ``Unknown`` where none can be told."""
    from pyparsing import ParseException
    from rdflib import Namespace
    from rdflib.plugins.sparql import prepareQuery

    try:
        prepared = prepareQuery(query, initNs={name: Namespace(iri) for name, iri in prefixes.items()})
    except (ParseException, ValueError, TypeError, AttributeError, KeyError, RecursionError) as error:
        raise Unknown from error
    connected: set[Access] = set()
    anywhere: set[Pattern] = set()
    for triples, context in _groups(prepared.algebra.p, ()):
        for triple in triples:
            if {triple.subject, triple.object} & PREBOUND:
                raise Unknown
        trails = _trails((*triples, *context))
        for triple in triples:
            if triple.subject in trails:
                connected.update(accesses(trails[triple.subject], triple.path))
            elif triple.object in trails:
                connected.update(accesses(trails[triple.object], inverse(triple.path)))
            else:
                anywhere.update(_patterns(triple))
    return Footprint(frozenset(connected), frozenset(anywhere))


def _groups(node: Any, context: tuple[_Triple, ...]) -> Iterator[tuple[tuple[_Triple, ...], tuple[_Triple, ...]]]:
    """Each run of patterns, with those that match too wherever it does: of its own group and of those around it."""
    name = getattr(node, "name", "")
    if name in UNKNOWN or name in ODD:
        raise Unknown
    if name == "BGP":
        yield tuple(_triple(*triple) for triple in node.triples), context
    elif name == "Join":
        yield from _groups(node.p1, context + _required(node.p2))
        yield from _groups(node.p2, context + _required(node.p1))
    elif name == "LeftJoin":
        yield from _groups(node.p1, context)
        yield from _groups(node.p2, context + _required(node.p1))
        yield from _groups(node.expr, context + _required(node.p1) + _required(node.p2))
    elif name in ("Builtin_EXISTS", "Builtin_NOTEXISTS"):
        yield from _groups(node.graph, context)
    elif isinstance(node, dict):  # a node of the algebra is one; the pattern it is about binds what its parts speak of
        within = context + (_required(node["p"]) if name != "Union" and "p" in node else ())
        for key, part in node.items():
            yield from _groups(part, context if key == "p" else within)
    elif isinstance(node, list | tuple | set):
        for part in node:
            yield from _groups(part, context)


def _required(node: Any) -> tuple[_Triple, ...]:
    """The patterns that match in every solution of a part of a query."""
    name = getattr(node, "name", "")
    if name == "BGP":
        return tuple(_triple(*triple) for triple in node.triples)
    if name == "Join":
        return _required(node.p1) + _required(node.p2)
    if name == "LeftJoin":
        return _required(node.p1)
    return _required(node.p) if name in ("Filter", "Extend", "Project", "Distinct", "OrderBy") else ()


def _triple(subject: Any, predicate: Any, object: Any) -> _Triple:
    return _Triple(_node(subject), _path(predicate), _node(object))


def _node(term: Any) -> object:
    from rdflib import BNode, Variable

    if isinstance(term, Variable | BNode):  # the blank nodes of a query are variables without a name
        return f"?{term}"
    return from_rdflib(term)


def _path(term: Any) -> Path:
    from rdflib import URIRef, Variable
    from rdflib.paths import AlternativePath, InvPath, MulPath, SequencePath

    if isinstance(term, URIRef):
        return Path("step", NamedNode(str(term)))
    if isinstance(term, Variable):
        if f"?{term}" in PREBOUND:
            raise Unknown
        return Path("step")
    if isinstance(term, InvPath):
        return inverse(_path(term.arg))
    if isinstance(term, SequencePath):
        return Path("sequence", parts=tuple(_path(part) for part in term.args))
    if isinstance(term, AlternativePath):
        return Path("alternative", parts=tuple(_path(part) for part in term.args))
    if isinstance(term, MulPath):
        kinds = {"?": "optional", "+": "repeated", "*": "optional repeated"}
        return Path(kinds[term.mod], parts=(_path(term.path),))  # type: ignore[arg-type]
    raise Unknown


def _trails(triples: Sequence[_Triple]) -> dict[object, Trail]:
    """How to come from ``$this`` to each variable, by the fewest patterns."""
    trails: dict[object, Trail] = {THIS: ()}
    waiting: list[object] = [THIS]
    for node in waiting:
        for triple in triples:
            for here, path, there in (
                (triple.subject, triple.path, triple.object),
                (triple.object, inverse(triple.path), triple.subject),
            ):
                if here == node and isinstance(there, str) and there not in trails:
                    trails[there] = (*trails[node], path)
                    waiting.append(there)
    return trails


def _patterns(triple: _Triple) -> Iterator[Pattern]:
    ends = [None if isinstance(end, str) else end for end in (triple.subject, triple.object)]
    if triple.path.kind == "step":
        yield Pattern(ends[0], triple.path.predicate, ends[1])  # type: ignore[arg-type]
    else:
        for access in accesses((), triple.path):
            yield Pattern(None, access.step.predicate, None)
