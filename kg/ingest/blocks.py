"""Plain text cut into blocks by its lines: paragraphs, bullets, and whatever else stands on lines of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kg.ingest.page import Part
from kg.model import Block, BlockKind, Span

LINE = re.compile(r"[^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
BREAK = re.compile(r"\r\n?|[\n\v\f\x1c-\x1e\x85\u2028\u2029]")
BULLET = re.compile(r"(?:[•‣⁃◦▪▫■●○·∙➤►]\s*|[*+–—-]\s+(?=\S))")
NUMBERED = re.compile(r"\d{1,2}[.)]\s+\S")
# Lines longer than this are paragraphs: nobody wraps text by hand beyond it.
WRAPPED_BELOW = 100
# Lines of a wrapped text are filled: the first word of the next would not have fitted. A few are cut short by hand.
WRAPPED_SHARE = 0.8
# A line shorter than this share of the width ends its block: a byline, a date, the last line of a paragraph.
FULL = 0.6


def split(text: str) -> tuple[Part, ...]:
    """The blocks of a clean text, bullets without their mark, lines of a wrapped paragraph joined by spaces."""
    parts = []
    for block in spans(text):
        lines = [line.strip() for line in BREAK.split(text[block.span.start : block.span.end])]
        joined = " ".join(line for line in lines if line)
        if block.kind is BlockKind.BULLET:
            joined = BULLET.sub("", joined, count=1).strip()
        if joined:
            parts.append(Part(joined, block.kind))
    return tuple(parts)


def spans(text: str) -> tuple[Block, ...]:
    """The blocks of a text as it stands, white space around each left out; every other character is in one block."""
    lines = list(_lines(text))
    width = _wrapped_at(text, lines)
    blocks: list[Block] = []
    last_end, last_length = -1, 0
    for start, end in lines:
        line = text[start:end]
        bullet = bool(BULLET.match(line) or NUMBERED.match(line))
        gap = len(BREAK.findall(text, last_end, start)) if blocks else 2
        if gap == 1 and not bullet and last_length >= FULL * width > 0:
            previous = blocks.pop()
            blocks.append(Block(Span(previous.span.start, end), previous.kind))
        else:
            blocks.append(
                Block(
                    Span(start, end),
                    BlockKind.BULLET if bullet else BlockKind.PARAGRAPH,
                )
            )
        last_end, last_length = end, end - start
    return tuple(blocks)


def _lines(text: str) -> Iterator[tuple[int, int]]:
    for match in LINE.finditer(text):
        line = match.group()
        stripped = line.strip()
        if stripped:
            start = match.start() + len(line) - len(line.lstrip())
            yield start, start + len(stripped)


def _wrapped_at(text: str, lines: list[tuple[int, int]]) -> int:
    """The width of a page whose lines are as full as the next word lets them be, or 0 where lines are paragraphs."""
    width = max((end - start for start, end in lines), default=0)
    if width > WRAPPED_BELOW:
        return 0
    full = total = 0
    for (start, end), (next_start, next_end) in pairwise(lines):
        if len(BREAK.findall(text, end, next_start)) == 1:
            total += 1
            first_word = text[next_start:next_end].split(maxsplit=1)[0]
            # Three characters of slack: editors differ over the space and a hyphen at the margin.
            full += end - start + 1 + len(first_word) > width - 3
    return width if total >= 2 and full >= WRAPPED_SHARE * total else 0
