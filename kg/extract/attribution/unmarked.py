"""Speech without quotation marks: the answers of an interview, and a statement that follows "Ada Marsh said:".

That it is somebody's word is told by how the page is set: questions in paragraphs of their own, a colon.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from kg.extract.lexicon.classes import alternatives
from kg.extract.parsed_article import PARTIES
from kg.model import ORGANIZATION_TYPES, Article, BlockKind, EntityType, Mention, MentionKind, Span

INTERVIEW = re.compile(r"\binterview(?:s|ed|ing|ee)?\b|\bQ ?& ?A\b|\bin conversation\b", re.IGNORECASE)
# So many questions make an interview of a text that calls itself one near its beginning, so many of any other text.
CALLED, UNCALLED = 2, 4
# An article that asks rarely is no interview: of its blocks after the first question so many are questions.
SHARE = 0.15
FEWEST_WORDS = 3
# A block that ends otherwise and is short is a heading or the words under a picture.
ENDED = re.compile(r"[.!?…—-][\"”’')\]]*$|:$")
HEADING_WORDS = 8
# Opens a statement that goes on without marks, in its own paragraph or the next ones.
SAID = re.compile(rf"\b(?:{alternatives('saying', 'before_colons')})(?= ?:)", re.IGNORECASE)
MARKS = "\"“‘'`"


@dataclass(frozen=True, slots=True)
class Speech:
    """What somebody says without marks: its paragraphs, who says it where that is plain, the verb if there is one."""

    parts: tuple[Span, ...]
    speaker: Mention | None
    cue: Span | None = None

    @property
    def content(self) -> Span:
        """From the beginning of the first paragraph to the end of the last."""
        return Span(self.parts[0].start, self.parts[-1].end)


def find(article: Article, mentions: Sequence[Mention]) -> tuple[Speech, ...]:
    """The answers of an interview, else the statements behind a colon, in order."""
    told = answers(article)
    if told:
        speaker = interviewee(article, mentions)
        return tuple(Speech(parts, speaker) for parts in told)
    return tuple(_statements(article, mentions))


def _statements(article: Article, mentions: Sequence[Mention]) -> Iterator[Speech]:
    """What stands behind "said:" without marks, to the end of the article: there is no sign where else it would end."""
    blocks = [block.span for block in article.blocks if block.kind in (BlockKind.PARAGRAPH, BlockKind.BULLET)]
    for number, span in enumerate(blocks):
        said = SAID.search(article.text, span.start, span.end)
        if said is None:
            continue
        start = article.text.index(":", said.end()) + 1
        rest = Span(
            start + len(article.text[start : span.end]) - len(article.text[start : span.end].lstrip()), span.end
        )
        parts = (*((rest,) if rest.start < rest.end else ()), *blocks[number + 1 :])
        speaker = _before_colon(article, mentions, span.start, said.start())
        if not parts or speaker is None or any(article.text[part.start] in MARKS for part in parts):
            continue
        yield Speech(parts, speaker, Span(*said.span()))
        return


def _before_colon(article: Article, mentions: Sequence[Mention], start: int, said: int) -> Mention | None:
    """Who says it: the last name before "said", else the post right before it ("The Foreign Secretary said:")."""
    there = [m for m in mentions if start <= m.span.start and m.span.end <= said and m.type in PARTIES]
    names = [mention for mention in there if mention.kind is MentionKind.NAME]
    beside = [m for m in there if m.kind is MentionKind.NOMINAL and not article.text[m.span.end : said].strip()]
    return next(iter([*names[-1:], *beside]), None)


def answers(article: Article) -> tuple[tuple[Span, ...], ...]:
    """The answers of an interview in order, each as the spans of its paragraphs; empty where a text is none."""
    spans = [block.span for block in article.blocks if block.kind in (BlockKind.PARAGRAPH, BlockKind.BULLET)]
    texts = [article.text[span.start : span.end] for span in spans]
    asks = [_is_question(text) for text in texts]
    if True not in asks:
        return ()
    first = asks.index(True)
    called = INTERVIEW.search(article.text, 0, spans[first].start) is not None
    if sum(asks) < max(CALLED if called else UNCALLED, SHARE * len(asks[first:])):
        return ()
    blocks = zip(asks[first:], spans[first:], texts[first:], strict=True)
    runs = (
        tuple(span for _, span, text in run if not asking and not _is_heading(text))
        for asking, run in groupby(blocks, key=lambda block: block[0])
    )
    return tuple(run for run in runs if run)


def interviewee(article: Article, mentions: Iterable[Mention]) -> Mention | None:
    """The name of who is interviewed: of the people named before the first question the one named most, and first.

    Where there is nobody, the body that the headline names besides the publisher; None where there is none either.
    """
    blocks = [block.span for block in article.blocks]
    ask = next((span.start for span in blocks if _is_question(article.text[span.start : span.end])), 0)
    names = [mention for mention in mentions if mention.kind is MentionKind.NAME and mention.span.start < ask]
    people = [mention for mention in names if mention.type is EntityType.PERSON]
    if people:
        times = Counter(mention.text.split()[-1] for mention in people)
        return max(people, key=lambda mention: (times[mention.text.split()[-1]], -mention.span.start))
    headline = blocks[0].end if blocks else 0
    bodies = (m for m in names if m.type in ORGANIZATION_TYPES and m.span.end <= headline)
    return next((m for m in bodies if m.text != article.publisher), None)


def _is_question(text: str) -> bool:
    return text.rstrip().endswith("?") and text[:1] not in MARKS and len(text.split()) >= FEWEST_WORDS


def _is_heading(text: str) -> bool:
    return not ENDED.search(text.rstrip()) and len(text.split()) <= HEADING_WORDS
