"""Results of queries as values to compare: solutions as bags of rows, graphs as sets.

Blank nodes count by their place alone, numbers by their value and type: the store keeps them so.
"""

from __future__ import annotations

import contextlib
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import cast

from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Triple,
    parse,
    parse_query_results,
)

RS = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RESULTS = {
    ".srx": QueryResultsFormat.XML,
    ".srj": QueryResultsFormat.JSON,
    ".tsv": QueryResultsFormat.TSV,
}
GRAPHS = {".ttl": RdfFormat.TURTLE, ".rdf": RdfFormat.RDF_XML, ".nt": RdfFormat.N_TRIPLES}

XSD = "http://www.w3.org/2001/XMLSchema#"

Term = NamedNode | BlankNode | Literal | Triple
Row = dict[str, Term]


def canonical(quads: list[Quad]) -> set[str]:
    """Quads as text that is the same whatever their blank nodes are called."""
    dataset = Dataset(Quad(quad.subject, quad.predicate, by_value(quad.object), quad.graph_name) for quad in quads)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return {str(quad) for quad in dataset}


def by_value(term: Term) -> Term:
    """A number in the one form its value has."""
    if isinstance(term, Literal):
        name = term.datatype.value.removeprefix(XSD)
        with contextlib.suppress(ValueError, InvalidOperation):
            if name in ("double", "float"):
                return Literal(repr(float(term.value)), datatype=term.datatype)
            if name == "boolean":
                return Literal(term.value in ("1", "true"))
            if name in ("decimal", "integer"):
                return Literal(f"{Decimal(term.value).normalize():f}", datatype=term.datatype)
    return term


def solutions(rows: list[Row], *, ordered: bool) -> set[str]:
    """Rows to compare: each as a node with its values, told apart from equal ones by nothing but its number."""
    quads, seen = [], dict[str, int]()
    for number, given in enumerate(rows):
        row = {name: by_value(term) for name, term in given.items()}
        node = BlankNode(f"row{number}")
        # equal rows are numbered, so that a bag of them is no set; rows with blank nodes are told apart by those
        text = str(sorted((name, "[]" if isinstance(term, BlankNode) else str(term)) for name, term in row.items()))
        seen[text] = seen.get(text, 0) + 1
        mark = f"at {number}" if ordered else f"{text} {seen[text]}"
        quads.append(Quad(node, NamedNode("urn:row"), Literal(mark)))
        for name, term in row.items():
            quads.append(Quad(node, NamedNode(f"urn:variable:{name}"), term))
    return canonical(quads)


def rows(content: bytes, format: QueryResultsFormat) -> list[Row] | bool:
    """The solutions of a document, or its boolean."""
    found = parse_query_results(content, format=format)
    if isinstance(found, QueryBoolean):
        return bool(found)
    names = [variable.value for variable in cast("QuerySolutions", found).variables]
    return [
        {name: term for name in names if (term := solution[name]) is not None}
        for solution in cast("QuerySolutions", found)
    ]


def graph(content: bytes, format: RdfFormat, base: str) -> set[str]:
    """The triples of a document."""
    return canonical([cast("Quad", quad) for quad in parse(content, format=format, base_iri=base)])


def expected(path: Path, base: str) -> tuple[str, object, bool]:
    """What a result file of a suite says: its kind (bindings, boolean or graph), the value, and whether in order."""
    if path.suffix in RESULTS:
        found = rows(path.read_bytes(), RESULTS[path.suffix])
        return ("boolean" if isinstance(found, bool) else "bindings"), found, False
    quads = [cast("Quad", quad) for quad in parse(path.read_bytes(), format=GRAPHS[path.suffix], base_iri=base)]
    if not any(quad.object == NamedNode(f"{RS}ResultSet") for quad in quads):
        return "graph", canonical(quads), False
    return _result_set(quads)


def _result_set(quads: list[Quad]) -> tuple[str, object, bool]:
    """A result in the vocabulary that the first suites wrote them in."""
    said: dict[tuple[object, str], list[Term]] = {}
    for quad in quads:
        said.setdefault((quad.subject, quad.predicate.value.removeprefix(RS)), []).append(cast("Term", quad.object))
    for (_, name), values in said.items():
        if name == "boolean":
            return "boolean", cast("Literal", values[0]).value == "true", False
    found: list[tuple[int, Row]] = []
    nodes = [node for (_, name), values in said.items() if name == "solution" for node in values]
    for node in nodes:
        row = {
            cast("Literal", said[binding, "variable"][0]).value: said[binding, "value"][0]
            for binding in said.get((node, "binding"), [])
        }
        index = said.get((node, "index"))
        found.append((int(cast("Literal", index[0]).value) if index else 0, row))
    ordered = any((node, "index") in said for node in nodes)
    return "bindings", [row for _, row in sorted(found, key=lambda pair: pair[0])], ordered
