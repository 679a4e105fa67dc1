"""Which claims are about one situation, and what is written of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from kg.fuse.origins import page, sources
from kg.fuse.resolved_claims import by_role, ground, named_entities
from kg.fuse.situations import Cluster, clusters, pairs
from kg.model import (
    Actuality,
    Certainty,
    Copy,
    Direction,
    Filling,
    Mention,
    MentionKind,
    Origin,
    Polarity,
    Reason,
)

ROLES = {"agent": "Acme", "theme": "Facemap", "recipient": "Border Bureau"}


def _situations(world: Any, *records: Any, **options: Any) -> list[tuple[str, ...]]:
    """The claims' roles of each situation, for comparing."""
    fusion = world.fuse(*records, **options)
    articles = {claim.key: claim.article for claim in fusion.claims}
    return sorted(tuple(sorted(articles[key] for key in situation.claims)) for situation in fusion.situations)


def test_the_same_told_twice_is_one_situation_with_two_origins(world: Any) -> None:
    situation = world.only(*(world.article(key, world.say("Pitch", **ROLES)) for key in "ab"))
    assert situation.asserted
    assert len(situation.claims) == 2
    assert situation.origins == ("a", "b")
    assert situation.roles == (
        Filling("agent", "acme"),
        Filling("theme", "facemap"),
        Filling("recipient", "borders"),
    )
    assert situation.key == f"pitch-{situation.claims[0]}"


def test_copies_add_claims_but_no_origin(world: Any) -> None:
    records = [world.article(f"a{n}", world.say("Pitch", **ROLES)) for n in range(10)]
    copies = tuple(Copy("a0", f"a{n}", 0.9) for n in range(1, 10))
    situation = world.only(*records, copies=copies)
    assert (len(situation.claims), situation.origins) == (10, ("a0",))


def test_what_is_left_out_may_be_the_same_what_differs_is_not(world: Any) -> None:
    full = world.article("full", world.say("Pitch", **ROLES))
    part = world.article("part", world.say("Pitch", agent="Acme", recipient="Border Bureau"))
    other = world.article("other", world.say("Pitch", **ROLES | {"theme": "Skyeye"}))
    assert _situations(world, full, part) == [("full", "part")]
    assert _situations(world, full, other) == [("full",), ("other",)]
    assert _situations(world, full, other, part) == [("full",), ("other",), ("part",)]  # of which it is, nobody knows


def test_one_role_in_common_is_too_little_but_within_one_origin(world: Any) -> None:
    full, bare = world.say("Pitch", **ROLES), world.say("Pitch", agent="Acme")
    assert _situations(world, world.article("a", full), world.article("b", bare)) == [("a",), ("b",)]
    assert _situations(world, world.article("a", full, bare)) == [("a", "a")]


def test_times_that_cannot_be_one_keep_situations_apart(world: Any) -> None:
    early, late = (world.article(key, world.say("Pitch", time=key, **ROLES)) for key in ("2017", "2018"))
    within = world.article("within", world.say("Pitch", time="November 2018", **ROLES))
    undated = world.article("undated", world.say("Pitch", **ROLES))
    assert _situations(world, early, late, within) == [("2017",), ("2018", "within")]
    assert _situations(world, late, undated) == [("2018", "undated")]
    assert _situations(world, early, late, undated) == [("2017",), ("2018",), ("undated",)]
    assert world.only(late, within).time.edtf == "2018-11"


def test_times_are_read_by_the_trusted_day(world: Any) -> None:
    pitch = world.say("Pitch", time="last week", **ROLES)
    assert world.only(world.article("a", pitch)).time.edtf == "[2026-03-08..2026-03-15]"
    assert world.only(world.article("a", pitch, reporters=("Harbour Post",))).time is None


def test_a_time_that_leans_on_another_event(world: Any) -> None:
    record = world.article(
        "a",
        world.say("Demonstration", time="November 2017", **ROLES),
        world.say("Test", agent="Border Bureau", product="Facemap", time="eight months after that", leans_on=0),
        world.say("Sale", seller="Acme", buyer="Border Bureau", time="a year later", leans_on=1),
    )
    times = {situation.frame: situation.time.edtf for situation in world.fuse(record).situations}
    assert times == {"Demonstration": "2017-11", "Test": "2018-07", "Sale": "2019-07"}


