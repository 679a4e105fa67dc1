"""Statements as bytes: the RDF library's serialisers, but for the two syntaxes in which they fall short.

Its RDF/XML is no XML where a predicate has no local name or a text holds what XML cannot; its JSON-LD has no context.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from typing import IO, cast

from pyoxigraph import Quad, RdfFormat, Triple
from pyoxigraph import serialize as write

from kg.syntax import rdfxml
from kg.syntax.jsonld import compact
from kg.syntax.xml import Output

__all__ = ["Output", "compact", "serialize", "serialize_to"]


def serialize(statements: Iterable[Triple] | Iterable[Quad], format: RdfFormat, prefixes: Mapping[str, str]) -> bytes:
    """The statements in a format, JSON-LD with a context; ``Unwritable`` for what RDF/XML cannot hold."""
    output = io.BytesIO()
    serialize_to(output, statements, format, prefixes)
    return compact(output.getvalue(), prefixes) if format == RdfFormat.JSON_LD else output.getvalue()


def serialize_to(
    output: Output, statements: Iterable[Triple] | Iterable[Quad], format: RdfFormat, prefixes: Mapping[str, str]
) -> None:
    """Write the statements as they come, so that memory does not grow; JSON-LD without a context.

    Raises ``Unwritable`` for what RDF/XML cannot hold: what has been written by then is no document.
    """
    if format == RdfFormat.RDF_XML:
        rdfxml.write(cast("Iterable[Triple]", statements), output, prefixes)
    else:
        write(statements, cast("IO[bytes]", output), format=format, prefixes=dict(prefixes))
