"""Fetching releases: lists, files whole and in ranges, conditional requests, the feed, and older releases."""

from __future__ import annotations

import base64
import gzip
import hashlib
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, RdfFormat, parse

from kg.store import Release
from tests.serve import world
from tests.serve.world import BASE, Server

ATOM = "{http://www.w3.org/2005/Atom}"


@dataclass(frozen=True, slots=True)
class Two:
    """A server over two releases."""

    server: Server
    old: Release
    new: Release


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Two]:
    data = tmp_path_factory.mktemp("two")
    label = "<http://www.w3.org/2000/01/rdf-schema#label>"
    old = world.publish(data, extra=f'<{BASE}entity/gone> {label} "Gone & <lost>" .')
    new = world.publish(data, settings={"licence": "https://licence.example/by"})
    with world.running(data) as server:
        yield Two(server, old, new)


def test_the_catalogue_lists_releases_newest_first(two: Two) -> None:
    listed = two.server.get("/dump").json()
    assert listed["current"] == two.new.id
    assert [one["id"] for one in listed["releases"]] == [two.new.id, two.old.id]
    assert listed["releases"][0]["licence"] == "https://licence.example/by"
    assert listed["releases"][0]["changes"]["removed"] == 1
    page = two.server.get("/dump", headers={"Accept": "text/html"})
    assert two.old.id in page.text
    assert "https://licence.example/by" in page.text


@pytest.mark.parametrize(
    ("path", "headers", "here"),
    [
        ("/dump", {}, "http://HOST/dump"),
        ("/onrecord/dump", {}, "http://HOST/onrecord/dump"),
        ("/dump", {"Host": "mirror.example:81"}, "http://mirror.example:81/dump"),
        (
            "/onrecord/dump",
            {"Host": "mirror.example", "X-Forwarded-Proto": "https"},
            "https://mirror.example/onrecord/dump",
        ),
    ],
)
def test_lists_have_the_addresses_of_the_server_that_answers(
    two: Two, path: str, headers: dict[str, str], here: str
) -> None:
    here = here.replace("HOST", two.server.url.removeprefix("http://"))
    for listed in (*two.server.get(path, headers=headers).json()["releases"],):
        assert listed["url"] == f"{here}/{listed['id']}"
        assert listed["changes"]["patch"] in (None, f"{here}/{listed['id']}/changes.rdfp.gz")
    files = two.server.get(f"{path}/latest", headers=headers).json()["files"]
    assert {file["url"].rpartition("/")[0] for file in files} == {f"{here}/{two.new.id}"}
    feed = two.server.get(path.replace("dump", "feed.atom"), headers=headers)
    links = [link.get("href", "") for link in ET.fromstring(feed.content).iter(f"{ATOM}link")]
    assert all(link.startswith(here.removesuffix("dump")) for link in links)


def test_a_file_is_what_its_checksum_says_by_id_and_as_latest(two: Two) -> None:
    listed = two.server.get("/dump/latest").json()
    assert [file["name"] for file in listed["files"]] == ["all.nq.zst", "asserted.ttl.zst"]
    for file in listed["files"]:
        assert file["url"] == f"{two.server.url}/dump/{two.new.id}/{file['name']}"
        response = two.server.get(f"/dump/latest/{file['name']}")
        assert hashlib.sha256(response.content).hexdigest() == file["sha256"]
        assert len(response.content) == file["bytes"] == int(response.headers["content-length"])
        assert response.headers["x-onrecord-release"] == two.new.id
        assert response.headers["content-location"] == f"/dump/{two.new.id}/{file['name']}"
    digest = base64.b64encode(bytes.fromhex(file["sha256"])).decode()
    assert response.headers["repr-digest"] == f"sha-256=:{digest}:"
    assert "content-encoding" not in response.headers  # a packed file, not a packed answer


def test_other_forms_are_made_when_asked_for_and_kept(two: Two) -> None:
    listed = two.server.get("/dump/latest").json()
    assert listed["kinds"] == ["all", "asserted", "reported", "sources"]
    first = two.server.get("/dump/latest/asserted.jsonld.gz")
    assert first.headers["content-type"] == "application/gzip"
    assert first.headers["etag"] == f'"{hashlib.sha256(first.content).hexdigest()}"'
    read = list(parse(gzip.decompress(first.content), format=RdfFormat.JSON_LD))
    assert read
    assert all(quad.graph_name == DefaultGraph() for quad in read)
    again = two.server.get("/dump/latest/asserted.jsonld.gz")
    assert (again.content, again.headers["etag"]) == (first.content, first.headers["etag"])
    plain = two.server.get("/dump/latest/asserted.jsonld")
    assert plain.headers["content-type"].startswith("application/ld+json")
    assert set(parse(plain.content, format=RdfFormat.JSON_LD)) == set(read)
    for name in ("all.pdf", "none.nq", "all.nq.xz", "all.nq.gz.gz", "all", "all."):
        assert two.server.get(f"/dump/latest/{name}").status_code == 404


