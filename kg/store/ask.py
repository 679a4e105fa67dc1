"""Running one query in a process of its own, which can be stopped: the database itself cannot be."""

from __future__ import annotations

import contextlib
import faulthandler
import os
import re
import signal
import tempfile
import time
from dataclasses import dataclass
from typing import IO, BinaryIO, NoReturn, cast

from pyoxigraph import (
    QueryBoolean,
    QueryResultsFormat,
    QueryTriples,
    RdfFormat,
    Store,
    serialize,
)

from kg.errors import LimitExceeded, OnRecordError, QueryError, StoreError, Unwritable
from kg.store.confinement import confine
from kg.store.datatypes import declared
from kg.store.releases import Release, open_release
from kg.syntax import xml
from kg.terms import PREFIXES

RESULTS = {
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
}
TRIPLES = {"ttl": RdfFormat.TURTLE, "nt": RdfFormat.N_TRIPLES}
POLL = 0.002


@dataclass(frozen=True, slots=True)
class Answer:
    """A query's whole answer: ``kind`` is solutions, boolean or triples; ``content`` a file at its beginning."""

    kind: str
    content: BinaryIO


def ask(
    release: Release,
    query: str,
    *,
    format: str | None = None,
    seconds: float,
    memory: int,
    size: int,
) -> Answer:
    """The answer in ``format`` (json, xml, csv, tsv for solutions and booleans; ttl, nt for triples).

    Without a format solutions come as json, triples as ttl. The query has been through ``kg.queries.check``. Past
    ``seconds``, ``memory`` (bytes above what the open store takes) or ``size`` (bytes of answer) it is stopped and
    LimitExceeded raised; QueryError for what the database refuses, Unwritable for what XML cannot hold. Call it from a
    process without other threads.
    """
    with contextlib.ExitStack() as stack:
        answer = stack.enter_context(tempfile.TemporaryFile())
        report = stack.enter_context(tempfile.TemporaryFile())
        child = os.fork()
        if child == 0:
            _work(release, query, format, answer, report, memory, size)
        status = _wait(child, seconds)
        report.seek(0)
        outcome, _, detail = report.read().decode().partition(" ")
        if status is None:
            raise LimitExceeded(
                f"the query took longer than {seconds:g} s and was stopped; narrow it or raise --timeout"
            )
        if outcome == "error":
            raise QueryError(detail)
        if outcome == "unwritable":
            raise Unwritable(f"{detail}; --format json, csv or tsv can")
        if outcome == "fault":
            raise StoreError(f"the query failed inside: {detail}")
        if outcome == "too-big" or (os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGXFSZ):
            raise LimitExceeded(f"the answer is larger than {size:,} bytes; narrow the query or give it a LIMIT")
        if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGSEGV:
            raise LimitExceeded("the query is nested too deeply and was stopped; simplify it")
        if outcome != "done":
            raise LimitExceeded(f"the query needed more than {memory:,} bytes of memory and was stopped; narrow it")
        answer.seek(0)
        stack.pop_all()
        report.close()
        return Answer(kind=detail, content=answer)


def _wait(child: int, seconds: float) -> int | None:
    """The child's wait status, or None where it had to be killed at the deadline."""
    deadline = time.monotonic() + seconds
    pause = POLL
    try:
        while time.monotonic() < deadline:
            done, status = os.waitpid(child, os.WNOHANG)
            if done:
                return status
            time.sleep(pause)
            pause = min(pause * 1.5, 0.05)
    except BaseException:  # Ctrl-C must not leave the query running
        _kill(child)
        raise
    _kill(child)
    return None


def _kill(child: int) -> None:
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def _work(
    release: Release,
    query: str,
    format: str | None,
    answer: BinaryIO,
    report: BinaryIO,
    memory: int,
    size: int,
) -> NoReturn:
    """The child: writes the answer and one word about it, and ends without running any of its parent's clean-up."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides
    try:
        # What the allocator says as it gives up is no line for a user; the parent has a better one.
        faulthandler.disable()
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        store = open_release(release)
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        confine(release.path / "store", memory=memory, written=size)
        report.write(f"done {_evaluate(store, query, format, answer)}".encode())
        answer.flush()
    except Unwritable as error:
        report.write(f"unwritable {error}".encode())
    except (SyntaxError, ValueError, RuntimeError, OnRecordError) as error:
        report.write(f"error {_one_line(error)}".encode())
    except MemoryError:
        report.write(b"memory")
    except OSError:
        report.write(b"too-big")
    except Exception as error:
        report.write(f"fault {type(error).__name__}: {_one_line(error)}".encode())
    finally:  # whatever happens, the child must not go on as a second copy of its parent
        report.flush()
        os._exit(0)


def _evaluate(store: Store, query: str, format: str | None, output: IO[bytes]) -> str:
    result = store.query(query)
    if isinstance(result, QueryTriples):
        if (format or "ttl") not in TRIPLES:
            raise ValueError(f"this query's answer is a graph; --format {' or '.join(TRIPLES)} can hold it")
        serialize(declared(result), output, TRIPLES[format or "ttl"], prefixes=PREFIXES)
        return "triples"
    if (format or "json") not in RESULTS:
        raise ValueError(f"this query's answer is a table; --format table, {', '.join(RESULTS)} can hold it")
    if format == "xml":
        checked = xml.Checked(output)
        result.serialize(cast("IO[bytes]", checked), RESULTS[format])
        checked.close()
    else:
        result.serialize(output, RESULTS[format or "json"])
    return "boolean" if isinstance(result, QueryBoolean) else "solutions"


def _one_line(error: Exception) -> str:
    # The parser lists every class of characters a name may begin with; what is left of its list says enough.
    text = " ".join(re.sub(r"\[[^\]]*\](, )?", "", str(error)).split()).rstrip(", ")
    return re.sub(r"^error at (\d+):(\d+)", r"line \1, column \2", text)
