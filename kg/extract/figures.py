"""Prices, indices, rates and counts that move: what moves, by how much, to where; functions that frames may ask for.

What a verb of motion moves is a figure where its noun is one ("prices fell"), or where it is told how far in percent,
points or money ("the Nordex 40 fell 2%"): a climber who falls is none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice

from spacy.tokens import Token

from kg.extract import grammar, sums
from kg.extract.lexicon import lexicon

Filler = tuple[Token, float]
STEPS = frozenset({"point", "pt", "percent", "pct", "%", "fold", "bp"})
# What an index is said to do something in: "rose in value".
DIMENSIONS = frozenset({"value", "price", "size", "strength", "number", "volume"})
MARKS = frozenset({"high", "low", "level", "record", "mark", "peak", "trough"})
# What tells where the markets are that moved: "stock markets around the world".
AROUND = frozenset({"around", "across", "throughout", "worldwide", "everywhere"})
LEVELS = frozenset({"to", "at", "below", "above", "under", "over"})
OWNERLESS = 0.5  # of the confidence, where it is not told whose figure moved
# Verbs that say only that something moved; their subject or object is what moved.
SEEING = frozenset(
    """see post have log suffer record experience enjoy register show report make mark take register sustain
    undergo register witness notch""".split()
)


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
    hosts = [token, *(child for child in token.children if child.lower_ in ("up", "down", "lower", "higher"))]
    found = [
        child for host in hosts for child in grammar.children(host, "dobj", "npadvmod", "attr", "advmod") if _far(child)
    ]
    found += [item for name, item, _ in grammar.prepositions(token) if name == "by" and (_far(item) or item.like_num)]
    if token.pos_ == "NOUN":
        found += [item for name, item, own in grammar.prepositions(token) if own and name == "of" and _far(item)]
        before = [child for child in token.lefts if child.dep_ in ("compound", "nmod", "nummod", "amod")]
        found += [child for child in before if is_step(child)]
    return found


def _far(token: Token) -> bool:
    bare = token.pos_ == "NUM" and token.dep_ in ("npadvmod", "dobj") and "." in token.text
    return is_step(token) or bare or sums.span(token) is not None


def change(token: Token) -> Iterator[Filler]:
    """ "fell 3%", "a 3% fall", "down by nine points": how far."""
    yield from ((item, 1.0) for item in changes(token)[:1])


def level(token: Token) -> Iterator[Filler]:
    """ "fell to 8,017", "closed at a three-year low": where to."""
    for name, item, _ in grammar.prepositions(token):
        if name in LEVELS and (item.like_num or item.lemma_.lower() in MARKS or sums.span(item) or is_step(item)):
            yield item, 0.95
            return


def moving(verb: Token) -> Iterator[Filler]:
    """What goes up or down by itself: the subject of "prices fell", "the Nordex 40 fell 2%", "its value rose"."""
    other = any(not _far(item) and item.lemma_.lower() not in DIMENSIONS for item in grammar.children(verb, "dobj"))
    if other or grammar.is_passive(verb):
        return  # "Vell raised its offer by 3%" moves something else
    inner = [
        item
        for name, item, own in grammar.prepositions(verb)
        if own and name == "in" and item.lemma_.lower() in DIMENSIONS
    ]
    if inner:
        yield inner[0], 1.0
        return
    told = bool(changes(verb)) or any(True for _ in level(verb))
    for item in grammar.subjects(verb):
        if is_figure(item) or (told and _may_move(item)):
            yield item, 1.0 if is_figure(item) else 0.9


def _may_move(token: Token) -> bool:
    """Whether a word may stand for a figure where it is told how far it moved: an index, a firm for its share."""
    people = token.ent_type_ == "PERSON" or token.lower_ in ("he", "she", "who", "i", "we", "you")
    return token.pos_ in ("PROPN", "NUM", "NOUN", "PRON") and not people


def antecedent(pronoun: Token) -> Token | None:
    """The figure that "it" or "they" stands for: the last subject before it in its sentence or the one before.

    Of "one of the worst was the Nordex 40" the Nordex is meant. None where that is no figure and no name.
    """
    plural = pronoun.lower_ in ("they", "these", "those")
    start = pronoun.sent.start
    first = pronoun.doc[start - 1].sent.start if start else start
    for token in reversed(pronoun.doc[first : pronoun.i]):
        if token.dep_ not in ("nsubj", "nsubjpass") or token.pos_ not in ("NOUN", "PROPN", "NUM"):
            continue
        told = next(iter(grammar.children(token.head, "attr")), token) if token.lower_ in ("one", "some") else token
        many = told.tag_ in ("NNS", "NNPS") or bool(grammar.children(told, "conj"))
        if is_figure(told) or (told.pos_ != "NOUN" and _may_move(told)):
            return told if many == plural else None
    return None


def gaining(verb: Token) -> Iterator[Filler]:
    """What "gained 3%" or "lost nine points": the subject; of "lost 3% of its value" the value.

    Money that is lost or gained is a result, not a movement.
    """
    for item in grammar.children(verb, "dobj", "npadvmod"):
        if item.lemma_.lower() in DIMENSIONS:
            yield item, 1.0
            return
        if is_step(item):
            of = [pobj for prep in item.children if prep.lower_ == "of" for pobj in grammar.children(prep, "pobj")]
            of = [pobj for pobj in of if is_figure(pobj) or pobj.lemma_.lower() in DIMENSIONS]
            yield from ((found, 0.95) for found in of or grammar.subjects(verb) if _may_move(found))
            return


def standing(verb: Token) -> Iterator[Filler]:
    """What "is up 3%", "closed down" or "opened lower": the subject of a figure, or of anything told how far."""
    told = bool(changes(verb))
    for item in grammar.subjects(verb):
        if is_figure(item) or (told and _may_move(item)):
            yield item, 0.95


def compared(adjective: Token) -> Iterator[Filler]:
    """What is "2% lower than before": the subject of the copula."""
    if adjective.dep_ in ("acomp", "oprd", "attr") and changes(adjective):
        yield from ((item, 0.95) for item in grammar.subjects(adjective.head) if _may_move(item))


def moved(verb: Token) -> Iterator[Filler]:
    """What somebody raises or cuts: the figure that is its object ("raised fees", "fees were cut")."""
    told = bool(changes(verb))
    for item in grammar.objects(verb):
        if is_figure(item) or (told and item.pos_ == "NOUN" and not _far(item)):
            yield item, 1.0


def movement(noun: Token) -> Iterator[Filler]:
    """What moves where a noun tells it: "a fall in prices", "the Nordex's 3% fall", "shares saw a drop"."""
    far = changes(noun)
    told = any(map(is_step, far)) or (bool(far) and noun.lemma_ not in ("loss", "gain"))  # a loss of money is a result
    for name, item, own in grammar.prepositions(noun):
        if own and name in ("in", "of", "to") and (is_figure(item) or (name == "in" and told and _may_move(item))):
            yield item, 0.95
            return
    for child in grammar.children(noun, "poss"):
        if is_figure(child) or (told and child.pos_ == "PROPN"):
            yield child, 0.95
            return
    before = [child for child in grammar.children(noun, "compound", "nmod") if is_figure(child)]
    if before:
        yield before[-1], 0.9
        return
    verb = noun.head
    if noun.dep_ == "dobj" and verb.lemma_ in SEEING and grammar.is_verbal(verb):
        for item in grammar.subjects(verb):
            if is_figure(item) or (told and _may_move(item)):
                yield item, 0.9


def bearing(token: Token) -> Iterator[Filler]:
    """Whose the figure is: the owner of what a predicate moves ("Vell's shares", "shares in Vell")."""
    yield from islice(_bearers(token), 1)


def _bearers(token: Token) -> Iterator[Filler]:
    for item, _ in (*moving(token), *gaining(token), *standing(token), *moved(token), *movement(token)):
        if item.lemma_.lower() in DIMENSIONS and not grammar.children(item, "poss"):
            yield from ((owner, 0.9) for owner in grammar.subjects(token) if owner != item)
        yield from ((grammar.real(child), 0.95) for child in grammar.children(item, "poss"))
        yield from (
            (owner, 0.9) for name, owner, own in grammar.prepositions(item) if own and name in ("of", "in", "at")
        )
        yield from ((child, 0.85) for child in grammar.children(item, "compound", "nmod") if child.pos_ == "PROPN")
        return


FIGURES: dict[str, Callable[[Token], Iterator[Filler]]] = {
    "change": change,
    "level": level,
    "moving": moving,
    "gaining": gaining,
    "standing": standing,
    "compared": compared,
    "moved": moved,
    "movement": movement,
    "bearing": bearing,
}
