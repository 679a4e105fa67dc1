"""The W3C SPARQL 1.1 suites of queries and result formats, asked over HTTP of the real server.

https://www.w3.org/2009/sparql/docs/tests/ : all data of the suites is one release, a graph a file; each test asks with
the graphs it wants, as ``default-graph-uri`` and ``named-graph-uri``. Updates have no part in it: the service is
read-only. Nor have the tests of entailment: nothing is inferred here.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import cast
from urllib.parse import unquote, urlparse

import httpx
import pytest
from pyoxigraph import NamedNode, Quad, parse

from tests.conformance import answers
from tests.conformance.answers import GRAPHS, RESULTS
from tests.conformance.suites import MF, RDF, SUITES, Graph, Term, present, publish, required
from tests.serve import world
from tests.serve.world import CLIENT, Server

QT = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#"
ROOT = SUITES / "sparql" / "sparql11"
BASE = "http://suite.example/"
NOTHING = f"{BASE}nothing"  # the default graph of a test that names none
FOLDERS = (
    "aggregates bind bindings cast construct exists functions grouping negation project-expression property-path "
    "subquery syntax-query csv-tsv-res json-res"
).split()
COUNTS = {"evaluation": 232, "csv": 3, "positive": 63, "negative": 40}
FEDERATED = ("service", "syntax-fed")
TAGGED = "the database concatenates strings of one language to a string of that language, as SPARQL 1.2 has it"
UNBOUND = "the database evaluates what stands within GRAPH ?g without ?g, and joins it afterwards"
ABSENT = "the database finds no path of no steps at a term that is in no triple"
NARROWED = "the store keeps the types derived from xsd:integer as xsd:integer"
DEVIATIONS = {
    "aggregates/agg-groupconcat-04": TAGGED,
    "aggregates/agg-groupconcat-06": TAGGED,
    "aggregates/agg-empty-group-count-graph": UNBOUND,
    "bindings/graph": UNBOUND,
    "negation/graph-minus": UNBOUND,
    "functions/bnode01": "the database makes one blank node of a string in all solutions, not one in each",
    "property-path/zero_or_more_set_start": ABSENT,
    "property-path/zero_or_more_set_end": ABSENT,
    "property-path/zero_or_one_set_start": ABSENT,
    "property-path/zero_or_one_set_end": ABSENT,
    "csv-tsv-res/tsv03": NARROWED,
}
FORMS = {"bindings": (".srj", ".srx", ".tsv"), "boolean": (".srj", ".srx"), ".tsv": (".tsv",)}
MEDIA_TYPES = {
    ".srx": "application/sparql-results+xml",
    ".srj": "application/sparql-results+json",
    ".tsv": "text/tab-separated-values",
    ".csv": "text/csv",
}


@dataclass(frozen=True, slots=True)
class Case:
    """One test of a suite: its kind, its query, the graphs it is asked of, the file with the result."""

    name: str
    kind: str
    query: Path
    default: tuple[Path, ...] = ()
    named: tuple[Path, ...] = ()
    result: Path | None = None


def _cases(folders: tuple[str, ...] | list[str]) -> list[Case]:
    if not present("sparql"):
        return []
    return [case for folder in folders for case in _of(folder)]


def _of(folder: str) -> Iterator[Case]:
    manifest = Graph(ROOT / folder / "manifest.ttl")
    for entry in manifest.entries():
        name = f"{folder}/{entry.value.rpartition('#')[2]}"
        (kind,) = (one.value.removeprefix(MF) for one in manifest.objects(entry, f"{RDF}type"))
        action = manifest.one(entry, f"{MF}action")
        queries = manifest.objects(action, f"{QT}query")
        result = next(iter(manifest.objects(entry, f"{MF}result")), None)
        yield Case(
            name,
            KINDS[kind],
            _path(queries[0] if queries else action),
            tuple(_path(data) for data in manifest.objects(action, f"{QT}data")),
            tuple(_path(data) for data in manifest.objects(action, f"{QT}graphData")),
            _path(result) if isinstance(result, NamedNode) else None,
        )


KINDS = {
    "QueryEvaluationTest": "evaluation",
    "CSVResultFormatTest": "csv",
    "PositiveSyntaxTest11": "positive",
    "NegativeSyntaxTest11": "negative",
}


def _path(term: Term) -> Path:
    assert isinstance(term, NamedNode)
    return Path(unquote(urlparse(term.value).path))


def address(path: Path) -> str:
    """The IRI a file of the suite has here."""
    return f"{BASE}{path.relative_to(ROOT)}"


CASES = _cases(FOLDERS)


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    required("sparql")
    quads: list[Quad] = []
    for path in {path for case in CASES for path in (*case.default, *case.named)}:
        found = parse(path.read_bytes(), format=GRAPHS[path.suffix], base_iri=address(path), rename_blank_nodes=True)
        quads += [Quad(*cast("Quad", quad).triple, NamedNode(address(path))) for quad in found]
    folder = tmp_path_factory.mktemp("suite")
    publish(folder, quads, base=BASE)
    with world.running(folder, serve_client_requests=0, serve_workers=2) as server:
        yield server


def ask(server: Server, case: Case, accept: str) -> httpx.Response:
    """The answer to a test's query over the graphs it names, unless it names them itself."""
    text = case.query.read_bytes().decode()
    parameters: list[tuple[str, str]] = []
    if not re.search(r"\bFROM\b", text):
        parameters += [("default-graph-uri", address(path)) for path in case.default] or [
            ("default-graph-uri", NOTHING)
        ]
        parameters += [("named-graph-uri", address(path)) for path in case.named]
    body = {"query": f"BASE <{address(case.query)}>\n{text}"}
    return CLIENT.post(server.url + "/sparql", params=parameters, data=body, headers={"Accept": accept})


