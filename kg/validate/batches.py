"""Validating a store too large for memory: its nodes a batch at a time, with the report of a run over all of it.

What the shapes look at says which triples a node's judgement needs (see ``dependencies``): its own, which are read as
they come, and those that it leads to or that lead to it, which are looked up in the store.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby

from pyoxigraph import DefaultGraph, NamedNode, Store

from kg.validate import engines, graph_marks, report_store
from kg.validate import shapes as shape_files
from kg.validate.context import located
from kg.validate.dependencies import dependencies
from kg.validate.graph_diff import Graph, term_of
from kg.validate.incremental import Judge
from kg.validate.report import Report, Result, ordered
from kg.validate.shapes import Shapes
from kg.validate.source_lines import placed
from kg.validate.targets import name_of

SIZE = 100_000  # statements; those and what they lead to are in memory at once
REMEMBERED = 20_000  # nodes looked up, with what is said of them: some 4 kB each


def validate_batches(
    stored: Store,
    lines: Iterable[str],
    shapes: Shapes | None = None,
    *,
    without: Collection[str] = (),
    engine: str = "auto",
) -> Report | None:
    """The report on a store without the graphs named in ``without``.

    ``lines`` are its statements, as N-Quads without line ends, those of each subject together. None where the shapes
    need all of the data at once.
    """
    shapes = shapes or shape_files.load()
    found = dependencies(shapes)
    if found is None:
        return None
    name, notes = engines.choose(engine, shapes.only)
    marks = graph_marks.wanted(shapes.quads)
    results: list[Result] = []
    checked = Counter({name_of(shape): 0 for shape, _, _ in found.targets})
    whole = Graph(stored, marks=marks, without=without)
    objects = {
        named: frozenset(str(quad.object) for quad in whole.quads(None, term_of(named), None))
        for named in found.aims.objects
    }
    named = frozenset(found.aims.nodes).union(*objects.values())
    apart = [node for node in named if not whole.match(node, None, None)]  # they are about nodes that are no subjects
    stated = lru_cache(REMEMBERED)(whole.stated)  # by batch after batch: agents, sources, what many claims share
    for nodes, own in _batches(lines, apart):
        graph = Graph(stored, marks=marks, without=without, lines=own, stated=stated)
        judge = Judge(shapes, found, graph, objects)
        by_shape = judge.aimed_at(nodes)
        checked.update({name_of(shape): len(aimed) for shape, aimed in by_shape.items()})
        results += placed(located(judge.judged(name, by_shape), graph), graph)
    names = [graph for graph in stored.named_graphs() if not (isinstance(graph, NamedNode) and graph.value in without)]
    unnamed = next(stored.quads_for_pattern(None, None, None, DefaultGraph()), None) is not None
    left_out = sum(1 for graph in without for _ in stored.quads_for_pattern(None, None, None, NamedNode(graph)))
    return Report(
        results=ordered(results),
        engine=name,
        triples=len(stored) - left_out,
        graphs=len(names) + unnamed,
        elsewhere=0,
        checked=tuple(sorted(checked.items())),
        notes=(*shapes.notes, *notes),
        basis=report_store.basis(shapes),
    )


def _batches(lines: Iterable[str], apart: Sequence[str]) -> Iterator[tuple[list[str], list[str]]]:
    """Nodes with their statements, so many at a time, and at last those of which nothing is said."""
    nodes, own = list[str](), list[str]()
    for subject, group in groupby(lines, key=lambda line: line.partition(" ")[0]):
        nodes.append(subject)
        own += group
        if len(own) >= SIZE:
            yield nodes, own
            nodes, own = [], []
    yield [*nodes, *apart], own
