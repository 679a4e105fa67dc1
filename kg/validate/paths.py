"""Property paths in words: SPARQL's syntax, as engines write them, in one form; and as the nodes of a report."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pyoxigraph import BlankNode, NamedNode, Triple

from kg.validate.vocabulary import FIRST, NIL, REST, SH

TOKEN = re.compile(r"<[^>]*>|[()^/|*+?]")
LOOPS = {"*": "zeroOrMorePath", "+": "oneOrMorePath", "?": "zeroOrOnePath"}


@dataclass(frozen=True, slots=True)
class Expression:
    """A path: an IRI in its brackets, or an operator of SPARQL and what it is applied to."""

    sign: str
    parts: tuple[Expression, ...] = ()

    def __str__(self) -> str:
        if not self.parts:
            return self.sign
        if self.sign in "/|":
            return f"({self.sign.join(map(str, self.parts))})"
        inner = f"({self.parts[0]})" if self.parts[0].sign in "^*+?" else str(self.parts[0])
        return f"^{inner}" if self.sign == "^" else f"{inner}{self.sign}"


def parsed(text: str) -> Expression:
    """The path of some text, as an engine writes it."""
    return _Reader(TOKEN.findall(text)).alternatives()


def nodes(path: Expression, label: str) -> tuple[NamedNode | BlankNode, list[Triple]]:
    """The node that the standard has for a path (2.3.1), and what describes it; blank nodes begin with the label."""
    if not path.parts:
        return NamedNode(path.sign[1:-1]), []
    node = BlankNode(label)
    found = [nodes(part, f"{label}x{number}") for number, part in enumerate(path.parts)]
    triples = [triple for _, inner in found for triple in inner]
    if path.sign in "/|":
        members = node if path.sign == "/" else BlankNode(f"{label}list")
        triples += _listed([part for part, _ in found], members)
        if path.sign == "|":
            triples.append(Triple(node, NamedNode(f"{SH}alternativePath"), members))
    else:
        name = LOOPS.get(path.sign, "inversePath")
        triples.append(Triple(node, NamedNode(SH + name), found[0][0]))
    return node, triples


def _listed(members: list[NamedNode | BlankNode], head: BlankNode) -> Iterator[Triple]:
    cells = [head, *(BlankNode(f"{head.value}r{number}") for number in range(1, len(members)))]
    for number, (cell, member) in enumerate(zip(cells, members, strict=True)):
        last = number + 1 == len(cells)
        yield Triple(cell, NamedNode(FIRST), member)
        yield Triple(cell, NamedNode(REST), NamedNode(NIL) if last else cells[number + 1])


class _Reader:
    """Token by token, the loosest operator first."""

    def __init__(self, tokens: list[str]) -> None:
        self.tokens, self.at = tokens, 0

    def alternatives(self) -> Expression:
        return self._run("|", self.sequence)

    def sequence(self) -> Expression:
        return self._run("/", self.element)

    def _run(self, sign: str, part: Callable[[], Expression]) -> Expression:
        parts = [part()]
        while self._next() == sign:
            self.at += 1
            parts.append(part())
        return parts[0] if len(parts) == 1 else Expression(sign, tuple(parts))

    def element(self) -> Expression:
        first = self._next()
        self.at += 1
        if first == "^":
            return Expression("^", (self.element(),))
        found = Expression(first)
        if first == "(":
            found = self.alternatives()
            self.at += 1
        while self._next() in ("*", "+", "?"):
            found = Expression(self._next(), (found,))
            self.at += 1
        return found

    def _next(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else ""