def test_statements_are_one_by_speaker_and_words(world: Any) -> None:
    said = {"speaker": "Ann Lee", "said": "We have nothing to hide"}
    records = (
        world.article("a", world.say("Statement", **said, addressee="Harbour Post")),
        world.article("b", world.say("Statement", **said | {"said": "we have  nothing to hide."})),
        world.article("c", world.say("Statement", **said | {"said": "We have nothing"})),
        world.article("d", world.say("Statement", **said | {"speaker": "Bo Kim"})),
    )
    assert _situations(world, *records) == [("a", "b"), ("c",), ("d",)]


def test_a_refusal_to_comment_to_one_outlet_is_not_one_to_another(world: Any) -> None:
    first, second = (
        world.article(key, world.say("NoComment", agent="Acme", outlet=key))
        for key in ("Harbour Post", "Valley Courier")
    )
    bare = world.article("bare", world.say("NoComment", agent="Acme"))
    assert len(_situations(world, first, second, bare)) == 3


def test_a_pledge_keeps_its_act_length_conditions_and_end(world: Any) -> None:
    pledge = {"pledger": "Acme", "act": "Sale", "product": "Facemap", "direction": Direction.FORGO}
    a = world.article(
        "a", world.say("Pledge", by="Acme", **pledge, duration="one-year", condition="a law", time="in June 2026")
    )
    b = world.article("b", world.say("Pledge", **pledge, duration="12 months", condition="rules"))
    situation = world.only(a, b)
    assert situation.asserted
    assert (situation.duration, situation.direction) == ("P1Y", Direction.FORGO)
    assert situation.expires is not None
    assert situation.expires.edtf == "[2027-06-01..2027-06-30]"
    assert [filling.value for filling in situation.roles if filling.role == "condition"] == ["a law", "rules"]
    assert Filling("act", value="Sale") in situation.roles


@pytest.mark.parametrize("change", [{"act": "Use"}, {"direction": Direction.UNDERTAKE}, {"pledger": "Zenit"}])
def test_pledges_differ_by_act_direction_and_pledger(world: Any, change: dict[str, Any]) -> None:
    pledge = {"pledger": "Acme", "act": "Sale", "product": "Facemap", "direction": Direction.FORGO}
    records = (
        world.article("a", world.say("Pledge", **pledge)),
        world.article("b", world.say("Pledge", **pledge | change)),
    )
    assert len(_situations(world, *records)) == 2


def test_only_what_carries_the_assertion_is_written_of_it(world: Any) -> None:
    """An allegation that joins an asserted situation lends it neither a place, nor a party, nor a date."""
    told = world.article("told", world.say("Sale", seller="Acme", buyer="Border Bureau"))
    alleged = world.say(
        "Sale",
        by="Ann Lee",
        seller="Acme",
        buyer="Border Bureau",
        product="Facemap",
        amount="$3 million",
        time="in 2020",
    )
    situation = world.only(told, world.article("alleged", alleged))
    assert situation.asserted
    assert situation.roles == (Filling("seller", "acme"), Filling("buyer", "borders"))
    assert situation.time is None
    assert len(situation.claims) == 2


def test_disagreeing_amounts_are_not_written(world: Any) -> None:
    sale = {"seller": "Acme", "buyer": "Border Bureau", "product": "Facemap"}
    records = [world.article(key, world.say("Sale", **sale, amount=key)) for key in ("$3 million", "$4 million")]
    assert "amount" not in {filling.role for filling in world.only(*records).roles}


def test_roles_are_entities_where_they_can_be(world: Any) -> None:
    record = world.article(
        "a", world.say("Role", holder="Ann Lee", position="police departments", organization="the  board")
    )
    (claim,) = world.fuse(record).claims
    assert claim.fillings == (
        Filling("holder", "lee"),
        Filling("position", value="police departments"),
        Filling("organization", value="the board"),
    )


