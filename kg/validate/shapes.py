"""Shapes graphs, read and looked over before an engine sees them: what is misspelt, forbidden or endless is said."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, parse

from kg import resources, screening
from kg.errors import InputError, QueryError, ShapesError
from kg.validate import files

SH = "http://www.w3.org/ns/shacl#"
FIRST = "http://www.w3.org/1999/02/22-rdf-syntax-ns#first"
REST = "http://www.w3.org/1999/02/22-rdf-syntax-ns#rest"
REFERS = frozenset(["node", "property", "not", "and", "or", "xone", "qualifiedValueShape"])  # to other shapes
MAX_TRIPLES = 50_000
MAX_DEPTH = 60  # of blank nodes within one another; engines recurse
MAX_PATTERN = 1_000

# SHACL (W3C Recommendation, 20 July 2017), Core and SPARQL; what is advanced or JavaScript is refused by name
KNOWN = frozenset(
    """AbstractResult AndConstraintComponent BlankNode BlankNodeOrIRI BlankNodeOrLiteral ClassConstraintComponent
    ClosedConstraintComponent ConstraintComponent DatatypeConstraintComponent DisjointConstraintComponent
    EqualsConstraintComponent HasValueConstraintComponent IRI IRIOrLiteral InConstraintComponent Info
    LanguageInConstraintComponent LessThanConstraintComponent LessThanOrEqualsConstraintComponent Literal
    MaxCountConstraintComponent MaxExclusiveConstraintComponent MaxInclusiveConstraintComponent
    MaxLengthConstraintComponent MinCountConstraintComponent MinExclusiveConstraintComponent
    MinInclusiveConstraintComponent MinLengthConstraintComponent NodeConstraintComponent NodeKind
    NodeKindConstraintComponent NodeShape NotConstraintComponent OrConstraintComponent Parameter Parameterizable
    PatternConstraintComponent PrefixDeclaration PropertyConstraintComponent PropertyGroup PropertyShape
    QualifiedMaxCountConstraintComponent QualifiedMinCountConstraintComponent ResultAnnotation SPARQLAskExecutable
    SPARQLAskValidator SPARQLConstraint SPARQLConstraintComponent SPARQLConstructExecutable SPARQLExecutable
    SPARQLSelectExecutable SPARQLSelectValidator Severity Shape UniqueLangConstraintComponent ValidationReport
    ValidationResult Validator Violation Warning XoneConstraintComponent alternativePath and annotationProperty
    annotationValue annotationVarName ask class closed conforms construct datatype deactivated declare defaultValue
    description detail disjoint entailment equals flags focusNode group hasValue ignoredProperties in inversePath
    labelTemplate languageIn lessThan lessThanOrEquals maxCount maxExclusive maxInclusive maxLength message minCount
    minExclusive minInclusive minLength name namespace node nodeKind nodeValidator not oneOrMorePath optional or order
    parameter path pattern prefix prefixes property propertyValidator qualifiedMaxCount qualifiedMinCount
    qualifiedValueShape qualifiedValueShapesDisjoint result resultAnnotation resultMessage resultPath resultSeverity
    select severity shapesGraph shapesGraphWellFormed sourceConstraint sourceConstraintComponent sourceShape sparql
    suggestedShapesGraph targetClass targetNode targetObjectsOf targetSubjectsOf uniqueLang validator value xone
    zeroOrMorePath zeroOrOnePath""".split()
)

# nested repetition, which Python's regular expressions can take for ever over
RISKY = re.compile(r"[+*}]\)?[+*{]|[+*}][^()]*\)[+*{]")


@dataclass(frozen=True, slots=True)
class Shapes:
    """A shapes graph; ``only`` is the engine that it has to go to, with the reason, if it is not free to choose."""

    quads: tuple[Quad, ...]
    only: tuple[str, str] | None = None


def load(paths: Sequence[Path] | None = None) -> Shapes:
    """The shapes in the files, or OnRecord's own; NotFound, UsageError or ``ShapesError`` with file and line."""
    return _ours() if paths is None else _loaded(list(_given(paths)))


@cache
def _ours() -> Shapes:
    return _loaded(
        [
            (entry.name, text, list(parse(text, RdfFormat.TURTLE, rename_blank_nodes=True)))
            for entry in resources.entries("shapes", ".ttl")
            for text in [entry.read_text("utf-8")]
        ]
    )


def _loaded(sources: Sequence[tuple[str, str, list[Quad]]]) -> Shapes:
    """One graph of all sources, each a name, its text and its quads, once nothing is wrong with any."""
    quads = [quad for _, _, found in sources for quad in found]
    if not quads:
        raise ShapesError("no shapes at all", source=", ".join(source for source, _, _ in sources))
    for source, text, found in sources:
        for problem, term in _problems(found):
            raise ShapesError(problem, source=source, place=_place(text, term))
    if len(quads) > MAX_TRIPLES:
        raise ShapesError(f"{len(quads):,} triples; the limit is {MAX_TRIPLES:,}", source=sources[0][0])
    _bounded(quads, sources[0][0])
    return Shapes(tuple(quads), _only(quads))


def _given(paths: Sequence[Path]) -> Iterator[tuple[str, str, list[Quad]]]:
    for path in paths:
        for file in sorted(path.glob("*.ttl")) if path.is_dir() else [path]:
            try:
                quads = list(files.read(file, max_bytes=10_000_000))
            except InputError as error:
                raise ShapesError(error.reason, source=error.source, place=error.place, hint=error.hint) from error
            yield str(file), file.read_text("utf-8", errors="replace"), quads


