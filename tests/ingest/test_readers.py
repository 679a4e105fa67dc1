"""Each format, read from bytes to articles."""

from __future__ import annotations

import io
import json

import pytest

from kg.errors import UsageError
from kg.ingest import Outcome, read_raw, read_stream
from kg.model import Article, BlockKind, SetAside
from kg.settings import Settings

SETTINGS = Settings()
TEXT = (
    "The harbour office at Sable Point said on Friday that it had tested a camera for six weeks "
    "and had then sent it back to its maker."
)
MORE = "The maker, a firm of nine people, declined to comment on the test or on what it had cost."


def read(data: str | bytes, input_format: str = "auto", settings: Settings = SETTINGS) -> list[Outcome]:
    stream = io.BytesIO(data.encode() if isinstance(data, str) else data)
    return list(read_stream(stream, input_format=input_format, settings=settings))


def one(data: str | bytes, input_format: str = "auto") -> Article:
    (outcome,) = read(data, input_format)
    assert isinstance(outcome, Article), outcome
    return outcome


def aside(data: str | bytes, input_format: str = "auto", settings: Settings = SETTINGS) -> str:
    (outcome,) = read(data, input_format, settings)
    assert isinstance(outcome, SetAside), outcome
    assert "\n" not in outcome.reason
    return outcome.reason


def runs(article: Article) -> list[tuple[str, str]]:
    return [(block.kind.value, article.text[block.span.start : block.span.end]) for block in article.blocks]


def test_text_begins_with_the_title() -> None:
    article = one(f"Harbour sends its camera back\n\n{TEXT}\n\n{MORE}")
    assert article.text == f"Harbour sends its camera back\n\n{TEXT}\n\n{MORE}"
    assert [kind for kind, _ in runs(article)] == ["title", "paragraph", "paragraph"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "latin-1"])
def test_encodings(encoding: str) -> None:
    text = f"{TEXT}\n\nThe café on the pier, where it cost £4, is closed; so are Zoë’s and the “Blue Hen”."
    text = text if encoding != "latin-1" else text.replace("’", "'").replace("“", '"').replace("”", '"')
    assert one(text.encode(encoding)).text == text


def test_control_characters_go_and_no_break_spaces_stay() -> None:
    assert one(TEXT.replace("six weeks", "six\u00a0we\x07eks\ufeff") + "\r\n\r\n" + MORE).text == (
        TEXT.replace("six weeks", "six\u00a0weeks") + "\n\n" + MORE
    )


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"  \n\n\t", "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, "binary data"),
        (b"\0" * 500, "binary data"),
        (b"word " * 30_000, "line 1: a line longer than 100,000 characters"),
        (b"Harbour News\n\nTen Boats To See\n\nWhy The Gulls Left", "no running text"),
        (
            "Le port a déclaré vendredi qu'il avait rendu la caméra à son fabricant après six jours.".encode(),
            "language fr",
        ),
        (f"---\ntitle: [a\n---\n{TEXT}".encode(), "line 3: front matter is not YAML"),
        (f"---\n- a\n- b\n---\n{TEXT}".encode(), "front matter is not a mapping"),
        (f"---\ntitle: a\n{TEXT}".encode(), "line 1: the front matter is not closed"),
        (f"---\na: &a [x, x]\nb: [*a, *a]\n---\n{TEXT}".encode(), "line 3: front matter uses a YAML alias"),
        (b"---\n" + b"".join(b" " * depth + b"a:\n" for depth in range(300)) + b"---\n", "nested too deep"),
        (b"<html><body>" + b"<div>" * 5_000, "nested too deep"),
        (b"<html><body><p></p></body></html>", "no article text"),
    ],
)
def test_set_aside_with_place_and_reason(data: bytes, reason: str) -> None:
    assert reason in aside(data)