def test_claims_alike_but_for_their_stance_hide_none(world: Any) -> None:
    record = world.article("a", world.say("Pitch", **ROLES))
    (claim,) = record.claims
    from dataclasses import replace

    both = replace(record, claims=(claim, replace(claim, polarity=Polarity.NEGATED), claim))
    situation = world.only(both)
    assert len(situation.claims) == 2
    assert not situation.asserted


def test_claims_and_origins_refer_to_what_is_there(world: Any) -> None:
    fusion = world.fuse(
        world.article("b", world.say("Pitch", **ROLES), world.say("Sale", seller="Acme", actuality=Actuality.PLANNED)),
        world.article("a", world.say("Pitch", certainty=Certainty.POSSIBLE, **ROLES)),
    )
    assert [record.article.key for record in fusion.records] == ["a", "b"]
    assert list(fusion.origins) == ["a", "b"]
    assert fusion.origins["a"] == Origin("a")
    keys = [claim.key for claim in fusion.claims]
    assert keys == sorted(set(keys))
    assert sorted(key for situation in fusion.situations for key in situation.claims) == keys
    for claim in fusion.claims:
        assert claim.key in next(one for one in fusion.situations if one.key == claim.situation).claims


def test_two_records_of_one_article_are_refused(world: Any) -> None:
    with pytest.raises(ValueError, match="two records"):
        world.fuse(world.article("a"), world.article("a"))


def test_a_pledge_that_names_its_end_expires_then(world: Any) -> None:
    pledge = {"pledger": "Acme", "act": "Sale", "product": "Facemap", "counterparty": "police departments"}
    made = world.only(
        world.article("a", world.say("Pledge", **pledge, duration="until March 2027", direction=Direction.FORGO))
    )
    assert made.expires is not None
    assert (made.expires.not_before, made.expires.not_after) == ("2027-03-01", "2027-03-31")
    assert made.duration is None


def test_a_role_that_only_an_unknown_pronoun_fills_is_left_out(world: Any) -> None:
    record = world.article("a", world.say("Sale", seller="it", product="Facemap", buyer="Border Bureau"))
    span = record.claims[0].roles[0].span
    pronoun = Mention(span, "it", MentionKind.PRONOUN, None, "it", 0, chain=None)
    situation = world.only(replace(record, mentions=(*record.mentions, pronoun)))
    assert [filling.role for filling in situation.roles] == ["product", "buyer"]


def test_a_situation_whose_main_party_nobody_knows_is_not_asserted(world: Any) -> None:
    record = world.article("a", world.say("Pitch", agent="it", theme="Facemap", recipient="Border Bureau"))
    span = record.claims[0].roles[0].span
    pronoun = Mention(span, "it", MentionKind.PRONOUN, None, "it", 0, chain=None)
    assert world.only(replace(record, mentions=(*record.mentions, pronoun))).reasons == (Reason.UNCLEAR,)


def _meeting(one: str, other: str) -> dict[str, str]:
    return {"party": one, "party#2": other}


def test_of_two_who_meet_neither_is_the_first(world: Any) -> None:
    lee, kim = Filling("party", "lee"), Filling("party", "kim")
    assert by_role([lee, kim]) == by_role([kim, lee]) == {"party": kim, "party#2": lee}
    there = world.article("there", world.say("Meeting", **_meeting("Ann Lee", "Bo Kim")))
    back = world.article("back", world.say("Meeting", **_meeting("Bo Kim", "Ann Lee")))
    assert world.only(there, back).roles == (kim, lee)


def test_a_meeting_with_another_is_another_meeting(world: Any) -> None:
    both = [world.say("Meeting", **_meeting("Ann Lee", other)) for other in ("Bo Kim", "Acme")]
    assert _situations(world, world.article("a", *both)) == [("a",), ("a",)]


def test_who_did_not_meet_one_may_have_met_another(world: Any) -> None:
    met = world.article("a", world.say("Meeting", **_meeting("Ann Lee", "Bo Kim")))
    never = world.say("Meeting", polarity=Polarity.NEGATED, **_meeting("Ann Lee", "Acme"))
    assert [one.asserted for one in world.fuse(met, world.article("b", never)).situations].count(True) == 1
    denied = world.say("Meeting", polarity=Polarity.NEGATED, **_meeting("Bo Kim", "Ann Lee"))
    assert not any(one.asserted for one in world.fuse(met, world.article("b", denied)).situations)


