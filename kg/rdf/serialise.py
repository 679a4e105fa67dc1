"""Quads as bytes: every format there is a release or an answer in, and the sorted form that hashes are taken of."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pyoxigraph import Quad, RdfFormat
from pyoxigraph import serialize as write

from kg import iris
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

NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def sorted_nquads(quads: Iterable[Quad]) -> list[bytes]:
    """The quads as canonical N-Quads lines, line end included, sorted by their bytes, none twice.

    Without blank nodes this is the canonical form (RDF Dataset Canonicalization, section 5).
    """
    lines = write(quads, format=RdfFormat.N_QUADS) or b""
    return sorted({line + b"\n" for line in lines.split(b"\n") if line})


def prefixes(base: str | None = None) -> dict[str, str]:
    """The table of prefixes; with a base also those of our own resources (``e:``, ``a:``, ``c:`` …)."""
    if base is None:
        return dict(PREFIXES)
    return PREFIXES | iris.own_prefixes(base)


def serialize(quads: Iterable[Quad], format: str, *, base: str | None = None) -> bytes:
    """The quads in one of ``FORMATS``, prefixed where it has prefixes; graph names are lost where it has no graphs.

    Sorted and without duplicates, so the same quads give the same bytes. ``UsageError`` for another format.
    """
    if format not in FORMATS:
        raise UsageError(f"unknown format {format!r}; one of {', '.join(FORMATS)}")
    target = FORMATS[format]
    unique = {str(quad): quad for quad in quads}
    ordered = [unique[line] for line in sorted(unique)]
    if target.supports_datasets:
        ordered.sort(key=lambda quad: str(quad.graph_name))
        return write(ordered, format=target, prefixes=prefixes(base)) or b""
    triples = {str(quad.triple): quad.triple for quad in ordered}.values()
    text = write(triples, format=target, prefixes=prefixes(base)) or b""
    # XML 1.0 has no way to write these, and the library writes them all the same
    return NOT_XML.sub("\ufffd", text.decode()).encode() if format == "rdfxml" else text
