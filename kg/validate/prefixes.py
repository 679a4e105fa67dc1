"""The prefixes that the queries of a shapes graph may use (section 5.2.1 of the standard)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from pyoxigraph import Literal, Quad

from kg.validate.vocabulary import local

Prefixes = Mapping[str, str]

BASE = "http://localhost/"  # a namespace may be relative, and nothing says to what


def declared(quads: Sequence[Quad]) -> dict[object, Prefixes]:
    """Prefixes and their namespaces, by the node that has ``sh:prefixes``: a constraint, a target, a validator."""
    values: dict[object, dict[str, str]] = {}
    for quad in quads:
        name = local(quad.predicate)
        if name in ("prefix", "namespace") and isinstance(quad.object, Literal):
            values.setdefault(quad.subject, {})[name] = quad.object.value
    by_holder: dict[object, dict[str, str]] = {}
    for quad in quads:
        each = values.get(quad.object, {})
        if local(quad.predicate) == "declare" and "prefix" in each:
            by_holder.setdefault(quad.subject, {})[each["prefix"]] = each.get("namespace", "")
    found: dict[object, dict[str, str]] = {}
    for quad in quads:
        if local(quad.predicate) == "prefixes":
            found.setdefault(quad.subject, {}).update(by_holder.get(quad.object, {}))
    return dict(found)


def complete(query: str, prefixes: Prefixes) -> str:
    """The query with the prefixes that occur in it, in its first line: lines are counted as they are written."""
    used = [prefix for prefix in sorted(prefixes) if re.search(rf"(?<![\w.-]){re.escape(prefix)}:", query)]
    return "".join(f"PREFIX {prefix}: <{prefixes[prefix]}> " for prefix in used) + query
