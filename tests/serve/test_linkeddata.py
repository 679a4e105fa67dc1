"""Dereferencing, under a base that is not the address of the server."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, RdfFormat, parse

from kg.serve.middleware import below
from tests.serve import world
from tests.serve.world import BASE, CLIENT, Server

LABEL = "<http://www.w3.org/2000/01/rdf-schema#label>"
OPPOSED, OPPOSING = ("<https://w3id.org/onrecord/ns#opposedBy>", "<https://w3id.org/onrecord/ns#opposing>")
FORMATS = {
    "ttl": ("text/turtle", RdfFormat.TURTLE),
    "nt": ("application/n-triples", RdfFormat.N_TRIPLES),
    "jsonld": ("application/ld+json", RdfFormat.JSON_LD),
    "rdf": ("application/rdf+xml", RdfFormat.RDF_XML),
    "trig": ("application/trig", RdfFormat.TRIG),
    "nq": ("application/n-quads", RdfFormat.N_QUADS),
}
PAGES = ["entity/Q1", "article/one.html", "claim/6b", "situation/sale-5a", "quotation/9e"]
PAGES += ["mention/one.html.25-29", "evidence/one.html.71-110"]
PAGES += ["disagreement/7c", "graph/one.html", "graph/reported", "situation/pitch-3e", "entity/gaze-1c"]


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("suffix", FORMATS)
def test_every_form_of_every_kind_parses(server: Server, path: str, suffix: str) -> None:
    media_type, format = FORMATS[suffix]
    by_suffix = server.get(f"/{path}.{suffix}")
    by_header = server.get(f"/{path}", headers={"Accept": media_type})
    assert by_suffix.status_code == 200
    assert by_suffix.headers["content-type"].startswith(media_type)
    triples = {str(quad.triple) for quad in parse(by_suffix.content, format=format)}
    assert triples == {str(quad.triple) for quad in parse(by_header.content, format=format)}
    assert triples


@pytest.mark.parametrize("path", PAGES)
def test_forms_with_graphs_say_where_each_statement_stands(server: Server, path: str) -> None:
    plain = {str(quad.triple) for quad in parse(server.get(f"/{path}.nt").content, format=RdfFormat.N_TRIPLES)}
    trig = set(parse(server.get(f"/{path}.trig").content, format=RdfFormat.TRIG))
    quads = set(parse(server.get(f"/{path}.nq").content, format=RdfFormat.N_QUADS))
    assert trig == quads
    assert {str(quad.triple) for quad in quads} == plain
    whole = set(parse(dataset(server), format=RdfFormat.N_QUADS))
    assert quads <= whole
    if path.startswith("graph/"):
        assert {quad.graph_name for quad in quads} == {NamedNode(BASE + path)}
    else:  # each in every graph that has it
        assert quads == {quad for quad in whole if str(quad.triple) in plain}


def dataset(server: Server) -> bytes:
    """All that is served, the release's own graph too."""
    content = gzip.decompress(server.get("/dump/latest/all.nq.gz").content)
    return content + server.get("/graph/release.nq").content


def test_what_is_denied_stands_in_no_default_graph(server: Server) -> None:
    quads = parse(server.get("/claim/6b.trig").content, format=RdfFormat.TRIG)
    graphs = {str(quad.graph_name) for quad in quads if str(quad.subject).startswith(f"<{BASE}claim/6b")}
    assert graphs == {f"<{BASE}graph/one.html>"}
    assert b"@prefix kg:" in server.get("/claim/6b.trig").content
    assert b"@prefix dqv:" not in server.get("/claim/6b.trig").content


@pytest.mark.parametrize("suffix", FORMATS)
def test_every_form_names_the_others(server: Server, suffix: str) -> None:
    response = server.get("/entity/Q1", headers={"Accept": FORMATS[suffix][0]})
    alternates = response.headers["link"].split(", ")
    for other, (media_type, _) in {**FORMATS, "html": ("text/html", None)}.items():
        link = f'</entity/Q1.{other}>; rel="alternate"; type="{media_type}"'
        assert (link in alternates) is (other != suffix)
    assert response.headers["content-location"] == f"/entity/Q1.{suffix}"


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("application/trig", "application/trig"),
        ("application/n-quads;q=0.9, text/turtle;q=0.8", "application/n-quads"),
        ("application/*", "application/ld+json"),
        ("application/n-quads, application/trig", "application/trig"),
        ("text/turtle, application/trig;q=0.9", "text/turtle; charset=utf-8"),
        ("*/*", "text/turtle; charset=utf-8"),
    ],
)
def test_forms_with_graphs_are_negotiated(server: Server, accept: str, media_type: str) -> None:
    response = server.get("/entity/Q1", headers={"Accept": accept})
    assert (response.status_code, response.headers["content-type"]) == (200, media_type)
    assert response.headers["vary"] == "Accept"


