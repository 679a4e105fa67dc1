"""The claims of all articles resolved, over tables: an article is read anew only where what it depends on changed.

The outcome is that of ``fuse.grounded`` on each record.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, Any

from kg.fuse import blocking, grounded
from kg.fuse.dating import is_news
from kg.fuse.origins import Sources
from kg.fuse.resolved_claims import Ground, is_notion
from kg.keys import digest
from kg.model import Resolution
from kg.pipeline.origins import Read
from kg.tables import Tables
from kg.tables.values import entity

if TYPE_CHECKING:
    from pydantic import TypeAdapter

DIGITS = 32
SETS = ("named", "besides", "open", "lacks")  # of a claim: written in order, so that the same claim is the same text


def write_sources(tables: Tables, sources: Sources) -> None:
    """Writes the table ``sources``."""
    tables.write(
        "sources",
        (
            {"article": key, "origin": origin.article, "outlet": origin.outlet, "told": _source(sources, key)}
            for key, origin in sources.origins.items()
        ),
    )


def read_claims(tables: Tables, sources: Sources, read: Read, *, version: str) -> None:
    """Writes the tables ``claims`` and ``read``; ``version`` is that of the program and of all it is set by."""
    notions = [
        one.key
        for one in map(entity, tables.rows("SELECT * FROM new.entities WHERE type IN ('Technology', 'Group')"))
        if is_notion(one)
    ]
    tables.run("CREATE OR REPLACE TABLE notions (entity VARCHAR)")
    tables.run("INSERT INTO notions SELECT unnest(?)", [notions])
    tables.script("readers", version=version)
    watched: dict[str, list[str]] = {}
    tables.write("claims", _claims(tables, sources, read, watched))
    kept = "SELECT was.* FROM old.{} AS was JOIN inputs USING (article, input) ANTI JOIN unread USING (article)"
    inputs = dict(tables.rows("SELECT article, input FROM unread"))
    tables.write(
        "read",
        (
            {"article": key, "input": input, "watched": watched.get(key, []), "names": None}
            for key, input in inputs.items()
        ),
    )
    tables.script("names_of_watched")
    named = "SELECT article, input, watched, watched_names.names FROM new.read LEFT JOIN watched_names USING (article)"
    tables.keep("read", f"{named} UNION ALL BY NAME {kept.format('read')}")
    tables.keep(
        "claims", f"SELECT * FROM (SELECT * FROM new.claims UNION ALL BY NAME {kept.format('claims')}) ORDER BY claim"
    )


def dump(ground: Ground) -> str:
    """A claim as JSON, the same text for the same claim."""
    table = _codec().dump_python(ground, mode="json")
    return json.dumps(table | {name: sorted(table[name]) for name in SETS}, ensure_ascii=False, separators=(",", ":"))


def load(text: str) -> Ground:
    """A claim from JSON."""
    return _codec().validate_json(text)


def row(ground: Ground, *, input: str, sources: Sources) -> dict[str, Any]:
    """A row of the table ``claims``."""
    text = dump(ground)
    origin = sources.origins[ground.article].article
    filled = {filling.entity for filling in ground.fillings} | set(ground.holders)
    return {
        "claim": ground.key,
        "article": ground.article,
        "input": input,
        "digest": digest(text, _source(sources, ground.article), length=DIGITS),
        "blocks": sorted(blocking.keys(ground, origin)),
        "origin": origin,
        "polarity": ground.claim.polarity.value,
        "news": is_news(ground),
        "entities": sorted(key for key in filled if key is not None),
        "json": text,
    }


def _claims(tables: Tables, sources: Sources, read: Read, watched: dict[str, list[str]]) -> Iterator[dict[str, Any]]:
    rows = tables.rows(
        "SELECT unread.article, unread.record, unread.input, chain, notable.entity IS NOT NULL AS named, sureness, "
        "entities.* FROM unread LEFT JOIN new.mapping USING (article) LEFT JOIN new.entities USING (entity) "
        "LEFT JOIN notable USING (entity) ORDER BY unread.article, chain"
    )
    for (article, record, input), group in groupby(rows, key=lambda row: row[:3]):
        members = [one for one in group if one[3] is not None]
        entities = {one.key: one for one in (entity(member[6:]) for member in members)}
        chains = {(article, member[3]): member[6] for member in members}
        sureness = {(article, member[3]): member[5] for member in members if member[5] < 1}
        named = frozenset(member[6] for member in members if member[4])
        asked: set[str] = set()
        found = grounded(read(record), Resolution(entities, chains, sureness), sources, named=named, watched=asked)
        watched[article] = sorted(asked)
        for ground in found:
            yield row(ground, input=input, sources=sources)


def _source(sources: Sources, key: str) -> str:
    anchor = sources.anchors[key]
    told = [*asdict(sources.origins[key]).values(), str(anchor), sources.outlets[key], key in sources.carried]
    return json.dumps(told, ensure_ascii=False)


@cache
def _codec() -> TypeAdapter[Ground]:
    from pydantic import TypeAdapter

    return TypeAdapter(Ground)
