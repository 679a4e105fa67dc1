"""Quoted words whose speaker stands in another sentence, or behind a dash."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.conftest import Reading

BEFORE = "Talks go on in Calder.\n"
WORDS = "“We do not know what caused the fire.”"


def speaker(read: Reading) -> str | None:
    [quotation] = read.quotations
    return read.name(quotation.speaker.span) if quotation.speaker is not None else None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (f"Following the fire, the Port Secretary Lena Marsh said:\n{WORDS}", "Lena Marsh"),
        (f"Brindle Systems chief Jo Rao spoke about the fire: {WORDS}", "Jo Rao"),
        (f"Jo Rao, who runs Brindle Systems, was blunt: {WORDS}", "Jo Rao"),
        (f"Gen. Paul Reyes released the following statement today:\n{WORDS}", "Paul Reyes"),
        (f"Senator Pia Cole released a statement about the fire. {WORDS}", "Pia Cole"),
        (f"Jo Rao made an apology on Monday. {WORDS}", "Jo Rao"),
        (f"{WORDS} — Jo Rao, Brindle Systems", "Jo Rao"),
        (f"{WORDS}\n– Jo Rao", "Jo Rao"),
    ],
)
def test_the_sentence_beside_introduces_the_words(text: str, name: str, reading: Callable[..., Reading]) -> None:
    assert speaker(reading(BEFORE + text)) == name


@pytest.mark.parametrize(
    "text",
    [
        f"Police found a note in the flat: {WORDS}",
        f"Jo Rao released a film about the fire. {WORDS}",
        f"Jo Rao left at noon. {WORDS}",
        f"{WORDS} — the fire brought out hundreds of people who stood in the street.",
    ],
)
def test_other_sentences_introduce_nothing(text: str, reading: Callable[..., Reading]) -> None:
    assert speaker(reading(BEFORE + text)) is None


def test_a_title_behind_a_colon_is_nobody_s_words(reading: Callable[..., Reading]) -> None:
    assert reading(f"{BEFORE}Jo Rao was blunt: “Fire”").quotations == ()


def test_a_sentence_that_ended_makes_nobody_speak(reading: Callable[..., Reading]) -> None:
    read = reading(
        "The owner begged Al Moe to stay, but he replied “I cannot do that”. The tenants are accused of theft."
    )
    assert "The tenants" not in [q.speaker.text for q in read.quotations if q.speaker is not None]


@pytest.mark.parametrize("text", ["The Home Secretary said:\nI welcome the report.\nWe call on both to stop."])
def test_a_post_may_open_a_statement(text: str, reading: Callable[..., Reading]) -> None:
    read = reading(BEFORE + text)
    spoken = [q for q in read.quotations if q.speaker is not None and "Home Secretary" in q.speaker.text]
    assert [read.text(q.content) for q in spoken] == ["I welcome the report.\nWe call on both to stop."]


def test_a_holder_goes_by_the_name_beside_the_description(reading: Callable[..., Reading]) -> None:
    [one] = reading("The head of the council, Nuno Gal, has called the plan “dangerous for everybody”.").quotations
    assert one.speaker is not None
    assert one.speaker.text == "Nuno Gal"
