"""The releases of a data folder: find, open, list, compare, roll back."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, BinaryIO

import zstandard
from pyoxigraph import NamedNode, Quad, Store

from kg.errors import NotFound, StoreError
from kg.keys import KEY
from kg.model import Replaced, SetAside
from kg.store import content, files

FORMAT = 3
CURRENT = "current"
TABLES = "tables"  # the folder of what a build knows across articles, for the next build
DESCRIPTION = "description.nq.zst"  # the release graph, for when another release is served
UNPACKED = "description.nq"  # the same, as the formats before have it


@dataclass(frozen=True, slots=True)
class Release:
    """One complete, unchanging release; the fields are those of its ``release.json``.

    ``content`` is the SHA-256 of the sorted N-Quads of all graphs but ``graph``, the release graph. ``articles`` maps
    each article's key to its record's name. ``created`` is an ISO 8601 time in UTC. ``stages`` tells what each stage of
    the build took: ``name``, ``seconds``, ``cpu_seconds`` and ``peak_bytes``. ``replaced`` lists the articles whose
    former version was in the release before.
    """

    path: Path
    id: str
    content: str
    created: str
    parent: str | None
    graph: str
    counts: Mapping[str, int]
    settings: Mapping[str, Any]
    versions: Mapping[str, str]
    articles: Mapping[str, str]
    set_aside: tuple[SetAside, ...]
    stages: tuple[Mapping[str, Any], ...] = ()
    replaced: tuple[Replaced, ...] = ()

    @property
    def tables(self) -> Path:
        """The folder of the tables that it was made from."""
        return self.path / TABLES

    @property
    def reported(self) -> str:
        """The IRI of the graph of what is reported but not asserted."""
        return f"{self.graph.removesuffix('release')}reported"


def releases(data: Path) -> list[Release]:
    """All releases that can be read, oldest first."""
    found = []
    for path in folders(data):
        try:
            found.append(load(path))
        except StoreError:  # one damaged release hides no other; opening it by name says what is wrong
            continue
    return found


def records_named(data: Path) -> set[str] | None:
    """The names of the records of all releases, of whatever version; None where one is damaged and cannot tell."""
    names: set[str] = set()
    for path in folders(data):
        try:
            articles = _table(path)["articles"]
            names.update(articles.values())
        except (StoreError, KeyError, TypeError, AttributeError):
            return None
    return names


def find(data: Path, id: str | None = None) -> Release:
    """A release by its id, an unambiguous beginning or end of one, or ``previous``; without, the current one."""
    if id is None or id == CURRENT:
        release = current(data)
        if release is None:
            raise NotFound(f"{data}: no release here; make one with 'kg build PATH… --data {data}'")
        return release
    if id == "previous":
        parent = find(data).parent
        if parent is None or not (data / "releases" / parent).is_dir():
            raise NotFound(f"{data}: the current release has no predecessor here; see 'kg releases'")
        return load(data / "releases" / parent)
    matches = [path for path in folders(data) if id and (path.name.startswith(id) or path.name.endswith(id))]
    if len(matches) != 1:
        problem = "no release" if not matches else f"{len(matches)} releases"
        raise NotFound(f"{data}: {problem} called {id!r}; see 'kg releases --data {data}'")
    return load(matches[0])


def current(data: Path) -> Release | None:
    """The release that is served, or None where nothing has been built; StoreError where it is damaged."""
    path = _current(data)
    return load(path) if path else None


def former(data: Path) -> Release | None:
    """The current release for a build to start from, made by this version of OnRecord or by another.

    Of a release of another format only ``path``, ``id``, ``settings``, ``versions``, ``articles`` and ``graph`` are
    read. None where nothing has been built; StoreError where it is damaged.
    """
    path = _current(data)
    if path is None:
        return None
    table = _table(path)
    if table.get("format") == FORMAT:
        return load(path)
    try:
        articles = {str(key): str(name) for key, name in table["articles"].items()}
        settings, base = dict(table["settings"]), str(table["settings"]["base"])
        versions = {str(key): str(value) for key, value in table["versions"].items()}
        if not all(KEY.fullmatch(name) for pair in articles.items() for name in pair):
            raise ValueError("a key or the name of a record is none")
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise _damaged(path, error) from error
    graph = f"{base}graph/release"
    return Release(path, path.name, "", "", None, graph, {}, settings, versions, articles, ())


def _current(data: Path) -> Path | None:
    try:
        target = os.readlink(data / CURRENT)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise StoreError(f"{data / CURRENT}: not the link to a release it should be ({error.strerror})") from error
    return data / "releases" / Path(target).name


def usable(data: Path) -> Release | None:
    """The current release if its store opens and its content can be read, else None.

    A build is the way out of a damaged release, so it must not fail on one, nor take it for unchanged.
    """
    try:
        release = current(data)
        if release is not None:
            open_release(release)
            next(content.read(release.path), None)
    except StoreError:
        return None
    return release


def load(path: Path) -> Release:
    """The release in a folder; StoreError where it is damaged or of another version of OnRecord."""
    table = _table(path)
    try:
        if table.pop("format") != FORMAT:
            raise StoreError(
                f"{path}: made by another version of OnRecord; bring the data folder up to date with "
                f"'kg build --data {path.parent.parent}'"
            )
        set_aside = tuple(SetAside(**entry) for entry in table.pop("set_aside"))
        replaced = tuple(Replaced(**entry) for entry in table.pop("replaced", ()))
        stages = tuple(table.pop("stages"))
        return Release(path=path, set_aside=set_aside, replaced=replaced, stages=stages, **table)
    except (KeyError, TypeError, AttributeError) as error:
        raise _damaged(path, error) from error


def _table(path: Path) -> dict[str, Any]:
    try:
        table = json.loads((path / "release.json").read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise _damaged(path, error) from error
    if not isinstance(table, dict):
        raise _damaged(path, TypeError("release.json is no table"))
    return table


def _damaged(path: Path, error: Exception) -> StoreError:
    return StoreError(f"{path}: the release is damaged ({error}); roll back or build again")


def save(release: Release, folder: Path) -> None:
    """Writes ``release.json`` into a release's folder."""
    table: dict[str, Any] = {"format": FORMAT, **asdict(release)}
    del table["path"]
    (folder / "release.json").write_text(json.dumps(table, indent=1, ensure_ascii=False) + "\n", "utf-8")


