"""Whom a page credits with what it tells, and which report it hangs on."""

from __future__ import annotations

from typing import Any

import pytest

from kg.fuse.credits import credits, distinctive
from kg.fuse.origins import Credit, Page, possible, sources
from kg.model import Origin

PUBLISHER = "The Port Courier"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Corvane bought Beacon Labs on Monday, the Yarrow Herald reported.", "Yarrow Herald"),
        ("Corvane bought Beacon Labs, the Yarrow Herald first reported.", "Yarrow Herald"),
        ("Corvane bought Beacon Labs, according to the Yarrow Herald.", "Yarrow Herald"),
        ("Corvane bought Beacon Labs, according to a report in the Yarrow Herald.", "Yarrow Herald"),
        ("The Yarrow Herald wrote that Corvane bought Beacon Labs.", "Yarrow Herald"),
        ("The purchase was first reported by the Herald.", "Herald"),
        ("Citing the Yarrow Herald, the station said that Corvane bought Beacon Labs.", "Yarrow Herald"),
        ("The Yarrow Herald has the story. Corvane bought Beacon Labs, the paper said.", "Yarrow Herald"),
        ("Corvane bought Beacon Labs, Meridian reported.", "Meridian"),  # whether that is an outlet, its pages tell
        ("The report could not be independently verified, the Yarrow Herald reported.", "Yarrow Herald"),
        ("Corvane bought Beacon Labs on Monday, Corvane said.", None),  # who the news is about
        ("Corvane bought Beacon Labs, according to Corvane.", None),
        ("Corvane sued the Yarrow Herald on Monday.", None),
        ("Mara Lind told the Yarrow Herald that Corvane bought Beacon Labs.", None),
        ("Corvane bought it, the Yarrow Herald reported. The Courier confirmed the sale with two people.", None),
        ("Corvane bought it, the Yarrow Herald reported. A spokesman confirmed the sale to this newspaper.", None),
        ("Corvane bought it, the Yarrow Herald reported. Two people independently confirmed it.", None),
        ("Corvane bought it, the Yarrow Herald reported. Mara Lind told the Courier that it was so.", None),
    ],
)
def test_whom_a_text_credits(text: str, named: str | None) -> None:
    assert credits(text, PUBLISHER) == ((named,) if named else ())


def test_names_and_numbers_are_what_two_reports_share() -> None:
    one = distinctive("On Monday the Corrin Board paid $310,000 for 19 cameras.")
    other = distinctive("Corrin's 19 cameras cost the Board $310,000, said Ines Marlowe.")
    assert len(set(one) & set(other)) == 4


def _pages(*pages: tuple[str, str, str, tuple[str, ...]]) -> list[Page]:
    return [Page(key, publisher, published, credits=names) for key, publisher, published, names in pages]


@pytest.mark.parametrize(
    ("publisher", "published", "asked"),
    [
        ("The Yarrow Herald", "2026-03-02", True),
        ("Yarrow Herald", "2026-03-05", True),
        ("Yarrow Herald", "2026-03-06", False),  # after the page
        ("Yarrow Herald", "2026-01-02", False),  # long before
        ("Dunfell Herald", "2026-03-02", False),
        ("The Port Courier", "2026-03-02", False),
    ],
)
def test_which_pages_may_be_what_is_credited(publisher: str, published: str, asked: bool) -> None:
    pages = _pages(("page", PUBLISHER, "2026-03-04", ("yarrow herald",)), ("source", publisher, published, ()))
    assert list(possible(pages)) == ([("page", "source")] if asked else [])


def test_a_rewrite_hangs_on_the_report_most_like_it() -> None:
    pages = _pages(
        ("page", PUBLISHER, "2026-03-04", ("herald",)),
        ("source", "Yarrow Herald", "2026-03-02", ()),
        ("other", "Dunfell Herald", "2026-03-01", ()),
    )
    credit = [Credit("page", "source", 6, 0.5), Credit("page", "other", 6, 0.3)]
    found = sources(pages, {}, (), credit)
    assert found.origins["page"] == Origin("source")
    assert found.independent(["page", "source", "other"]) == ("other", "source")
    assert str(found.anchors["page"]) == "2026-03-02"


@pytest.mark.parametrize(("shared", "share", "hangs"), [(3, 0.25, True), (2, 0.9, False), (9, 0.24, False)])
def test_from_where_on_a_page_repeats_a_report(shared: int, share: float, hangs: bool) -> None:
    pages = _pages(("page", PUBLISHER, "2026-03-04", ("herald",)), ("source", "Yarrow Herald", "2026-03-02", ()))
    found = sources(pages, {}, (), [Credit("page", "source", shared, share)])
    assert found.origins["page"] == Origin("source" if hangs else "page")


def test_an_outlets_own_short_name_is_no_other_outlet(world: Any) -> None:
    own = world.article("own", publisher="The Yarrow Herald", published="2026-03-04")
    other = world.article("other", publisher="Dunfell Herald", published="2026-03-02")
    from dataclasses import replace

    from kg.fuse.origins import credited

    text = "Corvane bought Beacon Labs, the Herald reported in March."
    assert credited(replace(own.article, text=text)) == ()
    assert credited(replace(other.article, text=text, publisher="Port Courier")) == ("herald",)
