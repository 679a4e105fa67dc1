"""Hostile requests against a real server with small limits: each gets an error, and another client its answer."""

from __future__ import annotations

import os
import signal
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from tests.serve import world
from tests.serve.world import CLIENT, Server

SECONDS = 2.0
PLAIN = "SELECT ?s WHERE { ?s <https://w3id.org/onrecord/ns#pitchedTo> ?o }"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("attacked")
    world.publish(folder, filler=20_000)
    return folder


@pytest.fixture(scope="module")
def target(data: Path) -> Iterator[Server]:
    limits = {
        "serve_workers": 3,
        "serve_query_seconds": SECONDS,
        "serve_query_memory": 128_000_000,
        "serve_result_bytes": 2_000_000,
        "serve_queue": 4,
        "serve_queue_seconds": 5,
        "serve_body_seconds": 1,
    }
    with world.running(data, **limits) as server:
        yield server


@pytest.fixture
def canary() -> Iterator[tuple[str, list[str]]]:
    """A listener on the loopback interface, and what reached it."""
    reached: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.1)
        done = threading.Event()

        def listen() -> None:
            while not done.is_set():
                try:
                    connection, address = listener.accept()
                except TimeoutError:
                    continue
                reached.append(str(address))
                connection.close()

        thread = threading.Thread(target=listen)
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/", reached
        done.set()
        thread.join()


def attacked(server: Server, query: str) -> tuple[httpx.Response, float]:
    """The answer to an attack, sent by POST; meanwhile a second client asks a plain query and must get its answer."""
    with ThreadPoolExecutor(1) as pool:
        began = time.monotonic()
        attack = pool.submit(CLIENT.post, server.url + "/sparql", data={"query": query}, timeout=30)
        time.sleep(0.1)
        plain = server.ask(PLAIN)
        assert plain.status_code == 200
        assert "entity/Q1" in plain.text
        return attack.result(), time.monotonic() - began


ATTACKS = {
    "nested groups": ("SELECT * " + "{" * 5000 + "}" * 5000, {400}),
    "nested sub-selects": ("SELECT * {" + "{SELECT * {" * 1200 + "?s ?p ?o" + "}}" * 1200 + "}", {400}),
    "parentheses": ("SELECT * { FILTER(" + "(" * 4700 + "1" + ")" * 4700 + ") }", {400}),
    "nested lists": ("SELECT * { ?s ?p " + "(" * 400 + ")" * 400 + " }", {400}),
    "operators": ("SELECT (" + "1+" * 12_800 + "1 AS ?x) {}", {400}),
    "chain of patterns": ("SELECT * {" + " . ".join(f"?v{n} ?p{n} ?v{n + 1}" for n in range(200)) + "}", {400, 504}),
    "cross product": ("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?i", {422, 504}),
    "cross product counted": ("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", {504}),
    "distinct cross product": ("SELECT DISTINCT ?a ?d { ?a ?b ?c . ?d ?e ?f }", {422, 504}),
    "large result": ("SELECT * { ?a ?b ?c . ?d ?e ?f }", {422}),
    "large graph": ("CONSTRUCT { ?a ?b ?d } { ?a ?b ?c . ?d ?e ?f }", {422, 504}),
    "growing strings": (
        "SELECT (STRLEN(?z) AS ?n) { BIND('aaaaaaaaaaaaaaaa' AS ?a) "
        + "".join(
            f"BIND(CONCAT(?{a},?{a},?{a},?{a},?{a},?{a},?{a},?{a},?{a},?{a}) AS ?{b}) "
            for a, b in zip("abcdefgh", "bcdefghz", strict=True)
        )
        + "}",
        {400, 422, 504},
    ),
    "update": ("DELETE WHERE { ?s ?p ?o }", {400, 403}),
}


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_gets_an_error_within_its_limit(target: Server, name: str) -> None:
    query, expected = ATTACKS[name]
    response, seconds = attacked(target, query)
    assert response.status_code in expected, response.text[:300]
    assert response.headers["content-type"] == "application/problem+json"
    assert len(response.json()["detail"]) > 10
    assert seconds < SECONDS + 6


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * {{ SERVICE <{url}> {{ ?s ?p ?o }} }}",
        "SELECT * {{ sErViCe SILENT <{url}> {{ ?s ?p ?o }} }}",
        "SELECT * {{ BIND(<{url}> AS ?x) SERVICE ?x {{ ?s ?p ?o }} }}",
        "SELECT * {{ #x\n SERVICE\n#y\n<{url}> {{ ?s ?p ?o }} }}",
        "PREFIX p: <{url}> SELECT * {{ SERVICE p:x {{ ?s ?p ?o }} }}",
        "SELECT * FROM <{url}> {{ ?s ?p ?o }}",
        "SELECT * FROM NAMED <{url}> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
        "LOAD <{url}>",
    ],
)
def test_no_query_reaches_the_network(target: Server, canary: tuple[str, list[str]], query: str) -> None:
    url, reached = canary
    response, _ = attacked(target, query.format(url=url))
    time.sleep(0.2)
    assert reached == []
    assert response.status_code in {200, 400, 403}
    if response.status_code == 200:  # FROM of a graph that is not there
        assert response.json()["results"]["bindings"] == []


