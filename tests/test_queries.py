"""Reading query files, and binding what users give to their parameters."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, Store

from kg import queries
from kg.errors import NotFound, QueryError

TEXT = """# title: Names
# asks: Who is called what?
# param who string Part of a name.
# param most integer How many letters.

SELECT ?name WHERE {
  VALUES ?who { UNDEF }
  VALUES ?most { 9 }
  ?thing <http://x/name> ?name .
  FILTER((!BOUND(?who) || CONTAINS(?name, ?who)) && STRLEN(?name) <= ?most)
}
ORDER BY ?name
"""
NAMED = queries.parse(TEXT, name="names", source="names.rq")


def ask(query: str, *names: str) -> list[str]:
    store = Store()
    for number, name in enumerate(names):
        store.add(Quad(NamedNode(f"http://x/{number}"), NamedNode("http://x/name"), Literal(name)))
    return [solution["name"].value for solution in store.query(query)]  # type: ignore[union-attr,index]


def test_head() -> None:
    assert (NAMED.title, NAMED.asks, NAMED.form) == ("Names", "Who is called what?", "select")
    assert NAMED.parameters == (
        queries.Parameter("who", "string", None, "Part of a name."),
        queries.Parameter("most", "integer", "9", "How many letters."),
    )


def test_runs_as_it_stands_and_with_values() -> None:
    assert ask(NAMED.bind({}), "Ann", "Bob", "Bartholomew") == ["Ann", "Bob"]
    assert ask(NAMED.bind({"who": "B"}), "Ann", "Bob", "Bartholomew") == ["Bob"]
    assert ask(NAMED.bind({"who": "B", "most": "20"}), "Ann", "Bob", "Bartholomew") == ["Bartholomew", "Bob"]


def test_a_page_limits_what_is_found_and_what_is_told() -> None:
    found = "{ SELECT ?name WHERE { ?s ?p ?name } ORDER BY ?name\n    # page\n  }"
    query = queries.parse(f"SELECT ?name WHERE {{\n  {found}\n}}\nORDER BY ?name", name="paged")
    assert ask(query.bind({}), "c", "a", "b") == ["a", "b", "c"]
    paged = queries.page(query.bind({}), rows=1, skipped=1)
    assert ask(paged, "c", "a", "b", "d") == ["b"]
    assert paged.count("\nLIMIT 2\n") == 1
    assert paged.endswith("\nLIMIT 1 OFFSET 1")


def test_no_value_is_taken_for_the_mark_of_a_page() -> None:
    paged = queries.page(NAMED.bind({"who": "\n# page\n"}), rows=5)
    assert paged.count("LIMIT") == 1


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_a_value_is_never_read_as_a_query(value: str) -> None:
    found = ask(NAMED.bind({"who": value, "most": "100000"}), f"a{value}b", "\x00other")
    assert f"a{value}b" in found
    queries.check(NAMED.bind({"who": value}))


@pytest.mark.parametrize("value", ['" } DROP ALL #', "\\", "\\u0022", "\n}", "UNDEF", "1 } SERVICE <http://x> { "])
def test_injection(value: str) -> None:
    bound = NAMED.bind({"who": value})
    assert ask(bound, f"x{value}"[:200], "Ann")[:1] in ([f"x{value}"], [])
    queries.check(bound)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"whom": "x"}, r"names\.rq: no parameter 'whom'; it has who, most"),
        ({"most": "many"}, r"'many' is no integer for most; How many letters\."),
        ({"most": "1 } #"}, "is no integer"),
        ({"most": "٣"}, "is no integer"),
        ({"who": "\ud800"}, "is no string"),
    ],
)
def test_values_it_does_not_take(values: dict[str, str], message: str) -> None:
    with pytest.raises(QueryError, match=message):
        NAMED.bind(values)


@pytest.mark.parametrize(
    ("type", "good", "bad"),
    [
        ("iri", ["http://x/y", "urn:x:y"], ["x", "http://x/> } #", "http://x y", ""]),
        ("date", ["2031-02-28"], ["2031-02-30", "yesterday", "2031"]),
        ("integer", ["0", "-3", "+4"], ["1.5", "", "1e9", "9" * 30]),
    ],
)
def test_types(type: str, good: list[str], bad: list[str]) -> None:
    text = f"# param it {type} Something.\nSELECT * {{\nVALUES ?it {{ UNDEF }}\n}}"
    named = queries.parse(text, name="typed")
    for value in good:
        Store().query(named.bind({"it": value}))
    for value in bad:
        with pytest.raises(QueryError, match=f"is no {type} for it"):
            named.bind({"it": value})


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("# param x string Y.\nSELECT * {}", r"parameter x is bound nowhere; add VALUES \?x \{ UNDEF \}"),
        ("# param x text Y.\nSELECT * {\nVALUES ?x { UNDEF }\n}", "no type 'text' of parameter; one of string"),
        ("# param X\nSELECT * {}", "cannot read '# param X'; write # param NAME TYPE description"),
        ("# param x string Y.\nSELECT * {\nVALUES ?x { 1 }\nVALUES ?x { 2 }\n}", "parameter x has two defaults"),
    ],
)
def test_heads_that_do_not_fit(text: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        queries.parse(text, name="x")


def test_a_mark_at_its_beginning_and_escapes_are_read(tmp_path: Path) -> None:
    path = tmp_path / "mine.rq"
    path.write_text("\ufeff# title: Mine\n\\u0043ONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", "utf-8")
    query = queries.load(path)
    assert (query.title, query.form) == ("Mine", "construct")
    assert query.text.endswith("\nCONSTRUCT { ?s ?p ?o } { ?s ?p ?o }")


def test_load_by_name_and_by_path(tmp_path: Path) -> None:
    assert queries.load("claims").name == "claims"
    mine = tmp_path / "mine.rq"
    mine.write_text("SELECT * { ?s ?p ?o }", encoding="utf-8")
    assert queries.load(str(mine)).title == "mine"
    assert queries.load(mine).form == "select"


@pytest.mark.parametrize("name", ["claim", "../pyproject", "claims.rq/..", "", "x" * 10_000])
def test_no_such_query(name: str) -> None:
    with pytest.raises(NotFound, match="there are advocacy, agencies-and-departments, claims"):
        queries.load(name)


def test_no_such_file(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="no such file; the queries that come with OnRecord are"):
        queries.load(tmp_path / "none.rq")


def test_files_that_are_no_text(tmp_path: Path) -> None:
    binary, long = tmp_path / "binary.rq", tmp_path / "long.rq"
    binary.write_bytes(b"SELECT \xff")
    long.write_text("#" * 200_000, encoding="utf-8")
    with pytest.raises(QueryError, match=r"binary\.rq, byte 7: not UTF-8"):
        queries.load(binary)
    with pytest.raises(QueryError, match="longer than 100,000 bytes"):
        queries.load(long)
