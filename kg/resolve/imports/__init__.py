"""Knowledge bases of the user's choice: Wikidata, the registry of organizations, a table of one's own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import IO

from kg.errors import InputError, NotFound, UsageError
from kg.model import EntityType
from kg.resolve.imports import ror, table, wikidata
from kg.resolve.imports.entry import Entry
from kg.resolve.imports.index import SUFFIX, Imported, open_all, versions
from kg.resolve.imports.streams import CHUNK, opened
from kg.resolve.imports.writing import Written, write
from kg.resolve.tables import Known, identify

__all__ = ["FORMATS", "Imported", "Written", "import_file", "open_all", "remove", "versions"]

FORMATS = ("wikidata", "ror", "csv", "tsv", "jsonl")
TABLES = FORMATS[2:]
Watch = Callable[[Iterator[Entry]], Iterable[Entry]]
NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")


def import_file(
    path: Path,
    folder: Path,
    *,
    name: str | None = None,
    format: str | None = None,
    types: Mapping[str, EntityType] | None = None,
    packaged: Iterable[Known],
    countries: Mapping[str, str],
    watch: Watch = iter,
) -> tuple[str, str, Written]:
    """The name an import has, the format of its file, and what became of it; one of that name is replaced.

    ``types`` adds classes of Wikidata, ``packaged`` is what the package knows, ``countries`` are ISO codes
    by item. ``InputError`` names file and line of what cannot be used; nothing is changed then.
    """
    name = name or default_name(path)
    if not NAME.fullmatch(name):
        raise UsageError(f"{name!r} cannot name a knowledge base; use lower-case letters, digits and hyphens")
    ours = {(one.name, one.type): one for one in packaged}
    kind = format or detected(path)
    with opened(path) as stream:
        written = write(
            folder / f"{name}{SUFFIX}",
            watch(_same(_entries(stream, kind, str(path), countries), ours)),
            format="table" if kind in TABLES else kind,
            source=str(path),
            packaged={name: one.key for (name, _), one in ours.items()},
            types=types or {},
        )
    return name, kind, written


def _same(entries: Iterable[Entry], ours: Mapping[tuple[str, EntityType], Known]) -> Iterator[Entry]:
    """The entries; those of a table that have no identifier are ours where name and type are."""
    for entry in entries:
        known = ours.get((entry.name, entry.type)) if entry.type and not entry.kb and not entry.also else None
        minted = known is not None and entry.key == identify("", entry.name)[0]
        yield replace(entry, key=known.key, kb=known.kb) if known is not None and minted else entry


def default_name(path: Path) -> str:
    """The name of an import whose user gave none: that of its file, without endings."""
    return re.sub(r"[^a-z0-9_-]+", "-", path.name.lower().partition(".")[0]).strip("-_")[:40]


def detected(path: Path) -> str:
    """The format of a file, told by its content: ``InputError`` where it is none of ours."""
    with opened(path) as stream:
        head = stream.read(CHUNK)
    start = head.lstrip()[:1]
    if start in ("{", "["):
        if '"sitelinks"' in head or '"claims"' in head or ('"labels"' in head and '"descriptions"' in head):
            return "wikidata"
        if re.match(r'\s*\{"ror":', head):
            return "ror"
        return "ror" if "https://ror.org/" in head and ('"relationships"' in head or '"locations"' in head) else "jsonl"
    first = head.partition("\n")[0].lower()
    if "name" in first and "type" in first:
        return "tsv" if "\t" in first else "csv"
    raise InputError(
        "neither a dump of Wikidata or ROR nor a table with the columns name and type",
        source=str(path),
        hint="--format names the format",
    )


def remove(name: str, folder: Path) -> None:
    """Takes an imported knowledge base away; ``NotFound`` where there is none of that name."""
    path = folder / f"{name}{SUFFIX}"
    if not NAME.fullmatch(name) or not path.is_file():
        raise NotFound(f"{name}: no imported knowledge base of that name; 'kg kb list' shows them")
    path.unlink()


def _entries(stream: IO[str], kind: str, source: str, countries: Mapping[str, str]) -> Iterator[Entry]:
    match kind:
        case "wikidata":
            return wikidata.entities(stream, source, countries)
        case "ror":
            return ror.organizations(stream, source)
        case "jsonl":
            return table.objects(stream, source)
    return table.rows(stream, source, delimiter="\t" if kind == "tsv" else ",")
