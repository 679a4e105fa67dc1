"""Speech without marks: which paragraphs are answers or a statement, and whose."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract.attribution import unmarked
from kg.model import QuotationMode
from tests.conftest import Reading, article_of

ASKED = """Interview with Ada Marsh, founder of Brindle Systems
Brindle Systems makes drones in Leeds.
Why did you start the firm?
I sold my boat and bought a drone. It was fun.
We built ours in a barn.
The early years
What came next?
"Nothing came next," I told my mother. She laughed."""


def test_the_answers_of_an_interview_are_somebody_s_word(reading: Callable[..., Reading]) -> None:
    read = reading(ASKED)
    answers = [q for q in read.quotations if q.mode is QuotationMode.DIRECT and q.cue is None]
    told = [[read.text(part) for part in answer.parts] for answer in answers]
    assert told == [
        ["I sold my boat and bought a drone. It was fun.", "We built ours in a barn."],
        ['"Nothing came next," I told my mother. She laughed.'],
    ]
    assert {read.name(answer.speaker.span) for answer in answers if answer.speaker} == {"Ada Marsh"}


def test_i_is_who_answers(reading: Callable[..., Reading]) -> None:
    read = reading(ASKED)
    assert {read.name(mention.span) for mention in read.mentions if mention.text == "I"} == {"Ada Marsh"}


def test_what_is_told_in_an_answer_is_held_by_who_answers(reading: Callable[..., Reading]) -> None:
    read = reading(ASKED)
    [sale] = [claim for claim in read.of("Sale") if read.roles(claim).get("product") == "a drone"]
    assert [read.name(holder.span) for holder in sale.attribution] == ["Ada Marsh"]


@pytest.mark.parametrize(
    "text",
    [
        "Vell sold its port.\nWho will buy it?\nNobody knows.\nWhy does it matter?\nIt is the only port.",
        "An interview with Ada Marsh was cancelled.\nWho cancelled it?\nNobody knows.\nThe firm is silent.",
        "Interview with Ada Marsh\nShe makes drones.",
    ],
)
def test_questions_do_not_make_an_interview(text: str) -> None:
    assert unmarked.answers(article_of(text)) == ()


def test_many_questions_make_one_of_any_text() -> None:
    text = "Ada Marsh\n" + "\n".join(f"What is drone {n} for?\nIt is for number {n}." for n in range(4))
    assert len(unmarked.answers(article_of(text))) == 4


def test_what_follows_a_colon_is_a_statement(reading: Callable[..., Reading]) -> None:
    read = reading("Brindle closes.\nIts founder Ada Marsh said:\nI regret this.\nWe tried for years.")
    [statement] = [q for q in read.quotations if q.mode is QuotationMode.DIRECT]
    assert [read.text(part) for part in statement.parts] == ["I regret this.", "We tried for years."]
    assert statement.speaker is not None
    assert read.name(statement.speaker.span) == "Ada Marsh"
    assert len(read.of("Statement")) == 1


def test_a_statement_begins_behind_the_colon(reading: Callable[..., Reading]) -> None:
    read = reading("Ada Marsh said: We are closing the barn.\nIt was a good barn.")
    [statement] = [q for q in read.quotations if q.mode is QuotationMode.DIRECT]
    assert [read.text(part) for part in statement.parts] == ["We are closing the barn.", "It was a good barn."]
