"""Names of people taken apart: given names, surname, generation; which names may be one person's."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from kg.resolve.lexicon import lexicon
from kg.resolve.names import fold


@dataclass(frozen=True, slots=True)
class PersonalName:
    """A folded name: ``given`` are the words before the surname, ``surname`` is its last word."""

    given: tuple[str, ...]
    surname: str
    generation: str = ""

    @property
    def bare(self) -> bool:
        """Whether it is a surname, or one name, alone: "Roe", "de Gaulle"."""
        return all(word in lexicon().particles for word in self.given)


@lru_cache(maxsize=65_536)
def personal(folded: str) -> PersonalName:
    """The parts of a folded name."""
    words = folded.split()
    generation = words.pop() if len(words) > 1 and words[-1] in lexicon().generations else ""
    return PersonalName(tuple(words[:-1]), words[-1] if words else "", generation)


def surname_alone(form: str) -> bool:
    """Whether a name as written is one word or a surname with its particles: "Roe", "de Gaulle", "al-Abadi"."""
    words = form.split()
    while len(words) > 1 and (fold(words[0]) in lexicon().particles or words[0] in lexicon().given_too):
        words.pop(0)
    if len(words) != 1:
        return False
    *before, _ = fold(words[0]).split() or [""]
    return all(word in lexicon().particles or word in lexicon().given_too for word in before)


def compatible(one: PersonalName, other: PersonalName) -> bool:
    """Whether two full names can be of one person: "Timothy D. Cook" and "Tim Cook", not "Tara Cook"."""
    if one.surname != other.surname or (one.generation and other.generation and one.generation != other.generation):
        return False
    if not one.given or not other.given or not _alike(one.given[0], other.given[0]):
        return False
    middles = one.given[1:], other.given[1:]
    if not all(middles):
        return True
    return _abbreviates(middles[0][0], middles[1][0]) or spelt(middles[0][0]) == spelt(middles[1][0])


@lru_cache(maxsize=65_536)
def spelt(name: str) -> str:
    """A given name as all its spellings give it: "Sergei" and "Sergey", "Jon" and "John"."""
    plain = name.replace("ph", "f").replace("ck", "k").replace("ch", "x").replace("c", "k").replace("h", "")
    plain = plain.replace("y", "i").replace("w", "v")
    return re.sub(r"(.)\1+", r"\1", plain)


def _alike(one: str, other: str) -> bool:
    return (
        one == other or _abbreviates(one, other) or other in lexicon().called.get(one, ()) or spelt(one) == spelt(other)
    )


def _abbreviates(one: str, other: str) -> bool:
    """Whether either is the other's initial, or they are the same."""
    shorter, longer = sorted((one, other), key=len)
    return one == other or (len(shorter) == 1 and longer.startswith(shorter))
