"""Words in a query: which patterns are replaced, by what, and which are refused."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, Store

from kg.errors import QueryError
from kg.matching import MOST, rewrite, used
from kg.terms import KG

HEAD = "PREFIX kg: <https://w3id.org/onrecord/ns#>\n"
FOUND = [("https://kg.example/entity/a", 2.5), ("https://kg.example/entity/b", 1.0)]


class Index:
    """A search that remembers what it was asked."""

    def __init__(self, total: int = 2) -> None:
        self.total, self.asked = total, list[tuple[str, int]]()

    def __call__(self, words: str, limit: int) -> tuple[Sequence[tuple[str, float]], int]:
        self.asked.append((words, limit))
        return FOUND[:limit], self.total


@pytest.mark.parametrize(
    ("pattern", "asked", "values"),
    [
        ('?x kg:matches "face"', ("face", MOST), "(?x) { (<A>) (<B>) }"),
        ("?x kg:matches 'face'", ("face", MOST), "(?x) { (<A>) (<B>) }"),
        ('$x kg:matches """a "b" c"""', ('a "b" c', MOST), "($x) { (<A>) (<B>) }"),
        (r'?x kg:matches "a\"b\u00e9"', ('a"bé', MOST), "(?x) { (<A>) (<B>) }"),
        ('(?x ?s) kg:matches "face"', ("face", MOST), "(?x ?s) { (<A> 2.5000) (<B> 1.0000) }"),
        ('?x kg:matches ("face" 1)', ("face", 1), "(?x) { (<A>) }"),
        ('?x <https://w3id.org/onrecord/ns#matches> "face"', ("face", MOST), "(?x) { (<A>) (<B>) }"),
    ],
)
@pytest.mark.parametrize(
    "around", ["{{ {} }}", "{{ ?x ?p ?o . {} . ?a ?b ?c }}", "{{ FILTER (?o) {} OPTIONAL {{ }} }}"]
)
def test_a_pattern_becomes_a_block_of_values(pattern: str, asked: tuple[str, int], values: str, around: str) -> None:
    index = Index()
    query = rewrite(HEAD + "SELECT * " + around.format(pattern), index)
    expected = "VALUES " + values.replace("A", FOUND[0][0]).replace("<B>", f"<{FOUND[1][0]}>")
    assert query == HEAD + "SELECT * " + around.format(expected)
    assert index.asked == [asked]
    Store().query(query)  # it parses


@pytest.mark.parametrize(
    "pattern",
    [
        '?x kg:matches* "a"',
        '?x ^kg:matches "a"',
        '?x kg:matches/kg:agent "a"',
        '?x a kg:Claim ; kg:matches "a"',
        '?x kg:matches "a" ; a kg:Claim',
        '?x kg:matches "a" , "b"',
        '?x kg:matches "a"@en',
        '?x kg:matches "a"^^<urn:d>',
        "?x kg:matches ?words",
        '<urn:x> kg:matches "a"',
        '?x kg:matches ("a" 0)',
        '?x kg:matches ("a" 1001)',
        '?x kg:matches ("a" 1.5)',
        '(?x ?y ?z) kg:matches "a"',
        "?x ?y kg:matches",
        "FILTER (?p = kg:matches)",
        '?a ?b ?x kg:matches "a"',
    ],
)
def test_anything_else_is_refused_with_its_place(pattern: str) -> None:
    index = Index()
    with pytest.raises(QueryError, match="kg:matches") as caught:
        rewrite(HEAD + f"SELECT * {{ {pattern} }}", index)
    assert caught.value.place.startswith("line 2, column ")
    assert index.asked == []


def test_too_many_are_an_error_and_the_best_of_them_are_not() -> None:
    with pytest.raises(QueryError, match="5,000 resources, more than 1,000"):
        rewrite(HEAD + 'ASK { ?x kg:matches "a" }', Index(total=5_000))
    assert "VALUES" in rewrite(HEAD + 'ASK { ?x kg:matches ("a" 5) }', Index(total=5_000))


def test_a_query_has_few_of_them() -> None:
    with pytest.raises(QueryError, match="more than 10 times"):
        rewrite(HEAD + "ASK { " + '?x kg:matches "a" . ' * 11 + "}", Index())


@pytest.mark.parametrize(
    "query",
    [
        'ASK { ?x <urn:p> "?x kg:matches \\"a\\"" }',
        'ASK { ?x <urn:p> ?o } # ?x kg:matches "a"',
        'PREFIX kg: <https://other.example/> ASK { ?x kg:matches "a" }',
        'ASK { ?matches <urn:matches> "a" }',
        "ASK {}",
    ],
)
def test_what_only_looks_like_a_pattern_stays(query: str) -> None:
    assert rewrite(query, Index()) == query


@given(st.text(st.characters(blacklist_categories=["Cs"]), min_size=1))
def test_no_words_become_anything_but_words(words: str) -> None:
    index = Index()
    literal = str(Literal(words))
    query = rewrite(f"{HEAD}SELECT * {{ ?x kg:matches {literal} }}", index)
    assert index.asked == [(words, MOST)]
    assert query == HEAD + f"SELECT * {{ VALUES (?x) {{ (<{FOUND[0][0]}>) (<{FOUND[1][0]}>) }} }}"
    assert used(KG.matches.value)
