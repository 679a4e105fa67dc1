"""A shapes graph as each engine has to have it, where one takes something otherwise than the standard means it.

Both are given regular expressions in their own library's syntax. The fast engine takes ``sh:severity`` and not
``sh:deactivated`` of a query, and closes the focus nodes of a property shape instead of its values.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pyoxigraph import Literal, NamedNode, Quad

from kg.terms import XSD
from kg.validate.property_paths import Described
from kg.validate.report import Result
from kg.validate.vocabulary import SH, flags_of, local
from kg.validate.xpath_regex import translated

TRUE = Literal("true", datatype=XSD.boolean)
SPARQL, SELECT, MESSAGE, PATTERN = (NamedNode(SH + name) for name in ("sparql", "select", "message", "pattern"))
OF_QUERIES = frozenset(["select", "message", "prefixes"])
QUERY = "urn:x-onrecord:query:"
CLOSED = "urn:x-onrecord:closed:"  # the query in place of sh:closed, by its message


def prepared(shapes: Sequence[Quad], engine: str) -> list[Quad]:
    """The shapes for one of the engines, ``pyshacl`` or ``shacl``."""
    quads = list(_queries(list(_patterns(shapes, engine))))
    return quads if engine == "pyshacl" else list(_closed(quads))


def restored(results: Iterable[Result], shapes: Sequence[Quad]) -> list[Result]:
    """The results with the components and messages that the shapes themselves have."""
    described = Described(shapes)
    return [
        replace(result, component="ClosedConstraintComponent", message=_message(described, result.source))
        if result.message.startswith(CLOSED)
        else result
        for result in results
    ]


def _message(described: Described, shape: object) -> str:
    return next((text.value for text in described.objects(shape, f"{SH}message") if isinstance(text, Literal)), "")


def _patterns(shapes: Sequence[Quad], engine: str) -> Iterator[Quad]:
    flags = flags_of(shapes)
    for quad in shapes:
        if local(quad.predicate) == "pattern" and isinstance(quad.object, Literal):
            regex = translated(quad.object.value, flags.get(quad.subject, ""))
            yield Quad(quad.subject, PATTERN, Literal((regex.python if engine == "pyshacl" else regex.rust) or ""))
        elif local(quad.predicate) != "flags":
            yield quad


def _queries(shapes: Sequence[Quad]) -> Iterator[Quad]:
    """The severity of a result is that of the shape (3.6.2.8); a constraint may be deactivated by itself (5.2).

    A query with a severity, which may be a shape's own where it is both, is replaced by a copy without.
    """
    linked = dict.fromkeys(quad.object for quad in shapes if quad.predicate == SPARQL)
    described = Described(shapes)
    graded = {node for node in linked if described.objects(node, f"{SH}severity")}
    copies = {node: NamedNode(f"{QUERY}{number}") for number, node in enumerate(linked) if node in graded}
    for quad in shapes:
        if quad.predicate != SPARQL:
            yield quad
        elif TRUE not in described.objects(quad.object, f"{SH}deactivated"):
            yield Quad(quad.subject, SPARQL, copies.get(quad.object, quad.object))
        if quad.subject in copies and local(quad.predicate) in OF_QUERIES:
            yield Quad(copies[quad.subject], quad.predicate, quad.object)


def _closed(shapes: Sequence[Quad]) -> Iterator[Quad]:
    """``sh:closed`` of a property shape as a query: each triple of a value whose property is not named (4.8.1)."""
    described = Described(shapes)
    closed = {
        quad.subject
        for quad in shapes
        if local(quad.predicate) == "closed" and quad.object == TRUE and described.objects(quad.subject, f"{SH}path")
    }
    for quad in shapes:
        if quad.subject not in closed or local(quad.predicate) != "closed":
            yield quad
    for number, shape in enumerate(dict.fromkeys(quad.subject for quad in shapes if quad.subject in closed)):
        node = NamedNode(f"{CLOSED}{number}")
        yield Quad(shape, SPARQL, node)
        path = described.path(described.objects(shape, f"{SH}path")[0])
        yield Quad(node, SELECT, Literal(_query(str(path), _allowed(described, shape))))
        yield Quad(node, MESSAGE, Literal(node.value))


def _allowed(described: Described, shape: object) -> set[str]:
    """The properties that values of a closed shape may have."""
    shapes = described.objects(shape, f"{SH}property")
    paths = {path for inner in shapes for path in described.objects(inner, f"{SH}path")}
    for head in described.objects(shape, f"{SH}ignoredProperties"):
        paths.update(described.listed(head))
    return {path.value for path in paths if isinstance(path, NamedNode)}


def _query(path: str, allowed: set[str]) -> str:
    """The query; the path is written out, since the engine writes the way back along a way back as ``^^``."""
    others = f" FILTER(?path NOT IN ({', '.join(f'<{iri}>' for iri in sorted(allowed))}))" if allowed else ""
    values = f"{{ SELECT DISTINCT $this ?node WHERE {{ $this {path} ?node }} }}"
    return f"SELECT $this ?path ?value WHERE {{ {values} ?node ?path ?value .{others} }}"
