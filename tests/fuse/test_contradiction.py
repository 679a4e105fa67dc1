"""Which denials stand against which reports: by what both name, by how general each is, by time and by article."""

from __future__ import annotations

from typing import Any

import pytest

from kg.fuse.compatibility import Compatibility
from kg.fuse.contradiction import denials, opposing, report
from kg.fuse.origins import page, sources
from kg.fuse.resolved_claims import ground, named_entities
from kg.fuse.situations import clusters
from kg.model import Actuality, Certainty, Direction, Polarity, Reason

NOT, OPEN = {"polarity": Polarity.NEGATED}, {"polarity": Polarity.UNKNOWN}
SALE = {"seller": "Acme", "product": "Facemap", "buyer": "Border Bureau"}


def standing(world: Any, told: dict[str, Any], other: dict[str, Any], *, apart: bool = True) -> bool:
    """Whether a claim keeps a report from being asserted: told in one article and said in another, or all in one."""
    report, said = world.say("Sale", **told), world.say("Sale", **other)
    records = [world.article("a", report), world.article("b", said)] if apart else [world.article("a", report, said)]
    return not any(one.asserted for one in world.fuse(*records).situations)


@pytest.mark.parametrize(
    ("denied", "negated", "left_open"),
    [
        ({}, True, True),  # the same
        ({"buyer": None}, True, True),
        ({"product": None, "buyer": None}, False, False),  # of the seller alone: of which of its sales, nobody knows
        ({"seller": None, "product": None}, False, False),
        ({"seller": None, "buyer": None}, False, False),
        ({"product": "Skyeye"}, False, False),
        ({"seller": "Zenit"}, False, False),
        ({"buyer": "Parks Agency"}, False, False),
        ({"product": "Facemap Pro"}, True, True),
        ({"product": "the software"}, True, True),
        ({"product": "face matching"}, True, False),  # a question about any of the kind
        ({"product": "drones"}, True, False),
        ({"buyer": "Interior Ministry"}, True, True),
        ({"buyer": "police departments"}, False, False),
        ({"buyer": "the agency"}, True, True),
        ({"buyer": "other agencies"}, False, False),
        ({"buyer": None, "product": "Skyeye"}, False, False),
        ({"amount": "$3m"}, True, True),
    ],
)
def test_what_a_denial_or_an_open_question_stands_against(
    world: Any, denied: dict[str, str | None], negated: bool, left_open: bool
) -> None:
    told = SALE | {"time": "in 2018"}
    roles = {role: filler for role, filler in (SALE | denied).items() if filler is not None}
    assert standing(world, told, roles | NOT) is negated
    assert standing(world, told, roles | OPEN) is left_open


@pytest.mark.parametrize(
    ("report", "denial", "stands"),
    [
        ("in 2018", "in 2018", True),
        ("in 2018", "in 2019", False),
        ("in 2018", "November 2018", True),
        ("November 2018", "in 2018", True),
        ("November 2018", "December 2018", False),
        ("in 2018", None, True),
        (None, "in 2018", True),
        ("since 2018", "in 2017", False),
        ("since 2018", "in 2018", True),
    ],
)
def test_a_denial_of_another_time_does_not(world: Any, report: str | None, denial: str | None, stands: bool) -> None:
    told = SALE | {"time": report} if report else SALE
    other = {"seller": "Acme", "product": "Facemap"} | NOT | ({"time": denial} if denial else {})
    assert standing(world, told, other) is stands


@pytest.mark.parametrize(
    ("stance", "stands"),
    [
        ({}, True),
        ({"certainty": Certainty.POSSIBLE}, True),
        ({"by": "Ann Lee"}, True),
        ({"actuality": Actuality.PLANNED}, False),
        ({"actuality": Actuality.CONDITIONAL}, False),
        ({"actuality": Actuality.HYPOTHETICAL}, False),
    ],
)
def test_only_what_is_denied_of_the_world_as_it_is_stands(world: Any, stance: dict[str, Any], stands: bool) -> None:
    assert standing(world, SALE, SALE | {"product": "Facemap Pro"} | NOT | stance) is stands


@pytest.mark.parametrize(
    ("denial", "here", "elsewhere"),
    [
        ({"buyer": "the agency", "product": "the software"}, True, False),  # names nothing: of its own article only
        ({"buyer": "the agency"}, True, False),
        ({"seller": "Acme", "product": "the software", "buyer": "Border Bureau"}, True, True),
        (
            {"seller": "Acme", "product": "the software"},
            False,
            False,
        ),  # what is described is another than what is named
    ],
)
def test_a_denial_without_a_name_is_of_its_own_article(
    world: Any, denial: dict[str, str], here: bool, elsewhere: bool
) -> None:
    told = SALE | {"time": "in 2018"}
    assert standing(world, told, denial | NOT, apart=False) is here
    assert standing(world, told, denial | NOT, apart=True) is elsewhere


