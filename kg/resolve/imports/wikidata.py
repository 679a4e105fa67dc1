"""A dump of Wikidata, whole or in part: entities as JSON, a line each or in one array.

https://doc.wikimedia.org/Wikibase/master/php/docs_topics_json.html
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import IO, Any

from kg.errors import InputError
from kg.resolve.imports.entry import Entry, host, identified
from kg.resolve.imports.streams import values

INSTANCE, SUBCLASS, COUNTRY, CODE, SITE = "P31", "P279", "P17", "P297", "P856"
PARENTS = ("P749", "P176", "P178", "P127", "P361")  # parent, maker, developer, owner, part of
NAMES = ("P1448", "P1813")  # official and short name


def entities(stream: IO[str], source: str, countries: Mapping[str, str]) -> Iterator[Entry]:
    """Every item with an English name. ``countries`` are ISO 3166 codes by item."""
    known = dict(countries)
    for place, value in values(stream, source):
        if value.get("type", "item") != "item":
            continue
        try:
            entry = _entry(value, place, known)
        except (KeyError, TypeError, AttributeError, ValueError) as error:
            raise InputError(f"no item of Wikidata ({error!r})", source=source, place=place) from error
        if entry is not None:
            yield entry


def _entry(value: dict[str, Any], place: str, countries: dict[str, str]) -> Entry | None:
    claims = value.get("claims") or {}  # an empty object is written as an empty list
    labels, aliases = value.get("labels") or {}, value.get("aliases") or {}
    label = _label(labels, "en") or _label(labels, "mul")
    above = tuple(_items(claims, SUBCLASS))
    if not label:
        return None
    forms = [label, *(alias["value"] for language in ("en", "mul") for alias in aliases.get(language, ()))]
    forms += [text["text"] for name in NAMES for text in _best(claims, name) if text.get("language") == "en"]
    key, kb = identified(value["id"], label)
    code = next((code for code in _best(claims, CODE) if isinstance(code, str)), "")
    if code:
        countries[value["id"]] = code
    country = next((countries[item] for item in _items(claims, COUNTRY) if item in countries), code)
    links = value.get("sitelinks") or {}
    return Entry(
        place=place,
        name=" ".join(label.split()),
        names=tuple((" ".join(form.split()), None) for form in dict.fromkeys(forms)),
        key=key,
        kb=kb,
        classes=tuple(_items(claims, INSTANCE)),
        above=above,
        country=country,
        parent=next((item for name in PARENTS for item in _items(claims, name)), ""),
        domain=host(next((site for site in _best(claims, SITE) if isinstance(site, str)), "")),
        fame=sum(name.endswith("wiki") for name in links),
    )


def _label(labels: Mapping[str, Any], language: str) -> str:
    return str(labels[language]["value"]) if language in labels else ""


def _items(claims: Mapping[str, Any], name: str) -> Iterator[str]:
    for value in _best(claims, name):
        if isinstance(value, dict) and "id" in value:
            yield value["id"]
        elif isinstance(value, dict) and "numeric-id" in value:
            yield f"Q{value['numeric-id']}"


def _best(claims: Mapping[str, Any], name: str) -> list[Any]:
    """The values of a property, preferred ones alone where there are any, deprecated and unknown ones left out."""
    ranks: dict[str, list[Any]] = {}
    for statement in claims.get(name, ()):
        snak = statement["mainsnak"]
        if snak.get("snaktype", "value") == "value":
            ranks.setdefault(statement.get("rank", "normal"), []).append(snak["datavalue"]["value"])
    return ranks.get("preferred") or ranks.get("normal") or []
