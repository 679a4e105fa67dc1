"""The W3C SHACL test suite (https://w3c.github.io/data-shapes/data-shapes-test-suite/), with both engines."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from urllib.parse import unquote, urlparse

import pytest
from pyoxigraph import BlankNode, NamedNode

from kg import validate
from kg.errors import ShapesError
from kg.validate.property_paths import parsed
from tests.conformance.suites import MF, RDF, SUITES, Graph, Term, present, required

SH = "http://www.w3.org/ns/shacl#"
SHT = "http://www.w3.org/ns/shacl-test#"
ROOT = SUITES / "shacl" / "tests"
COUNTS = {"core": 98, "sparql": 23}
DEVIATIONS = {
    (engine, "sparql/pre-binding/shapesGraph-001"): "neither engine binds $shapesGraph, so a shape with it is refused"
    for engine in ("pyshacl", "shacl")
}

OPERATORS = {"inversePath": "^({})", "zeroOrMorePath": "({})*", "oneOrMorePath": "({})+", "zeroOrOnePath": "({})?"}

Found = tuple[str, str, str, str, str]


def _cases() -> list[tuple[str, Path, NamedNode]]:
    """Each entry of the suite: its name, its file, its node."""
    if not present("shacl"):
        return []
    cases = []
    for file in ROOT.rglob("*.ttl"):  # one case is in no manifest
        folder = file.parent.relative_to(ROOT)
        cases += [(f"{folder}/{entry.value.rpartition('/')[2]}", file, entry) for entry in Graph(file).entries()]
    return sorted(cases)


CASES = _cases()


@pytest.mark.parametrize("kind", sorted(COUNTS))
def test_the_whole_suite_is_collected(kind: str) -> None:
    required("shacl")
    assert sum(name.startswith(kind) for name, _, _ in CASES) == COUNTS[kind]


@pytest.mark.parametrize("engine", ["pyshacl", "shacl"])
@pytest.mark.parametrize(("name", "file", "entry"), [pytest.param(*case, id=case[0]) for case in CASES])
def test_case(name: str, file: Path, entry: NamedNode, engine: str, request: pytest.FixtureRequest) -> None:
    reason = DEVIATIONS.get((engine, name))
    if reason is not None:
        request.applymarker(pytest.mark.xfail(reason=reason, strict=True))
    graph = Graph(file)
    action, expected = graph.one(entry, f"{MF}action"), graph.one(entry, f"{MF}result")
    data, shapes = (_file(graph, action, part) for part in ("dataGraph", "shapesGraph"))
    if expected == NamedNode(f"{SHT}Failure"):
        with pytest.raises(ShapesError):
            validate.validate([data], [shapes], engine=engine)
        return
    report = validate.validate([data], [shapes], engine=engine)
    assert Counter(
        (
            _shown(one.focus),
            one.component,
            one.own_severity or one.severity,
            _shown(one.value) if one.value is not None else "",
            one.path or "",
        )
        for one in report.results
    ) == Counter(_expected(graph, expected))


def _file(graph: Graph, action: Term, part: str) -> Path:
    return Path(unquote(urlparse(graph.one(action, f"{SHT}{part}").value).path))


def _expected(graph: Graph, report: Term) -> list[Found]:
    found = []
    for result in graph.objects(report, f"{SH}result"):
        focus, component, severity, value = (
            next(iter(graph.objects(result, f"{SH}{name}")), None)
            for name in ("focusNode", "sourceConstraintComponent", "resultSeverity", "value")
        )
        assert focus is not None
        found.append(
            (
                _shown(focus),
                _local(component),
                _local(severity),
                _shown(value),
                "".join(str(parsed(_path(graph, path))) for path in graph.objects(result, f"{SH}resultPath")),
            )
        )
    return found


def _path(graph: Graph, path: Term) -> str:
    """A path of an expected report as SPARQL writes it."""
    if not isinstance(path, BlankNode):
        return str(path)
    if graph.objects(path, f"{RDF}first"):
        return f"({'/'.join(_path(graph, step) for step in graph.listed(path))})"
    for options in graph.objects(path, f"{SH}alternativePath"):
        return f"({'|'.join(_path(graph, option) for option in graph.listed(options))})"
    ((pattern, inner),) = [
        (pattern, inner) for name, pattern in OPERATORS.items() for inner in graph.objects(path, f"{SH}{name}")
    ]
    return pattern.format(_path(graph, inner))


def _local(term: Term | None) -> str:
    assert isinstance(term, NamedNode)
    return term.value.removeprefix(SH)


def _shown(term: Term | None) -> str:
    """A term to compare by; the labels of blank nodes mean nothing."""
    if term is None:
        return ""
    if isinstance(term, BlankNode):
        return "[]"
    return term.value if isinstance(term, NamedNode) else str(term)
