"""Sentences around a run of text."""

from __future__ import annotations

import pytest

from kg.evidence.sentences import around

TEXT = "Norva in the U.S. sold it\n\n“We sold it.” Harbor said so. In 2025 “Kestrel” flew.  \nNo more"


@pytest.mark.parametrize(
    ("run", "sentence"),
    [
        ("Norva", "Norva in the U.S. sold it"),
        ("sold it.”", "“We sold it.”"),
        ("Harbor", "Harbor said so."),
        ("Kestrel", "In 2025 “Kestrel” flew."),
        ("said so. In", "Harbor said so. In 2025 “Kestrel” flew."),
        ("more", "No more"),
    ],
)
def test_the_sentence_is_the_one_that_holds_the_run(run: str, sentence: str) -> None:
    start = TEXT.index(run)
    first, last = around(TEXT, start, start + len(run))
    assert TEXT[first:last] == sentence
