"""Prices, indices, rates and counts: what is a figure, how far it moved, and where to.

A noun is a figure's where it is of what is counted or priced ("prices"), or where it is told how far it moved, in
percent, points or money ("the Nordex 40 fell 2%"): a climber who falls is none. ``movements`` says what moves.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extract.lexicon import classes, lexicon
from kg.extract.syntax import money
from kg.extract.syntax.clauses import children
from kg.extract.syntax.prepositions import prepositions

Filler = tuple[Token, float]
STEPS = classes.words("measures", "steps")
MARKS = classes.words("figures", "marks")
LEVELS = classes.words("prepositions", "levels")
EVERYWHERE = classes.words("figures", "everywhere")
AROUND = EVERYWHERE | classes.words("prepositions", "around")
OWNERLESS = 0.5  # of the confidence, where it is not told whose figure moved
DIRECTIONS = classes.words("figures", "directions")
PEOPLE = classes.words("pronouns", "people")
PLURAL = classes.words("pronouns", "pointing_plural")
VAGUE = classes.words("quantifiers", "vague")


def is_figure(token: Token) -> bool:
    """Whether a noun is of something that is counted or priced: "shares", "the unemployment rate"."""
    if token.pos_ not in ("NOUN", "PROPN"):
        return False
    return token.lemma_.lower() in lexicon().figures or _counts(token.lower_)


def is_bare(words: str) -> bool:
    """Whether words for what moved are a figure's noun alone, which tells nobody whose: "value", "the price"."""
    return words[1:].islower() and _counts(words.lower())


def _counts(word: str) -> bool:
    return not lexicon().figures.isdisjoint({word, word.removesuffix("s")})


def is_step(token: Token) -> bool:
    """Whether a word heads how far something moved: "2.6%", "nine points", "half a percent"."""
    if token.lemma_.lower() in STEPS or token.lower_ in STEPS:
        return any(child.like_num or child.pos_ == "NUM" or child.lower_ in ("half", "a") for child in token.children)
    if token.text.endswith("%") and token.text[:1].isdigit():
        return True
    return token.ent_type_ == "PERCENT" and token.lemma_ != "value"


def changes(token: Token) -> list[Token]:
    """How far the predicate says that something moved, as tokens; empty where it does not."""
    hosts = [token, *(child for child in token.children if child.lower_ in DIRECTIONS)]
    found = [child for host in hosts for child in children(host, "dobj", "npadvmod", "attr", "advmod") if is_far(child)]
    found += [item for name, item, _ in prepositions(token) if name == "by" and (is_far(item) or item.like_num)]
    if token.pos_ == "NOUN":
        found += [item for name, item, own in prepositions(token) if own and name == "of" and is_far(item)]
        before = [child for child in token.lefts if child.dep_ in ("compound", "nmod", "nummod", "amod")]
        found += [child for child in before if is_step(child)]
    return found


def is_far(token: Token) -> bool:
    """Whether a token says how far something moved: a step, a sum, a bare number of points."""
    bare = token.pos_ == "NUM" and token.dep_ in ("npadvmod", "dobj") and "." in token.text
    return is_step(token) or bare or money.span(token) is not None


def change(token: Token) -> Iterator[Filler]:
    """ "fell 3%", "a 3% fall", "down by nine points": how far."""
    yield from ((item, 1.0) for item in changes(token)[:1])


def level(token: Token) -> Iterator[Filler]:
    """ "fell to 8,017", "closed at a three-year low": where to."""
    for name, item, _ in prepositions(token):
        if name in LEVELS and (item.like_num or item.lemma_.lower() in MARKS or money.span(item) or is_step(item)):
            yield item, 0.95
            return


def may_move(token: Token) -> bool:
    """Whether a word may stand for a figure where it is told how far it moved: an index, a firm for its share."""
    article = any(child.lower_ == "the" for child in token.lefts)  # "the Nordex" is nobody, whatever it is taken for
    named = token.ent_type_ == "PERSON" and not article
    people = named or token.lower_ in PEOPLE
    return token.pos_ in ("PROPN", "NUM", "NOUN", "PRON") and not people


def antecedent(pronoun: Token) -> Token | None:
    """The figure that "it" or "they" stands for: the last subject before it in its sentence or the one before.

    Of "one of the worst was the Nordex 40" the Nordex is meant. None where that is no figure and no name.
    """
    plural = pronoun.lower_ in PLURAL
    start = pronoun.sent.start
    first = pronoun.doc[start - 1].sent.start if start else start
    for token in reversed(pronoun.doc[first : pronoun.i]):
        if token.dep_ not in ("nsubj", "nsubjpass") or token.pos_ not in ("NOUN", "PROPN", "NUM"):
            continue
        told = next(iter(children(token.head, "attr")), token) if token.lower_ in VAGUE else token
        many = told.tag_ in ("NNS", "NNPS") or bool(children(told, "conj"))
        if is_figure(told) or (told.pos_ != "NOUN" and may_move(told)):
            return told if many == plural else None
    return None
