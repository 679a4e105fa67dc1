"""How shapes lie within one another: too deep, in a ring, or by referring to themselves."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import BlankNode, NamedNode, Quad

from kg.errors import ShapesError
from kg.terms import RDF
from kg.validate.vocabulary import FIRST, REFERS, REST, TARGETS, local, short

MAX_DEPTH = 60  # of blank nodes within one another; engines recurse


def bounded(quads: Iterable[Quad], source: str) -> None:
    """Refuse blank nodes nested too deep, or in a ring; the links of a list do not count."""
    level: set[object] = set()  # what an engine begins with; what nothing leads to is not looked at
    inner: dict[object, set[object]] = {}
    rest: dict[object, set[object]] = {}
    for quad in quads:
        if isinstance(quad.subject, NamedNode) or quad.predicate == RDF.type or local(quad.predicate) in TARGETS:
            level.add(quad.subject)
        if isinstance(quad.object, BlankNode):
            (rest if quad.predicate.value == REST else inner).setdefault(quad.subject, set()).add(quad.object)
    for _ in range(MAX_DEPTH):
        level = {target for subject in along(level, rest) for target in inner.get(subject, ())}
        if not level:
            return
    raise ShapesError(f"blank nodes nested more than {MAX_DEPTH} deep", source=source, hint="give inner shapes names")


def along(level: set[object], rest: dict[object, set[object]]) -> set[object]:
    """The nodes, and those further along the lists that they begin."""
    seen = set(level)
    waiting = list(level)
    while waiting:
        new = rest.get(waiting.pop(), set()) - seen
        seen |= new
        waiting += new
    return seen


def recursive(quads: Iterable[Quad]) -> str | None:
    """A shape that refers to itself, at once or through others: one of a ring, if there is one."""
    waiting: dict[object, set[object]] = {}  # the shapes each refers to that are not known to lead out
    for quad in quads:
        if local(quad.predicate) in REFERS or quad.predicate.value in (FIRST, REST):
            waiting.setdefault(quad.subject, set()).add(quad.object)
    referring: dict[object, list[object]] = {}
    for subject, objects in waiting.items():
        for target in objects:
            referring.setdefault(target, []).append(subject)
    free = [term for term in referring if term not in waiting]
    while free:
        done = free.pop()
        for subject in referring.get(done, ()):
            waiting[subject].discard(done)
            if not waiting[subject]:
                del waiting[subject]
                free.append(subject)
    return min((short(term) for term in waiting), default=None)  # an IRI sorts before "[ … ]"
