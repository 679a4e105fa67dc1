"""Where sources disagree."""

from __future__ import annotations

from typing import Any

import pytest

from kg.model import Actuality, Certainty, Copy, Direction, Polarity

SALE = {"seller": "Acme", "product": "Facemap", "buyer": "Border Bureau"}
NOT = {"polarity": Polarity.NEGATED}


def _kinds(world: Any, *records: Any, **options: Any) -> list[tuple[str, int, int]]:
    fusion = world.fuse(*records, **options)
    situations = {situation.key for situation in fusion.situations}
    assert {one.situation for one in fusion.disagreements} <= situations
    return sorted((one.kind, len(one.affirming), len(one.opposing)) for one in fusion.disagreements)


def test_reports_and_denials(world: Any) -> None:
    records = (
        world.article("a", world.say("Sale", **SALE)),
        world.article("b", world.say("Sale", **SALE)),
        world.article("c", world.say("Sale", **SALE, by="Rights Watchers", **NOT)),
        world.article("d", world.say("Sale", **SALE, polarity=Polarity.UNKNOWN)),
    )
    assert _kinds(world, *records) == [("polarity", 2, 2)]


def test_a_plan_and_the_denial_of_a_fact_are_no_disagreement(world: Any) -> None:
    plan = world.article("a", world.say("Sale", **SALE, actuality=Actuality.PLANNED))
    assert _kinds(world, plan, world.article("b", world.say("Sale", **SALE, **NOT))) == []
    refusal = world.article("b", world.say("Sale", **SALE, actuality=Actuality.PLANNED, **NOT))
    assert _kinds(world, plan, refusal) == [("polarity", 1, 1)]


@pytest.mark.parametrize("polarity", [Polarity.NEGATED, Polarity.UNKNOWN])
def test_what_is_imagined_affirms_nothing(world: Any, polarity: Polarity) -> None:
    """The bureau had concerns about buying it; the firm would not say whether it will sell."""
    imagined = world.article("a", world.say("Sale", **SALE, actuality=Actuality.HYPOTHETICAL))
    for actuality in Actuality:
        other = world.article("b", world.say("Sale", **SALE, actuality=actuality, polarity=polarity))
        assert _kinds(world, imagined, other) == []


def test_one_is_sure_and_another_is_not(world: Any) -> None:
    sure, unsure = world.say("Sale", **SALE), world.say("Sale", **SALE, certainty=Certainty.POSSIBLE)
    assert _kinds(world, world.article("a", sure), world.article("b", unsure)) == [("certainty", 1, 1)]
    assert _kinds(world, world.article("a", sure, unsure)) == []  # a page that hedges once and states once
    relayed = world.say("Sale", **SALE, certainty=Certainty.PROBABLE)
    assert _kinds(world, world.article("a", sure), world.article("b", relayed)) == []


def test_numbers(world: Any) -> None:
    records = [
        world.article(key, world.say("Sale", **SALE, amount=amount)) for key, amount in zip("abc", "334", strict=True)
    ]
    assert _kinds(world, *records) == [("number", 2, 1)]
    assert _kinds(world, *records, copies=(Copy("a", "b", 1.0), Copy("b", "c", 1.0))) == []  # one origin


def test_lengths_that_are_equal_are_no_disagreement(world: Any) -> None:
    pledge = {"pledger": "Acme", "act": "Sale", "product": "Facemap", "direction": Direction.FORGO}
    records = [
        world.article(key, world.say("Pledge", **pledge, duration=key)) for key in ("one year", "12 months", "P1Y")
    ]
    assert _kinds(world, *records) == []
    assert _kinds(world, *records, world.article("d", world.say("Pledge", **pledge, duration="two years"))) == [
        ("number", 3, 1)
    ]


@pytest.mark.parametrize(("year", "kinds"), [("2018", []), ("November 2019", [("date", 1, 1)]), ("2023", [])])
def test_dates_of_what_is_done_once(world: Any, year: str, kinds: list[Any]) -> None:
    """Two dates near each other are two accounts; the same parties do meet in court again years later."""
    suit = {"plaintiff": "Rights Watchers", "defendant": "Border Bureau"}
    first = world.article("a", world.say("Lawsuit", **suit, time="October 2018"))
    assert _kinds(world, first, world.article("b", world.say("Lawsuit", **suit, time=year))) == kinds
    assert (
        _kinds(world, first, world.article("b", world.say("Lawsuit", **suit, time=year)), copies=(Copy("a", "b", 1.0),))
        == []
    )


def test_what_is_done_again_and_again_has_many_dates(world: Any) -> None:
    records = [
        world.article(y, world.say("Pitch", agent="Acme", recipient="Border Bureau", time=y)) for y in ("2018", "2019")
    ]
    assert _kinds(world, *records) == []


def test_parties_of_one_thing_on_one_day(world: Any) -> None:
    day = {"time": "November 5, 2018"}
    first = world.article("a", world.say("Sale", **SALE, **day))
    other = world.say("Sale", **SALE | {"buyer": "Parks Agency"}, **day)
    assert _kinds(world, first, world.article("b", other)) == [("party", 1, 1)]
    both = world.article("a", world.say("Sale", **SALE, **day), other)
    assert _kinds(world, both) == []  # a page that tells of two sales
    month = world.say("Sale", **SALE | {"buyer": "Parks Agency"}, time="November 2018")
    assert _kinds(world, first, world.article("b", month)) == []
