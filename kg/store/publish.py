"""Writing a release: all of it in a temporary folder, then one rename, then one switch of a link."""

from __future__ import annotations

import gc
import io
import secrets
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import chain
from pathlib import Path
from typing import Any, Protocol

from pyoxigraph import NamedNode, Quad, RdfFormat, Store

from kg.errors import NothingPublished, StoreError
from kg.model import Replaced, SetAside
from kg.store import changes, content, counts, dumps, files, parts, text
from kg.store.records import Records
from kg.store.releases import (
    DESCRIPTION,
    TABLES,
    Release,
    current,
    folders,
    held,
    open_release,
    release_graph,
    releases,
    save,
    switch,
    usable,
)

# Past this share of changed lines a bulk load of everything is quicker than removing and adding quads one by one.
REWRITE = 0.3
# Past this many times the bytes a quad that its parent takes, a store is not packed: packing halves them at least.
UNPACKED = 1.5
# Quads that the database takes at once; it holds a million and more in memory (0.8 GB for 660,000, 0.4 GB for 300,000)
# where nobody cuts them up. Less would be more files: at 300,000 they take an eighth more room than all at once.
SLICE = 300_000
STAMP = "%Y%m%dT%H%M%SZ"
BUILDING = "building"  # the folder of a release that has no name yet

