"""What an operator sees: the log, the metrics, readiness, stopping, and the terms of use on every answer."""

from __future__ import annotations

import json
import os
import signal
from pathlib import Path
from typing import Any

import pytest
from prometheus_client.parser import text_string_to_metric_families

from kg import store
from kg.serve.telemetry import outcome
from tests.serve import world
from tests.serve.world import Server, connect, received, until

ROWS = "SELECT ?s { GRAPH ?g { ?s ?p ?o } } LIMIT 7"


def logged(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def numbers(server: Server) -> dict[str, float]:
    families = text_string_to_metric_families(server.get("/metrics").text)
    return {
        sample.name + "".join(f" {value}" for _, value in sorted(sample.labels.items())): sample.value
        for family in families
        for sample in family.samples
    }


def test_each_request_has_a_line_with_time_rows_and_outcome(tmp_path: Path) -> None:
    world.publish(tmp_path / "data")
    log = tmp_path / "requests.log"
    with world.running(tmp_path / "data", serve_log=log, serve_log_characters=30) as server:
        server.ask(ROWS)
        server.ask(ROWS)
        server.ask("SELECT * {")
        server.ask("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l } ORDER BY ?l ?i")
        server.ask("CONSTRUCT WHERE { ?s a <https://w3id.org/onrecord/ns#Pitch> }", accept="text/turtle")
        server.ask("ASK {}", accept="application/sparql-results+json")
        server.get("/entity/Q1.ttl")
        server.get("/none/such%0a%7b%7d")
        until(lambda: len([line for line in logged(log) if line["path"] != "/health"]) == 8)
    lines = [line for line in logged(log) if line["path"] != "/health"]
    told = [(line["status"], line["outcome"], line.get("rows"), line.get("cached")) for line in lines]
    assert told[:3] == [(200, "ok", 7, False), (200, "ok", 7, True), (400, "query-error", None, False)]
    assert told[3][1] in ("timeout", "limit")
    assert told[4:6] == [(200, "ok", 1, False), (200, "ok", 1, False)]
    assert lines[0]["query"] == ROWS[:30]
    assert lines[0]["client"] == "127.0.0.1"
    assert lines[0]["bytes"] > 0
    assert lines[0]["seconds"] > 0
    assert lines[0]["release"] == store.find(tmp_path / "data").id
    assert "query" not in lines[6]  # ours, not the client's
    assert lines[7]["outcome"] == "not-found"


def test_metrics_count_what_happens_and_clients_make_no_labels(tmp_path: Path) -> None:
    world.publish(tmp_path)
    with world.running(tmp_path, serve_log="", serve_workers=2) as server:
        for number in range(5):
            server.ask(ROWS)
            server.get(f"/made-up-{number}")
        found = numbers(server)
        assert found["onrecord_requests_total GET sparql 200"] == 5
        assert found["onrecord_requests_total GET other 404"] == 5
        assert found["onrecord_cache_hits_total"] == 4
        assert found["onrecord_rows_total"] == 35
        assert found["onrecord_outcomes_total ok"] == 5
        assert found["onrecord_request_seconds_count sparql"] == 5
        assert (found["onrecord_workers"], found["onrecord_ready"]) == (2, 1)
        assert found["process_resident_memory_bytes"] > 0
        os.kill(server.workers()[0], signal.SIGKILL)
        until(lambda: numbers(server)["onrecord_worker_starts_total"] == 3)
        world.publish(tmp_path, filler=1)
        until(lambda: numbers(server)["onrecord_release_switches_total"] == 1)
    with world.running(tmp_path, serve_metrics="false") as server:
        assert server.get("/metrics").status_code == 404


@pytest.mark.parametrize(
    ("status", "word"),
    [(0, "gone"), (200, "ok"), (206, "ok"), (303, "redirect"), (304, "not-modified"), (413, "refused"), (500, "error")],
)
def test_outcomes_of_statuses(status: int, word: str) -> None:
    assert outcome(status) == word


def test_told_to_stop_it_is_not_ready_answers_on_and_ends(tmp_path: Path) -> None:
    world.publish(tmp_path)
    with world.running(tmp_path, serve_drain_seconds=60) as server:
        assert server.get("/ready").json() == {"status": "ready"}
        os.kill(server.process, signal.SIGTERM)
        until(lambda: server.get("/ready").status_code == 503)
        assert server.ask("ASK {}", accept="application/sparql-results+json").status_code == 200
        os.kill(server.process, signal.SIGTERM)  # asked again, it does not wait
        until(lambda: not listens(server))


def test_a_request_under_way_is_finished_before_it_ends(tmp_path: Path) -> None:
    """One whose body is still coming: it has begun as surely as it has not ended."""
    world.publish(tmp_path)
    limits = {"serve_body_seconds": 3_600, "serve_grace_seconds": 3_600}
    with world.running(tmp_path, **limits) as server, connect(server) as connection:
        head = "Host: x\r\nContent-Type: application/sparql-query\r\nContent-Length: 6"
        connection.sendall(f"POST /sparql HTTP/1.1\r\n{head}\r\n\r\nASK".encode())
        until(lambda: numbers(server)["onrecord_requests_running"] == 2)  # this one, and the one that asks
        os.kill(server.process, signal.SIGTERM)
        until(lambda: not listens(server))
        connection.sendall(b" {}")
        assert b"true" in received(connection)


def listens(server: Server) -> bool:
    """Whether a server takes new connections."""
    try:
        connect(server).close()
    except ConnectionRefusedError:
        return False
    return True


def test_the_licence_is_stated_on_every_answer(tmp_path: Path) -> None:
    licence, quotes = "https://licence.example/by", "https://licence.example/quotes"
    world.publish(tmp_path, settings={"licence": licence, "quotes_licence": quotes})
    with world.running(tmp_path) as server:
        for path in (
            "/",
            "/entity/Q1.ttl",
            "/entity/Q1.html",
            "/dump/latest/all.nq.gz",
            "/search?q=harbour",
            "/feed.atom",
        ):
            links = server.get(path).headers.get_list("link")
            assert f'<{licence}>; rel="license"' in links
        page = server.get("/entity/Q1.html").text
        assert licence in page
        assert quotes in page
        assert server.get("/dump/latest").json()["quotes_licence"] == quotes


def test_pages_say_so_where_no_licence_is_stated(server: Server) -> None:
    page = server.get("/entity/Q1.html").text
    assert "No licence is stated for the data. Quoted sentences are their publishers" in page
    assert "license" not in server.get("/entity/Q1.ttl").headers["link"]
