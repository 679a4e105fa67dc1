"""The small parts that need no server."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Store

from kg.errors import QueryError, StoreError
from kg.serve.answers import Answer
from kg.serve.description import Claimed, specific
from kg.serve.ipc import Job
from kg.serve.problems import as_problem
from kg.serve.results import Value
from kg.serve.service import VOLATILE, Cache
from kg.serve.templating import environment, filled, href, words
from kg.serve.worker import syntax_refusal
from kg.serve.writing import PREFIX, split_prefixes
from kg.settings import Settings
from kg.terms import KG, SUPERCLASSES

BASE = "https://data.example.org/x/"


@given(st.builds(Job, st.text(), default_graphs=st.none() | st.lists(st.text()).map(tuple), union=st.booleans()))
def test_jobs_survive_the_wire(job: Job) -> None:
    assert Job.decode(job.encode()) == job


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.integers(0, 3000)), max_size=60))
def test_the_cache_stays_within_its_size(entries: list[tuple[str, int]]) -> None:
    cache = Cache(10_000)
    for key, size in entries:
        answer = Answer("graph", b"x" * size, "r")
        cache.put(key, answer)
        assert cache.get(key) in (None, answer)
        assert 0 <= cache.size <= 10_000


def test_the_cache_forgets_the_least_recently_asked() -> None:
    cache = Cache(8_000)
    for key in "abcdefgh":
        cache.put(key, Answer("graph", b"x" * 400, "r"))
    assert cache.get("a")
    cache.put("i", Answer("graph", b"x" * 400, "r"))
    assert cache.get("a")
    assert cache.get("b") is None


@pytest.mark.parametrize("query", ["SELECT * {", "SELECT * WHERE { ?s ?p }", "SELECT ?x { ?x nope:p ?y }", "ASK", "é"])
def test_syntax_errors_are_short_and_placed(query: str) -> None:
    with pytest.raises(SyntaxError) as caught:
        Store().query(query)
    refusal = syntax_refusal(str(caught.value))
    assert refusal.line == 1
    assert refusal.detail.startswith("line 1, column ")
    assert "\\u{" not in refusal.detail
    assert len(refusal.detail) < 300


def test_what_is_refused_before_it_is_parsed_has_its_place_too() -> None:
    problem = as_problem(QueryError("SERVICE is not allowed", place="line 2, column 7", hint="none"))
    assert problem.detail == "line 2, column 7: SERVICE is not allowed; none"
    assert problem.members == {"line": 2, "column": 7}
    assert as_problem(QueryError("line 1, column 3: what", place="1:3")).detail == "line 1, column 3: what"
    assert as_problem(QueryError("no query")).members == {}


def test_prefixes_are_split_off() -> None:
    head, body = split_prefixes(b"@prefix b: <urn:b> .\n@prefix a: <urn:a> .\na:x a:y b:z .\n")
    assert list(head) == [b"b", b"a"]
    assert body == b"a:x a:y b:z .\n"


def test_only_the_prefixes_used_are_kept() -> None:
    assert set(PREFIX.findall(b"e:Q1 kg:x-y a:b.c , <http://g.example/> .")) == {b"e", b"kg", b"a", b"http"}


@pytest.mark.parametrize(
    ("polarity", "certainty", "actuality", "said"),
    [
        ("Affirmed", "Certain", "Actual", "affirmed"),
        ("Affirmed", "Possible", "Planned", "possible, planned"),
        ("Affirmed", "Certain", "Hypothetical", "hypothetical"),
        ("Negated", "Probable", "Actual", "negated, probable"),
        ("Unknown", "Certain", "Actual", "unknown"),
    ],
)
def test_affirmed_stands_alone(polarity: str, certainty: str, actuality: str, said: str) -> None:
    row = {"polarity": polarity, "certainty": certainty, "actuality": actuality}
    assert Claimed({name: Value("uri", f"https://x.example/#{word}") for name, word in row.items()}).words == said


def test_columns_without_a_value_are_left_out() -> None:
    rows = [{"a": Value("literal", "x"), "b": Value("literal", "")}, {"c": Value("literal", "y")}]
    assert filled(["a", "b", "c", "d"], rows) == ["a", "c"]


def test_links_stay_on_this_server_or_go_to_the_web() -> None:
    assert href(f"{BASE}entity/Q1", base=BASE, root="/r") == "/r/entity/Q1"
    assert href("https://elsewhere.example/", base=BASE, root="") == "https://elsewhere.example/"
    for hostile in ("javascript:alert(1)", "data:text/html,x", "vbscript:x", " javascript:x", "//x"):
        assert href(hostile, base=BASE, root="") is None


def test_everything_in_a_template_is_escaped() -> None:
    text = environment().from_string("{{ x }}").render(x="<b onclick='x'>\"")
    assert not set("<>'\"") & set(text.replace("&#39;", "").replace("&#34;", ""))


def test_words_and_types() -> None:
    assert words("https://w3id.org/onrecord/ns#notBefore") == "not before"
    all_types = [KG.Company.value, *(above.value for above in SUPERCLASSES[KG.Company])]
    assert specific(all_types, SUPERCLASSES) == [KG.Company.value]


@pytest.mark.parametrize(("query", "volatile"), [("SELECT (now() AS ?n) {}", True), ("SELECT ?now { }", False)])
def test_volatile_queries_are_known(query: str, volatile: bool) -> None:
    assert bool(VOLATILE.search(query)) is volatile


def test_a_broken_release_is_said_before_the_server_starts(tmp_path: Path) -> None:
    from kg.serve.server import serve
    from tests.serve import world

    world.publish(tmp_path)
    for file in tmp_path.glob("releases/*/store/CURRENT"):
        file.unlink()
    with pytest.raises(StoreError, match="cannot be opened"):
        serve(Settings(data=tmp_path), port=0)
