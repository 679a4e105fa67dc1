"""Comings and goings that take position and organization from what the article says of the person, or do not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Actuality, Polarity
from tests.conftest import Reading

Read = Callable[..., Reading]


def told(read: Reading, frame: str, person: str) -> dict[str, str] | None:
    for claim in read.of(frame):
        roles = {
            f.role: f.value or read.name(f.span) if f.role == "position" else read.name(f.span) for f in claim.roles
        }
        if roles["person"] == person:
            return roles
    return None


@pytest.mark.parametrize(
    ("text", "frame", "person", "position", "organization"),
    [
        (
            "Tom Vell, the founder and former chief executive of Brindle Systems, was glad. Vell resigned in 2018.",
            "Departure",
            "Tom Vell",
            "chief executive",
            "Brindle Systems",
        ),
        (
            "Tom Vell, a former vice president at Brindle Systems, was glad. Vell left Brindle Systems in 2014.",
            "Departure",
            "Tom Vell",
            "vice president",
            "Brindle Systems",
        ),
        (
            "Ada Marsh, chief engineer of Brindle Systems, was glad. Marsh, who joined from Osprey Labs, agreed.",
            "Appointment",
            "Ada Marsh",
            "chief engineer",
            "Brindle Systems",
        ),
        (
            "Ada Marsh, chief executive of Brindle Systems, was glad. Marsh's predecessor, Tom Vell, was not.",
            "Departure",
            "Tom Vell",
            "chief executive",
            "Brindle Systems",
        ),
        (
            "The Calder Police Department bought drones. Chief Tom Vell, who was named chief in 2016, was glad.",
            "Appointment",
            "Tom Vell",
            "chief",
            "Calder Police Department",
        ),
        (
            "Ada Marsh, chief executive of Brindle Systems, replaced Tom Vell as chief executive in May.",
            "Departure",
            "Tom Vell",
            "chief executive",
            "Brindle Systems",
        ),
        (
            "Tom Vell, chief executive of Brindle Systems, was succeeded on an interim basis by Ada Marsh.",
            "Appointment",
            "Ada Marsh",
            "chief executive",
            "Brindle Systems",
        ),
    ],
)
def test_what_the_only_post_tells(
    text: str, frame: str, person: str, position: str, organization: str, reading: Read
) -> None:
    expected = {"person": person, "position": position, "organization": organization}
    assert told(reading(text), frame, person) == expected


@pytest.mark.parametrize(
    ("text", "frame", "person", "roles"),
    [
        # it tells what was left, in words
        ("Tom Vell, a geologist at Brindle College, resigned from the panel.", "Departure", "Tom Vell", {}),
        # two posts: either might be meant
        (
            "Tom Vell, chair of Harrow Optics and treasurer of Brindle Systems, was glad. Vell resigned in May.",
            "Departure",
            "Tom Vell",
            {},
        ),
        # of another organization than the post's
        (
            "Tom Vell, chair of Harrow Optics, was glad. Vell left Brindle Systems in 2014.",
            "Departure",
            "Tom Vell",
            {"organization": "Brindle Systems"},
        ),
    ],
)
def test_what_it_leaves_open(text: str, frame: str, person: str, roles: dict[str, str], reading: Read) -> None:
    assert told(reading(text), frame, person) == {"person": person, **roles}


def test_nobody_arrives_nowhere(reading: Read) -> None:
    assert not reading("Ada Marsh, who joined from Osprey Labs in May, agreed.").of("Appointment")


def test_a_post_ends_where_its_holder_left_it(reading: Read) -> None:
    read = reading("Tom Vell, who was treasurer of Brindle Systems until he stepped down in May, was glad.")
    [claim] = read.of("Departure")
    assert claim.actuality is Actuality.ACTUAL


def test_a_promise_lasts_until_something_happens(reading: Read) -> None:
    read = reading("Brindle Systems halted the sale until Tom Vell resigned.")
    assert all(claim.actuality is not Actuality.ACTUAL for claim in read.of("Departure"))


def test_what_somebody_is_to_another_stays_outside_a_denial(reading: Read) -> None:
    read = reading("Marsh's predecessor, Tom Vell, never sold it. Ada Marsh is chief executive of Brindle Systems.")
    [claim] = read.of("Departure")
    assert claim.polarity is Polarity.AFFIRMED


def test_two_bare_titles_are_of_one_person(reading: Read) -> None:
    read = reading("After the vote, co-founder and CEO Ada Marsh announced that Brindle Systems was glad.")
    assert [read.roles(claim)["speaker"] for claim in read.of("Statement")] == ["Ada Marsh"]
