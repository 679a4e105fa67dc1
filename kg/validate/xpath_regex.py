"""Regular expressions of XPath (F&O 3.1, section 5.6), which ``sh:pattern`` has, for the engines' libraries.

They are XSD's with anchors, back references and reluctant quantifiers. Neither Python's ``re`` nor Rust's ``regex``
reads them all, and each means something of its own by ``\\w``, ``$`` or a class within a class. So each is read here,
once, and written again in what both understand alike: every class as the characters it is made of.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from kg.validate import codepoints
from kg.validate.codepoints import Codepoints
from kg.validate.xpath_characters import Cursor, IllegalPattern, character_class, escaped

FLAGS = "smixq"
MAX_REPEAT = 10_000
LINE_START = r"(?:\A|(?<=\n)(?!\Z))"  # in Python; a line that begins where the text ends is none
LINE_END = r"(?m:$)"
LOOKING = ("<=", "<!", "=", "!")
WHITESPACE = " \t\n\r"
INLINE = re.compile(r"\(\?([imsx]+)\)")
COUNTED = re.compile(r"\{(\d{1,9})(?:(,)(\d{1,9})?)?\}")


@dataclass(frozen=True, slots=True)
class Regex:
    """A regular expression for each library, searched for anywhere and without any flag.

    ``rust`` is None where that library has no such thing. ``endless`` says that a repetition is repeated, which
    Python can take for ever over; ``liberties`` are what is not XPath's, but can mean one thing only.
    """

    python: str
    rust: str | None
    endless: bool
    liberties: tuple[str, ...]


@lru_cache(maxsize=1_024)
def translated(pattern: str, flags: str = "") -> Regex:
    """What a regular expression means; ``IllegalPattern`` where it is none."""
    if unknown := sorted(set(flags) - set(FLAGS)):
        raise IllegalPattern(f"there is no flag {unknown[0]!r}; the flags are s, m, i, x and q")
    liberties: dict[str, None] = {}
    if "q" not in flags and (inline := INLINE.match(pattern)):
        liberties[f"{inline[0]} is sh:flags {inline[1]!r}"] = None
        pattern, flags = pattern[inline.end() :], flags + inline[1]
    if "x" in flags and "q" not in flags:
        pattern = _without_whitespace(pattern)
    reader = _Reader(Cursor(pattern, "i" in flags, liberties=liberties), flags)
    part = reader.literal() if "q" in flags else reader.whole()
    rust = part.text.replace(LINE_START, "(?m:^)").replace(r"\Z", r"\z") if reader.fast else None
    return Regex(part.text, rust, reader.endless, tuple(liberties))


@dataclass(frozen=True, slots=True)
class _Part:
    """Some of an expression in Python's syntax: whether it takes a character at least, and how often is open."""

    text: str
    consuming: bool = False
    varying: bool = False