def _problems(quads: Iterable[Quad]) -> Iterator[tuple[str, str]]:
    """What is wrong, with the term that shows where; pySHACL passes over most of it in silence."""
    quads = list(quads)
    has_path = {quad.subject for quad in quads if _sh(quad.predicate) == "path"}
    for quad in quads:
        name = _sh(quad.predicate)
        for term in (quad.predicate, quad.object):
            local = _sh(term)
            if local is not None and local not in KNOWN:
                near = difflib.get_close_matches(local, sorted(KNOWN), 1)
                why = "no term of SHACL" if near else "not supported: only SHACL Core and SHACL-SPARQL are"
                yield f"sh:{local} is {why}" + (f"; did you mean sh:{near[0]}?" if near else ""), f"sh:{local}"
        if name == "property" and quad.object not in has_path:
            yield f"sh:property {_short(quad.object)} has no sh:path", "sh:property"
        elif name == "severity" and _sh(quad.object) not in ("Violation", "Warning", "Info"):
            yield f"sh:severity {_short(quad.object)} is none of sh:Violation, sh:Warning, sh:Info", "sh:severity"
        elif name == "pattern":
            yield from _pattern(quad.object)
        elif name in ("select", "ask", "construct") and isinstance(quad.object, Literal):
            yield from _query(quad.object.value)


def _pattern(value: object) -> Iterator[tuple[str, str]]:
    text = value.value if isinstance(value, Literal) else ""
    if len(text) > MAX_PATTERN:
        yield f"sh:pattern of {len(text):,} characters; the limit is {MAX_PATTERN:,}", "sh:pattern"
    try:
        re.compile(text)
    except (re.error, OverflowError, RecursionError) as error:
        yield f"sh:pattern {text[:60]!r}: {error}", text[:20]


def _query(text: str) -> Iterator[tuple[str, str]]:
    try:
        screening.check(text)
        for token in screening.tokens(text):
            if token.kind == "word" and token.text.upper() == "FROM":
                yield "FROM is not allowed: a shape is about the data it is given", "FROM"
    except QueryError as error:
        yield f"a query in it cannot be run: {error}", "sh:select"


def _bounded(quads: Iterable[Quad], source: str) -> None:
    """Refuse blank nodes nested too deep, or in a ring; the links of a list do not count."""
    inner: dict[object, set[object]] = {}
    rest: dict[object, set[object]] = {}
    for quad in quads:
        if isinstance(quad.object, BlankNode):
            (rest if quad.predicate.value == REST else inner).setdefault(quad.subject, set()).add(quad.object)
    level: set[object] = {subject for subject in inner if isinstance(subject, NamedNode)}
    level |= set(inner) - {target for targets in (*inner.values(), *rest.values()) for target in targets}
    if inner and not level:
        raise ShapesError("blank nodes that go in a ring", source=source)
    for _ in range(MAX_DEPTH):
        level = {target for subject in _along(level, rest) for target in inner.get(subject, ())}
        if not level:
            return
    raise ShapesError(f"blank nodes nested more than {MAX_DEPTH} deep", source=source, hint="give inner shapes names")


def _along(level: set[object], rest: dict[object, set[object]]) -> set[object]:
    """The nodes, and those further along the lists that they begin."""
    seen = set(level)
    waiting = list(level)
    while waiting:
        new = rest.get(waiting.pop(), set()) - seen
        seen |= new
        waiting += new
    return seen


def _recursive(quads: Iterable[Quad]) -> str | None:
    """A shape that refers to itself, at once or through others: one of a ring, if there is one."""
    waiting: dict[object, set[object]] = {}  # the shapes each refers to that are not known to lead out
    for quad in quads:
        if _sh(quad.predicate) in REFERS or quad.predicate.value in (FIRST, REST):
            waiting.setdefault(quad.subject, set()).add(quad.object)
    referring: dict[object, list[object]] = {}
    for subject, objects in waiting.items():
        for target in objects:
            referring.setdefault(target, []).append(subject)
    free = [term for term in referring if term not in waiting]
    while free:
        done = free.pop()
        for subject in referring.get(done, ()):
            waiting[subject].discard(done)
            if not waiting[subject]:
                del waiting[subject]
                free.append(subject)
    return min((_short(term) for term in waiting), default=None)  # an IRI sorts before "[ … ]"


def _only(quads: Iterable[Quad]) -> tuple[str, str] | None:
    for quad in quads:
        name, value = _sh(quad.predicate), quad.object
        if name in ("select", "ask") and isinstance(value, Literal) and re.search(r"\bGRAPH\b", value.value, re.I):
            return "pyshacl", "GRAPH in a query"
    for quad in quads:
        if _sh(quad.predicate) == "pattern" and isinstance(quad.object, Literal) and RISKY.search(quad.object.value):
            return (
                "shacl",
                f"sh:pattern {quad.object.value[:60]!r}, which the reference engine could take for ever over",
            )
    ring = _recursive(quads)
    if ring is not None:
        return "shacl", f"the shape {ring}, which refers to itself,"
    return None


def _sh(term: object) -> str | None:
    """The local name of a term of SHACL's namespace."""
    return term.value.removeprefix(SH) if isinstance(term, NamedNode) and term.value.startswith(SH) else None


def _short(term: object) -> str:
    return f"<{term.value}>" if isinstance(term, NamedNode) else "[ … ]" if isinstance(term, BlankNode) else str(term)


def _place(text: str, term: str) -> str:
    at = text.find(term)
    return f"line {text.count(chr(10), 0, at) + 1}" if at >= 0 else ""
