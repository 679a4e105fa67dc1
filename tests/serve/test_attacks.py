"""Hostile requests against a real server with small limits: each gets an error, and another client its answer."""

from __future__ import annotations

import contextlib
import gzip
import os
import re
import select
import signal
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path

import httpx
import pytest

from tests.serve import world
from tests.serve.attacks import CORPUS, ENDLESS, FOREIGN_HOSTS, INNOCENT, JOINING, NETWORK, SMUGGLING
from tests.serve.world import CLIENT, PATIENCE, Server, alive, connect, number, received, slowly

SECONDS = 3.0
QUERY_MEMORY = 128_000_000
WORKER_MEMORY = 200_000_000  # a worker's own, with the release open and the files of the store mapped
SERVER_MEMORY = 300_000_000
END = b"\r\n\r\n"  # of a head
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
        "serve_query_memory": QUERY_MEMORY,
        "serve_client_requests": 0,
        "serve_result_bytes": 2_000_000,
        "serve_buffer_bytes": 4_000_000,  # nothing is streamed: what is wrong is told by a status
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


def plain(server: Server, *, client: str = "192.0.2.1") -> httpx.Response:
    """The answer to a plain query of some client, which is not in the cache."""
    other = {"X-Forwarded-For": client, "Accept": "text/csv"}
    query = f"{PLAIN} # {time.monotonic()}"
    return CLIENT.get(server.url + "/sparql", params={"query": query}, headers=other)


def attacked(server: Server, query: str) -> httpx.Response:
    """The answer to an attack, sent by POST; meanwhile a second client asks a plain query and must get its answer."""
    with ThreadPoolExecutor(1) as pool:
        attack = pool.submit(CLIENT.post, server.url + "/sparql", data={"query": query})
        time.sleep(0.05)
        other = plain(server)
        assert other.status_code == 200
        assert "entity/Q1" in other.text
        return attack.result()


def memory(process: int, field: str) -> int:
    """A field of a process's status, in bytes; none where the process has gone."""
    try:
        found = re.search(rf"{field}:\s+(\d+) kB", Path(f"/proc/{process}/status").read_text())
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return int(found[1]) * 1024 if found else 0


def test_the_corpus_is_large_enough() -> None:
    assert len(CORPUS) >= 60
    assert len(CORPUS) + len(NETWORK) + len(INNOCENT) >= 95


@pytest.mark.parametrize("name", CORPUS)
def test_an_attack_gets_an_error(target: Server, name: str) -> None:
    """And leaves every process within the memory it may have."""
    query, expected = CORPUS[name]
    response = attacked(target, query)
    assert response.status_code in expected, response.text[:300]
    if response.status_code != 200:
        assert response.headers["content-type"] == "application/problem+json"
        assert len(response.json()["detail"]) > 10
    assert memory(target.process, "VmRSS") < SERVER_MEMORY
    for worker in target.workers():
        assert memory(worker, "VmHWM") < WORKER_MEMORY + QUERY_MEMORY


@pytest.mark.parametrize("name", NETWORK)
def test_no_query_reaches_the_network(target: Server, canary: tuple[str, list[str]], name: str) -> None:
    url, reached = canary
    response = attacked(target, NETWORK[name].replace("URL", url))
    assert response.status_code in {200, 400, 403}
    if response.status_code == 200:  # a graph, or a resource, that is not there
        assert "SERVICE" not in NETWORK[name]
        assert not response.text.count("root:")
        assert response.text.startswith("{") is ("DESCRIBE" not in NETWORK[name])
        assert '"value"' not in response.text
    time.sleep(0.1)
    assert reached == []


def test_no_parameter_reaches_the_network(target: Server, canary: tuple[str, list[str]]) -> None:
    url, reached = canary
    for address in (url, "file:///etc/passwd", "ftp://127.0.0.1/"):
        for parameter in ("default-graph-uri", "named-graph-uri"):
            query = {"query": "SELECT * { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }", parameter: address}
            response = CLIENT.get(target.url + "/sparql", params=query)
            assert (response.status_code, response.json()["results"]["bindings"]) == (200, [])
        assert CLIENT.get(target.url + "/graph-store", params={"graph": address}).status_code == 404
    context = {"@context": url, "@id": "urn:x"}
    assert CLIENT.post(target.url + "/sparql", json=context).status_code == 415
    time.sleep(0.1)
    assert reached == []


