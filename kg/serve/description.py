"""What there is to show of one resource: our own queries over the release, and their rows as values for a page."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import NamedNode

from kg import iris
from kg.serve.resource_queries import (
    CLAIMS,
    EXISTS,
    GRAPH_EXISTS,
    INCOMING,
    OUTGOING,
    PAGE,
    PARTS,
    ROLES,
    SELECTORS,
    about,
)
from kg.serve.results import Row, Value
from kg.serve.service import Service
from kg.terms import SUPERCLASSES, SUPERPROPERTIES

HEADING = ("#label", "#altLabel", "/name", "/headline", "#exact")
ON_CARD = tuple(
    f"#{name}"
    for name in (
        "about actuality attributedTo certainty direction evidence frame hasRole polarity predicate "
        "qualifiedAttribution time timeAsWritten"
    ).split()
)
MAX_VALUES = 300  # properties shown of one resource; the data forms have all


@dataclass(frozen=True, slots=True)
class Link:
    """One property with one value, or one that points here (then ``value`` is the other end)."""

    property: str
    value: Value
    label: str


@dataclass(frozen=True, slots=True)
class Claimed:
    """A claim as a card shows it: the row of ``CLAIMS`` and its roles."""

    row: Row
    roles: tuple[Link, ...] = ()

    @property
    def stance(self) -> str:
        """``negated``, ``unclear``, ``planned`` or ``affirmed``: how to take it, as the class of its card."""
        polarity, certainty, actuality = (_local(self.row[name]) for name in ("polarity", "certainty", "actuality"))
        if polarity == "Negated":
            return "negated"
        if polarity == "Unknown" or certainty != "Certain":
            return "unclear"
        return "affirmed" if actuality == "Actual" else "planned"

    @property
    def words(self) -> str:
        """Its stance in words, as in the named queries: "affirmed" alone where it is certain and actual."""
        polarity, *rest = (_local(self.row[name]).lower() for name in ("polarity", "certainty", "actuality"))
        nuance = [word for word in rest if word not in ("certain", "actual")]
        return ", ".join(nuance if polarity == "affirmed" and nuance else [polarity, *nuance])

    def text(self, name: str) -> str:
        """The text of one variable of the row, empty where unbound."""
        return self.row[name].text if name in self.row else ""


@dataclass(frozen=True, slots=True)
class Resource:
    """What a page shows of one resource."""

    iri: str
    kind: str
    label: str
    types: tuple[str, ...]
    properties: tuple[Link, ...]
    parts: tuple[Link, ...]
    claims: tuple[Claimed, ...]
    incoming: tuple[Link, ...]
    page: int
    more: bool
    sentence: str = ""
    aliases: tuple[str, ...] = ()

    @property
    def facts(self) -> tuple[Link, ...]:
        """The properties that the heading, or a claim's own card, does not show already."""
        shown = HEADING + (ON_CARD if self.kind == "claim" and self.claims else ())
        return tuple(link for link in self.properties if not link.property.endswith(shown))


@dataclass(frozen=True, slots=True)
class Known:
    """Whether anything is said of an IRI, and which one has taken its place."""

    exists: bool
    replaced_by: str | None = None


async def known(service: Service, address: iris.Address) -> Known:
    """What there is under an address: of a graph, whether it has any triple."""
    iri = iris.mint(service.base, address.kind, address.key, address.part).value
    if address.kind == "graph" and await service.rows(about(GRAPH_EXISTS, iri)):
        return Known(exists=True)
    rows = await service.rows(about(EXISTS, iri))
    exists = bool(rows) and address.kind != "graph"
    return Known(exists, _text(rows[0], "new") or None if rows else None)


