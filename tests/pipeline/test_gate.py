"""The gate: what a release before has been judged by need not be judged again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import NamedNode, Store

from kg import pipeline, store, validate
from kg.pipeline import gate
from kg.settings import Settings
from kg.validate import incremental
from tests import handmade

FIRST = [(f"one{number}", f"Norva sold Kestrel{number} to Harbor in March 2025.") for number in range(4)]
SECOND = [("two", "Norva did not sell Kestrel2 to Harbor."), ("three", "Ostrava sold Lumen to Granite in May 2024.")]


@pytest.fixture
def full_runs(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The sizes of the graphs that were judged as a whole."""
    monkeypatch.setattr(pipeline, "extractor", handmade.extractor)
    monkeypatch.setattr(pipeline, "share_out", handmade.share_out)
    monkeypatch.setattr(incremental, "MOST", 1.0)  # a few articles are a large part of a few articles
    runs: list[int] = []
    validate_all = validate.validate_batches

    def counted(stored: Store, lines: Any) -> validate.Report | None:
        runs.append(len(stored))
        return validate_all(stored, lines)

    monkeypatch.setattr(gate.validate, "validate_batches", counted)
    return runs


def built(data: Path, path: Path) -> pipeline.BuildResult:
    return pipeline.build([path], settings=Settings(data=data), jobs=1)


def test_an_increment_is_judged_by_its_change_with_the_report_of_a_whole(tmp_path: Path, full_runs: list[int]) -> None:
    data = tmp_path / "data"
    built(data, handmade.write(tmp_path / "first.jsonl", *FIRST))
    assert len(full_runs) == 1
    second = built(data, handmade.write(tmp_path / "second.jsonl", *SECOND))
    assert second.changed
    assert len(full_runs) == 1
    release = second.release
    quads = [quad for quad in store.open_release(release) if quad.graph_name != NamedNode(release.graph)]
    kept = validate.load(release.path / validate.REPORT)
    assert kept is not None
    assert kept == validate.validate(quads, engine=kept.engine)


@pytest.mark.parametrize("damage", ["report", "dumps", "basis"])
def test_where_that_cannot_be_told_all_is_judged(damage: str, tmp_path: Path, full_runs: list[int]) -> None:
    data = tmp_path / "data"
    release = built(data, handmade.write(tmp_path / "first.jsonl", *FIRST)).release
    report = release.path / validate.REPORT
    if damage == "report":
        report.write_text(report.read_text()[:-20])
    elif damage == "dumps":
        for path in (release.path / "parts").iterdir():
            path.write_bytes(b"nothing")
    else:
        report.write_text(report.read_text().replace('"basis": "shapes ', '"basis": "shapes of others '))
    assert built(data, handmade.write(tmp_path / "second.jsonl", *SECOND)).changed
    assert len(full_runs) == 2
