"""The contrast sets keep their floors: no fact flips, and the whole stance agrees as often as it ever did."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.evaluate import Asked, evaluate, floors
from kg.settings import Settings

ROOT = Path(__file__).parent.parent.parent
FLOORS = floors.read(ROOT / "tests" / "eval" / "floors.toml")
SETS = [name for name in FLOORS if "/contrast" in name]
GATED = {"flips", "covered", *(f"{what} agrees" for what in "polarity certainty actuality holder direction".split())}


def test_both_sets_have_floors_of_all_that_is_measured() -> None:
    assert SETS == ["tests/eval/contrast.yaml", "tests/eval/contrast-2.yaml"]
    assert [set(FLOORS[name]) for name in SETS] == [GATED, GATED]


@pytest.mark.parametrize("name", SETS)
def test_floors_are_held(name: str, tmp_path: Path) -> None:
    report = evaluate(ROOT / name, Asked(Settings(data=tmp_path), jobs=1))
    assert not report.failed
    assert list(floors.below(report, FLOORS[name])) == []
