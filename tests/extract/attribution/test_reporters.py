"""Whose reporting a page is, told by the marks that only its own reporters leave."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.conftest import Reading

Read = Callable[..., Reading]


@pytest.mark.parametrize(
    "text",
    [
        "When asked by Reuters, Brindle Systems declined to comment. Ada Marsh told Reuters that she was glad.",
        "Emails seen by Reuters show a sale. Ada Marsh told Reuters that she was glad.",
        "Brindle Systems did not respond to a request for comment from Reuters. Ada Marsh told Reuters it was late.",
        "Reuters previously reported the sale. Ada Marsh told Reuters that she was glad.",
    ],
)
def test_two_kinds_of_marks_make_a_reporter(text: str, reading: Read) -> None:
    read = reading(text)
    assert [read.name(span) for span in read.reporters] == ["Reuters"]


@pytest.mark.parametrize(
    "text",
    [
        "Ada Marsh told Reuters that she was glad.",
        "Ada Marsh told Reuters that she was glad. Tom Ferris told Reuters that he was not.",
        "Emails seen by Reuters show a sale. Ada Marsh told the Guardian that she was glad.",
        "“I told Reuters that I was glad when I was asked by Reuters,” Ada Marsh said.",
        "Reuters sued the Coast Guard.",
    ],
)
def test_one_kind_of_mark_does_not(text: str, reading: Read) -> None:
    assert not reading(text).reporters
