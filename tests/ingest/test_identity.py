"""What makes two pieces of news the same article: address, else id at a publisher, else text."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.ingest import read, read_raw
from kg.ingest.addresses import canonical
from kg.ingest.identity import LONGEST_ID, Identity, identify, identity
from kg.keys import KEY
from kg.model import Article
from kg.settings import Settings

TEXT = "The harbour office at Sable Point said on Friday that it had sent the camera back to its maker."


def of(**told: str | None) -> Identity:
    """The identity of an article of which this is told."""
    given_ = {"url": None, "id": None, "publisher": None, "text": TEXT, **told}
    return identify(
        url=canonical(given_["url"]), id=given_["id"], publisher=given_["publisher"], text=given_["text"] or ""
    )


@pytest.mark.parametrize(
    "address",
    [
        "http://news.example/a/b",
        "https://news.example/a/b/",
        "HTTPS://NEWS.example:443/a/b",
        "http://news.example:80/a/b",
        "https://news.example/a/b#comments",
        "https://news.example/a/b?utm_source=feed&fbclid=1",
        "https://me@news.example./a/b//?amp",
    ],
)
def test_an_address_is_the_same_however_it_is_written(address: str) -> None:
    assert of(url=address).key == of(url="https://news.example/a/b").key


@pytest.mark.parametrize(
    "address",
    [
        "https://news.example/a",
        "https://www.news.example/a/b",
        "https://news.example/a/b?page=2",
        "https://x.example/a/b",
    ],
)
def test_another_address_is_another_article(address: str) -> None:
    assert of(url=address).key != of(url="https://news.example/a/b").key


def test_an_address_comes_before_an_id_and_an_id_before_a_text() -> None:
    everything = of(url="https://news.example/a", id="7", publisher="The Example")
    assert everything.key == of(url="https://news.example/a", text="Another text.").key
    assert everything.others == (of(id="7", publisher="The Example").key, of().key)
    assert of(id="7", publisher="The Example").key == of(id="7", publisher="The Example", text="Another text.").key
    assert of(id="7", publisher="The Example").others == (of().key,)
    assert of().others == ()
    assert [one.strength for one in (everything, of(id="7", publisher="The Example"), of())] == [2, 1, 0]


@pytest.mark.parametrize(
    "front", ["https://news.example", "http://news.example/", "https://news.example/?utm_source=x"]
)
def test_a_front_page_is_the_address_of_no_article(front: str) -> None:
    assert of(url=front).key == of().key
    assert of(url="https://news.example/?p=7").key != of(url="https://news.example/?p=8").key


def test_an_id_counts_within_its_publisher() -> None:
    assert of(id="7", publisher="The Example").key == of(id=" 7 ", publisher="the  EXAMPLE").key
    assert of(id="7", publisher="The Example").key != of(id="7", publisher="The Other").key
    assert of(id="A", publisher="The Example").key != of(id="a", publisher="The Example").key


@pytest.mark.parametrize(
    ("id", "publisher"),
    [
        ("7", None),
        ("7", ""),
        ("7", " — "),
        (None, "P"),
        ("", "P"),
        (" \t", "P"),
        ("\x00", "P"),
        ("x" * (LONGEST_ID + 1), "P"),
    ],
)
def test_half_an_id_is_none(id: str | None, publisher: str | None) -> None:
    assert of(id=id, publisher=publisher) == of()


@pytest.mark.parametrize(
    "id", ["../../etc/passwd", '<a> "b"', "é", "漢字", "a\x00b", "\ud800x", "x" * LONGEST_ID, "tag:a,2026:1"]
)
def test_ids_of_any_characters_give_keys(id: str) -> None:
    assert KEY.fullmatch(of(id=id, publisher="\ud800The Example").key)
    assert of(id=id, publisher="The Example").key != of(id="y", publisher="The Example").key


@given(st.text(min_size=1), st.none() | st.text(), st.none() | st.text())
def test_keys_are_iri_safe(text: str, id: str | None, publisher: str | None) -> None:
    one = identify(url="https://www.news.example/a", id=id, publisher=publisher, text=text)
    assert all(KEY.fullmatch(key) for key in (one.key, *one.others))


def test_a_text_is_the_same_whatever_its_quotes_case_and_spacing() -> None:
    one = of(text="A Title\n\n“It’s here,” she said.")
    assert one == of(text="A TITLE \n “It's  here” she said") == of(text="a title it’s here — she said")
    assert one != of(text="A Title\n\n“It’s gone,” she said.")


@pytest.mark.parametrize("raw", [False, True])
def test_readers_give_the_key_of_the_identity(tmp_path: Path, raw: bool) -> None:
    lines: list[dict[str, Any]] = [
        {"text": TEXT, "url": "http://news.example/a/?utm_source=x", "id": 1},
        {"text": f"{TEXT} It was old.", "id": 7, "publisher": "The Example"},
        {"text": f"{TEXT} It was new.", "id": "7"},
        {"text": f"{TEXT} It was red.", "id": "x" * (LONGEST_ID + 1), "publisher": "The Example"},
    ]
    path = tmp_path / "in.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    found = [*(read_raw(path, settings=Settings()) if raw else read([path], settings=Settings()))]
    articles = [one for one in found if isinstance(one, Article)]
    assert [one.key for one in articles] == [identity(one).key for one in articles]
    assert [identity(one).strength for one in articles] == [2, 1, 0, 0]


def test_front_matter_has_an_id_and_a_date_of_change(tmp_path: Path) -> None:
    head = "---\ntitle: The camera\nguid: camera-7\npublisher: The Example\nupdated: 2026-03-02T10:00:00Z\n---\n"
    (tmp_path / "a.md").write_text(f"{head}\n{TEXT}\n")
    (article,) = read([tmp_path], settings=Settings())
    assert isinstance(article, Article)
    assert (article.id, article.modified) == ("camera-7", "2026-03-02T10:00:00Z")
    assert identity(article).strength == 1


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:modified_time" content="2026-03-02T10:00:00Z">',
        '<meta itemprop="dateModified" content="2026-03-02T10:00:00Z">',
        '<script type="application/ld+json">{"@type": "NewsArticle", "dateModified": "2026-03-02T10:00:00Z"}</script>',
    ],
)
def test_a_page_tells_when_it_was_changed(tmp_path: Path, head: str) -> None:
    page = (
        f"<html><head><title>The camera</title>{head}</head><body><article><p>{TEXT}</p><p>{TEXT}</p></article></body>"
    )
    (tmp_path / "a.html").write_text(page + "</html>")
    (article,) = read([tmp_path], settings=Settings())
    assert isinstance(article, Article)
    assert article.modified == "2026-03-02T10:00:00Z"
