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


class Recorder:
    """Writes patch and summary to a release's folder, stretch by stretch; use it as a context manager.

    The first release has no patch: it would say all of it over again.
    """

    def __init__(self, folder: Path, *, base: str, parent: str | None) -> None:
        self._folder, self._base, self._parent = folder, base, parent
        self._quads: Counter[bool] = Counter()
        self._counts: dict[str, Counter[str]] = {}
        self._told: dict[str, Changed] = {}
        self._file = (folder / PATCH).open("wb") if parent is not None else None
        # no name and no time in the file: the same change makes the same bytes
        self._stream = gzip.GzipFile("", "wb", compresslevel=6, fileobj=self._file, mtime=0) if self._file else None
        if self._stream and parent is not None:
            self._stream.write(f"H prev {iris.release_iri(base, parent)} .\nTX .\n".encode())

    def add(self, old: Iterable[str], new: Iterable[str]) -> None:
        """Notes what differs between two sorted runs of lines, in which all of each subject's stand."""
        for subject, gone, come, kept in by_subject(old, new):
            for sign, lines in (("D", gone), ("A", come)):
                self._quads[sign == "A"] += len(lines)
                if self._stream:
                    self._stream.write("".join(f"{sign} {line}\n" for line in lines).encode())
            _tell(subject, gone, come, kept, base=self._base, counts=self._counts, told=self._told)

    def __enter__(self) -> Recorder:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if self._stream and self._file:
            if kind is None:
                self._stream.write(b"TC .\n")
            self._stream.close()
            self._file.close()
        if kind is None:
            table = json.dumps(asdict(self.changes), ensure_ascii=False, indent=1)
            (self._folder / SUMMARY).write_text(table + "\n", "utf-8")

    @property
    def changes(self) -> Changes:
        """What was noted so far."""
        plain = {kind: dict(sorted(how.items())) for kind, how in sorted(self._counts.items())}
        return Changes(self._parent, self._quads[True], self._quads[False], plain, tuple(self._told.values()))


def read(folder: Path) -> Changes | None:
    """The summary in the folder of a release; None for a release made before there were any."""
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
    return read(release.path)


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
        told[subject] = Changed(subject.strip("<>"), address.kind, how, unescaped(next(labels, "")))


def unescaped(escaped: str) -> str:
    """An N-Quads string's escapes undone."""
    if "\\" not in escaped:
        return escaped
    quad = next(content.quads([f'<urn:x> <urn:x> "{escaped}" .']))
    return str(getattr(quad.object, "value", ""))
