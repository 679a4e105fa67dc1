"""How true a sentence holds a sale to be, and whose word it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from kg.extract.lexicon.signatures import signatures
from kg.model import Actuality, Certainty, Claim, Polarity
from tests.conftest import Reading

if TYPE_CHECKING:
    from spacy.language import Language

Read = Callable[..., Reading]
SALE = "sold drones to the Coast Guard"
SELL = "sell drones to the Coast Guard"
SELLING = "selling drones to the Coast Guard"


def stances(text: str, reading: Read, frame: str = "Sale") -> set[str]:
    """The stance of each claim, as words: what is affirmed, certain and actual says no more than "affirmed"."""
    return {stance(claim) for claim in reading(text).of(frame)}


def stance(claim: Claim) -> str:
    usual = {Certainty.CERTAIN, Actuality.ACTUAL}
    return " ".join(v.value for v in (claim.polarity, claim.certainty, claim.actuality) if v not in usual)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (f"Brindle Systems {SALE}.", "affirmed"),
        (f"Brindle Systems never {SALE}.", "negated"),
        (f"Brindle Systems did not {SELL}.", "negated"),
        ("Brindle Systems no longer sells drones to the Coast Guard.", "negated"),
        (f"Brindle Systems has yet to {SELL}.", "negated"),
        ("Brindle Systems sold no drones to the Coast Guard.", "negated"),
        ("There was no sale of drones to the Coast Guard.", "negated"),
        (f"None of the companies {SALE}.", "negated"),
        (f"No company {SALE}.", "negated"),
        (f"Neither Brindle Systems nor Harrow Optics {SALE}.", "negated"),
        ("Brindle Systems sold drones to neither the Coast Guard nor the Forest Service.", "negated"),
        (f"Brindle Systems almost {SALE}.", "negated"),
        (f"It was not Brindle Systems that {SALE}.", "negated"),
        (f"It was Brindle Systems that {SALE}.", "affirmed"),
        (f"No one but Brindle Systems {SALE}.", "affirmed"),
        (f"Brindle Systems had no choice but to {SELL}.", "affirmed"),
        (f"Brindle Systems did not {SELL} because of the price but because of the law.", "affirmed"),
        (f"Brindle Systems did not {SELL} because of the price.", "negated"),
        (f"Brindle Systems not only {SALE} but also tested them.", "affirmed"),
    ],
)
def test_own_negation(text: str, wanted: str, reading: Read) -> None:
    assert stances(text, reading) == {wanted}


@pytest.mark.parametrize(
    ("text", "buyers"),
    [
        ("did not sell drones to the Coast Guard but to the Forest Service", {"negated", "affirmed"}),
        ("sold drones not to the Coast Guard but to the Forest Service", {"negated", "affirmed"}),
        ("sold drones to the Forest Service, not to the Coast Guard", {"negated", "affirmed"}),
        ("sold drones to the Forest Service but not to the Coast Guard", {"negated", "affirmed"}),
        ("sold drones not only to the Coast Guard but also to the Forest Service", {"affirmed"}),
    ],
)
def test_a_phrase_set_against_its_verb(text: str, buyers: set[str], reading: Read) -> None:
    read = reading(f"Brindle Systems {text}.")
    found = {read.roles(claim)["buyer"]: claim.polarity.value for claim in read.of("Sale")}
    assert found.keys() == {"Coast Guard", "Forest Service"}
    assert set(found.values()) == buyers
    assert found["Forest Service"] == "affirmed"


def test_a_seller_set_against_another(reading: Read) -> None:
    read = reading(f"Not Brindle Systems but Harrow Optics {SALE}.")
    found = {read.roles(claim)["seller"]: claim.polarity for claim in read.of("Sale")}
    assert found == {"Brindle Systems": Polarity.NEGATED, "Harrow Optics": Polarity.AFFIRMED}


@pytest.mark.parametrize(
    ("text", "sale", "test"),
    [
        ("Brindle Systems neither sold nor tested drones.", "negated", "negated"),
        ("Brindle Systems has not tested or sold drones.", "negated", "negated"),
        ("Brindle Systems did not test the drones but sold them to the Coast Guard.", "affirmed", "negated"),
        ("Brindle Systems sold the drones to the Coast Guard but did not test them.", "affirmed", "negated"),
        ("Brindle Systems sold drones to the Coast Guard without testing them.", "affirmed", "negated"),
        ("Instead of selling drones to the Coast Guard, Brindle Systems tested them.", "negated", "affirmed"),
        ("Brindle Systems tested the drones rather than sell them to the Coast Guard.", "negated", "affirmed"),
        ("Rather than sell drones to the Coast Guard, Brindle Systems tested the drones.", "negated", "affirmed"),
        ("No company tested or sold drones to the Coast Guard.", "negated", "negated"),
    ],
)
def test_negation_reaches_as_far_as_it_should(text: str, sale: str, test: str, reading: Read) -> None:
    assert stances(text, reading) == {sale}
    assert stances(text, reading, "Test") == {test}


@pytest.mark.parametrize(
    ("verb", "affirmed", "negated"),
    [
        ("manage to sell", "affirmed", "negated"),
        ("fail to sell", "negated", "affirmed"),
        ("forget to sell", "negated", "affirmed"),
        ("refuse to sell", "negated", "unknown"),
        ("plan to sell", "affirmed planned", "negated planned"),
        ("stop selling", "negated", "affirmed"),
        ("avoid selling", "negated", "affirmed"),
    ],
)
def test_signatures_with_and_without_negation(verb: str, affirmed: str, negated: str, reading: Read) -> None:
    assert stances(f"Brindle Systems did {verb} drones to the Coast Guard.", reading) == {affirmed}
    assert stances(f"Brindle Systems did not {verb} drones to the Coast Guard.", reading) == {negated}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (f"Brindle Systems was forced to {SELL}.", "affirmed"),
        (f"Brindle Systems was allowed to {SELL}.", "affirmed hypothetical"),
        (f"Brindle Systems was not allowed to {SELL}.", "negated"),
        (f"Brindle Systems was told to {SELL}.", "affirmed hypothetical"),
        (f"Brindle Systems was prevented from {SELLING}.", "negated"),
        (f"Brindle Systems is going to {SELL}.", "affirmed planned"),
        (f"Brindle Systems was to {SELL}.", "affirmed planned"),
        (f"Brindle Systems went on to {SELL}.", "affirmed"),
        (f"Brindle Systems was the first company to {SELL}.", "affirmed"),
        (f"Brindle Systems was wrong to {SELL}.", "affirmed"),
        (f"Brindle Systems was too small to {SELL}.", "negated"),
        # What is built, waited or called for is no deed yet.
        (f"Harrow Optics built a factory to {SELL}.", "affirmed hypothetical"),
        (f"Harrow Optics waited for Brindle Systems to {SELL}.", "affirmed hypothetical"),
        (f"It is time for Brindle Systems to {SELL}.", "affirmed hypothetical"),
        (f"Brindle Systems pretended to {SELL}.", "affirmed hypothetical"),
        (f"Brindle Systems seems to have {SALE}.", "affirmed probable"),
        (f"Brindle Systems is said to have {SALE}.", "affirmed probable"),
        (f"Brindle Systems is known to have {SALE}.", "affirmed"),
        (f"Brindle Systems is likely to {SELL}.", "affirmed planned"),
        (f"It is likely that Brindle Systems {SALE}.", "affirmed probable"),
        (f"It is unlikely that Brindle Systems {SALE}.", "negated probable"),
        (f"It is false that Brindle Systems {SALE}.", "negated"),
        (f"It is true that Brindle Systems {SALE}.", "affirmed"),
        (f"Reports that Brindle Systems {SALE} are false.", "negated"),
        (f"There is no evidence that Brindle Systems {SALE}.", "unknown"),
        ("The Coast Guard approved the sale of drones to the Forest Service.", "affirmed hypothetical"),
        ("Activists called for a moratorium on the sale of drones to the army.", "negated hypothetical"),
        ("Brindle Systems lifted its ban on selling drones to the army.", "unknown"),
        (f"Brindle Systems was accused of {SELLING}.", "affirmed probable"),
        (f"Brindle Systems was criticised for {SELLING}.", "affirmed"),
    ],
)
def test_governors(text: str, wanted: str, reading: Read) -> None:
    assert stances(text, reading) == {wanted}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (f"Brindle Systems may have {SALE}.", "affirmed possible"),
        (f"Brindle Systems must have {SALE}.", "affirmed probable"),
        (f"Brindle Systems must {SELL}.", "affirmed hypothetical"),
        (f"Brindle Systems will {SELL}.", "affirmed planned"),
        (f"Brindle Systems would {SELL}.", "affirmed conditional"),
        (f"Brindle Systems allegedly {SALE}.", "affirmed probable"),
        (f"Perhaps Brindle Systems {SALE}.", "affirmed possible"),
    ],
)
def test_modals_and_adverbs(text: str, wanted: str, reading: Read) -> None:
    assert stances(text, reading) == {wanted}


@pytest.mark.parametrize(
    "text",
    [
        f"If Brindle Systems {SALE}, it broke the law.",
        f"Unless Brindle Systems {SALE}, it is bankrupt.",
        f"Had Brindle Systems {SALE}, it would be rich.",
        f"Brindle Systems would have {SALE} if it had been asked.",
    ],
)
def test_conditions(text: str, reading: Read) -> None:
    assert stances(text, reading) == {"affirmed conditional"}


@pytest.mark.parametrize(
    "text",
    [
        f"Did Brindle Systems {SELL}?",
        f"Who {SALE}?",
        f"Why did Brindle Systems {SELL}?",
        f"It is unclear whether Brindle Systems {SALE}.",
        f"Ada Marsh asked whether Brindle Systems {SALE}.",
        f"Ada Marsh did not say that Brindle Systems {SALE}.",
        f"Ada Marsh would not confirm that Brindle Systems {SALE}.",
        f"Brindle Systems did not deny {SELLING}.",
    ],
)
def test_what_is_asked_or_left_unsaid_is_unknown(text: str, reading: Read) -> None:
    assert stances(text, reading) == {"unknown"}


@pytest.mark.parametrize(
    ("text", "wanted", "holders"),
    [
        (f"Ada Marsh said that Brindle Systems {SALE}.", "affirmed", ["Ada Marsh"]),
        (f"Ada Marsh denied that Brindle Systems {SALE}.", "negated", ["Ada Marsh"]),
        (f"Ada Marsh denied {SELLING}.", "negated", ["Ada Marsh"]),
        ("Ada Marsh denied any sale of drones to the Coast Guard.", "negated", ["Ada Marsh"]),
        (f"Ada Marsh denied reports that Brindle Systems {SALE}.", "negated", ["Ada Marsh"]),
        (f"Ada Marsh accused Brindle Systems of {SELLING}.", "affirmed", ["Ada Marsh"]),
        (f"Ada Marsh believes that Brindle Systems {SALE}.", "affirmed probable", ["Ada Marsh"]),
        (f"Ada Marsh does not believe that Brindle Systems {SALE}.", "negated probable", ["Ada Marsh"]),
        (f"Ada Marsh doubts that Brindle Systems {SALE}.", "negated probable", ["Ada Marsh"]),
        (f"According to Ada Marsh, Brindle Systems {SALE}.", "affirmed", ["Ada Marsh"]),
        (
            f"Ada Marsh said that Tom Ferris denied that Brindle Systems {SALE}.",
            "negated",
            ["Tom Ferris", "Ada Marsh"],
        ),
        # What is known, shown or owned up to is the article's own word.
        (f"Emails show that Brindle Systems {SALE}.", "affirmed", []),
        (f"Brindle Systems admitted that it {SALE}.", "affirmed", []),
        (f"Ada Marsh did not know that Brindle Systems {SALE}.", "affirmed", []),
        (f"Ada Marsh regrets that Brindle Systems {SALE}.", "affirmed", []),
    ],
)
def test_holders(text: str, wanted: str, holders: list[str], reading: Read) -> None:
    read = reading(text)
    [claim] = read.of("Sale")
    assert stance(claim) == wanted
    assert [holder.text for holder in claim.attribution] == holders


def test_quoted_words_are_the_speakers(reading: Read) -> None:
    [claim] = reading(f"“Brindle Systems {SALE} in May,” Ada Marsh said.").of("Sale")
    assert [holder.text for holder in claim.attribution] == ["Ada Marsh"]


def test_what_is_quoted_negates_no_verb_of_saying(reading: Read) -> None:
    read = reading("Ada Marsh replied: “No drones.”")
    assert len(read.of("Statement")) == 1


def test_a_dropped_lawsuit_was_filed(reading: Read) -> None:
    for verb in ("dropped", "withdrew"):
        assert stances(f"Brindle Systems {verb} its lawsuit against the Coast Guard.", reading, "Lawsuit") == {
            "affirmed"
        }
    assert stances("Brindle Systems filed no lawsuit against the Coast Guard.", reading, "Lawsuit") == {"negated"}


@pytest.mark.parametrize("table", ["verbs", "reports", "adjectives", "adjectives_that", "nouns", "adverbs", "modals"])
def test_tables_hold_known_signatures(table: str) -> None:
    known = {
        *("+/-", "-/+", "-/o", "+/o", "o/-", "planned", "hypothetical", "seeming", "unlikely"),
        *("certain", "probable", "possible", "negated", "doubted", "factive", "open", "tried"),
        *("accusing", "dismissing", "negative", "conditional"),
    }
    found = signatures(table)
    assert found
    assert set().union(*found.values()) <= known
    # A word with two outcomes would have none.
    assert not [word for word, names in found.items() if sum("/" in name for name in names) > 1]


def test_every_tree_has_a_stance(nlp: Language) -> None:
    from kg.extract.factuality import assess

    for text in ("", "Not not nor neither but", "to sell to sell to sell", "said said that whether if", "? ? Did did"):
        for token in nlp(text):
            assess.stance(token)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Ada Marsh called for the arrest of Ira Vale.", "hypothetical"),
        ("Ada Marsh welcomed the arrest of Ira Vale.", ""),
    ],
)
def test_what_is_asked_for_is_no_fact_however_definite(text: str, wanted: str, reading: Read) -> None:
    assert {one.removeprefix("affirmed").strip() for one in stances(text, reading, "Arrest")} == {wanted}


def test_for_all_somebody_knows_it_may_be(reading: Read) -> None:
    assert stances("Harrow is closed, and for all I know Brindle Systems is selling drones.", reading) == {
        "affirmed possible"
    }


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (f"At no point in the nine years since it moved here did Brindle Systems {SELL}.", "negated"),
        (f"Brindle Systems, accused by two smart clerks of {SELLING}, has hired a lawyer.", "affirmed probable"),
        ("In her new thriller, Brindle Systems sells drones to the Coast Guard.", "affirmed hypothetical"),
        ("The hero of the musical sells drones to the Coast Guard.", "affirmed hypothetical"),
        ("Firms that sell drones to the Coast Guard can be fined.", "affirmed hypothetical"),
        ("Brindle Systems had hardly sold drones to the Coast Guard when the price fell.", "affirmed"),
        ("Brindle Systems hardly sold drones to the Coast Guard.", "negated"),
        ("Brindle Systems has all but sold drones to the Coast Guard.", "negated"),
        (f"That Brindle Systems {SALE} is no longer in dispute.", "affirmed"),
        ("Brindle Systems is understood to have sold drones to the Coast Guard.", "affirmed probable"),
        ("Brindle Systems did not sell drones to the Coast Guard cheaply.", "affirmed"),
        (f"For all anyone on the quay knows, Brindle Systems {SALE}.", "affirmed possible"),
    ],
)
def test_what_running_text_does_to_a_fact(text: str, wanted: str, reading: Read) -> None:
    assert stances(text, reading) == {wanted}


def test_a_reason_denied_leaves_the_deed_alone(reading: Read) -> None:
    text = "Deputies did not arrest Ira Vale for selling pies, as was put about, but for hitting a surveyor."
    assert stances(text, reading, "Arrest") == {"affirmed"}


def test_a_takeover_that_came_to_nothing_was_none(reading: Read) -> None:
    text = "The takeover of Brindle Systems by Harrow Optics, which was due in March, came to nothing."
    assert stances(text, reading, "Acquisition") == {"negated"}


def test_a_state_that_used_to_be_is_no_more(reading: Read) -> None:
    assert stances("Brindle Systems used to have its headquarters in Oslo.", reading, "Headquarters") == {"negated"}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Brindle Systems has not tested or sold drones.", {"negated"}),
        ("Brindle Systems has not tested, flown or sold drones.", {"negated"}),
        ("Brindle Systems has not flown the drones or sold them.", {"negated"}),
        ("Brindle Systems did not test, fly or sell the drones.", {"negated"}),
        ("Brindle Systems has flown the drones or sold them.", {"affirmed"}),
        ("Brindle Systems did not fly the drones and sold them.", {"affirmed"}),
        ("Brindle Systems has not flown the drones but has sold them.", {"affirmed"}),
    ],
)
def test_a_denial_reaches_over_or(text: str, wanted: set[str], reading: Read) -> None:
    assert stances(text, reading) == wanted


@pytest.mark.parametrize(
    ("text", "frame", "wanted"),
    [
        ("Ana Roth was tipped to become chief executive of Harrow Optics.", "Appointment", {"affirmed hypothetical"}),
        ("Talks between Brindle Systems and Harrow Optics collapsed.", "Meeting", {"affirmed"}),
        ("Talks between Brindle Systems and Harrow Optics did not take place.", "Meeting", {"negated"}),
        ("Brindle Systems scrapped plans to launch a drone.", "Discontinuation", set()),
    ],
)
def test_what_takes_place(text: str, frame: str, wanted: set[str], reading: Read) -> None:
    assert stances(text, reading, frame) == wanted


def test_a_manner_that_hangs_on_the_object_is_denied_alone(reading: Read) -> None:
    text = (
        "Brindle Systems did not sell the district hospitals their bedside monitors cheaply: the invoices, obtained by "
        "a lawyer, put the price of each at twice the rate."
    )
    assert "negated" not in stances(text, reading)
