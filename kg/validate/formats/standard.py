"""The standard's validation report (https://www.w3.org/TR/shacl/#validation-report), the same whichever engine ran."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, serialize

from kg.terms import PREFIXES, RDF, XSD
from kg.validate.report import Report, Result
from kg.validate.vocabulary import FIRST, NIL, REST, SH, Term

PART = re.compile(r"<[^>]*>|[()^/|*+?]")
LOOPS = {"*": "zeroOrMorePath", "+": "oneOrMorePath", "?": "zeroOrOnePath"}


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
            root, triples = _path(result.path, f"path{number}x")
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


def _path(text: str, label: str) -> tuple[NamedNode | BlankNode, list[Triple]]:
    """A SPARQL property path as the standard writes paths (2.3.1): its node, and what describes it."""
    tokens = PART.findall(text)
    triples: list[Triple] = []
    at = 0

    def new() -> BlankNode:
        return BlankNode(f"{label}{len(triples)}")

    def described(name: str, value: Term) -> BlankNode:
        node = new()
        triples.append(Triple(node, _sh(name), value))
        return node

    def listed(members: list[NamedNode | BlankNode]) -> NamedNode | BlankNode:
        head: NamedNode | BlankNode = NamedNode(NIL)
        for member in reversed(members):
            node = new()
            triples.extend((Triple(node, NamedNode(FIRST), member), Triple(node, NamedNode(REST), head)))
            head = node
        return head

    def element() -> NamedNode | BlankNode:
        nonlocal at
        part, at = tokens[at], at + 1
        if part == "^":
            return described("inversePath", element())
        node: NamedNode | BlankNode = NamedNode(part[1:-1]) if part.startswith("<") else compound()
        while at < len(tokens) and tokens[at] in LOOPS:
            at += 1
            node = described(LOOPS[tokens[at - 1]], node)
        return node

    def compound() -> NamedNode | BlankNode:
        """What stands in parentheses, the opening one gone."""
        nonlocal at
        members = [element()]
        kind = tokens[at]
        while tokens[at] in "/|":
            at += 1
            members.append(element())
        at += 1
        if len(members) == 1:
            return members[0]
        return listed(members) if kind == "/" else described("alternativePath", listed(members))

    return element(), triples


def _sh(name: str) -> NamedNode:
    return NamedNode(SH + name)