def test_a_consumer_can_stay_on_a_release(two: Two) -> None:
    old = two.server.get(f"/dump/{two.old.id}/all.nq.gz")
    new = two.server.get("/dump/latest/all.nq.gz")
    assert old.content != new.content
    assert "immutable" in old.headers["cache-control"]
    assert new.headers["cache-control"] == "no-cache"
    assert two.server.get(f"/dump/{two.old.id[:-1]}/all.nq.gz").status_code == 404  # the whole id, no beginning of one


def test_ranges(two: Two) -> None:
    path = "/dump/latest/all.nq.gz"
    whole = two.server.get(path)
    assert whole.headers["accept-ranges"] == "bytes"
    part = two.server.get(path, headers={"Range": "bytes=10-19"})
    assert (part.status_code, part.content) == (206, whole.content[10:20])
    assert part.headers["content-range"] == f"bytes 10-19/{len(whole.content)}"
    rest = two.server.get(path, headers={"Range": "bytes=20-", "If-Range": whole.headers["etag"]})
    assert (rest.status_code, rest.content) == (206, whole.content[20:])
    other = two.server.get(path, headers={"Range": "bytes=20-", "If-Range": '"another"'})
    assert (other.status_code, other.content) == (200, whole.content)  # it changed meanwhile: all of it
    assert two.server.get(path, headers={"Range": "bytes=99999999-"}).status_code == 416


def test_conditional_requests_and_head(two: Two) -> None:
    path = "/dump/latest/all.nq.gz"
    whole = two.server.get(path)
    for header, value in (
        ("If-None-Match", whole.headers["etag"]),
        ("If-Modified-Since", whole.headers["last-modified"]),
    ):
        again = two.server.get(path, headers={header: value})
        assert (again.status_code, again.content) == (304, b"")
    assert two.server.get(path, headers={"If-Modified-Since": "Thu, 01 Jan 1970 00:00:00 GMT"}).status_code == 200
    assert two.server.get(path, headers={"If-Modified-Since": "nonsense"}).status_code == 200
    head = world.CLIENT.head(two.server.url + path)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == str(len(whole.content))


@pytest.mark.parametrize(
    "name",
    ["release.json", "../release.json", "..%2frelease.json", "%2e%2e%2frelease.json", "manifest.json", "x" * 500],
)
def test_no_name_leads_out_of_the_manifest(two: Two, name: str) -> None:
    for release in ("latest", two.old.id, "%2e%2e", two.old.id + "%2f..%2f" + two.new.id):
        response = two.server.get(f"/dump/{release}/{name}")
        assert response.status_code == 404
        assert b"content_sha256" not in response.content


def test_the_feed_tells_of_each_release_and_what_changed(two: Two) -> None:
    response = two.server.get("/feed.atom")
    assert response.headers["content-type"].startswith("application/atom+xml")
    root = ET.fromstring(response.content)
    entries = root.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}id") for entry in entries] == [f"{BASE}release/{r.id}" for r in (two.new, two.old)]
    assert "1 removed" in str(entries[0].findtext(f"{ATOM}summary"))
    assert "Gone &amp; &lt;lost&gt;" in str(entries[0].findtext(f"{ATOM}content"))  # HTML within XML
    assert root.findtext(f"{ATOM}rights", "").startswith("Data: https://licence.example/by.")
    links = {link.get("rel"): link.get("href") for link in entries[0].findall(f"{ATOM}link")}
    assert links["related"] == f"{two.server.url}/dump/{two.new.id}/changes.rdfp.gz"
    again = two.server.get("/feed.atom", headers={"If-None-Match": response.headers["etag"]})
    assert again.status_code == 304
    assert two.server.get(f"/dump/{two.new.id}/changes.rdfp.gz").content[:2] == b"\x1f\x8b"


def test_an_older_release_is_described_from_its_folder(two: Two) -> None:
    response = two.server.get(f"/release/{two.old.id}", headers={"Accept": "text/turtle"})
    assert response.status_code == 200
    assert response.headers["x-onrecord-release"] == two.old.id
    page = two.server.get(f"/release/{two.old.id}", headers={"Accept": "text/html"})
    assert (page.status_code, page.headers["location"]) == (303, f"/dump/{two.old.id}")
    assert two.server.get("/release/none").status_code == 404


def test_a_release_without_its_lists_is_listed_all_the_same(tmp_path: Path) -> None:
    release = world.publish(tmp_path)
    for file in (
        release.path / "dumps/manifest.json",
        release.path / "changes.json",
        release.path / "description.nq.zst",
    ):
        file.unlink()
    newer = world.publish(tmp_path, filler=1)
    with world.running(tmp_path) as server:
        assert "before descriptions" in server.get(f"/release/{release.id}.ttl").json()["detail"]
        assert server.get(f"/dump/{release.id}").json()["files"] == []
        for file in (newer.path / "dumps/manifest.json", newer.path / "changes.json"):
            file.unlink()
        assert server.get("/dump/latest").json()["files"] == []
        assert server.get("/feed.atom").status_code == 200
        assert "the next build writes it anew" in server.get("/dump/latest", headers={"Accept": "text/html"}).text
