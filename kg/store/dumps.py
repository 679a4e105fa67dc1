"""The files of a release that anybody may fetch: every kind of graph, in every format, packed two ways, and counted.

They are written from the sorted lines of the content and hold nothing else, so the same content makes the same bytes.
A manifest beside them says of each what it holds, how much, and its SHA-256.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, BinaryIO, cast

import zstandard
from pyoxigraph import RdfFormat, serialize

from kg.errors import StoreError
from kg.store import content
from kg.terms import PREFIXES

MANIFEST = "manifest.json"
# what a dump holds, by the graphs it is taken of
KINDS = {
    "all": "every graph but the release's own",
    "asserted": "the default graph: what the graph asserts",
    "reported": "the situations that are reported but not asserted",
    "sources": "what each article says: one named graph an article",
}
FORMATS = {
    "nq": ("application/n-quads", RdfFormat.N_QUADS),
    "trig": ("application/trig", RdfFormat.TRIG),
    "jsonld": ("application/ld+json", RdfFormat.JSON_LD),
    "ttl": ("text/turtle", RdfFormat.TURTLE),
    "nt": ("application/n-triples", RdfFormat.N_TRIPLES),
}
RDF = {name: format for name, (_, format) in FORMATS.items()}
PACKINGS = {"gz": "application/gzip", "zst": "application/zstd"}
# An N-Quads line of ours taken apart: no IRI holds a quotation mark, so a literal ends at the last one.
LINE = re.compile(r'(\S+ \S+ (?:<[^>]*>|".*"(?:@[A-Za-z0-9-]+|\^\^<[^>]*>)?)) (?:(<[^>]*>) )?\.')


@dataclass(frozen=True, slots=True)
class DumpFile:
    """One file: ``quads`` counts what reading it gives, triples where its format has no graphs."""

    name: str
    kind: str
    format: str
    packing: str
    media_type: str
    bytes: int
    sha256: str
    quads: int


def write(dumps: Path, lines: Sequence[str], *, reported: str, formats: Collection[str] = tuple(FORMATS)) -> None:
    """Writes the files and the manifest of a release whose content file is there; ``reported`` is that graph's IRI.

    Beside the lines it holds references to them, by graph: memory does not grow with the number of files.
    """
    graphs: dict[str, list[str]] = {}
    for line in lines:
        graphs.setdefault(_graph(line), []).append(line)
    named = f"<{reported}>"
    kinds = {
        "all": sorted(graphs),
        "asserted": [""],
        "reported": [named],
        "sources": [name for name in sorted(graphs) if name and name != named],
    }
    files = [_content_file(dumps, len(lines))]
    for kind, names in kinds.items():
        for format in FORMATS:
            if format in formats:
                files += _write(dumps, kind, format, {name: graphs.get(name, []) for name in names}, lines)
    table = [asdict(file) for file in {file.name: file for file in files}.values()]
    (dumps / MANIFEST).write_text(json.dumps(table, indent=1) + "\n", "utf-8")


def manifest(dumps: Path) -> tuple[DumpFile, ...]:
    """The files of a ``dumps`` folder as its manifest has them; none for a release made before there were any."""
    try:
        return tuple(DumpFile(**entry) for entry in json.loads((dumps / MANIFEST).read_text("utf-8")))
    except FileNotFoundError:
        return ()
    except (OSError, ValueError, TypeError) as error:
        raise StoreError(f"{dumps / MANIFEST}: damaged ({error}); build again or roll back") from error


def _content_file(dumps: Path, quads: int) -> DumpFile:
    """The whole as N-Quads, which is the content file under a name of the same make as the others."""
    name = "all.nq.zst"
    os.link(dumps / content.FILE, dumps / name)
    path = dumps / name
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    return DumpFile(name, "all", "nq", "zst", FORMATS["nq"][0], path.stat().st_size, sha256, quads)


def _write(
    dumps: Path, kind: str, format: str, graphs: Mapping[str, Sequence[str]], lines: Sequence[str]
) -> list[DumpFile]:
    """One kind in one format, packed both ways in one go."""
    packings = [packing for packing in PACKINGS if not (dumps / f"{kind}.{format}.{packing}").exists()]
    ordered = lines if kind == "all" and format in ("nq", "nt", "ttl") else _merged(graphs, format)
    with ExitStack() as stack:
        packed = [Packed(dumps / f"{kind}.{format}.{packing}", packing) for packing in packings]
        output = Fan([stack.enter_context(one) for one in packed])
        quads = _serialize(ordered, format, output)
        output.flush()
    media_type = FORMATS[format][0]
    return [
        DumpFile(one.path.name, kind, format, one.packing, media_type, one.hashed.size, one.hashed.hexdigest(), quads)
        for one in packed
    ]


def _merged(graphs: Mapping[str, Sequence[str]], format: str) -> Iterable[str]:
    """The lines of some graphs: sorted as a whole where the format has no blocks of a graph, else graph by graph."""
    if format in ("nq", "nt", "ttl"):
        return sorted(line for lines in graphs.values() for line in lines)
    return (line for lines in graphs.values() for line in lines)


def _serialize(lines: Iterable[str], format: str, output: Fan) -> int:
    """Writes lines in a format; the number of quads, or of distinct triples where it has no graphs."""
    counted = Counted(lines if RDF[format].supports_datasets else _triples(lines))
    if format in ("nq", "nt"):
        for line in counted:
            output.write(f"{line}\n".encode())
        return counted.number
    tidy = cast("IO[bytes]", Tidy(output))
    quads = content.quads(counted)
    if RDF[format].supports_datasets:
        serialize(quads, tidy, RDF[format], prefixes=PREFIXES)
    else:
        serialize((quad.triple for quad in quads), tidy, RDF[format], prefixes=PREFIXES)
    tidy.flush()
    return counted.number


def _triples(lines: Iterable[str]) -> Iterator[str]:
    """Sorted quads as triples, each once: those of one triple stand one after the other."""
    last = ""
    for line in lines:
        triple = f"{_parts(line)[1]} ."
        if triple != last:
            yield triple
        last = triple


def _graph(line: str) -> str:
    return _parts(line)[2] or ""


def _parts(line: str) -> re.Match[str]:
    found = LINE.fullmatch(line)
    if found is None:
        raise StoreError(f"not a line of N-Quads that we write: {line[:200]!r}; this is a bug")
    return found


class Counted:
    """An iterable that has counted what went through."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.lines, self.number = lines, 0

    def __iter__(self) -> Iterator[str]:
        for line in self.lines:
            self.number += 1
            yield line


