"""Rule names: every rule that is code has a sentence that it reads, and no two rules have one name."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract.rule_names import Rule
from kg.frames import frames
from kg.frames.views import rows
from tests.conftest import Reading

SENTENCES = {
    Rule.COMMIT: "Brindle Systems pledged not to sell facial recognition to police departments.",
    Rule.RENOUNCE: "Brindle Systems swore off selling facial recognition to police departments.",
    Rule.SAY_WILL: "Brindle Systems said it would not sell facial recognition to police departments.",
    Rule.PROMISE: "Brindle Systems' promise not to sell facial recognition to police departments was welcomed.",
    Rule.MORATORIUM: "Brindle Systems put a moratorium on selling facial recognition to police departments.",
    Rule.WILL_NOT: "Brindle Systems will not sell facial recognition to police departments.",
    Rule.MUST: "“The ministry must withdraw the bill,” said Jo Rao.",
    Rule.VITAL: "“It is vital that the ministry withdraws the bill,” said Jo Rao.",
    Rule.BLAME: "“The Harrow Act is reckless,” said Jo Rao.",
    Rule.TITLE: "Brindle Systems president Jo Rao spoke at length.",
    Rule.APPOSITION: "Jo Rao, the president of Brindle Systems, spoke at length.",
    Rule.AFFILIATION: "Jo Rao of Brindle Systems spoke at length.",
    Rule.PARTY: "Jo Rao (D-Ohio) spoke at length.",
    Rule.COPULA: "Jo Rao is the president of Brindle Systems.",
    Rule.LEAD: "Jo Rao heads Brindle Systems.",
    Rule.SERVE_AS: "Jo Rao serves as president of Brindle Systems.",
    Rule.HOLD_POST: "Jo Rao holds the post of director at Brindle Systems.",
    Rule.WORK_FOR: "Jo Rao works for Brindle Systems.",
    Rule.SUCCEED: "Jo Rao succeeded Al Moe as president of Brindle Systems.",
    Rule.JOIN_FROM: "Jo Rao joined Harrow Optics from Brindle Systems.",
    Rule.TENURE: "Jo Rao was the president of Brindle Systems until May 2019.",
    Rule.OF_PLACE: "Brindle Systems GmbH of Leipzig makes lenses.",
    Rule.PLACE_FIRM: "Brindle Systems, a Lisbon start-up, makes lenses.",
    Rule.PREDECESSOR: "Jo Rao is the president of Brindle Systems. Rao's predecessor, Al Moe, spoke at length.",
    Rule.FOUNDER: "Co-founder Jo Rao of Brindle Systems spoke at length.",
    Rule.DIRECT: "“The tests went well,” said Jo Rao.",
    Rule.INDIRECT: "Jo Rao said that the tests went well.",
    Rule.MIXED: "Jo Rao said that the tests were “a small wonder”.",
    Rule.VERB: "Brindle Systems outwitted Harrow Optics.",
    Rule.NOUN: "Brindle Systems made an apology to Harrow Optics.",
    Rule.ADJECTIVE: "Brindle Systems is bankrupt, Harrow Optics said.",
}


@pytest.mark.parametrize("rule", list(Rule))
def test_a_rule_signs_what_it_reads(rule: Rule, reading: Callable[..., Reading]) -> None:
    claims = reading(SENTENCES[rule]).claims
    assert rule in {claim.rule for claim in claims}, [(claim.frame, claim.rule) for claim in claims]


def test_no_two_rules_have_one_name() -> None:
    triggers = [entry.table["name"] for frame in frames().values() for entry in frame.triggers]
    names = [*triggers, *(row.table["name"] for row in rows()), *Rule]
    assert len(set(names)) == len(names)


def test_no_rule_in_code_is_named_like_a_trigger() -> None:
    assert not {rule.partition(".")[0] for rule in Rule} & {name.lower() for name in frames()}
    assert len({rule.value for rule in Rule}) == len(Rule.__members__)
