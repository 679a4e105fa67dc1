"""The named queries as an API: parameters as terms, every form, pages, and their description."""

from __future__ import annotations

import csv
import io
import json

import pytest

from kg import queries
from tests.serve.world import CLIENT, Server, description

NAMED = [queries.load(name) for name in queries.names()]
PAGED = "/queries/evidence"


def test_no_query_has_pages_of_its_own() -> None:
    for named in NAMED:
        body = named.text.split("WHERE", 1)[-1]
        assert not body.rstrip().endswith(("LIMIT", "OFFSET"))
        assert "LIMIT" not in body.rsplit("}", 1)[-1].upper(), named.name
        assert not {parameter.name for parameter in named.parameters} & {"format", "page", "page_size"}


@pytest.mark.parametrize("named", NAMED, ids=lambda named: named.name)
@pytest.mark.parametrize("format", ["json", "xml", "csv", "csv-safe", "tsv", "html"])
def test_every_query_in_every_form(server: Server, named: queries.NamedQuery, format: str) -> None:
    response = server.get(f"/queries/{named.name}?format={format}")
    assert response.status_code == 200
    assert response.text


def test_the_list_says_how_to_ask(server: Server) -> None:
    listed = server.get("/queries").json()
    assert [one["name"] for one in listed] == list(queries.names())
    for one in listed:
        assert CLIENT.get(one["href"], headers={"Accept": "text/csv"}).status_code == 200
        source = CLIENT.get(one["source"])
        assert source.headers["content-type"].startswith("application/sparql-query")
        assert "# title:" in source.text
    page = server.get("/queries", headers={"Accept": "text/html"})
    assert (page.status_code, page.headers["location"]) == (303, "/#questions")
    assert server.get("/queries", headers={"Accept": "image/png"}).status_code == 406


def test_parameters_are_terms_never_text(server: Server) -> None:
    hostile = '") } SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } #'
    response = server.get("/queries/pitches.rq", params={"agency": hostile})
    assert response.status_code == 200
    assert json.dumps(hostile)[1:-1] in response.text
    answered = server.get("/queries/pitches", params={"agency": hostile}, headers={"Accept": "text/csv"})
    assert answered.status_code == 200
    assert len(answered.text.splitlines()) == 1


@pytest.mark.parametrize(
    "parameters",
    ["nothing=1", "agency=a&agency=b", "page=0", "page=x", "page=1&page_size=99999", "page_size=0", "format=exe"],
)
def test_what_a_query_does_not_take_is_refused(server: Server, parameters: str) -> None:
    response = server.get(f"/queries/pitches?{parameters}")
    assert response.status_code == 400
    assert response.headers["content-type"] == "application/problem+json"


def test_a_parameter_left_empty_is_not_given(server: Server) -> None:
    whole = server.get("/queries/pitches", headers={"Accept": "text/csv"}).text
    assert server.get("/queries/pitches?agency=", headers={"Accept": "text/csv"}).text == whole


@pytest.mark.parametrize("path", ["/queries/none", "/queries/..%2fREADME", "/queries/.rq", "/queries/pitches.rq.rq"])
def test_only_names_are_queries(server: Server, path: str) -> None:
    assert server.get(path).status_code == 404


def test_pages_together_are_the_whole(server: Server) -> None:
    accept = {"Accept": "text/csv"}
    head, *whole = server.get(PAGED, headers=accept).text.splitlines()
    assert len(whole) >= 2
    found: list[str] = []
    address = f"{PAGED}?page=1&page_size=1"
    for number in range(1, len(whole) + 1):
        response = server.get(address, headers=accept)
        first, *rows = response.text.splitlines()
        assert first == head
        assert len(rows) == 1
        found += rows
        links = response.links
        assert ("next" in links) is (number < len(whole))
        assert ("prev" in links) is (number > 1)
        address = links["next"]["url"] if "next" in links else ""
    assert found == whole
    beyond = server.get(f"{PAGED}?page=1000", headers=accept)
    assert beyond.text.splitlines() == [head]


def test_a_page_for_people_leads_to_the_next(server: Server) -> None:
    page = server.get(f"{PAGED}?page=1&page_size=1", headers={"Accept": "text/html"}).text
    assert "page=2&amp;page_size=1" in page
    assert 'rel="prev"' not in page
    assert 'rel="prev"' in server.get(f"{PAGED}?page=2&page_size=1", headers={"Accept": "text/html"}).text


def test_csv_for_spreadsheets_is_an_option_beside_the_exact_one(server: Server) -> None:
    query = 'SELECT ?x { VALUES ?x { "=1+1" "@x" "-5" "plain" } }'
    exact = server.get("/sparql", params={"query": query, "format": "csv"})
    safe = server.get("/sparql", params={"query": query, "format": "csv-safe"})
    assert [row[0] for row in csv.reader(io.StringIO(exact.text))] == ["x", "=1+1", "@x", "-5", "plain"]
    assert [row[0] for row in csv.reader(io.StringIO(safe.text))] == ["x", "'=1+1", "'@x", "-5", "plain"]
    assert exact.headers["etag"] != safe.headers["etag"]
    assert safe.headers["content-type"] == "text/csv; charset=utf-8"


def test_the_description_knows_every_query_and_parameter(server: Server) -> None:
    described = server.get("/openapi.json").json()
    assert described == description()
    for named in NAMED:
        operation = described["paths"][f"/queries/{named.name}"]["get"]
        names = {parameter["name"] for parameter in operation["parameters"]}
        assert {parameter.name for parameter in named.parameters} | {"format"} <= names
    assert described["paths"]["/sparql"]["post"]["requestBody"]["required"] is True
