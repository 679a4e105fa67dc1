"""What a built release says of itself, in its store and beside it."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import NamedNode

from kg import pipeline, store, validate
from kg.settings import Settings
from kg.validate.report import Severity
from tests import handmade

DCAT_AP = Path(__file__).parents[1] / "dcat-ap.ttl"
STORY = ("one", "Norva sold Kestrel to Harbor in March 2025.")


def test_a_built_release_describes_itself_as_portals_ask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "extractor", handmade.extractor)
    monkeypatch.setattr(pipeline, "share_out", handmade.share_out)
    settings = Settings(data=tmp_path / "data", licence="https://licence.example/by")
    path = handmade.write(tmp_path / "in.jsonl", STORY)
    release = pipeline.build([path], settings=settings, jobs=1).release
    stored = [quad for quad in store.quads_of(release) if quad.graph_name == NamedNode(release.graph)]
    for told in (stored, store.description(release)):
        for engine in ("shacl", "pyshacl"):
            report = validate.validate(told, [DCAT_AP], engine=engine)
            assert [result.message for result in report.results if result.severity is Severity.VIOLATION] == []
            assert sum(nodes for _, nodes in report.checked) >= 10  # catalogue, service, distributions, checksums …
