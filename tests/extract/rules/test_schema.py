"""The triggers of the frames: parsed from their files, indexed by word, the most particular first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from kg.errors import InputError
from kg.extract.rules import schema as module
from kg.extract.rules.schema import Trigger, triggers
from kg.frames import Entry, Frame, Role
from kg.frames.source import Source
from kg.model import EntityType

Index = dict[tuple[str, str], tuple[Trigger, ...]]
PERSON = frozenset({EntityType.PERSON})
ARGS = {"subj": "agent", "obj": "theme", "in": "place"}


def frame(*tables: dict[str, Any]) -> Frame:
    roles = {"agent": Role("agent", required=True), "theme": Role("theme"), "place": Role("place")}
    entries = tuple(
        Entry({"name": f"gift.{'abcd'[number]}", "args": ARGS, **table}, Source("gift.toml", 10 * number + 5))
        for number, table in enumerate(tables)
    )
    return Frame("Gift", "event", speech_act=False, roles=roles, shortcuts=(), triggers=entries)


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Index]:
    """A function from trigger tables to the index of one frame that has them."""

    def parse(*tables: dict[str, Any]) -> Index:
        monkeypatch.setattr(module, "frames", lambda: {"Gift": frame(*tables)})
        return triggers.__wrapped__()

    return parse


def test_a_trigger_of_several_words_is_indexed_by_its_first(parsed: Callable[..., Index]) -> None:
    [trigger] = parsed({"verbs": ["hand over"], "args": {"subj": "agent"}})["verbs", "hand"]
    assert (trigger.lemma, trigger.particle) == ("hand", "over")


def test_required_roles_are_needed_and_others_as_asked(parsed: Callable[..., Index]) -> None:
    [trigger] = parsed({"verbs": ["give"], "needs": ["theme", ["agent", "place"]]})["verbs", "give"]
    assert trigger.needs == (frozenset({"theme"}), frozenset({"agent", "place"}), frozenset({"agent"}))


def test_the_most_particular_comes_first(parsed: Callable[..., Index]) -> None:
    index = parsed(
        {"verbs": ["give"]},
        {"verbs": ["give up"]},
        {"verbs": ["give"], "object": ["gift"]},
        {"verbs": ["give"], "complement": ["sell"]},
    )
    found = [(bool(t.complement), bool(t.object), t.particle) for t in index["verbs", "give"]]
    assert found == [(True, False, ""), (False, True, ""), (False, False, "up"), (False, False, "")]


def test_types_narrow_a_role_for_one_trigger_alone(parsed: Callable[..., Index]) -> None:
    index = parsed({"verbs": ["give"], "types": {"theme": ["Person"]}}, {"verbs": ["hand"]})
    assert index["verbs", "give"][0].roles["theme"].types == PERSON
    assert index["verbs", "hand"][0].roles["theme"].types == frozenset()


def test_no_two_triggers_have_one_name(parsed: Callable[..., Index]) -> None:
    with pytest.raises(InputError, match=r"line 15: the name 'gift\.give' is that of line 5 too"):
        parsed({"name": "gift.give", "verbs": ["give"]}, {"name": "gift.give", "verbs": ["hand"]})


def test_no_two_triggers_are_the_same() -> None:
    for found in triggers().values():
        keys = [
            (
                t.frame.name,
                t.particle,
                t.complement,
                t.object,
                t.subject,
                str(t.args),
                t.governor,
                t.when,
                t.modal,
                t.modifier,
                t.voice,
                str(t.prep_object),
                t.needs,
            )
            for t in found
        ]
        assert len(set(keys)) == len(keys), found[0].lemma
