"""Work in a process of its own that ends at a deadline or a bound of memory: no engine of SHACL can be stopped."""

from __future__ import annotations

import faulthandler
import json
import os
import resource
import select
import signal
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import IO, NoReturn

from kg.cli.running import unexpected
from kg.errors import LimitExceeded, OnRecordError


class _Told(OnRecordError):
    """An error of the other process, with its exit code."""

    def __init__(self, message: str, exit_code: int) -> None:
        self.exit_code = exit_code
        super().__init__(message)


def confined(work: Callable[[], int], *, seconds: float, memory: int) -> int:
    """What ``work`` returns, whose output is this process's; our errors are raised here as they are there.

    Past ``seconds``, or ``memory`` (bytes above what this process has) it is stopped and LimitExceeded raised. Call it
    from a process without other threads.
    """
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    with tempfile.TemporaryFile() as said:  # what an allocator says as it gives up is no line for a user
        told = _outcome(work, said, seconds, memory)
        if told is None:
            raise LimitExceeded(f"it took longer than {seconds:g} s and was stopped; raise --timeout, or check less")
        if not told:
            raise LimitExceeded(f"it needed more than {memory:,} bytes of memory, or nesting too deep, and was stopped")
        said.seek(0)
        sys.stderr.write(said.read().decode(errors="replace"))
    code, message = json.loads(told)
    if message is not None:
        raise _Told(message, code)
    return int(code)


def _outcome(work: Callable[[], int], said: IO[bytes], seconds: float, memory: int) -> bytes | None:
    """What the child tells at its end; nothing where it cannot, None where it had to be killed at the deadline."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        os.dup2(said.fileno(), 2)
        _work(work, writing, memory)
    os.close(writing)
    told: bytes | None = None
    try:
        told = _read(reading, seconds)
    finally:  # Ctrl-C must not leave it running either
        os.close(reading)
        if told is None:
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    return told


def _read(pipe: int, seconds: float) -> bytes | None:
    """All that is written to the pipe until it is closed, None where that takes too long."""
    ready, _, _ = select.select([pipe], [], [], seconds)
    if not ready:
        return None
    with os.fdopen(os.dup(pipe), "rb") as file:
        return file.read()


def _work(work: Callable[[], int], pipe: int, memory: int) -> NoReturn:
    """The child: says how it ended, and ends without its parent's clean-up."""
    outcome: tuple[int, str | None] | None = None
    try:
        faulthandler.disable()
        _limit(memory)
        outcome = work(), None
        sys.stdout.flush()
        sys.stderr.flush()
    except OnRecordError as error:
        outcome = error.exit_code, str(error)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        outcome = 141, None
    except MemoryError:
        outcome = None
    except Exception as error:
        outcome = unexpected(error)
    finally:  # whatever happens, it must not go on as a second copy of its parent
        if outcome is not None:
            os.write(pipe, json.dumps(outcome).encode())
        os._exit(0)


def _limit(memory: int) -> None:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    statm = Path("/proc/self/statm")
    if statm.is_file():  # elsewhere than on Linux there is the deadline alone
        held = int(statm.read_text("ascii").split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (held + memory, held + memory))
