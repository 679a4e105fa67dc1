"""Where in its file each node is described: neither engine knows lines, and an annotation needs one.

A file is looked through only for nodes that a result is about. What cannot be found by looking has no line.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from urllib.parse import urljoin
from xml.parsers import expat

from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat

from kg.terms import RDF
from kg.validate import files, turtle_lines
from kg.validate.data import Readable
from kg.validate.report import Place, Result

MAX_SCANNED = 50_000_000  # bytes; some 20 seconds of looking

Spots = Mapping[tuple[str, str], int]  # of a node, and of each property of it
Finder = Callable[[str, str, Collection[str]], Spots]


def placed(results: Iterable[Result], data: Readable) -> Iterator[Result]:
    """The results with their keys and, of data from files, their lines.

    A blank node is where the property stands that leads to it, from the nearest node with a name.
    """
    results = list(results)
    unnamed = any(isinstance(result.focus, BlankNode) for result in results)
    holders: dict[object, Quad] = {quad.object: quad for quad in data.with_blank_objects()} if unnamed else {}
    owners = [_owner(result, holders) for result in results]
    places = _find(data.paths, frozenset(node for node, _ in owners if node))
    for result, (node, via) in zip(results, owners, strict=True):
        place = places.get((node, via)) or places.get((node, ""))
        yield replace(result, place=place, key=_key(result, node, via))


def _owner(result: Result, holders: Mapping[object, Quad]) -> tuple[str, str]:
    """The node with a name that a result is about or within, and the property in question."""
    via = (result.path or "").strip("<>")
    seen: set[object] = set()
    node: object = result.focus
    while isinstance(node, BlankNode) and node in holders and node not in seen:
        seen.add(node)
        quad = holders[node]
        node, via = quad.subject, quad.predicate.value
    return (node.value, via) if isinstance(node, NamedNode) else ("", via)


def _key(result: Result, node: str, via: str) -> str:
    """What tells this finding from others, in any run: no label of a blank node, no line, no message."""
    value = "[]" if isinstance(result.value, BlankNode) else str(result.value)
    parts = (result.shape, result.component, node, via, result.path or "", value)
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]


def _find(paths: Sequence[Path], nodes: Collection[str]) -> dict[tuple[str, str], Place]:
    """The place of each of these nodes, by its IRI and a property's (empty: the node's own); the first file wins."""
    found: dict[tuple[str, str], Place] = {}
    for path in paths if nodes else ():
        if path.stat().st_size <= MAX_SCANNED:
            text = path.read_text("utf-8", errors="replace")
            finder = FINDERS[files.NAMED[path.suffix.lower()]]
            for spot, line in finder(text, path.resolve().as_uri(), nodes).items():
                found.setdefault(spot, Place(str(path), line))
    return found


def _lines(text: str, _base: str, nodes: Collection[str]) -> Spots:
    """In N-Triples and N-Quads each line begins with its subject."""
    spots: dict[tuple[str, str], int] = {}
    start = re.compile(r"[ \t]*<([^>]*)>[ \t]*<([^>]*)>")
    for number, line in enumerate(text.splitlines(), 1):
        match = start.match(line)
        if match and match[1] in nodes:
            spots.setdefault((match[1], ""), number)
            spots.setdefault((match[1], match[2]), number)
    return spots


def _turtle(text: str, base: str, nodes: Collection[str]) -> Spots:
    spots: dict[tuple[str, str], int] = {}
    for subject, predicate, line in turtle_lines.described(text, base):
        if subject in nodes:
            spots.setdefault((subject, ""), line)
            spots.setdefault((subject, predicate), line)
    return spots


def _xml(text: str, base: str, nodes: Collection[str]) -> Spots:
    """The elements that name a node in ``rdf:about`` or ``rdf:ID``; the lines of their properties."""
    spots: dict[tuple[str, str], int] = {}
    within: list[str] = []
    parser = expat.ParserCreate(namespace_separator=" ")
    namespace = RDF.type.value.removesuffix("type")
    bases = [base]

    def begin(name: str, attributes: Mapping[str, str]) -> None:
        bases.append(attributes.get("http://www.w3.org/XML/1998/namespace base", bases[-1]))
        about = attributes.get(f"{namespace} about")
        named = attributes.get(f"{namespace} ID")
        node = urljoin(bases[-1], about) if about is not None else f"{bases[-1]}#{named}" if named else ""
        line = parser.CurrentLineNumber
        if node in nodes:
            spots.setdefault((node, ""), line)
        elif not node and len(within) > 1 and within[-1] in nodes:
            spots.setdefault((within[-1], "".join(name.split(" "))), line)
        within.append(node)

    def end(_name: str) -> None:
        bases.pop()
        within.pop()

    parser.StartElementHandler = begin
    parser.EndElementHandler = end
    parser.Parse(text, True)
    return spots


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

FINDERS: dict[RdfFormat, Finder] = {
    RdfFormat.N_TRIPLES: _lines,
    RdfFormat.N_QUADS: _lines,
    RdfFormat.TURTLE: _turtle,
    RdfFormat.TRIG: _turtle,
    RdfFormat.RDF_XML: _xml,
    RdfFormat.JSON_LD: _json,
}
