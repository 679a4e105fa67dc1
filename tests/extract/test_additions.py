"""The additions of ``kg/frames/README.md``: each, made in a copy of the package, gives the claim that it is for."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

import kg
from tests.conftest import Reading

PACKAGE = Path(kg.__file__).parent
ROW = re.compile(
    r"^\| “(?P<text>.+?)” \((?P<what>.+?)\) \| `(?P<rule>.+?)` \| `(?P<file>.+?)` \| (?P<at>.+?) \| `(?P<add>.+?)` \|$"
)


@dataclass(frozen=True)
class Addition:
    """A row of the table: the sentence, the rule that is to read it, and what is added where."""

    text: str
    rule: str
    file: str
    at: tuple[str, ...]
    add: str

    def made(self, content: str) -> str:
        """The file with the word or entry in the list, table or words that ``at`` leads to."""
        lines, number = content.splitlines(keepends=True), -1
        for step in self.at:
            starts = (f'name = "{step}"', f"[{step}]", f"{step} = ")
            number = next(n for n in range(number + 1, len(lines)) if lines[n].startswith(starts))
        key, opening, rest = re.match(r'(\w+ = )("""\n|[\[{"])(.*)', lines[number], re.DOTALL).groups()  # type: ignore[union-attr]
        if opening in "[{":
            lines[number] = f"{key}{opening}{' ' if opening == '{' else ''}{self.add}, {rest.lstrip()}"
        else:
            lines[number] = f"{key}{opening}{self.add} {rest}"
        return "".join(lines)


ADDITIONS = [
    Addition(row["text"], row["rule"], row["file"], tuple(re.findall(r"`(.+?)`", row["at"])), row["add"])
    for line in (PACKAGE / "frames" / "README.md").read_text("utf-8").splitlines()
    if (row := ROW.match(line)) is not None
]


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    """Sentence → the rules of its claims, read by a copy of the package with all additions."""
    root = tmp_path_factory.mktemp("copy")
    shutil.copytree(PACKAGE, root / "kg", ignore=shutil.ignore_patterns("__pycache__"))
    for one in ADDITIONS:
        file = root / "kg" / one.file
        file.write_text(one.made(file.read_text("utf-8")), "utf-8")
    texts = "".join(json.dumps({"id": one.text, "text": one.text}) + "\n" for one in ADDITIONS)
    command = [sys.executable, "-m", "kg", "extract", "--raw", "--input-format", "jsonl", "-j", "1", "-"]
    run = subprocess.run(
        command, input=texts, capture_output=True, text=True, cwd=root, env=os.environ | {"PYTHONPATH": str(root)}
    )
    assert run.returncode == 0, run.stderr
    found = [json.loads(line) for line in run.stdout.splitlines()]
    return {one["id"]: {claim["rule"] for claim in one["claims"]} for one in found}


def test_there_are_additions_of_every_kind() -> None:
    assert len(ADDITIONS) == 8


@pytest.mark.parametrize("addition", ADDITIONS, ids=lambda addition: addition.add)
def test_an_addition_in_one_line_gives_its_claim(
    addition: Addition, rules: dict[str, set[str]], reading: Callable[..., Reading]
) -> None:
    before = {claim.rule for claim in reading(addition.text).claims}
    assert addition.rule not in before
    assert addition.rule in rules[addition.text], rules[addition.text]
