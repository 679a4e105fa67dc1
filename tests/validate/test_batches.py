"""A store judged a few statements at a time has the report of a run over all: random graphs, shapes and queries."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad, Store

from kg import rdf, validate
from kg.validate import batches
from kg.validate.report import Report
from kg.validate.shapes import Shapes
from tests.queries.world import BASE, world
from tests.validate.generated import ALWAYS, NODES, QUERIES, data, query_shape, shape_graphs, targets
from tests.validate.test_incremental import full, shapes_of

WORLD = list(dict.fromkeys(rdf.quads(world(), base=BASE, extractor_version="0")))


def check(quads: Sequence[Quad], shapes: Shapes | None = None, engine: str = "shacl", *, size: int = 2) -> Report:
    """The report of batches of so many statements, which has to be that of a full run."""
    store = Store()
    store.extend(quads)
    lines = sorted(f"{quad} ." for quad in quads)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(batches, "SIZE", size)
        found = validate.validate_batches(store, lines, shapes, engine=engine)
    expected = full(quads, shapes, engine)
    assert found is not None
    assert found == expected
    assert validate.render(found, "turtle") == validate.render(expected, "turtle")
    return found


@pytest.mark.parametrize("size", [7, 10_000])
def test_our_graph_by_our_shapes(size: int) -> None:
    assert sum(nodes for _, nodes in check(WORLD, size=size).checked) > 100


@settings(max_examples=150)
@given(text=shape_graphs, quads=data)
def test_random_shapes_and_graphs(text: str, quads: list[Quad]) -> None:
    check(list(dict.fromkeys([ALWAYS, *quads])), shapes_of(text))


@settings(max_examples=40)
@given(query=st.sampled_from(QUERIES), target=targets, quads=data)
def test_queries_in_shapes(query: str, target: str, quads: list[Quad]) -> None:
    check(list(dict.fromkeys([ALWAYS, *quads])), shapes_of(query_shape(query, target)))


@pytest.mark.parametrize("target", ["targetObjectsOf x:p1", "targetNode x:n6"])
def test_nodes_of_which_nothing_is_said_are_judged_too(target: str) -> None:
    shapes = shapes_of(f"s:S a sh:NodeShape ; sh:{target} ; sh:property [ sh:path x:p0 ; sh:minCount 1 ] .")
    link = Quad(NODES[1], NamedNode("http://x/p1"), NODES[6])
    report = check([ALWAYS, link], shapes)
    assert [result.focus for result in report.results] == [NODES[6]]
