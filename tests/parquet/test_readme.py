"""The README of the flat tables: its commands and examples are run on the samples, its columns are the schema's."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from kg import parquet, pipeline, resources
from kg.settings import Settings

README = Path(parquet.__file__).parent / "README.md"
TEXT = README.read_text("utf-8")
COMMANDS = re.findall(r"^kg (dump .*)$", TEXT, re.MULTILINE)
EXAMPLES = re.findall(r"^## ([^\n]*)\n\n```python\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)
COLUMNS = re.compile(
    r"(?<=<!-- columns: KG_REWRITE=1 pytest tests/parquet -->\n).*(?=<!-- end of columns -->)", re.DOTALL
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the README's commands have written the tables of the samples."""
    folder = tmp_path_factory.mktemp("readme")
    pipeline.build([Path(str(resources.path("samples")))], settings=Settings(data=folder / "kg-data"), jobs=1)
    for command in COMMANDS:
        run([sys.executable, "-m", "kg", *shlex.split(command)], folder)
    assert {path.name for path in folder.glob("*.parquet")} == {f"{table}.parquet" for table in parquet.TABLES}
    return folder


def run(command: list[str], folder: Path) -> str:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("KG_")}
    environment["PYTHONPATH"] = str(README.parents[2])
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_each_library_has_an_example() -> None:
    assert [name for name, _ in EXAMPLES] == ["pandas", "Polars", "DuckDB"]


@pytest.mark.parametrize(("name", "code"), EXAMPLES, ids=[name for name, _ in EXAMPLES])
def test_an_example_prints_what_stands_beside_it(name: str, code: str, folder: Path) -> None:
    shown = re.findall(r"^print\(.*\)  # (.*)$", code, re.MULTILINE)
    assert len(shown) == code.count("print(")
    assert run([sys.executable, "-W", "error", "-c", code], folder).splitlines() == shown


def test_the_columns_are_those_of_the_schema() -> None:
    lines = []
    for name, table in parquet.TABLES.items():
        lines += [
            f"### {name}",
            "",
            f"{table.holds.capitalize()}. Sorted by {', '.join(f'`{key}`' for key in table.order)}.",
        ]
        lines += ["", "| column | type | holds |", "| --- | --- | --- |"]
        lines += [f"| `{column.name}` | {shown(column.type)} | {column.holds} |" for column in table.columns] + [""]
    written = "\n" + "\n".join(lines)
    if os.environ.get("KG_REWRITE"):
        README.write_text(COLUMNS.sub(lambda _: written, TEXT), "utf-8")
    else:
        assert COLUMNS.findall(TEXT) == [written]


def shown(type: str) -> str:
    """A type as the README shows it."""
    if type.startswith("STRUCT("):
        fields = [field.split()[0] for field in type.removeprefix("STRUCT(").removesuffix(")[]").split(", ")]
        return f"list of structs ({', '.join(fields)})"
    return f"list of {type.removesuffix('[]')}" if type.endswith("[]") else type
