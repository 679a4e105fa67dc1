"""Whose reporting a page is, and which day its relative times count from."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest

from kg.fuse.origins import Sources, fold, sources
from kg.model import Copy, Origin


def _sources(world: Any, *records: Any, copies: tuple[Copy, ...] = ()) -> Sources:
    return sources(records, world.resolution(list(records)), copies)


def test_an_article_is_its_own_origin(world: Any) -> None:
    found = _sources(world, world.article("a"))
    assert found.origins == {"a": Origin("a")}
    assert str(found.anchors["a"]) == "2026-03-18"


def test_ten_copies_are_one_origin_the_earliest(world: Any) -> None:
    records = [world.article(f"copy-{n}", published=f"2026-03-{18 - n}T10:00:00Z") for n in range(9)]
    records.append(world.article("a-copy", published=None))
    copies = tuple(Copy("a-copy", f"copy-{n}", 0.9) for n in range(9))
    found = _sources(world, *records, copies=copies)
    assert set(found.origins.values()) == {Origin("copy-8")}
    assert found.independent(found.origins) == ("copy-8",)
    assert {str(day) for day in found.anchors.values()} == {"2026-03-10"}


def test_equal_times_are_told_apart_by_key_and_zones_are_heeded(world: Any) -> None:
    early = world.article("z", published="2026-03-18T01:00:00+05:00")  # the 17th, 20:00 at Greenwich
    late = world.article("a", published="2026-03-17T21:00:00Z")
    found = _sources(world, early, late, copies=(Copy("a", "z", 1.0),))
    assert found.origins["a"] == Origin("z")
    assert str(found.anchors["a"]) == "2026-03-18"  # the day as its own page has it


def test_some_words_in_common_are_no_copy(world: Any) -> None:
    found = _sources(world, world.article("a"), world.article("b"), copies=(Copy("a", "b", 0.2, spun=0.2),))
    assert found.independent(["a", "b"]) == ("a", "b")


def test_a_page_that_carries_an_absent_outlets_report_has_no_day(world: Any) -> None:
    found = _sources(world, world.article("host", published="2029-01-01", reporters=("Harbour Post",)))
    assert found.origins["host"] == Origin("host", outlet="post")
    assert found.anchors["host"] is None


def test_the_outlets_own_page_takes_its_carriers_in(world: Any) -> None:
    host = world.article("host", published="2020-01-01", reporters=("Harbour Post",))
    original = world.article("original", publisher="The Harbour Post", published="2026-03-18")
    found = _sources(world, host, original, copies=(Copy("host", "original", 0.0, title=True),))
    assert found.origins == {"host": Origin("original"), "original": Origin("original")}
    assert {str(day) for day in found.anchors.values()} == {"2026-03-18"}


def test_an_unlinked_carrier_adds_nothing_beside_its_outlet_or_another_carrier(world: Any) -> None:
    hosts = [world.article(f"host-{n}", publisher=None, reporters=("Harbour Post",)) for n in range(2)]
    own = world.article("own", publisher="harbourpost.com")
    assert fold("harbourpost.com") == "harbourpost"
    found = _sources(world, *hosts, own)
    assert found.independent(["host-0", "host-1"]) == ("host-0",)
    own = world.article("own", publisher="Harbour Post")
    other = world.article("other", publisher="Harbour Post")
    found = _sources(world, *hosts, own, other)
    assert found.independent(["host-0", "host-1", "own", "other"]) == ("other", "own")


def test_naming_itself_or_several_outlets_alike_gives_no_other_origin(world: Any) -> None:
    own = world.article("own", publisher="Harbour Post", reporters=("Harbour Post", "Valley Courier"))
    both = world.article("both", publisher=None, reporters=("Harbour Post", "Valley Courier"))
    found = _sources(world, own, both)
    assert found.origins == {"own": Origin("own"), "both": Origin("both")}


def test_a_page_may_call_its_own_outlet_by_its_last_word(world: Any) -> None:
    own = world.article("own", publisher="The Valley Courier", published="2026-03-18", reporters=("Courier",))
    found = _sources(world, own)
    assert found.origins == {"own": Origin("own")}
    assert str(found.anchors["own"]) == "2026-03-18"


def test_an_outlet_nobody_knows_still_takes_the_days_trust(world: Any) -> None:
    found = _sources(world, world.article("host", reporters=("Unheard Of Gazette",)))
    assert found.origins["host"].outlet is None
    assert found.anchors["host"] is None
    assert found.carried == {"host"}


@pytest.mark.parametrize(
    ("original", "page"),
    [
        ({"published": "2026-03-18"}, {"published": None}),
        ({"published": "2026-03-18"}, {"published": "2026-03-19"}),
        (
            {"published": "2026-03-18", "publisher": "Harbour Post"},
            {"published": "2026-03-17", "reporters": ("Harbour Post",)},
        ),
    ],
)
def test_of_a_spun_pair_the_later_or_the_one_that_names_the_other_is_the_copy(
    world: Any, original: Any, page: Any
) -> None:
    records = world.article("original", **original), world.article("a-spun", **page)
    found = _sources(world, *records, copies=(Copy("a-spun", "original", 0.1, spun=0.8),))
    assert found.origins["a-spun"] == Origin("original", spun=True)
    assert found.origins["original"] == Origin("original")
    assert str(found.anchors["a-spun"]) == "2026-03-18"


def test_pages_without_a_usable_date_have_no_day(world: Any) -> None:
    found = _sources(world, world.article("a", published="last Tuesday"), world.article("b", published=None))
    assert set(found.anchors.values()) == {None}


def test_origins_do_not_depend_on_order(world: Any) -> None:
    records = [
        world.article("a", published="2026-03-18", reporters=("Harbour Post",)),
        world.article("b", published=None),
        world.article("c", published="2026-03-17", publisher="Harbour Post"),
        world.article("d", published="2026-03-16"),
    ]
    copies = (Copy("a", "b", 0.9), Copy("b", "c", 0.1, spun=0.7), Copy("c", "d", 0.5), Copy("x", "d", 0.9))
    found = {
        repr(_sources(world, *order, copies=pairs))
        for order in permutations(records)
        for pairs in (copies, copies[::-1])
    }
    assert len(found) == 1
