"""``kg dump``: which file is asked for, and who writes it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Literal

from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.store import Release

Format = Literal["ttl", "nt", "nq", "trig", "jsonld", "rdfxml", "parquet"]
Kind = Literal["all", "asserted", "reported", "sources", "claims", "situations", "entities", "articles"]
Packing = Literal["gz", "zst"]
TABLES: tuple[Kind, ...] = ("claims", "situations", "entities", "articles")
# The format of a dump by the ending of its file's name; any other is N-Quads.
ENDINGS: dict[str, Format] = {
    ".ttl": "ttl",
    ".nt": "nt",
    ".nq": "nq",
    ".trig": "trig",
    ".jsonld": "jsonld",
    ".json": "jsonld",
    ".rdf": "rdfxml",
    ".rdfxml": "rdfxml",
    ".xml": "rdfxml",
    ".owl": "rdfxml",
    ".parquet": "parquet",
}


def writer(
    release: Release, *, kind: Kind | None, format: Format | None, pack: Packing | None, output: Path | None
) -> Callable[[BinaryIO], None]:
    """What writes the dump that is asked for to a file open for it; ``UsageError`` where there is no such dump."""
    ending = output.suffix.lower() if output else ""
    if format is None:
        format = ENDINGS.get(ending, "parquet" if kind in TABLES else "nq")
        if kind in TABLES and ending not in ("", ".parquet"):
            raise UsageError(f"{output}: flat tables are parquet; call the file so, or say --format parquet")
    if kind is None and format == "parquet":
        kind = next((table for table in TABLES if output is not None and output.stem == table), None)
    if kind in TABLES and format == "parquet":
        return _table(release, kind, pack)
    if kind in TABLES:
        raise UsageError(f"{kind} is a flat table, and no {format}: --format parquet")
    if format == "parquet":
        raise UsageError(f"parquet holds flat tables; say which: --kind {', '.join(TABLES)}")
    from kg import store

    kind = kind or ("all" if format in ("nq", "trig", "jsonld") else "asserted")
    return partial(store.dump, release.path, kind=kind, format=format, reported=release.reported, packing=pack)


def _table(release: Release, table: str, pack: Packing | None) -> Callable[[BinaryIO], None]:
    from kg import parquet

    if pack is not None:
        raise UsageError("parquet is packed in itself: leave --pack out")
    return partial(parquet.write, release, table=table)
