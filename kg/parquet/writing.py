"""Writes a flat table: SQL over the tables of a release, with what only its graph tells put beside them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from typing import BinaryIO

from pyoxigraph import Store

from kg import iris, store
from kg.errors import NothingPublished, StoreError, UsageError
from kg.frames import kinds
from kg.parquet import facts
from kg.parquet.schema import GENERAL, TABLES, Table
from kg.rdf.entities import publishers
from kg.rdf.roles import role_property
from kg.tables import Tables
from kg.tables.schema import FORMAT as TABLES_FORMAT
from kg.tables.schema import SCHEMA
from kg.tables.values import entity, entity_row
from kg.terms import SUPERPROPERTIES, term

THREADS = 1  # several write the row groups as they come, which is not the same file every time
# What is put together to lists at a time, by what it is batched by: the claims of some articles, situations.
BATCHED = {"claims": ("old.articles", "article", 200), "situations": ("old.situations", "situation", 10_000)}
KINDS = ("entity", "article", "claim", "situation", "graph")


def has_tables(release: store.Release) -> bool:
    """Whether flat tables can be made of a release: not of one whose tables another version of OnRecord made."""
    return release.versions.get("tables") == TABLES_FORMAT and release.tables.is_dir()


def write(release: store.Release, output: BinaryIO, *, table: str) -> None:
    """Writes a flat table of the release to ``output``; the same release gives the same bytes.

    Memory does not grow with the release. ``UsageError`` where there is no such table, ``StoreError`` where the release
    has not what it is made from.
    """
    if table not in TABLES:
        raise UsageError(f"no table {table!r}; there are {', '.join(TABLES)}")
    if not has_tables(release):
        raise StoreError(
            f"{release.path}: no Parquet can be made of it, as another version of OnRecord built it; "
            f"bring it up to date: kg build --data {release.path.parent.parent}"
        )
    try:
        with (
            TemporaryDirectory(prefix="onrecord-parquet-") as folder,
            Tables(Path(folder, "tables"), before=release.tables, threads=THREADS) as tables,
        ):
            path = tables.folder / f"{table}.parquet"
            flat = _Flat(tables, store.open_release(release), release.settings["base"])
            flat.copy(table, path, _metadata(release, table))
            with path.open("rb") as file:
                shutil.copyfileobj(file, output)
    except NothingPublished as error:  # as a build says it
        room = f"is there room in {gettempdir()}? TMPDIR names another folder"
        raise StoreError(f"{table} of release {release.id} cannot be made ({error}); {room}") from error


class _Flat:
    """The flat tables of one release; ``old`` of ``tables`` are its tables."""

    def __init__(self, tables: Tables, opened: Store, base: str) -> None:
        self.tables, self.store, self.base = tables, opened, base
        self._mint()
        self._outlets()
        tables.fill("facts", facts.facts(opened, self._articles(), base=base), facts.FACTS)
        tables.script("flat")

    def copy(self, name: str, path: Path, metadata: dict[str, str]) -> None:
        """Writes the table of this name to a file."""
        table = TABLES[name]
        if name in ("claims", "situations"):
            self._roles()
        if name == "claims":
            self.tables.fill("quotes", facts.quotes(self.store, self._articles(), base=self.base), facts.QUOTES)
            self.tables.run("CREATE TABLE ordered AS SELECT claim, article, json FROM told ORDER BY article, claim")
        if name == "situations":
            self.tables.fill("labels", facts.labels(self.store, base=self.base), facts.LABELS)
        self.tables.run("CREATE TABLE batch (key VARCHAR)")
        self.tables.script(f"flat_{name}")
        rows = self._batched(table, *BATCHED[name]) if name in BATCHED else "flat"
        columns = ", ".join(f"CAST({column.name} AS {column.type}) AS {column.name}" for column in table.columns)
        self.tables.copy(f"SELECT {columns} FROM {rows} ORDER BY {', '.join(table.order)}", path, metadata)

    def _batched(self, table: Table, source: str, key: str, size: int) -> str:
        """The rows, batch by batch: the name of the table that holds them."""
        columns = ", ".join(column.name for column in table.columns)
        self.tables.run(f"CREATE TABLE flattened AS SELECT {columns} FROM flat")  # of nothing yet
        numbered = f"SELECT {key} AS key, (row_number() OVER (ORDER BY {key}) - 1) // {size} AS number FROM {source}"
        self.tables.run(f"CREATE TABLE numbered AS {numbered}")
        for number in range(1 + (self.tables.one("SELECT max(number) FROM numbered") or 0)):
            self.tables.run("DELETE FROM batch")
            self.tables.run("INSERT INTO batch SELECT key FROM numbered WHERE number = ?", [number])
            self.tables.run(f"INSERT INTO flattened SELECT {columns} FROM flat")
        return "flattened"

    def _articles(self) -> Iterator[str]:
        return (key for (key,) in self.tables.rows("SELECT article FROM old.articles ORDER BY article"))

    def _mint(self) -> None:
        """A macro for the IRIs of each kind."""
        for kind in KINDS:
            self.tables.run(f"CREATE MACRO {kind}_iri(key) AS '{iris.stem(self.base, kind)}' || key")

    def _outlets(self) -> None:
        """The outlet of every publisher's name, as the build tells it: the tables ``publishers`` and ``outlets``."""
        names = [name for (name,) in self.tables.rows("SELECT DISTINCT publisher FROM old.articles")]
        found = publishers(names, map(entity, self.tables.rows("SELECT * FROM old.entities")))
        pairs = ({"publisher": name, "entity": outlet.key} for name, outlet in found.items())
        self.tables.fill("publishers", pairs, {"publisher": "VARCHAR", "entity": "VARCHAR"})
        outlets = {one.key: one for one in found.values()}
        self.tables.fill("outlets", map(entity_row, outlets.values()), SCHEMA["entities"])

    def _roles(self) -> None:
        """The general role that each role of a frame is a kind of, and the kind of each frame."""
        general = {term(f"kg:{role}"): role for role in GENERAL}
        found = []
        for frame in kinds().values():
            for role in frame.roles:
                named = role_property(frame.name, role)
                above = [general[one] for one in (named, *SUPERPROPERTIES.get(named, ())) if one in general]
                found += [{"frame": frame.name, "role": role, "general": one} for one in above[:1]]
        self.tables.fill("generals", found, {"frame": "VARCHAR", "role": "VARCHAR", "general": "VARCHAR"})
        rows = ({"frame": frame.name, "kind": frame.kind} for frame in kinds().values())
        self.tables.fill("kinds", rows, {"frame": "VARCHAR", "kind": "VARCHAR"})


def _metadata(release: store.Release, table: str) -> dict[str, str]:
    """What a file says of itself; ``content`` tells of which content it was made."""
    columns = [{"name": one.name, "description": one.holds} for one in TABLES[table].columns]
    told = {
        "title": f"OnRecord: {table}",
        "description": TABLES[table].holds,
        "content_sha256": release.content,
        "licence": release.settings.get("licence"),
        "quotes_licence": release.settings.get("quotes_licence"),
        "columns": json.dumps(columns, ensure_ascii=False),
    }
    return {key: value for key, value in told.items() if value}
