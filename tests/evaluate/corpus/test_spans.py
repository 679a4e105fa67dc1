"""Spans that mean the same."""

from __future__ import annotations

import pytest

from kg.evaluate.corpus.spans import Words
from kg.model import Span

TEXT = (
    "the Bank of Oslo, which President Ana Roth leads, cut Vell's fees by $3 million after the ministry for the north "
    "asked it to do so at once; well-known shops rose. Chief of Vell Dahl met the Vell chief; banks worldwide and "
    "shops across the land closed"
)
WORDS = Words(TEXT)


def span(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


@pytest.mark.parametrize(
    ("phrase", "head"),
    [
        ("the Bank of Oslo", "Bank"),
        ("the Bank of Oslo, which President Ana Roth leads", "Bank"),
        ("President Ana Roth", "Roth"),
        ("Vell's", "Vell"),
        ("Vell's fees by $3 million", "fees"),
        ("$3 million", "million"),
        ("the ministry for the north", "ministry"),
        ("well-known shops", "shops"),
        ("banks worldwide", "banks"),
        ("shops across the land", "shops"),
    ],
)
def test_the_head_of_a_noun_phrase(phrase: str, head: str) -> None:
    place = WORDS.head(span(phrase))
    assert place is not None
    assert TEXT[place.start : place.end] == head


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("the Bank of Oslo", "Bank", True),
        ("the Bank of Oslo", "Oslo", False),
        ("President Ana Roth", "Ana Roth", True),
        ("President Ana Roth", "President", False),
        ("Vell's fees", "Vell", False),
        ("Vell's fees", "fees", True),
        ("to do so at once", "do so at once", True),
        ("asked it to do so at once", "at once", False),
        ("Ana Roth", "Vell", False),
        ("Chief of Vell Dahl", "Dahl", True),
        ("the ministry for the north", "north", False),
        ("the ministry for the north", "the north", False),
        ("Vell's fees by $3 million", "$3 million", False),
        ("the Vell chief", "Vell", False),
        ("banks worldwide", "banks", True),
        ("shops across the land", "the land", False),
    ],
)
def test_the_same_by_head_or_by_half_of_the_words(one: str, other: str, same: bool) -> None:
    assert WORDS.same(span(one), span(other)) is same
    assert WORDS.same(span(other), span(one)) is same


def test_what_has_no_word_is_nothing() -> None:
    assert WORDS.head(span(", ")) is None
    assert not WORDS.same(span(", "), span(", which"))
    assert WORDS.shared(span(", "), span(", ")) == 0.0
