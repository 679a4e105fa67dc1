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
        "Ada Marsh heads Brindle Systems.",
        "Ada Marsh, who leads Brindle Systems, spoke.",
        "Ada Marsh of Brindle Systems spoke.",
    ],
)
def test_organizations_without_a_position(text: str, reading: Read) -> None:
    read = reading(text)
    [claim] = read.of("Role")
    assert read.roles(claim) == {"holder": "Ada Marsh", "organization": "Brindle Systems"}


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
        "Ada Marsh works for Brindle Systems.",
        "Ada Marsh wants to be chief executive of Brindle Systems.",
        "Ada Marsh met the president.",
        "Brindle Systems is a leader.",
    ],
)
def test_no_position(text: str, reading: Read) -> None:
    assert not reading(text).of("Role")
