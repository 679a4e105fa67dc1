"""Who follows whom in an office, and where newcomers come from."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.conftest import Reading

Read = Callable[..., Reading]


def test_both_sides_of_a_succession(reading: Read) -> None:
    read = reading("Ada Marsh succeeded Tom Ferris as chair of Brindle Systems.")
    office = {"position": "chair", "organization": "Brindle Systems"}
    assert [read.roles(claim) for claim in read.of("Appointment")] == [{"person": "Ada Marsh", **office}]
    assert [read.roles(claim) for claim in read.of("Departure")] == [{"person": "Tom Ferris", **office}]


@pytest.mark.parametrize(
    "text",
    ["Ada Marsh replaced Tom Ferris at half time.", "Ada Marsh replaced the lens.", "Ada Marsh came from Oslo."],
)
def test_what_is_no_succession(text: str, reading: Read) -> None:
    read = reading(text)
    assert not read.of("Appointment")
    assert not read.of("Departure")
