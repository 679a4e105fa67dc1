"""Entries of any size of file become an index: gathered on disk, typed, weighed, and put in place in one step."""

from __future__ import annotations

import csv
import hashlib
import os
import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from kg.errors import InputError, UsageError
from kg.model import EntityType
from kg.resolve.imports import priors
from kg.resolve.imports.entry import Entry, identified
from kg.resolve.imports.index import AFTER, FORMAT, SCHEMA
from kg.resolve.names import fold

LONGEST_NAME = 11  # words, as in ``kg.resolve.kb``
LONGEST_FORM = 200  # code points
MOST_FORMS = 60  # of one entity
DEEPEST = 12  # classes between a thing's own and the one that tells its type
WORK = """
CREATE TABLE raw (n INTEGER PRIMARY KEY, place TEXT, key TEXT, name TEXT, type TEXT, kb TEXT, country TEXT,
  parent TEXT, domain TEXT, fame INTEGER);
CREATE TABLE form (folded TEXT, n INTEGER, form TEXT, alias INTEGER, stated REAL);
CREATE TABLE class (n INTEGER, class TEXT);
CREATE TABLE subclass (child TEXT, parent TEXT);
CREATE TABLE typed (class TEXT PRIMARY KEY, type TEXT, rank INTEGER, depth INTEGER) WITHOUT ROWID;
CREATE TABLE also (other TEXT PRIMARY KEY, key TEXT) WITHOUT ROWID;
"""
DISK = ("SQLITE_FULL", "SQLITE_CANTOPEN", "SQLITE_READONLY", "SQLITE_IOERR")
IDENTIFIER = re.compile(r"Q\d+$|ror:|kb:|https?:")
# Where two classes tell two types: the more particular first.
RANKS = (
    "Person PoliceForce Court Legislature NewsOutlet GovernmentAgency CivilSocietyOrganization Company Organization "
    "Law Product Technology Place"
).split()


@dataclass(frozen=True, slots=True)
class Written:
    """What became of a file: entities and names kept, entries read, and the commonest classes of no known type."""

    entities: int
    names: int
    read: int
    untyped: tuple[tuple[str, int], ...] = ()


def write(
    target: Path,
    entries: Iterable[Entry],
    *,
    format: str,
    source: str,
    packaged: Mapping[str, str],
    types: Mapping[str, EntityType],
) -> Written:
    """Makes the index ``target``, whole or not at all. ``packaged`` are keys of known organizations by name.

    Raises ``InputError`` where a table contradicts itself, ``UsageError`` where the disk is full.
    """
    work, made = (target.with_name(f".tmp-{os.getpid()}-{target.name}.{part}") for part in ("work", "made"))
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritable(target, error.strerror or str(error)) from error
    try:
        with closing(sqlite3.connect(work)) as database:
            database.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA temp_store=FILE;" + WORK)
            database.execute("ATTACH ? AS made", (str(made),))
            database.executescript(SCHEMA.replace("TABLE ", "TABLE made."))
            read = _gather(database, entries, own=format == "table", source=source)
            written = _finish(database, read, format, source, packaged, types)
            database.commit()
        _sync(made)
        made.replace(target)
        return written
    except sqlite3.OperationalError as error:
        if not error.sqlite_errorname.startswith(DISK):
            raise
        raise _unwritable(target, str(error)) from error
    finally:
        for path in (work, made):
            path.unlink(missing_ok=True)


def _unwritable(target: Path, reason: str) -> UsageError:
    return UsageError(f"{target}: cannot be written ({reason.lower()}); an import needs room beside it")


def _gather(database: sqlite3.Connection, entries: Iterable[Entry], *, own: bool, source: str) -> int:
    n = 0
    keys: dict[str, str] = {}  # of a table: it is written by hand, so it is short
    for n, entry in enumerate(entries, start=1):
        if own and entry.key is not None and entry.key in keys:
            reason = f"{entry.name!r} has the key of {keys[entry.key]}: {entry.key}"
            raise InputError(reason, source=source, place=entry.place, hint="one row an entity, its names as aliases")
        if own and entry.key is not None:
            keys[entry.key] = entry.place
        database.execute(
            "INSERT INTO raw VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                n,
                entry.place,
                entry.key,
                entry.name,
                entry.type,
                entry.kb,
                entry.country,
                entry.parent,
                entry.domain,
                entry.fame,
            ),
        )
        database.executemany("INSERT INTO form VALUES (?, ?, ?, ?, ?)", _forms(n, entry))
        database.executemany("INSERT INTO class VALUES (?, ?)", ((n, one) for one in entry.classes))
        database.executemany("INSERT INTO subclass VALUES (?, ?)", ((entry.key, one) for one in entry.above))
        if entry.also:
            database.execute("INSERT OR IGNORE INTO also VALUES (?, ?)", (entry.also, entry.key))
    return n


def _forms(n: int, entry: Entry) -> Iterator[tuple[str, int, str, bool, float | None]]:
    seen = set()
    for form, stated in entry.names[:MOST_FORMS]:
        folded = fold(form)
        usable = len(folded) > 1 and len(form) <= LONGEST_FORM and len(folded.split()) <= LONGEST_NAME
        if usable and folded not in seen and not folded.isdigit():
            seen.add(folded)
            yield folded, n, form, len(seen) > 1, stated


