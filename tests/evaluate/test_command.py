"""``kg eval`` from gold file to exit code, with a stand-in for extraction."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from kg import pipeline
from kg.cli import app
from kg.cli.running import run
from kg.evaluate import form
from tests import handmade

ARTICLE = """The sale of Kestrel

This is what was written in the report about it. Norva sold Kestrel to Harbor. The report says nothing more of the
sale, and the company did not answer any of the questions that were sent to it.
"""
GOLD = """
sale.txt:
  claims:
    - {frame: Sale, roles: {seller: Norva, product: Kestrel, buyer: Harbor}, polarity: affirmed,
       quote: Norva sold Kestrel to Harbor}
    - {frame: Launch, roles: {agent: Norva}, polarity: affirmed, quote: Norva sold Kestrel}
"""

Kg = Callable[..., tuple[int, str, str]]


@pytest.fixture
def gold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(pipeline, "extractor", handmade.extractor)
    # In this process: that others do the work is tested where they are made.
    monkeypatch.setattr(pipeline, "share_out", lambda items, start, **_: ((item, *start()([item])) for item in items))
    (tmp_path / "sale.txt").write_text(ARTICLE)
    path = tmp_path / "claims.yaml"
    path.write_text(GOLD)
    return path


@pytest.fixture
def kg(capfd: pytest.CaptureFixture[str]) -> Kg:
    def call(*arguments: object) -> tuple[int, str, str]:
        code = run(app, ["eval", *[str(argument) for argument in arguments], "-j", "1"])
        return (code, *capfd.readouterr())

    return call


def test_text_and_errors(gold: Path, kg: Kg) -> None:
    code, out, err = kg(gold, "--errors")
    assert (code, err) == (0, "")
    assert "0.500  1 of 2" in out
    assert "missed: sale.txt  Launch(agent: Norva)" in out


def test_json_leaves_errors_out_unless_asked(gold: Path, kg: Kg) -> None:
    (report,) = json.loads(kg(gold, "--format", "json")[1])
    found = report["figures"][0]
    assert (found["name"], found["value"], report["errors"]) == ("found", 0.5, [])
    assert len(json.loads(kg(gold, "--format", "json", "--errors")[1])[0]["errors"]) == 1


def test_what_must_never_be_asserted_is_asked_without_a_floor(
    gold: Path, kg: Kg, monkeypatch: pytest.MonkeyPatch
) -> None:
    never = "  never:\n    - {frame: Sale, roles: {seller: Norva}, why: a trap}\n"
    gold.write_text(GOLD + never)
    monkeypatch.setenv("KG_CONFIDENCE_FLOOR", "1")
    figures = {one["name"]: one["value"] for one in json.loads(kg(gold, "--format", "json")[1])[0]["figures"]}
    assert figures["never, but asserted"] == 1.0


def test_articles_elsewhere(gold: Path, kg: Kg) -> None:
    folder = gold.parent / "there"
    folder.mkdir()
    (gold.parent / "sale.txt").rename(folder / "sale.txt")
    assert kg(gold)[0] == 2
    assert "1 of 2" in kg(gold, "--articles", folder)[1]


def test_floors_are_raised_and_then_held(gold: Path, kg: Kg) -> None:
    floors = gold.parent / "floors.toml"
    assert kg(gold, "--floors", floors, "--raise-floors")[0] == 0
    assert '"found" = 0.5' in floors.read_text()
    assert kg("--floors", floors)[0] == 0
    gold.write_text(GOLD.replace("buyer: Harbor", "buyer: Tide"))
    code, _, err = kg("--floors", floors, "--raise-floors")
    assert (code, err) == (1, f"{gold}: found is 0.0000, below its floor 0.5\n")
    assert '"found" = 0.5' in floors.read_text()


def test_what_is_sealed_is_scored_when_asked(gold: Path, kg: Kg) -> None:
    folder = gold.parent / "unread"
    folder.mkdir()
    for path in (gold, gold.parent / "sale.txt"):
        path.rename(folder / path.name)
    path = folder / gold.name
    code, out, err = kg(path)
    assert (code, out, err) == (
        2,
        "",
        f"kg: {path} is sealed: it is scored at the end of a piece of work, with --sealed\n",
    )
    code, out, _ = kg(path, "--sealed", "--errors")
    assert (code, "1 of 2" in out, "missed:" in out) == (0, True, False)


def test_sets_that_are_not_there_are_left_out(gold: Path, kg: Kg) -> None:
    floors = gold.parent / "floors.toml"
    floors.write_text(f'["{gold}"]\n["/nowhere.yaml"]\n')
    code, out, err = kg("--floors", floors)
    assert (code, err) == (0, "/nowhere.yaml: not there, left out\n")
    assert out.count("note:") > 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "kg: give a gold file, or --floors FILE"),
        (["{gold}", "--raise-floors"], "kg: --raise-floors needs --floors FILE"),
        (["{gold}", "--floors", "f", "--raise-floors", "--limit", "1"], "kg: --raise-floors needs --floors FILE"),
        (["/nowhere.yaml"], "kg: /nowhere.yaml: cannot be read"),
        (["/dev/null"], "kg: /dev/null: in no known form of gold"),
    ],
)
def test_bad_usage_is_one_line(gold: Path, kg: Kg, arguments: list[str], message: str) -> None:
    code, out, err = kg(*[argument.format(gold=gold) for argument in arguments])
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert err.startswith(message)


def test_forms_are_told_by_what_a_file_holds(tmp_path: Path) -> None:
    contents = {
        "a.yaml": ("news.txt: {}\n", "claims"),
        "b.yaml": ("- {group: 1}\n", "contrast"),
        "c.jsonl": ('{"events": []}\n', "meantime"),
        "d.jsonl": ('{"facts": []}\n', "knowledgenet"),
    }
    for name, (content, expected) in contents.items():
        (tmp_path / name).write_text(content)
        assert form(tmp_path / name) == expected
