"""The key of a finding: the same in every run that finds it, whatever the engine, the lines or the other data.

A blank node has no name that two runs share. What stands for it is what leads to it from the nearest node with a name,
and what its own triples say.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pyoxigraph import BlankNode, NamedNode, Quad

from kg.validate.data import Readable
from kg.validate.report import Result

DEPTH = 8  # levels of blank nodes within one another that a key tells apart


@dataclass(frozen=True, slots=True)
class Unnamed:
    """The blank nodes that results speak of: the statement that leads to each, and a digest of what each says."""

    holders: Mapping[object, Quad]
    digests: Mapping[object, str]

    def owner(self, result: Result) -> tuple[str, str]:
        """The IRI of the node that a result is about or within, empty where none has a name, and the property."""
        via = (result.path or "").strip("<>")
        seen: set[object] = set()
        node: object = result.focus
        while isinstance(node, BlankNode) and node in self.holders and node not in seen:
            seen.add(node)
            quad = self.holders[node]
            node, via = quad.subject, quad.predicate.value
        return (node.value, via) if isinstance(node, NamedNode) else ("", via)

    def key(self, result: Result) -> str:
        """What tells this finding from others: no label of a blank node, no line, no message."""
        value = self.digests[result.value] if isinstance(result.value, BlankNode) else str(result.value)
        parts = [result.shape, result.component, *self.owner(result), result.path or "", value]
        if isinstance(result.focus, BlankNode):
            parts.append(self.digests[result.focus])
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]


def unnamed(results: Iterable[Result], data: Readable) -> Unnamed:
    """The blank nodes of these results; the data is looked through only where there is one."""
    nodes = {term for result in results for term in (result.focus, result.value) if isinstance(term, BlankNode)}
    holders: dict[object, Quad] = {}
    for quad in sorted(data.with_blank_objects(), key=_rank, reverse=True) if nodes else ():
        holders[quad.object] = quad
    return Unnamed(holders, digests(nodes, data))


def digests(nodes: Iterable[BlankNode], data: Readable) -> dict[object, str]:
    """A digest of what the triples of each node say, blank nodes within them by theirs, ``DEPTH`` levels down.

    Nodes are coloured as in https://www.w3.org/TR/rdf-canon/, by what leads away from them alone and for a fixed
    number of rounds, so that no other data changes a digest.
    """
    level: set[object] = set(nodes)
    described: dict[object, set[tuple[str, object]]] = {node: set() for node in level}
    for _ in range(DEPTH):
        found = data.about({str(node) for node in level}) if level else ()
        for quad in found:
            described.setdefault(quad.subject, set()).add((str(quad.predicate), quad.object))
        level = {term for term in (quad.object for quad in found) if isinstance(term, BlankNode)}
        level -= set(described)
    colours: dict[object, str] = {}
    for _ in range(DEPTH):
        colours = {node: _colour(statements, colours) for node, statements in described.items()}
    return colours


def _colour(statements: Iterable[tuple[str, object]], colours: Mapping[object, str]) -> str:
    said = (
        f"{predicate} {colours.get(term, '[]') if isinstance(term, BlankNode) else term}"
        for predicate, term in statements
    )
    return hashlib.sha256("\n".join(sorted(said)).encode()).hexdigest()


def _rank(quad: Quad) -> tuple[bool, str, str]:
    """Of several statements that lead to a node, that of a node with a name comes first."""
    named = isinstance(quad.subject, NamedNode)
    return not named, quad.predicate.value, quad.subject.value if isinstance(quad.subject, NamedNode) else ""
