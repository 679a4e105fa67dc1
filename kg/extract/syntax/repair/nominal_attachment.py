"""Repairs of attachment: what belongs to a noun and hangs elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extract.lexicon import lexicon, noun_type
from kg.extract.lexicon.classes import words
from kg.extract.syntax.clauses import children
from kg.model import ORGANIZATION_TYPES, EntityType

COPULAS = words("auxiliaries", "described", "staying")
OF_POSTS = words("prepositions", "title_owners")
SOMEBODY = frozenset({EntityType.PERSON, EntityType.GROUP})


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


def relative(clause: Token) -> None:
    """ "An engineer at Acme, who built it", "the founder of Acme, which makes it": "who" is somebody, "which" is not.

    The parser hangs the clause on the nearest noun, or on the one that all depends on.
    """
    pronoun, noun = clause.left_edge, clause.head
    if pronoun.lower_ in ("who", "whom") and not _may_be_somebody(noun):
        above = next((word for word in _nouns_above(noun) if _denotes_somebody(word)), None)
        if above is not None and above.i < noun.i:
            clause.head = above
    elif pronoun.lower_ == "which" and pronoun.i > 1 and _denotes_somebody(noun):
        before = pronoun.nbor(-1) if pronoun.nbor(-1).text != "," else pronoun.nbor(-2)
        if before.dep_ == "pobj" and noun.is_ancestor(before) and not _may_be_somebody(before):
            clause.head = before


def _nouns_above(noun: Token) -> Iterator[Token]:
    """The nouns whose phrases a noun stands in, the nearest first: "engineer" for "Acme" in "an engineer at Acme".

    Behind a verb's object the phrase may hang on the verb as well: "hired an engineer at Acme".
    """
    while noun.dep_ == "pobj" and noun.head.dep_ == "prep" and noun.head.head.pos_ in ("NOUN", "PROPN"):
        noun = noun.head.head
        yield noun
    if noun.dep_ == "pobj" and noun.head.dep_ == "prep" and noun.head.head.pos_ == "VERB":
        yield from (child for child in noun.head.head.rights if child.dep_ == "dobj" and child.i < noun.i)


def _denotes_somebody(noun: Token) -> bool:
    before = noun.nbor(-1).lower_ if noun.i else ""
    return noun.pos_ == "NOUN" and noun_type(noun.lemma_.lower(), before) in SOMEBODY


def _may_be_somebody(noun: Token) -> bool:
    """Whether nothing speaks against a noun's being somebody: no name but a person's, no word for something else.

    Somebody is not worked "at", whatever a firm's name looks like.
    """
    if noun.dep_ == "pobj" and noun.head.lower_ == "at":
        return False
    if noun.pos_ == "PROPN":
        return noun.ent_type_ == "PERSON"
    before = noun.nbor(-1).lower_ if noun.i else ""
    return noun_type(noun.lemma_.lower(), before) in SOMEBODY | {None}


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


def headed(name: Token) -> None:
    """ "The head of the fund, Jo Rao", "its candidate for mayor, Jo Rao": somebody's name, hung on what they head."""
    body, edge = name.head, name.left_edge
    bare = body.tag_ == "NN" and not any(child.dep_ in ("det", "poss") for child in body.children)
    if name.ent_type_ != "PERSON" or edge.i == 0 or edge.nbor(-1).text != "," or (_may_be_somebody(body) and not bare):
        return
    office = next((noun for noun in _nouns_above(body) if _denotes_somebody(noun) or _is_post(noun)), None)
    if office is None:
        return
    if office.dep_ == "conj" and not children(office, "det", "poss") and _is_post(office.head):
        office = office.head  # "the president and general counsel of Brindle Systems, Ada Marsh"
    name.head = office


def holder(name: Token) -> None:
    """ "The governor of Washford Chris Gregor": who holds a post, hung with what it is of on the preposition."""
    preposition = name.head
    office = preposition.head
    if name.ent_type_ != "PERSON" or preposition.lower_ not in OF_POSTS or not _is_post(office):
        return
    first = next((item for item in name.subtree if item.ent_type_ == "PERSON" and item.ent_iob_ == "B"), name)
    before = [child for child in name.lefts if child.i < first.i]
    of = next((child for child in reversed(before) if child.pos_ == "PROPN"), None)
    if first == name or of is None or of.i + 1 != first.i:
        return
    of.head, of.dep_ = preposition, "pobj"
    for child in before:
        if child != of:
            child.head = of
    name.head, name.dep_ = office, "appos"


def _is_post(noun: Token) -> bool:
    return noun.pos_ in ("NOUN", "PROPN") and noun.lemma_.lower() in lexicon().positions


def post(preposition: Token) -> None:
    """ "Became professor of botany at the university": where a post is held, hung on the verb."""
    verb = preposition.head
    if preposition.lower_ != "at" or verb.lemma_ not in COPULAS:
        return
    what = next((child for child in verb.rights if child.dep_ in ("attr", "oprd") and child.i < preposition.i), None)
    if what is None or what.right_edge.i + 1 != preposition.i or not (_denotes_somebody(what) or _is_post(what)):
        return
    if any(_is_body(item) for item in children(preposition, "pobj")):
        preposition.head = what


def _is_body(noun: Token) -> bool:
    before = noun.nbor(-1).lower_ if noun.i else ""
    return noun.ent_type_ == "ORG" or noun_type(noun.lemma_.lower(), before) in ORGANIZATION_TYPES
