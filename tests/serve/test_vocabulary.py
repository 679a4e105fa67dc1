"""The vocabulary and the shapes at their addresses, and what crawlers are told."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest
from pyoxigraph import RdfFormat, parse

from kg import resources
from tests.serve.world import BASE, Server

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
FORMS = {
    "ttl": ("text/turtle", RdfFormat.TURTLE),
    "jsonld": ("application/ld+json", RdfFormat.JSON_LD),
    "nt": ("application/n-triples", RdfFormat.N_TRIPLES),
    "rdf": ("application/rdf+xml", RdfFormat.RDF_XML),
}


@pytest.mark.parametrize("kind", ["ontology", "shapes"])
def test_every_form_says_the_same(server: Server, kind: resources.Kind) -> None:
    files = resources.entries(kind, ".ttl")
    expected = sum(len(list(parse(entry.read_bytes(), format=RdfFormat.TURTLE))) for entry in files)
    for suffix, (media_type, format) in FORMS.items():
        by_suffix = server.get(f"/{kind}.{suffix}")
        by_header = server.get(f"/{kind}", headers={"Accept": media_type})
        assert by_header.headers["content-type"].startswith(media_type)
        assert by_header.headers["vary"] == "Accept"
        assert f'</{kind}.html>; rel="alternate"; type="text/html"' in by_header.headers["link"]
        assert by_header.content == by_suffix.content
        assert len(list(parse(by_suffix.content, format=format))) == expected
    again = server.get(f"/{kind}.ttl", headers={"If-None-Match": server.get(f"/{kind}.ttl").headers["etag"]})
    assert again.status_code == 304


def test_a_browser_gets_a_page_with_an_anchor_a_term(server: Server) -> None:
    page = server.get("/ontology", headers={"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}).text
    assert 'id="pitchedTo"' in page
    assert "A shortcut: written exactly where a kg:Pitch with both ends is asserted." in page
    assert 'href="/ontology#Pitch"' in page  # links between terms stay here
    shapes = server.get("/shapes.html").text
    assert 'id="Pitch-agent"' in shapes
    assert 'href="/ontology#Pitch"' in shapes
    assert not re.search(r'href="https://w3id.org/onrecord/(ns|shapes)#', page + shapes)


def test_each_file_is_served_as_it_is_and_no_other(server: Server) -> None:
    for kind in ("ontology", "shapes"):
        for entry in resources.entries(kind, ".ttl"):
            assert server.get(f"/{kind}/{entry.name}").content == entry.read_bytes()
        for name in ("README.md", ".htaccess", "none.ttl", "..%2fpyproject.toml", "../pyproject.toml"):
            assert server.get(f"/{kind}/{name}").status_code == 404
        assert server.get(f"/{kind}.pdf").status_code == 404
        assert server.get(f"/{kind}", headers={"Accept": "image/png"}).status_code == 406


def test_sitemaps_list_what_there_is(server: Server) -> None:
    index = ET.fromstring(server.get("/sitemap.xml").content)
    maps = [str(one.text).removeprefix(BASE) for one in index.iter(f"{SITEMAP}loc")]
    assert set(maps) == {
        f"sitemap/{kind}-1.xml" for kind in ("article", "entity", "situation", "reported", "disagreement")
    }
    listed: set[str] = set()
    for path in maps:
        response = server.get(f"/{path}")
        assert response.headers["content-type"].startswith("application/xml")
        listed |= {str(one.text).removeprefix(BASE) for one in ET.fromstring(response.content).iter(f"{SITEMAP}loc")}
    assert {"entity/Q1", "article/one.html", "situation/pitch-3e", "situation/sale-5a", "disagreement/7c"} <= listed
    assert not any(path.startswith(("claim/", "mention/")) for path in listed)
    assert all(server.get(f"/{path}").status_code == 200 for path in listed)
    for path in ("none-1", "entity-0", "entity-99999", "entity-x"):
        assert server.get(f"/sitemap/{path}.xml").status_code == 404


def test_robots_are_told_where_to_go(server: Server) -> None:
    text = server.get("/robots.txt").text
    assert f"Sitemap: {BASE}sitemap.xml" in text
    assert "Disallow: /onrecord/sparql" in text
