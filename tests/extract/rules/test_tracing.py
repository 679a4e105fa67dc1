"""Traces: every trigger whose word stands in a sentence has a line that says whether it fired, or where it stopped."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from kg import extract, resolve
from kg import nlp as pipeline
from tests.conftest import Reading, article_of

if TYPE_CHECKING:
    from spacy.language import Language

    from kg.resolve import KnowledgeBase

Trace = Callable[[str], list[str]]


@pytest.fixture(scope="module")
def trace(nlp: Language, kb: KnowledgeBase) -> Trace:
    def lines(text: str) -> list[str]:
        article = article_of(text)
        [(_, doc)] = pipeline.docs(nlp, [article])
        mentions = resolve.corefer(extract.find_mentions(doc, article, kb), article)
        return list(extract.trace(doc, article, mentions))

    return lines


BOUGHT = "Brindle Systems bought Harrow Optics."
PLEDGED = "Brindle Systems pledged not to sell facial recognition to police departments."
TRIED = "Brindle Systems tried to sell facial recognition to the police."
REPLIED = "Brindle Systems responded."
BUYOUT = "The buyout of Brindle Systems was a surprise."
DEAL = "Brindle Systems clinched a deal to acquire Harrow Optics."


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            BOUGHT,
            "bought: acquisition.acquire: FIRED: acquirer “Brindle Systems”, target “Harrow Optics”",
        ),
        (BOUGHT, "bought: acquisition.acquire (buy out): particle: wants out"),
        (BOUGHT, "bought: acquisition.take-control: object: wants control, ownership, possession"),
        (BOUGHT, "bought: sale.buy: needs: product: obj is “Harrow Optics”, a Company"),
        (DEAL, "acquire: acquisition.acquire-passive: voice: wants passive"),
        (DEAL, "acquire: acquisition.acquire: FIRED: acquirer “Brindle Systems”, target “Harrow Optics”"),
        (
            "The old deal acquired Harrow Optics.",
            "acquired: acquisition.acquire: needs: acquirer: subj is “The old deal”, which names nothing",
        ),
        (DEAL, "deal: contract.award-contract: governor: wants award, give, grant, hand, let, offer"),
        (DEAL, "deal: agreement.agreement-between: prep_object: wants between any"),
        (PLEDGED, "sell: sale.sell: the word belongs to a claim of pledges.commit"),
        (TRIED, "sell: sale.sell: the word is the complement of pitch.try-to-sell"),
        (TRIED, "tried: pitch.try-to-interest: complement: wants interest"),
        (BUYOUT, "buyout: acquisition.takeover-of: FIRED: target “Brindle Systems”"),
        (REPLIED, "responded: nocomment.not-respond: when: wants a negation"),
        ("Brindle Systems responded to Al Moe.", "responded: nocomment.not-respond: without: there is prep"),
        ("Jo Rao says that Al Moe left.", "says: nocomment.not-would-say: modal: wants could, will, wo, would"),
        ("Jo Rao has said that Al Moe left.", "said: nocomment.not-has-say: asks: wants an indirect question"),
        ("Selling facial recognition to the police was easy.", "Selling: sale.sell: subj: nobody does it"),
    ],
)
def test_a_trigger_tells_where_it_stopped(text: str, line: str, trace: Trace) -> None:
    lines = trace(text)
    assert lines[0] == f"“{text}”"
    assert f"  {line}" in lines


@pytest.mark.parametrize("text", [BOUGHT, PLEDGED, TRIED, REPLIED, DEAL, BUYOUT, "It rained."])
def test_what_fired_made_a_claim_and_only_that(text: str, trace: Trace, reading: Callable[..., Reading]) -> None:
    fired = sorted(line.split(": ")[1] for line in trace(text) if ": FIRED: " in line)
    assert fired == sorted(
        claim.rule for claim in reading(text).claims if claim.extractor.startswith(("frames.", "views."))
    )


def test_a_sentence_without_a_trigger_has_no_line(trace: Trace) -> None:
    assert trace("It rained.") == []
