"""What a reader should know of the shapes: where they say something that means another thing, or nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pyoxigraph import Literal, Quad

from kg.validate.property_paths import Described
from kg.validate.shape_sources import Source
from kg.validate.vocabulary import SH, flags_of, local
from kg.validate.wellformed import Problem, pattern_mark
from kg.validate.xpath_regex import translated


def remarks(sources: Sequence[Source], shapes: Sequence[Quad]) -> Iterator[tuple[Source, Problem]]:
    """What is to be said of the shapes in each file, given all of a run, whatever file each stands in."""
    described, flags = Described(shapes), flags_of(shapes)
    queries = {quad.object for quad in shapes if local(quad.predicate) == "sparql"}
    for source in sources:
        for quad in source.quads:
            name = local(quad.predicate)
            if name == "pattern" and isinstance(quad.object, Literal):
                for text in _liberties(quad.object.value, flags.get(quad.subject, "")):
                    mark = pattern_mark(quad.object.value)
                    yield source, Problem(text, quad, mark, kind=text, lost=False, dropped=False)
            elif name == "severity" and quad.subject in queries and not described.objects(quad.subject, f"{SH}sparql"):
                text = "sh:severity of a query means nothing in SHACL 1.0: that of its shape counts"
                yield source, Problem(text, quad, kind=text, lost=False, dropped=False)


def _liberties(pattern: str, flags: str) -> Iterator[str]:
    for liberty in translated(pattern, flags).liberties:
        yield f"sh:pattern {pattern[:60]!r} is not quite XPath's: {liberty}"
