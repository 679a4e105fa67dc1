"""Sets of characters as XSD names them: categories and blocks of Unicode, ``\\i``, ``\\c``, ``\\w``, case variants.

A set is a tuple of ranges, each two code points, in order, none touching the next; there are no surrogates in it.
Categories and cases are those of the Unicode version that this Python has, so that both engines judge by one.
"""

from __future__ import annotations

import sys
import unicodedata
from functools import cache
from importlib.resources import files
from itertools import groupby

Codepoints = tuple[tuple[int, int], ...]

ALL: Codepoints = ((0, 0xD7FF), (0xE000, sys.maxunicode))
LAST_WITH_CASE = 0x1FFFF  # no character beyond has a case, in any version so far
CATEGORIES = frozenset(
    "L Lu Ll Lt Lm Lo M Mn Mc Me N Nd Nl No P Pc Pd Ps Pe Pi Pf Po Z Zs Zl Zp S Sm Sc Sk So C Cc Cf Co Cn".split()
)
# XML 1.0, fifth edition, productions 4 and 4a
NAME_START: Codepoints = (
    *((0x3A, 0x3A), (0x41, 0x5A), (0x5F, 0x5F), (0x61, 0x7A), (0xC0, 0xD6), (0xD8, 0xF6), (0xF8, 0x2FF)),
    *((0x370, 0x37D), (0x37F, 0x1FFF), (0x200C, 0x200D), (0x2070, 0x218F), (0x2C00, 0x2FEF), (0x3001, 0xD7FF)),
    *((0xF900, 0xFDCF), (0xFDF0, 0xFFFD), (0x10000, 0xEFFFF)),
)
NAME_MORE: Codepoints = ((0x2D, 0x2E), (0x30, 0x39), (0xB7, 0xB7), (0x300, 0x36F), (0x203F, 0x2040))
SPACE: Codepoints = ((0x9, 0xA), (0xD, 0xD), (0x20, 0x20))
LINE_ENDS: Codepoints = ((0xA, 0xA), (0xD, 0xD))


def single(character: str) -> Codepoints:
    """The set of one character."""
    return ((ord(character), ord(character)),)


def between(first: str, last: str) -> Codepoints:
    """The set of a range of characters."""
    return difference(((ord(first), ord(last)),), ())


def union(*sets: Codepoints) -> Codepoints:
    """What is in any of the sets."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(each for one in sets for each in one):
        if merged and start <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def complement(given: Codepoints) -> Codepoints:
    """Every other character."""
    found: list[tuple[int, int]] = []
    for first, last in ALL:
        for start, end in given:
            if first <= end and start <= last:
                if first < start:
                    found.append((first, start - 1))
                first = end + 1
        if first <= last:
            found.append((first, last))
    return tuple(found)


def difference(given: Codepoints, less: Codepoints) -> Codepoints:
    """What is in the first set and not in the second; no surrogates, even where the first had some."""
    return complement(union(complement(given), less))


def category(name: str) -> Codepoints | None:
    """The characters of a category, such as ``Lu``, or of a group of them, such as ``L``; None where there is none."""
    if name not in CATEGORIES:
        return None
    return union(*(found for each, found in _categories().items() if each.startswith(name)))


def block(name: str) -> Codepoints | None:
    """The characters of a block by its name without spaces, such as ``Latin-1Supplement``; None where there is none."""
    found = _blocks().get(name)
    return difference(found, ()) if found else None


def block_names() -> list[str]:
    """The names that blocks have in XSD."""
    return sorted(_blocks())


def named(letter: str) -> Codepoints | None:
    """The set of an escape of several characters, such as ``\\d``, by its letter; None where there is none."""
    found = _named(letter.lower())
    return complement(found) if found and letter.isupper() else found


@cache
def _named(letter: str) -> Codepoints | None:
    if letter == "d":
        return category("Nd")
    if letter == "w":
        return complement(union(*(category(name) or () for name in "PZC")))
    return {"s": SPACE, "i": NAME_START, "c": union(NAME_START, NAME_MORE)}.get(letter)


def with_variants(given: Codepoints) -> Codepoints:
    """The set with the case variants of its members: those with the same lower or upper case (F&O 3.1, 5.6.2)."""
    more: list[tuple[int, int]] = []
    for start, end in given:
        for codepoint, variants in _cased():
            if start <= codepoint <= end:
                more += ((variant, variant) for variant in variants)
    return union(given, tuple(more))


@cache
def _categories() -> dict[str, Codepoints]:
    found: dict[str, list[tuple[int, int]]] = {}
    for first, last in ALL:
        for name, run in groupby(map(unicodedata.category, map(chr, range(first, last + 1)))):
            end = first + sum(1 for _ in run)
            found.setdefault(name, []).append((first, end - 1))
            first = end
    return {name: tuple(ranges) for name, ranges in found.items()}


@cache
def _blocks() -> dict[str, Codepoints]:
    found: dict[str, Codepoints] = {}
    for line in (files("kg.validate") / "unicode_blocks.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            ends, _, name = line.partition("; ")
            start, _, end = ends.partition("..")
            found[name.replace(" ", "")] = ((int(start, 16), int(end, 16)),)
    return found


@cache
def _cased() -> tuple[tuple[int, tuple[int, ...]], ...]:
    """Each character that has variants, with them."""
    cased = [codepoint for codepoint in range(LAST_WITH_CASE + 1) if set(_forms(codepoint)) != {chr(codepoint)}]
    alike: dict[tuple[int, str], set[int]] = {}
    for codepoint in {*cased, *(ord(form) for each in cased for form in _forms(each) if len(form) == 1)}:
        for key in enumerate(_forms(codepoint)):
            alike.setdefault(key, set()).add(codepoint)
    return tuple(
        (codepoint, tuple(set().union(*(alike[key] for key in enumerate(_forms(codepoint)))))) for codepoint in cased
    )


def _forms(codepoint: int) -> tuple[str, str]:
    character = chr(codepoint)
    return character.lower(), character.upper()


def written(given: Codepoints) -> str:
    """The set as a character class that both Python's ``re`` and Rust's ``regex`` read."""
    if not given:
        return r"[^\s\S]"
    if given == ALL:
        return r"[\s\S]"
    if len(given) == 1 and given[0][0] == given[0][1]:
        return _written(given[0][0])
    return f"[{''.join(_range(*each) for each in given)}]"


def _range(start: int, end: int) -> str:
    return _written(start) if start == end else f"{_written(start)}-{_written(end)}"


def _written(codepoint: int) -> str:
    character = chr(codepoint)
    if character.isascii() and character.isalnum():
        return character
    return f"\\u{codepoint:04x}" if codepoint <= 0xFFFF else f"\\U{codepoint:08x}"
