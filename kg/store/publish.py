"""Writing a release: all of it in a temporary folder, then one rename, then one switch of a link."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from pyoxigraph import NamedNode, Quad, RdfFormat, Store

from kg.errors import NothingPublished, StoreError
from kg.model import SetAside
from kg.store import changes, content, dumps, files, text
from kg.store.records import Records
from kg.store.releases import (
    DESCRIPTION,
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
STAMP = "%Y%m%dT%H%M%SZ"

Describe = Callable[[Release, Path], Iterable[Quad]]


@dataclass(frozen=True, slots=True)
class Draft:
    """What a release is to be made of; ``graph`` is the IRI of its release graph, the rest as in ``Release``.

    ``files`` are texts that lie beside the store, by their names: what the release is said to have passed.
    """

    quads: Iterable[Quad]
    graph: str
    counts: Mapping[str, int]
    settings: Mapping[str, Any]
    versions: Mapping[str, str]
    articles: Mapping[str, str]
    set_aside: tuple[SetAside, ...] = ()
    files: Mapping[str, str] = field(default_factory=dict)


def publish(
    data: Path,
    draft: Draft,
    *,
    describe: Describe | None = None,
    now: datetime | None = None,
    formats: Collection[str] = tuple(dumps.FORMATS),
) -> Release:
    """The new current release, or the old one where content and licences would be the same.

    Call it under the lock. ``describe`` gives the quads of the release graph, from the release and the folder its dumps
    are in at that time; ``formats`` are those of the dumps. NothingPublished, and no trace, where the disk is full or
    fails.
    """
    try:
        files.clean(data)
        files.clean(data / "releases")
        parent = usable(data)
        lines = content.sorted_lines(draft.quads)
        digest = content.digest(lines)
        if parent is not None and parent.content == digest and _told(parent) == _licences(draft):
            return parent
        release = _release(data, draft, digest, parent, now or datetime.now(UTC), quads=len(lines))
        _write(release, lines, parent, describe, texts=draft.files, formats=formats)
        switch(data, release)
    except OSError as error:
        files.clean(data / "releases")
        raise NothingPublished(
            f"{data}: writing the release failed ({error.strerror or error}); the one before it stands"
        ) from error
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
    """The licences of a release; None where it was made before there were dumps, and should be made again."""
    try:
        return _licences(release) if dumps.manifest(release.dumps) else None
    except StoreError:  # a build is the way out of a damaged release
        return None


def _write(
    release: Release,
    lines: Sequence[str],
    parent: Release | None,
    describe: Describe | None,
    *,
    texts: Mapping[str, str],
    formats: Collection[str],
) -> None:
    folder = release.path.with_name(f"{files.TEMPORARY}{release.id}")
    (folder / "dumps").mkdir(parents=True)
    content.write(folder / "dumps", lines)
    base = release.graph.removesuffix("graph/release")
    dumps.write(folder / "dumps", lines, reported=f"{base}graph/reported", formats=formats)
    _write_changes(folder / "dumps", lines, parent, base)
    text.write(folder / "text", lines, base=base)
    store = _store(folder / "store", lines, parent)
    described = list(describe(release, folder / "dumps")) if describe else []
    graph = NamedNode(release.graph)
    if any(quad.graph_name != graph for quad in described):
        raise StoreError(f"a release may describe itself in {release.graph} only")
    if len(store) != len(lines):
        raise StoreError(f"the store holds {len(store)} quads where the content has {len(lines)}; this is a bug")
    store.extend(described)
    store.optimize()
    store.flush()
    del store
    description = "".join(f"{line}\n" for line in content.sorted_lines(described))
    for name, written in {**texts, DESCRIPTION: description}.items():
        (folder / name).write_text(written, "utf-8")
    save(release, folder)
    files.sync_tree(folder)
    folder.rename(release.path)
    files.sync_folder(release.path.parent)


def _write_changes(folder: Path, lines: Sequence[str], parent: Release | None, base: str) -> None:
    if parent is not None:
        try:
            changes.write(folder, content.read(parent.dumps), lines, base=base, parent=parent.id)
            return
        except StoreError:  # a damaged parent must not stop the build that replaces it: all of it is new then
            pass
    changes.write(folder, (), lines, base=base, parent=None)


def _store(path: Path, lines: Sequence[str], parent: Release | None) -> Store:
    if parent is not None:
        try:
            store = _grown(path, lines, parent)
        except (StoreError, OSError):  # a damaged parent must not stop the build that replaces it
            store = None
        if store is not None:
            return store
        shutil.rmtree(path, ignore_errors=True)
    store = Store(str(path))
    store.bulk_load("\n".join(lines), RdfFormat.N_QUADS)
    return store


def _grown(path: Path, lines: Sequence[str], parent: Release) -> Store | None:
    """The parent's store with the difference applied, or None where loading everything afresh is quicker."""
    changes = []
    for change in content.difference(content.read(parent.dumps), lines):
        changes.append(change)
        if len(changes) > REWRITE * len(lines):
            return None
    open_release(parent).backup(str(path))
    store = Store(str(path))
    store.remove_graph(release_graph(parent))
    for quad in content.quads(line for added, line in changes if not added):
        store.remove(quad)
    store.extend(content.quads(line for added, line in changes if added))
    return store
