"""Documents in pieces: quads written a batch at a time so that the pieces, one after the other, are one document."""

from __future__ import annotations

from collections.abc import Sequence

from pyoxigraph import Quad, RdfFormat, serialize

from kg.errors import StoreError
from kg.terms import PREFIXES

FORMATS = {
    "nq": ("application/n-quads", RdfFormat.N_QUADS),
    "trig": ("application/trig", RdfFormat.TRIG),
    "jsonld": ("application/ld+json", RdfFormat.JSON_LD),
    "ttl": ("text/turtle", RdfFormat.TURTLE),
    "nt": ("application/n-triples", RdfFormat.N_TRIPLES),
    "rdfxml": ("application/rdf+xml", RdfFormat.RDF_XML),
}
# in order, as the library writes them in that of a hash table
HEAD = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in sorted(PREFIXES.items())).encode()
OPENING = {"trig": HEAD, "ttl": HEAD, "jsonld": b"["}
CLOSING = {"jsonld": b"]"}


def piece(quads: Sequence[Quad], format: str) -> bytes:
    """Some quads as a part of a document, without what stands at its head and end."""
    if not quads:
        return b""
    if format == "jsonld":
        return (serialize(quads, format=FORMATS[format][1]) or b"")[1:-1]
    target = FORMATS[format][1]
    statements = quads if target.supports_datasets else [quad.triple for quad in quads]
    if format not in OPENING:
        return serialize(statements, format=target) or b""
    text = serialize(statements, format=target, prefixes=PREFIXES) or b""
    if text.count(b"@prefix ", 0, len(HEAD)) != len(PREFIXES):
        raise StoreError("the prefixes are not at the head of a document; this is a bug")
    return text[len(HEAD) :]


def document(quads: Sequence[Quad], format: str) -> bytes:
    """Some quads as a document of their own; several such, of Turtle, one after the other are one."""
    return OPENING.get(format, b"") + piece(quads, format) + CLOSING.get(format, b"")
