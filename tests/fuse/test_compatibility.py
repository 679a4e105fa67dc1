"""How two fillers of a role stand to each other: by name, type, whole, and what a group may cover."""

from __future__ import annotations

from typing import Any

import pytest

from kg.fuse.compatibility import Compatibility, Relation
from kg.model import Entity, EntityType

T = EntityType
SAME, OPEN, OTHER = Relation.SAME, Relation.OPEN, Relation.OTHER
WORLD = {
    entity.key: entity
    for entity in (
        Entity("acme", "Acme", T.COMPANY, aliases=("Acme Corp",)),
        Entity("acme-too", "Acme Corp", T.COMPANY),
        Entity("acme-town", "Acme", T.PLACE),
        Entity("zenit", "Zenit", T.COMPANY),
        Entity("ministry", "Interior Ministry", T.AGENCY),
        Entity("bureau", "Border Bureau", T.AGENCY, part_of="ministry"),
        Entity("unit", "Border Unit", T.AGENCY, part_of="bureau"),
        Entity("parks", "Parks Agency", T.AGENCY),
        Entity("riverton", "Riverton Police", T.POLICE),
        Entity("court", "Riverton Court", T.COURT),
        Entity("senate", "the Senate", T.LEGISLATURE),
        Entity("post", "Harbour Post", T.OUTLET),
        Entity("rights", "Rights Watchers", T.CIVIL_SOCIETY),
        Entity("body", "Harbour Trust", T.ORGANIZATION),
        Entity("lee", "Ann Lee", T.PERSON),
        Entity("kim", "Bo Kim", T.PERSON),
        Entity("oslo", "Oslo", T.PLACE),
        Entity("law", "Drone Act", T.LAW),
        Entity("facemap", "Facemap", T.PRODUCT),
        Entity("facemap-pro", "Facemap Pro", T.PRODUCT),
        Entity("skyeye", "Skyeye", T.PRODUCT),
        Entity("matching", "face matching", T.TECHNOLOGY),
        Entity("live-matching", "live face matching", T.TECHNOLOGY),
        Entity("drones", "drones", T.TECHNOLOGY),
        Entity("memo", "Facemap memo", T.DOCUMENT),
        *(
            Entity(name.replace(" ", "-"), name, T.GROUP)
            for name in (
                "police departments", "sheriffs", "cops", "federal police",
                "national agencies",
                "law enforcement",
                "state agencies", "government bodies", "tech companies", "retailers", "courts", "lawmakers",
                "reporters",
                "customers", "third parties", "nurses", "night nurses", "teachers", "city halls", "mothers",
                "many nurses",
            )
        ),
    )
}  # fmt: skip


@pytest.fixture(scope="module")
def compatibility() -> Compatibility:
    return Compatibility(WORLD)


@pytest.mark.parametrize(
    ("one", "other", "named", "described"),
    [
        ("acme", "acme", SAME, SAME),
        ("acme", "acme-too", SAME, SAME),  # an alias of the same type
        ("acme", "acme-town", OPEN, OTHER),  # one name, two types: may be meant; a mere "company" is no place
        ("acme", "zenit", OTHER, OPEN),
        ("ministry", "bureau", SAME, SAME),
        ("ministry", "unit", SAME, SAME),  # a part of a part
        ("bureau", "parks", OTHER, OPEN),
        ("unit", "parks", OTHER, OPEN),
        ("lee", "kim", OTHER, OPEN),
        ("lee", "acme", OTHER, OTHER),
        ("lee", "reporters", OPEN, OPEN),
        ("oslo", "acme", OTHER, OTHER),
        ("law", "oslo", OTHER, OTHER),
        ("facemap", "skyeye", OTHER, OPEN),
        ("facemap", "facemap-pro", OPEN, OPEN),
        ("facemap", "matching", OPEN, OPEN),
        ("matching", "live-matching", OPEN, OPEN),
        ("matching", "drones", OTHER, OPEN),
        ("facemap", "memo", OPEN, OPEN),
        ("facemap", "acme", OTHER, OTHER),
        ("acme", "riverton", OTHER, OTHER),
        ("acme", "body", OTHER, OPEN),
        ("riverton", "parks", OTHER, OPEN),
        ("rights", "post", OTHER, OTHER),
    ],
)
def test_relation(compatibility: Compatibility, one: str, other: str, named: Relation, described: Relation) -> None:
    for first, second in ((one, other), (other, one)):
        assert compatibility.relation(first, second, sure=True, other_sure=True) is named
        for sure, other_sure in ((True, False), (False, True), (False, False)):
            assert compatibility.relation(first, second, sure=sure, other_sure=other_sure) is described


