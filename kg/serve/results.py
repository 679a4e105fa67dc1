"""Reading SPARQL results (JSON) back into values, for the pages made of them."""

from __future__ import annotations

import json
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Value:
    """A term of a result: ``kind`` is ``uri``, ``literal``, ``bnode`` or ``triple``."""

    kind: str
    text: str
    language: str = ""
    datatype: str = ""


Row = dict[str, Value]


def rows(body: bytes) -> list[Row]:
    """The solutions of a JSON result, in its order; unbound variables are absent."""
    return [{name: value(term) for name, term in row.items()} for row in json.loads(body)["results"]["bindings"]]


def variables(body: bytes) -> list[str]:
    """The projected variables of a JSON result."""
    return list(json.loads(body)["head"].get("vars", ()))


def value(term: dict[str, object]) -> Value:
    """One term of a JSON result; a quoted triple is shown as its JSON."""
    kind = str(term["type"])
    text = json.dumps(term["value"]) if kind == "triple" else str(term["value"])
    return Value(kind, text, str(term.get("xml:lang", "")), str(term.get("datatype", "")))
