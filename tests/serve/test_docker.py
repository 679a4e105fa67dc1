"""What serves from a container, as far as it can be told without one: by schema, and by names that agree."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import typer
import yaml

from kg.cli import app
from kg.serve.app import routers
from kg.serve.forwarded import Proxies
from kg.serve.negotiate import BINDINGS, GRAPHS
from kg.serve.server import TOLD_SECONDS
from kg.settings import Settings, unknown
from tests.serve.world import ROOT

FOLDER = ROOT / "docker"
COMPOSE: dict[str, Any] = yaml.safe_load((FOLDER / "compose.yaml").read_text("utf-8"))
DOCKERFILE = (FOLDER / "Dockerfile").read_text("utf-8").replace("\\\n", " ")
CADDYFILE = (FOLDER / "Caddyfile").read_text("utf-8")
NGINX = re.sub(r"#.*", "", (FOLDER / "nginx.conf").read_text("utf-8"))
UNIT = [
    (name, value)
    for line in (FOLDER / "systemd" / "onrecord.service").read_text("utf-8").splitlines()
    if line and line[0] not in "#["
    for name, _, value in [line.partition("=")]
]


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
    fits(settings, stop=service["stop_grace_period"], memory=service["mem_limit"].upper())
    assert settings.serve_spool_bytes + needed(settings) < int(service["mem_limit"].removesuffix("g")) * 1_000_000_000


def needed(settings: Settings) -> int:
    """The bytes of memory that the service may come to need."""
    queries = settings.serve_workers * settings.serve_query_memory
    readers = settings.serve_connections * settings.serve_buffer_bytes
    return queries + readers + settings.serve_cache_bytes + 500_000_000


def fits(settings: Settings, *, stop: str, memory: str) -> None:
    """Whether who runs the service leaves it the time to stop and the memory that the settings ask for."""
    time_to_stop = settings.serve_drain_seconds + settings.serve_grace_seconds + TOLD_SECONDS
    assert time_to_stop < float(stop.removesuffix("s")), "it is not killed while it stops"
    assert needed(settings) < int(memory.removesuffix("G")) * 1_000_000_000


def test_the_proxy_is_believed_by_its_network_and_nobody_else() -> None:
    ((subnet,),) = ([one["subnet"] for one in network["ipam"]["config"]] for network in COMPOSE["networks"].values())
    (network,) = COMPOSE["networks"]
    for service in COMPOSE["services"].values():
        assert service["networks"] == [network]
    trusted = Proxies.of(COMPOSE["services"]["onrecord"]["environment"]["KG_SERVE_TRUSTED_PROXIES"])
    assert trusted == Proxies.of(subnet)
    assert not trusted.any


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


def unit(name: str) -> list[str]:
    """The values of a directive of the unit file."""
    return [value for one, value in UNIT if one == name]


def directive(name: str) -> list[str]:
    """The values of a directive of the nginx example."""
    return [" ".join(found.split()) for found in re.findall(rf"^\s*{name}\s+([^;{{]+);", NGINX, re.MULTILINE)]


def test_the_unit_sets_what_there_is_to_set_and_runs_what_there_is() -> None:
    given = dict(value.split("=", 1) for value in unit("Environment"))
    assert not unknown(given)
    settings = Settings(
        **{name.removeprefix("KG_").lower(): value for name, value in given.items() if name[:3] == "KG_"}
    )
    (stop,), (memory,), (files,) = unit("TimeoutStopSec"), unit("MemoryMax"), unit("LimitNOFILE")
    fits(settings, stop=stop, memory=memory)
    assert settings.serve_connections * 2 < int(files)  # a connection, and an answer that waits on disk for it
    (command,) = unit("ExecStart")
    program, *arguments = shlex.split(command)
    assert Path(program).name == "kg"
    assert arguments[0] == "serve"
    command_of = typer.main.get_command(app)
    with command_of.make_context("kg", []) as context:
        serve = command_of.get_command(context, "serve")
    assert serve.make_context("serve", arguments[1:]).params["port"] == 8000


def test_the_unit_stops_the_server_before_its_workers_and_gives_it_no_rights() -> None:
    assert unit("KillMode") == ["mixed"], "or the workers are told to stop in the middle of their queries"
    assert unit("DynamicUser") == ["yes"]
    assert unit("ProtectSystem") == ["strict"]
    assert unit("CapabilityBoundingSet") == [""]
    assert unit("NoNewPrivileges") == ["yes"]
    assert (unit("IPAddressDeny"), unit("IPAddressAllow")) == (["any"], ["localhost"])
    assert not unit("ReadWritePaths")
    assert "2" in unit("RestartPreventExitStatus"), "a wrong setting stays wrong"


def test_nginx_reaches_the_service_and_takes_what_it_takes() -> None:
    assert NGINX.count("{") == NGINX.count("}")
    settings = Settings()
    (upstream,) = re.findall(r"server (\S+):(\d+);", NGINX)
    (command,) = unit("ExecStart")
    assert re.findall(r"--host (\S+) --port (\d+)", command) == [upstream]
    (wait,) = directive("proxy_read_timeout")
    assert settings.serve_query_seconds + settings.serve_queue_seconds < float(wait.removesuffix("s"))
    (body,) = directive("client_max_body_size")
    assert settings.serve_body_bytes < int(body.removesuffix("m")) * 1_000_000
    (buffers,) = directive("large_client_header_buffers")
    assert settings.serve_header_bytes < int(buffers.split()[1].removesuffix("k")) * 1_024
    assert "X-Forwarded-For $remote_addr" in directive("proxy_set_header"), "in place of what the client says"
    assert "Host $host" in directive("proxy_set_header")
    (hidden,) = re.findall(r"location = (\S+) ", NGINX)
    assert hidden == "/metrics"


def test_what_nginx_packs_is_what_the_service_sends() -> None:
    sent = {form.media_type for form in (*BINDINGS, *GRAPHS)} | {"application/json", "application/problem+json"}
    assert set(directive("gzip_types")[0].split()) == sent | {"text/css"}
