"""One server over the invented world for all tests that only read it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from tests.serve import world


@pytest.fixture(scope="session")
def endless(tmp_path_factory: pytest.TempPathFactory) -> Iterator[world.Server]:
    """A server that stops no query for its time: what frees a worker is something else.

    Nothing waits on disk, so a long answer that nobody reads has its worker for as long.
    """
    data = tmp_path_factory.mktemp("endless")
    world.publish(data, filler=20_000)
    limits = {"serve_workers": 3, "serve_query_seconds": 36_000, "serve_queue": 4, "serve_queue_seconds": 36_000}
    limits |= {"serve_client_requests": 0, "serve_share_seconds": 0.01, "serve_spool_bytes": 0}
    with world.running(data, **limits, serve_send_seconds=36_000) as running:
        yield running


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[world.Server]:
    data = tmp_path_factory.mktemp("world")
    world.publish(data)
    with world.running(data) as running:
        yield running
