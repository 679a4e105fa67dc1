"""Parameters by their types: what they take, what they refuse, and that a refusal is a problem like any other."""

from __future__ import annotations

from typing import Annotated, Any

import pytest
from pydantic import TypeAdapter, ValidationError

from kg.serve.dependencies import Iri, Number, OneOf
from kg.serve.error_handlers import refusal
from tests.serve.world import BASE, Server

ONE: TypeAdapter[Any] = TypeAdapter(Annotated[str, OneOf(["a", "b", "a"])])
NUMBER: TypeAdapter[Any] = TypeAdapter(Annotated[int, Number(200)])
IRI: TypeAdapter[Any] = TypeAdapter(Annotated[str, Iri()])


@pytest.mark.parametrize(("text", "number"), [("1", 1), ("200", 200), ("007", 7)])
def test_numbers(text: str, number: int) -> None:
    assert NUMBER.validate_python(text) == number


@pytest.mark.parametrize("text", ["0", "201", "+1", "-1", " 1", "1_0", "1.0", "1e2", "", "x", "٣", "1" * 5_000])
def test_what_is_no_number_of_the_range(text: str) -> None:
    with pytest.raises(ValidationError):
        NUMBER.validate_python(text)


@pytest.mark.parametrize(
    ("type", "good", "bad"), [(ONE, "a", "A"), (IRI, "urn:a", "a"), (IRI, "http://x/é", "http://x y")]
)
def test_texts_of_a_kind(type: TypeAdapter[Any], good: str, bad: str) -> None:
    assert type.validate_python(good) == good
    with pytest.raises(ValidationError):
        type.validate_python(bad)


def test_the_schemas_of_these_types_say_as_much() -> None:
    assert ONE.json_schema() == {"enum": ["a", "b"], "type": "string"}
    assert NUMBER.json_schema() == {"type": "integer", "minimum": 1, "maximum": 200}
    assert IRI.json_schema()["format"] == "iri"


@pytest.mark.parametrize(
    ("path", "status", "says"),
    [
        ("/search?page=0", 400, "page: "),
        ("/search?page=201", 400, "page: "),
        ("/search?page=%2B1", 400, "page: "),
        ("/search?q=" + "x" * 1_001, 400, "q: "),
        ("/search?kind=entity&kind=thing", 400, "kind: "),
        ("/search?format=ttl", 400, "format: "),
        ("/entity/Q1?page=0", 400, "page: "),
        ("/queries/pitches?page=1000001", 400, "page: "),
        ("/queries/pitches?page_size=10001", 400, "page_size: "),
        ("/graph-store?graph=one", 400, "graph: "),
        ("/validation?format=nt", 400, "format: "),
        ("/sparql?query=ASK%7B%7D&union=yes", 400, "union: "),
        ("/sparql?query=ASK%7B%7D&named-graph-uri=x", 400, "named-graph-uri: "),
        ("/ontology.exe", 404, "suffix: "),
        ("/sitemap/entity-0.xml", 404, "page: "),
        ("/sitemap/nothing-1.xml", 404, "kind: "),
        ("/static/none.css", 404, "name: "),
    ],
)
def test_a_wrong_parameter_is_a_problem_that_names_it(server: Server, path: str, status: int, says: str) -> None:
    answer = server.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    problem = answer.json()
    assert problem["status"] == status
    assert problem["type"] == f"{BASE}problems#{'bad-request' if status == 400 else 'not-found'}"
    assert problem["detail"].startswith(says)


def test_all_that_is_wrong_is_said_once() -> None:
    errors = [{"loc": ("query", "a"), "msg": "Input should be 'x'"}] * 2 + [{"loc": ("query", "b", 1), "msg": "no"}]
    assert refusal(errors).detail == "a: should be 'x'; b: no"
