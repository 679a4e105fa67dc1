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

from kg.errors import InputError
from kg.model import EntityType

OPEN = "OpenEvent"
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
    """A trigger as its file has it, with where it stands: ``line`` is that of its ``[[triggers]]``."""

    table: dict[str, Any]
    file: str
    line: int

    def refused(self, reason: str, *, hint: str = "") -> InputError:
        """The error that names file and line of this trigger."""
        return InputError(reason, source=f"kg/frames/{self.file}", place=f"line {self.line}", hint=hint)


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
        _frame(file.read_text("utf-8"), file.name) for file in files(__name__).iterdir() if file.name.endswith(".toml")
    ]
    return {frame.name: frame for frame in sorted(loaded, key=lambda frame: frame.name)}


def _frame(text: str, file: str) -> Frame:
    table = tomllib.loads(text)
    lines = [number for number, line in enumerate(text.splitlines(), 1) if HEADING.match(line)]
    entries = (Entry(one, file, line) for one, line in zip(table.get("triggers", ()), lines, strict=True))
    roles = {name: _role(name, spec) for name, spec in table["roles"].items()}
    return Frame(
        name=table["name"],
        kind=table["kind"],
        speech_act=table.get("speech_act", False),
        roles=roles,
        shortcuts=tuple(Shortcut(**spec) for spec in table.get("shortcuts", ())),
        triggers=tuple(entries),
    )


def _role(name: str, spec: dict[str, Any]) -> Role:
    return Role(
        name=name,
        types=frozenset(EntityType(value) for value in spec.get("types", ())),
        required=spec.get("required", False),
        literal=spec.get("literal", False),
        form=spec.get("form", ""),
    )
