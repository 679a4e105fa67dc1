"""Markdown with or without YAML front matter; marks become plain text (CommonMark, by markdown-it)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, BinaryIO

from kg.ingest import frontmatter, furniture, header
from kg.ingest.frontmatter import Meta, first, texts
from kg.ingest.page import Page, Part, check_lines
from kg.ingest.text import clean, decode, whole
from kg.model import BlockKind, SetAside
from kg.settings import Settings

if TYPE_CHECKING:
    from markdown_it.token import Token

# Marks are looked for in paragraphs up to this length: the search is quadratic in some that attack it.
MARKED_CHARS = 20_000
ADDRESS = ("webUrl", "url", "link", "canonical", "canonical_url", "permalink")
PUBLISHED = (
    "publishedDateTime",
    "published",
    "date",
    "pubDate",
    "datePublished",
    "publishDate",
)
MODIFIED = ("modifiedDateTime", "updatedDateTime", "modified", "updated", "dateModified", "lastmod")
PUBLISHER = ("provider", "publisher", "outlet", "source", "sitename", "site")
AUTHORS = ("author", "authors", "byline", "by")
SUMMARY = ("excerpt", "standfirst", "description", "summary", "dek", "subtitle")


def read(stream: BinaryIO, source: str, settings: Settings) -> Iterator[Page | SetAside]:
    """The one page of a Markdown file. Raises ``ArticleError`` where front matter or text cannot be read."""
    text = clean(decode(whole(stream, settings)))
    check_lines(text, settings, source=source)
    meta, rest = frontmatter.parse(text)
    yield with_body(described(meta, source), rest, first(meta, *SUMMARY))


def described(meta: Meta, source: str) -> Page:
    """What front matter says of its article."""
    authors = next((found for name in AUTHORS if (found := texts(meta, name))), ())
    published = first(meta, *PUBLISHED)
    return Page(
        source,
        title=first(meta, "title", "headline"),
        # A feed's "published: false" is a switch, not a date.
        published=published if published and any(char.isdigit() for char in published) else None,
        publisher=first(meta, *PUBLISHER),
        authors=tuple(re.sub(r"^by\s+", "", name, flags=re.IGNORECASE) for name in authors),
        url=first(meta, *ADDRESS),
        id=first(meta, "id", "guid"),
        modified=first(meta, *MODIFIED),
    )


def with_body(page: Page, text: str, summary: str | None = None) -> Page:
    """The page with the article text of a Markdown body, and the summary before it unless the body has it too."""
    top, rest = header.read(_untitled(parts(text), page.title), title=page.title)
    body = furniture.body(rest)
    summary = furniture.uncredited(summary) if summary else None
    if summary and not any(summary.rstrip(".…") in part.text for part in body):
        lead = BlockKind.STANDFIRST if body else BlockKind.PARAGRAPH
        body = (Part(summary, lead), *body)
    return replace(
        page,
        parts=body,
        title=page.title or top.title,
        published=page.published or top.published,
        publisher=page.publisher or top.publisher,
        authors=page.authors or top.authors,
    )


def parts(text: str) -> tuple[Part, ...]:
    """The blocks of a Markdown text, marks removed; code, rules and raw HTML left out."""
    from markdown_it import MarkdownIt

    # Nesting is limited by the library itself (maxNesting); raw HTML is recognised so that it can be left out.
    parser, environment = MarkdownIt("commonmark"), dict[str, Any]()
    tokens = MarkdownIt("commonmark").disable("inline").parse(text, environment)
    found, holders = [], []
    for token in tokens:
        if token.nesting == 1:
            holders.append(token)
        elif token.nesting == -1:
            holders.pop()
        elif token.type == "inline":
            inner = parser.parseInline(token.content, environment) if len(token.content) <= MARKED_CHARS else ()
            children = [child for outer in inner for child in outer.children or ()]
            if plain := _plain(children) if inner else token.content.strip():
                found.append(Part(plain, _kind(children, holders)))
    return tuple(found)


def _untitled(found: tuple[Part, ...], title: str | None) -> tuple[Part, ...]:
    """Marks a first heading as the title of a page that has no other."""
    if not title and found and found[0].kind is BlockKind.HEADING:
        return (Part(found[0].text, BlockKind.TITLE), *found[1:])
    return found


def _plain(children: Sequence[Token]) -> str:
    kept = []
    for token in children:
        if token.type in ("text", "code_inline", "text_special"):
            kept.append(token.content)
        elif token.type in ("softbreak", "hardbreak"):
            kept.append(" ")
    return "".join(kept).strip()


def _kind(children: Sequence[Token], holders: Sequence[Token]) -> BlockKind:
    names = {holder.type for holder in holders}
    if "heading_open" in names:
        return BlockKind.HEADING
    if "list_item_open" in names:
        return BlockKind.BULLET
    return BlockKind.CAPTION if any(child.type == "image" for child in children) else BlockKind.PARAGRAPH