async def describe(service: Service, address: iris.Address, *, page: int = 1) -> Resource:
    """What a page shows of a resource; long lists of claims and of incoming links go by pages counted from 1."""
    iri = iris.mint(service.base, address.kind, address.key).value
    size = service.settings.serve_page_size
    start = (page - 1) * size
    outgoing, parts, incoming, claims = await asyncio.gather(
        service.rows(about(OUTGOING, iri, limit=MAX_VALUES)),
        service.rows(about(PARTS, iri, limit=MAX_VALUES)),
        service.rows(about(INCOMING, iri, limit=size + 1, offset=start)),
        claims_of(service, address, limit=size + 1, offset=start),
    )
    types = tuple(row["o"].text for row in outgoing if row["p"].text.endswith("#type"))
    properties = [link for link in map(_link, outgoing) if not link.property.endswith("#type")]
    shown = claims[:size]
    return Resource(
        iri=iri,
        kind=address.kind,
        label=_label(properties, shown, parts, address),
        types=tuple(specific(types, SUPERCLASSES)),
        properties=tuple(_without_general(properties)),
        parts=tuple(Link(row["role"].text, row["o"], _text(row, "label")) for row in parts),
        claims=shown,
        incoming=tuple(Link(row["p"].text, row["s"], _text(row, "label")) for row in incoming[:size]),
        page=page,
        more=len(incoming) > size or len(claims) > size,
        sentence=_words(properties, parts),
        aliases=tuple(link.value.text for link in properties if link.property.endswith("#altLabel")),
    )


async def claims_of(service: Service, address: iris.Address, *, limit: int, offset: int) -> tuple[Claimed, ...]:
    """The claims to show with a resource and what fills their roles, in order of publication."""
    kind = "article" if address.kind == "graph" else address.kind
    if kind not in SELECTORS:
        return ()
    iri = iris.mint(service.base, kind, address.key).value
    page: dict[str, str | int] = {"page": PAGE, "selector": SELECTORS[kind], "limit": limit, "offset": offset}
    found, filled = await asyncio.gather(
        service.rows(about(CLAIMS, iri, **page)),
        service.rows(about(ROLES, iri, **page)),
    )
    roles: dict[str, list[Link]] = {}
    for row in filled:
        roles.setdefault(row["claim"].text, []).append(_role(row))
    claims = {row["claim"].text: row for row in reversed(found)}  # an article with two publishers gives two rows
    return tuple(Claimed(claims[iri], tuple(roles.get(iri, ()))) for iri in reversed(claims))


def specific(iris_: Iterable[str], above: dict[NamedNode, tuple[NamedNode, ...]]) -> list[str]:
    """The terms that are not implied by another one of them; all of them are written out in the graph."""
    kept = list(dict.fromkeys(iris_))
    implied = {higher.value for iri in kept for higher in above.get(NamedNode(iri), ())}
    return [iri for iri in kept if iri not in implied] or kept


def _without_general(properties: list[Link]) -> list[Link]:
    said = {(link.property, link.value) for link in properties}
    implied = {(higher.value, value) for name, value in said for higher in SUPERPROPERTIES.get(NamedNode(name), ())}
    return [link for link in properties if (link.property, link.value) not in implied]


def _label(properties: list[Link], claims: tuple[Claimed, ...], parts: list[Row], address: iris.Address) -> str:
    for wanted in ("#label", "/headline", "/name"):
        for link in properties:
            if link.property.endswith(wanted):
                return link.value.text
    if address.kind == "claim" and claims:
        return f"Claim: {_text(claims[0].row, 'predicate') or _local(claims[0].row['frame'])}"
    words = _words(properties, parts)
    return f"{address.kind.capitalize()}: “{words[:120]}”" if words else f"{address.kind.capitalize()} {address.key}"


def _words(properties: list[Link], parts: list[Row]) -> str:
    """The words of a run of text: a mention's own, those of the selector of evidence."""
    own = [link.value.text for link in properties if link.property.endswith("#exact")]
    return next(iter([*own, *(row["o"].text for row in parts if row["role"].text.endswith("#exact"))]), "")


def _link(row: Row) -> Link:
    return Link(row["p"].text, row["o"], _text(row, "label"))


def _role(row: Row) -> Link:
    value = row.get("filler") or row.get("value") or Value("literal", "")
    return Link(row["role"].text, value, _text(row, "name") or _text(row, "value"))


def _text(row: Row, name: str) -> str:
    return row[name].text if name in row else ""


def _local(value: Value) -> str:
    return value.text.rpartition("#")[2]
