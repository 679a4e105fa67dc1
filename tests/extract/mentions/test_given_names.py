"""Who is somebody and what is a firm, told by what a first word is like and by the nouns beside the name."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from kg.extract.mentions.given_names import likeness
from kg.model import ORGANIZATION_TYPES, EntityType
from tests.conftest import Reading

if TYPE_CHECKING:
    from spacy.language import Language


@pytest.mark.parametrize(
    ("word", "wanted"),
    [
        ("Margaret", "yes"),
        ("Arjun", "yes"),
        ("Imogen", "yes"),
        ("Catalyst", "no"),
        ("Neptune", "no"),
        ("Power", "no"),
        ("Wells", None),
        ("Xqzvw", None),
    ],
)
def test_a_word_is_a_given_name_where_it_is_like_the_others(nlp: Language, word: str, wanted: str | None) -> None:
    assert likeness(nlp.vocab, word) == wanted


@pytest.mark.parametrize(
    ("text", "name", "somebody"),
    [
        ("Regulators fined the rail specialist Tidal Metrics on Monday.", "Tidal Metrics", False),
        ("Brack Insurance will sell its Danish arm, Brack Nordic, by May.", "Brack Nordic", False),
        ("Orlo Insights said it would appeal. Orlo, a unit of Dray Group, closed on Friday.", "Orlo", False),
        ("Selden Foods was fined on Friday. Selden must pay by March, and Selden will.", "Selden", False),
        ("The rail specialist Margaret Voss fined nobody.", "Margaret Voss", True),
    ],
)
def test_a_name_is_a_bodys_or_somebodys(reading: Callable[..., Reading], text: str, name: str, somebody: bool) -> None:
    types = {mention.type for mention in reading(text).mentions if mention.text == name}
    assert types == {EntityType.PERSON} if somebody else types <= ORGANIZATION_TYPES and types
