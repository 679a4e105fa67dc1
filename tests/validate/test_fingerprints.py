"""Keys of findings, blank nodes and their lines, and baselines that count."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg import validate
from kg.terms import RDF
from kg.validate import Report
from tests.validate.test_validate import write

SHAPES = """s:Cat a sh:NodeShape ; sh:targetClass x:Cat ; sh:property [ sh:path x:name ; sh:minCount 1 ] ;
 sh:property [ sh:path x:home ; sh:class x:House ] ; sh:property [ sh:path x:lives ; sh:maxInclusive 9 ] ;
 sh:property [ sh:path x:tag ; sh:node [ sh:property [ sh:path x:number ; sh:minCount 1 ] ] ] ."""


@pytest.fixture
def shapes(tmp_path: Path) -> Path:
    return write(tmp_path, "shapes.ttl", SHAPES)


def judged(folder: Path, shapes: Path, data: str, *, name: str = "data.ttl", engine: str = "auto") -> Report:
    return validate.validate([write(folder, name, data)], [shapes], engine=engine)


@pytest.mark.parametrize(
    ("before", "after", "known", "new", "gone"),
    [
        ("[] a x:Cat .", "[] a x:Cat . [] a x:Cat .", 1, 1, 0),  # the same twice: counted
        ("[] a x:Cat .", "[] a x:Cat . [] a x:Cat ; x:age 3 .", 1, 1, 0),
        ("[] a x:Cat .", "[] a x:Cat ; x:age 77 .", 0, 1, 1),  # another one
        ("[] a x:Cat . [] a x:Cat .", "[] a x:Cat .", 1, 0, 1),
        ("x:e x:has [ a x:Cat ] .", "x:e x:has [ a x:Cat ] , [ a x:Cat ; x:age 3 ] .", 1, 1, 0),
        ("x:e x:has [ a x:Cat ] .", "x:f x:has [ a x:Cat ] .", 0, 1, 1),  # held by another
        ("x:e x:has [ a x:Cat ] .", "x:e x:owns [ a x:Cat ] .", 0, 1, 1),
        ("x:e x:has ( [ a x:Cat ] 1 ) .", "x:e x:has ( 1 [ a x:Cat ] [ a x:Cat ] ) .", 1, 1, 0),
        # what lies within a blank node tells it from others
        (
            '[ a x:Cat ; x:kin [ x:of "A" ] ] .',
            '[ a x:Cat ; x:kin [ x:of "A" ] ] . [ a x:Cat ; x:kin [ x:of "B" ] ] .',
            1,
            1,
            0,
        ),
        (
            "x:e a x:Cat ; x:name 1 ; x:home [ x:at 1 ] .",
            "x:e a x:Cat ; x:name 1 ; x:home [ x:at 1 ] , [ x:at 2 ] .",
            1,
            1,
            0,
        ),
        ("x:e a x:Cat ; x:name 1 ; x:home [] .", "x:e a x:Cat ; x:name 1 ; x:home [] , [] .", 1, 1, 0),
        (
            "x:e a x:Cat ; x:name 1 ; x:tag [ x:n 1 ] .",
            "x:e a x:Cat ; x:name 1 ; x:tag [ x:n 1 ] , [ x:n 2 ] .",
            1,
            1,
            0,
        ),
        # a ring of blank nodes has no end
        ("_:a a x:Cat ; x:kin _:b . _:b x:kin _:a .", "_:q x:kin _:p . _:p a x:Cat ; x:kin _:q .", 1, 0, 0),
        # nothing but other data, or another order, is new
        (
            "[] a x:Cat ; x:age 3 . x:e x:has [ a x:Cat ] .",
            "x:z x:y [ x:w 1 ] . x:e x:has [ a x:Cat ] . _:k x:age 3 ; a x:Cat .",
            2,
            0,
            0,
        ),
    ],
)
@pytest.mark.parametrize("engine", ["pyshacl", "shacl"])
def test_a_baseline_counts(
    engine: str, before: str, after: str, known: int, new: int, gone: int, shapes: Path, tmp_path: Path
) -> None:
    baseline = tmp_path / "baseline.json"
    validate.write_baseline(judged(tmp_path, shapes, before, engine=engine), baseline)

    report, missing = validate.compare(judged(tmp_path, shapes, after, engine=engine), baseline)

    assert (report.known, len(report.at_least("info")), missing) == (known, new, gone)


def test_a_key_does_not_hang_on_the_syntax(shapes: Path, tmp_path: Path) -> None:
    files = {
        "a.ttl": "x:e x:has [ a x:Cat ; x:kin [ x:of 'A' ] ] .",
        "a.nt": '<http://x/e> <http://x/has> _:z .\n_:z <http://x/kin> _:y .\n_:y <http://x/of> "A" .\n'
        "_:z <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://x/Cat> .",
        "a.rdf": '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:x="http://x/">'
        '<rdf:Description rdf:about="http://x/e"><x:has><x:Cat><x:kin x:of="A"/></x:Cat></x:has></rdf:Description>'
        "</rdf:RDF>",
        "a.jsonld": '{"@context": {"@vocab": "http://x/"}, "@id": "http://x/e", '
        '"has": {"@type": "Cat", "kin": {"of": "A"}}}',
    }
    keys = {judged(tmp_path, shapes, text, name=name).results[0].key for name, text in files.items()}
    assert len(keys) == 1


def test_issues_that_share_a_key_have_fingerprints_of_their_own(shapes: Path, tmp_path: Path) -> None:
    report = judged(tmp_path, shapes, "[] a x:Cat . [] a x:Cat . [] a x:Cat .")
    (key,) = {result.key for result in report.results}
    issues = json.loads(validate.render(report, "gitlab"))
    assert [issue["fingerprint"] for issue in issues] == [key, f"{key}-2", f"{key}-3"]


@pytest.mark.parametrize(
    ("name", "text", "lines"),
    [
        ("d.ttl", "[] a x:Cat .\n\n[ a x:Cat ] .\n_:k\n a x:Cat .", [3, 5, 7]),
        ("d.ttl", "x:e x:has\n [ x:age 2 ;\n a x:Cat ] .", [4]),  # where it is described, not where it hangs
        ("d.ttl", "x:e x:has (\n 1\n [ a\n x:Cat ] ) .", [5]),
        ("d.ttl", "[ a x:Cat ; x:age 4 ]\n x:p 1 .", [3]),
        ("d.ttl", "x:e x:has [ a x:Cat ; x:kin [ x:of 1 ] ,\n [\n a x:Cat ] ] .", [3, 5]),
        ("d.ttl", "x:e a x:Cat ; x:name 1 ; x:home\n x:h ,\n [] .", [3, 3]),
        ("d.ttl", "x:e a x:Dog ; x:to [\n x:a ( 1 2 ) ; x:b\n [ a x:Cat ; x:lives\n 10 ] ] .", [5, 5]),
        ("d.trig", "@prefix x: <http://x/> .\nx:g { x:e x:has [\n a x:Cat ] }\n[] {\n [] a x:Cat }", [3, 5]),
        ("d.nt", f"_:a <http://x/p> _:b .\n# none\n_:b <{RDF.type.value}> <http://x/Cat> .", [3]),
        ("d.nq", f"\n_:b <{RDF.type.value}> <http://x/Cat> _:g .", [2]),
        (
            "d.rdf",
            '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:x="http://x/">\n<x:Cat/>\n'
            "<rdf:Description>\n <x:has>\n  <x:Cat/></x:has><x:has rdf:parseType='Resource'>\n"
            "<rdf:type rdf:resource='http://x/Cat'/></x:has></rdf:Description></rdf:RDF>",
            [2, 5, 6],
        ),
    ],
)
def test_a_blank_node_has_its_own_line(name: str, text: str, lines: list[int], shapes: Path, tmp_path: Path) -> None:
    report = judged(tmp_path, shapes, text, name=name)
    assert sorted(result.place.line for result in report.results if result.place) == lines


def test_blank_nodes_of_several_files_and_some_graphs_have_their_lines(shapes: Path, tmp_path: Path) -> None:
    first = write(tmp_path, "a.trig", "@prefix x: <http://x/> .\nx:g { [] x:age 1 .\n[] a x:Cat }\n{ [] a x:Cat }")
    second = write(tmp_path, "b.ttl", "x:e x:p [] .\n[] a x:Cat .")

    def places(*graphs: str) -> set[tuple[str, int]]:
        report = validate.validate([first, second], [shapes], graphs=graphs or None)
        return {(Path(one.place.file).name, one.place.line) for one in report.results if one.place}

    assert places() == {("a.trig", 3), ("a.trig", 4), ("b.ttl", 4)}
    assert places("default") == {("a.trig", 4), ("b.ttl", 4)}
    assert places("http://x/g") == {("a.trig", 3)}
