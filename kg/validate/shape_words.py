"""A shape in few words: its IRI, what it calls itself, or its constraints by the names of their parameters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pyoxigraph import Literal, NamedNode

from kg.terms import RDFS
from kg.validate.formats import words
from kg.validate.property_paths import Described
from kg.validate.vocabulary import KIND, REFERS, SH, local

OWN_WORDS = (f"{SH}name", RDFS.label.value, f"{SH}message")
LISTS_OF_SHAPES = frozenset(["and", "or", "xone"])
# what a shape has besides constraints
BESIDES = frozenset(
    "path name description order group message severity deactivated flags ignoredProperties defaultValue".split()
)
MAX_MEMBERS = 8
MAX_DEPTH = 3
MAX_VALUE = 60  # characters


def parameter(described: Described, name: str, value: object, depth: int = 0) -> str:
    """The value of a constraint's parameter, such as the alternatives of ``or``."""
    if name in LISTS_OF_SHAPES:
        return _cut([shape(described, each, depth) for each in described.listed(value)], "; ")
    if KIND.get(name) == "list":
        return _cut([_term(each) for each in described.listed(value)], ", ")
    return shape(described, value, depth) if name in REFERS else _term(value)


def shape(described: Described, node: object, depth: int = 0) -> str:
    """A shape; empty where nothing can be said of it."""
    if isinstance(node, NamedNode):
        return words.short(node.value)
    own = (text for iri in OWN_WORDS for text in described.objects(node, iri) if isinstance(text, Literal))
    if text := next(own, None):
        return f"“{words.line(text.value, MAX_VALUE)}”"
    if depth >= MAX_DEPTH:
        return "…"
    constraints = ", ".join(_constraints(described, node, depth + 1))
    paths = described.objects(node, f"{SH}path")
    where = (words.compact(str(described.path(path))) for path in paths)
    return ": ".join(part for part in (*where, constraints) if part)


def _constraints(described: Described, node: object, depth: int) -> Iterator[str]:
    for iri, values in described.properties(node).items():
        name = local(NamedNode(iri))
        for value in values if name is not None and name not in BESIDES and not name.startswith("target") else ():
            text = parameter(described, str(name), value, depth)
            if name in LISTS_OF_SHAPES or KIND.get(str(name)) == "list":
                text = f"({text})"
            yield text if name == "property" else f"{name} {text}".strip()


def _term(term: object) -> str:
    if isinstance(term, Literal):
        return words.line(term.value, MAX_VALUE)
    return local(term) or words.short(term.value) if isinstance(term, NamedNode) else "[…]"


def _cut(texts: Sequence[str], sign: str) -> str:
    more = len(texts) - MAX_MEMBERS
    return sign.join([*texts[:MAX_MEMBERS], *([f"{more} more"] if more > 0 else [])])
