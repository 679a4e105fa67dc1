"""Blocks cover the text and nothing else, whatever the text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.ingest import blocks
from kg.model import BlockKind

WRAPPED = """\
The ferry company said on Tuesday that it had never been asked for
the passenger lists, and that it would not have handed them over to
anyone.

A spokesperson for the harbour office said otherwise, and showed a
letter of nine pages.
"""


def test_lines_wrapped_by_hand_are_one_paragraph() -> None:
    assert [part.text[-12:] for part in blocks.split(WRAPPED)] == ["r to anyone.", " nine pages."]


def test_short_lines_of_a_wrapped_page_stand_alone() -> None:
    text = "By Ines Marlowe\nMay 4, 2026\n\n" + WRAPPED
    assert [part.text for part in blocks.split(text)][:2] == ["By Ines Marlowe", "May 4, 2026"]


def test_lines_that_are_paragraphs_stay_apart() -> None:
    lines = ["One line that is a paragraph.", "Another, which is rather longer than the first of them.", "Third."]
    assert [part.text for part in blocks.split("\n".join(lines))] == lines


def test_bullet_marks_go_and_numbers_stay() -> None:
    parts = blocks.split("  • first \n- second\n3. third\n— What then? she asked")
    assert [part.text for part in parts] == ["first", "second", "3. third", "What then? she asked"]
    assert all(part.kind is BlockKind.BULLET for part in parts)


@given(st.text(alphabet=st.sampled_from("ab .\n\r\t\u00a0\u2028•-1\v\x85")))
def test_blocks_are_ordered_and_leave_only_white_space_between(text: str) -> None:
    end = 0
    for block in blocks.spans(text):
        assert text[end : block.span.start].strip() == ""
        run = text[block.span.start : block.span.end]
        assert run
        assert run == run.strip()
        end = block.span.end
    assert text[end:].strip() == ""


@given(st.text())
def test_any_text_splits_into_single_lines(text: str) -> None:
    assert all(part.text.strip() and "\n" not in part.text for part in blocks.split(text))
