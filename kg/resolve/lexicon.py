"""Words that names are made of: particles of surnames, generations, given names with their short forms."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Lexicon:
    """``called`` has, of every given name and short form, all names that somebody so called may go by as well."""

    particles: frozenset[str]
    given_too: frozenset[str]
    generations: frozenset[str]
    called: dict[str, frozenset[str]]


@cache
def lexicon() -> Lexicon:
    """The lexicon, read once."""
    table = tomllib.loads((files("kg.resolve") / "lexicon.toml").read_text("utf-8"))
    called: defaultdict[str, set[str]] = defaultdict(set)
    for line in table["nicknames"]:
        for name in line.split():
            called[name].update(line.split())
    return Lexicon(
        frozenset(table["particles"].split()),
        frozenset(table["given_too"].split()),
        frozenset(table["generations"].split()),
        {name: frozenset(others) for name, others in called.items()},
    )
