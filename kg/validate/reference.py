"""pySHACL, the reference engine, on rdflib graphs made from triples that pyoxigraph has parsed."""

from __future__ import annotations

import logging
import re
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from kg.errors import ShapesError
from kg.validate import property_paths
from kg.validate.report import Result, severity_of
from kg.validate.vocabulary import SH

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

# what it lets through of Python and of its parser, as data or shapes have it
FAILURES = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RuntimeError,
    TypeError,
    ValueError,
    re.error,
)
STRING = "http://www.w3.org/2001/XMLSchema#string"


def run(triples: Sequence[Triple], shapes: Sequence[Quad]) -> list[Result]:
    """All results, in no order."""
    import pyshacl
    from pyshacl.errors import ReportableRuntimeError, ShapeLoadError, ShapeRecursionWarning
    from rdflib import Graph

    with _quiet():
        data = _graph(triples)
        shacl = _graph([quad.triple for quad in shapes])
        try:
            _, report, _said = pyshacl.validate(
                data, shacl_graph=shacl, inference="none", advanced=False, js=False, do_owl_imports=False, inplace=True
            )
        except (ReportableRuntimeError, ShapeLoadError) as error:
            if "compare" in str(error):  # of values in the data
                what = one_line(error).rstrip(".")
                raise ShapesError(f"pyshacl fails on this data ({what})", hint="use --engine shacl") from error
            raise ShapesError(f"the shapes cannot be used: {one_line(error)}") from error
        except ShapeRecursionWarning as error:
            raise ShapesError("a shape refers to itself deeper than this engine goes") from error
        except FAILURES as error:
            # it compares values as Python does, and what Python cannot compare ends it
            what = one_line(f"{type(error).__name__}: {error}")
            raise ShapesError(f"pyshacl fails on this data ({what})", hint="use --engine shacl") from error
    if not isinstance(report, Graph):
        raise ShapesError(f"the shapes cannot be used: {one_line(report)}")
    return list(_results(report, shacl))


def _results(report: Graph, shapes: Graph) -> Iterator[Result]:
    from rdflib import URIRef

    def one(node: Node, name: str) -> Node | None:
        return report.value(node, URIRef(SH + name))

    for node in report.objects(None, URIRef(SH + "result")):
        focus, path, value = one(node, "focusNode"), one(node, "resultPath"), one(node, "value")
        source = one(node, "sourceShape")
        component = str(one(node, "sourceConstraintComponent") or "").removeprefix(SH)
        severity = str(one(node, "resultSeverity") or "")
        messages = sorted(str(text) for text in report.objects(node, URIRef(SH + "resultMessage")))
        yield Result(
            focus=from_rdflib(focus),
            path=_path(report, path) if path is not None else None,
            value=from_rdflib(value) if value is not None else None,
            component=component,
            shape=_named(shapes, source),
            severity=severity_of(severity),
            own_severity="" if severity.startswith(SH) else severity,
            own_shape=isinstance(source, URIRef),
            source=from_rdflib(source) if source is not None else None,
            message=messages[0] if messages and _own_message(shapes, report, node) else "",
        )


def _own_message(shapes: Graph, report: Graph, result: Node) -> bool:
    """Whether what a result says is the shapes' and not this engine's own sentence."""
    from rdflib import URIRef

    said = URIRef(SH + "message")
    source, constraint, component = (
        report.value(result, URIRef(SH + name))
        for name in ("sourceShape", "sourceConstraint", "sourceConstraintComponent")
    )
    if any((node, said, None) in shapes for node in (source, constraint) if node is not None):
        return True
    return component is not None and not str(component).startswith(SH)  # its validator may have one


def _named(shapes: Graph, shape: Node | None) -> str:
    """The IRI of the shape, or of the nearest one it is a part of."""
    from rdflib import URIRef

    for _ in range(100):
        if shape is None or isinstance(shape, URIRef):
            return str(shape or "")
        shape = next(iter(shapes.subjects(None, shape)), None)
    return ""


def _path(graph: Graph, node: Node) -> str:
    """A path node as a SPARQL property path."""
    from rdflib import BNode, URIRef

    def objects(node: object, iri: str) -> list[object]:
        known = BNode(node.value) if isinstance(node, BlankNode) else URIRef(str(getattr(node, "value", node)))
        return [from_rdflib(found) for found in graph.objects(known, URIRef(iri))]

    return str(property_paths.read(from_rdflib(node), objects))


def _graph(triples: Sequence[Triple]) -> Graph:
    from rdflib import BNode, Graph, URIRef
    from rdflib import Literal as RdfLiteral

    known: dict[object, Any] = {}

    def node(term: object) -> Any:
        if term not in known:
            if isinstance(term, NamedNode):
                known[term] = URIRef(term.value)
            elif isinstance(term, BlankNode):
                known[term] = BNode(term.value)
            elif isinstance(term, Literal):
                # not normalised: the lexical form is what shapes are about
                datatype = None if term.language or term.datatype.value == STRING else URIRef(term.datatype.value)
                known[term] = RdfLiteral(term.value, lang=term.language, datatype=datatype, normalize=False)
        return known[term]

    graph = Graph()
    for triple in triples:
        graph.add((node(triple.subject), node(triple.predicate), node(triple.object)))
    return graph


def from_rdflib(term: Node | None) -> NamedNode | BlankNode | Literal:
    from rdflib import BNode, URIRef
    from rdflib import Literal as RdfLiteral

    if isinstance(term, URIRef):
        return NamedNode(str(term))
    if isinstance(term, RdfLiteral):
        if term.language:
            return Literal(str(term), language=term.language)
        return Literal(str(term), datatype=NamedNode(str(term.datatype or STRING)))
    return BlankNode(str(term)) if isinstance(term, BNode) else Literal(str(term))


@contextmanager
def _quiet() -> Iterator[None]:
    """Without what the libraries print themselves: ill-typed literals, which shapes report, and errors, which we do."""
    loggers = [logging.getLogger(name) for name in ("rdflib.term", "pyshacl-validate")]
    before = [logger.disabled for logger in loggers]
    for logger in loggers:
        logger.disabled = True  # a level would be set back by the library
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", category=UserWarning, module="rdflib")
            # at its limit of recursion it takes what it has not looked at to conform
            warnings.filterwarnings("error", message="Warning, A Recursive Shape")
            yield
    finally:
        for logger, disabled in zip(loggers, before, strict=True):
            logger.disabled = disabled


def one_line(error: object) -> str:
    """An engine's complaint as part of one line."""
    return " ".join(str(error).partition("For reference, see")[0].split())[:500]
