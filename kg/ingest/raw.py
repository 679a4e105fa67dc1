"""Text taken exactly as given (``kg extract --raw``): every offset indexes it, nothing is removed or folded."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from kg.errors import ArticleError
from kg.ingest import jsonl
from kg.ingest.addresses import canonical
from kg.ingest.blocks import spans
from kg.ingest.dates import iso
from kg.ingest.identity import identify
from kg.ingest.page import Page, check_size, set_aside
from kg.ingest.text import decode, whole
from kg.model import Article, SetAside
from kg.settings import Settings


def read(stream: BinaryIO, source: str, settings: Settings, *, lines: bool) -> Iterator[Article | SetAside]:
    """The articles of JSON ``lines``, or the one of a text; a bad line is set aside by number."""
    entries = jsonl.entries(stream, source, settings) if lines else _text(stream, source, settings)
    for entry in entries:
        try:
            yield entry if isinstance(entry, SetAside) else _article(*entry, settings)
        except ArticleError as error:
            yield set_aside(error, source)


def _text(stream: BinaryIO, source: str, settings: Settings) -> Iterator[tuple[Page, str] | SetAside]:
    try:
        yield Page(source), decode(whole(stream, settings))
    except ArticleError as error:
        yield set_aside(error, source)


def _article(page: Page, text: str, settings: Settings) -> Article:
    check_size(text, settings, source=page.source)
    if not text.strip():
        raise ArticleError("empty", source=page.source, hint="give it text")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise ArticleError(
            "half of a surrogate pair",
            source=page.source,
            place=f"character {error.start}",
            hint="write it in UTF-8",
        ) from error
    url = canonical(page.url)
    return Article(
        key=identify(url=url, id=page.id, publisher=page.publisher, text=text).key,
        text=text,
        blocks=spans(text),
        source=page.source,
        id=page.id,
        title=page.title,
        published=iso(page.published),
        publisher=page.publisher,
        authors=page.authors,
        url=url,
        modified=iso(page.modified),
    )
