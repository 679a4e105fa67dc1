"""The W3C suites of the SPARQL 1.1 Protocol, of the Graph Store Protocol and of Service Description, over HTTP.

https://www.w3.org/2009/sparql/docs/tests/ : the requests are sent as the manifests write them, to a real server. What
they write, a release made beside it holds: the server itself is read-only, and that it refuses is the deviation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast
from urllib.parse import parse_qs, unquote, urlparse

import httpx
import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from tests.conformance import answers
from tests.conformance.suites import MF, RDF, SUITES, Graph, Term, present, publish, required
from tests.serve import world
from tests.serve.world import CLIENT, Server

HT = "http://www.w3.org/2011/http#"
HTS = "http://www.w3.org/2011/http-statusCodes#"
CNT = "http://www.w3.org/2011/content#"
UT = "http://www.w3.org/2009/sparql/tests/test-update#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SD = "http://www.w3.org/ns/sparql-service-description#"
ROOT = SUITES / "sparql" / "sparql11"
BASE = "http://www.example/gsp/"  # the graphs of the store's suite have their addresses below it
TYPES = {
    "boolean": ("application/sparql-results+json", "application/sparql-results+xml"),
    "tabular": ("application/sparql-results+json", "application/sparql-results+xml", "text/csv"),
    "RDF": ("text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json"),
}
STATUSES = {"OK": 200, "Created": 201, "NoContent": 204, "NotFound": 404, "BadRequest": 400}
WRITES = ("PUT", "POST", "DELETE", "PATCH")
COUNTS = {"protocol": 34, "graph-store-protocol": 14, "service-description": 3}


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request of a suite and what is expected of its answer."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes
    statuses: tuple[str, ...]
    boolean: bool | None = None
    format: str = ""
    graph: str = ""
    location: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """A test: its requests in order, and the graphs that are there before them."""

    name: str
    exchanges: tuple[Exchange, ...]
    graphs: dict[str, Path] = field(default_factory=dict)


def _cases(cls: str, folder: str, *manifests: str) -> list[Case]:
    if not present("sparql"):
        return []
    found = []
    for name in manifests:
        manifest = Graph(ROOT / folder / name)
        for entry in manifest.typed(f"{MF}{cls}"):
            graphs = {}
            for data in manifest.objects(entry, f"{UT}graphData"):
                path = Path(unquote(urlparse(_text(manifest.one(data, f"{UT}graph"))).path))
                graphs[_text(manifest.one(data, f"{RDFS}label"))] = path
            exchanges = tuple(
                _exchange(manifest, request)
                for action in manifest.objects(entry, f"{MF}action")
                for request in manifest.listed(manifest.one(action, f"{HT}requests"))
            )
            found.append(Case(entry.value.rpartition("#")[2], exchanges, graphs))
    return found


def _exchange(manifest: Graph, request: Term) -> Exchange:
    response = manifest.one(request, f"{HT}resp")
    boolean = manifest.objects(response, f"{MF}expectedBoolean")
    format = manifest.objects(response, f"{MF}expectedFormat")
    location = manifest.objects(response, f"{MF}expectedLocation")
    return Exchange(
        method=_text(manifest.one(request, f"{HT}methodName")),
        path=_text(manifest.one(request, f"{HT}absolutePath")),
        headers=_headers(manifest, request),
        body=_body(manifest, request).encode(_encoding(manifest, request)),
        statuses=tuple(_text(one).removeprefix(HTS) for one in manifest.objects(response, f"{MF}expectedStatus")),
        boolean=_text(boolean[0]) == "true" if boolean else None,
        format=_text(format[0]) if format else "",
        graph=_body(manifest, response),
        location=_text(location[0]) if location else "",
    )


def _headers(manifest: Graph, message: Term) -> dict[str, str]:
    return {
        _text(manifest.one(header, f"{HT}fieldName")): _text(manifest.one(header, f"{HT}fieldValue"))
        for listed in manifest.objects(message, f"{HT}headers")
        for header in manifest.listed(listed)
    }


def _body(manifest: Graph, message: Term) -> str:
    bodies = manifest.objects(message, f"{HT}body")
    return _text(manifest.one(bodies[0], f"{CNT}chars")) if bodies else ""


def _encoding(manifest: Graph, message: Term) -> str:
    bodies = manifest.objects(message, f"{HT}body")
    return _text(manifest.one(bodies[0], f"{CNT}characterEncoding")) if bodies else "utf-8"


def _text(term: Term) -> str:
    return cast("Literal | NamedNode", term).value


def expected(exchange: Exchange, status: int) -> bool:
    """Whether a status is one that a test allows."""
    return any(
        status == STATUSES[name] if name in STATUSES else name == f"StatusCode{status // 100}xx"
        for name in exchange.statuses
    )


PROTOCOL = _cases("ProtocolTest", "protocol", "manifest.ttl")
STORE = _cases("GraphStoreProtocolTest", "graph-store-protocol", "manifest-direct.ttl", "manifest-indirect.ttl")


def test_the_whole_suites_are_collected() -> None:
    required("sparql")
    described = Graph(ROOT / "service-description" / "manifest.ttl").entries()
    assert {"protocol": len(PROTOCOL), "graph-store-protocol": len(STORE), "service-description": 3} == COUNTS
    assert [entry.value.rpartition("#")[2] for entry in described] == [
        "has-endpoint-triple",
        "returns-rdf",
        "conforms-to-schema",
    ]


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    required("sparql")
    quads = [
        Quad(*cast("Quad", quad).triple, NamedNode(name))
        for name, path in {name: path for case in PROTOCOL for name, path in case.graphs.items()}.items()
        for quad in parse(path.read_bytes(), format=RdfFormat.N_TRIPLES)
    ]
    folder = tmp_path_factory.mktemp("protocol")
    publish(folder, quads, base=BASE)
    with world.running(folder, serve_workers=1) as server:
        yield server


def send(server: Server, exchange: Exchange, path: str) -> httpx.Response:
    request = httpx.Request(exchange.method, server.url + path, content=exchange.body or None)
    request.headers.update(exchange.headers)
    return CLIENT.send(request)


@pytest.mark.parametrize("case", [pytest.param(case, id=case.name) for case in PROTOCOL])
def test_protocol(endpoint: Server, case: Case, request: pytest.FixtureRequest) -> None:
    if case.name.startswith("update_"):
        request.applymarker(pytest.mark.xfail(reason="updates are refused by design", strict=True))
    for exchange in case.exchanges:
        response = send(endpoint, exchange, exchange.path.replace("/sparql/", "/sparql", 1))
        assert expected(exchange, response.status_code), (response.status_code, response.text)
        if exchange.format:
            assert response.headers["content-type"].partition(";")[0] in TYPES[exchange.format]
        if exchange.boolean is not None:
            assert response.json()["boolean"] is exchange.boolean


@pytest.mark.parametrize(
    "case", [pytest.param(case, id=case.name) for case in PROTOCOL if case.name.startswith("update_")]
)
def test_updates_are_refused_with_the_reason(endpoint: Server, case: Case) -> None:
    exchange = next(one for one in case.exchanges if "update" in str(one.headers) + str(one.body))
    response = send(endpoint, exchange, exchange.path.replace("/sparql/", "/sparql", 1))
    assert response.status_code == 403
    assert "read-only" in response.json()["detail"]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, Path]]:
    """A server that follows its folder at once, and the folder."""
    required("sparql")
    folder = tmp_path_factory.mktemp("store")
    publish(folder, [], base=BASE)
    with world.running(folder, serve_workers=1, serve_follow_seconds=0.02, serve_client_requests=0) as server:
        yield server, folder


@pytest.mark.parametrize("case", [pytest.param(case, id=case.name) for case in STORE])
def test_graph_store(store: tuple[Server, Path], case: Case) -> None:
    """Each write is refused; each read is of a release that holds what was to be written."""
    server, folder = store
    graphs: dict[str, list[Quad]] = {}
    there: dict[str, str] = {}
    for exchange in case.exchanges:
        path = exchange.path
        for name, value in there.items():
            path = path.replace(name, value)
        if exchange.method in WRITES:
            refused = CLIENT.send(httpx.Request(exchange.method, server.url + served(path), content=exchange.body))
            assert refused.status_code == 405
            assert "read-only" in refused.json()["detail"]
            name = apply(graphs, exchange, path)
            if exchange.location:
                there[exchange.location] = name
            continue
        release = publish(folder, [quad for quads in graphs.values() for quad in quads], base=BASE)
        world.until(lambda release=release: server.get("/health").json()["release"] == release)
        response = send(server, exchange, served(path))
        assert expected(exchange, response.status_code), response.text
        if exchange.graph:
            assert response.headers["content-type"] == "text/turtle; charset=utf-8"
            assert answers.graph(response.content, RdfFormat.TURTLE, BASE) == answers.graph(
                exchange.graph.encode(), RdfFormat.TURTLE, named(path) or BASE
            )


def served(path: str) -> str:
    """Where a request to the suite's store goes here: a graph's own address lies under the base."""
    if "?" in path or path.rstrip("/") == "/gsp":
        return path.replace("/gsp", "/graph-store", 1)
    return "/" + named(path).removeprefix(BASE)


def named(path: str) -> str:
    """The IRI of the graph that a path of the suite names, empty for the default graph."""
    query = path.partition("?")[2]
    if query.startswith("default"):
        return ""
    if query:
        return parse_qs(query)["graph"][0]
    key = re.sub(r"[^A-Za-z0-9._~-]", "-", path.removeprefix("/gsp").strip("/"))
    return f"{BASE}graph/{key}"


def apply(graphs: dict[str, list[Quad]], exchange: Exchange, path: str) -> str:
    """Carry out a write of the suite; returns the name of the graph, a new one where the store is to make it."""
    name = named(path) if path.rstrip("/") != "/gsp" else f"{BASE}graph/new"
    if exchange.method == "DELETE":
        graphs.pop(name, None)
        return name
    kept = graphs.get(name, []) if exchange.method == "POST" else []
    target = (NamedNode(name),) if name else ()
    graphs[name] = kept + [
        Quad(*cast("Quad", quad).triple, *target)
        for text in documents(exchange)
        for quad in parse(text, format=RdfFormat.TURTLE, base_iri=name or BASE, rename_blank_nodes=True)
    ]
    return name


def documents(exchange: Exchange) -> list[str]:
    """The Turtle in a body, which may be in several parts."""
    kind = next((value for name, value in exchange.headers.items() if name.lower() == "content-type"), "")
    boundary = re.search(r"boundary=(\S+)", kind)
    if not boundary:
        return [exchange.body.decode()]
    parts = exchange.body.decode().split(f"--{boundary[1]}")
    return [re.split(r"\r?\n[ \t]*\r?\n", part, maxsplit=1)[1] for part in parts if "content-type" in part.lower()]


def test_service_description_returns_rdf(endpoint: Server) -> None:
    for media_type in TYPES["RDF"]:
        response = endpoint.get("/sparql", headers={"Accept": media_type})
        assert (response.status_code, response.headers["content-type"].partition(";")[0]) == (200, media_type)
    assert endpoint.get("/sparql").headers["content-type"].startswith("text/turtle")


def described(server: Server) -> list[Quad]:
    text = server.get("/sparql", headers={"Accept": "text/turtle"}).content
    return [cast("Quad", quad) for quad in parse(text, format=RdfFormat.TURTLE)]


def test_service_description_has_the_endpoint_it_was_asked_at(endpoint: Server) -> None:
    (service,) = {quad.subject for quad in described(endpoint) if str(quad.object) == f"<{SD}Service>"}
    addresses = {
        cast("NamedNode", quad.object).value
        for quad in described(endpoint)
        if quad.subject == service and quad.predicate.value == f"{SD}endpoint"
    }
    assert f"{endpoint.url}/sparql" in addresses


def test_service_description_conforms_to_its_schema(endpoint: Server) -> None:
    """Every term is one of the vocabulary's, every property between the classes that it is for."""
    properties = {  # https://www.w3.org/TR/sparql11-service-description/, sections 3.2 and 3.4
        "endpoint": ("Service", None),
        "supportedLanguage": ("Service", None),
        "resultFormat": ("Service", None),
        "defaultDataset": ("Service", "Dataset"),
        "defaultGraph": ("Dataset", "Graph"),
        "namedGraph": ("Dataset", "NamedGraph"),
        "name": ("NamedGraph", None),
    }
    quads = described(endpoint)
    types: dict[object, set[str]] = {}
    for quad in quads:
        if quad.predicate.value == f"{RDF}type":
            types.setdefault(quad.subject, set()).add(cast("NamedNode", quad.object).value.removeprefix(SD))
    seen = set()
    for quad in quads:
        name = quad.predicate.value.removeprefix(SD)
        if name == quad.predicate.value:
            continue
        domain, range_ = properties[name]
        seen.add(name)
        assert domain in types[quad.subject]
        assert range_ is None or range_ in types[quad.object]
        assert name == "endpoint" or isinstance(quad.object, NamedNode)
    assert seen == set(properties)
