"""Data and shapes in, a report out: engines, places, formats, and what neither may be made to do."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from kg import validate
from kg.errors import InputError, LimitExceeded, NotFound, ShapesError, UsageError
from kg.validate import files
from kg.validate.report import Report, Result, Severity
from tests.shapes.test_shapes import updated

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
PREFIXES = f"""@prefix rdf: <{RDF}> . @prefix sh: <http://www.w3.org/ns/shacl#> . @prefix x: <http://x/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix s: <http://s/> .
"""
SHAPES = """
s:Dog a sh:NodeShape ; sh:targetClass x:Dog ; sh:property s:Dog-name , [
    sh:path ( [ sh:inversePath x:owns ] x:age ) ; sh:minInclusive 18 ; sh:message "Owners are grown up." ;
    sh:severity sh:Warning ] .
s:Dog-name a sh:PropertyShape ; sh:path x:name ; sh:minCount 1 ; sh:datatype xsd:string ;
    sh:message "A dog has a name." .
"""
DOGS = """x:rex a x:Dog ; x:name "Rex" . x:nameless a x:Dog . x:odd a x:Dog ; x:name 7 .
x:kid x:owns x:rex ; x:age 9 . x:adult x:owns x:odd ; x:age 40 .
"""
BASE = "https://kg.example/"


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text if not name.endswith(".ttl") else PREFIXES + text, encoding="utf-8")
    return path


@pytest.fixture
def shapes(tmp_path: Path) -> Path:
    return write(tmp_path, "shapes.ttl", SHAPES)


@pytest.fixture
def dogs(tmp_path: Path) -> Path:
    return write(tmp_path, "dogs.ttl", DOGS)


@pytest.mark.parametrize("engine", ["pyshacl", "shacl", "auto"])
def test_report(engine: str, shapes: Path, dogs: Path) -> None:
    report = validate.validate([dogs], [shapes], engine=engine)
    assert [
        (one.severity, str(one.focus), one.shape, one.component, one.path, str(one.value)) for one in report.results
    ] == [
        (
            "Violation",
            "<http://x/nameless>",
            "http://s/Dog-name",
            "MinCountConstraintComponent",
            "<http://x/name>",
            "None",
        ),
        (
            "Violation",
            "<http://x/odd>",
            "http://s/Dog-name",
            "DatatypeConstraintComponent",
            "<http://x/name>",
            '"7"^^<http://www.w3.org/2001/XMLSchema#integer>',
        ),
        (
            "Warning",
            "<http://x/rex>",
            "http://s/Dog",
            "MinInclusiveConstraintComponent",
            "(^<http://x/owns>/<http://x/age>)",
            '"9"^^<http://www.w3.org/2001/XMLSchema#integer>',
        ),
    ]
    assert not report.conforms
    assert (report.triples, report.graphs) == (9, 1)
    assert len(report.at_least("violation")) == 2
    assert len(report.at_least("info")) == 3
    assert report.engine == ("shacl" if engine == "auto" else engine)


def test_warnings_do_not_gate(shapes: Path, tmp_path: Path) -> None:
    data = write(tmp_path, "data.ttl", 'x:rex a x:Dog ; x:name "Rex" . x:kid x:owns x:rex ; x:age 9 .')
    report = validate.validate([data], [shapes])
    assert report.conforms
    assert report.at_least("violation") == ()
    assert len(report.at_least("warning")) == 1
    with pytest.raises(UsageError, match="no severity 'all'; one of violation, warning, info"):
        report.at_least("all")


def test_text(shapes: Path, dogs: Path) -> None:
    report = validate.validate([dogs], [shapes])
    text, key = validate.render(report), report.results[0].key[:8]
    assert text.startswith(
        "VIOLATION: A dog has a name. (<http://s/Dog-name>, 2 ×)\n"
        f"  http://x/nameless  {dogs}:3  [{key}]\n    <http://x/name>\n"
    )
    assert "WARNING: Owners are grown up." in text
    assert f"\nwhy: kg validate … --explain {key}, or another key in brackets\n" in text
    assert text.endswith(
        "does not conform: 2 violations, 1 warning, 0 notes; 9 triples in 1 graph checked with shacl; "
        "1 shape of 1 had nodes to check\n"
    )


def test_text_cannot_draw_on_the_terminal(shapes: Path, tmp_path: Path) -> None:
    data = write(tmp_path, "data.ttl", 'x:a a x:Dog ; x:name "\\u001b[2J\\u202e"@en ; x:b "c" .')
    text = validate.render(validate.validate([data], [shapes]))
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_json(shapes: Path, dogs: Path) -> None:
    body = json.loads(validate.render(validate.validate([dogs], [shapes]), "json"))
    assert body["conforms"] is False
    assert body["counts"] == {"violation": 2, "warning": 1, "info": 0}
    assert body["checked"] == {"http://s/Dog": 3}
    assert body["results"][0] == {
        "key": body["results"][0]["key"],
        "severity": "violation",
        "message": "A dog has a name.",
        "focus": "http://x/nameless",
        "label": None,
        "path": "<http://x/name>",
        "value": None,
        "component": "MinCountConstraintComponent",
        "shape": "http://s/Dog-name",
        "graphs": [],
        "sentence": None,
        "file": str(dogs),
        "line": 3,
        "known": False,
    }


@pytest.mark.parametrize("engine", ["pyshacl", "shacl"])
def test_turtle_is_the_standards_report(engine: str, shapes: Path, dogs: Path) -> None:
    turtle = validate.render(validate.validate([dogs], [shapes], engine=engine), "turtle")
    quads = list(parse(turtle, RdfFormat.TURTLE))
    sh = "http://www.w3.org/ns/shacl#"
    assert sum(quad.predicate.value == f"{sh}result" for quad in quads) == 3
    conforms = [quad.object for quad in quads if quad.predicate.value == f"{sh}conforms"]
    assert [str(term.value) for term in conforms] == ["false"]  # type: ignore[union-attr]


def test_unknown_format_and_engine(shapes: Path, dogs: Path) -> None:
    with pytest.raises(UsageError, match="no report format 'pdf'; one of text, json, turtle"):
        validate.render(validate.validate([dogs], [shapes]), "pdf")
    with pytest.raises(UsageError, match="no engine 'fast'; one of auto, pyshacl, shacl"):
        validate.validate([dogs], [shapes], engine="fast")


def test_shapes_out_of_reach_go_where_they_can(tmp_path: Path, dogs: Path) -> None:
    risky = write(tmp_path, "risky.ttl", 's:A sh:targetClass x:Dog ; a sh:NodeShape ; sh:pattern "(a+)+$" .')
    assert validate.validate([dogs], [risky]).engine == "shacl"
    with pytest.raises(ShapesError, match="out of reach for pyshacl; use --engine shacl"):
        validate.validate([dogs], [risky], engine="pyshacl")
    behind = write(tmp_path, "l.ttl", r's:A a sh:NodeShape ; sh:targetClass x:Dog ; sh:pattern "(.)\\1" .')
    reason = r"sh:pattern '(.)\\1', with a back reference or a look around, is out of reach for shacl"
    with pytest.raises(ShapesError, match=f"{re.escape(reason)}; use --engine pyshacl"):
        validate.validate([dogs], [behind], engine="shacl")
    report = validate.validate([dogs], [behind])
    assert report.engine == "pyshacl"
    note = f"checked with pyshacl: {reason}"
    assert report.notes == (note,)
    for format in ("text", "json", "github", "sarif", "junit"):
        assert "look around, is out of reach for shacl" in validate.render(report, format), format
    with pytest.raises(ShapesError, match="are not judged by one engine; check the shapes in two runs"):
        validate.validate([dogs], [behind, risky])
    large = write(tmp_path, "g.ttl", r's:A a sh:NodeShape ; sh:targetClass x:Dog ; sh:pattern "^\\p{L}{9000}$" .')
    (note,) = validate.validate([dogs], [large]).notes
    assert note.endswith("which is too large, is out of reach for shacl")


@pytest.mark.parametrize(
    ("constraint", "value", "results", "reason"),
    [
        ("sh:maxExclusive 2.5", '"NaN"^^xsd:double', 1, "InvalidOperation"),
        ("sh:lessThan x:q", "[]", 0, "Cannot use sh:lessThan to compare a BlankNode"),
        ("s:max 3", "1", 0, "AssertionError"),
    ],
)
def test_what_ends_the_reference_engine_is_an_error_in_one_line(
    constraint: str, value: str, results: int, reason: str, tmp_path: Path
) -> None:
    shapes = write(
        tmp_path,
        "s.ttl",
        f"""s:A sh:targetSubjectsOf x:p ; a sh:NodeShape ; sh:property [ sh:path x:p ; {constraint} ] .
        s:C a sh:ConstraintComponent ; sh:parameter [ sh:path [ sh:inversePath s:max ] ] ;
            sh:validator [ sh:ask "ASK {{}}" ] .""",
    )
    data = write(tmp_path, "d.ttl", f"x:a x:p {value} .")
    assert len(validate.validate([data], [shapes]).results) == results
    with pytest.raises(ShapesError, match=rf"pyshacl fails on this data \({reason}.*\); use --engine shacl"):
        validate.validate([data], [shapes], engine="pyshacl")


def test_recursive_shapes_go_where_they_are_followed_to_the_end(tmp_path: Path) -> None:
    text = """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix ex: <urn:x:> .
        ex:S a sh:NodeShape ; sh:targetNode ex:n0 ; sh:property ex:Next , [ sh:path ex:bad ; sh:maxCount 0 ] .
        ex:Next sh:path ex:next ; sh:or ( ex:S [ sh:hasValue 1 ] ) ."""
    (tmp_path / "ring.ttl").write_text(text)
    links = "".join(f"<urn:x:n{i}> <urn:x:next> <urn:x:n{i + 1}> .\n" for i in range(9))
    (tmp_path / "chain.nt").write_text(links + "<urn:x:n9> <urn:x:bad> <urn:x:n0> .\n")
    report = validate.validate([tmp_path / "chain.nt"], [tmp_path / "ring.ttl"])
    assert (report.engine, report.conforms) == ("shacl", False)
    with pytest.raises(ShapesError, match="which refers to itself, is out of reach for pyshacl; use --engine shacl"):
        validate.validate([tmp_path / "chain.nt"], [tmp_path / "ring.ttl"], engine="pyshacl")


def test_a_result_has_its_graph_label_and_sentence() -> None:
    quads = updated(
        "DELETE WHERE { GRAPH g:gazette-2 { c:gazette-2-6 kg:polarity ?old } } ;",
        "DELETE WHERE { s:Test-1 kg:agent ?old } ;",
        "DELETE WHERE { s:Pitch-1 kg:agent ?old } ;",
        'INSERT DATA { a:spin-5 schema:headline "Second" } ;',
    )
    report = validate.validate(quads, engine="shacl")
    claim = next(one for one in report.results if one.shape.endswith("#Claim-polarity"))
    assert claim.graphs == (f"{BASE}graph/gazette-2", f"{BASE}graph/reported")  # what it disagrees with stands there
    assert claim.sentence == "The Harbour Authority did not buy FaceLens, Open Skies said."
    test = next(one for one in report.results if one.shape.endswith("#Test-agent"))
    assert test.label == "Test: Port Police; BadgeCam"
    blamed = validate.by_article(report, BASE)
    # the claim's own article; the only one that speaks of the test; the one with two headlines. Nobody for the pitch:
    # three articles speak of it
    shapes = {key: {one.shape.rpartition("#")[2] for one in results} for key, results in blamed.items()}
    assert shapes["gazette-2"] >= {"Claim-polarity"}
    assert "Test-agent" in shapes["ledger-4"]
    assert "Article-headline" in shapes["spin-5"]
    assert "Pitch-agent" not in {shape for found in shapes.values() for shape in found}
    assert blamed["ledger-4"][0].severity == "Violation"


def test_by_article_takes_no_foreign_graph() -> None:
    def result(focus: str, *graphs: str) -> Result:
        return Result(NamedNode(focus), None, None, "c", "s", Severity.VIOLATION, "m", graphs)

    report = Report(
        (
            result("http://x/1", "http://elsewhere/graph/a"),
            result("http://x/2", f"{BASE}graph/reported"),
            result("http://x/3", f"{BASE}graph/a", f"{BASE}graph/b"),
            result("http://x/4", f"{BASE}graph/a", f"{BASE}graph/reported"),
            result(f"{BASE}article/b"),
        ),
        "shacl",
        1,
        1,
    )
    assert {key: len(results) for key, results in validate.by_article(report, BASE).items()} == {"a": 1, "b": 1}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "s:A a sh:NodeShape ; sh:targetClass x:B ;; sh:mincount 1 .",
            r"line 3: sh:mincount is no term of SHACL; did you mean sh:minCount\?",
        ),
        ("s:A a sh:NodeShape ; sh:property [ sh:class x:B ] .", "line 3: sh:property .* has no sh:path"),
        ("s:A a sh:NodeShape ;\n sh:minCount 1 .", "line 4: sh:minCount stands on a shape without sh:path"),
        (
            "s:A a sh:NodeShape ; sh:in _:l . _:l rdf:first 1 ; rdf:rest _:l .",
            "line 3: sh:in has a list without an end",
        ),
        (
            "s:A a sh:NodeShape ; sh:or _:l . _:l rdf:first [] .",
            "sh:or has a list of which a part has not one rdf:first",
        ),
        ("s:A a sh:PropertyShape ; sh:path x:p , x:q .", "sh:path is wrong: more than one"),
        ("s:A a sh:PropertyShape ; sh:path ( x:p ) .", "sh:path is wrong: a sequence of fewer than two paths"),
        ('s:A a sh:PropertyShape ; sh:path [ sh:inversePath "x" ] .', 'sh:path is wrong: "x" is no path'),
        ("s:A a sh:PropertyShape ; sh:path () .", "sh:path is wrong: <.*nil> is no path"),
        ("s:A a sh:PropertyShape ; sh:path [ x:y 1 ] .", "sh:path is wrong: a path that is neither an IRI, nor a list"),
        ("s:A sh:path _:q . _:q sh:inversePath _:q .", "sh:path is wrong: a path nested more than 60 deep"),
        ("s:A sh:path [ sh:alternativePath ( x:p ) ] .", "sh:path is wrong: sh:alternativePath of fewer than two"),
        ('s:A sh:sparql [ sh:select "SELECT ?x { ?x ?p ?o }" ] .', r"the query has to return \$this"),
        ('s:A sh:target [ sh:select "SELECT ?x { ?x ?p ?o }" ] .', r"the query has to return \$this"),
        ('s:A a sh:NodeShape ; sh:severity "bad" .', 'sh:severity "bad" is no IRI'),
        (
            's:A a sh:NodeShape ;\n sh:property [ sh:path x:a ;\n sh:minCount "two" ] .',
            'line 5: sh:minCount "two" is no whole',
        ),
        ("s:A a sh:NodeShape ; sh:minLength -1 .", "sh:minLength .* is no whole number of 0 or more"),
        ("s:A a sh:NodeShape ; sh:in x:a .", "sh:in <http://x/a> is no list"),
        ('s:A a sh:NodeShape ; sh:closed "yes" .', "is no true or false"),
        ("s:A a sh:NodeShape ; sh:nodeKind x:IRI .", "is no node kind of SHACL"),
        ("s:A a sh:NodeShape ; sh:node 7 .", "is no shape"),
        ('s:A sh:sparql [ sh:select "SELECT $this { $this y:a 1 }" ] .', "prefix y: is not declared"),
        ("s:A a sh:NodeShap ; sh:minCount 1 .", "sh:NodeShap is no term of SHACL; did you mean sh:NodeShape"),
        ('s:A sh:sparql [ sh:select "SELECT $this { ?a ?b ?c MINUS { $this ?b ?c } }" ] .', "MINUS is not allowed"),
        ('s:A sh:sparql [ sh:select "SELECT $this { { SELECT ?a { ?a ?b $this } } }" ] .', r"has to return \$this"),
        ('s:A sh:sparql [ sh:select "SELECT $this { FILTER bound($shapesGraph) }" ] .', "is not supported"),
        ('s:A a sh:NodeShape ; sh:pattern "(((" .', r"sh:pattern '\(\(\(': a \( without its \), at character 3"),
        (
            's:A a sh:NodeShape ; sh:sparql [ sh:select "SELECT $this { GRAPH ?g { $this ?p ?o } }" ] .',
            "GRAPH is not supported: all graphs are checked as one",
        ),
        ("s:A a sh:NodeShape ; sh:js [ ] .", "sh:js is"),
        ("s:A a sh:NodeShape ; sh:target [ a sh:JSTarget ] .", "line 3: sh:JSTarget is "),
        ("s:A a sh:NodeShape ; sh:target s:T .", "line 3: sh:target <http://s/T> has no sh:select"),
        (
            's:A a sh:NodeShape ; sh:target [ a sh:SPARQLTarget ;\n sh:select "SELECT ?this { ?this a" ] .',
            "line 4: a query in it cannot be run: error at 1:",
        ),
        (
            's:A a sh:NodeShape ; sh:target [ sh:prefixes s:P ; sh:select "SELECT ?this { ?this a y:B }" ] .\n'
            's:P sh:declare [ sh:prefix "y" ; sh:namespace "http://y> SELECT ?this { SERVICE <http://z/" ] .',
            "a query in it cannot be run: ",
        ),
        ('s:A sh:sparql [ sh:select "SELECT $this { $this $PATH }" ] .', "line 3: a query in it cannot be run: error"),
        (
            's:A sh:sparql [ sh:select "SELECT $this { SERVICE <http://127.0.0.1:1/> { ?a ?b ?c } }" ] .',
            "SERVICE is not allowed",
        ),
        ('s:A sh:sparql [ sh:select "SELECT $this FROM <http://127.0.0.1:1/> { ?a ?b ?c }" ] .', "FROM is not allowed"),
        ("s:A sh:not " + "[ sh:not " * 5_000 + "[]" + "]" * 5_000 + " .", "blank nodes nested more than 60 deep"),
        ("_:a sh:targetNode x:rex ; sh:not _:b . _:b sh:not _:a .", "blank nodes nested more than 60 deep"),
        ("s:A a sh:NodeShape ; sh:targetClass", "line 3"),
        ("", "no shapes at all"),
    ],
)
def test_malformed_shapes(text: str, message: str, tmp_path: Path, dogs: Path) -> None:
    path = write(tmp_path, "bad.ttl", text)
    with pytest.raises(ShapesError, match=message) as caught:
        validate.validate([dogs], [path])
    assert all("bad.ttl" in line for line in str(caught.value).splitlines())


@pytest.mark.parametrize("engine", ["pyshacl", "shacl"])
def test_shapes_that_an_engine_refuses(
    engine: str, tmp_path: Path, dogs: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = write(
        tmp_path,
        "bad.ttl",
        's:A a sh:NodeShape ; sh:targetClass x:Dog ; sh:property [ sh:path x:p ; sh:minCount "x" ] .',
    )
    with pytest.raises(ShapesError) as caught:
        validate.validate([dogs], [path], engine=engine)
    assert "\n" not in str(caught.value)
    assert capfd.readouterr() == ("", "")  # the error says it; the library need not


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.rdf", "<!DOCTYPE x [<!ENTITY a 'b'>]><rdf:RDF/>", "a DOCTYPE is not allowed"),
        ("a.jsonld", '{"http://x/p":' * 3_300 + "1" + "}" * 3_300, "nested more than 200 deep; flatten"),
        ("a.jsonld", '{"@context": "http://127.0.0.1:1/c", "@id": "http://x/a"}', "a remote context is not fetched"),
        (
            "a.nq",
            "<x:a> <x:b> " + "<<( <x:a> <x:b> " * 20_000 + "<x:c>" + " )>>" * 20_000 + " .",
            "triple terms nested more",
        ),
        (
            "a.trig",
            "<x:a> <x:b> " + "<<( <x:a> <x:b> " * 20_000 + "1" + " )>>" * 20_000 + " .",
            "triple terms nested more",
        ),
        ("a.nt", "<x:a> <x:b> <x:c> .\n<x:a> <x:b> .", r"a\.nt, line 2: "),
        ("a.nt", "<x:a> <x:b> <<( <x:a> <x:b> <x:c> )>> .", "triple terms of RDF 1.2 cannot be validated"),
        ("a.nt", "", "there is not one triple"),
    ],
)
def test_hostile_and_broken_data(name: str, content: str, message: str, tmp_path: Path, shapes: Path) -> None:
    path = write(tmp_path, name, content)
    with pytest.raises(InputError, match=message) as caught:
        validate.validate([path], [shapes])
    assert "\n" not in str(caught.value)


def test_files_that_cannot_be_read(tmp_path: Path, shapes: Path) -> None:
    with pytest.raises(NotFound, match="no such file"):
        validate.validate([tmp_path / "none.ttl"], [shapes])
    with pytest.raises(
        UsageError, match=r"cannot tell the RDF format from the name; end it in one of \.json, \.jsonld"
    ):
        validate.validate([write(tmp_path, "data.txt", "x")], [shapes])
    with pytest.raises(LimitExceeded, match="larger than 10 bytes"):
        list(files.read(write(tmp_path, "big.nt", "<x:a> <x:b> <x:c> .\n"), max_bytes=10))


@pytest.mark.parametrize("suffix", ["ttl", "nt", "nq", "trig", "jsonld", "json", "rdf"])
def test_every_format(suffix: str, tmp_path: Path, shapes: Path) -> None:
    from pyoxigraph import serialize

    triples = [Quad(NamedNode("http://x/rex"), NamedNode("http://x/name"), Literal("<< 'Rex' >>")).triple]
    path = tmp_path / f"data.{suffix}"
    path.write_bytes(serialize(triples, format=files.NAMED[f".{suffix}"]) or b"")
    assert validate.validate([path], [shapes]).triples == 1


def test_many_angle_brackets_in_text_are_no_nesting(tmp_path: Path) -> None:
    path = write(tmp_path, "a.nt", "".join(f'<x:a> <x:b> "{number} << \\" <<" . # <<\n' for number in range(500)))
    assert len(list(files.read(path))) == 500


def test_ill_typed_literals_are_reported_and_nothing_is_logged(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    shapes = write(
        tmp_path,
        "s.ttl",
        "s:A a sh:NodeShape ; sh:targetSubjectsOf x:day ; sh:property [ sh:path x:day ; sh:datatype xsd:date ] .",
    )
    data = write(tmp_path, "d.ttl", 'x:a x:day "soon"^^xsd:date . x:b x:day "2031-01-01"^^xsd:date .')
    for engine in ("pyshacl", "shacl"):
        report = validate.validate([data], [shapes], engine=engine)
        assert [str(one.focus) for one in report.results] == ["<http://x/a>"]
    assert caplog.text == ""
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("engine", ["pyshacl", "shacl"])
def test_nothing_is_added_for_shapes_of_others(engine: str, tmp_path: Path) -> None:
    """A closed shape sees the data's own statements, named graphs or not."""
    shapes = write(
        tmp_path,
        "s.ttl",
        "s:A a sh:NodeShape ; sh:targetClass x:A ; sh:closed true ; sh:property [ sh:path x:p ] ;"
        " sh:ignoredProperties ( <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> ) .",
    )
    data = write(tmp_path, "d.trig", "@prefix x: <http://x/> . x:g { x:a a x:A ; x:p 1 . x:b a x:A ; x:q 1 . }")
    report = validate.validate([data], [shapes], engine=engine)
    assert [(str(one.focus), one.path) for one in report.results] == [("<http://x/b>", "<http://x/q>")]
