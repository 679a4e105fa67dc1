"""Builds that are killed, or meet a full disk or one another: what was served stays, and the next build works."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kg import store
from tests import handmade

# The build as `kg build` runs it, but for the extraction and the gate, which would take most of the test's time.
BUILD = """
import sys
from pathlib import Path
from kg import pipeline
from kg.pipeline import gate
from kg.cli import app
from kg.cli.running import run
from kg.store import locking
from tests import handmade
class Lock(locking.FileLock):  # leaves word that it is asked for
    def acquire(self, *arguments, **options):
        Path(self.lock_file).with_name(".asked").touch()
        return super().acquire(*arguments, **options)
locking.FileLock = Lock
if __name__ == "__main__":
    pipeline.extractor = handmade.extractor
    gate.validate.validate = lambda quads: gate.validate.Report((), "shacl", 0, 0)
    sys.exit(run(app, sys.argv[1:]))
"""
FEW = [(f"a{number}", f"Norva sold Kestrel{number} to Harbor.") for number in range(3)]
MANY = [(f"b{number}", f"Norva sold Lumen{number} to Harbor.") for number in range(40)]


@pytest.fixture(scope="module")
def script(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("script") / "build.py"
    path.write_text(BUILD)
    return path


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory, script: Path) -> Path:
    """A data folder with one release; tests work on copies of it."""
    folder = tmp_path_factory.mktemp("first")
    done = finish(start(script, folder / "data", handmade.write(folder / "few.jsonl", *FEW)))
    assert done[0] == 0, done
    return folder / "data"


def start(script: Path, data: Path, paths: Path, *more: str) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)}
    command = [sys.executable, str(script), "build", str(paths), "--data", str(data), "--jobs", "1", *more]
    return subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )


def finish(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    out, err = process.communicate(timeout=600)
    return process.returncode, out, err


def records(data: Path, count: int) -> bool:
    folder = data / "records"
    return folder.is_dir() and len([*folder.glob("*.zst")]) >= count


def temporary(data: Path, name: str = "") -> bool:
    return any((path / name).exists() for path in (data / "releases").glob(".tmp-2*"))


MOMENTS: dict[str, Callable[[Path], bool]] = {
    "as it has the lock": lambda data: "pid" in (data / ".lock-holder").read_text(),
    "with half the records": lambda data: records(data, 23),
    "with a dump": lambda data: temporary(data, "dumps/content.nq.zst"),
    "with a store": lambda data: temporary(data, "store"),
    "with a release.json": lambda data: temporary(data, "release.json"),
    "with a release that is not current": lambda data: len([*(data / "releases").glob("2*")]) > 1,
}


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_killed_build_leaves_the_old_release_and_the_next_build_works(
    tmp_path: Path, first: Path, script: Path, moment: str
) -> None:
    data = tmp_path / "data"
    shutil.copytree(first, data, symlinks=True)
    (data / ".lock-holder").write_text("")
    before = store.find(data)
    paths = handmade.write(tmp_path / "many.jsonl", *MANY)
    process = start(script, data, paths)
    while process.poll() is None and not MOMENTS[moment](data):
        time.sleep(0.0005)
    process.send_signal(signal.SIGKILL)
    finish(process)
    served = store.find(data)
    assert len(store.open_release(served)) > served.counts["quads"] > 0
    if process.returncode:  # else it was done before the signal came
        assert served == before or served.parent == before.id
    code, _, err = finish(start(script, data, paths))
    assert (code, err) == (0, "")
    after = store.find(data)
    assert after.counts["articles"] == len(FEW) + len(MANY)
    assert not [*data.glob(".tmp*"), *data.glob("releases/.tmp*"), *data.glob("records/.tmp*")]
    kept = {name for release in store.releases(data) for name in release.articles.values()}
    assert {*store.Records(data).names()} == kept


def test_a_second_build_waits_or_says_who_builds(tmp_path: Path, first: Path, script: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(first, data, symlinks=True)
    more = handmade.write(tmp_path / "more.jsonl", ("more", "Norva sold Kestrel to Harbor."))
    with store.building(data):
        code, out, err = finish(start(script, data, more))
        assert (code, out) == (4, "")
        assert f"process {os.getpid()} (since" in err
        assert "--wait" in err
        (data / ".asked").unlink()
        waiting = start(script, data, more, "--wait", "600")
        while not (data / ".asked").exists():
            assert waiting.poll() is None
            time.sleep(0.01)
    assert finish(waiting)[0] == 0
    assert store.find(data).counts["articles"] == len(FEW) + 1


def test_an_interrupted_build_leaves_nothing_half_done(tmp_path: Path, first: Path, script: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(first, data, symlinks=True)
    before = store.find(data)
    there = len([*(data / "records").iterdir()])
    articles = [(f"c{number}", "Norva sold Kestrel to Harbor.") for number in range(5)]
    endless = ("hang", "Norva sold Kestrel to Harbor. MISBEHAVE hang")
    # A shell lets what it runs in the background ignore the interrupt, and children inherit that.
    ignored = signal.signal(signal.SIGINT, signal.default_int_handler)
    process = start(script, data, handmade.write(tmp_path / "articles.jsonl", *articles, endless))
    signal.signal(signal.SIGINT, ignored)
    while not records(data, there + len(articles)):
        assert process.poll() is None
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to the whole group
    code, out, err = finish(process)
    assert (code, out) == (130, "")
    assert err == "kg: interrupted; nothing was published\n"
    assert store.find(data) == before
    with store.building(data):
        pass


@contextmanager
def small_disk(path: Path, size: str) -> Iterator[None]:
    path.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", path], capture_output=True)
    if mounted.returncode:
        pytest.skip("a small disk cannot be mounted here")
    try:
        yield
    finally:
        subprocess.run(["umount", path], check=True)


def test_a_full_disk_publishes_nothing(tmp_path: Path, first: Path, script: Path) -> None:
    with small_disk(tmp_path / "disk", "12m"):
        data = tmp_path / "disk" / "data"
        shutil.copytree(first, data, symlinks=True)
        before = store.find(data)
        filler = tmp_path / "disk" / "filler"
        free = shutil.disk_usage(data).free
        filler.write_bytes(os.urandom(max(0, free - 120_000)))
        paths = handmade.write(tmp_path / "many.jsonl", *MANY)
        code, out, err = finish(start(script, data, paths))
        assert (code, out) == (4, "")
        assert "No space left on device" in err
        assert store.find(data) == before
        assert len(store.open_release(before)) > 0
        assert not [*(data / "releases").glob(".tmp*")]
        filler.unlink()
        assert finish(start(script, data, paths))[2] == ""
