"""MEANTIME's events against claims made by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kg.errors import InputError
from kg.evaluate import meantime
from kg.evaluate.report import Report
from tests.evaluate import listing
from tests.evaluate.listing import Json

TEXT = "Norva sold Kestrel to Harbor. It will sell Gull. Tide bought Reef."
WINDOW = [0, TEXT.index(" Tide")]
MENTIONS = [
    ("1", "Norva", "NAM", "n"),
    ("2", "Kestrel", "NAM", "k"),
    ("3", "Harbor", "NAM", "h"),
    ("4", "It", "PRO", "n"),
    ("5", "Gull", "NOM", None),
    ("6", "Tide", "NAM", "t"),
    ("7", "Reef", "NAM", "r"),
]
ROLES = [
    ("e1", "1", "Arg0", None),
    ("e1", "2", "Arg1", None),
    ("e1", "3", None, "possession-owner_2"),
    ("e2", "4", "Arg0", None),
    ("e2", "5", "Arg1", None),
    ("e3", "6", "Arg0", None),
    ("e3", "7", "Arg1", None),
]


def span(words: str) -> list[int]:
    run = listing.run(TEXT, words)
    return [run["start"], run["end"]]


def event(id: str, words: str, **labels: str) -> Json:
    return {"id": id, "span": span(words), "text": words, "certainty": "CERTAIN", "polarity": "POS"} | {
        "time": "NON_FUTURE",
        **labels,
    }


DOCUMENT: dict[str, Any] = {
    "id": "d",
    "title": None,
    "text": TEXT,
    "window": WINDOW,
    "entities": [
        {"id": id, "span": span(words), "text": words, "syntactic": kind, "entity": who}
        for id, words, kind, who in MENTIONS
    ],
    "events": [event("e1", "sold"), event("e2", "sell", time="FUTURE"), event("e3", "bought")],
    "roles": [
        {"event": one, "participant": who, "role": role, "eso_class": None, "eso_role": eso}
        for one, who, role, eso in ROLES
    ],
    "reports": [],
}


@pytest.fixture
def gold(tmp_path: Path) -> meantime.Gold:
    path = tmp_path / "dev.jsonl"
    path.write_text(json.dumps(DOCUMENT) + "\n")
    return meantime.read(path)


def sale(trigger: str, *roles: tuple[str, str], evidence: str = "Norva sold Kestrel to Harbor.", **stance: str) -> Json:
    fillers = [listing.filler(TEXT, role, words) for role, words in roles]
    return listing.claim(TEXT, "Sale", trigger, fillers, evidence=evidence, **stance)


ALL = (("seller", "Norva"), ("product", "Kestrel"), ("buyer", "Harbor"))


def score(gold: meantime.Gold, *claims: Json, mentions: tuple[Json, ...] = ()) -> Report:
    return meantime.score(gold, {"d": [listing.article(TEXT, list(claims), mentions=mentions)]})


def shares(report: Report, *names: str) -> list[float | None]:
    return [report.figure(name).value for name in names]


def test_only_the_window_is_scored_and_only_events_of_two_names_can_be_covered(gold: meantime.Gold) -> None:
    report = score(gold)
    assert report.figure("covered").of == "0 of 1"
    assert report.figure("events a trigger overlaps").of == "0 of 2"


def test_a_covered_event_and_its_participants(gold: meantime.Gold) -> None:
    report = score(gold, sale("sold", *ALL))
    assert shares(report, "covered", "covered with two participants", "participants F1") == [1.0, 1.0, 1.0]


def test_another_trigger_covers_where_two_participants_are_filled(gold: meantime.Gold) -> None:
    assert shares(score(gold, sale("to", *ALL[:2])), "covered") == [1.0]
    assert shares(score(gold, sale("to", *ALL[:1])), "covered") == [0.0]
    assert shares(score(gold, sale("sold", *ALL[:1])), "covered", "covered with two participants") == [1.0, 0.0]


def test_participants_wrong_missed_and_on_the_wrong_side(gold: meantime.Gold) -> None:
    report = score(gold, sale("sold", ("seller", "Norva"), ("product", "Gull")))
    assert shares(report, "participants precision", "participants recall") == [0.5, pytest.approx(1 / 3)]
    swapped = sale("sold", ("product", "Norva"), ("seller", "Harbor"), ("theme", "Kestrel"))
    report = score(gold, swapped)
    assert shares(report, "participants recall", "participants F1, sides aside") == [pytest.approx(2 / 3), 1.0]


def test_a_mention_of_the_same_entity_is_the_participant(gold: meantime.Gold) -> None:
    # The seller is named by a word that is no annotated mention, but its entity's other mention is.
    found = sale("sold", ("seller", "sold"), *ALL[1:])
    found["roles"][0]["entity"] = "e:norva"
    assert shares(score(gold, found), "participants recall") == [pytest.approx(2 / 3)]
    mentions = (listing.mention(TEXT, "Norva", "e:norva"),)
    assert shares(score(gold, found, mentions=mentions), "participants recall") == [1.0]


def test_factuality(gold: meantime.Gold) -> None:
    future = sale("sell", ("seller", "It"), ("product", "Gull"), evidence="It will sell Gull.")
    report = score(gold, sale("sold", *ALL), {**future, "actuality": "planned"})
    assert shares(report, "certain and positive precision", "future recall") == [1.0, 1.0]
    report = score(gold, future)
    assert shares(report, "future recall") == [0.0]
    assert any(error.startswith("future, WRONG") for error in report.errors)


def test_negated_and_possible_ones_are_listed(tmp_path: Path) -> None:
    document = {**DOCUMENT, "events": [event("e1", "sold", polarity="NEG")]}
    path = tmp_path / "dev.jsonl"
    path.write_text(json.dumps(document) + "\n")
    gold = meantime.read(path)
    assert score(gold, sale("sold", *ALL, polarity="negated")).errors[0].startswith("negated, right")
    report = score(gold, sale("sold", *ALL))
    assert report.errors[0].startswith("negated, WRONG")
    assert shares(report, "certain and positive precision") == [0.0]


def test_gold_that_is_none(tmp_path: Path) -> None:
    path = tmp_path / "dev.jsonl"
    path.write_text('{"events": []}\n')
    with pytest.raises(InputError, match=r"dev\.jsonl, line 1: not in the form of MEANTIME"):
        meantime.read(path)
