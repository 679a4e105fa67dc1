"""Grammatical functions as they are meant: who does what to whom, however the sentence was built."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from kg.extract import syntax

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Token

Find = Callable[[str, str], "Token"]


@pytest.fixture(scope="session")
def find(nlp: Language) -> Find:
    """A function from a sentence and a word of it to the parsed word."""

    def found(text: str, word: str) -> Token:
        return next(token for token in nlp(text) if token.text == word)

    return found


def texts(tokens: list[Token]) -> list[str]:
    return [token.text for token in tokens]


@pytest.mark.parametrize(
    ("text", "verb", "subjects", "objects"),
    [
        ("Harrow sold drones.", "sold", ["Harrow"], ["drones"]),
        ("The drones were sold by Harrow.", "sold", ["Harrow"], ["drones"]),
        ("The drones were sold in May.", "sold", [], ["drones"]),
        ("The drones sold by Harrow were recalled.", "sold", ["Harrow"], ["drones"]),
        ("The drones that Harrow sold were recalled.", "sold", ["Harrow"], ["drones"]),
        ("The drones Harrow sold were recalled.", "sold", ["Harrow"], ["drones"]),
        ("Harrow recalled the cameras it supplied the police.", "supplied", ["it"], ["cameras"]),
        ("The permit it granted Harrow was void.", "granted", ["it"], ["permit"]),
        ("Harrow, which sold the drones, was fined.", "sold", ["Harrow"], ["drones"]),
        ("Harrow, Oster and Lind sold drones.", "sold", ["Harrow", "Oster", "Lind"], ["drones"]),
        ("Nobody but Harrow sold drones.", "sold", ["Harrow"], ["drones"]),
        ("The ombudsman criticised not Harrow but Oster.", "criticised", ["ombudsman"], ["Harrow", "Oster"]),
        ("Harrow sold drones, cameras and radios.", "sold", ["Harrow"], ["drones", "cameras", "radios"]),
        ("Harrow designed and sold the drones.", "sold", ["Harrow"], ["drones"]),
        ("Harrow designed and sold the drones.", "designed", ["Harrow"], ["drones"]),
        ("Harrow wants to sell drones.", "sell", ["Harrow"], ["drones"]),
        ("Harrow promised the union to sell the drones.", "sell", ["Harrow"], ["drones"]),
        ("The union persuaded Harrow to sell the drones.", "sell", ["Harrow"], ["drones"]),
        ("The union called on Harrow to sell the drones.", "sell", ["Harrow"], ["drones"]),
        ("The union exhorted Harrow to sell the drones.", "sell", ["Harrow"], ["drones"]),
        ("The union accused Harrow of selling the drones.", "selling", ["Harrow"], ["drones"]),
        ("The union criticised Harrow for selling the drones.", "selling", ["Harrow"], ["drones"]),
        ("The ban left Harrow selling the drones.", "selling", ["Harrow"], ["drones"]),
        ("The police caught Harrow selling the drones.", "selling", ["Harrow"], ["drones"]),
        ("The union left Harrow, selling the drones.", "selling", ["union"], ["drones"]),
        ("The news sent shares in Harrow tumbling.", "tumbling", ["shares"], []),
        ("Roth left Harrow saying it was over.", "saying", ["Roth"], []),
        ("The union barred Harrow from selling the drones.", "selling", ["Harrow"], ["drones"]),
        ("Harrow was fined after selling the drones.", "selling", ["Harrow"], ["drones"]),
        ("Harrow is eager to sell the drones.", "sell", ["Harrow"], ["drones"]),
        ("Harrow made an attempt to sell the drones.", "sell", ["Harrow"], ["drones"]),
        ("Harrow lodged a bid to sell the drones.", "sell", ["Harrow"], ["drones"]),
        ("Harrow finalised an agreement to sell the drones.", "sell", ["Harrow"], ["drones"]),
        ("Harrow voiced a wish to sell the drones.", "sell", ["Harrow"], ["drones"]),
        ("Harrow attracted a bid to sell the drones.", "sell", [], ["drones"]),
    ],
)
def test_subjects_and_objects(text: str, verb: str, subjects: list[str], objects: list[str], find: Find) -> None:
    token = find(text, verb)
    assert texts(syntax.subjects(token)) == subjects
    assert texts(syntax.objects(token)) == objects


def test_the_newcomer_to_a_list_does_what_the_list_did(find: Find) -> None:
    verb = find("Harrow joined a list of firms that banned the drones.", "banned")
    assert texts(syntax.subjects(verb)) == ["Harrow"]


@pytest.mark.parametrize(
    ("text", "noun", "subjects"),
    [
        ("Harrow made a pitch to the union.", "pitch", ["Harrow"]),
        ("Harrow's pitch to the union failed.", "pitch", ["Harrow"]),
        ("A pitch by Harrow to the union failed.", "pitch", ["Harrow"]),
        # Whoever talks of a deed is not its doer.
        ("The union criticised the sale of drones.", "sale", []),
        ("The union opposed the sale of drones.", "sale", []),
        ("The union complained about the sale of drones.", "sale", []),
    ],
)
def test_whose_deed_a_noun_names(text: str, noun: str, subjects: list[str], find: Find) -> None:
    assert texts(syntax.subjects(find(text, noun))) == subjects


@pytest.mark.parametrize(
    ("text", "verb", "receivers"),
    [
        ("Harrow showed the union a drone.", "showed", ["union"]),
        ("The union was shown a drone.", "shown", ["union"]),
        ("The drones that Harrow showed the union were new.", "showed", ["union"]),
    ],
)
def test_receivers(text: str, verb: str, receivers: list[str], find: Find) -> None:
    assert texts(syntax.indirect_objects(find(text, verb))) == receivers


@pytest.mark.parametrize(
    ("text", "verb", "phrases"),
    [
        ("Harrow sold drones to the army and the navy.", "sold", {("to", "army"), ("to", "navy")}),
        ("Harrow sold software for drones to police.", "sold", {("for", "drones"), ("to", "police")}),
        ("Harrow sold drones to agencies, including the army.", "sold", {("to", "agencies"), ("to", "army")}),
        ("Harrow sold drones to agencies such as the army.", "sold", {("to", "agencies"), ("to", "army")}),
        ("Harrow did not sell drones to the army but to the navy.", "sell", {("to", "army"), ("to", "navy")}),
    ],
)
def test_prepositions(text: str, verb: str, phrases: set[tuple[str, str]], find: Find) -> None:
    found = {(name, item.text) for name, item, _ in syntax.prepositions(find(text, verb))}
    assert phrases <= found


def test_the_second_word_of_a_double_preposition_says_nothing(find: Find) -> None:
    verb = find("According to Lind, Harrow sold drones to the army.", "sold")
    assert {item.text for name, item, _ in syntax.prepositions(verb) if name == "to"} == {"army"}


def test_a_gap_is_not_a_list(find: Find) -> None:
    verb = find("Harrow sold drones to the army and cameras to the navy.", "sold")
    assert {item.text for name, item, _ in syntax.prepositions(verb) if name == "to"} == {"army"}


@pytest.mark.parametrize(
    ("text", "word", "clauses"),
    [
        ("Harrow tried to sell drones.", "tried", ["sell"]),
        ("Harrow said that it sold drones.", "said", ["sold"]),
        ("Harrow stopped selling drones.", "stopped", ["selling"]),
        ("Harrow is committed to selling drones.", "committed", ["selling"]),
        ("Harrow promised to build and sell drones.", "promised", ["build", "sell"]),
        ("Harrow made an attempt to sell drones.", "attempt", ["sell"]),
    ],
)
def test_complement_clauses(text: str, word: str, clauses: list[str], find: Find) -> None:
    assert texts(syntax.complement_clauses(find(text, word))) == clauses


@pytest.mark.parametrize(
    ("text", "verb", "passive"),
    [
        ("The drones were sold.", "sold", True),
        ("Emails obtained by the union were read.", "obtained", True),
        ("Harrow has sold the drones.", "sold", False),
        ("There is evidence that Harrow sold the drones.", "sold", False),
    ],
)
def test_voice(text: str, verb: str, passive: bool, find: Find) -> None:
    assert syntax.is_passive(find(text, verb)) is passive


def test_functions_end_on_any_sentence(nlp: Language) -> None:
    """Trees of broken text may be anything; every function still answers for every token."""
    for text in ("", "to to to by by", "sold sold sold by which that who", "Not not nor neither but", "“ ” ( - : ; …"):
        for token in nlp(text):
            syntax.subjects(token)
            syntax.objects(token)
            syntax.indirect_objects(token)
            list(syntax.prepositions(token))
            syntax.complement_clauses(token)
