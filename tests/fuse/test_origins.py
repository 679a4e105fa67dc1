"""Whose reporting a page is, and which day its relative times count from."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from typing import Any

import pytest

from kg.fuse.origins import Sources, fold, page, sources
from kg.model import Copy, Entity, EntityType, Origin, Resolution


def _sources(world: Any, *records: Any, copies: tuple[Copy, ...] = ()) -> Sources:
    resolution = world.resolution(list(records))
    return sources((page(record, resolution) for record in records), resolution.entities, copies)


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
    copies = (Copy("a", "b", 0.9), Copy("b", "c", 0.1, spun=0.7), Copy("c", "d", 0.7), Copy("x", "d", 0.9))
    found = {
        repr(_sources(world, *order, copies=pairs))
        for order in permutations(records)
        for pairs in (copies, copies[::-1])
    }
    assert len(found) == 1


@pytest.mark.parametrize(
    ("likeness", "joined", "spun"),
    [
        ({"overlap": 0.6}, True, False),
        ({"overlap": 0.599}, False, False),
        ({"overlap": 0.2, "alike": 0.5}, True, False),
        ({"overlap": 0.2, "alike": 0.499}, False, False),
        ({"overlap": 0.0, "spun": 0.5}, True, True),
        ({"overlap": 0.0, "spun": 0.499}, False, False),
        ({"overlap": 0.6, "spun": 0.499}, True, False),
        ({"overlap": 0.0, "title": True}, True, False),
        ({"overlap": 0.0, "title": False}, False, False),
    ],
)
def test_from_where_on_pages_are_copies(world: Any, likeness: dict[str, Any], joined: bool, spun: bool) -> None:
    records = world.article("a", published="2026-03-17"), world.article("b", published="2026-03-18")
    found = _sources(world, *records, copies=(Copy("a", "b", **likeness),))
    assert found.origins["b"] == Origin("a" if joined else "b", spun=spun)
    assert found.origins["a"] == Origin("a")
    assert len(found.independent(["a", "b"])) == (1 if joined else 2)


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("The Harbour Post", "harbour post"),
        ("  HARBOUR   post ", "harbour post"),
        ("www.harbourpost.com", "harbourpost"),
        ("harbourpost.co.uk", "harbourpost"),
        ("harbourpost.org", "harbourpost"),
        ("harbourpost.net", "harbourpost"),
        ("harbourpost.co", "harbourpost"),
        ("harbourpost.news", "harbourpost"),
        ("harbourpost.info", "harbourpost"),
        ("harbourpost.de", "harbourpost de"),
        ("Post, The", "post the"),
        ("Theatre News", "theatre news"),
        ("The", "the"),
        ("", ""),
    ],
)
def test_names_are_compared_without_what_does_not_tell(name: str, folded: str) -> None:
    assert fold(name) == folded


def test_an_outlet_is_known_by_its_alias_too(world: Any) -> None:
    page = world.article("page", publisher="Some Blog", reporters=("Harbour Post",))
    own = world.article("own", publisher="The Harbour Post")
    found = _sources(world, page, own)
    assert found.outlets == {"own": "post", "page": "post"}
    assert found.carried == {"page"}
    assert found.independent(["own", "page"]) == ("own",)
    assert found.independent(["page"]) == ("page",)


def test_of_two_outlets_named_the_one_named_more_often_is_carried(world: Any) -> None:
    record = world.article("page", publisher="Some Blog", reporters=("Harbour Post", "Harbour Post", "Valley Courier"))
    assert _sources(world, record).origins["page"] == Origin("page", outlet="post")
    record = world.article("page", publisher="Some Blog", reporters=("Harbour Post", "Valley Courier"))
    assert _sources(world, record).origins["page"] == Origin("page")


def test_a_group_of_carriers_goes_back_to_the_outlet_most_of_them_name(world: Any) -> None:
    hosts = [
        world.article(f"host-{n}", publisher=f"Blog {n}", published=f"2026-03-1{n}", reporters=(name,))
        for n, name in enumerate(("Harbour Post", "Valley Courier", "Valley Courier"))
    ]
    copies = (Copy("host-0", "host-1", 0.9), Copy("host-1", "host-2", 0.9))
    found = _sources(world, *hosts, copies=copies)
    assert set(found.origins.values()) == {Origin("host-0", outlet="courier")}
    assert found.carried == {"host-0", "host-1", "host-2"}
    assert set(found.anchors.values()) == {None}


def test_an_outlets_page_that_itself_carries_is_no_original(world: Any) -> None:
    relay = world.article("relay", publisher="Harbour Post", published="2026-03-10", reporters=("Valley Courier",))
    host = world.article("host", publisher="Some Blog", published="2026-03-11", reporters=("Harbour Post",))
    found = _sources(world, relay, host, copies=(Copy("host", "relay", 0.9),))
    assert found.origins["host"].article == "relay"
    assert found.origins["host"].outlet is not None


def test_the_leader_is_no_spun_page_where_another_is_there(world: Any) -> None:
    spun = world.article("spun", published="2026-03-10", publisher="Blog", reporters=("Harbour Post",))
    first = world.article("first", published="2026-03-18", publisher="Harbour Post")
    found = _sources(world, spun, first, copies=(Copy("first", "spun", 0.1, spun=0.9),))
    assert found.origins == {"first": Origin("first"), "spun": Origin("first", spun=True)}
    plain = world.article("plain", published="2026-03-12")
    early = world.article("early", published="2026-03-11")
    late = world.article("late", published="2026-03-13")
    pairs = (Copy("early", "late", 0.0, spun=0.9), Copy("late", "plain", 0.9))
    found = _sources(world, plain, early, late, copies=pairs)
    assert found.origins["late"] == Origin("early", spun=True)
    assert not found.origins["early"].spun


@pytest.mark.parametrize(
    ("called", "publisher", "own"),
    [
        ("Courier", "Port Elling Courier", True),
        ("the Courier", "The Port Elling Courier", True),
        ("Elling Courier", "Port Elling Courier", True),
        ("Port Elling", "Port Elling Courier", False),
        ("Port Courier", "Port Elling Courier", False),
    ],
)
def test_what_a_page_may_call_its_own_outlet(world: Any, called: str, publisher: str, own: bool) -> None:
    record = world.article("page", publisher=publisher, reporters=(called,))
    assert (_sources(world, record).anchors["page"] is not None) is own


def test_copies_of_what_is_not_there_join_nothing(world: Any) -> None:
    found = _sources(world, world.article("a"), world.article("b"), copies=(Copy("a", "x", 0.9), Copy("x", "b", 0.9)))
    assert found.origins == {"a": Origin("a"), "b": Origin("b")}


@pytest.mark.parametrize(
    ("published", "first"),
    [
        (("2026-03-18", "2026-03-17"), "b"),
        (("2026-03-17", "2026-03-18"), "a"),
        ((None, "2026-03-18"), "b"),
        (("2026-03-18", None), "a"),
        (("nonsense", "2026-03-18"), "b"),
        (("2026-03-18", "2026-03-18"), "a"),
        (("2026-03-18T00:30:00+02:00", "2026-03-17T23:00:00"), "a"),  # half past ten at Greenwich
        (("2026-03-18T02:30:00+02:00", "2026-03-17T23:00:00"), "b"),
        ((None, None), "a"),
    ],
)
def test_the_earliest_page_leads(world: Any, published: tuple[str | None, str | None], first: str) -> None:
    records = [world.article(key, published=when) for key, when in zip("ab", published, strict=True)]
    found = _sources(world, *records, copies=(Copy("a", "b", 0.9),))
    assert {origin.article for origin in found.origins.values()} == {first}


def test_outlets_are_known_by_name_before_alias_the_first_key_first(world: Any) -> None:
    outlets = (
        Entity("b-post", "Harbour Post", EntityType.OUTLET, aliases=("HP Online", "Valley Mail")),
        Entity("a-mail", "Valley Mail", EntityType.OUTLET),
        Entity("c-post", "Harbour Post", EntityType.OUTLET, aliases=("HP Online",)),
        Entity("firm", "Quay Weekly", EntityType.COMPANY),
    )
    resolution = Resolution({one.key: one for one in outlets}, {})
    wanted = {"HP Online": "b-post", "Harbour Post": "b-post", "Valley Mail": "a-mail", "Quay Weekly": "quay weekly"}
    records = [world.article(name, publisher=name) for name in wanted]
    assert sources((page(one, resolution) for one in records), resolution.entities, ()).outlets == wanted


@pytest.mark.parametrize(
    ("named", "outlet"),
    [
        (("Harbour Post", "Valley Courier"), "courier"),  # as often: the first key
        (("Valley Courier", "Harbour Post"), "courier"),
        (("Harbour Post", "Harbour Post", "Valley Courier"), "post"),
        (("Valley Courier", "Harbour Post", "Harbour Post"), "post"),
        (("Valley Courier", "Harbour Post", "Valley Courier"), "courier"),
    ],
)
def test_which_outlet_a_group_of_carriers_goes_back_to(world: Any, named: tuple[str, ...], outlet: str) -> None:
    hosts = [
        world.article(f"host-{n}", publisher=f"Blog {n}", reporters=(name,), published=f"2026-03-1{n}")
        for n, name in enumerate(named)
    ]
    copies = [Copy(f"host-{n}", f"host-{n + 1}", 0.9) for n in range(len(hosts) - 1)]
    found = _sources(world, *hosts, copies=tuple(copies))
    assert set(found.origins.values()) == {Origin("host-0", outlet=outlet)}
    assert set(found.outlets.values()) == {outlet}


@pytest.mark.parametrize(
    ("publisher", "outlet"),
    [(None, None), ("", None), (" ", None), ("...", None), ("Harbour Post", "post"), ("Quay Weekly", "quay weekly")],
)
def test_whose_page_it_is(world: Any, publisher: str | None, outlet: str | None) -> None:
    found = _sources(world, world.article("a", publisher=publisher))
    assert found.outlets == {"a": outlet}
    assert found.origins == {"a": Origin("a")}


def test_pages_of_nobody_known_are_each_their_own(world: Any) -> None:
    """That two pages name no publisher does not make them one outlet's."""
    found = _sources(world, *(world.article(key, publisher=None) for key in "ab"))
    assert found.independent("ab") == ("a", "b")
    spun = world.article("spun", publisher=None, published="2026-03-17")
    other = world.article("other", publisher=None, published="2026-03-18")
    found = _sources(world, spun, other, copies=(Copy("other", "spun", 0.1, spun=0.9),))
    assert found.origins["other"].spun
    assert not found.origins["spun"].spun


