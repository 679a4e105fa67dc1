"""Shapes graphs, read and looked over before an engine sees them: what is misspelt, forbidden or endless is said."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, parse

from kg import resources
from kg.errors import InputError, ShapesError
from kg.terms import RDF, RDFS, XSD
from kg.validate import advanced, engines, files, messages, nesting, remarks, targets, wellformed
from kg.validate.vocabulary import flags_of, local
from kg.validate.xpath_regex import Regex, translated

IMPORTS = "http://www.w3.org/2002/07/owl#imports"
MAX_TRIPLES = 50_000


@dataclass(frozen=True, slots=True)
class Shapes:
    """A shapes graph; ``only`` is the engine that it has to go to, with the reason, if it is not free to choose.

    ``digest`` tells its text from any other; ``notes`` say what of it is passed over.
    """

    quads: tuple[Quad, ...]
    only: tuple[str, str] | None = None
    digest: str = ""
    notes: tuple[str, ...] = ()


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
    rules = advanced.rules([quad for _, _, found in sources for quad in found])
    judged = [(source, text, advanced.without(rules, found)) for source, text, found in sources]
    quads = messages.one_message(_effective([quad for _, _, found in judged for quad in found]))
    if not quads:
        raise ShapesError("no shapes at all", source=", ".join(source for source, _, _ in sources))
    known = wellformed.known(quads)
    for source, text, found in judged:
        for problem, term in wellformed.problems(found, known):
            raise ShapesError(problem, source=source, place=_place(text, term))
    if len(quads) > MAX_TRIPLES:
        raise ShapesError(f"{len(quads):,} triples; the limit is {MAX_TRIPLES:,}", source=sources[0][0])
    nesting.bounded(quads, sources[0][0])
    digest = hashlib.sha256("\0".join(text for _, text, _ in sources).encode()).hexdigest()[:32]
    passed_over = "1 rule (sh:rule) is" if len(rules) == 1 else f"{len(rules):,} rules (sh:rule) are"
    notes = [f"{passed_over} not applied: the data is checked as it stands"] if rules else []
    for source, text, found in judged:
        notes += (
            f"{source}, {place}: {remark}" if (place := _place(text, term)) else f"{source}: {remark}"
            for remark, term in remarks.remarks(found, quads)
        )
    return Shapes(tuple(quads), _only(quads), digest, tuple(dict.fromkeys(notes)))


def _effective(quads: Sequence[Quad]) -> Iterator[Quad]:
    """The quads as the engines have to have them.

    A prefix declared in what ``owl:imports`` names counts (section 5.2.1 of the standard): nothing is fetched, so both
    have to be here. ``sh:uniqueLang`` asks for something if it is ``true``, not if it is ``1`` (section 4.4.5). A shape
    that is a class of any kind, an ``owl:Class`` or of a class of classes, is about its instances (section 2.1.3.3).
    """
    kinds = targets.kinds_of_class(quads)
    imports: dict[object, set[object]] = {}
    importers: dict[NamedNode | BlankNode | Triple, None] = {}
    declared: dict[object, list[Quad]] = {}
    for quad in quads:
        if quad.predicate.value == IMPORTS:
            imports.setdefault(quad.subject, set()).add(quad.object)
            importers[quad.subject] = None
        elif local(quad.predicate) == "declare":
            declared.setdefault(quad.subject, []).append(quad)
        if quad.predicate == RDF.type and quad.object in kinds:
            yield Quad(quad.subject, RDF.type, RDFS.Class)
        elif quad.predicate == RDFS.subClassOf and quad.subject in kinds:
            continue
        elif local(quad.predicate) != "uniqueLang" or quad.object != Literal("1", datatype=XSD.boolean):
            yield quad
    for subject in importers:
        for imported in nesting.along({subject}, imports) - {subject}:
            for quad in declared.get(imported, ()):
                yield Quad(subject, quad.predicate, quad.object)


def _given(paths: Sequence[Path]) -> Iterator[tuple[str, str, list[Quad]]]:
    for file in files.matching(paths):
        try:
            quads = list(files.read(file, max_bytes=10_000_000))
        except InputError as error:
            raise ShapesError(error.reason, source=error.source, place=error.place, hint=error.hint) from error
        yield str(file), file.read_text("utf-8", errors="replace"), quads


def _only(quads: Sequence[Quad]) -> tuple[str, str] | None:
    """The one engine that can judge the shapes, with the reason; ``ShapesError`` where neither can judge them all."""
    reference, fast = _beyond_fast(quads), _beyond_reference(quads)
    if reference and fast:
        raise ShapesError(f"{reference} and {fast} are not judged by one engine", hint="check the shapes in two runs")
    if reference:
        return "pyshacl", reference
    return ("shacl", fast) if fast else None


def _patterns(quads: Sequence[Quad]) -> Iterator[tuple[str, Regex]]:
    flags = flags_of(quads)
    for quad in quads:
        if local(quad.predicate) == "pattern" and isinstance(quad.object, Literal):
            yield quad.object.value, translated(quad.object.value, flags.get(quad.subject, ""))


def _beyond_fast(quads: Sequence[Quad]) -> str | None:
    """A regular expression that its library has not."""
    for pattern, regex in _patterns(quads):
        if regex.rust is None:
            return f"sh:pattern {pattern[:60]!r}, with a back reference or a look around,"
        if not engines.knows_pattern(regex.rust):
            return f"sh:pattern {pattern[:60]!r}, which is too large,"
    return None


def _beyond_reference(quads: Sequence[Quad]) -> str | None:
    """A regular expression that Python can take for ever over, and shapes that refer to themselves."""
    for pattern, regex in _patterns(quads):
        if regex.endless:
            return f"sh:pattern {pattern[:60]!r}, which could take for ever,"
    ring = nesting.recursive(quads)
    if ring is not None:
        return f"the shape {ring}, which refers to itself,"
    return None


def _place(text: str, term: str) -> str:
    at = text.find(term)
    return f"line {text.count(chr(10), 0, at) + 1}" if at >= 0 else ""
