"""Bodies named after whoever heads them: "the Marlow County Sheriff's Office", "the Attorney General's Office"."""

from __future__ import annotations

from kg.extract.lexicon.classes import words
from kg.extract.mentions.candidates import Name
from kg.extract.syntax.columns import Tokens

HEADS = words("posts", "heads_of_offices")
BODIES = words("bodies", "offices")


def joined(tokens: Tokens, names: list[Name]) -> list[Name]:
    """Names in order, those that are pieces of such a body made one with it."""
    for i in range(1, len(tokens) - 1):
        if tokens.tag[i] != "POS" or tokens.lower[i - 1] not in HEADS or tokens.lower[i + 1] not in BODIES:
            continue
        if not (tokens.capital(i - 1) and tokens.capital(i + 1)):
            continue  # "the sheriff's office": a description
        first = i - 1
        while first and tokens.line[first - 1] == tokens.line[i] and _goes_on(tokens, first - 1):
            first -= 1
        outside = [name for name in names if name.last < first or name.first > i + 1]
        names = sorted([*outside, Name(first, i + 1, "ORG")], key=lambda name: name.first)
    return names


def _goes_on(tokens: Tokens, i: int) -> bool:
    """Whether a word before the head's is of the name too: capitalised, and no article that opens the sentence."""
    return (
        tokens.capital(i) and tokens.pos[i] in ("PROPN", "NOUN", "ADJ") and tokens.sentence[i] == tokens.sentence[i + 1]
    )
