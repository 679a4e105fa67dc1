"""The tables a person writes: known organizations, products, technologies and places, read from CSV.

Columns: ``name``, ``type``, ``id`` (``Q…`` of Wikidata, ``ror:…``, ``kb:`` and a key, or empty), ``country`` (ISO
3166), ``part_of`` and ``provider`` (names of other rows), ``prior``, ``aliases`` (``|`` between them, each with its
own ``=prior`` if it differs), ``domain``. Later tables override earlier ones, row by name and type.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.resources.abc import Traversable

from kg.errors import InputError
from kg.keys import slug
from kg.model import ORGANIZATION_TYPES, EntityType

COLUMNS = (
    "name",
    "type",
    "id",
    "country",
    "part_of",
    "provider",
    "prior",
    "aliases",
    "domain",
)
WIKIDATA = "http://www.wikidata.org/entity/"
ROR = "https://ror.org/"
FULL_FORM_PRIOR = 0.97  # an alias of three words or more is hardly ever another's name


@dataclass(frozen=True, slots=True)
class Known:
    """An entity of the knowledge base. ``names`` pairs every surface form, the full name first, with its prior."""

    key: str
    name: str
    type: EntityType
    names: tuple[tuple[str, float], ...]
    kb: str | None = None
    country: str = ""
    part_of: str | None = None
    provider: str | None = None
    domain: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table, checked; ``place`` says where it stands."""

    known: Known
    part_of: str
    provider: str
    source: str
    place: str


def read(tables: Sequence[Traversable]) -> dict[str, Known]:
    """Everything the tables name, by key. Raises ``InputError`` naming file and line."""
    rows: dict[tuple[str, EntityType], Row] = {}
    for table in tables:
        for row in _rows(table):
            rows[row.known.name, row.known.type] = row
    by_name = _by_name(rows.values())
    known: dict[str, Known] = {}
    for row in rows.values():
        entity = _linked(row, by_name)
        if entity.key in known:
            raise _error(
                row,
                f"{entity.name!r} has the key of {known[entity.key].name!r}: {entity.key}",
            )
        known[entity.key] = entity
    return known


def identify(identifier: str, name: str) -> tuple[str, str | None]:
    """The key and the knowledge base's IRI of an entity with this identifier (``Q…``, ``ror:…``, ``kb:…`` or empty)."""
    if identifier.startswith("ror:"):
        ror = identifier.removeprefix("ror:")
        return f"ror-{ror}", ROR + ror
    if identifier.startswith("kb:"):
        return f"kb-{identifier.removeprefix('kb:')}", None
    if identifier:
        return identifier, WIKIDATA + identifier
    return f"kb-{slug(name)}", None


def _rows(table: Traversable) -> Iterator[Row]:
    try:
        text = table.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError("cannot be read as UTF-8 text", source=str(table)) from error
    reader = csv.DictReader(io.StringIO(text))
    if tuple(reader.fieldnames or ()) != COLUMNS:
        raise InputError(
            "the columns differ",
            source=str(table),
            place="line 1",
            hint=f"write {','.join(COLUMNS)}",
        )
    for cells in reader:
        place = f"line {reader.line_num}"
        try:
            yield _row(cells, table.name, place)
        except (ValueError, TypeError, AttributeError) as error:
            raise InputError(f"not a row of this table ({error})", source=str(table), place=place) from error


def _row(cells: dict[str, str], source: str, place: str) -> Row:
    name, kind, prior = (
        cells["name"].strip(),
        EntityType(cells["type"]),
        float(cells["prior"]),
    )
    if not name:
        raise ValueError("no name")
    names = [(name, prior)]
    for alias in filter(None, cells["aliases"].split("|")):
        form, _, own = alias.rpartition("=") if "=" in alias else (alias, "", "")
        usual = max(prior, FULL_FORM_PRIOR) if len(form.split()) > 2 else prior
        names.append((form.strip(), float(own) if own else usual))
    if not all(0 <= value <= 1 for _, value in names):
        raise ValueError("a prior outside 0 to 1")
    key, kb = identify(cells["id"].strip(), name)
    known = Known(
        key,
        name,
        kind,
        tuple(names),
        kb,
        cells["country"].strip(),
        domain=cells["domain"].strip(),
    )
    return Row(known, cells["part_of"].strip(), cells["provider"].strip(), source, place)


def _by_name(rows: Iterable[Row]) -> dict[str, str]:
    """The key each name refers to in the columns ``part_of`` and ``provider``: an organization before a product."""
    by_name: dict[str, str] = {}
    for row in sorted(rows, key=lambda row: (row.known.type not in ORGANIZATION_TYPES, row.known.key)):
        by_name.setdefault(row.known.name, row.known.key)
    return by_name


def _linked(row: Row, by_name: dict[str, str]) -> Known:
    for name in (row.part_of, row.provider):
        if name and name not in by_name:
            raise _error(row, f"{row.known.name!r} belongs to {name!r}, which no table names")
    known = row.known
    return Known(
        key=known.key,
        name=known.name,
        type=known.type,
        names=known.names,
        kb=known.kb,
        country=known.country,
        part_of=by_name.get(row.part_of),
        provider=by_name.get(row.provider),
        domain=known.domain,
    )


def _error(row: Row, reason: str) -> InputError:
    return InputError(reason, source=row.source, place=row.place)
