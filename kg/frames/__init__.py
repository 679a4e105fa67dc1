"""The frames: one TOML file a kind of situation, read into values that every stage shares.

Adding a frame is adding a file here, its class and roles to ``ontology/`` and a shape to ``shapes/``.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from kg.frames.source import Source
from kg.frames.types import entity_types
from kg.model import EntityType

OPEN = "OpenEvent"
ROLE_FIELDS = ("types", "required", "literal", "form")
FORMS = ("amount", "cause", "clause", "figure", "named", "offer", "phrase", "position")
HEADING = re.compile(r"\s*\[\[\s*triggers\s*\]\]")


@dataclass(frozen=True, slots=True)
class Role:
    """A role of a frame. ``types`` restricts its fillers (empty: any); a ``literal`` role is text, not an entity.

    ``form`` is the form that text must have: ``amount`` (a sum of money), ``position`` (a title), ``clause`` (a clause
    or a noun phrase with all that hangs on it), ``named`` (an entity, else the words for it), or any where it is empty.
    """

    name: str
    types: frozenset[EntityType] = frozenset()
    required: bool = False
    literal: bool = False
    form: str = ""


@dataclass(frozen=True, slots=True)
class Shortcut:
    """A plain triple written for an asserted situation, from one role's entity to another's."""

    property: str
    subject: str
    object: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A trigger as its file has it, with where it stands: the line of its ``[[triggers]]``."""

    table: dict[str, Any]
    source: Source


@dataclass(frozen=True, slots=True)
class Frame:
    """What the graph needs to know of a frame. ``triggers`` is for ``kg.extract`` alone."""

    name: str
    kind: str  # "event" or "state"
    speech_act: bool
    roles: dict[str, Role]
    shortcuts: tuple[Shortcut, ...]
    triggers: tuple[Entry, ...]


@cache
def frames() -> dict[str, Frame]:
    """All frames that type an event or state, by name, in alphabetical order: all kinds but the open one."""
    return {name: frame for name, frame in kinds().items() if name != OPEN}


def open_frame() -> Frame:
    """The frame of open claims: any event, by its predicate."""
    return kinds()[OPEN]


@cache
def kinds() -> dict[str, Frame]:
    """All kinds of situation by name, in alphabetical order: the frames, and that of open claims."""
    loaded = [
        _frame(file.read_text("utf-8"), file.name)
        for file in files(__name__).iterdir()
        if file.name.endswith(".toml") and not file.name.startswith("_")
    ]
    return {frame.name: frame for frame in sorted(loaded, key=lambda frame: frame.name)}


def _frame(text: str, file: str) -> Frame:
    source = Source(file)
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise source.refused(f"no TOML: {error}") from error
    lines = [number for number, line in enumerate(text.splitlines(), 1) if HEADING.match(line)]
    triggers = zip(table.get("triggers", ()), lines, strict=True)
    return Frame(
        name=table["name"],
        kind=table["kind"],
        speech_act=table.get("speech_act", False),
        roles={name: _role(name, spec, source) for name, spec in table["roles"].items()},
        shortcuts=tuple(Shortcut(**spec) for spec in table.get("shortcuts", ())),
        triggers=tuple(Entry(one, Source(file, line)) for one, line in triggers),
    )


def _role(name: str, spec: dict[str, Any], source: Source) -> Role:
    source.require(spec, ROLE_FIELDS, f"field of the role {name!r},")
    source.require([spec["form"]] if "form" in spec else (), FORMS, f"form of the role {name!r},")
    return Role(
        name=name,
        types=entity_types(spec.get("types", ()), source),
        required=spec.get("required", False),
        literal=spec.get("literal", False),
        form=spec.get("form", ""),
    )
