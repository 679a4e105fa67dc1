"""The engines: pySHACL is the reference, ``shacl`` the fast one. Each takes triples and gives results in our terms.

Both are given what pyoxigraph has parsed, all graphs as one: neither ever opens a file or an address.
"""

from __future__ import annotations

from collections.abc import Sequence

from pyoxigraph import RdfFormat, Triple, parse, serialize

from kg.errors import ShapesError, UsageError
from kg.validate.report import Result, severity_of
from kg.validate.shapes import Shapes
from kg.validate.vocabulary import SH, term

ENGINES = ("auto", "pyshacl", "shacl")
# Up to here the reference takes some five seconds with our shapes, and its time grows with the number of triples.
REFERENCE_TRIPLES = 25_000


def choose(engine: str, shapes: Shapes, triples: int) -> str:
    """The engine to use; ``UsageError`` or ``ShapesError`` where it is none, or the shapes are out of its reach."""
    if engine not in ENGINES:
        raise UsageError(f"no engine {engine!r}; one of {', '.join(ENGINES)}")
    if shapes.only and engine not in ("auto", shapes.only[0]):
        raise ShapesError(f"{shapes.only[1]} is out of reach for {engine}", hint=f"use --engine {shapes.only[0]}")
    if engine != "auto":
        return engine
    if shapes.only:
        return shapes.only[0]
    return "pyshacl" if triples <= REFERENCE_TRIPLES else "shacl"


def run(engine: str, nquads: str, shapes: Shapes) -> list[Result]:
    """All results, in no order; ``ShapesError`` for shapes it cannot use."""
    from kg.validate import reference

    if engine != "pyshacl":
        return _shacl(nquads, shapes)
    return reference.run(list(dict.fromkeys(quad.triple for quad in parse(nquads, RdfFormat.N_QUADS))), shapes)


def _shacl(nquads: str, shapes: Shapes) -> list[Result]:
    import shacl

    try:
        compiled = shacl.Shapes.from_text(_ntriples([quad.triple for quad in shapes.quads]), format="ntriples")
        report = compiled.validate_text(nquads, format="nquads")
    except ValueError as error:
        raise ShapesError(" ".join(str(error).split())[:500]) from error
    return [
        Result(
            focus=term(found.focus_node),
            path=found.path,
            value=term(found.value) if found.value else None,
            component=found.component_iri.strip("<>").removeprefix(SH),
            shape=(found.root_shape or "").strip("<>") if (found.root_shape or "").startswith("<") else "",
            severity=severity_of(severity),
            own_severity="" if severity.startswith(SH) else severity,
            own_shape=found.source_shape == found.root_shape,
            message=found.message or found.component,
        )
        for found in report.results
        for severity in [found.severity_iri.strip("<>")]
    ]


def _ntriples(triples: Sequence[Triple]) -> str:
    return (serialize(triples, format=RdfFormat.N_TRIPLES) or b"").decode()
