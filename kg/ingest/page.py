"""A page as its reader leaves it, and the step that makes an ``Article`` of it: one text, its blocks, its key."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kg.errors import ArticleError, InputError
from kg.ingest.addresses import canonical
from kg.ingest.dates import iso
from kg.ingest.identity import LONGEST_ID, identify
from kg.ingest.language import language_of
from kg.ingest.text import clean
from kg.model import Article, Block, BlockKind, SetAside, Span
from kg.settings import Settings

MAX_FIELD = 1_000  # characters of a title, outlet or name; the longest real ones have a few hundred
MAX_AUTHORS = 50
MOST_LINES = 50_000  # of a page; a book has about 10,000
FURNITURE = 10  # a page may be this many times as long as an article: comments, menus, lists of other stories


@dataclass(frozen=True, slots=True)
class Part:
    """One block of a page: its text without line ends, and the part it plays."""

    text: str
    kind: BlockKind = BlockKind.PARAGRAPH


@dataclass(frozen=True, slots=True)
class Page:
    """What a reader found: the body in order, without the title, and what the page says of itself.

    ``source`` names file and entry for messages. Values are as the page gives them; ``article`` checks them.
    """

    source: str
    parts: tuple[Part, ...] = ()
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    url: str | None = None
    id: str | None = None
    modified: str | None = None


def article(page: Page, settings: Settings) -> Article:
    """The page as an article. Raises ``ArticleError`` where it has no text, too much, or is not in English."""
    page = _tidied(page)
    parts = ((Part(page.title, BlockKind.TITLE),) if page.title else ()) + page.parts
    if not parts:
        raise ArticleError("no running text: only headlines, links or nothing", source=page.source)
    text, blocks = joined(parts)
    check_size(text, settings, source=page.source)
    language = language_of(text)
    if language != "en":
        raise ArticleError(f"language {language}", source=page.source, hint="only English is read")
    url = canonical(page.url)
    return Article(
        key=identify(url=url, id=page.id, publisher=page.publisher, text=text).key,
        text=text,
        blocks=blocks,
        source=page.source,
        id=page.id,
        title=page.title,
        published=iso(page.published),
        publisher=page.publisher,
        authors=page.authors,
        url=url,
        language=language,
        modified=iso(page.modified),
    )


def joined(parts: tuple[Part, ...]) -> tuple[str, tuple[Block, ...]]:
    """The parts as one text, an empty line between them, and where each lies in it."""
    blocks, offset = [], 0
    for part in parts:
        blocks.append(Block(Span(offset, offset + len(part.text)), part.kind))
        offset += len(part.text) + 2
    return "\n\n".join(part.text for part in parts), tuple(blocks)


def check_size(text: str, settings: Settings, *, source: str) -> None:
    """Raises ``ArticleError`` where the text is longer than the settings allow."""
    if len(text) > settings.max_article_chars:
        raise ArticleError(
            f"longer than {settings.max_article_chars:,} characters",
            source=source,
            hint="split it, or raise KG_MAX_ARTICLE_CHARS",
        )


def check_lines(text: str, settings: Settings, *, source: str) -> None:
    """Raises ``ArticleError`` for a page far longer than an article may be, or naming a line that is too long."""
    if len(text) > FURNITURE * settings.max_article_chars:
        raise ArticleError(
            f"longer than {FURNITURE * settings.max_article_chars:,} characters",
            source=source,
            hint="split it, or raise KG_MAX_ARTICLE_CHARS",
        )
    lines = text.split("\n")
    if len(lines) > MOST_LINES:
        raise ArticleError(f"more than {MOST_LINES:,} lines", source=source, hint="give one article a file")
    for number, line in enumerate(lines, 1):
        if len(line) > settings.max_line_chars:
            raise ArticleError(
                f"a line longer than {settings.max_line_chars:,} characters",
                source=source,
                place=f"line {number}",
                hint="break it into paragraphs, or raise KG_MAX_LINE_CHARS",
            )


def set_aside(error: InputError, source: str) -> SetAside:
    """The error as a report line: place, reason and way out; the file is named by ``source``."""
    place = f"{error.place}: " if error.place else ""
    hint = f"; {error.hint}" if error.hint else ""
    return SetAside(error.source or source, _one_line(f"{place}{error.reason}{hint}"))


def _tidied(page: Page) -> Page:
    parts = tuple(Part(text, part.kind) for part in page.parts if (text := _one_line(part.text)))
    authors = tuple(dict.fromkeys(name for raw in page.authors[:MAX_AUTHORS] if (name := _field(raw))))
    return replace(
        page,
        parts=parts,
        title=_field(page.title),
        publisher=_field(page.publisher),
        authors=authors,
        id=_id(page.id),
    )


def _field(value: str | None) -> str | None:
    return (_one_line(value or "")[:MAX_FIELD].rstrip()) or None


def _id(value: str | None) -> str | None:
    """An id whole or not at all: two that were cut would be one."""
    line = _one_line(value or "")
    return line if line and len(line) <= LONGEST_ID else None


def _one_line(text: str) -> str:
    """The text with its line ends turned into spaces; other spaces, no-break ones too, stay as they are."""
    return " ".join(line.strip() for line in clean(text).split("\n")).strip()
