"""The query half of the SPARQL protocol, against the real server."""

from __future__ import annotations

import json
from urllib.parse import urlencode

import httpx
import pytest

from kg.terms import PREFIXES
from tests.serve import world
from tests.serve.world import BASE, CLIENT, Server

LABELS = "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> SELECT ?l { ?s rdfs:label ?l } ORDER BY ?l"
SALES = "PREFIX kg: <https://w3id.org/onrecord/ns#> SELECT ?s { ?s a kg:Sale }"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
DIRECT = {"Content-Type": "application/sparql-query"}


def post(server: Server, content: bytes, headers: dict[str, str], **options: object) -> httpx.Response:
    return CLIENT.post(server.url + "/sparql", content=content, headers=headers, **options)  # type: ignore[arg-type]


def test_the_three_ways_to_ask_give_one_answer(server: Server) -> None:
    accept = {"Accept": "text/csv"}
    got = server.ask(LABELS).text
    form = CLIENT.post(server.url + "/sparql", data={"query": LABELS}, headers=accept).text
    direct = post(server, LABELS.encode(), DIRECT | accept).text
    assert got == form == direct
    assert "Harbour Authority" in got


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("application/sparql-results+json", "application/sparql-results+json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv", "text/csv; charset=utf-8"),
        ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        ("*/*", "application/sparql-results+json"),
    ],
)
def test_result_formats(server: Server, accept: str, media_type: str) -> None:
    response = server.ask(LABELS, accept=accept)
    assert (response.status_code, response.headers["content-type"]) == (200, media_type)


@pytest.mark.parametrize(
    "accept",
    [
        "text/turtle",
        "application/n-triples",
        "application/ld+json",
        "application/rdf+xml",
        "application/trig",
        "application/n-quads",
    ],
)
def test_graph_formats(server: Server, accept: str) -> None:
    response = server.ask("CONSTRUCT WHERE { ?s ?p ?o }", accept=accept)
    assert response.status_code == 200
    assert response.headers["content-type"].startswith(accept)
    assert BASE in response.text


@pytest.mark.parametrize(
    ("format", "graph"),
    [
        ("turtle", "text/turtle; charset=utf-8"),
        ("n3", "text/turtle; charset=utf-8"),
        ("json", "application/ld+json"),
        ("xml", "application/rdf+xml"),
        ("application/n-triples", "application/n-triples"),
    ],
)
def test_formats_have_the_names_that_clients_know(server: Server, format: str, graph: str) -> None:
    response = CLIENT.get(server.url + "/sparql", params={"query": "CONSTRUCT WHERE { ?s ?p ?o }", "format": format})
    assert (response.status_code, response.headers["content-type"]) == (200, graph)


def test_turtle_has_the_prefixes_it_uses_in_order(server: Server) -> None:
    text = server.ask("CONSTRUCT WHERE { ?s ?p ?o }", accept="text/turtle").text
    prefixes = [line.split()[1].removesuffix(":") for line in text.splitlines() if line.startswith("@prefix")]
    assert prefixes == sorted(prefixes)
    assert {"e", "kg", "schema"} <= set(prefixes)
    assert "void" not in prefixes


def test_ask(server: Server) -> None:
    assert json.loads(server.ask("ASK { ?s ?p ?o }", accept="*/*").text)["boolean"] is True


def test_what_is_denied_is_in_no_graph_a_sale(server: Server) -> None:
    assert server.ask(SALES).text.split() == ["s"]
    everywhere = CLIENT.get(server.url + "/sparql", params={"query": SALES, "union": "true", "format": "csv"})
    assert everywhere.text.split() == ["s"]


def test_datasets_of_the_protocol(server: Server) -> None:
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    graph = f"{BASE}graph/reported"

    def counted(**params: str) -> int:
        response = CLIENT.get(server.url + "/sparql", params={"query": count, "format": "csv"} | params)
        return int(response.text.split()[1])

    assert counted() > counted(**{"default-graph-uri": graph}) > 0
    assert counted(**{"named-graph-uri": graph}) == 0
    assert counted(**{"default-graph-uri": "http://127.0.0.1:9/nothing"}) == 0
    assert counted(union="true") > counted()
    both = {"default-graph-uri": graph, "named-graph-uri": f"{BASE}graph/one.html"}
    assert counted(**both, union="true") > counted(**both) > 0


@pytest.mark.parametrize(
    ("params", "status"),
    [
        ({"query": "SELECT"}, 400),
        ({"query": "ASK {}", "default-graph-uri": "not an iri"}, 400),
        ({"query": "ASK {}", "format": "exe"}, 400),
        ({"default-graph-uri": "no iri"}, 400),
        ({"query": "ASK {}", "union": "perhaps"}, 400),
        ({"query": "ASK {}", "named-graph-uri": [f"urn:{n}" for n in range(51)]}, 400),
        ({"update": "CLEAR ALL"}, 403),
        ({"query": "ASK {}", "format": "ttl"}, 406),
        ({"query": "ASK {}", "format": "text/turtle"}, 406),
        ({"query": "ASK {}", "format": "a/b"}, 406),
        ({"query": "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"}, 400),
    ],
)
def test_refusals_are_problem_details(server: Server, params: dict[str, str], status: int) -> None:
    response = CLIENT.get(server.url + "/sparql", params=params)
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    problem = response.json()
    assert problem["status"] == status
    assert problem["detail"]


