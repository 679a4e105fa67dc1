"""An imported knowledge base on disk: an SQLite file that is searched in place, however large it is."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.errors import StoreError
from kg.model import EntityType
from kg.resolve.tables import Known

SUFFIX = ".kb"
FORMAT = "onrecord-kb-1"
SCHEMA = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE entity (key TEXT PRIMARY KEY, name TEXT, type TEXT, kb TEXT, country TEXT, parent TEXT, domain TEXT)
  WITHOUT ROWID;
CREATE TABLE name (folded TEXT, key TEXT, form TEXT, prior REAL, PRIMARY KEY (folded, key)) WITHOUT ROWID;
"""
AFTER = """
CREATE INDEX domain ON entity (domain) WHERE domain <> '';
CREATE INDEX form ON name (key);
"""
GOODS = (EntityType.PRODUCT, EntityType.TECHNOLOGY)


@dataclass(frozen=True, slots=True)
class Imported:
    """One imported knowledge base, open for reading. ``own`` says that it is a table of the user's, which overrides."""

    name: str
    version: str
    format: str
    source: str
    entities: int
    names: int
    connection: sqlite3.Connection

    @property
    def own(self) -> bool:
        """Whether it was written by hand, and so overrides what the package brings."""
        return self.format == "table"

    def lookup(self, folded: str) -> list[tuple[Known, float]]:
        """Who bears a folded name, with priors, best first."""
        query = "SELECT key, prior FROM name WHERE folded = ? ORDER BY prior DESC, key LIMIT 8"
        found = ((self.get(key), prior) for key, prior in self.connection.execute(query, (folded,)))
        return [(known, prior) for known, prior in found if known is not None]

    def get(self, key: str) -> Known | None:
        """The entity with this key, or None."""
        query = "SELECT name, type, kb, country, parent, domain FROM entity WHERE key = ?"
        row = self.connection.execute(query, (key,)).fetchone()
        if row is None:
            return None
        name, kind, kb, country, parent, domain = row
        forms = self.connection.execute("SELECT form, prior FROM name WHERE key = ? ORDER BY folded", (key,))
        made = kind in GOODS
        return Known(
            key=key,
            name=name,
            type=EntityType(kind),
            names=((name, 0.0), *forms),
            kb=kb,
            country=country,
            part_of=None if made else parent or None,
            provider=parent or None if made else None,
            domain=domain,
        )

    def at_domain(self, domain: str) -> str | None:
        """The key of the organization that a web site belongs to; None where it is several's."""
        found = self.connection.execute("SELECT key FROM entity WHERE domain = ? LIMIT 2", (domain,)).fetchall()
        return found[0][0] if len(found) == 1 else None

    def spoken(self) -> Iterator[str]:
        """The names of technologies, which are written without a capital; of one's own tables only."""
        if self.own:
            query = "SELECT form FROM name JOIN entity USING (key) WHERE type = ?"
            yield from (form for (form,) in self.connection.execute(query, (EntityType.TECHNOLOGY,)))


def open_all(folder: Path | None) -> tuple[Imported, ...]:
    """Every imported knowledge base of a folder, by name; none where the folder is not there."""
    if folder is None or not folder.is_dir():
        return ()
    found = [_open(path) for path in sorted(folder.glob(f"[!.]*{SUFFIX}"))]
    return tuple(sorted(found, key=lambda one: (not one.own, one.name)))


def versions(folder: Path | None) -> dict[str, str]:
    """The version of each, by name: what of them a record depends on."""
    return {one.name: one.version for one in open_all(folder)}


def _open(path: Path) -> Imported:
    try:
        # immutable: the file is replaced, never changed, so readers need no locks and no journal
        uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
        meta = dict(connection.execute("SELECT name, value FROM meta"))
    except sqlite3.Error as error:
        raise StoreError(f"{path}: no imported knowledge base ({error}); import it again") from error
    if meta.get("schema") != FORMAT:
        raise StoreError(f"{path}: imported by another version of onrecord; import it again")
    return Imported(
        name=path.name.removesuffix(SUFFIX),
        version=meta["version"],
        format=meta["format"],
        source=meta["source"],
        entities=int(meta["entities"]),
        names=int(meta["names"]),
        connection=connection,
    )
