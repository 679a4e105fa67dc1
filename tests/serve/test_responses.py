"""What a client has already is not sent again, whatever it is; what changes, or went wrong, is never kept."""

from __future__ import annotations

import pytest

from tests.serve.world import CLIENT, Server

HTML, JSON = {"Accept": "text/html"}, {"Accept": "application/json"}
PAGES = [
    ("/", HTML),
    ("/", JSON),
    ("/entity/Q1", HTML),
    ("/entity/Q1", {"Accept": "text/turtle"}),
    ("/graph/one.html", HTML),
    ("/queries", JSON),
    ("/queries/pitches", HTML),
    ("/queries/pitches.rq", {}),
    ("/sparql", HTML),
    ("/sparql?query=ASK%7B%7D", {}),
    ("/sparql?query=ASK%7B%7D", HTML),
    ("/search?q=harbour", HTML),
    ("/search?q=harbour", JSON),
    ("/ontology", HTML),
    ("/ontology.ttl", {}),
    ("/shapes", HTML),
    ("/dump", JSON),
    ("/dump/latest", HTML),
    ("/dump/latest/all.nt.gz", {}),
    ("/feed.atom", {}),
    ("/sitemap.xml", {}),
    ("/robots.txt", {}),
    ("/openapi.json", {}),
    ("/problems", HTML),
    ("/.well-known/void", {}),
    ("/graph-store?default", {}),
    ("/static/style.css", {}),
]


@pytest.mark.parametrize(("path", "headers"), PAGES)
def test_what_a_client_has_is_not_sent_again(server: Server, path: str, headers: dict[str, str]) -> None:
    first = server.get(path, headers=headers)
    etag = first.headers["etag"]
    assert first.headers["cache-control"]
    again = server.get(path, headers=headers | {"If-None-Match": f'"other", {etag}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", etag)
    assert again.headers.get("vary") == first.headers.get("vary")
    head = CLIENT.head(server.url + path, headers=headers)
    assert (head.status_code, head.headers["etag"]) == (200, etag)
    assert server.get(path, headers=headers | {"If-None-Match": '"other"'}).status_code == 200


def test_forms_of_one_address_have_tags_of_their_own(server: Server) -> None:
    for path in ("/", "/entity/Q1", "/search?q=harbour", "/dump"):
        assert server.get(path, headers=HTML).headers["etag"] != server.get(path, headers=JSON).headers["etag"]


@pytest.mark.parametrize(
    "path", ["/health", "/ready", "/metrics", "/entity/nobody", "/sparql?query=SELECT%20(NOW()%20AS%20%3Fx)%7B%7D"]
)
def test_what_changes_or_went_wrong_has_none(server: Server, path: str) -> None:
    response = server.get(path)
    assert "etag" not in response.headers
    assert response.headers["cache-control"] == "no-store"
    assert server.get(path, headers={"If-None-Match": "*"}).status_code == response.status_code


def test_the_front_page_leads_programs_on(server: Server) -> None:
    for accept in (HTML, JSON):
        link = server.get("/", headers=accept).headers["link"]
        assert '</openapi.json>; rel="service-desc"' in link
        assert '</.well-known/void>; rel="describedby"' in link
