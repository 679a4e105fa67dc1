"""Which nodes each shape is about: counted, so that a run that checked nothing shows, and chosen from."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from pyoxigraph import NamedNode, Quad

from kg.errors import UsageError
from kg.terms import PREFIXES, RDF, RDFS
from kg.validate import nesting
from kg.validate.vocabulary import FIRST, REFERS, REST, TARGETS, local

SHAPES = "https://w3id.org/onrecord/shapes#"
OWL_CLASS = NamedNode("http://www.w3.org/2002/07/owl#Class")

Target = tuple[object, str, object]  # the shape, the kind of target, what it names


@dataclass(slots=True)
class Aims:
    """The shapes by what their targets name, as text: nodes, classes, properties of whose subjects or objects."""

    nodes: dict[str, set[object]] = field(default_factory=dict)
    classes: dict[str, set[object]] = field(default_factory=dict)
    subjects: dict[str, set[object]] = field(default_factory=dict)
    objects: dict[str, set[object]] = field(default_factory=dict)


def aims(found: Iterable[Target]) -> Aims:
    """Targets by what they name."""
    told = Aims()
    kinds = {
        "targetNode": told.nodes,
        "targetClass": told.classes,
        "targetSubjectsOf": told.subjects,
        "targetObjectsOf": told.objects,
    }
    for shape, kind, named in found:
        kinds[kind].setdefault(str(named), set()).add(shape)
    return told


class Counts:
    """Watches statements go by, and knows then how many nodes each shape is about."""

    def __init__(self, shapes: Sequence[Quad]) -> None:
        self._wanted = list(targets(shapes))
        self._instances: dict[object, set[int]] = {}
        self._subjects: dict[object, set[int]] = self._named("targetSubjectsOf")
        self._objects: dict[object, set[int]] = self._named("targetObjectsOf")
        self._below: dict[object, set[object]] = {}

    def _named(self, kind: str) -> dict[object, set[int]]:
        return {named: set() for _, each, named in self._wanted if each == kind}

    def see(self, quad: Quad) -> None:
        """Take note of a statement; nodes are told apart by their hashes, which take less room."""
        predicate = quad.predicate
        if predicate == RDF.type:
            self._instances.setdefault(quad.object, set()).add(hash(quad.subject))
        elif predicate == RDFS.subClassOf:
            self._below.setdefault(quad.object, set()).add(quad.subject)
        if predicate in self._subjects:
            self._subjects[predicate].add(hash(quad.subject))
        if predicate in self._objects:
            self._objects[predicate].add(hash(quad.object))

    def added(self) -> tuple[Quad, ...]:
        """Nothing."""
        return ()

    def by_shape(self, *, apart: Collection[int] = ()) -> tuple[tuple[str, int], ...]:
        """Each shape that has a target, and how many nodes it is about; those that are about none too.

        Those without a name are one, with an empty one. Nodes whose hashes are in ``apart`` do not count.
        """
        about: dict[object, set[int]] = {}
        for shape, kind, named in self._wanted:
            about.setdefault(shape, set()).update(self._nodes(kind, named).difference(apart))
        counts: dict[str, int] = {}
        for shape, found in about.items():
            counts[name_of(shape)] = counts.get(name_of(shape), 0) + len(found)
        return tuple(sorted(counts.items()))

    def _nodes(self, kind: str, named: object) -> set[int]:
        if kind == "targetNode":
            return {hash(named)}
        if kind == "targetClass":
            classes = nesting.along({named}, self._below)
            return set().union(*(self._instances.get(each, set()) for each in classes))
        return (self._subjects if kind == "targetSubjectsOf" else self._objects).get(named, set())


def only(shapes: Sequence[Quad], names: Sequence[str]) -> tuple[tuple[Quad, ...], frozenset[str]]:
    """The shapes graph with the targets that these shapes need, and the IRIs of the shapes.

    A name is an IRI, has a known prefix, or is the part of an IRI after its last ``#`` or ``/``; ``UsageError`` where
    it is nobody's or not one shape's alone.
    """
    chosen = frozenset(_named(shapes, name) for name in names)
    within: dict[object, set[object]] = {}
    for quad in shapes:
        if local(quad.predicate) in REFERS or quad.predicate.value in (FIRST, REST):
            within.setdefault(quad.subject, set()).add(quad.object)
    needed = {
        shape
        for shape in {quad.subject for quad in shapes}
        if any(isinstance(part, NamedNode) and part.value in chosen for part in nesting.along({shape}, within))
    }
    kept = tuple(
        quad
        for quad in shapes
        if quad.subject in needed or not (local(quad.predicate) in TARGETS or makes_a_class(quad))
    )
    return kept, chosen


def targets(quads: Sequence[Quad]) -> Iterator[Target]:
    """All targets, the implicit ones of shapes that are classes too (section 2.1.3.3 of the standard)."""
    shapes = {
        quad.subject
        for quad in quads
        if local(quad.predicate)
        or (quad.predicate == RDF.type and local(quad.object) in ("NodeShape", "PropertyShape"))
    }
    for quad in quads:
        kind = local(quad.predicate)
        if kind in TARGETS:
            yield quad.subject, str(kind), quad.object
        elif quad.subject in shapes and makes_a_class(quad):
            yield quad.subject, "targetClass", quad.subject


def name_of(shape: object) -> str:
    """The IRI of a shape, empty where it has none."""
    return shape.value if isinstance(shape, NamedNode) else ""


def makes_a_class(quad: Quad) -> bool:
    """Whether a statement of a shapes graph, as it is loaded, says that its subject is a class."""
    return quad.predicate == RDF.type and quad.object == RDFS.Class


def kinds_of_class(quads: Iterable[Quad]) -> set[object]:
    """The classes in a shapes graph whose instances are classes."""
    below: dict[object, set[object]] = {}
    for quad in quads:
        if quad.predicate == RDFS.subClassOf:
            below.setdefault(quad.object, set()).add(quad.subject)
    return nesting.along({RDFS.Class, OWL_CLASS}, below)


def _named(quads: Sequence[Quad], name: str) -> str:
    shapes = {
        term.value
        for quad in quads
        if local(quad.predicate) is not None or local(quad.object) in ("NodeShape", "PropertyShape")
        for term in (quad.subject, *([quad.object] if local(quad.predicate) in REFERS else []))
        if isinstance(term, NamedNode)
    }
    prefix, _, rest = name.partition(":")
    full = {"shape": SHAPES, **PREFIXES}.get(prefix, f"{prefix}:") + rest
    exact = [iri for iri in (name.strip("<>"), full) if iri in shapes]
    found = exact[:1] or sorted(iri for iri in shapes if iri.rpartition("#")[2].rpartition("/")[2] == name)
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(f"more than one shape {name!r}: {', '.join(found[:3])}; give its whole IRI")
    raise UsageError(f"no shape {name!r} in the shapes; 'kg validate --format json' lists those checked")