@pytest.mark.parametrize("path", PAGES)
def test_json_ld_has_a_context_of_its_own(server: Server, path: str) -> None:
    document = server.get(f"/{path}.jsonld").json()
    assert document["@context"]
    assert all(isinstance(iri, str) and iri.endswith(("/", "#")) for iri in document["@context"].values())
    keys = {key for node in document["@graph"] for key in node}
    assert not {key for key in keys if key.startswith("http")}, "a name in full"


def test_json_ld_is_short_to_read(server: Server) -> None:
    document = server.get("/entity/Q1.jsonld").json()
    assert document["@context"]["e"] == f"{BASE}entity/"
    acme = next(node for node in document["@graph"] if node["@id"] == "e:Q1" and "schema:name" in node)
    assert acme["schema:name"] == "Acme & Söhne <Optics>"
    assert acme["rdfs:label"] == {"@value": "Acme & Söhne <Optics>", "@language": "en"}
    assert set(acme["@type"]) == {"kg:Company", "kg:Organization", "kg:Entity"}


@pytest.mark.parametrize("path", PAGES)
def test_every_kind_has_a_page(server: Server, path: str) -> None:
    page = server.get(f"/{path}", headers={"Accept": "text/html"})
    assert page.status_code == 200
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert "<script" not in page.text
    assert 'href="javascript:' not in page.text
    assert f'href="{BASE}' not in page.text  # links stay on this server


def test_a_document_holds_the_parts_of_its_resource(server: Server) -> None:
    quads = list(parse(server.get("/claim/6b.nt").content, format=RdfFormat.N_TRIPLES))
    subjects = {quad.subject for quad in quads}
    evidence = {NamedNode(f"{BASE}evidence/one.html.71-110{part}") for part in ("", "/selector")}
    assert {NamedNode(f"{BASE}claim/6b/role-seller"), *evidence} <= subjects
    others = {subject for subject in subjects if not str(subject).startswith(f"<{BASE}claim/6b")} - evidence
    assert {str(quad.predicate) for quad in quads if quad.subject in others} <= {LABEL, OPPOSED, OPPOSING}


def test_a_document_holds_what_leads_to_its_resource_and_names(server: Server) -> None:
    quads = {str(quad) for quad in parse(server.get("/entity/Q1.nt").content, format=RdfFormat.N_TRIPLES)}
    pitch = f"<{BASE}situation/pitch-3e>"
    assert f"{pitch} <https://w3id.org/onrecord/ns#agent> <{BASE}entity/Q1>" in quads
    assert f'{pitch} {LABEL} "Pitch: Acme; Harbour Authority"@en' in quads
    assert f'<{BASE}entity/harbour-0b> {LABEL} "Harbour Authority"@en' in quads  # what it pitched to


def test_a_long_document_has_pages(tmp_path: Path) -> None:
    links = "\n".join(f"<{BASE}entity/l{n}> <urn:to> <{BASE}entity/Q1> ." for n in range(2_345))
    world.publish(tmp_path, extra=links)
    with world.running(tmp_path) as running:
        seen: set[str] = set()
        path = "/entity/Q1.nt"
        for page in (1, 2, 3):
            response = running.get(path)
            quads = {str(quad) for quad in parse(response.content, format=RdfFormat.N_TRIPLES)}
            assert (f'{LABEL} "Acme & Söhne <Optics>"@en' in " ".join(quads)) is (page == 1)
            assert not seen & {quad for quad in quads if "urn:to" in quad}
            seen |= {quad for quad in quads if "urn:to" in quad}
            assert response.headers["content-location"] == (path if page > 1 else "/entity/Q1.nt")
            relations = {link["rel"]: link["url"] for link in response.links.values()}
            assert ("next" in relations, "prev" in relations) == (page < 3, page > 1)
            path = relations.get("next", "")
        assert len(seen) == 2_345


