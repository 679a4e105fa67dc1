"""Builds that are killed, or meet a full disk or one another: what was served stays, and the next build works."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kg import store
from tests import handmade

# The build as `kg build` runs it, but for the extraction and the gate, which would take most of the test's time. It
# kills itself where KILL says: as a function is called, and for which time.
BUILD = """
import os, signal, sys
from importlib import import_module
from itertools import count
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
def die(moment):
    place, time = moment.split()
    module, names = place.split(":")
    *owners, name = names.split(".")
    owner = import_module(module)
    for one in owners:
        owner = getattr(owner, one)
    real, calls = getattr(owner, name), count(1)
    def called(*arguments, **options):
        if next(calls) == int(time):
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*arguments, **options)
    setattr(owner, name, called)
locking.FileLock = Lock
if __name__ == "__main__":
    pipeline.extractor = handmade.extractor
    gate.validate.validate_batches = lambda stored , lines: gate.validate.Report((), "shacl", 0, 0)
    if os.environ.get("KILL"):
        die(os.environ["KILL"])
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


def start(script: Path, data: Path, paths: Path, *more: str, kill: str = "") -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent), "KILL": kill}
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


# By the function that is called then, for the first time or a later one.
MOMENTS = {
    "as it has the lock": "kg.pipeline:_extracted 1",
    "with half the records": "kg.store.records:Records.put 20",
    "with names": "kg.pipeline.names:resolve_entities 1",
    "with origins": "kg.pipeline.claims:write_sources 1",
    "with claims": "kg.pipeline.situations:settle 1",
    "with situations": "kg.pipeline.quads:_outlets 1",
    "with a difference": "kg.store:publish 1",
    "with parts": "kg.store.content:save 1",
    "with a store": "kg.pipeline.gate:judged 1",
    "with a description": "kg.store.publish:save 1",
    "as it is written through to the disk": "kg.store.files:sync_folder 3",
    "with a release that is not current": "kg.store.publish:switch 1",
    "with a release that is current": "kg.store:prune 1",
}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory, script: Path) -> str:
    """The hash of what all articles built at once have for content."""
    folder = tmp_path_factory.mktemp("whole")
    assert finish(start(script, folder / "data", handmade.write(folder / "all.jsonl", *FEW, *MANY)))[0] == 0
    return store.find(folder / "data").content


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_killed_build_leaves_the_old_release_and_the_next_build_works(
    tmp_path: Path, first: Path, script: Path, whole: str, moment: str
) -> None:
    data = tmp_path / "data"
    shutil.copytree(first, data, symlinks=True)
    before = store.find(data)
    paths = handmade.write(tmp_path / "many.jsonl", *MANY)
    assert finish(start(script, data, paths, kill=MOMENTS[moment]))[0] == -signal.SIGKILL
    served = store.find(data)
    assert len(store.open_release(served)) > served.counts["quads"] > 0
    assert served == before or (served.parent == before.id and moment == "with a release that is current")
    code, _, err = finish(start(script, data, paths))
    assert (code, err) == (0, "")
    after = store.find(data)
    assert after.content == whole
    assert not [*data.glob(".tmp*"), *data.glob("releases/.t*"), *data.glob("records/.tmp*")]
    kept = {name for release in store.releases(data) for name in release.articles.values()}
    assert {*store.Records(data).names()} == kept


def test_increments_in_any_order_each_killed_first_come_to_the_same(tmp_path: Path, script: Path, whole: str) -> None:
    articles = random.Random(3).sample([*FEW, *MANY], len(FEW) + len(MANY))
    parts = [articles[:20], articles[20:25], articles[25:40], articles[40:]]
    moments = ("with claims", "with parts", "with a store", "with a release that is not current")
    for number, (part, moment) in enumerate(zip(parts, moments, strict=True)):
        paths = handmade.write(tmp_path / f"{number}.jsonl", *part)
        assert finish(start(script, tmp_path / "data", paths, kill=MOMENTS[moment]))[0] == -signal.SIGKILL
        assert finish(start(script, tmp_path / "data", paths))[0] == 0
    assert store.find(tmp_path / "data").content == whole


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
