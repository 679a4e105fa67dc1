"""Where a result belongs and what it is about: its graphs, its label, and the sentence that it comes from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from kg.terms import KG, OA, RDFS
from kg.validate.report import Result


def located(results: Sequence[Result], quads: Sequence[Quad]) -> Iterator[Result]:
    """The results with graphs, label and sentence. A node of the default or reported graph has those of its claims."""
    nodes: dict[str, set[object]] = {str(result.focus): _family(result) for result in results}
    family = {node for members in nodes.values() for node in members}
    graphs, labels, situations = _described(quads, family)
    sentences = _sentences(quads, family)
    for result in results:
        members = nodes[str(result.focus)]
        own = {name for node in members for name in graphs.get(node, ())}
        about = {name for node in members for name in situations.get(node, ())}
        yield replace(
            result,
            graphs=tuple(sorted(about or own)),
            label=next((labels[node] for node in _ordered(members) if node in labels), None),
            sentence=next((sentences[node] for node in _ordered(members) if node in sentences), None),
        )


def _family(result: Result) -> set[object]:
    """The node and, for a part such as ``claim/51be/role-buyer``, what it is a part of."""
    family: set[object] = {result.focus}
    if isinstance(result.focus, NamedNode):
        family.add(NamedNode(result.focus.value.rpartition("/")[0]) if "/" in result.focus.value[8:] else result.focus)
    return family


def _ordered(members: Iterable[object]) -> list[object]:
    return sorted(members, key=lambda node: -len(str(node)))


def _described(
    quads: Iterable[Quad], nodes: set[object]
) -> tuple[dict[object, set[str]], dict[object, str], dict[object, set[str]]]:
    graphs: dict[object, set[str]] = {}
    labels: dict[object, str] = {}
    situations: dict[object, set[str]] = {}
    for quad in quads:
        name = "" if isinstance(quad.graph_name, DefaultGraph) else quad.graph_name.value
        if quad.subject in nodes:
            if name:
                graphs.setdefault(quad.subject, set()).add(name)
            if quad.predicate == RDFS.label and isinstance(quad.object, Literal):
                labels[quad.subject] = min(labels.get(quad.subject, quad.object.value), quad.object.value)
        if quad.predicate == KG.about and quad.object in nodes and name:
            situations.setdefault(quad.object, set()).add(name)
    return graphs, labels, situations


def _sentences(quads: Sequence[Quad], nodes: set[object]) -> dict[object, str]:
    """What ``kg:evidence``, ``oa:hasSelector`` and ``oa:exact`` lead to from each node."""
    evidence = _objects(quads, KG.evidence, nodes)
    selectors = _objects(quads, OA.hasSelector, {target for targets in evidence.values() for target in targets} | nodes)
    words = _objects(quads, OA.exact, {target for targets in selectors.values() for target in targets} | nodes)
    found: dict[object, str] = {}
    for node in nodes:
        holders = [node, *evidence.get(node, ())]
        quotes = [quote for holder in holders for quote in (holder, *selectors.get(holder, ()))]
        texts = sorted(text.value for quote in quotes for text in words.get(quote, ()) if isinstance(text, Literal))
        if texts:
            found[node] = texts[0]
    return found


def _objects(quads: Iterable[Quad], predicate: NamedNode, subjects: set[object]) -> dict[object, set[object]]:
    found: dict[object, set[object]] = {}
    for quad in quads:
        if quad.predicate == predicate and quad.subject in subjects:
            found.setdefault(quad.subject, set()).add(quad.object)
    return found
