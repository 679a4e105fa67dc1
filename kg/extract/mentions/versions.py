"""Numbers that belong to a product's name ("Zephyr 4") and units that do not belong to the next ("30 GB Zephyr")."""

from __future__ import annotations

from dataclasses import replace

from kg.extract.lexicon.classes import words
from kg.extract.mentions.candidates import Name
from kg.extract.syntax.columns import Tokens
from kg.model import EntityType

SIDE_BY_SIDE = frozenset({"dobj", "pobj", "nsubj", "nummod", "compound"})
LONGEST = 4  # characters of a version number: "4", "2.0", "3GS", "2000"
COUNTED = words("naming", "numbered")
UNITS = words("measures", "units")
AFTER_NUMBERS = words("measures", "after_numbers")


def numbered(tokens: Tokens, name: Name) -> Name:
    """The name with the version right after it, a number or a letter, if one stands there and nothing forbids it."""
    after = name.last + 1
    product = name.best is not None and name.best.type is EntityType.PRODUCT
    if (name.best is not None and not product) or after >= len(tokens):
        return name
    version = tokens.text[after]
    letter = len(version) == 1 and version.isupper() and tokens.tag[after] == "NNP" and not product
    if not (version[0].isdigit() or letter) or len(version) > LONGEST or tokens.line[after] != tokens.line[name.last]:
        return name
    if tokens.end[name.last] + 1 < tokens.start[after] or _measures(tokens, after):
        return name
    if product:
        return replace(name, last=after, candidates=(), built_on=EntityType.PRODUCT)
    counted = tokens.head[after]
    if counted > after and tokens.tag[counted] == "NNS" and tokens.dep[after] == "nummod":
        return name
    somebody = name.label == "PERSON" and tokens.lower[max(name.first - 1, 0)] != "the"  # "Rachel 17" is her age
    unlike = somebody or name.first < name.last or name.titled or name.label in ("GPE", "LOC", "LAW")
    if unlike or tokens.lower[name.last] in COUNTED or not _attached(tokens, name, after):
        return name
    return replace(name, last=after, candidates=(), label="PRODUCT")


def without_unit(tokens: Tokens, name: Name) -> Name:
    """The name less the unit of a number that it was read on to: "GB Zephyr" of "30GB Zephyr"."""
    first = name.first
    glued = first > 0 and tokens.text[first - 1][-1].isdigit() and tokens.end[first - 1] == tokens.start[first]
    if first == name.last or not glued or tokens.lower[first] not in UNITS:
        return name
    return replace(name, first=first + 1, candidates=())


def _measures(tokens: Tokens, number: int) -> bool:
    """Whether the number is a date's or an amount's."""
    if tokens.label[number] in ("DATE", "MONEY", "PERCENT", "TIME", "QUANTITY", "ORDINAL"):
        return True
    following = number + 1
    return following < len(tokens) and tokens.lower[following] in AFTER_NUMBERS


def _attached(tokens: Tokens, name: Name, number: int) -> bool:
    """Whether the parser hangs the number on the name, the name on it, or both side by side on one word."""
    return (
        tokens.head[number] == name.last
        or tokens.head[name.last] == number
        or (tokens.head[number] == tokens.head[name.last] and tokens.dep[number] in SIDE_BY_SIDE)
    )
