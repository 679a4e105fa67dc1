"""Floors are held, and only ever raised."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import InputError
from kg.evaluate import floors
from kg.evaluate.report import Figure, Report


def report(found: float | None = 0.5, flips: float = 2.0) -> Report:
    figures = (
        Figure("found", found, gate=True),
        Figure("flips", flips, ceiling=True, count=True, gate=True),
        Figure("aside", 0.1),
    )
    return Report("gold.yaml", "claims", figures)


def test_below_a_floor_above_a_ceiling_or_not_measured() -> None:
    wanted = {"found": 0.5, "flips": 2}
    assert list(floors.below(report(), wanted)) == []
    assert list(floors.below(report(0.6, 0), wanted)) == []
    assert list(floors.below(report(0.4999), wanted)) == ["gold.yaml: found is 0.4999, below its floor 0.5"]
    assert list(floors.below(report(flips=3), wanted)) == ["gold.yaml: flips is 3.0000, above its ceiling 2"]
    assert list(floors.below(report(None), {"found": 0})) == ["gold.yaml: found is not measured; its floor is 0"]
    assert list(floors.below(report(), {"gone": 0.1})) == ["gold.yaml: gone is not measured; its floor is 0.1"]


def test_better_ones_are_raised_and_worse_ones_stay() -> None:
    before = '# What must be reached.\n["gold.yaml"]\n"found" = 0.4 # lowered: a wrong label\n"flips" = 1\n'
    after = '# What must be reached.\n["gold.yaml"]\n"found" = 0.5\n"flips" = 1\n'
    assert floors.raised(before, [report()]) == after
    assert floors.raised(after, [report(0.3, 5)]) == after
    assert floors.raised(after, [report(flips=0)]) == after.replace('"flips" = 1', '"flips" = 0')


def test_new_sets_and_figures_are_added_and_hold_at_once(tmp_path: Path) -> None:
    path = tmp_path / "floors.toml"
    run = report(1 / 3, 2 / 3)
    path.write_text(floors.raised('["other.yaml"]\n"found" = 0.1\n', [run]))
    read = floors.read(path)
    assert read == {"other.yaml": {"found": 0.1}, "gold.yaml": {"found": 0.3333, "flips": 0.6667}}
    assert list(floors.below(run, read["gold.yaml"])) == []
    assert floors.raised(path.read_text(), [run]) == path.read_text()


def test_a_figure_is_added_to_its_own_table() -> None:
    before = '["gold.yaml"]\n"flips" = 2\n\n["other.yaml"]\n"found" = 0.1\n'
    assert floors.raised(before, [report()]) == before.replace('"flips" = 2\n', '"flips" = 2\n"found" = 0.5\n')


def test_a_table_of_another_command_is_no_file_to_score() -> None:
    assert floors.files({"gold.yaml": {}, "corpus, confidence": {}}) == [Path("gold.yaml")]


def test_files_that_are_none(tmp_path: Path) -> None:
    path = tmp_path / "floors.toml"
    assert floors.read(path) == {}
    for content in ('["a"]\nfound = "high"\n', "found = 1\n", "[\n"):
        path.write_text(content)
        with pytest.raises(InputError, match=r"floors\.toml"):
            floors.read(path)
