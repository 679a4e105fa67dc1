"""The sentences of a text, numbered from 1, and the places that an annotator's quotes mean in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

Span = tuple[int, int]

# What a full stop behind it ends no sentence.
ABBREVIATION = re.compile(
    r"[\"'“‘(]*(?:Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Sgt|Capt|Maj|Adm|Gov|Sen|Rep|Rev|Hon|St|Jr|Sr|Inc|Corp|Co|Ltd|Bros|vs|Jan|Feb|"
    r"Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|(?:[A-Za-z]\.)*[A-Z]|a\.m|p\.m|i\.e|e\.g)"
)
END = re.compile(r"[.!?][\"'”’)\]]*(?=\s+[\"'“‘(\[`]*[A-Z0-9])")
LAST_WORD = re.compile(r"(\S+)[.!?][\"'”’)\]]*$")
DATE = re.compile(
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?(?:\d{1,2} )?(?:January|February|March|April|May|June|July|"
    r"August|September|October|November|December) \d{1,2},? \d{4}\W*"
)
PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " ", "–": "-", "—": "-"})
PLACE = re.compile(r"(?:(\d+)?(?:#(\d+))?\|)?(.*)", re.DOTALL)
RANGE = re.compile(r"(\d+)\.\.(\d+)")
ELLIPSIS = re.compile(r"\s*(?:…|\.\.\.)\s*")
FARTHEST = 3000  # how far behind its beginning the end of an abridged quote is looked for, in code points


class QuoteError(ValueError):
    """A quote that is not in the text, or is in it more than once."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text with its sentences. ``sentences[0]`` is sentence 1."""

    text: str
    sentences: tuple[Span, ...]

    def sentence(self, number: int) -> Span:
        """The span of a sentence. Raises ``QuoteError`` where there is none of that number."""
        if not 1 <= number <= len(self.sentences):
            raise QuoteError(f"there is no sentence {number}: the last is {len(self.sentences)}")
        return self.sentences[number - 1]

    def number(self, offset: int) -> int:
        """The number of the sentence that an offset is in, or of the one before it."""
        return max(1, sum(start <= offset for start, _ in self.sentences))

    def locate(self, quote: str | int, sentence: int | None = None) -> Span:
        """The span that ``quote`` means: words, ``3|words``, ``3#2|words`` (their second time), 3 or ``3..5`` (whole).

        ``first words … last words`` runs from the one to the other, over sentences too. Raises ``QuoteError``.
        """
        if isinstance(quote, int):
            return self.sentence(quote)
        if whole := RANGE.fullmatch(quote.strip()):
            return self.sentence(int(whole[1]))[0], self.sentence(int(whole[2]))[1]
        place = PLACE.fullmatch(quote)
        assert place is not None
        number = int(place[1]) if place[1] else sentence
        if number is None:
            raise QuoteError(f"“{quote}” names no sentence: write 3|{quote}")
        words, nth = place[3].strip(), int(place[2]) if place[2] else None
        start, end = self.sentence(number)
        found = _all(self.text, words, start, end)
        if not found and len(parts := ELLIPSIS.split(words)) == 2 and all(parts):
            return self._abridged(number, parts, nth)
        return _one(found, words, number, nth)

    def _abridged(self, number: int, parts: Sequence[str], nth: int | None) -> Span:
        start, end = self.sentence(number)
        first = _one(_all(self.text, parts[0], start, end), parts[0], number, nth)
        last = _all(self.text, parts[1], first[1], min(len(self.text), first[1] + FARTHEST))
        if not last:
            raise QuoteError(f"“{parts[1]}” does not follow “{parts[0]}” of sentence {number}")
        return first[0], last[0][1]


def read(text: str) -> Text:
    """A text with its sentences: lines, split where a full stop, question or exclamation mark ends one."""
    return Text(text, tuple(span for line in _lines(text) for span in _split(text, line)))


def lead(text: Text, *, titled: bool) -> tuple[int, ...]:
    """The numbers of headline and first two sentences; lines that only give a date are passed over."""
    wanted = 3 if titled else 2
    told = [
        number
        for number, (start, end) in enumerate(text.sentences, 1)
        if not DATE.fullmatch(text.text[start:end]) and text.text[start:end].strip("#-= ")
    ]
    return tuple(told[:wanted])


def _lines(text: str) -> list[Span]:
    return [(match.start(), match.end()) for match in re.finditer(r"\S(?:[^\n]*\S)?", text)]


def _split(text: str, line: Span) -> list[Span]:
    spans, start = [], line[0]
    for match in END.finditer(text, *line):
        word = LAST_WORD.search(text, start, match.end())
        if word and ABBREVIATION.fullmatch(word[1]):
            continue
        spans.append((start, match.end()))
        start = match.end() + len(text[match.end() :]) - len(text[match.end() :].lstrip())
    if start < line[1]:
        spans.append((start, line[1]))
    return spans


def _all(text: str, words: str, start: int, end: int) -> list[Span]:
    folded = words.translate(PLAIN)
    pattern = r"\s+".join(map(re.escape, folded.split()))
    if folded[:1].isalnum():
        pattern = r"(?<!\w)" + pattern
    if folded[-1:].isalnum():
        pattern += r"(?!\w)"
    return [match.span() for match in re.compile(pattern).finditer(text.translate(PLAIN), start, end)] if words else []


def _one(found: Sequence[Span], words: str, number: int, nth: int | None) -> Span:
    if not found:
        raise QuoteError(f"“{words}” is not in sentence {number}")
    if nth is None and len(found) > 1:
        raise QuoteError(f"“{words}” is {len(found)} times in sentence {number}: write {number}#1|{words}")
    if nth is not None and not 1 <= nth <= len(found):
        raise QuoteError(f"“{words}” is only {len(found)} times in sentence {number}")
    return found[(nth or 1) - 1]
