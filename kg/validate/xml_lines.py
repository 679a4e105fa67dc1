"""The lines of statements in RDF/XML, one by one in the order in which the parser makes them.

The file has been parsed before, so what is read here is well-formed (https://www.w3.org/TR/rdf-syntax-grammar/).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal
from xml.parsers import expat

from kg.terms import RDF
from kg.validate.turtle_lines import CELLS, Statement

NAMESPACE = RDF.type.value.removesuffix("type")
XML = "http://www.w3.org/XML/1998/namespace"
SYNTAX = frozenset(
    f"{NAMESPACE} {name}" for name in ("about", "ID", "nodeID", "resource", "datatype", "parseType", "bagID")
)
REIFIED = 4  # statements about a statement whose element has rdf:ID

Within = Literal["nodes", "properties", "text"]  # what the elements within an element are


def statements(text: str, _base: str) -> Iterator[Statement]:
    """The statements in order, but for those that make up a list."""
    reader = _Reader()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = lambda name, attributes: reader.begin(name, attributes, parser.CurrentLineNumber)
    parser.EndElementHandler = lambda _name: reader.end()
    parser.Parse(text, True)
    return (each for each in reader.statements if each.predicate not in CELLS)


class _Reader:
    """A reader that knows what kind each element is of, and which statements it makes when it ends."""

    def __init__(self) -> None:
        self.statements: list[Statement] = []
        self.open: list[tuple[Within, list[Statement]]] = [("nodes", [])]

    def begin(self, name: str, attributes: Mapping[str, str], line: int) -> None:
        """An element begins."""
        within, _ = self.open[-1]
        properties = [name for name in attributes if name not in SYNTAX and not name.startswith(XML)]
        said = [Statement("", line, line)] * len(properties)  # in whatever order: they share a line
        if within == "text" or name == f"{NAMESPACE} RDF":
            self.open.append((within, []))
        elif within == "nodes":
            if name != f"{NAMESPACE} Description":
                self.statements.append(Statement(RDF.type.value, line, line))
            self.statements += said
            self.open.append(("properties", []))
        else:
            self._property(name, attributes, said, line)

    def _property(self, name: str, attributes: Mapping[str, str], said: list[Statement], line: int) -> None:
        own = [Statement("" if name == f"{NAMESPACE} li" else _iri(name), line, line)]
        if f"{NAMESPACE} ID" in attributes:
            own += [Statement("", line, line)] * REIFIED
        parsed = attributes.get(f"{NAMESPACE} parseType")
        if parsed == "Resource":
            self.statements += own
            self.open.append(("properties", []))
        else:
            within: Within = "nodes" if parsed in (None, "Collection") else "text"
            self.open.append((within, [*said, *own]))

    def end(self) -> None:
        """An element ends."""
        self.statements += self.open.pop()[1]


def _iri(name: str) -> str:
    return "".join(name.split(" "))