def test_who_asks_for_two_things_asks_twice(world: Any) -> None:
    asked = [world.say("Advocacy", advocate="Ann Lee", demand=demand) for demand in ("a ban", "a law")]
    both = world.fuse(world.article("a", *asked), world.article("b", asked[0]))
    assert sorted(len(one.claims) for one in both.situations) == [1, 2]


def test_statements_without_marks_are_one_only_where_their_words_are(world: Any) -> None:
    def said(key: str, **roles: str) -> Any:
        return world.article(key, world.say("Statement", speaker="Ann Lee", **roles))

    assert _situations(world, said("a", topic="the price"), said("b", topic="the law")) == [("a",), ("b",)]
    assert _situations(world, said("a", topic="the price"), said("b", topic="the price")) == [("a", "b")]


def test_the_words_of_a_speaker_nobody_knows_are_nobody_elses(world: Any) -> None:
    records = [
        world.article(key, world.say("Statement", speaker="an official", said="We have nothing to hide"))
        for key in "ab"
    ]
    assert _situations(world, *records) == [("a",), ("b",)]


def test_statements_that_are_one_keep_what_each_tells(world: Any) -> None:
    said = {"speaker": "Ann Lee", "said": "We have nothing to hide"}
    situation = world.only(
        world.article("a", world.say("Statement", **said, addressee="Harbour Post")),
        world.article("b", world.say("Statement", **said)),
    )
    assert set(situation.roles) == {Filling("speaker", "lee"), Filling("addressee", "post")}


@pytest.mark.parametrize(
    ("role", "one", "other", "together"),
    [
        ("purpose", "to find thieves", "to find cars", True),  # texts that only comment
        ("amount", "$3m", "$4m", True),
        ("product", "some scanner", "some camera", False),
        ("product", "Some  Scanner", "some scanner", True),
        ("product", "Facemap", "some scanner", False),
        ("buyer", "Border Bureau", "other Border Bureau", False),
    ],
)
def test_which_roles_make_it_another_sale(world: Any, role: str, one: str, other: str, together: bool) -> None:
    base = {"seller": "Acme", "buyer": "Border Bureau", "product": "Facemap"}
    records = [world.article(key, world.say("Sale", **base | {role: said})) for key, said in (("a", one), ("b", other))]
    assert (len(_situations(world, *records)) == 1) is together


@pytest.mark.parametrize(
    ("frame", "role", "base"),
    [
        ("Role", "position", {"holder": "Ann Lee", "organization": "Acme"}),
        ("Pledge", "act", {"pledger": "Acme", "product": "Facemap"}),
        ("Advocacy", "demand", {"advocate": "Ann Lee", "addressee": "Acme"}),
    ],
)
def test_texts_that_tell_situations_apart(world: Any, frame: str, role: str, base: dict[str, str]) -> None:
    records = [
        world.article(key, world.say(frame, **base, **{role: said})) for key, said in (("a", "Use"), ("b", "Sale"))
    ]
    assert _situations(world, *records) == [("a",), ("b",)]
    assert (
        len(_situations(world, *(world.article(key, world.say(frame, **base, **{role: "Use"})) for key in "ab"))) == 1
    )


def test_a_copy_joins_on_one_role_where_an_independent_page_does_not(world: Any) -> None:
    full, bare = world.article("a", world.say("Pitch", **ROLES)), world.article("b", world.say("Pitch", agent="Acme"))
    assert _situations(world, full, bare, copies=(Copy("a", "b", 0.9),)) == [("a", "b")]
    other = world.article("b", world.say("Pitch", agent="Zenit"))
    assert _situations(world, full, other, copies=(Copy("a", "b", 0.9),)) == [("a",), ("b",)]


