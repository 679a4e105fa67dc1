"""Validating a store too large for memory: its nodes a batch at a time, with the report of a run over all of it.

What the shapes look at says which triples a node's judgement needs (see ``dependencies``); those of a batch of nodes
are looked up in the store and handed to the engine.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from itertools import chain, islice

from pyoxigraph import DefaultGraph, NamedNode, Store

from kg.validate import engines, graph_marks, report_store
from kg.validate import shapes as shape_files
from kg.validate.context import located
from kg.validate.dependencies import dependencies
from kg.validate.graph_diff import Graph
from kg.validate.incremental import Judge
from kg.validate.report import Report, Result, ordered
from kg.validate.shapes import Shapes
from kg.validate.source_lines import placed
from kg.validate.targets import name_of

SIZE = 20_000  # nodes; those and what they lead to are in memory at once


def validate_batches(
    stored: Store,
    subjects: Iterable[NamedNode],
    shapes: Shapes | None = None,
    *,
    without: Collection[str] = (),
    engine: str = "auto",
) -> Report | None:
    """The report on a store without the graphs named in ``without``, whose ``subjects`` are given, each once.

    None where the shapes need all of the data at once.
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
    objects = {named: frozenset(quad.object for quad in whole.quads(None, named, None)) for named in found.aims.objects}
    named = frozenset(found.aims.nodes).union(*objects.values())
    for nodes in _batches(chain(subjects, (node for node in named if not _is_subject(node, whole)))):
        graph = Graph(stored, marks=marks, without=without)  # remembers what was looked up, so each has its own
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


def _is_subject(node: object, graph: Graph) -> bool:
    return next(graph.quads(node, None, None), None) is not None


def _batches(nodes: Iterable[object]) -> Iterator[list[object]]:
    rest = iter(nodes)
    while batch := list(islice(rest, SIZE)):
        yield batch
