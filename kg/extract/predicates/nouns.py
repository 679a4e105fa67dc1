"""Nouns that name an event, and those that only lead to one."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract import syntax
from kg.extract.lexicon import lexicon, noun_type
from kg.extract.lexicon.classes import words
from kg.extract.lexicon.signatures import of_noun

DEED_ENDINGS = tuple(words("affixes", "deeds"))
FEW = 6  # letters: shorter words have no ending of their own
# Of what these name, "of" tells whose it is, where that is somebody: "an order of the court", "the decision of Roth".
OWNED = frozenset({"planned", "hypothetical", "probable", "tried"})


def is_event(noun: Token) -> bool:
    """Whether a noun names an event: by the list, else by its ending where it denotes nothing else."""
    lemma, known = noun.lemma_.lower(), lexicon().predicates
    if lemma in known.nouns:
        return True
    ending = len(lemma) > FEW and lemma.endswith(DEED_ENDINGS)
    return ending and lemma not in known.no_events and noun_type(lemma) is None


def only_tells_where(noun: Token) -> bool:
    """Whether a noun only tells where something is said: "said in a statement to the paper"."""
    prep = noun.head
    return noun.dep_ == "pobj" and prep.lower_ in ("in", "during") and prep.head.lemma_.lower() in lexicon().say


def is_tried(noun: Token) -> bool:
    """Whether a noun tells only that something is tried: "its attempt to buy Vell", whose event is to buy."""
    return "tried" in of_noun(noun) and any(syntax.has_to(child) for child in noun.children)


def is_owned(noun: Token) -> bool:
    """Whether "of" behind a noun brings in who does what it names, if it is somebody."""
    return noun.pos_ == "NOUN" and not of_noun(noun).isdisjoint(OWNED)
