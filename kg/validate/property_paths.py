"""Property paths as values: read from shapes, followed through a graph in either direction.

A trail is a run of paths, one after the other, from a focus node to the node where a constraint looks at a triple.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal as Only

from pyoxigraph import NamedNode

from kg.validate.vocabulary import FIRST, NIL, REST, local

# what a graph knows: the triples with a subject, a predicate or an object, as far as they are given
Match = Callable[[object, NamedNode | None, object], Iterable[tuple[object, NamedNode, object]]]


@dataclass(frozen=True, slots=True)
class Path:
    """A property path (SHACL 2.3.1): a step along a property, or back along it, or a compound of paths."""

    kind: Only["step", "back", "sequence", "alternative", "optional", "repeated", "optional repeated"]
    predicate: NamedNode | None = None  # of a step; None is any property
    parts: tuple[Path, ...] = ()


Trail = tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Access:
    """The triples a constraint looks at: those with this property, or any, at the nodes where the trail ends."""

    trail: Trail
    step: Path


LOOPS = {
    "zeroOrOnePath": "optional",
    "oneOrMorePath": "repeated",
    "zeroOrMorePath": "optional repeated",
}


class Described:
    """A shapes graph by subject and property."""

    def __init__(self, quads: Iterable[object]) -> None:
        self._objects: dict[object, dict[str, list[object]]] = {}
        for quad in quads:
            properties = self._objects.setdefault(quad.subject, {})  # type: ignore[attr-defined]
            properties.setdefault(quad.predicate.value, []).append(quad.object)  # type: ignore[attr-defined]

    def properties(self, node: object) -> Mapping[str, list[object]]:
        """All properties of a node, by IRI."""
        return self._objects.get(node, {})

    def listed(self, head: object) -> Iterator[object]:
        """The members of a list."""
        seen: set[object] = set()
        while head not in seen and not (isinstance(head, NamedNode) and head.value == NIL):
            seen.add(head)
            properties = self.properties(head)
            yield from properties.get(FIRST, ())
            head = next(iter(properties.get(REST, ())), NamedNode(NIL))

    def path(self, node: object) -> Path:
        """The path that a node of the shapes graph stands for."""
        if isinstance(node, NamedNode):
            return Path("step", node)
        properties = self.properties(node)
        if FIRST in properties:
            return Path("sequence", parts=tuple(self.path(step) for step in self.listed(node)))
        for iri, objects in properties.items():
            name = local(NamedNode(iri))
            if name == "alternativePath":
                return Path("alternative", parts=tuple(self.path(each) for each in self.listed(objects[0])))
            if name == "inversePath":
                return inverse(self.path(objects[0]))
            if name in LOOPS:
                return Path(LOOPS[name], parts=(self.path(objects[0]),))  # type: ignore[arg-type]
        return Path("sequence")


def inverse(path: Path) -> Path:
    """The path that leads back."""
    if path.kind in ("step", "back"):
        return Path("back" if path.kind == "step" else "step", path.predicate)
    parts = tuple(inverse(part) for part in path.parts)
    return Path(path.kind, parts=parts[::-1] if path.kind == "sequence" else parts)


def accesses(trail: Trail, path: Path) -> Iterator[Access]:
    """The triples that following a path looks at, step by step."""
    if path.kind in ("step", "back"):
        yield Access(trail, path)
    elif path.kind == "sequence":
        for number, part in enumerate(path.parts):
            yield from accesses((*trail, *path.parts[:number]), part)
    elif path.kind == "alternative":
        for part in path.parts:
            yield from accesses(trail, part)
    elif path.kind == "optional":
        yield from accesses(trail, path.parts[0])
    else:
        yield from accesses((*trail, Path("optional repeated", parts=path.parts)), path.parts[0])


def follow(nodes: set[object], path: Path, match: Match) -> set[object]:
    """Where a path leads from some nodes."""
    if path.kind == "step":
        return {found for node in nodes for _, _, found in match(node, path.predicate, None)}
    if path.kind == "back":
        return {found for node in nodes for found, _, _ in match(None, path.predicate, node)}
    if path.kind == "sequence":
        for part in path.parts:
            nodes = follow(nodes, part, match)
        return nodes
    if path.kind == "alternative":
        return {found for part in path.parts for found in follow(nodes, part, match)}
    first = follow(nodes, path.parts[0], match)
    if path.kind == "optional":
        return nodes | first
    reached, new = set(first), first
    while new:
        new = follow(new, path.parts[0], match) - reached
        reached |= new
    return reached if path.kind == "repeated" else nodes | reached


def along(nodes: set[object], trail: Sequence[Path], match: Match) -> set[object]:
    """Where a trail leads from some nodes."""
    for path in trail:
        nodes = follow(nodes, path, match)
    return nodes


def back(nodes: set[object], trail: Sequence[Path], match: Match) -> set[object]:
    """From where a trail leads to some nodes."""
    for path in reversed(trail):
        nodes = follow(nodes, inverse(path), match)
    return nodes
