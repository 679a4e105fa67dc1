"""Flat tables over HTTP: listed, made when asked for, cached, and only where a release has what they are made from."""

from __future__ import annotations

import hashlib
import io
import subprocess
from collections.abc import Iterator
from pathlib import Path

import polars
import pytest

from kg import parquet, store
from kg.errors import StoreError
from kg.serve import dump_files
from kg.settings import Settings
from tests.parquet import world as told
from tests.serve import world
from tests.serve.world import Server

MEDIA_TYPE = "application/vnd.apache.parquet"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a release that has no tables, and the one after it, which has."""
    data = tmp_path_factory.mktemp("flat") / "data"
    world.publish(data)
    told.built(data, told.STORIES[:2])
    return data


@pytest.fixture(scope="module")
def server(data: Path) -> Iterator[Server]:
    with world.running(data) as server:
        yield server


def test_a_table_is_what_the_command_writes_and_is_cached(server: Server, data: Path) -> None:
    release = store.find(data)
    output = io.BytesIO()
    parquet.write(release, output, table="claims")
    first = server.get("/dump/latest/claims.parquet")
    assert (first.status_code, first.headers["content-type"]) == (200, MEDIA_TYPE)
    assert first.content == output.getvalue()
    assert first.headers["etag"] == f'"{hashlib.sha256(first.content).hexdigest()}"'
    assert first.headers["cache-control"] == "no-cache"
    assert polars.read_parquet(io.BytesIO(first.content)).height == 4
    named = server.get(f"/dump/{release.id}/claims.parquet", headers={"If-None-Match": first.headers["etag"]})
    assert (named.status_code, named.content) == (304, b"")
    assert "immutable" in named.headers["cache-control"]
    end = server.get("/dump/latest/claims.parquet", headers={"Range": "bytes=-4"})  # how a reader begins
    assert (end.status_code, end.content) == (206, b"PAR1")


def test_tables_are_listed_with_their_columns(server: Server) -> None:
    listed = server.get("/dump/latest").json()
    assert [table["name"] for table in listed["tables"]] == [f"{name}.parquet" for name in parquet.TABLES]
    for table, known in zip(listed["tables"], parquet.TABLES.values(), strict=True):
        assert (table["media_type"], table["holds"]) == (MEDIA_TYPE, known.holds)
        assert table["columns"] == [column.name for column in known.columns]
        assert table["url"] == f"{server.url}/dump/{listed['id']}/{table['name']}"
    assert "claims.parquet" in server.get("/dump/latest", headers={"Accept": "text/html"}).text


def test_the_description_of_the_data_set_tells_of_them(server: Server) -> None:
    void = server.get("/.well-known/void", headers={"Accept": "application/n-triples"}, follow_redirects=True).text
    assert (
        void.count(f"<http://www.w3.org/ns/dcat#mediaType> <https://www.iana.org/assignments/media-types/{MEDIA_TYPE}>")
        == 4
    )


def test_a_table_that_takes_too_long_leaves_nothing(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The time is up when what makes it has begun to work in its folder."""

    def run(_command: object, *, env: dict[str, str], **_options: object) -> object:
        Path(env["TMPDIR"], "half.duckdb").write_bytes(b"half")
        raise subprocess.TimeoutExpired("kg", 1)

    monkeypatch.setattr(dump_files.subprocess, "run", run)
    files = dump_files.Files(Settings(data=data))
    with pytest.raises(StoreError, match="took longer"):
        files.get(store.find(data), "claims.parquet")
    assert list(files._place().iterdir()) == []
    assert files._folder is not None
    files._folder.cleanup()


def test_a_release_without_tables_has_none(server: Server, data: Path) -> None:
    older = store.releases(data)[0]
    assert server.get(f"/dump/{older.id}").json()["tables"] == []
    assert "claims.parquet" not in server.get(f"/dump/{older.id}", headers={"Accept": "text/html"}).text
    answer = server.get(f"/dump/{older.id}/claims.parquet")
    assert answer.status_code == 404
    assert "has no file 'claims.parquet'" in answer.json()["detail"]


@pytest.mark.parametrize("name", ["claims.parquet.gz", "all.parquet", "claims.nq", "quads.parquet", "claims.PARQUET"])
def test_no_other_name_is_a_table(server: Server, name: str) -> None:
    assert server.get(f"/dump/latest/{name}").status_code == 404
