"""Files of shapes with the lines of their statements, and what is wrong with them told file by file, line by line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat

from kg.errors import InputError, ShapesError
from kg.validate import files, source_lines
from kg.validate.turtle_lines import Statement
from kg.validate.vocabulary import local
from kg.validate.wellformed import Problem

MAX_BYTES = 10_000_000
MOST_LINES = 5  # of one note; of more there is the number
MOST_FAULTS = 50  # told at once


@dataclass(frozen=True, slots=True)
class Source:
    """A file of shapes: its name, its text, its statements, and where each stands as far as that is known."""

    name: str
    text: str
    quads: tuple[Quad, ...]
    lines: Mapping[Quad, Statement]

    def line(self, problem: Problem) -> int:
        """The line of a problem, 0 where it cannot be told."""
        statement = self.lines.get(problem.quad)
        if statement is None:
            at = self.text.find(problem.mark or f"sh:{local(problem.quad.predicate)}")
            return self.text.count("\n", 0, at) + 1 if at >= 0 else 0
        if not problem.at_object:
            return statement.line
        return statement.object_line + self._within(problem, statement.object_line)

    def _within(self, problem: Problem, line: int) -> int:
        """How many lines into a long text the words are that a problem is about."""
        text = problem.quad.object.value if isinstance(problem.quad.object, Literal) else ""
        if not problem.mark or "\n" not in text:
            return 0
        start = 0
        for _ in range(line - 1):
            start = self.text.find("\n", start) + 1
        at = self.text.find(problem.mark, start)
        further = self.text.count("\n", start, at) if at >= 0 else 0
        return further if further <= text.count("\n") else 0


def source(name: str, text: str, quads: Sequence[Quad], format: RdfFormat, base: str) -> Source:
    """A file that has been read into these quads."""
    return Source(name, text, tuple(quads), dict(source_lines.located(quads, text, format, base)))


def read(paths: Iterable[Path]) -> list[Source]:
    """The files of shapes that paths mean; NotFound, UsageError, or ``ShapesError`` with what is wrong in each."""
    found, wrong = [], list[InputError]()
    for file in files.matching(list(paths)):
        try:
            quads = list(files.read(file, max_bytes=MAX_BYTES))
        except InputError as error:
            wrong.append(error)
            continue
        text, base = file.read_text("utf-8", errors="replace"), file.resolve().as_uri()
        found.append(source(str(file), text, quads, files.NAMED[file.suffix.lower()], base))
    if wrong:
        first, *others = wrong
        reason = "\n".join([first.reason, *map(str, others)])
        raise ShapesError(reason, source=first.source, place=first.place, hint=wrong[-1].hint) from first
    return found


def error(found: Sequence[tuple[Source, Problem]], *, hint: str) -> ShapesError:
    """The error that tells all problems, a line each."""
    told = list(dict.fromkeys((source.name, source.line(problem), problem.text) for source, problem in found))
    told.sort(key=lambda each: each[:2])
    (name, line, text), *others = told[:MOST_FAULTS]
    lines = [text, *(f"{name}, line {line}: {text}" if line else f"{name}: {text}" for name, line, text in others)]
    if len(told) > MOST_FAULTS:
        lines.append(f"and {len(told) - MOST_FAULTS:,} more")
    reason = "\n".join(lines)
    return ShapesError(reason, source=name, place=f"line {line}" if line else "", hint=hint)


def notes(found: Iterable[tuple[Source, Problem]]) -> Iterator[str]:
    """The notes on what is passed over: one a kind and file, with its lines."""
    grouped: dict[tuple[str, str], dict[str, set[int]]] = {}
    for source, problem in found:
        texts = grouped.setdefault((source.name, problem.kind), {})
        texts.setdefault(problem.text, set()).add(source.line(problem))
    for (name, _), texts in grouped.items():
        lines = sorted({line for of_one in texts.values() for line in of_one} - {0})
        first, *others = texts
        more = f" ({len(others):,} more like it)" if others else ""
        yield f"{name}{_listed(lines)}: {first}{more}"


def _listed(lines: Sequence[int]) -> str:
    if not lines:
        return ""
    shown = ", ".join(str(line) for line in lines[:MOST_LINES])
    rest = f" and {len(lines) - MOST_LINES:,} more" if len(lines) > MOST_LINES else ""
    return f", line{'s' if len(lines) > 1 else ''} {shown}{rest}"


IMPORTS = NamedNode("http://www.w3.org/2002/07/owl#imports")
VERSION = NamedNode("http://www.w3.org/2002/07/owl#versionIRI")
W3C = "http://www.w3.org"  # whose vocabularies these are: what they say is known here, and judges nothing
BUILT_IN = {f"{W3C}/ns/shacl", f"{W3C}/2002/07/owl", f"{W3C}/2000/01/rdf-schema", f"{W3C}/1999/02/22-rdf-syntax-ns"}


def imports(sources: Sequence[Source]) -> Iterator[tuple[Source, Problem]]:
    """What files import that is not among them: given is what a file is at the address of, or describes."""
    given = {_address(Path(source.name).resolve().as_uri()) for source in sources}
    for source in sources:
        for quad in source.quads:
            if isinstance(quad.subject, NamedNode) and quad.predicate != IMPORTS:
                given.add(_address(quad.subject.value))
            if quad.predicate == VERSION and isinstance(quad.object, NamedNode):
                given.add(_address(quad.object.value))
    for source in sources:
        for quad in source.quads:
            if quad.predicate != IMPORTS or not isinstance(quad.object, NamedNode):
                continue
            if _address(quad.object.value) not in given | BUILT_IN:
                text = f"imports <{quad.object.value}>, which was not given and is not fetched: {_way(quad.object)}"
                yield source, Problem(text, quad, kind=quad.object.value, lost=False, dropped=False)


def _address(iri: str) -> str:
    return iri.rstrip("#/")


def _way(imported: NamedNode) -> str:
    """How to give what is imported."""
    if imported.value.startswith("file://"):
        return "add it with --shapes"
    return "add --shapes FILE with a copy of it, or --with FILE if it only describes classes"
