"""The engines: ``shacl`` is the fast one, pySHACL the one it is held against. Both give results in our terms.

Both are given what pyoxigraph has parsed, all graphs as one: neither ever opens a file or an address.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache

from pyoxigraph import BlankNode, Literal, Quad, RdfFormat, Triple, parse, serialize

from kg.errors import ShapesError, UsageError
from kg.validate.report import Result, severity_of
from kg.validate.vocabulary import SH, Term, term

ENGINES = ("auto", "pyshacl", "shacl")
RENAMED = re.compile(r"_:[01]_b(\d+)")  # 0: of the data, 1: of the shapes, counted on


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


def run(engine: str, nquads: str, shapes: Sequence[Quad], *, lexical: bool = False) -> list[Result]:
    """All results, in no order; ``lexical`` checks how values of every XSD datatype are written.

    ``ShapesError`` for shapes that the engine cannot use.
    """
    from kg.validate import engine_shapes, lexical_forms, messages

    given = engine_shapes.prepared(shapes, engine)
    datatypes = lexical_forms.asked(shapes, engine, every=lexical)
    if datatypes:
        nquads, given = lexical_forms.marked(nquads, datatypes), lexical_forms.marked_shapes(given, datatypes)
    found = engine_shapes.restored(_judged(engine, nquads, given), shapes)
    if datatypes:
        found = lexical_forms.restored(found)
    if all(result.message for result in found):
        return found
    defaults = messages.Defaults(shapes)
    return [result if result.message else replace(result, message=defaults.sentence(result)) for result in found]


def _judged(engine: str, nquads: str, shapes: Sequence[Quad]) -> list[Result]:
    from kg.validate import reference

    if engine != "pyshacl":
        return _shacl(nquads, shapes)
    return reference.run(list(dict.fromkeys(quad.triple for quad in parse(nquads, RdfFormat.N_QUADS))), shapes)


@cache
def knows_pattern(pattern: str) -> bool:
    """Whether the fast engine can use a regular expression: its library has a limit to their size."""
    import shacl

    shape = f"<x:s> <{SH}pattern> {Literal(pattern)} .\n<x:s> <{SH}targetNode> <x:n> .\n"
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
            component=found.component_iri.removeprefix(SH),
            shape=(found.root_shape or "").strip("<>") if (found.root_shape or "").startswith("<") else "",
            severity=severity_of(found.severity_iri),
            own_severity="" if found.severity_iri.startswith(SH) else found.severity_iri,
            own_shape=found.source_shape == found.root_shape,
            source=told.shape(found.source_shape),
            message=found.message or "",
        )
        for found in report.results
    ]


class _Told:
    """The terms of results as the data has them: the engine names blank nodes by number, after those of the shapes."""

    def __init__(self, nquads: str, shapes: Sequence[Quad]) -> None:
        self._nquads = nquads
        self._own = tuple(_blank_nodes(quad.triple for quad in shapes))
        self._others: tuple[BlankNode, ...] | None = None
        self._shapes: dict[str, Term] = {}

    def term(self, text: str) -> Term:
        """The term of what the engine writes."""
        renamed = RENAMED.fullmatch(text)
        if renamed is None:
            return term(text)
        number = int(renamed[1])
        if number < len(self._own):
            return self._own[number]
        if self._others is None:
            lines = "\n".join(line for line in self._nquads.split("\n") if "_:" in line)
            self._others = tuple(_blank_nodes(quad.triple for quad in parse(lines, RdfFormat.N_QUADS)))
        return self._others[number - len(self._own)]

    def shape(self, text: str | None) -> Term | None:
        """The node of a shape, of which there are few."""
        if text and text not in self._shapes:
            self._shapes[text] = self.term(text)
        return self._shapes[text] if text else None


def _blank_nodes(triples: Iterable[Triple]) -> dict[BlankNode, None]:
    """In the order in which they come."""
    return {node: None for triple in triples for node in (triple.subject, triple.object) if isinstance(node, BlankNode)}


def _ntriples(triples: Sequence[Triple]) -> str:
    return (serialize(triples, format=RdfFormat.N_TRIPLES) or b"").decode()
