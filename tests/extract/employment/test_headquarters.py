"""Seats that descriptions tell."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.conftest import Reading

Read = Callable[..., Reading]


@pytest.mark.parametrize(
    "text",
    [
        "Brindle Systems Inc, of Oslo, sells lenses.",
        "The Oslo company Brindle Systems Inc sells lenses.",
        "Brindle Systems Inc sells lenses. The Oslo company is old.",
    ],
)
def test_seats(text: str, reading: Read) -> None:
    read = reading(text)
    [claim] = read.of("Headquarters")
    assert read.roles(claim) == {"organization": "Brindle Systems Inc", "place": "Oslo"}


@pytest.mark.parametrize(
    "text", ["The Bank of Oslo sells lenses.", "Brindle Systems Inc sells lenses in Oslo.", "Oslo companies grew."]
)
def test_what_is_no_seat(text: str, reading: Read) -> None:
    assert not reading(text).of("Headquarters")
