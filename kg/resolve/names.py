"""Names compared: one folded form for every way of writing a name, so that equal names are equal strings."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from kg.model import ORGANIZATION_TYPES, EntityType


def listed(text: str) -> frozenset[str]:
    """The words of a list written as running text."""
    return frozenset(text.split())


ACRONYM_LENGTH = 6  # an all-capital word longer than this is a word shouted, not an acronym
LEGAL_SUFFIXES = listed(
    "inc incorporated corp corporation co company ltd limited llc llp lp plc gmbh ag sa nv bv ab oy spa srl "
    "pty pvt kk holdings"
)
ARTICLES = frozenset({"the", "a", "an"})
DETERMINERS = ARTICLES | listed(
    "this that these those its their his her our my your some any all both each every many several most other "
    "another such no one two three four five six seven eight nine ten which what whose at least more less fewer than "
    "about around over under nearly almost dozens hundreds thousands millions of"
)
# The country adjectives that may stand before the proper name of an agency or a court.
NATIONAL = listed("us uk eu american british indian canadian australian federal")
# Words that say no more than the kind of thing: a noun phrase of these alone names nothing.
BARE = listed(
    "technology technologies tech software system systems tool tools service services app apps platform platforms "
    "product products device devices program programme programs programmes feature features offering offerings"
)
_QUOTES = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "ʼ": "'",
        "`": "'",
        "‐": "-",
        "‑": "-",
        "–": "-",
        "—": "-",
        "·": "-",
    }
)


def fold(surface: str) -> str:
    """The form names are compared in: no article, punctuation or accents, case kept in acronyms alone."""
    words = surface.split()
    if not words:
        return ""
    if len(words) > 1 and words[0].lower() == "the":
        words = words[1:]
    if len(words) == 1 and (short := acronym(words[0])):
        return short
    return " ".join(filter(None, map(_fold_word, words)))


@lru_cache(maxsize=65_536)
def acronym(word: str) -> str:
    """The capitals and digits of a word that is an acronym ("U.S.", "AT&T", "5G"); empty for any other word."""
    word = _bare(word)
    letters = "".join(char for char in word if char.isalnum())
    return letters if 2 <= len(letters) <= ACRONYM_LENGTH and letters.isupper() else ""


@lru_cache(maxsize=65_536)
def _fold_word(word: str) -> str:
    if word.isascii() and word.isalnum():
        return word.lower()
    plain = unicodedata.normalize("NFKD", _bare(word)).casefold()
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    if plain == "&":
        return "and"
    plain = re.sub(r"(?<=\w)[.'](?=\w|\W|$)", "", plain)
    return " ".join(re.findall(r"\w+", plain))


def _bare(word: str) -> str:
    return unicodedata.normalize("NFKC", word).translate(_QUOTES)


def unpossessed(surface: str) -> str:
    """A surface form less a final possessive ("Acme's", "the twins'")."""
    plain = surface.rstrip().translate(_QUOTES)
    for ending in ("'s", "'S", "'"):
        if plain.endswith(ending):
            return plain[: -len(ending)]
    return plain


def without_suffix(folded: str) -> str:
    """A folded name less its legal forms ("acme robotics inc" → "acme robotics"); never empty."""
    words = folded.split()
    while len(words) > 1 and words[-1] in LEGAL_SUFFIXES:
        words.pop()
    if len(words) > 1 and words[-1] == "and":
        words.pop()
    return " ".join(words)


def key_name(name: str, kind: EntityType) -> str:
    """The form that decides whether two names of one kind are one name."""
    folded = fold(name)
    return without_suffix(folded) if kind in ORGANIZATION_TYPES else folded


def undetermined(text: str) -> str:
    """A noun phrase less the determiners, numbers and quotation marks it begins with; one word in lower case."""
    words = text.split()
    while len(words) > 1 and (words[0].lower() in DETERMINERS or words[0][:1].isdigit()):
        words = words[1:]
    plain = " ".join(words).strip("\"“”‘’'()[],;:")
    return plain.lower() if plain.istitle() and " " not in plain else plain


def proper(surface: str) -> bool:
    """Whether a surface form is written as a name: with a capital somewhere."""
    return surface != surface.lower()


def first_word(surface: str) -> str:
    """The first word of a surface form, up to a hyphen, lower-cased; an article before it left out."""
    first, _, rest = surface.partition(" ")
    if rest and first in ARTICLES:
        first = rest.partition(" ")[0]
    return first.partition("-")[0].lower()
