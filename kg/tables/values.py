"""Rows of the tables as values of the model, and back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kg.model import Entity, EntityType


def entity(row: Sequence[Any]) -> Entity:
    """An entity from a row of the table ``entities``, in the order of its columns."""
    key, name, kind, kb, aliases, part_of, provider = row
    return Entity(key, name, EntityType(kind), kb, tuple(aliases or ()), part_of, provider)


def entity_row(one: Entity) -> dict[str, Any]:
    """A row of the table ``entities``."""
    return {
        "entity": one.key,
        "name": one.name,
        "type": one.type.value,
        "kb": one.kb,
        "aliases": list(one.aliases),
        "part_of": one.part_of,
        "provider": one.provider,
    }
