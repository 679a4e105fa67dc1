"""Who holds which position where."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Actuality, Certainty, Polarity
from tests.conftest import Reading

Read = Callable[..., Reading]


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("Brindle Systems President Ada Marsh spoke.", "President"),
        ("Brindle Systems's president, Ada Marsh, spoke.", "president"),
        ("Ada Marsh, president of Brindle Systems, spoke.", "president"),
        ("Ada Marsh, a senior staff attorney at Brindle Systems, spoke.", "senior staff attorney"),
        ("Ada Marsh is the chief executive of Brindle Systems.", "chief executive"),
        ("Ada Marsh became director of Brindle Systems.", "director"),
        ("Ada Marsh, who was chief executive of Brindle Systems, spoke.", "chief executive"),
        ("Ada Marsh serves as a lawyer for Brindle Systems.", "lawyer"),
    ],
)
def test_positions(text: str, position: str, reading: Read) -> None:
    read = reading(text)
    [claim] = read.of("Role")
    assert read.roles(claim) == {"holder": "Ada Marsh", "position": position, "organization": "Brindle Systems"}
    assert claim.polarity is Polarity.AFFIRMED


@pytest.mark.parametrize(
    "text",
    [
        "Ada Marsh works for Brindle Systems.",
        "Ada Marsh, who is employed by Brindle Systems, spoke.",
        "Ada Marsh of Brindle Systems spoke.",
    ],
)
def test_organizations_without_a_position(text: str, reading: Read) -> None:
    read = reading(text)
    [claim] = read.of("Role")
    assert read.roles(claim) == {"holder": "Ada Marsh", "organization": "Brindle Systems"}


@pytest.mark.parametrize("word", ["formerly of", "previously with", "once of", "formerly at"])
def test_who_belonged_to_an_organization_formerly_has_no_role_there(word: str, reading: Read) -> None:
    assert not reading(f"Ada Marsh, {word} Brindle Systems, spoke.").of("Role")


def test_two_positions_are_two_claims(reading: Read) -> None:
    read = reading("Ada Marsh, the chief executive and founder of Brindle Systems, spoke.")
    assert {read.roles(claim)["position"] for claim in read.of("Role")} == {"chief executive", "founder"}


def test_two_people_keep_their_own_positions(reading: Read) -> None:
    read = reading("Ada Marsh, Brindle Systems's chief executive, and Tom Ferris, its lawyer, spoke.")
    found = {(read.roles(claim)["holder"], read.roles(claim)["position"]) for claim in read.of("Role")}
    assert found == {("Ada Marsh", "chief executive"), ("Tom Ferris", "lawyer")}


def test_a_position_of_two_words(reading: Read) -> None:
    read = reading("Attorney General Ada Marsh spoke.")
    [claim] = read.of("Role")
    assert read.roles(claim) == {"holder": "Ada Marsh", "position": "Attorney General"}


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("is not the chief executive", (Polarity.NEGATED, Certainty.CERTAIN, Actuality.ACTUAL)),
        ("is no longer chief executive", (Polarity.NEGATED, Certainty.CERTAIN, Actuality.ACTUAL)),
        ("wants to be chief executive", (Polarity.AFFIRMED, Certainty.CERTAIN, Actuality.HYPOTHETICAL)),
        ("may become chief executive", (Polarity.AFFIRMED, Certainty.POSSIBLE, Actuality.ACTUAL)),
        ("will become chief executive", (Polarity.AFFIRMED, Certainty.CERTAIN, Actuality.PLANNED)),
    ],
)
def test_stance(text: str, stance: tuple[Polarity, Certainty, Actuality], reading: Read) -> None:
    [claim] = reading(f"Ada Marsh {text} of Brindle Systems.").of("Role")
    assert (claim.polarity, claim.certainty, claim.actuality) == stance


def test_a_description_stands_whatever_is_said_of_the_person(reading: Read) -> None:
    [claim] = reading("Ada Marsh, the chief executive of Brindle Systems, did not speak.").of("Role")
    assert claim.polarity is Polarity.AFFIRMED


@pytest.mark.parametrize(
    "text",
    [
        "Former Brindle Systems president Ada Marsh spoke.",
        "Ada Marsh, a former president of Brindle Systems, spoke.",
        "Ada Marsh, a former Brindle Systems president, spoke.",
        "Ada Marsh is a former president of Brindle Systems.",
    ],
)
def test_former_positions_say_so(text: str, reading: Read) -> None:
    [claim] = reading(text).of("Role")
    position = claim.role("position")
    assert position is not None
    assert position.value == "former president"


@pytest.mark.parametrize(
    "text",
    [
        "Ada Marsh met the president.",
        "Ada Marsh works for a living.",
        "Ada Marsh runs every morning.",
        "Brindle Systems is a leader.",
    ],
)
def test_no_position(text: str, reading: Read) -> None:
    assert not reading(text).of("Role")


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("Ada Marsh chairs Brindle Systems.", "chair"),
        ("Ada Marsh, who leads Brindle Systems, spoke.", "leader"),
        ("Ada Marsh led Brindle Systems until 2019.", "former leader"),
        ("Ada Marsh sits on the board of Brindle Systems.", "board member"),
        ("Brindle Systems is led by Ada Marsh.", "leader"),
        ("As chairman of Brindle Systems, Ada Marsh spoke.", "chairman"),
        ("Ada Marsh held senior positions with Brindle Systems.", "former employee"),
        ("The secretary of Brindle Systems, Ada Marsh, spoke.", "secretary"),
        ("Ada Marsh used to work for Brindle Systems.", "former employee"),
        ("Ada Marsh was chief executive of Brindle Systems until 2019.", "former chief executive"),
        ("Ada Marsh, then the vice president for ventures at Brindle Systems, spoke.",
         "former vice president for ventures"),
        ("Ada Marsh, vice president of public policy at Brindle Systems, spoke.", "vice president of public policy"),
        ("Brindle Systems Chief Technology Officer Ada Marsh spoke.", "Chief Technology Officer"),
        ("Brindle Systems, whose president, Ada Marsh, spoke, grew.", "president"),
    ],
)  # fmt: skip
def test_what_a_position_is_called(text: str, position: str, reading: Read) -> None:
    read = reading(text)
    [claim] = read.of("Role")
    filling = claim.role("position")
    assert filling is not None
    assert filling.value == position
    assert read.roles(claim)["organization"] == "Brindle Systems"


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("Ada Marsh, a Republican, spoke.", "Republican Party"),
        ("Ada Marsh, an Oregon Democrat, spoke.", "Democratic Party"),
        ("Republican Senator Ada Marsh spoke.", "Republican Party"),
        ("Labour MP Ada Marsh spoke.", "Labour Party"),
        ("Sen. Ada Marsh (D-Ore.) spoke.", "Democratic Party"),
        ("Ada Marsh is a Tory.", "Conservative Party"),
    ],
)
def test_parties(text: str, party: str, reading: Read) -> None:
    told = [claim.role("organization") for claim in reading(text).of("Role")]
    assert party in {filling.value for filling in told if filling is not None}


@pytest.mark.parametrize(
    "text",
    [
        "Denver lawyer Ada Marsh spoke.",
        "Ada Marsh, the Minister of Transport and Ports, spoke.",
        "Ada Marsh, a lawyer in Denver, spoke.",
    ],
)
def test_no_organization(text: str, reading: Read) -> None:
    [claim] = reading(text).of("Role")
    assert claim.role("organization") is None


def test_a_plural_title_is_of_each(reading: Read) -> None:
    read = reading("Brindle Systems lawyers Ada Marsh and Tom Ferris spoke.")
    found = [(read.roles(claim)["holder"], claim.role("position")) for claim in read.of("Role")]
    assert [(who, filling.value) for who, filling in found if filling] == [
        ("Ada Marsh", "lawyer"),
        ("Tom Ferris", "lawyer"),
    ]


def test_coordinated_posts_share_their_organization(reading: Read) -> None:
    read = reading("The vice president and general counsel of Brindle Systems, Ada Marsh, spoke.")
    roles = [read.roles(claim) for claim in read.of("Role")]
    assert {role["position"] for role in roles} == {"vice president", "general counsel"}
    assert {role["organization"] for role in roles} == {"Brindle Systems"}


def test_leading_somewhere_is_no_role(reading: Read) -> None:
    assert not reading("Ada Marsh led Brindle Systems to a record year.").of("Role")


@pytest.mark.parametrize("verb", ["interviewed", "met", "visited"])
def test_where_somebody_is_met_is_not_whose_they_are(verb: str, reading: Callable[..., Reading]) -> None:
    assert not reading(f"Ada Marsh {verb} Tom Ferris at Brindle Systems.").of("Role")
