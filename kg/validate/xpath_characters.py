"""The characters in a regular expression of XPath: escapes, classes, ranges, subtraction (XSD 1.1, part 2, G)."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, field

from kg.validate import codepoints
from kg.validate.codepoints import Codepoints

MAX_DEPTH = 50  # of groups and classes within one another
SINGLE = {"n": "\n", "r": "\r", "t": "\t", **{sign: sign for sign in r"\|.?*+(){}-[]^$"}}
HEXADECIMAL = re.compile(r"u([0-9A-Fa-f]{4})|x([0-9A-Fa-f]{2})")


class IllegalPattern(Exception):
    """Why something is no regular expression of XPath, in words."""


@dataclass(slots=True)
class Cursor:
    """A place in an expression, and what has been seen on the way: ``liberties`` are what is not XPath's."""

    text: str
    caseless: bool
    at: int = 0
    depth: int = 0
    liberties: dict[str, None] = field(default_factory=dict)

    def accept(self, text: str) -> bool:
        """Whether this stands here; if it does, it is passed."""
        found = self.text.startswith(text, self.at)
        self.at += len(text) * found
        return found

    def ahead(self, offset: int = 0) -> str:
        """The character here, or so many further; empty beyond the end."""
        return self.text[self.at + offset : self.at + offset + 1]

    def deeper(self) -> None:
        """Go into a group or a class; ``IllegalPattern`` where that is too deep."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise self.wrong(f"groups nested more than {MAX_DEPTH} deep")

    def liberty(self, what: str) -> None:
        """Take note of what is not XPath's but can mean one thing only."""
        self.liberties[what] = None

    def wrong(self, why: str, at: int | None = None) -> IllegalPattern:
        """What to raise, with the number of the character."""
        return IllegalPattern(f"{why}, at character {(self.at if at is None else at) + 1}")


def escaped(cursor: Cursor) -> tuple[Codepoints, bool]:
    """The characters that an escape means, and whether it is one character written so."""
    start = cursor.at
    letter = cursor.ahead(1)
    cursor.at += 2
    if letter in SINGLE:
        return codepoints.single(SINGLE[letter]), True
    if letter in ("p", "P"):
        return _property(cursor, start), False
    found = codepoints.named(letter) if letter.isascii() and letter.isalpha() else None
    if found is not None:
        return found, False
    hexadecimal = HEXADECIMAL.match(cursor.text, start + 1)
    if hexadecimal:
        cursor.at = hexadecimal.end()
        cursor.liberty(f"\\{hexadecimal[0]} is a character by its number")
        character = chr(int(hexadecimal[1] or hexadecimal[2], 16))
        if not codepoints.between(character, character):
            raise cursor.wrong(f"\\{hexadecimal[0]} is no character", start)
        return codepoints.single(character), True
    if not letter or letter.isalnum():
        raise cursor.wrong(f"\\{letter} means nothing in XPath", start)
    cursor.liberty(f"\\{letter} is written {letter}")
    return codepoints.single(letter), True


def _property(cursor: Cursor, start: int) -> Codepoints:
    """A category or a block of Unicode, in braces."""
    end = cursor.text.find("}", cursor.at)
    if cursor.ahead() != "{" or end < 0:
        raise cursor.wrong(f"{cursor.text[start : start + 2]} without a category in braces", start)
    name = cursor.text[cursor.at + 1 : end]
    cursor.at = end + 1
    found = codepoints.block(name[2:]) if name.startswith("Is") else codepoints.category(name)
    if found is None:
        known = [f"Is{block}" for block in codepoints.block_names()] + sorted(codepoints.CATEGORIES)
        near = difflib.get_close_matches(name, known, 1)
        hint = f"; did you mean {near[0]}?" if near else ""
        raise cursor.wrong(f"no category or block of Unicode is called {name[:40]}{hint}", start)
    return codepoints.complement(found) if cursor.text[start + 1] == "P" else found


def character_class(cursor: Cursor) -> Codepoints:
    """The characters of a class, whose ``[`` has been read."""
    start = cursor.at - 1
    negative = cursor.accept("^")
    first = cursor.at
    found: list[Codepoints] = []
    less: Codepoints = ()
    while not cursor.accept("]"):
        if cursor.at >= len(cursor.text):
            raise cursor.wrong("a [ without its ]", start)
        if cursor.at > first and cursor.accept("-["):
            cursor.deeper()
            less = character_class(cursor)
            cursor.depth -= 1
            if not cursor.accept("]"):
                raise cursor.wrong("what is taken from a class has to stand last in it", start)
            break
        found.append(_range(cursor))
    if not found:
        raise cursor.wrong("a class of no character; write \\] for the character", start)
    members = codepoints.union(*found)
    return codepoints.difference(codepoints.complement(members) if negative else members, less)


def _range(cursor: Cursor) -> Codepoints:
    """A member of a class: a character, a range, an escape."""
    start = cursor.at
    low, is_single = _member(cursor)
    # a hyphen before ] is itself, before [ it takes a class away
    if is_single and cursor.ahead() == "-" and cursor.ahead(1) not in ("]", "["):
        cursor.at += 1
        high, ends = _member(cursor)
        if not ends or high < low:
            raise cursor.wrong(f"{cursor.text[start : cursor.at]} is no range of characters", start)
        low = codepoints.between(chr(low[0][0]), chr(high[0][0]))
    return codepoints.with_variants(low) if is_single and cursor.caseless else low


def _member(cursor: Cursor) -> tuple[Codepoints, bool]:
    character = cursor.ahead()
    if character == "\\":
        return escaped(cursor)
    if character in ("[", ""):
        raise cursor.wrong("a [ within a class is written \\[" if character else "a [ without its ]")
    cursor.at += 1
    return codepoints.single(character), True
