"""What stands above the text of a page pasted as plain text: outlet, title, date, byline, standfirst."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.ingest import shape, signature
from kg.ingest.addresses import folded
from kg.ingest.dates import date_line, find
from kg.ingest.page import Part
from kg.ingest.phrases import BYLINE, FUNCTION_WORDS, LINE_CHARS
from kg.model import BlockKind

# Headers seen have up to eight lines; beyond twelve a page without running text is no header.
MOST_LINES = 12
# A paragraph of the body: longer than a standfirst's or slogan's usual sentence.
SOLID_WORDS = 25
BANNER_WORDS = 5
# A place before a date that opens a line: one to four capitalised words and a comma; and how long a date may be.
PLACE = re.compile(r"(?:[A-Z][\w.’'-]+ ?){1,4}(?:, [A-Z][\w.]+)?, (?=\d{1,2} [A-Z]|[A-Z][a-z]{2,8}\.? \d{1,2}, )")
DATE_CHARS = 20
MOST_TITLE_WORDS = 45
SECTIONS = re.compile(
    r"(?:world|local|national|us|uk|city|home|top|latest|breaking)?\s*(?:news|home|world|politics|business|technology|tech|opinion|sports?|science|health|"
    r"culture|video|live|exclusive|analysis|investigation|menu|search|crime|money|markets|letters?|editorial)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Header:
    """What the top of the page says of the article."""

    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    authors: tuple[str, ...] = ()


def read(parts: Sequence[Part], *, title: str | None = None) -> tuple[Header, tuple[Part, ...]]:
    """The header, and the blocks that are left: body and furniture. ``title`` is what is known from elsewhere."""
    end = _body_start(parts)
    zone, rest = list(parts[:end]), list(parts[end:])
    at = _find(zone, title) if title else _title(zone, rest)
    published, authors = _dated(zone) or _dateline(parts[: end + 1]), _authors(zone)
    below = zone if at is None else zone[at + 1 :]
    publisher = _banner(zone[:at] if at is not None else [])
    signed = signature.outlet([part.text for part in below])
    if at is not None and not title:
        title = zone[at].text
    left = [part for part in below if not _is_meta(part) and not _repeats(part, title) and not _between(part)]
    top = Header(title, publisher or signed, published, signature.authors(authors, signed))
    return top, tuple(_standfirst(left, below, rest) + rest)


def _body_start(parts: Sequence[Part]) -> int:
    """Where the first solid paragraph or bullet stands; without one, the first sentence; else nowhere."""
    first = None
    for index, part in enumerate(parts[:MOST_LINES]):
        if not _is_body_like(part):
            continue
        if shape.count_words(part.text) >= SOLID_WORDS or part.kind is BlockKind.BULLET:
            return index
        first = index if first is None else first
    return min(len(parts), MOST_LINES) if first is None else first


def _is_body_like(part: Part) -> bool:
    return shape.is_sentence(part.text) and not shape.is_prompt(part.text) and not _is_meta(part)


def _title(zone: Sequence[Part], rest: Sequence[Part]) -> int | None:
    """The line most like a title: headline-shaped, some words long, its words found again in the text below.

    Banners and slogans fail the last test, names under a picture the second.
    """
    lines = [index for index, part in enumerate(zone) if _may_be_title(part)]
    if not lines or (len(lines) == 1 and not rest and len(zone) == 1):
        return lines[0] if lines else None
    below = set(folded(" ".join(part.text for part in rest)).split())

    def worth(index: int) -> float:
        content = {word for word in folded(zone[index].text).split() if word not in FUNCTION_WORDS}
        again = len(content & below) / max(1, len(content))
        return (0.3 + again) * min(shape.count_words(zone[index].text), 8)

    return max(lines, key=lambda index: (worth(index), -index))


def _may_be_title(part: Part) -> bool:
    text = part.text
    return (
        part.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.TITLE)
        and 1 <= shape.count_words(text) <= MOST_TITLE_WORDS
        and not shape.is_sentence(text) | shape.is_prompt(text) | shape.is_credit(text) | _is_meta(part)
    ) or (shape.is_headline_case(text) and text.endswith(("?", "!")))


def _find(zone: Sequence[Part], title: str) -> int | None:
    return next((index for index, part in enumerate(zone) if _repeats(part, title)), None)


def _repeats(part: Part, title: str | None) -> bool:
    return bool(title) and folded(part.text) == folded(title or "")


def _banner(above: Sequence[Part]) -> str | None:
    """The outlet: the first short line above the title that is a name and no section of the site."""
    for part in above:
        text = part.text.strip(" |-–—")
        if (
            shape.count_words(text) in range(1, BANNER_WORDS + 1)
            and text[:1].isupper() | text[:1].isdigit()
            and not shape.is_sentence(text) | shape.is_label(text) | shape.is_prompt(text) | _is_meta(part)
            and not SECTIONS.fullmatch(text)
            and (shape.is_headline_case(text) or shape.count_words(text) <= 2)
        ):
            return text
    return None


def _dated(zone: Sequence[Part]) -> str | None:
    """The date of publication; a line that says "updated" counts only where no other has a date."""
    found = [(part.text, day) for part in zone if (day := _date(part))]
    plain = [day for text, day in found if "updated" not in text.lower() or "published" in text.lower()]
    return next(iter(plain or [day for _, day in found]), None)


def _dateline(parts: Sequence[Part]) -> str | None:
    """The date that a place stands before, as agencies and offices write it: "PORT AMERY, June 20, 2024 (Wire) —"."""
    for part in parts:
        if place := PLACE.match(part.text):
            start = part.text[place.end() : place.end() + DATE_CHARS]
            if day := find(start):
                return day
    return None


def _date(part: Part) -> str | None:
    day = date_line(part.text)
    return day or (
        find(part.text)
        if len(part.text) <= LINE_CHARS and BYLINE.match(part.text) and shape.count_words(part.text) <= 14
        else None
    )


def _authors(zone: Sequence[Part]) -> tuple[str, ...]:
    return next((names for part in zone if (names := shape.byline(part.text))), ())


def _is_meta(part: Part) -> bool:
    return shape.is_symbols(part.text) or shape.byline(part.text) is not None or _date(part) is not None


def _between(part: Part) -> bool:
    """What stands between title and text and is neither: credits, prompts, the name of who is pictured, a section."""
    if part.kind is not BlockKind.PARAGRAPH:
        return False
    found = shape.words(part.text)
    bare = len(found) <= BANNER_WORDS and not shape.ends_sentence(part.text)
    return (
        shape.is_credit(part.text)
        or shape.is_prompt(part.text)
        or (bare and all(word[0].isupper() or word.lower() in FUNCTION_WORDS for word in found))
    )


def _standfirst(left: list[Part], below: Sequence[Part], rest: Sequence[Part]) -> list[Part]:
    """Marks the sentence under the title that something other than text parts from the body."""
    if not left or not rest or left[0] is not below[0] or len(below) == len(left) == 1:
        return left
    first = left[0]
    apart = any(part not in left for part in below) or any(shape.is_caption(part.text) for part in left[1:])
    if apart and first.kind is BlockKind.PARAGRAPH and shape.is_sentence(first.text):
        return [Part(first.text, BlockKind.STANDFIRST), *left[1:]]
    return left
