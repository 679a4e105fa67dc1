"""Errors have kinds, each kind an address that tells of it; scripts of other sites see the headers they need."""

from __future__ import annotations

import re
import socket

import pytest

from kg.serve.problems import TYPES
from tests.serve.world import BASE, CLIENT, PATIENCE, Server

PROBLEM = "application/problem+json"
# a request of each kind of problem that one request can make
CASES = {
    "bad-request": ("GET", "/search?page=0", {}),
    "query-syntax": ("GET", "/sparql?query=SELECT%20*%20%7B%20%3Fs%20%7D", {}),
    "query-not-allowed": ("GET", "/sparql?query=SELECT%20*%20%7B%20SERVICE%20%3Curn:x%3E%20%7B%7D%7D", {}),
    "read-only": ("POST", "/sparql", {"data": {"update": "CLEAR ALL"}}),
    "not-found": ("GET", "/entity/nobody", {}),
    "method-not-allowed": ("DELETE", "/sparql", {}),
    "not-acceptable": ("GET", "/graph-store?default", {"headers": {"Accept": "image/png"}}),
    "body-too-large": ("POST", "/sparql", {"content": b"x" * 300_000}),
    "unsupported-body": ("POST", "/sparql", {"json": {}}),
    "head-too-large": ("GET", "/", {"headers": {"X": "y" * 70_000}}),
}


def test_kinds_have_names_of_their_own_and_stand_together_by_status() -> None:
    assert len({one.name for one in TYPES}) == len(TYPES)
    statuses = [one.status for one in TYPES]
    assert statuses == sorted(statuses)
    assert all(one.advice.endswith(".") for one in TYPES)


@pytest.mark.parametrize("name", CASES)
def test_an_error_names_its_kind_at_an_address_that_tells_of_it(server: Server, name: str) -> None:
    method, path, options = CASES[name]
    response = CLIENT.request(method, server.url + path, **options)  # type: ignore[arg-type]
    assert response.headers["content-type"] == PROBLEM
    told = response.json()
    assert told["type"] == f"{BASE}problems#{name}"
    (kind,) = (one for one in TYPES if one.name == name)
    assert (told["status"], told["title"]) == (response.status_code, kind.title) == (kind.status, kind.title)
    listed = {entry["type"]: entry for entry in server.get("/problems").json()}
    assert listed[told["type"]]["advice"] == kind.advice
    page = server.get("/problems", headers={"Accept": "text/html"}).text
    assert f'id="{name}"' in page


def test_a_page_of_an_error_leads_to_its_kind(server: Server) -> None:
    page = server.get("/entity/nobody", headers={"Accept": "text/html"}).text
    assert 'href="/problems#not-found"' in page


def test_what_is_no_http_has_a_kind_too(server: Server) -> None:
    host, port = server.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=PATIENCE) as connection:
        connection.sendall(b"nonsense\r\n\r\n")
        answer = b"".join(iter(lambda: connection.recv(65_536), b""))
    assert f"{BASE}problems#bad-request".encode() in answer


def test_a_wrong_parameter_of_a_named_query_is_no_wrong_query(server: Server) -> None:
    assert server.get("/queries/pitches?nothing=1").json()["type"] == f"{BASE}problems#bad-request"


def test_the_description_tells_of_every_kind(server: Server) -> None:
    document = server.get("/openapi.json").json()
    pattern = document["components"]["schemas"]["Problem"]["properties"]["type"]["pattern"]
    assert all(re.search(pattern, f"{BASE}problems#{one.name}") for one in TYPES)
    assert not re.search(pattern, "about:blank")
    told = document["paths"]["/sparql"]["get"]["responses"]["504"]["description"]
    assert "`query-timeout`" in told


SAFELISTED = {"cache-control", "content-language", "content-length", "content-type", "expires", "last-modified"}
# what a script has no use for, or has by other means
UNNEEDED = {
    "access-control-allow-origin",
    "access-control-expose-headers",
    "content-security-policy",
    "date",
    "referrer-policy",
    "transfer-encoding",
    "connection",
    "x-content-type-options",
}


@pytest.mark.parametrize(
    "path",
    [
        "/sparql?query=ASK%20%7B%7D",
        "/entity/Q1",
        "/queries/pitches?page=1&page_size=1",
        "/search?q=harbour",
        "/dump/latest/all.nq.gz",
        "/dump/latest/all.nt.zst",
        "/feed.atom",
        "/problems",
        "/claim/4f/role-agent",
        "/graph-store?graph=urn:none",
    ],
)
def test_scripts_of_other_sites_see_every_header(server: Server, path: str) -> None:
    for more in ({}, {"Range": "bytes=0-9"}):
        response = CLIENT.get(server.url + path, headers=more, follow_redirects=False)
        exposed = {name.strip().lower() for name in response.headers["access-control-expose-headers"].split(",")}
        assert set(response.headers) - SAFELISTED - UNNEEDED <= exposed


def test_scripts_may_ask_for_ranges_and_conditions(server: Server) -> None:
    asked = {"Origin": "https://editor.example", "Access-Control-Request-Method": "GET"}
    asked["Access-Control-Request-Headers"] = "range, if-none-match, if-range"
    response = CLIENT.options(server.url + "/dump/latest/all.nq.gz", headers=asked)
    allowed = {name.strip().lower() for name in response.headers["access-control-allow-headers"].split(",")}
    assert {"range", "if-none-match", "if-range", "accept", "content-type"} <= allowed
    assert "GET" in response.headers["access-control-allow-methods"]
