"""Who is who across articles: misread kinds, variants of names, surnames and short names, and that order is nothing."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

import pytest

from kg.model import EntityType, Mention, MentionKind, Record, Span
from kg.resolve.decisions import decisions
from kg.resolve.entities import entities
from kg.resolve.identification import Target, identified
from kg.resolve.namesakes import divided
from kg.resolve.people import compatible, personal, surname_alone
from kg.resolve.readings import Reading, corrected
from kg.resolve.seats import seats
from kg.resolve.short_names import Sighting, given
from kg.resolve.variants import FullName, one_person
from tests.resolve.test_entities import Said, of, record
from tests.resolve.test_reading_names import base

T = EntityType
PERSON, COMPANY, ORG, PLACE = T.PERSON, T.COMPANY, T.ORGANIZATION, T.PLACE
KB = base()


def told(
    key: str, *chains: Sequence[Said], outlet: str = "The Reach", day: str = "2025-03-10", gender: str = ""
) -> Record:
    made = record(key, *chains)
    mentions = tuple(replace(one, gender=gender or None) if one.type is PERSON else one for one in made.mentions)
    return replace(made, mentions=mentions, article=replace(made.article, publisher=outlet, published=day))


def targets(*records: Record) -> dict[tuple[str, int], Target]:
    return identified([one for made in records for one in decisions(made, KB)])


def folded(found: dict[tuple[str, int], Target], key: str, chain: int = 0) -> str:
    name = found[key, chain].name
    return name.folded if name is not None else ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("timothy d cook", "tim cook"),
        ("ada roe", "ada b roe"),
        ("a roe", "ada roe"),
        ("sergei vann", "sergey vann"),
        ("jon hale", "john hale"),
        ("mike hale jr", "michael hale"),
        ("hilla rodd clement", "hilla clement"),
    ],
)
def test_full_names_that_may_be_one_person(one: str, other: str) -> None:
    assert compatible(personal(one), personal(other))
    assert compatible(personal(other), personal(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ada roe", "ida roe"),
        ("ada b roe", "ada c roe"),
        ("mike hale jr", "mike hale sr"),
        ("ada roe", "ada rowe"),
        ("daniel hale", "daniela hale"),
        ("b roe", "ada roe"),
    ],
)
def test_full_names_of_two(one: str, other: str) -> None:
    assert not compatible(personal(one), personal(other))


def test_a_surname_keeps_its_particles() -> None:
    assert all(map(surname_alone, ["Roe", "de Gaarde", "van der Holm", "al-Osmani", "Al-Osmani", "O'Rourke"]))
    assert not any(map(surname_alone, ["Ada de Gaarde", "Al Osgood", "Ben Roe", "Van Holm", "Roe-Hale Works"]))
    assert personal("mike hale jr").surname == "hale"


def test_variants_go_by_the_commonest_name() -> None:
    names = [FullName("timothy d cook", 2), FullName("tim cook", 30), FullName("tara cook", 4)]
    assert one_person(names) == {names[0]: names[1]}


def test_a_name_that_may_be_one_of_two_stays_by_itself_unless_one_is_nearly_always_meant() -> None:
    plain, first, second = FullName("john hale", 5), FullName("john a hale", 4), FullName("john b hale", 3)
    assert one_person([plain, first, second]) == {}
    often = replace(first, chains=40)
    assert one_person([plain, often, second]) == {plain: often}


def test_gender_and_identifiers_keep_namesakes_apart() -> None:
    assert one_person([FullName("chris hale", 3, women=2), FullName("christopher hale", 3, men=2)]) == {}
    assert one_person([FullName("chris hale", 3, link="Q1"), FullName("christopher hale", 3, link="Q2")]) == {}
    stray = [FullName("chris hale", 3, women=1), FullName("christopher hale", 3, men=2)]
    assert one_person(stray)  # pronouns are misread
    known, own = FullName("christopher hale", 1, link="Q1"), FullName("chris hale", 9)
    assert one_person([known, own]) == {own: known}


def test_a_stray_reading_blocks_nothing_however_many_there_are() -> None:
    person, stray = Reading(1900, vague=0, named=True), Reading(17, vague=0, named=True)
    assert corrected("ada roe", {"Person": person, "Place": stray, "Organization": stray}) == {
        "Place": "Person",
        "Organization": "Person",
    }


@pytest.mark.parametrize(("often", "seldom", "one"), [(6, 1, True), (40, 2, True), (1, 1, False), (60, 20, False)])
def test_two_kinds_read_often_are_two(often: int, seldom: int, one: bool) -> None:
    readings = {"Person": Reading(often, vague=0, named=True), "Place": Reading(seldom, vague=0, named=True)}
    assert bool(corrected("ada roe", readings)) is one


def test_what_is_mostly_vague_is_misread_oftener() -> None:
    person = Reading(31, vague=0, named=True)
    assert corrected("quiana ester", {"Person": person, "Organization": Reading(9, vague=8, named=True)})
    assert not corrected("quiana ester", {"Person": person, "Organization": Reading(9, vague=0, named=True)})


def test_an_organization_of_no_known_kind_is_what_its_name_else_is() -> None:
    readings = {"Product": Reading(2, vague=0, named=True), "Organization": Reading(2, vague=2, named=True)}
    assert corrected("pale harbor", readings) == {"Organization": "Product"}


def test_a_surname_goes_to_whom_the_outlet_named_in_full_in_these_days() -> None:
    found = targets(
        told("a", [("Ada Roe", PERSON)]),
        told("b", [("Roe", PERSON)], day="2025-03-14"),
        told("c", [("Roe", PERSON)], outlet="The Bluff", day="2025-09-01"),
    )
    assert folded(found, "b") == "ada roe"
    assert "outlet" in found["b", 0].reason
    assert 0.9 <= found["b", 0].sureness < 1
    assert folded(found, "c") == "roe"


def test_a_surname_stays_open_where_two_are_possible() -> None:
    both = [told("a", [("Ada Roe", PERSON)]), told("b", [("Ben Roe", PERSON)])]
    assert folded(targets(*both, told("c", [("Roe", PERSON)])), "c") == "roe"


def test_gender_and_company_tell_two_of_one_surname_apart() -> None:
    both = [
        told("a", [("Ada Roe", PERSON)], [("Norva Works", COMPANY)], gender="f"),
        told("b", [("Ben Roe", PERSON)], [("Tide Mills", COMPANY)], gender="m"),
    ]
    assert folded(targets(*both, told("c", [("Roe", PERSON)], gender="f")), "c") == "ada roe"
    others = [told(f"o{n}", [("Pale Harbor", COMPANY)], day="2024-01-01") for n in range(20)]
    beside = told("d", [("Roe", PERSON)], [("Tide Mills", COMPANY)])
    assert folded(targets(*both, *others, beside), "d") == "ben roe"


def test_the_corpus_gives_a_surname_where_it_is_overwhelming() -> None:
    often = [told(f"a{n}", [("Ada Roe", PERSON)], day="2024-05-01") for n in range(30)]
    far = told("b", [("Roe", PERSON)], outlet="The Bluff", day="2025-03-10")
    assert folded(targets(*often, far), "b") == "ada roe"
    assert folded(targets(*often[:4], far), "b") == "roe"
    divided = [told(f"c{n}", [("Ben Roe", PERSON)], day="2024-06-01") for n in range(20)]
    assert folded(targets(*often, *divided, far), "b") == "roe"


def test_a_short_name_of_a_company_and_an_acronym_go_to_who_bears_them() -> None:
    found = targets(
        told("a", [("Harlan Mills", COMPANY)], [("Pale Harbor Fund", ORG), ("PHF", ORG)]),
        told("b", [("Harlan", ORG)], [("PHF", ORG)], day="2025-03-11"),
    )
    assert folded(found, "b") == "harlan mills"
    assert folded(found, "b", 1) == "pale harbor fund"


def test_an_acronym_explained_in_two_articles_needs_no_more() -> None:
    explained = [told(n, [("Pale Harbor Fund", ORG), ("PHF", ORG)], outlet=n, day="2024-01-01") for n in "ab"]
    far = told("c", [("PHF", ORG)], outlet="c", day="2025-06-01")
    assert folded(targets(*explained, far), "c") == "pale harbor fund"
    other = [told(n, [("Port Health Forum", ORG), ("PHF", ORG)], outlet=n, day="2024-02-01") for n in "de"]
    assert folded(targets(*explained, *other, far), "c") == "PHF"  # two are so called


def test_a_body_and_a_person_are_mistaken_for_one_another_where_a_word_stands_alone() -> None:
    found = targets(
        told("a", [("Harlan Mills", COMPANY)], [("Kwaben Osei", ORG)], [("Osei", PERSON)]),
        told("b", [("Harlan", PERSON)], [("Osei", PERSON)], day="2025-03-12"),
    )
    assert folded(found, "b") == "harlan mills"
    assert folded(found, "a", 2) == folded(found, "b", 1) == "kwaben osei"


def test_what_a_body_is_about_is_not_the_body() -> None:
    found = targets(told("a", [("Critics of Harlow", ORG)], [("Pale Magic", ORG)], [("Harlow", ORG)], [("Magic", ORG)]))
    assert (folded(found, "a", 2), folded(found, "a", 3)) == ("harlow", "magic")


def test_a_place_is_not_the_company_named_after_it() -> None:
    found = targets(told("a", [("Calder Mills", COMPANY)]), *(told(f"b{n}", [("Calder", PLACE)]) for n in range(3)))
    assert folded(found, "b0") == "calder"


def test_an_agency_is_not_called_by_the_first_word_of_its_name() -> None:
    found = targets(told("a", [("Calder Harbor Authority", T.AGENCY)]), told("b", [("Calder", ORG)]))
    assert folded(found, "b") == "calder"


def test_a_surname_shows_in_no_name() -> None:
    records = [told("a", [("Ada Roe", PERSON)]), *(told(f"b{n}", [("Roe", PERSON)]) for n in range(5))]
    found = entities(records, KB)
    assert of(found, "b0").name == "Ada Roe"
    assert of(found, "b0").aliases == ()


def test_order_is_nothing() -> None:
    draw = random.Random(5)
    people = [("Ada Roe", PERSON), ("Ben Roe", PERSON), ("Roe", PERSON), ("Roe", ORG), ("Harlan Mills", COMPANY)]
    people += [("Harlan", COMPANY), ("Benjamin Roe", PERSON), ("A. Roe", PERSON)]
    records = [
        told(
            f"r{n}",
            *([one] for one in draw.sample(people, 3)),
            outlet=draw.choice(["x", "y"]),
            day=f"2025-03-{draw.randint(1, 28):02}",
        )
        for n in range(40)
    ]
    expected = targets(*records)
    for _ in range(5):
        draw.shuffle(records)
        assert targets(*records) == expected


def test_who_is_nobody_is_given_nothing() -> None:
    one = Sighting("a", 0, "", PERSON, "x", None, "")
    assert list(given([one], articles=1)) == []


@pytest.mark.parametrize(
    ("text", "town"),
    [
        ("Plains Bank, a lender in Calder, sued.", "calder"),
        ("Plains Bank, a Calder-based lender, sued.", "calder"),
        ("Plains Bank, based in Calder, sued.", "calder"),
        ("Calder-based Plains Bank sued.", "calder"),
        ("Plains Bank sued in Calder.", ""),
        ("Plains Bank, a lender, sued in Calder.", ""),
    ],
)
def test_where_somebody_is_said_to_be(text: str, town: str) -> None:
    mentions = []
    for words, kind, type, chain in [
        ("Plains Bank", MentionKind.NAME, COMPANY, 0),
        ("a lender", MentionKind.NOMINAL, COMPANY, 0),
        ("a Calder-based lender", MentionKind.NOMINAL, COMPANY, 0),
        ("Calder", MentionKind.NAME, PLACE, 1),
    ]:
        if words in text:
            start = text.index(words)
            span = Span(start, start + len(words))
            mentions.append(Mention(span, words, kind, type, "", 0, name=words, chain=chain))
    made = record("a")
    made = replace(made, article=replace(made.article, text=text), mentions=tuple(mentions))
    assert seats(made, KB).get(0, "") == town


def sighting(key: str, seat: str = "", kind: EntityType = COMPANY, outlet: str = "x", *around: str) -> Sighting:
    return Sighting(key, 0, seat, kind, outlet, 10, "", around=tuple((name, 2) for name in around))


def parts(*sightings: Sighting) -> dict[str, str]:
    return {one.article: one.who for one in divided(sightings, articles=100)}


def test_two_bodies_of_one_name_are_told_apart_by_their_towns() -> None:
    holm = replace(sighting("b", "holm", outlet="y"), day=100)
    open_to_both = replace(sighting("d", outlet="z"), day=500)
    found = parts(sighting("a", "calder"), holm, sighting("c"), open_to_both)
    assert found == {"a": "calder", "b": "holm", "c": "calder"}  # d may be either
    assert parts(sighting("a", "calder"), sighting("b", "calder"), sighting("c")) == {}


def test_a_seat_told_once_among_many_parts_nobody() -> None:
    assert parts(*(sighting(f"a{n}", "calder") for n in range(12)), sighting("b", "holm")) == {}


def test_people_move_and_their_company_moves_along() -> None:
    one, other = sighting("a", "calder", PERSON, "x", "norva"), sighting("b", "holm", PERSON, "y", "norva")
    assert parts(one, other) == {}
    assert parts(one, replace(other, around=(("tide", 2),))) == {"a": "calder", "b": "holm"}


def test_how_sure_a_short_name_is_goes_with_the_chains() -> None:
    found = entities([told("a", [("Ada Roe", PERSON)]), told("b", [("Roe", PERSON)], day="2025-03-14")], KB)
    assert ("a", 0) not in found.sureness
    assert found.sureness["b", 0] == 0.99
    mention = record("b", [("Roe", PERSON)]).mentions[0]
    assert (found.sure("a", mention), found.sure("b", mention), found.sure("b", None)) == (1, 0.99, 1)
