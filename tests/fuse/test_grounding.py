"""Grounding: what fills a role, what has a name, what stands between quotation marks, and the keys of claims."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from kg.fuse.grounding import Ground, by_role, fold, ground, named_entities
from kg.keys import KEY
from kg.model import (
    Direction,
    Entity,
    EntityType,
    Filling,
    Mention,
    MentionKind,
    Polarity,
    Quotation,
    QuotationMode,
    Record,
    Resolution,
    RoleFilling,
    Span,
)

SALE = {"seller": "Acme", "product": "Facemap", "buyer": "Border Bureau"}


def grounds(world: Any, record: Record, *, anchor: date | None = date(2026, 3, 18)) -> list[Ground]:
    resolution = world.resolution([record])
    return ground(record, resolution, anchor, named=named_entities([record], resolution))


def only(world: Any, record: Record) -> Ground:
    (found,) = grounds(world, record)
    return found


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("  The  “Big”  Deal. ", 'the "big" deal'),
        ("It’s 5–6 — or ‘so’", "it's 5-6 - or 'so"),
        ("'quoted';:,.", "quoted"),
        ("", ""),
        ("A\u00a0B\nC", "a b c"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("entity", "named"),
    [
        (Entity("x", "facial recognition", EntityType.TECHNOLOGY), True),
        (Entity("x", "controversial technology", EntityType.TECHNOLOGY), False),
        (Entity("x", "the software", EntityType.TECHNOLOGY), False),
        (Entity("x", "software matching", EntityType.TECHNOLOGY), True),
        (Entity("x", "police departments", EntityType.GROUP), True),
        (Entity("x", "those people", EntityType.GROUP), False),
        (Entity("x", "these groups", EntityType.GROUP), False),
        (Entity("x", "some nurses", EntityType.GROUP), True),
        (Entity("x", "the agency", EntityType.AGENCY), False),
        (Entity("x", "Harbour Trust", EntityType.ORGANIZATION), False),  # nowhere mentioned by name
        (Entity("x", "the agency", EntityType.AGENCY, kb="http://www.wikidata.org/entity/Q1"), True),
    ],
)
def test_what_has_a_name_by_itself(entity: Entity, named: bool) -> None:
    assert named_entities([], Resolution({"x": entity}, {})) == (frozenset("x") if named else frozenset())


@pytest.mark.parametrize(
    ("kind", "named"), [(MentionKind.NAME, True), (MentionKind.NOMINAL, False), (MentionKind.PRONOUN, False)]
)
def test_what_is_mentioned_by_name(world: Any, kind: MentionKind, named: bool) -> None:
    record = world.article("a", world.say("Sale", seller="Acme"))
    (mention,) = record.mentions
    record = replace(record, mentions=(replace(mention, kind=kind),))
    assert ("acme" in named_entities([record], world.resolution([record]))) is named
    assert ("seller" in only(world, record).named) is named


def test_roles_are_entities_texts_or_open(world: Any) -> None:
    record = world.article("a", world.say("Sale", seller="Acme", product="some  scanner", buyer="it", amount="$3  m"))
    it = next(filling.span for filling in record.claims[0].roles if filling.role == "buyer")
    pronoun = Mention(it, "it", MentionKind.PRONOUN, None, "it", 0)
    found = only(world, replace(record, mentions=(*record.mentions, pronoun)))
    assert found.fillings == (
        Filling("seller", "acme"),
        Filling("product", value="some scanner"),
        Filling("buyer", value="it"),
        Filling("amount", value="$3 m"),
    )
    assert found.open == {"buyer"}
    assert found.named == {"seller"}
    assert found.filling("buyer") is None
    assert found.filling("amount") == Filling("amount", value="$3 m")
    assert found.filling("purpose") is None


def test_a_pronoun_that_is_known_is_nobody_unknown(world: Any) -> None:
    record = world.article("a", world.say("Sale", seller="Acme"))
    (mention,) = record.mentions
    found = only(world, replace(record, mentions=(replace(mention, kind=MentionKind.PRONOUN),)))
    assert (found.open, found.filling("seller")) == (frozenset(), Filling("seller", "acme"))


@pytest.mark.parametrize(
    ("text", "besides"),
    [
        ("other agencies", True),
        ("another agency", True),
        ("any other agency", True),
        ("all other agencies", True),
        ("the other agency", True),
        ("several additional agencies", True),
        ("further agencies", True),
        ("Other agencies", True),
        ("agencies other than this", False),
        ("otherwise unknown agencies", False),
        ("any agency", False),
    ],
)
def test_others_are_not_those_spoken_of(world: Any, text: str, besides: bool) -> None:
    found = only(world, world.article("a", world.say("Sale", seller="Acme", buyer=text)))
    assert found.besides == (frozenset({"buyer"}) if besides else frozenset())


def test_two_of_one_role_are_numbered_by_who_they_are() -> None:
    lee, kim, some = Filling("party", "lee"), Filling("party", "kim"), Filling("party", value="some")
    assert by_role([lee, some, kim]) == {"party": some, "party#2": kim, "party#3": lee}
    a, b = Filling("party", value="a"), Filling("party", value="b")
    assert by_role([b, a]) == by_role([a, b]) == {"party": a, "party#2": b}
    assert by_role([lee, Filling("agent", "lee")]) == {"agent": Filling("agent", "lee"), "party": lee}


def test_durations_are_normalised_where_they_have_a_length(world: Any) -> None:
    def length(text: str) -> str | None:
        record = world.article("a", world.say("Pledge", pledger="Acme", act="Sale", duration=text))
        filling = only(world, record).filling("duration")
        return filling.value if filling else None

    assert [length("one year"), length("twelve months"), length("a while")] == ["P1Y", "P1Y", "a while"]


@pytest.mark.parametrize(
    ("text", "until"),
    [
        ("until March 2027", "2027-03"),
        ("till March 2027", "2027-03"),
        ("through 2027", "2027"),
        ("to at least 2027", "2027"),
        ("Until at least May 2027", "2027-05"),
        ("until next month", "2026-04"),
        ("one year", None),
        ("until the cows come home", None),
    ],
)
def test_a_pledge_that_names_its_end(world: Any, text: str, until: str | None) -> None:
    pledge = {"pledger": "Acme", "act": "Sale", "direction": Direction.FORGO}
    found = only(world, world.article("a", world.say("Pledge", **pledge, duration=text)))
    assert (found.until.edtf if found.until else None) == until


def quoted(record: Record, *quotations: tuple[str, QuotationMode]) -> Record:
    spans = [(Span(record.article.text.index(words), record.article.text.index(words) + len(words)), mode)
             for words, mode in quotations]  # fmt: skip
    return replace(record, quotations=tuple(Quotation(span, (span,), mode) for span, mode in spans))


@pytest.mark.parametrize(
    ("words", "mode", "held"),
    [
        ("sale Acme", QuotationMode.DIRECT, True),
        ("sale", QuotationMode.MIXED, True),
        ("sale Acme", QuotationMode.INDIRECT, False),
        ("Acme Facemap", QuotationMode.DIRECT, False),
    ],
)
def test_what_stands_between_quotation_marks(world: Any, words: str, mode: QuotationMode, held: bool) -> None:
    record = quoted(world.article("a", world.say("Sale", **SALE)), (words, mode))
    assert only(world, record).quoted is held


def test_quoted_pieces_are_looked_up_among_many(world: Any) -> None:
    record = world.article("a", world.say("Sale", **SALE), world.say("Test", agent="Border Bureau", product="Facemap"))
    both = quoted(record, ("sale Acme Facemap", QuotationMode.DIRECT), ("Acme", QuotationMode.DIRECT))
    assert {one.claim.frame: one.quoted for one in grounds(world, both)} == {"Sale": True, "Test": False}
    second = quoted(record, ("Facemap", QuotationMode.DIRECT), ("test Border", QuotationMode.DIRECT))
    assert {one.claim.frame: one.quoted for one in grounds(world, second)} == {"Sale": False, "Test": True}


def test_a_statement_quotes_by_its_cue_else_by_its_place_else_itself(world: Any) -> None:
    record = world.article("a", world.say("Statement", speaker="Ann Lee", said="No “comment” at all"))
    assert only(world, record).quote == 'no "comment" at all'
    bare = replace(record, quotations=())
    assert only(world, bare).quote == 'statement ann lee no "comment" at all'
    placed = replace(record, quotations=(replace(record.quotations[0], cue=None),))
    assert only(world, placed).quote == 'no "comment" at all'
    behind = replace(placed.quotations[0], content=Span(500, 510), parts=(Span(500, 510),))
    assert only(world, replace(record, quotations=(behind,))).quote == only(world, bare).quote
    sale = world.article("a", world.say("Sale", **SALE, said="No comment"))
    assert only(world, sale).quote is None


def test_keys_are_made_of_place_and_roles(world: Any) -> None:
    record = world.article("a", world.say("Sale", **SALE))
    (claim,) = record.claims
    key = only(world, record).key
    assert KEY.fullmatch(key)
    assert len(key) == 16

    def keys(*claims: Any) -> set[str]:
        return {one.key for one in grounds(world, replace(record, claims=claims))}

    # in whatever order its roles come, and whatever else is said of it
    assert keys(replace(claim, roles=claim.roles[::-1])) == {key}
    assert keys(replace(claim, confidence=0.1, polarity=Polarity.NEGATED, rule="another.rule")) == {key}
    for other in (
        replace(claim, frame="Pitch"),
        replace(claim, trigger=Span(0, 3)),
        replace(claim, trigger=Span(1, 4)),
        replace(claim, roles=claim.roles[:2]),
        replace(claim, roles=(*claim.roles[:2], RoleFilling("buyer", Span(0, 4), "sale"))),
    ):
        assert keys(other).isdisjoint({key})
    assert keys(claim, claim) == {key}
    both = keys(claim, replace(claim, polarity=Polarity.NEGATED))
    assert len(both) == 2
    assert key in both
    # nor does the key of the second tell by which rule it was made
    renamed = replace(claim, rule="another.rule")
    assert keys(renamed, replace(renamed, polarity=Polarity.NEGATED)) == both
    other = replace(record, article=replace(record.article, key="b"))
    assert only(world, other).key != key


def test_times_lean_on_one_another_but_not_in_circles(world: Any) -> None:
    chain = [world.say("Demonstration", **{"agent": "Acme"}, time="November 2017")]
    chain += [world.say("Test", agent="Border Bureau", time="a month later", leans_on=n) for n in range(3)]
    found = sorted(grounds(world, world.article("a", *chain)), key=lambda one: one.claim.trigger)
    assert [one.time.edtf if one.time else None for one in found] == ["2017-11", "2017-12", "2018-01", "2018-02"]
    record = world.article("a", world.say("Test", agent="Acme", time="a month later"))
    (claim,) = record.claims
    assert claim.time is not None
    circle = replace(claim, time=replace(claim.time, leans_on=claim.trigger))
    assert only(world, replace(record, claims=(circle,))).time == only(world, record).time
