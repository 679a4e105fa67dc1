"""The IRIs of the graph, minted here and nowhere else: a base, a kind, a key made from content, at times a part."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from pyoxigraph import NamedNode

from kg.errors import UsageError
from kg.keys import KEY

# what a resource's IRI begins with; `graph`, `release` and `dump` name graphs, releases and files
KINDS = (
    "entity",
    "article",
    "claim",
    "evidence",
    "situation",
    "mention",
    "quotation",
    "disagreement",
    "activity",
    "release",
    "graph",
)
REPORTED, RELEASE = "reported", "release"

# prefixes for our own resources, for reading and writing Turtle
SHORT = {
    "e": "entity",
    "a": "article",
    "c": "claim",
    "s": "situation",
    "m": "mention",
    "q": "quotation",
    "g": "graph",
    "ev": "evidence",
}

BASE = re.compile(r"https?://[A-Za-z0-9.\-]+(:[0-9]+)?(/[A-Za-z0-9._~\-]+)*/")
PART = re.compile(r"[a-z][A-Za-z0-9-]*")


@dataclass(frozen=True, slots=True)
class Address:
    """An IRI of ours taken apart; ``part`` is empty for the resource itself."""

    kind: str
    key: str
    part: str = ""


@lru_cache(maxsize=64)
def check_base(base: str) -> str:
    """The base itself; a ``UsageError`` unless it is an http(s) address of plain characters that ends in a slash."""
    if not BASE.fullmatch(base):
        raise UsageError(f"base {base!r} is not an http(s) address that ends in a slash; set --base or KG_BASE")
    return base


@lru_cache(maxsize=1 << 14)
def mint(base: str, kind: str, key: str, part: str = "") -> NamedNode:
    """The IRI of a resource or of a part of it; ``ValueError`` if the key or part has characters that keys do not."""
    if kind not in KINDS or not KEY.fullmatch(key) or (part and not PART.fullmatch(part)):
        raise ValueError(f"not the key of a resource: {kind!r}, {key!r}, {part!r}")
    return NamedNode(f"{stem(base, kind)}{key}{'/' if part else ''}{part}")


def stem(base: str, kind: str) -> str:
    """What the IRIs of a kind begin with: the key follows."""
    return f"{check_base(base)}{kind}/"


def entity_iri(base: str, key: str) -> NamedNode:
    """``{base}entity/{key}``."""
    return mint(base, "entity", key)


def article_iri(base: str, key: str) -> NamedNode:
    """``{base}article/{key}``: the document."""
    return mint(base, "article", key)


def text_iri(base: str, key: str) -> NamedNode:
    """``{base}article/{key}/text``: its text as read, which offsets count in."""
    return mint(base, "article", key, "text")


def graph_iri(base: str, key: str) -> NamedNode:
    """``{base}graph/{article key}``: what that article says; ``ValueError`` for the names of our own two graphs."""
    if key in (REPORTED, RELEASE):
        raise ValueError(f"an article cannot have the key {key!r}")
    return mint(base, "graph", key)


def reported_graph(base: str) -> NamedNode:
    """``{base}graph/reported``: situations that are not asserted."""
    return mint(base, "graph", REPORTED)


def release_graph(base: str) -> NamedNode:
    """``{base}graph/release``: what the data set says of itself."""
    return mint(base, "graph", RELEASE)


def claim_iri(base: str, key: str, part: str = "") -> NamedNode:
    """``{base}claim/{key}``, or its part: ``role-…``, ``holder-…``."""
    return mint(base, "claim", key, part)


def situation_iri(base: str, key: str, part: str = "") -> NamedNode:
    """``{base}situation/{key}``, or its part: ``content`` of a pledge, ``role-…`` of a reported situation."""
    return mint(base, "situation", key, part)


def evidence_iri(base: str, key: str, part: str = "") -> NamedNode:
    """``{base}evidence/{key}``: a run of an article's text that says something; or its part: ``selector``."""
    return mint(base, "evidence", key, part)


def mention_iri(base: str, key: str) -> NamedNode:
    """``{base}mention/{key}``."""
    return mint(base, "mention", key)


def quotation_iri(base: str, key: str) -> NamedNode:
    """``{base}quotation/{key}``."""
    return mint(base, "quotation", key)


def disagreement_iri(base: str, key: str) -> NamedNode:
    """``{base}disagreement/{key}``."""
    return mint(base, "disagreement", key)


def activity_iri(base: str, key: str) -> NamedNode:
    """``{base}activity/{article key}``: the reading of one article."""
    return mint(base, "activity", key)


def release_iri(base: str, key: str, part: str = "") -> NamedNode:
    """``{base}release/{id}``, or a part of its description."""
    return mint(base, "release", key, part)


def dump_iri(base: str, release: str, name: str) -> NamedNode:
    """``{base}dump/{release}/{file name}``: a file of a release, to be fetched."""
    if not KEY.fullmatch(name) or not KEY.fullmatch(release):
        raise ValueError(f"not the name of a dump: {release!r}, {name!r}")
    return NamedNode(f"{check_base(base)}dump/{release}/{name}")


def files_iri(base: str, release: str) -> NamedNode:
    """``{base}dump/{release}``: the list of a release's files."""
    if not KEY.fullmatch(release):
        raise ValueError(f"not the id of a release: {release!r}")
    return NamedNode(f"{check_base(base)}dump/{release}")


def own_prefixes(base: str) -> dict[str, str]:
    """Prefixes of our own resources under a base: ``e:`` of entities, ``a:`` of articles, and so on."""
    return {short: stem(base, kind) for short, kind in SHORT.items()}


def address(base: str, iri: str) -> Address | None:
    """An IRI taken apart; None unless it is one that we could have minted under this base."""
    rest = iri.removeprefix(check_base(base))
    kind, _, tail = rest.partition("/")
    key, slash, part = tail.partition("/")
    fits = rest != iri and kind in KINDS and KEY.fullmatch(key) and bool(part) == bool(slash)
    if not fits or (part and not PART.fullmatch(part)):
        return None
    return Address(kind, key, part)


def parent_iri(base: str, iri: str) -> NamedNode | None:
    """The IRI of the resource that this one is, or is a part of; None for an IRI not ours."""
    found = address(base, iri)
    return mint(base, found.kind, found.key) if found else None
