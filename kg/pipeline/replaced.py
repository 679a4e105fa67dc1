"""IRIs that a new release no longer has, and those that stand for them now, so that old links find their way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain

from pyoxigraph import NamedNode, Quad, Store

from kg import iris
from kg.fuse.resolved_claims import keyed
from kg.model import Record, Replaced
from kg.tables import Tables
from kg.terms import DCTERMS

# At most so many lead on, those of the kinds that are named first before others: some 220 bytes each in a release.
MOST = 50_000
ORDER = ("article", "graph", "activity", "entity", "situation", "claim")
PAIR = {"was": "VARCHAR", "now": "VARCHAR"}

# Followed from what stays to what changes: the place of a first mention in an article whose text is the same, a claim,
# which is made of its words. Of several that stand for one now, the least is taken. What went is told first: it is
# little, where what stayed is all there is.
MOVED = f"""
    WITH gone AS (
        SELECT key AS entity FROM was.units WHERE kind = 'entity' EXCEPT SELECT entity FROM written
    ), parted AS (
        SELECT situation FROM was.situations EXCEPT SELECT situation FROM new.situations
    ), places AS (
        SELECT mapping.entity, coalesce(renamed.now, mapping.article) AS article, chains.start
        FROM was.mapping SEMI JOIN gone USING (entity) JOIN was.chains USING (article, chain)
        LEFT JOIN renamed ON renamed.was = mapping.article
    ), stays AS (
        SELECT article, chain, start FROM new.chains SEMI JOIN places USING (article, start)
        WHERE article IN (
            SELECT article FROM was.articles JOIN new.articles USING (article, text) UNION SELECT now FROM renamed
        )
    )
    (SELECT 'entity', places.entity, min(mapping.entity)
    FROM places JOIN stays USING (article, start) JOIN new.mapping USING (article, chain)
    GROUP BY places.entity ORDER BY places.entity LIMIT {MOST})
    UNION ALL
    (SELECT 'situation', had.situation, min(has.situation)
    FROM (
        SELECT coalesce(renamed_claims.now, claim) AS claim, situation
        FROM was.about SEMI JOIN parted USING (situation) LEFT JOIN renamed_claims ON renamed_claims.was = claim
    ) AS had
    JOIN new.about AS has USING (claim)
    GROUP BY had.situation ORDER BY had.situation LIMIT {MOST})
"""


def pairs(
    earlier: Iterable[Quad],
    new: Store,
    tables: Tables,
    renamed: Sequence[Replaced],
    read: Callable[[str], Record | None],
    *,
    base: str,
) -> list[tuple[str, str]]:
    """Old and new IRIs, sorted: articles with their claims, entities by their mentions, situations by their claims.

    ``renamed`` are the articles with another key, ``read`` gives the record of an article by its key. What the release
    before said in its description, ``earlier``, is carried on while the old IRI is still gone; a chain is shortened to
    its end. There are ``MOST`` at most: articles come first, then entities, situations, claims, and new pairs before
    those carried on.
    """
    fresh = {
        (iris.mint(base, kind, was).value, iris.mint(base, kind, now).value)
        for kind, was, now in _moved(tables, renamed, read)
    }
    found = dict(sorted(_told(earlier))) | dict(sorted(fresh))
    ends = [(gone, _end(gone, found)) for gone in found]
    led = [(gone, end) for gone, end in ends if not _said_of(new, gone) and _said_of(new, end)]
    began = {gone for gone, _ in fresh}
    return sorted(sorted(led, key=lambda pair: (_rank(base, pair[0]), pair[0] not in began, pair[0]))[:MOST])


def _moved(
    tables: Tables, renamed: Sequence[Replaced], read: Callable[[str], Record | None]
) -> Iterator[tuple[str, str, str]]:
    """The kind, the old key and the new one of what is called otherwise now."""
    same = [one for one in renamed if not one.reworded]
    claims = chain.from_iterable(_claims(one, read(one.article)) for one in same)
    tables.fill("renamed", ({"was": one.former, "now": one.article} for one in same), PAIR)
    tables.fill("renamed_claims", ({"was": was, "now": now} for was, now in claims), PAIR)
    for one in renamed:
        yield from ((kind, one.former, one.article) for kind in ("article", "graph", "activity"))
    yield from tables.rows(MOVED)
    yield from tables.rows(f"SELECT 'claim', was, now FROM renamed_claims ORDER BY was LIMIT {MOST}")


def _claims(renamed: Replaced, record: Record | None) -> Iterator[tuple[str, str]]:
    """The keys of an article's claims under its former key, and those they have now: its words are the same."""
    if record is None:
        return
    now = {claim: key for key, claim in keyed(renamed.article, record.claims).items()}
    for key, claim in keyed(renamed.former, record.claims).items():
        yield key, now[claim]


def _rank(base: str, iri: str) -> int:
    address = iris.address(base, iri)
    return ORDER.index(address.kind) if address and address.kind in ORDER else len(ORDER)


def _said_of(store: Store, iri: str) -> bool:
    node = NamedNode(iri)
    found = store.quads_for_pattern(node, None, None), store.quads_for_pattern(None, None, None, node)
    return any(next(quads, None) is not None for quads in found)


def _told(quads: Iterable[Quad]) -> Iterator[tuple[str, str]]:
    for quad in quads:
        old, new = quad.subject, quad.object
        if quad.predicate == DCTERMS.isReplacedBy and isinstance(old, NamedNode) and isinstance(new, NamedNode):
            yield old.value, new.value


def _end(iri: str, found: Mapping[str, str]) -> str:
    seen = {iri}
    while iri in found and found[iri] not in seen:
        iri = found[iri]
        seen.add(iri)
    return iri
