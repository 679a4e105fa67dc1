"""HTML pages, read with trafilatura; nothing is ever fetched."""

from __future__ import annotations

import importlib
import re
import warnings
from collections.abc import Iterator
from functools import cache
from types import ModuleType
from typing import Any, BinaryIO

from kg.errors import ArticleError
from kg.ingest import furniture, shape
from kg.ingest.addresses import folded
from kg.ingest.page import Page, Part
from kg.ingest.text import clean, decode, whole
from kg.model import BlockKind, SetAside
from kg.settings import Settings

CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
# An element nested this deep is an attack; libxml2 itself stops at 256 by default.
MOST_NESTED = 250
MOST_ELEMENTS = 50_000
# Dates are read from the page alone: without a fixed end htmldate compares with today's clock.
DATES = {"original_date": True, "extensive_search": False, "max_date": "2100-01-01"}
# Where pages say when they were changed: https://ogp.me/#type_article, https://schema.org/dateModified.
MODIFIED = ("article:modified_time", "og:updated_time", "dateModified", "last-modified")
MODIFIED_IN_JSON = re.compile(r'"dateModified"\s*:\s*"([^"]{4,40})"')
KINDS = {"head": BlockKind.HEADING, "item": BlockKind.BULLET}


def read(stream: BinaryIO, source: str, settings: Settings) -> Iterator[Page | SetAside]:
    """The one article of a page. Raises ``ArticleError`` where no main text is found."""
    yield from_html(_decoded(whole(stream, settings)), source)


def from_html(markup: str, source: str) -> Page:
    """The page's main text and its metadata (title, author, date, site, canonical address)."""
    tree = _tree(DECLARATION.sub("", markup, count=1))
    modified = _modified(tree) if tree is not None else None
    document = _extract(tree) if tree is not None else None
    if document is None or document.body is None:
        raise ArticleError(
            "no article text found in the page",
            hint="save the page with its text, or give plain text",
        )
    publisher = clean(document.sitename or "").strip() or None
    title = _without_site(clean(document.title or "").strip(), publisher)
    parts = [part for part in _parts(document.body) if not (title and folded(part.text) == folded(title))]
    meta = [part for part in parts[:6] if shape.byline(part.text) or shape.is_symbols(part.text)]
    return Page(
        source,
        parts=furniture.body([part for part in parts if part not in meta]),
        title=title or None,
        published=document.date,
        publisher=publisher,
        authors=tuple(name.strip() for name in (document.author or "").split(";") if name.strip()),
        url=document.url,
        modified=modified,
    )


def _decoded(data: bytes) -> str:
    """The page's characters: its own declaration is believed where the bytes agree with it."""
    declared = CHARSET.search(data[:4096])
    if declared and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        name = declared[1].decode("ascii").lower()
        try:
            return data.decode("cp1252" if name in ("iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii") else name)
        except (UnicodeDecodeError, LookupError):
            pass  # a wrong declaration is common; the bytes decide
    return decode(data)


def _tree(markup: str) -> Any:
    from lxml import etree, html  # type: ignore[import-untyped]

    if not markup.strip():
        return None
    try:
        tree = html.fromstring(clean(markup), parser=html.HTMLParser(huge_tree=False, no_network=True))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise ArticleError(
            "the page is no HTML that can be read",
            hint="save it again from the browser",
        ) from error
    _check(tree)
    return tree


def _modified(tree: Any) -> str | None:
    """When the page says that it was changed, in its metadata; as it gives it, or None."""
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("itemprop") or element.get("name")
        if name in MODIFIED and element.get("content"):
            return str(element.get("content"))
    for element in tree.iter("script"):
        if element.get("type") == "application/ld+json" and (found := MODIFIED_IN_JSON.search(element.text or "")):
            return found[1]
    return None


def _extract(tree: Any) -> Any:
    return _trafilatura().bare_extraction(
        tree,
        with_metadata=True,
        include_comments=False,
        include_tables=False,
        deduplicate=False,
        date_extraction_params=dict(DATES),
    )


@cache
def _trafilatura() -> ModuleType:
    with warnings.catch_warnings():
        # Its download module asks for a proxy library on import; nothing is ever downloaded.
        warnings.filterwarnings("ignore", message="SOCKS support")
        return importlib.import_module("trafilatura")


def _check(tree: Any) -> None:
    """Refuses trees that would overflow the stack or the clock of what walks them."""
    from lxml import etree

    depth = 0
    for count, (event, _) in enumerate(etree.iterwalk(tree, events=("start", "end"))):
        depth += 1 if event == "start" else -1
        if depth > MOST_NESTED or count > 2 * MOST_ELEMENTS:
            raise ArticleError(
                "the page is nested too deep or has too many elements",
                hint="give it as plain text",
            )


def _parts(body: Any) -> Iterator[Part]:
    for element in body.iter("p", "head", "item", "quote"):
        inner = [child for child in element if child.tag in ("p", "item", "list", "quote")]
        words = (element.text or "") if inner else "".join(element.itertext())
        text = " ".join(clean(words).split("\n")).strip()
        if text:
            yield Part(text, KINDS.get(element.tag, BlockKind.PARAGRAPH))


def _without_site(title: str, publisher: str | None) -> str:
    """The title without the outlet's name, which browsers' title bars carry behind it."""
    head, mark, tail = title.rpartition(" | ") if " | " in title else title.rpartition(" - ")
    return head.strip() if mark and publisher and folded(tail) == folded(publisher) else title
