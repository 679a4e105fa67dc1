"""Work shared out to processes in small groups: an item that hangs or kills its process costs only itself.

What works on many items at once costs less for each. A group that fails is taken apart and its items are tried alone,
so only an item that fails by itself is blamed.
"""

from __future__ import annotations

import multiprocessing
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from typing import Any, Generic, TypeVar

from kg.errors import OnRecordError, UsageError
from kg.pipeline.worker import Work, serve

Item = TypeVar("Item")
Result = TypeVar("Result")

START_SECONDS = 300.0  # to import the libraries and load a model, on a cold and busy disk
LIFETIME = 1000  # items; libraries keep every word they have seen, so a process is replaced before that adds up
TRIES = 2  # a process may be killed for another's hunger; an item alone in it is to blame when it happens twice


@dataclass(frozen=True, slots=True)
class Failure:
    """Why an item has no result, in one line."""

    reason: str


@dataclass(slots=True)
class _Task(Generic[Item]):
    items: deque[Item]
    tries: int = 0


@dataclass(slots=True)
class _Worker(Generic[Item]):
    process: SpawnProcess
    connection: Connection
    ready: bool = False
    task: _Task[Item] | None = None
    done: int = 0
    deadline: float = field(default_factory=lambda: time.monotonic() + START_SECONDS)


def alike(_item: object) -> int:
    """The size of an item where all count the same."""
    return 1


def share_out(
    items: Iterable[Item],
    start: Callable[[], Work[Item, Result]],
    *,
    jobs: int,
    seconds: float,
    size: Callable[[Item], int] = alike,
    room: int = 1,
) -> Generator[tuple[Item, Result | Failure], None, None]:
    """Each item with its result, or with why it has none, as they are finished.

    ``start`` is run once in each of ``jobs`` processes and gives what works on groups of items (``grouped``); it, the
    items and the results are pickled. ``seconds`` is the longest an item may take. ``items`` is read no further than
    there are processes to take them, but for the one that begins the next group. UsageError where ``start`` itself
    fails.
    """
    groups = grouped(items, size=size, room=room)
    again: deque[_Task[Item]] = deque()
    workers: list[_Worker[Item]] = []

    def take() -> _Task[Item] | None:
        return again.popleft() if again else next((_Task(deque(group)) for group in groups), None)

    try:
        while True:
            _hand_out(workers, take, start, jobs=jobs, seconds=seconds)
            if not any(worker.task for worker in workers):
                return
            for worker in _finished(workers):
                task, outcome = worker.task, _outcome(worker, seconds)
                if task is None or outcome is None:
                    continue
                if isinstance(outcome, _Died):
                    workers.remove(worker)
                    _stop(worker)
                    retried = _retried(task, outcome)
                    again.extend(retried)
                    if not retried:
                        yield task.items[0], Failure(outcome.reason)
                    continue
                worker.done += 1
                item = task.items.popleft()
                if not task.items:
                    worker.task = None
                yield item, outcome.value
                if worker.task is None and worker.done >= LIFETIME:
                    workers.remove(worker)
                    _stop(worker)
    finally:
        for worker in workers:
            _stop(worker)


def grouped(items: Iterable[Item], *, size: Callable[[Item], int], room: int) -> Iterator[list[Item]]:
    """The items in their order, in groups whose sizes add up to ``room`` at most; a larger item is alone."""
    group: list[Item] = []
    free = room
    for item in items:
        needed = size(item)
        if group and needed > free:
            yield group
            group, free = [], room
        group.append(item)
        free -= needed
        if free <= 0:
            yield group
            group, free = [], room
    if group:
        yield group


@dataclass(frozen=True, slots=True)
class _Died:
    reason: str
    retry: bool


@dataclass(frozen=True, slots=True)
class _Done:
    value: Any


def _retried(task: _Task[Item], died: _Died) -> list[_Task[Item]]:
    """What is tried again of a task whose process died: each of several items by itself, one item if it may."""
    if len(task.items) > 1:
        return [_Task(deque([item])) for item in task.items]
    task.tries += 1
    return [task] if died.retry and task.tries < TRIES else []


def _hand_out(
    workers: list[_Worker[Item]],
    take: Callable[[], _Task[Item] | None],
    start: Callable[[], Work[Item, Any]],
    *,
    jobs: int,
    seconds: float,
) -> None:
    """Gives every idle process a group, starting processes while there are fewer than ``jobs``."""
    for worker in workers:
        if worker.task is None:
            worker.task = take()
            if worker.task is not None:
                _send(worker, seconds)
    while len(workers) < jobs:
        task = take()
        if task is None:
            return
        worker = _start(start)
        worker.task = task
        workers.append(worker)


def _start(start: Callable[[], Work[Item, Any]]) -> _Worker[Item]:
    # Spawned, not forked: a forked process would hold on to the build's lock after the build has died.
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=serve, args=(theirs, start), daemon=True)
    process.start()
    theirs.close()
    return _Worker(process, ours)


def _send(worker: _Worker[Item], seconds: float) -> None:
    worker.deadline = time.monotonic() + seconds
    try:
        worker.connection.send(list(worker.task.items) if worker.task else [])
    except OSError:  # it died while idle; `_outcome` finds that out
        return


def _finished(workers: list[_Worker[Item]]) -> list[_Worker[Item]]:
    """The busy workers that have something to say, have died, or are past their deadline."""
    busy = [worker for worker in workers if worker.task is not None]
    pause = max(0.0, min(worker.deadline for worker in busy) - time.monotonic())
    heard = wait([worker.connection for worker in busy], timeout=pause)
    now = time.monotonic()
    return [worker for worker in busy if worker.connection in heard or worker.deadline <= now]


def _outcome(worker: _Worker[Item], seconds: float) -> _Died | _Done | None:
    """What came of the first item of the worker's task; None where the worker has only now become ready for it."""
    if not worker.connection.poll():
        return _Died(f"took longer than {seconds:g} s and was stopped; KG_ARTICLE_SECONDS sets the limit", False)
    try:
        kind, value = worker.connection.recv()
    except (EOFError, OSError):
        worker.process.join(1)
        if not worker.ready:
            raise OnRecordError(f"a worker process died as it started (exit {worker.process.exitcode})") from None
        return _Died(f"the process reading it died (exit {worker.process.exitcode})", True)
    if kind == "ready":
        worker.ready = True
        _send(worker, seconds)
        return None
    if kind == "broken":
        raise UsageError(value)
    worker.deadline = time.monotonic() + seconds
    return _Done(Failure(value) if kind == "failed" else value)


def _stop(worker: _Worker[Item]) -> None:
    worker.connection.close()
    worker.process.kill()
    worker.process.join()
    worker.process.close()
