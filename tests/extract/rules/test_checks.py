"""The checks of triggers: what does not exist is refused with file, line and the nearest name that does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from kg.errors import InputError
from kg.extract.rules.checks import LABELS, check
from kg.extract.rules.functions import FUNCTIONS, _joined
from kg.extract.rules.schema import triggers
from kg.frames import Entry, Frame, Role, frames
from kg.frames.source import Source

if TYPE_CHECKING:
    from spacy.language import Language

GIFT = Frame(
    "Gift",
    "event",
    speech_act=False,
    roles={"giver": Role("giver", required=True), "gift": Role("gift"), "place": Role("place")},
    shortcuts=(),
    triggers=(),
)
RIGHT: dict[str, Any] = {
    "name": "gift.give",
    "verbs": ["give", "hand over"],
    "args": {"subj": "giver", "obj": ["gift", "place"], "comp.to": "place", "indirect": "gift", "maker": "gift"},
    "needs": [["gift", "place"]],
    "types": {"gift": ["Product", "@organizations"]},
    "entities": ["gift"],
    "object": ["gift"],
    "unlike": {"obj": ["bird"]},
    "prep_object": {"to": ["*"]},
    "without": ["dobj"],
    "voice": "passive",
    "when": "ended",
    "modal": ["would"],
    "confidence": 0.8,
    "swallow": False,
}


def checked(changes: dict[str, Any]) -> None:
    table = {name: value for name, value in (RIGHT | changes).items() if value is not None}
    check(GIFT, Entry(table, Source("gift.toml", 7)))


def test_what_exists_passes() -> None:
    checked({})


def test_all_triggers_pass() -> None:
    assert {one.name for found in triggers().values() for one in found} == {
        entry.table["name"] for frame in frames().values() for entry in frame.triggers
    }


@pytest.mark.parametrize(
    "name", [None, "gift", "sale.give", "gift.", "gift.Give", "gift.give up", "gift.give.up", "gift.give-", 7]
)
def test_a_name_is_its_frame_and_its_words(name: object) -> None:
    with pytest.raises(InputError, match=r"^kg/frames/gift\.toml, line 7: .*name"):
        checked({"name": name})


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"verb": ["give"]}, "no field of a trigger, 'verb'; did you mean 'verbs'"),
        ({"args": {"subject": "giver"}}, "no function or preposition 'subject'; did you mean 'subj'"),
        ({"args": {"subj": "giver", "wiht": "gift"}}, "no function or preposition 'wiht'; did you mean 'with'"),
        ({"args": {"subj": "giver", "comp.frm": "gift"}}, "'comp.frm'; did you mean 'comp.from'"),
        ({"args": {"subj": "giver", "comp.home": "gift"}}, "'comp.home'"),
        ({"args": {"subj": "giver", "obj": ["gift", "palce"]}}, "no role of Gift, 'palce'; did you mean 'place'"),
        (
            {"args": {"subj": "giver", "obj": "gift#2"}},
            "fill, and that it needs, 'gift'",
        ),
        ({"needs": ["gfit"]}, "needs, 'gfit'; did you mean 'gift'"),
        ({"args": {"obj": ["gift", "place"]}, "unlike": None}, "needs, 'giver'"),
        ({"entities": ["gfit"]}, "no role of Gift, 'gfit'; did you mean 'gift'"),
        ({"types": {"gfit": ["Product"]}}, "no role of Gift, 'gfit'; did you mean 'gift'"),
        ({"types": {"gift": ["Produkt"]}}, "no type 'Produkt'; did you mean 'Product'"),
        ({"types": {"gift": ["@organization"]}}, "no group of types '@organization'; did you mean '@organizations'"),
        ({"unlike": {"iobj": ["bird"]}}, "no function in the trigger's args, 'iobj'"),
        ({"prep_object": {"wth": ["*"]}}, "no preposition 'wth'; did you mean 'with'"),
        ({"without": ["dobjj"]}, "no dependency label 'dobjj'; did you mean 'dobj'"),
        ({"when": "negatd"}, "no when 'negatd'; did you mean 'negated'"),
        ({"voice": "pasive"}, "no voice 'pasive'; did you mean 'passive'"),
        ({"verbs": None, "nouns": ["gift"]}, "object of gift.give is never looked at; it is a condition of verbs"),
        ({"governor": ["make"]}, "governor of gift.give is never looked at; it is a condition of nouns"),
        ({"verbs": None}, "no word to fire on"),
        ({"verbs": "give"}, "verbs of gift.give is of another form"),
        ({"verbs": []}, "verbs of gift.give is of another form"),
        ({"args": ["subj"]}, "args of gift.give is of another form"),
        ({"prep_object": {"to": "*"}}, "prep_object of gift.give is of another form"),
        ({"needs": "gift"}, "needs of gift.give is of another form"),
        ({"confidence": 1.2}, "confidence of gift.give is of another form"),
        ({"confidence": 0}, "confidence of gift.give is of another form"),
        ({"swallow": "no"}, "swallow of gift.give is of another form"),
        ({"when": ["ended"]}, "when of gift.give is of another form"),
    ],
)
def test_what_does_not_exist_is_refused(changes: dict[str, Any], said: str) -> None:
    with pytest.raises(InputError, match=rf"^kg/frames/gift\.toml, line 7: .*({said})"):
        checked(changes)


def test_the_labels_are_the_parsers(nlp: Language) -> None:
    assert set(nlp.get_pipe("parser").labels) == LABELS  # type: ignore[attr-defined]


def test_no_function_hides_another() -> None:
    with pytest.raises(ValueError, match="called within"):
        _joined({"within": FUNCTIONS["within"]}, {"light": FUNCTIONS["light"]}, {"within": FUNCTIONS["light"]})
