"""The table of typed views as it is written: ``_views.toml``, which ``kg.extract.rules.views`` reads."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from kg.frames.source import Source

FILE = "_views.toml"
HEADING = re.compile(r"\s*\[\[\s*views\s*\]\]")


@dataclass(frozen=True, slots=True)
class Row:
    """A view as the file has it, with where it stands."""

    table: dict[str, Any]
    source: Source

    def words(self, field: str, otherwise: str = "") -> frozenset[str]:
        """The words of a field: "@name" stands for a class of them, "_" joins the words of one."""
        return frozenset(_expanded(self.table.get(field, otherwise), self.source))


@cache
def rows() -> tuple[Row, ...]:
    """All views, in their order."""
    text, table = _file()
    lines = [number for number, line in enumerate(text.splitlines(), 1) if HEADING.match(line)]
    return tuple(Row(one, Source(FILE, line)) for one, line in zip(table["views"], lines, strict=True))


def _expanded(words: str, source: Source) -> Iterator[str]:
    for word in words.split():
        if word.startswith("@"):
            source.require([word], [f"@{name}" for name in _classes()], "class of words")
            yield from _expanded(_classes()[word[1:]], Source(FILE))
        else:
            yield word.replace("_", " ")


def _classes() -> dict[str, str]:
    classes: dict[str, str] = _file()[1]["classes"]
    return classes


@cache
def _file() -> tuple[str, dict[str, Any]]:
    text = (files("kg.frames") / FILE).read_text("utf-8")
    return text, tomllib.loads(text)
