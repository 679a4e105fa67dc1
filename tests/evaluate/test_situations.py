"""Planted events against graphs made by hand, and one read from a folder."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from kg.errors import InputError
from kg.evaluate import situations
from kg.evaluate.report import Report
from kg.evaluate.situations import Found, Gold
from kg.model import Claim, Disagreement, GroundedClaim, Span
from tests.eval.situations.newsroom import corpus

ARTICLES = ("a", "b", "c", "d", "e")
REPORTS = [("a", "e1"), ("b", "e1"), ("c", "e1"), ("d", "e2"), ("e", "e1")]
ORIGINS = [("a", "independent", None), ("b", "independent", None), ("c", "copy", "a"), ("d", "independent", None)]


def gold(tmp_path: Path, **changed: Any) -> Gold:
    content = {
        "events": [{"id": id, "frame": "Sale", "roles": {}, "date": "2026-01-01"} for id in ("e1", "e2")],
        "reports": [
            {"article": article, "event": event, "start": 0, "end": 4, "stance": "affirmed"}
            for article, event in REPORTS
        ],
        "origins": [
            {"article": article, "kind": kind, "of": of} for article, kind, of in (*ORIGINS, ("e", "spun", "c"))
        ],
        "disagreements": [{"event": "e1", "kind": "number", "articles": ["a", "b"]}],
    }
    (tmp_path / "articles.jsonl").write_text(
        "\n".join(json.dumps({"id": id, "text": "Sold."}) for id in ARTICLES), "utf-8"
    )
    (tmp_path / "gold.json").write_text(json.dumps(content | changed), "utf-8")
    return situations.read(tmp_path)


def claim(article: str, situation: str) -> GroundedClaim:
    told = Claim("Sale", Span(0, 4), (), Span(0, 4), "frames", 0.9, rule="sale.sell")
    return GroundedClaim(f"k{article}", article, told, (), (), None, situation, 0.9)


def scored(
    tmp_path: Path,
    told: Sequence[str | None],
    origins: str,
    *disagreements: tuple[str, tuple[str, ...], tuple[str, ...]],
    spun: frozenset[str] = frozenset(),
) -> Report:
    """What is told of a graph in which the articles' reports are of some situations, and of some origins."""
    claims = tuple(
        (claim(article, situation),) if situation else () for article, situation in zip(ARTICLES, told, strict=True)
    )
    keys = {one.key: one.article for some in claims for one in some}
    return situations.score(
        gold(tmp_path),
        Found(
            claims=claims,
            events={key: dict(REPORTS)[article] for key, article in keys.items()},
            articles=keys,
            origins=dict(zip(ARTICLES, origins, strict=True)),
            spun=spun,
            disagreements=tuple(Disagreement("n", "s", *one) for one in disagreements),
        ),
    )


def value(report: Report, name: str) -> float | None:
    figure = report.figure(name)
    return figure.value if figure.value is None else round(figure.value, 3)


def test_a_graph_that_has_all_of_it(tmp_path: Path) -> None:
    report = scored(tmp_path, "sssts", "abada", ("number", ("ka",), ("kb",)), spun=frozenset("e"))
    assert {name: value(report, name) for name in (figure.name for figure in report.figures)} == {
        "B³ precision": 1,
        "B³ recall": 1,
        "B³ F1": 1,
        "reports found": 1,
        "B³ F1, end to end": 1,
        "links precision": 1,
        "links recall": 1,
        "links recall, end to end": 1,
        "copies traced": 1,
        "copies false": 0,
        "called spun falsely": 0,
        "disagreements recall": 1,
        "disagreements precision": 1,
    }
    assert not report.errors


def test_a_report_that_is_not_found_counts_end_to_end_alone(tmp_path: Path) -> None:
    report = scored(tmp_path, ("s", "s", "s", None, "s"), "abada")
    assert value(report, "B³ F1") == 1
    assert value(report, "reports found") == 0.8
    assert value(report, "B³ F1, end to end") == 0.889


def test_look_alikes_in_one_situation_are_a_wrong_link(tmp_path: Path) -> None:
    report = scored(tmp_path, "sssss", "abada")
    assert value(report, "B³ precision") == 0.68
    assert value(report, "links precision") == 0.333
    assert value(report, "links recall") == 1


def test_a_copy_that_is_not_traced_is_a_wrong_link(tmp_path: Path) -> None:
    report = scored(tmp_path, "sssts", "abcda")
    assert value(report, "copies traced") == 0.5
    assert value(report, "links precision") == 0.5


def test_an_independent_report_taken_for_a_copy_is_false(tmp_path: Path) -> None:
    report = scored(tmp_path, "sssts", "aaada", spun=frozenset("c"))
    assert value(report, "copies false") == 0.333
    assert value(report, "called spun falsely") == 0.25
    assert value(report, "links recall") == 0


@pytest.mark.parametrize(
    ("kind", "one", "other", "right"),
    [
        ("number", "ka", "kb", True),
        ("number", "kb", "kc", True),  # the copy of a disputes as a does
        ("date", "ka", "kb", False),
        ("number", "ka", "kc", False),
        ("number", "ka", "kd", False),  # another event
    ],
)
def test_a_disagreement_is_of_the_kind_event_and_sides_planted(
    tmp_path: Path, kind: str, one: str, other: str, right: bool
) -> None:
    report = scored(tmp_path, "sssts", "abada", (kind, (one,), (other,)))
    assert value(report, "disagreements precision") == int(right)
    assert value(report, "disagreements recall") == int(right)


def test_certainty_is_not_planted(tmp_path: Path) -> None:
    assert value(scored(tmp_path, "sssts", "abada", ("certainty", ("ka",), ("kb",))), "disagreements precision") is None


def test_gold_in_another_form_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="planted events"):
        gold(tmp_path, disagreements=[{"event": "e1", "kind": "number", "articles": ["a"]}])


def test_the_development_corpus_says_where_its_reports_stand() -> None:
    articles, planted = corpus(30, seed=2)
    assert (articles, planted) == corpus(30, seed=2)
    texts = {article["id"]: article["text"] for article in articles}
    frames = {event["id"]: event["frame"] for event in planted["events"]}
    assert {one["kind"] for one in planted["origins"]} == {"independent", "copy", "rewrite", "spun"}
    assert {one["article"] for one in planted["origins"]} == set(texts)
    for report in planted["reports"]:
        sentence = texts[report["article"]][report["start"] : report["end"]]
        assert sentence[0].isupper(), (frames[report["event"]], sentence)
        assert sentence.endswith("."), sentence
