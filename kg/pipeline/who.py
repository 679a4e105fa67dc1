"""Who a name is in a release: the entities that bear it, under which names, why, and what else it could be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from kg import store
from kg.errors import NotFound, UsageError
from kg.resolve.names import fold
from kg.tables import Tables, schema

MOST = 20  # entities shown of a name
WAYS = 12  # forms and reasons shown of an entity
BY_NAME = "by its name"
LINKED = "linked to the knowledge base where it stands (`kg kb check` tells why)"
# Chains that are called so, by their name, by what they were read as where they were linked, or by the word alone.
BEARING = """
    CREATE OR REPLACE TABLE bearing AS
    SELECT DISTINCT entity FROM old.mapping JOIN old.chains USING (article, chain)
    WHERE chains.named AND (
      folded = $folded OR bare = $folded OR len(list_filter(readings, lambda r: r.folded = $folded)) > 0
    )
    UNION
    SELECT entity FROM old.entities WHERE lower(name) = lower($name)
      OR len(list_filter(aliases, lambda a: lower(a) = lower($name))) > 0
    UNION
    SELECT entity FROM old.mapping JOIN old.chains USING (article, chain)
    WHERE len(list_filter(calls, lambda c: c.word = $folded)) > 0
"""


@dataclass(frozen=True, slots=True)
class Way:
    """How chains came to be an entity's: why, as which names, in how many articles, and how sure that is at least."""

    reason: str
    forms: tuple[str, ...]
    articles: int
    sureness: float


@dataclass(frozen=True, slots=True)
class Who:
    """An entity that bears a name: ``read`` counts the types that its mentions were taken for."""

    key: str
    name: str
    type: str
    kb: str | None
    aliases: tuple[str, ...]
    articles: int
    read: tuple[tuple[str, int], ...]
    ways: tuple[Way, ...]


def who(name: str, release: store.Release) -> tuple[Who, ...]:
    """The entities of a release that bear a name, those in most articles first; NotFound where there are none."""
    if release.versions.get("tables") != schema.FORMAT:
        raise UsageError("the release was made by another version; build once more, then ask")
    folded = fold(name)
    with TemporaryDirectory() as folder, Tables(Path(folder) / "tables", before=release.tables) as tables:
        tables.run(BEARING.replace("$folded", _text(folded)).replace("$name", _text(" ".join(name.split()))))
        found = tuple(_found(tables))
    if not found:
        raise NotFound(f"{name}: release {release.id} knows nobody of that name; `kg kb check` asks the knowledge base")
    return tuple(sorted(found, key=lambda one: (fold(one.name) != folded, -one.articles, one.key)))[:MOST]


def _found(tables: Tables) -> Iterator[Who]:
    ways: dict[str, list[Way]] = {}
    rows = tables.rows(
        "SELECT entity, reason, link IS NOT NULL AS linked, list_sort(list_distinct(flatten(list(names)))) AS forms, "
        "count(DISTINCT article) AS n, min(sureness) FROM ("
        "  SELECT entity, article, reason, link, sureness, [form.k FOR form IN forms] AS names "
        "  FROM old.mapping SEMI JOIN bearing USING (entity) JOIN old.chains USING (article, chain)"
        ") GROUP BY ALL ORDER BY entity, n DESC, reason"
    )
    for entity, reason, linked, forms, articles, sureness in rows:
        why = reason or (LINKED if linked else BY_NAME)
        ways.setdefault(str(entity), []).append(Way(why, tuple(forms[:WAYS]), articles, sureness))
    read: dict[str, list[tuple[str, int]]] = {}
    for entity, kind, count in tables.rows(
        "SELECT entity, kind, count(*) AS n FROM old.mapping SEMI JOIN bearing USING (entity) "
        "JOIN old.chains USING (article, chain) WHERE kind IS NOT NULL GROUP BY ALL ORDER BY entity, n DESC, kind"
    ):
        read.setdefault(str(entity), []).append((str(kind), int(count)))
    for key, name, kind, kb, aliases, articles in tables.rows(
        "SELECT entity, name, type, kb, aliases, count(DISTINCT article) FROM old.entities SEMI JOIN bearing "
        "USING (entity) LEFT JOIN old.mapping USING (entity) GROUP BY ALL ORDER BY entity"
    ):
        own = tuple(ways.get(key, ())[:WAYS])
        yield Who(key, name, kind, kb, tuple(aliases or ()), articles, tuple(read.get(key, ())), own)


def lines(name: str, found: Sequence[Who]) -> Iterator[str]:
    """Who a name is, as lines: those of that name, then who else it could be."""
    folded = fold(name)
    same = [one for one in found if fold(one.name) == folded or folded in map(fold, one.aliases)] or list(found[:1])
    for one in same:
        yield from _told(one)
    others = [one for one in found if one not in same]
    if others:
        yield ""
        yield "It could also be, or is called so elsewhere:"
        for one in others:
            yield f"  {one.name}  [{one.type}]  entity/{one.key}, in {_articles(one.articles)}"


def _told(one: Who) -> Iterator[str]:
    yield f"{one.name}  [{one.type}]"
    yield f"entity/{one.key}" + (f"  {one.kb}" if one.kb else "")
    yield f"  in {_articles(one.articles)}; read as {', '.join(f'{kind} ({count:,})' for kind, count in one.read)}"
    if one.aliases:
        yield f"  also called {', '.join(one.aliases)}"
    for way in one.ways:
        sure = f", sure to {way.sureness:.2f}" if way.sureness < 1 else ""
        yield f"  {_articles(way.articles)} as {', '.join(f'“{form}”' for form in way.forms)}: {way.reason}{sure}"


def _articles(count: int) -> str:
    return f"{count:,} article{'' if count == 1 else 's'}"


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
