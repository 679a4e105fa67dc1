"""The data folders are found in a checkout and inside a wheel."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import resources
from kg.errors import OnRecordError


def test_a_checkout_keeps_them_beside_the_package() -> None:
    folder = resources.path("ontology")
    assert isinstance(folder, Path)
    assert folder == Path(resources.__file__).parents[1] / "ontology"
    assert [entry.name for entry in resources.entries("ontology", ".ttl")]


def test_a_wheel_keeps_them_inside_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "kg"
    (package / "_queries").mkdir(parents=True)
    for name in ("b.rq", "a.rq", ".hidden.rq", "README.md"):
        (package / "_queries" / name).write_text("x", encoding="utf-8")
    monkeypatch.setattr(resources, "files", lambda _name: package)
    assert resources.path("queries") == package / "_queries"
    assert [entry.name for entry in resources.entries("queries", ".rq")] == ["a.rq", "b.rq"]


def test_a_folder_that_only_shares_the_name_is_not_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "kg").mkdir()
    (tmp_path / "shapes").mkdir()
    monkeypatch.setattr(resources, "files", lambda _name: tmp_path / "kg")
    with pytest.raises(OnRecordError, match="shapes"):
        resources.path("shapes")
