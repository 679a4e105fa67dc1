"""Processes that share work: an item that raises, hangs or kills costs only itself, whatever group it is in."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import OnRecordError, UsageError
from kg.pipeline import workers
from kg.pipeline.workers import Failure, grouped, share_out


def work(item: str, folder: Path) -> str:
    if item == "raise":
        raise ValueError("two\nlines")
    if item == "import":
        raise ModuleNotFoundError("No module named 'nothing_at_all'", name="nothing_at_all")
    if item == "hang":
        time.sleep(3600)
    if item == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if item == "die once" and not (folder / "died").exists():
        (folder / "died").touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return item.upper()


def one_by_one(items: Sequence[str], folder: Path) -> Iterator[str]:
    return (work(item, folder) for item in items)


def at_once(items: Sequence[str], folder: Path) -> list[str]:
    return [work(item, folder) for item in items]


def start(folder: Path) -> Callable[[Sequence[str]], Iterable[str]]:
    return partial(one_by_one, folder=folder)


def start_at_once(folder: Path) -> Callable[[Sequence[str]], Iterable[str]]:
    return partial(at_once, folder=folder)


def bad_start() -> Callable[[Sequence[str]], Iterable[str]]:
    raise UsageError("no such model")


def start_without_library() -> Callable[[Sequence[str]], Iterable[str]]:
    raise ModuleNotFoundError("No module named 'nothing_at_all'", name="nothing_at_all")


def dead_start() -> Callable[[Sequence[str]], Iterable[str]]:
    os._exit(7)


@pytest.mark.parametrize(("begin", "room"), [(start, 1), (start, 9), (start_at_once, 3)])
def test_an_item_that_fails_costs_only_itself(tmp_path: Path, begin: Callable[..., Any], room: int) -> None:
    items = ["a", "raise", "b", "die", "c", "hang", "d", "die once", "e"]
    found = dict(share_out(items, partial(begin, tmp_path), jobs=2, seconds=5.0, room=room))
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
    assert "longer than 5 s" in found["hang"].reason


def test_a_library_that_is_missing_is_told_once_and_blamed_on_no_item(tmp_path: Path) -> None:
    for begin in (partial(start, tmp_path), partial(start_at_once, tmp_path), start_without_library):
        with pytest.raises(UsageError, match=r"\(No module named 'nothing_at_all'\): pip install"):
            list(share_out(["import", "a"], begin, jobs=1, seconds=30, room=9))


def test_items_are_read_no_faster_than_they_are_worked_on(tmp_path: Path) -> None:
    taken = []

    def items() -> Iterator[str]:
        for number in range(50):
            taken.append(number)
            yield str(number)

    for done, _ in enumerate(share_out(items(), partial(start, tmp_path), jobs=1, seconds=600), start=1):
        assert len(taken) <= done + 1


@given(st.lists(st.integers(0, 12)), st.integers(1, 10))
def test_groups_are_as_full_as_they_can_be_in_the_order_given(sizes: list[int], room: int) -> None:
    groups = list(grouped(iter(sizes), size=lambda size: size, room=room))
    assert [size for group in groups for size in group] == sizes
    assert all(group and (len(group) == 1 or sum(group) <= room) for group in groups)
    assert all(sum(group) == room or sum(group) + after[0] > room for group, after in pairwise(groups))


def test_a_group_is_answered_item_by_item(tmp_path: Path) -> None:
    results = share_out(["a", "b", "hang"], partial(start, tmp_path), jobs=1, seconds=600, room=3)
    assert [next(results), next(results)] == [("a", "A"), ("b", "B")]
    results.close()


def test_a_group_goes_to_one_process(tmp_path: Path) -> None:
    results = share_out("abcdef", partial(start, tmp_path), jobs=4, seconds=600, room=6)
    next(results)
    assert len(multiprocessing.active_children()) == 1
    assert dict(results) == {item: item.upper() for item in "bcdef"}


def test_no_items_start_no_process(tmp_path: Path) -> None:
    assert list(share_out([], bad_start, jobs=2, seconds=1)) == []


def test_a_start_that_fails_says_so() -> None:
    with pytest.raises(UsageError, match="no such model"):
        list(share_out(["a"], bad_start, jobs=1, seconds=1))
    with pytest.raises(OnRecordError, match=r"as it started \(exit 7\)"):
        list(share_out(["a"], dead_start, jobs=1, seconds=1))


def test_processes_are_replaced_in_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "LIFETIME", 2)
    assert dict(share_out("abc", partial(start, tmp_path), jobs=1, seconds=600)) == {"a": "A", "b": "B", "c": "C"}


def test_stopping_half_way_leaves_no_process(tmp_path: Path) -> None:
    results = share_out(["a", "hang"], partial(start, tmp_path), jobs=2, seconds=600)
    next(results)
    results.close()
    assert multiprocessing.active_children() == []