@pytest.mark.parametrize(
    ("reporters", "outlet"),
    [
        ((), None),
        (("Harbour Post",), "post"),
        (("Harbour Post", "Valley Courier"), None),
        (("Harbour Post", "Harbour Post", "Valley Courier"), "post"),
        (("Valley Courier", "Harbour Post", "Harbour Post"), "post"),
        (("Harbour Post", "Harbour Post", "Valley Courier", "Quay Weekly"), "post"),
        (("Harbour Post", "Harbour Post", "Valley Courier", "Valley Courier", "Quay Weekly"), None),
        (("Harbour Post", "Elm Gazette"), None),  # its own, whoever else
        (("Harbour Post", "Harbour Post", "Elm Gazette"), None),
        (("Harbour Post", "Gazette"), None),
    ],
)
def test_the_one_outlet_whose_reporting_a_page_is(world: Any, reporters: tuple[str, ...], outlet: str | None) -> None:
    found = _sources(world, world.article("page", publisher="Elm Gazette", reporters=reporters))
    assert found.origins["page"] == Origin("page", outlet=outlet)
    assert found.carried == (frozenset({"page"}) if outlet else frozenset())
    assert (found.anchors["page"] is None) is (outlet is not None)


def test_a_reporter_is_known_by_what_it_refers_to_else_by_its_words(world: Any) -> None:
    record = world.article("page", publisher="Elm Gazette", reporters=("Harbour Post",))
    resolution = world.resolution([record])
    elsewhere = Resolution(resolution.entities, dict.fromkeys(resolution.chains, "courier"))
    assert page(record, elsewhere).reporters == (("courier", "harbour post"),)
    assert page(record, Resolution(resolution.entities, {})).reporters == ((None, "harbour post"),)
    assert page(replace(record, mentions=()), resolution).reporters == ((None, "harbour post"),)
    pronouns = tuple(replace(mention, chain=None) for mention in record.mentions)
    assert page(replace(record, mentions=pronouns), resolution).reporters == ((None, "harbour post"),)
    known = sources([page(record, elsewhere)], resolution.entities, ())
    assert known.outlets == {"page": "courier"}
    known = sources([page(record, Resolution(resolution.entities, {}))], resolution.entities, ())
    assert known.outlets == {"page": "post"}


