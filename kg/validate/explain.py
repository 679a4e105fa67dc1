"""Why one result is there: the constraint as it is written, the triples it looked at, and the shapes within it.

An ``sh:or`` that fails says nothing of which alternative came close. Each inner shape is applied to the value by
itself, and what it finds is told in turn.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, Triple, serialize

from kg.errors import UsageError
from kg.terms import PREFIXES
from kg.validate import data as reading
from kg.validate import engines, graph_marks, nesting
from kg.validate import shapes as shape_files
from kg.validate.formats import words
from kg.validate.report import Report, Result
from kg.validate.shapes import Shapes
from kg.validate.targets import makes_a_class
from kg.validate.vocabulary import FIRST, NIL, REST, SH, TARGETS, local

# the parameter of each constraint that is about other shapes
INNER = {
    "OrConstraintComponent": "or",
    "AndConstraintComponent": "and",
    "XoneConstraintComponent": "xone",
    "NotConstraintComponent": "not",
    "NodeConstraintComponent": "node",
    "QualifiedMinCountConstraintComponent": "qualifiedValueShape",
    "QualifiedMaxCountConstraintComponent": "qualifiedValueShape",
}
MAX_DEPTH = 5
TARGET_OBJECTS_OF = NamedNode(f"{SH}targetObjectsOf")
HERE = NamedNode("urn:x-onrecord:here")  # points to a node, which may have no name to be aimed at by


def explain(
    report: Report,
    key: str,
    data: Sequence[Quad] | Sequence[Path],
    shapes: Sequence[Path] | None = None,
    *,
    graphs: Sequence[str] | None = None,
    beside: Sequence[Path] = (),
    contexts: Mapping[str, Path] | None = None,
    lexical: bool = False,
    skip_faulty: bool = False,
) -> str:
    """The explanation of the results of this key, for people; ``UsageError`` where the report has none."""
    results = [result for result in report.results if result.key.startswith(key)] if key else []
    if not results:
        raise UsageError(f"no result {key!r}; 'kg validate --format json' shows the key of each")
    loaded = shape_files.load(shapes, skip_faulty=skip_faulty)
    marks = graph_marks.Marks(graph_marks.wanted(loaded.quads))
    triples = reading.read(data, graphs=graphs, beside=beside, contexts=contexts, watchers=(marks,)).triples()
    basis = _Basis(triples, loaded, lexical)
    lines = [line for result in results for line in (*_result(result, basis, 0), "")]
    return "\n".join(lines[:-1]) + "\n"


@dataclass(frozen=True, slots=True)
class _Basis:
    """What a result was found in, and by."""

    triples: Sequence[Triple]
    shapes: Shapes
    lexical: bool


def _result(result: Result, basis: _Basis, depth: int) -> Iterator[str]:
    indent = "  " * depth
    yield f"{indent}{result.severity.upper()}: {words.line(result.message)}"
    yield f"{indent}  node        {words.plain(result.focus)}" + (
        f"  {words.line(result.label)}" if result.label else ""
    )
    if result.place:
        yield f"{indent}  stands in   {result.place.file}:{result.place.line}"
    if result.sentence:
        yield f"{indent}  says        “{words.line(result.sentence)}”"
    yield f"{indent}  constraint  {words.rule(result)}" + (f" on {words.compact(result.path)}" if result.path else "")
    for triple in _looked_at(result, basis.triples):
        yield f"{indent}  triple      {words.line(str(triple), 400)}"
    if depth == 0:
        for line in _written(result, basis.shapes):
            yield f"{indent}  | {line}"
    if depth < MAX_DEPTH:
        yield from _within(result, basis, depth)


def _looked_at(result: Result, triples: Sequence[Triple], most: int = 5) -> list[Triple]:
    """The triples of the node that the path begins with; with the value alone where it has one of its own."""
    path = result.path or ""
    about = [
        triple
        for triple in triples
        if (triple.subject == result.focus and f"<{triple.predicate.value}>" in path)
        or (triple.object == result.focus and f"^<{triple.predicate.value}>" in path)
    ]
    exact = [triple for triple in about if result.value in (triple.object, triple.subject)]
    return (exact or about)[:most]


def _written(result: Result, shapes: Shapes) -> list[str]:
    """The shape as Turtle, with the blank nodes it is made of."""
    if not result.shape:
        return []
    parts = nesting.along({NamedNode(result.shape)}, _links(shapes.quads))
    triples = [quad.triple for quad in shapes.quads if quad.subject in parts]
    prefixes = {"sh": SH, "shape": graph_marks.SHAPES, **PREFIXES}
    text = (serialize(triples, format=RdfFormat.TURTLE, prefixes=prefixes) or b"").decode()
    return [line for line in text.splitlines() if line and not line.startswith("@prefix")]


def _within(result: Result, basis: _Basis, depth: int) -> Iterator[str]:
    """What each shape that the constraint refers to finds at the value, or at the node where there is no value."""
    parameter = INNER.get(result.component)
    at = result.value if result.value is not None else result.focus
    if parameter is None:
        return
    for number, inner in enumerate(_inner(result, parameter, basis.shapes), 1):
        found = _applied(inner, at, basis)
        name = words.short(inner.value) if isinstance(inner, NamedNode) else f"shape {number}"
        verdict = "is met" if not found else "is not met"
        yield f"{'  ' * depth}  sh:{parameter} {name} {verdict} by {words.plain(at)}"
        for one in found:
            yield from _result(one, basis, depth + 2)


def _inner(result: Result, parameter: str, shapes: Shapes) -> list[object]:
    """The shapes that constraints of this kind refer to, within the result's shape."""
    parts: set[object] = {quad.subject for quad in shapes.quads}
    if result.shape:
        parts = nesting.along({NamedNode(result.shape)}, _links(shapes.quads))
    rest: dict[object, object] = {quad.subject: quad.object for quad in shapes.quads if quad.predicate.value == REST}
    first: dict[object, object] = {quad.subject: quad.object for quad in shapes.quads if quad.predicate.value == FIRST}
    found: list[object] = []
    for quad in shapes.quads:
        if quad.subject in parts and local(quad.predicate) == parameter:
            node: object = quad.object
            if node not in first:
                found.append(node)
            while node in first and len(found) < len(shapes.quads):
                found.append(first[node])
                node = rest.get(node, NamedNode(NIL))
    return found


def _applied(inner: object, at: object, basis: _Basis) -> list[Result]:
    """What this shape alone finds at this node."""
    shapes = basis.shapes
    quads = [quad for quad in shapes.quads if local(quad.predicate) not in TARGETS and not makes_a_class(quad)]
    target = Quad(inner, TARGET_OBJECTS_OF, HERE)  # type: ignore[arg-type]
    data = (serialize([*basis.triples, Triple(HERE, HERE, at)], format=RdfFormat.N_TRIPLES) or b"").decode()  # type: ignore[arg-type]
    engine = "pyshacl" if shapes.only and shapes.only[0] == "pyshacl" else "shacl"
    results = engines.run(engine, data, [*quads, target], lexical=basis.lexical)
    return [result for result in results if result.focus == at]


def _links(quads: Sequence[Quad]) -> dict[object, set[object]]:
    """From each node to the blank nodes it has."""
    links: dict[object, set[object]] = {}
    for quad in quads:
        if isinstance(quad.object, BlankNode):
            links.setdefault(quad.subject, set()).add(quad.object)
    return links
