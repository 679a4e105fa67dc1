"""Where names begin and end, and what only looks like one."""

from __future__ import annotations

import pytest

from kg.model import MentionKind
from tests.extract.mentions.test_finder import Names, mentions


def names(text: str) -> list[str]:
    return [one.text for one in mentions(text, Names()) if one.kind is MentionKind.NAME]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Since March Sablegate Foods has told its staff nothing.", ["Sablegate Foods"]),
        ("In September Brightpath Foods sued Norvik Mills.", ["Brightpath Foods", "Norvik Mills"]),
        ("Neither Ada Ulvgaard nor Norvik Foods gave a date.", ["Ada Ulvgaard", "Norvik Foods"]),
        ("Biologist Mara Ellison studies ants.", ["Mara Ellison"]),
        ("Commodore Andrew Ulvgaard took command of the fleet.", ["Andrew Ulvgaard"]),
        ("Secretary of State Ada Ulvgaard met Ben Halvorsen.", ["Ada Ulvgaard", "Ben Halvorsen"]),
        ("Deputy Secretary of Agriculture Ada Ulvgaard resigned.", ["Ada Ulvgaard"]),
        ("The Secretary of State said the talks would go on.", []),
        ("Sen. Ada Ulvgaard, R-Tex., sued Norvik Foods.", ["Ada Ulvgaard", "Norvik Foods"]),
        ("Rep. Ben Halvorsen, D-Calif., sued Norvik Foods.", ["Ben Halvorsen", "Norvik Foods"]),
        ("LISBON - Norvik Foods sued Tern Mills on Monday.", ["Norvik Foods", "Tern Mills"]),
        ("LISBON (Reuters) - Norvik Foods sued Tern Mills.", ["Reuters", "Norvik Foods", "Tern Mills"]),
    ],
)
def test_what_stands_before_a_name_is_none_of_it(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hunter S. Vane wrote it.", ["Hunter S. Vane"]),
        ("Baker Hughes Energy sued Norvik Foods.", ["Baker Hughes Energy", "Norvik Foods"]),
        ("The Department of State sued Norvik Foods.", ["Department of State", "Norvik Foods"]),
    ],
)
def test_what_belongs_to_a_name_stays(text: str, expected: list[str]) -> None:
    assert names(text) == expected
