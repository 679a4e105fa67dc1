"""Contrast sentences against claims made by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import InputError
from kg.evaluate import contrast
from kg.evaluate.report import Report
from tests.evaluate import listing
from tests.evaluate.listing import Json

SOLD, DENIED, BOTH, OTHER = (
    "Norva sold Kestrel to Harbor.",
    "Norva did not sell Kestrel to Harbor.",
    "Norva sold Kestrel not to Harbor but to Tide.",
    "Norva sold out.",
)
ROLES = 'roles: {seller: "Norva", product: "Kestrel", buyer: "Harbor"}'
STANCE = "certainty: certain, actuality: actual, by: null"
GOLD = f"""
# 1. Sale: plain, not
- {{group: 1, text: "{SOLD}", frame: Sale, {ROLES}, polarity: affirmed, {STANCE}, asserted: true}}
- {{group: 1, text: "{DENIED}", frame: Sale, {ROLES}, polarity: negated, {STANCE}, asserted: false,
   also: {{certainty: [possible]}}}}
# 2. Sale: scope
- {{group: 2, text: "{BOTH}", frame: Sale, {ROLES}, polarity: negated, {STANCE}, asserted: false}}
- {{group: 2, text: "{BOTH}", frame: Sale, {ROLES.replace("Harbor", "Tide")}, polarity: affirmed, {STANCE},
   asserted: true}}
- {{group: 2, text: "{OTHER}", frame: Sale, roles: {{}}, none: true, asserted: false}}
"""


@pytest.fixture
def gold(tmp_path: Path) -> contrast.Gold:
    path = tmp_path / "contrast.yaml"
    path.write_text(GOLD, "utf-8")
    return contrast.read(path)


def sale(text: str, trigger: str, *roles: tuple[str, str], **stance: str) -> Json:
    fillers = [listing.filler(text, role, words) for role, words in roles]
    return listing.article(text, [listing.claim(text, "Sale", trigger, fillers, **stance)])


ALL = (("seller", "Norva"), ("product", "Kestrel"), ("buyer", "Harbor"))


def score(gold: contrast.Gold, *found: Json) -> Report:
    return contrast.score(gold, {article["text"]: [article] for article in found})


def shares(report: Report) -> list[float | None]:
    return [report.figure(name).value for name in ("flips", "covered")]


def test_all_right(gold: contrast.Gold) -> None:
    tide = (*ALL[:2], ("buyer", "Tide"))
    report = score(
        gold, sale(SOLD, "sold", *ALL), sale(DENIED, "sell", *ALL, polarity="negated"), sale(BOTH, "sold", *tide)
    )
    assert shares(report) == [0, 1.0]
    assert report.errors == ()


def test_nothing_found_flips_nothing(gold: contrast.Gold) -> None:
    report = score(gold)
    assert shares(report) == [0, 0.0]
    assert [error.partition(":")[0] for error in report.errors] == ["missed", "missed"]


def test_asserting_what_is_denied_is_a_flip(gold: contrast.Gold) -> None:
    report = score(gold, sale(DENIED, "sell", *ALL))
    assert shares(report) == [1, 0.0]
    groups = next(table for table in report.tables if table.title == "groups with flips")
    assert groups.rows == (("1. Sale: plain, not", "1"),)


def test_so_it_is_with_some_roles_only(gold: contrast.Gold) -> None:
    assert shares(score(gold, sale(DENIED, "sell", *ALL[:1]))) == [1, 0.0]


def test_denying_what_is_asserted_is_a_flip(gold: contrast.Gold) -> None:
    assert shares(score(gold, sale(SOLD, "sold", *ALL, polarity="negated"))) == [1, 0.0]


def test_a_claim_of_part_of_the_roles_goes_to_the_entry_it_is_true_of(gold: contrast.Gold) -> None:
    report = score(gold, sale(BOTH, "sold", *ALL[:2]))
    assert shares(report) == [0, 0.5]
    assert shares(score(gold, sale(BOTH, "sold", *ALL))) == [1, 0.0]


def test_a_claim_where_there_is_none(gold: contrast.Gold) -> None:
    assert shares(score(gold, sale(OTHER, "sold", ALL[0]))) == [1, 0.0]
    assert shares(score(gold, sale(OTHER, "sold", ALL[0], certainty="possible"))) == [0, 0.0]


def test_other_readings_agree(gold: contrast.Gold) -> None:
    report = score(gold, sale(DENIED, "sell", *ALL, polarity="negated", certainty="possible"))
    assert report.figure("certainty agrees").value == 1.0
    report = score(gold, sale(DENIED, "sell", *ALL, polarity="negated", actuality="planned"))
    assert report.figure("actuality agrees").value == 0.0


@pytest.mark.parametrize(
    ("by", "said", "agrees"),
    [
        ("null", None, 1.0),
        ("null", "Norva", 0.0),
        ("Norva", None, 0.0),
        ("Norva", "Norva", 1.0),
        ("Norva", "Kestrel", 0.0),
        ("Norva", "Norva sold", 1.0),
        ("Norva sold", "Norva", 1.0),
    ],
)
def test_the_holder_is_whom_the_gold_names(by: str, said: str | None, agrees: float, tmp_path: Path) -> None:
    path = tmp_path / "contrast.yaml"
    path.write_text(GOLD.splitlines()[2].replace("by: null", f"by: {by}"), "utf-8")
    found = sale(
        SOLD, "sold", *ALL, attributed_to=said and {"text": said, "start": 0, "end": len(said), "entity": None}
    )
    assert score(contrast.read(path), found).figure("holder agrees").value == agrees


@pytest.mark.parametrize(("said", "agrees"), [("forgo", 1.0), ("undertake", 0.0), (None, 0.0)])
def test_the_direction_of_a_pledge(said: str | None, agrees: float, tmp_path: Path) -> None:
    path = tmp_path / "contrast.yaml"
    path.write_text(GOLD.splitlines()[2].replace("frame:", "direction: forgo, frame:"), "utf-8")
    found = sale(SOLD, "sold", *ALL, direction=said)
    assert score(contrast.read(path), found).figure("direction agrees").value == agrees


def test_gold_that_is_none(tmp_path: Path) -> None:
    path = tmp_path / "contrast.yaml"
    path.write_text("- {group: 1, frame: Sale}\n")
    with pytest.raises(InputError, match=r"contrast\.yaml, entry 1: not in the form of a contrast sentence"):
        contrast.read(path)
