"""Kinds of nouns by their neighbours in meaning, and the roles that a noun without a mention may fill."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from kg.extract.lexicon.noun_classes import kind
from tests.conftest import Reading

if TYPE_CHECKING:
    from spacy.language import Language


@pytest.mark.parametrize(
    ("noun", "wanted"),
    [
        ("torpedo", "thing"),
        ("cannon", "thing"),
        ("kayak", "thing"),
        ("distillery", "site"),
        ("battalion", "body"),
        ("cyclist", "person"),
        ("truce", "event"),
        ("fortnight", "amount"),
        ("meadow", "place"),
        ("xqzvw", None),
    ],
)
def test_a_noun_is_of_the_kind_of_its_neighbours(nlp: Language, noun: str, wanted: str | None) -> None:
    assert kind(nlp.vocab, noun) == wanted


@pytest.mark.parametrize(
    ("text", "frame", "role", "words"),
    [
        ("Corvane Systems sold forty riot shields to the coastguard.", "Sale", "product", "forty riot shields"),
        ("Dresham police used no tear gas on the crowd.", "Use", "product", "tear gas"),
        ("Dresham Rail tested driverless trams last winter.", "Test", "product", "driverless trams"),
        ("The palace would not say who paid for the flight.", "NoComment", "agent", "The palace"),
    ],
)
def test_a_role_is_filled_in_words(
    reading: Callable[..., Reading], text: str, frame: str, role: str, words: str
) -> None:
    read = reading(text)
    assert {read.roles(claim).get(role) for claim in read.of(frame)} == {words}


@pytest.mark.parametrize(
    ("text", "frame"),
    [
        ("The firm used the opportunity to apologise.", "Use"),
        ("Dresham police used force against the crowd.", "Use"),
        ("The rebels launched an attack on the village.", "Launch"),
        ("The ministry tested the patience of its partners.", "Test"),
        ("Corvane Systems bought time.", "Sale"),
    ],
)
def test_no_role_is_filled_by_a_doing_or_an_idea(reading: Callable[..., Reading], text: str, frame: str) -> None:
    assert not reading(text).of(frame)


@pytest.mark.parametrize(
    ("text", "frame", "role", "words"),
    [
        ("Some Corvane workers sued the council.", "Lawsuit", "plaintiff", "Some Corvane workers"),
        ("Corvane Systems unveiled a new Zephyr feature.", "Launch", "product", "a new Zephyr feature"),
        ("Most of the cameras were bought by Dresham police.", "Sale", "product", "the cameras"),
        ("None of the cameras were bought by Dresham police.", "Sale", "product", "the cameras"),
    ],
)
def test_the_head_of_a_phrase_fills_the_role(
    reading: Callable[..., Reading], text: str, frame: str, role: str, words: str
) -> None:
    read = reading(text)
    assert {read.roles(claim).get(role) for claim in read.of(frame)} == {words}
