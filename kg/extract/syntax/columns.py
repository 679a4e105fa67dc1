"""A parsed document as plain lists, one value a token: what the mention finders walk over, fast."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from kg.extract.lexicon import classes
from kg.model import Article, BlockKind, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

# Entity labels of the pipeline that never name one of our entities.
OTHER_LABELS = frozenset(
    {
        "DATE",
        "TIME",
        "CARDINAL",
        "ORDINAL",
        "MONEY",
        "PERCENT",
        "QUANTITY",
        "LANGUAGE",
        "NORP",
    }
)
ATTRIBUTES: list[int | str] = ["IDX", "LENGTH", "HEAD", "SENT_START", "POS", "TAG", "DEP", "LEMMA", "ENT_TYPE"]
KEY_BITS = (1 << 64) - 1  # spaCy's string keys are unsigned
CONTRACTED = classes.words("auxiliaries", "contracted")
FEASTS = classes.words("calendar", "feasts")
TIMING = classes.words("prepositions", "before_feasts")
# A run in which this share of the longer words is capitalised is set in title case (names alone seldom reach it).
TITLE_CASE_SHARE = 0.6
TITLE_CASE_WORDS = 4
SMALL_CAPITALISED = classes.words("naming", "headline_capitals")


@dataclass(frozen=True, slots=True)
class Tokens:
    """Parallel lists over the tokens of a document.

    ``start`` and ``end`` are offsets into ``article.text``; ``text`` is what stands there; ``line`` numbers the lines,
    which no name or phrase crosses; ``headline`` marks tokens of lines in title case; ``quote`` is the number of the
    direct quotation a token stands in (an index into ``quotes``), or -1; ``capitals`` is what ``capital`` answers.
    """

    article: Article
    vocab: Vocab
    text: list[str]
    lower: list[str]
    pos: list[str]
    tag: list[str]
    dep: list[str]
    lemma: list[str]
    head: list[int]
    label: list[str]
    start: list[int]
    end: list[int]
    line: list[int]
    sentence: list[int]
    headline: list[bool]
    children: list[list[int]]
    quotes: list[Span]
    quote: list[int]
    capitals: list[bool]

    def __len__(self) -> int:
        return len(self.text)

    def span(self, first: int, last: int) -> Span:
        """The offsets of tokens ``first`` to ``last``, the last included."""
        return Span(self.start[first], self.end[last])

    def slice(self, first: int, last: int) -> str:
        """The text of tokens ``first`` to ``last``, the last included."""
        return self.article.text[self.start[first] : self.end[last]]

    def capital(self, i: int) -> bool:
        """Whether the token could be part of a name by its letters: "Acme", "iPhone", "3M"."""
        return self.capitals[i]


def read(doc: Doc, article: Article) -> Tokens:
    """The tokens of ``doc``, whose offsets are those of ``article.text``."""
    source = article.text
    # One array for all: a spaCy token is made anew at each step of each loop over a doc.
    table = doc.to_array(ATTRIBUTES).astype("int64").tolist()
    names = doc.vocab.strings
    start = [row[0] for row in table]
    end = [row[0] + row[1] for row in table]
    text = [source[a:b] for a, b in zip(start, end, strict=True)]
    lower = [word.lower() for word in text]
    string = {key: names[key & KEY_BITS] for key in {key for row in table for key in row[4:9]}}
    pos, tag, dep, label = ([string[row[column]] for row in table] for column in (4, 5, 6, 8))
    lemma = [
        "be" if word in CONTRACTED and kind in ("AUX", "VERB") else string[row[7]].lower()
        for row, word, kind in zip(table, lower, pos, strict=True)
    ]
    head = [i + row[2] for i, row in enumerate(table)]
    children: list[list[int]] = [[] for _ in table]
    for i, parent in enumerate(head):
        if parent != i:
            children[parent].append(i)
    line = _lines(text)
    quotes = list(quotations(source, article))
    return Tokens(
        article=article,
        vocab=doc.vocab,
        text=text,
        lower=lower,
        pos=pos,
        tag=tag,
        dep=dep,
        lemma=lemma,
        head=head,
        label=[*_dated(text, label)],
        start=start,
        end=end,
        line=line,
        sentence=[number - 1 for number in accumulate(row[3] == 1 for row in table)],
        headline=_headlines(text, line, article, start),
        children=children,
        quotes=quotes,
        quote=_positions(start, quotes),
        capitals=[word[0].isupper() or word.lower() != word for word in text],
    )


def quotations(text: str, article: Article) -> Iterator[Span]:
    """Direct quotations by their marks, outermost, marks included; one left open runs to the end of its paragraph.

    Curly and straight double marks; two single ones ("``", "''"), as in texts that went through TeX or a tokenizer;
    single ones where a ‘ opens and its ’ is followed by no letter.
    """
    bounds = [(block.span.start, block.span.end) for block in article.blocks] or [(0, len(text))]
    for begin, finish in bounds:
        opened = -1
        closing = ""
        for offset in range(begin, finish):
            char = text[offset]
            if opened < 0:
                if char in '“"‘' or (char == "”" and text[offset + 1 : offset + 2].isspace()):
                    opened, closing = offset, {"‘": "’"}.get(char, '”"')
                elif text.startswith("``", offset):
                    opened, closing = offset, "''"
            elif closing == "''":
                if text.startswith("''", offset) and offset + 2 <= finish:
                    yield Span(opened, offset + 2)
                    opened = -1
            elif char in closing and not (char == "’" and text[offset + 1 : offset + 2].isalpha()):
                yield Span(opened, offset + 1)
                opened = -1
            elif char == "\n" and closing == "’":
                opened = -1
        if opened >= 0 and closing != "’":
            yield Span(opened, finish)


def _dated(text: list[str], label: list[str]) -> Iterator[str]:
    """The entity labels, feasts that tell when taken for dates: "since Easter"."""
    for i, (word, told) in enumerate(zip(text, label, strict=True)):
        yield "DATE" if word in FEASTS and i and text[i - 1].lower() in TIMING else told


def _lines(text: list[str]) -> list[int]:
    lines, number = [], 0
    for word in text:
        lines.append(number)
        if "\n" in word:
            number += 1
    return lines


def _headlines(text: list[str], line: list[int], article: Article, start: list[int]) -> list[bool]:
    capital: dict[int, int] = {}
    words: dict[int, int] = {}
    for word, number in zip(text, line, strict=True):
        if len(word) > 3 and word.isalpha():
            words[number] = words.get(number, 0) + 1
            capital[number] = capital.get(number, 0) + word[0].isupper()
    titled = {n for n, count in words.items() if count >= TITLE_CASE_WORDS and capital[n] >= TITLE_CASE_SHARE * count}
    headings = [b.span for b in article.blocks if b.kind in (BlockKind.TITLE, BlockKind.HEADING)]
    if not titled:
        return [False] * len(text)
    # Title case counts in titles and headings, and in lines of an article read raw, whose blocks tell little.
    inside = _positions(start, headings)
    # A line outside them that is long, or is a sentence whose small words have no capitals, is text full of names.
    last = {number: word for word, number in zip(text, line, strict=True) if not word.isspace()}
    small = {number for word, number in zip(text, line, strict=True) if word in SMALL_CAPITALISED}
    stopped = {number for number, word in last.items() if word in (".", '."', ".”")} - small
    body = {
        number
        for number, where in zip(line, inside, strict=True)
        if where < 0 and (words.get(number, 0) > 25 or number in stopped)
    }
    return [number in titled and number not in body for number in line]


def _positions(starts: list[int], spans: list[Span]) -> list[int]:
    """For each offset the index of the span around it, or -1; both sorted."""
    found, index = [], 0
    for start in starts:
        while index < len(spans) and spans[index].end <= start:
            index += 1
        found.append(index if index < len(spans) and spans[index].start <= start else -1)
    return found
