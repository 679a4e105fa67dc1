"""Prepositional phrases: every complement that belongs to a predicate, wherever the parser hangs it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from spacy.tokens import Token

from kg.extract.lexicon.classes import words
from kg.extract.syntax.arguments import resolve_relative
from kg.extract.syntax.clauses import children
from kg.extract.syntax.coordination import coordinated, included

CLOSED = words("prepositions", "fixed")


def prepositions(predicate: Token) -> Iterator[tuple[str, Token, bool]]:
    """Every (preposition, complement, own) of a predicate, coordination undone.

    ``own`` is False for a phrase that the parser hung on the predicate's object or on another of its phrases, where
    English often leaves the attachment open ("selling software to police").
    """
    seen: set[int] = set()
    gapped = _gapped(predicate)
    for host, own in _hosts(predicate):
        for prep in host.children:
            if prep.i in seen or prep.i in gapped or not _is_phrase(prep):
                continue
            seen.add(prep.i)
            for name, complement in _complements(prep):
                for item in coordinated(complement):
                    if item.i in gapped:
                        continue
                    yield name, resolve_relative(item), own
                    for member in included(item):
                        yield name, member, own


def _is_phrase(prep: Token) -> bool:
    """Whether a token heads a prepositional phrase, one coordinated with its verb included ("…, but to the agency")."""
    if prep.dep_ == "conj":
        return prep.pos_ == "ADP"
    return prep.dep_ in ("prep", "dative", "agent", "prt") and prep.pos_ in (
        "ADP",
        "SCONJ",
        "VERB",
        "PART",
        "ADV",
        "ADJ",
    )


def _gapped(predicate: Token) -> set[int]:
    """The tokens of "sold A to B and C to D" that belong together without the verb: C and its "to"."""
    found: set[int] = set()
    phrases = [child for child in predicate.children if _is_phrase(child)]
    for first, second in pairwise(phrases):
        if first.lower_ == second.lower_ and first.dep_ != "conj":
            items = [item for pobj in children(first, "pobj") for item in coordinated(pobj)[1:]]
            beside = next((item for item in items if item.right_edge.i + 1 == second.left_edge.i), None)
            if beside is not None:
                found |= {beside.i, second.i}
    return found


def _complements(prep: Token) -> Iterator[tuple[str, Token]]:
    name = prep.lower_
    for child in prep.children:
        if child.dep_ in ("pobj", "pcomp"):
            yield name, child
        elif child.dep_ == "prep" and name not in CLOSED:
            # "including to the agency", "out of court"
            yield from _complements(child)
        elif child.dep_ == "conj" and child.pos_ == "ADP":
            yield from _complements(child)


def _hosts(predicate: Token) -> Iterator[tuple[Token, bool]]:
    """The tokens whose prepositional phrases may belong to the predicate, itself first."""
    yield predicate, True
    for conj in children(predicate, "prep", "dative", "agent"):
        # "for years, including to the agency": a phrase hung on a phrase
        for pobj in children(conj, "pobj"):
            yield pobj, False
        yield from ((nested, False) for nested in children(conj, "prep"))
    for token in (*children(predicate, "dobj"), *(children(predicate, "attr"))):
        for item in coordinated(token):
            yield item, False
            last = item.nbor() if item.i + 1 < len(item.doc) else item
            if last.tag_ == "VBG" and last.dep_ in ("acl", "advcl", "xcomp") and not children(last, "dobj", "nsubj"):
                yield last, False  # "sold face matching to the police", read as a verb
            for prep in children(item, "prep"):
                if prep.lower_ != "of":
                    yield from ((pobj, False) for pobj in children(prep, "pobj"))
    for appositive in (a for token in children(predicate, "dobj") for a in children(token, "appos")):
        yield appositive, False
