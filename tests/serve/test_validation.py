"""``/validation``: the report of the gate, kept with the release."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

from kg import store, validate
from kg.store import Draft
from tests.serve import world

HTML = {"Accept": "text/html"}
SHAPES = "https://w3id.org/onrecord/shapes#"


def report() -> validate.Report:
    """On the world, which lacks much that the shapes ask for; one label tries to be markup."""
    quads = [quad for quad in parse(world.WORLD, format=RdfFormat.TRIG) if "graph/release" not in str(quad.graph_name)]
    found = validate.validate(quads, engine="shacl")
    first = replace(found.results[0], label="<script>alert(3)</script>", message="<b>bold</b>")
    return replace(found, results=(first, *found.results[1:]))


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[world.Server]:
    data = tmp_path_factory.mktemp("validated")
    quads = [quad for quad in parse(world.WORLD, format=RdfFormat.TRIG) if "graph/release" not in str(quad.graph_name)]
    files = {validate.REPORT: validate.dumps(report())}
    settings = {"base": world.BASE}
    with store.building(data):
        graph = f"{world.BASE}graph/release"
        store.publish(data, Draft(quads, graph, {"articles": 1}, settings, {}, {}), check=lambda folder, opened: files)
    with world.running(data) as running:
        yield running


def test_a_report_comes_back_as_it_was_kept(tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    assert validate.load(path) is None
    path.write_text(validate.dumps(report()))
    assert validate.load(path) == report()


def test_the_page(server: world.Server) -> None:
    answer = server.get("/validation", headers=HTML)
    assert answer.status_code == 200
    assert "does not conform" in answer.text
    assert "shape:Claim-extractor" in answer.text
    assert "<script>alert(3)" not in answer.text
    assert "<b>bold</b>" not in answer.text
    assert '<td>shape:Claim</td><td class="short">2</td>' in answer.text
    again = server.get("/validation", headers={**HTML, "If-None-Match": answer.headers["etag"]})
    assert again.status_code == 304


def test_by_shape_and_by_node(server: world.Server) -> None:
    answer = server.get("/validation", params={"shape": f"{SHAPES}Claim-extractor"}, headers=HTML)
    assert "/claim/4f" in answer.text
    assert "shape:Claim-confidence" not in answer.text
    answer = server.get("/validation", params={"node": f"{world.BASE}claim/6b"}, headers=HTML)
    assert "shape:Claim-confidence" in answer.text
    assert "/claim/4f" not in answer.text


def test_as_data(server: world.Server) -> None:
    body = server.get("/validation", headers={"Accept": "application/json"}).json()
    assert body["conforms"] is False
    turtle = server.get("/validation", headers={"Accept": "text/turtle"})
    assert turtle.headers["content-type"].startswith("text/turtle")
    found = list(parse(turtle.text, RdfFormat.TURTLE))
    assert sum(quad.predicate.value == "http://www.w3.org/ns/shacl#result" for quad in found) == len(body["results"])
    assert json.loads(server.get("/validation?format=jsonld").text)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/validation?format=pdf", 400),
        ("/validation?page=0", 400),
        ("/validation?page=99999999999999999999", 400),
        ("/validation?shape=urn:none", 404),
        ("/validation?node=%00%3Cscript%3E", 404),
    ],
)
def test_what_is_not_there(path: str, status: int, server: world.Server) -> None:
    answer = server.get(path, headers=HTML)
    assert answer.status_code == status
    assert "<script>" not in answer.text


def test_a_release_without_a_report(tmp_path: Path) -> None:
    world.publish(tmp_path)
    with world.running(tmp_path) as server:
        answer = server.get("/validation")
        assert (answer.status_code, answer.json()["detail"][:30]) == (404, "this release was built before ")
        (next(iter((tmp_path / "releases").iterdir())) / validate.REPORT).write_text('{"format": 1}')
        assert server.get("/validation").status_code == 404  # a release never changes: what was read of it stays