def test_a_syntax_error_says_where(server: Server) -> None:
    problem = server.ask("SELECT *\nWHERE { ?s ?p }").json()
    assert (problem["line"], problem["column"]) == (2, 16)
    assert len(problem["detail"]) < 300


def test_an_undeclared_prefix_is_named_with_its_line(server: Server) -> None:
    problem = server.ask("SELECT * {\n  ?s rdfs:label ?o ; e:b nope:c }").json()
    assert problem["type"].endswith("/problems#query-syntax")
    assert (problem["line"], problem["column"]) == (2, 6)
    assert "no PREFIX declares rdfs:, e:, nope:" in problem["detail"]
    assert f"PREFIX rdfs: <{PREFIXES['rdfs']}> PREFIX e: <{BASE}entity/> PREFIX nope: <…>" in problem["detail"]
    page = CLIENT.get(server.url + "/sparql", params={"query": "ASK { ?s foaf:a 1 }", "format": "html"})
    assert page.status_code == 400
    assert f"PREFIX foaf: &lt;{PREFIXES['foaf']}&gt;" in page.text


@pytest.mark.parametrize("query", ["\ufeffASK {}", "\\u0041SK {}", "\ufeff\\U00000041SK { FILTER('\\u0041' = 'A') }"])
def test_marks_and_escapes_are_read_however_the_query_comes(server: Server, query: str) -> None:
    assert "true" in server.ask(query, accept="application/json").text
    assert "true" in post(server, query.encode(), DIRECT).text
    assert "true" in post(server, urlencode({"query": query}).encode(), FORM).text


def test_an_escape_hides_nothing_from_what_reads_the_query(server: Server) -> None:
    volatile = server.ask("SELECT (\\u0052AND() AS ?r) {}")
    assert volatile.status_code == 200
    assert "etag" not in volatile.headers
    assert server.ask("\\u0044ELETE WHERE { ?s ?p ?o }").status_code == 400


def test_not_acceptable_and_unsupported(server: Server) -> None:
    assert server.ask("ASK {}", accept="image/png").status_code == 406
    assert post(server, b"ASK {}", {"Content-Type": "text/plain"}).status_code == 415
    assert post(server, b"CLEAR ALL", {"Content-Type": "application/sparql-update"}).status_code == 403
    assert post(server, b"query=\xff", FORM).status_code == 400
    assert post(server, b"query=ASK%7B%7D&query=ASK%7B%7D", FORM).status_code == 400
    assert CLIENT.put(server.url + "/sparql", content=b"").status_code == 405
    assert CLIENT.delete(server.url + "/entity/Q1").status_code == 405


def test_bodies_are_bounded(server: Server) -> None:
    response = post(server, b"query=" + b"A" * 300_000, FORM)
    assert response.status_code == 413

    def chunks() -> object:
        yield b"query="
        for _ in range(300):
            yield b"A" * 1000

    assert CLIENT.post(server.url + "/sparql", content=chunks(), headers=FORM).status_code == 413  # type: ignore[arg-type]


def test_etags(server: Server) -> None:
    first = server.ask(LABELS)
    again = CLIENT.get(
        server.url + "/sparql",
        params={"query": LABELS},
        headers={"Accept": "text/csv", "If-None-Match": first.headers["etag"]},
    )
    assert (again.status_code, again.content) == (304, b"")
    assert server.ask(LABELS, accept="*/*").headers["etag"] != first.headers["etag"]
    assert server.ask(LABELS + " LIMIT 1").headers["etag"] != first.headers["etag"]
    assert "etag" not in server.ask("SELECT (RAND() AS ?r) {}").headers


def test_head_and_options(server: Server) -> None:
    got = server.ask(LABELS)
    head = CLIENT.head(server.url + "/sparql", params={"query": LABELS}, headers={"Accept": "text/csv"})
    assert head.content == b""
    assert head.headers["content-length"] == str(len(got.content))
    options = CLIENT.options(server.url + "/sparql", headers={"Origin": "https://elsewhere.example"})
    assert options.status_code == 204
    assert "POST" in options.headers["access-control-allow-methods"]
    assert got.headers["access-control-allow-origin"] == "*"


def test_the_form_and_its_answers_are_pages(server: Server) -> None:
    page = {"Accept": "text/html"}
    assert "<textarea" in CLIENT.get(server.url + "/sparql", headers=page).text
    answered = CLIENT.get(server.url + "/sparql", params={"query": LABELS}, headers=page)
    assert "&lt;script&gt;alert" in answered.text
    assert "<script" not in answered.text
    wrong = CLIENT.get(server.url + "/sparql", params={"query": "SELECT </textarea><b>"}, headers=page)
    assert wrong.status_code == 400
    assert "</textarea><b>" not in wrong.text


def test_a_result_of_more_rows_than_a_page_says_so(tmp_path: object, server: Server) -> None:
    query = "SELECT * { { ?a ?b ?c } { ?d ?e ?f } }"
    page = CLIENT.get(server.url + "/sparql", params={"query": query, "format": "html"})
    assert "rows are shown" in page.text


def test_world_is_not_where_it_says(server: Server) -> None:
    assert world.BASE not in server.url