def test_iris_may_redirect_to_their_documents(tmp_path: Path) -> None:
    world.publish(tmp_path)
    with world.running(tmp_path, serve_see_other="true") as running:
        response = running.get("/entity/Q1", headers={"Accept": "application/ld+json"})
        assert (response.status_code, response.headers["location"]) == (303, "/entity/Q1.jsonld")
        assert response.headers["vary"] == "Accept"
        assert running.get("/entity/Q1.jsonld").status_code == 200
        assert running.get("/entity/none").status_code == 404


@pytest.mark.parametrize("below", ["", "/onrecord"])
def test_a_prefix_may_be_taken_off_or_not(server: Server, below: str) -> None:
    response = server.get(f"{below}/entity/Q1.html")
    assert response.status_code == 200
    assert f'href="{below}/entity/harbour-0b"' in response.text
    assert f"<{below}/entity/Q1.ttl>" in response.headers["link"]
    assert server.get(f"{below}/").status_code == 200
    assert server.get("/onrecordentity/Q1").status_code == 404


@pytest.mark.parametrize(
    ("path", "root", "base", "expected"),
    [
        ("/entity/x", "", "", ("", "/entity/x")),
        ("/entity/x", "", "/onrecord", ("", "/entity/x")),
        ("/onrecord/entity/x", "", "/onrecord", ("/onrecord", "/onrecord/entity/x")),
        ("/onrecord", "", "/onrecord", ("/onrecord", "/onrecord/")),
        ("/p/entity/x", "/p", "/onrecord", ("/p", "/p/entity/x")),  # the proxy took it off, the server put it back
        ("/p/p/entity/x", "/p", "/onrecord", ("/p", "/p/entity/x")),  # the proxy left it
        ("/p/onrecord/x", "/p", "/onrecord", ("/p", "/p/onrecord/x")),  # told a prefix, no other is looked for
    ],
)
def test_prefixes(path: str, root: str, base: str, expected: tuple[str, str]) -> None:
    scope = below({"type": "http", "path": path, "root_path": root}, base)
    assert (scope["root_path"], scope["path"]) == expected


def test_every_iri_that_the_graph_names_dereferences(server: Server) -> None:
    """Also those of the release graph: its parts, its dumps, the endpoint."""
    iris = server.ask(
        f"""SELECT DISTINCT ?x WHERE {{
          {{ ?x ?p ?o }} UNION {{ ?s ?p ?x }} UNION {{ GRAPH ?g {{ ?x ?p ?o }} }}
          UNION {{ GRAPH ?g {{ ?s ?p ?x }} }} UNION {{ GRAPH ?x {{ ?s ?p ?o }} }}
          FILTER (isIRI(?x) && STRSTARTS(STR(?x), "{BASE}"))
        }}"""
    ).text.split()[1:]
    assert f"{BASE}dump/" in " ".join(iris)
    assert len(iris) > 100
    for iri in iris:
        response = server.get(iri.removeprefix("https://data.example.org"), follow_redirects=True)
        assert response.status_code == 200, iri


def test_a_claim_page_shows_sentence_stance_and_holder(server: Server) -> None:
    text = server.get("/claim/6b.html").text
    assert "<blockquote>The authority says it bought nothing.</blockquote>" in text
    assert 'badge negated">negated' in text
    assert "Harbour Authority" in text
    assert "2031-05-04" in text
    assert "characters 71–110" in text


def test_pages_of_runs_of_text_show_their_words(server: Server) -> None:
    evidence = server.get("/evidence/one.html.71-110.html").text
    assert "<h1>Evidence: “The authority says it bought nothing.”</h1>" in evidence
    assert 'badge negated">negated' in evidence  # the claim that rests on it
    mention = server.get("/mention/one.html.25-29.html").text
    assert "<h1>Mention: “Acme”</h1>" in mention
    assert "<blockquote>Acme</blockquote>" in mention


