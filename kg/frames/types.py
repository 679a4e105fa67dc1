"""Types of entities as the frames' files write them: by name, or a group of ``_types.toml`` by ``@`` and its name."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from kg.frames.source import Source
from kg.model import EntityType

FILE = "_types.toml"


def entity_types(names: Iterable[str], source: Source) -> frozenset[EntityType]:
    """The types that names and groups stand for; ``InputError`` where one does not exist."""
    found: set[EntityType] = set()
    for name in names:
        if name.startswith("@"):
            found |= _group(name, source)
        else:
            source.require([name], [kind.value for kind in EntityType], "type")
            found.add(EntityType(name))
    return frozenset(found)


def _group(name: str, source: Source) -> frozenset[EntityType]:
    source.require([name], [f"@{group}" for group in _groups()], "group of types")
    return entity_types(_groups()[name[1:]], Source(FILE))


@cache
def _groups() -> dict[str, list[str]]:
    groups: dict[str, list[str]] = tomllib.loads((files("kg.frames") / FILE).read_text("utf-8"))
    return groups
