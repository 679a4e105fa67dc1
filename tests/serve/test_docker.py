"""What serves from a container, as far as it can be told without one: by schema, and by names that agree."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from typing import Any

import yaml

from kg.serve.app import routers
from kg.settings import Settings
from tests.serve.world import ROOT

FOLDER = ROOT / "docker"
COMPOSE: dict[str, Any] = yaml.safe_load((FOLDER / "compose.yaml").read_text("utf-8"))
DOCKERFILE = (FOLDER / "Dockerfile").read_text("utf-8").replace("\\\n", " ")
CADDYFILE = (FOLDER / "Caddyfile").read_text("utf-8")


def instructions(name: str) -> list[list[str]]:
    """The words of each instruction of the Dockerfile of that name."""
    return [shlex.split(line)[1:] for line in DOCKERFILE.splitlines() if line.startswith(f"{name} ")]


def test_the_compose_file_is_one() -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec"]
    done = subprocess.run([*command, str(FOLDER / "compose.yaml")], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_it_sets_what_there_is_to_set() -> None:
    service = COMPOSE["services"]["onrecord"]
    given = {name.removeprefix("KG_").lower(): value for name, value in service["environment"].items()}
    settings = Settings(**given)
    for name in given:
        assert name in Settings.model_fields
    room = int(re.findall(r"size=(\d+)m", service["tmpfs"][0])[0]) * 1_000_000
    assert settings.serve_spool_bytes < room, "answers on their way fit into /tmp"
    grace = float(service["stop_grace_period"].removesuffix("s"))
    assert settings.serve_drain_seconds + 10 < grace, "it is not killed while it drains"
    memory = int(service["mem_limit"].removesuffix("g")) * 1_000_000_000
    queries = settings.serve_workers * settings.serve_query_memory
    readers = settings.serve_connections * settings.serve_buffer_bytes
    assert queries + readers + settings.serve_cache_bytes + settings.serve_spool_bytes + 500_000_000 < memory


def test_nothing_has_more_rights_than_it_needs() -> None:
    for name, service in COMPOSE["services"].items():
        assert service["read_only"], name
        assert service["cap_drop"] == ["ALL"], name
        assert "no-new-privileges:true" in service["security_opt"], name
        assert service["mem_limit"], name
    assert all(volume.endswith(":ro") for volume in COMPOSE["services"]["onrecord"]["volumes"])
    assert COMPOSE["services"]["onrecord"]["ports"] == ["127.0.0.1:8000:8000"], "the internet reaches the proxy alone"
    assert instructions("USER")


def test_the_image_is_made_of_what_is_there() -> None:
    for *sources, _ in (words for words in instructions("COPY") if not words[0].startswith("--")):
        for source in sources:
            assert (ROOT / source).exists(), source
    # the last stage runs what the build stage made
    assert ["--from=build", "/venv", "/venv"] in instructions("COPY")
    ((_, *options),) = (words for words in instructions("CMD"))
    assert "8000" in " ".join(options)
    assert instructions("EXPOSE") == [["8000"]]


def test_every_pin_is_taken_from_the_lock() -> None:
    """As the image's own command takes them."""
    (script,) = re.findall(r"sed -n '([^']*)' requirements\.lock", DOCKERFILE)
    command = ["sed", "-n", script, str(ROOT / "requirements.lock")]
    pins = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    assert all(re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9.+!_-]+", pin) for pin in pins)
    assert {"fastapi", "pyoxigraph", "tantivy", "uvicorn"} <= {pin.partition("==")[0] for pin in pins}


def test_the_proxy_reaches_the_service_and_asks_what_it_answers() -> None:
    assert CADDYFILE.count("{") == CADDYFILE.count("}")
    (upstream,) = re.findall(r"reverse_proxy (\S+):(\d+)", CADDYFILE)
    assert upstream == ("onrecord", "8000")
    assert upstream[0] in COMPOSE["services"]
    (asked,) = re.findall(r"health_uri (\S+)", CADDYFILE)
    (hidden,) = re.findall(r"@inside path (\S+)", CADDYFILE)
    paths = {route.path for router in routers() for route in router.routes}
    assert {asked, hidden} <= paths
    (health,) = re.findall(r"http://127\.0\.0\.1:8000(/\w+)", DOCKERFILE)
    assert health in paths
    (host,) = set(re.findall(r"\{\$(\w+):", CADDYFILE))
    assert host in COMPOSE["services"]["proxy"]["environment"]
