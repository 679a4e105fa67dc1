"""A table of one's own: CSV, TSV or JSON lines with named columns."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from typing import IO, Any

from kg.errors import InputError
from kg.model import EntityType
from kg.resolve.imports.entry import Entry, host, identified
from kg.resolve.imports.streams import values

# Columns by every name they may have; the first two are needed.
COLUMNS = {
    "name": "name",
    "type": "type",
    "aliases": "aliases",
    "id": "id",
    "country": "country",
    "parent": "parent",
    "part_of": "parent",
    "provider": "parent",
    "website": "website",
    "domain": "website",
    "prior": "prior",
}
TYPES = {kind.value.lower(): kind for kind in EntityType} | {
    "agency": EntityType.AGENCY,
    "police": EntityType.POLICE,
    "civil society": EntityType.CIVIL_SOCIETY,
    "nonprofit": EntityType.CIVIL_SOCIETY,
    "ngo": EntityType.CIVIL_SOCIETY,
    "outlet": EntityType.OUTLET,
}


def rows(stream: IO[str], source: str, *, delimiter: str) -> Iterator[Entry]:
    """The entries of a CSV or TSV file. ``InputError`` names the first line that is no row."""
    reader = csv.DictReader(stream, delimiter=delimiter, strict=True)
    try:
        _check(reader.fieldnames or (), source)
        for cells in reader:
            place = f"line {reader.line_num}"
            if None in cells or None in cells.values():
                raise InputError("more or fewer cells than the first line has", source=source, place=place)
            yield _entry(cells, source, place)
    except csv.Error as error:
        raise InputError(f"no row ({error})", source=source, place=f"line {reader.line_num}") from error


def objects(stream: IO[str], source: str) -> Iterator[Entry]:
    """The entries of JSON lines: an object each, with the columns as members and aliases as a list or as in a table."""
    for place, value in values(stream, source):
        _check(value, source, place)
        yield _entry(value, source, place)


def _check(columns: Any, source: str, place: str = "line 1") -> None:
    unknown = [str(column) for column in columns if str(column).strip().lower() not in COLUMNS]
    named = {COLUMNS.get(str(column).strip().lower()) for column in columns}
    if unknown or not named >= {"name", "type"}:
        reason = f"no column of a table: {unknown[0]!r}" if unknown else "a table needs the columns name and type"
        raise InputError(reason, source=source, place=place, hint=f"columns are {', '.join(COLUMNS)}")


def _entry(cells: Mapping[str, Any], source: str, place: str) -> Entry:
    found: dict[str, Any] = {}
    for column, cell in cells.items():
        found[COLUMNS[column.strip().lower()]] = cell or found.get(COLUMNS[column.strip().lower()], "")
    try:
        return _checked(found, place)
    except ValueError as error:
        raise InputError(str(error), source=source, place=place) from error


def _checked(found: Mapping[str, Any], place: str) -> Entry:
    name = _text(found, "name")
    if not name:
        raise ValueError("a row without a name")
    kind = TYPES.get(_text(found, "type").lower())
    if kind is None:
        raise ValueError(f"{_text(found, 'type')!r} is no type; types are {', '.join(EntityType)}")
    country = _text(found, "country").upper()
    if country and not (len(country) == 2 and country.isalpha()):
        raise ValueError(f"{country!r} is no ISO 3166 code of two letters")
    prior = found.get("prior")
    names = [(name, None if prior in (None, "") else _prior(prior))]
    aliases = found.get("aliases") or ()
    for alias in aliases.split("|") if isinstance(aliases, str) else aliases:
        form, _, stated = str(alias).rpartition("=") if "=" in str(alias) else (str(alias), "", "")
        if form.strip():
            names.append((" ".join(form.split()), _prior(stated) if stated else None))
    key, kb = identified(_text(found, "id"), name)
    return Entry(
        place=place,
        name=name,
        names=tuple(names),
        key=key,
        kb=kb,
        type=kind,
        country=country,
        parent=_text(found, "parent"),
        domain=host(_text(found, "website")),
    )


def _text(found: Mapping[str, Any], column: str) -> str:
    value = found.get(column) or ""
    if not isinstance(value, str):
        raise ValueError(f"{column} is no text")
    return " ".join(value.split())


def _prior(stated: Any) -> float:
    try:
        prior = float(stated)
    except (TypeError, ValueError) as error:
        raise ValueError(f"{stated!r} is no prior between 0 and 1") from error
    if not 0 <= prior <= 1:
        raise ValueError(f"{stated!r} is no prior between 0 and 1")
    return prior
