"""Scores of a corpus made by hand: what is perfect, empty, swapped, turned round, doubled, near, and sealed."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kg.errors import InputError
from kg.evaluate import form
from kg.evaluate.corpus import read, score, tallies
from kg.evaluate.report import Report, as_json, text
from tests.evaluate.corpus import handmade
from tests.evaluate.corpus.handmade import CLAIMS, DEAL, LINE, POST, SALE, SPEECH, SUIT, TALKS, found, scored

PERFECT = [found(claim) for claim in CLAIMS]


def value(report: Report, name: str) -> float | None:
    return report.figure(f"own, open: {name}").value


def claims(report: Report) -> tuple[Any, ...]:
    return tuple(value(report, f"claims {measure}") for measure in ("recall", "precision", "F1"))


def kinds(report: Report) -> list[str]:
    return [error.partition(":")[0] for error in report.errors]


def test_what_is_found_as_annotated_has_full_marks(tmp_path: Path) -> None:
    report = scored(tmp_path, PERFECT)
    wanted = (
        "claims F1; claims, all roles F1; events F1; lead events found; asserted claims precision; names F1; "
        "asserted claims recall; asserted events precision; attributions (overlap .3) F1; chains CoNLL F1; "
        "attributions (overlap .8) F1; attribution source agrees; attribution cue agrees; holder agrees; "
        "names with type F1; polarity agrees"
    )
    assert {name: value(report, name) for name in wanted.split("; ")} == dict.fromkeys(wanted.split("; "), 1.0)
    nothing = ("flips", "traps fallen into", "articles with no lead event found", "told under a near frame")
    assert [value(report, name) for name in nothing] == [0.0] * 4
    assert not report.errors


def test_nothing_found_is_nothing(tmp_path: Path) -> None:
    root = handmade.corpus(tmp_path)
    report = score(root, read(root), {})
    assert claims(report) == (0.0, 0.0, 0.0)
    assert (value(report, "lead events found"), value(report, "articles with no lead event found")) == (0.0, 1.0)
    assert value(report, "flips") is None
    assert kinds(report) == ["lead"] * 3 + ["missed"] * 6


def test_swapped_roles_are_no_right_claim(tmp_path: Path) -> None:
    swapped = found(SUIT)
    for filler, name in zip(swapped["roles"], ("defendant", "plaintiff"), strict=True):
        filler["role"] = name
    report = scored(tmp_path, [swapped])
    assert claims(report) == (0.0, 0.0, 0.0)
    assert value(report, "claims, frame at the place, F1") == pytest.approx(2 / 7)
    assert "partly" in kinds(report)


def test_polarity_turned_round_is_a_flip_and_what_is_denied_a_trap(tmp_path: Path) -> None:
    turned = {**found(DEAL, polarity="affirmed"), "attribution": [], "attributed_to": None, "asserted": True}
    report = scored(tmp_path, [turned])
    assert (value(report, "flips"), value(report, "traps fallen into")) == (1.0, 1.0)
    assert (claims(report)[0], value(report, "claims, polarity aside, F1")) == (0.0, pytest.approx(2 / 7))
    assert {"flip", "trap"} <= set(kinds(report))
    held = scored(tmp_path, [{**turned, "asserted": False}])
    assert (value(held, "flips"), value(held, "traps fallen into")) == (1.0, 0.0)


def test_a_claim_told_twice_is_wrong_once_and_a_state_neither(tmp_path: Path) -> None:
    assert claims(scored(tmp_path, [*PERFECT, found(SALE)])) == (1.0, pytest.approx(6 / 7), pytest.approx(12 / 13))
    again = {**found(POST, trigger="said"), "id": "again"}
    assert claims(scored(tmp_path, [*PERFECT, again])) == (1.0, 1.0, 1.0)
    other = {
        **again,
        "roles": [{**again["roles"][0], **found(TALKS)["roles"][1], "role": "holder"}, *again["roles"][1:]],
    }
    assert claims(scored(tmp_path, [*PERFECT, other]))[1] == pytest.approx(6 / 7)


def test_a_denied_claim_told_as_a_fact_is_no_true_one(tmp_path: Path) -> None:
    planned = handmade.claim("Sale", "sold", SALE["roles"], actuality="planned")
    line = {**LINE, "claims": [planned if claim is SALE else claim for claim in CLAIMS]}
    report = scored(tmp_path, PERFECT, line=line)
    assert claims(report) == (1.0, 1.0, 1.0)
    assert value(report, "asserted claims precision") == pytest.approx(4 / 5)
    assert value(report, "actuality agrees") == pytest.approx(5 / 6)
    rows = next(table.rows for table in report.tables if table.title.startswith("by frame"))
    assert rows == ()  # the tables by frame are of real text


PLAN = {"actuality": "planned"}
BY_DAHL = {"holders": [{"span": handmade.span("Dahl"), "antecedents": []}]}


@pytest.mark.parametrize(
    ("gold", "told", "right"),
    [
        ({}, {}, True),
        ({}, PLAN, True),  # less than is so is told: no fact where there is none
        (PLAN, {}, False),
        (PLAN, PLAN, True),
        (PLAN, BY_DAHL, True),  # somebody's word is not told as a fact
        (BY_DAHL, {}, False),
        (BY_DAHL, BY_DAHL, True),
    ],
)
def test_what_is_right_does_not_depend_on_what_the_graph_asserts(
    tmp_path: Path, gold: dict[str, Any], told: dict[str, Any], right: bool
) -> None:
    claim, other = ({**SALE, **some} for some in (gold, told))
    line = {**LINE, "claims": [claim]}
    for asserted in (False, True):
        root = handmade.corpus(tmp_path, [line])
        (one,) = tallies(read(root), {LINE["id"]: [handmade.article([{**found(other), "asserted": asserted}])]})
        assert [pair.true for pair in one.matched.pairs] == [right]


def test_what_is_asserted_is_right_only_where_gold_has_a_fact(tmp_path: Path) -> None:
    for gold, right in (({}, 1.0), (PLAN, 0.0)):
        line = {**LINE, "claims": [{**SALE, **gold}]}
        by_an_outlet = {**found({**SALE, **BY_DAHL}), "asserted": True}
        assert value(scored(tmp_path, [by_an_outlet], line=line), "asserted events precision") == right


def test_who_performs_a_speech_act_is_no_holder_of_it(tmp_path: Path) -> None:
    blame = handmade.claim(
        "Criticism", "said", [handmade.role("critic", "Ana Roth"), handmade.role("target", "Harrow")]
    )
    by = [{"span": handmade.span("Ana Roth"), "antecedents": []}]
    for holders, right in ((by, False), (BY_DAHL["holders"], True)):
        told = {**found({**blame, "holders": holders}), "asserted": False}
        root = handmade.corpus(tmp_path, [{**LINE, "claims": [{**blame, **PLAN}]}])
        (one,) = tallies(read(root), {LINE["id"]: [handmade.article([told])]})
        assert [pair.true for pair in one.matched.pairs] == [right]


def test_a_near_frame_is_told_apart_from_a_miss(tmp_path: Path) -> None:
    contract = {**found(SALE), "frame": "Contract"}
    contract["roles"] = [
        {**filler, "role": name}
        for filler, name in zip(contract["roles"], ("supplier", "subject", "customer"), strict=True)
    ]
    report = scored(tmp_path, [contract])
    assert value(report, "told under a near frame") == pytest.approx(1 / 6)
    assert (kinds(report).count("near"), kinds(report).count("missed")) == (1, 5)
    strange = {**contract, "frame": "Arrest"}
    report = scored(tmp_path, [strange])
    assert value(report, "told under a near frame") == 0.0
    assert (kinds(report).count("other"), kinds(report).count("missed")) == (1, 5)


def test_a_pronoun_has_to_be_known_as_the_one_it_stands_for(tmp_path: Path) -> None:
    unknown = found(TALKS)
    unknown["roles"][0]["entity"] = None
    report = scored(tmp_path, [unknown])
    assert claims(report)[0] == 0.0
    assert value(report, "claims, place of pronouns enough, F1") == pytest.approx(2 / 7)
    assert value(report, "asserted claims precision") == 1.0  # a reader sees who is meant


@pytest.mark.parametrize(("parties", "right"), [((0, 1, 2), 1), ((0, 2), 1), ((0,), 0)])
def test_of_several_parties_two_make_the_claim(tmp_path: Path, parties: tuple[int, ...], right: int) -> None:
    told = found(TALKS)
    told["roles"] = [told["roles"][index] for index in parties]
    report = scored(tmp_path, [told])
    assert claims(report)[1] == right
    assert value(report, "claims, all roles precision") == (len(parties) == 3)


def test_another_party_makes_a_claim_wrong(tmp_path: Path) -> None:
    told = found(TALKS)
    told["roles"][1] |= {"start": LINE["lead"][0][0], "end": LINE["lead"][0][0] + 4, "text": "Vell", "entity": None}
    assert claims(scored(tmp_path, [told]))[1] == 0.0


def test_further_members_of_a_list_that_gold_has_as_one_are_neither(tmp_path: Path) -> None:
    speech = handmade.claim("Statement", "said", [handmade.role("speaker", "chairwoman Ana Roth")])
    line = {**LINE, "claims": [speech if claim is SPEECH else claim for claim in CLAIMS]}
    member = found(handmade.claim("Statement", "said", [handmade.role("speaker", "chairwoman")]))
    assert claims(scored(tmp_path, [*PERFECT, member], line=line)) == (1.0, 1.0, 1.0)
    assert claims(scored(tmp_path, [*PERFECT, member]))[1] == pytest.approx(6 / 7)


def test_events_of_the_lead_that_no_frame_covers_are_found_by_open_claims(tmp_path: Path) -> None:
    event = {
        "predicate": [handmade.span("closed")],
        "parties": [{"party": "theme", "span": handmade.span("the port"), "antecedents": []}],
        **{key: SUIT[key] for key in ("polarity", "certainty", "actuality")},
        "holders": [],
        "time": None,
    }
    line = {**LINE, "claims": [SPEECH], "lead_events": [event]}
    told = found(handmade.claim("OpenEvent", "closed", [handmade.role("theme", "port")]))
    assert value(scored(tmp_path, [told], line=line), "lead events found") == 1.0
    assert value(scored(tmp_path, [{**told, "polarity": "negated"}], line=line), "lead events found") == 0.0
    assert claims(scored(tmp_path, [told], line=line))[2] == 0.0  # nor is an open claim a wrong one


def test_an_event_of_a_frame_is_found_by_an_open_claim_too_but_not_as_a_claim(tmp_path: Path) -> None:
    told = found(
        handmade.claim("OpenEvent", "sues", [handmade.role("agent", "Vell"), handmade.role("theme", "Harrow")])
    )
    told["predicate"] = "sue"
    report = scored(tmp_path, [told])
    assert claims(report)[0] == 0.0
    assert (value(report, "lead events found"), value(report, "lead events found, typed")) == (1 / 3, 0.0)
    assert (value(report, "events recall, open claims too"), value(report, "events recall")) == (1 / 4, 0.0)
    for other in ({"polarity": "negated"}, {"roles": told["roles"][:1]}):
        assert value(scored(tmp_path, [{**told, **other}]), "events recall, open claims too") == 0.0


def test_an_event_of_a_frame_is_found_by_a_claim_of_it_or_of_a_near_one_with_a_party_but_not_typed(
    tmp_path: Path,
) -> None:
    for frame, seen in (("Lawsuit", 1 / 3), ("Enforcement", 1 / 3), ("Pitch", 0.0)):
        report = scored(tmp_path, [found(handmade.claim(frame, "sues", [handmade.role("plaintiff", "Vell")]))])
        assert (value(report, "lead events found"), value(report, "lead events found, typed")) == (seen, 0.0)
    stranger = found(handmade.claim("Lawsuit", "sues", [handmade.role("plaintiff", "port")]))
    assert value(scored(tmp_path, [stranger]), "lead events found") == 0.0


def test_open_predicates_are_counted_by_source(tmp_path: Path) -> None:
    told = [{**found(handmade.claim("OpenEvent", "sues", [handmade.role("agent", "Vell")])), "predicate": "sue"}]
    root = handmade.corpus(tmp_path)
    gold = read(root)
    twice = [gold[0], replace(gold[0], article=replace(gold[0].article, id="own/other"))]
    report = score(root, twice, {one.article.id: [handmade.article(told)] for one in twice}, predicates=True)
    assert report.tables[-1].rows == (("sue", "2", "2"),)
    assert report.tables[-1].columns == ("predicate", "articles", "own")
    sealed = [replace(one, fold="sealed") for one in twice]
    hidden = score(root, sealed, {one.article.id: [handmade.article(told)] for one in twice}, predicates=True)
    assert hidden.tables[-1].rows == ()
    assert not any(table.title.startswith("open predicates") for table in score(root, twice, {}).tables)


def test_attributions_are_told_by_their_content(tmp_path: Path) -> None:
    report = scored(tmp_path, PERFECT, quoted=False)
    assert value(report, "attributions (overlap .3) recall") == 0.0
    assert value(report, "attributions with a cue, recall") == 0.0
    half = handmade.article([])
    half["quotations"][0]["content"]["start"] += len("the port ")
    root = handmade.corpus(tmp_path)
    report = score(root, read(root), {LINE["id"]: [half]})
    assert value(report, "attributions (overlap .3) F1") == 1.0
    assert value(report, "attributions (overlap .8) F1") == 0.0


def test_of_the_sealed_fold_nothing_is_told_but_totals(tmp_path: Path) -> None:
    sealed = {**LINE, "id": "own/secret", "fold": "sealed"}
    root = handmade.corpus(tmp_path, sealed=[sealed])
    told = handmade.article([found(SUIT), found(DEAL, polarity="affirmed")])
    report = score(root, read(root, sealed=True), {LINE["id"]: [handmade.article(PERFECT)], "own/secret": [told]})
    assert report.figure("own, sealed: claims recall").value == pytest.approx(1 / 6)
    assert report.figure("own, sealed: flips").value == 0.5
    assert not report.errors
    everything = as_json([report], errors=True) + "\n".join(text(report, errors=True))
    assert "secret" not in everything
    assert not [words for words in ("Brindle", "lenses", "Moor", "bought") if words in everything]
    gated = {figure.name.partition(":")[0] for figure in report.figures if figure.gate}
    assert gated == {"own, open"}  # the sealed fold has no floor that rules could be tried on
    assert [one.article.id for one in read(root)] == [LINE["id"]]


def test_where_a_line_lies_seals_it_whatever_its_fold_says(tmp_path: Path) -> None:
    for name, lines, sealed in (("a", [], [{**LINE, "fold": "2"}]), ("b", [{**LINE, "fold": "sealed"}], [])):
        root = handmade.corpus(tmp_path / name, lines, sealed=sealed)
        (gold,) = read(root, sealed=True)
        assert gold.sealed
        with pytest.raises(InputError, match="no annotated article"):
            read(root)


def test_a_fold_and_a_limit(tmp_path: Path) -> None:
    lines = [LINE, {**LINE, "id": "own/later", "fold": "2"}]
    root = handmade.corpus(tmp_path, lines)
    assert [one.article.id for one in read(root)] == ["own/later", "own/vell"]
    assert [one.article.id for one in read(root, fold=2)] == ["own/later"]
    assert [one.article.id for one in read(root, limit=1)] == ["own/later"]
    with pytest.raises(InputError, match="no article of fold 3"):
        read(root, fold=3)


def test_a_folder_with_folds_is_a_corpus(tmp_path: Path) -> None:
    assert form(handmade.corpus(tmp_path)) == "corpus"
    with pytest.raises(InputError):
        form(tmp_path)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"id": "own/nobody"}, "the text of own/nobody is not there"),
        ({"claims": [{**SUIT, "frame": "Feast"}]}, "there is no frame Feast"),
        ({"traps": None}, "not in the form of the corpus"),
    ],
)
def test_what_is_wrong_with_a_line_is_told_with_its_place(tmp_path: Path, change: dict[str, Any], told: str) -> None:
    root = handmade.corpus(tmp_path)
    path = root / "own.jsonl"
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | change) + "\n", "utf-8")
    with pytest.raises(InputError, match=told) as raised:
        read(root)
    assert "own.jsonl" in str(raised.value)
    assert "line 1" in str(raised.value)


def test_a_text_that_has_changed_is_not_scored(tmp_path: Path) -> None:
    root = handmade.corpus(tmp_path)
    (root.parent / "tuned" / "vell.txt").write_text("Vell", "utf-8")
    with pytest.raises(InputError, match="another than the one that was annotated"):
        read(root)


def of_gum(folder: Path) -> Report:
    """The article as one of GUM's, whose mentions and links are read from GUM, with all claims found but the suit."""
    data = folder / "data"
    (data / "gum").mkdir(parents=True)
    places = [("Vell", "organization", "Vell"), ("Harrow", "organization", "Harrow_(firm)"), ("Oslo", "place", "Oslo")]
    mentions = [
        {"start": start, "end": end, "text": words, "type": type, "entity": words, "link": link, "status": "new"}
        for words, type, link in (*places, ("Ana Roth", "person", None), ("the port", "abstract", None))
        for start, end in [handmade.span(words)]
    ]
    row = {"id": "vell", "title": handmade.HEAD, "text": handmade.TEXT, "mentions": mentions}
    (data / "gum" / "dev.jsonl").write_text(json.dumps(row) + "\n", "utf-8")
    root = handmade.corpus(folder)
    line = json.loads((root / "own.jsonl").read_text("utf-8")) | {"id": "gum/vell", "mentions": None}
    (root / "own.jsonl").unlink()
    (root / "gum.jsonl").write_text(json.dumps(line) + "\n", "utf-8")
    told = handmade.article([one for one in PERFECT if one["frame"] != "Lawsuit"])
    for entity, link in zip(told["entities"], ("Q1", "Q7"), strict=False):
        entity["kb"] = link
    known = {"Vell": "Q1", "Harrow": "Q2"}.get
    return score(root, read(root, data), {"gum/vell": [told]}, known=known)


