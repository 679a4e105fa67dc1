"""The lists and the paths of a shapes graph, which have to be what the standard defines (sections 1.1 and 2.3.1)."""

from __future__ import annotations

from collections.abc import Sequence

from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from kg.validate.vocabulary import FIRST, NIL, REST, local, short

MAX_DEPTH = 60
OPERATORS = frozenset(["inversePath", "zeroOrMorePath", "oneOrMorePath", "zeroOrOnePath"])


class Structure:
    """What the nodes of a shapes graph have of lists and paths."""

    def __init__(self, quads: Sequence[Quad]) -> None:
        self._firsts: dict[object, set[object]] = {}
        self._rests: dict[object, set[object]] = {}
        self._operators: dict[object, list[tuple[str, object]]] = {}
        for quad in quads:
            name = local(quad.predicate)
            if quad.predicate.value in (FIRST, REST):
                found = self._firsts if quad.predicate.value == FIRST else self._rests
                found.setdefault(quad.subject, set()).add(quad.object)
            elif name in OPERATORS or name == "alternativePath":
                self._operators.setdefault(quad.subject, []).append((name, quad.object))

    def members(self, head: object) -> list[object]:
        """The members of a list, as far as it is one."""
        return self._members(head)[0]

    def wrong_with_list(self, head: object) -> str | None:
        """Why a node is no list; None where it is one."""
        return self._members(head)[1]

    def wrong_with_path(self, path: object, depth: int = 0) -> str | None:
        """Why a node is no path; None where it is one, or one of two kinds at once, of which engines take the first."""
        if isinstance(path, Literal) or (isinstance(path, NamedNode) and path.value == NIL):
            return f"{short(path)} is no path"
        if not isinstance(path, BlankNode):
            return None
        if depth > MAX_DEPTH:
            return f"a path nested more than {MAX_DEPTH} deep"
        if path in self._firsts:
            return self._steps(path, "a sequence", depth)
        operators = self._operators.get(path, [])
        if not operators:
            return "a path that is neither an IRI, nor a list, nor has an operator such as sh:inversePath"
        name, inner = operators[0]
        if name == "alternativePath":
            return self._steps(inner, "sh:alternativePath", depth)
        return self.wrong_with_path(inner, depth + 1)

    def _steps(self, head: object, what: str, depth: int) -> str | None:
        members, wrong = self._members(head)
        if wrong is None and len(members) < 2:
            wrong = f"{what} of fewer than two paths"
        return wrong or next((wrong for each in members if (wrong := self.wrong_with_path(each, depth + 1))), None)

    def _members(self, head: object) -> tuple[list[object], str | None]:
        members: list[object] = []
        seen: set[object] = set()
        while not (isinstance(head, NamedNode) and head.value == NIL):
            firsts, rests = self._firsts.get(head, set()), self._rests.get(head, set())
            if head in seen:
                return members, "a list without an end"
            if len(firsts) != 1 or len(rests) != 1:
                return members, "a list of which a part has not one rdf:first and one rdf:rest"
            seen.add(head)
            members += firsts
            (head,) = rests
        return members, None