def test_a_claim_goes_to_what_agrees_on_most(world: Any) -> None:
    """Three roles in common beat two; of equals, one with no further role, then one dated alike."""
    three = world.article("three", world.say("Pitch", **ROLES))
    two = world.article("two", world.say("Pitch", agent="Acme", recipient="Border Bureau", time="in 2012"))
    again = world.article("again", world.say("Pitch", **ROLES, time="in 2018"))
    assert _situations(world, three, two, again) == [("again", "three"), ("two",)]
    exact = world.article("exact", world.say("Pitch", agent="Acme", recipient="Border Bureau", time="in 2012"))
    assert _situations(world, again, two, exact) == [("again",), ("exact", "two")]


def test_times_narrow_each_other_down(world: Any) -> None:
    records = [
        world.article(key, world.say("Pitch", **ROLES, time=key)) for key in ("2018", "November 2018", "May 2018")
    ]
    assert _situations(world, *records) == [("2018",), ("May 2018",), ("November 2018",)]
    assert _situations(world, *records[:2]) == [("2018", "November 2018")]
    on_the_edge = world.article("edge", world.say("Pitch", **ROLES, time="until November 30, 2018"))
    assert _situations(world, records[1], on_the_edge) == [("November 2018", "edge")]
    after = world.article("after", world.say("Pitch", **ROLES, time="since December 1, 2018"))
    assert _situations(world, records[1], after) == [("November 2018",), ("after",)]


def test_situations_are_sorted_and_named_for_the_least_of_their_claims(world: Any) -> None:
    fusion = world.fuse(*(world.article(key, world.say("Pitch", **ROLES)) for key in "abc"))
    (situation,) = fusion.situations
    assert situation.key == f"pitch-{min(claim.key for claim in fusion.claims)}"
    many = world.fuse(*(world.article(key, world.say("Pitch", agent="Acme", theme=key)) for key in "abc"))
    assert [one.key for one in many.situations] == sorted(one.key for one in many.situations)
    assert len(many.situations) == 3


OUTWITTED = {"agent": "Acme", "theme": "Zenit"}


def test_open_claims_of_one_predicate_and_the_same_parties_are_one_situation(world: Any) -> None:
    told = [world.article(key, world.say("OpenEvent", predicate="outwit", **OUTWITTED)) for key in "ab"]
    situation = world.only(*told)
    assert (situation.frame, situation.predicate, len(situation.claims)) == ("OpenEvent", "outwit", 2)
    assert situation.asserted


def test_open_claims_of_other_predicates_are_other_situations(world: Any) -> None:
    told = [
        world.article(key, world.say("OpenEvent", predicate=predicate, **OUTWITTED))
        for key, predicate in (("for", "vote for"), ("against", "vote against"))
    ]
    assert _situations(world, *told) == [("against",), ("for",)]


def test_open_claims_in_words_of_one_meaning_are_one_situation(world: Any) -> None:
    told = [
        world.article(key, world.say("OpenEvent", predicate=predicate, **OUTWITTED))
        for key, predicate in (("a", "snub"), ("b", "ignore"))
    ]
    situation = world.only(*told)
    assert (situation.predicate, len(situation.claims)) == ("ignore", 2)


def test_a_denial_stands_against_its_own_predicate_alone(world: Any) -> None:
    denial = world.say("OpenEvent", predicate="outwit", polarity=Polarity.NEGATED, **OUTWITTED)
    same = world.fuse(
        world.article("a", world.say("OpenEvent", predicate="outwit", **OUTWITTED)), world.article("b", denial)
    )
    assert [one.reasons for one in same.situations] == [(Reason.DENIED, Reason.DISPUTED)]
    other = world.fuse(
        world.article("a", world.say("OpenEvent", predicate="snub", **OUTWITTED)), world.article("b", denial)
    )
    assert sorted((one.predicate, one.asserted) for one in other.situations) == [("outwit", False), ("snub", True)]


def test_an_open_claim_and_a_typed_one_are_two_situations(world: Any) -> None:
    told = [
        world.article("typed", world.say("Pitch", **OUTWITTED)),
        world.article("open", world.say("OpenEvent", predicate="pitch", **OUTWITTED)),
    ]
    assert _situations(world, *told) == [("open",), ("typed",)]


