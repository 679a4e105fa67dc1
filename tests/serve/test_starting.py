"""Starting and stopping: what is said, how it ends, and that nothing is said that is not so."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from kg import store
from kg.settings import unknown
from tests.serve import world
from tests.serve.attacks import ENDLESS, JOINING
from tests.serve.world import PATIENCE, ROOT, Server, number, received, slowly, until

BEGUN = JOINING["large result"]  # and does not end while nobody reads it


SETTINGS = {"serve_log": "", "serve_spool_bytes": 0, "serve_query_seconds": 36_000}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("started")
    world.publish(folder, filler=20_000)
    return folder


@contextlib.contextmanager
def started(data: Path, *options: str, **settings: object) -> Iterator[subprocess.Popen[str]]:
    """``kg serve`` as a user runs it; killed in the end."""
    environment = {f"KG_{name.upper()}": str(value) for name, value in (SETTINGS | settings).items()}
    command = [sys.executable, "-m", "kg", "serve", "--data", str(data), "--workers", "1", *options]
    process = subprocess.Popen(
        command, cwd=ROOT, env=os.environ | environment, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def said(process: subprocess.Popen[str]) -> str:
    """The message on the next line of its standard error."""
    assert process.stderr
    message: str = json.loads(process.stderr.readline())["message"]
    return message


def test_it_says_where_it_serves_which_release(data: Path) -> None:
    port = free_port()
    with started(data, "--port", str(port)) as process:
        url = f"http://127.0.0.1:{port}/"
        assert said(process) == f"serving release {store.find(data).id} of {data} at {url}"
        assert httpx.get(f"{url}ready", trust_env=False, timeout=PATIENCE).status_code == 200


def failed(data: Path, *options: str) -> str:
    """The one line that a start which fails says."""
    with started(data, *options) as process:
        _, err = process.communicate(timeout=PATIENCE)
        assert process.returncode == 2, err
    assert err.startswith("kg: ")
    assert err.count("\n") == 1
    return err


def test_a_busy_port_is_one_line(data: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        assert f"127.0.0.1, port {port}: something is listening there already" in failed(data, "--port", port)


@pytest.mark.parametrize(
    ("host", "says"),
    [
        ("192.0.2.1", "192.0.2.1, port 8000: this machine has no such address"),
        ("2001:db8::1", "2001:db8::1, port 8000: "),  # how a machine without IPv6 says so differs
        ("no-such-host.invalid", "there is no such host"),
        ("x" * 300, "there is no such host"),
        ("127.0.0.1:8000", "there is no such host"),
        ("http://127.0.0.1/", "there is no such host"),
    ],
)
def test_a_foreign_host_is_one_line(data: Path, host: str, says: str) -> None:
    assert says in failed(data, "--host", host)


def other_version(release: Path) -> None:
    table = json.loads((release / "release.json").read_text("utf-8"))
    (release / "release.json").write_text(json.dumps(table | {"format": 99}), "utf-8")


def cut(pattern: str) -> Callable[[Path], None]:
    def do(release: Path) -> None:
        path = max(release.glob(pattern), key=lambda one: one.stat().st_size)
        whole = path.read_bytes()
        path.unlink()  # it may be shared with another release
        path.write_bytes(whole[: len(whole) // 2])

    return do


def gone(pattern: str) -> Callable[[Path], None]:
    def do(release: Path) -> None:
        for path in release.glob(pattern):
            path.unlink()

    return do


DAMAGE: dict[str, tuple[Callable[[Path], None], str]] = {
    "another version": (other_version, "made by another version of OnRecord; bring the data folder up to date"),
    "a cut-off release.json": (cut("release.json"), "the release is damaged"),
    "no release.json": (gone("release.json"), "the release is damaged"),
    "a cut-off table": (cut("store/*.sst"), "store: cannot be opened"),
    "tables gone": (gone("store/*.sst"), "store: cannot be opened"),
    "a cut-off manifest": (cut("store/MANIFEST-*"), "store: cannot be opened"),
    "no manifest": (gone("store/MANIFEST-*"), "store: cannot be opened"),
    "a cut-off pointer": (cut("store/CURRENT"), "store: cannot be opened"),
    "an empty store": (gone("store/*"), "store: cannot be opened"),
    "no store": (lambda release: shutil.rmtree(release / "store"), "store: cannot be opened"),
    "no release": (shutil.rmtree, "the release is damaged"),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_release_that_cannot_be_served_is_one_line(data: Path, tmp_path: Path, damage: str) -> None:
    copy = tmp_path / "data"
    shutil.copytree(data, copy, symlinks=True)
    do, says = DAMAGE[damage]
    do(store.find(copy).path)
    line = failed(copy)
    assert says in line
    assert "build" in line


def test_a_folder_without_a_release_says_how_to_make_one(tmp_path: Path) -> None:
    assert "no release here; make one with 'kg build" in failed(tmp_path / "nothing")


def test_a_variable_that_is_no_setting_is_told_with_the_nearest(data: Path) -> None:
    with started(data, "--host", "192.0.2.1", serve_workres=3) as process:
        _, err = process.communicate(timeout=PATIENCE)
    assert err.splitlines()[0] == "kg: KG_SERVE_WORKRES is no setting; did you mean KG_SERVE_WORKERS?"
    assert len(err.splitlines()) == 2


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("KG_SERVE_WORKERS", {}),
        ("kg_serve_workers", {}),
        ("KG_DATA_FOLDER", {}),
        ("PATH", {}),
        ("MY_KG_SERVE_WORKRES", {}),
        ("KG_SERVE_WORKER", {"KG_SERVE_WORKER": "KG_SERVE_WORKERS"}),
        ("KG_SERVER_WORKERS", {"KG_SERVER_WORKERS": "KG_SERVE_WORKERS"}),
        ("KG_SERVE_TRUSTED_PROXY", {"KG_SERVE_TRUSTED_PROXY": "KG_SERVE_TRUSTED_PROXIES"}),
        ("KG_LICENSE", {"KG_LICENSE": "KG_LICENCE"}),
        ("kg_dataa", {"kg_dataa": "KG_DATA"}),
        ("KG_ZZZZZZZZZZ", {"KG_ZZZZZZZZZZ": None}),
    ],
)
def test_unknown_variables(name: str, told: dict[str, str | None]) -> None:
    assert unknown({name: "1"}) == told


NOW: dict[str, object] = {"serve_grace_seconds": 0}
LATE: dict[str, object] = {"serve_grace_seconds": 36_000}  # what ends it earlier is the second signal
STOPS: dict[str, tuple[list[signal.Signals], dict[str, object]]] = {
    "by Ctrl-C": ([signal.SIGINT], NOW),
    "by SIGTERM": ([signal.SIGTERM], NOW),
    "by Ctrl-C twice": ([signal.SIGINT, signal.SIGINT], LATE),
    "by SIGTERM twice": ([signal.SIGTERM, signal.SIGTERM], LATE),
    "by one, then the other": ([signal.SIGTERM, signal.SIGINT], LATE),
    "many times": ([signal.SIGINT] * 5, LATE),
    "while it drains": ([signal.SIGTERM] * 3, LATE | {"serve_drain_seconds": 36_000}),
}


@pytest.mark.parametrize("query", [ENDLESS, BEGUN], ids=["before it answers", "in the middle of an answer"])
@pytest.mark.parametrize("stop", STOPS)
def test_stopped_during_a_query_it_ends_in_order(data: Path, stop: str, query: str) -> None:
    """And says nothing but that it stops; who asked is told, or sees the answer broken off."""
    signals, settings = STOPS[stop]
    port = free_port()
    with started(data, "--port", str(port), **settings) as process:
        said(process)
        server = Server(f"http://127.0.0.1:{port}", process.pid)
        with slowly(server, query, client="192.0.2.1") as connection:
            if query is BEGUN:
                assert connection.recv(12) == b"HTTP/1.1 200"
            until(lambda: number(server, "onrecord_workers_idle") == 0)
            first, *others = signals
            process.send_signal(first)
            if "serve_drain_seconds" in settings:
                until(lambda: server.get("/ready").status_code == 503)
                process.send_signal(others.pop())
            assert said(process) == "stopping"  # two signals at the same time are one
            for one in others:
                process.send_signal(one)
            answer = received(connection)
        _, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0
    assert {json.loads(line)["level"] for line in err.splitlines()} <= {"info"}, err
    if query is BEGUN:
        assert not answer.endswith(b"0\r\n\r\n")
    else:
        assert answer.startswith(b"HTTP/1.1 503")
        assert b"the service is stopping" in answer


def test_stopped_with_nothing_to_do_it_ends_at_once(data: Path) -> None:
    port = free_port()
    with started(data, "--port", str(port), serve_grace_seconds=3_600) as process:
        said(process)
        process.send_signal(signal.SIGTERM)
        _, err = process.communicate(timeout=PATIENCE)
        assert process.returncode == 0
    assert [json.loads(line)["message"] for line in err.splitlines()] == ["stopping"]
