"""The files of a release that anybody may fetch: two lie ready in parts, every other form is made when asked for.

All of them are made from the parts of the content and hold nothing else, so the same content makes the same bytes.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, BinaryIO, cast

import zstandard
from pyoxigraph import Quad, RdfFormat, parse

from kg import syntax
from kg.errors import StoreError, UsageError
from kg.store import content, fragment, parts
from kg.store.fragment import FORMATS
from kg.terms import PREFIXES

MANIFEST = "manifest.json"
# what a dump holds, by the graphs it is taken of
KINDS = {
    "all": "every graph but the release's own",
    "asserted": "the default graph: what the graph asserts",
    "reported": "the situations that are reported but not asserted",
    "sources": "what each article says: one named graph an article",
}
PACKINGS = {"gz": "application/gzip", "zst": "application/zstd"}
XML = "rdfxml"  # cannot be put together of pieces
READY = {("all", "nq"): parts.NQUADS, ("asserted", "ttl"): parts.TURTLE}  # what lies in parts, packed as zst


@dataclass(frozen=True, slots=True)
class DumpFile:
    """One file: ``quads`` counts what reading it gives, triples where its format has no graphs.

    ``parts`` are the files of the release that make it, one after the other.
    """

    name: str
    kind: str
    format: str
    packing: str
    media_type: str
    bytes: int
    sha256: str
    quads: int
    parts: tuple[str, ...] = ()

    def paths(self, release: Path) -> list[Path]:
        """The files in the folder of its release that make it."""
        return [release / parts.FOLDER / name for name in self.parts]


def write_manifest(release: Path) -> None:
    """Writes the list of the files that lie ready in the folder of a release whose parts are there."""
    held = content.load(release)
    (release / "dumps").mkdir(exist_ok=True)
    files = [asdict(_ready(release, held, kind, format)) for kind, format in READY]
    (release / "dumps" / MANIFEST).write_text(json.dumps(files, indent=1) + "\n", "utf-8")


def manifest(release: Path) -> tuple[DumpFile, ...]:
    """The files that lie ready in the folder of a release; StoreError where the list is missing or damaged."""
    path = release / "dumps" / MANIFEST
    try:
        entries = json.loads(path.read_text("utf-8"))
        return tuple(DumpFile(**{**entry, "parts": tuple(entry["parts"])}) for entry in entries)
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise StoreError(f"{path}: damaged ({error}); build again or roll back") from error


def dump(release: Path, output: BinaryIO, *, kind: str, format: str, reported: str, packing: str | None = None) -> None:
    """Writes a dump of the release in a folder to ``output``; ``reported`` is the IRI of that graph.

    Formats without graphs say each triple once. Memory does not grow with the release. ``Unwritable`` for what RDF/XML
    cannot hold: nothing is written then.
    """
    if format == XML:
        with tempfile.TemporaryFile() as document:  # whole before any of it is seen, as it may come to nothing
            triples = (quad.triple for quad in _runs(release, kind, format, reported))
            syntax.serialize_to(document, triples, FORMATS[format][1], PREFIXES)
            document.seek(0)
            with _packed(output, packing) as stream:
                shutil.copyfileobj(document, cast("BinaryIO", stream))
        return
    with _packed(output, packing) as stream:
        for piece in pieces(release, kind=kind, format=format, reported=reported):
            stream.write(piece)


def pieces(release: Path, *, kind: str, format: str, reported: str) -> Iterator[bytes]:
    """A dump of the release in a folder, in pieces; not of RDF/XML, which is whole or nothing."""
    _check(kind, format)
    runs = (_of_kind(parts.read(release, part), kind, reported) for part in content.load(release))
    if format == "nq":
        yield from ("".join(f"{line}\n" for line in lines).encode() for lines in runs)
        return
    yield fragment.OPENING.get(format, b"")
    between = b""
    for lines in runs:
        if piece := fragment.piece(_statements(lines, format), format):
            yield between + piece
            between = b"," if format == "jsonld" else b""
    yield fragment.CLOSING.get(format, b"")


def _check(kind: str, format: str) -> None:
    if kind not in KINDS or format not in FORMATS:
        raise UsageError(f"no dump {kind}.{format}; there are {', '.join(KINDS)} in {', '.join(FORMATS)}")


def _runs(release: Path, kind: str, format: str, reported: str) -> Iterator[Quad]:
    """The statements of a dump, part by part."""
    _check(kind, format)
    for part in content.load(release):
        yield from _statements(_of_kind(parts.read(release, part), kind, reported), format)


def _ready(release: Path, held: Sequence[parts.Part], kind: str, format: str) -> DumpFile:
    ending = READY[kind, format]
    names = [f"{part.name}{ending}" for part in held if part.triples or format == "nq"]
    sha, size = hashlib.sha256(), 0
    for name in names:
        data = (release / parts.FOLDER / name).read_bytes()
        sha.update(data)
        size += len(data)
    return DumpFile(
        name=f"{kind}.{format}.zst",
        kind=kind,
        format=format,
        packing="zst",
        media_type=FORMATS[format][0],
        bytes=size,
        sha256=sha.hexdigest(),
        quads=sum(part.lines if format == "nq" else part.triples for part in held),
        parts=tuple(names),
    )


def _of_kind(lines: Iterable[str], kind: str, reported: str) -> list[str]:
    if kind == "all":
        return list(lines)
    ending = f" <{reported}> ."
    if kind == "reported":
        return [line for line in lines if line.endswith(ending)]
    named = kind == "sources"
    return [line for line in lines if parts.names_graph(line) == named and not line.endswith(ending)]


def _statements(lines: Sequence[str], format: str) -> list[Quad]:
    """The quads of a part; in formats without graphs a triple that several graphs have stands once."""
    quads = list(parse("\n".join(lines), format=RdfFormat.N_QUADS))
    if FORMATS[format][1].supports_datasets:
        return quads
    return list({str(quad.triple): quad for quad in quads}.values())


def _packed(output: BinaryIO, packing: str | None) -> IO[bytes]:
    # without name or time in it: the same content makes the same bytes
    if packing == "gz":
        return cast("IO[bytes]", gzip.GzipFile("", "wb", compresslevel=6, fileobj=output, mtime=0))
    if packing == "zst":
        compressor = zstandard.ZstdCompressor(level=parts.LEVEL, write_checksum=True)
        return cast("IO[bytes]", compressor.stream_writer(output, closefd=False))
    if packing is not None:
        raise UsageError(f"no packing {packing!r}; there are {', '.join(PACKINGS)}")
    return cast("IO[bytes]", _Plain(output))


class _Plain:
    """An output that closing leaves open."""

    def __init__(self, output: BinaryIO) -> None:
        self.write = output.write

    def __enter__(self) -> _Plain:
        return self

    def __exit__(self, *_: object) -> None:
        pass
