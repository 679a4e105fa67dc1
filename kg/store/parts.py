"""The content of a release in parts: runs of sorted N-Quads, each packed in a file of its own.

Where a part ends is told by its subjects alone, so the same content has the same parts however it came to be, and a
release keeps the parts of the one before in which nothing changed (hard links). The parts of a release one after the
other are its content: packed, a file that any tool unpacks in one go.
"""

from __future__ import annotations

import hashlib
import io
import os
from bisect import bisect_left
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from zlib import crc32

import zstandard
from pyoxigraph import Quad, RdfFormat, parse

from kg.errors import StoreError
from kg.store import fragment

FOLDER = "parts"
# One subject in so many begins a part: some 4,000 lines, a megabyte. Less would be many files, more would be written
# again for every change.
SPACING = 512
LEVEL = 3  # of zstd: on sorted lines as small as 6, and six times as quick
NAME_DIGITS = 32
NQUADS, TURTLE = ".nq.zst", ".ttl.zst"  # all of a part; what it asserts


@dataclass(frozen=True, slots=True)
class Part:
    """One part: ``name`` is the beginning of the SHA-256 of its lines, ``first`` its first subject.

    ``lines`` and ``triples`` count its quads and those of the default graph, ``bytes`` is what its lines take unpacked.
    """

    name: str
    first: str
    lines: int
    triples: int
    bytes: int


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A stretch of the content with a difference: sorted lines before and after, all that some of its subjects have.

    Its other subjects have the same lines before and after.
    """

    before: Sequence[str]
    after: Sequence[str]


@dataclass(slots=True)
class Writer:
    """Writes the parts of a release to its folder: those of new lines, and links to those of the release before."""

    folder: Path
    parts: list[Part] = field(default_factory=list)
    _open: list[str] = field(default_factory=list)
    _subject: str = ""

    def __post_init__(self) -> None:
        (self.folder / FOLDER).mkdir(parents=True, exist_ok=True)

    def add(self, lines: Iterable[str]) -> Iterator[list[str]]:
        """Takes lines that follow those before, in order; yields those of each part that they end."""
        for subject, group in groupby(lines, key=subject_of):
            if self._open and subject != self._subject and begins_part(subject):
                yield self.close()
            self._subject = subject
            self._open.extend(group)

    def close(self) -> list[str]:
        """Ends the part that is open, and returns its lines."""
        lines, self._open, self._subject = self._open, [], ""
        if lines:
            self.parts.append(_write(self.folder, lines))
        return lines

    def keep(self, part: Part, parent: Path) -> None:
        """A part of the release in the folder ``parent``, as it is."""
        self.close()
        for ending in (NQUADS, TURTLE):
            source = parent / FOLDER / f"{part.name}{ending}"
            target = self.folder / FOLDER / source.name
            if source.exists() and not target.exists():
                os.link(source, target)
        self.parts.append(part)

    def reopen(self) -> None:
        """Goes on with the last part: what follows begins no part of its own."""
        if self.parts and not self._open:
            last = self.parts.pop()
            self._open = list(read(self.folder, last))
            self._subject = subject_of(self._open[-1])
            for ending in (NQUADS, TURTLE):
                (self.folder / FOLDER / f"{last.name}{ending}").unlink(missing_ok=True)


def subject_of(line: str) -> str:
    """The subject of an N-Quads line."""
    return line.partition(" ")[0]


def _lines_of(lines: Sequence[str], subject: str) -> Sequence[str]:
    """Those of some sorted lines that have this subject."""
    first = bisect_left(lines, f"{subject} ")
    return lines[first : bisect_left(lines, f"{subject}!", first)]


def begins_part(subject: str) -> bool:
    """Whether a part begins with this subject."""
    return crc32(subject.encode()) % SPACING == 0


def write(writer: Writer, lines: Iterable[str], *, instead: Iterable[str]) -> Iterator[Rewritten]:
    """Writes the parts of sorted lines that stand where ``instead`` stood; yields each, once it is written."""
    was = _Ahead(instead)
    for part in writer.add(lines):
        yield Rewritten(was.before(f"{subject_of(part[-1])}!"), part)  # no line of a subject sorts behind that
    yield Rewritten(was.before(None), writer.close())


def rewrite(
    writer: Writer, parent: Path, parts: Sequence[Part], *, removed: Iterable[str], added: Iterable[str]
) -> Iterator[Rewritten]:
    """Writes the parts of a release from those of the one in the folder ``parent`` and sorted lines that go and come.

    Yields each stretch that is written anew, once it is.
    """
    gone, come = _Ahead(removed), _Ahead(added)
    for number, part in enumerate(parts):
        end = f"{parts[number + 1].first} " if number + 1 < len(parts) else None
        less, more = gone.before(end), come.before(end)
        if not less and not more:
            writer.keep(part, parent)
            continue
        old = list(read(parent, part))
        new = sorted({*old} - {*less} | {*more})
        if len(new) != len(old) - len(less) + len(more):
            raise StoreError(f"{parent}: what is to change is not what is there; this is a bug, build with --fresh")
        if new and not begins_part(subject_of(new[0])):
            writer.reopen()
        deque(writer.add(new), maxlen=0)
        changed = sorted({subject_of(line) for line in (*less, *more)})
        yield Rewritten(*([line for subject in changed for line in _lines_of(lines, subject)] for lines in (old, new)))
    if rest := come.before(None):  # there was no part at all
        deque(writer.add(rest), maxlen=0)
        yield Rewritten((), rest)
    writer.close()


def read(release: Path, part: Part) -> Iterator[str]:
    """The lines of a part, without line ends; StoreError where it is missing or damaged."""
    return iter(unpacked(release, part).decode().split("\n")[:-1])


def unpacked(release: Path, part: Part) -> bytes:
    """The bytes of a part's lines; StoreError where they are not what they were."""
    path = release / FOLDER / f"{part.name}{NQUADS}"
    try:
        data = zstandard.ZstdDecompressor().decompress(path.read_bytes(), max_output_size=part.bytes)
    except (OSError, zstandard.ZstdError) as error:
        raise StoreError(f"{path}: damaged or missing ({error}); build again or roll back") from error
    if len(data) != part.bytes:
        raise StoreError(f"{path}: damaged ({len(data)} bytes instead of {part.bytes}); build again or roll back")
    return data


