"""Which denials stand against which situations: also those that are less, or more, specific than what they deny.

"The agency did not buy the company's software" stands against a report that the company sold it a named product. When
in doubt a denial stands: the price is a situation reported rather than asserted, never one asserted that was denied.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from enum import Enum

from kg.fuse.grounding import Ground, fold
from kg.fuse.periods import disjoint
from kg.fuse.situations import Cluster, pairs
from kg.model import Actuality, Entity, EntityType, Polarity, Resolution

# Who the members of a group can be, by words of its name; "police departments" may be any police force.
_COVERS: tuple[tuple[str, frozenset[EntityType]], ...] = (
    (r"polic|cop\b|cops\b|officer|sheriff|constabular", frozenset({EntityType.POLICE})),
    (
        r"law enforcement|agenc|government|authorit|bureau|ministr|federal|public",
        frozenset({EntityType.POLICE, EntityType.AGENCY}),
    ),
    (r"compan|firm|business|startup|start-up|vendor|corporat|retailer|bank|maker", frozenset({EntityType.COMPANY})),
    (r"court|judge", frozenset({EntityType.COURT})),
    (r"lawmaker|legislat|congress|senat|parliament", frozenset({EntityType.LEGISLATURE, EntityType.PERSON})),
    (r"outlet|press|media|newspaper|reporter|journalist", frozenset({EntityType.OUTLET, EntityType.PERSON})),
    (r"custom|client|buyer|user|any|everyone|nobody|no one|third part|other|partner", frozenset(EntityType)),
)
_THINGS = frozenset({EntityType.TECHNOLOGY, EntityType.PRODUCT, EntityType.DOCUMENT})
_ALONE = frozenset({EntityType.PERSON, EntityType.PLACE, EntityType.LAW})


class Relation(Enum):
    """How two fillers of one role stand to each other."""

    SAME = "same"  # one and the same, or one a part of the other
    OPEN = "open"  # may be the same: one is missing, only described, or more general
    OTHER = "other"


def opposition(clusters: Sequence[Cluster], resolution: Resolution) -> dict[Cluster, list[Ground]]:
    """The claims of other clusters that deny a cluster's situation or leave it open; sorted by key.

    Only clusters with an affirmed claim are asked about: the others are not asserted anyway.
    """
    kinship = _Kinship(resolution)
    posted: dict[tuple[str, ...], dict[Cluster, None]] = defaultdict(dict)
    for cluster in clusters:
        if any(ground.claim.polarity is Polarity.AFFIRMED for ground in cluster.grounds):
            for place in _places(cluster):
                posted[place][cluster] = None
    against: dict[Cluster, dict[str, Ground]] = defaultdict(dict)
    for home, alike in _denials(clusters):
        ground = alike[0]
        frame, direction = ground.claim.frame, str(ground.claim.direction)
        relatives = [
            (frame, direction, role, relative)
            for role, token in pairs(ground).items()
            if role in ground.named
            for relative in kinship.of(token)
        ]
        places = relatives or [(frame, direction, "", ground.article)]
        for cluster in dict.fromkeys(cluster for place in places for cluster in posted.get(place, ())):
            if cluster is not home and _stands(ground, cluster, kinship):
                against[cluster].update((one.key, one) for one in alike)
    return {cluster: [found[key] for key in sorted(found)] for cluster, found in against.items()}


def _places(cluster: Cluster) -> Iterator[tuple[str, ...]]:
    """Where a denial looks for what it denies: by its fillers, and by its article."""
    first = cluster.grounds[0].claim
    for role, token in cluster.pairs.items():
        yield first.frame, str(first.direction), role, token
    for ground in cluster.grounds:
        yield first.frame, str(first.direction), "", ground.article


def _denials(clusters: Sequence[Cluster]) -> list[tuple[Cluster, list[Ground]]]:
    """Claims that deny or leave open what is, those alike together, with the cluster they are in."""
    found: dict[tuple[object, ...], tuple[Cluster, list[Ground]]] = {}
    for cluster in clusters:
        for ground in cluster.grounds:
            claim = ground.claim
            if claim.polarity is Polarity.AFFIRMED or claim.actuality is not Actuality.ACTUAL:
                continue
            article = "" if ground.named else ground.article
            alike = (
                id(cluster),
                claim.polarity,
                tuple(sorted(pairs(ground).items())),
                ground.named,
                ground.time,
                article,
            )
            found.setdefault(alike, (cluster, []))[1].append(ground)
    return list(found.values())


def _stands(ground: Ground, cluster: Cluster, kinship: _Kinship) -> bool:
    """Whether a denial stands against a cluster: no role speaks against it, and enough for it.

    A denial needs one filler in common (or, where it names nothing, the article). What is merely left open ("it is
    unclear whether the agency tested it") is about one thing in particular: it needs two, or all the cluster names.
    """
    if all(disjoint(ground.time, other.time) for other in cluster.grounds if other.claim.polarity is Polarity.AFFIRMED):
        return False
    told = pairs(ground)
    named = frozenset(role for other in cluster.grounds for role in other.named)
    relations = {
        role: kinship.relation(token, told[role], sure=role in named, other_sure=role in ground.named)
        for role, token in cluster.pairs.items()
        if role in told
    }
    if Relation.OTHER in relations.values():
        return False
    same = {role for role, relation in relations.items() if relation is Relation.SAME}
    if ground.claim.polarity is Polarity.NEGATED:
        return bool(same) or not ground.named
    return len(same) >= 2 or named <= same


class _Kinship:
    """What entities have to do with one another, as far as their names, types and wholes tell."""

    def __init__(self, resolution: Resolution) -> None:
        self._entities = resolution.entities
        self._members: dict[str, list[str]] = defaultdict(list)
        for key in sorted(self._entities):
            whole = self._entities[key].part_of
            if whole is not None:
                self._members[whole].append(key)

    def of(self, token: str) -> list[str]:
        """An entity, all it is a part of, and all its parts."""
        found = dict.fromkeys([token, *self._wholes(token)])
        pending = [token]
        while pending:
            for member in self._members.get(pending.pop(), ()):
                if member not in found:
                    found[member] = None
                    pending.append(member)
        return list(found)

    def relation(self, token: str, other: str, *, sure: bool, other_sure: bool) -> Relation:
        """How two fillers are related; ``sure`` where one is a name or notion, not a mere description."""
        if token == other:
            return Relation.SAME
        one, two = self._entities.get(token), self._entities.get(other)
        if one is None or two is None:  # a text: an act or position that differs, or a filler nobody resolved
            return Relation.OTHER if one is two and token[:1] == other[:1] == '"' else Relation.OPEN
        if other in self._wholes(token) or token in self._wholes(other):
            return Relation.SAME
        if not (sure and other_sure):
            return Relation.OPEN if _kindred(one, two) else Relation.OTHER
        if EntityType.GROUP in (one.type, two.type):
            return _grouped(one, two)
        if _names(one) & _names(two):
            return Relation.SAME if one.type is two.type else Relation.OPEN
        if one.type in _THINGS and two.type in _THINGS:
            return _things(one, two)
        return Relation.OTHER

    def _wholes(self, token: str) -> list[str]:
        found: list[str] = []
        entity = self._entities.get(token)
        while entity is not None and entity.part_of is not None and entity.part_of not in found:
            found.append(entity.part_of)
            entity = self._entities.get(entity.part_of)
        return found


def _kindred(one: Entity, two: Entity) -> bool:
    """Whether a mere description can be of the other: of things a thing, of people a person."""
    if one.type in _ALONE or two.type in _ALONE:
        return one.type is two.type or EntityType.GROUP in (one.type, two.type)
    if (one.type in _THINGS) != (two.type in _THINGS):
        return False
    loose = {EntityType.GROUP, EntityType.ORGANIZATION, EntityType.AGENCY}
    return one.type in _THINGS or one.type is two.type or bool({one.type, two.type} & loose)


def _grouped(one: Entity, two: Entity) -> Relation:
    covered, other = _covers(one), _covers(two)
    if one.type is two.type:
        words, others = set(fold(one.name).split()), set(fold(two.name).split())
        return Relation.OPEN if words <= others or others <= words or covered & other else Relation.OTHER
    return Relation.OPEN if covered & other else Relation.OTHER


def _covers(entity: Entity) -> frozenset[EntityType]:
    if entity.type is not EntityType.GROUP:
        return frozenset({entity.type})
    name = entity.name.lower()
    return frozenset(kind for words, kinds in _COVERS if re.search(words, name) for kind in kinds)


def _things(one: Entity, two: Entity) -> Relation:
    """A technology may be what a product does; of two products or technologies one's name must hold the other's."""
    if (one.type is EntityType.TECHNOLOGY) != (two.type is EntityType.TECHNOLOGY):
        return Relation.OPEN
    words, others = set(fold(one.name).split()), set(fold(two.name).split())
    return Relation.OPEN if words <= others or others <= words else Relation.OTHER


def _names(entity: Entity) -> set[str]:
    return {fold(name) for name in (entity.name, *entity.aliases)}
