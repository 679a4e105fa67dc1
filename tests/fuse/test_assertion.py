"""The rule of assertion: what is denied, doubted, planned, alleged or merely copied is never asserted."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.fuse import fuse, grounded
from kg.fuse.origins import page, sources
from kg.model import Actuality, Certainty, Copy, Direction, Filling, Polarity, Reason

NOT, OPEN = {"polarity": Polarity.NEGATED}, {"polarity": Polarity.UNKNOWN}
SALE = {"seller": "Acme", "product": "Facemap", "buyer": "Border Bureau"}
TEST = {"agent": "Border Bureau", "product": "Facemap"}
PLEDGE = {"pledger": "Acme", "act": "Sale", "product": "Facemap", "direction": Direction.FORGO}


@pytest.mark.parametrize(
    ("stance", "reasons"),
    [
        ({}, ()),
        (NOT, (Reason.DENIED,)),
        (OPEN, (Reason.UNCLEAR,)),
        ({"certainty": Certainty.PROBABLE}, (Reason.UNCLEAR,)),
        ({"certainty": Certainty.POSSIBLE}, (Reason.UNCLEAR,)),
        ({"actuality": Actuality.PLANNED}, (Reason.PLANNED,)),
        ({"actuality": Actuality.CONDITIONAL}, (Reason.PLANNED,)),
        ({"actuality": Actuality.HYPOTHETICAL}, (Reason.PLANNED,)),
        ({"by": "Ann Lee"}, (Reason.ALLEGED,)),
        ({"by": "Rights Watchers"}, (Reason.ALLEGED,)),
        ({"by": "somebody"}, (Reason.ALLEGED,)),
        ({"by": "Acme"}, (Reason.ALLEGED,)),  # a sale is no speech act: who says it of themselves alleges it
        ({"by": "Harbour Post"}, ()),
        ({"by": ("Ann Lee", "Harbour Post")}, (Reason.ALLEGED,)),
        ({"by": ("Harbour Post", "Ann Lee")}, (Reason.ALLEGED,)),
        ({"quoted": True}, (Reason.ALLEGED,)),  # between quotation marks, whoever spoke
        ({"by": "Ann Lee", "actuality": Actuality.PLANNED}, (Reason.ALLEGED, Reason.PLANNED)),
        ({"by": "Ann Lee"} | NOT, (Reason.DENIED,)),
        ({"actuality": Actuality.PLANNED} | NOT, (Reason.DENIED, Reason.PLANNED)),
    ],
)
def test_one_claim(world: Any, stance: dict[str, Any], reasons: tuple[Reason, ...]) -> None:
    situation = world.only(world.article("a", world.say("Sale", **SALE, **stance)))
    assert situation.reasons == reasons
    assert situation.asserted is (not reasons)


@pytest.mark.parametrize(
    ("position", "over"),
    [
        ("former president", True),
        ("ex-president", True),
        ("then-president", True),
        ("late president", True),
        ("president", False),
        ("latest president", False),
        ("exchequer secretary", False),
    ],
)
def test_a_post_held_no_longer_is_not_asserted(world: Any, position: str, over: bool) -> None:
    role = world.say("Role", holder="Ann Lee", position=position, organization="Acme")
    assert world.only(world.article("a", role)).reasons == ((Reason.OVER,) if over else ())


@pytest.mark.parametrize(
    "stance", [{"certainty": Certainty.POSSIBLE}, {"actuality": Actuality.PLANNED}, {"by": "Ann Lee"}]
)
def test_one_good_claim_carries_the_weak_ones(world: Any, stance: dict[str, Any]) -> None:
    records = world.article("a", world.say("Sale", **SALE)), world.article("b", world.say("Sale", **SALE, **stance))
    assert world.only(*records).asserted


def test_below_the_floor_nothing_is_asserted(world: Any) -> None:
    record = world.article("a", world.say("Sale", **SALE))
    (claim,) = world.fuse(record).claims
    assert world.only(record, floor=claim.confidence - 0.001).asserted
    unsure = world.only(record, floor=claim.confidence + 0.001)
    assert unsure.reasons == (Reason.UNSURE,)
    assert {filling.role for filling in unsure.roles} == set(SALE)  # what is told of it stays
    planned = world.article("a", world.say("Sale", **SALE, actuality=Actuality.PLANNED))
    assert world.only(planned, floor=1.0).reasons == (Reason.PLANNED,)
    denied = world.article("b", world.say("Sale", **SALE, **NOT))
    assert Reason.UNSURE not in world.only(record, denied, floor=1.0).reasons


def test_a_situation_is_as_sure_as_its_surest_claim(world: Any) -> None:
    sure, other = (world.article(key, world.say("Sale", **SALE)) for key in "ab")
    vague = world.article("c", world.say("Sale", **SALE, sureness=0.3))
    (claim,) = world.fuse(sure).claims
    (less,) = world.fuse(vague).claims
    assert less.confidence < claim.confidence
    for records in ([sure], [sure, vague], [vague, sure], [sure, other], [sure, other, vague]):
        assert world.only(*records, floor=claim.confidence).asserted
        assert world.only(*records, floor=claim.confidence + 0.001).reasons == (Reason.UNSURE,)
    possible = world.article("a", world.say("Sale", **SALE, certainty=Certainty.POSSIBLE))
    assert world.only(possible, vague, floor=less.confidence + 0.001).reasons == (Reason.UNSURE,)  # it carries nothing


def test_weak_claims_do_not_add_up(world: Any) -> None:
    records = (
        world.article("a", world.say("Sale", **SALE, by="Ann Lee")),
        world.article("b", world.say("Sale", **SALE, actuality=Actuality.PLANNED)),
        world.article("c", world.say("Sale", **SALE, certainty=Certainty.POSSIBLE)),
    )
    assert world.only(*records).reasons == (Reason.ALLEGED, Reason.PLANNED, Reason.UNCLEAR)


@pytest.mark.parametrize("actuality", [Actuality.PLANNED, Actuality.HYPOTHETICAL])
def test_the_denial_of_a_fact_elsewhere_disputes_no_plan(world: Any, actuality: Actuality) -> None:
    plan = world.article("a", world.say("Sale", **SALE, actuality=actuality))
    denial = world.article("b", world.say("Sale", seller="Acme", product="Facemap Pro", **NOT))
    reasons = {one.key: one.reasons for one in world.fuse(plan, denial).situations}
    assert sorted(reasons.values()) == [(Reason.DENIED,), (Reason.PLANNED,)]
    same = world.article("b", world.say("Sale", **SALE, **NOT))
    assert world.only(plan, same).reasons == (Reason.DENIED, Reason.PLANNED)
    refusal = world.article("b", world.say("Sale", **SALE, actuality=Actuality.PLANNED, **NOT))
    disputed = actuality is Actuality.PLANNED
    assert (Reason.DISPUTED in world.only(plan, refusal).reasons) is disputed


def test_a_thousand_reports_do_not_outvote_one_denial(world: Any) -> None:
    records = [world.article(f"a{n}", world.say("Sale", **SALE)) for n in range(20)]
    situation = world.only(*records, world.article("b", world.say("Sale", **SALE, by="Rights Watchers", **NOT)))
    assert situation.reasons == (Reason.DENIED, Reason.DISPUTED)


def test_spun_copies_alone_assert_nothing(world: Any) -> None:
    spun = world.article("spun", world.say("Sale", **SALE), published=None)
    original = world.article("original")
    copies = (Copy("original", "spun", 0.1, spun=0.9),)
    assert world.only(spun, original, copies=copies).reasons == (Reason.COPY_ONLY,)
    original = world.article("original", world.say("Sale", **SALE))
    situation = world.only(spun, original, copies=copies)
    assert (situation.asserted, situation.origins) == (True, ("original",))


@pytest.mark.parametrize(
    ("holder", "asserted"),
    [("Acme", True), ("Harbour Post", True), ("Ann Lee", False), ("Zenit", False), ("an Acme spokesperson", False)],
)
def test_who_speaks_may_be_believed_about_speaking(world: Any, holder: str, asserted: bool) -> None:
    """An unresolved spokesperson is not believed: nobody knows whether it is one."""
    assert world.only(world.article("a", world.say("Pledge", by=holder, **PLEDGE))).asserted is asserted


@pytest.mark.parametrize(
    ("role", "asserted"),
    [
        ({"position": "chief executive", "organization": "Acme"}, True),
        ({"position": "spokeswoman", "organization": "Acme"}, True),
        ({"position": "engineer", "organization": "Acme"}, False),
        ({"position": "president", "organization": "Zenit"}, False),
        ({"position": "president", "organization": "Acme", "polarity": Polarity.NEGATED}, False),
    ],
)
def test_officers_speak_for_their_organization(world: Any, role: dict[str, Any], asserted: bool) -> None:
    record = world.article(
        "a", world.say("Role", holder="Ann Lee", **role), world.say("Pledge", by="Ann Lee", **PLEDGE)
    )
    pledge = next(one for one in world.fuse(record).situations if one.frame == "Pledge")
    assert pledge.asserted is asserted


DENIALS = {
    "the same": SALE,
    "less: only the buyer": {"buyer": "Border Bureau"},
    "less: no product": {"seller": "Acme", "buyer": "Border Bureau"},
    "a description of the product": SALE | {"product": "the software"},
    "a description nobody resolved": SALE | {"product": "a certain tool"},
    "the technology, not the product": SALE | {"product": "face matching"},
    "the whole of which the buyer is a part": SALE | {"buyer": "Interior Ministry"},
    "the product alone": {"product": "Facemap"},
    "a version of the product": SALE | {"product": "Facemap Pro"},
    "nothing named, in the same article": {"buyer": "the agency", "product": "the software"},
}
NO_DENIALS = {
    "another product": SALE | {"product": "Skyeye"},
    "another buyer": SALE | {"buyer": "Parks Agency"},
    "another seller": SALE | {"seller": "Zenit"},
    "people of another kind": SALE | {"buyer": "police departments"},
    "another time": SALE | {"time": "in 2019"},
}


@pytest.mark.parametrize("denial", DENIALS)
@pytest.mark.parametrize("stance", [{}, {"by": "Rights Watchers"}, {"certainty": Certainty.POSSIBLE}, {"quoted": True}])
def test_a_denial_stands_against_what_it_may_mean(world: Any, denial: str, stance: dict[str, Any]) -> None:
    claims = world.say("Sale", **SALE, time="in 2018"), world.say("Sale", **DENIALS[denial], **NOT, **stance)
    _check_blocked(world.fuse(world.article("a", *claims)))
    if len(DENIALS[denial]) > 1 and "same article" not in denial:  # elsewhere of the same parties: two at least
        _check_blocked(world.fuse(world.article("a", claims[0]), world.article("b", claims[1])))


@pytest.mark.parametrize("denial", NO_DENIALS)
def test_a_denial_of_something_else_does_not(world: Any, denial: str) -> None:
    claims = world.say("Sale", **SALE, time="in 2018"), world.say("Sale", **NO_DENIALS[denial], **NOT)
    fusion = world.fuse(world.article("a", *claims))
    assert [one.asserted for one in fusion.situations if len(one.roles) == 3 and "2018" in str(one.time)] == [True]


def _check_blocked(fusion: Any) -> None:
    assert not any(situation.asserted for situation in fusion.situations)
    affirmed = {claim.key for claim in fusion.claims if claim.claim.polarity is Polarity.AFFIRMED}
    told = next(situation for situation in fusion.situations if affirmed & set(situation.claims))
    assert Reason.DENIED in told.reasons
    assert Reason.DISPUTED in told.reasons
    assert [one.kind for one in fusion.disagreements if one.situation == told.key] == ["polarity"]


def test_a_more_specific_denial_stands_against_a_general_report(world: Any) -> None:
    report = world.say("Sale", seller="Acme", product="face matching", buyer="Riverton Police")
    denial = world.say("Sale", seller="Acme", product="Facemap", buyer="Riverton Police", **NOT)
    _check_blocked(world.fuse(world.article("a", report), world.article("b", denial)))


def test_a_denial_through_a_chain_of_merges(world: Any) -> None:
    """The report without a product could be either sale; the denial of one sale leaves it open, and unasserted."""
    vague = {"seller": "Acme", "buyer": "Border Bureau"}
    records = (
        world.article("a", world.say("Sale", **vague, product="Facemap", **NOT)),
        world.article("b", world.say("Sale", **vague)),
        world.article("c", world.say("Sale", **vague, product="Skyeye")),
    )
    asserted = [one for one in world.fuse(*records).situations if one.asserted]
    assert [filling.entity for one in asserted for filling in one.roles] == ["acme", "skyeye", "borders"]


def test_what_is_unclear_of_one_product_says_nothing_of_another(world: Any) -> None:
    record = world.article(
        "a", world.say("Test", **TEST), world.say("Test", agent="Border Bureau", product="the software", **OPEN)
    )
    tested = next(one for one in world.fuse(record).situations if one.claims and not one.reasons)
    assert [filling.entity for filling in tested.roles] == ["borders", "facemap"]


def test_what_is_unclear_of_all_that_is_said_leaves_it_open(world: Any) -> None:
    told = world.say("Test", agent="Border Bureau", product="the software")
    fusion = world.fuse(world.article("a", told, world.say("Test", **TEST, **OPEN)))
    assert not any(one.asserted for one in fusion.situations)
    assert not fusion.disagreements  # with itself no page disagrees


@pytest.mark.parametrize("stance", [NOT, OPEN])
def test_what_is_said_of_others_says_nothing_of_this_one(world: Any, stance: dict[str, Any]) -> None:
    others = world.say("Sale", seller="Acme", product="Facemap", buyer="other police departments", **stance)
    for buyer in ({"buyer": "Riverton Police"}, {"buyer": "police departments"}, {}):
        told = world.say("Sale", seller="Acme", product="Facemap", **buyer)
        assert sum(one.asserted for one in world.fuse(world.article("a", told, others)).situations) == 1


@pytest.mark.parametrize("stance", [NOT, OPEN])
def test_what_is_said_of_federal_bodies_says_nothing_of_the_police(world: Any, stance: dict[str, Any]) -> None:
    told = world.article("a", world.say("Sale", seller="Acme", product="Facemap", buyer="police departments"))
    federal = world.say("Sale", seller="Acme", product="Facemap", buyer="federal law enforcement", **stance)
    assert sum(one.asserted for one in world.fuse(told, world.article("b", federal)).situations) == 1


@pytest.mark.parametrize(("stance", "asserted"), [(OPEN, 1), (NOT, 0)])
def test_an_open_question_about_many_leaves_the_one_that_is_known(
    world: Any, stance: dict[str, Any], asserted: int
) -> None:
    told = world.say("Sale", seller="Acme", product="Facemap", buyer="Riverton Police")
    general = world.say("Sale", seller="Acme", product="Facemap", buyer="police departments", **stance)
    assert sum(one.asserted for one in world.fuse(world.article("a", told, general)).situations) == asserted


def test_a_refusal_for_the_future_denies_no_past_sale_told_apart(world: Any) -> None:
    records = (
        world.article("a", world.say("Sale", **SALE, time="in 2018")),
        world.article("b", world.say("Sale", seller="Acme", actuality=Actuality.PLANNED, **NOT)),
    )
    assert sum(one.asserted for one in world.fuse(*records).situations) == 1


CLAIMS = st.fixed_dictionaries(
    {"frame": st.sampled_from(["Sale", "Pitch"])},
    optional={
        "one": st.sampled_from(["Acme", "Zenit", "the agency"]),
        "two": st.sampled_from(["Facemap", "Skyeye", "face matching", "the software", "some tool"]),
        "three": st.sampled_from(["Border Bureau", "Interior Ministry", "Parks Agency", "police departments"]),
        "polarity": st.sampled_from([Polarity.AFFIRMED, Polarity.AFFIRMED, Polarity.NEGATED, Polarity.UNKNOWN]),
        "certainty": st.sampled_from(list(Certainty)),
        "actuality": st.sampled_from(list(Actuality)),
        "by": st.sampled_from(["Ann Lee", "Harbour Post", "Acme"]),
        "time": st.sampled_from(["in 2018", "in 2019", "November 2018", "last week"]),
        "quoted": st.booleans(),
    },
)
ROLES = {"Sale": ("seller", "product", "buyer"), "Pitch": ("agent", "theme", "recipient")}
ARTICLES = st.lists(st.lists(CLAIMS, max_size=4), min_size=1, max_size=5)


def _records(world: Any, articles: list[list[dict[str, Any]]]) -> list[Any]:
    records = []
    for number, claims in enumerate(articles):
        said = []
        for claim in claims:
            names = dict(zip(("one", "two", "three"), ROLES[claim["frame"]], strict=True))
            said.append(world.say(**{names.get(name, name): value for name, value in claim.items()}))
        records.append(world.article(f"a{number}", *said))
    return records


@given(
    ARTICLES,
    st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4), st.floats(0, 1), st.floats(0, 1)), max_size=3),
    st.randoms(),
)
@settings(max_examples=150)
def test_laws(world: Any, articles: Any, likeness: Any, chance: random.Random) -> None:
    records = _records(world, articles)
    keys = [record.article.key for record in records]
    copies = [
        Copy(keys[a % len(keys)], keys[b % len(keys)], overlap, spun=spun)
        for a, b, overlap, spun in likeness
        if a % len(keys) != b % len(keys)
    ]
    resolution = world.resolution(records)
    fusion = fuse(records, resolution, copies=copies)
    shuffled = list(records)
    chance.shuffle(shuffled)
    assert fuse(shuffled, resolution, copies=copies[::-1]) == fusion
    grounds = {claim.key: claim for claim in fusion.claims}
    for situation in fusion.situations:
        if situation.asserted:
            _check_asserted(fusion, situation, [grounds[key] for key in situation.claims])
        else:
            assert list(situation.reasons) == sorted(set(situation.reasons))


def _check_asserted(fusion: Any, situation: Any, claims: list[Any]) -> None:
    carrying = [
        one
        for one in claims
        if one.claim.certainty is Certainty.CERTAIN
        and one.claim.actuality is Actuality.ACTUAL
        and set(one.holders) <= {"post"}
        and not fusion.origins[one.article].spun
    ]
    assert carrying
    assert all(one.claim.polarity is Polarity.AFFIRMED for one in claims)
    for filling in situation.roles:  # nothing is written that none of them says
        assert any(filling in one.fillings for one in carrying)
    told = {filling.role: filling.entity for filling in situation.roles if filling.entity}
    for other in fusion.claims:  # no denial that agrees with it in all that both say, by a reading of the plainest kind
        denies = other.claim.polarity is Polarity.NEGATED and other.claim.actuality is Actuality.ACTUAL
        if denies and other.claim.frame == situation.frame and not (other.time and situation.time):
            shared = [(filling.entity, told[filling.role]) for filling in other.fillings if filling.role in told]
            named = [pair for pair in shared if pair[0] not in (None, "software-x", "agency-x")]
            assert not named or any(one != two for one, two in named)


def test_what_only_copies_deny_is_told_so_but_not_where_another_page_denies_it(world: Any) -> None:
    denial = world.say("Sale", **SALE, **NOT)
    spun, copies = world.article("spun", denial, published=None), (Copy("original", "spun", 0.1, spun=0.9),)
    alone = world.only(spun, world.article("original"), copies=copies)
    assert alone.reasons == (Reason.COPY_ONLY, Reason.DENIED)
    assert world.only(spun, world.article("original", denial), copies=copies).reasons == (Reason.DENIED,)


@pytest.mark.parametrize(
    ("reports", "reasons"),
    [
        ([{}], "denied disputed"),
        ([{"actuality": Actuality.PLANNED}], "planned"),
        ([{}, {"actuality": Actuality.PLANNED}], "denied disputed"),
        ([{"actuality": Actuality.PLANNED}, {"by": "Ann Lee"}], "alleged denied disputed planned"),
    ],
)
def test_a_denial_in_other_words_stands_where_some_report_is_of_what_is(
    world: Any, reports: list[dict[str, Any]], reasons: str
) -> None:
    told = [world.article(f"a{n}", world.say("Sale", **SALE, **report)) for n, report in enumerate(reports)]
    denial = world.article("b", world.say("Sale", **SALE | {"product": "Facemap Pro"}, **NOT))
    (found,) = [one for one in world.fuse(*told, denial).situations if Filling("product", "facemap") in one.roles]
    assert [reason.name.lower() for reason in found.reasons] == reasons.split()


@pytest.mark.parametrize(
    ("frame", "role", "over"),
    [
        ("Role", "holder", True),
        ("Appointment", "person", False),  # who is appointed president of old is appointed
        ("Departure", "person", False),
    ],
)
@pytest.mark.parametrize(
    "position",
    [
        "former president",
        "Former president",
        "ex president",
        "onetime president",
        "one-time president",
        "erstwhile president",
        "then director",
        "late director",
        "retired officer",
        "past president",
    ],
)
def test_only_of_a_role_is_a_former_post_over(world: Any, frame: str, role: str, over: bool, position: str) -> None:
    told = world.say(frame, **{role: "Ann Lee"}, position=position, organization="Acme")
    assert (Reason.OVER in world.only(world.article("a", told)).reasons) is over


@pytest.mark.parametrize("position", ["formerly president", "exiled president", "pastor", "lately president"])
def test_words_that_only_begin_like_former(world: Any, position: str) -> None:
    role = world.say("Role", holder="Ann Lee", position=position, organization="Acme")
    assert world.only(world.article("a", role)).asserted


def test_only_affirmed_claims_are_told_what_they_lack(world: Any) -> None:
    stances = ({}, NOT, OPEN)
    claims = [world.say("Sale", **SALE, by="Ann Lee", time=f"in {2010 + n}", **one) for n, one in enumerate(stances)]
    record = world.article("a", *claims)
    resolution = world.resolution([record])
    known = sources([page(record, resolution)], resolution.entities, ())
    told = grounded(record, resolution, known, named=frozenset())
    assert {one.claim.polarity: one.lacks for one in told} == {
        Polarity.AFFIRMED: {Reason.ALLEGED},
        Polarity.NEGATED: frozenset(),
        Polarity.UNKNOWN: frozenset(),
    }


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("Zenit spokesman Ann Lee", {"acme"}),
        ("Acme spokesman Ann Lee", {"acme"}),
        ("Ann Lee, an engineer", set()),  # who speaks for nobody is compared with no name
    ],
)
def test_whose_names_were_compared_is_told(world: Any, words: str, asked: set[str]) -> None:
    record = world.article("a", world.say("Pledge", by="Ann Lee", **PLEDGE))
    (claim,) = record.claims
    claim = replace(claim, attribution=(replace(claim.attribution[0], text=words),))
    record = replace(record, claims=(claim,))
    resolution = world.resolution([record])
    known = sources([page(record, resolution)], resolution.entities, ())
    watched: set[str] = set()
    grounded(record, resolution, known, named=frozenset(), watched=watched)
    assert watched == asked
