"""A worker process: one release opened read-only, one query at a time, answers written to a socket.

It limits itself once the store is open: its address space, no connection, and no file but the store's. Deadlines are
the pool's: it kills. A query that overflows the stack or the memory ends the process; the pool sees the socket close
and says so.
"""

from __future__ import annotations

import ctypes
import os
import re
import signal
import socket
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import IO, cast

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    Triple,
)

from kg import iris, syntax
from kg.errors import StoreError, Unwritable
from kg.serve.ipc import HEAD, Job, Kind, Refusal, frame, json_frame
from kg.serve.writing import (
    Beginning,
    Compact,
    Counted,
    Cut,
    Output,
    Refused,
    Spreadsheet,
    Turtle,
    Writer,
    Xml,
    row_counter,
    too_many,
)
from kg.store.confinement import confine
from kg.store.datatypes import declared
from kg.store.releases import load, open_release
from kg.terms import PREFIXES

Results = QuerySolutions | QueryBoolean | QueryTriples | Iterator[Triple]

PR_SET_PDEATHSIG = 1  # linux/prctl.h
# parses, joins, sorts and counts, so that what the database makes on first use is there before memory is limited; of a
# few rows, as a worker on a large release must be as quick to start (sorting a million triples took 18 s)
WARM_UP = """SELECT (COUNT(*) AS ?n) WHERE {
  { SELECT ?s WHERE { { SELECT ?s ?o WHERE { ?s ?p ?o } LIMIT 100 } } ORDER BY ?o LIMIT 1 }
}"""
POSITION = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
CHARACTER_CLASS = re.compile(r"\[[^\[\]]*\](?:\n\| [^\]]*\])*,? ?")

RDF_FORMATS = {
    "text/turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/ld+json": RdfFormat.JSON_LD,
    "application/rdf+xml": RdfFormat.RDF_XML,
    "application/trig": RdfFormat.TRIG,
    "application/n-quads": RdfFormat.N_QUADS,
}
# what holds all that XML does not
INSTEAD = {"graph": "Turtle, N-Triples or JSON-LD", "bindings": "JSON, CSV or TSV"}
XML = "application/sparql-results+xml"
RESULT_FORMATS = {
    "application/sparql-results+json": QueryResultsFormat.JSON,
    XML: QueryResultsFormat.XML,
    "text/csv": QueryResultsFormat.CSV,
    "text/tab-separated-values": QueryResultsFormat.TSV,
}


def main(connection: socket.socket, path: Path, *, headroom: int) -> None:
    """Serve jobs on the release in the folder ``path`` from a socket until it closes."""
    die_with_parent()
    try:
        store = open_release(load(path))
        for _ in cast("QuerySolutions", store.query(WARM_UP)):
            pass
        # What the allocator prints as it gives up is no line for a log; the pool has a better one.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        confine(path / "store", memory=headroom, written=0)
    except (OSError, StoreError) as error:
        connection.sendall(json_frame(Kind.FAILED, asdict(Refusal("failed", str(error)))))
        return
    connection.sendall(json_frame(Kind.READY, {}))
    for job in jobs(connection):
        try:
            cut, rows = answer(store, job, connection)
        except Refused as error:
            connection.sendall(json_frame(Kind.FAILED, asdict(error.refusal)))
        else:
            connection.sendall(json_frame(Kind.END, {"cut": cut, "rows": rows}))


def die_with_parent() -> None:
    """Ask the kernel to kill this process when its supervisor dies, whatever it is doing (Linux only)."""
    libc = ctypes.CDLL(None, use_errno=True)
    if hasattr(libc, "prctl"):
        libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def jobs(connection: socket.socket) -> Iterator[Job]:
    """The jobs that arrive on a socket, until the pool closes it."""
    with connection.makefile("rb") as stream:
        while head := stream.read(HEAD.size):
            length, _ = HEAD.unpack(head)
            yield Job.decode(stream.read(length))


def answer(store: Store, job: Job, connection: socket.socket) -> tuple[bool, int]:
    """Evaluate one job and write its result to the socket; whether it was cut where the job says, and how many rows.

    Raises ``Refused`` for a syntax error, a form of result the job does not accept, or a result over its limits.
    """
    kind = "bindings"
    try:
        if job.rehearse:
            rehearse(job)
            connection.sendall(frame(Kind.PLANNED))
        results = evaluate(store, job)
        kind = acceptable(results, job)
        connection.sendall(json_frame(Kind.BEGIN, {"kind": kind}))
        return write(store, results, job, Output(connection, job.max_bytes))
    except SyntaxError as error:
        raise Refused(syntax_refusal(str(error))) from error
    except Unwritable as error:
        raise Refused(Refusal("unwritable", f"{error}; ask for {INSTEAD[kind]}")) from error
    except (OSError, RuntimeError, ValueError) as error:
        raise Refused(Refusal("failed", f"the query could not be evaluated: {error}")) from error