@pytest.mark.parametrize(
    ("group", "members"),
    [
        ("police departments", {"riverton"}),
        ("sheriffs", {"riverton"}),
        ("cops", {"riverton"}),
        ("law enforcement", {"riverton", "parks"}),
        ("government bodies", {"riverton", "parks"}),
        ("state agencies", {"riverton", "parks"}),
        ("national agencies", {"riverton", "parks"}),
        ("tech companies", {"acme"}),
        ("retailers", {"acme"}),
        ("courts", {"court"}),
        ("lawmakers", {"senate", "lee"}),
        ("reporters", {"post", "lee"}),
        ("customers", {"riverton", "parks", "acme", "court", "senate", "lee", "post", "rights", "oslo", "facemap"}),
        ("third parties", {"riverton", "parks", "acme", "court", "senate", "lee", "post", "rights", "oslo", "facemap"}),
        ("nurses", set()),
        ("mothers", set()),  # no "other" people
        ("many nurses", set()),
    ],
)
def test_who_the_members_of_a_group_can_be(compatibility: Compatibility, group: str, members: set[str]) -> None:
    key = group.replace(" ", "-")
    asked = ("riverton", "parks", "acme", "court", "senate", "lee", "post", "rights", "oslo", "facemap")
    related = {one: compatibility.relation(key, one, sure=True, other_sure=True) for one in asked}
    assert {one for one, relation in related.items() if relation is OPEN} == members
    assert set(related.values()) <= {OPEN, OTHER}


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ("police-departments", "sheriffs", OPEN),
        ("police-departments", "law-enforcement", OPEN),
        ("police-departments", "tech-companies", OTHER),
        ("nurses", "night-nurses", OPEN),
        ("nurses", "teachers", OTHER),
        ("federal-police", "police-departments", OTHER),
        ("federal-police", "sheriffs", OTHER),
        ("national-agencies", "state-agencies", OTHER),
        ("national-agencies", "city-halls", OTHER),
        ("national-agencies", "law-enforcement", OPEN),
        ("federal-police", "national-agencies", OPEN),
        ("state-agencies", "police-departments", OPEN),
    ],
)
def test_groups(compatibility: Compatibility, one: str, other: str, relation: Relation) -> None:
    for first, second in ((one, other), (other, one)):
        assert compatibility.relation(first, second, sure=True, other_sure=True) is relation


def test_a_body_called_federal_is_no_group_of_another_level(compatibility: Compatibility) -> None:
    """Only of groups does the name tell the level: a police force is related to any police."""
    assert compatibility.relation("riverton", "federal-police", sure=True, other_sure=True) is OPEN


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ('"sale"', '"sale"', SAME),
        ('"sale"', '"use"', OTHER),
        ('"some firm"', "acme", OPEN),
        ("acme", '"some firm"', OPEN),
        ("gone", "acme", OPEN),
        ("other than acme", "other than acme", SAME),
        ("other than acme", "acme", OTHER),
        ("acme", "other than acme", OTHER),
        ("other than acme", "other than zenit", OTHER),
    ],
)
def test_texts_and_what_others_there_are(
    compatibility: Compatibility, one: str, other: str, relation: Relation
) -> None:
    for sure in (True, False):
        assert compatibility.relation(one, other, sure=sure, other_sure=sure) is relation


def test_what_may_stand_for_many(compatibility: Compatibility) -> None:
    loose = {key for key in (*WORLD, '"text"') if compatibility.loose(key)}
    groups = {key for key, entity in WORLD.items() if entity.type is T.GROUP}
    assert loose == groups | {"matching", "live-matching", "drones", '"text"'}


def test_relatives_are_parts_wholes_and_bearers_of_the_name(compatibility: Compatibility) -> None:
    assert compatibility.relatives("bureau") == {"bureau", "ministry", "unit"}
    assert compatibility.relatives("ministry") == {"ministry", "bureau", "unit"}
    assert compatibility.relatives("unit") == {"unit", "bureau", "ministry"}
    assert compatibility.relatives("acme") == {"acme", "acme-too"}
    assert compatibility.relatives('"text"') == {'"text"'}


def test_a_circle_of_wholes_ends() -> None:
    circle = {key: Entity(key, key, T.AGENCY, part_of=whole) for key, whole in (("a", "b"), ("b", "a"))}
    assert Compatibility(circle).relatives("a") == {"a", "b"}


def test_a_whole_that_is_not_there() -> None:
    alone = {"a": Entity("a", "A", T.AGENCY, part_of="gone")}
    assert Compatibility(alone).relatives("a") == {"a", "gone"}


ASKED = ("riverton", "parks", "acme", "court", "senate", "lee", "post", "rights", "oslo")
FORCES, BODIES = {"riverton"}, {"riverton", "parks"}


