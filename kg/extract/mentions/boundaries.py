"""Where names begin and end: words before a name that are none of it, and marks that look like names.

"In March Sablegate said", "Neither Roe nor Hale", "Biologist Mara Ellison", "LISBON - ", "Sen. Roe, R-Tex.".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.extract.lexicon import noun_type
from kg.extract.lexicon.classes import words
from kg.extract.mentions import given_names
from kg.extract.mentions.candidates import Name, begins_title
from kg.extract.syntax.columns import Tokens
from kg.model import ORGANIZATION_TYPES, EntityType

MONTHS = words("calendar", "months")
DATING = words("naming", "dating")
CORRELATIVE = words("naming", "correlative")
DASHES = words("naming", "dashes")
PARTY_AND_STATE = re.compile(r"[A-Z]{1,3}-[A-Z][A-Za-z.]*")  # "R-Tex.", "D-Calif."
LEAST_DATELINE = 4  # capitals: a town has more than most acronyms


def bounded(tokens: Tokens, names: list[Name]) -> Iterator[Name]:
    """The names without what stands before them, two that "nor" joins apart, and without what only looks like one."""
    for name in names:
        for one in _parted(tokens, name):
            found = _without_occupation(tokens, _without_first(tokens, one))
            if found.first > found.last or begins_title(tokens, found.first, found.last):
                continue
            if not _is_tag(tokens, found) and not _is_dateline(tokens, found):
                yield found


def _parted(tokens: Tokens, name: Name) -> Iterator[Name]:
    """ "Roe nor Hale" is two; a known name has such a word as part of it."""
    joints = [j for j in range(name.first + 1, name.last) if tokens.lower[j] == "nor"]
    if not joints or name.candidates:
        yield name
        return
    first = name.first
    for joint in [*joints, name.last + 1]:
        yield replace(name, first=first, last=joint - 1)
        first = joint + 1


def _without_first(tokens: Tokens, name: Name) -> Name:
    """The name without a month that dates the sentence ("In March Sablegate said") or a correlative ("Neither Roe")."""
    word, before = tokens.lower[name.first], name.first - 1
    if name.candidates or name.first == name.last:
        return name
    dated = word in MONTHS and before >= 0 and tokens.lower[before] in DATING
    opens = before < 0 or tokens.sentence[before] != tokens.sentence[name.first]
    if dated or (word in CORRELATIVE and opens):
        return replace(name, first=name.first + 1)
    return name


def _without_occupation(tokens: Tokens, name: Name) -> Name:
    """A full name without what its bearer does, capitalised before it: "Biologist Mara Ellison"."""
    rest = name.last - name.first
    word = tokens.lower[name.first]
    if rest < 2 or name.candidates or name.label not in ("PERSON", ""):
        return name
    initial = len(tokens.text[name.first + 1].rstrip(".")) == 1  # "Hunter S. Vane"
    if noun_type(word) is EntityType.PERSON and not initial and given_names.likeness(tokens.vocab, word) != "yes":
        return replace(name, first=name.first + 1, titled=True, label="PERSON")
    return name


def _is_tag(tokens: Tokens, name: Name) -> bool:
    """Whether it is a party and a state in their short forms behind a name: "Roe, R-Tex."."""
    before = name.first - 1
    marked = before >= 0 and tokens.text[before] in (",", "(")
    return marked and PARTY_AND_STATE.fullmatch(tokens.slice(name.first, name.last)) is not None


def _is_dateline(tokens: Tokens, name: Name) -> bool:
    """Whether it is the town in capitals that a report opens with: "LISBON - ", "LISBON (Reuters) — "."""
    text = tokens.slice(name.first, name.last)
    opens = name.first == 0 or tokens.line[name.first - 1] != tokens.line[name.first]
    letters = sum(char.isalpha() for char in text)
    if not opens or tokens.headline[name.first] or not text.isupper() or letters < LEAST_DATELINE:
        return False
    if name.best is not None and name.best.type in ORGANIZATION_TYPES:
        return False
    after = name.last + 1
    if after < len(tokens) and tokens.text[after] == "(":
        closing = next((j for j in range(after, min(after + 8, len(tokens))) if tokens.text[j] == ")"), after)
        after = closing + 1
    return after < len(tokens) and tokens.text[after] in DASHES and tokens.line[after] == tokens.line[name.first]
