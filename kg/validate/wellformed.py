"""What is wrong with shapes before any engine sees them, in words; engines pass over much of it in silence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from kg.terms import RDF, XSD
from kg.validate import prefixes, references, shape_queries, unknown_terms
from kg.validate.prefixes import Prefixes
from kg.validate.references import References
from kg.validate.structure import Structure
from kg.validate.vocabulary import FIRST, KIND, NIL, NODE_KINDS, REFERS, SH, flags_of, local, short
from kg.validate.xpath_characters import IllegalPattern
from kg.validate.xpath_regex import translated

MAX_PATTERN = 1_000
NUMBERS = frozenset(
    f"{XSD.integer.value.removesuffix('integer')}{name}"
    for name in (
        "integer",
        "int",
        "long",
        "short",
        "byte",
        "nonNegativeInteger",
        "positiveInteger",
        "unsignedInt",
        "unsignedLong",
    )
)
OF_PROPERTIES = frozenset("minCount maxCount uniqueLang lessThan lessThanOrEquals".split())  # not of node shapes
PROPERTY_SHAPE = NamedNode(f"{SH}PropertyShape")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a statement of a shapes graph.

    ``mark`` is what to look for in the text; ``kind`` what notes are grouped by. ``lost`` says whether a constraint
    would be, ``dropped`` whether engines must not see the statement, ``at_object`` whether its object is what is wrong.
    """

    text: str
    quad: Quad
    mark: str = ""
    kind: str = ""
    lost: bool = True
    dropped: bool = True
    at_object: bool = True


@dataclass(frozen=True, slots=True)
class Known:
    """What all shapes of a run have between them, whatever file each stands in."""

    paths: Mapping[object, int]  # of how many each node is the subject
    structure: Structure
    lists: frozenset[object]
    queries: frozenset[object]
    targets: frozenset[object]
    prefixes: Mapping[object, Prefixes]  # that the query of a node may use
    references: References
    flags: Mapping[object, str]  # of the patterns of a shape
    pathless: frozenset[object]  # of sh:PropertyShape without sh:path


def known(quads: Sequence[Quad]) -> Known:
    """What there is to refer to in a shapes graph."""
    paths = Counter[object](quad.subject for quad in quads if local(quad.predicate) == "path")
    typed = {quad.subject for quad in quads if quad.predicate == RDF.type and quad.object == PROPERTY_SHAPE}
    return Known(
        paths=paths,
        structure=Structure(quads),
        lists=frozenset(quad.subject for quad in quads if quad.predicate.value == FIRST),
        queries=frozenset(quad.subject for quad in quads if local(quad.predicate) == "select"),
        targets=frozenset(quad.object for quad in quads if local(quad.predicate) == "target"),
        prefixes=prefixes.declared(quads),
        references=references.references(quads),
        flags=flags_of(quads),
        pathless=frozenset(typed - set(paths)),
    )


def problems(quads: Sequence[Quad], known: Known) -> Iterator[Problem]:
    """What is wrong with some of the shapes."""
    for quad in quads:
        noted = [*_unknown(quad, known.references), *_references(quad, known)]
        yield from noted
        if not any(problem.dropped for problem in noted):
            yield from (Problem(text, quad, mark) for text, mark in _faults(quad, known))


def _unknown(quad: Quad, known: References) -> Iterator[Problem]:
    """A term that SHACL does not have; a severity of that kind stays, as it counts all the same."""
    if term := unknown_terms.unknown(quad):
        of_a_shape, called = quad.subject in known.shapes, known.called(quad.subject)
        lost = unknown_terms.loses(quad, of_a_shape=of_a_shape, called=called)
        text = unknown_terms.sentence(term, quad, lost=lost)
        at_object = quad.predicate == RDF.type or local(quad.predicate) == "severity"
        dropped = local(quad.predicate) != "severity"
        yield Problem(text, quad, kind=text, lost=lost, dropped=dropped, at_object=at_object)


def _references(quad: Quad, known: Known) -> Iterator[Problem]:
    """A reference to what is described nowhere; to a shape that is none, all conforms (sections 2.1 and 4.7.1)."""
    name = local(quad.predicate)
    if text := references.dangling(quad, known.references):
        kind = text.replace(short(quad.object), "")
        yield Problem(text, quad, kind=kind, lost=known.references.exact(quad.subject))
    elif name in REFERS and name != "property":
        members = known.structure.members(quad.object) if quad.object in known.lists else [quad.object]
        for text in references.undefined(quad, members, known.references):
            yield Problem(text, quad, kind=text, lost=False, dropped=False)
    if text := references.alone(quad, known.references):
        yield Problem(text, quad, kind=text, lost=False, at_object=False)
    elif quad.object == PROPERTY_SHAPE and quad.subject in known.pathless - known.references.judging.keys():
        text = f"{short(quad.subject)} is a sh:PropertyShape without sh:path, and says nothing"
        yield Problem(text, quad, kind="no path", lost=False)


