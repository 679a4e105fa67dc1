"""Every limit by its name, value and unit, against what is written here; one setting changed at a time."""

from __future__ import annotations

from contextvars import Context

import pytest

from kg.serve.limits import CLIENT, KNOWN, Shares, client_of, client_queries, client_queue, limits
from kg.settings import Settings

DEFAULTS = {
    "workers": (4, ""),
    "query_seconds": (30.0, "seconds"),
    "plan_seconds": (5.0, "seconds"),
    "query_memory": (256_000_000, "bytes"),
    "query_characters": (100_000, ""),
    "query_depth": (40, ""),
    "query_patterns": (100, ""),
    "query_operators": (500, ""),
    "query_selects": (30, ""),
    "result_bytes": (128_000_000, "bytes"),
    "result_rows": (1_000_000, ""),
    "spool_bytes": (1_000_000_000, "bytes"),
    "send_seconds": (300.0, "seconds"),
    "body_bytes": (200_000, "bytes"),
    "body_seconds": (10.0, "seconds"),
    "header_bytes": (65_536, "bytes"),
    "header_seconds": (10.0, "seconds"),
    "queue": (64, ""),
    "queue_seconds": (10.0, "seconds"),
    "connections": (512, ""),
    "client_connections": (128, ""),
    "client_requests": (3_000, "requests a minute"),
    "client_queries": (3, ""),
    "client_queue": (32, ""),
}
# of a change of one setting: all limits that differ from the defaults
CHANGED = {
    "workers": (3, {"workers": 3, "client_queries": 2}),
    "query_seconds": (12.5, {"query_seconds": 12.5}),
    "plan_seconds": (2.5, {"plan_seconds": 2.5}),
    "query_memory": (7_000, {"query_memory": 7_000}),
    "query_characters": (7_001, {"query_characters": 7_001}),
    "query_depth": (17, {"query_depth": 17}),
    "query_patterns": (18, {"query_patterns": 18}),
    "query_operators": (19, {"query_operators": 19}),
    "query_selects": (20, {"query_selects": 20}),
    "result_bytes": (7_002, {"result_bytes": 7_002}),
    "result_rows": (7_003, {"result_rows": 7_003}),
    "spool_bytes": (7_004, {"spool_bytes": 7_004}),
    "send_seconds": (21.0, {"send_seconds": 21.0}),
    "body_bytes": (7_005, {"body_bytes": 7_005}),
    "body_seconds": (22.0, {"body_seconds": 22.0}),
    "header_bytes": (7_006, {"header_bytes": 7_006}),
    "header_seconds": (23.0, {"header_seconds": 23.0}),
    "queue": (20, {"queue": 20, "client_queue": 10}),  # never more than half of it for one client
    "queue_seconds": (24.0, {"queue_seconds": 24.0}),
    "connections": (25, {"connections": 25}),
    "client_connections": (26, {"client_connections": 26}),
    "client_requests": (27, {"client_requests": 27}),
    "client_queries": (1, {"client_queries": 1}),
    "client_queue": (2, {"client_queue": 2}),
}
# settings of the service that limit nothing a client could notice, or are no numbers
NO_LIMITS = {
    "cache_bytes": 5,
    "buffer_bytes": 6,
    "page_size": 7,
    "follow_seconds": 8.0,
    "log_characters": 9,
    "drain_seconds": 10.0,
    "see_other": True,
    "metrics": False,
    "log": "",
}


def told(**settings: object) -> dict[str, int | float]:
    return {limit.name: limit.value for limit in limits(Settings(**settings))}  # type: ignore[arg-type]


def test_all_limits_by_name_value_and_unit() -> None:
    found = {limit.name: (limit.value, limit.unit) for limit in limits(Settings())}
    assert {name: found.get(name) for name in DEFAULTS} == DEFAULTS


@pytest.mark.parametrize("name", CHANGED)
def test_one_setting_at_a_time(name: str) -> None:
    value, changes = CHANGED[name]
    before, after = told(), told(**{f"serve_{name}": value})
    assert {limit: after[limit] for limit in after if after[limit] != before[limit]} == changes


@pytest.mark.parametrize("name", NO_LIMITS)
def test_what_limits_nothing_is_not_told(name: str) -> None:
    assert told(**{f"serve_{name}": NO_LIMITS[name]}) == told()
    assert name not in told()


def test_settings_of_other_parts_are_not_told() -> None:
    assert told(keep_releases=3, query_seconds=4.0, max_file_bytes=5) == told()


def test_limits_say_what_they_are_in_words() -> None:
    words = {limit.name: limit.description for limit in limits(Settings())}
    assert words["query_seconds"] == "longest time the service lets a query run"
    assert words["queue"] == "queries that may wait for a free process"