PITCH_OF_TWO = {"agent": "Acme", "recipient": "Border Bureau"}


def test_of_those_that_agree_alike_the_one_that_says_no_more_is_meant(world: Any) -> None:
    more = world.article("more", world.say("Pitch", **ROLES, time="in 2018"))
    same = world.article("same", world.say("Pitch", **PITCH_OF_TWO, time="in 2012"))
    either = world.article("either", world.say("Pitch", **PITCH_OF_TWO))
    assert _situations(world, more, same, either) == [("either", "same"), ("more",)]


def test_of_those_that_agree_alike_the_one_dated_alike_is_meant(world: Any) -> None:
    """Which year is meant where none is said is not known; but two that say none are one."""
    dated = [world.article(year, world.say("Pitch", **ROLES, time=year)) for year in ("2012", "2018")]
    bare = [world.article(key, world.say("Pitch", **ROLES)) for key in ("x", "y")]
    assert _situations(world, *dated, *bare) == [("2012",), ("2018",), ("x", "y")]


@pytest.mark.parametrize("names", ["abc", "cab", "bca", "xyz", "zxy"])
def test_more_in_common_counts_before_all_else(world: Any, names: str) -> None:
    full, other, claim = names
    told = ROLES | {"place": "Oslo"}
    records = (
        world.article(full, world.say("Pitch", **told)),
        world.article(other, world.say("Pitch", **PITCH_OF_TWO, place="Rome")),
        world.article(claim, world.say("Pitch", **ROLES)),
    )
    assert _situations(world, *records) == sorted([tuple(sorted((full, claim))), (other,)])


@pytest.mark.parametrize("order", ["ab", "ba"])
def test_a_copy_joins_what_has_grown_by_another_page(world: Any, order: str) -> None:
    """A situation told fully by one page, and with a place by another, is still met by the first page's bare word."""
    first, second = order
    full, bare = world.say("Pitch", **ROLES), world.say("Pitch", agent="Acme")
    placed = world.article(second, world.say("Pitch", **PITCH_OF_TWO, place="Oslo"))
    assert len(_situations(world, world.article(first, full, bare), placed)) == 1
    assert len(_situations(world, world.article(first, full), world.article(second, full, bare))) == 1
    third = world.article("c", bare)
    assert _situations(world, world.article(first, full), placed, third) == [("a", "b"), ("c",)]


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        ("November 5, 2018", "November 5, 2018", True),  # a single day
        ("November 5, 2018", "November 6, 2018", False),
        ("November 2018", "since November 30, 2018", True),  # the last day of one is the first of the other
        ("November 2018", "since December 1, 2018", False),
        ("until November 5, 2018", "since November 5, 2018", True),
        ("until November 5, 2018", "since November 6, 2018", False),
        ("until November 5, 2018", "until May 2012", True),
        ("since November 5, 2018", "since May 2012", True),
    ],
)
def test_times_that_share_a_day_can_be_one(world: Any, one: str, other: str, together: bool) -> None:
    records = [world.article(key, world.say("Pitch", **ROLES, time=time)) for key, time in (("a", one), ("b", other))]
    assert (len(_situations(world, *records)) == 1) is together


@pytest.mark.parametrize(
    ("frame", "said", "told"),
    [
        ("Sale", {"seller": "Acme", "buyer": "Border Bureau"}, {"seller": "acme", "buyer": "borders"}),
        ("Sale", {"buyer": "other Border Bureau"}, {"buyer": "other than borders"}),
        ("Sale", {"buyer": "other agencies"}, {"buyer": 'other than "other agencies"'}),
        ("Sale", {"product": "Some  Scanner"}, {"product": '"some scanner"'}),
        ("Sale", {"seller": "Acme", "amount": "$3m", "purpose": "to find cars"}, {"seller": "acme"}),
        ("Sale", {"seller": "Acme", "witness": "a clerk"}, {"seller": "acme", "witness": '"a clerk"'}),
        ("Pledge", {"pledger": "Acme", "act": "Sale", "condition": "a law"}, {"pledger": "acme", "act": '"sale"'}),
        ("Meeting", {"party": "Bo Kim", "party#2": "Ann Lee"}, {"party": "kim", "party#2": "lee"}),
        ("Unheard", {"agent": "Acme", "with": "a clerk"}, {"agent": "acme", "with": '"a clerk"'}),
    ],
)
def test_which_roles_make_a_situation_what_it_is(
    world: Any, frame: str, said: dict[str, str], told: dict[str, str]
) -> None:
    record = world.article("a", world.say(frame, **said))
    resolution = world.resolution([record])
    (found,) = ground(record, resolution, None, named=named_entities([record], resolution))
    assert pairs(found) == told


