"""What a reader of a report should know of its shapes: where they say something that means nothing, or little."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence

from pyoxigraph import Literal, NamedNode, Quad

from kg.validate.property_paths import Described
from kg.validate.shape_words import LISTS_OF_SHAPES
from kg.validate.vocabulary import REFERS, SH, flags_of, local, short
from kg.validate.wellformed import pattern_mark
from kg.validate.xpath_regex import translated

Remark = tuple[str, str]  # what is said, and the term that shows where


def remarks(quads: Sequence[Quad], shapes: Sequence[Quad]) -> Iterator[Remark]:
    """What is to be said of some of the shapes, given all of a run, whatever file each stands in."""
    described, flags = Described(shapes), flags_of(shapes)
    queries = {quad.object for quad in shapes if local(quad.predicate) == "sparql"}
    for quad in quads:
        name = local(quad.predicate)
        if name == "pattern" and isinstance(quad.object, Literal):
            yield from _liberties(quad.object.value, flags.get(quad.subject, ""))
        elif name == "severity" and quad.subject in queries and not described.objects(quad.subject, f"{SH}sparql"):
            yield "sh:severity of a query means nothing in SHACL 1.0: that of its shape counts", "sh:severity"
        elif name in REFERS and name != "property":
            referred = described.listed(quad.object) if name in LISTS_OF_SHAPES else (quad.object,)
            for node in referred:
                if isinstance(node, NamedNode) and not described.properties(node):
                    yield _undescribed(name, node, shapes)


def _liberties(pattern: str, flags: str) -> Iterator[Remark]:
    for liberty in translated(pattern, flags).liberties:
        yield f"sh:pattern {pattern[:60]!r} is not quite XPath's: {liberty}", pattern_mark(pattern)


def _undescribed(name: str, node: NamedNode, shapes: Sequence[Quad]) -> Remark:
    iris = sorted({quad.subject.value for quad in shapes if isinstance(quad.subject, NamedNode)})
    near = difflib.get_close_matches(node.value, iris, 1, cutoff=0.9)
    hint = f"did you mean <{near[0]}>?" if near else "is its file missing?"
    ending = node.value.rpartition("#")[2].rpartition("/")[2]
    return f"sh:{name} {short(node)} is described nowhere, so that every node meets it; {hint}", ending or node.value
