"""What shapes refer to: other shapes and queries that may be described nowhere, or say nothing."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from kg.terms import RDF
from kg.validate import nesting
from kg.validate.vocabulary import ANNOTATING, FIRST, KNOWN, REFERS, REST, TARGETS, local, short

# what makes a node more than a name, a text and an aim: it would judge data if it were a shape
JUDGING = frozenset(name for name in KNOWN if name[:1].islower()) - ANNOTATING - TARGETS - {"severity", "deactivated"}
SHAPES = frozenset(["NodeShape", "PropertyShape", "Shape"])
OPERATORS = ("inversePath", "alternativePath", "zeroOrMorePath", "oneOrMorePath", "zeroOrOnePath")
# parameters of one constraint component (appendix A of the standard): without one of these there is no constraint
PARTNERS = {
    "flags": ("pattern",),
    "ignoredProperties": ("closed",),
    "qualifiedValueShape": ("qualifiedMinCount", "qualifiedMaxCount"),
    "qualifiedValueShapesDisjoint": ("qualifiedValueShape",),
    "qualifiedMinCount": ("qualifiedValueShape",),
    "qualifiedMaxCount": ("qualifiedValueShape",),
}
FEW = 20  # of missing shapes, for each of which another may be meant
ALIKE = 0.8  # of difflib: "AgentShape" and "AgentsShape", "name-min" and "name-max" no more
# with these, a shape that asks for less finds fault with more
NEGATING = frozenset(["not", "xone", "qualifiedMaxCount", "qualifiedValueShapesDisjoint"])


@dataclass(slots=True)
class References:
    """What the nodes of a shapes graph are, as far as it matters to what refers to them."""

    described: set[object] = field(default_factory=set)
    judging: dict[object, set[str]] = field(default_factory=dict)  # the properties of each node that judge
    shapes: set[object] = field(default_factory=set)
    closed: set[object] = field(default_factory=set)
    negated: set[object] = field(default_factory=set)  # the shapes within those that a negation is about
    missing: set[object] = field(default_factory=set)  # the shapes referred to that nothing describes
    calls: str = ""  # all queries

    def called(self, function: object) -> bool:
        """Whether a query may call a function: its name stands in one before a parenthesis."""
        name = _parts(function.value)[1] if isinstance(function, NamedNode) else ""
        return bool(name) and re.search(rf"{re.escape(name)}>?\s*\(", self.calls) is not None

    def exact(self, shape: object) -> bool:
        """Whether a shape that asks for less than is written could find fault with what is right."""
        return shape in self.closed or shape in self.negated


def references(quads: Sequence[Quad]) -> References:
    """What there is to refer to in a shapes graph."""
    found = References()
    within: dict[object, set[object]] = {}
    negated: set[object] = set()
    calls = []
    for quad in quads:
        name = local(quad.predicate) or ""
        found.described.add(quad.subject)
        if name in JUDGING:
            found.judging.setdefault(quad.subject, set()).add(name)
        if name in JUDGING or name in TARGETS or (quad.predicate == RDF.type and local(quad.object) in SHAPES):
            found.shapes.add(quad.subject)
        if name in REFERS or quad.predicate.value in (FIRST, REST):
            within.setdefault(quad.subject, set()).add(quad.object)
            if name in REFERS:
                found.shapes.add(quad.object)
        if name in NEGATING:
            negated.add(quad.object if name in ("not", "xone") else quad.subject)
        if name == "closed" and isinstance(quad.object, Literal) and quad.object.value in ("true", "1"):
            found.closed.add(quad.subject)
        if name in ("select", "ask", "construct") and isinstance(quad.object, Literal):
            calls.append(quad.object.value)
    found.missing = found.shapes - found.described
    found.negated = nesting.along(negated, within)
    found.calls = "\n".join(calls)
    return found


def dangling(quad: Quad, known: References) -> str:
    """What to say of a reference to what says nothing, in words; empty for any other statement."""
    name, target = local(quad.predicate), quad.object
    if name not in ("property", "sparql") or isinstance(target, Literal) or known.judging.get(target):
        return ""
    what = "property shape" if name == "property" else "constraint"
    if target in known.described:
        return f"sh:{name} {short(target)} says nothing: it has no sh:{'path' if name == 'property' else 'select'}"
    if isinstance(target, BlankNode):
        return f"sh:{name} [ ] is an empty {what}"
    return f"sh:{name} {short(target)} is described nowhere" + _near(target, known)


def undefined(quad: Quad, members: Iterable[object], known: References) -> Iterator[str]:
    """What to say of references to shapes that are described nowhere: every node conforms to one."""
    name = local(quad.predicate)
    for shape in members:
        if isinstance(shape, NamedNode) and shape not in known.described:
            yield f"sh:{name} {short(shape)} is described nowhere, so that every node meets it{_near(shape, known)}"


def alone(quad: Quad, known: References) -> str:
    """What to say of a parameter that needs another, which its shape has not; empty for any other statement."""
    name = local(quad.predicate) or ""
    partners = PARTNERS.get(name, ())
    if not partners or known.judging.get(quad.subject, set()).intersection(partners):
        return ""
    return f"sh:{name} judges nothing without {' or '.join(f'sh:{partner}' for partner in partners)}"


def without_path(target: object, known: References) -> str:
    """What to say of a property shape that judges something, but not where."""
    operators = [name for name in OPERATORS if name in known.judging.get(target, ())]
    way = f"; write sh:path [ sh:{operators[0]} … ]" if operators else ""
    return f"{short(target)} has no sh:path{way}"


def weakened(quads: Sequence[Quad], lost: Iterable[Quad]) -> list[Quad]:
    """The constraints that would find fault with what is right, now that shapes which they are about ask for less."""
    around: dict[object, set[object]] = {}
    for quad in quads:
        if local(quad.predicate) in REFERS or quad.predicate.value in (FIRST, REST):
            around.setdefault(quad.object, set()).add(quad.subject)
    lost = list(lost)
    weak = nesting.along({quad.subject for quad in lost}, around)
    unlisted = {quad.subject for quad in lost if local(quad.predicate) == "property"}
    disjoint = {quad.subject for quad in quads if local(quad.predicate) == "qualifiedValueShapesDisjoint"}
    found = []
    for quad in quads:
        name = local(quad.predicate)
        if (
            (name in ("not", "xone") and quad.object in weak)
            or (name == "qualifiedMaxCount" and quad.subject in weak)
            or (name == "qualifiedMinCount" and quad.subject in disjoint and around.get(quad.subject, set()) & weak)
            or (name == "closed" and quad.subject in unlisted)
        ):
            found.append(quad)
    return found


def _near(target: object, known: References) -> str:
    """What may be meant: one of the shapes of that namespace; nothing where whole files seem to be missing."""
    near = []
    if isinstance(target, NamedNode) and len(known.missing) <= FEW:
        namespace, name = _parts(target.value)
        names = [_parts(shape.value) for shape in known.shapes & known.described if isinstance(shape, NamedNode)]
        near = difflib.get_close_matches(name, sorted(one for of, one in names if of == namespace), 1, ALIKE)
        near = [f"; did you mean <{namespace}{one}>?" for one in near]
    return near[0] if near else "; is its file missing?"


def _parts(iri: str) -> tuple[str, str]:
    """The namespace of an IRI and its name in it."""
    name = re.split(r"[#/:]", iri)[-1]
    return iri.removesuffix(name), name
