from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.serve.negotiate import BINDINGS, CSV, GRAPHS, HTML, RESOURCE, Forms, choose, prefers_html
from kg.serve.problems import Problem

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "name"),
    [
        (None, "json"),
        ("", "json"),
        ("*/*", "json"),
        ("text/csv", "csv"),
        ("text/*", "csv"),
        ("application/json", "json"),
        ("application/xml", "xml"),
        ("text/csv;q=0.5, text/tab-separated-values", "tsv"),
        ("text/csv; q=0, */*", "json"),
        ("application/*;q=0.2, text/csv;q=0.1", "json"),
        ("*/*;q=0.1, application/sparql-results+xml;q=0.2", "xml"),
        ("APPLICATION/SPARQL-RESULTS+XML", "xml"),
    ],
)
def test_bindings(accept: str | None, name: str) -> None:
    form = choose(accept, BINDINGS)
    assert form is not None
    assert form.name == name


@pytest.mark.parametrize("accept", ["image/png", "text/csv;q=0", "text/csv;q=nan", "*/*;q=0"])
def test_nothing_fits(accept: str) -> None:
    assert choose(accept, BINDINGS) is None


def test_a_type_refused_by_name_is_not_had_through_a_wildcard() -> None:
    form = choose("text/turtle;q=0, */*;q=0.1", GRAPHS)
    assert form is not None
    assert form.name == "nt"


def test_browsers_get_pages_and_programs_do_not() -> None:
    assert prefers_html(BROWSER)
    assert choose(BROWSER, RESOURCE) is HTML
    for accept in (None, "*/*", "application/json", "text/turtle, text/html;q=0.5"):
        assert not prefers_html(accept)


@given(st.text(max_size=200))
def test_no_header_breaks_it(accept: str) -> None:
    form = choose(accept, RESOURCE)
    assert form is None or form in RESOURCE


def test_a_format_is_a_name_or_a_media_type() -> None:
    assert Forms.of("text/turtle", "csv") == Forms(CSV, None)
    assert Forms.of("text/turtle", "text/csv").bindings is CSV
    assert Forms.of(None, "html").html


@pytest.mark.parametrize(
    ("format", "status"),
    [("exe", 400), ("", 400), ("/", 400), ("/csv", 400), ("text/", 400), ("/\x1aÿ", 400), ("image/png", 406)],
)
def test_what_is_neither_or_is_not_to_be_had(format: str, status: int) -> None:
    with pytest.raises(Problem) as refused:
        Forms.of("text/csv", format)
    assert refused.value.status == status
