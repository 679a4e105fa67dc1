"""Quotations: their words, their speakers, whom they are addressed to."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.syntax.columns import quotations as quoted_runs
from kg.model import Actuality, Quotation, QuotationMode
from tests.conftest import Reading, article_of

Read = Callable[..., Reading]


def only(read: Reading) -> Quotation:
    [quotation] = read.quotations
    return quotation


def speaker(read: Reading, quotation: Quotation) -> str | None:
    """Who speaks, by the name that their mention stands for."""
    return read.name(quotation.speaker.span) if quotation.speaker is not None else None


@pytest.mark.parametrize(
    "text",
    [
        "“The drones are safe,” Ada Marsh said.",
        "“The drones are safe,” said Ada Marsh.",
        "“The drones are safe,” Ada Marsh, who runs Brindle Systems, told the court.",
        "“The drones are safe,” according to Ada Marsh.",
        "Ada Marsh said: “The drones are safe.”",
        '"The drones are safe," Ada Marsh said.',
        "‘The drones are safe,’ Ada Marsh said.",
        "``The drones are safe,'' Ada Marsh said.",
        "Ada Marsh said: ``The drones are safe.''",
        "“The drones are safe!” Ada Marsh said.",
    ],
)
def test_direct(text: str, reading: Read) -> None:
    quotation = only(read := reading(text))
    assert quotation.mode is QuotationMode.DIRECT
    assert read.text(quotation.content).rstrip(",.!") == "The drones are safe"
    assert speaker(read, quotation) == "Ada Marsh"
    assert len(read.of("Statement")) == 1


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Ada Marsh said that the drones were safe.", "the drones were safe"),
        ("Ada Marsh said the drones were safe.", "the drones were safe"),
        ("Ada Marsh mentioned that the drones were safe.", "the drones were safe"),
        ("According to Ada Marsh, the drones are safe.", "the drones are safe"),
        ("The drones are safe, according to Ada Marsh.", "The drones are safe"),
    ],
)
def test_indirect(text: str, content: str, reading: Read) -> None:
    quotation = only(read := reading(text))
    assert quotation.mode is QuotationMode.INDIRECT
    assert read.text(quotation.content) == content
    assert speaker(read, quotation) == "Ada Marsh"


@pytest.mark.parametrize(
    ("text", "content", "parts"),
    [
        ("Ada Marsh said the drones were “perfectly safe”.", "the drones were “perfectly safe”", ["perfectly safe"]),
        ("Ada Marsh said the drones “have never failed”.", "the drones “have never failed”", ["have never failed"]),
        (
            "Ada Marsh said the drones were “perfectly safe” and “cheap to fly”.",
            "the drones were “perfectly safe” and “cheap to fly”",
            ["perfectly safe", "cheap to fly"],
        ),
    ],
)
def test_mixed(text: str, content: str, parts: list[str], reading: Read) -> None:
    quotation = only(read := reading(text))
    assert quotation.mode is QuotationMode.MIXED
    assert read.text(quotation.content) == content
    assert [read.text(part) for part in quotation.parts] == parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("“The drones,” Ada Marsh said, “are safe and cheap.”", ["The drones,", "are safe and cheap."]),
        ("“They are safe,” Ada Marsh said. “They are cheap.”", ["They are safe,", "They are cheap."]),
        ("“They are safe,” Ada Marsh of Brindle.com said. “And cheap.”", ["They are safe,", "And cheap."]),
        ("``They are safe,'' Ada Marsh said. ``They are cheap.''", ["They are safe,", "They are cheap."]),
    ],
)
def test_split(text: str, parts: list[str], reading: Read) -> None:
    quotation = only(read := reading(text))
    assert [read.text(part) for part in quotation.parts] == parts
    assert speaker(read, quotation) == "Ada Marsh"


def test_a_quotation_left_open_goes_on_in_the_next_paragraph(reading: Read) -> None:
    read = reading("“The drones are safe,” said Ada Marsh. “We flew them all.\n“Nobody was hurt in any of the tests.”")
    assert len(only(read).parts) == 3


def test_a_paragraph_of_quotation_has_the_speaker_of_the_last(reading: Read) -> None:
    read = reading("“The drones are safe,” Ada Marsh said.\n“Nobody was hurt in any of the tests.”")
    assert [speaker(read, quotation) for quotation in read.quotations] == ["Ada Marsh", "Ada Marsh"]


def test_a_paragraph_between_parts_speakers(reading: Read) -> None:
    read = reading("“The drones are safe,” Ada Marsh said.\nIt rained.\n“Nobody was hurt in any of the tests.”")
    assert speaker(read, read.quotations[1]) is None


def test_a_pronoun_speaks_for_its_name(reading: Read) -> None:
    read = reading("Ada Marsh runs Brindle Systems. “The drones are safe and they are cheap,” she said.")
    assert speaker(read, only(read)) == "Ada Marsh"
    [claim] = read.of("Statement")
    assert read.roles(claim)["speaker"] == "Ada Marsh"


@pytest.mark.parametrize(
    "text",
    [
        "“The drones are safe,” a Brindle Systems spokesperson said.",
        "“The drones are safe,” a spokesperson for Brindle Systems said.",
        "“The drones are safe,” said an official at Brindle Systems.",
    ],
)
def test_an_unnamed_member_speaks_for_the_organization(text: str, reading: Read) -> None:
    read = reading(text)
    [claim] = read.of("Statement")
    assert read.roles(claim) == {"speaker": "Brindle Systems"}


@pytest.mark.parametrize(
    "text",
    [
        "“The drones are safe,” Ada Marsh told Reuters.",
        "“The drones are safe,” Ada Marsh said in an interview with Reuters.",
        "Ada Marsh told Reuters that the drones were safe.",
    ],
)
def test_addressee(text: str, reading: Read) -> None:
    read = reading(text)
    [claim] = read.of("Statement")
    assert read.roles(claim) == {"speaker": "Ada Marsh", "addressee": "Reuters"}


@pytest.mark.parametrize(
    "text",
    [
        "The so-called “smart wall” was built by Brindle Systems.",
        "Brindle Systems sold its “Sky Eye” drones to the Coast Guard.",
        "Ada Marsh did not say that the drones were safe.",
        "Ada Marsh will say that the drones are safe.",
        "The report says that the drones are safe.",
    ],
)
def test_no_statement(text: str, reading: Read) -> None:
    assert not reading(text).of("Statement")


@pytest.mark.parametrize("title", [False, True])
def test_what_is_denied_in_marks_is_not_the_deniers_word(title: bool, reading: Read) -> None:
    read = reading("Brindle Systems Denies “Secret Deal”\nThe drones are safe, Ada Marsh said.", title=title)
    assert [speaker(read, quotation) for quotation in read.quotations] == ["Ada Marsh"]


def test_a_quotation_within_a_quotation_is_part_of_it(reading: Read) -> None:
    quotation = only(read := reading("“I told them, ‘Fly it yourself,’ and they did,” Ada Marsh said."))
    assert read.text(quotation.content) == "I told them, ‘Fly it yourself,’ and they did,"


def test_nested_reports_are_attributed_outwards(reading: Read) -> None:
    read = reading("Ada Marsh said that Tom Ferris denied that the drones were safe.")
    found = {read.roles(c)["speaker"]: [holder.text for holder in c.attribution] for c in read.of("Statement")}
    assert found == {"Ada Marsh": [], "Tom Ferris": ["Ada Marsh"]}


@given(st.text(alphabet="ab .,\n“”‘’\"'", max_size=60))
def test_runs_are_in_order_and_inside(text: str) -> None:
    runs = list(quoted_runs(text, article_of(text)))
    assert all(0 <= run.start < run.end <= len(text) for run in runs)
    assert all(first.end <= second.start for first, second in pairwise(runs))


@pytest.mark.parametrize(
    "text", ["“It is late,” Ada Marsh and Tom Ferris said.", "Ada Marsh and Tom Ferris said it was late."]
)
def test_two_who_say_it_together_both_do(text: str, reading: Read) -> None:
    read = reading(text)
    assert {read.roles(claim)["speaker"] for claim in read.of("Statement")} == {"Ada Marsh", "Tom Ferris"}


@pytest.mark.parametrize(
    ("text", "addressee"),
    [
        ("Speaking to reporters after the vote, Ada Marsh said it was late.", "reporters"),
        ("Ada Marsh told lawmakers last month that it was late.", "lawmakers"),
    ],
)
def test_who_is_told(text: str, addressee: str, reading: Read) -> None:
    read = reading(text)
    assert [read.roles(claim).get("addressee") for claim in read.of("Statement")] == [addressee]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "It contradicts Ada Marsh's claim a week ago that she would seek tools “that are grounded in law.”",
            "Ada Marsh",
        ),
        (
            "In a follow-up email, Ada Marsh listed the demos, including “the face matching of last year's show.”",
            "Ada Marsh",
        ),
    ],
)
def test_words_far_below_what_says_them(text: str, speaker: str, reading: Read) -> None:
    read = reading(text)
    assert [read.name(q.speaker.span) if q.speaker else None for q in read.quotations] == [speaker]


def test_a_verb_without_a_subject_makes_who_speaks_of_himself_speak(reading: Read) -> None:
    text = "In March of that year, a clerk whose post was cut, but gave his rank as the port's chief, stated that he "
    read = reading(text + "was hosting the harbour group “to discuss the use of cameras in the new docks.”")
    quotation = only(read)
    assert quotation.speaker is not None
    assert read.text(quotation.speaker.span) in ("he", "a clerk")


def test_who_is_told_by_somebody_hears(reading: Read) -> None:
    read = reading("Residents were told by Ada Marsh, who chairs the harbour board, that the sluice had been jammed.")
    quotation = only(read)
    assert speaker(read, quotation) == "Ada Marsh"
    assert [read.roles(claim)["addressee"] for claim in read.of("Statement")] == ["Residents"]


def test_a_letter_speaks_for_who_wrote_it(reading: Read) -> None:
    read = reading("Ada Marsh penned an open letter calling for “thoughtful rules for the use of drones at night.”")
    assert speaker(read, only(read)) == "Ada Marsh"


def test_a_quotation_within_a_sentence_ends_with_its_paragraph(reading: Read) -> None:
    read = reading(
        "Ada Marsh said that she was hosting the group “to discuss the use of drones.”\n"
        "“The drones are safe and quiet at any time of the day,” Ira Vale wrote in May."
    )
    assert [speaker(read, quotation) for quotation in read.quotations] == ["Ada Marsh", "Ira Vale"]


def test_a_speaker_without_a_name_has_what_hangs_on_them(reading: Callable[..., Reading]) -> None:
    read = reading("A person familiar with the talks told the council that no deal was near.")
    [claim] = read.of("Statement")
    speaker = claim.role("speaker")
    assert speaker is not None
    assert speaker.value == "person familiar with the talks"


@pytest.mark.parametrize("verb", ["grumbled", "fumed", "shrugged", "snapped", "thundered"])
def test_any_verb_beside_quoted_words_is_one_of_saying(verb: str, reading: Read) -> None:
    quotation = only(read := reading(f"“The drones are late again,” {verb} Ada Marsh."))
    assert speaker(read, quotation) == "Ada Marsh"


@pytest.mark.parametrize(
    "text", ["“The drones are late again.” Rose Marsh left.", "“The drones are late again,” it says. Ada Marsh fumed."]
)
def test_a_verb_apart_from_quoted_words_is_none(text: str, reading: Read) -> None:
    assert all(speaker(read, q) != "Rose Marsh" for read in [reading(text)] for q in read.quotations)
    assert all(read.text(q.cue) != "fumed" for read in [reading(text)] for q in read.quotations if q.cue)


def test_who_stands_between_verb_and_quotation_is_spoken_of(reading: Read) -> None:
    read = reading("Mayor Ada Marsh, who had backed the plan, said residents “were never asked”.")
    assert [read.roles(claim)["speaker"] for claim in read.of("Statement")] == ["Ada Marsh"]


@pytest.mark.parametrize(
    "text",
    ["She came. Ada Marsh said: “The drones are safe. They are cheap.”", "“They are safe. They fly,” Ada Marsh said."],
)
def test_the_evidence_of_a_statement_holds_its_words_and_its_verb(text: str, reading: Read) -> None:
    quotation = only(read := reading(text))
    [claim] = read.of("Statement")
    assert claim.evidence.covers(quotation.content)
    assert read.text(claim.evidence).find("Ada Marsh said") >= 0


def test_what_somebody_would_say_is_no_statement_made(reading: Read) -> None:
    [claim] = reading("“The drones are safe,” Ada Marsh would say.").of("Statement")
    assert claim.actuality is not Actuality.ACTUAL


def test_a_reporter_of_ones_own_is_told_for_the_outlet(reading: Read) -> None:
    [claim] = reading("By Tom Ferris, The Reed Bugle\n“It is safe,” Ada Marsh told our own reporter.").of("Statement")
    addressee = claim.role("addressee")
    assert addressee is not None
    assert "Reed Bugle" in (addressee.value or addressee.text)
