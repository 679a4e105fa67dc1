"""The pages about the service say what is so: addresses answer, settings are named, examples run."""

from __future__ import annotations

import re
import shlex

from kg.serve.app import routers
from kg.serve.routing import ERRORS
from kg.settings import Settings
from tests.serve.world import CLIENT, ROOT, Server

README = (ROOT / "kg" / "serve" / "README.md").read_text("utf-8")
OPERATING = (ROOT / "docker" / "README.md").read_text("utf-8")


def test_every_setting_of_the_service_is_explained() -> None:
    """In full, or by what it has of its own after one that begins alike."""
    for name in Settings.model_fields:
        if name.startswith("serve_"):
            full = f"KG_{name.upper()}"
            assert full in OPERATING or f"`_{'_'.join(full.split('_')[3:])}`" in OPERATING, full


def test_every_address_in_the_table_is_served(server: Server) -> None:
    table = README.partition("| --- | --- |")[2].partition("\n\n")[0]
    addresses = re.findall(r"`(/[^` ]*)`", table)
    assert len(addresses) > 15
    for address in addresses:
        path = address.replace("graph=IRI", "default").replace("WORDS", "harbour")
        path = path.replace("/queries/NAME", "/queries/pitches").replace("/entity/KEY", "/entity/Q1")
        path = path.replace("/claim/KEY", "/claim/4f").replace("/graph/KEY", "/graph/reported")
        status = server.get(path).status_code
        assert status == 200 or (address, status) == ("/validation", 404), address  # the tests' world was not validated


def test_every_first_part_of_an_address_is_in_the_table() -> None:
    for route in (route for router in routers() for route in router.routes):
        first = route.path.split("/")[1].partition(".{")[0]
        if first not in ("static", "robots.txt", "sitemap.xml", "sitemap", "{kind}"):
            assert f"`/{first}" in README, route.path


def test_every_error_is_explained() -> None:
    for status in ERRORS:
        assert str(status) in README.partition("## What can go wrong")[2]


def test_the_examples_run(server: Server) -> None:
    (block,) = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
    for line in block.strip().splitlines():
        _, address, *options = shlex.split(line)
        headers = dict(options[n + 1].split(": ") for n, option in enumerate(options) if option == "-H")
        data = dict(options[n + 1].split("=", 1) for n, one in enumerate(options) if one == "--data-urlencode")
        address = address.replace("http://localhost:8000", server.url)
        response = CLIENT.post(address, data=data, headers=headers) if data else CLIENT.get(address, headers=headers)
        assert response.status_code == 200, line


def test_the_query_by_words_runs(server: Server) -> None:
    (query,) = re.findall(r"```sparql\n(.*?)```", README, re.DOTALL)
    response = server.ask(query.replace("face matching", "harbour"))
    assert response.status_code == 200
    assert "Affirmed" in response.text
