"""SHACL's Advanced Features (https://www.w3.org/TR/shacl-af/), as far as they go here: targets by query, no rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, QuerySolutions, RdfFormat, Store, parse

from kg.errors import ShapesError
from kg.terms import RDF
from kg.validate import nesting, prefixes
from kg.validate.targets import name_of
from kg.validate.vocabulary import SH, Term, local, short

TARGET_NODE = NamedNode(f"{SH}targetNode")
TARGET_OBJECTS_OF = NamedNode(f"{SH}targetObjectsOf")
RULES = frozenset(["TripleRule", "SPARQLRule"])
AIM = "urn:x-onrecord:target:"  # points to blank nodes, which sh:targetNode cannot name


@dataclass(frozen=True, slots=True)
class Aimed:
    """Shapes whose targets by query are known: ``added`` is for the engine to read with the data."""

    shapes: tuple[Quad, ...]
    added: str
    counts: dict[str, int]

    def counted(self, checked: Sequence[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
        """How many nodes each shape is about, those that a query found with the others."""
        return tuple((shape, nodes + self.counts.get(shape, 0)) for shape, nodes in checked)


def aimed(shapes: Sequence[Quad], nquads: str) -> Aimed:
    """The shapes with the nodes that their queries for targets find in the data, all graphs as one (section 3.1).

    ``ShapesError`` for a query that cannot be run.
    """
    queries = dict(_queries(shapes))
    if not queries:
        return Aimed(tuple(shapes), "", {})
    store = Store()
    store.bulk_extend(parse(nquads, RdfFormat.N_QUADS))  # a load would name blank nodes anew
    quads = [quad for quad in shapes if local(quad.predicate) != "target"]
    lines: list[str] = []
    counts: dict[str, int] = {}
    for number, quad in enumerate(quad for quad in shapes if local(quad.predicate) == "target"):
        nodes = _found(store, queries[quad.object])
        pointer = NamedNode(f"{AIM}{number}")
        quads += [Quad(quad.subject, TARGET_NODE, node) for node in nodes if not isinstance(node, BlankNode)]
        unnamed = [node for node in nodes if isinstance(node, BlankNode)]
        if unnamed:
            quads.append(Quad(quad.subject, TARGET_OBJECTS_OF, pointer))
            lines += [f"{pointer} {pointer} {node} .\n" for node in unnamed]
        counts[name_of(quad.subject)] = counts.get(name_of(quad.subject), 0) + len(nodes)
    return Aimed(tuple(quads), "".join(lines), counts)


def rules(quads: Sequence[Quad]) -> set[object]:
    """The rules (section 8) in a shapes graph, values inferred by ``sh:values`` too: they make data, not results."""
    found: set[object] = {quad.object for quad in quads if local(quad.predicate) == "rule"}
    found |= {quad.object for quad in quads if _infers(quad) and isinstance(quad.object, BlankNode)}
    return found | {quad.subject for quad in quads if quad.predicate == RDF.type and local(quad.object) in RULES}


def without(rules: set[object], quads: Sequence[Quad]) -> list[Quad]:
    """The quads less rules, what describes them, and the links to them."""
    inner: dict[object, set[object]] = {}
    for quad in quads if rules else ():
        if isinstance(quad.object, BlankNode):
            inner.setdefault(quad.subject, set()).add(quad.object)
    parts = nesting.along(rules, inner)
    return [quad for quad in quads if quad.subject not in parts and not _infers(quad)]


def _infers(quad: Quad) -> bool:
    return local(quad.predicate) in ("rule", "values")


def _queries(quads: Sequence[Quad]) -> Iterator[tuple[object, str]]:
    """Each target with its query, the prefixes it may use declared in it."""
    declared = prefixes.declared(quads)
    aims = {quad.object for quad in quads if local(quad.predicate) == "target"}
    for quad in quads:
        if quad.subject in aims and local(quad.predicate) == "select" and isinstance(quad.object, Literal):
            yield quad.subject, prefixes.complete(quad.object.value, declared.get(quad.subject, {}))


def _found(store: Store, query: str) -> list[Term]:
    solutions = store.query(
        query, base_iri=prefixes.BASE, use_default_graph_as_union=True
    )  # looked over when the shapes were read
    if not isinstance(solutions, QuerySolutions) or all(variable.value != "this" for variable in solutions.variables):
        raise ShapesError(f"the query of a target does not select $this: {short(Literal(query[:80]))}")
    found = [solution["this"] for solution in solutions]
    return list(dict.fromkeys(node for node in found if isinstance(node, NamedNode | BlankNode | Literal)))
