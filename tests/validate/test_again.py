"""After a change, what is judged again gives the report of a full run: random graphs, shapes and changes."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store, parse

from kg import rdf, validate
from kg.validate import again
from kg.validate import shapes as shape_files
from kg.validate.report import Report
from kg.validate.shapes import Shapes
from tests.queries.world import BASE, world
from tests.shapes.test_shapes import cases, updated
from tests.validate.test_validate import PREFIXES

WORLD = list(dict.fromkeys(rdf.quads(world(), base=BASE, extractor_version="0")))


def shapes_of(text: str) -> Shapes:
    return shape_files._loaded([("shapes", text, list(parse(PREFIXES + text, RdfFormat.TURTLE)))])


def full(quads: Sequence[Quad], shapes: Shapes | None, engine: str) -> Report:
    with pytest.MonkeyPatch.context() as patch:
        if shapes is not None:
            patch.setattr(shape_files, "load", lambda paths: shapes)
        return validate.validate(quads, engine=engine)


def check(
    before: Sequence[Quad], after: Sequence[Quad], shapes: Shapes | None = None, engine: str = "shacl"
) -> Report | None:
    """The report of the change, which has to be that of a full run."""
    added, removed = list(set(after) - set(before)), list(set(before) - set(after))
    store = Store()
    store.extend(before)
    found = validate.revalidate(full(before, shapes, engine), store, added, removed, shapes, engine=engine)
    if found is not None:
        expected = full(after, shapes, engine)
        assert found == expected
        assert validate.render(found, "turtle") == validate.render(expected, "turtle")
    return found


@pytest.fixture(autouse=True)
def any_share(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(again, "MOST", 1_000)  # small graphs change in large parts


@pytest.mark.parametrize(("name", "expected", "update"), cases()[::7])
def test_what_breaks_each_of_our_shapes(name: str, expected: str, update: str) -> None:
    after = [quad for quad in updated(update) if not str(quad.graph_name).endswith("/graph/release>")]
    assert check(WORLD, after) is not None
    assert check(after, WORLD) is not None


@pytest.mark.parametrize("seed", range(12))
def test_random_changes_of_our_graph(seed: int) -> None:
    chance = random.Random(seed)
    before = chance.sample(WORLD, len(WORLD) - chance.randrange(1, 60))
    after = set(chance.sample(before, len(before) - chance.randrange(1, 40)))
    for quad in chance.sample(WORLD, 30):  # what stands there already, in another graph, or of another node
        other = chance.choice(WORLD)
        after.add(Quad(quad.subject, quad.predicate, other.object, chance.choice([quad, other]).graph_name))
    found = check(before, list(after), engine=("shacl", "pyshacl")[seed % 6 == 0])
    assert found is not None
    assert found.results


NODES = [NamedNode(f"http://x/n{number}") for number in range(7)]
CLASSES = [NamedNode(f"http://x/C{number}") for number in range(3)]
PROPERTIES = [NamedNode(f"http://x/p{number}") for number in range(3)]
GRAPHS = [NamedNode("http://x/graph/a"), NamedNode("http://x/graph/reported"), DefaultGraph()]
TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
ALWAYS = Quad(NODES[0], TYPE, CLASSES[0], GRAPHS[0])  # there is a named graph before and after

paths = st.recursive(
    st.sampled_from(["x:p0", "x:p1", "x:p2"]),
    lambda inner: st.one_of(
        inner.map(lambda path: f"[ sh:inversePath {path} ]"),
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
    ]
)


def property_shape(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.tuples(paths, st.lists(inner, min_size=1, max_size=2)).map(
        lambda parts: f"[ sh:path {parts[0]} ; {' ; '.join(dict.fromkeys(parts[1]))} ]"
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
shape_graphs = st.lists(node_shapes, min_size=1, max_size=2).map(
    lambda shapes: "\n".join(f"s:S{number} {shape} ." for number, shape in enumerate(shapes))
)
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


@settings(max_examples=150, deadline=None)
@given(text=shape_graphs, stays=data, goes=st.lists(statements, max_size=4), comes=st.lists(statements, max_size=4))
def test_random_shapes_graphs_and_changes(text: str, stays: list[Quad], goes: list[Quad], comes: list[Quad]) -> None:
    before = list(dict.fromkeys([ALWAYS, *stays, *goes]))
    after = list(dict.fromkeys([ALWAYS, *(quad for quad in stays if quad not in goes), *comes]))
    assert check(before, after, shapes_of(text)) is not None


QUERIES = [
    # the node's own values, what leads to them, and what is not there
    "$this x:p0 ?v . ?w x:p1 ?v . FILTER NOT EXISTS { ?w x:p2 $this }",
    "$this x:p0+/^x:p1 ?v . OPTIONAL { ?v x:p2 ?n } FILTER(!BOUND(?n))",
    "{ $this x:p0 ?v } UNION { ?v x:p1 $this } FILTER EXISTS { ?v a x:C1 }",
    # what nothing connects with the node
    "$this x:p0 ?v . ?somebody x:p1 2 . FILTER(?v != ?somebody)",
    "?a ?b x:n2 . $this ?b ?v",
]


@settings(max_examples=60, deadline=None)
@given(
    query=st.sampled_from(QUERIES),
    target=targets,
    stays=data,
    goes=st.lists(statements, max_size=4),
    comes=st.lists(statements, max_size=4),
)
def test_queries_in_shapes(query: str, target: str, stays: list[Quad], goes: list[Quad], comes: list[Quad]) -> None:
    text = f"""s:S a sh:NodeShape ; {target} ; sh:sparql [ sh:prefixes s:P ; sh:message "m" ;
        sh:select "SELECT DISTINCT $this (?v AS ?value) WHERE {{ {query} }}" ] .
        s:P sh:declare [ sh:prefix "x" ; sh:namespace "http://x/"^^xsd:anyURI ] ."""
    before = list(dict.fromkeys([ALWAYS, *stays, *goes]))
    after = list(dict.fromkeys([ALWAYS, *(quad for quad in stays if quad not in goes), *comes]))
    assert check(before, after, shapes_of(text)) is not None
