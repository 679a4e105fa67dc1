"""The frames' files: types by name and by group, and errors that say where."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import frames as module
from kg.errors import InputError
from kg.frames import Frame, frames, kinds
from kg.frames.source import Source
from kg.frames.types import entity_types
from kg.model import ORGANIZATION_TYPES, EntityType

GIFT = """
name = "Gift"
kind = "event"

[roles]
giver = { required = true, types = ["@organizations", "Person"] }
gift = { types = ["Product"] }
worth = { literal = true, form = "amount" }

[[triggers]]
name = "gift.give"
verbs = ["give"]

  [[ triggers ]]  # another
name = "gift.gift"
nouns = ["gift"]
"""
SOURCE = Source("gift.toml", 7)


def parsed(text: str) -> Frame:
    return module._frame(text, "gift.toml")


def test_a_group_stands_for_its_types_and_may_hold_another() -> None:
    assert entity_types(["@organizations"], SOURCE) == ORGANIZATION_TYPES
    assert entity_types(["@actors"], SOURCE) == ORGANIZATION_TYPES | {EntityType.PERSON, EntityType.GROUP}
    assert entity_types(["@goods", "Law"], SOURCE) == {EntityType.PRODUCT, EntityType.TECHNOLOGY, EntityType.LAW}
    assert entity_types([], SOURCE) == frozenset()


@pytest.mark.parametrize(
    ("name", "near"),
    [("Compny", "Company"), ("@organisations", "@organizations"), ("organizations", "@organizations|Organization")],
)
def test_a_type_that_does_not_exist_is_refused_with_the_nearest(name: str, near: str) -> None:
    with pytest.raises(InputError, match=rf"kg/frames/gift\.toml, line 7: .*{name}'; did you mean '({near})'"):
        entity_types(["Person", name], SOURCE)


def test_a_trigger_knows_its_line() -> None:
    frame = parsed(GIFT)
    assert [entry.source for entry in frame.triggers] == [Source("gift.toml", 10), Source("gift.toml", 14)]
    assert frame.roles["giver"].types == ORGANIZATION_TYPES | {EntityType.PERSON}


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        ('form = "amount"', 'form = "amont"', "no form of the role 'worth', 'amont'; did you mean 'amount'"),
        ("literal = true", "litteral = true", "'litteral'; did you mean 'literal'"),
        ('"Product"', '"Produkt"', "'Produkt'; did you mean 'Product'"),
        ('kind = "event"', "kind = ", r"no TOML: .*line 3"),
    ],
)
def test_what_does_not_exist_is_refused_with_its_file(was: str, now: str, said: str) -> None:
    with pytest.raises(InputError, match=rf"kg/frames/gift\.toml: .*{said}"):
        parsed(GIFT.replace(was, now))


def test_files_of_groups_are_no_frames() -> None:
    files = {path.stem for path in Path(module.__file__).parent.glob("*.toml")}
    assert {name.lower() for name in kinds()} == {name for name in files if not name.startswith("_")}
    assert len(frames()) == len(kinds()) - 1
