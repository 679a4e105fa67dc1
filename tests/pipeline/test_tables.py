"""Tables: what is written is what is read, however long or many its rows."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import tables
from kg.tables import Tables


def test_a_row_may_be_longer_than_the_room_for_any(tmp_path: Path) -> None:
    rows = [{"line": "short"}, {"line": "é" * (2 * tables.ROOM)}, {"line": "last"}]
    with Tables(tmp_path / "tables") as found:
        assert found.fill("lines", rows, {"line": "VARCHAR"}) == len(rows)
        lengths = dict(found.rows("SELECT line[1:4], strlen(line) FROM lines"))
        assert lengths == {"shor": 5, "éééé": 4 * tables.ROOM, "last": 4}


def test_reading_short_rows_takes_little_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MEMORY", "200MB")  # a buffer takes 32, and each thread has two
    rows = ({"line": f"{number:0200d}"} for number in range(200_000))
    with Tables(tmp_path / "tables") as found:
        assert found.fill("lines", rows, {"line": "VARCHAR"}) == found.one("SELECT count(DISTINCT line) FROM lines")
