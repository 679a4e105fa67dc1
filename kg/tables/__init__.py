"""Tables of what a build knows across articles: Parquet files, written in batches and asked in SQL.

The only door to the database (DuckDB, out of core, within a memory limit, no network). A build reads the tables of the
release before it as ``old.NAME`` and writes its own, which are then ``new.NAME``; both are folders of Parquet files, so
anything that reads Parquet can look at them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import TYPE_CHECKING, Any

from kg.errors import NothingPublished, StoreError
from kg.tables.schema import SCHEMA

if TYPE_CHECKING:
    import duckdb

MEMORY = "500MB"  # of the database; what it holds beyond goes to disk
ROWS = 2_000  # taken out of the database at a time
GROUP = 20_000  # rows of a Parquet row group: small enough that a copy of one is little
PARQUET = f"FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {GROUP}"
ROOM = 1 << 20  # bytes of a row that the database has room for in any case; it takes twice the longest a thread
ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode  # `json.dumps` makes an encoder a call
SURROGATES = re.compile("[\ud800-\udfff]")  # halves of characters, which no Parquet text can hold

Row = Mapping[str, Any]


class Tables:
    """The tables of one build, in ``folder``; ``before`` is the folder of those to start from, where there are any.

    ``was`` is that of the release before in any case, whose tables are read as ``was.NAME``.

    Use it as a context manager: what it spools to disk is gone at the end, the tables in ``folder`` stay. Whatever it
    does raises StoreError where tables of before are damaged, NothingPublished where the disk is full or fails.
    """

    def __init__(
        self,
        folder: Path,
        *,
        before: Path | None = None,
        was: Path | None = None,
        threads: int = 2,
    ) -> None:
        import duckdb

        folder.mkdir(parents=True, exist_ok=True)
        self.folder, self.before = folder, before
        self._spool = TemporaryDirectory(prefix=".spool-", dir=folder.parent)
        reachable = [_quoted(Path(path)) for path in (folder, self._spool.name, before, was) if path is not None]
        self._db: duckdb.DuckDBPyConnection = duckdb.connect(
            ":memory:",  # a file would be logged, and packed at every tenth statement; what has no room is spooled
            config={
                "memory_limit": MEMORY,
                "temp_directory": str(Path(self._spool.name, "sort").absolute()),
                "preserve_insertion_order": "false",
                "autoinstall_known_extensions": "false",
                "autoload_known_extensions": "false",
                "threads": str(threads),
            },
        )
        try:
            self._execute(f"SET allowed_directories = [{', '.join(reachable)}]")
            self._execute("SET enable_external_access = false; SET lock_configuration = true")
            self._execute("CREATE SCHEMA was; CREATE SCHEMA old; CREATE SCHEMA new")
            for name in SCHEMA:
                self._view("was", name, was)
                self._view("old", name, before)
                self._view("new", name, folder)
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Tables:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Ends it: what was spooled goes, the tables written stay."""
        self._db.close()
        self._spool.cleanup()

    def write(self, name: str, rows: Iterable[Row], *, append: bool = False) -> int:
        """Writes rows as the table ``name``, or after what it has with ``append``; returns how many."""
        count = self.fill("written", rows, SCHEMA[name])
        self.keep(name, f"SELECT * FROM new.{name} UNION ALL BY NAME FROM written" if append else "FROM written")
        self._execute("DROP TABLE written")
        return count

    def fill(self, name: str, rows: Iterable[Row], columns: Mapping[str, str]) -> int:
        """Makes a table of the build alone from rows with these columns; returns how many."""
        count, longest = 0, ROOM
        spooled = Path(self._spool.name, f"{name}.ndjson")
        with spooled.open("wb") as file:
            for row in rows:
                longest = max(longest, file.write(_line(row)))
                count += 1
        listed = ", ".join(f"{column}: '{kind}'" for column, kind in columns.items())
        self._execute(
            f"CREATE OR REPLACE TABLE {name} AS SELECT * FROM read_json({_quoted(spooled)}, "
            f"format = 'newline_delimited', maximum_object_size = {longest}, columns = {{{listed}}})"
        )
        spooled.unlink()
        return count

    def keep(self, name: str, query: str) -> None:
        """Writes the rows of a query as the table ``name``."""
        path = self.folder / f"{name}.parquet"
        beside = self.folder / f".{name}.parquet"
        columns = ", ".join(SCHEMA[name])
        self._execute(f"COPY (SELECT {columns} FROM ({query})) TO {_quoted(beside)} ({PARQUET})")
        beside.replace(path)
        self._view("new", name, self.folder)

    def copy(self, query: str, path: Path, metadata: Mapping[str, str]) -> None:
        """Writes the rows of a query, in their order, to a Parquet file in ``folder`` that tells the ``metadata``."""
        told = ", ".join(f"{_literal(key)}: {_literal(value)}" for key, value in metadata.items())
        self._execute(f"COPY ({query}) TO {_quoted(path)} ({PARQUET}, KV_METADATA {{{told}}})")

    def run(self, statement: str, parameters: Sequence[object] = ()) -> None:
        """Executes statements, such as one that makes a temporary table."""
        self._execute(statement, parameters or None)

    def drop(self, *names: str) -> None:
        """Makes room: tables of the build alone that are needed no more."""
        for name in names:
            self._execute(f"DROP TABLE {name}")

    def script(self, name: str, **values: str | int) -> None:
        """Executes a file of ``sql/``; ``$name`` in it stands for each of the values, which are ours, not a user's."""
        text = (files("kg.tables") / "sql" / f"{name}.sql").read_text("utf-8")
        for key, value in values.items():
            text = text.replace(f"${key}", str(value))
        self._execute(text)

    def rows(self, query: str, parameters: Sequence[object] = ()) -> Iterator[tuple[Any, ...]]:
        """The rows of a query, a batch in memory at a time; several can be read at once."""
        cursor = self._db.cursor()
        try:
            with _door(self.folder, self.before or self.folder):
                cursor.execute(query, parameters or None)
                batch = cursor.fetchmany(ROWS)
            while batch:
                yield from batch
                with _door(self.folder, self.before or self.folder):
                    batch = cursor.fetchmany(ROWS)
        finally:
            cursor.close()

    def one(self, query: str, parameters: Sequence[object] = ()) -> Any:
        """The first value of the first row; None where there is none."""
        row = next(self.rows(query, parameters), None)
        return None if row is None else row[0]

    def _execute(self, statement: str, parameters: Sequence[object] | None = None) -> None:
        with _door(self.folder, self.before or self.folder):
            self._db.execute(statement, parameters)

    def _view(self, schema: str, name: str, folder: Path | None) -> None:
        path = folder / f"{name}.parquet" if folder is not None else None
        if path is not None and path.exists():
            source = f"SELECT * FROM read_parquet({_quoted(path)})"
        else:
            columns = ", ".join(f"CAST(NULL AS {kind}) AS {column}" for column, kind in SCHEMA[name].items())
            source = f"SELECT {columns} WHERE false"
        self._execute(f"CREATE OR REPLACE VIEW {schema}.{name} AS {source}")


@contextmanager
def _door(folder: Path, source: Path) -> Iterator[None]:
    """Errors of the database as ours: a disk that is full or fails, or tables of ``source`` that are damaged."""
    import duckdb

    try:
        yield
    except (duckdb.IOException, duckdb.OutOfMemoryException) as error:
        raise NothingPublished(f"{folder}: tables cannot be written or read ({_short(error)})") from error
    except duckdb.Error as error:
        raise StoreError(f"{source}: tables cannot be used ({_short(error)}); build again with --fresh") from error


def _quoted(path: Path) -> str:
    return _literal(str(path.absolute()))


def _literal(text: str) -> str:
    """A text of SQL."""
    return "'" + text.replace("'", "''") + "'"


def _short(error: Exception) -> str:
    return str(error).partition("\n")[0][:300]


def _line(row: Row) -> bytes:
    text = ENCODE(row)
    try:
        return text.encode() + b"\n"
    except UnicodeEncodeError:
        return SURROGATES.sub("\ufffd", text).encode() + b"\n"
