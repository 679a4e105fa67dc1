"""The description of the service as a page: all of it, in plain HTML from this server alone."""

from __future__ import annotations

import re
from typing import Any

import pytest

from kg.serve.api_page import type_of
from tests.serve.world import Server, description


def test_every_operation_and_parameter_stands_on_the_page(server: Server) -> None:
    page = server.get("/docs", headers={"Accept": "text/html"})
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    for path, methods in description()["paths"].items():
        for operation in methods.values():
            (article,) = re.findall(
                rf'<article class="term" id="{operation["operationId"]}">.*?</article>', page.text, re.S
            )
            assert f"<code>{path}</code>" in article
            for parameter in operation["parameters"]:
                assert f"<code>{parameter['name']}</code>" in article
            for status in operation["responses"]:
                assert f"<dt>{status}</dt>" in article


def test_it_needs_no_script_and_nothing_from_elsewhere(server: Server) -> None:
    page = server.get("/docs").text
    assert "<script" not in page
    assert not re.findall(r'(?:src|href)="(?:https?:)?//[^"]*\.(?:js|css)', page)
    for address in re.findall(r'href="(/[^"#]*)"', page):
        assert server.get(address).status_code in (200, 400, 404), address  # 400: it wants a parameter


@pytest.mark.parametrize("address", ["/docs", "/openapi.json"])
def test_it_is_found_from_the_front_page(server: Server, address: str) -> None:
    front = server.get("/", headers={"Accept": "text/html"})
    assert f"<{address}>" in front.headers["link"]
    assert f'href="{address}"' in front.text


@pytest.mark.parametrize(
    ("schema", "words"),
    [
        ({"$ref": "#/components/schemas/Query"}, "Query"),
        ({"type": "string"}, "string"),
        ({"type": "string", "format": "iri"}, "iri"),
        ({"type": "integer", "minimum": 1, "maximum": 1000}, "integer, 1 to 1,000"),
        ({"enum": ["a", ""], "type": "string"}, 'a | ""'),
        ({"type": "array", "items": {"type": "string"}}, "list of string"),
        ({"anyOf": [{"type": "string"}, {"type": "null"}]}, "string or null"),
        ({"type": "object", "additionalProperties": True}, "object"),
        (
            {"oneOf": [{"type": "object", "properties": {name: {}}} for name in ("graph", "default")]},
            "graph= or default=",
        ),
        ({}, "anything"),
    ],
)
def test_types_in_a_few_words(schema: dict[str, Any], words: str) -> None:
    assert type_of(schema) == words
