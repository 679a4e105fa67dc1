"""What each shape looks at: from where a triple can be seen, so that a change of it concerns those nodes alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from pyoxigraph import Literal, NamedNode, Quad

from kg.terms import RDF
from kg.validate import nesting, query_footprint, targets
from kg.validate.property_paths import Access, Described, Path, Trail, accesses
from kg.validate.shapes import Shapes
from kg.validate.targets import Aims, Target, aims
from kg.validate.vocabulary import SH, local

TYPE = Path("step", RDF.type)
APPLIED = ("node", "not", "qualifiedValueShape")  # to the value nodes, each a shape
LISTED = ("and", "or", "xone")  # each a list of shapes
MAX_STEPS = 20_000  # shapes that share others can be gone through in very many ways
COMPARED = ("equals", "disjoint", "lessThan", "lessThanOrEquals")  # with another property of the focus node


@dataclass(slots=True)
class Looks:
    """What one shape with targets looks at from each of its nodes.

    ``surfacing`` are the trails to other nodes that its results may be about; ``anywhere`` the queries that look at
    triples which nothing connects with the node.
    """

    accesses: set[Access] = field(default_factory=set)
    surfacing: set[Trail] = field(default_factory=set)
    anywhere: set[query_footprint.Pattern] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Dependencies:
    """The targets of the shapes, in a row and by what they name, and what each shape looks at."""

    targets: tuple[Target, ...]
    aims: Aims
    looks: dict[object, Looks]


@lru_cache(maxsize=4)
def dependencies(shapes: Shapes) -> Dependencies | None:
    """Those of the shapes; None where only all of the data tells: recursion, own components, odd queries."""
    if any(local(quad.object) == "ConstraintComponent" or local(quad.predicate) == "target" for quad in shapes.quads):
        return None
    if nesting.recursive(shapes.quads):
        return None
    described = Described(shapes.quads)
    found_targets = tuple(targets.targets(shapes.quads))
    found: dict[object, Looks] = {}
    try:
        for shape, kind, named in found_targets:
            looks = found.setdefault(shape, Looks())
            if kind == "targetClass":
                looks.accesses.add(Access((), TYPE))
            elif kind != "targetNode" and isinstance(named, NamedNode):
                looks.accesses.add(Access((), Path("step" if kind == "targetSubjectsOf" else "back", named)))
        parents = _parents(shapes.quads)
        for shape, looks in found.items():
            _Walk(described, parents, looks).shape(shape, (), surfaces=True)
    except query_footprint.Unknown:
        return None
    return Dependencies(found_targets, aims(found_targets), found)


def _parents(quads: Sequence[Quad]) -> dict[object, list[object]]:
    parents: dict[object, list[object]] = {}
    for quad in quads:
        if local(quad.predicate) == "property":
            parents.setdefault(quad.object, []).append(quad.subject)
    return parents


class _Walk:
    """Through a shape and all that it refers to."""

    def __init__(self, described: Described, parents: dict[object, list[object]], looks: Looks) -> None:
        self.described, self.parents, self.looks = described, parents, looks
        self.steps = 0

    def shape(self, shape: object, trail: Trail, *, surfaces: bool) -> None:
        """Note what a shape looks at from the nodes where a trail ends; ``surfaces`` if its results are told."""
        self.steps += 1
        if self.steps > MAX_STEPS:
            raise query_footprint.Unknown
        if surfaces and trail:
            self.looks.surfacing.add(trail)
        values = trail
        for node in self._objects(shape, "path"):
            path = self.described.path(node)
            self.looks.accesses.update(accesses(trail, path))
            values = (*trail, path)
        for iri, objects in self.described.properties(shape).items():
            name = local(NamedNode(iri))
            if name == "class":
                self.looks.accesses.add(Access(values, TYPE))
            elif name == "closed":
                self.looks.accesses.add(Access(values, Path("step")))
            elif name in COMPARED:
                for other in objects:
                    if isinstance(other, NamedNode):
                        self.looks.accesses.add(Access(trail, Path("step", other)))
            elif name == "sparql":
                for query in objects:
                    self._query(query, trail)
        for inner, told in self._inner(shape):
            self.shape(inner, values, surfaces=surfaces and told)

    def _inner(self, shape: object) -> Iterator[tuple[object, bool]]:
        """The shapes that a shape applies to its values, and whether their results are told as such."""
        for inner in self._objects(shape, "property"):
            yield inner, True
        for name in APPLIED:
            for inner in self._objects(shape, name):
                yield inner, False
        for name in LISTED:
            for head in self._objects(shape, name):
                for inner in self.described.listed(head):
                    yield inner, False
        if self._objects(shape, "qualifiedValueShapesDisjoint"):
            for parent in self.parents.get(shape, ()):
                for sibling in self._objects(parent, "property"):
                    for inner in self._objects(sibling, "qualifiedValueShape"):
                        yield inner, False

    def _query(self, node: object, trail: Trail) -> None:
        for text in self._objects(node, "select"):
            if isinstance(text, Literal):
                footprint = query_footprint.footprint(text.value, self._prefixes(node))
                self.looks.accesses.update(Access((*trail, *each.trail), each.step) for each in footprint.connected)
                self.looks.anywhere.update(footprint.anywhere)

    def _prefixes(self, node: object) -> dict[str, str]:
        found = {}
        for owner in self._objects(node, "prefixes"):
            for declaration in self._objects(owner, "declare"):
                for prefix, namespace in zip(
                    self._objects(declaration, "prefix"), self._objects(declaration, "namespace"), strict=False
                ):
                    if isinstance(prefix, Literal) and isinstance(namespace, Literal):
                        found[prefix.value] = namespace.value
        return found

    def _objects(self, node: object, name: str) -> Sequence[object]:
        return self.described.properties(node).get(SH + name, ())
