"""Which blocks of a page are the article, and which are furniture: menus, boxes, link lists, prompts, games.

Every block is weighed by its shape: running text weighs its words, what has the shape of a headline, label or prompt
weighs against. The article is the run of blocks with the greatest sum (maximum subsequence segmentation, Pasternack and
Roth, WWW 2009), so a box in the middle is bridged by the text after it and a list at the end is cut off. Inside the run
only what is furniture by itself goes. No rule names a site; word lists hold function words and the web's own phrases.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.ingest import shape
from kg.ingest.page import Part
from kg.model import BlockKind

# A paragraph beyond this many words proves no more than this: one long legal notice must not outweigh an article's end.
MOST_WORDS = 60
# A headline-shaped line costs a short sentence. A run of them stops counting at RUN, so that a table or list of
# names inside an article is bridged by the two or three paragraphs after it.
HEADLINE, SHORT_LINE, RUN = -10.0, -3.0, -120.0
# A label such as "Related articles" over anything but text costs a paragraph. Alone among the text, as a prompt mostly
# is, it goes by itself and costs next to nothing: it must not part an article's first sentence from the rest.
LABEL, INSERTED, CAPTION = -40.0, -5.0, 0.0
# Lines an article itself announces ("The defendants are:") count a little for it, whatever their shape.
ANNOUNCED = 1.0
# Three headlines in a row are a list of links; one or two are headings.
LIST_OF_LINKS = 3
HEADING_WORDS = 12
LEADING_CREDIT = re.compile(
    r"\A\([^()]{0,60}\b(?:photo|image|illustration|picture|credit)s?\b[^()]{0,60}\)\s+", re.IGNORECASE
)


def body(parts: Sequence[Part]) -> tuple[Part, ...]:
    """The blocks that are article text, in order, headings and captions marked; empty where no text runs."""
    announced = _announced(parts)
    weights = _weights(parts, announced)
    start, end = _heaviest(weights)
    inside = list(range(start, end))
    links = _link_lists(parts, inside, announced)
    kept = [i for i in inside if i not in links and not _is_furniture(parts[i])]
    return _headings([replace(parts[i], text=uncredited(parts[i].text), kind=_kind(parts, i, announced)) for i in kept])


def _weights(parts: Sequence[Part], announced: set[int]) -> list[float]:
    weights, run = [], 0.0
    for index, part in enumerate(parts):
        weight = ANNOUNCED if index in announced else _weigh(part)
        if weight == LABEL and index + 1 < len(parts) and shape.is_sentence(parts[index + 1].text):
            weight = INSERTED
        if weight in (HEADLINE, SHORT_LINE):
            weight = max(weight, RUN - run)
            run += weight
        elif weight > 0:
            run = 0.0
        weights.append(weight)
    return weights


def _weigh(part: Part) -> float:
    """Words for running text, a price for everything else."""
    text, count = part.text, shape.count_words(part.text)
    if part.kind in (BlockKind.HEADING, BlockKind.CAPTION) or shape.is_caption(text):
        return LABEL if shape.is_label(text) else CAPTION
    if shape.is_label(text):
        return LABEL
    if shape.is_prompt(text):
        return INSERTED
    if shape.is_credit(text):
        return SHORT_LINE
    if shape.is_symbols(text):
        return HEADLINE
    if part.kind is BlockKind.STANDFIRST or shape.is_sentence(text):
        return float(min(count, MOST_WORDS))
    if shape.is_running(text):  # cut off in the middle, or a line of verse
        return min(count, MOST_WORDS) / 2
    return HEADLINE if count > 3 and part.kind is not BlockKind.BULLET else SHORT_LINE


def _heaviest(weights: Sequence[float]) -> tuple[int, int]:
    """The run with the greatest sum, the earliest and shortest of equals (Kadane's algorithm)."""
    best, best_run, total, start = 0.0, (0, 0), 0.0, 0
    for index, weight in enumerate(weights):
        if total <= 0:
            total, start = 0.0, index
        total += weight
        if total > best:
            best, best_run = total, (start, index + 1)
    return best_run


def _announced(parts: Sequence[Part]) -> set[int]:
    """The short lines and bullets that follow a sentence ending in a colon, up to the next running text."""
    found, open_list = set(), False
    for index, part in enumerate(parts):
        if shape.is_announcement(part.text):
            open_list = True
        elif shape.is_label(part.text) or shape.is_prompt(part.text) or shape.is_symbols(part.text):
            open_list = False
        elif open_list and (part.kind is BlockKind.BULLET or shape.count_words(part.text) <= 12):
            found.add(index)
        else:
            open_list = False
    return found


def _link_lists(parts: Sequence[Part], inside: Sequence[int], announced: set[int]) -> set[int]:
    found: set[int] = set()
    run: list[int] = []
    for index in [*inside, -1]:
        if index >= 0 and index not in announced and _is_headline(parts[index]):
            run.append(index)
            continue
        if len(run) >= LIST_OF_LINKS:
            found.update(run)
        run = []
    return found


def _is_headline(part: Part) -> bool:
    return part.kind is BlockKind.PARAGRAPH and _weigh(part) == HEADLINE


def _is_furniture(part: Part) -> bool:
    text = part.text
    return shape.is_label(text) or shape.is_prompt(text) or shape.is_symbols(text) or shape.is_credit(text)


def _kind(parts: Sequence[Part], index: int, announced: set[int]) -> BlockKind:
    """A line alone between paragraphs is a heading; several in a row are verse, names or figures."""
    part = parts[index]
    if part.kind is not BlockKind.PARAGRAPH:
        return part.kind
    if shape.is_caption(part.text):
        return BlockKind.CAPTION
    if index in announced:
        return BlockKind.BULLET
    alone = not any(_is_line(other) for other in [*parts[max(0, index - 1) : index], *parts[index + 1 : index + 2]])
    return BlockKind.HEADING if alone and _is_line(part) else BlockKind.PARAGRAPH


def _is_line(part: Part) -> bool:
    short = shape.count_words(part.text) <= HEADING_WORDS and not shape.ends_sentence(part.text)
    return part.kind is BlockKind.PARAGRAPH and (short or _is_headline(part))


def uncredited(text: str) -> str:
    """The text without the picture credit that feeds leave before its first word."""
    return LEADING_CREDIT.sub("", text, count=1) or text


def _headings(parts: Sequence[Part]) -> tuple[Part, ...]:
    """The parts without headings that head nothing: the box under them went."""
    kept: list[Part] = []
    for part in reversed(parts):
        if part.kind is not BlockKind.HEADING or (kept and kept[-1].kind is not BlockKind.TITLE):
            kept.append(part)
    return tuple(reversed(kept))
