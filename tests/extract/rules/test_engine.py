"""Every frame: a sentence that fires it, its passive, its negation, and one that must not (``tests/frames/*.toml``)."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg.frames import frames
from kg.model import Actuality, Certainty, MentionKind, Polarity
from tests.conftest import Reading

FOLDER = Path(__file__).parent.parent.parent / "frames"
KINDS = {"fires", "passive", "negated", "never"}
# A speech act or a state has no passive of its own, and a quotation no negation.
WITHOUT = {"Role": {"passive"}, "Statement": {"passive", "negated"}, "NoComment": {"passive"}}


def cases() -> list[Any]:
    return [
        pytest.param(file.stem, case, id=f"{file.stem}-{number}-{case['kind']}")
        for file in sorted(FOLDER.glob("*.toml"))
        for number, case in enumerate(tomllib.loads(file.read_text("utf-8"))["case"])
    ]


@pytest.mark.parametrize("frame", sorted(frames()))
def test_every_frame_has_cases_of_every_kind(frame: str) -> None:
    file = FOLDER / f"{frame}.toml"
    assert file.is_file(), f"{frame} has no sentences in tests/frames"
    kinds = {case["kind"] for case in tomllib.loads(file.read_text("utf-8"))["case"]}
    assert kinds | WITHOUT.get(frame, set()) >= KINDS


@pytest.mark.parametrize(("frame", "case"), cases())
def test_sentence(frame: str, case: dict[str, Any], reading: Callable[..., Reading]) -> None:
    read = reading(case["text"])
    asserted = [
        claim
        for claim in read.of(frame)
        if (claim.polarity, claim.certainty, claim.actuality)
        == (Polarity.AFFIRMED, Certainty.CERTAIN, Actuality.ACTUAL)
    ]
    if case["kind"] == "never":
        assert not asserted, [read.roles(claim) for claim in asserted]
        return
    wanted = Polarity.NEGATED if case["kind"] == "negated" else Polarity.AFFIRMED
    found = [claim for claim in read.of(frame) if claim.polarity is wanted]
    fitting = [claim for claim in found if case["roles"].items() <= read.roles(claim).items()]
    assert fitting, [(read.roles(claim), claim.polarity.value) for claim in read.of(frame)]
    if case["kind"] == "negated":
        assert not asserted
    if "direction" in case:
        assert fitting[0].direction is not None
        assert fitting[0].direction.value == case["direction"]


def test_bodies_of_several_and_parts_are_told_in_full(reading: Callable[..., Reading]) -> None:
    told = {
        "A coalition of 40 groups wrote to Tom Vell asking him to reject the bill.": "coalition of 40 groups",
        "Two of the drivers sued Brindle Systems.": "Two of the drivers",
    }
    for text, words in told.items():
        values = [filling.value for claim in reading(text).claims for filling in claim.roles]
        assert words in values, text


@pytest.mark.parametrize(
    ("text", "measure", "sure"),
    [
        ("Traffic to the Harrow website rose by 4 per cent.", "Traffic to the Harrow website", True),
        ("The price for the pump fell to $199.", "price for the pump", True),
        ("Shares in Harrow Optics fell by 3 per cent.", "Shares in Harrow Optics", True),
        ("Oil prices rose by 3 per cent.", "Oil prices", True),
        ("Sales fell by 3 per cent.", "Sales", False),
        ("The index dropped in value by 3 per cent.", "value", False),
        ("Prices fell in March.", "Prices", False),
    ],
)
def test_a_figure_of_which_nothing_tells_whose_it_is_is_doubted(
    text: str, measure: str, sure: bool, reading: Callable[..., Reading]
) -> None:
    (claim,) = (claim for claim in reading(text).claims if claim.frame in ("Increase", "Decrease"))
    assert [filling.value for filling in claim.roles if filling.role == "measure"] == [measure]
    assert (claim.confidence > 0.5) is sure


@pytest.mark.parametrize(
    ("text", "critic"),
    [
        ("The Members of the Harrow Parliament criticised the plan.", "Harrow Parliament"),
        ("Members of the Harrow Parliament criticised the plan.", "Harrow Parliament"),
        ("The Minister criticised the plan.", "The Minister"),
        ("Two Ministers criticised the plan.", "Two Ministers"),
    ],
)
def test_a_capital_letter_makes_no_name_of_what_people_are(
    text: str, critic: str, reading: Callable[..., Reading]
) -> None:
    read = reading(text)
    assert [filling.text for claim in read.of("Criticism") for filling in claim.roles if filling.role == "critic"] == [
        critic
    ]
    assert {
        mention.kind for mention in read.mentions if mention.text.endswith(("Members", "Minister", "Ministers"))
    } <= {MentionKind.NOMINAL}


@pytest.mark.parametrize(
    ("text", "filler"),
    [
        ("Former Harrow Optics managers founded Brindle Systems.", "Former Harrow Optics managers"),
        ("Ex-Harrow Optics engineers founded Brindle Systems.", "Ex-Harrow Optics engineers"),
        (
            "Brindle Systems was founded by three former Harrow Optics executives.",
            "three former Harrow Optics executives",
        ),
        ("Harrow Optics executives founded Brindle Systems.", "Harrow Optics"),
    ],
)
def test_who_left_an_organization_is_not_it(text: str, filler: str, reading: Callable[..., Reading]) -> None:
    read = reading(text)
    [founding] = read.of("Founding")
    assert next(read.text(one.span) for one in founding.roles if one.role == "founder") == filler


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("Harrow Optics sued Brindle Systems over the weekend.", None),
        ("Harrow Optics sued Brindle Systems for the second time.", None),
        ("Harrow Optics sued Brindle Systems for £3 million.", None),
        ("Harrow Optics sued Brindle Systems over the past month.", None),
        ("Harrow Optics sued Brindle Systems for the second time over a patent.", "a patent"),
        ("Harrow Optics sued Brindle Systems over the price.", "the price"),
    ],
)
def test_a_time_or_a_sum_is_no_cause(text: str, cause: str | None, reading: Callable[..., Reading]) -> None:
    read = reading(text)
    [suit] = read.of("Lawsuit")
    assert read.roles(suit).get("cause") == cause


def test_a_denied_time_denies_no_deed(reading: Callable[..., Reading]) -> None:
    told = {
        "Harrow Optics did not sue Brindle Systems in May but in June.": Polarity.AFFIRMED,
        "Harrow Optics did not sue Brindle Systems on Monday but on Tuesday.": Polarity.AFFIRMED,
        "Harrow Optics did not sue Brindle Systems in May.": Polarity.NEGATED,
        "Harrow Optics did not sue Brindle Systems in May but settled in June.": Polarity.NEGATED,
    }
    assert {text: reading(text).of("Lawsuit")[0].polarity for text in told} == told
