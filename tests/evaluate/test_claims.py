"""Gold of articles against claims made by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import InputError
from kg.evaluate import claims
from kg.evaluate.report import Report
from tests.evaluate import listing
from tests.evaluate.listing import Json

TEXT = "Norva sold Kestrel to Harbor.\nTide did not sell Gull to Harbor. Norva promised not to sell Gull."
GOLD = """
news.txt:
  article: {publisher: The Example Paper}
  claims:
    - {frame: Sale, roles: {seller: Norva, product: Kestrel, buyer: Harbor}, polarity: affirmed,
       time: "2020", quote: "Norva sold  Kestrel to Harbor"}
    - {frame: Sale, roles: {seller: Tide, product: Gull, buyer: Harbor}, polarity: negated,
       quote: "Tide did not sell Gull to Harbor"}
    - {frame: Pledge, roles: {pledger: Norva, act: Sale, product: Gull}, direction: forgo, polarity: affirmed,
       quote: "Norva promised not to sell Gull"}
  related_claims:
    - {publisher: Another Paper, frame: Launch, roles: {agent: Tide}, polarity: affirmed, quote: "Tide did"}
  never:
    - {frame: Sale, roles: {seller: Tide}, why: negated}
    - {entity: Menu, why: furniture}
"""


def sale(seller: str, product: str, trigger: str, evidence: str, **stance: str) -> Json:
    roles = [
        listing.filler(TEXT, "seller", seller),
        listing.filler(TEXT, "product", product),
        listing.filler(TEXT, "buyer", "Harbor"),
    ]
    return listing.claim(TEXT, "Sale", trigger, roles, evidence=evidence, **stance)


FIRST, SECOND = "Norva sold Kestrel to Harbor.", "Tide did not sell Gull to Harbor."
RIGHT = sale("Norva", "Kestrel", "sold", FIRST, time={"value": "2020-05"})  # type: ignore[arg-type]
DENIED = sale("Tide", "Gull", "sell", SECOND, polarity="negated")
FLIPPED = sale("Tide", "Gull", "sell", SECOND)


def pledge(direction: str) -> Json:
    roles = [
        listing.filler(TEXT, "pledger", "Norva"),
        listing.filler(TEXT, "act", "sell Gull", value="Sale"),
        listing.filler(TEXT, "product", "Gull"),
    ]
    return listing.claim(TEXT, "Pledge", "promised", roles, direction=direction)


@pytest.fixture
def gold(tmp_path: Path) -> claims.Gold:
    path = tmp_path / "claims.yaml"
    path.write_text(GOLD, "utf-8")
    return claims.read(path)


def score(gold: claims.Gold, *found: Json, **more: tuple[Json, ...]) -> Report:
    return claims.score(gold, {"news.txt": [listing.article(TEXT, list(found), **more)]})  # type: ignore[arg-type]


def shares(report: Report, *names: str) -> list[float | None]:
    return [report.figure(name).value for name in names]


def test_what_is_there_with_all_roles_is_found(gold: claims.Gold) -> None:
    report = score(gold, RIGHT, DENIED, pledge("forgo"))
    assert shares(report, "found", "main roles and polarity", "flips") == [0.75, 0.75, 0.0]
    assert shares(report, "time agrees", "never, but asserted") == [1.0, 0.0]
    (error,) = report.errors
    assert error.startswith("missed: news.txt  Launch(")


def test_nothing_found_is_no_error_of_the_scorer(gold: claims.Gold) -> None:
    assert shares(claims.score(gold, {}), "found", "flips") == [0.0, None]


def test_a_role_missing_or_filled_otherwise_is_told(gold: claims.Gold) -> None:
    other = {**RIGHT, "roles": [*RIGHT["roles"][:2], listing.filler(TEXT, "buyer", "Tide")]}
    report = score(gold, other)
    assert shares(report, "found", "main roles and polarity") == [0.0, 0.25]
    assert any(error.startswith("partly:") and error.endswith("buyer is Tide") for error in report.errors)


def test_evidence_elsewhere_does_not_count(gold: claims.Gold) -> None:
    assert shares(score(gold, {**RIGHT, "evidence": DENIED["evidence"]}), "found") == [0.0]


def test_the_opposite_polarity_is_a_flip(gold: claims.Gold) -> None:
    report = score(gold, RIGHT, FLIPPED)
    assert shares(report, "flips", "never, but asserted") == [0.5, 0.5]
    assert any(error.startswith("flip:") for error in report.errors)
    assert any(error.startswith("never:") for error in report.errors)


def test_what_rightly_answers_another_claim_is_no_flip(tmp_path: Path) -> None:
    path = tmp_path / "claims.yaml"
    path.write_text(
        "news.txt:\n  claims:\n"
        "    - {frame: Sale, roles: {seller: Tide, product: Gull}, polarity: negated, quote: Tide did not sell Gull}\n"
        "    - {frame: Sale, roles: {seller: Tide, product: Gull}, polarity: affirmed, quote: Tide did not sell Gull}\n"
    )
    assert shares(score(claims.read(path), DENIED), "flips", "found") == [0.0, 0.5]


def test_the_direction_of_a_pledge_counts(gold: claims.Gold) -> None:
    assert shares(score(gold, pledge("undertake")), "found", "flips", "direction wrong") == [0.0, 0.0, 1.0]


def test_a_related_item_is_looked_for_in_its_publishers_article(gold: claims.Gold) -> None:
    launch = listing.claim(TEXT, "Launch", "did", [listing.filler(TEXT, "agent", "Tide")])
    assert shares(score(gold, launch), "found") == [0.0]
    assert shares(score(gold, launch, publisher="another paper"), "found") == [0.25]  # type: ignore[arg-type]


def test_an_entity_that_must_not_be_there(gold: claims.Gold) -> None:
    report = score(gold, entities=(listing.entity("e:menu", "Menu"),))
    assert shares(report, "never, but asserted") == [0.5]


def test_of_the_unread_half_only_totals_are_told(tmp_path: Path) -> None:
    path = tmp_path / "unread" / "claims.yaml"
    path.parent.mkdir()
    path.write_text(GOLD, "utf-8")
    report = score(claims.read(path), FLIPPED)
    assert shares(report, "found", "flips") == [0.0, 1.0]
    assert (report.errors, report.tables) == ((), ())


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("- a\n- b\n", "claims.yaml: not a table of articles"),
        ("news.txt: {claims: [{frame: Sale}]}\n", "claims.yaml, news.txt: not in the form of claims ('roles')"),
        ("a: [\n", "claims.yaml, line 2: not YAML"),
    ],
)
def test_gold_that_is_none(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "claims.yaml"
    path.write_text(content)
    with pytest.raises(InputError) as caught:
        claims.read(path)
    assert message in str(caught.value)