class _Reader:
    """One regular expression, read from left to right."""

    def __init__(self, cursor: Cursor, flags: str) -> None:
        self.cursor = cursor
        self.fast, self.endless = True, False
        self._lines, self._dot_all = "m" in flags, "s" in flags
        self._groups = 0
        self._closed: set[int] = set()

    def literal(self) -> _Part:
        """The text as it stands (flag ``q``)."""
        return _Part("".join(self._set(codepoints.single(character)) for character in self.cursor.text))

    def whole(self) -> _Part:
        """The whole of it."""
        part = self._alternatives()
        if self.cursor.at < len(self.cursor.text):
            raise self.cursor.wrong("a ) that closes nothing")
        return part

    def _alternatives(self) -> _Part:
        branches = [self._branch()]
        while self.cursor.accept("|"):
            branches.append(self._branch())
        return _Part(
            "|".join(branch.text for branch in branches),
            all(branch.consuming for branch in branches),
            any(branch.varying for branch in branches),
        )

    def _branch(self) -> _Part:
        parts: list[_Part] = []
        while self.cursor.ahead() not in ("", "|", ")"):
            parts.append(self._piece())
        for part, following in pairwise([*parts, _Part("")]):
            # where nothing follows, an end of the text after a line's end would match in Rust
            self.fast = self.fast and (part.text != LINE_START or following.consuming)
        return _Part(
            "".join(part.text for part in parts),
            any(part.consuming for part in parts),
            any(part.varying for part in parts),
        )

    def _piece(self) -> _Part:
        part = self._atom()
        start = self.cursor.at
        least, most = self._quantifier()
        if start == self.cursor.at:
            return part
        quantifier = self.cursor.text[start : self.cursor.at] + ("?" if self.cursor.accept("?") else "")
        if self.cursor.ahead() in ("*", "+", "?") or COUNTED.match(self.cursor.text, self.cursor.at):
            raise self.cursor.wrong("a quantifier of a quantifier")
        self.endless = self.endless or (part.varying and most != 1)
        anchor = part.text in (r"\A", r"\Z", r"\b", r"\B", LINE_START, LINE_END)
        text = f"(?:{part.text})" if anchor else part.text
        if part.text == LINE_START:
            self.fast = False
        return _Part(text + quantifier, part.consuming and least > 0, part.varying or least != most)

    def _quantifier(self) -> tuple[int, int | None]:
        """The least and the most of what stands here, if it is a quantifier; (1, 1) where it is none."""
        for sign, bounds in (("*", (0, None)), ("+", (1, None)), ("?", (0, 1))):
            if self.cursor.accept(sign):
                return bounds
        counted = COUNTED.match(self.cursor.text, self.cursor.at)
        if counted is None:
            return 1, 1
        least = int(counted[1])
        most = int(counted[3]) if counted[3] else None if counted[2] else least
        if most is not None and most < least:
            raise self.cursor.wrong(f"{counted[0]}, of which the second number is the smaller")
        if max(least, most or 0) > MAX_REPEAT:
            raise self.cursor.wrong(f"{counted[0]}, more often than {MAX_REPEAT:,} times")
        self.cursor.at = counted.end()
        return least, most

    def _atom(self) -> _Part:
        character = self.cursor.ahead()
        if character == "(":
            return self._group()
        if character in "*+?{":
            raise self.cursor.wrong(f"a {character} with nothing to repeat; write \\{character} for the character")
        if character == "\\":
            return self._escape()
        self.cursor.at += 1
        if character == "[":
            return _Part(codepoints.written(character_class(self.cursor)), consuming=True)
        if character == ".":
            taken = codepoints.ALL if self._dot_all else codepoints.complement(codepoints.LINE_ENDS)
            return _Part(codepoints.written(taken), consuming=True)
        if character == "^":
            return _Part(LINE_START if self._lines else r"\A")
        if character == "$":
            return _Part(LINE_END if self._lines else r"\Z")
        if character in "]}":
            self.cursor.liberty(f"a {character} alone is written \\{character}")
        return _Part(self._set(codepoints.single(character)), consuming=True)

    def _group(self) -> _Part:
        start = self.cursor.at
        self.cursor.at += 1
        opening, number = "(", 0
        if self.cursor.accept("?"):
            looking = next((sign for sign in LOOKING if self.cursor.accept(sign)), None)
            if looking is None and not self.cursor.accept(":"):
                raise self.cursor.wrong(f"{self.cursor.text[start : self.cursor.at + 1]} is no group of XPath", start)
            opening = f"(?{looking or ':'}"
            if looking:
                self.cursor.liberty(f"{opening} looks around")
                self.fast = False
        else:
            self._groups = number = self._groups + 1
        self.cursor.deeper()
        part = self._alternatives()
        self.cursor.depth -= 1
        if not self.cursor.accept(")"):
            raise self.cursor.wrong("a ( without its )", start)
        self._closed.add(number)
        return _Part(f"{opening}{part.text})", part.consuming and opening in ("(", "(?:"), part.varying)

    def _escape(self) -> _Part:
        """What a backslash begins, outside a class."""
        following = self.cursor.ahead(1)
        if following.isascii() and following.isdigit():
            return self._back_reference()
        if following in ("b", "B"):
            self.cursor.liberty(f"\\{following} is the edge of a word")
            self.cursor.at += 2
            return _Part(f"\\{following}")
        found, is_single = escaped(self.cursor)
        return _Part(self._set(found) if is_single else codepoints.written(found), consuming=True)

    def _back_reference(self) -> _Part:
        start = self.cursor.at
        self.cursor.at += 2
        number = int(self.cursor.text[start + 1])
        while (digit := self.cursor.ahead()) and digit in "0123456789":
            if number * 10 + int(digit) > self._groups:
                break
            number = number * 10 + int(digit)
            self.cursor.at += 1
        if not number or number not in self._closed:
            raise self.cursor.wrong(f"\\{number} refers to no group before it", start)
        self.fast = False
        text = f"(?({number})\\{number})"  # a group that took no part is the empty text
        return _Part(f"(?i:{text})" if self.cursor.caseless else text, varying=True)

    def _set(self, found: Codepoints) -> str:
        return codepoints.written(codepoints.with_variants(found) if self.cursor.caseless else found)


def _without_whitespace(pattern: str) -> str:
    """The pattern without white space, but that within classes (flag ``x``)."""
    kept: list[str] = []
    depth, escaped = 0, False
    for character in pattern:
        if character in WHITESPACE and not depth:
            continue
        kept.append(character)
        if not escaped and character in "[]":
            depth = max(0, depth + (1 if character == "[" else -1))
        escaped = character == "\\" and not escaped
    return "".join(kept)
