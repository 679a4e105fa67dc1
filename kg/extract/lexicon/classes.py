"""Word classes: the files of this folder that have a section a class, looked up by file and class."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from kg.errors import InputError


def words(file: str, *classes: str) -> frozenset[str]:
    """The words of some classes of a file together; ``InputError`` where one is not there or holds a word twice."""
    return frozenset().union(*(_words(file, name) for name in classes))


def alternatives(file: str, *classes: str) -> str:
    """The words as a regular expression, longer ones first: "billion|bn|m"; errors as those of ``words``."""
    return "|".join(re.escape(word) for word in sorted(words(file, *classes), key=lambda word: (-len(word), word)))


def pairs(file: str, name: str) -> dict[str, str]:
    """What each word of a class goes with: "call" with "on"; ``InputError`` where the class is none of pairs."""
    found = {word.replace("_", " "): value for word, value in _class(file, name).items() if isinstance(value, str)}
    if len(found) < len(_class(file, name)) or not found or "words" in found:
        raise _refused(file, name, "a class of pairs gives each word a text of its own")
    return found


def groups(file: str, name: str) -> dict[str, frozenset[str]]:
    """The words that each word of a class goes with: "work" with "for" and "at"; errors as those of ``pairs``."""
    return {word: frozenset(_split(file, name, text)) for word, text in pairs(file, name).items()}


@cache
def _words(file: str, name: str) -> frozenset[str]:
    table = _class(file, name)
    if table.keys() != {"words"} or not isinstance(table["words"], str):
        raise _refused(file, name, 'a class of words has them in one text, words = "…"')
    return frozenset(_split(file, name, table["words"]))


def _split(file: str, name: str, text: str) -> list[str]:
    listed = [word.replace("_", " ") for word in text.split()]
    twice = sorted({word for word in listed if listed.count(word) > 1})
    if twice:
        raise _refused(file, name, f"words that stand twice: {', '.join(twice)}")
    return listed


def _class(file: str, name: str) -> dict[str, object]:
    table = _table(file)
    if name not in table:
        raise InputError(f"there is no class {name!r}", source=_source(file), hint=f"there are {', '.join(table)}")
    return table[name]


@cache
def _table(file: str) -> dict[str, dict[str, object]]:
    return tomllib.loads((files("kg.extract.lexicon") / f"{file}.toml").read_text("utf-8"))


def _source(file: str) -> str:
    return f"kg/extract/lexicon/{file}.toml"


def _refused(file: str, name: str, problem: str) -> InputError:
    return InputError(problem, source=_source(file), place=f"[{name}]")
