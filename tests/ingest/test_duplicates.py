"""Copies, excerpts and rewritings are found; second reports of the same event are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.ingest import read
from kg.ingest.duplicates import ALIKE, SPUN, near_copies, spun
from kg.model import Article, Copy
from kg.settings import Settings

SHARED = Path(__file__).resolve().parents[3] / "shared"
TITLE = "Harbour office at Sable Point sends its camera back"
REPORT = "\n\n".join(
    [
        (
            "The harbour office at Sable Point has returned a camera that it had tested for six weeks, according "
            "to letters released by the Quay Residents Association."
        ),
        (
            "The letters, dated between March and May 2026, show that officials praised the picture but feared a "
            "public outcry over the recording of bathers."
        ),
        (
            "Ines Marlowe, who leads the association, said that the office had never asked the people who live on "
            "the quay about it."
        ),
        (
            "A spokesperson for the harbour office declined to answer questions about the cost of the test or "
            "about its purpose."
        ),
    ]
)
SPUN_REPORT = "\n\n".join(
    [
        (
            "The harbour office at Sable Point has restored a camera that it had examined for six weeks, "
            "according to messages released by the Quay Residents Association."
        ),
        (
            "The messages, dated between March and May 2026, show that officials lauded the portrait but dreaded "
            "a public shout over the recording of swimmers."
        ),
        (
            "Ines Marlowe, who heads the association, said that the office had never begged the folks who live on "
            "the quay about it."
        ),
        (
            "A spokesperson for the harbour office refused to respond questions about the price of the exam or "
            "about its purpose."
        ),
    ]
)
SECOND_REPORT = "\n\n".join(
    [
        (
            "Nobody on the quay was asked. That is what Ines Marlowe keeps coming back to when she talks about "
            "the camera which stood for six weeks on the roof of the harbour office at Sable Point."
        ),
        (
            "Her group, the Quay Residents Association, made the letters public on Tuesday. In them, harbour "
            "staff worry about how bathers would take it; one writes that the picture is very good indeed."
        ),
        (
            "The camera has gone back to its maker. What the six weeks cost remains unknown, since the office "
            "does not answer questions."
        ),
    ]
)


def article(key: str, body: str, *, title: str | None = TITLE, published: str | None = None) -> Article:
    text = f"{title}\n\n{body}" if title else body
    return Article(key, text, (), key, title=title, published=published)


ORIGINAL = article("a", REPORT)


def test_copy_with_a_paragraph_cut_and_one_added() -> None:
    shortened = REPORT.split("\n\n", 1)[1] + "\n\nThe weather on the quay was fine for most of the six weeks."
    (found,) = near_copies([article("b", shortened, title="Camera goes back"), ORIGINAL])
    assert (found.a, found.b, found.title, found.spun) == ("a", "b", False, 0.0)
    assert found.overlap > 0.6


def test_excerpt_in_its_page() -> None:
    excerpt = article("b", REPORT.split("\n\n")[0], title="Camera returned")
    assert [(copy.a, copy.b) for copy in near_copies([ORIGINAL, excerpt])] == [("a", "b")]


def test_spun_copy() -> None:
    rewritten = article("b", SPUN_REPORT)
    assert spun(ORIGINAL, rewritten) == spun(rewritten, ORIGINAL) >= 0.75
    (found,) = near_copies([ORIGINAL, rewritten])
    assert found.spun >= SPUN
    assert found.title


def test_second_report_is_neither_copy_nor_spun() -> None:
    second = article("b", SECOND_REPORT, title="Nobody on the quay was asked")
    assert near_copies([ORIGINAL, second]) == []
    assert spun(ORIGINAL, second) == 0.0


def test_same_standing_title_over_other_text_is_no_copy() -> None:
    other = " ".join(f"On day {day} the council of Brackwater bought {day * 7} yards of rope." for day in range(40))
    title = "What we know about the week so far"
    assert near_copies([article("a", REPORT + SECOND_REPORT, title=title), article("b", other, title=title)]) == []


def test_excerpts_with_one_title_are_copies_only_in_one_week() -> None:
    first, second = REPORT.split("\n\n")[:2]
    near = [article("a", first, published="2026-05-08"), article("b", second, published="2026-05-09T08:00:00Z")]
    far = [article("a", first, published="2026-05-08"), article("b", second, published="2026-09-09")]
    assert [copy.title for copy in near_copies(near)] == [True]
    assert near_copies(far) == []


def test_names_in_common_make_no_copy() -> None:
    names = "the Quay Residents Association and the Sable Point Harbour Office Appeals Board"
    one = article("a", f"A judge ruled on Monday for {names} in a case about nets.", title=None)
    two = article("b", f"Nobody came when {names} opened their doors to all.", title=None)
    assert near_copies([one, two]) == []


def test_many_copies_hang_together_and_order_does_not_matter() -> None:
    copies = [article(f"k{number:02}", REPORT, title=None) for number in range(40)]
    found = near_copies(copies)
    assert found == near_copies(reversed(copies))
    assert {copy.b for copy in found if copy.a == "k00"} == {f"k{number:02}" for number in range(1, 40)}
    assert len(found) < 3 * len(copies)


def test_nothing_and_almost_nothing() -> None:
    assert near_copies([]) == []
    assert near_copies([article("a", "", title=None), article("b", "Yes.", title=None)]) == []
    assert spun(article("a", "", title=None), ORIGINAL) == 0.0


@pytest.mark.skipif(not (SHARED / "articles").is_dir(), reason="../shared/articles is not here")
def test_shared_articles() -> None:
    held = [found for found in read([SHARED / "articles"], settings=Settings()) if isinstance(found, Article)]
    names = {found.key: f"{Path(found.source).name[:3]} {found.publisher}" for found in held}
    pairs = {frozenset((names[copy.a], names[copy.b])): copy for copy in near_copies(held)}
    rewritten: Copy = pairs[frozenset(("004 Viral Cash Machine", "002 TechCrunch"))]
    assert rewritten.title
    assert rewritten.spun >= SPUN
    assert [copy.spun >= SPUN for copy in pairs.values()].count(True) == 1
    assert not any("002 The Hill" in pair for pair in pairs)  # excerpts that share names with everyone


HARD = "\n\n".join(
    [
        "Talbrook Devices supplied nineteen cameras to the Corrin Harbour Board on 4 May, and the crews had begun to "
        "mount them on the masts before the storm came.",
        "The price of the cameras, which the board had kept back for a month, was given as $310,000 in a letter that "
        "Ines Marlowe read to the meeting.",
        "Nobody on the quay had been asked about the masts, and the older residents wondered who would look at the "
        "pictures at night.",
    ]
)
HARD_SPUN = "\n\n".join(
    [
        "Talbruck Devices furnished nineteen recorders to the Corren Harbour Board on 4 May, and the teams had started "
        "to fix them on the poles before the tempest came.",
        "The cost of the recorders, which the panel had held back for a month, was stated as $310,000 in a note that "
        "Ines Marlow recited to the gathering.",
        "Nobody on the wharf had been questioned about the poles, and the elder inhabitants pondered who would gaze at "
        "the images at night.",
    ]
)
SAME_FORM = "\n\n".join(
    [
        "Velmar Optics supplied sixty cameras to the Dunmore Transit Agency on 9 June, and the crews had begun to "
        "mount them on the trams before the strike came.",
        "The fare of the night tram, which the agency had raised twice, was not part of what Paul Reeve told the "
        "passengers.",
        "Some of them had walked home along the canal for a week and wanted their money back.",
    ]
)


def test_a_page_with_a_third_of_its_words_swapped_and_its_names_garbled_is_spun() -> None:
    one, other = article("a", HARD, title=None), article("b", HARD_SPUN, title=None)
    (found,) = near_copies([one, other])
    assert found.overlap < 0.5
    assert found.alike >= ALIKE
    assert found.spun >= SPUN


def test_two_reports_in_one_form_about_others_are_neither() -> None:
    assert near_copies([article("a", HARD, title=None), article("b", SAME_FORM, title=None)]) == []


def test_a_copy_with_words_edited_here_and_there_is_not_called_spun() -> None:
    edited = HARD.replace("had begun to", "began to").replace("for a month", "for some weeks") + "\n\nIt rained."
    (found,) = near_copies([article("a", HARD, title=None), article("b", edited, title=None)])
    assert found.alike == 1
    assert found.spun < SPUN


@pytest.mark.parametrize(
    ("body", "copied"),
    [
        ("The camera is gone from Sable Point. " + SECOND_REPORT, False),  # another's report under the same headline
        (REPORT.split("\n\n", 1)[1] + "\n\nThe weather on the quay was fine for most of the six weeks.", True),
    ],
)
def test_an_equal_title_alone_makes_no_copy(body: str, copied: bool) -> None:
    assert bool(near_copies([ORIGINAL, article("b", body)])) is copied
