"""Word classes: looked up by file and class, each word once."""

from __future__ import annotations

import tomllib
from itertools import combinations
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.extract import lexicon
from kg.extract.lexicon import classes

FOLDER = Path(lexicon.__file__).parent
# Files of another form, which modules of their own read.
OTHERS = {"noun_classes", "pledges", "relations", "signatures", "titles", "words"}
FILES = sorted({path.stem for path in FOLDER.glob("*.toml")} - OTHERS)


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


@pytest.mark.parametrize("file", FILES)
def test_the_classes_of_a_file_share_no_word(file: str) -> None:
    table = tomllib.loads((FOLDER / f"{file}.toml").read_text("utf-8"))
    found = {name: classes.words(file, name) for name in table}
    assert all(found.values())
    for one, other in combinations(found, 2):
        assert not found[one] & found[other], (one, other)