class Unpacked(io.RawIOBase):
    """The lines of some parts as one file to be read."""

    def __init__(self, release: Path, parts: Iterable[Part]) -> None:
        self._pieces = (unpacked(release, part) for part in parts)
        self._piece = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Fills the buffer as far as the part at hand goes; 0 at the end."""
        while not self._piece:
            piece = next(self._pieces, None)
            if piece is None:
                return 0
            self._piece = memoryview(piece)
        size = min(len(buffer), len(self._piece))
        buffer[:size] = self._piece[:size]
        self._piece = self._piece[size:]
        return size


def digest(release: Path, parts: Iterable[Part]) -> str:
    """The SHA-256 of all lines of some parts, each ended by a line feed, in hexadecimal."""
    sha = hashlib.sha256()
    for part in parts:
        sha.update(unpacked(release, part))
    return sha.hexdigest()


def asserted(lines: Iterable[str]) -> list[Quad]:
    """The quads of the default graph among some lines."""
    return list(parse("\n".join(line for line in lines if not names_graph(line)), format=RdfFormat.N_QUADS))


def names_graph(line: str) -> bool:
    """Whether an N-Quads line of ours, which has no blank nodes, names a graph.

    A literal never ends like an IRI after a space: its last word holds a quotation mark, which no IRI does.
    """
    if line[-3] != ">":
        return False
    head, _, last = line[:-2].rpartition(" ")
    return last.startswith("<") and last.endswith(">") and '"' not in last and head.count(" ") > 1


def packed(data: bytes) -> bytes:
    """Bytes as one Zstandard frame, the same every time: made by one thread, without a time stamp."""
    return zstandard.ZstdCompressor(level=LEVEL, write_checksum=True).compress(data)


def _write(folder: Path, lines: Sequence[str]) -> Part:
    data = "".join(f"{line}\n" for line in lines).encode()
    name = hashlib.sha256(data).hexdigest()[:NAME_DIGITS]
    told = asserted(lines)
    for ending, content in ((NQUADS, data), (TURTLE, fragment.document(told, "ttl") if told else b"")):
        if content:
            (folder / FOLDER / f"{name}{ending}").write_bytes(packed(content))
    return Part(name, subject_of(lines[0]), len(lines), len(told), len(data))


class _Ahead:
    """Sorted lines, taken up to a limit at a time."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = iter(lines)
        self._next = next(self._lines, None)

    def before(self, limit: str | None) -> list[str]:
        """The lines below a limit, taken."""
        found = []
        while self._next is not None and (limit is None or self._next < limit):
            found.append(self._next)
            self._next = next(self._lines, None)
        return found
