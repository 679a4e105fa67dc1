"""What the service says of itself, at the addresses where programs look."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, parse

from kg import describe, validate
from kg.serve.limits import OTHERS, client_queries, limits
from kg.settings import Settings
from kg.store.counts import count
from kg.terms import DCAT, KG, PREFIXES, RDF, SCHEMA, SD, VOID
from kg.validate.report import Severity
from tests.serve import world
from tests.serve.world import BASE, CLIENT, Server

DCAT_AP = Path(__file__).parents[1] / "dcat-ap.ttl"
FORMATS = {
    "ttl": ("text/turtle; charset=utf-8", RdfFormat.TURTLE),
    "nt": ("application/n-triples", RdfFormat.N_TRIPLES),
    "jsonld": ("application/ld+json", RdfFormat.JSON_LD),
    "rdf": ("application/rdf+xml", RdfFormat.RDF_XML),
    "trig": ("application/trig", RdfFormat.TRIG),
    "nq": ("application/n-quads", RdfFormat.N_QUADS),
}


def test_every_numeric_setting_of_the_service_is_a_limit_told_or_named_as_none() -> None:
    told = {f"serve_{limit.name}" for limit in limits(Settings())}
    numeric = {
        name
        for name, value in Settings().model_dump().items()
        if name.startswith("serve_") and isinstance(value, int | float) and not isinstance(value, bool)
    }
    assert told | OTHERS >= numeric
    assert not told & OTHERS
    assert all(limit.description for limit in limits(Settings()))


@pytest.mark.parametrize(("workers", "queries", "most"), [(4, 0, 3), (1, 0, 1), (4, 2, 2)])
def test_one_worker_is_left_to_others(workers: int, queries: int, most: int) -> None:
    assert client_queries(Settings(serve_workers=workers, serve_client_queries=queries)) == most


@pytest.mark.parametrize("engine", ["shacl", "pyshacl"])
@pytest.mark.parametrize("path", ["/sparql?format=nt", "/.well-known/void?format=nt", "/graph/release.nq"])
def test_what_is_served_of_the_data_set_is_what_portals_ask_for(server: Server, path: str, engine: str) -> None:
    quads = [Quad(one.subject, one.predicate, one.object) for one in parse(server.get(path).content, RdfFormat.N_QUADS)]
    assert [quad for quad in quads if quad.predicate == DCAT.byteSize]
    report = validate.validate(quads, [DCAT_AP], engine=engine)
    assert {result.message for result in report.results if result.severity is Severity.VIOLATION} == set()
    assert (
        sum(nodes for _, nodes in report.checked) >= 9
    )  # data set, catalogue, service, publisher, two distributions with checksums


@pytest.mark.parametrize("name", FORMATS)
def test_the_service_description_in_every_form(server: Server, name: str) -> None:
    media_type, format = FORMATS[name]
    response = server.get(f"/sparql?format={name}")
    assert response.headers["content-type"] == media_type
    quads = list(parse(response.content, format=format))
    assert any(quad.predicate == SD.resultFormat for quad in quads)
    assert {f"{BASE}graph/reported", f"{BASE}graph/one.html"} <= {
        quad.object.value for quad in quads if quad.predicate == SD.name
    }


def test_limits_are_told_to_people_and_programs(server: Server) -> None:
    brief = server.get("/", headers={"Accept": "application/json"}).json()
    page = server.get("/", headers={"Accept": "text/html"}).text
    quads = list(parse(server.get("/sparql").content, format=RdfFormat.TURTLE))
    for limit in limits(Settings()):
        assert brief["limits"][limit.name]["value"] == limit.value
        assert limit.description in page.replace("&#39;", "'")
        node = NamedNode(f"{server.url}/sparql#limit-{limit.name}")
        (value,) = (quad.object for quad in quads if (quad.subject, quad.predicate) == (node, SCHEMA.value))
        assert isinstance(value, Literal)
        assert float(value.value) == limit.value


def test_the_front_page_leads_to_what_is_unsure(server: Server) -> None:
    page = server.get("/", headers={"Accept": "text/html"}).text
    assert '<a href="/queries/unsure">3 as unsure</a>' in page
    assert server.get("/queries/unsure", headers={"Accept": "text/html"}).status_code == 200


def test_links_lead_somewhere(server: Server) -> None:
    links = server.get("/", headers={"Accept": "application/json"}).json()["links"]
    assert links.pop("graph-store") == f"{server.url}/graph-store"
    for link in links.values():
        assert CLIENT.get(link).status_code == 200, link


def test_a_false_host_does_no_harm(server: Server) -> None:
    for host in ("<script>", "a b", '">x', "evil.example"):
        response = CLIENT.get(server.url + "/sparql", headers={"Host": host, "Accept": "application/n-triples"})
        assert response.status_code in (200, 400)
        assert "<script>" not in response.text
        if response.status_code == 200:
            assert list(parse(response.content, format=RdfFormat.N_TRIPLES))


@pytest.mark.parametrize("name", FORMATS)
def test_the_graph_store_gives_whole_graphs(server: Server, name: str) -> None:
    media_type, format = FORMATS[name]
    for which in (f"graph={BASE}graph/one.html", "default"):
        response = server.get(f"/graph-store?{which}&format={name}")
        assert response.status_code == 200
        assert response.headers["content-type"] == media_type
        assert len(list(parse(response.content, format=format))) > 10
        by_header = server.get(f"/graph-store?{which}", headers={"Accept": media_type.partition(";")[0]})
        assert by_header.headers["content-type"] == media_type
    assert server.get(f"/graph-store?graph={BASE}graph/one.html").headers["etag"]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/graph-store", 400),
        ("/graph-store?graph=one.html", 400),
        (f"/graph-store?graph={BASE}graph/nothing", 404),
        ("/graph-store?graph=file:///etc/passwd", 404),
        (f"/graph-store?default&graph={BASE}graph/one.html", 400),
        (f"/graph-store?graph={BASE}graph/one.html&graph={BASE}graph/reported", 400),
        ("/graph-store?default=yes", 400),
        ("/graph-store?default&other=1", 400),
        ("/graph-store?default&format=exe", 400),
        ("/.well-known/void?format=exe", 400),
        ("/.well-known/other", 404),
    ],
)
def test_what_names_no_graph_is_refused(server: Server, path: str, status: int) -> None:
    response = server.get(path)
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"


def test_graphs_have_no_writers(server: Server) -> None:
    for method in ("PUT", "POST", "DELETE", "PATCH"):
        response = CLIENT.request(method, f"{server.url}/graph-store?default", content=b"")
        assert response.status_code == 405
        assert "read-only" in response.json()["detail"]
        assert response.headers["allow"] == "GET, HEAD, OPTIONS"
    assert CLIENT.put(f"{server.url}/sparql", content=b"").headers["allow"] == "GET, HEAD, POST, OPTIONS"
    assert server.get("/graph-store?default", headers={"Accept": "image/png"}).status_code == 406


def test_the_data_set_describes_itself_where_it_is_looked_for(tmp_path: Path) -> None:
    extra = "g:release { <" + BASE + "release/r> a <http://rdfs.org/ns/void#Dataset> . }"
    world.publish(tmp_path, extra=extra)
    with world.running(tmp_path, serve_workers=1) as server:
        for name, (media_type, format) in FORMATS.items():
            response = server.get("/.well-known/void", headers={"Accept": media_type.partition(";")[0]})
            assert response.headers["content-type"] == media_type
            assert response.headers["content-location"] == f"/graph/release.{name}"
            assert VOID.Dataset in {quad.object for quad in parse(response.content, format=format)}
        assert CLIENT.head(f"{server.url}/.well-known/void").headers["content-length"]


def test_an_editor_finds_examples_prefixes_and_what_classes_have(tmp_path: Path) -> None:
    """In the service description, as it stands there for those who look: what the data set says of itself."""
    counts = count([f"<urn:a> {RDF.type} {KG.Pitch} .", f"<urn:a> {KG.agent} {KG.Sale} ."])
    example = describe.Example("pitches", "Pitches", "Who pitched what?", "SELECT * { ?s ?p ?o }")
    told = describe.release_quads(
        "r",
        base=BASE,
        created="2026-01-02T03:04:05Z",
        content="00" * 32,
        version="1",
        counts=counts,
        examples=[example],
        replaced=[(f"{BASE}entity/old", f"{BASE}entity/Q1")],
    )
    lines = "\n".join(f"{quad.subject} {quad.predicate} {quad.object} ." for quad in told)
    world.publish(tmp_path, extra="g:release { " + lines + " }")
    with world.running(tmp_path, serve_workers=1) as server:
        response = server.get("/sparql")
        again = server.get("/sparql", headers={"If-None-Match": response.headers["etag"]})
    assert again.status_code == 304
    store = Store()
    store.extend(parse(response.content, format=RdfFormat.TURTLE))
    heads = "".join(f"PREFIX {prefix}: <{iri}> " for prefix, iri in PREFIXES.items())

    def found(select: str) -> set[tuple[str, ...]]:
        return {tuple(term.value for term in row) for row in store.query(heads + select)}

    assert found("SELECT ?c ?q { ?x a sh:SPARQLExecutable ; rdfs:comment ?c ; sh:select|sh:ask|sh:construct ?q }") == {
        ("Who pitched what?", "SELECT * { ?s ?p ?o }")
    }
    assert ("kg", PREFIXES["kg"]) in found("SELECT ?p ?n { ?x sh:prefix ?p ; sh:namespace ?n }")
    pitches = {(KG.Pitch.value, RDF.type.value), (KG.Pitch.value, KG.agent.value)}
    assert pitches <= found("SELECT ?c ?p { ?x void:class ?c ; void:propertyPartition/void:property ?p }")
    assert not found("SELECT * { ?old dcterms:isReplacedBy ?new }")
