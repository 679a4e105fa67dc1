"""What counts as the same words, name, time."""

from __future__ import annotations

import pytest

from kg.evaluate.matching import Matcher, acronym_of, bounds, main_roles, overlapping, places, same_words
from tests.evaluate import listing
from tests.evaluate.listing import Json

TEXT = "The Harbor Transit Agency, Norva Systems and the Daily Tide: the agency has bought Kestrel for 12 months."


@pytest.mark.parametrize(
    ("gold", "found", "same"),
    [
        ("Norva Systems", "Norva Systems", True),
        ("Norva", "Norva Systems Ltd", True),
        ("police departments", "any police department", True),
        ("Department of Ports", "the Ports Department’s", True),
        ("strict federal law on sensors", "law", False),
        ("ICE", "the police", False),
        ("€640,000", "640,000 euros", True),
        ("Norva", "", False),
        ("the", "a", False),
    ],
)
def test_same_words(gold: str, found: str, same: bool) -> None:
    assert same_words(gold, found) is same


@pytest.mark.parametrize(
    ("short", "name", "spells"),
    [
        ("HTA", "Harbor Transit Agency", True),
        ("DOP", "Department of Ports", True),
        ("DP", "Department of Ports", True),
        ("D.P.", "Department of Ports", True),
        ("HT", "Harbor Transit Agency", False),
        ("hta", "Harbor Transit Agency", False),
    ],
)
def test_acronyms(short: str, name: str, spells: bool) -> None:
    assert acronym_of(short, name) is spells


def test_a_quote_is_found_whatever_its_white_space_and_marks() -> None:
    (place,) = places('said  "no" to\nNorva', "They said “no” to\u00a0Norva.")
    assert (place.start, place.end) == (5, 23)
    assert places("said yes", "They said no.") == []
    assert places("  ", "anything") == []


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("2020", "2020-00-00", "2020-99-99"),
        ("2020-06", "2020-06-00", "2020-06-99"),
        ("2020-06-17~", "2020-06-17", "2020-06-17"),
        ("2017-09/2018-11", "2017-09-00", "2018-11-99"),
        ("[2020-06-01..2020-06-30]", "2020-06-01", "2020-06-30"),
        ("2019/..", "2019-00-00", "9999-99-99"),
        ("199X", "1990-00-00", "1999-99-99"),
        ("2021-22", "2021-06-00", "2021-08-99"),
        ("unknown", "0000-00-00", "9999-99-99"),
    ],
)
def test_bounds(edtf: str, first: str, last: str) -> None:
    assert bounds(edtf) == (first, last)


def test_times_overlap_where_they_share_a_day() -> None:
    assert overlapping("2020", "2020-06-17")
    assert overlapping("2020-06-17", "2019-01/2020-06")
    assert not overlapping("2020-05", "2020-06-17")


def matcher(*claims: Json) -> Matcher:
    entities = (
        listing.entity("e:agency", "Harbor Transit Agency", "GovernmentAgency", kb="kb:1", aliases=("HTA",)),
        listing.entity("e:norva", "Norva Systems"),
        listing.entity("e:tide", "Daily Tide", "NewsOutlet"),
    )
    return Matcher(listing.article(TEXT, list(claims), entities=entities), {"Tide Works": "kb:1"}.get)


def test_a_filler_is_what_its_entity_is_called() -> None:
    agency = listing.filler(TEXT, "buyer", "the agency", entity="e:agency")
    assert matcher().is_value("Harbor Transit Agency", agency)
    assert matcher().is_value("HTA", agency)
    assert matcher().is_value("Tide Works", agency)  # the knowledge base says so
    assert not matcher().is_value("Norva Systems", agency)


def test_lengths_of_time_are_compared_as_such() -> None:
    assert matcher().is_value("P1Y", listing.filler(TEXT, "duration", "12 months"))
    assert not matcher().is_value("P2Y", listing.filler(TEXT, "duration", "12 months"))


def test_main_roles_are_those_required_or_the_first_two() -> None:
    assert main_roles("Pledge", {"product": "a", "act": "Sale", "pledger": "b"}) == {"act": "Sale", "pledger": "b"}
    assert main_roles("Sale", {"buyer": "a", "seller": "b", "product": "c"}) == {"seller": "b", "product": "c"}
    assert main_roles("Sale", {"buyer": "a"}) == {"buyer": "a"}
    assert main_roles("Unheard", {"x": "a", "y": "b", "z": "c"}) == {"x": "a", "y": "b"}


def test_a_pronoun_contradicts_nobody() -> None:
    norva = listing.filler(TEXT, "seller", "Norva Systems")
    pronoun = {**norva, "text": "it"}
    product = listing.filler(TEXT, "product", "Kestrel")
    roles = {"seller": "Harbor Transit Agency", "product": "Kestrel"}
    assert matcher().consistent(listing.claim(TEXT, "Sale", "bought", [pronoun, product]), roles)
    assert not matcher().consistent(listing.claim(TEXT, "Sale", "bought", [norva, product]), roles)
    assert not matcher().consistent(listing.claim(TEXT, "Sale", "bought", [pronoun]), roles)
