"""Two releases compared in words: which articles, claims, situations, entities, disagreements differ, and why."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode, Store

from kg import iris
from kg.store import content
from kg.store.changes import LABEL, by_subject, unescaped
from kg.store.releases import Release, open_release
from kg.terms import KG, RDFS

KINDS = ("article", "claim", "situation", "entity", "disagreement")
# What a version of a release is of, as a cause; extraction takes model and knowledge base in.
VERSIONS = {
    "onrecord": "another version of the program",
    "extractor": "another extraction: rules, model or knowledge base",
    "derivation": "other rules of what follows from all articles",
}
SETTINGS = ("confidence_floor", "open_claims", "mentions", "base")
TOGETHER = "what the articles say together"
TERM = re.compile(rf"<({'|'.join(re.escape(one.value) for one in (KG.frame, KG.polarity, KG.predicate))})> (\S+)")
BESIDE = (KG.supportedBy, KG.opposedBy, KG.affirming, KG.opposing)
CLAIM = re.compile(rf"<(?:{'|'.join(re.escape(one.value) for one in BESIDE)})> (<[^>]*>)")


@dataclass(frozen=True, slots=True)
class Compared:
    """A resource that differs: ``how`` is added, removed or changed; ``causes`` say why, as far as can be told."""

    iri: str
    kind: str
    how: str
    label: str
    causes: tuple[str, ...]


def compare(old: Release, new: Release) -> Iterator[Compared]:
    """What differs between two releases, in the order of their IRIs; parts of a resource count as the resource's."""
    base = new.settings["base"]
    general = tuple(_general(old, new))
    homes = dict(_homes(old, new, base))
    store = open_release(new)
    for subject, gone, come, kept in _differences(old, new):
        address = iris.address(base, subject.strip("<>"))
        if address is None or address.part or address.kind not in KINDS:
            continue
        how = "changed" if kept or (gone and come) else "added" if come else "removed"
        articles = {address.key} if address.kind == "article" else set()
        if address.kind == "claim":
            articles = {homes[subject]} if subject in homes else set()
        else:
            claims = {found[1] for line in (*gone, *come) if (found := CLAIM.search(line))}
            articles |= {homes[claim] for claim in claims if claim in homes}
        causes = [cause for key in sorted(articles) if (cause := _of_article(key, old.articles, new.articles))]
        label = (
            _claim_label(come or gone) if address.kind == "claim" else _label(come, gone) or _standing(store, subject)
        )
        yield Compared(subject.strip("<>"), address.kind, how, label, (*causes, *general) or (TOGETHER,))


def _differences(old: Release, new: Release) -> Iterator[tuple[str, list[str], list[str], int]]:
    return by_subject(content.read(old.path), content.read(new.path))


def _homes(old: Release, new: Release, base: str) -> Iterator[tuple[str, str]]:
    """The article of each claim that differs."""
    graph = iris.graph_iri(base, "x").value.removesuffix("x")
    for subject, gone, come, _ in _differences(old, new):
        address = iris.address(base, subject.strip("<>"))
        if address is not None and address.kind == "claim" and not address.part:
            named = (line.rsplit(" ", 2)[1].strip("<>").removeprefix(graph) for line in (*come, *gone))
            yield from ((subject, key) for key in named if key in new.articles or key in old.articles)


def _general(old: Release, new: Release) -> Iterator[str]:
    """Causes that may be behind any difference."""
    for name, cause in VERSIONS.items():
        if old.versions.get(name) != new.versions.get(name):
            yield cause
    for name in SETTINGS:
        if old.settings.get(name) != new.settings.get(name):
            yield f"another setting of {name}"


def _of_article(key: str, old: Mapping[str, str], new: Mapping[str, str]) -> str:
    if key not in old:
        return f"new article {key}"
    if key not in new:
        return f"article {key} is gone"
    return f"changed article {key}" if old[key] != new[key] else ""


def _label(come: list[str], gone: list[str]) -> str:
    return next((unescaped(found[1]) for line in (*come, *gone) if (found := LABEL.match(line))), "")


def _standing(store: Store, subject: str) -> str:
    """The label that a resource has kept."""
    quads = store.quads_for_pattern(NamedNode(subject.strip("<>")), RDFS.label, None, None)
    return next((str(getattr(quad.object, "value", "")) for quad in quads), "")


def _claim_label(lines: list[str]) -> str:
    """Its frame and stance: "Sale, Negated"."""
    found = {match[1]: match[2] for line in lines if (match := TERM.search(line))}
    named = (found.get(one.value, "") for one in (KG.frame, KG.predicate, KG.polarity))
    return ", ".join(one.rpartition("#")[2].strip('<>"') for one in named if one)
