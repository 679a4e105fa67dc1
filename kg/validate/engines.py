"""The engines: ``shacl`` is the fast one, pySHACL the one it is held against. Both give results in our terms.

Both are given what pyoxigraph has parsed, all graphs as one: neither ever opens a file or an address.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, parse, serialize

from kg.errors import ShapesError, UsageError
from kg.validate.report import Result, severity_of
from kg.validate.vocabulary import SH, term

ENGINES = ("auto", "pyshacl", "shacl")
RENAMED = re.compile(r"_:0_b(\d+)")


def choose(engine: str, only: tuple[str, str] | None) -> tuple[str, tuple[str, ...]]:
    """The engine to use, and what to say of that; ``UsageError`` or ``ShapesError`` where the shapes are out of reach.

    ``only`` is the engine that the shapes have to go to, with the reason, if they are not free to choose.
    ``auto`` is the fast engine, for small data too, so that an answer does not hang on the size; where the two differ,
    in comparing values, it is the one that keeps to the standard (see ``tests/validate/test_differential.py``).
    """
    if engine not in ENGINES:
        raise UsageError(f"no engine {engine!r}; one of {', '.join(ENGINES)}")
    if only and engine not in ("auto", only[0]):
        raise ShapesError(f"{only[1]} is out of reach for {engine}", hint=f"use --engine {only[0]}")
    chosen = only[0] if only else "shacl" if engine == "auto" else engine
    if only and chosen != "shacl":
        return chosen, (f"checked with {chosen}: {only[1]} is out of reach for shacl",)
    return chosen, ()


def run(engine: str, nquads: str, shapes: Sequence[Quad]) -> list[Result]:
    """All results, in no order; ``ShapesError`` for shapes it cannot use."""
    from kg.validate import messages, reference

    if engine != "pyshacl":
        found = _shacl(nquads, shapes)
    else:
        found = reference.run(list(dict.fromkeys(quad.triple for quad in parse(nquads, RdfFormat.N_QUADS))), shapes)
    if all(result.message for result in found):
        return found
    defaults = messages.Defaults(shapes)
    return [
        result
        if result.message
        else replace(result, message=defaults.sentence(result.shape, result.path, result.component))
        for result in found
    ]


@cache
def knows_pattern(pattern: Literal) -> bool:
    """Whether the fast engine can use a regular expression: its library has no back references and no look around."""
    import shacl

    shape = f"<x:s> <{SH}pattern> {pattern} .\n<x:s> <{SH}targetNode> <x:n> .\n"
    try:
        shacl.Shapes.from_text(shape, format="ntriples")
    except ValueError:
        return False
    return True


def _shacl(nquads: str, shapes: Sequence[Quad]) -> list[Result]:
    import shacl

    from kg.validate import property_paths

    try:
        compiled = shacl.Shapes.from_text(_ntriples([quad.triple for quad in shapes]), format="ntriples")
        report = compiled.validate_text(nquads, format="nquads")
    except ValueError as error:
        raise ShapesError(" ".join(str(error).split())[:500]) from error
    told = _Told(nquads, shapes)
    return [
        Result(
            focus=told.term(found.focus_node),
            path=str(property_paths.parsed(found.path)) if found.path else None,
            value=told.term(found.value) if found.value else None,
            component=found.component_iri.strip("<>").removeprefix(SH),
            shape=(found.root_shape or "").strip("<>") if (found.root_shape or "").startswith("<") else "",
            severity=severity_of(severity),
            own_severity="" if severity.startswith(SH) else severity,
            own_shape=found.source_shape == found.root_shape,
            message=found.message or "",
        )
        for found in report.results
        for severity in [found.severity_iri.strip("<>")]
    ]


class _Told:
    """The terms of results as the data has them: the engine names blank nodes by number, after those of the shapes."""

    def __init__(self, nquads: str, shapes: Sequence[Quad]) -> None:
        self._nquads, self._shapes = nquads, shapes
        self._nodes: tuple[BlankNode, ...] | None = None

    def term(self, text: str) -> NamedNode | BlankNode | Literal:
        """The term of what the engine writes."""
        renamed = RENAMED.fullmatch(text)
        if renamed is None:
            return term(text)
        if self._nodes is None:
            own = _blank_nodes(quad.triple for quad in self._shapes)
            lines = "\n".join(line for line in self._nquads.split("\n") if "_:" in line)
            self._nodes = (*own, *_blank_nodes(quad.triple for quad in parse(lines, RdfFormat.N_QUADS)))
        return self._nodes[int(renamed[1])]


def _blank_nodes(triples: Iterable[Triple]) -> dict[BlankNode, None]:
    """In the order in which they come."""
    return {node: None for triple in triples for node in (triple.subject, triple.object) if isinstance(node, BlankNode)}


def _ntriples(triples: Sequence[Triple]) -> str:
    return (serialize(triples, format=RdfFormat.N_TRIPLES) or b"").decode()
