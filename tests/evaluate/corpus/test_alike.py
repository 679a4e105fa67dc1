"""Fillers, acts and holders that are the same."""

from __future__ import annotations

import pytest

from kg.evaluate.corpus.alike import Alike
from kg.evaluate.corpus.values import Claim, Filler
from kg.model import Span

TEXT = "Vell promised not to sell lenses to police. It said the firm would keep its word, Roth added."
ALIKE = Alike(TEXT)


def span(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def filler(role: str, words: str | None, **others: object) -> Filler:
    return Filler(role, span(words) if words else None, **others)  # type: ignore[arg-type]


def claim(frame: str, agent: str, *holders: str) -> Claim:
    role = {"Pledge": "pledger", "Sale": "seller"}[frame]
    told = tuple(filler("holder", words) for words in holders)
    roles = {role: (filler(role, agent),)}
    return Claim(frame, span("promised"), roles, "affirmed", "certain", "actual", holders=told)


@pytest.mark.parametrize(
    ("gold", "found", "same"),
    [
        (filler("act", "sell lenses to police"), filler("act", "sell", value="Sale"), True),
        (filler("act", "sell lenses to police", value="Contract"), filler("act", "sell", value="Sale"), True),
        (filler("act", "sell lenses to police", value="Sale"), filler("act", "keep", value="keep"), False),
        (filler("act", None, value="Sale"), filler("act", "sell", value="Sale"), True),
        (filler("act", None), filler("act", "sell", value="Sale"), False),
    ],
)
def test_an_act_is_a_word_of_the_clause_or_of_the_same_frame(gold: Filler, found: Filler, same: bool) -> None:
    assert ALIKE.filler(gold, found) is same


def test_a_description_is_known_by_whom_it_stands_for() -> None:
    gold = filler("agent", "the firm", elsewhere=(span("Vell"),), names=frozenset({"vell"}), resolved=True)
    assert not ALIKE.filler(gold, filler("agent", "the firm"))
    assert ALIKE.place(gold, filler("agent", "the firm"))
    assert ALIKE.filler(gold, filler("agent", "the firm", elsewhere=(span("Vell"),)))
    assert ALIKE.filler(gold, filler("agent", "It", names=frozenset({"vell", "vell systems"})))
    assert not ALIKE.place(gold, filler("agent", "Roth"))


def test_the_nearest_holder_counts_and_of_a_speech_act_the_speaker_may_be_one() -> None:
    own = claim("Sale", "Vell")
    assert ALIKE.holder(own, claim("Sale", "Vell"))
    assert not ALIKE.holder(own, claim("Sale", "Vell", "Roth"))
    assert not ALIKE.holder(claim("Sale", "Vell", "Roth"), own)
    assert ALIKE.holder(claim("Sale", "Vell", "Roth"), claim("Sale", "Vell", "Roth", "Vell"))
    assert not ALIKE.holder(claim("Sale", "Vell", "Roth"), claim("Sale", "Vell", "Vell", "Roth"))
    assert ALIKE.holder(claim("Pledge", "Vell"), claim("Pledge", "Vell", "Vell"))
    assert not ALIKE.holder(claim("Pledge", "Vell"), claim("Pledge", "Vell", "Roth"))
    assert not ALIKE.holder(own, claim("Sale", "Vell", "Vell"))