@pytest.mark.parametrize(
    ("group", "members"),
    [
        *((name, FORCES) for name in ("policemen", "cop", "street cops", "peace officers")),
        *((name, FORCES) for name in ("county sheriffs", "rural constabularies")),
        *((name, BODIES) for name in ("law enforcement units", "an agency", "governments", "port authorities")),
        *((name, BODIES) for name in ("bureaus", "ministries", "federal offices", "public offices")),
        *((name, {"acme"}) for name in ("companies", "firms", "local businesses", "startups", "start-ups", "vendors")),
        *((name, {"acme"}) for name in ("corporations", "retailers", "banks", "drone makers")),
        *((name, {"court"}) for name in ("appeals courts", "judges")),
        *((name, {"senate", "lee"}) for name in ("lawmakers", "legislators", "congressmen", "senators")),
        ("members of parliament", {"senate", "lee"}),
        *((name, {"post", "lee"}) for name in ("outlets", "the press", "the media", "newspapers", "reporters")),
        ("journalists", {"post", "lee"}),
        *((name, set(ASKED)) for name in ("customers", "clients", "buyers", "users", "any nurse", "everyone")),
        *((name, set(ASKED)) for name in ("nobody", "no one", "third parties", "other nurses", "partners")),
        *((name, set()) for name in ("copies", "coppers' friends", "many", "brothers", "nurses", "enforcers")),
    ],
)
def test_each_word_that_tells_who_is_meant(group: str, members: set[str]) -> None:
    compatibility = Compatibility(WORLD | {"group": Entity("group", group, T.GROUP)})
    related = {one: compatibility.relation("group", one, sure=True, other_sure=True) for one in ASKED}
    assert {one for one, relation in related.items() if relation is OPEN} == members


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        *(
            (f"{level} customers", f"{local} customers", True)
            for level in ("federal", "national")
            for local in ("local", "state", "city", "municipal", "county", "town", "police", "cop", "cops")
        ),
        ("feds and partners", "sheriff partners", True),
        ("feds and partners", "constabulary partners", True),
        ("feds and partners", "policing partners", True),
        ("federal customers", "national customers", False),
        ("local customers", "county customers", False),
        ("federal customers", "customers", False),
        ("federated customers", "state customers", False),
        ("nationalist customers", "state customers", False),
        ("federal customers", "locality customers", False),
        ("federal customers", "stately customers", False),
        ("federal customers", "towny customers", False),
        ("federal police customers", "state customers", True),  # called federal, whatever else
    ],
)
def test_whose_the_members_of_two_groups_are(one: str, other: str, apart: bool) -> None:
    compatibility = Compatibility({name: Entity(name, name, T.GROUP) for name in (one, other)})
    for first, second in ((one, other), (other, one)):
        for sure in (True, False):
            found = compatibility.relation(first, second, sure=sure, other_sure=sure)
            assert found is (OTHER if apart else OPEN)


THINGS = {T.TECHNOLOGY, T.PRODUCT, T.DOCUMENT}
LOOSE = {T.GROUP, T.ORGANIZATION, T.AGENCY}
ALONE = {T.PERSON, T.PLACE, T.LAW}


@pytest.mark.parametrize("one", EntityType)
@pytest.mark.parametrize("other", EntityType)
def test_what_a_description_may_be_of(one: EntityType, other: EntityType) -> None:
    """Types as they are told apart: things of things, people, places and laws of their own kind or a group."""
    first, second = Entity("one", "able", one), Entity("two", "baker", other)
    found = Compatibility({"one": first, "two": second}).relation("one", "two", sure=False, other_sure=True)
    both = {one, other}
    if both & ALONE:
        may = one is other or T.GROUP in both
    elif both & THINGS:
        may = both <= THINGS
    else:
        may = one is other or bool(both & LOOSE)
    assert found is (OPEN if may else OTHER)


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        (("Azure", T.PRODUCT), ("Azure West", T.PRODUCT), OPEN),
        (("Azure", T.PRODUCT), ("West Azure Two", T.DOCUMENT), OPEN),
        (("Azure East", T.PRODUCT), ("Azure West", T.PRODUCT), OTHER),
        (("Zoo", T.PRODUCT), ("Able Baker Charlie Dog Easy Fox George Zoo", T.PRODUCT), OPEN),  # however long
        (("Azure East", T.PRODUCT), ("mapping", T.TECHNOLOGY), OPEN),
        (("Azure East", T.DOCUMENT), ("mapping", T.TECHNOLOGY), OPEN),
        (("mapping", T.TECHNOLOGY), ("drones", T.TECHNOLOGY), OTHER),
        (("Azure", T.COMPANY), ("Azure West", T.COMPANY), OTHER),  # of firms a word in common is none
        (("Azure", T.COMPANY), ("Azure West", T.PRODUCT), OTHER),
        (("Azure", T.COMPANY), ("Azure", T.PRODUCT), OPEN),
        (("Azure", T.COMPANY), ("mapping", T.TECHNOLOGY), OTHER),
        (("night nurses", T.GROUP), ("nurses", T.GROUP), OPEN),
        (("night nurses", T.GROUP), ("day nurses", T.GROUP), OTHER),
        (("nurses", T.GROUP), ("Nurses", T.COMPANY), OTHER),
        (("nurses", T.GROUP), ("nurses", T.GROUP), SAME),
    ],
)
def test_what_names_in_common_tell(one: Any, other: Any, relation: Relation) -> None:
    compatibility = Compatibility({"one": Entity("one", *one), "two": Entity("two", *other)})
    assert compatibility.relation("one", "two", sure=True, other_sure=True) is relation
    assert compatibility.relation("two", "one", sure=True, other_sure=True) is relation
