"""A worker process: one release opened read-only, one query at a time, answers written to a socket.

It limits itself once the store is open (set before opening, the limits abort it): its address space, and no further
file descriptors, so that no query can open a file or a connection. Deadlines are the pool's: it kills. A query that
overflows the stack or the memory ends the process; the pool sees the socket close and says so.
"""

from __future__ import annotations

import ctypes
import os
import re
import resource
import signal
import socket
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import IO, cast

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    serialize,
)

from kg import iris
from kg.errors import StoreError
from kg.serve.wire import CHUNK, HEAD, Job, Kind, Refusal, frame, json_frame
from kg.store.releases import load, open_release
from kg.terms import PREFIXES

PR_SET_PDEATHSIG = 1  # linux/prctl.h
WARM_UP = "SELECT (COUNT(*) AS ?n) WHERE { { SELECT ?s WHERE { ?s ?p ?o } ORDER BY ?o LIMIT 1 } }"
POSITION = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
PREFIX = re.compile(rb"(?<![\w.-])([\w.-]*):")  # also within strings and IRIs, which costs at most an unused line
CHARACTER_CLASS = re.compile(r"\[[^\[\]]*\](?:\n\| [^\]]*\])*,? ?")

RDF_FORMATS = {
    "text/turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/ld+json": RdfFormat.JSON_LD,
    "application/rdf+xml": RdfFormat.RDF_XML,
}
RESULT_FORMATS = {
    "application/sparql-results+json": QueryResultsFormat.JSON,
    "application/sparql-results+xml": QueryResultsFormat.XML,
    "text/csv": QueryResultsFormat.CSV,
    "text/tab-separated-values": QueryResultsFormat.TSV,
}


class Refused(Exception):
    """Carries a ``Refusal`` to the frame that reports it."""

    def __init__(self, refusal: Refusal) -> None:
        self.refusal = refusal
        super().__init__(refusal.detail)


def too_large(limit: int) -> Refused:
    """The refusal of a result over its limit."""
    return Refused(Refusal("too-large", f"the result is larger than {limit:,} bytes"))


class Buffer:
    """A writable file in memory, within a number of bytes."""

    def __init__(self, limit: int) -> None:
        self.limit, self.content = limit, bytearray()

    def write(self, data: bytes) -> int:
        self.content += data
        if len(self.content) > self.limit:
            raise too_large(self.limit)
        return len(data)

    def flush(self) -> None:
        """Nothing: it is memory."""


class Output:
    """The writable file that results are serialised to: frames on the socket, within a number of bytes."""

    def __init__(self, connection: socket.socket, limit: int) -> None:
        self.connection, self.limit, self.written = connection, limit, 0
        self.pending = bytearray()

    def write(self, data: bytes) -> int:
        self.written += len(data)
        if self.written > self.limit:
            raise too_large(self.limit)
        self.pending += data
        while len(self.pending) >= CHUNK:
            self._send(CHUNK)
        return len(data)

    def flush(self) -> None:
        """Nothing: frames are sent when full, and the last one by ``close``."""

    def close(self) -> None:
        if self.pending:
            self._send(len(self.pending))

    def _send(self, size: int) -> None:
        self.connection.sendall(frame(Kind.DATA, bytes(self.pending[:size])))
        del self.pending[:size]


def main(connection: socket.socket, path: Path, *, headroom: int) -> None:
    """Serve jobs on the release in the folder ``path`` from a socket until it closes."""
    die_with_parent()
    try:
        store = open_release(load(path))
        for _ in cast("QuerySolutions", store.query(WARM_UP)):
            pass
        confine(headroom)
    except (OSError, StoreError) as error:
        connection.sendall(json_frame(Kind.FAILED, asdict(Refusal("failed", str(error)))))
        return
    connection.sendall(json_frame(Kind.READY, {"quads": len(store)}))
    for job in jobs(connection):
        try:
            kind = answer(store, job, connection)
        except Refused as error:
            connection.sendall(json_frame(Kind.FAILED, asdict(error.refusal)))
        else:
            connection.sendall(json_frame(Kind.END, {"kind": kind}))


