"""Property paths: one value, whether read from text or from nodes, written as either, or followed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from kg.validate.property_paths import Described, Path, accesses, follow, inverse, nodes, parsed

NAMES = [NamedNode(f"http://example.org/{letter}") for letter in "abc"]
A, B, C = (Path("step", name) for name in NAMES)
STEPS = st.sampled_from([A, B, C, *(inverse(step) for step in (A, B, C))])


def _compounds(inner: st.SearchStrategy[Path]) -> st.SearchStrategy[Path]:
    several = st.lists(inner, min_size=2, max_size=3).map(tuple)
    return st.one_of(
        st.builds(Path, st.sampled_from(["sequence", "alternative"]), parts=several),
        st.builds(Path, st.sampled_from(["optional", "repeated", "optional repeated"]), parts=st.tuples(inner)),
        inner.filter(lambda path: path.kind != "step").map(lambda path: Path("inverse", parts=(path,))),
    )


PATHS = st.recursive(STEPS, _compounds, max_leaves=6)
GRAPHS = st.lists(st.tuples(*[st.sampled_from(NAMES)] * 3), max_size=8)


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("x:a", "<http://example.org/a>"),
        ("[ sh:inversePath x:a ]", "^<http://example.org/a>"),
        ("[ sh:inversePath ( x:a x:b ) ]", "^(<http://example.org/a>/<http://example.org/b>)"),
        ("[ sh:inversePath [ sh:inversePath x:a ] ]", "^(^<http://example.org/a>)"),
        ("[ sh:oneOrMorePath [ sh:inversePath x:a ] ]", "(^<http://example.org/a>)+"),
        ("[ sh:inversePath [ sh:oneOrMorePath x:a ] ]", "^(<http://example.org/a>+)"),
        ("[ sh:zeroOrOnePath [ sh:zeroOrMorePath x:a ] ]", "(<http://example.org/a>*)?"),
        ("[ sh:alternativePath ( x:a ( x:b x:c ) ) ]", "(<{0}a>|(<{0}b>/<{0}c>))".format("http://example.org/")),
    ],
)
def test_a_path_in_a_shapes_graph_is_one_in_sparql(written: str, text: str) -> None:
    prefixes = "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix x: <http://example.org/> ."
    quads = list(parse(f"{prefixes} x:shape sh:path {written} .", RdfFormat.TURTLE))
    (path,) = Described(quads).objects(NamedNode("http://example.org/shape"), "http://www.w3.org/ns/shacl#path")

    assert str(Described(quads).path(path)) == text
    assert str(parsed(text)) == text


@given(PATHS)
def test_text_and_nodes_give_the_path_that_they_were_written_from(path: Path) -> None:
    root, triples = nodes(path, "p")

    assert parsed(str(path)) == path
    assert Described([Quad(*triple) for triple in triples]).path(root) == path


@given(PATHS, GRAPHS, st.sampled_from(NAMES))
def test_the_inverse_leads_back_and_what_is_looked_at_is_enough(
    path: Path, graph: list[tuple[NamedNode, NamedNode, NamedNode]], start: NamedNode
) -> None:
    def match(subject: object, predicate: object, object_: object) -> list[tuple[object, NamedNode, object]]:
        wanted = (subject, predicate, object_)
        return [triple for triple in graph if all(w in (None, has) for w, has in zip(wanted, triple, strict=True))]

    reached = follow({start}, path, match)

    assert all(start in follow({end}, inverse(path), match) for end in reached)
    seen: set[tuple[object, NamedNode, object]] = set()
    for access in accesses((), path):
        ends: set[object] = {start}
        for step in access.trail:
            ends = follow(ends, step, match)
        for end in ends:
            here, there = (end, None) if access.step.kind == "step" else (None, end)
            seen.update(match(here, access.step.predicate, there))
    graph[:] = [triple for triple in graph if triple in seen]
    assert follow({start}, path, match) == reached
