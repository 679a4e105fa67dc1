"""The standard's validation report (https://www.w3.org/TR/shacl/#validation-report), the same whichever engine ran."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, serialize

from kg.terms import PREFIXES, RDF, XSD
from kg.validate import property_paths
from kg.validate.report import Report, Result
from kg.validate.vocabulary import SH, Term


def turtle(report: Report) -> str:
    """In Turtle."""
    return _written(report, RdfFormat.TURTLE)


def jsonld(report: Report) -> str:
    """In JSON-LD."""
    return _written(report, RdfFormat.JSON_LD) + "\n"


def _written(report: Report, format: RdfFormat) -> str:
    prefixes = {"sh": SH, "shape": "https://w3id.org/onrecord/shapes#", "xsd": PREFIXES["xsd"], "kg": PREFIXES["kg"]}
    return (serialize(_triples(report), format=format, prefixes=prefixes) or b"").decode()


def _triples(report: Report) -> Iterator[Triple]:
    """A result's path is described anew for each; a source shape without a name is left out."""
    head = BlankNode("report")
    conforms = Literal("false" if report.results else "true", datatype=XSD.boolean)
    yield Triple(head, RDF.type, _sh("ValidationReport"))
    yield Triple(head, _sh("conforms"), conforms)
    for number, result in enumerate(report.results):
        node = BlankNode(f"result{number}")
        yield Triple(head, _sh("result"), node)
        yield Triple(node, RDF.type, _sh("ValidationResult"))
        yield from (Triple(node, _sh(name), value) for name, value in _properties(result))
        if result.path:
            root, triples = property_paths.nodes(property_paths.parsed(result.path), f"path{number}")
            yield Triple(node, _sh("resultPath"), root)
            yield from triples


def _properties(result: Result) -> Iterator[tuple[str, Term]]:
    yield "focusNode", result.focus
    yield "resultSeverity", NamedNode(result.own_severity) if result.own_severity else _sh(result.severity)
    component = result.component
    yield "sourceConstraintComponent", NamedNode(component) if ":" in component else _sh(component)
    yield "resultMessage", Literal(result.message)
    if result.value is not None:
        yield "value", result.value
    if result.shape and result.own_shape:
        yield "sourceShape", NamedNode(result.shape)


def _sh(name: str) -> NamedNode:
    return NamedNode(SH + name)
