"""Where a result belongs and what it is about: its graphs, its label, and the sentence that it comes from."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from kg.terms import KG, OA, RDFS
from kg.validate.data import Readable
from kg.validate.report import Result


def located(results: Sequence[Result], data: Readable) -> Iterator[Result]:
    """The results with graphs, label and sentence. A node of the default or reported graph has those of its claims."""
    nodes: dict[str, set[object]] = {str(result.focus): family(result) for result in results}
    everyone = {node for members in nodes.values() for node in members}
    graphs, labels, situations = _described(data, everyone)
    sentences = _sentences(data, everyone) if results else {}
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


def family(result: Result) -> set[object]:
    """The node and, for a part such as ``claim/51be/role-buyer``, what it is a part of."""
    found: set[object] = {result.focus}
    if isinstance(result.focus, NamedNode):
        found.add(NamedNode(result.focus.value.rpartition("/")[0]) if "/" in result.focus.value[8:] else result.focus)
    return found


def described_by(nodes: Collection[str], data: Readable) -> set[str]:
    """These nodes and those whose sentence they may hold: where a result about none of them is, and what its label and
    its sentence are, hangs on no statement that only these have."""
    found = set(nodes)
    for predicate in (OA.hasSelector, KG.evidence):
        found |= {str(quad.subject) for quad in data.leading_to(str(predicate), found)}
    return found


def _ordered(members: Iterable[object]) -> list[object]:
    return sorted(members, key=lambda node: -len(str(node)))


def _described(
    data: Readable, nodes: set[object]
) -> tuple[dict[object, set[str]], dict[object, str], dict[object, set[str]]]:
    graphs: dict[object, set[str]] = {}
    labels: dict[object, str] = {}
    situations: dict[object, set[str]] = {}
    names = {str(node) for node in nodes}
    for quad in data.about(names) if names else ():
        if name := _name(quad):
            graphs.setdefault(quad.subject, set()).add(name)
        if quad.predicate == RDFS.label and isinstance(quad.object, Literal):
            labels[quad.subject] = min(labels.get(quad.subject, quad.object.value), quad.object.value)
    for quad in data.leading_to(str(KG.about), names) if names else ():
        if name := _name(quad):
            situations.setdefault(quad.object, set()).add(name)
    return graphs, labels, situations


def _name(quad: Quad) -> str:
    return "" if isinstance(quad.graph_name, DefaultGraph) else quad.graph_name.value


def _sentences(data: Readable, nodes: set[object]) -> dict[object, str]:
    """What ``kg:evidence``, ``oa:hasSelector`` and ``oa:exact`` lead to from each node."""
    steps: list[dict[object, set[object]]] = []
    asked, seen = nodes, list[Quad]()
    for predicate in (KG.evidence, OA.hasSelector, OA.exact):
        seen += data.about({str(node) for node in asked}) if asked else []
        step: dict[object, set[object]] = {}
        for quad in seen:
            if quad.predicate == predicate:
                step.setdefault(quad.subject, set()).add(quad.object)
        steps.append(step)
        asked = {target for targets in step.values() for target in targets}
    evidence, selectors, words = steps
    found: dict[object, str] = {}
    for node in nodes:
        holders = [node, *evidence.get(node, ())]
        quotes = [quote for holder in holders for quote in (holder, *selectors.get(holder, ()))]
        texts = sorted(text.value for quote in quotes for text in words.get(quote, ()) if isinstance(text, Literal))
        if texts:
            found[node] = texts[0]
    return found
