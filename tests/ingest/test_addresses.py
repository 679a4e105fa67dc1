"""One address a document, and texts folded to be compared."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.ingest.addresses import canonical, folded


@pytest.mark.parametrize(
    ("given_", "expected"),
    [
        ("HTTPS://News.Example:443/A/b?utm_source=x&id=3&fbclid=9#top", "https://news.example/A/b?id=3"),
        ("https://news.example/a?amp", "https://news.example/a"),
        ("https://news.example/a?outputType=amp&p=2", "https://news.example/a?p=2"),
        ("https://reader:secret@news.example/a", "https://news.example/a"),
        ("https://news.example", "https://news.example/"),
        ("http://news.example/a/", "http://news.example/a/"),
        ("https://bücher.example/ä", "https://xn--bcher-kva.example/%C3%A4"),
    ],
)
def test_canonical(given_: str, expected: str) -> None:
    assert canonical(given_) == expected
    assert canonical(expected) == expected


def test_www_is_another_host() -> None:
    assert canonical("https://www.news.example/a") != canonical("https://news.example/a")


@pytest.mark.parametrize(
    "address",
    [
        None,
        "",
        "ftp://news.example/a",
        "javascript:alert(1)",
        "/a/b",
        "https://",
        "http://a b/c",
        "http://x/" + "a" * 3000,
        "http://x:99999/",
    ],
)
def test_no_address(address: str | None) -> None:
    assert canonical(address) is None


@given(st.text(max_size=60))
def test_canonical_is_a_fixed_point_or_none(tail: str) -> None:
    address = canonical("https://news.example/" + tail)
    assert address is None or canonical(address) == address


def test_folded() -> None:
    assert folded("The “Fish—Market”,\u00a02026 ") == "the fish market 2026"
