"""Shapes graphs, data and queries for hypothesis: small, and full of what engines disagree on."""

from __future__ import annotations

import re
from typing import Any

from hypothesis import strategies as st
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad

NODES = [NamedNode(f"http://x/n{number}") for number in range(7)]
CLASSES = [NamedNode(f"http://x/C{number}") for number in range(3)]
PROPERTIES = [NamedNode(f"http://x/p{number}") for number in range(3)]
GRAPHS = [NamedNode("http://x/graph/a"), NamedNode("http://x/graph/reported"), DefaultGraph()]
TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
ALWAYS = Quad(NODES[0], TYPE, CLASSES[0], GRAPHS[0])  # there is a named graph before and after
SEQUENCE = re.compile(r"(?<!Path )\(")

paths = st.recursive(
    st.sampled_from(["x:p0", "x:p1", "x:p2"]),
    lambda inner: st.one_of(
        # pySHACL goes back along a sequence in the order of going forth
        inner.filter(lambda path: not SEQUENCE.search(path)).map(lambda path: f"[ sh:inversePath {path} ]"),
        st.lists(inner, min_size=2, max_size=3).map(lambda steps: f"( {' '.join(steps)} )"),
        st.lists(inner, min_size=2, max_size=2).map(lambda steps: f"[ sh:alternativePath ( {' '.join(steps)} ) ]"),
        inner.map(lambda path: f"[ sh:zeroOrMorePath {path} ]"),
        inner.map(lambda path: f"[ sh:oneOrMorePath {path} ]"),
        inner.map(lambda path: f"[ sh:zeroOrOnePath {path} ]"),
    ),
    max_leaves=3,
)
simple = st.sampled_from(
    [
        "sh:class x:C1",
        "sh:nodeKind sh:IRI",
        "sh:minCount 2",
        "sh:maxCount 1",
        "sh:hasValue x:n1",
        "sh:in ( x:n0 x:n1 x:n2 1 2 )",
        "sh:minInclusive 2",
        "sh:equals x:p1",
        "sh:disjoint x:p2",
        "sh:lessThan x:p0",
        r'sh:pattern "n[\\d-[3-5]]$"',
        r'sh:pattern "^ [\\p{Nd}\\i]+ $" ; sh:flags "ix"',
    ]
)
CLOSED = "sh:closed true ; sh:ignoredProperties ( <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> x:p0 ) ; "


def property_shape(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.tuples(paths, st.lists(inner, min_size=1, max_size=2), st.sampled_from(["", "", "", CLOSED])).map(
        lambda parts: f"[ sh:path {parts[0]} ; {parts[2]}{' ; '.join(dict.fromkeys(parts[1]))} ]"
    )


def compound(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        property_shape(inner).map(lambda shape: f"sh:property {shape}"),
        property_shape(simple).map(lambda shape: f"sh:node [ sh:property {shape} ]"),
        property_shape(simple).map(lambda shape: f"sh:not {shape}"),
        st.lists(property_shape(simple), min_size=2, max_size=2).map(lambda shapes: f"sh:or ( {' '.join(shapes)} )"),
        st.lists(property_shape(simple), min_size=2, max_size=2).map(lambda shapes: f"sh:xone ( {' '.join(shapes)} )"),
        property_shape(simple).map(lambda shape: f"sh:qualifiedValueShape {shape} ; sh:qualifiedMinCount 1"),
    )


constraints = st.recursive(simple, compound, max_leaves=3)
TARGETS = ("targetClass x:C0", "targetClass x:C2", "targetNode x:n3", "targetSubjectsOf x:p0", "targetObjectsOf x:p1")
targets = st.sampled_from(TARGETS).map(lambda target: f"sh:{target}")
node_shapes = st.tuples(targets, st.lists(property_shape(constraints), min_size=1, max_size=2), st.booleans()).map(
    lambda parts: (
        f"a sh:NodeShape ; {parts[0]} ; "
        + ("sh:closed true ; sh:ignoredProperties ( <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> ) ; " * parts[2])
        + " ; ".join(f"sh:property {shape}" for shape in parts[1])
    )
)
names = st.sampled_from(["s:S", "x:C"])
shape_graphs = st.lists(st.tuples(names, node_shapes), min_size=1, max_size=2).map(
    lambda shapes: "\n".join(_named(f"{name}{number}", shape) for number, (name, shape) in enumerate(shapes))
)


def _named(name: str, shape: str) -> str:
    """A shape of this name; one that has the name of a class is the class."""
    kind = f"{name} a <http://www.w3.org/2002/07/owl#Class> . " if name.startswith("x:") else ""
    return f"{kind}{name} {shape} ."


statements = st.one_of(
    st.builds(Quad, st.sampled_from(NODES), st.just(TYPE), st.sampled_from(CLASSES), st.sampled_from(GRAPHS)),
    st.builds(
        Quad,
        st.sampled_from(NODES),
        st.sampled_from(PROPERTIES),
        st.one_of(st.sampled_from(NODES), st.integers(1, 3).map(Literal)),
        st.sampled_from(GRAPHS),
    ),
)
data = st.lists(statements, min_size=4, max_size=30)


def unnamed(quads: list[Quad]) -> list[Quad]:
    """The same with two of the nodes blank."""
    blank: dict[object, Any] = {NODES[5]: BlankNode("z"), NODES[6]: BlankNode("a")}
    return [
        Quad(
            blank.get(quad.subject, quad.subject),
            quad.predicate,
            blank.get(quad.object, quad.object),
            quad.graph_name,
        )
        for quad in quads
    ]


QUERIES = [
    # the node's own values, what leads to them, and what is not there
    "$this x:p0 ?v . ?w x:p1 ?v . FILTER NOT EXISTS { ?w x:p2 $this }",
    "$this x:p0+/^x:p1 ?v . OPTIONAL { ?v x:p2 ?n } FILTER(!BOUND(?n))",
    "{ $this x:p0 ?v } UNION { ?v x:p1 $this } FILTER EXISTS { ?v a x:C1 }",
    # what nothing connects with the node
    "$this x:p0 ?v . ?somebody x:p1 2 . FILTER(?v != ?somebody)",
    "?a ?b x:n2 . $this ?b ?v",
]


def query_shape(query: str, target: str) -> str:
    """A shape that finds fault with each node and value that a query finds."""
    return f"""s:S a sh:NodeShape ; {target} ; sh:sparql [ sh:prefixes s:P ; sh:message "m" ;
        sh:select "SELECT DISTINCT $this (?v AS ?value) WHERE {{ {query} }}" ] .
        s:P sh:declare [ sh:prefix "x" ; sh:namespace "http://x/"^^xsd:anyURI ] ."""