@pytest.mark.parametrize("name", INNOCENT)
def test_service_as_a_word_is_a_query_like_any_other(target: Server, name: str) -> None:
    assert target.ask(INNOCENT[name]).status_code == 200


def test_workers_killed_from_outside_are_replaced(target: Server) -> None:
    for _ in range(3):
        target.kill_workers()
        assert target.ask(f"{PLAIN} # {time.monotonic()}").status_code == 200
    world.until(lambda: len(target.workers()) == 3)


def test_a_supervisor_killed_from_outside_is_replaced(target: Server) -> None:
    (supervisor,) = world.children(target.process)
    os.kill(supervisor, signal.SIGKILL)
    assert target.ask(f"{PLAIN} # {time.monotonic()}").status_code == 200
    world.until(lambda: len(target.workers()) == 3)


def test_a_client_that_leaves_frees_its_worker(endless: Server) -> None:
    world.until(lambda: number(endless, "onrecord_workers_idle") == 3)
    with contextlib.ExitStack() as stack:
        for n in range(3):  # as many as there are workers
            stack.enter_context(slowly(endless, f"{ENDLESS} # left {n}", client=f"192.0.2.{n}"))
        world.until(lambda: number(endless, "onrecord_workers_idle") == 0)
    world.until(lambda: number(endless, "onrecord_workers_idle") == 3)
    assert plain(endless).status_code == 200


def test_a_client_that_leaves_the_queue_leaves_it(endless: Server) -> None:
    with contextlib.ExitStack() as stack:
        for n in range(5):
            stack.enter_context(slowly(endless, f"{ENDLESS} # queued {n}", client=f"192.0.2.{n}"))
        world.until(lambda: number(endless, "onrecord_queue") == 2)
    world.until(lambda: number(endless, "onrecord_queue") == 0)
    world.until(lambda: number(endless, "onrecord_workers_idle") == 3)


def test_more_than_the_queue_holds_is_told_to_come_back(endless: Server) -> None:
    """Twenty clients with one query each: three run, four wait, and one of them all is as good as another."""
    with contextlib.ExitStack() as stack:
        held = [
            stack.enter_context(slowly(endless, f"{ENDLESS} # full {n}", client=f"192.0.2.{n + 10}")) for n in range(20)
        ]
        refused: list[socket.socket] = []

        def answered() -> bool:
            refused[:] = select.select(held, [], [], 0)[0]
            return len(refused) == 20 - 3 - 4

        world.until(answered)
        for connection in refused:
            answer = received(connection).lower()
            assert answer.startswith(b"http/1.1 503")
            assert b"retry-after: 5" in answer
        assert number(endless, "onrecord_queue") == 4
    world.until(lambda: number(endless, "onrecord_workers_idle") == 3)


def test_two_clients_with_twenty_endless_queries_each_shut_nobody_out(endless: Server) -> None:
    """Pages, named queries and quick queries of others are answered; who asked for so much is told to ask for less."""
    with contextlib.ExitStack() as stack:
        held = [
            stack.enter_context(slowly(endless, f"{ENDLESS} # {client} {n}", client=client))
            for n in range(20)
            for client in ("192.0.2.40", "192.0.2.41")
        ]
        world.until(lambda: number(endless, "onrecord_queue") > 1)
        other = {"X-Forwarded-For": "192.0.2.42"}
        for path in ("/entity/Q1", "/entity/Q1.ttl", "/queries/pledges?party=x", "/search?q=harbour", "/"):
            found = endless.get(path, headers=other | {"Accept": "*/*"})
            assert found.status_code == 200, found.text
        for n in range(3):
            assert plain(endless, client=f"192.0.2.{42 + n}").status_code == 200
        told = [received(one) for one in select.select(held, [], [], 0)[0]]
        assert told
        assert {answer.split()[1] for answer in told} <= {b"429", b"503"}
        assert any(b"problems#preempted" in answer for answer in told)
    world.until(lambda: number(endless, "onrecord_workers_idle") == 3)