def rehearse(job: Job) -> None:
    """Read and plan a query as for the release, but on no data, which the planner does not look at.

    The database begins to evaluate in the call that plans, so this is the only way to tell the one from the other.
    What a query computes without any data (rows of VALUES sorted, say) is part of it.
    """
    Store().query(job.query, base_iri=job.base, use_default_graph_as_union=job.union)


def evaluate(store: Store, job: Job) -> Results:
    """The lazy results of a job; ``SyntaxError`` where the query cannot be parsed."""
    if job.whole is not None:  # not by a query: to leave out what comes twice, that remembers all it has written
        graph = NamedNode(job.whole) if job.whole else DefaultGraph()
        return (quad.triple for quad in store.quads_for_pattern(None, None, None, graph))
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


def acceptable(results: Results, job: Job) -> str:
    """What results are: bindings, boolean or graph; ``Refused`` where the job takes them in no form."""
    if not isinstance(results, QuerySolutions | QueryBoolean):
        if job.graph_format is None:
            raise Refused(Refusal("not-acceptable", "this query answers with a graph"))
        return "graph"
    if job.bindings_format is None:
        raise Refused(Refusal("not-acceptable", "this query answers with bindings or a boolean"))
    return "boolean" if isinstance(results, QueryBoolean) else "bindings"


def write(store: Store, results: Results, job: Job, output: Output) -> tuple[bool, int]:
    """Serialise results in the form the job accepts; whether they were cut where it says, and how many rows or triples
    there are in what is written."""
    if not isinstance(results, QuerySolutions | QueryBoolean):
        return False, write_graph(store, results, job, output)
    writer: Writer = output
    media_type = str(job.bindings_format)
    if isinstance(results, QuerySolutions):
        if job.safe and media_type == "text/csv":
            writer = Spreadsheet(writer)
        if media_type == XML:
            writer = Xml(writer)
        if job.first_rows is not None and media_type == "application/sparql-results+json":
            writer = Beginning(writer, job.first_rows)
        else:
            writer = Counted(writer, job.max_rows, row_counter(media_type))
    counted = writer if isinstance(writer, Counted | Beginning) else None
    cut = False
    try:
        results.serialize(cast("IO[bytes]", writer), format=RESULT_FORMATS[media_type])
    except Cut:
        cut, writer = True, output
    writer.close()
    return cut, counted.seen if counted else 1


def write_graph(store: Store, triples: Iterable[Triple], job: Job, output: Output) -> int:
    """Serialise triples, or the quads of them; how many triples there are in what is written."""
    media_type = str(job.graph_format)
    prefixes = PREFIXES | (iris.own_prefixes(job.base) if job.base else {})
    writer: Writer = output
    if media_type in ("text/turtle", "application/trig"):
        writer = Turtle(writer)
    elif media_type == "application/ld+json":
        writer = Compact(writer, prefixes)
    bounded = Bounded(triples, job.max_rows)
    format = RDF_FORMATS[media_type]
    told = in_graphs(store, bounded, job) if job.graphs and format.supports_datasets else declared(bounded)
    syntax.serialize_to(writer, told, format, prefixes)
    writer.close()
    return bounded.number


def in_graphs(store: Store, triples: Iterable[Triple], job: Job) -> Iterator[Quad]:
    """The quads of triples: each in every graph that has it, or in the one that was asked for as a whole."""
    if job.whole is not None:
        graph = NamedNode(job.whole) if job.whole else DefaultGraph()
        yield from (Quad(one.subject, one.predicate, one.object, graph) for one in declared(triples))
        return
    found = [quad for one in triples for quad in store.quads_for_pattern(one.subject, one.predicate, one.object, None)]
    found.sort(key=lambda quad: str(quad.graph_name))  # or TriG would name its graphs again and again
    for quad, one in zip(found, declared(quad.triple for quad in found), strict=True):
        yield Quad(one.subject, one.predicate, one.object, quad.graph_name)


class Bounded:
    """Triples, counted; ``Refused`` after a number of them."""

    def __init__(self, triples: Iterable[Triple], limit: int) -> None:
        self.triples, self.limit, self.number = triples, limit, 0

    def __iter__(self) -> Iterator[Triple]:
        for triple in self.triples:
            if self.number == self.limit:
                raise too_many(self.limit)
            self.number += 1
            yield triple


def syntax_refusal(message: str) -> Refusal:
    """Oxigraph's message as line, column and what it expected, less its tables of character classes."""
    found = POSITION.match(message)
    if not found:
        return Refusal("syntax", message)
    line, column, text = int(found[1]), int(found[2]), found[3]
    short = CHARACTER_CLASS.sub("", text).strip().rstrip(",").removesuffix("one of").strip()
    return Refusal("syntax", f"line {line}, column {column}: {short or 'unexpected character'}", line, column)
