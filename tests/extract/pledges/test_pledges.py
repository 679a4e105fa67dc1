"""Pledges: who undertakes or forgoes what, towards whom, until when, and what is no pledge."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract.pledges.acts import acts, words
from kg.frames import frames
from kg.model import Actuality, Certainty, Claim, Direction, Polarity
from tests.conftest import Reading

Read = Callable[..., Reading]
ACT = "sell drones to the army"


def only(read: Reading) -> Claim:
    [claim] = read.of("Pledge")
    return claim


def standing(read: Reading) -> list[Claim]:
    """The pledges that a text tells of as made."""
    made = (Polarity.AFFIRMED, Certainty.CERTAIN, Actuality.ACTUAL)
    return [claim for claim in read.of("Pledge") if (claim.polarity, claim.certainty, claim.actuality) == made]


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        (f"Brindle Systems vowed to {ACT}.", Direction.UNDERTAKE),
        (f"Brindle Systems pledged not to {ACT}.", Direction.FORGO),
        (f"Brindle Systems promised never to {ACT}.", Direction.FORGO),
        ("Brindle Systems pledged to stop selling drones to the army.", Direction.FORGO),
        ("Brindle Systems pledged not to stop selling drones to the army.", Direction.UNDERTAKE),
        ("Brindle Systems vowed to refrain from selling drones to the army.", Direction.FORGO),
        ("Brindle Systems committed to not selling drones to the army.", Direction.FORGO),
        (f"Brindle Systems agreed not to {ACT}.", Direction.FORGO),
        (f"Brindle Systems said it would not {ACT}.", Direction.FORGO),
        (f"Brindle Systems will no longer {ACT}.", Direction.FORGO),
        (f"“We will not {ACT},” Brindle Systems said.", Direction.FORGO),
        (f"Brindle Systems's promise not to {ACT} drew praise.", Direction.FORGO),
        (f"The promise by Brindle Systems not to {ACT} drew praise.", Direction.FORGO),
        ("Brindle Systems placed a moratorium on selling drones to the army.", Direction.FORGO),
        ("Brindle Systems announced a ban on the sale of drones to the army.", Direction.FORGO),
    ],
)
def test_direction(text: str, direction: Direction, reading: Read) -> None:
    read = reading(text)
    [claim] = standing(read)
    assert claim.direction is direction
    roles = read.roles(claim)
    assert (roles["pledger"], roles["product"], roles["counterparty"]) == ("Brindle Systems", "drones", "the army")
    act = claim.role("act")
    assert act is not None
    assert act.value == "Sale"


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("Harrow Optics stopped selling drones to the army, and Brindle Systems promised to do so.", Direction.FORGO),
        ("Harrow Optics sells drones to the army, but Brindle Systems vowed never to do so.", Direction.FORGO),
        ("Harrow Optics sells drones to the army, and Brindle Systems promised to do so.", Direction.UNDERTAKE),
    ],
)
def test_to_do_so(text: str, direction: Direction, reading: Read) -> None:
    claim = only(read := reading(text))
    assert claim.direction is direction
    assert read.roles(claim)["pledger"] == "Brindle Systems"


@pytest.mark.parametrize(
    ("hedge", "role", "value"),
    [
        (", except for training", "exception", "for training"),
        (" unless Congress passes a law", "condition", "Congress passes a law"),
        (" until Congress passes a law", "condition", "Congress passes a law"),
        (" for three years", "duration", "three years"),
        (" for at least two years", "duration", "two years"),
        (" until March 2022", "duration", "until March 2022"),
        (" through 2025", "duration", "through 2025"),
    ],
)
def test_provisos(hedge: str, role: str, value: str, reading: Read) -> None:
    claim = only(reading(f"Brindle Systems pledged not to {ACT}{hedge}."))
    filling = claim.role(role)
    assert filling is not None
    assert filling.value == value
    assert claim.time is None


def test_duration_of_a_moratorium(reading: Read) -> None:
    claim = only(reading("Brindle Systems put a two-year moratorium on the sale of drones to the army."))
    filling = claim.role("duration")
    assert filling is not None
    assert filling.value == "two-year"


def test_pledgers_and_counterparties_are_told_apart(reading: Read) -> None:
    read = reading(f"Brindle Systems and Harrow Optics pledged not to {ACT} or the navy.")
    found = {(read.roles(claim)["pledger"], read.roles(claim)["counterparty"]) for claim in read.of("Pledge")}
    assert found == {
        (pledger, party) for pledger in ("Brindle Systems", "Harrow Optics") for party in ("the army", "the navy")
    }


def test_a_party_set_against_another_is_promised_nothing(reading: Read) -> None:
    claim = only(read := reading("Brindle Systems pledged not to sell drones to the army but to the navy."))
    assert read.roles(claim)["counterparty"] == "the army"


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        (f"Brindle Systems never promised not to {ACT}.", Polarity.NEGATED),
        (f"Brindle Systems denied that it had pledged not to {ACT}.", Polarity.NEGATED),
        ("Brindle Systems made no promise to stop selling drones to the army.", Polarity.NEGATED),
        ("Brindle Systems has not committed to ending sales of drones to the army.", Polarity.NEGATED),
        (f"Brindle Systems refused to promise that it would not {ACT}.", Polarity.NEGATED),
        (f"Will Brindle Systems pledge not to {ACT}?", Polarity.UNKNOWN),
        # A pledge that is broken was made.
        (f"Brindle Systems broke its promise not to {ACT}.", Polarity.AFFIRMED),
    ],
)
def test_pledges_denied_asked_after_and_broken(text: str, polarity: Polarity, reading: Read) -> None:
    claim = only(reading(text))
    assert claim.polarity is polarity
    assert claim.direction is Direction.FORGO


@pytest.mark.parametrize(
    "ending",
    [
        "withdrew its pledge",
        "went back on its promise",
        "reneged on its promise",
        "dropped its commitment",
        "has abandoned its pledge",
        "narrowed its pledge",
    ],
)
@pytest.mark.parametrize("act", [f"not to {ACT}", "to sell drones to the army"])
def test_who_goes_back_on_a_promise_makes_none_and_does_nothing_of_it(ending: str, act: str, reading: Read) -> None:
    read = reading(f"Brindle Systems {ending} {act}.")
    assert {claim.frame for claim in read.claims} <= {"OpenEvent"}
    assert not any("sell" in (claim.predicate or "") for claim in read.claims)


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        (f"Brindle Systems pledged on Tuesday not to {ACT} until March.", "until March"),
        (f"Brindle Systems pledged not to {ACT} until the end of 2027.", "until the end of 2027"),
        ("Brindle Systems promised to open a plant in Selby by 2033.", "by 2033"),
        (f"Brindle Systems pledged on Tuesday not to {ACT}.", None),
    ],
)
def test_until_when_is_told_beside_when_it_was_said(text: str, ends: str | None, reading: Read) -> None:
    filling = only(reading(text)).role("duration")
    assert (filling and filling.text) == ends


@pytest.mark.parametrize(
    "text",
    [
        f"Brindle Systems agreed to {ACT}.",
        "Activists called for a moratorium on the sale of drones to the army.",
        "Activists want Brindle Systems to stop selling drones to the army.",
        f"Ada Marsh urged Brindle Systems to pledge not to {ACT}.",
        f"Ada Marsh called on Brindle Systems to promise that it would not {ACT}.",
        f"Brindle Systems was asked to pledge not to {ACT}.",
        "Brindle Systems plans to stop selling drones to the army.",
        f"Brindle Systems is considering a pledge not to {ACT}.",
        f"If Brindle Systems pledges not to {ACT}, Harrow Optics will too.",
        f"Brindle Systems would not {ACT} if a law forbade it.",
        f"Brindle Systems did not {ACT}.",
        f"Brindle Systems said Harrow Optics would not {ACT}.",
        f"Brindle Systems did not say whether it would {ACT}.",
        "Brindle Systems lifted its moratorium on selling drones to the army.",
        f"Brindle Systems reportedly pledged not to {ACT}.",
    ],
)
def test_no_pledge_is_made(text: str, reading: Read) -> None:
    assert not standing(reading(text))


def test_the_word_of_others_is_theirs(reading: Read) -> None:
    claim = only(reading(f"Tom Ferris said Brindle Systems had pledged not to {ACT}."))
    assert [holder.text for holder in claim.attribution] == ["Tom Ferris"]


def test_a_spokesperson_binds_the_organization(reading: Read) -> None:
    claim = only(read := reading(f"A spokesperson for Brindle Systems said the company would not {ACT}."))
    assert read.roles(claim)["pledger"] == "Brindle Systems"
    assert [holder.text for holder in claim.attribution] == ["A spokesperson for Brindle Systems"]


def test_the_act_makes_no_claim_of_its_own(reading: Read) -> None:
    assert not reading(f"Brindle Systems pledged not to {ACT}.").of("Sale")


def test_a_party_left_out_makes_no_promise(reading: Read) -> None:
    read = reading(f"Brindle Systems, but not Harrow Optics, pledged not to {ACT}.")
    found = {read.roles(claim)["pledger"]: claim.polarity for claim in read.of("Pledge")}
    assert found == {"Brindle Systems": Polarity.AFFIRMED, "Harrow Optics": Polarity.NEGATED}


def test_such_a_promise_is_the_one_told_of_before(reading: Read) -> None:
    read = reading(f"Brindle Systems pledged not to {ACT}. Harrow Optics refused to make any such commitment.")
    first, second = read.of("Pledge")
    assert (first.polarity, second.polarity) == (Polarity.AFFIRMED, Polarity.NEGATED)
    assert (second.direction, read.roles(second)["pledger"]) == (Direction.FORGO, "Harrow Optics")
    act = second.role("act")
    assert act is not None
    assert act.value == "Sale"


def test_an_act_of_no_frame_is_named_by_its_verb(reading: Read) -> None:
    claim = only(reading("Brindle Systems promised to plant a thousand trees."))
    act = claim.role("act")
    assert act is not None
    assert act.value == "plant"


def test_words_of_pledges_are_told_apart() -> None:
    assert words("only_forgo") <= words("commit")
    assert not words("commit") & words("report")
    assert not words("advocacy") & (words("commit") | words("report"))
    assert not set(acts()) & words("cease")
    # Acts named for frames that later ones may add are allowed; those there are must be spelled as they are.
    known = {name.lower(): name for name in frames()}
    assert all(known.get(frame.lower(), frame) == frame for frame in acts().values())


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        ("Brindle Systems pledged not to sell or share the records.", 2),
        ("Brindle Systems pledged not to sell the records or share them with police.", 2),
        ("Brindle Systems pledged not to sell the records or to share them with police.", 2),
        ("Brindle Systems promised not to sell, lease or share the records.", 3),
        ("Brindle Systems promised that it would not sell the records or share them with police.", 2),
        ("Brindle Systems said it would not sell, lease or share the records.", 3),
        ("Brindle Systems said it will neither sell the records nor share them with police.", 2),
        ("Brindle Systems's promise not to sell the records or share them with police lapsed.", 2),
    ],
)
def test_a_denial_reaches_all_that_is_coordinated(text: str, acts: int, reading: Read) -> None:
    assert [claim.direction for claim in reading(text).of("Pledge")] == [Direction.FORGO] * acts


@pytest.mark.parametrize(
    "text",
    [
        "Brindle Systems pledged not to sell the records and to delete them within a year.",
        "Brindle Systems said it would not sell the records but would delete them.",
        "Brindle Systems said it would not sell the records and would delete them.",
    ],
)
def test_what_is_undertaken_beside_is_not_denied(text: str, reading: Read) -> None:
    assert {claim.direction for claim in reading(text).of("Pledge")} == {Direction.FORGO, Direction.UNDERTAKE}


@pytest.mark.parametrize(
    "text",
    [
        "Brindle Systems said it would comply but gave no date.",
        "Brindle Systems said it would read the bill and could not support it.",
    ],
)
def test_what_follows_in_another_form_is_no_pledge(text: str, reading: Read) -> None:
    assert not reading(text).of("Pledge")


@pytest.mark.parametrize(
    "text",
    [
        "Brindle Systems did not keep its promise not to sell drones to the army.",
        "Brindle Systems failed to keep its promise not to sell drones to the army.",
        "Brindle Systems may break its promise not to sell drones to the army.",
        "Brindle Systems's pledge not to sell drones to the army was never honoured.",
    ],
)
def test_what_becomes_of_a_pledge_leaves_it_made(text: str, reading: Read) -> None:
    assert [claim.direction for claim in standing(reading(text))] == [Direction.FORGO]


def test_a_pledge_that_was_made_is_no_pledge_to_make(reading: Read) -> None:
    assert not reading("Brindle Systems sold its drones to the army, ending a pledge made in 2019.").of("Pledge")
