"""Repairs of labels: words on the right head, under the wrong function."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.lexicon import noun_type
from kg.extract.lexicon.classes import words
from kg.extract.syntax.arguments import DITRANSITIVE, PREPOSITION_CONTROL, RIGHTS
from kg.extract.syntax.clauses import QUESTIONING, has_to

GIVEN = RIGHTS | words("receiving", "given")
RANKING = words("time", "ranking")


def infinitive(token: Token) -> None:
    """ "A deal to acquire it": an infinitive without a subject or a relative pronoun completes its noun.

    Of somebody it tells what they do or are to do ("a chief to lead it"), and so it does of what is one of a ranking or
    the only one: "the biggest stock to drop", "the only deal to fall through".
    """
    noun = token.head
    if token.tag_ != "VB" or not has_to(token) or noun.pos_ != "NOUN":
        return
    if any(child.dep_ in ("nsubj", "nsubjpass", "csubj") for child in token.children):
        return
    if noun.text[:1].isupper() and noun.i > noun.sent.start:
        return  # a name that the parser takes for a noun: "Deals: Vell to buy Harrow"
    if any(child.tag_ == "JJS" or child.lower_ in RANKING or child.ent_type_ == "ORDINAL" for child in noun.lefts):
        return
    before = noun.nbor(-1).lower_ if noun.i else ""
    if noun_type(noun.lemma_.lower(), before) is None and not any(word.tag_ in QUESTIONING for word in token.lefts):
        token.dep_ = "acl"


def then(token: Token) -> None:
    """ "Told them it had stopped, then conceded that it had not": a verb behind "then" goes on with the one before."""
    before, head = token.nbor(-1) if token.i else token, token.head
    if before.lower_ != "then" or not (token.tag_ == head.tag_ == "VBD") or head.i > token.i:
        return
    if not any(child.dep_ in ("nsubj", "nsubjpass", "mark") for child in token.children):
        token.dep_ = "conj"


def called_on(token: Token) -> None:
    """ "Called on the ministry to release it": the infinitive is what is called for, and no purpose of the call."""
    head = token.head
    if token.tag_ != "VB" or not has_to(token) or token.i < head.i:
        return
    wanted = PREPOSITION_CONTROL.get(head.lemma_.lower())
    preps = (child for child in head.rights if child.dep_ == "prep" and child.lower_ == wanted)
    before = [prep for prep in preps if prep.right_edge.i + 1 == token.left_edge.i]
    whom = [child for prep in before for child in prep.children if child.dep_ == "pobj"]
    if any(item.ent_type_ not in ("DATE", "TIME") for item in whom):
        token.dep_ = "xcomp"


def receiver(token: Token) -> None:
    """ "Gave Vell Systems permission": a name before what is given is whoever is given it."""
    verb = token.head
    if token.lemma_.lower() not in GIVEN or verb.lemma_.lower() not in DITRANSITIVE:
        return
    if any(child.dep_ == "dative" for child in verb.children) or any(child.dep_ == "det" for child in token.children):
        return
    names = [item for item in verb.doc[token.left_edge.i : token.i] if item.pos_ == "PROPN"]
    if not names or names[-1].i + 1 != token.i or names[-1].dep_ != "compound":
        return
    for name in names:
        if name.head == token:
            name.head = names[-1]
    names[-1].head, names[-1].dep_ = verb, "dative"