def test_a_denial_that_says_more_on_one_side_and_less_on_the_other_needs_two_in_common(world: Any) -> None:
    """It names a place that the report does not, and lacks what the report names."""
    report = {"seller": "Acme", "product": "Facemap", "time": "in 2018"}
    assert not standing(world, report, {"seller": "Acme", "buyer": "Border Bureau"} | NOT)
    assert standing(world, report, {"seller": "Acme", "buyer": "Border Bureau"} | NOT, apart=False)
    assert standing(world, report, {"seller": "Acme", "product": "Facemap", "buyer": "Border Bureau"} | NOT)


def test_a_pledge_of_the_other_direction_denies_nothing(world: Any) -> None:
    pledge = {"pledger": "Acme", "act": "Sale", "product": "Facemap"}
    made = world.article("a", world.say("Pledge", **pledge, direction=Direction.FORGO, time="in 2018"))
    for direction, asserted in ((Direction.UNDERTAKE, True), (Direction.FORGO, False)):
        denied = world.article("b", world.say("Pledge", pledger="Acme", act="Sale", direction=direction, **NOT))
        assert any(one.asserted for one in world.fuse(made, denied).situations) is asserted


def test_another_frame_denies_nothing(world: Any) -> None:
    made = world.article("a", world.say("Sale", **SALE))
    other = world.article("b", world.say("Contract", supplier="Acme", customer="Border Bureau", **NOT))
    assert any(one.asserted for one in world.fuse(made, other).situations)


def test_the_reasons_say_which_it_is(world: Any) -> None:
    told = world.article("a", world.say("Sale", **SALE, time="in 2018"))
    roles = {"seller": "Acme", "product": "Facemap"}
    for stance, reason in ((NOT, Reason.DENIED), (OPEN, Reason.UNCLEAR)):
        fusion = world.fuse(told, world.article("b", world.say("Sale", **roles, **stance, time="November 2018")))
        found = {reason for one in fusion.situations for reason in one.reasons}
        assert found == {reason, Reason.DISPUTED}


def test_many_denials_alike_are_each_on_record(world: Any) -> None:
    told = world.article("a", world.say("Sale", **SALE, time="November 2018"))
    less = {"seller": "Acme", "product": "Facemap", "time": "in 2018"}
    same = [world.article(key, world.say("Sale", **less, **NOT)) for key in "bc"]
    (found,) = world.fuse(told, *same).disagreements
    assert (len(found.affirming), len(found.opposing)) == (1, 2)


@pytest.mark.parametrize(
    ("reports", "denial", "stands"),
    [
        (["in 2018", "November 2018"], "May 2018", True),  # one of the reports may be of then
        (["November 2018", None], "May 2018", True),
        (["November 2018", "late 2018"], "May 2018", False),
        (["November 2018", "November 5, 2018"], "November 2018", True),
    ],
)
def test_a_denial_stands_where_it_can_be_of_the_time_of_any_report(
    world: Any, reports: list[str | None], denial: str, stands: bool
) -> None:
    told = [
        world.article(f"a{number}", world.say("Sale", **SALE, **({"time": time} if time else {})))
        for number, time in enumerate(reports)
    ]
    other = world.article("b", world.say("Sale", **SALE | {"product": "Facemap Pro"}, **NOT, time=denial))
    assert any(one.asserted for one in world.fuse(*told, other).situations) is not stands


@pytest.mark.parametrize(
    ("report", "denial", "negated", "left_open"),
    [
        # each names a party that the other leaves open
        ({"seller": "Acme", "buyer": "the agency"}, {"seller": "the agency", "buyer": "Border Bureau"}, False, False),
        # in another article the parties have to be the same, not one of the kind
        ({"seller": "Acme", "buyer": "the agency"}, {"seller": "Acme", "buyer": "Border Bureau"}, False, False),
        (
            {"seller": "Acme", "buyer": "police departments"},
            {"seller": "Acme", "buyer": "Riverton Police"},
            False,
            False,
        ),
        (
            {"seller": "Acme", "buyer": "Riverton Police"},
            {"seller": "Acme", "buyer": "police departments"},
            False,
            False,
        ),
        (
            {"seller": "Acme", "buyer": "police departments"},
            {"seller": "Acme", "buyer": "other agencies"},
            False,
            False,
        ),
        ({"seller": "Acme"}, {"seller": "Acme", "buyer": "other agencies"}, False, False),
        ({"product": "face matching"}, {"product": "Facemap"}, False, False),  # nothing in common is certain
        ({"seller": "Acme", "product": "face matching"}, {"seller": "Acme", "product": "Facemap"}, False, False),
        ({"seller": "Acme", "product": "Facemap"}, {"seller": "Acme", "product": "Parks Agency"}, False, False),
        ({"seller": "Acme", "buyer": "some firm"}, {"seller": "Acme", "buyer": "Border Bureau"}, False, False),
        ({"seller": "Acme", "buyer": "Border Bureau"}, {"seller": "Acme", "buyer": "some firm"}, False, False),
        (
            {"seller": "Acme", "buyer": "Border Bureau"},
            {"seller": "the agency", "buyer": "Border Bureau"},
            False,
            False,
        ),
        ({"seller": "Ann Lee", "buyer": "Border Bureau"}, {"seller": "Ann Lee"}, True, False),  # of one person
    ],
)
def test_what_is_named_on_one_side_only(
    world: Any, report: dict[str, str], denial: dict[str, str], negated: bool, left_open: bool
) -> None:
    told = report | {"time": "in 2018"}
    assert standing(world, told, denial | NOT) is negated
    assert standing(world, told, denial | OPEN) is left_open


