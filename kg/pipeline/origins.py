"""Whose reporting each article is, over tables: ``kg.ingest`` judges pairs, ``kg.fuse`` tells origins.

What two texts have in common is asked once: the table ``copies`` keeps it for all builds after.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Any

from kg import fuse
from kg.fuse.credits import distinctive
from kg.fuse.origins import Credit, Page, Sources, credited, possible
from kg.fuse.origins import fold as fold_outlet
from kg.ingest import duplicates
from kg.ingest.identity import identity
from kg.keys import digest
from kg.model import Copy, Record
from kg.tables import Tables
from kg.tables.values import entity

Read = Callable[[str], Record]  # a record by its name
REMEMBERED = 100  # articles in memory while pairs are judged: each stands in several, mostly of one story


def article_rows(records: Iterable[tuple[str, Record]]) -> Iterator[dict[str, Any]]:
    """Rows of the table ``articles`` from records and their names."""
    for name, record in records:
        article = record.article
        chains = {mention.span: mention.chain for mention in record.mentions}
        yield {
            "article": article.key,
            "record": name,
            "publisher": article.publisher,
            "published": article.published,
            "reporters": [
                {"chain": chains.get(span), "name": fold_outlet(article.text[span.start : span.end])}
                for span in record.reporters
            ],
            "credits": list(credited(article)),
            "names": distinctive(article.text),
            "text": digest(article.title, article.text, article.published, length=32),
            "title": duplicates.title_key(article),
            "triples": duplicates.hashes(article.text).tolist(),
            "others": list(identity(article).others),
        }


def compare(tables: Tables, read: Read) -> list[Copy]:
    """The pairs of articles of which one is a copy of the other, sorted; writes the table ``copies``."""
    tables.script("sharing", words=duplicates.WORDS)
    tables.write("copies", _judged(tables, read))
    kept = (
        "SELECT copies.* FROM old.copies SEMI JOIN sharing ON copies.a = sharing.text_a AND copies.b = sharing.text_b"
    )
    tables.keep("copies", f"SELECT DISTINCT * FROM (SELECT * FROM new.copies UNION ALL {kept}) ORDER BY a, b")
    rows = tables.rows(
        "SELECT sharing.a, sharing.b, copies.overlap, copies.title, copies.spun, copies.alike FROM sharing "
        "JOIN new.copies ON copies.a = sharing.text_a AND copies.b = sharing.text_b "
        "WHERE copies.overlap IS NOT NULL ORDER BY ALL"
    )
    found = [Copy(*row) for row in rows]
    tables.drop("numbered_articles", "sharing", "uncompared")
    return found


def tell_origins(tables: Tables, copies: list[Copy]) -> Sources:
    """The origin of every article of the table ``articles``."""
    pages = list(_pages(tables))
    named = sorted({key for page in pages for key, _ in page.reporters if key is not None})
    rows = tables.rows("SELECT * FROM new.entities WHERE type = 'NewsOutlet' OR list_contains(?, entity)", [named])
    return fuse.sources(pages, {one.key: one for one in map(entity, rows)}, copies, _credit(tables, pages))


def _credit(tables: Tables, pages: list[Page]) -> Iterator[Credit]:
    """What pages have in common with those that they may credit."""
    pairs = ({"page": page, "source": source} for page, source in possible(pages))
    tables.fill("crediting", pairs, {"page": "VARCHAR", "source": "VARCHAR"})
    rows = tables.rows(
        "SELECT page, source, len(list_intersect(one.names, other.names)) AS shared, "
        "shared / greatest(1, least(len(one.names), len(other.names))) FROM crediting "
        "JOIN new.articles AS one ON one.article = page "
        "JOIN new.articles AS other ON other.article = source ORDER BY ALL"
    )
    yield from (Credit(*row) for row in rows)


def _judged(tables: Tables, read: Read) -> Iterator[dict[str, Any]]:
    rows = tables.rows(
        "SELECT text_a, text_b, record_a, record_b, smaller, title, overlap FROM uncompared ORDER BY ALL"
    )
    article = lru_cache(REMEMBERED)(lambda name: read(name).article)
    for text_a, text_b, record_a, record_b, smaller, title, overlap in rows:
        found = None
        if title or duplicates.related(overlap, smaller):
            a, b = article(record_a), article(record_b)
            found = duplicates.judged(a, b, overlap=overlap, smaller=smaller)
        told = {name: getattr(found, name) if found else None for name in ("overlap", "title", "spun", "alike")}
        yield {"a": text_a, "b": text_b} | told


def _pages(tables: Tables) -> Iterator[Page]:
    rows = tables.rows(
        "SELECT article, publisher, published, list(entity ORDER BY number), list(name ORDER BY number) FROM ("
        "  SELECT told.*, mapping.entity FROM ("
        "    SELECT article, publisher, published, unnest(reporters, recursive := true), "
        "      generate_subscripts(reporters, 1) AS number FROM new.articles"
        "  ) AS told LEFT JOIN new.mapping USING (article, chain)"
        ") GROUP BY article, publisher, published"
    )
    reported = {article: tuple(zip(entities, names, strict=True)) for article, _, _, entities, names in rows}
    for article, publisher, published, credits in tables.rows(
        "SELECT article, publisher, published, credits FROM new.articles"
    ):
        yield Page(article, publisher, published, reported.get(article, ()), tuple(credits))
