"""The database of a release: loaded from its parts, or grown from that of its parent; packed, without a log."""

from __future__ import annotations

import gc
import io
import logging
import shutil
import time
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, Store

from kg.errors import StoreError
from kg.store import content, parts
from kg.store.draft import Difference
from kg.store.releases import Release, open_release, release_graph

FOLDER = "store"
# Past this many times the bytes a quad that its parent takes, a store is not packed: packing halves them at least.
UNPACKED = 1.5
# Quads that are loaded at once where that is all: 1.2 GB of memory, and files that stay packed, 164 bytes a quad. More
# come in slices (0.4 GB each), whose files the database joins, and leaves those of the last level but one unpacked: 280
# bytes a quad until there are some tens of millions.
AT_ONCE, SLICE = 1_000_000, 300_000
ATTEMPTS, PAUSE = 20, 0.1  # to open a store again that is being closed; seconds between

log = logging.getLogger(__name__)


def load(folder: Path) -> Store:
    """The store of the parts in a folder, new there, and held against them."""
    store = Store(str(folder / FOLDER))
    listed = content.load(folder)
    for some in _slices(listed):
        with io.BufferedReader(parts.Unpacked(folder, some), 1 << 20) as lines:
            store.bulk_load(lines, RdfFormat.N_QUADS)
    quads = sum(part.lines for part in listed)
    if len(store) != quads:
        raise StoreError(f"the store holds {len(store)} quads where the content has {quads}; this is a bug")
    return store


def _slices(listed: Sequence[parts.Part]) -> Iterator[list[parts.Part]]:
    """The parts, so many at a time that memory stays flat while they are loaded."""
    most = AT_ONCE if sum(part.lines for part in listed) <= AT_ONCE else SLICE
    some: list[parts.Part] = []
    for part in listed:
        some.append(part)
        if sum(one.lines for one in some) >= most:
            yield some
            some = []
    if some:
        yield some


def grow(folder: Path, difference: Difference, parent: Release) -> Store:
    """The parent's store with what differs, new in a folder; what stays is linked."""
    open_release(parent).backup(str(folder / FOLDER))
    store = Store(str(folder / FOLDER))
    store.remove_graph(release_graph(parent))
    for quad in content.quads(difference.removed()):
        store.remove(quad)
    come = content.quads(difference.added())
    for first in come:
        store.bulk_extend(chain([first], islice(come, SLICE - 1)))
    return store


def pack(folder: Path, described: Sequence[Quad], release: Release, parent: Release | None) -> None:
    """Leaves a store that was closed without its log, and packed as its parent's is.

    Growing a store can make the database rewrite its files, which it does unpacked as long as they are small.
    """
    path = folder / FOLDER
    if not _dropped_log(path):
        return
    if parent is None or _size(path) * parent.counts["quads"] <= (
        UNPACKED * _size(parent.path / FOLDER) * release.counts["quads"]
    ):
        return
    shutil.rmtree(path)
    store = load(folder)
    store.bulk_extend(described)
    store.flush()


def _dropped_log(path: Path) -> bool:
    """Whether a closed store could be opened once more, upon which the database drops the log of what is in its files.

    Not where somebody still holds it, such as a frame of an error that a log keeps. Its content is complete then too.
    """
    for _ in range(ATTEMPTS):
        try:
            Store(str(path)).flush()
        except OSError as error:
            if "lock" not in str(error).lower():
                raise
            gc.collect()  # what checked or described it may have left frames that hold it, those of errors it caught
            time.sleep(PAUSE)
        else:
            return True
    log.warning("%s is still held by this process, and keeps its log", path)
    return False


def _size(store: Path) -> int:
    """The bytes of a store's files of quads."""
    return sum(file.stat().st_size for file in store.glob("*.sst"))
