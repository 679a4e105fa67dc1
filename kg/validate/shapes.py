"""Shapes graphs, read and looked over before an engine sees them: what is misspelt, forbidden or endless is said."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, parse

from kg import resources
from kg.errors import ShapesError
from kg.terms import RDF, RDFS, XSD
from kg.validate import advanced, engines, messages, nesting, references, remarks, shape_sources, targets, wellformed
from kg.validate.shape_sources import Source
from kg.validate.vocabulary import flags_of, local
from kg.validate.wellformed import Problem
from kg.validate.xpath_regex import Regex, translated

IMPORTS = "http://www.w3.org/2002/07/owl#imports"
MAX_TRIPLES = 50_000
SKIP = "mend the shapes, or go on without these constraints with --skip-faulty"


@dataclass(frozen=True, slots=True)
class Shapes:
    """A shapes graph; ``only`` is the engine that it has to go to, with the reason, if it is not free to choose.

    ``digest`` tells its text from any other; ``notes`` say what of it is passed over.
    """

    quads: tuple[Quad, ...]
    only: tuple[str, str] | None = None
    digest: str = ""
    notes: tuple[str, ...] = ()


def load(paths: Sequence[Path] | None = None, *, skip_faulty: bool = False) -> Shapes:
    """The shapes in the files, or OnRecord's own; NotFound, UsageError or ``ShapesError`` with file and line.

    What is wrong but judges nothing is noted; a constraint that cannot be used is an error, or with ``skip_faulty``
    noted and left out.
    """
    return _ours() if paths is None else _loaded(shape_sources.read(paths), skip_faulty=skip_faulty)


@cache
def _ours() -> Shapes:
    sources = []
    for entry in resources.entries("shapes", ".ttl"):
        text = entry.read_text("utf-8")
        quads = list(parse(text, RdfFormat.TURTLE, rename_blank_nodes=True))
        sources.append(shape_sources.source(entry.name, text, quads, RdfFormat.TURTLE, ""))
    return _loaded(sources)


def _loaded(sources: Sequence[Source], *, skip_faulty: bool = False) -> Shapes:
    """One graph of all sources, once nothing is wrong with any, or what is wrong is left out."""
    rules = advanced.rules([quad for source in sources for quad in source.quads])
    judged = [replace(source, quads=tuple(advanced.without(rules, source.quads))) for source in sources]
    if not any(source.quads for source in judged):
        raise ShapesError("no shapes at all", source=", ".join(source.name for source in sources))
    if (size := sum(len(source.quads) for source in judged)) > MAX_TRIPLES:
        raise ShapesError(f"{size:,} triples; the limit is {MAX_TRIPLES:,}", source=sources[0].name)
    usable, noted = _usable(judged, skip_faulty=skip_faulty)
    quads = messages.one_message(_effective([quad for source in usable for quad in source.quads]))
    nesting.bounded(quads, sources[0].name)
    digest = hashlib.sha256("\0".join(source.text for source in sources).encode()).hexdigest()[:32]
    notes = _passed_over(len(rules), {local(quad.predicate) for source in sources for quad in source.quads})
    noted += remarks.remarks(usable, quads)
    noted += shape_sources.imports(judged)
    return Shapes(tuple(quads), _only(quads), digest, (*notes, *shape_sources.notes(noted)))


def _usable(sources: Sequence[Source], *, skip_faulty: bool) -> tuple[list[Source], list[tuple[Source, Problem]]]:
    """The sources without what cannot be used, and what is wrong with it.

    What is left out can leave something else without sense, as a path does the shape that it is of: all is looked over
    until nothing is wrong.
    """
    noted: dict[tuple[str, Problem], Source] = {}
    while True:
        quads = [quad for source in sources for quad in source.quads]
        known = wellformed.known(list(_effective(quads)))
        found = [(source, each) for source in sources for each in wellformed.problems(source.quads, known)]
        lost = [each.quad for _, each in found if each.lost]
        if lost and not skip_faulty:
            raise shape_sources.error(found, hint=SKIP)
        weak = references.weakened(quads, lost)
        found += [(source, _of_part(quad)) for source in sources for quad in source.quads if quad in weak]
        noted |= {(source.name, each): source for source, each in found}
        out = {each.quad for _, each in found if each.dropped}
        if not out:
            return list(sources), [(source, each) for (_, each), source in noted.items()]
        nowhere = {quad.subject for quad in out if local(quad.predicate) == "path"}
        out |= {quad for quad in quads if quad.subject in nowhere and local(quad.predicate)}
        sources = [replace(one, quads=tuple(quad for quad in one.quads if quad not in out)) for one in sources]


def _passed_over(rules: int, names: Collection[str | None]) -> tuple[str, ...]:
    """The note on rules, where there are any."""
    kinds = "sh:rule, sh:values" if "values" in names else "sh:rule"
    passed_over = f"1 rule ({kinds}) is" if rules == 1 else f"{rules:,} rules ({kinds}) are"
    return (f"{passed_over} not applied: the data is checked as it stands",) if rules else ()


def _of_part(quad: Quad) -> Problem:
    text = f"sh:{local(quad.predicate)} is about a shape of which a part cannot be used"
    return Problem(text, quad, kind=text, at_object=False)


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
