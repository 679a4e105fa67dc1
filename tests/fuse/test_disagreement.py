"""Where sources disagree."""

from __future__ import annotations

from typing import Any

import pytest

from kg.fuse.disagreement import account_keys, within
from kg.fuse.origins import page, sources
from kg.fuse.resolved_claims import ground, named_entities
from kg.fuse.situations import Cluster, clusters
from kg.keys import digest
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


@pytest.mark.parametrize(
    ("told", "denied", "kinds"),
    [
        (Actuality.CONDITIONAL, Actuality.CONDITIONAL, ["polarity"]),
        (Actuality.CONDITIONAL, Actuality.PLANNED, ["polarity"]),
        (Actuality.PLANNED, Actuality.CONDITIONAL, ["polarity"]),
        (Actuality.PLANNED, Actuality.PLANNED, ["polarity"]),
        (Actuality.ACTUAL, Actuality.ACTUAL, ["polarity"]),
        (Actuality.ACTUAL, Actuality.PLANNED, []),
        (Actuality.ACTUAL, Actuality.CONDITIONAL, []),
        (Actuality.CONDITIONAL, Actuality.ACTUAL, []),
        (Actuality.CONDITIONAL, Actuality.HYPOTHETICAL, []),
    ],
)
@pytest.mark.parametrize("polarity", [Polarity.NEGATED, Polarity.UNKNOWN])
def test_a_denial_disputes_what_is_of_its_own_world(
    world: Any, told: Actuality, denied: Actuality, kinds: list[str], polarity: Polarity
) -> None:
    records = (
        world.article("a", world.say("Sale", **SALE, actuality=told)),
        world.article("b", world.say("Sale", **SALE, actuality=denied, polarity=polarity)),
    )
    assert [kind for kind, _, _ in _kinds(world, *records)] == kinds


@pytest.mark.parametrize(
    ("sure", "unsure", "kinds"),
    [
        ({}, {"certainty": Certainty.POSSIBLE}, ["certainty"]),
        ({}, {"certainty": Certainty.PROBABLE}, []),
        ({"certainty": Certainty.PROBABLE}, {"certainty": Certainty.POSSIBLE}, []),
        ({"actuality": Actuality.PLANNED}, {"certainty": Certainty.POSSIBLE}, []),
        ({}, {"certainty": Certainty.POSSIBLE, "actuality": Actuality.PLANNED}, []),
        ({}, {"certainty": Certainty.POSSIBLE, "polarity": Polarity.NEGATED}, ["polarity"]),
    ],
)
def test_who_takes_another_side_on_how_sure_it_is(
    world: Any, sure: dict[str, Any], unsure: dict[str, Any], kinds: list[str]
) -> None:
    records = (
        world.article("a", world.say("Sale", **SALE, **sure)),
        world.article("b", world.say("Sale", **SALE, **unsure)),
    )
    assert [kind for kind, _, _ in _kinds(world, *records)] == kinds


def test_numbers_take_sides_by_how_many_give_them(world: Any) -> None:
    def sale(key: str, **more: Any) -> Any:
        return world.article(key, world.say("Sale", **SALE, **more))

    fusion = world.fuse(
        sale("a", amount="$3m"), sale("b", amount="$4m"), sale("c", amount="$4m"), sale("d", amount="$5m")
    )
    (found,) = fusion.disagreements
    articles = {claim.key: claim.article for claim in fusion.claims}
    assert found.kind == "number"
    assert [sorted(articles[key] for key in side) for side in (found.affirming, found.opposing)] == [
        ["b", "c"],
        ["a", "d"],
    ]
    denied = sale("e", amount="$9m", polarity=Polarity.NEGATED)
    assert [one.kind for one in world.fuse(sale("a", amount="$3m"), denied).disagreements] == ["polarity"]
    assert world.fuse(sale("a", amount="$3m"), sale("b")).disagreements == ()
    assert world.fuse(sale("a", amount="$3 M"), sale("b", amount="$3  m.")).disagreements == ()


@pytest.mark.parametrize(
    ("frame", "roles", "once"),
    [
        ("Acquisition", {"acquirer": "Acme", "target": "Zenit"}, True),
        ("Appointment", {"person": "Ann Lee", "organization": "Acme"}, True),
        ("Departure", {"person": "Ann Lee", "organization": "Acme"}, True),
        ("Disclosure", {"discloser": "Acme", "recipient": "Border Bureau"}, True),
        ("Founding", {"founder": "Ann Lee", "organization": "Acme"}, True),
        ("Lawsuit", {"plaintiff": "Ann Lee", "defendant": "Acme"}, True),
        ("Launch", {"agent": "Acme", "product": "Facemap"}, True),
        ("Pledge", {"pledger": "Acme", "act": "Sale", "product": "Facemap"}, True),
        ("Sale", {"seller": "Acme", "buyer": "Border Bureau"}, False),
        ("Test", {"agent": "Acme", "product": "Facemap"}, False),
        ("Lawsuit", {"plaintiff": "Ann Lee"}, False),  # one party is too little to be the same suit
    ],
)
def test_what_is_done_once_has_one_date(world: Any, frame: str, roles: dict[str, str], once: bool) -> None:
    records = [world.article(key, world.say(frame, **roles, time=key)) for key in ("May 2018", "July 2018")]
    assert _kinds(world, *records) == ([("date", 1, 1)] if once else [])