def test_limits_are_settings() -> None:
    assert "KG_MAX_FILE_BYTES" in aside(TEXT, settings=Settings(max_file_bytes=50))
    assert "KG_MAX_ARTICLE_CHARS" in aside(TEXT, settings=Settings(max_article_chars=50))
    assert "KG_MAX_LINE_CHARS" in aside(TEXT, settings=Settings(max_line_chars=50))


def test_markdown() -> None:
    article = one(
        f"""---
title: "Harbour: a camera goes back"
author: [Ines Marlowe, Tom Reyes]
date: 2026-05-08
publisher: {{name: The Sable Post}}
url: https://sable.example/camera?utm_medium=feed
---

{TEXT.replace("camera", "[**camera**](https://elsewhere.example)")}

## What it *cost*

- Nine pounds &amp; a stamp, the office said.
- <b>Nothing</b> else.

> {MORE}

![The pier](pier.png)
"""
    )
    assert (article.title, article.published, article.publisher) == (
        "Harbour: a camera goes back",
        "2026-05-08",
        "The Sable Post",
    )
    assert (article.authors, article.url) == (("Ines Marlowe", "Tom Reyes"), "https://sable.example/camera")
    assert runs(article)[1:] == [
        ("paragraph", TEXT),
        ("heading", "What it cost"),
        ("bullet", "Nine pounds & a stamp, the office said."),
        ("bullet", "Nothing else."),
        ("paragraph", MORE),
    ]


def test_first_heading_is_the_title_of_markdown_without_front_matter() -> None:
    assert one(f"# Harbour sends its camera back\n\n{TEXT}").title == "Harbour sends its camera back"


FEED = """---
title: "Harbour sends its camera back"
excerpt: "The harbour office at Sable Point has sent a camera back to its maker, it said on Friday."
publishedDateTime: 2026-05-08T09:00:00Z
webUrl: "https://sable.example/camera"
published: false
provider:
  name: The Sable Post
related:
  - title: "Camera maker has nothing to say"
    excerpt: "A firm of nine people declined to say what it had lent to the harbour office at Sable Point."
    publishedDateTime: 2026-05-09T07:30:00Z
    webUrl: "https://www.pier.example/nothing"
    provider: {name: Pier Weekly}
  - 17
  - title: "Only a title, and the harbour office in it"
---
"""


def test_feed_item_and_its_related_entries() -> None:
    first, second, broken, third = read(FEED)
    assert isinstance(first, Article)
    assert (first.publisher, first.published) == ("The Sable Post", "2026-05-08T09:00:00Z")
    assert isinstance(second, Article)
    assert (second.publisher, second.url) == ("Pier Weekly", "https://www.pier.example/nothing")
    assert second.text.startswith("Camera maker has nothing to say\n\nA firm of nine people")
    assert isinstance(broken, SetAside)
    assert broken.source == "standard input (related 2)"
    assert isinstance(third, Article)
    assert third.text == "Only a title, and the harbour office in it"


PAGE = f"""<!DOCTYPE html><html><head>
<title>Harbour sends its camera back | The Sable Post</title>
<meta property="og:title" content="Harbour sends its camera back">
<meta property="og:site_name" content="The Sable Post">
<meta property="article:published_time" content="2026-05-08T09:00:00Z"><meta name="author" content="Ines Marlowe">
<link rel="canonical" href="https://sable.example/camera"></head><body>
<nav><a href="/a">News</a> <a href="/b">Tides</a></nav><article><h1>Harbour sends its camera back</h1>
<p>{TEXT}</p><h2>The maker</h2><p>{MORE}</p><ul><li>The camera weighed nine pounds.</li></ul></article>
<footer>Sign up for our newsletter</footer></body></html>"""


def test_html() -> None:
    article = one(PAGE)
    assert (article.title, article.publisher, article.published) == (
        "Harbour sends its camera back",
        "The Sable Post",
        "2026-05-08",
    )
    assert (article.authors, article.url) == (("Ines Marlowe",), "https://sable.example/camera")
    assert [text for _, text in runs(article)] == [
        "Harbour sends its camera back",
        TEXT,
        "The maker",
        MORE,
        "The camera weighed nine pounds.",
    ]


