"""Each limit, small, against a real server: what passes it gets an error that says so, and others are served."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import httpx
import pytest

from kg import screening
from kg.serve.limits import KNOWN, Shares
from kg.serve.middleware import is_allowed
from tests.serve import world
from tests.serve.attacks import PLANNING as ATTACKS
from tests.serve.world import CLIENT, Server, connect, number, received, slowly

PLAIN = "SELECT ?s { ?s <https://w3id.org/onrecord/ns#pitchedTo> ?o }"
SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
ALL = "SELECT * { ?s ?p ?o }"
PAIRS = "SELECT * { ?a ?b ?c . ?d ?e ?f }"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("limited")
    world.publish(folder, filler=20_000)
    return folder


@pytest.fixture(scope="module")
def small(data: Path) -> Iterator[Server]:
    limits = {
        "serve_workers": 2,
        "serve_query_seconds": 3_600,
        "serve_queue_seconds": 3_600,
        "serve_query_characters": 5_000,
        "serve_query_depth": 5,
        "serve_query_patterns": 12,
        "serve_query_operators": 10,
        "serve_query_selects": 3,
        "serve_result_rows": 60_000,
        "serve_result_bytes": 8_000_000,
        "serve_buffer_bytes": 300_000,
        "serve_header_bytes": 8_000,
        "serve_header_seconds": 1,
        "serve_client_connections": 20,
        "serve_client_queue": 1,
        "serve_client_requests": 0,
        "serve_trusted_proxies": "127.0.0.1",
    }
    with world.running(data, **limits) as server:
        yield server


def ask(server: Server, query: str, *, client: str, accept: str = "text/csv") -> httpx.Response:
    """The answer to a query of one of many clients, as a proxy in front tells them apart."""
    headers = {"Accept": accept, "X-Forwarded-For": client}
    return CLIENT.get(server.url + "/sparql", params={"query": query}, headers=headers)


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("ASK { ?s ?p '" + "x" * 5_000 + "' }", "5,000"),
        ("ASK {{{{{{ }}}}}}", "nested more than 5"),
        ("ASK { " + "?s ?p ?o . " * 13 + "}", "more than 12 patterns"),
        ("ASK { FILTER(1" + "+1" * 11 + " > 0) }", "more than 10 operators"),
        ("SELECT * { {SELECT * {}} {SELECT * {}} {SELECT * {}} }", "more than 3 sub-queries"),
    ],
)
def test_what_a_query_may_be_is_a_setting(small: Server, query: str, says: str) -> None:
    response = ask(small, query, client="10.1.0.1")
    assert response.status_code == 400
    assert says in response.json()["detail"]


def test_more_rows_than_allowed_are_an_error(small: Server) -> None:
    few = ask(small, f"{PAIRS} LIMIT 60000", client="10.1.0.2")
    assert few.status_code == 200
    assert few.text.count("\n") == 60_001
    with pytest.raises(httpx.RemoteProtocolError):  # it had begun
        ask(small, f"{PAIRS} LIMIT 60001", client="10.1.0.2")
    early = ask(small, "SELECT ?x { ?a ?b ?c . ?d ?e ?f } LIMIT 70000", client="10.1.0.2")  # unbound: few bytes
    assert early.status_code == 422
    assert "more than 60,000 rows" in early.json()["detail"]


def test_a_long_answer_is_streamed_whole(small: Server) -> None:
    response = ask(small, ALL, client="10.1.0.3", accept="application/sparql-results+json")
    assert response.headers["transfer-encoding"] == "chunked"
    assert "content-length" not in response.headers
    assert response.headers["etag"]
    assert len(json.loads(response.text)["results"]["bindings"]) > 20_000


def test_a_whole_graph_is_streamed(small: Server) -> None:
    response = CLIENT.get(small.url + "/graph-store?default&format=nt", headers={"X-Forwarded-For": "10.1.0.13"})
    assert response.headers["transfer-encoding"] == "chunked"
    lines = response.text.splitlines()
    assert len(set(lines)) == len(lines) > 20_000


def test_http_1_0_gets_it_in_one_piece_or_an_error(small: Server) -> None:
    from urllib.parse import quote

    for query, status in ((ALL, b"200"), (PAIRS, b"422")):
        with connect(small) as connection:
            connection.sendall(f"GET /sparql?query={quote(query)} HTTP/1.0\r\nAccept: text/csv\r\n\r\n".encode())
            head, _, body = received(connection).partition(b"\r\n\r\n")
        assert head.split()[1] == status
        assert f"content-length: {len(body)}".encode() in head.lower()


@pytest.mark.parametrize("media_type", ["application/sparql-results+json", "text/csv", "application/n-triples"])
def test_an_answer_cut_by_a_limit_is_broken_off(small: Server, media_type: str) -> None:
    """A client cannot take it for the whole: the chunked body has no end."""
    query = PAIRS if "triples" not in media_type else "CONSTRUCT { ?a ?e ?f } { ?a ?b ?c . ?d ?e ?f }"
    with pytest.raises(httpx.RemoteProtocolError, match="incomplete chunked read"):
        ask(small, query, client="10.1.0.4", accept=media_type)
    assert ask(small, PLAIN, client="10.1.0.4").status_code == 200


def test_a_worker_killed_in_the_middle_of_an_answer_breaks_it_off(endless: Server) -> None:
    with slowly(endless, PAIRS, client="10.1.0.5") as connection:
        assert connection.recv(12) == b"HTTP/1.1 200"
        endless.kill_workers()
        assert not received(connection).endswith(b"0\r\n\r\n")
    assert ask(endless, f"{PLAIN} # again", client="10.1.0.5").status_code == 200


def test_a_client_that_leaves_a_stream_frees_its_worker(endless: Server) -> None:
    world.until(lambda: number(endless, "onrecord_workers_idle") == 3)
    for n in range(4):  # more than there are workers
        with slowly(endless, f"{PAIRS} # l{n}", client=f"10.1.1.{n}") as connection:
            assert connection.recv(12) == b"HTTP/1.1 200"
    assert ask(endless, f"{PLAIN} # left", client="10.1.0.6").status_code == 200
    world.until(lambda: number(endless, "onrecord_workers_idle") == 3)


def test_a_head_of_a_long_answer_frees_its_worker(small: Server) -> None:
    headers = {"Accept": "text/csv", "X-Forwarded-For": "10.1.0.14"}
    for n in range(4):  # more than there are workers
        query = {"query": f"{PAIRS} LIMIT {50_000 + n}"}
        head = CLIENT.head(small.url + "/sparql", params=query, headers=headers)
        assert (head.status_code, head.content) == (200, b"")
    assert ask(small, f"{PLAIN} # head", client="10.1.0.14").status_code == 200


def test_an_answer_that_nobody_takes_is_given_up(data: Path) -> None:
    limits = {"serve_workers": 1, "serve_send_seconds": 1, "serve_buffer_bytes": 300_000}
    with (
        world.running(data, **limits) as server,
        slowly(server, f"{PAIRS} LIMIT 59000", client="10.1.0.7") as connection,
    ):
        assert connection.recv(12) == b"HTTP/1.1 200"
        world.until(lambda: number(server, "onrecord_requests_running") == 1)  # the one that asks
        assert not received(connection).endswith(b"0\r\n\r\n")
        world.until(lambda: number(server, "onrecord_spool_bytes") == 0)


def test_one_client_never_has_all_workers(small: Server) -> None:
    """Of two workers one is left to the others; a second query of the same client waits, a third is refused."""
    with contextlib.ExitStack() as stack:
        for n in range(2):
            stack.enter_context(slowly(small, f"{SLOW} # {n}", client="10.1.0.9"))
        world.until(lambda: number(small, "onrecord_queue") == 1)
        assert ask(small, f"{PLAIN} # other", client="10.1.0.10").status_code == 200
        refused = ask(small, f"{SLOW} # third", client="10.1.0.9")
        assert (refused.status_code, refused.headers["retry-after"]) == (429, "1")
        assert "1 queries of yours are running and 1 waiting" in refused.json()["detail"]
    world.until(lambda: number(small, "onrecord_workers_idle") == 2)


def test_a_query_that_takes_too_long_is_stopped(data: Path) -> None:
    """One of the service's own earlier than a client's."""
    limits = {"serve_workers": 1, "serve_query_seconds": 2, "serve_lookup_seconds": 0.0001}
    with world.running(data, **limits) as server:
        stopped = ask(server, SLOW, client="10.1.0.15")
        assert (stopped.status_code, stopped.json()["type"].partition("#")[2]) == (504, "query-timeout")
        assert "longer than 2 seconds" in stopped.json()["detail"]
        page = server.get("/queries/pledges?format=json")
        assert (page.status_code, page.json()["type"].partition("#")[2]) == (504, "query-timeout")
        assert "longer than 0.0001 seconds" in page.json()["detail"]


def test_a_client_has_so_many_requests_a_minute(data: Path) -> None:
    with world.running(data, serve_workers=1, serve_client_requests=2) as server:
        headers = {"X-Forwarded-For": "10.1.0.11"}

        def asked() -> httpx.Response:
            return server.get("/health", headers=headers)

        assert [asked().status_code for _ in range(2)] == [200, 200]
        world.until(lambda: asked().status_code == 429)  # one more comes every thirty seconds
        refused = server.get("/sparql", headers=headers)
        assert refused.status_code == 429
        assert refused.headers["content-type"] == "application/problem+json"
        assert int(refused.headers["retry-after"]) >= 1
        assert refused.headers["access-control-allow-origin"] == "*"
        page = server.get("/", headers=headers | {"Accept": "text/html"})
        assert (page.status_code, page.headers["content-type"]) == (429, "text/html; charset=utf-8")
        assert server.get("/health", headers={"X-Forwarded-For": "10.1.0.12"}).status_code == 200


def test_who_is_no_proxy_is_not_believed(data: Path) -> None:
    limits = {"serve_workers": 1, "serve_client_requests": 2, "serve_trusted_proxies": "192.0.2.1"}
    with world.running(data, **limits) as server:
        numbers = count()

        def refused() -> bool:
            return server.get("/health", headers={"X-Forwarded-For": f"10.2.0.{next(numbers)}"}).status_code == 429

        world.until(refused)


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"y" * 10_000, b"431"),
        (b"GET /sparql?query=" + b"x" * 10_000, b"431"),
        (b"nonsense\r\n\r\n", b"400"),
        (b"GET / HTTP/1.1\r\nHost: x\r\n", b"408"),
        (b"", b"408"),
    ],
)
def test_what_is_no_request_in_time_is_told_so(small: Server, sent: bytes, status: bytes) -> None:
    with connect(small) as connection:
        connection.sendall(sent)
        head, _, body = received(connection).partition(b"\r\n\r\n")
    assert head.split()[1] == status
    assert b"application/problem+json" in head
    assert json.loads(body)["status"] == int(status)


def test_connections_of_one_address_are_counted(data: Path) -> None:
    limits = {"serve_workers": 1, "serve_client_connections": 5, "serve_trusted_proxies": "192.0.2.1"}
    with world.running(data, **limits) as server, contextlib.ExitStack() as stack:
        held = [stack.enter_context(connect(server)) for _ in range(6)]
        assert received(held[-1]).split()[1] == b"429"


def test_connections_are_counted(data: Path) -> None:
    with world.running(data, serve_workers=1, serve_connections=5) as server, contextlib.ExitStack() as stack:
        held = [stack.enter_context(connect(server)) for _ in range(6)]
        answer = received(held[-1])
        assert answer.split()[1] == b"503"
        assert b"Retry-After" in answer


def test_shares_come_back_with_time() -> None:
    shares = Shares(60)
    assert [shares.take("a", 0.0) for _ in range(61)] == [0] * 60 + [1]
    assert shares.take("b", 0.0) == 0
    assert shares.take("a", 1.0) == 0
    assert shares.take("a", 1.1) == 1
    assert [Shares(0).take("a", 0.0) for _ in range(1000)] == [0] * 1000
    for n in range(KNOWN + 10):
        shares.take(str(n), 2.0)
    assert len(shares._left) == KNOWN


@pytest.mark.parametrize(
    ("host", "fits"),
    [
        ("data.example.org", True),
        ("DATA.example.org:8000", True),
        ("data.example.org.", True),
        ("a.b.example.net", True),
        ("[2001:db8::1]:80", True),
        ("[2001:db8::1]", True),
        ("example.net", False),
        ("evilexample.net", False),
        ("data.example.org.evil.example", False),
        ("evil.example", False),
        ("127.0.0.1:8000", False),
        ("", False),
    ],
)
def test_hosts(host: str, fits: bool) -> None:
    assert is_allowed(host, ("data.example.org", "*.example.net", "[2001:db8::1]")) is fits


@pytest.mark.parametrize(("seconds", "kind"), [(0.01, "plan-timeout"), (30, "query-timeout")])
def test_planning_has_a_limit_of_its_own(data: Path, seconds: float, kind: str) -> None:
    """A join of 98 patterns takes about a second to plan, and forever to run."""
    star = ATTACKS["star of as many patterns as there may be"].replace("*", "(COUNT(*) AS ?n)", 1)
    with world.running(data, serve_workers=2, serve_plan_seconds=seconds, serve_query_seconds=8) as server:
        stopped = server.ask(star)
        assert (stopped.status_code, stopped.json()["type"].partition("#")[2]) == (504, kind)
        assert server.ask(PLAIN).status_code == 200  # small: it is not timed by itself
        limit = server.get("/", headers={"Accept": "application/json"}).json()["limits"]["plan_seconds"]
        assert limit["value"] == seconds


def test_a_large_query_is_answered_as_any_other(data: Path) -> None:
    """And one that is wrong, or in a form that cannot be had, is told so."""
    with world.running(data, serve_workers=1) as server:
        values = " ".join(f"<urn:{n}>" for n in range(2_000))
        query = "SELECT * { VALUES ?x { " + values + " } ?x ?p ?o }"
        assert server.ask(query.replace("*", "?x", 1)).text == "x\r\n"
        assert server.ask(query, accept="text/turtle").status_code == 406
        wrong = server.ask(query.replace("?o }", "}"))
        assert (wrong.status_code, wrong.json()["line"]) == (400, 1)


def test_what_is_slow_to_plan_is_told_by_its_size() -> None:
    star = ATTACKS["star of as many patterns as there may be"]
    assert screening.check(star).slow_to_plan
    assert screening.check("SELECT * { VALUES ?x { " + "1 " * 5_000 + "} }").slow_to_plan
    assert not screening.check(PLAIN).slow_to_plan
