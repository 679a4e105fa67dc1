"""Validating again after a change: only the nodes that the change can be seen from, with the report of a full run.

What the shapes look at says from where each changed triple is seen (see ``dependencies``). Those nodes are judged anew
by all shapes that are about them, on the triples that these look at; what was found about any other node stays.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from pyoxigraph import BlankNode, NamedNode, Quad, Store

from kg.terms import RDFS
from kg.validate import engines, graph_diff, graph_marks, report_store
from kg.validate import shapes as shape_files
from kg.validate.context import described_by, family, located
from kg.validate.dependencies import Dependencies, dependencies
from kg.validate.graph_diff import Found, Graph
from kg.validate.property_paths import Path, Trail, along, back, follow
from kg.validate.report import Report, Result, ordered
from kg.validate.shapes import Shapes
from kg.validate.source_lines import placed
from kg.validate.targets import makes_a_class, name_of
from kg.validate.vocabulary import SH, TARGETS, local

# Past this share of the data a full run is quicker: it reads each statement once.
MOST = 0.2


def revalidate(
    before: Report,
    stored: Store,
    added: Sequence[Quad],
    removed: Sequence[Quad],
    shapes: Shapes | None = None,
    *,
    without: Collection[str] = (),
    engine: str = "auto",
) -> Report | None:
    """The report on what is stored less ``removed`` with ``added``, where ``before`` is that on what is stored.

    Graphs of the names in ``without`` are no part of either. None where only a full run can tell: ``before`` is of
    other shapes or another program, the change is large, or what it touches is not judged node by node.
    """
    shapes = shapes or shape_files.load()
    statements = before.triples + len(added) - len(removed)
    if before.basis != report_store.basis(shapes) or len(added) + len(removed) > MOST * statements:
        return None
    name, _ = engines.choose(engine, shapes.only)
    found = dependencies(shapes)
    graph = partial(Graph, stored, marks=graph_marks.wanted(shapes.quads), without=without)
    old, new = graph(), graph(less=removed, more=added)
    if found is None or name != before.engine or not _followed(found, (*added, *removed), old, new):
        return None
    report = _Change(shapes, found, old, new, graph(more=added)).report(before, name, added, removed, statements)
    unnamed = any(isinstance(term, BlankNode) for result in report.results for term in (result.focus, result.value))
    return None if unnamed else report  # a full run has names of its own for blank nodes


def _followed(found: Dependencies, quads: Sequence[Quad], old: Graph, new: Graph) -> bool:
    """Whether a change is one whose reach can be told."""
    if any(isinstance(part, BlankNode) for quad in quads for part in (quad.subject, quad.object, quad.graph_name)):
        return False
    if any(quad.predicate == RDFS.subClassOf for quad in quads):
        return False
    # a kind of graph or a length is no node that anything is looked up from
    marks = {Path("back", mark) for mark in (graph_marks.STANDS_IN, graph_marks.LENGTH)}
    if any(marks & {access.step, *access.trail} for looks in found.looks.values() for access in looks.accesses):
        return False
    return old.is_named() and new.is_named()


@dataclass(frozen=True, slots=True)
class Judge:
    """Judges nodes of a graph by all shapes that are about them, on the triples that these look at.

    ``objects`` are those of the properties that ``sh:targetObjectsOf`` names, where they are known already.
    """

    shapes: Shapes
    dependencies: Dependencies
    graph: Graph
    objects: Mapping[str, Collection[str]] | None = None
    of_classes: dict[tuple[str, ...], set[object]] = field(default_factory=dict)

    def shapes_of(self, node: str) -> set[object]:
        """The shapes that are about a node."""
        aims = self.dependencies.aims
        found = self._of_classes(tuple(each for _, _, each in self.graph.match(node, graph_diff.TYPE, None)))
        found = found.union(aims.nodes.get(node, ()))
        for named, shapes in aims.subjects.items():
            if self.graph.match(node, named, None):
                found |= shapes
        for named, shapes in aims.objects.items():
            if self._is_object(node, named):
                found |= shapes
        return found

    def _of_classes(self, types: tuple[str, ...]) -> set[object]:
        """The shapes that are about what has just these types; there are few sets of types."""
        if types not in self.of_classes:
            classes = self.graph.with_above(types)
            self.of_classes[types] = set().union(*(self.dependencies.aims.classes.get(one, ()) for one in classes))
        return self.of_classes[types]

    def _is_object(self, node: str, named: str) -> bool:
        if self.objects is not None:
            return node in self.objects[named]
        return bool(self.graph.match(None, named, node))

    def aimed_at(self, nodes: Iterable[str]) -> dict[object, set[str]]:
        """The nodes by the shapes that are about them."""
        by_shape: dict[object, set[str]] = {}
        for node in nodes:
            for shape in self.shapes_of(node):
                by_shape.setdefault(shape, set()).add(node)
        return by_shape

    def judged(self, engine: str, by_shape: dict[object, set[str]]) -> list[Result]:
        """What the engine finds about these nodes, on the triples that the shapes look at from them."""
        if not by_shape:
            return []
        described: set[str] = set()  # what is looked at a property of may as well be known in full
        looked_at: dict[Found, None] = {}
        for shape, nodes in by_shape.items():
            ends: dict[Trail, set[str]] = {(): nodes}
            looks = self.dependencies.looks[shape]
            for access in looks.accesses:
                found = self._ends(access.trail, ends)
                if access.step.kind == "step":
                    described |= found
                else:
                    for node in found:
                        looked_at.update(dict.fromkeys(self.graph.match(None, access.step.property, node)))
            for pattern in looks.anywhere:
                quads = self.graph.quads(pattern.subject, pattern.predicate, pattern.object)
                looked_at.update(dict.fromkeys(map(graph_diff.found_in, quads)))
        for node in described:
            looked_at.update(dict.fromkeys(self.graph.match(node, None, None)))
        classes = {object for _, predicate, object in looked_at if predicate == graph_diff.TYPE}
        looked_at.update(dict.fromkeys(self._above(classes)))
        data = "".join([f"{subject} {predicate} {object} .\n" for subject, predicate, object in looked_at])
        given = [quad for quad in self.shapes.quads if local(quad.predicate) not in TARGETS and not makes_a_class(quad)]
        aim = NamedNode(f"{SH}targetNode")
        for shape, nodes in by_shape.items():
            given += [Quad(shape, aim, graph_diff.term_of(node)) for node in nodes]  # type: ignore[arg-type]
        return engines.run(engine, data, given)

    def _ends(self, trail: Trail, ends: dict[Trail, set[str]]) -> set[str]:
        if trail not in ends:
            ends[trail] = follow(self._ends(trail[:-1], ends), trail[-1], self.graph.match)
        return ends[trail]

    def _above(self, classes: Collection[str]) -> Iterable[Found]:
        """What the data says of which classes are above these."""
        seen, waiting = set(classes), list(classes)
        while waiting:
            for triple in self.graph.match(waiting.pop(), graph_diff.ABOVE, None):
                yield triple
                if triple[2] not in seen:
                    seen.add(triple[2])
                    waiting.append(triple[2])


@dataclass(frozen=True, slots=True)
class _Change:
    """Shapes and what they look at; the graph before, after, and with what either has."""

    shapes: Shapes
    dependencies: Dependencies
    old: Graph
    new: Graph
    either: Graph

    def report(
        self, before: Report, engine: str, added: Sequence[Quad], removed: Sequence[Quad], statements: int
    ) -> Report:
        """The report after the change."""
        quads = (*added, *removed)
        changed = graph_diff.triples(self.new, quads, self.old) | graph_diff.triples(self.old, quads, self.new)
        nodes = self._concerned(changed)
        judge = Judge(self.shapes, self.dependencies, self.new)
        results = judge.judged(engine, judge.aimed_at(nodes))
        kept = [result for result in before.results if str(result.focus) not in nodes]
        touched = {str(node) for quad in quads for node in (quad.subject, quad.object)}
        moved = described_by(set(filter(graph_diff.is_node, touched)), self.either)
        stay = [result for result in kept if moved.isdisjoint(map(str, family(result)))]
        anew = [result for result in kept if not moved.isdisjoint(map(str, family(result)))]
        return replace(
            before,
            results=ordered([*stay, *placed(located([*anew, *results], self.new), self.new)]),
            triples=statements,
            graphs=before.graphs + self._graphs(added, removed),
            checked=self._counts(before.checked, changed),
        )

    def _concerned(self, changed: Iterable[Found]) -> set[str]:
        """The nodes that a changed triple can be seen from, with all that results about the same nodes come from."""
        anchors: dict[object, set[str]] = {}  # by the property, and which way it was gone along
        nodes: set[str] = set()
        changed = list(changed)
        for subject, predicate, object in changed:
            for property in (predicate, None):
                anchors.setdefault(("step", property), set()).add(subject)
                anchors.setdefault(("back", property), set()).add(object)
        for shape, looks in self.dependencies.looks.items():
            for access in looks.accesses:
                seen = anchors.get((access.step.kind, access.step.property))
                if seen:
                    nodes |= back(seen, access.trail, self.either.match)
            if any(pattern.fits(*triple) for pattern in looks.anywhere for triple in changed):
                nodes |= self._all_targets(shape)
        surfacing = self._surfacing()
        while surfacing:
            told = nodes.union(*(along(nodes, trail, self.either.match) for trail in surfacing))
            wider = told.union(*(back(told, trail, self.either.match) for trail in surfacing))
            if wider == nodes:
                break
            nodes = wider
        return nodes

    def _surfacing(self) -> set[Trail]:
        return {trail for looks in self.dependencies.looks.values() for trail in looks.surfacing}

    def _all_targets(self, shape: object) -> set[str]:
        found: set[str] = set()
        for aimed, kind, named in self.dependencies.targets:
            if aimed != shape:
                continue
            if kind == "targetNode":
                found.add(str(named))
            elif kind == "targetClass":
                classes, waiting = {str(named)}, [str(named)]
                while waiting:
                    below = {each for each, _, _ in self.either.match(None, graph_diff.ABOVE, waiting.pop())} - classes
                    classes |= below
                    waiting += below
                found |= {each for one in classes for each, _, _ in self.either.match(None, graph_diff.TYPE, one)}
            elif isinstance(named, NamedNode):
                ends = self.either.match(None, str(named), None)
                found |= {each[0] if kind == "targetSubjectsOf" else each[2] for each in ends}
        return found

    def _counts(self, checked: Sequence[tuple[str, int]], changed: Iterable[Found]) -> tuple[tuple[str, int], ...]:
        """How many nodes each shape is about now."""
        aims = self.dependencies.aims
        aimed = {graph_diff.TYPE, *aims.subjects, *aims.objects}
        nodes = {node for triple in changed if triple[1] in aimed for node in (triple[0], triple[2])}
        counts = dict(checked)
        for node in nodes:
            for graph, one in ((self.old, -1), (self.new, 1)):
                for shape in Judge(self.shapes, self.dependencies, graph).shapes_of(node):
                    counts[name_of(shape)] += one
        return tuple(sorted(counts.items()))

    def _graphs(self, added: Sequence[Quad], removed: Sequence[Quad]) -> int:
        """How many graphs there are more than before."""
        names = {quad.graph_name for quad in (*added, *removed)}
        return sum(self.new.has_graph(name) - self.old.has_graph(name) for name in names)
