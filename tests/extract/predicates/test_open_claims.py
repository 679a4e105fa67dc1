"""Open claims: which predicates give one, with whom, in whose word, and which do not because a frame has typed them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from kg.frames import OPEN
from kg.model import Claim
from kg.settings import OpenClaims
from tests.conftest import Reading, article_of

if TYPE_CHECKING:
    from spacy.language import Language

    from kg.resolve import KnowledgeBase

Read = Callable[..., Reading]


def told(one: Claim, read: Reading) -> str:
    """An open claim in a line: predicate, roles, stance where it is not plain, whose word it is, time."""
    roles = ", ".join(f"{filling.role}: {read.name(filling.span)}" for filling in one.roles)
    plain = {"affirmed", "certain", "actual"}
    stance = " ".join(value for value in (one.polarity, one.certainty, one.actuality) if value not in plain)
    by = " by " + ", ".join(holder.text for holder in one.attribution) if one.attribution else ""
    when = f" ({one.time.text})" if one.time else ""
    return f"{one.predicate} {roles}" + (f" [{stance}]" if stance else "") + by + when


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Vell Systems outwitted Harrow Foods.", "outwit agent: Vell Systems, theme: Harrow Foods"),
        ("Harrow Foods was outwitted by Vell Systems.", "outwit agent: Vell Systems, theme: Harrow Foods"),
        (
            "Vell Systems did not outwit Harrow Foods.",
            "outwit agent: Vell Systems, theme: Harrow Foods [negated]",
        ),
        (
            "Vell Systems may outwit Harrow Foods.",
            "outwit agent: Vell Systems, theme: Harrow Foods [possible]",
        ),
        (
            "Vell Systems will outwit Harrow Foods in May.",
            "outwit agent: Vell Systems, theme: Harrow Foods [planned] (May)",
        ),
        (
            "Vell Systems failed to outwit Harrow Foods.",
            "outwit agent: Vell Systems, theme: Harrow Foods [negated]",
        ),
        (
            "Ana Roth said that Vell Systems had outwitted Harrow Foods.",
            "outwit agent: Vell Systems, theme: Harrow Foods by Ana Roth",
        ),
        (
            "Ana Roth denied that Vell Systems had outwitted Harrow Foods.",
            "outwit agent: Vell Systems, theme: Harrow Foods [negated] by Ana Roth",
        ),
        ("Vell Systems made a bid for Harrow Foods.", "make bid for agent: Vell Systems, theme: Harrow Foods"),
        ("Vell Systems went into administration.", "go into administration agent: Vell Systems"),
        ("Ana Roth died in Oslo on Monday.", "die agent: Ana Roth, place: Oslo (Monday)"),
        (
            "Vell Systems gave Harrow Foods a warning about Norvik.",
            "give warning about agent: Vell Systems, theme: Norvik, recipient: Harrow Foods",
        ),
        ("Ana Roth runs Vell Systems. She outwitted Tom Hale.", "outwit agent: Ana Roth, theme: Tom Hale"),
        (
            "Vell Systems and Harrow Foods clashed over Norvik.",
            "clash over agent: Harrow Foods, theme: Norvik",
        ),
        ("The fall of Vell Systems surprised Ana Roth.", "fall of theme: Vell Systems"),
        (
            "Vell Systems tried to outwit Harrow Foods.",
            "outwit agent: Vell Systems, theme: Harrow Foods [unknown hypothetical]",
        ),
        (
            "Vell Systems did not try to outwit Harrow Foods.",
            "outwit agent: Vell Systems, theme: Harrow Foods [negated]",
        ),
        (
            "Ana Roth's effort to outwit Harrow Foods goes on.",
            "outwit agent: Ana Roth, theme: Harrow Foods [unknown hypothetical]",
        ),
        ("An order of the Harrow Council closed it.", "order of agent: Harrow Council"),
        ("The fall of the Harrow Council upset Ana Roth.", "fall of theme: Harrow Council"),
        (
            "Ana Roth announced a show to be staged by Vell Systems.",
            "stage agent: Vell Systems, theme: a show [planned]",
        ),
        (
            "Ana Roth gambled $3 million, or two cents a share, on Vell Systems.",
            "gamble agent: Ana Roth, on: Vell Systems, amount: $3 million",
        ),
        (
            "Ana Roth swapped swap lines with Vell Systems for $3 million and with Harrow Foods for $4 million.",
            "swap agent: Ana Roth, theme: swap lines, with: Vell Systems",
        ),
        ("Ana Roth committed perjury in May.", "commit agent: Ana Roth, theme: perjury (May)"),
        ("Ana Roth committed suicide in May.", "commit suicide agent: Ana Roth (May)"),
        (
            "It was a step towards the breakup of Vell Systems.",
            "breakup of theme: Vell Systems [hypothetical]",
        ),
    ],
)
def test_what_no_frame_types_is_on_record(text: str, wanted: str, reading: Read) -> None:
    read = reading(text)
    assert wanted in [told(one, read) for one in read.of(OPEN)]


@pytest.mark.parametrize(
    ("text", "frame"),
    [
        ("Vell Systems bought Harrow Foods.", "Acquisition"),
        ("Vell Systems completed the acquisition of Harrow Foods.", "Acquisition"),
        ("Vell Systems was handed a fine by Ofcom.", "Enforcement"),
        ("Vell Systems was handed a fine of €3m by Ofcom.", "Enforcement"),
        ("Ana Roth criticised Vell Systems.", "Criticism"),
        ("Vell Systems came under criticism from Ana Roth.", "Criticism"),
        ("Ana Roth said that Vell Systems was slow.", "Statement"),
        ("Vell Systems pledged not to sell badges to the police.", "Pledge"),
    ],
)
def test_one_predicate_gives_typed_claims_or_open_ones(text: str, frame: str, reading: Read) -> None:
    read = reading(text)
    assert read.of(frame)
    assert read.of(OPEN) == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # of headline and lead every event is told, whoever takes part
        ("The dockers marched.", ["march agent: The dockers"]),
        (
            "The dockers marched. The bargees joined. The miners rallied.",
            ["march agent: The dockers", "join agent: The bargees"],
        ),
        ("They marched.", []),
        ("It was a long day. It rained. The miners rallied.", []),
    ],
)
def test_of_the_lead_every_event_is_told(text: str, wanted: list[str], reading: Read) -> None:
    read = reading(text)
    assert [told(one, read) for one in read.of(OPEN)] == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Vell Systems shares fell on Monday. The drop upset Ana Roth.", ["drop agent: Vell Systems shares"]),
        (
            "Vell Systems sued Harrow Foods. The lawsuit upset Ana Roth.",
            ["lawsuit agent: Vell Systems, theme: Harrow Foods"],
        ),
        (
            "Vell Systems snubbed Harrow Foods. This snub upset Ana Roth.",
            ["snub agent: Vell Systems, theme: Harrow Foods"],
        ),
        (
            "The council suspended Ana Roth. The suspension upset Tom Hale.",
            ["suspension agent: The council, theme: Ana Roth"],
        ),
        ("Vell Systems shares fell on Monday. A drop upset Ana Roth.", []),
        ("Vell Systems shares fell on Monday. The largest drop upset Ana Roth.", []),
        ("Vell Systems did not sue Harrow Foods. The lawsuit upset Ana Roth.", []),
        ("Vell Systems shares fell on Monday. The march upset Ana Roth.", []),
    ],
)
def test_what_the_lead_tells_again_by_a_noun_has_the_parties_of_before(
    text: str, wanted: list[str], reading: Read
) -> None:
    read = reading(text)
    nouns = {"drop", "lawsuit", "snub", "suspension", "march"}
    found = [one for one in read.of(OPEN) if one.rule == "predicates.noun" and one.predicate in nouns]
    assert [told(one, read) for one in found] == wanted


LATER = "It was a long day. Nobody was there. "


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Vell Systems lost. It dodged the issue.", []),
        ("Ana Roth lost. She dodged the issue.", ["dodge agent: Ana Roth, theme: the issue"]),
        (
            "Vell Systems said that it dodged the issue.",
            ["dodge agent: Vell Systems, theme: the issue by Vell Systems"],
        ),
        ("Vell Systems lost. It outwitted Ana Roth.", ["outwit agent: Vell Systems, theme: Ana Roth"]),
    ],
)
def test_it_and_they_name_nobody(text: str, wanted: list[str], reading: Read) -> None:
    read = reading(LATER + text)
    assert [line for one in read.of(OPEN) if not (line := told(one, read)).startswith("lose")] == wanted


KINDS: dict[OpenClaims, list[str]] = {
    "none": [],
    "named": [
        "outwit agent: Vell Systems, theme: Harrow Foods",
        "hit theme: Ana Roth",
        "fade agent: Vell Systems (May)",
        "dodge agent: Vell Systems, theme: a storm",
    ],
    "all": [
        "outwit agent: Vell Systems, theme: Harrow Foods",
        "hit theme: Ana Roth",
        "fade agent: Vell Systems (May)",
        "dodge agent: Vell Systems, theme: a storm",
        "fade agent: Vell Systems",
        "fade agent: The lights",
    ],
}
TEXT = (
    "It was a long day. Nobody was there. Vell Systems outwitted Harrow Foods. Ana Roth was hit. Vell Systems faded in "
    "May. Vell Systems dodged a storm. "
    "Vell Systems faded. The lights faded."
)


@pytest.mark.parametrize("which", KINDS)
def test_a_setting_says_which_are_kept(which: OpenClaims, nlp: Language, kb: KnowledgeBase) -> None:
    from kg import extract, resolve
    from kg import nlp as pipeline

    article = article_of(TEXT)
    [(_, doc)] = pipeline.docs(nlp, [article])
    mentions = resolve.corefer(extract.find_mentions(doc, article, kb), article)
    found = extract.find_claims(doc, article, mentions, which=which)
    read = Reading(article, mentions, found.claims, found.quotations, found.reporters)
    assert sorted(told(one, read) for one in read.of(OPEN)) == sorted(KINDS[which])
