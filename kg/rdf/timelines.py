"""Timelines as quads: the turns in the life of an asserted pledge, each a node of its own beside the pledge."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, Quad

from kg import iris
from kg.keys import digest
from kg.model import TimelineEntry
from kg.rdf.values import Pair, integer, named, text
from kg.terms import KG, RDF, RDFS, XSD


def timeline_quads(pledge: str, timeline: Iterable[TimelineEntry], *, base: str) -> Iterator[Quad]:
    """The timeline of a pledge, by its key, in the default graph."""
    subject = iris.situation_iri(base, pledge)
    for step, entry in enumerate(timeline, 1):
        part = digest(entry.turn, entry.since, entry.status, entry.by, length=8)
        node = iris.situation_iri(base, pledge, f"timeline-{part}")
        yield Quad(subject, KG.timelineEntry, node)
        yield Quad(node, KG.step, integer(step))
        for predicate, value in _pairs(entry, base):
            yield Quad(node, predicate, value)


def _pairs(entry: TimelineEntry, base: str) -> Iterator[Pair]:
    yield RDF.type, KG.TimelineEntry
    yield RDFS.label, text(_label(entry), "en")
    yield KG.turn, named(entry.turn)
    if entry.since:
        yield KG.since, Literal(entry.since, datatype=XSD.date)
    if entry.status:
        yield KG.status, named(entry.status)
    yield KG.broughtBy, iris.situation_iri(base, entry.by)
    if entry.evidence:
        yield KG.evidenceFor, named(entry.evidence)


def _label(entry: TimelineEntry) -> str:
    """Its turn, how the pledge stands since, and the day: "Contradiction (contradicted); 2021-03-04"."""
    status = f" ({entry.status.value.removesuffix('Pledge').lower()})" if entry.status else ""
    return f"{entry.turn.value}{status}" + (f"; {entry.since}" if entry.since else "")
