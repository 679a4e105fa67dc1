"""Lexical forms of every XSD datatype that RDF knows: what is one, what is none, and what an engine makes of it."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from kg.validate.lexical_forms import DATATYPES, MARK, NAMESPACE, is_lexical, marked, original

FORMS = {
    "boolean": (["true", "false", "1", "0"], ["True", "yes", "", " true", "2"]),
    "decimal": (["1", "-1.5", "+.5", "1.", "007"], ["1e3", ".", "INF", "1,5", "", "1_0"]),
    "integer": (["0", "-0", "+1", "007", "9" * 5_000], ["1.0", "", "1 ", "٣", "0x1", "1_0"]),
    "nonNegativeInteger": (["0", "-0", "5"], ["-1", ""]),
    "positiveInteger": (["1", "+2"], ["0", "-1"]),
    "nonPositiveInteger": (["0", "-5"], ["1"]),
    "negativeInteger": (["-1"], ["0", "1", "-0"]),
    "byte": (["127", "-128"], ["128", "-129", "1.0"]),
    "short": (["32767", "-32768"], ["32768", "-32769"]),
    "int": (["2147483647", "-2147483648"], ["2147483648"]),
    "long": (["9223372036854775807"], ["9223372036854775808", "-9223372036854775809"]),
    "unsignedByte": (["255", "-0"], ["256", "-1"]),
    "unsignedShort": (["65535"], ["65536", "-1"]),
    "unsignedInt": (["4294967295"], ["4294967296"]),
    "unsignedLong": (["18446744073709551615"], ["18446744073709551616"]),
    "double": (["1e3", "-1.5E-7", "INF", "-INF", "+INF", "NaN", ".5", "5."], ["inf", "nan", "1e", "e5", "1e1.5", ""]),
    "float": (["1.0", "NaN"], ["infinity", "1f"]),
    "date": (
        ["2024-02-29", "2000-02-29", "-0044-03-15", "12024-01-01", "0000-02-29", "2024-01-01Z", "2024-01-01-14:00"],
        [
            "2023-02-29",
            "1900-02-29",
            "2024-04-31",
            "2024-1-1",
            "24-01-01",
            "012024-01-01",
            "2024-13-01",
            "2024-01-00",
            "2024-01-01+14:01",
            "2024-01-01T00:00:00",
            "2024-01-01 ",
            "+2024-01-01",
        ],
    ),
    "dateTime": (
        ["2024-01-01T00:00:00", "2024-01-01T24:00:00.0Z", "2024-12-31T23:59:59.999+05:30"],
        [
            "2024-01-01",
            "2024-01-01T24:00:01",
            "2024-01-01T23:60:00",
            "2024-01-01 00:00:00",
            "2024-02-30T00:00:00",
            "2024-01-01T00:00",
            "2024-01-01T00:00:60",
            "2024-01-01T00:00:00.",
        ],
    ),
    "dateTimeStamp": (["2024-01-01T00:00:00Z"], ["2024-01-01T00:00:00", "2023-02-29T00:00:00Z"]),
    "time": (["23:59:59", "24:00:00", "00:00:00.5Z"], ["24:00:01", "1:00:00", "12:00", "12:00:00PM"]),
    "gYear": (["2024", "-0001", "12024", "0000", "2024Z"], ["24", "02024", "2024-01", "+2024", "year", ""]),
    "gYearMonth": (["2024-12", "2024-01+01:00"], ["2024-13", "2024-1", "2024"]),
    "gMonth": (["--01", "--12Z"], ["--13", "--1", "--01--", "01"]),
    "gMonthDay": (["--02-29", "--12-31Z"], ["--02-30", "--04-31", "--1-1", "02-28"]),
    "gDay": (["---01", "---31"], ["---32", "---00", "--1", "31"]),
    "duration": (
        ["P1Y", "P1Y2M3DT4H5M6.7S", "-P1D", "PT0.5S", "P1M", "PT1M", "P1YT1S"],
        ["P", "PT", "P1", "1Y", "P1DT", "P-1D", "P1S", "PT1D", "P1M1Y", "P1.5Y"],
    ),
    "yearMonthDuration": (["P1Y", "-P11M", "P1Y1M"], ["P1D", "P", "PT1M", "P1M1Y"]),
    "dayTimeDuration": (["P1D", "PT1H", "-P1DT1.5S"], ["P1Y", "P1M", "P", "P1DT"]),
    "hexBinary": (["", "0aFF"], ["a", "0g", "0x0a", "0a "]),
    "base64Binary": (["", "YWI=", "YQ==", "YWJj", "Y W J j"], ["YW", "YWJ=", "ab==", "Y", "====", "YWJj\n", "YW-_"]),
    "language": (["en", "de-CH-1996", "x-klingon"], ["en_US", "", "1a", "abcdefghi", "en-"]),
    "normalizedString": (["a  b", " a", ""], ["a\tb", "a\nb", "a\r"]),
    "token": (["a b", ""], [" a", "a ", "a  b", "a\nb"]),
    "NMTOKEN": (["1a", "-.:", "é"], ["", "a b", "a,b"]),
    "Name": (["a:b", "_1", "é"], ["1a", "-a", "", "a b"]),
    "NCName": (["a.b-1", "_"], ["a:b", "1a", ":a", ""]),
}


def test_every_datatype_is_there() -> None:
    assert set(FORMS) == DATATYPES


@pytest.mark.parametrize("datatype", sorted(FORMS))
def test_what_is_written_as_it_has_to_be(datatype: str) -> None:
    right, wrong = FORMS[datatype]
    assert [text for text in right if not is_lexical(text, datatype)] == []
    assert [text for text in wrong if is_lexical(text, datatype)] == []


@pytest.mark.parametrize("datatype", ["string", "anyURI", "QName", "nonsense"])
def test_of_others_every_text_is_one(datatype: str) -> None:
    assert is_lexical("any text: at all\n", datatype)


def test_long_texts_are_judged_too() -> None:
    assert is_lexical("YWJj" * 100_000, "base64Binary")
    assert not is_lexical("YWJj" * 100_000 + "=", "base64Binary")
    assert not is_lexical("1" * 100, "long")


NQUADS = [
    ('<x:s> <x:p> "24"^^<{x}gYear> .', '<x:s> <x:p> "24"^^<{m}gYear> .'),
    ('<x:s> <x:p> "2024"^^<{x}gYear> <x:g> .', None),
    ('<x:s> <x:p> "a\\tb"^^<{x}token> .', '<x:s> <x:p> "a\\tb"^^<{m}token> .'),
    ('<x:s> <x:p> "\\"24\\"^^<{x}gYear>" .', None),
    ('<x:s> <x:p> "a" .\n<x:s> <x:p> "^^<{x}gYear>"@en .', None),
    ('<x:s> <x:p> "a\\\\" .\n<x:s> <x:p> "24"^^<{x}gYear> .', '<x:s> <x:p> "a\\\\" .\n<x:s> <x:p> "24"^^<{m}gYear> .'),
    ('<x:s> <x:p> "24"^^<{x}gYears> .', None),
    ('<x:s> <x:p> "24"^^<x:gYear> .', None),
]


@pytest.mark.parametrize(("before", "after"), NQUADS)
def test_marks_in_nquads(before: str, after: str | None) -> None:
    before = before.replace("{x}", NAMESPACE)
    wanted = before if after is None else after.replace("{x}", NAMESPACE).replace("{m}", MARK)
    assert marked(before, DATATYPES) == wanted
    assert [original(quad.object) for quad in parse(wanted, RdfFormat.N_QUADS)] == [
        quad.object for quad in parse(before, RdfFormat.N_QUADS)
    ]


def test_other_terms_stay() -> None:
    assert original(NamedNode("x:a")) == NamedNode("x:a")
    assert original(Literal("a", language="en")) == Literal("a", language="en")
