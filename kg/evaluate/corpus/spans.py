"""When two spans of a text mean the same: each holds the other's head, or one is the other with a title.

A third way is for clauses, which have no head that a rule finds: half of their words are the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from kg.model import Span

WORD = re.compile(r"\w+(?:[.,'’-]\w+)*")
# What ends the part of a noun phrase that its head is the last word of: the rule of Collins (1999), without a parse.
_BEHIND = frozenset(
    "of in on at for from to by with about over against under into between among during after before since who whom "
    "which that where whose when and or as than near per via i you he she it we they "
    "around across throughout within among along behind toward towards against worldwide nationwide abroad".split()
)
_ARTICLES = frozenset({"the", "a", "an"})
_POSSESSIVE = re.compile(r"['’]s?$")
ALIKE = 0.5  # of the words of two clauses (Dice): they have no head that a rule finds, and are the same by half
CLAUSE = 3  # words: what has fewer is a noun phrase, and is the same by its head or not at all


class Words:
    """The words of a text, and what two spans of it have in common."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._head = lru_cache(maxsize=None)(self._found_head)

    def words(self, span: Span) -> list[Span]:
        """The words in a span, without a possessive ending."""
        found = []
        for match in WORD.finditer(self.text, span.start, span.end):
            bare = _POSSESSIVE.sub("", match[0])
            if bare:
                found.append(Span(match.start(), match.start() + len(bare)))
        return found

    def head(self, span: Span) -> Span | None:
        """The word that a noun phrase is about: the last before a preposition, a relative clause or a mark."""
        return self._head(span)

    def same(self, one: Span, other: Span) -> bool:
        """Whether two spans mean the same."""
        if not one.overlaps(other):
            return False
        heads = self.head(one), self.head(other)
        if heads[0] and heads[1] and heads[0].overlaps(other) and heads[1].overlaps(one):
            return True
        if self._titled(one, other) or self._titled(other, one):
            return True
        long = all(len(self.words(span)) >= CLAUSE for span in (one, other))
        return long and self.shared(one, other) >= ALIKE

    def shared(self, one: Span, other: Span) -> float:
        """The Dice coefficient of the words of two spans: 1.0 where they have the same ones."""
        mine, theirs = ({word.start for word in self.words(span)} for span in (one, other))
        return 2 * len(mine & theirs) / (len(mine) + len(theirs)) if mine or theirs else 0.0

    def _titled(self, longer: Span, shorter: Span) -> bool:
        """Whether the longer span is the shorter with a title before it ("President of Vell Ana Roth")."""
        words, name = self.words(longer), self.words(shorter)
        if not name or not self.text[name[0].start].isupper() or not longer.start < name[0].start:
            return False
        before = [word for word in words if word.start < name[0].start]
        while before and self.text[before[-1].start : before[-1].end].lower() in _ARTICLES:
            before.pop()
        if words[-1] != name[-1] or not before:
            return words[-1] == name[-1]
        last = before[-1]
        between = self.text[last.end : name[0].start]
        return between.isspace() and self.text[last.start : last.end].lower() not in _BEHIND

    def _found_head(self, span: Span) -> Span | None:
        last: Span | None = None
        for word in self.words(span):
            between = self.text[last.end : word.start] if last else ""
            if last and (re.search(r"[,;:()–—\n]", between) or self.text[word.start : word.end].lower() in _BEHIND):
                break
            last = word
        return last


def within(span: Span, others: Iterable[Span]) -> bool:
    """Whether a span overlaps one of others."""
    return any(span.overlaps(other) for other in others)