def test_html_believes_a_true_declaration_and_no_false_one() -> None:
    page = PAGE.replace("six weeks", "six weeks at the café")
    for declared, encoding in (("iso-8859-1", "latin-1"), ("utf-8", "latin-1"), ("nonsense", "utf-8")):
        data = page.replace("<head>", f'<head><meta charset="{declared}">').encode(encoding)
        assert "the café" in one(data).text


def test_json_lines() -> None:
    lines = [
        json.dumps({"id": "a", "text": TEXT, "title": "Camera goes back", "publisher": "Sable Post"}),
        "{not json",
        json.dumps({"id": "b"}),
        json.dumps([1, 2]),
        json.dumps({"id": 7, "text": MORE, "published": "2026-05-09"}),
    ]
    outcomes = read("\n".join(lines), "jsonl")
    assert [type(outcome) for outcome in outcomes] == [Article, SetAside, SetAside, SetAside, SetAside, Article]
    assert [outcome.source for outcome in outcomes if isinstance(outcome, SetAside)][:2] == [
        "standard input (line 2)",
        "standard input (line 3)",
    ]
    first, last = outcomes[0], outcomes[-1]
    assert isinstance(first, Article)
    assert isinstance(last, Article)
    assert (first.id, first.title, first.publisher) == ("a", "Camera goes back", "Sable Post")
    assert (last.id, last.published) == ("7", "2026-05-09")


def test_json_array_printed_over_many_lines() -> None:
    data = json.dumps([{"text": TEXT}, {"text": MORE}], indent=2)
    assert [outcome.text for outcome in read(data, "jsonl") if isinstance(outcome, Article)] == [TEXT, MORE]


RAW = "  Camera back \r\n\r\n\u00a0• It cost nothing.\n\tSign up for our newsletter \n"


@pytest.mark.parametrize("input_format", ["auto", "text"])
def test_raw_text_is_exactly_as_given(input_format: str) -> None:
    (article,) = read_raw(io.BytesIO(RAW.encode()), input_format=input_format, settings=SETTINGS)
    assert isinstance(article, Article)
    assert article.text == RAW
    assert [text for _, text in runs(article)] == ["Camera back", "• It cost nothing.", "Sign up for our newsletter"]
    assert article.blocks[1].kind is BlockKind.BULLET


def test_raw_json_lines_keep_text_and_id() -> None:
    lines = (
        json.dumps({"id": "x", "text": RAW, "title": "T", "published": "2026-05-08"})
        + "\nnope\n"
        + '{"text": "a\\ud800"}'
    )
    article, bad, half = read_raw(io.BytesIO(lines.encode()), settings=SETTINGS)
    assert isinstance(article, Article)
    assert (article.id, article.text, article.title, article.published) == ("x", RAW, "T", "2026-05-08")
    assert isinstance(bad, SetAside)
    assert bad.source.endswith("(line 2)")
    assert isinstance(half, SetAside)
    assert "surrogate" in half.reason


def test_unknown_formats_are_usage_errors() -> None:
    with pytest.raises(UsageError, match="pdf"):
        read(TEXT, "pdf")
    with pytest.raises(UsageError, match="html"):
        list(read_raw(io.BytesIO(b"x"), input_format="html", settings=SETTINGS))


@pytest.mark.parametrize("times", [2, 20, 200])
def test_a_line_that_is_too_long_costs_no_other_line(times: int) -> None:
    good = json.dumps({"text": TEXT})
    data = "\n".join([good, json.dumps({"text": "word " * 100 * times}), json.dumps({"text": MORE})])
    first, too_long, last = read(data, "jsonl", Settings(max_file_bytes=len(good) + 20))
    assert isinstance(first, Article)
    assert isinstance(too_long, SetAside)
    assert too_long.source.endswith("(line 2)")
    assert isinstance(last, Article)
    assert last.text == MORE
