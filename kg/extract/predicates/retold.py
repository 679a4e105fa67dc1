"""Events told again by a noun that has no party of its own: "The shares fell. The drop …" is theirs.

A definite noun in headline or lead takes the parties of the event that the same sentence or the one before tells, where
that is of a frame that the noun tells of too, or is told by a word of the same stem.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from kg.extract.lexicon import classes
from kg.extract.predicates.structures import AGENT, THEME, Predicate
from kg.frames import OPEN, frames
from kg.model import Actuality, Claim, Polarity, RoleFilling

DEFINITE = classes.words("pronouns", "definite") | {"such"}
STEM = 5  # letters that a noun and its verb have in common: "suspended", "suspension"
UNDERGOING = frozenset({"Appointment", "Arrest", "Discontinuation"})  # whose first role is who or what it is done to


def parties(
    predicate: Predicate, told: Sequence[Claim], frames_of: Callable[[str], Collection[str]]
) -> tuple[RoleFilling, ...]:
    """What fills the roles of a noun's event, from the nearest claim that tells of it; nothing where there is none.

    ``frames_of`` gives the frames that a noun may be of.
    """
    noun = predicate.head
    definite = any(child.lower_ in DEFINITE for child in noun.lefts)
    another = any(child.tag_ == "JJS" for child in noun.lefts)  # "the largest drop" is one of several
    if predicate.words != (noun,) or noun.pos_ != "NOUN" or not definite or another:
        return ()
    alike = frames_of(noun.lemma_.lower())
    first = noun.sent.start_char
    if noun.sent.start:
        first = noun.doc[noun.sent.start - 1].sent.start_char
    near = [
        one
        for one in told
        if first <= one.trigger.start < noun.idx
        and one.polarity is Polarity.AFFIRMED
        and one.actuality is Actuality.ACTUAL
        and (one.frame in alike or _akin(noun, one))
    ]
    return tuple(_general(max(near, key=lambda one: one.trigger))) if near else ()


def _akin(noun: Token, one: Claim) -> bool:
    """Whether a claim is told by a word of the same stem."""
    words = noun.doc.char_span(one.trigger.start, one.trigger.end, alignment_mode="expand")
    if words is None:
        return False
    lemma, other = noun.lemma_.lower(), words.root.lemma_.lower()
    return lemma == other or (len(lemma) > STEM and other.startswith(lemma[:STEM]))


def _general(one: Claim) -> Iterator[RoleFilling]:
    """The parties of a claim in general roles: of a typed one the first role acts, the second undergoes."""
    if one.frame == OPEN:
        yield from one.roles
        return
    wanted = (THEME,) if one.frame in UNDERGOING else (AGENT, THEME)
    roles = frames()[one.frame].roles
    order = list(roles)
    parties: list[RoleFilling] = []
    for filling in sorted(one.roles, key=lambda filling: order.index(filling.role)):
        party = not parties or not roles[filling.role].literal  # how far prices fell is none
        if party and not any(filling.span.overlaps(other.span) for other in parties):  # an index is its own bearer
            parties.append(filling)
    for filling, name in zip(parties, wanted, strict=False):
        yield replace(filling, role=name)
