"""Where in its file each node is described: neither engine knows lines, and an annotation needs one.

A file is looked through only for nodes that a result is about. What cannot be found by looking has no line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from urllib.parse import urljoin

from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat

from kg.validate import files, fingerprints, turtle_lines, xml_lines
from kg.validate.data import Readable
from kg.validate.report import Place, Result
from kg.validate.turtle_lines import Statement

MAX_SCANNED = 50_000_000  # bytes; some 20 seconds of looking

Spots = Mapping[tuple[str, str], int]  # of a node, and of each property of it


def placed(results: Iterable[Result], data: Readable) -> Iterator[Result]:
    """The results with their keys and, of data from files, their lines.

    A blank node of which no line is known is where the property stands that leads to it, from the nearest node with a
    name.
    """
    results = list(results)
    unnamed = fingerprints.unnamed(results, data)
    owners = [unnamed.owner(result) for result in results]
    own = [(_spot(result.focus), (result.path or "").strip("<>")) for result in results]
    places = _find(data, frozenset(node for node, _ in (*own, *owners) if node))
    for result, (node, path), (owner, via) in zip(results, own, owners, strict=True):
        spots = ((node, path), (node, ""), (owner, via), (owner, ""))
        place = next((places[spot] for spot in spots if spot in places), None)
        yield replace(result, place=place, key=unnamed.key(result))


def _spot(term: object) -> str:
    """A node as places are kept by: its IRI, or its label with ``_:``."""
    return term.value if isinstance(term, NamedNode) else str(term) if isinstance(term, BlankNode) else ""


def _find(data: Readable, nodes: Collection[str]) -> dict[tuple[str, str], Place]:
    """The place of each of these nodes, and of each property of it (empty: the node's own); the first file wins."""
    found: dict[tuple[str, str], Place] = {}
    for path in data.paths if nodes else ():
        if path.is_file() and path.stat().st_size <= MAX_SCANNED:
            text = path.read_text("utf-8", errors="replace")
            format, base = files.NAMED[path.suffix.lower()], path.resolve().as_uri()
            spots = (
                _json(text, base, nodes)
                if format == RdfFormat.JSON_LD
                else _spots(located(data.statements_of(path), text, format, base), nodes)
            )
            for spot, line in spots.items():
                found.setdefault(spot, Place(str(path), line))
    return found


def _spots(statements: Iterable[tuple[Quad, Statement]], nodes: Collection[str]) -> Spots:
    spots: dict[tuple[str, str], int] = {}
    referred: dict[tuple[str, str], int] = {}  # of a node that nothing is said of
    for quad, statement in statements:
        subject, object_ = _spot(quad.subject), _spot(quad.object)
        if subject in nodes:
            spots.setdefault((subject, ""), statement.line)
            spots.setdefault((subject, quad.predicate.value), statement.line)
        if object_ in nodes and isinstance(quad.object, BlankNode):
            referred.setdefault((object_, ""), statement.object_line)
    return referred | spots


def located(quads: Iterable[Quad], text: str, format: RdfFormat, base: str) -> Iterator[tuple[Quad, Statement]]:
    """The statements of a file with their lines, as far as these can be told; without those that make up lists.

    The text has been parsed into the quads; JSON-LD has no lines.
    """
    if format == RdfFormat.JSON_LD:
        return
    statements = LINES[format](text, base)
    for quad in quads:
        if quad.predicate.value not in turtle_lines.CELLS:
            statement = next(statements, None)
            if statement is None or statement.predicate not in ("", quad.predicate.value):
                return  # they have come apart: no line is better than a wrong one
            yield quad, statement


def _lines(text: str, _base: str) -> Iterator[Statement]:
    """In N-Triples and N-Quads each line has a statement, or none."""
    for number, line in enumerate(re.split(r"\r\n|\n|\r", text), 1):
        match = STATEMENT.match(line)
        if match and match[1] not in turtle_lines.CELLS:
            yield Statement("" if "\\" in match[1] else match[1], number, number)


STATEMENT = re.compile(r"[ \t]*(?:<[^>]*>|_:[^ \t<]+)[ \t]*<([^>]*)>")

LINES: dict[RdfFormat, Callable[[str, str], Iterator[Statement]]] = {
    RdfFormat.N_TRIPLES: _lines,
    RdfFormat.N_QUADS: _lines,
    RdfFormat.TURTLE: turtle_lines.statements,
    RdfFormat.TRIG: turtle_lines.statements,
    RdfFormat.RDF_XML: xml_lines.statements,
}


def _json(text: str, base: str, nodes: Collection[str]) -> Spots:
    """The line of the ``@id`` that looks most like the description of a node: JSON-LD has no fixed place for it.

    Where a node is only referred to, nothing else stands in its object; names that a context shortens are not found.
    """
    spots: dict[tuple[str, str], int] = {}
    referred: dict[tuple[str, str], int] = {}
    for found in JSON_ID.finditer(text):
        value = found["value"]
        for node in (value, urljoin(base, value)):
            if node in nodes:
                alone = found["before"] is not None and found["after"] is not None
                (referred if alone else spots).setdefault((node, ""), text.count("\n", 0, found.start("value")) + 1)
    return referred | spots


JSON_ID = re.compile(r'(?P<before>\{\s*)?"(?:@id|id)"\s*:\s*"(?P<value>[^"\\]+)"(?P<after>\s*\})?')