def test_service_as_a_word_of_text_is_a_query_like_any_other(target: Server) -> None:
    response = target.ask('SELECT ("SERVICE <http://x/>" AS ?t) { } # SERVICE <http://y/>')
    assert response.status_code == 200


def test_workers_killed_from_outside_are_replaced(target: Server) -> None:
    for _ in range(3):
        for worker in target.workers():
            os.kill(worker, signal.SIGKILL)
        assert target.ask(f"{PLAIN} # {time.monotonic()}").status_code == 200
    world.until(lambda: len(target.workers()) == 3)


def test_a_supervisor_killed_from_outside_is_replaced(target: Server) -> None:
    (supervisor,) = world.children(target.process)
    os.kill(supervisor, signal.SIGKILL)
    assert target.ask(f"{PLAIN} # {time.monotonic()}").status_code == 200
    world.until(lambda: len(target.workers()) == 3)


def test_a_client_that_leaves_frees_its_worker(target: Server) -> None:
    slow = ATTACKS["cross product counted"][0]
    before = set(target.workers())
    for n in range(3):  # as many as there are workers
        with pytest.raises(httpx.ReadTimeout):
            target.ask(f"{slow} # {n}", timeout=0.3)
    began = time.monotonic()
    assert target.ask(f"{PLAIN} # left").status_code == 200
    assert time.monotonic() - began < SECONDS
    world.until(lambda: len(set(target.workers()) - before) == 3)


def test_more_than_the_queue_holds_is_told_to_come_back(target: Server) -> None:
    slow = ATTACKS["cross product counted"][0]
    with ThreadPoolExecutor(20) as pool:
        asked = [pool.submit(target.ask, f"{slow} # {n} full") for n in range(20)]
        responses = [one.result() for one in asked]
    refused = [response for response in responses if response.status_code == 503]
    assert len(refused) >= 20 - 3 - 4 - 3
    assert all(response.headers["retry-after"].isdigit() for response in refused)
    assert {response.status_code for response in responses} <= {503, 504}
    assert target.ask(f"{PLAIN} # after").status_code == 200


def test_slow_bodies_are_given_up(target: Server) -> None:
    host, port = target.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=10) as connection:
        connection.sendall(
            b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\n"
            b"Content-Length: 100\r\n\r\nASK"
        )
        assert b" 408 " in connection.recv(1000).split(b"\r\n")[0]


def test_broken_requests_do_no_harm(target: Server) -> None:
    host, port = target.url.removeprefix("http://").split(":")
    for bytes_ in (b"\x00" * 1000, b"GET " + b"/" * 100_000, b"GET / HTTP/1.1\r\nX: " + b"y" * 200_000):
        with socket.create_connection((host, int(port)), timeout=5) as connection:
            try:
                connection.sendall(bytes_)
                connection.shutdown(socket.SHUT_WR)
                connection.recv(1000)
            except OSError:  # the server hangs up when it has seen enough, at whichever of the three calls
                pass
    assert target.ask(PLAIN).status_code == 200


def test_a_new_release_is_served_without_a_restart(tmp_path: Path) -> None:
    world.publish(tmp_path)
    with world.running(tmp_path, serve_workers=2, serve_follow_seconds=0.1) as server:
        first = server.get("/health").json()["release"]
        assert server.get("/entity/new-1f").status_code == 404
        extra = 'e:new-1f a kg:Person, kg:Entity ; rdfs:label "Nia Newcome"@en ; schema:name "Nia Newcome" .'
        second = world.publish(tmp_path, extra=extra).id
        world.until(lambda: server.get("/health").json()["release"] == second)
        assert second != first
        assert server.get("/entity/new-1f.ttl").headers["x-onrecord-release"] == second
        world.until(lambda: len(server.workers()) == 2)


def test_stopping_leaves_no_process_behind(tmp_path: Path) -> None:
    world.publish(tmp_path)
    with world.running(tmp_path, serve_workers=2) as server:
        family = [*world.children(server.process), *server.workers()]
        assert len(family) == 3
    world.until(lambda: not any(Path(f"/proc/{process}").exists() for process in family))


def test_a_killed_server_leaves_no_process_behind(tmp_path: Path) -> None:
    world.publish(tmp_path)
    with world.running(tmp_path, serve_workers=2) as server:
        family = [*world.children(server.process), *server.workers()]
        os.kill(server.process, signal.SIGKILL)
        world.until(lambda: not any(running(process) for process in family))


def running(process: int) -> bool:
    """Whether a process runs; one that only waits to be reaped does not."""
    status = Path(f"/proc/{process}/stat")
    try:
        return status.read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
