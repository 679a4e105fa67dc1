"""Headlines: what they leave out is read as meant, in typed and open claims alike; sentences are left as they are."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract.syntax import headlines
from kg.model import Claim
from tests.conftest import Reading, article_of

Read = Callable[..., Reading]
BODY = "\nThe two firms have been at odds since the spring, as a letter to the ministry says."


def told(one: Claim, read: Reading) -> str:
    """A claim in a line: its frame or predicate, its roles, its stance where it is not plain, and whose word it is."""
    roles = ", ".join(f"{filling.role}: {read.name(filling.span)}" for filling in one.roles)
    plain = {"affirmed", "certain", "actual"}
    stance = " ".join(value for value in (one.polarity, one.certainty, one.actuality) if value not in plain)
    by = " by " + ", ".join(holder.text for holder in one.attribution) if one.attribution else ""
    return f"{one.predicate or one.frame} {roles}" + (f" [{stance}]" if stance else "") + by


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        # present for past
        ("Vell Systems outwits Harrow Foods", "outwit agent: Vell Systems, theme: Harrow Foods"),
        ("Vell Systems snubs Harrow Foods", "snub agent: Vell Systems, theme: Harrow Foods"),
        ("Vell Systems sues Harrow Foods", "Lawsuit plaintiff: Vell Systems, defendant: Harrow Foods"),
        # infinitive for future
        ("Vell Systems to outwit Harrow Foods", "outwit agent: Vell Systems, theme: Harrow Foods [planned]"),
        ("Vell Systems to buy Harrow Foods", "Acquisition acquirer: Vell Systems, target: Harrow Foods [planned]"),
        # a bare participle is a passive
        ("Ana Roth honoured in Oslo", "honour theme: Ana Roth, place: Oslo"),
        ("Vell Systems shunned by Ana Roth after row", "shun agent: Ana Roth, theme: Vell Systems"),
        ("Vell Systems fined by Ofcom", "Enforcement authority: Ofcom, target: Vell Systems"),
        ("Vell Systems fined $4m over data breach", "Enforcement target: Vell Systems, amount: $4m"),
        # a figure that looks like a verb
        ("Brindle shares plunge as trade slows", "Decrease measure: Brindle shares, bearer: Brindle"),
        # a copula left out
        ("Vell Systems bankrupt", "be bankrupt agent: Vell Systems"),
        ("Brindle shares down after talks", "be down agent: Brindle shares"),
        ("Norvik stocks up after talks", "be up agent: Norvik stocks"),
        # a verb that looks like a noun behind a plural
        ("Brindle shares worldwide slump after talks", "Decrease measure: Brindle shares worldwide, bearer: Brindle"),
        # a comma for "and"
        ("Vell Systems, Harrow Foods outwit Norvik", "outwit agent: Harrow Foods, theme: Norvik"),
        (
            "Vell Systems, Harrow Foods settle dispute",
            "Agreement party: Vell Systems, party: Harrow Foods, subject: dispute",
        ),
        # a verb that looks like a noun
        ("Vell Systems names new chief", "name agent: Vell Systems, theme: new chief"),
        # a colon or dash for "says"
        (
            "Ana Roth: Vell Systems cheated Harrow Foods",
            "cheat agent: Vell Systems, theme: Harrow Foods by Ana Roth",
        ),
        (
            "Vell Systems cheated Harrow Foods: Ana Roth",
            "cheat agent: Vell Systems, theme: Harrow Foods by Ana Roth",
        ),
        (
            "Vell Systems bought Harrow Foods: Ana Roth",
            "Acquisition acquirer: Vell Systems, target: Harrow Foods by Ana Roth",
        ),
        (
            "Police: Vell Systems cheated Harrow Foods",
            "cheat agent: Vell Systems, theme: Harrow Foods by Police",
        ),
        (
            "Vell Systems cheated Harrow Foods – report",
            "cheat agent: Vell Systems, theme: Harrow Foods [probable]",
        ),
    ],
)
def test_a_headline_is_read_by_its_own_grammar(title: str, wanted: str, reading: Read) -> None:
    read = reading(title + BODY, title=True)
    here = [told(one, read) for one in read.claims if one.trigger.start < len(title)]
    assert wanted in here


@pytest.mark.parametrize(
    ("title", "unwanted"),
    [
        ("Vell Systems doubled its profits", "double theme: Vell Systems"),  # the past with an object is no passive
        ("Vell Systems collapsed", "collapse theme: Vell Systems"),  # nor one of a verb without any
        ("Harrow Foods: Vell Systems cheated Norvik", "cheat agent: Vell Systems, theme: Norvik by Harrow Foods"),
    ],
)
def test_what_a_headline_does_not_leave_out_is_not_put_in(title: str, unwanted: str, reading: Read) -> None:
    read = reading(title + BODY, title=True)
    assert unwanted not in [told(one, read) for one in read.claims]


def test_only_headlines_are_mended(reading: Read) -> None:
    sentence = "Ana Roth: Vell Systems cheated Harrow Foods."
    read = reading(f"It was a long day in court, and nobody was heard.\n{sentence}")
    assert [told(one, read) for one in read.claims] == ["cheat agent: Vell Systems, theme: Harrow Foods"]


def test_the_first_line_of_an_article_read_raw_is_its_headline(reading: Read) -> None:
    read = reading("Ana Roth honoured in Oslo" + BODY)
    assert "honour theme: Ana Roth, place: Oslo" in [told(one, read) for one in read.claims]


def test_a_mended_headline_is_mended_no_more(nlp: object) -> None:
    from kg import nlp as pipeline

    article = article_of("Vell Systems snubs Harrow Foods" + BODY, title=True)
    [(_, doc)] = pipeline.docs(nlp, [article])  # type: ignore[arg-type]
    headlines.repair(doc, article)
    once = [(token.tag_, token.dep_, token.head.i) for token in doc]
    assert ("VBZ", "ROOT", 2) in once
    headlines.repair(doc, article)
    assert [(token.tag_, token.dep_, token.head.i) for token in doc] == once
