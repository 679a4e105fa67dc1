"""What moves where a predicate tells that a figure goes up or down: functions that frames may ask for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain, islice

from spacy.tokens import Token

from kg.extract import syntax
from kg.extract.lexicon.classes import words
from kg.extract.syntax.figures import MARKS, Filler, change, changes, is_far, is_figure, is_step, level, may_move

DIMENSIONS = words("figures", "dimensions")
AT_MARK = MARKS | words("figures", "marks_reached")
HIGHEST, LOWEST = words("figures", "highest"), words("figures", "lowest")
MARK_PREPOSITIONS = words("prepositions", "marks")
SEEING = words("figures", "witnessing")
RESULTS = words("figures", "results")
MOVEMENT_PREPOSITIONS = words("prepositions", "moved")
MARKETS = words("figures", "markets")
OWNER_PREPOSITIONS = words("prepositions", "owners_of_figures")


def moving(verb: Token) -> Iterator[Filler]:
    """What goes up or down by itself: the subject of "prices fell", "the Nordex 40 fell 2%", "its value rose"."""
    other = any(not is_far(item) and item.lemma_.lower() not in DIMENSIONS for item in syntax.children(verb, "dobj"))
    reduced = verb.dep_ in ("acl", "relcl") and verb.tag_ in ("VBN", "VBD") and verb.left_edge == verb
    dropped = reduced and not changes(verb)
    if other or dropped or syntax.is_passive(verb):
        return  # "Vell raised its offer by 3%" moves something else; "bombs dropped there" do not move by themselves
    inner = [
        item
        for name, item, own in syntax.prepositions(verb)
        if own and name == "in" and item.lemma_.lower() in DIMENSIONS
    ]
    if inner:
        yield inner[0], 1.0
        return
    told = bool(changes(verb)) or any(True for _ in level(verb))
    for item in syntax.subjects(verb):
        if is_figure(item) or (may_move(item) and (told or _moves_elsewhere(item))):
            yield item, 1.0 if is_figure(item) else 0.9


def _moves_elsewhere(name: Token) -> bool:
    """Whether the article tells how far something of that name moved: "the Nordex fell 2%"."""
    if name.pos_ != "PROPN":
        return False
    same = (token for token in name.doc if token.lower_ == name.lower_ and token.dep_ in ("nsubj", "conj"))
    return any(token != name and any(map(is_step, changes(token.head))) for token in same)


def gaining(verb: Token) -> Iterator[Filler]:
    """What "gained 3%" or "lost nine points": the subject; of "lost 3% of its value" the value.

    Money that is lost or gained is a result, not a movement.
    """
    for item in syntax.children(verb, "dobj", "npadvmod"):
        if item.lemma_.lower() in DIMENSIONS:
            yield item, 1.0
            return
        if is_step(item):
            of = [pobj for prep in item.children if prep.lower_ == "of" for pobj in syntax.children(prep, "pobj")]
            of = [pobj for pobj in of if is_figure(pobj) or pobj.lemma_.lower() in DIMENSIONS]
            yield from ((found, 0.95) for found in of or syntax.subjects(verb) if may_move(found))
            return


def standing(verb: Token) -> Iterator[Filler]:
    """What "is up 3%", "closed down" or "opened lower": the subject of a figure, or of anything told how far."""
    told = bool(changes(verb))
    for item in syntax.subjects(verb):
        if is_figure(item) or (told and may_move(item)):
            yield item, 0.95


def peaking(verb: Token) -> Iterator[Filler]:
    """What "reached its highest level", "closed at a record high": the subject."""
    yield from ((item, 0.95) for item in _at_mark(verb, HIGHEST) if may_move(item))


def bottoming(verb: Token) -> Iterator[Filler]:
    """What "hit a three-year low", "closed at its lowest levels": the subject."""
    yield from ((item, 0.95) for item in _at_mark(verb, LOWEST) if may_move(item))


def _at_mark(verb: Token, superlatives: frozenset[str]) -> list[Token]:
    """The subjects of a verb whose object, or what stands behind "at" or "to", is a mark above or below all others.

    "fell 3% to reach a low" tells of one movement, by its first verb.
    """
    if verb.dep_ in ("advcl", "xcomp") and syntax.has_to(verb) and changes(verb.head):
        return []
    marks = [
        *syntax.children(verb, "dobj"),
        *(item for name, item, own in syntax.prepositions(verb) if own and name in MARK_PREPOSITIONS),
    ]
    for mark in marks:
        extreme = any(child.lower_ in superlatives for child in syntax.children(mark, "amod", "compound"))
        if mark.lemma_.lower() in superlatives or (extreme and mark.lemma_.lower() in AT_MARK):
            return syntax.subjects(verb)
    return []


def compared(adjective: Token) -> Iterator[Filler]:
    """What is "2% lower than before": the subject of the copula."""
    if adjective.dep_ in ("acomp", "oprd", "attr") and changes(adjective):
        yield from ((item, 0.95) for item in syntax.subjects(adjective.head) if may_move(item))


def moved(verb: Token) -> Iterator[Filler]:
    """What somebody raises or cuts: the figure that is its object ("raised fees", "fees were cut")."""
    told = bool(changes(verb))
    for item in syntax.objects(verb):
        if is_figure(item) or (told and item.pos_ == "NOUN" and not is_far(item)):
            yield item, 1.0


def movement(noun: Token) -> Iterator[Filler]:
    """What moves where a noun tells it: "a fall in prices", "the Nordex's 3% fall", "shares saw a drop"."""
    far = changes(noun)
    told = any(map(is_step, far)) or (bool(far) and noun.lemma_ not in RESULTS)  # a loss of money is a result
    for name, item, own in syntax.prepositions(noun):
        if own and name in MOVEMENT_PREPOSITIONS and (is_figure(item) or (name == "in" and told and may_move(item))):
            yield item, 0.95
            return
    for child in syntax.children(noun, "poss"):
        if is_figure(child) or (told and child.pos_ == "PROPN"):
            yield child, 0.95
            return
    before = [child for child in syntax.children(noun, "compound", "nmod") if is_figure(child)]
    if before:
        yield before[-1], 0.9
        return
    verb = _carrier(noun)
    if verb is None:
        return
    told = told or (noun.lemma_ != "loss" and _tells_markets(noun))
    # "left the index at 12, a fall of 3%" tells of the index
    left = [item for item in syntax.children(verb, "dobj") if noun.dep_ == "appos" and is_figure(item)]
    for item in left or syntax.subjects(verb):
        if is_figure(item) or (told and may_move(item)):
            yield item, 0.9


def _carrier(noun: Token) -> Token | None:
    """The verb whose subject moved: "saw a fall", "fared worse, with a 3% fall", "closed at 12, a 3% fall".

    None where the noun has an owner of its own ("its fall" is the subject's).
    """
    head = noun.head
    if any(child.tag_ != "PRP$" for child in syntax.children(noun, "poss")):
        return None
    if noun.dep_ == "dobj" and head.lemma_ in SEEING:
        return head
    if noun.dep_ == "appos" and changes(noun):
        return next((verb for verb in noun.ancestors if syntax.is_verbal(verb)), None)
    verb = head.head if noun.dep_ == "pobj" else noun
    beside = head.lower_ == "with" and verb.lemma_ != "be"
    return verb if syntax.is_verbal(verb) and (beside or (head.lower_ == "from" and verb.lemma_ in SEEING)) else None


def _tells_markets(token: Token) -> bool:
    """Whether an article is of markets, where a firm's name stands for its share: it speaks of an index."""
    return any(other.lemma_.lower() in MARKETS for other in token.doc)


def bearing(token: Token) -> Iterator[Filler]:
    """Whose the figure is: the owner of what a predicate moves ("Vell's shares", "shares in Vell")."""
    yield from islice(_bearers(token), 1)


def _bearers(token: Token) -> Iterator[Filler]:
    by_noun = token.pos_ in ("NOUN", "PROPN")  # whose subject is who brings the movement about, rather than what moves
    moves = (moving, gaining, standing, peaking, bottoming, moved)
    for item, _ in chain.from_iterable(find(token) for find in ((movement, *moves) if by_noun else (*moves, movement))):
        owners = list(_owners(item, token))
        yield from owners
        if owners or not by_noun:
            return


def _owners(item: Token, token: Token) -> Iterator[Filler]:
    if item.lemma_.lower() in DIMENSIONS and not syntax.children(item, "poss"):
        yield from ((owner, 0.9) for owner in syntax.subjects(token) if owner != item)
    yield from ((syntax.resolve_relative(child), 0.95) for child in syntax.children(item, "poss"))
    yield from ((owner, 0.9) for name, owner, own in syntax.prepositions(item) if own and name in OWNER_PREPOSITIONS)
    yield from ((child, 0.85) for child in syntax.children(item, "compound", "nmod") if child.pos_ == "PROPN")


FIGURES: dict[str, Callable[[Token], Iterator[Filler]]] = {
    "change": change,
    "level": level,
    "moving": moving,
    "gaining": gaining,
    "standing": standing,
    "peaking": peaking,
    "bottoming": bottoming,
    "compared": compared,
    "moved": moved,
    "movement": movement,
    "bearing": bearing,
}
