"""Roles: the property each one has in an asserted situation, and the nodes that name it where nothing is asserted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from pyoxigraph import Literal, NamedNode

from kg.frames import OPEN
from kg.iris import entity_iri
from kg.model import Filling, RoleFilling
from kg.rdf.values import Pair, text
from kg.terms import KG, RDF, SUPERPROPERTIES, term

# the roles of a pledge that say what is pledged: they stand on its content alone, under properties of their own
CONTENT = {
    "act": KG.act,
    "product": KG.pledgedProduct,
    "counterparty": KG.counterparty,
    "exception": KG.exception,
    "condition": KG.condition,
}
# the roles of an open event that are no preposition
GENERAL = frozenset({"agent", "theme", "recipient", "amount", "place"})


def role_property(frame: str, role: str) -> NamedNode:
    """The property of a frame's role; ``KeyError`` if the ontology has none."""
    if frame == "Pledge" and role in CONTENT:
        return CONTENT[role]
    if frame == OPEN and role not in GENERAL:
        return term(f"kg:party{role.capitalize()}")  # brought in by a preposition
    return term(f"kg:{role}")


def role_pairs(frame: str, filling: Filling, *, base: str, state: bool = False) -> Iterator[Pair]:
    """A role of an asserted situation: its property and all above it. Other vocabularies' get entities only.

    SEM's properties are for events: with ``state`` they are left out.
    """
    predicate, value = role_property(frame, filling.role), filler(filling, base=base)
    yield predicate, value
    for above in SUPERPROPERTIES.get(predicate, ()):
        ours = above.value.startswith(NAMESPACE)
        if ours or (isinstance(value, NamedNode) and not state):
            yield above, value


def filling_parts(
    fillings: Sequence[Filling], written: Sequence[RoleFilling] = ()
) -> Iterator[tuple[str, Filling, RoleFilling | None]]:
    """Each filling with the name of its node's part (``role-buyer``, a second one ``role-buyer-2``) and its words."""
    seen: Counter[str] = Counter()
    for index, filling in enumerate(fillings):
        seen[filling.role] += 1
        number = f"-{seen[filling.role]}" if seen[filling.role] > 1 else ""
        yield f"role-{filling.role}{number}", filling, written[index] if written else None


def filling_pairs(frame: str, filling: Filling, *, base: str, words: str | None = None) -> Iterator[Pair]:
    """A ``kg:RoleFilling``: the role by name, and the entity or else the literal that fills it."""
    yield RDF.type, KG.RoleFilling
    yield KG.role, role_property(frame, filling.role)
    if filling.entity:
        yield KG.filler, entity_iri(base, filling.entity)
    else:
        yield KG.value, text(filling.value or words or "")


def filler(filling: Filling, *, base: str) -> NamedNode | Literal:
    """What fills a role, as a term."""
    return entity_iri(base, filling.entity) if filling.entity else text(filling.value or "")


NAMESPACE = KG.role.value.removesuffix("role")
