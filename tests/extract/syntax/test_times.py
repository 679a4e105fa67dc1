"""When: time expressions as they are written, and which trigger each belongs to."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim
from tests.conftest import Reading

Read = Callable[..., Reading]
SUED = "Brindle Systems sued the Coast Guard"


def only(read: Reading, frame: str) -> Claim:
    [claim] = read.of(frame)
    return claim


@pytest.mark.parametrize(
    ("text", "written", "tense"),
    [
        (f"{SUED} in May 2019.", "May 2019", "past"),
        (f"In October, {SUED}.", "October", "past"),
        (f"{SUED} last week.", "last week", "past"),
        (f"{SUED} two years ago.", "two years ago", "past"),
        (f"{SUED} in late 2017.", "late 2017", "past"),
        (f"{SUED} at the end of 2016.", "the end of 2016", "past"),
        (f"{SUED} as recently as 2018.", "as recently as 2018", "past"),
        (f"{SUED} between 2017 and 2019.", "between 2017 and 2019", "past"),
        ("Brindle Systems will sue the Coast Guard next spring.", "next spring", "future"),
        ("Brindle Systems filed a lawsuit against the Coast Guard on Monday.", "Monday", "past"),
    ],
)
def test_as_written(text: str, written: str, tense: str, reading: Read) -> None:
    read = reading(text)
    time = only(read, "Lawsuit").time
    assert time is not None
    assert (time.text, time.tense) == (written, tense)
    assert read.text(time.span) == time.text


def test_the_time_of_a_noun(reading: Read) -> None:
    time = only(reading("The 2016 sale of drones to the Coast Guard angered Harrow Optics."), "Sale").time
    assert time is not None
    assert time.text == "2016"


def test_a_time_that_counts_from_an_event(reading: Read) -> None:
    read = reading(f"{SUED} eight months after those meetings.")
    time = only(read, "Lawsuit").time
    assert time is not None
    assert time.leans_on is not None
    assert read.text(time.leans_on) == "those meetings"


def test_each_verb_has_its_own_time(reading: Read) -> None:
    read = reading(f"{SUED} on Monday and sold drones to the Forest Service in March.")
    times = {claim.frame: claim.time.text for claim in read.claims if claim.time is not None}
    assert times == {"Lawsuit": "Monday", "Sale": "March"}


def test_the_time_of_saying_is_not_that_of_what_is_said(reading: Read) -> None:
    read = reading("Brindle Systems said on Monday that it sold drones to the Coast Guard in 2015.")
    time = only(read, "Sale").time
    assert time is not None
    assert time.text == "2015"


@pytest.mark.parametrize(
    "text",
    [
        "The Coast Guard tested the drones for three weeks.",
        "The Coast Guard tested the drones for at least three weeks.",
        "The Coast Guard tests the drones daily.",
        "Brindle Systems, founded in 1990, tested the drones.",
        "Before its July 2018 appeal, Brindle Systems tested the drones.",
    ],
)
def test_what_says_no_when(text: str, reading: Read) -> None:
    assert only(reading(text), "Test").time is None


@pytest.mark.parametrize(
    ("text", "frame", "wanted"),
    [
        ("Ada Marsh said on Tuesday that the drones were old.", "Statement", "Tuesday"),
        ("Brindle Systems said on Tuesday that it would not sell drones to the police.", "Pledge", "Tuesday"),
        ("Brindle Systems said in May that it would sue Harrow Optics.", "Lawsuit", None),
        ("Ada Marsh resigned from Harrow Optics last night.", "Departure", "last night"),
    ],
)
def test_the_day_on_which_it_was_said(text: str, frame: str, wanted: str | None, reading: Read) -> None:
    assert {claim.time.text if claim.time else None for claim in reading(text).of(frame)} == {wanted}
