"""Making what a release consists of, in its folder: parts, counts, changes, store and text index."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from itertools import chain
from pathlib import Path

from pyoxigraph import Store

from kg.errors import StoreError
from kg.store import changes, content, counts, database, parts, text
from kg.store.draft import Difference, Draft
from kg.store.releases import Release

# Past this share of changed lines a bulk load of everything is quicker than removing and adding quads one by one.
REWRITE = 0.3


def make(folder: Path, draft: Draft, parent: Release | None) -> Store:
    """The parts, counts, changes, text index and store of what is to be published, in its folder."""
    base = draft.graph.removesuffix("graph/release")
    if draft.difference is not None:
        if parent is None or draft.difference.whole:
            return _afresh(folder, draft.difference, parent, base)
        return _grown(folder, draft.difference, parent, base)
    lines = content.sorted_lines(draft.quads)
    if parent is not None:
        try:
            return _grown(folder, _between(parent, lines), parent, base)
        except StoreError:  # a damaged parent must not stop the build that replaces it
            shutil.rmtree(folder)
            folder.mkdir()
    return _afresh(folder, Difference(lambda: (), lambda: lines, len(lines), whole=True), parent, base)


def _between(before: Release, lines: Iterable[str]) -> Difference:
    """The difference between a release and sorted lines in memory."""
    found = list(content.difference(content.read(before.path), lines))
    gone, come = ([line for added, line in found if added == sign] for sign in (False, True))
    return Difference(lambda: gone, lambda: come, len(found))


def _grown(folder: Path, difference: Difference, parent: Release, base: str) -> Store:
    """Made from its parent: what did not change is linked."""
    writer, gone, come = parts.Writer(folder), counts.Counts(), counts.Counts()
    stretches = parts.rewrite(
        writer, parent.path, content.load(parent.path), removed=difference.removed(), added=difference.added()
    )
    with changes.Recorder(folder, base=base, parent=parent.id) as recorder:
        for one in stretches:
            recorder.add(one.before, one.after)
            gone, come = gone + counts.count(one.before), come + counts.count(one.after)
    counted = counts.load(parent.path) - gone + come
    content.save(folder, writer.parts)
    counts.save(folder, counted)
    rewritten = difference.size > REWRITE * counted.triples
    store = database.load(folder) if rewritten else database.grow(folder, difference, parent)
    changed = chain(difference.removed(), difference.added())
    text.grow(folder / "text", parent.path / "text", changed, store, base=base)
    return store


def _afresh(folder: Path, difference: Difference, parent: Release | None, base: str) -> Store:
    """Made from nothing but its lines."""
    try:
        _content(folder, difference, parent, base)
    except StoreError:  # a damaged parent must not stop the build that replaces it: all of it is new then
        if parent is None:
            raise
        shutil.rmtree(folder)
        folder.mkdir()
        _content(folder, difference, None, base)
    store = database.load(folder)
    text.write(folder / "text", content.read(folder), store, base=base)
    return store


def _content(folder: Path, difference: Difference, parent: Release | None, base: str) -> None:
    """The parts, counts and changes of a release made from its lines alone."""
    writer, counted = parts.Writer(folder), counts.Counts()
    was = content.read(parent.path) if parent else ()
    with changes.Recorder(folder, base=base, parent=parent.id if parent else None) as recorder:
        for one in parts.write(writer, difference.added(), instead=was):
            recorder.add(one.before, one.after)
            counted = counted + counts.count(one.after)
    content.save(folder, writer.parts)
    counts.save(folder, counted)
