"""Predicate-argument structures: a word that tells of an event, and who and what takes part in it, by function."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

AGENT, THEME, RECIPIENT, AMOUNT, PLACE = "agent", "theme", "recipient", "amount", "place"


@dataclass(frozen=True, slots=True)
class Argument:
    """What takes part in an event: ``role`` is a general one, or the preposition that brings it in.

    ``sureness`` says how sure the path to it is (1.0: a plain dependent).
    """

    role: str
    token: Token
    sureness: float = 1.0


@dataclass(frozen=True, slots=True)
class Predicate:
    """An event as a sentence tells it.

    ``head`` is the word that names it: of "made a bid for Vell" the noun. ``words`` are the head and what belongs to
    it: a support verb, a particle, a governing preposition. ``phrase`` are their lemmas in the order of English,
    without articles ("make bid for", "back away from").
    """

    head: Token
    words: tuple[Token, ...]
    phrase: str
    arguments: tuple[Argument, ...]
