"""Outlet, title, date, byline and standfirst of pages pasted as text."""

from __future__ import annotations

import pytest

from kg.ingest import blocks, header
from kg.ingest.header import Header
from kg.model import BlockKind

BODY = (
    "The town of Brackwater said on Monday that it would take down the cameras on its three bridges, "
    "because the company that ran them had stopped answering letters from the council."
)
TITLE = "Brackwater takes down the cameras on its bridges"


def read(*lines: str) -> tuple[Header, list[str]]:
    top, rest = header.read(blocks.split("\n\n".join([*lines, BODY])))
    return top, [part.text for part in rest]


def test_everything_a_page_can_carry() -> None:
    top, rest = read(
        "The Reed Bugle", "Small town, big river.", "Monday, Nov 16, 2026", TITLE, "By Orla Quill and Pia Lund"
    )
    assert top == Header(TITLE, "The Reed Bugle", "2026-11-16", ("Orla Quill", "Pia Lund"))
    assert rest == [BODY]


def test_title_first() -> None:
    assert read(TITLE) == (Header(TITLE), [BODY])


def test_no_title_at_all() -> None:
    assert read() == (Header(), [BODY])


def test_title_repeated_above_the_text() -> None:
    top, rest = read("The Reed Bugle", TITLE, "2 May 2026", TITLE)
    assert (top.title, top.published, rest) == (TITLE, "2026-05-02", [BODY])


def test_title_of_two_sentences_in_headline_case() -> None:
    title = "Brackwater Won't Keep Its Cameras. These Letters Show Who Asked For Them."
    assert read("The Reed Bugle", title)[0].title == title


def test_section_is_no_outlet() -> None:
    top, _ = read("World News", "The Reed Bugle", TITLE)
    assert top.publisher == "The Reed Bugle"


def test_names_under_a_picture_are_dropped() -> None:
    assert read(TITLE, "Orla Quill Brackwater")[1] == [BODY]


def test_sentence_apart_from_the_text_is_a_standfirst() -> None:
    standfirst = "A letter that nobody answered ended a contract of nine years."
    top, rest = header.read(blocks.split("\n\n".join([TITLE, standfirst, "Pia Lund/Lakeside Pictures", BODY])))
    assert [(part.text, part.kind) for part in rest] == [
        (standfirst, BlockKind.STANDFIRST),
        (BODY, BlockKind.PARAGRAPH),
    ]
    assert top.title == TITLE


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Published March 3, 2026 at 6:15 PM ET", "2026-03-03"),
        ("Tue 3 Mar 2026 18.15 GMT", "2026-03-03"),
        ("2026-03-03", "2026-03-03"),
        ("March 3rd, 2026 · 4 min read", "2026-03-03"),
        ("By Orla Quill | March 3, 2026", "2026-03-03"),
    ],
)
def test_date_lines(line: str, day: str) -> None:
    top, rest = read(TITLE, line)
    assert (top.published, rest) == (day, [BODY])


def test_date_of_first_publication_wins_over_update() -> None:
    assert read(TITLE, "Updated March 9, 2026", "Published March 3, 2026")[0].published == "2026-03-03"


@pytest.mark.parametrize("line", ["03/04/2026", "On March 3, 2026 the cameras went up.", "March 2026", "Feb 31, 2026"])
def test_no_date_is_guessed(line: str) -> None:
    assert read(TITLE, line)[0].published is None


@pytest.mark.parametrize(
    ("line", "day"),
    [
        (
            "PORT AMERY, June 20, 2024 (Wire) — The minister granted the firm a licence to run trains by night.",
            "2024-06-20",
        ),
        ("Port Amery, 20 June 2024", "2024-06-20"),
        ("Ada Marsh, 20 years a minister, said that the firm had a licence to run trains by night.", None),
        ("In May 2024 the minister granted the firm a licence to run trains by night.", None),
    ],
)
def test_a_dateline_with_a_place_dates_the_page(line: str, day: str | None) -> None:
    assert read(TITLE, line)[0].published == day


@pytest.mark.parametrize(
    ("lines", "publisher", "authors"),
    [
        (["By Orla Quill, The Reed Bugle"], "The Reed Bugle", ("Orla Quill",)),
        (["By Orla Quill, river editor, The Lantern"], "The Lantern", None),
        (["By Orla Quill and Pia Lund, Brackwater Gazette", "Monday, Nov 16, 2026"], "Brackwater Gazette", None),
        (["By Orla Quill, Netwise", "2 May 2026"], "Netwise", ("Orla Quill",)),
        (["By Orla Quill, river correspondent", "The Reed Bugle, Monday 2 May 2026"], "The Reed Bugle", None),
        (["The Reed Sentinel, Brackwater edition", "2 May 2026"], "The Reed Sentinel", ()),
        (["Posted by Orla Quill on Monday 2 May 2026, on Under the Bridge"], "Under the Bridge", None),
        (["By Orla Quill and WXBR Staff"], "WXBR", ("Orla Quill",)),
        (["By Orla Quill, Pia Lund"], None, ("Orla Quill", "Pia Lund")),
        (["By Orla Quill, Jr."], None, None),
        (["Port Brack, 2 May 2026"], None, ()),
        (["Monday, 2 May 2026"], None, ()),
        (["By Orla Quill", "Brackwater, 2 May 2026"], None, ("Orla Quill",)),
    ],
)
def test_the_outlet_that_signs(lines: list[str], publisher: str | None, authors: tuple[str, ...] | None) -> None:
    top, _ = read(TITLE, *lines)
    assert top.publisher == publisher
    assert authors is None or top.authors == authors
