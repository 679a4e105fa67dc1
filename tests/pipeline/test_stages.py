"""What stages of a build take, measured."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from kg import pipeline, store
from kg.pipeline import gate
from kg.pipeline.stages import Stages
from kg.settings import Settings
from kg.validate import Report
from tests import handmade

LARGE = "held = bytearray(400_000_000)\nfor at in range(0, len(held), 4096): held[at] = 1"


def test_a_stage_gone_through_again_is_listed_once_with_its_times_added_up() -> None:
    stages = Stages()
    for name in ("one", "two", "one"):
        with stages.stage(name):
            time.sleep(0.01)
    assert [stage.name for stage in stages.done()] == ["one", "two"]
    one, two = stages.done()
    assert one.seconds >= 0.02
    assert two.seconds >= 0.01
    assert stages.told()[0] == {
        "name": "one",
        "seconds": one.seconds,
        "cpu_seconds": one.cpu_seconds,
        "peak_bytes": one.peak_bytes,
    }


def test_a_stage_that_fails_is_measured_too() -> None:
    stages = Stages()
    with pytest.raises(ValueError, match="no"), stages.stage("one"):
        raise ValueError("no")
    assert [stage.name for stage in stages.done()] == ["one"]


def test_the_peak_is_that_of_the_largest_process_waited_for() -> None:
    stages = Stages()
    with stages.stage("large"):
        subprocess.run([sys.executable, "-c", LARGE], check=True)
    assert stages.done()[0].peak_bytes > 400_000_000


def test_a_round_after_an_article_was_set_aside_adds_to_the_stages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def judged(*_: Any, **__: Any) -> Report:
        asked.append("")
        if len(asked) == 1:
            raise gate.Violated({sorted(released)[0]: "a shape"})
        return Report((), "none", 0, 0)

    released: dict[str, str] = {}
    published = pipeline._published

    def noted(articles: dict[str, str], *rest: Any) -> pipeline.BuildResult:
        released.update(articles)
        return published(articles, *rest)

    monkeypatch.setattr(pipeline, "extractor", handmade.extractor)
    monkeypatch.setattr(pipeline, "_published", noted)
    monkeypatch.setattr(gate, "judged", judged)
    path = handmade.write(tmp_path / "in.jsonl", ("one", "Norva sold Kestrel to Harbor."), ("two", "Veldt sold Quill."))
    result = pipeline.build([path], settings=Settings(data=tmp_path / "data"), jobs=1)
    assert len(asked) == 2
    assert len(result.set_aside) == 1
    names = [stage["name"] for stage in store.load(result.release.path).stages]
    assert names == "extracting names origins claims situations quads writing validating describing packing".split()
    assert [stage.name for stage in result.stages] == [*names, "synchronizing"]  # of which the release cannot tell
