"""Word classes: looked up by file and class, each word once."""

from __future__ import annotations

import ast
import re
import tomllib
from collections import defaultdict
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest

import kg
from kg.errors import InputError
from kg.extract import lexicon
from kg.extract.lexicon import classes

FOLDER = Path(lexicon.__file__).parent
# Files of another form, which modules of their own read.
OTHERS = {"noun_classes", "pledges", "relations", "signatures", "titles", "words"}
FILES = sorted({path.stem for path in FOLDER.glob("*.toml")} - OTHERS)
# Files whose classes divide their field; in the others a word stands in as many classes as it has uses.
DIVIDED = ("calendar", "ditransitive", "headquarters", "light_verbs", "object_control", "offices", "reporting_verbs")
LOADERS = ("words", "alternatives", "pairs", "groups")


def test_classes_are_joined() -> None:
    together = classes.words("light_verbs", "performing", "receiving")
    assert {"make", "win"} <= together
    assert together == classes.words("light_verbs", "performing") | classes.words("light_verbs", "receiving")
    assert "drop" not in together


def test_a_class_that_does_not_exist_is_refused() -> None:
    with pytest.raises(InputError, match=r"lexicon/light_verbs\.toml: there is no class 'performed'; .*performing"):
        classes.words("light_verbs", "performed")


def test_a_word_that_stands_twice_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "verbs.toml").write_text('[doing]\nwords = "make do make call_off"\n')
    monkeypatch.setattr(classes, "files", lambda _: tmp_path)
    with pytest.raises(InputError, match=r"verbs\.toml, \[doing\]: words that stand twice: make"):
        classes.words("verbs", "doing")
    (tmp_path / "nouns.toml").write_text('[doing]\nwords = "make call_off"\n')
    assert classes.words("nouns", "doing") == {"make", "call off"}


def test_words_become_a_regular_expression(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "scales.toml").write_text('[short]\nwords = "m mn a.m."\n')
    monkeypatch.setattr(classes, "files", lambda _: tmp_path)
    assert classes.alternatives("scales", "short") == r"a\.m\.|mn|m"


def test_pairs_and_groups_give_each_word_what_goes_with_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "loaded.toml").write_text('[work]\nserve = "on in"\ncall_off = "by"\n')
    monkeypatch.setattr(classes, "files", lambda _: tmp_path)
    assert classes.pairs("loaded", "work") == {"serve": "on in", "call off": "by"}
    assert classes.groups("loaded", "work") == {"serve": {"on", "in"}, "call off": {"by"}}


@pytest.mark.parametrize(
    ("loader", "section", "problem"),
    [
        ("words", 'serve = "on"', "a class of words has them in one text"),
        ("words", 'words = ["on"]', "a class of words has them in one text"),
        ("words", 'words = "on"\nserve = "in"', "a class of words has them in one text"),
        ("pairs", 'words = "serve"', "a class of pairs gives each word a text of its own"),
        ("pairs", "serve = 1", "a class of pairs gives each word a text of its own"),
        ("pairs", "", "a class of pairs gives each word a text of its own"),
        ("groups", 'serve = "on in on"', "words that stand twice: on"),
    ],
)
def test_a_class_of_another_form_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, loader: str, section: str, problem: str
) -> None:
    file = tmp_path.name  # one for each case: what was read is kept by the file's name
    (tmp_path / f"{file}.toml").write_text(f"[work]\n{section}\n")
    monkeypatch.setattr(classes, "files", lambda _: tmp_path)
    with pytest.raises(InputError, match=rf"{file}\.toml, \[work\]: {problem}"):
        getattr(classes, loader)(file, "work")


@pytest.mark.parametrize("file", DIVIDED)
def test_the_classes_of_a_file_share_no_word(file: str) -> None:
    found = {name: classes.words(file, name) for name in _table(file)}
    assert all(found.values())
    for one, other in combinations(found, 2):
        assert not found[one] & found[other], (one, other)


def test_no_two_classes_hold_the_same_words() -> None:
    names = [(file, name) for file in FILES for name, table in _table(file).items() if "words" in table]
    found = {(file, name): classes.words(file, name) for file, name in names}
    assert all(found.values())
    for one, other in combinations(found, 2):
        assert found[one] != found[other], (one, other)


@pytest.mark.parametrize("file", FILES)
def test_every_class_is_told_of_and_looked_up(file: str) -> None:
    text = (FOLDER / f"{file}.toml").read_text("utf-8")
    for name in _table(file):
        assert re.search(rf"^#.*\n\[{name}\]$", text, re.MULTILINE), f"[{name}]: no comment says what the class is"
    assert {*_table(file)} - _looked_up()[file] == set()


def _table(file: str) -> dict[str, dict[str, str]]:
    return tomllib.loads((FOLDER / f"{file}.toml").read_text("utf-8"))


@cache
def _looked_up() -> dict[str, set[str]]:
    """The classes of each file that the code looks up, by the constant arguments of the loaders."""
    found: dict[str, set[str]] = defaultdict(set)
    for path in Path(kg.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in LOADERS:
                file, *names = [item.value for item in node.args if isinstance(item, ast.Constant)] or [""]
                found[file].update(names)
    return found
