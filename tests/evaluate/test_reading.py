from dataclasses import replace
from pathlib import Path

import pytest

from tests.eval.reading import drawing, verdicts
from tests.eval.reading.drawing import Drawn

TEXT = "Osk sold Zephyr to Halden."


def claim(number: int, frame: str) -> Drawn:
    claim = {
        "id": f"http://localhost:8000/claim/{number:016x}",
        "frame": frame,
        "trigger": {"start": 4, "end": 8, "text": "sold"},
        "roles": [{"role": "seller", "start": 0, "end": 3, "text": "Osk", "entity": None, "value": None}],
        "polarity": "affirmed",
        "certainty": "certain",
        "actuality": "actual",
        "direction": None,
        "time": None,
        "attribution": [],
        "evidence": {"start": 0, "end": len(TEXT)},
        "confidence": 0.9,
    }
    text = TEXT + " " * number  # each in an article of its own
    return Drawn("one.txt", {"text": text, "entities": [], "published": None}, claim)


CLAIMS = [claim(number, "Sale" if number < 9 else "Pitch") for number in range(10)]


def test_the_same_seed_draws_the_same():
    assert drawing.drawn(CLAIMS, 4, seed=1) == drawing.drawn(CLAIMS, 4, seed=1)
    assert len(drawing.drawn(CLAIMS, 4, seed=1)) == 4


def test_an_even_draw_has_each_frame():
    assert {one.claim["frame"] for one in drawing.drawn(CLAIMS, 2, seed=3, even=True)} == {"Sale", "Pitch"}


def test_the_sheet_marks_the_trigger_and_the_file_has_no_text():
    assert any("«Osk [sold] Zephyr" in line for line in drawing.sheet(CLAIMS[:1]))
    assert "Zephyr" not in blank()


def test_a_filled_file_is_scored_by_frame(tmp_path: Path):
    path = filled(tmp_path, ["right"] * 8 + ["minor, part: time", "wrong, part: role"])
    lines = list(verdicts.lines(verdicts.read(path)))
    assert lines[1] == "  right: 0.800  [0.490, 0.943]  8 of 10"
    assert lines[2].startswith("  right but for a minor role or the time: 0.900")
    assert "  wrong in role: 1" in lines


def test_a_claim_is_known_again_whatever_its_article_is_called():
    one = CLAIMS[0]
    renamed = replace(
        one, source="two", article={**one.article, "id": "two"}, claim={**one.claim, "id": "x/claim/other"}
    )
    assert renamed.key == one.key
    by = {"start": 16, "end": 22, "text": "Halden", "entity": None}
    for other in (
        {"frame": "Pitch"},
        {"polarity": "negated"},
        {"trigger": {**one.claim["trigger"], "end": 9}},
        {"evidence": {"start": 0, "end": 9}},
        {"roles": [{**one.claim["roles"][0], "role": "buyer"}]},
        {"roles": [{**one.claim["roles"][0], "end": 4}]},
        {"attribution": [by]},
    ):
        assert replace(one, claim={**one.claim, **other}).key != one.key
    assert replace(one, article={**one.article, "text": TEXT + " "}).key != one.key
    again = replace(one, claim={**one.claim, "confidence": 0.1, "roles": [{**one.claim["roles"][0], "entity": "e"}]})
    assert again.key == one.key  # what is fitted or resolved anew is the same claim


def test_claims_that_are_read_otherwise_by_now_are_told(tmp_path: Path):
    reading = verdicts.read(filled(tmp_path, ["right"] * 10))
    assert verdicts.gone(reading, CLAIMS) == []
    changed = [replace(CLAIMS[0], claim={**CLAIMS[0].claim, "certainty": "possible"}), *CLAIMS[1:]]
    assert [entry["n"] for entry in verdicts.gone(reading, changed)] == [1]


def test_a_verdict_that_is_none_is_named(tmp_path: Path):
    with pytest.raises(ValueError, match="claim 1: verdict None"):
        verdicts.read(filled(tmp_path, []))


def test_evenly_drawn_claims_stand_for_their_frame(tmp_path: Path):
    path = filled(tmp_path, ["right"] * 9 + ["wrong, part: frame"])
    path.write_text(path.read_text("utf-8").replace("even: false", "even: true"), "utf-8")
    assert next(line for line in verdicts.lines(verdicts.read(path)) if "right:" in line).startswith("  right: 0.900")


def blank() -> str:
    counts = drawing.population(CLAIMS)
    return verdicts.blank(CLAIMS, seed=1, even=False, date="2026-01-01", extractor="0" * 16, population=counts)


def filled(folder: Path, given: list[str]) -> Path:
    text = blank()
    for verdict in given:
        text = text.replace("verdict: null", f"verdict: {verdict}", 1)
    path = folder / "seed-1.yaml"
    path.write_text(text, "utf-8")
    return path