@pytest.mark.parametrize(
    ("published", "day"),
    [
        ("2026-03-18", "2026-03-18"),
        ("2026-03-18T23:30:00-05:00", "2026-03-18"),
        ("0001-01-01T00:00:00+05:00", "0001-01-01"),  # before the years there are, at Greenwich
        ("2026-02-30", "None"),
        ("", "None"),
        ("soon", "None"),
    ],
)
def test_the_day_is_the_one_the_page_gives(world: Any, published: str, day: str) -> None:
    assert str(_sources(world, world.article("a", published=published)).anchors["a"]) == day


def test_which_of_a_spun_pair_is_the_copy(world: Any) -> None:
    """That each names the other's outlet, or neither does, tells nothing: then the later page is."""

    def spun(one: tuple[str, ...], other: tuple[str, ...], *, share: float = 0.9) -> set[str]:
        records = (
            world.article("first", publisher="Harbour Post", published="2026-03-17", reporters=one),
            world.article("later", publisher="Valley Courier", published="2026-03-18", reporters=other),
        )
        found = _sources(world, *records, copies=(Copy("first", "later", 0.1, spun=share),))
        return {key for key, origin in found.origins.items() if origin.spun}

    assert spun((), ()) == {"later"}
    assert spun(("Valley Courier",), ()) == {"first"}
    assert spun((), ("Harbour Post",)) == {"later"}
    assert spun(("Valley Courier",), ("Harbour Post",)) == {"later"}
    assert spun(("Quay Weekly",), ()) == {"later"}
    assert spun(("Valley Courier",), (), share=0.49) == set()
