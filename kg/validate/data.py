"""The data of a run, read once and held as text: a million statements as objects would take the memory of ten.

Whoever wants to know something of every statement watches while they are read (``Watcher``); whatever is asked of a few
nodes afterwards is looked up in the text, whose lines begin with their subjects.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from pyoxigraph import BlankNode, DefaultGraph, Quad, RdfFormat, Triple, parse, serialize

from kg.errors import InputError
from kg.validate import files


class Watcher(Protocol):
    """Somebody who is shown each statement once."""

    def see(self, quad: Quad) -> None:
        """Take note of a statement."""

    def added(self) -> Iterable[Quad]:
        """What to add for the engines alone, once all has been seen."""


class Readable(Protocol):
    """What can be asked of data afterwards, for the few nodes that results are about."""

    @property
    def paths(self) -> tuple[Path, ...]:
        """The files it is from."""

    def about(self, subjects: Collection[str]) -> list[Quad]:
        """The statements with one of these subjects, each as N-Quads writes it."""

    def leading_to(self, predicate: str, objects: Collection[str]) -> list[Quad]:
        """The statements with this property and one of these objects."""

    def with_blank_objects(self) -> list[Quad]:
        """The statements that lead to a blank node."""

    def statements_of(self, path: Path) -> Iterator[Quad]:
        """The statements of one of its files as they come, read again."""


@dataclass(frozen=True, slots=True)
class Data:
    """Statements as N-Quads, one a line; ``graphs`` are their graphs' names, the default graph's empty.

    ``apart`` has the hashes of the nodes that are what was read beside's alone; none of that is counted. ``sources``
    say how each file was read.
    """

    nquads: str
    statements: int
    graphs: frozenset[str]
    paths: tuple[Path, ...]
    apart: frozenset[int] = frozenset()
    sources: Mapping[Path, _Source] = field(default_factory=dict)

    def about(self, subjects: Collection[str]) -> list[Quad]:
        """The statements with one of these subjects, each as N-Quads writes it."""
        return self._parsed(line for line in self._lines() if line[: line.index(" ")] in subjects)

    def leading_to(self, predicate: str, objects: Collection[str]) -> list[Quad]:
        """The statements with this property and one of these objects."""
        within = f" {predicate} "
        return self._parsed(line for line in self._lines() if within in line and line.split(" ", 3)[2] in objects)

    def with_blank_objects(self) -> list[Quad]:
        """The statements that lead to a blank node."""
        return self._parsed(line for line in self._lines() if " _:" in line)

    def statements_of(self, path: Path) -> Iterator[Quad]:
        """The statements of one of its files as they come, read again, with the same names for blank nodes."""
        source = self.sources[path]
        names = _Names(source.named_before)
        for quad in files.read(path, contexts=source.contexts):
            yield names.renamed(quad) if source.wanted is None or _graph(quad) in source.wanted else quad

    def triples(self) -> list[Triple]:
        """What all graphs say, each triple once."""
        return list(dict.fromkeys(quad.triple for quad in parse(self.nquads, RdfFormat.N_QUADS)))

    def names(self, node: str) -> bool:
        """Whether a node occurs at all."""
        return f"{node} " in self.nquads

    def _lines(self) -> Iterator[str]:
        start, end = 0, self.nquads.find("\n")
        while end >= 0:
            yield self.nquads[start:end]
            start, end = end + 1, self.nquads.find("\n", end + 1)

    @staticmethod
    def _parsed(lines: Iterable[str]) -> list[Quad]:
        return list(parse("\n".join(lines), RdfFormat.N_QUADS))


def read(
    items: Iterable[Quad] | Sequence[Path],
    *,
    beside: Sequence[Path] = (),
    graphs: Sequence[str] | None = None,
    contexts: Mapping[str, Path] | None = None,
    watchers: Sequence[Watcher] = (),
) -> Data:
    """The statements of files or the quads themselves, of some graphs (``default``, or IRIs) or all.

    What is ``beside`` is there to look things up in; ``contexts`` are files for addresses of JSON-LD contexts.
    Raises NotFound, UsageError, LimitExceeded, and InputError with file and line, or where there is no statement.
    """
    paths = tuple(item for item in items if isinstance(item, Path)) if isinstance(items, Sequence) else ()
    wanted = None if graphs is None else frozenset(_name(graph) for graph in graphs)
    reading = _Reading(watchers, wanted, contexts or {})
    more = [path for path in beside if path not in paths]
    quads = reading.of(reading.quads(items), reading.quads(more) if more else None)
    text = (serialize(quads, format=RdfFormat.N_QUADS) or b"").decode()
    if not reading.statements:
        raise InputError("nothing to validate: there is not one triple", hint="name other files or graphs")
    return Data(
        text,
        reading.statements,
        frozenset(reading.graphs),
        paths,
        reading.others.apart_from(reading.own),
        reading.sources,
    )


def _name(graph: str) -> str:
    return "" if graph == "default" else graph.strip("<>")


def _graph(quad: Quad) -> str:
    return "" if isinstance(quad.graph_name, DefaultGraph) else quad.graph_name.value


@dataclass(frozen=True, slots=True)
class _Source:
    """How a file was read: its contexts, which graphs count, and how many blank nodes had a name before."""

    contexts: Mapping[str, Path]
    wanted: frozenset[str] | None
    named_before: int


class _Names:
    """Blank nodes named ``b0``, ``b1``, … in the order in which they come: alike in every run on the same data."""

    def __init__(self, start: int = 0) -> None:
        self._start = start
        self._known: dict[str, BlankNode] = {}

    def __len__(self) -> int:
        return len(self._known)

    def renamed(self, quad: Quad) -> Quad:
        """The quad with these names."""
        if isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode):
            return Quad(self._named(quad.subject), quad.predicate, self._named(quad.object), quad.graph_name)
        return quad

    def _named(self, term: Any) -> Any:
        if not isinstance(term, BlankNode):
            return term
        found = self._known.get(term.value)
        if found is None:
            found = self._known[term.value] = BlankNode(f"b{self._start + len(self._known)}")
        return found


class _Reading:
    """The statements passing by, their blank nodes named anew."""

    def __init__(
        self, watchers: Sequence[Watcher], wanted: frozenset[str] | None, contexts: Mapping[str, Path]
    ) -> None:
        self.watchers, self.wanted, self.contexts = watchers, wanted, contexts
        self.statements = 0
        self.graphs: set[str] = set()
        self.own, self.others = _Nodes(), _Nodes()
        self.sources: dict[Path, _Source] = {}
        self._names = _Names()

    def quads(self, items: Iterable[Quad] | Sequence[Path]) -> Iterator[Quad]:
        """The statements of files, or those given."""
        for item in items:
            if isinstance(item, Path):
                self.sources[item] = _Source(self.contexts, self.wanted, len(self._names))
                yield from files.read(item, contexts=self.contexts)
            else:
                yield item

    def of(self, quads: Iterable[Quad], beside: Iterable[Quad] | None) -> Iterator[Quad]:
        """The data, then what is beside it, then what watchers add."""
        if beside is None:
            yield from self._passing(quads)
        else:
            yield from self.own.noting(self._passing(quads))
            statements, graphs = self.statements, self.graphs
            self.graphs = set()
            yield from self.others.noting(self._passing(beside))
            self.statements, self.graphs = statements, graphs
        for watcher in self.watchers:
            yield from watcher.added()

    def _passing(self, quads: Iterable[Quad]) -> Iterator[Quad]:
        last: object = None
        name = ""
        for quad in quads:
            graph = quad.graph_name
            if graph != last:
                last, name = graph, "" if isinstance(graph, DefaultGraph) else graph.value
            if self.wanted is not None and name not in self.wanted:
                continue
            subject, object_ = quad.subject, quad.object
            if isinstance(object_, Triple) or isinstance(subject, Triple):
                raise InputError("triple terms of RDF 1.2 cannot be validated", hint="remove them from the data")
            if isinstance(subject, BlankNode) or isinstance(object_, BlankNode):
                quad = self._names.renamed(quad)
            self.graphs.add(name)
            self.statements += 1
            for watcher in self.watchers:
                watcher.see(quad)
            yield quad


class _Nodes:
    """The nodes of some statements, by their hashes: those described, and those referred to."""

    def __init__(self) -> None:
        self.described: set[int] = set()
        self.referred: set[int] = set()

    def noting(self, quads: Iterable[Quad]) -> Iterator[Quad]:
        for quad in quads:
            self.described.add(hash(quad.subject))
            self.referred.add(hash(quad.object))
            yield quad

    def apart_from(self, own: _Nodes) -> frozenset[int]:
        """Those that are no matter of ``own``: described here alone, or named nowhere but here."""
        return frozenset((self.described - own.described) | (self.referred - own.described - own.referred))
