"""What a release changes in the one before it: a patch for whoever keeps a copy, and a summary for whoever reads.

The patch is RDF Patch (https://afs.github.io/rdf-patch/): a line a quad, ``D`` for one that is gone, ``A`` for one
that is new.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import BinaryIO, cast

from kg import iris
from kg.errors import StoreError
from kg.store import content
from kg.store.releases import Release
from kg.terms import RDFS

SUMMARY, PATCH = "changes.json", "changes.rdfp.gz"
TOLD = ("article", "entity", "situation", "disagreement")  # kinds whose members are named, not only counted
MOST = 500  # of them
LABEL = re.compile(rf'\S+ <{re.escape(RDFS.label.value)}> "((?:[^"\\]|\\.)*)"')


@dataclass(frozen=True, slots=True)
class Changed:
    """A resource of which something was added or removed; ``how`` is added, changed or removed."""

    iri: str
    kind: str
    how: str
    label: str


@dataclass(frozen=True, slots=True)
class Changes:
    """From ``parent`` (None: from nothing) to a release: quads, resources by kind and how, and the first of them."""

    parent: str | None
    added: int
    removed: int
    counts: Mapping[str, Mapping[str, int]]
    resources: tuple[Changed, ...] = field(default=())


def write(folder: Path, old: Iterable[str], new: Iterable[str], *, base: str, parent: str | None) -> Changes:
    """Writes patch and summary of two sorted runs of lines to a ``dumps`` folder; memory stays flat."""
    quads: Counter[bool] = Counter()
    counts: dict[str, Counter[str]] = {}
    told: dict[str, Changed] = {}
    with (folder / PATCH).open("wb") as file:
        # no name and no time in the file: the same change makes the same bytes
        stream = gzip.GzipFile("", "wb", compresslevel=6, fileobj=file, mtime=0)
        with stream:
            _header(cast("BinaryIO", stream), base, parent)
            for subject, gone, come, kept in by_subject(old, new):
                for sign, lines in (("D", gone), ("A", come)):
                    quads[sign == "A"] += len(lines)
                    stream.writelines(f"{sign} {line}\n".encode() for line in lines)
                _tell(subject, gone, come, kept, base=base, counts=counts, told=told)
            stream.write(b"TC .\n")
    plain = {kind: dict(sorted(how.items())) for kind, how in sorted(counts.items())}
    changes = Changes(parent, quads[True], quads[False], plain, tuple(told.values()))
    (folder / SUMMARY).write_text(json.dumps(asdict(changes), ensure_ascii=False, indent=1) + "\n", "utf-8")
    return changes


def read(folder: Path) -> Changes | None:
    """The summary in a ``dumps`` folder; None for a release made before there were any."""
    try:
        table = json.loads((folder / SUMMARY).read_text("utf-8"))
        resources = tuple(Changed(**entry) for entry in table.pop("resources"))
        return Changes(**table, resources=resources)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise StoreError(f"{folder / SUMMARY}: damaged ({error}); build again or roll back") from error


def of(release: Release) -> Changes | None:
    """What a release changed in the one before it."""
    return read(release.dumps)


def by_subject(old: Iterable[str], new: Iterable[str]) -> Iterator[tuple[str, list[str], list[str], int]]:
    """For each subject with a difference: the lines gone, the lines come, and how many stayed."""
    subject, gone, come, kept = "", list[str](), list[str](), 0
    for had, has, line in _merged(old, new):
        this = line.partition(" ")[0]
        if this != subject:
            if gone or come:
                yield subject, gone, come, kept
            subject, gone, come, kept = this, [], [], 0
        if had and has:
            kept += 1
        else:
            (gone if had else come).append(line)
    if gone or come:
        yield subject, gone, come, kept


def _merged(old: Iterable[str], new: Iterable[str]) -> Iterator[tuple[bool, bool, str]]:
    left, right = iter(old), iter(new)
    a, b = next(left, None), next(right, None)
    while a is not None or b is not None:
        if a == b and a is not None:
            yield True, True, a
            a, b = next(left, None), next(right, None)
        elif a is not None and (b is None or a < b):
            yield True, False, a
            a = next(left, None)
        elif b is not None:
            yield False, True, b
            b = next(right, None)


def _header(stream: BinaryIO, base: str, parent: str | None) -> None:
    if parent is not None:
        stream.write(f"H prev {iris.release_iri(base, parent)} .\n".encode())
    stream.write(b"TX .\n")


def _tell(
    subject: str,
    gone: list[str],
    come: list[str],
    kept: int,
    *,
    base: str,
    counts: dict[str, Counter[str]],
    told: dict[str, Changed],
) -> None:
    """Counts a resource itself, not its parts, and names it while there is room."""
    address = iris.address(base, subject.strip("<>"))
    if address is None or address.part:
        return
    how = "changed" if kept or (gone and come) else "added" if come else "removed"
    counts.setdefault(address.kind, Counter())[how] += 1
    if address.kind in TOLD and len(told) < MOST:
        labels = (found[1] for line in (*come, *gone) if (found := LABEL.match(line)))
        told[subject] = Changed(subject.strip("<>"), address.kind, how, _text(next(labels, "")))


def _text(escaped: str) -> str:
    """An N-Quads string's escapes undone."""
    if "\\" not in escaped:
        return escaped
    quad = next(content.quads([f'<urn:x> <urn:x> "{escaped}" .']))
    return str(getattr(quad.object, "value", ""))
