"""What a confined process can still do, each tried in a process of its own."""

import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from kg import store
from kg.store.confinement import CALLS, confine

SEVERAL = 24  # the database opens sixteen files of a store by itself


def published(data: Path) -> store.Release:
    """A release of one quad."""
    quad = Quad(NamedNode("http://e/a"), NamedNode("http://e/p"), Literal("7 3"), NamedNode("http://g.example/g"))
    draft = store.Draft(
        quads=[quad], graph="http://g.example/graph/release", counts={}, settings={}, versions={}, articles={}
    )
    return store.publish(data, draft)


@pytest.fixture(scope="module")
def many_files(tmp_path_factory: pytest.TempPathFactory) -> store.Release:
    """A release whose store has more files than the database opens at first."""
    release = published(tmp_path_factory.mktemp("many"))
    folder = release.path / "store"
    for count in range(200):
        database = Store(str(folder))
        subject = NamedNode(f"http://e/{count}")
        database.extend(
            Quad(
                subject, NamedNode("http://e/p"), Literal(f"{count} {n}"), subject if n % 2 else NamedNode("http://g/")
            )
            for n in range(50)
        )
        database.flush()
        del database  # closed: what works in the background could still merge files
        if len(list(folder.glob("*.sst"))) >= SEVERAL:
            return release
    raise AssertionError("the database merged all files")


def confined(folder: Path, act: Callable[[], object]) -> str:
    """What ``act`` gives, or the error it raises, in a confined process that has the store in ``folder`` open."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            opened = Store.read_only(str(folder))
            confine(folder, memory=1 << 28, written=0)
            told = repr(act())
            del opened
        except BaseException as error:
            told = f"{type(error).__name__} {error}"
        os.write(writing, told.encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        told = pipe.read().decode()
    os.waitpid(child, 0)
    return told


def test_a_store_of_many_files_is_asked_whole(many_files: store.Release) -> None:
    for query in (
        "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }",
        "SELECT ?s { GRAPH ?g { ?s ?p '7 3' } }",
        "SELECT ?s { GRAPH ?g { ?s ?p ?o } } ORDER BY ?o LIMIT 3",
    ):
        answer = store.ask(many_files, query, seconds=60, memory=1 << 28, size=1 << 20)
        assert b'"value"' in answer.content.read()
        answer.content.close()


@pytest.mark.parametrize("of_many_files", [True, False])
def test_no_connection_is_opened_and_no_program_started(
    tmp_path: Path, many_files: store.Release, of_many_files: bool
) -> None:
    release = many_files if of_many_files else published(tmp_path)
    folder = release.path / "store"
    assert len(list(folder.glob("*.sst"))) >= SEVERAL or not of_many_files
    for family in (socket.AF_INET, socket.AF_INET6, socket.AF_UNIX):
        told = confined(folder, lambda family=family: socket.socket(family))
        assert told.split()[0] in {"PermissionError", "OSError"}, told
    told = confined(folder, lambda: os.execv("/bin/true", ["true"]))
    assert told.split()[0] == "PermissionError", told


def test_no_file_is_opened_beyond_those_of_the_store(tmp_path: Path, many_files: store.Release) -> None:
    def opened() -> int:
        for count in range(10_000):
            try:
                os.open("/dev/null", os.O_RDONLY)
            except OSError:
                return count
        return 10_000

    assert confined(published(tmp_path).path / "store", opened) == "0"
    assert 0 < int(confined(many_files.path / "store", opened)) <= len(list((many_files.path / "store").glob("*.sst")))


def test_nothing_is_written(many_files: store.Release, tmp_path: Path) -> None:
    file = tmp_path / "file"
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT)
    told = confined(many_files.path / "store", lambda: os.write(descriptor, b"x" * 10))
    os.close(descriptor)
    assert (told.split()[0], file.read_bytes()) == ("OSError", b"")


@pytest.mark.parametrize("of_many_files", [True, False])
def test_a_machine_of_another_kind_opens_no_connection_either(
    tmp_path: Path, many_files: store.Release, monkeypatch: pytest.MonkeyPatch, of_many_files: bool
) -> None:
    monkeypatch.setattr("platform.machine", lambda: "riscv64")
    release = many_files if of_many_files else published(tmp_path)
    told = confined(release.path / "store", lambda: socket.socket())
    assert told.startswith("OSError")
    assert "Too many open files" in told


def test_the_numbers_of_calls_are_those_of_the_kernel(tmp_path: Path) -> None:
    """Refused by number and not by chance: the same calls go through in a process that is not confined."""
    assert {machine: len(calls.refused) for machine, calls in CALLS.items()} == {"x86_64": 4, "aarch64": 4}
    assert subprocess.run([sys.executable, "-c", "import socket; socket.socket()"], check=True).returncode == 0
