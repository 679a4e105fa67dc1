"""Processes that share work: an item that raises, hangs or kills costs only itself."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from kg.errors import OnRecordError, UsageError
from kg.pipeline import workers
from kg.pipeline.workers import Failure, share_out


def work(item: str, folder: Path) -> str:
    if item == "raise":
        raise ValueError("two\nlines")
    if item == "hang":
        time.sleep(60)
    if item == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if item == "die once" and not (folder / "died").exists():
        (folder / "died").touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return item.upper()


def start(folder: Path) -> Callable[[str], str]:
    return partial(work, folder=folder)


def bad_start() -> Callable[[str], str]:
    raise UsageError("no such model")


def dead_start() -> Callable[[str], str]:
    os._exit(7)


def test_an_item_that_fails_costs_only_itself(tmp_path: Path) -> None:
    items = ["a", "raise", "b", "die", "c", "hang", "d", "die once", "e"]
    found = dict(share_out(items, partial(start, tmp_path), jobs=2, seconds=1.5))
    assert set(found) == set(items)
    assert {item: found[item] for item in ["a", "b", "c", "d", "e", "die once"]} == {
        "a": "A",
        "b": "B",
        "c": "C",
        "d": "D",
        "e": "E",
        "die once": "DIE ONCE",
    }
    assert found["raise"] == Failure("ValueError: two lines")
    assert found["die"] == Failure("the process reading it died (exit -9)")
    assert isinstance(found["hang"], Failure)
    assert "longer than 1.5 s" in found["hang"].reason


def test_items_are_read_no_faster_than_they_are_worked_on(tmp_path: Path) -> None:
    taken = []

    def items() -> Iterator[str]:
        for number in range(50):
            taken.append(number)
            yield str(number)

    for done, _ in enumerate(share_out(items(), partial(start, tmp_path), jobs=1, seconds=20), start=1):
        assert len(taken) <= done + 1


def test_no_items_start_no_process(tmp_path: Path) -> None:
    assert list(share_out([], bad_start, jobs=2, seconds=1)) == []


def test_a_start_that_fails_says_so() -> None:
    with pytest.raises(UsageError, match="no such model"):
        list(share_out(["a"], bad_start, jobs=1, seconds=1))
    with pytest.raises(OnRecordError, match=r"as it started \(exit 7\)"):
        list(share_out(["a"], dead_start, jobs=1, seconds=1))


def test_processes_are_replaced_in_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "LIFETIME", 2)
    assert dict(share_out("abc", partial(start, tmp_path), jobs=1, seconds=20)) == {"a": "A", "b": "B", "c": "C"}


def test_stopping_half_way_leaves_no_process(tmp_path: Path) -> None:
    results = share_out(["a", "hang"], partial(start, tmp_path), jobs=2, seconds=20)
    next(results)
    results.close()
    assert multiprocessing.active_children() == []
