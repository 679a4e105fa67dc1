"""What is reported without marks: the words that report it, its content, whose word it is."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Quotation, QuotationMode
from tests.conftest import Reading

Read = Callable[..., Reading]


def only(read: Reading) -> Quotation:
    [quotation] = read.quotations
    assert quotation.mode is QuotationMode.INDIRECT
    return quotation


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("Ada Marsh estimated that the drones would cost more.", "Ada Marsh", "the drones would cost more"),
        ("Ada Marsh indicated that the drones were late.", "Ada Marsh", "the drones were late"),
        ("Brindle Systems claims to have built a silent drone.", "Brindle Systems", "have built a silent drone"),
        ("Brindle Systems promised to refund all buyers.", "Brindle Systems", "refund all buyers"),
        ("Brindle Systems urged the council to buy its drones.", "Brindle Systems", "buy its drones"),
        ("The council called on Brindle Systems to stop.", "The council", "stop"),
        ("Brindle Systems told its customers to wait until May.", "Brindle Systems", "wait until May"),
        ("Ada Marsh believes that the drones are safe.", "Ada Marsh", "the drones are safe"),
        ("Norland said that the drones were stopped.", "Norland", "the drones were stopped"),
        (
            "Brindle Systems announced the sale of its silent drones.",
            "Brindle Systems",
            "the sale of its silent drones",
        ),
        ("Ada Marsh rejected Brindle's claim that the drones were safe.", "Brindle", "the drones were safe"),
        ("A survey found that most drones are loud.", "A survey", "most drones are loud"),
        ("According to the report, the drones are loud.", "the report", "the drones are loud"),
        ("The drones are loud, the report said.", "the report", "The drones are loud"),
        ("The judges found that the drones were loud.", "The judges", "the drones were loud"),
        ("The city announced that the drones were late.", "The city", "the drones were late"),
    ],
)
def test_somebody_reports(text: str, speaker: str, content: str, reading: Read) -> None:
    quotation = only(read := reading(text))
    assert read.text(quotation.content) == content
    assert quotation.speaker is not None
    assert read.name(quotation.speaker.span) == speaker


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("It is expected that the drones will sell.", "the drones will sell"),
        ("The drones are said to be silent.", "be silent"),
        ("Residents were told to stay at home.", "stay at home"),
    ],
)
def test_nobody_is_named(text: str, content: str, reading: Read) -> None:
    quotation = only(read := reading(text))
    assert read.text(quotation.content) == content
    assert quotation.speaker is None
    assert not read.of("Statement")


@pytest.mark.parametrize(
    "text",
    [
        "Ada Marsh did not say that the drones were late.",
        "Ada Marsh asked to leave.",
        "Ada Marsh called the office to complain.",
        "Brindle Systems announced the deal.",
        "Ada Marsh was not told to leave.",
        "Ada Marsh would urge the council to buy drones.",
        "The claim that drones are safe is old.",
    ],
)
def test_nothing_is_reported(text: str, reading: Read) -> None:
    assert not reading(text).quotations


@pytest.mark.parametrize(
    "text",
    ["Ada Marsh believes that the drones are safe.", "A survey found that most drones are loud."],
)
def test_a_thought_and_a_document_are_no_statement(text: str, reading: Read) -> None:
    assert not reading(text).of("Statement")


def test_what_a_document_tells_stays_with_the_article(reading: Read) -> None:
    read = reading("The audit found that Brindle Systems sold drones to the police.")
    [sale] = read.of("Sale")
    assert sale.attribution == ()


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The campaign said that it would go on.", "The campaign"),
        ("Its head of transport, Ana Roth, said that the drones were late.", "Ana Roth"),
        ("The municipality said that it would go on.", "The municipality"),
        ("The newsletter Hall Pass reported that the drones were late.", "Hall Pass"),
        (
            "The head of one of the biggest sellers told lawmakers that it had stopped.",
            "The head of one of the biggest sellers",
        ),
        ("Brindle Systems rejected the claim.", "Brindle Systems"),
        ("Analysts blamed the slide on fears of a recession.", "Analysts"),
    ],
)
def test_bodies_and_posts_speak(text: str, speaker: str, reading: Read) -> None:
    read = reading(text)
    assert [read.roles(claim)["speaker"] for claim in read.of("Statement")] == [speaker]


@pytest.mark.parametrize(
    "text", ["A jury found Ana Roth guilty.", "The team found that the door was blue and Ana Roth found the key."]
)
def test_what_is_found_is_said_by_whose_office_it_is(text: str, reading: Read) -> None:
    assert not any("Ana Roth" in reading(text).roles(claim).values() for claim in reading(text).of("Statement"))
