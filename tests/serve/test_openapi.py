"""The service against its own OpenAPI description: schemathesis makes requests that it allows or forbids, and judges.

All of its checks are on, its seed is fixed. Here it makes more than a thousand requests, ``make soak`` many times that.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from kg.serve.app import routers
from kg.settings import Settings
from tests.serve import world
from tests.serve.world import ROOT, Server

EXAMPLES = 200 if os.environ.get("KG_SOAK") == "1" else 5  # of each operation, beside those at the edges of its schema
SEED = 20260101
# what a person's browser fetches beside a page, and what the description has in the way it is asked for
UNTOLD = {"/static/{name}", "/queries/{name}"}


def test_every_address_is_described() -> None:
    described = set(world.description()["paths"])
    routes = {re.sub(r":\w+}", "}", route.path) for router in routers() for route in router.routes}
    assert routes - UNTOLD <= described


def test_operations_have_names_of_their_own_and_say_what_goes_wrong() -> None:
    paths = world.description()["paths"]
    operations = [operation for methods in paths.values() for operation in methods.values()]
    names = [operation["operationId"] for operation in operations]
    assert len(set(names)) == len(names)
    for operation in operations:
        assert {"400", "429", "431"} <= set(operation["responses"])
        assert operation["summary"]


def test_the_server_is_where_it_is_mounted(server: Server) -> None:
    assert server.get("/openapi.json").json()["servers"] == [{"url": "/"}]
    assert world.description(server="/news")["servers"] == [{"url": "/news"}]
    licensed = world.description(Settings(licence="https://licences.example/by"))
    assert licensed["info"]["license"]["url"] == "https://licences.example/by"


@pytest.mark.parametrize("seed", [SEED])
def test_schemathesis_finds_nothing(tmp_path: Path, seed: int) -> None:
    data = tmp_path / "data"
    world.publish(data)
    command = [
        sys.executable,
        "-m",
        "schemathesis.cli",
        "--config-file",
        str(Path(__file__).with_name("schemathesis.toml")),
    ]
    limits = {"serve_client_requests": 0, "serve_query_seconds": 10, "serve_workers": 2}
    with world.running(data, **limits) as server:
        command += ["run", f"{server.url}/openapi.json", "--checks", "all", "--seed", str(seed), "--no-color"]
        command += ["--max-examples", str(EXAMPLES), "--continue-on-failure", "--suppress-health-check", "all"]
        environment = os.environ | {"SCHEMATHESIS_HOOKS": "tests.serve.openapi_hooks", "PYTHONPATH": str(ROOT)}
        done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-20_000:] + done.stderr[-2_000:]
    generated = re.search(r"(\d+) generated", done.stdout)
    assert generated
    assert int(generated[1]) >= 1_000
