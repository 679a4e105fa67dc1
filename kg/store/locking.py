"""One writer at a time: a lock on the data folder that its process cannot outlive."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from kg.errors import NothingPublished, UsageError


@contextmanager
def building(data: Path, *, wait: float = 0.0) -> Iterator[None]:
    """Holds the data folder's lock, made if absent, for the length of a ``with``.

    The lock is a ``flock``, so the system takes it from a process that dies; processes started meanwhile must not
    inherit it (``kg.pipeline.workers`` spawns, never forks). ``wait`` is in seconds; NothingPublished then names the
    holder.
    """
    try:
        data.mkdir(parents=True, exist_ok=True)
        lock = FileLock(data / ".lock")
        lock.acquire(timeout=wait)
    except Timeout:
        raise NothingPublished(
            f"{data}: {_holder(data)} is writing here; try again when it has finished, or wait for it with --wait"
        ) from None
    except OSError as error:
        raise UsageError(f"{data}: cannot be used as a data folder: {error.strerror or error}") from error
    try:
        _sign(data)
        yield
    finally:
        lock.release()


def _sign(data: Path) -> None:
    # A second file, because taking a lock empties the locked one.
    signature = {"pid": os.getpid(), "since": datetime.now(UTC).isoformat(timespec="seconds")}
    (data / ".lock-holder").write_text(json.dumps(signature), "utf-8")


def _holder(data: Path) -> str:
    try:
        signature = json.loads((data / ".lock-holder").read_text("utf-8"))
        return f"process {signature['pid']} (since {signature['since']})"
    except (OSError, ValueError, KeyError, TypeError):
        return "another process"
