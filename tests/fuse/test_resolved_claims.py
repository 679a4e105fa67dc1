"""Grounding: what fills a role, what has a name, what stands between quotation marks, and the keys of claims."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from kg.confidence import Filler, confidence
from kg.fuse.resolved_claims import Ground, by_role, fold, ground, is_notion, named_entities
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
    assert {len(one) for one in both} == {16}
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


BARE = (
    *"technology technologies tech software system systems tool tools service services product products".split(),
    *"platform platforms device devices app apps group groups people others it they them thing things the a an".split(),
    *"this that these those its their his her our such some any".split(),
)


@pytest.mark.parametrize("word", BARE)
def test_a_word_that_says_no_more_than_the_kind_is_no_name(word: str) -> None:
    assert not is_notion(Entity("x", word, EntityType.GROUP))
    assert not is_notion(Entity("x", word.title(), EntityType.GROUP))
    assert not is_notion(Entity("x", f"the {word}", EntityType.GROUP))
    assert is_notion(Entity("x", f"{word} nurses", EntityType.GROUP))
    assert not is_notion(Entity("x", f"new {word}", EntityType.TECHNOLOGY))  # of a technology its last word tells
    assert is_notion(Entity("x", f"{word} matching", EntityType.TECHNOLOGY))


@pytest.mark.parametrize("word", ["systematic", "itself", "applications", "tooling", "peoples", "thingy", "anyone"])
def test_words_near_those_that_say_no_more_than_the_kind(word: str) -> None:
    assert is_notion(Entity("x", word, EntityType.GROUP))
    assert is_notion(Entity("x", word, EntityType.TECHNOLOGY))


@pytest.mark.parametrize("kind", [one for one in EntityType if one not in (EntityType.GROUP, EntityType.TECHNOLOGY)])
def test_only_groups_and_technologies_are_known_by_a_common_name(kind: EntityType) -> None:
    assert not is_notion(Entity("x", "night nurses", kind))


def placed(record: Record, *quotations: tuple[tuple[int, int], ...]) -> Record:
    """The record with direct quotations of these pieces, counted from the first trigger."""
    start = min(claim.trigger.start for claim in record.claims)
    found = []
    for pieces in quotations:
        parts = tuple(Span(start + first, start + last) for first, last in pieces)
        found.append(Quotation(Span(parts[0].start, parts[-1].end), parts, QuotationMode.DIRECT))
    return replace(record, quotations=tuple(found))


@pytest.mark.parametrize(
    ("quotations", "held"),
    [
        ([((0, 4),)], True),
        ([((-5, 1),)], True),
        ([((-5, 0),)], False),  # ends where the trigger begins
        ([((1, 9),)], False),  # begins within it
        ([((-9, -5), (5, 9))], False),  # "…", he told, "…": the trigger stands between the pieces
        ([((-9, -5), (0, 9))], True),
        ([((-9, 2), (5, 9))], True),
        ([((-9, 9),), ((-7, -5),)], True),  # within a quotation that another stands in
        ([((-9, -5),), ((-7, 9),)], True),
        ([((-9, -1),), ((-8, -4),)], False),
        ([((-9, -4),), ((-4, 3),)], True),
        ([((-9, -4),), ((-4, 0),), ((1, 3),)], False),
        ([], False),
    ],
)
def test_a_trigger_is_quoted_that_begins_in_a_piece(world: Any, quotations: list[Any], held: bool) -> None:
    record = world.article("a", world.say("Sale", by="Rights Watchers", **SALE))
    assert only(world, placed(record, *quotations)).quoted is held


def test_what_is_quoted_in_pieces_is_told_without_what_stands_between(world: Any) -> None:
    record = world.article("a", world.say("Statement", speaker="Ann Lee", said="It is, he said, so"))
    whole = record.quotations[0].content
    parts = (Span(whole.start, whole.start + 5), Span(whole.end - 2, whole.end))
    pieces = replace(record.quotations[0], parts=parts)
    assert only(world, replace(record, quotations=(pieces,))).quote == "it is so"


def test_of_several_quotations_the_first_is_a_statements(world: Any) -> None:
    record = world.article("a", world.say("Statement", speaker="Ann Lee", said="No comment at all"))
    (quotation,), (claim,) = record.quotations, record.claims

    def quote(*spans: Span, cue: Span | None = claim.trigger) -> str | None:
        quotations = tuple(replace(quotation, content=span, parts=(span,), cue=cue) for span in spans)
        return only(world, replace(record, quotations=quotations)).quote

    start = quotation.content.start
    no, comment, all_ = Span(start, start + 2), Span(start + 3, start + 10), Span(start + 14, start + 17)
    for cue in (claim.trigger, None):
        assert quote(no, comment, cue=cue) == quote(comment, no, cue=cue) == "no"
        assert quote(comment, all_, cue=cue) == "comment"
    whole = only(world, replace(record, quotations=())).quote
    evidence = claim.evidence
    assert quote(Span(evidence.start, evidence.start + 9), cue=None) == "statement"
    assert quote(Span(evidence.end - 1, evidence.end), cue=None) == "l"
    assert quote(Span(evidence.end, evidence.end + 1), cue=None) == whole  # behind the evidence
    assert quote(Span(99, 99), no, cue=None) == "no"


def chained(world: Any, key: str, links: int) -> list[Ground]:
    """A deed of May 2000, and so many others each a month after the one before; in the order of the text."""
    claims = [world.say("Demonstration", agent="Acme", time="May 2000")]
    claims += [world.say("Test", agent="Acme", time="a month later", leans_on=n) for n in range(links)]
    return sorted(grounds(world, world.article(key, *claims)), key=lambda one: one.claim.trigger)


@pytest.mark.parametrize("asked_first", ["last", "first"])
def test_how_long_a_chain_of_times_is_followed(world: Any, asked_first: str) -> None:
    """Eight claims that lean on one another, whichever of them is asked first; a longer crowd is not language."""

    def by_key(links: int) -> list[Ground]:
        for number in range(400):
            found = chained(world, f"a{number}", links)
            if min(found, key=lambda one: one.key) is found[-1 if asked_first == "last" else 0]:
                return found
        raise AssertionError("no article whose keys are in that order")

    eight = by_key(7)
    assert [one.time and one.time.edtf for one in eight][-2:] == ["2000-11", "2000-12"]
    nine = by_key(8)
    assert (nine[-1].time is None) is (asked_first == "last")


def test_a_claim_leans_on_the_first_event_in_the_span_it_leans_on(world: Any) -> None:
    record = world.article(
        "a",
        world.say("Demonstration", agent="Acme", time="May 2000"),
        world.say("Use", agent="Acme", time="May 2010"),
        world.say("Test", agent="Acme", time="a month later", leans_on=0),
    )
    demonstration, use, test = record.claims

    def leaning(start: int, end: int) -> str | None:
        assert test.time is not None
        on = replace(test, time=replace(test.time, leans_on=Span(start, end)))
        found = grounds(world, replace(record, claims=(demonstration, use, on)))
        return next(one.time.edtf if one.time else None for one in found if one.claim.frame == "Test")

    first, second = demonstration.trigger.start, use.trigger.start
    assert leaning(first, second + 1) == "2000-06"
    assert leaning(first, first + 1) == "2000-06"
    assert leaning(first + 1, second + 1) == "2010-06"
    assert leaning(second, second + 1) == "2010-06"
    assert leaning(first + 1, second) is None  # up to where the second begins
    assert leaning(second + 1, second + 2) is None
    assert leaning(900, 901) is None


@pytest.mark.parametrize(
    ("text", "until"),
    [
        ("UNTIL 2027", "2027"),
        ("through at least May 2027", "2027-05"),
        ("to May 2027", "2027-05"),
        ("until", None),
        ("untilled until 2027", None),
        ("up to May 2027", None),  # the word has to come first
        ("until May", "2026-05"),  # to come, not gone by
        ("until February", "2027-02"),
    ],
)
def test_which_end_a_pledge_names(world: Any, text: str, until: str | None) -> None:
    found = only(world, world.article("a", world.say("Pledge", pledger="Acme", act="Sale", duration=text)))
    assert (found.until.edtf if found.until else None) == until


@pytest.mark.parametrize(
    "text",
    [
        *("many other agencies", "some other agencies", "most other agencies", "several other agencies"),
        *("any another agency", "ADDITIONAL agencies", "all further agencies", "other"),
    ],
)
def test_words_for_others(world: Any, text: str) -> None:
    assert only(world, world.article("a", world.say("Sale", seller="Acme", buyer=text))).besides == {"buyer"}


@pytest.mark.parametrize(
    "text", ["no other agency", "these other agencies", "otherworldly", "the agency", "furthering"]
)
def test_words_near_those_for_others(world: Any, text: str) -> None:
    assert only(world, world.article("a", world.say("Sale", seller="Acme", buyer=text))).besides == frozenset()


def test_what_tells_how_far_a_claim_is_right_is_what_fills_its_roles(world: Any) -> None:
    """A product where a product goes is fitting; an agency there is not, nor is anything in a role unheard of."""

    def sure(**roles: str) -> float:
        record = world.article("a", world.say("Sale", **roles))
        return only(world, record).confidence

    fitting = [Filler("Acme", "name", fitting=True), Filler("Facemap", "name", fitting=True)]
    record = world.article("a", world.say("Sale", seller="Acme", product="Facemap"))
    assert sure(seller="Acme", product="Facemap") == confidence(record.claims[0], fitting)
    record = world.article("a", world.say("Sale", seller="Acme", product="Oslo"))
    assert sure(seller="Acme", product="Oslo") == confidence(record.claims[0], [fitting[0], Filler("Oslo")])
    record = world.article("a", world.say("Sale", seller="Acme", witness="Ann Lee"))
    assert sure(seller="Acme", witness="Ann Lee") == confidence(
        record.claims[0], [fitting[0], Filler("Ann Lee", "name")]
    )
    record = world.article("a", world.say("Sale", seller="Facemap", product="the software"))
    assert sure(seller="Facemap", product="the software") == confidence(
        record.claims[0], [Filler("Facemap", "name"), Filler("the software", "nominal", fitting=True)]
    )


def test_a_cue_tells_better_than_a_place_what_is_quoted(world: Any) -> None:
    record = world.article("a", world.say("Statement", speaker="Ann Lee", said="No comment at all"))
    (quotation,), (claim,) = record.quotations, record.claims
    inside = replace(quotation, content=claim.trigger, parts=(claim.trigger,), cue=None)
    assert only(world, replace(record, quotations=(inside, quotation))).quote == "no comment at all"
    assert only(world, replace(record, quotations=(inside,))).quote == "statement"


def test_a_name_that_refers_to_nothing_names_no_role(world: Any) -> None:
    record = world.article("a", world.say("Sale", seller="Acme", product="Facemap"))
    lost = [replace(one, chain=None) if one.text == "Facemap" else one for one in record.mentions]
    record = replace(record, mentions=tuple(lost))
    assert named_entities([record], world.resolution([record])) >= {"acme"}
    assert None not in named_entities([record], world.resolution([record]))
    assert only(world, record).named == {"seller"}
