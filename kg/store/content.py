"""The content of a release as sorted N-Quads: what is hashed, compared and dumped.

The release graph is not part of it, so that two builds of the same articles have the same content.
"""

from __future__ import annotations

import hashlib
import io
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import BinaryIO

import zstandard
from pyoxigraph import DefaultGraph, Quad, RdfFormat, Triple, parse, serialize

from kg import syntax
from kg.errors import StoreError, UsageError
from kg.terms import PREFIXES

FILE = "content.nq.zst"
DATASET_FORMATS = {"nq": RdfFormat.N_QUADS, "trig": RdfFormat.TRIG, "jsonld": RdfFormat.JSON_LD}
GRAPH_FORMATS = {"ttl": RdfFormat.TURTLE, "nt": RdfFormat.N_TRIPLES}
BATCH = 1 << 16
LEVEL = 3  # of zstd: on sorted lines as small as 6, and six times as quick


def sorted_lines(quads: Iterable[Quad]) -> list[str]:
    """The quads as distinct N-Quads lines without line ends, in code point order."""
    return sorted({f"{quad} ." for quad in quads})


def digest(lines: Iterable[str]) -> str:
    """The SHA-256 of the lines, each ended by a line feed, in hexadecimal."""
    sha = hashlib.sha256()
    for line in lines:
        sha.update(line.encode() + b"\n")
    return sha.hexdigest()


def write(dumps: Path, lines: Iterable[str]) -> None:
    """Writes the lines to the content file of a ``dumps`` folder."""
    # One thread and no time stamp: the same lines make the same bytes.
    compressor = zstandard.ZstdCompressor(level=LEVEL, write_checksum=True)
    with (dumps / FILE).open("wb") as file, compressor.stream_writer(file) as stream:
        for some in batched(lines):
            stream.write("".join(f"{line}\n" for line in some).encode())


def read(dumps: Path) -> Iterator[str]:
    """The lines of the content file, in order; StoreError where it is missing or damaged."""
    try:
        with _open(dumps) as stream:
            for line in io.TextIOWrapper(stream, "utf-8", newline="\n"):
                yield line.removesuffix("\n")
    except (OSError, zstandard.ZstdError, UnicodeDecodeError) as error:
        raise StoreError(f"{dumps / FILE}: damaged or missing ({error}); build again or roll back") from error


def difference(old: Iterable[str], new: Iterable[str]) -> Iterator[tuple[bool, str]]:
    """What is in one of two sorted runs of lines only, in order: ``(True, line)`` where ``new`` has it."""
    left, right = iter(old), iter(new)
    a, b = next(left, None), next(right, None)
    while a is not None or b is not None:
        if a == b:
            a, b = next(left, None), next(right, None)
        elif a is not None and (b is None or a < b):
            yield False, a
            a = next(left, None)
        elif b is not None:
            yield True, b
            b = next(right, None)


def quads(lines: Iterable[str]) -> Iterator[Quad]:
    """The lines parsed, a batch at a time so that memory stays flat."""
    for batch in batched(lines):
        yield from _parse(batch)


def batched(lines: Iterable[str]) -> Iterator[list[str]]:
    """The lines, so many at a time."""
    rest = iter(lines)
    while batch := list(islice(rest, BATCH)):
        yield batch


def dump(dumps: Path, output: BinaryIO, *, format: str) -> None:
    """Writes a release's content to ``output``: all graphs as ``nq``, ``trig`` or ``jsonld``.

    ``ttl``, ``nt`` and ``rdfxml`` cannot name graphs: they hold the default graph alone, which is what the graph
    asserts, so that no denied or reported claim is dumped as a plain triple. ``Unwritable`` for what ``rdfxml`` cannot
    hold: nothing is written then.
    """
    if format == "nq":
        output.writelines(line.encode() + b"\n" for line in read(dumps))
    elif format in DATASET_FORMATS:
        serialize(quads(read(dumps)), output, DATASET_FORMATS[format], prefixes=PREFIXES)
    elif format in GRAPH_FORMATS:
        serialize(_asserted(dumps), output, GRAPH_FORMATS[format], prefixes=PREFIXES)
    elif format == "rdfxml":
        with tempfile.TemporaryFile() as document:  # whole before any of it is seen, as it may come to nothing
            syntax.serialize_to(document, _asserted(dumps), RdfFormat.RDF_XML, PREFIXES)
            document.seek(0)
            shutil.copyfileobj(document, output)
    else:
        known = ", ".join([*DATASET_FORMATS, *GRAPH_FORMATS, "rdfxml"])
        raise UsageError(f"no dump format {format!r}; there are {known}")


def _asserted(dumps: Path) -> Iterator[Triple]:
    """The triples of the default graph."""
    return (quad.triple for quad in quads(read(dumps)) if quad.graph_name == DefaultGraph())


def _open(dumps: Path) -> BinaryIO:
    file = (dumps / FILE).open("rb")
    return io.BufferedReader(  # the decompressor's reader closes the file with itself
        zstandard.ZstdDecompressor().stream_reader(file, closefd=True), 1 << 20
    )


def _parse(batch: Sequence[str]) -> Iterator[Quad]:
    yield from parse("\n".join(batch), format=RdfFormat.N_QUADS)  # N-Quads are never triples