Describe = Callable[[Release, Path, Store], Iterable[Quad]]
Check = Callable[[Path, Store], Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Difference:
    """What a release takes from the one before it and adds: sorted N-Quads lines without line ends, and how many.

    ``whole``: it is made afresh, ``added`` is all of it.
    """

    removed: Callable[[], Iterable[str]]
    added: Callable[[], Iterable[str]]
    size: int
    whole: bool = False


class Stages(Protocol):
    """What measures the stages of a build: what is done within ``stage``, and what was ``told`` so far, as tables."""

    def stage(self, name: str, /) -> AbstractContextManager[None]: ...

    def told(self) -> Sequence[Mapping[str, Any]]: ...


class Unmeasured:
    """Measures nothing."""

    def stage(self, _name: str, /) -> AbstractContextManager[None]:
        return nullcontext()

    def told(self) -> Sequence[Mapping[str, Any]]:
        return ()


@dataclass(frozen=True, slots=True)
class Draft:
    """What a release is to be made of; ``graph`` is the IRI of its release graph, the rest as in ``Release``.

    ``difference`` is to the release before; without one it is made of ``quads`` in memory. ``tables`` is a folder to be
    kept with it, ``stages`` measures what making it takes.
    """

    quads: Iterable[Quad]
    graph: str
    counts: Mapping[str, int]
    settings: Mapping[str, Any]
    versions: Mapping[str, str]
    articles: Mapping[str, str]
    set_aside: tuple[SetAside, ...] = ()
    replaced: tuple[Replaced, ...] = ()
    difference: Difference | None = None
    tables: Path | None = None
    stages: Stages = field(default_factory=Unmeasured)


def publish(
    data: Path,
    draft: Draft,
    *,
    describe: Describe | None = None,
    check: Check | None = None,
    now: datetime | None = None,
) -> Release:
    """The new current release, or the old one where content and licences would be the same.

    Call it under the lock. ``check`` is called with the folder and the store of what is to be published before it is,
    and gives texts to lie beside the store, by their names; whatever it raises leaves no trace. ``describe`` gives the
    quads of the release graph, from the release, its folder and its store at that time. Neither keeps the store.
    NothingPublished, and no trace, where the disk is full or fails.
    """
    # one name an attempt: what holds the store of an attempt that failed may still be about
    folder = data / "releases" / f"{files.TEMPORARY}{BUILDING}-{secrets.token_hex(4)}"
    try:
        files.clean(data)
        files.clean(data / "releases")
        folder.mkdir(parents=True)
        parent = usable(data)
        with draft.stages.stage("writing"):
            store = _written(folder, draft, parent)
            digest = parts.digest(folder, content.load(folder))
        if parent is not None and parent.content == digest and _told(parent) == _licences(draft):
            del store
            shutil.rmtree(folder)
            return parent
        texts = check(folder, store) if check else {}
        release = _release(data, draft, digest, parent, now or datetime.now(UTC), quads=len(store))
        with draft.stages.stage("describing"):
            described = _describe(release, folder, store, describe)
        del store  # closed by that: the database, which works on in the background, moves no more files in the folder
        gc.collect()  # what checked or described it may have left frames behind that hold it, those of errors it caught
        _pack(folder, described, release, parent)
        release = _finish(replace(release, stages=tuple(draft.stages.told())), folder, draft, described, texts)
        switch(data, release)
    except OSError as error:
        files.clean(data / "releases")
        raise NothingPublished(
            f"{data}: writing the release failed ({error.strerror or error}); the one before it stands"
        ) from error
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return release


def prune(data: Path, *, keep: int, keep_days: float, now: datetime | None = None) -> list[str]:
    """Removes what is past the limits, and records that no release names; returns the ids removed.

    The ``keep`` newest releases stay while they are younger than ``keep_days``; the current one, its parent and those
    being served stay always. Call it under the lock.
    """
    serving = current(data)
    safe = {serving.id, serving.parent} if serving else set()
    oldest = stamp((now or datetime.now(UTC)) - timedelta(days=keep_days))
    removed = []
    for rank, path in enumerate(reversed(folders(data))):
        if (rank >= keep or path.name < oldest) and path.name not in safe and not held(path):
            files.remove_tree(path)
            removed.append(path.name)
    Records(data).keep({name for release in releases(data) for name in release.articles.values()})
    return removed


def _release(data: Path, draft: Draft, digest: str, parent: Release | None, now: datetime, *, quads: int) -> Release:
    folder = data / "releases"
    folder.mkdir(parents=True, exist_ok=True)
    created = _after(folders(data), now.astimezone(UTC).replace(microsecond=0))
    id = f"{stamp(created)}-{digest[:8]}"
    return Release(
        path=folder / id,
        id=id,
        content=digest,
        created=created.isoformat(),
        parent=parent.id if parent else None,
        graph=draft.graph,
        counts={**draft.counts, "quads": quads},
        settings=draft.settings,
        versions=draft.versions,
        articles=draft.articles,
        set_aside=draft.set_aside,
        replaced=draft.replaced,
    )


def stamp(time: datetime) -> str:
    """The beginning of the id of a release made at that time (UTC); ids sort by it."""
    return time.strftime(STAMP)


def _after(paths: Sequence[Path], time: datetime) -> datetime:
    # Ids sort in the order of making even where the clock was set back or two builds fall into one second.
    for path in reversed(paths):
        try:
            latest = datetime.strptime(path.name.partition("-")[0], STAMP).replace(tzinfo=UTC)
        except ValueError:
            continue
        return max(time, latest + timedelta(seconds=1))
    return time


def _licences(release: Release | Draft) -> list[str | None]:
    return [release.settings.get(name) for name in ("licence", "quotes_licence")]


def _told(release: Release) -> list[str | None] | None:
    """The licences of a release; None where the list of its files is damaged, and should be made again."""
    try:
        return _licences(release) if dumps.manifest(release.path) else None
    except StoreError:  # a build is the way out of a damaged release
        return None


def _written(folder: Path, draft: Draft, parent: Release | None) -> Store:
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
    writer, counted = parts.Writer(folder), counts.load(parent.path)
    stretches = parts.rewrite(
        writer, parent.path, content.load(parent.path), removed=difference.removed(), added=difference.added()
    )
    with changes.Recorder(folder, base=base, parent=parent.id) as recorder:
        for one in stretches:
            recorder.add(one.before, one.after)
            counted = counted - counts.count(one.before) + counts.count(one.after)
    content.save(folder, writer.parts)
    counts.save(folder, counted)
    rewritten = difference.size > REWRITE * counted.triples
    store = _loaded(folder) if rewritten else _changed(folder, difference, parent)
    changed = chain(difference.removed(), difference.added())
    text.grow(folder / "text", parent.path / "text", changed, store, base=base)
    return store


def _changed(folder: Path, difference: Difference, parent: Release) -> Store:
    """The parent's store with what differs."""
    open_release(parent).backup(str(folder / "store"))
    store = Store(str(folder / "store"))
    store.remove_graph(release_graph(parent))
    for quad in content.quads(difference.removed()):
        store.remove(quad)
    store.bulk_extend(content.quads(difference.added()))
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
    store = _loaded(folder)
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


def _loaded(folder: Path) -> Store:
    store = Store(str(folder / "store"))
    for some in _slices(content.load(folder)):
        with io.BufferedReader(parts.Unpacked(folder, some), 1 << 20) as lines:
            store.bulk_load(lines, RdfFormat.N_QUADS)
    return store


def _slices(listed: Iterable[parts.Part]) -> Iterator[list[parts.Part]]:
    """The parts, so many at a time that memory stays flat while they are loaded."""
    some: list[parts.Part] = []
    for part in listed:
        some.append(part)
        if sum(one.lines for one in some) >= SLICE:
            yield some
            some = []
    if some:
        yield some


def _describe(release: Release, folder: Path, store: Store, describe: Describe | None) -> list[Quad]:
    """What the release says of itself, added to its store; before that the store is held against the content."""
    quads = sum(part.lines for part in content.load(folder))
    if len(store) != quads:
        raise StoreError(f"the store holds {len(store)} quads where the content has {quads}; this is a bug")
    dumps.write_manifest(folder)
    described = list(describe(release, folder, store)) if describe else []
    graph = NamedNode(release.graph)
    if any(quad.graph_name != graph for quad in described):
        raise StoreError(f"a release may describe itself in {release.graph} only")
    store.bulk_extend(described)  # into packed files: what goes the other way lies unpacked, at twice the size
    store.flush()
    return described


def _pack(folder: Path, described: Sequence[Quad], release: Release, parent: Release | None) -> None:
    """Leaves a store that was closed without its log, and packed as its parent's is.

    Growing a store can make the database rewrite its files, which it does unpacked as long as they are small.
    """
    path = folder / "store"
    Store(str(path)).flush()  # opened once more, the database drops the log of what is in its files by now
    if parent is None or _size(path) * parent.counts["quads"] <= (
        UNPACKED * _size(parent.path / "store") * release.counts["quads"]
    ):
        return
    shutil.rmtree(path)
    store = _loaded(folder)
    store.bulk_extend(described)
    store.flush()


def _size(store: Path) -> int:
    """The bytes of a store's files of quads."""
    return sum(file.stat().st_size for file in store.glob("*.sst"))


def _finish(
    release: Release, folder: Path, draft: Draft, described: Sequence[Quad], texts: Mapping[str, str]
) -> Release:
    """The release, with what it says of itself, under its name."""
    if draft.tables is not None:
        draft.tables.rename(folder / TABLES)
    description = "".join(f"{line}\n" for line in content.sorted_lines(described))
    (folder / DESCRIPTION).write_bytes(parts.packed(description.encode()))
    for name, written in texts.items():
        (folder / name).write_text(written, "utf-8")
    save(release, folder)
    files.sync_tree(folder)
    folder.rename(release.path)
    files.sync_folder(release.path.parent)
    return release
