"""Pages that bear no day of their own are dated by the news they tell, and by nothing less."""

from __future__ import annotations

from typing import Any

import pytest

PITCH = {"agent": "Acme", "theme": "face matching", "recipient": "Border Bureau"}
PLEDGE = {"pledger": "Acme", "act": "Sale", "product": "face matching", "counterparty": "Riverton Police"}
SUIT = {"plaintiff": "Rights Watchers", "defendant": "Border Bureau"}
HOSTED: dict[str, Any] = {"published": "2031-01-01", "publisher": "Copy Cat", "reporters": ("Harbour Post",)}


def _opening(world: Any) -> tuple[Any, ...]:
    return world.say("Pledge", **PLEDGE), world.say("Pitch", **PITCH)


def _time_of_suit(world: Any, *records: Any) -> str | None:
    (suit,) = (one for one in world.fuse(*records).situations if one.frame == "Lawsuit")
    return suit.time.edtf if suit.time else None


@pytest.mark.parametrize(
    ("said", "time"),
    [
        ("In October", "2025-10"),
        ("in the spring", "2026-21"),
        ("last week", None),
        ("three days ago", None),
        ("in May 2019", "2019-05"),
    ],
)
def test_a_month_takes_its_year_from_dated_pages_with_the_same_news(world: Any, said: str, time: str | None) -> None:
    hosted = world.article("hosted", *_opening(world), world.say("Lawsuit", time=said, **SUIT), **HOSTED)
    dated = world.article("dated", *_opening(world), published="2026-06-17")
    assert _time_of_suit(world, hosted, dated) == time
    assert _time_of_suit(world, dated, hosted) == time


def test_one_event_in_common_is_not_the_same_news(world: Any) -> None:
    hosted = world.article("hosted", *_opening(world), world.say("Lawsuit", time="In October", **SUIT), **HOSTED)
    dated = world.article("dated", world.say("Pitch", **PITCH), published="2026-06-17")
    assert _time_of_suit(world, hosted, dated) is None


def test_news_told_again_a_year_later_dates_nothing(world: Any) -> None:
    hosted = world.article("hosted", *_opening(world), world.say("Lawsuit", time="In October", **SUIT), **HOSTED)
    dated = [world.article(day, *_opening(world), published=day) for day in ("2026-06-17", "2027-06-10")]
    assert _time_of_suit(world, hosted, *dated) is None


def test_what_a_page_only_recalls_does_not_date_it(world: Any) -> None:
    before = [world.say("Statement", speaker="Ann Lee", said="and so it went on and on " * 40)]
    hosted = world.article(
        "hosted", *before, *_opening(world), world.say("Lawsuit", time="In October", **SUIT), **HOSTED
    )
    dated = world.article("dated", *_opening(world), published="2026-06-17")
    assert _time_of_suit(world, hosted, dated) is None


def test_a_month_that_the_days_leave_open_stays_unknown(world: Any) -> None:
    hosted = world.article("hosted", *_opening(world), world.say("Lawsuit", time="In December", **SUIT), **HOSTED)
    dated = world.article("dated", *_opening(world), published="2026-12-03")  # this December's, or the last one's
    assert _time_of_suit(world, hosted, dated) is None


def test_a_page_with_news_of_its_own_is_not_dated_by_what_it_recalls(world: Any) -> None:
    own = world.say("Sale", seller="Zenit", product="drones", buyer="Parks Agency")
    hosted = world.article("hosted", own, *_opening(world), world.say("Lawsuit", time="In October", **SUIT), **HOSTED)
    dated = world.article("dated", *_opening(world), published="2026-06-17")
    assert _time_of_suit(world, hosted, dated) is None
