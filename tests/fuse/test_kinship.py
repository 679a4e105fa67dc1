"""How two fillers of a role stand to each other: by name, type, whole, and what a group may cover."""

from __future__ import annotations

import pytest

from kg.fuse.kinship import Kinship, Relation
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
def kinship() -> Kinship:
    return Kinship(WORLD)


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
def test_relation(kinship: Kinship, one: str, other: str, named: Relation, described: Relation) -> None:
    for first, second in ((one, other), (other, one)):
        assert kinship.relation(first, second, sure=True, other_sure=True) is named
        for sure, other_sure in ((True, False), (False, True), (False, False)):
            assert kinship.relation(first, second, sure=sure, other_sure=other_sure) is described


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
def test_who_the_members_of_a_group_can_be(kinship: Kinship, group: str, members: set[str]) -> None:
    key = group.replace(" ", "-")
    asked = ("riverton", "parks", "acme", "court", "senate", "lee", "post", "rights", "oslo", "facemap")
    related = {one: kinship.relation(key, one, sure=True, other_sure=True) for one in asked}
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
def test_groups(kinship: Kinship, one: str, other: str, relation: Relation) -> None:
    for first, second in ((one, other), (other, one)):
        assert kinship.relation(first, second, sure=True, other_sure=True) is relation


def test_a_body_called_federal_is_no_group_of_another_level(kinship: Kinship) -> None:
    """Only of groups does the name tell the level: a police force is related to any police."""
    assert kinship.relation("riverton", "federal-police", sure=True, other_sure=True) is OPEN


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
def test_texts_and_what_others_there_are(kinship: Kinship, one: str, other: str, relation: Relation) -> None:
    for sure in (True, False):
        assert kinship.relation(one, other, sure=sure, other_sure=sure) is relation


def test_what_may_stand_for_many(kinship: Kinship) -> None:
    loose = {key for key in (*WORLD, '"text"') if kinship.loose(key)}
    groups = {key for key, entity in WORLD.items() if entity.type is T.GROUP}
    assert loose == groups | {"matching", "live-matching", "drones", '"text"'}


def test_relatives_are_parts_wholes_and_bearers_of_the_name(kinship: Kinship) -> None:
    assert kinship.relatives("bureau") == {"bureau", "ministry", "unit"}
    assert kinship.relatives("ministry") == {"ministry", "bureau", "unit"}
    assert kinship.relatives("unit") == {"unit", "bureau", "ministry"}
    assert kinship.relatives("acme") == {"acme", "acme-too"}
    assert kinship.relatives('"text"') == {'"text"'}


def test_what_is_near_by_name(kinship: Kinship) -> None:
    assert kinship.near("acme") == {"acme", "acme-too", "acme-town"}
    assert kinship.near("facemap") == {"facemap", "facemap-pro", "memo"}
    assert kinship.near("facemap-pro") == {"facemap-pro", "facemap"}
    assert kinship.near("skyeye") == {"skyeye"}
    assert kinship.near("live-matching") == {"live-matching", "matching"}
    assert kinship.near("parks") == {"parks"}
    assert kinship.near('"text"') == {'"text"'}


def test_a_circle_of_wholes_ends() -> None:
    circle = {key: Entity(key, key, T.AGENCY, part_of=whole) for key, whole in (("a", "b"), ("b", "a"))}
    assert Kinship(circle).relatives("a") == {"a", "b"}


def test_a_whole_that_is_not_there() -> None:
    alone = {"a": Entity("a", "A", T.AGENCY, part_of="gone")}
    assert Kinship(alone).relatives("a") == {"a", "gone"}


def test_of_a_long_name_six_words_are_looked_at() -> None:
    words = "able baker charlie dog easy fox george"
    things = {
        "long": Entity("long", words, T.PRODUCT),
        "six": Entity("six", words.rpartition(" ")[0], T.PRODUCT),
        "last": Entity("last", "george", T.PRODUCT),
    }
    assert Kinship(things).near("long") == {"long", "six"}
