"""Names that the article itself equates: acronyms in brackets, a name cut off at the end."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.mentions import truncation
from kg.extract.mentions.candidates import Name
from kg.extract.syntax.columns import Tokens

ACRONYM_LETTERS = range(2, 9)


def aliases(tokens: Tokens, names: Sequence[Name]) -> dict[int, int]:
    """For the numbers of names that stand for another one, the number of that."""
    found = dict(bracketed(tokens, names))
    full = truncation.whole(tokens, names)
    return found if full is None else {**found, len(names) - 1: full}


def bracketed(tokens: Tokens, names: Sequence[Name]) -> list[tuple[int, int]]:
    """Pairs (acronym, full name) of name numbers: "Acme Health Trust (AHT)"."""
    pairs = []
    for number in range(1, len(names)):
        short, full = names[number], names[number - 1]
        letters = tokens.slice(short.first, short.last).replace(".", "")
        between = tokens.text[full.last + 1 : short.first]
        if (
            between not in (["("], ["'s", "("], ["’s", "("])
            or len(letters) not in ACRONYM_LETTERS
            or not letters.isupper()
        ):
            continue
        if is_acronym(letters, tokens.slice(full.first, full.last)):
            pairs.append((number, number - 1))
    return pairs


def is_acronym(letters: str, name: str) -> bool:
    """Whether ``letters`` stand in the name in order, the first as its first letter, capitals at least in part."""
    rest = iter(name.casefold())
    return name[:1].casefold() == letters[0].casefold() and all(letter in rest for letter in letters.casefold())
