"""Plain text: a page pasted or saved as text, its header and furniture still around it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from kg.errors import ArticleError
from kg.ingest import blocks, furniture, header
from kg.ingest.page import Page, check_lines
from kg.ingest.text import clean, decode, whole
from kg.model import SetAside
from kg.settings import Settings


def read(stream: BinaryIO, source: str, settings: Settings) -> Iterator[Page | SetAside]:
    """The one page of a text file. Raises ``ArticleError`` where it is no text."""
    yield from_text(decode(whole(stream, settings)), Page(source), settings)


def from_text(text: str, known: Page, settings: Settings) -> Page:
    """The page a text makes; what is ``known`` of it from elsewhere wins over what its header says.

    Raises ``ArticleError`` where nothing of it is running text.
    """
    text = clean(text)
    check_lines(text, settings, source=known.source)
    top, rest = header.read(blocks.split(text), title=known.title)
    body = furniture.body(rest)
    if not body:
        raise ArticleError(
            "no running text, only headlines, links or nothing", source=known.source, hint="give the article's own text"
        )
    return replace(
        known,
        parts=body,
        title=known.title or top.title,
        published=known.published or top.published,
        publisher=known.publisher or top.publisher,
        authors=known.authors or top.authors,
    )
