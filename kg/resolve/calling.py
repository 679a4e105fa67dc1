"""Words that somebody named in full may be called by alone, and chains that are called by one word throughout."""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import NamedTuple

from kg.model import ORGANIZATION_TYPES, EntityType
from kg.resolve.evidence import Chain
from kg.resolve.names import BARE, NATIONAL, acronym, fold
from kg.resolve.people import personal, surname_alone

# What may turn out to be somebody's surname or a company's short form; a law or a group is called by neither.
CONFUSABLE = ORGANIZATION_TYPES | {EntityType.PERSON, EntityType.PLACE, EntityType.PRODUCT}
PERSONAL = (2, 3)  # words of a name that may be a person's
# Bodies that are called by the first word of their name; an agency's is its place, others' may be any word.
BY_FIRST_WORD = frozenset({EntityType.COMPANY})


class Call(NamedTuple):
    """A word that one may be called by; ``own`` where it is a surname or the first word of a body's name."""

    word: str
    own: bool


def alone(chain: Chain) -> str:
    """The surname, acronym or one word that a chain is called by throughout; empty where a fuller name is in it."""
    if chain.kind not in CONFUSABLE or not chain.forms:
        return ""
    words = set()
    for form in chain.forms:
        surname = personal(fold(form)).surname
        if not surname or not surname_alone(form):
            return ""
        words.add(surname)
    return words.pop() if len(words) == 1 else ""


def called(folded: str, chain: Chain, kind: EntityType, people: Container[str] = ()) -> tuple[Call, ...]:
    """The words that a chain with a full name, ``folded``, lets one expect elsewhere: the rule's, then its own.

    ``people`` are words that the article takes for people's surnames: an organization of no known kind that ends with
    one is somebody, of whom nothing told it ("Kwabena Osei").
    """
    parts = personal(folded)
    if kind not in CONFUSABLE or kind is EntityType.PLACE or parts.bare:
        return ()
    own = parts.surname if kind is EntityType.PERSON else folded.partition(" ")[0] if kind in BY_FIRST_WORD else ""
    words = {own} - {""} - BARE - NATIONAL
    if kind is EntityType.ORGANIZATION and len(folded.split()) in PERSONAL and parts.surname in people:
        words.add(parts.surname)
    short = set(_short(chain)) - words
    return tuple(sorted([*(Call(word, own=True) for word in words), *(Call(word, own=False) for word in short)]))


def _short(chain: Chain) -> Iterator[str]:
    """One-word forms of a chain: short names and acronyms that its article itself equates with the full one."""
    for form in chain.forms:
        folded = fold(form)
        if folded and " " not in folded and (acronym(form) or form[:1].isupper()):
            yield folded
