"""Quads and shapes in, a report out: the release gate, ``kg validate``, and the only door to the SHACL libraries.

All graphs are checked as one, with the kind of graph each node stands in marked (see ``placement``); classes and
properties are written out in our data, so neither reasoning nor the ontology is needed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from pyoxigraph import Quad

from kg.errors import InputError
from kg.validate import engines, files, placement
from kg.validate import shapes as shape_files
from kg.validate.context import located
from kg.validate.formats import FORMATS, render
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
    "render",
    "validate",
]


def validate(
    data: Iterable[Quad] | Sequence[Path], shapes: Sequence[Path] | None = None, *, engine: str = "auto"
) -> Report:
    """The report on quads, or on the files of RDF at these paths, against the shapes in files or OnRecord's own.

    ``auto`` takes the reference engine while the data is small, the fast one beyond, and what the shapes need in any
    case. Raises NotFound, UsageError, InputError and ShapesError, each naming the file.
    """
    loaded = shape_files.load(shapes)
    quads: list[Quad] = []
    for item in data:
        if isinstance(item, Path):
            quads.extend(files.read(item))
        else:
            quads.append(item)
    if not quads:
        raise InputError("nothing to validate: there is not one triple", hint="name other files")
    triples = placement.merged(quads)
    chosen = engines.choose(engine, loaded, len(triples))
    results, turtle = engines.run(chosen, triples, loaded)
    return Report(
        results=ordered(located(results, quads)),
        engine=chosen,
        triples=len({quad.triple for quad in quads}),
        graphs=len(placement.graph_names(quads)),
        turtle=turtle,
        elsewhere=len(placement.elsewhere(quads)),
    )
