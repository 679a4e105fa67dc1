"""The content of a release as sorted N-Quads: what is hashed, compared and dumped.

The release graph is not part of it, so that two builds of the same articles have the same content.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from itertools import islice
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, parse

from kg.errors import StoreError
from kg.store import parts
from kg.store.parts import Part

INDEX = "parts.json"
BATCH = 1 << 16


def sorted_lines(quads: Iterable[Quad]) -> list[str]:
    """The quads as distinct N-Quads lines without line ends, in code point order."""
    return sorted({f"{quad} ." for quad in quads})


def save(release: Path, written: Iterable[Part]) -> None:
    """Writes the list of a release's parts to its folder."""
    (release / INDEX).write_text(json.dumps([asdict(part) for part in written], indent=0) + "\n", "utf-8")


def load(release: Path) -> list[Part]:
    """The parts of the release in a folder, in order; StoreError where the list is missing or damaged."""
    try:
        return [Part(**entry) for entry in json.loads((release / INDEX).read_text("utf-8"))]
    except (OSError, ValueError, TypeError) as error:
        raise StoreError(f"{release / INDEX}: damaged or missing ({error}); build again or roll back") from error


def read(release: Path) -> Iterator[str]:
    """The lines of the release in a folder, in order; StoreError where a part is missing or damaged."""
    for part in load(release):
        yield from parts.read(release, part)


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
        yield from parse("\n".join(batch), format=RdfFormat.N_QUADS)  # N-Quads are never triples


def batched(lines: Iterable[str]) -> Iterator[list[str]]:
    """The lines, so many at a time."""
    rest = iter(lines)
    while batch := list(islice(rest, BATCH)):
        yield batch
