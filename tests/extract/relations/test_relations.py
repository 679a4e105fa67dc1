"""Claims that the classifier makes: what it finds, what it leaves to others, and whose stance they have."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.frames import OPEN
from kg.model import Actuality, Polarity
from tests.conftest import Reading

Read = Callable[..., Reading]


@pytest.mark.parametrize(
    ("text", "frame", "roles"),
    [
        (
            "Ada Marsh worked as a surgeon for 12 years at Harlow University.",
            "Role",
            {"holder": "Ada Marsh", "organization": "Harlow University"},
        ),
        (
            "Ada Marsh is a politician from the Harbour Labour Party.",
            "Role",
            {"holder": "Ada Marsh", "organization": "Harbour Labour Party"},
        ),
        (
            "Brindle Systems Inc. is a maker of pumps headquartered in Oslo.",
            "Headquarters",
            {"organization": "Brindle Systems Inc.", "place": "Oslo"},
        ),
        (
            "Brindle Systems Inc. operates as a subsidiary of Harlow Corp.",
            "Ownership",
            {"subsidiary": "Brindle Systems Inc.", "parent": "Harlow Corp."},
        ),
    ],
)
def test_relations(text: str, frame: str, roles: dict[str, str], reading: Read) -> None:
    read = reading(text)
    assert any(
        {role: read.roles(claim).get(role) for role in roles} == roles and claim.polarity is Polarity.AFFIRMED
        for claim in read.of(frame)
    ), [(claim.frame, read.roles(claim)) for claim in read.claims]


@pytest.mark.parametrize(
    ("text", "polarity", "actuality"),
    [
        ("Ada Marsh is not the CEO of Brindle Systems Inc.", Polarity.NEGATED, Actuality.ACTUAL),
        ("Ada Marsh denied being an employee of Brindle Systems Inc.", Polarity.NEGATED, Actuality.ACTUAL),
        ("Ada Marsh never worked at Brindle Systems Inc.", Polarity.NEGATED, Actuality.ACTUAL),
        ("Ada Marsh will become the CEO of Brindle Systems Inc.", Polarity.AFFIRMED, Actuality.PLANNED),
        ("Ada Marsh plans to work as an engineer at Brindle Systems Inc.", Polarity.AFFIRMED, Actuality.PLANNED),
        ("If Ada Marsh joins Brindle Systems Inc., the price may rise.", Polarity.AFFIRMED, Actuality.CONDITIONAL),
    ],
)
def test_what_did_not_happen_is_never_stated(
    text: str, polarity: Polarity, actuality: Actuality, reading: Read
) -> None:
    read = reading(text)
    for claim in read.of("Role"):
        assert (claim.polarity, claim.actuality) == (polarity, actuality), read.roles(claim)


@pytest.mark.parametrize(
    "text",
    [
        "Ada Marsh said that Brindle Systems Inc. is a leader in pumps.",
        "Ada Marsh loves Brindle Systems Inc. and its phones.",
        "Ada Marsh met the president of Brindle Systems Inc.",
        "Brindle Systems Inc. launched a phone in 1999.",
        "Ada Marsh met the engineers of Brindle Systems Inc. in Oslo.",
        "Brindle Systems Inc. opened a store in Oslo in 1999.",
        "Brindle Systems Inc. sued Harlow Corp. in Oslo.",
    ],
)
def test_names_that_only_occur_together_are_not_related(text: str, reading: Read) -> None:
    assert not [claim for claim in reading(text).claims if claim.extractor == "relations.v1"]


def test_one_thing_is_one_claim(reading: Read) -> None:
    read = reading("Brindle Systems Inc. was founded in 1990 by Ada Marsh.")
    [claim] = read.of("Founding")
    assert read.roles(claim) == {"founder": "Ada Marsh", "organization": "Brindle Systems Inc."}
    assert claim.time is not None
    assert claim.time.text == "1990"


def test_a_former_post_stays_one_claim(reading: Read) -> None:
    read = reading("Ada Marsh, the chief executive of Brindle Systems Inc., spoke.")
    [claim] = read.of("Role")
    assert claim.extractor != "relations.v1"


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("Harrow Trust was set up in 1983 by Brindle Systems Inc. and is based in Leeds.", "Brindle Systems", "Leeds"),
        ("Brindle Systems Inc. sued Harlow Corp., which is headquartered in Oslo.", "Brindle Systems", "Oslo"),
        ("Harlow Corp. is headquartered in Lund rather than Oslo.", "Harlow", "Oslo"),
        (
            "Ada Marsh, formerly the head of the college's press, has hired the consulting firm Harlow Corp.",
            "Marsh",
            "Harlow",
        ),
    ],
)
def test_what_is_told_of_somebody_nearer_is_told_of_nobody_else(
    text: str, first: str, second: str, reading: Read
) -> None:
    read = reading(text)
    stated = [one for one in read.claims if one.polarity is Polarity.AFFIRMED and one.frame not in ("Contract", OPEN)]
    told = [" ".join(str(filler) for filler in read.roles(claim).values()) for claim in stated]
    assert not any(first in words and second in words for words in told), told


def test_an_organization_of_another_clause_employs_nobody(reading: Callable[..., Reading]) -> None:
    text = "Ana Roth, a staff lawyer with the Harbour Workers Union, who has called on Brindle Systems to pay, left."
    found = reading(text)
    assert {found.roles(claim).get("organization") for claim in found.of("Role")} == {"Harbour Workers Union"}
