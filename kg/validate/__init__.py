"""Quads and shapes in, a report out: the release gate, ``kg validate``, and the only door to the SHACL libraries.

All graphs are checked as one, with the kind of graph each node stands in marked (see ``graph_marks``); classes and
properties are written out in our data, so neither reasoning nor the ontology is needed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from pyoxigraph import Quad

from kg.errors import UsageError
from kg.validate import advanced, engines, graph_marks, lexical_forms, report_store, targets
from kg.validate import data as reading
from kg.validate import shapes as shape_files
from kg.validate.baseline import compare
from kg.validate.baseline import write as write_baseline
from kg.validate.batches import validate_batches
from kg.validate.context import located
from kg.validate.explain import explain
from kg.validate.files import matching
from kg.validate.formats import FORMATS, render
from kg.validate.incremental import revalidate
from kg.validate.report import FAIL_ON, Report, Result, Severity, by_article, ordered
from kg.validate.report_store import FILE as REPORT
from kg.validate.report_store import dumps, load
from kg.validate.source_lines import placed

ENGINES = engines.ENGINES
FORMAT_NAMES = tuple(name for name, _ in FORMATS)

__all__ = [
    "ENGINES",
    "FAIL_ON",
    "FORMATS",
    "FORMAT_NAMES",
    "REPORT",
    "Report",
    "Result",
    "Severity",
    "by_article",
    "compare",
    "dumps",
    "explain",
    "load",
    "matching",
    "render",
    "revalidate",
    "validate",
    "validate_batches",
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
    beside: Sequence[Path] = (),
    contexts: Mapping[str, Path] | None = None,
    lexical: bool = False,
    skip_faulty: bool = False,
) -> Report:
    """The report on quads, or on the files of RDF at these paths, against the shapes in files or OnRecord's own.

    ``auto`` takes the fast engine, or the one that the shapes need, with a note. ``graphs`` are the graphs that count
    as data (``default``, or IRIs), ``only`` the shapes that are applied, ``focus`` the nodes whose results are told.
    The files ``beside`` are looked things up in, but nothing is told of what they alone describe; ``contexts`` are
    files for addresses of JSON-LD contexts. ``lexical`` has ``sh:datatype`` check how values of every XSD datatype are
    written, and not of those alone that SPARQL 1.1 computes with. ``skip_faulty`` goes on without constraints that
    cannot be used, and notes them.
    Raises NotFound, UsageError, InputError and ShapesError, each naming the file.
    """
    loaded, chosen = shape_files.load(shapes, skip_faulty=skip_faulty), frozenset[str]()
    quads = loaded.quads
    if only:
        quads, chosen = targets.only(quads, only)
    counts, marks = targets.Counts(quads), graph_marks.Marks(graph_marks.wanted(quads))
    read = reading.read(data, beside=beside, graphs=graphs, contexts=contexts, watchers=(counts, marks))
    nodes = {_node(read, name) for name in focus or ()}
    name, notes = engines.choose(engine, loaded.only)
    aimed = advanced.aimed(quads, read.nquads)
    found = engines.run(name, read.nquads + aimed.added, aimed.shapes, lexical=lexical)
    results = [
        result
        for result in found
        if (not chosen or result.shape in chosen)
        and (not nodes or str(result.focus) in nodes)
        and hash(result.focus) not in read.apart
    ]
    return Report(
        results=ordered(placed(located(results, read), read)),
        engine=name,
        triples=read.statements,
        graphs=len(read.graphs),
        elsewhere=len(marks.elsewhere()),
        checked=aimed.counted(counts.by_shape(apart=read.apart)),
        notes=(*loaded.notes, *notes, *(lexical_forms.note(read.nquads) if lexical else ())),
        basis=report_store.basis(loaded),
    )


def _node(read: reading.Data, name: str) -> str:
    """The node as N-Triples writes it; ``UsageError`` where the data does not have it."""
    node = f"<{name.strip('<>')}>"
    if not read.names(node):
        raise UsageError(f"no node {node} in the data")
    return node