@pytest.mark.parametrize(
    ("other", "kinds"),
    [
        ("May 4, 2018", ["date"]),
        ("May 4, 2019", ["date"]),  # 366 days later
        ("May 5, 2019", []),
        ("May 2, 2017", ["date"]),
        ("May 1, 2017", []),
    ],
)
def test_how_far_two_dates_of_one_thing_may_lie_apart(world: Any, other: str, kinds: list[str]) -> None:
    suit = {"plaintiff": "Rights Watchers", "defendant": "Border Bureau"}
    records = [world.article(key, world.say("Lawsuit", **suit, time=key)) for key in ("May 3, 2018", other)]
    assert [kind for kind, _, _ in _kinds(world, *records)] == kinds


@pytest.mark.parametrize(
    ("change", "kinds"),
    [
        ({"buyer": "Parks Agency"}, ["party"]),
        ({"product": "Skyeye"}, ["party"]),
        ({"product": "Skyeye", "buyer": "Parks Agency"}, []),
        ({"buyer": "the agency"}, []),  # nobody's name
        ({"time": "November 6, 2018", "buyer": "Parks Agency"}, []),
        ({"buyer": "Parks Agency", "polarity": Polarity.NEGATED}, []),
    ],
)
def test_one_party_differs(world: Any, change: dict[str, Any], kinds: list[str]) -> None:
    told = SALE | {"time": "November 5, 2018"}
    records = [world.article(key, world.say("Sale", **told | more)) for key, more in (("a", {}), ("b", change))]
    assert [kind for kind, _, _ in _kinds(world, *records)] == kinds


def test_two_roles_are_too_few_for_one_of_them_to_differ(world: Any) -> None:
    day = {"seller": "Acme", "time": "November 5, 2018"}
    records = [
        world.article(buyer, world.say("Sale", **day, buyer=buyer)) for buyer in ("Border Bureau", "Parks Agency")
    ]
    assert _kinds(world, *records) == []


def test_pledges_in_two_directions_are_no_two_accounts(world: Any) -> None:
    pledge = {"pledger": "Acme", "act": "Sale", "product": "Facemap"}
    records = [
        world.article(way.value, world.say("Pledge", **pledge, direction=way, time=when))
        for way, when in ((Direction.FORGO, "May 2018"), (Direction.UNDERTAKE, "July 2018"))
    ]
    assert _kinds(world, *records) == []


def test_disagreements_have_keys_of_their_own_and_are_sorted(world: Any) -> None:
    records = (
        world.article("a", world.say("Sale", **SALE, amount="$3m")),
        world.article("b", world.say("Sale", **SALE, amount="$4m", certainty=Certainty.POSSIBLE)),
        world.article("c", world.say("Sale", **SALE, polarity=Polarity.NEGATED)),
    )
    found = world.fuse(*records).disagreements
    assert sorted(one.kind for one in found) == ["certainty", "number", "polarity"]
    assert [one.key for one in found] == sorted({one.key for one in found})


@pytest.mark.parametrize("names", ["abcd", "wxyz", "kmnp", "dcba", "qhvt", "efgh"])
def test_of_values_given_as_often_the_one_of_the_first_claim_is_affirmed(world: Any, names: str) -> None:
    amounts = dict(zip(names, ("$3m", "$4m", "$3m", "$4m"), strict=True))
    told = [world.article(name, world.say("Sale", **SALE, amount=amount)) for name, amount in amounts.items()]
    fusion = world.fuse(*told)
    (found,) = fusion.disagreements
    first = min(fusion.claims, key=lambda claim: claim.key)
    by_amount = {claim.key for claim in fusion.claims if amounts[claim.article] == amounts[first.article]}
    assert set(found.affirming) == by_amount
    assert set(found.opposing) == {claim.key for claim in fusion.claims} - by_amount


def test_of_two_numbers_the_amount_is_the_one_told(world: Any) -> None:
    """No frame has both yet; a situation has one disagreement of a kind, since kind and situation make its key."""
    said = {"a": {"amount": "$3m", "duration": "one year"}, "b": {"amount": "$4m", "duration": "two years"},
            "c": {"duration": "two years"}}  # fmt: skip
    told = [world.article(key, world.say("Pledge", pledger="Acme", act="Sale", **more)) for key, more in said.items()]
    resolution = world.resolution(told)
    known = sources((page(one, resolution) for one in told), resolution.entities, ())
    grounds = [claim for one in told for claim in ground(one, resolution, None, named=frozenset())]

    def sides(*articles: str) -> list[tuple[str, int, int]]:
        cluster = Cluster({}, [one for one in grounds if one.article in articles], key="pledge-1")
        return [(one.kind, len(one.affirming), len(one.opposing)) for one in within(cluster, (), known)]

    assert sides("a", "b", "c") == [("number", 1, 1)]
    assert sides("a", "c") == [("number", 1, 1)]
    assert sides("b", "c") == []


