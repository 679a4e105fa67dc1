"""What XML cannot hold, asked for in XML over HTTP: an error that says so, before a byte of a document is sent."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest
import rdflib
from lxml import etree
from pyoxigraph import RdfFormat, parse

from tests.serve import world
from tests.serve.world import BASE, CLIENT, Server

XML, RDFXML = "application/sparql-results+xml", "application/rdf+xml"
AWKWARD = r"""
e:bell rdfs:label "Bell\u0007 & \uFFFF Co" ; kg:pitchedTo e:Q1 .
e:line rdfs:label "One\rTwo\r\nThree\u0085" ; schema:name "\r" ; a <https://other.example/C/1> .
e:number <https://other.example/p/1> "1" .
g:one.html { c:4f rdfs:comment "a\u0001b" . }
"""
LABEL = "SELECT ?l { <%s> <http://www.w3.org/2000/01/rdf-schema#label> ?l }"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    data = tmp_path_factory.mktemp("awkward")
    world.publish(data, extra=AWKWARD, filler=60_000)
    with world.running(data) as running:
        yield running


def refused(response: httpx.Response, named: str, instead: str) -> None:
    assert response.status_code == 406
    problem = response.json()
    assert problem["type"] == f"{BASE}problems#not-writable"
    assert named in problem["detail"]
    assert instead in problem["detail"]


@pytest.mark.parametrize("character", ["\\u0000", "\\u0001", "\\u000B", "\\u001F", "\\uFFFE", "\\uFFFF"])
def test_solutions_with_such_a_character(server: Server, character: str) -> None:
    query = f"SELECT ('a{character}b' AS ?x) {{}}"
    refused(server.ask(query, accept=XML), f"U+{character[2:]}", "ask for JSON, CSV or TSV")
    for accept in ("application/sparql-results+json", "text/csv", "text/tab-separated-values"):
        assert server.ask(query, accept=accept).status_code == 200


@pytest.mark.parametrize(
    ("template", "named"),
    [
        ("?s <urn:x:p> 'a\\u0001'", "U+0001"),
        ("?s <urn:x:p> '\\uFFFE'@en", "U+FFFE"),
        ("?s <https://other.example/1> ?l", "<https://other.example/1>"),
        ("?s <https://other.example/> ?l", "<https://other.example/>"),
        ("?s <https://other.example/a%20> ?l", "<https://other.example/a%20>"),
        ("?s <http://www.w3.org/1999/02/22-rdf-syntax-ns#li> ?l", "#li>"),
    ],
)
def test_graphs_with_such_a_statement(server: Server, template: str, named: str) -> None:
    query = f"CONSTRUCT {{ {template} }} WHERE {{ BIND(<{BASE}entity/Q1> AS ?s) BIND('v' AS ?l) }}"
    refused(server.ask(query, accept=RDFXML), named, "ask for Turtle, N-Triples or JSON-LD")
    for accept in ("text/turtle", "application/n-triples", "application/ld+json", "application/trig"):
        assert server.ask(query, accept=accept).status_code == 200


def test_a_long_answer_is_refused_though_what_it_cannot_hold_comes_last(server: Server) -> None:
    rows = "SELECT ?o { { SELECT ?o { ?s <urn:p0> ?o } } UNION { SELECT ?o { ?s <urn:p1> ?o } } %s }"
    last = "UNION { BIND('a\\u0001b' AS ?o) }"
    whole = server.ask(rows % "", accept=XML)
    assert len(whole.content) > 1_000_000
    assert len(etree.fromstring(whole.content)[1]) > 10_000
    refused(server.ask(rows % last, accept=XML), "U+0001", "JSON")
    graph = "CONSTRUCT { ?s ?p ?o } { { ?s ?p ?o FILTER(?p IN (<urn:p0>, <urn:p1>)) } %s }"
    last = "UNION { BIND(<urn:s> AS ?s) BIND(<urn:p:1> AS ?p) BIND(1 AS ?o) }"
    whole = server.ask(graph % "", accept=RDFXML)
    assert len(whole.content) > 1_000_000
    assert len(list(parse(whole.content, format=RdfFormat.RDF_XML))) > 10_000
    refused(server.ask(graph % last, accept=RDFXML), "<urn:p:1>", "Turtle")


def test_a_resource_and_a_graph(server: Server) -> None:
    refused(server.get("/entity/bell.rdf"), "U+", "Turtle")
    refused(server.get("/entity/number.rdf"), "<https://other.example/p/1>", "Turtle")
    refused(server.get("/graph/one.html.rdf"), "U+0001", "Turtle")
    refused(server.get("/graph-store?default", headers={"Accept": RDFXML}), "", "Turtle")
    for suffix in ("ttl", "nt", "jsonld", "trig", "nq", "html"):
        assert server.get(f"/entity/bell.{suffix}").status_code == 200


def test_carriage_returns_survive(server: Server) -> None:
    found = etree.fromstring(server.ask(LABEL % f"{BASE}entity/line", accept=XML).content)
    assert [literal.text for literal in found.iter("{*}literal")] == ["One\rTwo\r\nThree\x85"]
    document = server.get("/entity/line.rdf").content
    line = rdflib.URIRef(f"{BASE}entity/line")
    graph = rdflib.Graph().parse(data=document, format="xml")
    assert graph.value(line, rdflib.RDFS.label) == rdflib.Literal("One\rTwo\r\nThree\x85")
    assert graph.value(line, rdflib.URIRef("https://schema.org/name")) == rdflib.Literal("\r")
    # a class needs no name
    assert graph.value(line, rdflib.RDF.type) == rdflib.URIRef("https://other.example/C/1")


def test_pages_feed_and_sitemap_hold_no_such_character(server: Server) -> None:
    for path in ("/entity/bell.html", "/entity/line.html", "/search?q=bell&format=html", "/dump", "/validation"):
        page = server.get(path, headers={"Accept": "text/html"})
        assert not set(page.text) & set("\x00\x01\x07\ufffe\uffff"), path
    assert "Bell\ufffd &amp; \ufffd Co" in server.get("/entity/bell.html").text
    for path in ("/feed.atom", "/sitemap.xml", "/sitemap/entity-1.xml"):
        etree.fromstring(server.get(path).content)
    shown = CLIENT.get(server.url + "/sparql", params={"query": LABEL % f"{BASE}entity/bell", "format": "html"})
    assert "Bell\ufffd &amp; \ufffd Co" in shown.text


def test_who_asked_by_old_http_is_refused_the_same(server: Server) -> None:
    with world.connect(server) as connection:
        connection.sendall(f"GET /entity/number.rdf HTTP/1.0\r\nHost: x\r\nAccept: {RDFXML}\r\n\r\n".encode())
        assert world.received(connection).startswith(b"HTTP/1.1 406 ")
