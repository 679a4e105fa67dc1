"""Lines of nodes and properties, in every syntax."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse, serialize

from kg import validate
from kg.validate import source_lines, turtle_lines
from tests.validate.test_validate import SHAPES, write

TURTLE = '''@prefix x: <http://x/> .
@prefix : <#> .
# x:a x:no 1 .
x:a a x:B ;
  x:p "a;b.c [ x:no"@en , 'x'^^x:dt ,
     """ several
 lines . x:no """ ;
  x:q [ x:inner 1.5 ;
     x:inner ( 1 2 <rel> ) ] .
<rel> x:p 1.
[] x:z x:a .
[ x:inner x:a ] x:k
  x:c .
( 1 2 ) x:l x:a .
:local x:dotted.name x:a.b ;
 x:u true .
@base <http://b/> .
<rel> x:p <> .
'''
TRIG = """PREFIX y: <http://y/>
y:g { y:a y:p y:b .
 y:c y:p
  y:d }
GRAPH y:g { y:e y:p y:b ; y:pp 3 } y:f y:p y:z .
{ y:h y:p 1 }
<http://y/g2> { [] y:p y:a . y:i y:p y:b }
"""


def test_turtle() -> None:
    found = [
        (predicate.rpartition("/")[2].rpartition("#")[2], line, object_line)
        for predicate, line, object_line in turtle_lines.statements(TURTLE, "http://base/doc")
    ]
    assert found == [
        ("type", 4, 4),
        ("p", 5, 5),
        ("p", 5, 5),
        ("p", 5, 6),
        ("inner", 8, 8),
        ("inner", 9, 9),
        ("q", 8, 8),
        ("p", 10, 10),
        ("z", 11, 11),
        ("inner", 12, 12),
        ("k", 12, 13),
        ("l", 14, 14),
        ("dotted.name", 15, 15),
        ("u", 16, 16),
        ("p", 18, 18),
    ]


def test_trig() -> None:
    found = [(predicate[9:], line) for predicate, line, _ in turtle_lines.statements(TRIG, "http://base/")]
    assert found == [("p", 2), ("p", 3), ("p", 5), ("pp", 5), ("p", 5), ("p", 6), ("p", 7), ("p", 7)]


@pytest.mark.parametrize(
    "text",
    [
        "x:a x:p <<( x:b x:c x:d )>> .\nx:a x:q 1 .",
        "x:a x:p x:b {| x:c x:d |} .\nx:a x:q 1 .",
        "x:a x:p x:b ~ x:r .\nx:a x:q 1 .",
    ],
)
def test_nothing_is_told_of_lines_after_what_is_not_followed(text: str) -> None:
    found = list(turtle_lines.statements(f"@prefix x: <http://x/> .\n{text}", "http://b/"))
    assert all(statement.line == 2 for statement in found)


OBJECTS = st.deferred(
    lambda: st.one_of(
        st.sampled_from([["x:o"], ["5"], ['"a\u2028.;"'], ['"s"@en'], ['"s"', "^^x:d"], ["<rel>"], ["_:b"], ["[]"]]),
        st.builds(lambda inner: ["[", *inner, "]"], DESCRIPTIONS),
        st.lists(OBJECTS, max_size=3).map(lambda items: ["(", *(token for item in items for token in item), ")"]),
    )
)
DESCRIPTIONS = st.lists(st.lists(OBJECTS, min_size=1, max_size=2), min_size=1, max_size=3).map(
    lambda rows: [
        token
        for number, row in enumerate(rows)
        for token in [*([";"] if number else []), "PREDICATE", *(t for o in row for t in (*o, ","))][:-1]
    ]
)
TRIPLES = st.one_of(
    st.builds(lambda subject, said: [subject, *said, "."], st.sampled_from(["x:s", "_:k", "[]"]), DESCRIPTIONS),
    st.builds(lambda inner, said: ["[", *inner, "]", *said, "."], DESCRIPTIONS, DESCRIPTIONS),
    st.builds(lambda item, said: ["(", *item, "x:o", ")", *said, "."], OBJECTS, DESCRIPTIONS),
)


@given(st.lists(TRIPLES, min_size=1, max_size=4), st.sampled_from([None, "x:g", "GRAPH x:g", "", "[]"]))
def test_statements_come_in_the_order_of_the_parser(triples: list[list[str]], graph: str | None) -> None:
    tokens = [token for triple in triples for token in triple]
    if graph is not None:
        tokens = [f"{graph} {{", *tokens, "}"]
    lines = ["@prefix x: <http://x/> .", *tokens]
    text = "\n".join(f"x:p{number}" if line == "PREDICATE" else line for number, line in enumerate(lines, 1))
    format = RdfFormat.TURTLE if graph is None else RdfFormat.TRIG
    found = list(source_lines.located(parse(text, format, base_iri="http://b/"), text, format, "http://b/"))

    quads = [q for q in parse(text, format, base_iri="http://b/") if q.predicate.value not in turtle_lines.CELLS]
    assert [quad.predicate for quad, _ in found] == [quad.predicate for quad in quads]
    assert all(quad.predicate.value == f"http://x/p{statement.line}" for quad, statement in found)


IRIS = st.text("ab.:/é-_~'", max_size=6).map(lambda text: f"http://x/{text}")


@given(st.lists(st.tuples(IRIS, IRIS, IRIS | st.text(max_size=8)), min_size=1, max_size=8))
def test_what_the_parser_finds_is_found(rows: list[tuple[str, str, str]]) -> None:
    quads = [
        Quad(NamedNode(s), NamedNode(p), NamedNode(o) if o.startswith("http://x/") else Literal(o)) for s, p, o in rows
    ]
    for format in (RdfFormat.TURTLE, RdfFormat.N_TRIPLES, RdfFormat.N_QUADS):
        prefixes = {"x": "http://x/"} if format == RdfFormat.TURTLE else None
        text = (serialize([quad.triple for quad in quads], format=format, prefixes=prefixes) or b"").decode()
        parsed = list(parse(text, format))
        assert [quad for quad, _ in source_lines.located(parsed, text, format, "http://b/")] == parsed


@pytest.mark.parametrize(
    ("name", "content", "line"),
    [
        ("d.nt", "# none\n<http://x/n> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://x/Dog> .\n", 2),
        ("d.nq", "\n<http://x/n> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://x/Dog> <http://x/g> .\n", 2),
        ("d.ttl", "x:m a x:Cat .\n\nx:n a x:Dog .", 5),
        ("d.trig", "@prefix x: <http://x/> .\nx:g {\n x:n a x:Dog }", 3),
        ("d.jsonld", '{\n "@id":\n "http://x/n",\n "@type": "http://x/Dog"}', 3),
        ("d.json.jsonld", '{\n "@id": "http://x/n",\n "@type": "http://x/Dog"}', 2),
        (
            "d.rdf",
            '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:x="http://x/">\n'
            '<x:Dog rdf:about="http://x/n"/></rdf:RDF>',
            2,
        ),
    ],
)
def test_every_syntax(name: str, content: str, line: int | None, tmp_path: Path) -> None:
    report = validate.validate([write(tmp_path, name, content)], [write(tmp_path, "shapes.ttl", SHAPES)])
    (result,) = report.results
    assert (result.place.line if result.place else None) == line


def test_a_blank_node_is_where_it_is_described(tmp_path: Path) -> None:
    shapes = write(
        tmp_path,
        "shapes.ttl",
        "s:L a sh:NodeShape ; sh:targetClass x:Leg ; sh:property [ sh:path x:n ; sh:minCount 1 ] .",
    )
    data = write(tmp_path, "d.ttl", "x:rex x:a 1 ;\n x:leg\n [ a x:Leg ] .")
    reports = [validate.validate([data], [shapes]) for _ in range(2)]
    assert [one.place.line for report in reports for one in report.results if one.place] == [5, 5]
    assert reports[0].results[0].key == reports[1].results[0].key
