"""JSON-LD with a context: the same statements to two parsers, nothing to be fetched."""

from __future__ import annotations

import json
from typing import Any

import pytest
import rdflib
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    RdfFormat,
    Triple,
    parse,
)

from kg.syntax import serialize
from kg.terms import RDF, XSD
from tests.syntax.terms import quads

TABLE = {
    "x": "http://x/",
    "y": "http://x/y#",
    "e": "https://e.example/entity/",
    "kg": "https://kg.example/ns#",
    "n": "urn:a",
}
S, P = NamedNode("http://x/s"), NamedNode("http://x/p")


def canonical(statements: list[Quad]) -> str:
    dataset = Dataset(statements)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return "\n".join(sorted(map(str, dataset)))


@settings(max_examples=300, deadline=None)
@given(st.lists(quads(), max_size=6))
@example(
    [Quad(NamedNode("x:/a"), NamedNode("x:a"), NamedNode("kg:a")), Quad(S, P, NamedNode("https://kg.example/ns#a"))]
)
@example(
    [Quad(S, NamedNode("http://x///a"), Literal("http://x/a")), Quad(NamedNode("http://x/"), RDF.type, Literal("x:a"))]
)
@example([Quad(S, RDF.type, S), Quad(S, RDF.type, Literal("a")), Quad(S, RDF.type, BlankNode("b"))])
def test_what_is_written_comes_back(statements: list[Quad]) -> None:
    document = serialize(statements, RdfFormat.JSON_LD, TABLE)
    assert canonical(list(parse(document, format=RdfFormat.JSON_LD))) == canonical(statements)


def document(*statements: Quad | Triple) -> Any:
    return json.loads(serialize(list(statements), RdfFormat.JSON_LD, TABLE))  # type: ignore[arg-type]


def test_names_are_short_and_the_context_holds_those_that_are_used() -> None:
    made = document(
        Triple(S, RDF.type, NamedNode("http://x/y#C")),
        Triple(S, P, Literal("v", language="en")),
        Triple(S, P, Literal("1", datatype=XSD.integer)),
        Triple(S, NamedNode("http://x/q"), Literal("plain")),
        Triple(S, NamedNode("http://z/r"), NamedNode("https://e.example/entity/Q1")),
    )
    assert made == {
        "@context": {"e": "https://e.example/entity/", "x": "http://x/", "y": "http://x/y#"},
        "@graph": [
            {
                "@id": "x:s",
                "@type": "y:C",
                "x:p": [{"@value": "v", "@language": "en"}, {"@value": "1", "@type": XSD.integer.value}],
                "x:q": "plain",
                "http://z/r": {"@id": "e:Q1"},
            }
        ],
    }


def test_graphs_are_named() -> None:
    made = document(Quad(S, P, S, NamedNode("http://x/g")), Quad(S, P, P, DefaultGraph()))
    assert {"@id": "x:g", "@graph": [{"@id": "x:s", "x:p": {"@id": "x:s"}}]} in made["@graph"]
    assert {"@id": "x:s", "x:p": {"@id": "x:p"}} in made["@graph"]


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")  # rdflib's parser uses it
def test_another_reader_finds_the_same_and_fetches_nothing() -> None:
    statements = [
        Triple(S, P, Literal("a\r\n\x01\ufffe", language="en")),
        Triple(S, RDF.type, P),
        Triple(P, P, BlankNode("1a")),
    ]
    got = rdflib.Graph().parse(data=serialize(statements, RdfFormat.JSON_LD, TABLE), format="json-ld")
    wanted = rdflib.Graph().parse(data=serialize(statements, RdfFormat.N_TRIPLES, {}), format="nt")
    assert rdflib.compare.isomorphic(got, wanted)


@pytest.mark.parametrize("iri", ["kg:thing", "x:a:b", "e:", "https://e.example/entity/"])
def test_an_iri_that_looks_like_a_short_name_stays_what_it_is(iri: str) -> None:
    statements = [Quad(S, P, NamedNode(iri)), Quad(NamedNode("https://kg.example/ns#thing"), P, S)]
    document = serialize(statements, RdfFormat.JSON_LD, TABLE)
    assert canonical(list(parse(document, format=RdfFormat.JSON_LD))) == canonical(statements)


def test_nothing_is_a_document_too() -> None:
    assert document() == {"@context": {}, "@graph": []}
