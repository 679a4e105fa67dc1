"""Entities as quads of the default graph: types, names, identifiers, what they are part of and who provides them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import NamedNode, Quad

from kg import keys
from kg.iris import entity_iri
from kg.model import ORGANIZATION_TYPES, Entity, EntityType, Filling
from kg.rdf.values import Pair, link, text, types
from kg.terms import DCTERMS, ORG, RDFS, SCHEMA, SKOS, term


def entity_quads(entity: Entity, entities: Mapping[str, Entity], *, base: str) -> Iterator[Quad]:
    """An entity; links to those that are not among ``entities`` are left out."""
    subject = entity_iri(base, entity.key)
    for predicate, value in _describe(entity, entities, base):
        yield Quad(subject, predicate, value)


def publishers(names: Iterable[str | None], entities: Iterable[Entity]) -> dict[str, Entity]:
    """The outlet of every publisher's name: the organization known by it, else one made of it.

    Of several known by one name: by its own name before by an alias, outlets before others, then the smallest key.
    """
    found = sorted({name for name in names if name and fold(name)})
    wanted = {fold(name) for name in found}
    known: dict[str, tuple[tuple[bool, bool, str], Entity]] = {}
    for entity in entities:
        if entity.type in ORGANIZATION_TYPES:
            for name in (entity.name, *entity.aliases):
                rank = (name != entity.name, entity.type != EntityType.OUTLET, entity.key)
                folded = fold(name)
                if folded in wanted and (folded not in known or rank < known[folded][0]):
                    known[folded] = (rank, entity)
    return {name: known[fold(name)][1] if fold(name) in known else _outlet(name) for name in found}


def fold(name: str) -> str:
    """A name without case, punctuation and leading article, for comparing outlets."""
    words = re.findall(r"\w+", unicodedata.normalize("NFKC", name).casefold())
    return " ".join(words[1:] if words[:1] == ["the"] else words)


def label(entities: Mapping[str, Entity], filling: Filling) -> str:
    """What fills a role, for showing: the entity's name, else the literal."""
    if filling.entity:
        return entities[filling.entity].name if filling.entity in entities else filling.entity
    return filling.value or ""


def _describe(entity: Entity, entities: Mapping[str, Entity], base: str) -> Iterator[Pair]:
    yield from types(term(f"kg:{entity.type.value}"))
    yield RDFS.label, text(entity.name, "en")
    yield SCHEMA.name, text(entity.name)
    for alias in entity.aliases:
        if alias != entity.name:
            yield SKOS.altLabel, text(alias)
    if same := link(entity.kb):
        yield SCHEMA.sameAs, same
    if entity.part_of and entity.part_of in entities:
        whole = entities[entity.part_of]
        yield _part_property(entity, whole), entity_iri(base, whole.key)
    if entity.provider and entity.provider in entities:
        yield SCHEMA.provider, entity_iri(base, entity.provider)


def _part_property(part: Entity, whole: Entity) -> NamedNode:
    if part.type in ORGANIZATION_TYPES and whole.type in ORGANIZATION_TYPES:
        return ORG.subOrganizationOf
    if part.type == whole.type == EntityType.PLACE:
        return SCHEMA.containedInPlace
    return DCTERMS.isPartOf


def _outlet(name: str) -> Entity:
    key = f"{keys.slug(name) or 'outlet'}-{keys.digest(EntityType.OUTLET.value, fold(name), length=8)}"
    return Entity(key=key, name=name, type=EntityType.OUTLET)
