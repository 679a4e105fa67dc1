"""Dereferencing, under a base that is not the address of the server."""

from __future__ import annotations

import pytest
from pyoxigraph import NamedNode, RdfFormat, parse

from tests.serve.world import BASE, CLIENT, Server

FORMATS = {
    "ttl": ("text/turtle", RdfFormat.TURTLE),
    "nt": ("application/n-triples", RdfFormat.N_TRIPLES),
    "jsonld": ("application/ld+json", RdfFormat.JSON_LD),
    "rdf": ("application/rdf+xml", RdfFormat.RDF_XML),
}
PAGES = ["entity/Q1", "article/one.html", "claim/6b", "situation/sale-5a", "mention/8d", "quotation/9e"]
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
    assert NamedNode(f"{BASE}claim/6b/quote") in subjects
    assert NamedNode(f"{BASE}claim/6b/role-seller") in subjects
    assert all(str(subject).startswith(f"<{BASE}claim/6b") for subject in subjects)


def test_a_claim_page_shows_sentence_stance_and_holder(server: Server) -> None:
    text = server.get("/claim/6b.html").text
    assert "<blockquote>The authority says it bought nothing.</blockquote>" in text
    assert 'badge negated">negated' in text
    assert "Harbour Authority" in text
    assert "2031-05-04" in text
    assert "characters 71–110" in text


def test_an_entity_page_lists_its_claims_in_order(server: Server) -> None:
    text = server.get("/entity/Q1.html").text
    assert text.index("Acme showed its &lt;b&gt;Gaze&lt;/b&gt;") < text.index("it bought nothing")


def test_parts_lead_to_the_whole(server: Server) -> None:
    response = server.get("/claim/6b/quote")
    assert (response.status_code, response.headers["location"]) == (303, "/claim/6b")
    assert server.get("/article/one.html/text").headers["location"] == "/article/one.html"


def test_replaced_iris_redirect(server: Server) -> None:
    response = server.get("/entity/old-00")
    assert (response.status_code, response.headers["location"]) == (301, "/entity/Q1")


def test_headers(server: Server) -> None:
    response = server.get("/entity/Q1", headers={"Accept": "text/turtle"})
    assert response.headers["vary"] == "Accept"
    assert response.headers["content-location"] == "/entity/Q1.ttl"
    assert '</entity/Q1.jsonld>; rel="alternate"; type="application/ld+json"' in response.headers["link"]
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
    shown = CLIENT.get(f"{server.url}/shapes", headers={"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    assert shown.headers["content-type"].startswith("text/plain")


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
