"""After a change, what is judged again gives the report of a full run: random graphs, shapes and changes."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Quad, RdfFormat, Store, parse

from kg import rdf, validate
from kg.validate import incremental
from kg.validate import shapes as shape_files
from kg.validate.report import Report
from kg.validate.shape_sources import Source
from kg.validate.shapes import Shapes
from tests.queries.world import BASE, world
from tests.shapes.test_shapes import cases, updated
from tests.validate.generated import ALWAYS, QUERIES, data, query_shape, shape_graphs, statements, targets
from tests.validate.test_validate import PREFIXES

WORLD = list(dict.fromkeys(rdf.quads(world(), base=BASE, extractor_version="0")))


def shapes_of(text: str) -> Shapes:
    quads = tuple(parse(PREFIXES + text, RdfFormat.TURTLE))
    return shape_files._loaded([Source("shapes", text, quads, {})])


def full(quads: Sequence[Quad], shapes: Shapes | None, engine: str) -> Report:
    with pytest.MonkeyPatch.context() as patch:
        if shapes is not None:
            patch.setattr(shape_files, "load", lambda paths, **_: shapes)
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
    monkeypatch.setattr(incremental, "MOST", 1_000)  # small graphs change in large parts


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


TOLD = {
    "label": '<http://x/claim/role> rdfs:label "{}" .',
    "label of the whole": 'x:claim rdfs:label "{}" .',
    "sentence": 'x:selector oa:exact "{}" .',
    "sentence of its own": 'x:claim oa:exact "{}" .',
    "sentence of its evidence": 'x:evidence oa:exact "{}" .',
}


@pytest.mark.parametrize("text", TOLD.values(), ids=TOLD)
@pytest.mark.parametrize(("was", "now"), [("one", "another"), (None, "new"), ("old", None)])
def test_what_a_result_is_told_with_changes_where_no_shape_looks(text: str, was: str | None, now: str | None) -> None:
    shapes = shapes_of(
        "s:S a sh:NodeShape ; sh:targetNode <http://x/claim/role> ; sh:property [ sh:path x:size ; sh:minCount 1 ] ."
    )
    prefixes = PREFIXES + (
        "@prefix oa: <http://www.w3.org/ns/oa#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . "
        "@prefix kg: <https://w3id.org/onrecord/ns#> . "
    )
    stays = (
        "<http://x/claim/role> a x:Filling . x:claim kg:evidence x:evidence . x:evidence oa:hasSelector x:selector . "
    )
    before, after = (
        list(parse(f"{prefixes} x:g {{ {stays} {text.format(word) if word else ''} }}", RdfFormat.TRIG))
        for word in (was, now)
    )
    found = check(before, after, shapes)
    assert found is not None
    (result,) = found.results
    assert now in (result.label, result.sentence)


@settings(max_examples=150)
@given(text=shape_graphs, stays=data, goes=st.lists(statements, max_size=4), comes=st.lists(statements, max_size=4))
def test_random_shapes_graphs_and_changes(text: str, stays: list[Quad], goes: list[Quad], comes: list[Quad]) -> None:
    before = list(dict.fromkeys([ALWAYS, *stays, *goes]))
    after = list(dict.fromkeys([ALWAYS, *(quad for quad in stays if quad not in goes), *comes]))
    assert check(before, after, shapes_of(text)) is not None


@settings(max_examples=60)
@given(
    query=st.sampled_from(QUERIES),
    target=targets,
    stays=data,
    goes=st.lists(statements, max_size=4),
    comes=st.lists(statements, max_size=4),
)
def test_queries_in_shapes(query: str, target: str, stays: list[Quad], goes: list[Quad], comes: list[Quad]) -> None:
    before = list(dict.fromkeys([ALWAYS, *stays, *goes]))
    after = list(dict.fromkeys([ALWAYS, *(quad for quad in stays if quad not in goes), *comes]))
    assert check(before, after, shapes_of(query_shape(query, target))) is not None
