"""What a team needs whose data is not clean yet: a baseline, some shapes, some nodes, some graphs, and reasons."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import NamedNode

from kg import validate
from kg.errors import InputError, NotFound, ShapesError, UsageError
from kg.validate import engines
from kg.validate.report import Report, Result, Severity
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


FINDING = {"key": "k1", "shape": "x", "component": "c", "focus": "f", "message": "m"}


def reported(*keys: str) -> Report:
    """A report of findings with these keys."""
    results = [
        Result(
            focus=NamedNode("http://x/n"), path=None, value=None, component="MinCountConstraintComponent", shape="http://x/s",
            severity=Severity.VIOLATION, message=f"finding {number}", key=key,
        )
        for number, key in enumerate(keys)
    ]  # fmt: skip
    return Report(tuple(results), "shacl", 1, 1)


@pytest.mark.parametrize(
    ("known", "found", "marked", "gone"),
    [
        ([], ["a"], [False], 0),
        (["a"], ["a"], [True], 0),
        (["a"], [], [], 1),
        (["a"], ["b"], [False], 1),
        (["a"], ["a", "a"], [True, False], 0),  # one more than was known
        (["a", "a"], ["a", "a"], [True, True], 0),
        (["a", "a", "b"], ["a"], [True], 2),
        (["b", "a"], ["a", "c", "b"], [True, False, True], 0),
    ],
)
def test_as_many_are_known_as_the_baseline_has(
    known: list[str], found: list[str], marked: list[bool], gone: int, tmp_path: Path
) -> None:
    body = {"version": 1, "findings": [FINDING | {"key": key} for key in known]}
    path = write(tmp_path, "baseline.json", json.dumps(body))
    report, left = validate.compare(reported(*found), path)
    assert [result.known for result in report.results] == marked
    assert left == gone


def test_a_baseline_is_written_sorted_a_line_a_finding(tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    validate.write_baseline(reported("b", "a"), path)
    lines = path.read_text("utf-8").splitlines()
    assert lines[:3] == ["{", '  "version": 1,', '  "findings": [']
    assert lines[-2:] == ["  ]", "}"]
    assert [json.loads(line.rstrip(",")) for line in lines[3:-2]] == [
        {
            "key": key,
            "shape": "http://x/s",
            "component": "MinCountConstraintComponent",
            "focus": "http://x/n",
            "message": message,
        }
        for key, message in (("a", "finding 1"), ("b", "finding 0"))
    ]
    validate.write_baseline(reported(), path)
    assert path.read_text("utf-8") == '{\n  "version": 1,\n  "findings": []\n}\n'
    assert [file.name for file in tmp_path.iterdir()] == ["baseline.json"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('{"findings": []}', "is no baseline of version 1"),
        ('{"version": 1}', "is no baseline of version 1"),
        ('{"version": 1, "findings": {}}', "is no baseline of version 1"),
        ('{"version": 1, "findings": ["a"]}', "finding 1: a finding without a key"),
        ('{"version": 1, "findings": [{"key": 7}]}', "finding 1: a finding without a key"),
        ("\n\n[", "line 3: is no baseline: not JSON"),
        ("[" * 100_000, "is no baseline: not JSON"),
        (b"\xff", "is no baseline: not JSON"),
    ],
)
def test_what_is_no_baseline(content: str | bytes, message: str, tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(InputError, match=message) as caught:
        validate.compare(reported(), path)
    assert "baseline.json" in str(caught.value)
    assert "--update-baseline" in str(caught.value)


def test_a_baseline_that_cannot_be_read_or_written_says_so(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        validate.compare(reported(), tmp_path)
    with pytest.raises(InputError, match="cannot be written"):
        validate.write_baseline(reported("a"), tmp_path / "none" / "baseline.json")
    (tmp_path / "folder").mkdir()
    with pytest.raises(InputError, match="cannot be written"):
        validate.write_baseline(reported("a"), tmp_path / "folder")
    assert [file.name for file in tmp_path.iterdir()] == ["folder"]


@pytest.mark.parametrize(
    ("engine", "only", "chosen", "said"),
    [
        ("auto", None, "shacl", ()),
        ("shacl", None, "shacl", ()),
        ("pyshacl", None, "pyshacl", ()),
        ("auto", ("pyshacl", "sh:js"), "pyshacl", ("checked with pyshacl: sh:js is out of reach for shacl",)),
        ("pyshacl", ("pyshacl", "sh:js"), "pyshacl", ("checked with pyshacl: sh:js is out of reach for shacl",)),
        ("auto", ("shacl", "a ring"), "shacl", ()),
        ("shacl", ("shacl", "a ring"), "shacl", ()),
    ],
)
def test_which_engine_checks(engine: str, only: tuple[str, str] | None, chosen: str, said: tuple[str, ...]) -> None:
    assert engines.choose(engine, only) == (chosen, said)


@pytest.mark.parametrize(
    ("engine", "only", "error", "message"),
    [
        ("rudof", None, UsageError, "no engine 'rudof'; one of auto, pyshacl, shacl"),
        ("", None, UsageError, "no engine ''"),
        ("shacl", ("pyshacl", "sh:js"), ShapesError, "sh:js is out of reach for shacl; use --engine pyshacl"),
        ("pyshacl", ("shacl", "a ring"), ShapesError, "a ring is out of reach for pyshacl; use --engine shacl"),
    ],
)
def test_an_engine_that_cannot_check(
    engine: str, only: tuple[str, str] | None, error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        engines.choose(engine, only)


@pytest.mark.parametrize(
    ("pattern", "known"),
    [
        ('"^a+$"', True),
        ('"(a)\\\\1"', False),
        ('"a(?=b)"', False),
        ('"a(?<!b)"', False),
        ('"[a"', False),
        ('"é{2,3}"', True),
    ],
)
def test_which_patterns_the_fast_engine_knows(pattern: str, known: bool) -> None:
    assert engines.knows_pattern(json.loads(pattern)) is known


def test_a_baseline_is_sorted_by_shape_then_key_and_keeps_words_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    one, two, three = reported("b", "a", "").results
    later = replace(two, shape="http://x/t", message="„é“")
    validate.write_baseline(Report((later, one, replace(two, key="c"), three), "shacl", 1, 1), path)
    text = path.read_bytes().decode("utf-8")
    assert [(one["shape"], one["key"], one["focus"]) for one in json.loads(text)["findings"]] == [
        ("http://x/s", "", None),  # what has no key is no finding that can be known again
        ("http://x/s", "b", "http://x/n"),
        ("http://x/s", "c", "http://x/n"),
        ("http://x/t", "a", "http://x/n"),
    ]
    assert "„é“" in text


@pytest.mark.parametrize("content", ["null", "1", '"findings"', '{"version": 1, "findings": null}', '{"version": "1"}'])
def test_json_of_another_kind_is_no_baseline(content: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is no baseline of version 1"):
        validate.compare(reported(), write(tmp_path, "baseline.json", content))


def test_what_is_compared_is_left_as_it_is_but_for_what_is_known(tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    report = reported("a", "b")
    validate.write_baseline(reported("a"), path)
    found, gone = validate.compare(report, path)
    assert gone == 0
    assert found == replace(report, results=(replace(report.results[0], known=True), report.results[1]))
