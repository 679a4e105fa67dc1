"""Lines of nodes and properties, in every syntax."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse, serialize

from kg import validate
from kg.validate import turtle_lines
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
        (subject.rpartition("/")[2], predicate.rpartition("/")[2].rpartition("#")[2], line)
        for subject, predicate, line in turtle_lines.described(TURTLE, "http://base/doc")
    ]
    assert found == [
        ("a", "type", 4),
        ("a", "p", 5),
        ("a", "q", 8),
        ("rel", "p", 10),
        ("doc#local", "dotted.name", 15),
        ("doc#local", "u", 16),
        ("rel", "p", 18),
    ]


def test_trig() -> None:
    found = [
        (subject[9:], predicate[9:], line) for subject, predicate, line in turtle_lines.described(TRIG, "http://base/")
    ]
    assert found == [
        ("a", "p", 2),
        ("c", "p", 3),
        ("e", "p", 5),
        ("e", "pp", 5),
        ("f", "p", 5),
        ("h", "p", 6),
        ("i", "p", 7),
    ]


IRIS = st.text("ab.:/é-_~'", max_size=6).map(lambda text: f"http://x/{text}")


@given(st.lists(st.tuples(IRIS, IRIS, IRIS | st.text(max_size=8)), min_size=1, max_size=8))
def test_what_the_parser_finds_is_found(rows: list[tuple[str, str, str]]) -> None:
    quads = [
        Quad(NamedNode(s), NamedNode(p), NamedNode(o) if o.startswith("http://x/") else Literal(o)) for s, p, o in rows
    ]
    text = (
        serialize([quad.triple for quad in quads], format=RdfFormat.TURTLE, prefixes={"x": "http://x/"}) or b""
    ).decode()
    parsed = {(quad.subject.value, quad.predicate.value) for quad in parse(text, RdfFormat.TURTLE)}  # type: ignore[union-attr]
    assert {(subject, predicate) for subject, predicate, _ in turtle_lines.described(text, "http://b/")} == parsed


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


def test_a_blank_node_is_where_it_hangs(tmp_path: Path) -> None:
    shapes = write(
        tmp_path,
        "shapes.ttl",
        "s:L a sh:NodeShape ; sh:targetClass x:Leg ; sh:property [ sh:path x:n ; sh:minCount 1 ] .",
    )
    data = write(tmp_path, "d.ttl", "x:rex x:a 1 ;\n x:leg\n [ a x:Leg ] .")
    reports = [validate.validate([data], [shapes]) for _ in range(2)]
    assert [one.place.line for report in reports for one in report.results if one.place] == [4, 4]
    assert reports[0].results[0].key == reports[1].results[0].key
