"""What the README shows is what the command does: each example is run, on the bundled samples."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kg import resources

ROOT = Path(__file__).resolve().parents[1]
BLOCKS = re.findall(r"^```(?:\w*)\n(.*?)^```", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE | re.DOTALL)
COMMANDS = [
    line.partition("  #")[0].strip() for block in BLOCKS for line in block.splitlines() if line.startswith("kg ")
]
EXAMPLES = [
    example for block in BLOCKS for example in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n?)*)", block, re.MULTILINE)
]


def shell(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    command = re.sub(r"^kg ", f"{sys.executable} -m kg ", command)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, shell=True, cwd=folder, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the README's own command has built the samples."""
    folder = tmp_path_factory.mktemp("readme")
    shutil.copytree(str(resources.path("samples")), folder / "articles")
    (build,) = [command for command in COMMANDS if command.startswith("kg build ")]
    done = shell(build, folder)
    assert done.returncode == 0, done.stderr
    (folder / "kg-demo").symlink_to("kg-data")  # the same articles and the same base
    return folder


def test_there_are_examples() -> None:
    assert len(EXAMPLES) >= 2
    assert {command.split()[1] for command in COMMANDS} >= {"build", "validate", "verify", "query", "explain", "dump"}


@pytest.mark.parametrize(("command", "shown"), EXAMPLES)
def test_an_example_has_its_real_output(command: str, shown: str, folder: Path) -> None:
    done = shell(command, folder)
    assert (done.returncode, done.stderr) == (0, "")
    beginning, more, _ = shown.partition("\n…\n")  # as much of it as there is room for
    assert beginning.strip() == (done.stdout[: len(beginning)] if more else done.stdout).strip()


def test_the_query_of_the_readme_has_the_answer_that_stands_under_it(folder: Path) -> None:
    (query,) = [block for block in BLOCKS if block.startswith("PREFIX")]
    answers = [line.removeprefix("# ").split(" | ") for line in query.splitlines() if line.startswith("# ")]
    (folder / "query.rq").write_text(query, "utf-8")
    done = shell("kg query query.rq --format csv", folder)
    assert [line.split(",") for line in done.stdout.splitlines()[1:]] == answers


@pytest.mark.parametrize(
    "command", [command for command in COMMANDS if not command.startswith(("kg build ", "kg serve "))]
)
def test_a_command_for_articles_of_ones_own_works(command: str, folder: Path) -> None:
    command = command.replace("entity/Q2283", "situation/sale-152a9f1f7b6a78a6")  # of the samples
    done = shell(command, folder)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout or (folder / command.split()[-1]).stat().st_size