def test_a_long_answer_gives_way_too_and_is_broken_off(endless: Server) -> None:
    """Its beginning has been sent: that it is not whole shows where it ends."""
    with contextlib.ExitStack() as stack:
        held = stack.enter_context(slowly(endless, JOINING["large result"], client="192.0.2.50"))
        assert held.recv(12) == b"HTTP/1.1 200"
        for idle, client in ((1, "192.0.2.50"), (0, "192.0.2.51")):
            stack.enter_context(slowly(endless, f"{ENDLESS} # way {client}", client=client))
            world.until(lambda left=idle: number(endless, "onrecord_workers_idle") == left)
        assert plain(endless).status_code == 200
        assert not received(held).endswith(b"0\r\n\r\n")
    world.until(lambda: number(endless, "onrecord_workers_idle") == 3)


def test_slow_bodies_are_given_up(target: Server) -> None:
    host, port = target.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=PATIENCE) as connection:
        connection.sendall(
            b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\n"
            b"Content-Length: 100\r\n\r\nASK"
        )
        assert b" 408 " in connection.recv(1000).split(b"\r\n")[0]


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd", "gzip, gzip"])
def test_nothing_packed_is_unpacked(target: Server, coding: str) -> None:
    """Two hundred bytes that would be two hundred megabytes are no query here."""
    bomb = gzip.compress(gzip.compress(b"0" * 20_000_000))
    headers = {"Content-Type": "application/sparql-query", "Content-Encoding": coding}
    began = memory(target.process, "VmHWM")
    response = CLIENT.post(target.url + "/sparql", content=bomb, headers=headers)
    assert response.status_code == 415
    assert "coding" in response.json()["detail"]
    assert memory(target.process, "VmHWM") - began < 5_000_000


def test_ten_thousand_header_bytes_are_no_trouble_and_a_hundred_thousand_an_error(target: Server) -> None:
    assert CLIENT.get(target.url + "/health", headers={"X": "y" * 10_000}).status_code == 200
    assert CLIENT.get(target.url + "/health", headers={f"X{n}": "y" for n in range(500)}).status_code == 200
    accept = ",".join(f"a/b{n};q=0.{n % 10}" for n in range(3_000))
    assert target.ask("ASK {}", accept=accept[:50_000]).status_code in (200, 406)
    assert CLIENT.get(target.url + "/health", headers={"X": "y" * 100_000}).status_code == 431


def test_slow_clients_do_not_keep_others_waiting(target: Server) -> None:
    """Headers that never end, bodies that never come, answers that nobody takes: fifty of each at once."""
    host, port = target.url.removeprefix("http://").split(":")
    query = JOINING["large result"].replace(" ", "+").replace("?", "%3F")
    begun = (
        b"GET / HTTP/1.1\r\nHost: x\r\nX-",
        b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\nContent-Length: 9\r\n\r\nA",
        f"GET /sparql?query={query}+LIMIT+9999 HTTP/1.1\r\nHost: x\r\n\r\n".encode(),
    )
    with contextlib.ExitStack() as stack:
        for part in begun:
            for _ in range(40):
                connection = stack.enter_context(socket.create_connection((host, int(port)), timeout=PATIENCE))
                connection.sendall(part)
        for n in range(5):
            other = {"X-Forwarded-For": "192.0.2.2"}
            plain = CLIENT.get(target.url + "/sparql", params={"query": f"{PLAIN} # slow {n}"}, headers=other)
            assert plain.status_code == 200


