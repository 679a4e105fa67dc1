"""What of a page is article text: pages invented to look like what misleads a rule."""

from __future__ import annotations

import pytest

from kg.ingest import blocks, furniture, shape
from kg.model import BlockKind

LEAD = (
    "The town of Brackwater said on Monday that it would take down the cameras on its three bridges, "
    "because the company that ran them had stopped answering letters from the council."
)
MORE = (
    "Officials told residents that the work would take until the end of June, and that the footage "
    "kept so far would be erased by the clerk in the presence of two witnesses."
)
LAST = "“We were never asked,” said Orla Quill, who lives beside the oldest of the three bridges and counts boats."
HEADLINES = """\
Brackwater Mayor Denies Rumours Of A Second Tunnel
Swan Census Finds Fewer Birds Than Last Winter
Why The Bakery On Reed Street Closed Overnight
Council Tax To Rise Again Amid Budget Squeeze
Bridge Club Celebrates Its Hundredth Birthday
Ten Walks To Try Before The Rains Return"""


def body(*sections: str) -> list[str]:
    return [part.text for part in furniture.body(blocks.split("\n\n".join(sections)))]


def test_list_of_headlines_below_the_text_is_cut_off() -> None:
    assert body(LEAD, MORE, LAST, HEADLINES) == [LEAD, MORE, LAST]


def test_cut_does_not_hang_on_stock_phrases(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shape, "is_label", lambda text: False)
    monkeypatch.setattr(shape, "is_prompt", lambda text: False)
    assert body(LEAD, MORE, LAST, "Elsewhere", "0:00", "1:12 / 4:30", HEADLINES, "×") == [LEAD, MORE, LAST]


def test_menu_above_the_text_is_cut_off() -> None:
    assert body("Home\nNews\nSport\nSubscribe", LEAD, MORE) == [LEAD, MORE]


def test_headlines_between_paragraphs_go_and_the_text_after_them_stays() -> None:
    links = "\n".join(HEADLINES.splitlines()[:3])
    article = [LEAD, MORE, LAST]
    assert body(*article, "More from Brackwater", links, *article) == article + article


@pytest.mark.parametrize(
    "box",
    [
        "Sign up for our newsletter and get the best of Brackwater in your inbox every morning.",
        "Got a tip? Contact this reporter via email at quill@brackwater.example or on Signal.",
        "Visit our homepage for more stories.",
        "Follow us on Instagram and Bluesky.",
        "Join the conversation about this story »",
        "Read more: Swan Census Finds Fewer Birds",
        "NOW WATCH: The swans that came back",
        "ADVERTISEMENT",
        "We use cookies to make this site work. By continuing you agree to their use.",
        "This article was originally published by the Reed Street Bugle.",
        "© 2026 The Brackwater Bugle. All rights reserved.",
        "Pia Lund/Lakeside Pictures",
        "0:00",
    ],
)
def test_box_inside_the_text_goes(box: str) -> None:
    assert body(LEAD, box, MORE, LAST) == [LEAD, MORE, LAST]


@pytest.mark.parametrize(
    "line",
    [
        "Contact with the two divers was lost at noon, the coast guard said.",
        "“Subscribe to our newsletter,” the sign on the door read.",
        "Visit to the island ended without a deal.",
        "Follow the money, the auditors had been told; they followed it to a newsletter printer in Oslo.",
        "Related charges against the firm were dropped in May.",
        "He asked them to share the file by email.",
        "Yes.",
        "The newsletter was sold to a rival last year for about 4 million crowns.",
    ],
)
def test_sentence_that_merely_sounds_like_a_prompt_stays(line: str) -> None:
    assert line in body(LEAD, line, MORE)


def test_heading_between_paragraphs_stays_as_heading() -> None:
    parts = furniture.body(blocks.split("\n\n".join([LEAD, "What happens to the footage", MORE, LAST])))
    assert [part.kind for part in parts] == [
        BlockKind.PARAGRAPH,
        BlockKind.HEADING,
        BlockKind.PARAGRAPH,
        BlockKind.PARAGRAPH,
    ]


def test_bullets_that_are_content_stay_also_at_the_end() -> None:
    parts = furniture.body(
        blocks.split(
            f"{LEAD}\n\nThe council will do three things:\n\n• remove the cameras\n• erase the footage\n• pay nobody"
        )
    )
    assert [part.text for part in parts[-3:]] == ["remove the cameras", "erase the footage", "pay nobody"]
    assert {part.kind for part in parts[-3:]} == {BlockKind.BULLET}


def test_bullets_before_the_text_stay() -> None:
    points = """\
• The cameras on three bridges are coming down.
• Footage will be erased in June.
• Sign up for our newsletter here"""
    assert body(points, LEAD, MORE) == [
        "The cameras on three bridges are coming down.",
        "Footage will be erased in June.",
        LEAD,
        MORE,
    ]


def test_announced_list_of_names_stays_at_the_end() -> None:
    names = "Orla Quill\nPia Lund\nBrackwater Camera Company\nThe Reed Street Trust"
    assert body(LEAD, "The four parties that were named in the letter are:", names)[-4:] == names.splitlines()


def test_interview_with_short_lines_stays() -> None:
    talk = ["Did you read the contract?", "I did.", "All of it?", "No.", "Would you sign it again?", "Never."]
    assert body(LEAD, *talk, MORE) == [LEAD, *talk, MORE]


def test_verse_between_paragraphs_stays() -> None:
    verse = "the river does not keep a record\nof who has crossed it or of when\nand so it may be asked again"
    assert body(LEAD, verse, MORE, LAST) == [LEAD, *verse.splitlines(), MORE, LAST]


def test_quotation_as_its_own_paragraph_stays() -> None:
    quotation = "“Get rid of them all,” he wrote to the clerk. “Every one.”"
    assert quotation in body(LEAD, quotation, MORE)


def test_one_paragraph_is_an_article() -> None:
    assert body("The bridge reopened on Tuesday.") == ["The bridge reopened on Tuesday."]


def test_headlines_alone_are_no_article() -> None:
    assert body(HEADLINES) == []


def test_caption_with_its_source_is_marked() -> None:
    caption = "A camera on the oldest bridge, seen from the towpath. (Photo: Pia Lund)"
    parts = furniture.body(blocks.split("\n\n".join([LEAD, caption, MORE])))
    assert (parts[1].text, parts[1].kind) == (caption, BlockKind.CAPTION)


def test_picture_credit_before_the_first_word_goes() -> None:
    assert body(f"(Lakeside Photo / Pia Lund) {LEAD}") == [LEAD]


def test_heading_of_a_box_that_went_goes_with_it() -> None:
    assert body(LEAD, MORE, "More stories", "Ten Walks To Try Before The Rains Return") == [LEAD, MORE]