@pytest.mark.parametrize(
    ("queries", "workers", "at_once"), [(0, 1, 1), (0, 2, 1), (0, 3, 2), (0, 8, 7), (5, 2, 5), (1, 8, 1)]
)
def test_how_many_queries_one_client_may_run(queries: int, workers: int, at_once: int) -> None:
    assert client_queries(Settings(serve_client_queries=queries, serve_workers=workers)) == at_once


@pytest.mark.parametrize(("own", "whole", "waiting"), [(32, 64, 32), (33, 64, 32), (31, 64, 31), (9, 7, 3), (9, 0, 0)])
def test_how_many_queries_of_one_client_may_wait(own: int, whole: int, waiting: int) -> None:
    assert client_queue(Settings(serve_client_queue=own, serve_queue=whole)) == waiting


@pytest.mark.parametrize(
    ("requests", "times", "waits"),
    [
        (0, [0.0, 0.0, 0.0], [0, 0, 0]),
        (2, [0.0, 0.0, 0.0], [0, 0, 30]),
        (2, [0.0, 0.0, 15.0], [0, 0, 15]),
        (2, [0.0, 0.0, 29.9, 30.0], [0, 0, 1, 0]),
        (2, [0.0, 0.0, 30.0, 30.0], [0, 0, 0, 30]),
        (2, [0.0, 0.0, 6000.0, 6000.0, 6000.0], [0, 0, 0, 0, 30]),  # never more than a full share
        (60, [0.0] * 60 + [0.5, 1.0], [0] * 60 + [1, 0]),
        (1, [0.0, 1.0, 60.0], [0, 59, 0]),
    ],
)
def test_shares_run_out_and_come_back(requests: int, times: list[float], waits: list[int]) -> None:
    shares = Shares(requests)
    assert [shares.take("a", now) for now in times] == waits


def test_shares_are_each_clients_own_and_the_longest_unseen_is_forgotten() -> None:
    shares = Shares(1)
    assert [shares.take(client, 0.0) for client in ("a", "b", "a", "b")] == [0, 0, 60, 60]
    for number in range(KNOWN - 1):
        shares.take(f"c{number}", 1.0)
    assert shares.take("b", 1.0) == 59  # the last that is still known
    assert shares.take("a", 1.0) == 0


@pytest.mark.parametrize(
    ("scope", "client"),
    [
        ({"client": ("192.0.2.7", 1)}, "192.0.2.7"),
        ({"client": ("::1", 1)}, "::/64"),
        ({"client": ("2001:db8:1:2::5", 1)}, "2001:db8:1:2::/64"),
        ({"client": ("2001:db8:1:3::5", 1)}, "2001:db8:1:3::/64"),
        ({"client": ("::ffff:192.0.2.7", 1)}, "192.0.2.7"),
        ({"client": None}, "unknown"),
        ({}, "unknown"),
        ({"client": ("x" * 65, 1)}, "x" * 64),
    ],
)
def test_whom_a_request_is_counted_to(scope: dict[str, object], client: str) -> None:
    assert client_of(scope) == client


def test_work_that_no_request_asked_for_is_nobodys_and_a_request_from_nowhere_an_unknowns() -> None:
    assert Context().run(lambda: (CLIENT.get(), client_of({}))) == ("", "unknown")


@pytest.mark.parametrize(
    ("requests", "first", "then", "wait"),
    [
        (60, 0.0, 0.0, 1),
        (60, 0.0, 0.01, 1),  # told in whole seconds, never too few
        (60, 0.0, 0.99, 1),
        (60, 0.0, 1.0, 0),
        (30, 0.0, 0.5, 2),
        (30, 100.0, 101.0, 1),
        (120, 0.0, 0.25, 1),
        (120, 0.0, 0.5, 0),
    ],
)
def test_how_long_one_waits_whose_share_is_used_up(requests: int, first: float, then: float, wait: int) -> None:
    shares = Shares(requests)
    assert [shares.take("a", first) for _ in range(requests)] == [0] * requests
    assert shares.take("a", then) == wait


def test_who_is_refused_loses_nothing_by_asking() -> None:
    shares = Shares(1)
    assert [shares.take("a", float(second)) for second in (0, 15, 30, 45, 60, 75)] == [0, 45, 30, 15, 0, 45]


def test_a_client_is_known_for_as_many_others_as_are_remembered() -> None:
    shares = Shares(1)
    assert shares.take("first", 0.0) == 0
    for number in range(KNOWN - 1):
        assert shares.take(f"c{number}", 0.0) == 0
    assert shares.take("c0", 0.0) == 60  # seen again, so that another is the longest unseen
    assert shares.take("first", 0.0) == 60
    assert shares.take("one more", 0.0) == 0
    assert shares.take("c1", 0.0) == 0  # forgotten
    assert shares.take("first", 0.0) == 60
