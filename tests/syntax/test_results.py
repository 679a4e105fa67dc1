"""Results as the database writes them, through what keeps XML whole: independent readers find the same terms."""

from __future__ import annotations

import csv
import io
import json
from typing import IO, cast

import rdflib
from hypothesis import example, given, settings
from lxml import etree
from pyoxigraph import (
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Store,
    parse,
    serialize,
)
from rdflib.query import Result

from kg.errors import Unwritable
from kg.syntax.xml import Checked, plain
from tests.syntax.terms import TEXTS, WRITABLE, literals

S, P = NamedNode("http://x/s"), NamedNode("http://x/p")
SPARQL = "{http://www.w3.org/2005/sparql-results#}"


def solutions(term: object) -> QuerySolutions:
    store = Store()
    store.add(Quad(S, P, term, DefaultGraph()))  # type: ignore[arg-type]
    return cast("QuerySolutions", store.query("SELECT ?o { ?s ?p ?o }"))


def as_xml(term: object) -> bytes:
    output = io.BytesIO()
    checked = Checked(output)
    solutions(term).serialize(cast("IO[bytes]", checked), format=QueryResultsFormat.XML)
    checked.close()
    return output.getvalue()


@settings(max_examples=300, deadline=None)
@given(literals(WRITABLE))
@example(Literal("a\rb\r\nc\n\td"))
@example(Literal("\r"))
@example(Literal(" \r "))
@example(Literal("]]>&#13;<a/>\r", language="en"))
def test_xml_holds_what_it_can(term: Literal) -> None:
    (literal,) = etree.fromstring(as_xml(term)).iter(f"{SPARQL}literal")
    assert (literal.text or "") == term.value
    assert literal.get("{http://www.w3.org/XML/1998/namespace}lang") == term.language


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_xml_is_right_or_an_error(text: str) -> None:
    try:
        document = as_xml(Literal(text))
    except Unwritable:
        assert plain(text) != text
        return
    assert plain(text) == text
    result = Result.parse(io.BytesIO(document), format="xml")
    assert [str(row[rdflib.Variable("o")]) for row in result.bindings] == [text]


@settings(max_examples=300, deadline=None)
@given(TEXTS)
@example("\r")
@example('"\r\n",')
def test_json_csv_and_tsv_hold_every_text(text: str) -> None:
    made = {
        format: solutions(Literal(text)).serialize(format=format) or b""
        for format in (QueryResultsFormat.JSON, QueryResultsFormat.CSV, QueryResultsFormat.TSV)
    }
    assert json.loads(made[QueryResultsFormat.JSON])["results"]["bindings"][0]["o"]["value"] == text
    cells = list(csv.reader(io.StringIO(made[QueryResultsFormat.CSV].decode(), newline="")))
    assert cells == ([["o"], [text]] if text else [["o"], []])
    header, row, end = made[QueryResultsFormat.TSV].decode().split("\n")
    assert (header, end) == ("?o", "")
    assert rdflib.util.from_n3(row) == rdflib.Literal(text)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
@example("\r\n\x00\x1f\x7f\x85\u2028\ufffe\uffff")
def test_turtle_trig_n_triples_and_n_quads_hold_every_text(text: str) -> None:
    quad = Quad(S, P, Literal(text), DefaultGraph())
    wanted = [(rdflib.URIRef(S.value), rdflib.URIRef(P.value), rdflib.Literal(text))]
    for format, name in ((RdfFormat.TURTLE, "turtle"), (RdfFormat.N_TRIPLES, "nt")):
        assert list(rdflib.Graph().parse(data=serialize([quad.triple], format=format), format=name)) == wanted
    for format in (RdfFormat.TRIG, RdfFormat.N_QUADS):
        assert list(parse(serialize([quad], format=format) or b"", format=format)) == [quad]