def die_with_parent() -> None:
    """Ask the kernel to kill this process when its supervisor dies, whatever it is doing (Linux only)."""
    libc = ctypes.CDLL(None, use_errno=True)
    if hasattr(libc, "prctl"):
        libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def confine(headroom: int) -> None:
    """Limit the process to what it holds now plus ``headroom`` bytes, to the files it has open, and to no core dump."""
    # What the allocator prints as it gives up is no line for a log; the pool has a better one.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    with open("/proc/self/statm", encoding="ascii") as statm:
        pages = int(statm.read().split()[0])
    ceiling = pages * resource.getpagesize() + headroom
    resource.setrlimit(resource.RLIMIT_AS, (ceiling, ceiling))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))


def jobs(connection: socket.socket) -> Iterator[Job]:
    """The jobs that arrive on a socket, until the pool closes it."""
    with connection.makefile("rb") as stream:
        while head := stream.read(HEAD.size):
            length, _ = HEAD.unpack(head)
            yield Job.decode(stream.read(length))


def answer(store: Store, job: Job, connection: socket.socket) -> str:
    """Evaluate one job, write its result to the socket, and say what it was: bindings, boolean or graph.

    Raises ``Refused`` for a syntax error, a form of result the job does not accept, or a result over its limit.
    """
    output = Output(connection, job.max_bytes)
    try:
        results = evaluate(store, job)
        kind = write(results, job, cast("IO[bytes]", output))
    except SyntaxError as error:
        raise Refused(syntax_refusal(str(error))) from error
    except (OSError, RuntimeError, ValueError) as error:
        raise Refused(Refusal("failed", f"the query could not be evaluated: {error}")) from error
    output.close()
    return kind


def evaluate(store: Store, job: Job) -> QuerySolutions | QueryBoolean | QueryTriples:
    """The lazy results of a job; ``SyntaxError`` where the query cannot be parsed."""
    default: list[NamedNode | BlankNode | DefaultGraph] | None = None
    if job.default_graphs is not None:
        default = [NamedNode(iri) for iri in job.default_graphs]
    named = None if job.named_graphs is None else [NamedNode(iri) for iri in job.named_graphs]
    return store.query(
        job.query,
        base_iri=job.base,
        use_default_graph_as_union=job.union,
        default_graph=default,
        named_graphs=named,  # type: ignore[arg-type]
    )


def write(results: QuerySolutions | QueryBoolean | QueryTriples, job: Job, output: IO[bytes]) -> str:
    """Serialise results in the form the job accepts; returns what they were."""
    if isinstance(results, QueryTriples):
        if job.graph_format is None:
            raise Refused(Refusal("not-acceptable", "this query answers with a graph"))
        write_graph(results, job, output)
        return "graph"
    if job.bindings_format is None:
        raise Refused(Refusal("not-acceptable", "this query answers with bindings or a boolean"))
    results.serialize(output, format=RESULT_FORMATS[job.bindings_format])
    return "boolean" if isinstance(results, QueryBoolean) else "bindings"


def write_graph(triples: QueryTriples, job: Job, output: IO[bytes]) -> None:
    """Serialise triples; the prefixes of Turtle are those used, in order, as the library writes all in any order."""
    own = iris.own_prefixes(job.base) if job.base else {}
    if job.graph_format != "text/turtle":
        serialize(triples, output, format=RDF_FORMATS[str(job.graph_format)], prefixes=PREFIXES | own)
        return
    text = Buffer(job.max_bytes)
    serialize(triples, cast("IO[bytes]", text), format=RdfFormat.TURTLE, prefixes=PREFIXES | own)
    head, body = split_prefixes(bytes(text.content))
    used = set(PREFIX.findall(body))
    output.write(b"".join(line for prefix, line in sorted(head.items()) if prefix in used))
    output.write(body)


def split_prefixes(turtle: bytes) -> tuple[dict[bytes, bytes], bytes]:
    """The ``@prefix`` lines a Turtle document begins with, by prefix, and the rest."""
    head: dict[bytes, bytes] = {}
    start = 0
    while turtle.startswith(b"@prefix ", start):
        end = turtle.index(b"\n", start) + 1
        line = turtle[start:end]
        head[line.split(b" ", 2)[1].removesuffix(b":")] = line
        start = end
    return head, turtle[start:]


def syntax_refusal(message: str) -> Refusal:
    """Oxigraph's message as line, column and what it expected, less its tables of character classes."""
    found = POSITION.match(message)
    if not found:
        return Refusal("syntax", message)
    line, column, text = int(found[1]), int(found[2]), found[3]
    short = CHARACTER_CLASS.sub("", text).strip().rstrip(",").removesuffix("one of").strip()
    return Refusal("syntax", f"line {line}, column {column}: {short or 'unexpected character'}", line, column)
