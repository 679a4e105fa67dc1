"""The process at the other end of ``workers``: it takes groups of items and answers for each item."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from multiprocessing.connection import Connection
from typing import Any, TypeVar

from kg import libraries
from kg.errors import OnRecordError

Item = TypeVar("Item")
Result = TypeVar("Result")

# What a process does: a result for each of the items, in their order.
Work = Callable[[Sequence[Item]], Iterable[Result]]


def serve(connection: Connection, start: Callable[[], Work[Item, Any]]) -> None:
    """One answer for each item of each group that comes, until there is nobody to answer to."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the parent stops us
    try:
        work = start()
    except OnRecordError as error:
        connection.send(("broken", str(error)))
        return
    except Exception as error:
        library = libraries.unusable(error)
        if library is None:
            raise
        connection.send(("broken", str(library)))
        return
    connection.send(("ready", None))
    while True:
        try:
            items = connection.recv()
        except EOFError:
            return
        try:
            for answer in answers(work, items):
                connection.send(answer)
        except BrokenPipeError:
            return


def answers(work: Work[Item, Any], items: Sequence[Item]) -> Iterator[tuple[str, Any]]:
    """An answer for each item; where the work on several fails, those that have none are worked on one by one."""
    done = 0
    try:
        for value in work(items):
            yield "done", value
            done += 1
    except Exception as error:
        if len(items) == 1:
            library = libraries.unusable(error)
            if library is not None:  # the next article would fare no better
                yield "broken", str(library)
                return
            yield "failed", f"{type(error).__name__}: {' '.join(str(error).split())}"[:500]
            return
    for item in items[done:] if len(items) > 1 else ():
        yield from answers(work, [item])
