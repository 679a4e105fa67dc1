"""What a team needs whose data is not clean yet: a baseline, some shapes, some nodes, some graphs, and reasons."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg import validate
from kg.errors import InputError, NotFound, UsageError
from tests.validate.test_validate import DOGS, SHAPES, write


@pytest.fixture
def shapes(tmp_path: Path) -> Path:
    return write(tmp_path, "shapes.ttl", SHAPES)


@pytest.fixture
def dogs(tmp_path: Path) -> Path:
    return write(tmp_path, "dogs.ttl", DOGS)


def test_a_baseline_forgives_what_it_knows(shapes: Path, dogs: Path, tmp_path: Path) -> None:
    baseline = tmp_path / "baseline.json"
    validate.write_baseline(validate.validate([dogs], [shapes]), baseline)
    dogs.write_text(dogs.read_text().replace("x:odd a x:Dog ; x:name 7", "\n\nx:odd a x:Dog ; x:name 8"))
    report, gone = validate.compare(validate.validate([dogs], [shapes]), baseline)
    assert gone == 1  # the name was 7
    assert [str(one.value) for one in report.at_least("info")] == ['"8"^^<http://www.w3.org/2001/XMLSchema#integer>']
    assert report.known == 2
    assert "2 of them known" in validate.render(report)
    assert "x:rex" not in validate.render(report)
    assert len(json.loads(validate.render(report, "gitlab"))) == 1


def test_a_baseline_is_the_same_whichever_engine(shapes: Path, dogs: Path, tmp_path: Path) -> None:
    written = []
    for engine in ("pyshacl", "shacl"):
        validate.write_baseline(validate.validate([dogs], [shapes], engine=engine), tmp_path / engine)
        written.append((tmp_path / engine).read_text())
    assert written[0] == written[1]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{", "line 1: is no baseline: not JSON"),
        ("[]", "is no baseline of version 1"),
        ('{"version": 2, "findings": []}', "is no baseline of version 1"),
        ('{"version": 1, "findings": [{"key": "a"}, {}]}', "finding 2: a finding without a key"),
    ],
)
def test_a_broken_baseline(content: str, message: str, shapes: Path, dogs: Path, tmp_path: Path) -> None:
    report = validate.validate([dogs], [shapes])
    with pytest.raises(InputError, match=message) as caught:
        validate.compare(report, write(tmp_path, "baseline.json", content))
    assert "--update-baseline" in str(caught.value)
    with pytest.raises(NotFound, match="no such file"):
        validate.compare(report, tmp_path / "none.json")


@pytest.mark.parametrize("name", ["Dog-name", "http://s/Dog-name", "<http://s/Dog-name>"])
def test_only_one_shape(name: str, shapes: Path, dogs: Path) -> None:
    report = validate.validate([dogs], [shapes], only=[name])
    assert {one.shape for one in report.results} == {"http://s/Dog-name"}
    assert len(report.results) == 2


def test_no_such_shape_or_node(shapes: Path, dogs: Path) -> None:
    with pytest.raises(UsageError, match="no shape 'Cat'"):
        validate.validate([dogs], [shapes], only=["Cat"])
    with pytest.raises(UsageError, match="no node <http://x/cat> in the data"):
        validate.validate([dogs], [shapes], focus=["http://x/cat"])


def test_one_node(shapes: Path, dogs: Path) -> None:
    report = validate.validate([dogs], [shapes], focus=["http://x/odd"])
    assert [one.component for one in report.results] == ["DatatypeConstraintComponent"]


def test_some_graphs(shapes: Path, tmp_path: Path) -> None:
    data = write(tmp_path, "d.trig", "@prefix x: <http://x/> . x:a a x:Dog . x:g { x:b a x:Dog } x:h { x:c a x:Dog }")

    def found(*graphs: str) -> list[str]:
        return [str(one.focus) for one in validate.validate([data], [shapes], graphs=graphs or None).results]

    assert len(found()) == 3
    assert found("default") == ["<http://x/a>"]
    assert found("default", "http://x/g") == ["<http://x/a>", "<http://x/b>"]
    with pytest.raises(InputError, match="nothing to validate"):
        found("http://x/none")


def test_a_run_that_checked_nothing_shows(shapes: Path, tmp_path: Path) -> None:
    report = validate.validate([write(tmp_path, "d.ttl", "x:a a x:Cat .")], [shapes])
    assert report.checked == (("http://s/Dog", 0),)
    assert "NOTHING was checked" in validate.render(report)


def test_folders_and_patterns(shapes: Path, tmp_path: Path) -> None:
    (tmp_path / "data" / "more").mkdir(parents=True)
    for name in ("a.ttl", "more/b.ttl"):
        write(tmp_path / "data", name, "x:a a x:Dog .")
    write(tmp_path / "data", "readme.txt", "no RDF")
    assert [path.name for path in validate.matching([tmp_path / "data"])] == ["a.ttl", "b.ttl"]
    assert [path.name for path in validate.matching([tmp_path / "data" / "*.ttl"])] == ["a.ttl"]
    with pytest.raises(NotFound, match=r"\*\.nq: no file of RDF there"):
        validate.matching([tmp_path / "*.nq"])


def test_explained_down_to_the_inner_shape(tmp_path: Path) -> None:
    shapes = write(
        tmp_path,
        "shapes.ttl",
        """s:Dog a sh:NodeShape ; sh:targetClass x:Dog ; sh:property [ sh:path x:owner ; sh:or ( s:Adult
        [ sh:node s:Firm ] ) ; sh:message "Somebody answerable owns it." ] .
        s:Adult a sh:NodeShape ; sh:property [ sh:path x:age ; sh:minInclusive 18 ; sh:message "Of age." ] .
        s:Firm a sh:NodeShape ; sh:property [ sh:path x:number ; sh:minCount 1 ; sh:message "Registered." ] .""",
    )
    data = write(tmp_path, "d.ttl", "x:rex a x:Dog ; x:owner x:kid . x:kid x:age 9 .")
    report = validate.validate([data], [shapes])
    (result,) = report.results
    text = validate.explain(report, result.key, [data], [shapes])
    for line in (
        "VIOLATION: Somebody answerable owns it.",
        "  triple      <http://x/rex> <http://x/owner> <http://x/kid>",
        "  sh:or <http://s/Adult> is not met by http://x/kid",
        "    VIOLATION: Of age.",
        '      triple      <http://x/kid> <http://x/age> "9"^^<http://www.w3.org/2001/XMLSchema#integer>',
        "  sh:or shape 2 is not met by http://x/kid",
        "      sh:node <http://s/Firm> is not met by http://x/kid",
        "        VIOLATION: Registered.",
    ):
        assert line in text.splitlines(), text
    with pytest.raises(UsageError, match="no result 'nope'"):
        validate.explain(report, "nope", [data], [shapes])


@pytest.mark.parametrize("engine", ["pyshacl", "shacl"])
def test_a_blank_node_is_explained_too(engine: str, tmp_path: Path) -> None:
    shapes = write(
        tmp_path,
        "shapes.ttl",
        """s:Dog a sh:NodeShape ; sh:targetClass x:Dog ; sh:property [ sh:path x:leg ; sh:node s:Leg ] .
        s:Leg a sh:NodeShape ; sh:closed true ;
        sh:property [ sh:path x:foot ; sh:minCount 1 ; sh:message "It stands on a foot." ] .""",
    )
    data = write(tmp_path, "d.ttl", "x:rex a x:Dog ; x:leg [ x:foot 1 ] , [ x:shoe 2 ] , [ x:foot 3 ] .")
    report = validate.validate([data], [shapes], engine=engine)
    (result,) = report.results
    lines = validate.explain(report, result.key, [data], [shapes]).splitlines()
    assert "  sh:node <http://s/Leg> is not met by _:b1" in lines
    assert sum("VIOLATION" in line for line in lines) == 3  # that it has no foot, and that it has a shoe
    assert '      triple      _:b1 <http://x/shoe> "2"^^<http://www.w3.org/2001/XMLSchema#integer>' in lines
