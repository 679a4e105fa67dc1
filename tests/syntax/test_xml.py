"""What XML can hold: the same set as an independent parser's, in pieces of any size."""

from __future__ import annotations

import io
import sys
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from kg.errors import Unwritable
from kg.syntax.xml import Checked, escaped, is_name, local_name, plain
from tests.syntax.terms import TEXTS, WRITABLE


def refused(text: str) -> bool:
    try:
        etree.Element("a").text = text
    except ValueError:
        return True
    return False


def test_the_characters_it_refuses_are_those_of_another_library() -> None:
    points = [*range(0x3000), *range(0xD7F0, 0x10010), *range(0x10000, sys.maxunicode, 0xFFF)]
    assert [point for point in points if refused(chr(point)) != (plain(chr(point)) != chr(point))] == []


@given(TEXTS)
def test_plain_text_can_be_written_and_is_as_long(text: str) -> None:
    assert not refused(plain(text))
    assert len(plain(text)) == len(text)


@given(WRITABLE)
def test_escaped_text_comes_back_from_elements_and_attributes(text: str) -> None:
    assert (etree.fromstring(f"<a>{escaped(text)}</a>").text or "") == text
    straight = text.replace("\t", " ").replace("\n", " ")
    assert etree.fromstring(f'<a b="{escaped(straight)}"/>').get("b") == straight


@given(st.lists(TEXTS, max_size=5), st.integers(1, 7))
def test_what_is_checked_in_pieces_is_what_is_checked_whole(texts: list[str], size: int) -> None:
    document = f"<a>{escape(''.join(texts))}</a>".encode()
    output = io.BytesIO()
    checked = Checked(output)
    try:
        for start in range(0, len(document), size):
            assert checked.write(document[start : start + size]) == len(document[start : start + size])
        checked.close()
    except Unwritable:
        assert refused("".join(texts))
        return
    assert (etree.fromstring(output.getvalue()).text or "") == "".join(texts)


@pytest.mark.parametrize("character", ["\x00", "\x1f", "\ufffe", "\uffff", "\ud800"])
def test_the_error_names_the_character(character: str) -> None:
    named = rf"XML cannot hold the character U\+{ord(character):04X}"
    with pytest.raises(Unwritable, match=named):
        escaped(f"a{character}")
    with pytest.raises(Unwritable, match=named):
        Checked(io.BytesIO()).write(f"é{character}b".encode("utf-8", "surrogatepass"))


@pytest.mark.parametrize(
    ("iri", "name"),
    [
        ("http://x/a", "a"),
        ("http://x/1a", "a"),
        ("http://x/a1.b-c", "a1.b-c"),
        ("http://x/-.a", "a"),
        ("http://x/a%20", ""),
        ("urn:1", ""),
        ("", ""),
        ("http://x/" + "1" * 100_000, ""),
    ],
)
def test_local_names(iri: str, name: str) -> None:
    assert local_name(iri) == name
    assert is_name(name) == bool(name)
