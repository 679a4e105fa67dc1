"""Sums of money: which words are one, and where in a clause one stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.extract.syntax import money

if TYPE_CHECKING:
    from spacy.language import Language


@pytest.mark.parametrize(
    ("text", "word", "found"),
    [
        ("Harrow was fined £2m by the watchdog.", "fined", "£2m"),
        ("The watchdog fined Harrow $2.5 million for the leak.", "fined", "$2.5 million"),
        ("Brindle bought Harrow for 3 million crowns.", "bought", "3 million crowns"),
        ("Brindle bought Harrow in a deal worth £40 million.", "bought", "£40 million"),
        ("Brindle won a £40m contract.", "contract", "£40m"),
        ("Brindle bought Harrow in May.", "bought", None),
        ("Brindle bought three of the drones.", "bought", None),
        ("Brindle bought Harrow, which had lost £40 million.", "bought", None),
        ("Brindle bought Harrow in a town with $5 million houses.", "bought", None),
    ],
)
def test_the_sum_of_a_deal(nlp: Language, text: str, word: str, found: str | None) -> None:
    doc = nlp(text)
    token = next(token for token in doc if token.text == word)
    head = next(money.below(token), None)
    span = money.span(head) if head is not None else None
    assert (text[span.start : span.end] if span is not None else None) == found


@pytest.mark.parametrize("text", ["", "£", "m", "$ $ $ 5 5 5", "one two three dollars million m bn", "£" * 50])
def test_any_words_will_do(nlp: Language, text: str) -> None:
    for token in nlp(text):
        span = money.span(token)
        assert span is None or 0 <= span.start < span.end <= len(text)
        list(money.below(token))
