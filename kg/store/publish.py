"""Writing a release: all of it in a temporary folder, then one rename, then one switch of a link."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pyoxigraph import NamedNode, Quad, Store

from kg.errors import NothingPublished, StoreError
from kg.store import content, database, dumps, files, making, parts
from kg.store.draft import Draft
from kg.store.records import Records
from kg.store.releases import (
    DESCRIPTION,
    TABLES,
    Release,
    current,
    folders,
    held,
    records_named,
    save,
    switch,
    usable,
)

STAMP = "%Y%m%dT%H%M%SZ"
BUILDING = "building"  # the folder of a release that has no name yet

Describe = Callable[[Release, Path, Store], Iterable[Quad]]
Check = Callable[[Path, Store], Mapping[str, str]]


def publish(
    data: Path,
    draft: Draft,
    *,
    describe: Describe | None = None,
    check: Check | None = None,
    now: datetime | None = None,
) -> Release:
    """The new current release, or the old one where content, settings and versions would be the same.

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
            store = making.make(folder, draft, parent)
            listed = content.load(folder)
            digest = parts.digest(folder, listed)
        if parent is not None and parent.content == digest and _stands(parent, draft):
            del store
            shutil.rmtree(folder)
            return parent
        texts = check(folder, store) if check else {}
        release = _release(
            data,
            draft,
            digest,
            parent,
            now or datetime.now(UTC),
            quads=sum(part.lines for part in listed),
        )
        with draft.stages.stage("describing"):
            described = _describe(release, folder, store, describe)
        del store  # closed by that: the database, which works on in the background, moves no more files in the folder
        with draft.stages.stage("packing"):
            database.pack(folder, described, release, parent)
        release = replace(release, stages=tuple(draft.stages.told()))
        with draft.stages.stage("synchronizing"):
            release = _finish(release, folder, draft, described, texts)
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
    being served stay always. Where a release is damaged no record is removed. Call it under the lock.
    """
    serving = current(data)
    safe = {serving.id, serving.parent} if serving else set()
    oldest = stamp((now or datetime.now(UTC)) - timedelta(days=keep_days))
    removed = []
    for rank, path in enumerate(reversed(folders(data))):
        if (rank >= keep or path.name < oldest) and path.name not in safe and not held(path):
            files.remove_tree(path)
            removed.append(path.name)
    named = records_named(data)
    if named is not None:  # records have texts that are nowhere else: what cannot be read may name any of them
        Records(data).keep(named)
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


def _stands(release: Release, draft: Draft) -> bool:
    """Whether a release of the same content is as the draft would be, and whole: a build is the way out of damage.

    Of other versions its records have other names, and what it was derived by would not be known by the next build.
    """
    try:
        whole = bool(dumps.manifest(release.path))
    except StoreError:
        return False
    return whole and dict(release.settings) == dict(draft.settings) and dict(release.versions) == dict(draft.versions)


def _describe(release: Release, folder: Path, store: Store, describe: Describe | None) -> list[Quad]:
    """What the release says of itself, added to its store."""
    dumps.write_manifest(folder)
    described = list(describe(release, folder, store)) if describe else []
    graph = NamedNode(release.graph)
    if any(quad.graph_name != graph for quad in described):
        raise StoreError(f"a release may describe itself in {release.graph} only")
    store.bulk_extend(described)  # into packed files: what goes the other way lies unpacked, at twice the size
    store.flush()
    return described


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