def open_release(release: Release) -> Store:
    """The release's store, read-only; StoreError where it cannot be opened."""
    try:
        return Store.read_only(str(release.path / "store"))
    except (OSError, RuntimeError) as error:  # not there, or not whole
        reason = " ".join(str(error).split())
        raise StoreError(f"{release.path / 'store'}: cannot be opened ({reason}); roll back or build again") from error


def hold(release: Release) -> BinaryIO:
    """A file that, while it is open in some process, keeps the release from being pruned."""
    file = (release.path / "release.json").open("rb")
    fcntl.flock(file, fcntl.LOCK_SH)
    return file


def held(path: Path) -> bool:
    """Whether some process holds the release in the folder ``path``."""
    try:
        with (path / "release.json").open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except FileNotFoundError:
        return False
    return False


def switch(data: Path, release: Release) -> None:
    """Makes a release the current one, in one step; readers that have another open keep it."""
    files.link_atomically(data / CURRENT, f"releases/{release.id}")


def rollback(data: Path, id: str = "previous") -> Release:
    """Makes an older (or newer) release current and returns it; call it under the lock."""
    release = find(data, id)
    open_release(release)  # never switch to what cannot be opened
    switch(data, release)
    return release


def lines(release: Release) -> Iterator[str]:
    """The content of a release, all but its release graph, as sorted N-Quads lines; StoreError where it is damaged."""
    return content.read(release.path)


def diff(old: Release, new: Release) -> Iterator[tuple[bool, str]]:
    """The N-Quads lines that only one of two releases has, in order; ``True`` where it is the new one."""
    return content.difference(content.read(old.path), content.read(new.path))


def release_graph(release: Release) -> NamedNode:
    """The name of the graph that describes the release."""
    return NamedNode(release.graph)


def description(release: Release) -> list[Quad]:
    """What a release says of itself, without opening its store; nothing where it was made before that was kept."""
    path = release.path / DESCRIPTION
    try:
        if path.exists():
            text = zstandard.ZstdDecompressor().decompress(path.read_bytes()).decode()
        else:
            text = (release.path / UNPACKED).read_text("utf-8")
        return list(content.quads(text.split("\n")))
    except FileNotFoundError:
        return []
    except (OSError, ValueError, SyntaxError, zstandard.ZstdError) as error:
        raise StoreError(f"{path}: damaged ({error}); build again") from error


def folders(data: Path) -> list[Path]:
    """The folders of all releases, damaged ones too, oldest first."""
    folder = data / "releases"
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if path.is_dir() and not path.name.startswith("."))
