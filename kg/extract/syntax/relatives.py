"""Relative pronouns: the nouns they stand for."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.lexicon.classes import words
from kg.extract.syntax.clauses import children

RELATIVE = words("pronouns", "relative_subjects", "relative_others")


def antecedent(pronoun: Token) -> Token | None:
    """The noun that a relative pronoun stands for, or None where ``pronoun`` is not relative."""
    if pronoun.lower_ not in RELATIVE or pronoun.tag_ not in ("WDT", "WP", "WP$", "IN", "DT"):
        return None
    clause = pronoun
    while clause.dep_ != "relcl" and clause.head != clause:
        clause = clause.head
    return clause.head if clause.dep_ == "relcl" and clause.head.i < pronoun.i else None


def each_of(token: Token) -> Token | None:
    """ "two firms, both of which pledged": the firms."""
    inner = [item for prep in children(token, "prep") if prep.lower_ == "of" for item in children(prep, "pobj")]
    return next((noun for item in inner if item.tag_ in ("WDT", "WP") and (noun := antecedent(item))), None)
