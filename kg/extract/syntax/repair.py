"""Parse repair: what the parser gets wrong in one and the same way, mended for everybody before anything is found.

Each repair is a function of a token that changes its label or head in place; a second time it finds nothing to mend.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from kg.extract.lexicon import noun_type
from kg.extract.lexicon.classes import words
from kg.extract.syntax.clauses import QUESTIONING, has_to

RANKING = words("time", "ranking")


def repair(doc: Doc) -> None:
    """Mends the parse in place."""
    for token in doc:
        _infinitive(token)


def _infinitive(token: Token) -> None:
    """ "A deal to acquire it": an infinitive without a subject or a relative pronoun completes its noun.

    Of somebody it tells what they do or are to do ("a chief to lead it"), and so it does of what is one of a ranking or
    the only one: "the biggest stock to drop", "the only deal to fall through".
    """
    noun = token.head
    if token.dep_ != "relcl" or token.tag_ != "VB" or not has_to(token) or noun.pos_ != "NOUN":
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
