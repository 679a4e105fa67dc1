"""Datatypes as the vocabulary has them: the database keeps numbers by value, and all whole ones as ``xsd:integer``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from kg.store.releases import Release, open_release
from kg.terms import DATATYPES, XSD

# of each property whose range is a kind of integer, that kind
KINDS = {name: kind for name, kind in DATATYPES.items() if kind == XSD.nonNegativeInteger}


def declared(triples: Iterable[Triple]) -> Iterator[Triple]:
    """The triples, a whole number in the datatype that is the range of its property."""
    for one in triples:
        term = one.object
        value = _value(one.predicate, term)
        yield one if value is term else Triple(one.subject, one.predicate, value)


def quads_of(release: Release) -> list[Quad]:
    """All that is in a release's store, with the datatypes that were put there."""
    found = []
    for one in open_release(release):
        term = one.object
        value = _value(one.predicate, term)
        found.append(one if value is term else Quad(one.subject, one.predicate, value, one.graph_name))
    return found


def _value(
    predicate: NamedNode, value: NamedNode | BlankNode | Literal | Triple
) -> NamedNode | BlankNode | Literal | Triple:
    kind = KINDS.get(predicate)
    if kind is None or not isinstance(value, Literal) or value.datatype != XSD.integer:
        return value
    return Literal(value.value, datatype=kind)