def test_the_whole_suite_is_collected() -> None:
    required("sparql")
    assert Counter(case.kind for case in CASES) == COUNTS
    assert len(_cases(FEDERATED)) == 10


def of_kind(*kinds: str) -> list[object]:
    return [pytest.param(case, id=case.name) for case in CASES if case.kind in kinds]


@pytest.fixture(autouse=True)
def _deviation(request: pytest.FixtureRequest) -> None:
    case = getattr(request.node, "callspec", None) and request.node.callspec.params.get("case")
    if case and case.name in DEVIATIONS:
        request.applymarker(pytest.mark.xfail(reason=DEVIATIONS[case.name], strict=True))


@pytest.mark.parametrize("case", of_kind("evaluation"))
def test_evaluation(endpoint: Server, case: Case) -> None:
    """In every form that can be read back."""
    assert case.result is not None
    kind, value, ordered = answers.expected(case.result, address(case.result))
    if kind == "graph":
        for suffix, media_type in ((".ttl", "text/turtle"), (".nt", "application/n-triples")):
            response = ask(endpoint, case, media_type)
            assert response.status_code == 200, response.text
            assert answers.graph(response.content, GRAPHS[suffix], BASE) == value
        return
    for suffix in FORMS.get(case.result.suffix, FORMS[kind]):
        response = ask(endpoint, case, MEDIA_TYPES[suffix])
        assert response.status_code == 200, response.text
        assert response.headers["content-type"].startswith(MEDIA_TYPES[suffix])
        found = answers.rows(response.content, RESULTS[suffix])
        if kind == "boolean":
            assert found is value
        else:
            rows = cast("list[answers.Row]", found)
            assert answers.solutions(rows, ordered=ordered) == answers.solutions(
                cast("list[answers.Row]", value), ordered=ordered
            )


@pytest.mark.parametrize("case", of_kind("csv"))
def test_csv(endpoint: Server, case: Case) -> None:
    assert case.result is not None
    response = ask(endpoint, case, "text/csv")
    assert _table(response.text) == _table(case.result.read_text("utf-8"))


def _table(text: str) -> list[list[tuple[str, str]]]:
    """Rows of CSV, columns by name, numbers by value, blank nodes without their names."""
    rows = []
    for row in csv.DictReader(io.StringIO(text, newline="")):
        cells = []
        for name, cell in row.items():
            number = re.fullmatch(r"-?\d+(\.\d+)?([eE]\d+)?", cell)
            cells.append((name, str(float(cell)) if number else "[]" if cell.startswith("_:") else cell))
        rows.append(sorted(cells))
    return sorted(rows)


@pytest.mark.parametrize("case", of_kind("positive"))
def test_what_is_a_query_is_answered(endpoint: Server, case: Case) -> None:
    """Or refused for another reason than its syntax: a function that nobody here knows."""
    response = ask(endpoint, case, "*/*")
    assert response.status_code == 200 or "custom function" in response.json()["detail"], response.text


@pytest.mark.parametrize("case", of_kind("negative"))
def test_what_is_no_query_is_refused(endpoint: Server, case: Case) -> None:
    response = ask(endpoint, case, "*/*")
    assert response.status_code == 400
    assert response.json()["detail"]


@pytest.mark.parametrize("case", [pytest.param(case, id=case.name) for case in _cases(FEDERATED)])
def test_federation_is_refused_by_design(endpoint: Server, case: Case) -> None:
    """SERVICE would have the server ask others; that it does not is the deviation, and it says so."""
    response = ask(endpoint, case, "*/*")
    assert response.status_code == 400
    assert "SERVICE is not allowed" in response.json()["detail"]