def test_the_same_denial_with_other_words_for_its_product_is_met_by_each(world: Any) -> None:
    """Denials alike in all but their place are one; unlike ones are each asked."""
    told = world.article("a", world.say("Sale", **SALE, time="in 2018"))
    less = {"seller": "Acme", "buyer": "Border Bureau"}
    denials = [
        world.article("b", world.say("Sale", **less, **NOT)),
        world.article("c", world.say("Sale", **less, **NOT)),
        world.article("d", world.say("Sale", **less, product="Facemap Pro", **OPEN)),
        world.article("e", world.say("Sale", **less, product="Skyeye", **NOT)),
    ]
    fusion = world.fuse(told, *denials)
    (found,) = fusion.disagreements
    articles = {claim.key: claim.article for claim in fusion.claims}
    assert sorted(articles[key] for key in found.opposing) == ["b", "c", "d"]
    assert list(found.opposing) == sorted(found.opposing)


def test_a_report_and_its_denials_as_they_are_asked(world: Any) -> None:
    told = [
        world.article("a", world.say("Sale", **SALE, time="in 2018")),
        world.article("b", world.say("Sale", **SALE)),
        world.article("c", world.say("Sale", **SALE, **NOT)),
        world.article("d", world.say("Sale", **SALE, **NOT)),
        world.article("e", world.say("Sale", **SALE, **OPEN)),
        world.article("f", world.say("Sale", **SALE, **NOT, actuality=Actuality.PLANNED)),
    ]
    resolution = world.resolution(told)
    named = named_entities(told, resolution)
    known = sources((page(one, resolution) for one in told), resolution.entities, ())
    (cluster,) = clusters([claim for one in told for claim in ground(one, resolution, None, named=named)], known)
    asked = report(cluster)
    assert asked is not None
    assert (asked.family, asked.named, asked.articles) == ("Sale", frozenset(SALE), frozenset("abcdef"))
    assert sorted(str(time and time.edtf) for time in asked.times) == ["2018", "None"]  # of its affirmed claims
    found = denials(cluster)
    assert sorted("".join(one.article for one in denial.grounds) for denial in found) in (["cd", "e"], ["dc", "e"])
    assert {denial.home for denial in found} == {cluster.key}
    compatibility = Compatibility(resolution.entities)
    assert [opposing(denial, asked, compatibility) for denial in found] == [(), ()]  # what is its own needs no asking
    (only,) = clusters(ground(told[2], resolution, None, named=named), known)
    assert report(only) is None


@pytest.mark.parametrize(
    ("buyer", "asserted"),
    [
        ("other agencies", 0),  # the same others, whichever year is meant
        ("other police departments", 2),
        (None, 0),
    ],
)
def test_what_others_are_denied_of_the_same_others(world: Any, buyer: str | None, asserted: int) -> None:
    told = [world.say("Sale", buyer="other agencies", time=year) for year in ("in 2018", "in 2019")]
    denial = world.say("Sale", **({"buyer": buyer} if buyer else {"product": "the software"}), **NOT)
    fusion = world.fuse(world.article("a", *told, denial))
    assert sum(one.asserted for one in fusion.situations) == asserted


def test_a_denial_that_was_found_to_be_of_one_event_is_of_no_other(world: Any) -> None:
    """The same a year before, and the suit that the denial is of: what is denied has been told of, close by."""
    sold = {"seller": "Acme", "buyer": "Border Bureau", "product": "Facemap"}
    records = (
        world.article("before", world.say("Sale", **sold, time="March 2025"), published="2025-03-20"),
        world.article("now", world.say("Sale", **sold, time="March 2026"), published="2026-03-18"),
        world.article("denial", world.say("Sale", **sold, **NOT), published="2026-03-19"),
    )
    fusion = world.fuse(*records)
    articles = {claim.key: claim.article for claim in fusion.claims}
    told = {articles[key]: one.asserted for one in fusion.situations for key in one.claims}
    assert told == {"before": True, "now": False, "denial": False}
    assert len(fusion.disagreements) == 1
