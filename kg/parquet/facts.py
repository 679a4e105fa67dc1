"""What the flat tables take from the graph itself: of articles, what they are called; of claims, their sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from pyoxigraph import DefaultGraph, Literal, NamedNode, Store

from kg import iris
from kg.terms import DCTERMS, KG, OA, RDF, RDFS, SCHEMA, XSD

FACTS = {
    "article": "VARCHAR",
    "type": "VARCHAR",
    "title": "VARCHAR",
    "url": "VARCHAR",
    "authors": "VARCHAR[]",
    "language": "VARCHAR",
    "published": "VARCHAR",  # empty where it is no date
    "text_sha256": "VARCHAR",
    "replaces": "VARCHAR[]",
}
LABELS = {"situation": "VARCHAR", "label": "VARCHAR"}
QUOTES = {"claim": "VARCHAR", "sentence": "VARCHAR"}
KINDS = (KG.SpunCopy, KG.Copy, SCHEMA.NewsArticle)  # the narrowest first
DATED = (XSD.date, XSD.dateTime)


def facts(store: Store, articles: Iterable[str], *, base: str) -> Iterator[dict[str, Any]]:
    """A row of ``FACTS`` for each key of an article."""
    for key in articles:
        subject = iris.article_iri(base, key)
        found: dict[NamedNode, list[Any]] = {}
        for quad in store.quads_for_pattern(subject, None, None, DefaultGraph()):
            found.setdefault(quad.predicate, []).append(quad.object)
        types = found.get(RDF.type, [])
        published = next(iter(found.get(SCHEMA.datePublished, [])), None)
        dated = isinstance(published, Literal) and published.datatype in DATED
        yield {
            "article": key,
            "type": next((_local(kind) for kind in KINDS if kind in types), None),
            "title": _text(found.get(SCHEMA.headline)),
            "url": _text(found.get(SCHEMA.url)),
            "authors": sorted(author.value for author in found.get(SCHEMA.author, [])),
            "language": _text(found.get(SCHEMA.inLanguage)),
            "published": published.value if dated and published else None,
            "text_sha256": _digest(store, key, base),
            "replaces": _former(store, subject, base),
        }


def labels(store: Store, *, base: str) -> Iterator[dict[str, Any]]:
    """A row of ``LABELS`` for each situation."""
    for graph in (DefaultGraph(), iris.reported_graph(base)):
        for quad in store.quads_for_pattern(None, RDFS.label, None, graph):
            key = _key(quad.subject, "situation", base)
            if key is not None:
                yield {"situation": key, "label": _text([quad.object])}


def quotes(store: Store, articles: Iterable[str], *, base: str) -> Iterator[dict[str, Any]]:
    """A row of ``QUOTES`` for each claim of the articles with these keys; one article's at a time in memory."""
    for article in articles:
        graph = iris.graph_iri(base, article)
        exact: dict[Any, Any] = {
            quad.subject: quad.object for quad in store.quads_for_pattern(None, OA.exact, None, graph)
        }
        selected: dict[Any, Any] = {
            quad.subject: exact[quad.object]
            for quad in store.quads_for_pattern(None, OA.hasSelector, None, graph)
            if quad.object in exact
        }
        for quad in store.quads_for_pattern(None, KG.evidence, None, graph):
            key = _key(quad.subject, "claim", base)
            if key is not None and quad.object in selected:
                yield {"claim": key, "sentence": _text([selected[quad.object]])}


def _digest(store: Store, article: str, base: str) -> str | None:
    found = store.quads_for_pattern(iris.text_iri(base, article), SCHEMA.sha256, None, iris.graph_iri(base, article))
    return _text([quad.object for quad in found])


def _former(store: Store, subject: NamedNode, base: str) -> list[str]:
    """The IRIs that the release's description says are replaced by this one, sorted."""
    found = store.quads_for_pattern(None, DCTERMS.isReplacedBy, subject, iris.release_graph(base))
    return sorted(quad.subject.value for quad in found if isinstance(quad.subject, NamedNode))


def _key(subject: object, kind: str, base: str) -> str | None:
    """The key of a resource of this kind; None for anything else, parts of one too."""
    found = iris.address(base, subject.value) if isinstance(subject, NamedNode) else None
    return found.key if found is not None and found.kind == kind and not found.part else None


def _local(term: NamedNode) -> str:
    return term.value.rpartition("#")[2].rpartition("/")[2]


def _text(values: list[Any] | None) -> str | None:
    """The least of some values; None where there are none."""
    return min((value.value for value in values or ()), default=None)
