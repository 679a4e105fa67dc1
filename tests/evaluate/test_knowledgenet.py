"""KnowledgeNet's facts against claims made by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kg.errors import InputError
from kg.evaluate import knowledgenet
from kg.evaluate.report import Report
from tests.evaluate import listing
from tests.evaluate.listing import Json

TEXT = "Ada Quill is CEO of Norva, a unit of Tide founded in 1990 by Bo Reed in Ghent; she left the Green Party."
START = 100


def fact(property: str, subject: str, object: str) -> Json:
    spans = ([START + run["start"], START + run["end"]] for run in (listing.run(TEXT, w) for w in (subject, object)))
    return dict(zip(("p", "s", "o"), (property, *spans), strict=True))


def gold_of(tmp_path: Path, *facts: Json, annotated: tuple[str, ...] = knowledgenet.PROPERTIES) -> knowledgenet.Gold:
    passage: dict[str, Any] = {"fold": 3, "doc": "7", "start": START, "end": START + len(TEXT), "text": TEXT}
    lines = [{**passage, "annotated": list(annotated), "facts": list(facts)}, {**passage, "fold": 2}]
    lines[1] |= {"annotated": ["CEO"], "facts": []}
    path = tmp_path / "dev.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    return knowledgenet.read(path)


def score(gold: knowledgenet.Gold, *claims: Json, **more: tuple[Json, ...]) -> Report:
    return knowledgenet.score(gold, {gold.passages[0].id: [listing.article(TEXT, list(claims), **more)]})  # type: ignore[arg-type]


def claim(frame: str, *roles: tuple[str, str], **more: Any) -> Json:
    return listing.claim(TEXT, frame, "is", [listing.filler(TEXT, *role) for role in roles], **more)


CEO = claim("Role", ("holder", "Ada Quill"), ("position", "CEO"), ("organization", "Norva"))


@pytest.mark.parametrize(
    ("found", "facts"),
    [
        (CEO, {("EMPLOYEE_OR_MEMBER_OF", "Ada Quill", "Norva"), ("CEO", "Norva", "Ada Quill")}),
        (
            claim("Departure", ("person", "she"), ("organization", "Green Party")),
            {("EMPLOYEE_OR_MEMBER_OF", "she", "Green Party"), ("POLITICAL_AFFILIATION", "she", "Green Party")},
        ),
        (
            claim("Founding", ("organization", "Norva"), ("founder", "Bo Reed"), time=listing.run(TEXT, "1990")),
            {("FOUNDED_BY", "Norva", "Bo Reed"), ("DATE_FOUNDED", "Norva", "1990")},
        ),
        (claim("Ownership", ("parent", "Tide"), ("subsidiary", "Norva")), {("SUBSIDIARY_OF", "Norva", "Tide")}),
        (claim("Acquisition", ("acquirer", "Tide"), ("target", "Norva")), {("SUBSIDIARY_OF", "Norva", "Tide")}),
        (claim("Headquarters", ("organization", "Norva"), ("place", "Ghent")), {("HEADQUARTERS", "Norva", "Ghent")}),
        ({**CEO, "polarity": "negated"}, set()),
        ({**CEO, "actuality": "planned"}, set()),
        (claim("Sale", ("seller", "Norva"), ("buyer", "Tide")), set()),
    ],
)
def test_the_mapping(found: Json, facts: set[tuple[str, str, str]]) -> None:
    read = knowledgenet.facts_of(listing.article(TEXT, [found]))
    assert {
        (one.property, *(TEXT[span.start : span.end] for span in (one.subject, one.object))) for one in read
    } == facts


def shares(report: Report, *names: str) -> list[float | None]:
    return [report.figure(name).value for name in names]


def test_spans_that_overlap_are_right_and_passages_of_other_folds_left_out(tmp_path: Path) -> None:
    gold = gold_of(tmp_path, fact("CEO", "Norva", "Quill"))
    assert len(gold.passages) == 1
    report = score(gold, CEO)
    assert shares(report, "recall", "precision", "text F1") == [1.0, 0.5, pytest.approx(2 / 3)]


def test_what_a_passage_is_not_annotated_for_is_not_wrong(tmp_path: Path) -> None:
    gold = gold_of(tmp_path, fact("CEO", "Norva", "Ada Quill"), annotated=("CEO",))
    assert shares(score(gold, CEO), "text F1") == [1.0]


def test_a_mention_of_the_same_entity_counts(tmp_path: Path) -> None:
    gold = gold_of(tmp_path, fact("CEO", "Norva", "she"), annotated=("CEO",))
    found = {**CEO, "roles": [{**CEO["roles"][0], "entity": "e:ada"}, *CEO["roles"][1:]]}
    mentions = (listing.mention(TEXT, "Ada Quill", "e:ada"), listing.mention(TEXT, "she", "e:ada", "pronoun"))
    assert shares(score(gold, found, mentions=mentions), "text F1", "text F1, span only") == [1.0, 0.0]
    assert shares(score(gold, found), "text F1") == [0.0]


def test_facts_of_pronouns_are_left_out_of_one_figure(tmp_path: Path) -> None:
    gold = gold_of(tmp_path, fact("EMPLOYEE_OR_MEMBER_OF", "she", "Green Party"), fact("CEO", "Norva", "Ada Quill"))
    report = score(gold, {**CEO, "frame": "Role", "roles": CEO["roles"]})
    assert shares(report, "recall", "recall, no pronoun") == [0.5, 1.0]


def test_errors_are_listed_but_not_of_the_scored_fold(tmp_path: Path) -> None:
    gold = gold_of(tmp_path, fact("CEO", "Norva", "Bo Reed"))
    assert score(gold, CEO).errors == ()
    other = knowledgenet.Gold(gold.path, 2, gold.passages)
    assert [error.split(" (")[0] for error in score(other, CEO).errors] == [
        "missed: CEO",
        "wrong: CEO",
        "wrong: EMPLOYEE_OR_MEMBER_OF",
    ]


def test_gold_that_is_none(tmp_path: Path) -> None:
    path = tmp_path / "dev.jsonl"
    path.write_text('{"fold": 3}\n')
    with pytest.raises(InputError, match=r"dev\.jsonl, line 1: not in the form of KnowledgeNet"):
        knowledgenet.read(path)
    path.write_text("[1]\n")
    with pytest.raises(InputError, match="line 1: not an object"):
        knowledgenet.read(path)
