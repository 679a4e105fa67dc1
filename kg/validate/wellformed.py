"""What is wrong with shapes before any engine sees them, in words; engines pass over much of it in silence."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store

from kg import screening
from kg.errors import QueryError
from kg.terms import RDF, XSD
from kg.validate import prefixes
from kg.validate.prefixes import Prefixes
from kg.validate.structure import Structure
from kg.validate.vocabulary import FIRST, KIND, KNOWN, NIL, NODE_KINDS, flags_of, local, short
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
# section 5.3.1 of the standard: they have no defined meaning where variables are bound before
OF_PROPERTIES = frozenset("minCount maxCount uniqueLang lessThan lessThanOrEquals".split())  # not of node shapes
NAMING = frozenset(["severity", "nodeKind"])  # whose values are terms of SHACL
UNBINDABLE = frozenset(["MINUS", "VALUES", "SERVICE"])


@dataclass(frozen=True, slots=True)
class Known:
    """What all shapes of a run have between them, whatever file each stands in."""

    paths: Mapping[object, int]  # of how many each node is the subject
    structure: Structure
    lists: frozenset[object]
    queries: frozenset[object]
    targets: frozenset[object]
    prefixes: Mapping[object, Prefixes]  # that the query of a node may use
    flags: Mapping[object, str]  # of the patterns of a shape


def known(quads: Sequence[Quad]) -> Known:
    """What there is to refer to in a shapes graph."""
    return Known(
        paths=Counter(quad.subject for quad in quads if local(quad.predicate) == "path"),
        structure=Structure(quads),
        lists=frozenset(quad.subject for quad in quads if quad.predicate.value == FIRST),
        queries=frozenset(quad.subject for quad in quads if local(quad.predicate) == "select"),
        targets=frozenset(quad.object for quad in quads if local(quad.predicate) == "target"),
        prefixes=prefixes.declared(quads),
        flags=flags_of(quads),
    )


def problems(quads: Sequence[Quad], known: Known) -> Iterator[tuple[str, str]]:
    """What is wrong with some of the shapes, with the term that shows where."""
    for quad in quads:
        name = local(quad.predicate)
        yield from _misspelt(quad)
        kind = KIND.get(name or "")
        if kind is not None and not _is(quad.object, kind, known.lists):
            yield f"sh:{name} {short(quad.object)} is no {NAMES[kind]}", _mark(quad)
        elif kind == "list" and name != "alternativePath" and (wrong := known.structure.wrong_with_list(quad.object)):
            yield f"sh:{name} has {wrong}", f"sh:{name}"
        elif name == "path":
            wrong = "more than one" if known.paths[quad.subject] > 1 else known.structure.wrong_with_path(quad.object)
            if wrong:
                yield f"sh:path is wrong: {wrong}", "sh:path"
        elif name in OF_PROPERTIES and quad.subject not in known.paths:
            yield f"sh:{name} stands on a shape without sh:path: it is for property shapes", f"sh:{name}"
        elif name == "property" and quad.object not in known.paths:
            yield f"sh:property {short(quad.object)} has no sh:path", "sh:property"
        elif name == "target" and quad.object not in known.queries:
            yield f"sh:target {short(quad.object)} has no sh:select: only targets by query are supported", "sh:target"
        elif name == "pattern" and isinstance(quad.object, Literal):
            yield from _pattern(quad.object.value, known.flags.get(quad.subject, ""))
        elif name in ("select", "ask", "construct") and isinstance(quad.object, Literal):
            bound = quad.subject not in known.targets
            yield from _query(quad.object.value, known.prefixes.get(quad.subject, {}), bound=bound)


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


def _misspelt(quad: Quad) -> Iterator[tuple[str, str]]:
    # elsewhere a term of the namespace is a value like any other, as in sh:targetNode or sh:in
    naming = quad.predicate == RDF.type or local(quad.predicate) in NAMING
    for term in (quad.predicate, quad.object) if naming else (quad.predicate,):
        name = local(term)
        if name is not None and name not in KNOWN:
            near = difflib.get_close_matches(name, sorted(KNOWN), 1)
            why = "no term of SHACL" if near else "not supported: only SHACL Core and SHACL-SPARQL are"
            yield f"sh:{name} is {why}" + (f"; did you mean sh:{near[0]}?" if near else ""), f"sh:{name}"


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


def _query(text: str, declared: Prefixes, *, bound: bool) -> Iterator[tuple[str, str]]:
    """What is wrong with a query; with one that is run for each node, its variable bound before, more can be."""
    try:
        tokens = [token for token in screening.tokens(screening.decoded(text)) if token.kind != "space"]
    except QueryError as error:
        yield f"a query in it cannot be run: {error}", text.strip()[:40]
        return
    known, inner, undeclared = set(declared), False, False
    for at, token in enumerate(tokens):
        inner = inner or (at > 0 and tokens[at - 1].text == "{")
        word = token.text.upper() if token.kind == "word" else ""
        if word == "PREFIX" and at + 1 < len(tokens):
            known.add(tokens[at + 1].text.partition(":")[0])
        elif word == "FROM":
            yield "FROM is not allowed: a shape is about the data it is given", "FROM"
        elif token.text in ("$shapesGraph", "?shapesGraph"):
            yield "$shapesGraph is not supported: a query sees the data alone", token.text
        elif word == "GRAPH":
            yield "GRAPH is not supported: all graphs are checked as one; choose some with --graph", token.text
        elif bound and word in UNBINDABLE:
            yield f"{word} is not allowed in the query of a shape (SHACL, 5.3.1)", word
        elif word == "SELECT" and (bound or not inner) and not _passes_this_on(tokens[at + 1 :]):
            where = "a SELECT within the query" if inner else "the query"
            yield f"{where} has to return $this (SHACL, 5.3.1)", text.strip()[:40]
        elif token.kind == "name" and token.text.partition(":")[0] not in known | {"_"}:
            prefix = token.text.partition(":")[0]
            undeclared = True
            yield f"prefix {prefix}: is not declared; name it with sh:prefixes and sh:declare", token.text
    if not undeclared:
        yield from _syntax(prefixes.complete(text, declared), text.strip()[:40])


def _syntax(query: str, mark: str) -> Iterator[tuple[str, str]]:
    """What the database says of the query, asked of nothing; ``$PATH`` stands for a path (section 5.2.3)."""
    try:
        screening.check(screening.decoded(query))  # with its prefixes, whose namespaces could hold anything
        Store().query(query.replace("$PATH", "<urn:x-onrecord:path>"), base_iri=prefixes.BASE)
    except (QueryError, SyntaxError, ValueError) as error:
        yield f"a query in it cannot be run: {' '.join(str(error).split())}", mark


def _passes_this_on(tokens: Sequence[screening.Token]) -> bool:
    """Whether a SELECT, whose tokens these are, returns ``$this``."""
    for token in tokens:
        if token.text in ("*", "$this", "?this"):
            return True
        if token.text == "{" or token.text.upper() == "WHERE":
            return False
    return False
