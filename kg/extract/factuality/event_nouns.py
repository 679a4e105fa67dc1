"""What is said of an event by what stands around its noun: "the proposed sale", "the sale fell through".

Whatever becomes of a lawsuit, a pledge or a contract (``lasting``), it was there once it was made.
"""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from kg.extract import syntax
from kg.extract.factuality import embedding
from kg.extract.factuality.value import Stance
from kg.extract.lexicon.classes import groups, words
from kg.extract.lexicon.signatures import of_noun, of_verb, phrasal_in, signatures
from kg.model import Actuality, Certainty, Polarity

# An argument of one of these is the event itself: "made a pitch", "filed a lawsuit".
LIGHT = words("light_verbs", "performing", "receiving")
BEGINNINGS = words("factuality", "beginnings")
GIVEN_UP = words("factuality", "given_up")
ABOUT = groups("preposition_pairs", "event_nouns")
TALKS_AND_RUMOURS = words("factuality", "negotiating", "rumours")
PRESUPPOSED = words("factuality", "presupposed")
PREDICATES = frozenset({"acomp", "advmod", "attr", "prt", "prep"})
PRIVATIVE = words("prepositions", "privative")
OF_TALK = words("prepositions", "about")
INSTEAD = words("negation", "instead") | {"short"}


def modified(noun: Token, told: Stance) -> Stance:
    """The stance after the adjectives before an event noun: "the proposed sale", "an alleged sale"."""
    if syntax.is_verbal(noun):
        return told
    for child in noun.lefts:
        if child.dep_ in ("amod", "nmod", "compound", "punct"):
            told = _judged(noun, _adjective(child), told)
    return told


def _adjective(word: Token) -> str:
    """An adjective, "would-be" put together again."""
    before = word.doc[max(0, word.i - 2) : word.i].text.lower()
    return "would-be" if word.lower_ == "be" and before.startswith("would") else word.lower_


def _judged(noun: Token, adjective: str, told: Stance) -> Stance:
    names = signatures("modifiers").get(adjective, frozenset())
    if not names or ("negated" in names and lasts(noun)):
        return told
    return embedding.apply(names, replace(told, polarity=Polarity.AFFIRMED) if "negated" in names else told)


def lasts(noun: Token) -> bool:
    """Whether what a noun names was there whatever became of it."""
    return "tie" in signatures("lasting").get(noun.lemma_.lower(), frozenset())


def of_subject(noun: Token, verb: Token, outer: Stance, *, definite: bool) -> Stance:
    """The stance of an event noun that is the subject of ``verb``, whose own stance is ``outer``.

    Only verbs of taking place tell whether it does; of anything else said about it a definite one is presupposed.
    """
    presupposed = replace(outer, polarity=Polarity.AFFIRMED, actuality=Actuality.ACTUAL) if definite else outer
    predicate = next((child for child in verb.children if child.dep_ in PREDICATES and _tells(child)), None)
    if verb.lemma_ == "be" and predicate is not None:
        said = outer if outer.polarity is not Polarity.NEGATED else outer.open()
        return _judged(noun, predicate.lower_, said)
    names = signatures("occurring").get(_phrase(verb), frozenset())
    if not names or lasts(noun):
        return presupposed
    return embedding.apply(names, outer)


def _tells(predicate: Token) -> bool:
    return predicate.lower_ in signatures("modifiers")


def _phrase(verb: Token) -> str:
    """A verb of taking place with the word that completes it: "take place", "come to nothing", "go ahead"."""
    known, lemma = signatures("occurring"), verb.lemma_.lower()
    following = [token.lower_ for token in verb.doc[verb.i + 1 : verb.i + 3]]
    phrases = [" ".join([lemma, *following[:length]]) for length in (2, 1)]
    return next((phrase for phrase in phrases if phrase in known), lemma)


def of_object(noun: Token, verb: Token, outer: Stance) -> Stance:
    """The stance of an event noun that ``verb``, whose own stance is ``outer``, is done to."""
    lemma = phrasal_in(verb, signatures("verbs"))
    ending, names = signatures("ending").get(lemma, frozenset()), of_noun(noun)
    if verb.lemma_ == "face" and "penalty" in signatures("lasting").get(noun.lemma_.lower(), frozenset()):
        return outer.in_world(Actuality.PLANNED).at_most(Certainty.POSSIBLE)
    if verb.lemma_ in LIGHT and " " not in lemma:
        return outer
    if "-/o" in names and embedding.lifts(verb):
        return outer.negated()  # "ended its ban": it holds no longer
    if "tie" in ending and lasts(noun):
        return Stance(holders=outer.holders)
    if "plan" in ending and names & {"planned", "hypothetical"} and outer.polarity is Polarity.AFFIRMED:
        return outer.negated()
    if lemma in GIVEN_UP and noun.lemma_.lower() in BEGINNINGS and outer.polarity is Polarity.AFFIRMED:
        return outer.negated().in_world(Actuality.PLANNED)
    if embedding.negates(verb):
        holder = embedding.speaker(verb)
        held = replace(outer, holders=(holder, *outer.holders) if holder else outer.holders)
        return held.open() if outer.polarity is Polarity.NEGATED else held.negated()
    return embedding.apply(of_verb(verb) - {"+/-"}, outer)


def about(governor: Token, preposition: Token, *, definite: bool) -> bool:
    """Whether a noun says of the deed behind its preposition that it is planned, barred, rumoured or the like."""
    names, name, lemma = of_noun(governor), preposition.lower_, governor.lemma_.lower()
    if not definite or (name in OF_TALK and lemma in TALKS_AND_RUMOURS):
        return True
    return lemma not in PRESUPPOSED and any(kind in names and name in ABOUT[kind] for kind in ABOUT)


def excluded(preposition: Token) -> bool:
    """Whether what stands behind a preposition is left out: "instead of a lawsuit", "without a contract"."""
    if preposition.lower_ in PRIVATIVE:
        return preposition.lower_ == "without"
    before = preposition.nbor(-1).lower_ if preposition.i else ""
    return preposition.lower_ in ("of", "than") and before in INSTEAD
