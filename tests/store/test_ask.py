"""Queries in a process of their own: every limit ends in one clear line, and nothing partial."""

from __future__ import annotations

import json
import socket
from typing import Any

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from kg import store
from kg.errors import LimitExceeded, QueryError, Unwritable

LIMITS: dict[str, Any] = {"seconds": 120.0, "memory": 256_000_000, "size": 1_000_000}
SPIN = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . FILTER(STRLEN(?c) + STRLEN(?f) > STRLEN(?i) + 99) }"


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> store.Release:
    quads = [
        Quad(NamedNode(f"http://e/{n}"), NamedNode("http://p"), Literal(f"é,{n}"), DefaultGraph()) for n in range(2000)
    ]
    draft = store.Draft(
        quads=quads, graph="http://g.example/graph/release", counts={}, settings={}, versions={}, articles={}
    )
    return store.publish(tmp_path_factory.mktemp("data"), draft)


def asked(release: store.Release, query: str, **changes: Any) -> str:
    with store.ask(release, query, **{**LIMITS, **changes}).content as content:
        return content.read().decode()


def test_solutions_booleans_and_triples_come_in_their_formats(release: store.Release) -> None:
    query = "SELECT ?o { <http://e/1> ?p ?o }"
    assert json.loads(asked(release, query))["results"]["bindings"] == [{"o": {"type": "literal", "value": "é,1"}}]
    assert asked(release, query, format="csv") == 'o\r\n"é,1"\r\n'
    assert asked(release, "ASK {}", format="json") == '{"head":{},"boolean":true}'
    triples = asked(release, "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o } LIMIT 1", format="nt")
    assert triples.startswith("<http://e/")
    assert triples.endswith(" .\n")
    answer = store.ask(release, "ASK {}", **LIMITS)
    answer.content.close()
    assert answer.kind == "boolean"


def test_a_query_that_does_not_end_is_stopped(release: store.Release) -> None:
    with pytest.raises(LimitExceeded, match=r"longer than 0\.3 s"):
        asked(release, SPIN, seconds=0.3)


def test_a_query_that_eats_memory_is_stopped(release: store.Release) -> None:
    with pytest.raises(LimitExceeded, match="of memory"):
        asked(release, "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?f", memory=64_000_000)


def test_an_answer_that_is_too_long_is_no_answer(release: store.Release) -> None:
    with pytest.raises(LimitExceeded, match="larger than 10,000 bytes"):
        asked(release, "SELECT * { ?a ?b ?c }", size=10_000)


def test_a_query_cannot_reach_the_network(release: store.Release) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        port = server.getsockname()[1]
        with pytest.raises((QueryError, LimitExceeded)):
            asked(release, f"SELECT * {{ SERVICE <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}")
        with pytest.raises(TimeoutError):
            server.accept()


def test_xml_keeps_carriage_returns_and_refuses_what_it_cannot_hold(release: store.Release) -> None:
    assert "<literal>a&#13;b&#13;&#10;</literal>" in asked(release, "SELECT ('a\\rb\\r\\n' AS ?x) {}", format="xml")
    assert "<literal>&#13;</literal>" in asked(release, "SELECT ('\\r' AS ?x) {}", format="xml")
    for escape in ("\\u0001", "\\u000B", "\\uFFFE", "\\uFFFF", "\\u0000"):
        query = f"SELECT ('a{escape}b' AS ?x) {{}}"
        with pytest.raises(Unwritable, match=r"XML cannot hold the character U\+.*--format json, csv or tsv can"):
            asked(release, query, format="xml")
        assert asked(release, query, format="tsv")


@pytest.mark.parametrize(
    ("query", "format", "problem"),
    [
        ("SELECT * {\n ?a ?b }", None, "line 2, column"),
        ("SELECT * {}", "ttl", "table"),
        ("CONSTRUCT { ?a ?b ?c } { ?a ?b ?c }", "csv", "graph"),
        ("INSERT DATA { <a:b> <a:b> <a:b> }", None, "line 1"),
    ],
)
def test_what_cannot_be_run_says_why(release: store.Release, query: str, format: str | None, problem: str) -> None:
    with pytest.raises(QueryError, match=problem):
        asked(release, query, format=format)
