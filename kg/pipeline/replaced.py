"""IRIs that a new release no longer has, and those that stand for them now, so that old links find their way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pyoxigraph import NamedNode, Quad, Store

from kg.terms import DCTERMS, KG

# Followed from what stays to what changes: a mention's IRI is made of article and offsets, a claim's of its words.
LINKS = (KG.refersTo, KG.about)


def pairs(old: Store, quads: Sequence[Quad]) -> Iterator[tuple[str, str]]:
    """Old and new IRIs, sorted: entities by the mentions and situations by the claims that both releases have.

    Pairs of earlier releases are carried on while their old IRI is still gone; a chain is shortened to its end.
    """
    present = {quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode)}
    found = dict(_earlier(old))
    for link in LINKS:
        found.update(_moved(old, quads, link))
    for gone in sorted(found):
        target = _end(gone, found)
        if gone not in present and target in present:
            yield gone, target


def _earlier(old: Store) -> Iterator[tuple[str, str]]:
    for quad in old.quads_for_pattern(None, DCTERMS.isReplacedBy, None):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
            yield quad.subject.value, quad.object.value


def _moved(old: Store, quads: Sequence[Quad], link: NamedNode) -> dict[str, str]:
    """For each old target of ``link``: the least new target that something that linked to it now links to."""
    now = {
        quad.subject.value: quad.object.value
        for quad in quads
        if quad.predicate == link and isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode)
    }
    moved: dict[str, str] = {}
    for quad in old.quads_for_pattern(None, link, None):
        if not isinstance(quad.subject, NamedNode) or not isinstance(quad.object, NamedNode):
            continue
        was, new = quad.object.value, now.get(quad.subject.value)
        if new is not None and new != was:
            moved[was] = min(new, moved.get(was, new))
    return moved


def _end(iri: str, found: Mapping[str, str]) -> str:
    seen = {iri}
    while iri in found and found[iri] not in seen:
        iri = found[iri]
        seen.add(iri)
    return iri
