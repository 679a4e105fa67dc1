"""What a word does to the clause or noun it governs: the tables of ``signatures.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Container
from functools import cache
from importlib.resources import files

from spacy.tokens import Token


@cache
def signatures(table: str) -> dict[str, frozenset[str]]:
    """Word → the names of the lists of one table of ``signatures.toml`` that it stands in."""
    tables = tomllib.loads((files("kg.extract.lexicon") / "signatures.toml").read_text("utf-8"))
    words: dict[str, set[str]] = {}
    for name, members in tables[table].items():
        for word in members:
            words.setdefault(word, set()).add(name)
    return {word: frozenset(names) for word, names in words.items()}


@cache
def known_verbs() -> frozenset[str]:
    """The verbs that have a signature or report something, phrasal ones with their particle."""
    return frozenset(signatures("verbs")) | frozenset(signatures("reports"))


def phrasal_in(verb: Token, known: Container[str]) -> str:
    """The lemma, with its particle or fixed preposition where ``known`` holds the pair ("hold off")."""
    lemma = verb.lemma_.lower()
    for child in verb.children:
        if child.dep_ in ("prt", "prep", "advmod") and f"{lemma} {child.lower_}" in known:
            return f"{lemma} {child.lower_}"
    return lemma


def of_verb(verb: Token) -> frozenset[str]:
    """The signature of a verb, its particle considered; empty where it has none."""
    return signatures("verbs").get(phrasal_in(verb, known_verbs()), frozenset())


def of_noun(noun: Token) -> frozenset[str]:
    """The signature of a noun; empty where it has none."""
    return signatures("nouns").get(noun.lemma_.lower(), frozenset())