class Hashed:
    """A file being written that knows the SHA-256 and the number of its bytes."""

    def __init__(self, file: BinaryIO) -> None:
        self.file, self.size, self._sha = file, 0, hashlib.sha256()

    def write(self, data: bytes) -> int:
        self.size += len(data)
        self._sha.update(data)
        return self.file.write(data)

    def flush(self) -> None:
        self.file.flush()

    def hexdigest(self) -> str:
        """The SHA-256 of what was written so far."""
        return self._sha.hexdigest()


class Packed:
    """A packed file, without name or time in it: the same content makes the same bytes."""

    def __init__(self, path: Path, packing: str) -> None:
        self.path, self.packing = path, packing
        self.file = path.open("wb")
        self.hashed = Hashed(self.file)
        target = cast("BinaryIO", self.hashed)
        self.stream: IO[bytes]
        if packing == "gz":
            self.stream = cast("IO[bytes]", gzip.GzipFile("", "wb", compresslevel=6, fileobj=target, mtime=0))
        else:
            compressor = zstandard.ZstdCompressor(level=6, write_checksum=True)
            self.stream = cast("IO[bytes]", compressor.stream_writer(target, closefd=False))

    def __enter__(self) -> IO[bytes]:
        return self.stream

    def __exit__(self, *_: object) -> None:
        self.stream.close()
        self.file.close()


class Fan:
    """A file that writes to several, in large pieces."""

    SIZE = 1 << 18

    def __init__(self, files: Sequence[IO[bytes]]) -> None:
        self.files, self.pending = files, bytearray()

    def write(self, data: bytes) -> int:
        self.pending += data
        if len(self.pending) >= self.SIZE:
            self.flush()
        return len(data)

    def flush(self) -> None:
        piece = bytes(self.pending)
        for file in self.files:
            file.write(piece)
        self.pending.clear()


class Tidy:
    """A file that puts the prefixes at its head in order: the library writes them in that of a hash table."""

    def __init__(self, output: Fan) -> None:
        self.output, self.head, self.begun = output, bytearray(), False

    def write(self, data: bytes) -> int:
        if self.begun:
            return self.output.write(data)
        self.head += data
        if any(line and not line.startswith(b"@") for line in bytes(self.head).split(b"\n")):
            self.flush()
        return len(data)

    def flush(self) -> None:
        lines = bytes(self.head).split(b"\n")
        count = sum(1 for line in lines if line.startswith(b"@prefix "))
        self.output.write(b"\n".join([*sorted(lines[:count]), *lines[count:]]))
        self.head.clear()
        self.begun = True
