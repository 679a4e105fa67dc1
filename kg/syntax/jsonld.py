"""JSON-LD with a context of prefixes, made of the RDF library's, which writes every IRI in full.

The context stands in the document, so that reading it fetches nothing (https://www.w3.org/TR/json-ld11/#compact-iris).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from kg.terms import RDF

Json = dict[str, Any]


def compact(document: bytes, prefixes: Mapping[str, str]) -> bytes:
    """The statements of an expanded document, as the RDF library writes it, with a context of the prefixes they use."""
    nodes = json.loads(document)
    schemes = {iri.partition(":")[0] for iri in _iris(nodes)}
    # none that could be taken for the scheme of an IRI, and none that is no prefix by rule: for want of a delimiter
    fit = {
        namespace: prefix
        for prefix, namespace in prefixes.items()
        if prefix not in schemes and namespace.endswith(("/", "#", "?", ":"))
    }
    names = _Names(dict(sorted(fit.items(), key=lambda item: -len(item[0]))))
    graph = [_node(node, names) for node in nodes]
    context = {prefix: prefixes[prefix] for prefix in sorted(names.used)}
    return json.dumps({"@context": context, "@graph": graph}, ensure_ascii=False, separators=(",", ":")).encode()


@dataclass(slots=True)
class _Names:
    """IRIs by their short names, and the prefixes that these use."""

    prefixes: Mapping[str, str]  # by namespace, the longest first
    used: set[str] = field(default_factory=set)
    known: dict[str, str] = field(default_factory=dict)

    def __call__(self, iri: str) -> str:
        if iri not in self.known:
            self.known[iri] = self.short(iri)
        return self.known[iri]

    def short(self, iri: str) -> str:
        for namespace, prefix in self.prefixes.items():
            rest = iri[len(namespace) :]
            if iri.startswith(namespace) and rest and not rest.startswith("//"):
                self.used.add(prefix)
                return f"{prefix}:{rest}"
        return iri


def _iris(value: object) -> Iterator[str]:
    """All that may be an IRI: keys, and the values of ``@id`` and ``@type``."""
    if isinstance(value, list):
        for one in value:
            yield from _iris(one)
    elif isinstance(value, dict):
        for key, one in value.items():
            if key in ("@id", "@type") and isinstance(one, str):
                yield one
            elif key != "@value":
                yield key
                yield from _iris(one)


def _node(node: Json, names: _Names) -> Json:
    """A node with its properties, or a graph with its nodes."""
    made: Json = {}
    for key, values in node.items():
        if key == "@id":
            made[key] = names(values)
        elif key == "@graph":
            made[key] = [_node(one, names) for one in values]
        elif key == RDF.type.value and all(list(one) == ["@id"] for one in values):
            made["@type"] = _one([names(one["@id"]) for one in values])
        else:
            made[names(key)] = _one([_value(one, names) for one in values])
    return made


def _value(value: Json, names: _Names) -> object:
    if list(value) == ["@value"]:
        return value["@value"]
    return {key: names(one) if key in ("@id", "@type") else one for key, one in value.items()}


def _one(values: list[Any]) -> object:
    return values[0] if len(values) == 1 else values
