"""What follows from all records together, over tables: names, origins, claims, situations, quads.

What a release before has of it is taken from there; only what a change can reach is decided again.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from kg import store
from kg.errors import StoreError
from kg.keys import digest
from kg.model import Record
from kg.pipeline import claims, names, origins, pledges, situations
from kg.pipeline.extraction import sources_digest
from kg.pipeline.quads import Difference, write_quads
from kg.pipeline.stages import Stages
from kg.resolve import KnowledgeBase
from kg.settings import Mentions
from kg.tables import Tables

# what the tables and quads are made by, besides the records
SOURCES = tuple(
    "confidence.py confidence.toml frames fuse ingest iris.py keys.py model.py pipeline rdf resolve tables "
    "terms.py".split()
)


class RecordLost(StoreError):
    """The record of an article is missing or damaged; ``args`` begin with its name."""


@cache
def version() -> str:
    """A digest of the code that derives."""
    return sources_digest(SOURCES)


def derive(
    tables: Tables,
    articles: Mapping[str, str],
    *,
    records: store.Records,
    kb: KnowledgeBase,
    base: str,
    floor: float,
    mentions: Mentions,
    made_by: str,
    before: store.Release | None,
    stages: Stages,
) -> Difference:
    """The difference that some articles, by key and name of their record, make to the release ``before``.

    ``floor`` is the confidence from which a situation may be asserted; ``made_by`` the version of all that their
    records are made by. Raises RecordLost.
    """

    def read(name: str) -> Record:
        record = records.get(name)
        if record is None:
            raise RecordLost(name)
        return record

    with stages.stage("names"):
        _list(tables, articles, read, kb)
        names.resolve_entities(tables, kb)
    with stages.stage("origins"):
        sources = origins.tell_origins(tables, origins.compare(tables, read))
        claims.write_sources(tables, sources)
    with stages.stage("claims"):
        claims.read_claims(tables, sources, read, version=digest(version(), made_by))
    with stages.stage("situations"):
        situations.settle(tables, sources, floor=floor)
        pledges.tell_timelines(tables, sources)
    with stages.stage("quads"):
        opened = store.open_release(before) if before is not None else None
        made = digest(version(), made_by)
        return write_quads(tables, sources, read, base=base, mentions=mentions, version=made, before=opened)


def _list(tables: Tables, articles: Mapping[str, str], read: origins.Read, kb: KnowledgeBase) -> None:
    """Writes ``articles`` and ``chains``: rows of records that are new, and those that the release before has."""
    listed = ({"article": key, "record": name} for key, name in articles.items())
    tables.fill("listed", listed, {"article": "VARCHAR", "record": "VARCHAR"})
    tables.run(
        "CREATE OR REPLACE TABLE unlisted AS SELECT * FROM listed ANTI JOIN old.articles USING (article, record)"
    )

    def new() -> Iterator[tuple[str, Record]]:
        for (name,) in tables.rows("SELECT record FROM unlisted ORDER BY article"):
            yield name, read(name)

    for name, rows in (("articles", origins.article_rows(new())), ("chains", names.chain_rows(new(), kb))):
        tables.write(name, rows)
        kept = f"SELECT was.* FROM old.{name} AS was SEMI JOIN listed USING (article, record)"
        tables.keep(name, f"SELECT * FROM (SELECT * FROM new.{name} UNION ALL BY NAME {kept}) ORDER BY article")


def tables_folder(data: Path) -> Path:
    """Where the tables of a build lie until they lie with its release; what a killed build left there is removed."""
    folder = data / "releases" / ".tables"
    for path in (folder, *folder.parent.glob(".spool-*")):
        shutil.rmtree(path, ignore_errors=True)
    return folder
