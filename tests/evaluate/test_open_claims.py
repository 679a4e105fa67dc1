"""Examples that open claims are fitted on: which are right by a reader, and which by the lead events of the corpus."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kg.evaluate.corpus import read, tallies
from kg.evaluate.reliability import Judged
from tests.eval import fitting, open_claims
from tests.eval.reading.drawing import Drawn
from tests.evaluate.corpus import handmade

OPEN: dict[str, Any] = {"predicate": "sue", "rule": "predicates.verb", "sureness": 0.8}


def told(*roles: tuple[str, str], **others: Any) -> dict[str, Any]:
    claim = handmade.claim("OpenEvent", "sues", [handmade.role(*role) for role in roles])
    return {**handmade.found(claim), **OPEN, **others}


@pytest.mark.parametrize(
    ("claim", "right"),
    [
        (told(("agent", "Vell"), ("theme", "Harrow")), True),
        (told(("agent", "Vell"), ("theme", "port")), False),
        (told(("agent", "Vell"), ("over", "port")), True),  # what is not a main party, gold need not have
        (told(("agent", "Vell"), polarity="negated"), False),
    ],
)
def test_an_open_claim_on_a_lead_event_is_right_with_its_main_parties(
    claim: dict[str, Any], right: bool, tmp_path: Path
) -> None:
    article = handmade.article([claim])
    gold = read(handmade.corpus(tmp_path))
    [tally] = tallies(gold, {handmade.LINE["id"]: (article,)})
    [example] = open_claims._of_leads(tally, article)
    assert (example.right, example.gold, example.fold) == (right, open_claims.LEADS, "1")
    assert "open agent" in example.features


@pytest.mark.parametrize(("verdict", "right"), [("right", True), ("minor", True), ("wrong", False)])
def test_a_claim_that_was_read_is_what_the_reader_says(
    verdict: str, right: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    claims = [told(("agent", "Vell"), ("theme", "Harrow")), told(("agent", "Vell"), ("theme", "port"))]
    article = handmade.article(claims)
    gold = read(handmade.corpus(tmp_path))
    key = Drawn("vell", article, article["claims"][1]).key
    monkeypatch.setattr(open_claims, "verdicts", lambda: {key: verdict, "gone": "right"})
    [example] = open_claims._read(gold, {handmade.LINE["id"]: article})
    assert (example.right, example.gold) == (right, fitting.REAL)


def test_what_is_held_out_is_told_of_all_and_from_the_floor_on() -> None:
    def held(confidence: float, right: bool) -> tuple[Judged, fitting.Example]:
        return Judged("a", {"confidence": confidence}, right), fitting.Example({}, right, fitting.REAL, "1", "a", True)

    figures = list(open_claims.figures([held(0.7, True), held(0.5, False)], 0.65))
    assert [(figure.value, figure.of) for figure in figures] == [(0.5, "1 of 2"), (1.0, "1 of 1")]
