"""One server over the invented world for all tests that only read it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from tests.serve import world


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[world.Server]:
    data = tmp_path_factory.mktemp("world")
    world.publish(data)
    with world.running(data) as running:
        yield running
