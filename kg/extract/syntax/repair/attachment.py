"""Repairs of attachment: words that hang on the wrong head."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.lexicon.classes import words

REPORTING = words("reporting_verbs", "speaking", "conveying")


def participle(clause: Token) -> None:
    """ "Ana Roth, asked about it, said it was late": a participle between commas tells of the subject before it.

    The parser takes it for a clause that the verb of saying reports, and its subject for its own.
    """
    verb = clause.head
    told = verb.tag_ in ("VBD", "VBZ") and verb.lemma_ in REPORTING and verb.i > clause.i
    if not told or clause.tag_ not in ("VBD", "VBN") or any(child.dep_ == "nsubj" for child in verb.children):
        return
    if not any(child.dep_ == "ccomp" for child in verb.rights):
        return
    subject = next((child for child in clause.lefts if child.dep_ == "nsubj"), None)
    if subject is None or clause.nbor(-1).text != "," or clause.i - subject.right_edge.i > 2:
        return
    if verb.nbor(-1).text == "," and not any(child.dep_ in ("aux", "auxpass", "mark") for child in clause.children):
        subject.head, subject.dep_ = verb, "nsubj"
        clause.head, clause.dep_ = subject, "acl"


def apposed(token: Token) -> None:
    """ "Fined it for fixing prices with a rival, Dunham, in May": a name in commas is the noun's before it."""
    if token.pos_ != "PROPN" or token.left_edge.i < 2:
        return
    comma, noun = token.left_edge.nbor(-1), token.left_edge.nbor(-2)
    last = token.right_edge
    after = last if last.is_punct or last.i + 1 == len(token.doc) else last.nbor()
    described = noun.pos_ == "NOUN" and any(child.dep_ in ("det", "poss") for child in noun.children)
    if comma.text == "," and described and noun.dep_ in ("pobj", "dobj") and after.is_punct:
        token.head, token.dep_ = noun, "appos"


def per_cent(cent: Token) -> None:
    """ "Owns 9 per cent of it", "rose to 5 per cent": the unit is the head of its number, as it is in "9 percent"."""
    if cent.lower_ not in ("cent", "cent.") or cent.i < 2:
        return
    per, number = cent.nbor(-1), cent.nbor(-2)
    if per.lower_ != "per" or number.tag_ != "CD":
        return
    if cent.head == per and per.head == number:
        cent.head, cent.dep_ = number.head if number.head != number else cent, number.dep_
        for child in [child for child in number.rights if child.i > cent.i]:
            child.head = cent
    if cent.head not in (per, number):
        number.head, number.dep_ = cent, "nummod"
        per.head, per.dep_ = cent, "nmod"
