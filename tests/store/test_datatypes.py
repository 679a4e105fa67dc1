"""Whole numbers, in the datatype that is the range of their property."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode, Quad, Store, Triple

from kg.store.datatypes import declared
from kg.terms import DCAT, KG, XSD

S = NamedNode("http://e/s")


def test_what_the_database_made_an_integer_has_its_datatype_again() -> None:
    kind = XSD.nonNegativeInteger
    kept = [
        Triple(S, DCAT.byteSize, Literal("12", datatype=kind)),
        Triple(S, KG.claimCount, Literal("12", datatype=XSD.integer)),
        Triple(S, DCAT.byteSize, Literal("twelve")),
        Triple(S, DCAT.byteSize, S),
    ]
    store = Store()
    store.extend(Quad(one.subject, one.predicate, one.object) for one in kept)
    assert set(declared(quad.triple for quad in store)) == set(kept)
    assert set(declared(kept)) == set(kept)