def _finish(
    database: sqlite3.Connection,
    read: int,
    format: str,
    source: str,
    packaged: Mapping[str, str],
    types: Mapping[str, EntityType],
) -> Written:
    database.executescript("CREATE INDEX by_name ON form (folded); CREATE INDEX by_parent ON subclass (parent);")
    _type(database, types)
    # The first of several entries with one key is kept: the registry has branches that share an identifier.
    database.execute(
        "INSERT OR IGNORE INTO made.entity SELECT key, name, type, kb, country, parent, domain FROM raw "
        "WHERE key IS NOT NULL AND type IS NOT NULL ORDER BY n"
    )
    _weigh(database, own=format == "table")
    if format == "table":
        _parents_by_name(database, packaged, source)
    else:
        database.execute(
            "UPDATE made.entity SET parent = coalesce((SELECT key FROM also WHERE other = parent), parent)"
        )
    counted = "SELECT (SELECT count(*) FROM made.entity), (SELECT count(*) FROM made.name)"
    entities, names = database.execute(counted).fetchone()
    untyped = database.execute(
        "SELECT class, count(*) FROM class JOIN raw USING (n) WHERE type IS NULL "
        "GROUP BY class ORDER BY 2 DESC, 1 LIMIT 5"
    ).fetchall()
    meta = {
        "schema": FORMAT,
        "format": format,
        "source": Path(source).name,
        "entities": str(entities),
        "names": str(names),
        "version": _version(database),
    }
    database.executemany("INSERT INTO made.meta VALUES (?, ?)", sorted(meta.items()))
    database.commit()
    database.executescript(AFTER.replace("INDEX ", "INDEX made."))
    return Written(entities, names, read, tuple(untyped))


def _type(database: sqlite3.Connection, types: Mapping[str, EntityType]) -> None:
    """Types by class: the nearest class above an entry's own that tells a type, down the tree level by level."""
    table = csv.DictReader((files("kg.resolve.imports") / "classes.csv").read_text("utf-8").splitlines())
    roots = {row["id"]: row["type"] for row in table} | {name: kind.value for name, kind in types.items()}
    database.executemany(
        "INSERT INTO typed VALUES (?, ?, ?, 0)",
        ((name, kind, RANKS.index(kind)) for name, kind in sorted(roots.items())),
    )
    for depth in range(DEEPEST):
        database.execute(
            "INSERT OR IGNORE INTO typed SELECT child, type, rank, depth + 1 FROM typed "
            "JOIN subclass ON parent = class WHERE depth = ? ORDER BY rank",
            (depth,),
        )
    database.executescript("CREATE INDEX by_entry ON class (n);")
    database.execute(
        "UPDATE raw SET type = (SELECT typed.type FROM class JOIN typed USING (class) WHERE class.n = raw.n "
        "ORDER BY depth, rank, class LIMIT 1) WHERE type IS NULL"
    )


def _weigh(database: sqlite3.Connection, *, own: bool) -> None:
    """Priors of every form: bearers of one name share it, and entries of no type claim their part of it."""
    rows = database.execute(
        "SELECT folded, raw.key, form, alias, stated, raw.type, fame, made.entity.key IS NOT NULL FROM form "
        "JOIN raw USING (n) LEFT JOIN made.entity ON made.entity.key = raw.key AND made.entity.name = raw.name "
        "ORDER BY folded, n"
    )
    group: list[tuple[str, str, str, int, float | None, str, int, int]] = []
    output = database.cursor()

    def flush() -> None:
        total = sum(priors.weight(fame, alias=bool(alias)) for _, _, _, alias, _, _, fame, _ in group)
        for folded, key, form, alias, stated, kind, fame, kept in group:
            if not kept:
                continue
            share = priors.weight(fame, alias=bool(alias)) / total
            if stated is not None:
                prior = stated
            elif own:
                prior = priors.stated(form, alias=bool(alias)) * share
            else:
                prior = priors.estimated(form, folded, EntityType(kind), fame=fame, share=share)
            if own or round(prior, 2) > 0:
                output.execute(
                    "INSERT OR IGNORE INTO made.name VALUES (?, ?, ?, ?)", (folded, key, form, round(prior, 4))
                )

    for row in rows:
        if group and group[0][0] != row[0]:
            flush()
            group.clear()
        group.append(row)
    flush()


def _parents_by_name(database: sqlite3.Connection, packaged: Mapping[str, str], source: str) -> None:
    """Parents of a table, given as names of its rows or of what the package knows, or as identifiers."""
    named = dict(packaged) | dict(database.execute("SELECT name, key FROM made.entity ORDER BY key DESC").fetchall())
    rows = database.execute("SELECT key, name, parent, place FROM raw WHERE parent <> '' ORDER BY n").fetchall()
    for key, name, parent, place in rows:
        known = named.get(parent)
        if known is None and IDENTIFIER.match(parent):
            known = identified(parent, parent)[0]
        if known is None:
            reason = f"{name!r} belongs to {parent!r}, which neither the table nor the package names"
            raise InputError(reason, source=source, place=place, hint="add a row for it or give its identifier")
        database.execute("UPDATE made.entity SET parent = ? WHERE key = ?", (known, key))


def _version(database: sqlite3.Connection) -> str:
    """A digest of the content: the same entries give the same, whatever file they came in."""
    sha = hashlib.sha256(FORMAT.encode())
    for query in ("SELECT * FROM made.entity ORDER BY key", "SELECT * FROM made.name ORDER BY folded, key"):
        for row in database.execute(query):
            sha.update(repr(row).encode())
    return sha.hexdigest()[:16]


def _sync(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())
