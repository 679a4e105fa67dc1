"""A dump of the Research Organization Registry, in its schema 1 or 2 (https://ror.readme.io/docs/data-structure)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Any

from kg.errors import InputError
from kg.model import EntityType
from kg.resolve.imports.entry import Entry, host, identified
from kg.resolve.imports.streams import values
from kg.resolve.tables import ROR

TYPES = {
    "company": EntityType.COMPANY,
    "government": EntityType.AGENCY,
    "nonprofit": EntityType.CIVIL_SOCIETY,
}
NAMING = ("label", "alias", "acronym")


def organizations(stream: IO[str], source: str) -> Iterator[Entry]:
    """The active organizations. ``InputError`` names the line of an entry that is none of the registry's."""
    for place, value in values(stream, source):
        try:
            entry = _read(value, place)
        except (KeyError, TypeError, AttributeError, ValueError, IndexError) as error:
            raise InputError(f"no organization of the registry ({error!r})", source=source, place=place) from error
        if value.get("status", "active") == "active" and entry.name:
            yield entry


def _read(value: dict[str, Any], place: str) -> Entry:
    if isinstance(value.get("names"), list):
        return _two(value, place)
    return _flat(value, place) if "ror" in value else _one(value, place)


def _flat(value: dict[str, Any], place: str) -> Entry:
    """An entry of the flat form that ``kg.resolve.make_kb`` reads."""
    related = [{"id": ROR + parent, "type": "parent"} for parent in value["parents"]]
    return _entry(
        {"id": ROR + value["ror"], "types": value["types"], "relationships": related},
        place,
        names=[value["name"], *value["aliases"]],
        country=value["country"] or "",
        wikidata=value["wikidata"],
        website=value["website"] or "",
    )


def _one(value: dict[str, Any], place: str) -> Entry:
    names = [value["name"], *value.get("aliases", ()), *value.get("acronyms", ())]
    names += [label["label"] for label in value.get("labels", ())]
    wikidata = value.get("external_ids", {}).get("Wikidata", {})
    return _entry(
        value,
        place,
        names=names,
        country=(value.get("country") or {}).get("country_code") or "",
        wikidata=wikidata.get("preferred") or next(iter(wikidata.get("all") or ()), None),
        website=next(iter(value.get("links") or ()), ""),
    )


def _two(value: dict[str, Any], place: str) -> Entry:
    display = [name["value"] for name in value["names"] if "ror_display" in name["types"]]
    others = [name["value"] for kind in NAMING for name in value["names"] if kind in name["types"]]
    ids: list[dict[str, Any]] = value.get("external_ids", [])
    wikidata = next((one for one in ids if one["type"] == "wikidata"), {})
    places = value.get("locations") or [{}]
    links = [link["value"] for link in value.get("links", ()) if link.get("type") == "website"]
    return _entry(
        value,
        place,
        names=[*display, *others],
        country=places[0].get("geonames_details", {}).get("country_code") or "",
        wikidata=wikidata.get("preferred") or next(iter(wikidata.get("all") or ()), None),
        website=next(iter(links), ""),
    )


def _entry(
    value: dict[str, Any], place: str, *, names: list[str], country: str, wikidata: str | None, website: str
) -> Entry:
    forms = tuple(dict.fromkeys(" ".join(name.split()) for name in names))
    key, kb = identified(wikidata or value["id"], forms[0])
    kinds = [kind.lower() for kind in value.get("types", ())]
    parents = [one["id"] for one in value.get("relationships", ()) if one["type"].lower() == "parent"]
    return Entry(
        place=place,
        name=forms[0],
        names=tuple((form, None) for form in forms),
        key=key,
        kb=kb,
        type=next((TYPES[kind] for kind in kinds if kind in TYPES), EntityType.ORGANIZATION),
        country=country,
        parent=parents[0] if len(parents) == 1 else "",
        also=value["id"],
        domain=host(website),
    )
