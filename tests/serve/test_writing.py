"""What passes between the database and the socket: counted, bounded, cut, made harmless."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, QueryResultsFormat, RdfFormat, Store, parse, serialize

from kg.serve.writing import Beginning, Counted, Cut, Refused, Spreadsheet, Turtle, harmless, row_counter

FORMATS = {
    "application/sparql-results+json": QueryResultsFormat.JSON,
    "application/sparql-results+xml": QueryResultsFormat.XML,
    "text/csv": QueryResultsFormat.CSV,
    "text/tab-separated-values": QueryResultsFormat.TSV,
}
TRICKY = [
    "},{",
    '","x":{"type":',
    '[{"a":{"type":',
    "<result>",
    "a\r\nb",
    'say "no"',
    "\\",
    "",
    '"',
    ",{",
    '},{"x":{"type":',
]


class Kept(io.BytesIO):
    """A file in memory that can still be read when it is closed."""

    def close(self) -> None:
        """Nothing."""


def store_of(texts: list[str]) -> Store:
    store = Store()
    store.extend(Quad(NamedNode(f"urn:{n}"), NamedNode("urn:p"), Literal(text)) for n, text in enumerate(texts))
    return store


def pieces(data: bytes, size: int) -> list[bytes]:
    return [data[at : at + size] for at in range(0, len(data), size)]


@pytest.mark.parametrize("media_type", FORMATS)
@given(texts=st.lists(st.sampled_from(TRICKY) | st.text(), max_size=20), size=st.integers(1, 200))
def test_solutions_are_counted_however_they_arrive(media_type: str, texts: list[str], size: int) -> None:
    whole = Kept()
    store_of(texts).query("SELECT * { ?s ?p ?o }").serialize(whole, format=FORMATS[media_type])
    count = row_counter(media_type)
    assert sum(count(piece) for piece in pieces(whole.getvalue(), size)) == len(texts)


def test_more_solutions_than_the_limit_are_refused() -> None:
    results = store_of(["x"] * 3).query("SELECT * { ?s ?p ?o }")
    with pytest.raises(Refused, match="more than 2 rows"):
        results.serialize(Counted(Kept(), 2, row_counter("text/csv")), format=QueryResultsFormat.CSV)


@given(texts=st.lists(st.sampled_from(TRICKY) | st.text(), max_size=12), rows=st.integers(1, 12))
def test_a_beginning_is_whole_json(texts: list[str], rows: int) -> None:
    kept = Kept()
    beginning = Beginning(kept, rows)
    results = store_of(texts).query("SELECT * { ?s ?p ?o }")
    if len(texts) > rows:
        with pytest.raises(Cut):
            results.serialize(beginning, format=QueryResultsFormat.JSON)
    else:
        results.serialize(beginning, format=QueryResultsFormat.JSON)
        beginning.close()
    found = json.loads(kept.getvalue())["results"]["bindings"]
    assert len(found) == min(rows, len(texts))
    assert {row["o"]["value"] for row in found} <= set(texts)


@pytest.mark.parametrize("held", [10, 1_000_000])
def test_turtle_is_the_same_graph_with_its_prefixes_sorted(held: int) -> None:
    quads = list(store_of(["one", "two"]))
    kept = Kept()
    writer = Turtle(kept, held=held)
    serialize(
        [quad.triple for quad in quads],
        writer,
        format=RdfFormat.TURTLE,
        prefixes={"z": "urn:", "b": "urn:x/", "a": "urn:y/"},
    )
    writer.close()
    assert {str(quad.triple) for quad in parse(kept.getvalue(), format=RdfFormat.TURTLE)} == {
        str(quad.triple) for quad in quads
    }
    declared = [line.split()[1] for line in kept.getvalue().decode().splitlines() if line.startswith("@prefix")]
    assert declared == (["a:", "b:", "z:"] if held == 10 else ["z:"])


@given(
    st.lists(
        st.lists(st.sampled_from(["=1+1", "-5", "+x", "@a", "\tb", "c", 'q"=', "a\r\n=b"]), min_size=2, max_size=2)
    )
)
def test_no_cell_is_a_formula(rows: list[list[str]]) -> None:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    kept = Kept()
    writer = Spreadsheet(kept)
    for piece in pieces(text.getvalue().encode(), 7):
        writer.write(piece)
    writer.close()
    found = list(csv.reader(io.StringIO(kept.getvalue().decode(), newline="")))
    assert found == [[harmless(cell) for cell in row] for row in rows]
    assert not any(cell[:1] in set("=+@\t\r\n") for row in found for cell in row)


def test_a_cell_may_be_long() -> None:
    kept = Kept()
    writer = Spreadsheet(kept)
    writer.write(b"x\r\n" + b"y" * 300_000 + b"\r\n")
    writer.close()
    assert len(kept.getvalue()) == 300_005


def test_numbers_stay_numbers() -> None:
    assert [harmless(cell) for cell in ("-5", "+1.5e-3", "-a", "=1", "", "x=1", "\uff1d1")] == [
        "-5", "+1.5e-3", "'-a", "'=1", "", "x=1", "'\uff1d1",
    ]  # fmt: skip
