"""IRIs: minted from keys only, taken apart again, and nothing else is taken for one of ours."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import iris
from kg.errors import UsageError
from kg.keys import KEY

BASE = "https://kg.example/"
keys = st.from_regex(KEY.pattern, fullmatch=True)
parts = st.just("") | st.from_regex(iris.PART.pattern, fullmatch=True)


@given(st.sampled_from(iris.KINDS), keys, parts)
def test_an_iri_taken_apart_gives_what_it_was_minted_from(kind: str, key: str, part: str) -> None:
    minted = iris.mint(BASE, kind, key, part).value
    assert iris.address(BASE, minted) == iris.Address(kind, key, part)
    assert iris.parent_iri(BASE, minted) == iris.mint(BASE, kind, key)


@given(st.text())
def test_nothing_but_keys_is_minted(key: str) -> None:
    if KEY.fullmatch(key):
        assert iris.entity_iri(BASE, key).value == f"{BASE}entity/{key}"
    else:
        with pytest.raises(ValueError, match="not the key"):
            iris.entity_iri(BASE, key)


@given(st.text())
def test_whatever_is_taken_apart_can_be_minted_again(rest: str) -> None:
    found = iris.address(BASE, BASE + rest)
    assert found is None or iris.mint(BASE, found.kind, found.key, found.part).value == BASE + rest


@pytest.mark.parametrize(
    "iri",
    [
        "",
        BASE,
        "https://other.example/entity/a",
        f"{BASE}entity/",
        f"{BASE}entity/a/",
        f"{BASE}entity/a/b/c",
        f"{BASE}sparql",
        f"{BASE}entity/../a",
        f"{BASE}entity/a%20b",
        f"{BASE}thing/a",
        f"{BASE}entity/a?x",
    ],
)
def test_foreign_iris_are_not_ours(iri: str) -> None:
    assert iris.address(BASE, iri) is None
    assert iris.parent_iri(BASE, iri) is None


@pytest.mark.parametrize(
    "base", ["", "kg.example/", "https://kg.example", "ftp://kg.example/", "https://kg.example/a b/"]
)
def test_a_base_that_cannot_be_one(base: str) -> None:
    with pytest.raises(UsageError, match="base"):
        iris.entity_iri(base, "a")


@pytest.mark.parametrize("base", ["http://localhost:8000/", "https://kg.example/a/b/", "http://127.0.0.1/"])
def test_a_base_may_have_a_port_and_a_path(base: str) -> None:
    assert iris.text_iri(base, "a").value == f"{base}article/a/text"


def test_no_article_takes_the_names_of_our_own_graphs() -> None:
    for key in (iris.REPORTED, iris.RELEASE):
        with pytest.raises(ValueError, match="article"):
            iris.graph_iri(BASE, key)
    assert iris.graph_iri(BASE, "reported-2").value == f"{BASE}graph/reported-2"


def test_dumps_are_files_without_folders() -> None:
    assert (
        iris.dump_iri(BASE, "20260101T000000Z-ab", "all.nq.zst").value == f"{BASE}dump/20260101T000000Z-ab/all.nq.zst"
    )
    for name in ("../a", ".hidden", "a/b", ""):
        with pytest.raises(ValueError, match="dump"):
            iris.dump_iri(BASE, "20260101T000000Z-ab", name)
        with pytest.raises(ValueError, match="dump"):
            iris.dump_iri(BASE, name, "all.nq.zst")
