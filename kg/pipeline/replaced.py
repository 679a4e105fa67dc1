"""IRIs that a new release no longer has, and those that stand for them now, so that old links find their way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pyoxigraph import NamedNode, Store

from kg import iris
from kg.tables import Tables
from kg.terms import DCTERMS

# Followed from what stays to what changes: the place of a first mention in an article whose text is the same, a claim,
# which is made of its words. Of several that stand for one now, the least is taken.
MOVED = """
    SELECT 'entity', had.entity, min(has.entity)
    FROM (SELECT * FROM was.mapping JOIN was.chains USING (article, chain)) AS had
    JOIN (SELECT * FROM new.mapping JOIN new.chains USING (article, chain)) AS has USING (article, start)
    WHERE had.entity <> has.entity
    AND article IN (SELECT article FROM was.articles JOIN new.articles USING (article, text))
    GROUP BY had.entity
    UNION ALL
    SELECT 'situation', had.situation, min(has.situation)
    FROM was.about AS had JOIN new.about AS has USING (claim)
    WHERE had.situation <> has.situation
    GROUP BY had.situation
"""


def pairs(old: Store, new: Store, tables: Tables, *, base: str) -> Iterator[tuple[str, str]]:
    """Old and new IRIs, sorted: entities by the mentions and situations by the claims that both releases have.

    Pairs of earlier releases are carried on while their old IRI is still gone; a chain is shortened to its end.
    """
    found = dict(_earlier(old))
    found.update(
        (iris.mint(base, kind, was).value, iris.mint(base, kind, now).value) for kind, was, now in tables.rows(MOVED)
    )
    for gone in sorted(found):
        target = _end(gone, found)
        if not _said_of(new, gone) and _said_of(new, target):
            yield gone, target


def _said_of(store: Store, iri: str) -> bool:
    return next(store.quads_for_pattern(NamedNode(iri), None, None), None) is not None


def _earlier(old: Store) -> Iterator[tuple[str, str]]:
    for quad in old.quads_for_pattern(None, DCTERMS.isReplacedBy, None):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
            yield quad.subject.value, quad.object.value


def _end(iri: str, found: Mapping[str, str]) -> str:
    seen = {iri}
    while iri in found and found[iri] not in seen:
        iri = found[iri]
        seen.add(iri)
    return iri
