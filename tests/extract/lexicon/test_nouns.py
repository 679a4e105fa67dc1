"""WordNet's nouns of one class: what is kept, and what it changes."""

from __future__ import annotations

import pytest
from spacy.language import Language

from kg.extract.lexicon import noun_classes
from kg.extract.lexicon.make_nouns import classes

LINES = [
    "  1 This is the licence.",
    "00000001 06 n 01 structure 0 construction 0 000 | a thing built",
    "00000002 06 n 01 chantry 0 001 @ 00000001 n 0000 | a chapel",
    "00000003 06 n 02 inhaler 0 inhalator 0 000 | a device",
    "00000004 18 n 01 warden 0 000 | somebody",
    "00000005 06 n 01 warden 0 000 | a thing",
    "00000006 13 n 01 bagel 0 000 | food",
    "00000007 06 n 01 Bakelite 0 000 | a name",
    "00000008 06 n 01 fire_hose 0 000 | two words",
    "00000009 14 n 01 choir 0 000 | a group",
]


def test_a_noun_is_kept_where_all_senses_are_of_one_class() -> None:
    lines = [line.replace("n 01 structure", "n 02 structure") for line in LINES]
    assert classes(lines) == {"inhaler": "thing", "inhalator": "thing", "bagel": "thing"}


@pytest.mark.parametrize(("noun", "kind"), [("respirator", "thing"), ("ombudsman", "person"), ("camera", "thing")])
def test_the_table_tells(noun: str, kind: str, nlp: Language) -> None:
    assert noun_classes.kind(nlp.vocab, noun) == kind


def test_the_last_part_of_a_compound_tells(nlp: Language) -> None:
    assert noun_classes.kind(nlp.vocab, "sub-respirator") == "thing"
