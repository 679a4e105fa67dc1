"""A feed item: Markdown whose front matter describes one page and, under ``related``, others; each is an article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from kg.ingest import frontmatter
from kg.ingest.frontmatter import first
from kg.ingest.markdown import SUMMARY, described, with_body
from kg.ingest.page import Page, check_lines
from kg.ingest.text import clean, decode, whole
from kg.model import SetAside
from kg.settings import Settings

# How such a file shows itself without being parsed: names that feeds write and hand-written articles do not.
MARKS = re.compile(r"^(?:related|publishedDateTime|webUrl):", re.MULTILINE)


def recognised(text: str) -> bool:
    """Whether the beginning of a file is that of a feed item."""
    return text.startswith("---") and bool(MARKS.search(text))


def read(stream: BinaryIO, source: str, settings: Settings) -> Iterator[Page | SetAside]:
    """The item's page and those related to it, in order; an entry that is no item is set aside by its number.

    Raises ``ArticleError`` where the front matter cannot be read.
    """
    text = clean(decode(whole(stream, settings)))
    check_lines(text, settings, source=source)
    meta, rest = frontmatter.parse(text)
    if first(meta, "title", *SUMMARY) or rest.strip():
        yield with_body(described(meta, source), rest, first(meta, *SUMMARY))
    related = meta.get("related") or []
    for number, entry in enumerate(related if isinstance(related, list) else [related], 1):
        place = f"{source} (related {number})"
        if isinstance(entry, Mapping) and first(entry, "title", *SUMMARY):
            yield with_body(described(entry, place), "", first(entry, *SUMMARY))
        else:
            yield SetAside(
                place,
                "a related entry without title or excerpt; give it at least one of them",
            )
