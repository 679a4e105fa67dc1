"""Shapes and data of others: what the trials of public vocabularies (``kg/validate/README.md``) brought to light."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import validate
from kg.errors import InputError, NotFound
from tests.validate.test_validate import write

ENGINES = pytest.mark.parametrize("engine", ["pyshacl", "shacl"])

# as Brick has them: classes that are their own shapes, in one file with what is below them, and rules
ONTOLOGY = """@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
x:Equipment a owl:Class , sh:NodeShape ; sh:property [ sh:path x:hasPart ; sh:class x:Equipment ;
    sh:message "Parts of equipment are equipment." ] ; sh:rule x:Tags .
x:Tags a sh:TripleRule ; sh:subject sh:this ; sh:predicate x:tag ; sh:object x:Machine ; sh:condition [ sh:not [ ] ] .
x:Boiler a owl:Class ; rdfs:subClassOf x:Equipment . x:Burner a owl:Class ; rdfs:subClassOf x:Equipment .
s:Unit a sh:NodeShape ; sh:targetObjectsOf x:unit ; sh:class x:Unit . x:Boiler x:unit x:litres .
x:model a x:Boiler ; x:hasPart x:nothing .
"""
PLANT = "x:boiler a x:Boiler ; x:hasPart x:burner , x:hall . x:burner a x:Burner . x:hall a x:Room ; x:unit x:m2 ."


@ENGINES
def test_an_ontology_beside_the_data(engine: str, tmp_path: Path) -> None:
    ontology, plant = write(tmp_path, "ontology.ttl", ONTOLOGY), write(tmp_path, "plant.ttl", PLANT)
    report = validate.validate([plant], [ontology], engine=engine, beside=[ontology, plant])
    assert [(str(one.focus), str(one.value)) for one in report.results] == [
        ("<http://x/m2>", "<http://x/m2>"),
        ("<http://x/boiler>", "<http://x/hall>"),
    ]
    assert report.notes == ("1 rule (sh:rule) is not applied: the data is checked as it stands",)
    assert report.triples == 6
    assert dict(report.checked) == {"http://s/Unit": 1, "http://x/Equipment": 2}
    alone = validate.validate([plant], [ontology], engine=engine)
    assert dict(alone.checked) == {"http://s/Unit": 1, "http://x/Equipment": 0}  # who is below whom is not known


@ENGINES
def test_what_another_file_describes_is_not_missing(engine: str, tmp_path: Path) -> None:
    """A hook is given the files of a change; what they refer to stands in others."""
    shapes = write(
        tmp_path,
        "s.ttl",
        """s:Dog a sh:NodeShape ; sh:targetClass x:Dog ; sh:property [ sh:path x:owner ; sh:node s:Owner ] .
        s:Owner a sh:NodeShape ; sh:targetObjectsOf x:owner ; sh:property [ sh:path x:name ; sh:minCount 1 ] .""",
    )
    changed = write(tmp_path, "changed.ttl", "x:rex a x:Dog ; x:owner x:ada . x:rag a x:Dog ; x:owner x:bob .")
    rest = write(tmp_path, "rest.ttl", 'x:ada x:name "Ada" . x:old a x:Dog ; x:owner x:cyd . x:cyd x:age 3 .')
    report = validate.validate([changed], [shapes], engine=engine, beside=[rest])
    assert {str(one.focus) for one in report.results} == {"<http://x/rag>", "<http://x/bob>"}


KINDS = "x:Kind rdfs:subClassOf rdfs:Class . "


@ENGINES
@pytest.mark.parametrize(
    "shape",
    [
        "x:E a owl:Class , sh:NodeShape ;",
        "x:E a rdfs:Class , sh:NodeShape ;",
        "x:E a owl:Class ;",
        "x:E a owl:Class , sh:PropertyShape ; sh:path x:part ; sh:class x:E ;",
        "x:Kind rdfs:subClassOf rdfs:Class . x:E a x:Kind , sh:NodeShape ;",
        "owl:Class rdfs:subClassOf rdfs:Class . x:E a owl:Class , sh:NodeShape ;",
        "x:E sh:targetClass x:E ;",
        "x:E sh:target [ a sh:SPARQLTarget ; sh:prefixes x: ; sh:select 'SELECT ?this { ?this x:part ?p }' ] ;",
    ],
)
def test_every_way_to_be_about_a_class(shape: str, engine: str, tmp_path: Path) -> None:
    heads = """@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        x: sh:declare [ sh:prefix "x" ; sh:namespace "http://x/"^^xsd:anyURI ] ."""
    shapes = write(tmp_path, "s.ttl", f"{heads} {shape} sh:property [ sh:path x:part ; sh:class x:E ] .")
    data = write(
        tmp_path, "d.ttl", f"{heads} x:V rdfs:subClassOf x:E . x:v a x:V ; x:part x:r . [] a x:V ; x:part x:v ."
    )
    report = validate.validate([data], [shapes], engine=engine)
    assert {str(one.focus) for one in report.results} == {"<http://x/v>"}
    assert dict(report.checked) == {"http://x/E": 2}


@ENGINES
def test_targets_by_query_find_blank_nodes_too(engine: str, tmp_path: Path) -> None:
    shapes = write(
        tmp_path,
        "s.ttl",
        """s:Root a sh:NodeShape ; sh:closed true ; sh:target [ a sh:SPARQLTarget ; sh:prefixes s:P ; sh:select \"\"\"
            SELECT ?this { { SELECT ?file { ?file x:about ?any MINUS { ?file a x:Draft } } } ?file x:about ?this }
        \"\"\" ] ; sh:property [ sh:path x:name ; sh:minCount 1 ] .
        s:P sh:declare [ sh:prefix "x" ; sh:namespace "http://x/"^^xsd:anyURI ] ,
            [ sh:prefix "here" ; sh:namespace "./"^^xsd:anyURI ] .""",
    )
    data = write(tmp_path, "d.ttl", "x:f x:about [ x:title 1 ] , x:root . x:g a x:Draft ; x:about x:other .")
    report = validate.validate([data], [shapes], engine=engine)
    assert [(str(one.focus), one.component) for one in report.results] == [
        ("_:b0", "ClosedConstraintComponent"),
        ("<http://x/root>", "MinCountConstraintComponent"),
        ("_:b0", "MinCountConstraintComponent"),
    ]
    assert dict(report.checked) == {"http://s/Root": 2}


def test_terms_of_shacl_may_be_nodes(tmp_path: Path) -> None:
    shapes = write(tmp_path, "s.ttl", "s:A a sh:NodeShape ; sh:targetNode sh:Graph ; sh:not [ sh:in ( sh:Graph ) ] .")
    data = write(tmp_path, "d.ttl", "x:a x:b x:c .")
    assert len(validate.validate([data], [shapes]).results) == 1


# as RO-Crate has it: JSON, a context at an address, relative names
CRATE = """{
  "@context": ["https://crate.example/context", {"x": "http://x/"}],
  "@graph": [
    {"@id": "crate.json",
     "about": {"@id": "./"}},
    {"@id": "./",
     "@type": "x:Dog"}
  ]
}"""


def test_a_context_from_a_copy(tmp_path: Path) -> None:
    crate = write(tmp_path, "crate.json", CRATE)
    shapes = write(
        tmp_path,
        "s.ttl",
        "s:A a sh:NodeShape ; sh:targetObjectsOf x:about ; sh:property [ sh:path x:n ; sh:minCount 1 ] .",
    )
    with pytest.raises(
        InputError, match="a remote context is not fetched; give a copy of it with --context ADDRESS=FILE"
    ):
        validate.validate([crate], [shapes])
    (tmp_path / "outer").write_text('{"@context": "https://crate.example/inner"}')
    (tmp_path / "inner").write_text('{"@context": {"about": "http://x/about"}}')
    contexts = {
        f"https://crate.example/{name}": tmp_path / file for name, file in (("context", "outer"), ("inner", "inner"))
    }
    (result,) = validate.validate([crate], [shapes], contexts=contexts).results
    assert result.place is not None
    assert (result.place.file, result.place.line) == (str(crate), 6)
    assert [path.name for path in validate.matching([tmp_path])] == ["s.ttl"]  # other JSON is no RDF


@pytest.mark.parametrize(
    ("content", "error", "message"),
    [
        (None, NotFound, "copy: no such file"),
        ("{", InputError, "copy: is no JSON"),
        ("[]", InputError, "copy: has no @context; give the context as its address serves it"),
        ('{"@context": "https://crate.example/context"}', InputError, "a remote context is not fetched"),
        ("[" * 100_000, InputError, "copy: is no JSON"),
        ('{"@context": {"about": ' + '{"@context":' * 300 + "{}" + "}" * 302, InputError, "nested more than 200 deep"),
    ],
)
def test_copies_of_contexts_that_are_none(
    content: str | None, error: type[Exception], message: str, tmp_path: Path
) -> None:
    crate, copy = write(tmp_path, "crate.json", CRATE), tmp_path / "copy"
    if content is not None:
        copy.write_text(content)
    with pytest.raises(error, match=message):
        validate.validate([crate], contexts={"https://crate.example/context": copy})