@pytest.mark.parametrize("version", ["1.1", "1.0"])
def test_answers_that_nobody_takes_hold_no_worker(data: Path, version: str) -> None:
    """Four slow readers where two queries can run at once; one that reads on gets everything."""
    limits = {"serve_workers": 2, "serve_buffer_bytes": 100_000, "serve_client_requests": 0}
    limits |= {"serve_query_seconds": 3_600, "serve_send_seconds": 3_600}
    with world.running(data, **limits) as server, contextlib.ExitStack() as stack:
        slow = [
            stack.enter_context(
                slowly(server, f"{JOINING['large result']} LIMIT {60_000 + n}", client=f"192.0.2.{n}", version=version)
            )
            for n in range(4)
        ]
        world.until(lambda: number(server, "onrecord_requests_running") == 5)  # this one too
        world.until(lambda: number(server, "onrecord_workers_idle") == 2)
        assert number(server, "onrecord_spool_bytes") > 1_000_000
        assert memory(server.process, "VmRSS") < SERVER_MEMORY
        assert server.ask(PLAIN).status_code == 200
        answer = received(slow[0])
        assert answer.count(b"\r\n") > 60_000  # a row a line, and the head
        assert answer.endswith(b"0\r\n\r\n") or f"content-length: {len(answer.partition(END)[2])}".encode() in answer
        for connection in slow:
            connection.close()
        world.until(lambda: number(server, "onrecord_spool_bytes") == 0)


