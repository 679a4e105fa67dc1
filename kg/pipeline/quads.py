"""The quads of what changed, over tables: entities, articles, situations, disagreements, each written by itself.

What a release before has of something that is written otherwise now is asked of its store. The outcome is the
difference between the quads that ``rdf.quads`` gives for all of it and those of the release before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store

from kg import __version__, fuse, iris
from kg.fuse.origins import Sources
from kg.model import ORGANIZATION_TYPES, Entity, GroundedClaim, Polarity
from kg.pipeline import claims, pledges, situations
from kg.pipeline.origins import Read
from kg.rdf.entities import entity_quads, publishers
from kg.rdf.situations import disagreement_quads, dispute_quads, shortcut_quads, situation_quads
from kg.rdf.sources import bibliography, source_quads
from kg.rdf.timelines import timeline_quads
from kg.settings import Mentions
from kg.tables import Tables
from kg.tables.schema import SCHEMA
from kg.tables.values import entity, entity_row

LINE = {"line": "VARCHAR"}


@dataclass(frozen=True, slots=True)
class Difference:
    """The N-Quads lines, without line ends and sorted, that a build adds to the release before and takes from it."""

    tables: Tables
    size: int

    def added(self) -> Iterator[str]:
        """The lines that come, in order."""
        return (line for (line,) in self.tables.rows("SELECT line FROM added ORDER BY line"))

    def removed(self) -> Iterator[str]:
        """The lines that go, in order."""
        return (line for (line,) in self.tables.rows("SELECT line FROM removed ORDER BY line"))


def write_quads(
    tables: Tables,
    sources: Sources,
    read: Read,
    *,
    base: str,
    mentions: Mentions,
    version: str,
    before: Store | None,
) -> Difference:
    """The difference to the store of the release ``before``, or all of it where there is none; writes ``units``."""
    outlets = _outlets(tables)
    tables.script("units", version=f"{version} {base} {mentions}")
    entities = {one.key: one for one in map(entity, tables.rows("SELECT * FROM written"))}
    writer = _Writer(tables, entities, outlets, sources, read, base, mentions)
    tables.fill("links", writer.links(), {"kind": "VARCHAR", "key": "VARCHAR", "links": "VARCHAR[]"})
    tables.keep(
        "units",
        "SELECT rewritten.*, coalesce(links.links, []) AS links FROM rewritten LEFT JOIN links USING (kind, key) "
        "UNION ALL BY NAME SELECT was.* FROM old.units AS was SEMI JOIN wanted USING (kind, key, digest)",
    )
    tables.fill("lines_now", ({"line": f"{quad} ."} for quad in writer.quads()), LINE)
    tables.fill("lines_before", ({"line": f"{quad} ."} for quad in _before(tables, before, base)), LINE)
    tables.script("difference")
    tables.drop("lines_now", "lines_before", "links_now", "links_before", "coming", "going")
    size = tables.one("SELECT (SELECT count(*) FROM added) + (SELECT count(*) FROM removed)")
    return Difference(tables, int(size))


def _outlets(tables: Tables) -> dict[str, Entity]:
    """The outlet of every publisher's name: the tables ``publishers`` and ``outlets``."""
    names = [name for (name,) in tables.rows("SELECT DISTINCT publisher FROM new.articles")]
    kinds = [kind.value for kind in ORGANIZATION_TYPES]
    bodies = tables.rows("SELECT * FROM new.entities WHERE list_contains(?, type)", [kinds])
    found = publishers(names, map(entity, bodies))
    pairs = ({"publisher": name, "entity": outlet.key} for name, outlet in found.items())
    tables.fill("publishers", pairs, {"publisher": "VARCHAR", "entity": "VARCHAR"})
    tables.fill("outlets", map(entity_row, {one.key: one for one in found.values()}.values()), SCHEMA["entities"])
    return found


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes what is in the table ``rewritten``."""

    tables: Tables
    entities: Mapping[str, Entity]
    outlets: Mapping[str, Entity]
    sources: Sources
    read: Read
    base: str
    mentions: Mentions

    def quads(self) -> Iterator[Quad]:
        """The quads of all of it, links apart."""
        for (key,) in self.tables.rows("SELECT key FROM rewritten WHERE kind = 'entity'"):
            yield from entity_quads(self.entities[key], self.entities, base=self.base)
        yield from self._articles()
        yield from self._situations()
        for text, asserted in self._disagreements():
            yield from disagreement_quads(situations.load_disagreement(text), asserted=asserted, base=self.base)

    def links(self) -> Iterator[dict[str, Any]]:
        """The lines that something else may write too, by what writes them."""
        rows = self.tables.rows(
            "SELECT key, json FROM rewritten JOIN new.situations ON situation = key AND kind = 'situation' AND asserted"
        )
        for key, text in rows:
            found = {f"{quad} ." for quad in shortcut_quads(situations.load(text), base=self.base)}
            if found:
                yield {"kind": "situation", "key": key, "links": sorted(found)}
        for text, asserted in self._disagreements():
            one = situations.load_disagreement(text)
            found = {f"{quad} ." for quad in dispute_quads(one, asserted=asserted, base=self.base)}
            yield {"kind": "disagreement", "key": one.key, "links": sorted(found)}

    def _articles(self) -> Iterator[Quad]:
        mapped: Iterator[tuple[Any, ...]] = self.tables.rows(
            "SELECT key, list(chain ORDER BY chain), list(entity ORDER BY chain) FROM rewritten "
            "JOIN new.mapping ON article = key AND kind = 'article' SEMI JOIN spoken_of USING (entity) "
            "GROUP BY key ORDER BY key"
        )
        told = self.tables.rows(
            "SELECT key, json, situation FROM rewritten JOIN told_claims ON article = key AND kind = 'article' "
            "JOIN new.about USING (claim) ORDER BY key, claim"
        )
        chains, grounded = _Aligned(mapped), _Aligned(told)
        for key, record in self.tables.rows(
            "SELECT key, record FROM rewritten JOIN new.articles ON article = key AND kind = 'article' ORDER BY key"
        ):
            of_chains = {
                (key, chain): found
                for _, numbers, entities in chains.at(key)
                for chain, found in zip(numbers, entities, strict=True)
            }
            of_claims = [fuse.in_situation(claims.load(text), situation) for _, text, situation in grounded.at(key)]
            yield from self._article(self.read(record), of_chains, of_claims)

    def _article(self, record: Any, chains: Mapping[tuple[str, int], str], told: list[GroundedClaim]) -> Iterator[Quad]:
        article = record.article
        outlet = self.outlets.get(article.publisher or "")
        origin = self.sources.origins.get(article.key)
        yield from bibliography(article, origin, base=self.base, publisher=outlet, entities=self.entities)
        yield from source_quads(
            record, told, chains, base=self.base, extractor_version=__version__, mentions=self.mentions
        )

    def _situations(self) -> Iterator[Quad]:
        rows = self.tables.rows(
            "SELECT key, situations.json, timelines.json, list(claim), list(polarity) FROM rewritten "
            "JOIN new.situations ON situations.situation = key AND kind = 'situation' "
            "JOIN new.about USING (situation) LEFT JOIN new.timelines ON pledge = key "
            "GROUP BY key, situations.json, timelines.json ORDER BY key"
        )
        for key, text, timeline, keys, polarities in rows:
            told = {key: Polarity(polarity) for key, polarity in zip(keys, polarities, strict=True)}
            yield from situation_quads(situations.load(text), told, self.entities, base=self.base)
            yield from timeline_quads(key, pledges.load(timeline) if timeline else (), base=self.base)

    def _disagreements(self) -> Iterator[tuple[str, bool]]:
        rows = self.tables.rows(
            "SELECT disagreements.json, asserted FROM rewritten "
            "JOIN new.disagreements ON disagreement = key AND kind = 'disagreement' "
            "JOIN new.situations USING (situation) ORDER BY key"
        )
        return ((text, asserted) for text, asserted in rows)


class _Aligned:
    """Rows sorted by their first column, taken key by key beside another sorted run."""

    def __init__(self, rows: Iterable[tuple[Any, ...]]) -> None:
        self._groups = groupby(rows, key=lambda row: row[0])
        self._next = next(self._groups, None)

    def at(self, key: str) -> list[tuple[Any, ...]]:
        """The rows of a key; none where there are none."""
        if self._next is None or self._next[0] != key:
            return []
        found = list(self._next[1])
        self._next = next(self._groups, None)
        return found


def _before(tables: Tables, store: Store | None, base: str) -> Iterator[Quad]:
    """What the release before has of what is written otherwise now, or not at all."""
    if store is None:
        return
    reported = iris.reported_graph(base)
    for kind, key in tables.rows("SELECT kind, key FROM outdated ORDER BY kind, key"):
        if kind == "article":
            yield from store.quads_for_pattern(None, None, None, iris.graph_iri(base, key))
            yield from store.quads_for_pattern(iris.article_iri(base, key), None, None, DefaultGraph())
            continue
        subject = iris.mint(base, kind, key)
        for graph in (DefaultGraph(), reported):
            for quad in store.quads_for_pattern(subject, None, None, graph):
                yield quad
                part = quad.object
                if isinstance(part, NamedNode) and part.value.startswith(f"{subject.value}/"):
                    yield from store.quads_for_pattern(part, None, None, graph)
