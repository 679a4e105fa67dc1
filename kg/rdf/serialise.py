"""Quads as bytes: every format there is a release or an answer in, and the sorted form that hashes are taken of."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat
from pyoxigraph import serialize as write

from kg import iris, syntax
from kg.errors import UsageError
from kg.terms import PREFIXES

FORMATS = {
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "nq": RdfFormat.N_QUADS,
    "trig": RdfFormat.TRIG,
    "jsonld": RdfFormat.JSON_LD,
    "rdfxml": RdfFormat.RDF_XML,
}


def sorted_nquads(quads: Iterable[Quad]) -> list[bytes]:
    """The quads as canonical N-Quads lines, line end included, sorted by their bytes, none twice.

    Without blank nodes this is the canonical form (RDF Dataset Canonicalization, section 5).
    """
    lines = write(quads, format=RdfFormat.N_QUADS) or b""
    return sorted({line + b"\n" for line in lines.split(b"\n") if line})


def prefixes(base: str | None = None) -> dict[str, str]:
    """The table of prefixes; with a base also those of our own resources (``e:``, ``a:``, ``c:`` …)."""
    return dict(PREFIXES) if base is None else PREFIXES | iris.own_prefixes(base)


def serialize(quads: Iterable[Quad], format: str, *, base: str | None = None) -> bytes:
    """The quads in one of ``FORMATS``, with the prefixes they use; graph names are lost where it has no graphs.

    Sorted and without duplicates, so the same quads give the same bytes. ``UsageError`` for another format,
    ``Unwritable`` for what RDF/XML cannot hold.
    """
    if format not in FORMATS:
        raise UsageError(f"unknown format {format!r}; one of {', '.join(FORMATS)}")
    target = FORMATS[format]
    unique = {str(quad): quad for quad in quads}
    ordered = [unique[line] for line in sorted(unique)]
    used = _used(ordered, prefixes(base))
    if target.supports_datasets:
        ordered.sort(key=lambda quad: "" if quad.graph_name == DefaultGraph() else str(quad.graph_name))
        return _tidy(syntax.serialize(ordered, target, used), format)
    triples = {str(quad.triple): quad.triple for quad in ordered}
    return _tidy(syntax.serialize((triples[line] for line in sorted(triples)), target, used), format)


def _used(quads: Iterable[Quad], table: dict[str, str]) -> dict[str, str]:
    """The prefixes whose namespace begins some IRI: a page about one entity should not begin with thirty lines."""
    values = {value for quad in quads for value in _iris(quad)}
    spaces = {value[: end + 1] for value in values for end in (value.rfind("#"), value.rfind("/")) if end > 0}
    # the parts of a resource stand one slash further down than its namespace
    spaces |= {space[: space.rfind("/", 0, -1) + 1] for space in spaces}
    return {prefix: namespace for prefix, namespace in table.items() if namespace in spaces}


def _iris(quad: Quad) -> Iterable[str]:
    for node in (quad.subject, quad.predicate, quad.object, quad.graph_name):
        if isinstance(node, NamedNode):
            yield node.value
    datatype = getattr(quad.object, "datatype", None)
    if datatype is not None:
        yield datatype.value


def _tidy(data: bytes, format: str) -> bytes:
    """Prefixes in order: the library writes them in that of a hash table, another one every time."""
    if format in ("ttl", "trig"):
        lines = data.split(b"\n")
        head = sum(1 for line in lines if line.startswith(b"@prefix "))
        return b"\n".join([*sorted(lines[:head]), *lines[head:]])
    return data