def _faults(quad: Quad, known: Known) -> Iterator[tuple[str, str]]:
    """What makes a constraint unusable, with what to look for in the text."""
    name = local(quad.predicate)
    kind = KIND.get(name or "")
    if kind is not None and not _is(quad.object, kind, known.lists):
        meant = unknown_terms.near_node_kind(quad.object) if kind == "node kind" else ""
        yield f"sh:{name} {short(quad.object)} is no {NAMES[kind]}{meant}", _mark(quad)
    elif kind == "list" and name != "alternativePath" and (wrong := known.structure.wrong_with_list(quad.object)):
        yield f"sh:{name} has {wrong}", f"sh:{name}"
    elif name == "path":
        wrong = "more than one" if known.paths[quad.subject] > 1 else known.structure.wrong_with_path(quad.object)
        if wrong:
            yield f"sh:path is wrong: {wrong}", "sh:path"
    elif name in references.JUDGING and quad.subject in known.pathless:
        yield f"sh:{name} stands on a sh:PropertyShape without sh:path", f"sh:{name}"
    elif name in OF_PROPERTIES and quad.subject not in known.paths:
        yield f"sh:{name} stands on a shape without sh:path: it is for property shapes", f"sh:{name}"
    elif name == "property" and quad.object not in known.paths:
        yield f"sh:property {references.without_path(quad.object, known.references)}", "sh:property"
    elif name == "sparql" and quad.object not in known.queries:
        yield f"sh:sparql {short(quad.object)} has no sh:select", "sh:sparql"
    elif name == "target" and quad.object not in known.queries:
        yield f"sh:target {short(quad.object)} has no sh:select: only targets by query are supported", "sh:target"
    elif name == "pattern" and isinstance(quad.object, Literal):
        yield from _pattern(quad.object.value, known.flags.get(quad.subject, ""))
    elif name in ("select", "ask", "construct") and isinstance(quad.object, Literal):
        bound = quad.subject not in known.targets
        yield from shape_queries.problems(quad.object.value, known.prefixes.get(quad.subject, {}), bound=bound)


NAMES = {
    "number": "whole number of 0 or more",
    "truth": "true or false",
    "list": "list",
    "IRI": "IRI",
    "string": "string",
    "literal": "literal",
    "shape": "shape",
    "node kind": "node kind of SHACL",
}


def _is(term: object, kind: str, lists: frozenset[object]) -> bool:
    if kind == "list":
        return term in lists or (isinstance(term, NamedNode) and term.value == NIL)
    if kind == "IRI":
        return isinstance(term, NamedNode)
    if kind == "shape":
        return isinstance(term, BlankNode | NamedNode)
    if kind == "node kind":
        return local(term) in NODE_KINDS
    if not isinstance(term, Literal):
        return False
    if kind == "number":
        return term.datatype.value in NUMBERS and term.value.lstrip("+").isdecimal()
    if kind == "truth":
        return term.datatype == XSD.boolean and term.value in ("true", "false", "1", "0")
    return kind == "literal" or term.datatype == XSD.string


def _mark(quad: Quad) -> str:
    """What to look for in the text: the value as it is most likely written."""
    if isinstance(quad.object, Literal):
        return f'"{quad.object.value[:40]}' if quad.object.datatype == XSD.string else quad.object.value
    return f"sh:{local(quad.predicate)}"


def _pattern(text: str, flags: str) -> Iterator[tuple[str, str]]:
    if len(text) > MAX_PATTERN:
        yield f"sh:pattern of {len(text):,} characters; the limit is {MAX_PATTERN:,}", "sh:pattern"
        return
    try:
        re.compile(translated(text, flags).python)
    except (IllegalPattern, re.error) as error:
        yield f"sh:pattern {text[:60]!r}: {error}", pattern_mark(text)


def pattern_mark(text: str) -> str:
    """What to look for in a file to find a pattern: as it is written, if it is long enough to be found by that."""
    return text[:20].replace("\\", "\\\\") if len(text) > 3 else "sh:pattern"
