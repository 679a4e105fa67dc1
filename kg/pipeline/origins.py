"""Whose reporting each article is, over tables: ``kg.ingest`` judges pairs, ``kg.fuse`` tells origins.

What two texts have in common is asked once: the table ``copies`` keeps it for all builds after.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Any

from kg import fuse
from kg.fuse.origins import Page, Sources
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
        "SELECT sharing.a, sharing.b, copies.overlap, copies.title, copies.spun FROM sharing "
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
    return fuse.sources(pages, {one.key: one for one in map(entity, rows)}, copies)


def _judged(tables: Tables, read: Read) -> Iterator[dict[str, Any]]:
    rows = tables.rows(
        "SELECT text_a, text_b, record_a, record_b, smaller, title, overlap FROM uncompared ORDER BY ALL"
    )
    article = lru_cache(REMEMBERED)(lambda name: read(name).article)
    for text_a, text_b, record_a, record_b, smaller, title, overlap in rows:
        found = None
        if title or duplicates.shared_enough(overlap, smaller):
            a, b = article(record_a), article(record_b)
            found = duplicates.judged(a, b, overlap=overlap, smaller=smaller)
        told = {"overlap": found.overlap, "title": found.title, "spun": found.spun} if found else {}
        yield {"a": text_a, "b": text_b, "overlap": None, "title": None, "spun": None} | told


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
    for article, publisher, published in tables.rows("SELECT article, publisher, published FROM new.articles"):
        yield Page(article, publisher, published, reported.get(article, ()))