@pytest.mark.parametrize("media_type", ["text/plain", "multipart/form-data; boundary=x", "application/json", ""])
def test_another_site_can_make_nobody_do_anything(target: Server, media_type: str) -> None:
    """A form elsewhere may send what browsers send unasked: it gets reads alone, and never somebody's credentials."""
    headers = {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site", "Cookie": "session=1"}
    if media_type:
        headers["Content-Type"] = media_type
    response = CLIENT.post(target.url + "/sparql", content=b"update=CLEAR+ALL", headers=headers)
    assert response.status_code == 415
    form = CLIENT.post(target.url + "/sparql", data={"update": "CLEAR ALL"}, headers={"Origin": "https://evil.example"})
    assert form.status_code == 403
    for answer in (response, form):
        assert answer.headers["access-control-allow-origin"] == "*"
        assert "access-control-allow-credentials" not in answer.headers
        assert "set-cookie" not in answer.headers
        assert "form-action 'self'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize(
    "path",
    [
        "/static/..%2f..%2fsettings.py",
        "/static/../../settings.py",
        "/static/%2e%2e/app.py",
        "/queries/..%2f..%2fpyproject.toml",
        "/entity/..%2f..%2f..%2fetc%2fpasswd",
        "/graph/..%2frelease",
        "/entity/%00",
        "/entity/Q1%0d%0aSet-Cookie:%20x=1",
        "//etc/passwd",
        "/dumps/..%2f..%2frelease.json",
    ],
)
def test_no_path_leads_out_of_what_is_served(target: Server, path: str) -> None:
    host, port = target.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=PATIENCE) as connection:  # as it is: clients tidy paths up
        connection.sendall(f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
        answer = b"".join(iter(lambda: connection.recv(65_536), b""))
    assert answer.split()[1] in (b"404", b"400")
    assert b"root:" not in answer
    assert b"\r\nset-cookie" not in answer.lower()


MARK = "<script>alert(1)</script>"
PLACES = {
    "a query": ("/sparql", {"query": f"SELECT {MARK}"}),
    "a query with an answer": ("/sparql", {"query": f"SELECT ('{MARK}' AS ?x) {{}} # </textarea>{MARK}"}),
    "a string of a language": ("/sparql", {"query": f"SELECT ('{MARK}'@en AS ?x) {{}}"}),
    "a datatype": ("/sparql", {"query": f"SELECT (STRDT('x', IRI('javascript:alert(1)')) AS ?x) {{}} # {MARK}"}),
    "an IRI": ("/sparql", {"query": f"SELECT (IRI('javascript:alert(1)') AS ?x) {{}} # {MARK}"}),
    "a graph": ("/sparql", {"query": f"CONSTRUCT {{ <urn:a> <urn:b> '{MARK}' }} WHERE {{}}"}),
    "a format": ("/sparql", {"query": "ASK {}", "format": MARK}),
    "a graph's name": ("/sparql", {"query": "ASK {}", "default-graph-uri": MARK}),
    "a query's parameter": ("/queries/pitches", {"agency": f'"{MARK}'}),
    "a parameter's name": ("/queries/pitches", {MARK: "1"}),
    "a query's name": (f"/queries/{MARK}", {}),
    "a page": ("/entity/Q1", {"page": MARK}),
    "a key": (f"/entity/{MARK}", {}),
    "a path": (f"/{MARK}", {}),
    "a label in the data": ("/entity/gaze-1c", {}),
    "a sentence in the data": ("/claim/4f", {}),
    "an address in the data": ("/entity/harbour-0b", {}),
    "a graph to fetch": ("/graph-store", {"graph": MARK}),
}


@pytest.mark.parametrize("place", PLACES)
def test_no_text_becomes_a_script(target: Server, place: str) -> None:
    path, parameters = PLACES[place]
    for accept in ("text/html", "*/*"):
        response = CLIENT.get(target.url + path, params=parameters, headers={"Accept": accept})
        assert response.headers["x-content-type-options"] == "nosniff"
        assert "script-src" not in response.headers["content-security-policy"]
        assert "default-src 'none'" in response.headers["content-security-policy"]
        if response.headers["content-type"].startswith("text/html"):
            assert "<script" not in response.text.lower()
            assert not re.search(r"(href|src|action)=\"?\s*javascript:", response.text, re.IGNORECASE)
            assert not re.search(r"<[^>]+\son[a-z]+=", response.text)
        else:
            assert response.headers["content-type"].partition(";")[0] not in ("text/xml", "image/svg+xml")


@pytest.mark.parametrize("name", SMUGGLING)
def test_no_request_is_hidden_in_another(target: Server, name: str) -> None:
    """One refusal, then the connection closes, whatever came behind."""
    with connect(target) as connection:
        connection.sendall(SMUGGLING[name].encode())
        answer = received(connection)
    assert answer.split()[1] in (b"400", b"501")
    assert answer.count(b"HTTP/1.1 ") == 1
    assert b"connection: close" in answer.lower()


def test_foreign_hosts_are_refused_where_hosts_are_set(data: Path) -> None:
    with world.running(data, serve_workers=1, serve_allowed_hosts="data.example.org, 127.0.0.1") as server:
        for host in FOREIGN_HOSTS:
            refused = server.get("/", headers={"Host": host, "Accept": "application/json"})
            assert (refused.status_code, refused.json()["type"].partition("#")[2]) == (421, "misdirected"), host
            assert server.get("/ready", headers={"Host": host}).status_code == 200
        for host in ("data.example.org", "DATA.example.org:443", "127.0.0.1:8000"):
            assert server.get("/", headers={"Host": host}).status_code == 200, host


def test_any_host_is_answered_where_none_is_set(target: Server) -> None:
    for host in FOREIGN_HOSTS:
        assert target.get("/ready", headers={"Host": host}).status_code == 200


def test_nobody_gets_more_by_making_addresses_up(data: Path) -> None:
    """The proxy adds the client's address behind whatever the client wrote."""
    with world.running(data, serve_workers=1, serve_client_requests=2) as server:
        numbers = count()

        def refused() -> bool:
            told = f"10.3.0.{next(numbers)}, 127.0.0.1, 203.0.113.9"
            return server.get("/", headers={"X-Forwarded-For": told}).status_code == 429

        world.until(refused)
        assert server.get("/health", headers={"X-Forwarded-For": "203.0.113.9, 203.0.113.10"}).status_code == 200


def test_broken_requests_do_no_harm(target: Server) -> None:
    host, port = target.url.removeprefix("http://").split(":")
    for bytes_ in (b"\x00" * 1000, b"GET " + b"/" * 100_000, b"GET / HTTP/1.1\r\nX: " + b"y" * 200_000):
        with socket.create_connection((host, int(port)), timeout=PATIENCE) as connection:
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
    world.until(lambda: not any(alive(process) for process in family))


def test_a_killed_server_leaves_no_process_behind(tmp_path: Path) -> None:
    world.publish(tmp_path)
    with world.running(tmp_path, serve_workers=2) as server:
        family = [*world.children(server.process), *server.workers()]
        os.kill(server.process, signal.SIGKILL)
        world.until(lambda: not any(alive(process) for process in family))