def test_a_situation_is_of_the_days_that_its_claims_share(world: Any) -> None:
    times = ("in 2018", "since May 2018", "until June 3, 2018")
    records = [world.article(time, world.say("Pitch", **ROLES, time=time)) for time in times]
    resolution = world.resolution(records)
    named = named_entities(records, resolution)
    grounds = [one for record in records for one in ground(record, resolution, None, named=named)]
    known = sources((page(record, resolution) for record in records), resolution.entities, ())
    (found,) = clusters(grounds, known)
    assert (found.low, found.high, found.dated) == ("2018-05-01", "2018-06-03", True)
    assert found.shape == {"agent", "theme", "recipient", "(time)"}
    assert found.named == {"agent", "theme", "recipient"}
    assert not Cluster({"agent": "acme"}).dated
    assert Cluster({"agent": "acme"}).shape == {"agent"}
    assert Cluster({}, low="2018-01-01").dated
    assert Cluster({}, high="2018-01-01").dated


def test_where_the_best_alike_are_of_others_the_next_best_is_met(world: Any) -> None:
    """As many roles and no more, but of other parties; what says more is of these."""
    others = world.article("others", world.say("Pitch", agent="Zenit", recipient="Parks Agency"))
    full = world.article("full", world.say("Pitch", **ROLES))
    claim = world.article("claim", world.say("Pitch", **PITCH_OF_TWO))
    assert _situations(world, others, full, claim) == [("claim", "full"), ("others",)]


NAMED = {"seller": "Acme", "buyer": "Border Bureau", "product": "Facemap"}
DESCRIBED = NAMED | {"product": "face matching"}


@pytest.mark.parametrize(
    ("described", "others", "one"),
    [
        (DESCRIBED, (), True),
        (DESCRIBED | {"product": "the software"}, (), True),
        (DESCRIBED | {"time": "March 2026"}, (), True),
        (DESCRIBED | {"amount": "$3m"}, (), True),
        (DESCRIBED | {"amount": "$4m"}, (), False),  # another purchase of the same parties
        (DESCRIBED | {"time": "March 2025"}, (), False),
        (DESCRIBED | {"buyer": "Parks Agency"}, (), False),
        (NAMED | {"product": "Skyeye"}, (), False),
        (DESCRIBED, (NAMED | {"product": "Skyeye", "time": "March 2026"},), False),  # of which it is, nobody knows
    ],
)
def test_a_thing_named_and_the_same_described_are_one(
    world: Any, described: dict[str, str], others: tuple[dict[str, str], ...], one: bool
) -> None:
    records = [
        world.article(f"a{number}", world.say("Sale", **told))
        for number, told in enumerate((NAMED | {"time": "March 2026", "amount": "$3m"}, described, *others))
    ]
    fusion = world.fuse(*records)
    assert len(fusion.situations) == len(records) - one
    if one:  # the name says more than the description, and stays
        (situation,) = fusion.situations
        assert Filling("product", "facemap") in situation.roles


def test_what_does_not_say_when_is_of_its_articles_weeks_where_years_are_alike(world: Any) -> None:
    told = [world.article(f"a{year}", world.say("Pitch", time=f"March {year}", **ROLES)) for year in (2025, 2026)]
    undated = world.say("Pitch", **ROLES)
    near = world.article("near", undated, published="2026-03-28")
    far = world.article("far", undated, published="2025-11-01")
    assert _situations(world, *told, near) == [("a2025",), ("a2026", "near")]
    assert _situations(world, *told, far) == [("a2025",), ("a2026",), ("far",)]
