"""How two fillers of one role stand to each other, as far as their names, types and wholes tell."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from enum import Enum
from functools import cache

from kg.fuse.resolved_claims import fold
from kg.fuse.situations import BESIDES
from kg.model import Entity, EntityType

# Who the members of a group can be, by words of its name: "police departments" may be any police force.
_COVERS: tuple[tuple[str, frozenset[EntityType]], ...] = (
    (r"polic|cop\b|cops\b|officer|sheriff|constabular", frozenset({EntityType.POLICE})),
    (
        r"law enforcement|agenc|government|authorit|bureau|ministr|federal|public",
        frozenset({EntityType.POLICE, EntityType.AGENCY}),
    ),
    (
        r"compan|firm|business|startup|start-up|vendor|corporat|retailer|bank|(?<!law)maker",
        frozenset({EntityType.COMPANY}),
    ),
    (r"court|judge", frozenset({EntityType.COURT})),
    (r"lawmaker|legislat|congress|senat|parliament", frozenset({EntityType.LEGISLATURE, EntityType.PERSON})),
    (r"outlet|press|media|newspaper|reporter|journalist", frozenset({EntityType.OUTLET, EntityType.PERSON})),
    (r"custom|client|buyer|user|\bany|everyone|nobody|no one|third part|\bother|partner", frozenset(EntityType)),
)
_FEDERAL = re.compile(r"\b(?:federal|national|feds)\b")
_LOCAL = re.compile(r"\b(?:local|state|city|municipal|county|town)\b|polic|cops?\b|sheriff|constabular")
_THINGS = frozenset({EntityType.TECHNOLOGY, EntityType.PRODUCT, EntityType.DOCUMENT})
_ALONE = frozenset({EntityType.PERSON, EntityType.PLACE, EntityType.LAW})


class Relation(Enum):
    """How two fillers of one role stand to each other."""

    SAME = "same"  # one and the same, or one a part of the other
    OPEN = "open"  # may be the same: one is only described, or more general
    OTHER = "other"


class Compatibility:
    """The relations among the entities of a build."""

    def __init__(self, entities: Mapping[str, Entity]) -> None:
        self._entities = entities
        self._members: dict[str, list[str]] = defaultdict(list)
        self._called: dict[str, list[str]] = defaultdict(list)
        for key in sorted(self._entities):
            entity = self._entities[key]
            if entity.part_of is not None:
                self._members[entity.part_of].append(key)
            for name in sorted(_names(entity)):
                self._called[name].append(key)
        self.relatives = cache(self._relatives)

    def relation(self, token: str, other: str, *, sure: bool, other_sure: bool) -> Relation:
        """How two fillers are related; ``sure`` where one is a name or notion, not a mere description."""
        if token == other:
            return Relation.SAME
        if BESIDES in (token[: len(BESIDES)], other[: len(BESIDES)]):
            return Relation.OTHER
        one, two = self._entities.get(token), self._entities.get(other)
        if one is None or two is None:  # a text: an act or position that differs, or a filler nobody resolved
            return Relation.OTHER if one is two else Relation.OPEN
        if other in self.relatives(token):
            return Relation.SAME
        if {_level(one), _level(two)} == {"federal", "local"}:
            return Relation.OTHER
        if not (sure and other_sure):
            return Relation.OPEN if _kindred(one, two) else Relation.OTHER
        grouped = EntityType.GROUP in (one.type, two.type)
        return Relation.OPEN if (_grouped if grouped else _alike)(one, two) else Relation.OTHER

    def person(self, token: str) -> bool:
        """Whether a filler is a person: what is said of one is seldom said of another by the same words."""
        entity = self._entities.get(token)
        return entity is not None and entity.type is EntityType.PERSON

    def loose(self, token: str) -> bool:
        """Whether a filler is of a kind that may stand for many others: a group, a technology, a text."""
        entity = self._entities.get(token)
        return entity is None or entity.type in (EntityType.GROUP, EntityType.TECHNOLOGY)

    def _relatives(self, token: str) -> frozenset[str]:
        """A filler, all it is a part of, all its parts, and what has its name and type."""
        found, pending = {token}, [token]
        while pending:
            for member in self._members.get(pending.pop(), ()):
                if member not in found:
                    found.add(member)
                    pending.append(member)
        entity = self._entities.get(token)
        if entity is not None:
            alike = (key for name in _names(entity) for key in self._called[name])
            found.update(key for key in alike if self._entities[key].type is entity.type)
        while entity is not None and entity.part_of is not None and entity.part_of not in found:
            found.add(entity.part_of)
            entity = self._entities.get(entity.part_of)
        return frozenset(found)


def _alike(one: Entity, two: Entity) -> bool:
    """Whether two things with names may be one: by a shared name, or as a technology and what does it."""
    if _names(one) & _names(two):
        return True
    if one.type not in _THINGS or two.type not in _THINGS:
        return False
    if (one.type is EntityType.TECHNOLOGY) != (two.type is EntityType.TECHNOLOGY):
        return True
    return _words(one) <= _words(two) or _words(two) <= _words(one)  # "Azure", "Azure Government"


def _kindred(one: Entity, two: Entity) -> bool:
    """Whether a mere description can be of the other: of things a thing, of people a person."""
    if one.type in _ALONE or two.type in _ALONE:
        return one.type is two.type or EntityType.GROUP in (one.type, two.type)
    if (one.type in _THINGS) != (two.type in _THINGS):
        return False
    loose = {EntityType.GROUP, EntityType.ORGANIZATION, EntityType.AGENCY}
    return one.type in _THINGS or one.type is two.type or bool({one.type, two.type} & loose)


def _grouped(one: Entity, two: Entity) -> bool:
    """Whether one may be among the other, or two groups overlap."""
    held = _words(one) <= _words(two) or _words(two) <= _words(one)
    return bool(_covers(one) & _covers(two)) or (one.type is two.type and held)


def _level(entity: Entity) -> str:
    """Whose the members of a group are: police is a town's or a state's unless it is called federal."""
    name = entity.name.lower() if entity.type is EntityType.GROUP else ""
    return "federal" if _FEDERAL.search(name) else "local" if _LOCAL.search(name) else ""


def _covers(entity: Entity) -> frozenset[EntityType]:
    if entity.type is not EntityType.GROUP:
        return frozenset({entity.type})
    name = entity.name.lower()
    return frozenset(kind for words, kinds in _COVERS if re.search(words, name) for kind in kinds)


def _words(entity: Entity) -> frozenset[str]:
    return frozenset(fold(entity.name).split())


def _names(entity: Entity) -> set[str]:
    return {fold(name) for name in (entity.name, *entity.aliases)}
