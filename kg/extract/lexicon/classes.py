"""Word classes: the files of this folder that have a section a class, looked up by file and class."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from kg.errors import InputError


def words(file: str, *classes: str) -> frozenset[str]:
    """The words of some classes of a file together; ``InputError`` where one is not there or holds a word twice."""
    return frozenset().union(*(_class(file, name) for name in classes))


@cache
def _class(file: str, name: str) -> frozenset[str]:
    source = f"kg/extract/lexicon/{file}.toml"
    table = tomllib.loads((files("kg.extract.lexicon") / f"{file}.toml").read_text("utf-8"))
    if name not in table:
        raise InputError(f"there is no class {name!r}", source=source, hint=f"there are {', '.join(table)}")
    listed = [word.replace("_", " ") for word in table[name]["words"].split()]
    twice = sorted({word for word in listed if listed.count(word) > 1})
    if twice:
        raise InputError(f"words that stand twice: {', '.join(twice)}", source=source, place=f"[{name}]")
    return frozenset(listed)
