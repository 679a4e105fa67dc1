"""Property paths (SHACL 2.3.1): read from text and from nodes, written as either, followed through a graph.

A trail is a run of paths, one after the other, from a focus node to the node where a constraint looks at a triple.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal as Only

from pyoxigraph import BlankNode, NamedNode, Triple

from kg.validate.vocabulary import FIRST, NIL, REST, SH

# what a graph knows: the triples with a subject, a predicate or an object, as far as they are given; all are texts
Match = Callable[[str | None, str | None, str | None], Iterable[tuple[str, str, str]]]
Objects = Callable[[object, str], Sequence[object]]  # of a node and the IRI of a property

Kind = Only["step", "back", "inverse", "sequence", "alternative", "optional", "repeated", "optional repeated"]
JOINED: Mapping[Kind, str] = {"sequence": "/", "alternative": "|"}
LOOPS: Mapping[Kind, str] = {"optional repeated": "*", "repeated": "+", "optional": "?"}
OPERATORS: Mapping[Kind, str] = {
    "inverse": f"{SH}inversePath",
    "alternative": f"{SH}alternativePath",
    "optional repeated": f"{SH}zeroOrMorePath",
    "repeated": f"{SH}oneOrMorePath",
    "optional": f"{SH}zeroOrOnePath",
}
TOKEN = re.compile(r"<[^>]*>|[()^/|*+?]")


@dataclass(frozen=True, slots=True)
class Path:
    """A property path: a step along a property, or back along it, or a compound of paths; as text it is SPARQL's.

    The inverse of a step is ``back``; ``inverse`` has a compound.
    """

    kind: Kind
    predicate: NamedNode | None = None  # of a step; None is any property
    parts: tuple[Path, ...] = ()

    @property
    def property(self) -> str | None:
        """The property of a step as text."""
        return None if self.predicate is None else f"<{self.predicate.value}>"

    def __str__(self) -> str:
        if self.kind in JOINED:
            return f"({JOINED[self.kind].join(map(str, self.parts))})"
        inner = str(self.parts[0]) if self.parts else str(self.predicate)
        if self.parts and self.parts[0].kind not in ("step", *JOINED):
            inner = f"({inner})"
        return f"^{inner}" if self.kind in ("back", "inverse") else f"{inner}{LOOPS.get(self.kind, '')}"


Trail = tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Access:
    """The triples a constraint looks at: those with this property, or any, at the nodes where the trail ends."""

    trail: Trail
    step: Path


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

    def objects(self, node: object, iri: str) -> Sequence[object]:
        """The values of one property of a node."""
        return self.properties(node).get(iri, ())

    def listed(self, head: object) -> Iterator[object]:
        """The members of a list."""
        return members(head, self.objects)

    def path(self, node: object) -> Path:
        """The path that a node of the shapes graph stands for."""
        return read(node, self.objects)


def members(head: object, objects: Objects) -> Iterator[object]:
    """The members of a list; as far as they go where it has no end."""
    seen: set[object] = set()
    while head not in seen and not (isinstance(head, NamedNode) and head.value == NIL):
        seen.add(head)
        yield from objects(head, FIRST)
        head = next(iter(objects(head, REST)), NamedNode(NIL))


def read(node: object, objects: Objects) -> Path:
    """The path that a node stands for; one without steps where it stands for none."""
    if isinstance(node, NamedNode):
        return Path("step", node)
    if objects(node, FIRST):
        return Path("sequence", parts=tuple(read(step, objects) for step in members(node, objects)))
    for kind, iri in OPERATORS.items():
        inner = objects(node, iri)
        if inner and kind == "alternative":
            return Path(kind, parts=tuple(read(each, objects) for each in members(inner[0], objects)))
        if inner:
            return _applied(kind, read(inner[0], objects))
    return Path("sequence")


def parsed(text: str) -> Path:
    """The path of some text, as an engine writes it."""
    return _Reader(TOKEN.findall(text)).alternatives()


def nodes(path: Path, label: str) -> tuple[NamedNode | BlankNode, list[Triple]]:
    """The node that the standard has for a path, and what describes it; blank nodes begin with the label."""
    if path.kind == "step" and path.predicate is not None:
        return path.predicate, []
    node = BlankNode(label)
    parts = path.parts or (Path("step", path.predicate),)
    found = [nodes(part, f"{label}x{number}") for number, part in enumerate(parts)]
    triples = [triple for _, inner in found for triple in inner]
    inner = found[0][0]
    if path.kind in JOINED:
        inner = node if path.kind == "sequence" else BlankNode(f"{label}list")
        triples += _listed([part for part, _ in found], inner)
    if path.kind != "sequence":
        operator = OPERATORS["inverse" if path.kind == "back" else path.kind]
        triples.append(Triple(node, NamedNode(operator), inner))
    return node, triples


def _listed(members: list[NamedNode | BlankNode], head: BlankNode) -> Iterator[Triple]:
    cells = [head, *(BlankNode(f"{head.value}r{number}") for number in range(1, len(members)))]
    for number, (cell, member) in enumerate(zip(cells, members, strict=True)):
        last = number + 1 == len(cells)
        yield Triple(cell, NamedNode(FIRST), member)
        yield Triple(cell, NamedNode(REST), NamedNode(NIL) if last else cells[number + 1])


def _applied(kind: Kind, inner: Path) -> Path:
    """An operator applied to a path."""
    return Path("back", inner.predicate) if (kind, inner.kind) == ("inverse", "step") else Path(kind, parts=(inner,))


class _Reader:
    """Token by token, the loosest operator first."""

    def __init__(self, tokens: list[str]) -> None:
        self.tokens, self.at = tokens, 0

    def alternatives(self) -> Path:
        return self._run("alternative", self.sequence)

    def sequence(self) -> Path:
        return self._run("sequence", self.element)

    def _run(self, kind: Kind, part: Callable[[], Path]) -> Path:
        parts = [part()]
        while self._next() == JOINED[kind]:
            self.at += 1
            parts.append(part())
        return parts[0] if len(parts) == 1 else Path(kind, parts=tuple(parts))

    def element(self) -> Path:
        first = self._next()
        self.at += 1
        if first == "^":
            return _applied("inverse", self.element())
        if first == "(":
            found = self.alternatives()
            self.at += 1
        else:
            found = Path("step", NamedNode(first[1:-1]))
        while loop := next((kind for kind, sign in LOOPS.items() if sign == self._next()), None):
            found = _applied(loop, found)
            self.at += 1
        return found

    def _next(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else ""


def inverse(path: Path) -> Path:
    """The path that leads back."""
    if path.kind in ("step", "back"):
        return Path("back" if path.kind == "step" else "step", path.predicate)
    if path.kind == "inverse":
        return path.parts[0]
    parts = tuple(inverse(part) for part in path.parts)
    return Path(path.kind, parts=parts[::-1] if path.kind == "sequence" else parts)


def accesses(trail: Trail, path: Path) -> Iterator[Access]:
    """The triples that following a path looks at, step by step."""
    if path.kind in ("step", "back"):
        yield Access(trail, path)
    elif path.kind == "inverse":
        yield from accesses(trail, inverse(path.parts[0]))
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


def follow(nodes: set[str], path: Path, match: Match) -> set[str]:
    """Where a path leads from some nodes."""
    if path.kind == "step":
        return {found for node in nodes for _, _, found in match(node, path.property, None)}
    if path.kind == "back":
        return {found for node in nodes for found, _, _ in match(None, path.property, node)}
    if path.kind == "inverse":
        return follow(nodes, inverse(path.parts[0]), match)
    if path.kind == "sequence":
        return along(nodes, path.parts, match)
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


def along(nodes: set[str], trail: Sequence[Path], match: Match) -> set[str]:
    """Where a trail leads from some nodes."""
    for path in trail:
        nodes = follow(nodes, path, match)
    return nodes


def back(nodes: set[str], trail: Sequence[Path], match: Match) -> set[str]:
    """From where a trail leads to some nodes."""
    for path in reversed(trail):
        nodes = follow(nodes, inverse(path), match)
    return nodes
