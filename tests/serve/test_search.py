"""Searching by words, on its own and inside a query."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.serve import world
from tests.serve.world import BASE, Server

KG = "PREFIX kg: <https://w3id.org/onrecord/ns#> "


def test_hits_come_with_stance_holder_and_source(server: Server) -> None:
    found = server.get("/search", params={"q": "authority bought"}).json()
    assert found["total"] == 1
    (claim,) = found["results"]
    assert (claim["iri"], claim["kind"]) == (f"{BASE}claim/6b", "claim")
    assert (claim["frame"], claim["stance"]) == ("Sale", "negated")
    assert (claim["holder"], claim["source"]) == ("Harbour Authority", "Cameras for the harbour")


def test_kinds_and_pages(tmp_path: Path) -> None:
    label = "<http://www.w3.org/2000/01/rdf-schema#label>"
    world.publish(tmp_path, extra="\n".join(f'<{BASE}entity/t{n}> {label} "Tower {n}" .' for n in range(7)))
    with world.running(tmp_path, serve_page_size=3) as server:
        seen: list[str] = []
        path = "/search?q=tower&kind=entity"
        while path:
            response = server.get(path)
            seen += [result["iri"] for result in response.json()["results"]]
            path = {link["rel"]: link["url"] for link in response.links.values()}.get("next", "")
        assert len(seen) == len(set(seen)) == 7
        assert server.get("/search?q=tower&kind=claim").json()["total"] == 0


def test_the_page_escapes_and_leads_to_the_resources(server: Server) -> None:
    page = server.get("/search", params={"q": "<b>gaze</b> harbour"}, headers={"Accept": "text/html"})
    assert page.status_code == 200
    assert "<b>gaze" not in page.text
    found = server.get("/search", params={"q": "gaze"}, headers={"Accept": "text/html"})
    assert 'href="/claim/4f"' in found.text
    assert "Acme showed its &lt;b&gt;Gaze&lt;/b&gt; to the harbour." in found.text
    empty = server.get("/search", headers={"Accept": "text/html"})
    assert empty.status_code == 200


def test_the_answer_is_known_again(server: Server) -> None:
    first = server.get("/search", params={"q": "harbour"})
    again = server.get("/search", params={"q": "harbour"}, headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304


@pytest.mark.parametrize(
    ("parameters", "status"),
    [
        ({"q": "***"}, 400),
        ({"q": "x" * 2_000}, 400),
        ({"q": "harbour", "kind": "nothing"}, 400),
        ({"q": "harbour", "page": "0"}, 400),
        ({"q": "harbour", "page": "201"}, 400),
        ({"q": "harbour", "format": "xml"}, 400),
    ],
)
def test_what_is_refused(server: Server, parameters: dict[str, str], status: int) -> None:
    response = server.get("/search", params=parameters)
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"


def test_inside_a_query_with_scores_and_other_patterns(server: Server) -> None:
    asked = server.ask(
        KG + 'SELECT ?x ?score ?polarity { GRAPH ?g { (?x ?score) kg:matches "harbour" . ?x kg:polarity ?polarity } }'
    )
    assert asked.status_code == 200
    rows = [row.split(",") for row in asked.text.split()[1:]]
    assert [(row[0], row[2]) for row in rows] == [(f"{BASE}claim/4f", "https://w3id.org/onrecord/ns#Affirmed")]
    assert float(rows[0][1]) > 0
    none = server.ask(KG + 'SELECT ?x { ?x kg:matches "nothing of the kind" }')
    assert none.text.split() == ["x"]


def test_a_pattern_written_otherwise_is_refused_with_its_place(server: Server) -> None:
    refused = server.ask(KG + 'SELECT ?x {\n ?x kg:matches* "harbour" }')
    assert refused.status_code == 400
    assert (refused.json()["line"], refused.json()["column"]) == (2, 5)
    assert 'kg:matches "words"' in refused.json()["detail"]


def test_a_release_without_an_index_says_so(tmp_path: Path) -> None:
    release = world.publish(tmp_path)
    shutil.rmtree(release.path / "text")
    with world.running(tmp_path) as server:
        for response in (server.get("/search?q=harbour"), server.ask(KG + 'ASK { ?x kg:matches "harbour" }')):
            assert response.status_code == 501
            assert "build it again" in response.json()["detail"]
        assert server.ask("ASK {}", accept="application/sparql-results+json").status_code == 200


def test_an_index_that_cannot_be_opened_is_no_missing_one(tmp_path: Path) -> None:
    release = world.publish(tmp_path)
    (release.path / "text" / "meta.json").write_text("{")
    with world.running(tmp_path) as server:
        assert server.get("/search?q=harbour").status_code == 500  # what is wrong with it stands in the log