def test_real_text_is_told_apart_by_frame_family_and_stance(tmp_path: Path) -> None:
    report = of_gum(tmp_path)
    assert not [figure for figure in report.figures if figure.name.startswith("own")]
    rows = {table.title.partition(":")[0]: {row[0]: row[1:] for row in table.rows} for table in report.tables}
    assert rows["by frame"]["Sale"][:3] == ("1", "1", "1")
    assert rows["by frame"]["Lawsuit"] == ("1", "0", "0", "0", "0", "0", "0", "1", "0.00", "0.00", "0.00")
    assert rows["by family"]["law"][:3] == ("1", "0", "0")
    assert rows["polarity"] == {"affirmed": ("4", "0", "0"), "negated": ("0", "1", "0"), "unknown": ("0", "0", "0")}
    assert rows["holder"] == {"somebody": ("1", "0", "0"), "the article": ("4", "0", "0")}
    assert rows["claims, lead events and attributions by source and fold"]["gum"][:2] == ("all open", "1")
    assert [error for error in report.errors if error.startswith("missed")] == [
        "missed: gum/vell  Lawsuit(plaintiff: Vell, defendant: Harrow) affirmed  "
        "“Vell sues Harrow Vell has sold lenses to Harrow. The firm denied tha”"
    ]


def test_names_of_gum_and_what_the_base_has_under_their_titles(tmp_path: Path) -> None:
    report = of_gum(tmp_path)
    assert report.figure("real, open: names recall").of == "3 of 4"  # Oslo is not among the mentions that were found
    assert (
        report.figure("real, open: linking precision").of == "1 of 2"
    )  # Harrow is linked to another than the base has
    assert report.figure("real, open: linking recall of what the base holds").of == "1 of 2"
    names = next(table for table in report.tables if table.title.startswith("names by type"))
    assert [row[:5] for row in names.rows] == [
        ("Organization", "2", "2", "2", "2"),
        ("Person", "1", "1", "1", "1"),
        ("Place", "1", "0", "0", "0"),
    ]
