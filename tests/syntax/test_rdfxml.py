"""RDF/XML: what it can hold comes back from two parsers, and what it cannot is an error."""

from __future__ import annotations

import io
from collections.abc import Iterable

import pytest
import rdflib
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree
from pyoxigraph import (
    BaseDirection,
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    Literal,
    NamedNode,
    Quad,
    RdfFormat,
    Triple,
    parse,
)
from rdflib.compare import isomorphic

from kg.errors import Unwritable
from kg.syntax import rdfxml, serialize
from kg.terms import PREFIXES, RDF
from tests.syntax.terms import IRIS, NAMED, TEXTS, WRITABLE, triples

S, P = NamedNode("http://x/s"), NamedNode("http://x/p")
TABLE = {"x": "http://x/", "y": "http://x/y#", "": "http://x/1", "xmlfoo": "urn:a:", "1": "urn:a"}


def written(statements: Iterable[Triple], prefixes: dict[str, str] = TABLE) -> bytes:
    return serialize(statements, RdfFormat.RDF_XML, prefixes)


def canonical(statements: Iterable[Triple]) -> str:
    dataset = Dataset(Quad(*triple) for triple in statements)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return "\n".join(sorted(map(str, dataset)))


def read(document: bytes) -> list[Triple]:
    etree.fromstring(document)
    return [quad.triple for quad in parse(document, format=RdfFormat.RDF_XML)]


@settings(max_examples=300, deadline=None)
@given(st.lists(triples(WRITABLE, NAMED.map(NamedNode)), max_size=6))
@example([Triple(S, P, Literal("a\rb\r\nc\n\td"))])
@example([Triple(BlankNode("1a"), P, BlankNode("b0")), Triple(BlankNode("b0"), P, BlankNode("a:b"))])
def test_what_it_can_hold_comes_back(statements: list[Triple]) -> None:
    document = written(statements)
    assert canonical(read(document)) == canonical(statements)


@settings(max_examples=200, deadline=None)
@given(st.lists(triples(TEXTS, IRIS), max_size=4))
def test_it_is_right_or_an_error(statements: list[Triple]) -> None:
    try:
        document = written(statements)
    except Unwritable:
        return
    assert canonical(read(document)) == canonical(statements)


@pytest.mark.parametrize("text", ["a\rb", "\r\n", "\r", " ", "\t\n", "]]>", "&#13;", "<a/>", "a\x85\u2028b"])
def test_white_space_and_markup_survive_another_reader(text: str) -> None:
    wanted = rdflib.Graph().add((rdflib.URIRef("http://x/s"), rdflib.URIRef("http://x/p"), rdflib.Literal(text)))
    got = rdflib.Graph().parse(data=written([Triple(S, P, Literal(text))]), format="xml")
    assert isomorphic(got, wanted)


@pytest.mark.parametrize(
    "iri", ["http://x/a?b=1&c='d'", "http://x/é#\U0001f600", "urn:x:&amp;", "http://x/C/1", "http://x/"]
)
def test_any_iri_can_be_a_subject_an_object_a_datatype_and_a_class(iri: str) -> None:
    node = NamedNode(iri)
    statements = [Triple(node, P, node), Triple(node, P, Literal("v", datatype=node)), Triple(node, RDF.type, node)]
    document = written(statements)
    assert canonical(read(document)) == canonical(statements)
    assert len(rdflib.Graph().parse(data=document, format="xml")) == 3


@pytest.mark.parametrize(
    ("predicate", "name"),
    [
        ("http://x/p", "x:p"),
        ("http://x/1p", "p"),
        ("http://x/y#é", "y:é"),
        ("http://x/a%20b", "b"),
        ("http://x/a:b", "b"),
        ("http://x/y#-a·", "a·"),
        (f"{PREFIXES['rdf']}_1", "rdf:_1"),
        ("urn:a:b", "b"),
    ],
)
def test_a_predicate_is_an_element_of_the_longest_name_it_ends_in(predicate: str, name: str) -> None:
    statements = [Triple(S, NamedNode(predicate), Literal("v"))]
    document = written(statements)
    assert f"<{name}".encode() in document
    assert canonical(read(document)) == canonical(statements)


@pytest.mark.parametrize(
    "predicate",
    [
        "http://x/",
        "http://x/1",
        "http://x/y#",
        "http://x/a%20",
        "http://x/a(b)",
        "http://x?a=1",
        "urn:1",
        "http://x/\u0300",
        *sorted(rdfxml.SYNTAX),
        "http://www.w3.org/2000/xmlns/a",
        "http://x/é/a",
    ],
)
def test_a_predicate_without_a_name_is_an_error(predicate: str) -> None:
    with pytest.raises(Unwritable, match="RDF/XML has no name for the predicate <"):
        written([Triple(S, P, Literal("v")), Triple(S, NamedNode(predicate), Literal("v"))])


@pytest.mark.parametrize("character", [*"\x00\x01\x08\x0b\x0c\x0e\x1f", "\ufffe", "\uffff"])
def test_a_character_that_xml_cannot_hold_is_an_error(character: str) -> None:
    with pytest.raises(Unwritable, match=rf"XML cannot hold the character U\+{ord(character):04X}"):
        written([Triple(S, P, Literal(f"a{character}b", language="en"))])


def test_terms_of_rdf_1_2_are_an_error() -> None:
    with pytest.raises(Unwritable, match="a triple as a term"):
        written([Triple(S, P, Triple(S, P, S))])
    with pytest.raises(Unwritable, match="direction of writing"):
        written([Triple(S, P, Literal("a", language="ar", direction=BaseDirection("rtl")))])


def test_nothing_is_a_document_too() -> None:
    output = io.BytesIO()
    rdfxml.write([], output, {})
    assert read(output.getvalue()) == []
