"""Quads and shapes in, a report out: the release gate, ``kg validate``, and the only door to the SHACL libraries.

All graphs are checked as one, with the kind of graph each node stands in marked (see ``placement``); classes and
properties are written out in our data, so neither reasoning nor the ontology is needed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from pyoxigraph import DefaultGraph, NamedNode, Quad

from kg.errors import InputError, UsageError
from kg.validate import engines, files, placement, targets
from kg.validate import shapes as shape_files
from kg.validate.baseline import compare
from kg.validate.baseline import write as write_baseline
from kg.validate.context import located
from kg.validate.explain import explain
from kg.validate.files import matching
from kg.validate.formats import FORMATS, render
from kg.validate.places import placed
from kg.validate.report import FAIL_ON, Report, Result, Severity, by_article, ordered

ENGINES = engines.ENGINES

__all__ = [
    "ENGINES",
    "FAIL_ON",
    "FORMATS",
    "Report",
    "Result",
    "Severity",
    "by_article",
    "compare",
    "explain",
    "matching",
    "render",
    "validate",
    "write_baseline",
]


def validate(
    data: Iterable[Quad] | Sequence[Path],
    shapes: Sequence[Path] | None = None,
    *,
    engine: str = "auto",
    graphs: Sequence[str] | None = None,
    only: Sequence[str] | None = None,
    focus: Sequence[str] | None = None,
) -> Report:
    """The report on quads, or on the files of RDF at these paths, against the shapes in files or OnRecord's own.

    ``auto`` takes the reference engine while the data is small, the fast one beyond, and what the shapes need in any
    case. ``graphs`` are the graphs that count as data (``default``, or IRIs), ``only`` the shapes that are applied,
    ``focus`` the nodes whose results are told. Raises NotFound, UsageError, InputError and ShapesError, each naming the
    file.
    """
    loaded, chosen = shape_files.load(shapes), frozenset[str]()
    if only:
        loaded, chosen = targets.only(loaded, only)
    paths = [item for item in data if isinstance(item, Path)] if isinstance(data, Sequence) else []
    quads = list(_within(_read(data), graphs))
    if not quads:
        raise InputError("nothing to validate: there is not one triple", hint="name other files or graphs")
    nodes = _nodes(quads, focus)
    triples = placement.merged(quads)
    name = engines.choose(engine, loaded, len(triples))
    results, turtle = engines.run(name, triples, loaded)
    results = [
        result
        for result in results
        if (not chosen or result.shape in chosen) and (nodes is None or result.focus in nodes)
    ]
    return Report(
        results=ordered(placed(located(results, quads), quads, paths)),
        engine=name,
        triples=len({quad.triple for quad in quads}),
        graphs=len(placement.graph_names(quads)),
        turtle=turtle,
        elsewhere=len(placement.elsewhere(quads)),
        checked=targets.checked(triples, loaded),
    )


def _read(data: Iterable[Quad] | Sequence[Path]) -> Iterator[Quad]:
    for item in data:
        if isinstance(item, Path):
            yield from files.read(item)
        else:
            yield item


def _within(quads: Iterator[Quad], graphs: Sequence[str] | None) -> Iterator[Quad]:
    names = None if graphs is None else {"" if name == "default" else name.strip("<>") for name in graphs}
    for quad in quads:
        name = "" if isinstance(quad.graph_name, DefaultGraph) else quad.graph_name.value
        if names is None or name in names:
            yield quad


def _nodes(quads: Sequence[Quad], focus: Sequence[str] | None) -> set[object] | None:
    """The nodes to tell of; ``UsageError`` for one that the data does not have."""
    if not focus:
        return None
    wanted: set[object] = {NamedNode(name.strip("<>")) for name in focus}
    missing = wanted - {term for quad in quads for term in (quad.subject, quad.object)}
    if missing:
        raise UsageError(f"no node {min(str(node) for node in missing)} in the data")
    return wanted
