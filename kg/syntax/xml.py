"""What XML 1.0 can hold, and what cannot be written in it at all (https://www.w3.org/TR/xml/#charsets).

Control characters, surrogates, U+FFFE and U+FFFF have no form in it, not even as references. A carriage return has one,
``&#13;``; as itself a parser reads it as a line feed.
"""

from __future__ import annotations

import re
from typing import Protocol

from kg.errors import Unwritable

REFUSED = "\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff"
NO_CHARACTER = re.compile(f"[{REFUSED}]")
NO_CHARACTER_UTF8 = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]|\xed[\xa0-\xbf]")
# NameStartChar and NameChar less the colon: https://www.w3.org/TR/xml-names/#NT-NCName
NAME_START = (
    "A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d\u2070-\u218f\u2c00-\u2fef"
    "\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
STARTS_NAME = re.compile(f"[{NAME_START}]")
IN_NAME = re.compile(rf"[{NAME_START}\-.0-9\u00b7\u0300-\u036f\u203f-\u2040]*")
ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;"})
PARTIAL = re.compile(rb"(?:\xef\xbf?|\xed)\Z")


class Output(Protocol):
    """A file to write bytes to."""

    def write(self, data: bytes, /) -> int: ...


def escaped(text: str) -> str:
    """A text as the content of an element or, without white space but blanks, of an attribute; ``Unwritable``."""
    if found := NO_CHARACTER.search(text):
        raise unwritable(found[0])
    return text.translate(ESCAPES)


def plain(text: str) -> str:
    """A text for people to read, U+FFFD in the place of what XML cannot hold."""
    return NO_CHARACTER.sub("\ufffd", text)


def local_name(iri: str) -> str:
    """The longest name (NCName) that an IRI ends in, empty where it ends in none."""
    longest = IN_NAME.match(iri[::-1])
    tail = iri[len(iri) - (longest.end() if longest else 0) :]
    begun = STARTS_NAME.search(tail)
    return tail[begun.start() :] if begun else ""


def is_name(text: str) -> bool:
    """Whether a text is a name (NCName)."""
    return bool(text) and local_name(text) == text


def unwritable(character: str) -> Unwritable:
    """The error of a character that XML cannot hold."""
    return Unwritable(f"XML cannot hold the character U+{ord(character):04X}")


class Checked:
    """XML on its way to a file: its carriage returns kept, ``Unwritable`` at what makes it no XML.

    For what a library has written that escapes markup, and nothing else.
    """

    def __init__(self, output: Output) -> None:
        self.output, self.held = output, b""

    def write(self, data: bytes) -> int:
        text = self.held + data
        partial = PARTIAL.search(text)  # a character that goes on in the next piece
        end = partial.start() if partial else len(text)
        text, self.held = text[:end], text[end:]
        if found := NO_CHARACTER_UTF8.search(text):
            character = found[0] if len(found[0]) == 1 else text[found.start() : found.start() + 3]
            raise unwritable(character.decode("utf-8", "surrogatepass"))
        self.output.write(text.replace(b"\r", b"&#13;"))
        return len(data)

    def flush(self) -> None:
        """Nothing: all but part of a character is handed on at once."""

    def close(self) -> None:
        """Hand on what is left; the file stays open."""
        if self.held:
            self.output.write(self.held)
