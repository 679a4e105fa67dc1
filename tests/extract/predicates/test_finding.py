"""Predicates: which words tell of an event, by which phrase, and who takes part by which function."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.extract.predicates import Predicate, arguments, predicates
from kg.extract.syntax import hyphens
from kg.frames import open_frame
from tests.conftest import article_of

if TYPE_CHECKING:
    from spacy.language import Language


def test_each_preposition_that_brings_in_a_party_is_a_role_of_the_frame() -> None:
    assert set(open_frame().roles) == {"agent", "theme", "recipient", "amount", "place"} | arguments.PARTY


def found(text: str, nlp: Language) -> list[Predicate]:
    from kg import nlp as pipeline

    [(_, doc)] = pipeline.docs(nlp, [article_of(text)])
    hyphens.join(doc)
    return predicates(doc)


def told(predicate: Predicate) -> str:
    """The phrase and the arguments in order: "snub agent: Vell, theme: Harrow"."""
    parties = ", ".join(f"{one.role}: {one.token.text}" for one in predicate.arguments)
    return f"{predicate.phrase} {parties}".strip()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Vell snubbed Harrow.", "snub agent: Vell, theme: Harrow"),
        ("Harrow was snubbed by Vell.", "snub agent: Vell, theme: Harrow"),
        ("Harrow was snubbed in Oslo.", "snub theme: Harrow, in: Oslo"),
        ("Harrow, which Vell snubbed, is in Leeds.", "snub agent: Vell, theme: Harrow"),
        ("Vell and Roth snubbed Norvik.", "snub agent: Vell, agent: Roth, theme: Norvik"),
        ("Vell raided Harrow's plant.", "raid agent: Vell, theme: plant, of: Harrow"),
        ("Vell pulled out of the talks.", "pull out of agent: Vell, theme: talks"),
        ("Vell is backing away from its promise.", "back away from agent: Vell, theme: promise"),
        ("Vell voted against the plan.", "vote against agent: Vell, theme: plan"),
        ("Vell met with Harrow in Oslo.", "meet with agent: Vell, theme: Harrow, in: Oslo"),
        ("Vell met in Oslo with Harrow.", "meet agent: Vell, in: Oslo, with: Harrow"),
        ("Vell discussed the war in Oslo with Roth.", "discuss agent: Vell, theme: war, with: Roth"),
        ("Vell discussed efforts for Roth.", "discuss agent: Vell, theme: efforts"),
        ("Vell leased vans for drivers from Harrow.", "lease agent: Vell, theme: vans, for: drivers"),
        ("Vell hurried towards Roth.", "hurry towards agent: Vell, theme: Roth"),
        ("Vell gave the drivers permission to outwit Harrow.", "outwit agent: drivers, theme: Harrow"),
        ("Vell had trouble outwitting Harrow.", "outwit agent: Vell, theme: Harrow"),
        ("The decision of Ana Roth to outwit Harrow is out.", "outwit agent: Roth, theme: Harrow"),
        ("Vell seeks ways to outwit Harrow.", "outwit agent: Vell, theme: Harrow"),
        ("The talks turned to a plan to outwit Harrow.", "outwit theme: Harrow"),
        ("Vell drifted apart", "drift apart agent: Vell"),
        ("Vell leases vans apart from lorries.", "lease agent: Vell, theme: vans"),
        ("In addition to Harrow, Vell snubbed Roth.", "snub agent: Vell, theme: Roth"),
        ("Vell fell 3 percent.", "fall agent: Vell, amount: percent"),
        ("Vell rose by 48 points.", "rise agent: Vell, amount: points"),
    ],
)
def test_a_verb_with_what_it_takes(text: str, wanted: str, nlp: Language) -> None:
    assert wanted in [told(one) for one in found(text, nlp)]


@pytest.mark.parametrize(
    ("text", "head", "wanted"),
    [
        ("Vell made a bid for Harrow.", "bid", "make bid for agent: Vell, theme: Harrow"),
        ("A bid for Harrow was made by Vell.", "bid", "make bid for agent: Vell, theme: Harrow"),
        ("Vell launched its bid for Harrow.", "bid", "launch bid for agent: Vell, theme: Harrow"),
        ("Vell gave Harrow a warning.", "warning", "give warning agent: Vell, recipient: Harrow"),
        ("Vell came under criticism from Roth.", "criticism", "come under criticism agent: Vell, from: Roth"),
        ("Vell went into administration in May.", "administration", "go into administration agent: Vell"),
        ("Vell carried out an attack on Harrow.", "attack", "carry out attack on agent: Vell, theme: Harrow"),
        ("Shares in Vell closed with a loss.", "loss", "close with loss agent: Shares"),
        ("Vell exerted pressure on Harrow.", "pressure", "exert pressure on agent: Vell, theme: Harrow"),
        ("Shares in Vell led a sell-off.", "sell-off", "lead sell-off agent: Shares"),
        ("The truce reached by Vell held.", "truce", "reach truce agent: Vell"),
        ("A truce with Vell, led by Roth, and Harrow held.", "truce", "truce with theme: Vell"),
        ("A truce reached between Vell and Roth held.", "truce", "reach truce agent: Vell, with: Roth"),
    ],
)
def test_a_support_verb_carries_its_noun(text: str, head: str, wanted: str, nlp: Language) -> None:
    [one] = [one for one in found(text, nlp) if told(one) == wanted]
    assert one.head.text == head
    assert sum(word.text == head for other in found(text, nlp) for word in other.words) == 1


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Vell's acquisition of Harrow upset Roth.", "acquisition of agent: Vell, theme: Harrow"),
        ("Talks between Vell and Roth broke down.", "talk agent: Vell, with: Roth"),
        ("An attack by rebels hit Vell.", "attack agent: rebels"),
        ("Roth's arrest upset Vell.", "arrest theme: Roth"),
        ("UK support for the talks grew.", "support for agent: UK, theme: talks"),
        ("Vell announced Roth's departure.", "departure agent: Roth"),
        ("Roth feared Vell's lay-offs.", "lay-off agent: Vell"),
        ("Roth feared the bail out of Vell.", "bail-out of theme: Vell"),
        ("Roth feared the truce announced by Vell.", "truce agent: Vell"),
        ("The sale was a breach of the pact.", "breach of theme: pact, agent: sale"),
        ("The recession hit Vell.", "hit agent: recession, theme: Vell"),
        ("Vell recovered from the recession.", "recover from agent: Vell, theme: recession"),
    ],
)
def test_an_event_noun_by_itself(text: str, wanted: str, nlp: Language) -> None:
    assert wanted in [told(one) for one in found(text, nlp)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Vell is bankrupt.", ["be bankrupt agent: Vell"]),
        ("Roth is critical of Vell.", ["be critical of agent: Roth, theme: Vell"]),
        ("Vell is large.", []),
    ],
)
def test_a_copula_with_an_adjective_of_event(text: str, wanted: list[str], nlp: Language) -> None:
    assert [told(one) for one in found(text, nlp)] == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Roth said that Vell had snubbed Harrow.", ["snub agent: Vell, theme: Harrow"]),
        ("Roth believes that Vell snubbed Harrow.", ["snub agent: Vell, theme: Harrow"]),
        ("Vell wants to snub Harrow.", ["snub agent: Vell, theme: Harrow"]),
        ("Vell began to snub Harrow.", ["snub agent: Vell, theme: Harrow"]),
        ("Vell may snub Harrow.", ["snub agent: Vell, theme: Harrow"]),
        (
            "Vell's attempt to snub Harrow is over.",
            ["snub agent: Vell, theme: Harrow"],
        ),
        ("Roth said in a statement to Vell that Harrow snubbed Norvik.", ["snub agent: Harrow, theme: Norvik"]),
        ("Vell is a firm.", []),
        ("Vell has a factory.", []),
        ("Vell took six months off.", []),
        ("The nation has a government.", []),
        ("Roth is a clerk of Governor Fuad Marem.", []),
        ("Roth is not used to the politics of Vell.", []),
    ],
)
def test_what_only_says_begins_or_is_tells_of_no_event(text: str, wanted: list[str], nlp: Language) -> None:
    assert [told(one) for one in found(text, nlp)] == wanted