@pytest.mark.parametrize(
    ("one", "other", "kinds"),
    [
        ("one year", "a while", []),  # of no length that can be compared
        ("a while", "some time", []),
        ("one year", "18 months", ["number"]),
    ],
)
def test_lengths_that_are_none_differ_from_nothing(world: Any, one: str, other: str, kinds: list[str]) -> None:
    pledge = {"pledger": "Acme", "act": "Sale", "product": "Facemap", "direction": Direction.FORGO}
    told = [
        world.article(key, world.say("Pledge", **pledge, duration=said)) for key, said in (("a", one), ("b", other))
    ]
    assert [kind for kind, _, _ in _kinds(world, *told)] == kinds


def test_an_open_predicate_has_no_two_accounts_of_a_party(world: Any) -> None:
    """Who outwits one may outwit another on the same day; of a sale of one thing there is one buyer."""
    day = {"agent": "Acme", "theme": "Facemap", "predicate": "outwit", "time": "November 5, 2018"}
    told = [world.article(name, world.say("OpenEvent", **day, recipient=name)) for name in ("Zenit", "Parks Agency")]
    assert _kinds(world, *told) == []


def test_keys_that_two_accounts_share(world: Any) -> None:
    def keys(**said: Any) -> list[str]:
        record = world.article("a", world.say("Lawsuit", **said))
        resolution = world.resolution([record])
        grounds = ground(record, resolution, None, named=named_entities([record], resolution))
        known = sources([page(record, resolution)], resolution.entities, ())
        (cluster,) = clusters(grounds, known)
        return list(account_keys(cluster))

    suit = {"plaintiff": "Rights Watchers", "defendant": "Border Bureau", "court": "Riverton Police"}
    (date,) = keys(**suit, time="in 2018")
    assert len(date) == len("date:") + 24
    assert keys(**suit, time="in 2019") == [date]  # alike but for the date
    assert keys(**suit) == []
    assert keys(**suit, time="in 2018", polarity=Polarity.NEGATED) == []
    first, *parties = keys(**suit, time="May 4, 2018")
    assert first == date
    assert len(parties) == 3
    assert {(key.partition(":")[0], len(key)) for key in parties} == {("party", len("party:") + 24)}
    other = keys(**suit | {"court": "Parks Agency"}, time="May 4, 2018")
    assert len(set(parties) & set(other)) == 1  # alike but for the court
    assert set(parties).isdisjoint(keys(**suit | {"court": "Parks Agency"}, time="May 5, 2018"))
    assert len(keys(**suit | {"court": "the agency"}, time="May 4, 2018")) == 3  # a party without a name is no other
    assert keys(plaintiff="Rights Watchers", defendant="Border Bureau", time="May 4, 2018")[1:] == []


def test_a_disagreement_is_known_by_its_situation_and_kind(world: Any) -> None:
    told = [world.article("a", world.say("Sale", **SALE)), world.article("b", world.say("Sale", **SALE, **NOT))]
    (found,) = world.fuse(*told).disagreements
    assert found.key == digest(found.situation, "polarity", length=16)


@pytest.mark.parametrize(
    ("other", "kinds"),
    [
        ({}, []),  # one page that says both
        ({"certainty": Certainty.POSSIBLE}, ["certainty"]),
    ],
)
def test_a_page_on_both_sides_takes_none(world: Any, other: dict[str, Any], kinds: list[str]) -> None:
    doubt = world.say("Sale", **SALE, certainty=Certainty.POSSIBLE)
    first = world.article("a", world.say("Sale", **SALE), *([] if other else [doubt]))
    told = [first] if not other else [first, world.article("b", world.say("Sale", **SALE, **other))]
    assert [kind for kind, _, _ in _kinds(world, *told)] == kinds


def test_several_dates_stand_against_the_first(world: Any) -> None:
    suit = {"plaintiff": "Rights Watchers", "defendant": "Border Bureau"}
    days = ("May 3, 2018", "June 3, 2018", "July 3, 2018")
    fusion = world.fuse(*(world.article(day, world.say("Lawsuit", **suit, time=day)) for day in days))
    (found,) = fusion.disagreements
    assert (found.kind, len(found.affirming), len(found.opposing)) == ("date", 1, 2)
    assert found.situation == min(one.key for one in fusion.situations)
    denied = world.article("d", world.say("Lawsuit", **suit, time="July 3, 2018", polarity=Polarity.NEGATED))
    both = world.fuse(
        world.article("a", world.say("Lawsuit", **suit, time="May 3, 2018")),
        world.article("c", world.say("Lawsuit", **suit, time="July 3, 2018")),
        denied,
    )
    (dates,) = [one for one in both.disagreements if one.kind == "date"]
    assert (len(dates.affirming), len(dates.opposing)) == (1, 1)  # a denial of one date is no account of another