def test_an_entity_page_lists_its_claims_in_order(server: Server) -> None:
    text = server.get("/entity/Q1.html").text
    assert text.index("Acme showed its &lt;b&gt;Gaze&lt;/b&gt;") < text.index("it bought nothing")


def test_parts_lead_to_the_whole(server: Server) -> None:
    response = server.get("/claim/6b/role-seller")
    assert (response.status_code, response.headers["location"]) == (303, "/claim/6b")
    assert server.get("/evidence/one.html.71-110/selector").headers["location"] == "/evidence/one.html.71-110"
    assert server.get("/article/one.html/text").headers["location"] == "/article/one.html"


@pytest.mark.parametrize(
    ("path", "status", "location"),
    [
        ("/entity/old-00", 301, "/entity/Q1"),
        ("/entity/old-00.ttl", 301, "/entity/Q1.ttl"),
        ("/article/one-old", 301, "/article/one.html"),
        ("/article/one-old/text", 303, "/article/one-old"),
        ("/graph/one-old", 301, "/graph/one.html"),
        ("/graph/one-old.trig", 301, "/graph/one.html.trig"),
    ],
)
def test_replaced_iris_redirect(server: Server, path: str, status: int, location: str) -> None:
    response = server.get(path)
    assert (response.status_code, response.headers["location"]) == (status, location)


def test_headers(server: Server) -> None:
    response = server.get("/entity/Q1", headers={"Accept": "text/turtle"})
    assert response.headers["vary"] == "Accept"
    assert response.headers["content-location"] == "/entity/Q1.ttl"
    assert '</entity/Q1.jsonld>; rel="alternate"; type="application/ld+json"' in response.headers["link"]
    relations = {link["rel"]: link["url"] for link in response.links.values()}
    assert relations["canonical"] == f"{BASE}entity/Q1"
    assert relations["describedby"].startswith("/release/")
    again = server.get("/entity/Q1", headers={"Accept": "text/turtle", "If-None-Match": response.headers["etag"]})
    assert again.status_code == 304


@pytest.mark.parametrize(
    "path",
    [
        "/entity/none",
        "/entity/none.ttl",
        "/entity/",
        "/graph/none",
        "/nothing/here",
        "/entity/%3Cscript%3E",
        "/entity/..%2f..%2fetc%2fpasswd",
        "/static/..%2fapp.py",
        "/static/%2e%2e/app.py",
        "/queries/..%2fpledges",
        "/queries/none",
        "/entity/Q1%0d%0aSet-Cookie:a",
        "/entity/" + "x" * 5000,
    ],
)
def test_not_found(server: Server, path: str) -> None:
    response = server.get(path)
    assert response.status_code == 404
    assert response.headers["content-type"] == "application/problem+json"
    assert "set-cookie" not in response.headers
    page = server.get(path, headers={"Accept": "text/html"})
    assert page.status_code == 404
    assert "<script>" not in page.text


@pytest.mark.parametrize("page", ["0", "-1", "x", "²", "999999999"])
def test_page_numbers(server: Server, page: str) -> None:
    assert server.get("/entity/Q1.html", params={"page": page}).status_code == 400


def test_406(server: Server) -> None:
    assert server.get("/entity/Q1", headers={"Accept": "image/png"}).status_code == 406


def test_front_page_and_files(server: Server) -> None:
    home = server.get("/")
    assert home.status_code == 200
    assert "Harbour Authority" in home.text
    assert "default-src 'none'" in home.headers["content-security-policy"]
    assert server.get("/health").json()["status"] == "ok"
    assert server.get("/static/style.css").headers["content-type"].startswith("text/css")
    assert list(parse(server.get("/ontology").content, format=RdfFormat.TURTLE))
    assert server.get("/shapes").headers["content-type"].startswith("text/turtle")


def test_named_queries_answer_in_every_form(server: Server) -> None:
    from kg import queries

    for name in queries.names():
        page = CLIENT.get(f"{server.url}/queries/{name}", headers={"Accept": "text/html"})
        assert page.status_code == 200, (name, page.text)
        for format in ("csv", "json"):
            data = CLIENT.get(f"{server.url}/queries/{name}", params={"format": format})
            assert data.status_code == 200, (name, data.text)
        unknown = CLIENT.get(f"{server.url}/queries/{name}", params={"no_such": "x"})
        assert unknown.status_code == 400
