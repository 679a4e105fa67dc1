"""Regular expressions of XPath: what they match, in both engines' libraries; what is none, and what is close to one."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal

from kg.validate import engines
from kg.validate.codepoints import ALL, block_names, category, complement, difference, union
from kg.validate.xpath_characters import IllegalPattern
from kg.validate.xpath_regex import translated

# name, pattern, flags, what it matches, what it does not
MATCHES = [
    ("category of letters", r"^[\p{L} ]+$", "", ["Émile Žižek", "Ωμέγα"], ["a1", "a_b", ""]),
    ("one category", r"^\p{Lu}\p{Ll}+$", "", ["Éva", "Жан"], ["éva", "ÉVA"]),
    ("everything but a category", r"^\P{N}*$", "", ["abc", ""], ["a½", "x٤"]),
    ("a category beyond the basic plane", r"^\p{So}$", "", ["\U0001f600"], ["a"]),
    ("currency signs", r"^\p{Sc}\d+$", "", ["€5", "$5"], ["5€"]),
    ("initial name characters", r"^\i\c*$", "", ["a-1.b:c", "_x", "é"], ["1a", "-a", "a b"]),
    ("no name characters", r"^\I\C$", "", ["1 ", "- "], ["a ", "1a"]),
    ("name escapes in a class", r"^[\i-[:]][\c-[:]]*$", "", ["abc", "_1"], ["a:b", ":a"]),
    ("subtraction", r"^[a-z-[aeiou]]+$", "", ["bcd"], ["abc", "-"]),
    ("subtraction of a subtraction", r"^[a-z-[a-e-[c]]]$", "", ["c", "z"], ["a", "e"]),
    ("negation before subtraction", r"^[^a-c-[xyz]]$", "", ["d"], ["a", "x"]),
    ("subtraction of an escape", r"^[\w-[\d]]+$", "", ["abé"], ["a1", "a_b"]),
    ("what nothing is in", r"^[a-[a]]$", "", [], ["a", ""]),
    ("decimal digits of any script", r"^\d+$", "", ["12", "٤٢"], ["½", "x"]),
    ("no decimal digits", r"^[\D]$", "", ["½"], ["٤"]),
    ("symbols belong to words, the underscore does not", r"^\w+$", "", ["a+b", "e\u0301", "€"], ["a_b", "a b", "a-b"]),
    ("what is not of a word", r"^\W$", "", ["_", "-", " "], ["+", "a"]),
    ("white space of XML alone", r"^\s$", "", [" ", "\t", "\n", "\r"], ["\u00a0", "\u2003", "\x0b"]),
    ("no white space", r"^\S$", "", ["\u00a0"], [" "]),
    ("a block", r"^\p{IsGreekandCoptic}+$", "", ["λόγος".replace("ό", "ο")], ["logos"]),
    ("a block by its name in XSD 1.0", r"^\p{IsGreek}$", "", ["α"], ["a"]),
    ("everything but a block", r"^\P{IsBasicLatin}$", "", ["é"], ["e"]),
    ("a block in a class", r"^[\p{IsCyrillic}\p{IsHebrew}]$", "", ["ж", "א"], ["z"]),
    ("the end is the end", r"a$", "", ["ba"], ["a\n"]),
    ("the end of a line", r"a$", "m", ["a\nb", "a"], ["ab"]),
    ("the start of a line", r"^b", "m", ["a\nb"], ["a\rb", "ab"]),
    ("no line after the last line's end", r"^$", "m", ["a\n\nb", ""], ["a\n"]),
    ("any character but line ends", r"^a.b$", "", ["axb", "a\u2028b"], ["a\nb", "a\rb"]),
    ("any character", r"^a.b$", "s", ["a\nb", "a\rb"], ["ab"]),
    ("without case", r"^k$", "i", ["K", "k", "\u212a"], ["x"]),
    ("without case, the dotless i", r"^I$", "i", ["i", "ı"], ["İ"]),
    ("without case, beyond ASCII", r"^straße$", "i", ["STRAẞE"], ["STRASSE"]),
    ("without case, a range", r"^[A-C]$", "i", ["b"], ["d"]),
    ("without case, what is taken away", r"^[A-Z-[IO]]$", "i", ["b"], ["i", "O"]),
    ("without case, negation", r"^[^Q]$", "i", ["p"], ["q", "Q"]),
    ("a category has a case nonetheless", r"^\p{Lu}$", "i", ["A"], ["a"]),
    ("white space left out", " ^ a [ b ] \n c $ ", "x", ["a c", "abc"][1:], ["ac"]),
    ("no comments", "^a#b$", "x", ["a#b"], ["a"]),
    ("white space of a class stays", "^[ a]$", "x", [" "], ["b"]),
    ("as it stands", r"a.b[c", "q", ["xa.b[c"], ["axb[c"]),
    ("as it stands, without case", "A.b", "qi", ["a.B"], ["axb"]),
    ("several flags", "^a.b$", "is", ["A\nB"], ["ab"]),
    ("alternatives", "^(a|bc|)$", "", ["a", "bc", ""], ["b"]),
    ("counted", "^a{2}b{1,}c{0,2}$", "", ["aab", "aabbcc"], ["ab", "aabccc"]),
    ("reluctant", "^a+?b*?c??$", "", ["aabc"], ["b"]),
    ("no capturing", "^(?:ab)+$", "", ["abab"], ["aba"]),
    ("a hyphen at the ends of a class", r"^[-a]+[b-]$", "", ["-a-", "ab"], ["c-"]),
    ("a hyphen after an escape", r"^[\d-.]+$", "", ["1-2.3"], ["a"]),
    ("a hyphen between ranges", r"^[a-c-e]+$", "", ["a-e"], ["d"]),
    ("no operators in a class", r"^[a&&b~~]+$", "", ["a&b~"], ["c"]),
    ("signs with a backslash", r"^\^\$\.\*\+\?\(\)\[\]\{\}\|\\\-$", "", [r"^$.*+?()[]{}|\-"], [""]),
    ("an anchor that may be missing", "^*a$?", "", ["ba", "ab"], ["b"]),
    ("nothing", "", "", ["", "a"], []),
]
BACK_REFERENCES = [
    ("twice the same", r"^(a|b)\1$", "", ["aa", "bb"], ["ab"]),
    ("of a group that took no part", r"^(?:(a)|b)\1$", "", ["aa", "b"], ["a", "ba"]),
    ("a digit beyond the groups is itself", r"^(a)\12$", "", ["aa2"], ["aa"]),
    ("without case", r"^(a)\1$", "i", ["aA"], ["ab"]),
    ("looking ahead", r"^(?!x)a", "", ["ab"], ["xa"]),
    ("looking back", r"(?<=x)a", "", ["xa"], ["a"]),
    ("a line of any kind", r"(^|x)b*$", "m", ["a\nb"], []),
]


def in_rust(pattern: str, text: str) -> bool:
    import shacl

    shapes = f"<x:s> <http://www.w3.org/ns/shacl#targetNode> {Literal(text)} .\n"
    shapes += f"<x:s> <http://www.w3.org/ns/shacl#pattern> {Literal(pattern)} .\n"
    return shacl.Shapes.from_text(shapes, format="ntriples").validate_text("<x:a> <x:b> <x:c> .").conforms


def named(cases: list[tuple[str, str, str, list[str], list[str]]]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(
        ("pattern", "flags", "matching", "others"), [pytest.param(*case[1:], id=case[0]) for case in cases]
    )


@named(MATCHES)
def test_one_meaning_in_both_libraries(pattern: str, flags: str, matching: list[str], others: list[str]) -> None:
    regex = translated(pattern, flags)
    assert not regex.liberties
    for text in matching + others:
        assert bool(re.search(regex.python, text)) is (text in matching), repr(text)
        if regex.rust is not None:
            assert in_rust(regex.rust, text) is (text in matching), repr(text)
    assert (regex.rust is None) is (pattern == "^$")  # over several lines


@named(BACK_REFERENCES)
def test_what_rust_has_not(pattern: str, flags: str, matching: list[str], others: list[str]) -> None:
    regex = translated(pattern, flags)
    assert regex.rust is None
    for text in matching + others:
        assert bool(re.search(regex.python, text)) is (text in matching), repr(text)


ILLEGAL = [
    (r"\p{Foo}", "", "no category or block of Unicode is called Foo, at character 1"),
    (r"a\p{IsCyrilic}", "", "no category or block of Unicode is called IsCyrilic; did you mean IsCyrillic?"),
    (r"\p{Cs}", "", "no category or block of Unicode is called Cs"),
    (r"\pL", "", r"\\p without a category in braces"),
    (r"\p{L", "", r"\\p without a category in braces"),
    (r"\y", "", r"\\y means nothing in XPath, at character 1"),
    (r"[\q]", "", r"\\q means nothing"),
    (r"\A", "", r"\\A means nothing"),
    ("a\\", "", r"\\ means nothing"),
    (r"\ud800", "", "is no character"),
    (r"(a", "", r"a \( without its \), at character 1"),
    (r"a)", "", r"a \) that closes nothing, at character 2"),
    (r"[a", "", r"a \[ without its \]"),
    (r"[a-", "", r"a \[ without its \]"),
    (r"[]", "", "a class of no character"),
    (r"[^]", "", "a class of no character"),
    (r"[[:alpha:]]", "", r"a \[ within a class is written"),
    (r"[z-a]", "", "z-a is no range of characters"),
    (r"[a-\d]", "", r"a-\\d is no range"),
    (r"[a-[b]c]", "", "has to stand last"),
    ("*a", "", r"a \* with nothing to repeat"),
    ("a|+", "", r"a \+ with nothing to repeat"),
    ("a**", "", "a quantifier of a quantifier, at character 3"),
    ("a*+", "", "a quantifier of a quantifier"),
    ("a{2}{3}", "", "a quantifier of a quantifier"),
    ("a{,3}", "", r"a \{ with nothing to repeat; write \\\{"),
    ("a{3,1}", "", "the second number is the smaller"),
    ("a{99999}", "", "more often than 10,000 times"),
    (r"\1(a)", "", r"\\1 refers to no group before it"),
    (r"(a\1)", "", r"\\1 refers to no group before it"),
    (r"\0", "", r"\\0 refers to no group before it"),
    (r"(?P<n>a)", "", r"\(\?P is no group of XPath"),
    (r"a(?i)b", "", r"\(\?i is no group of XPath"),
    ("(" * 60 + ")" * 60, "", "groups nested more than 50 deep"),
    ("[a-" * 60 + "]" * 60, "", "groups nested more than 50 deep"),
    ("a", "g", "there is no flag 'g'; the flags are s, m, i, x and q"),
]


@pytest.mark.parametrize(("pattern", "flags", "why"), ILLEGAL)
def test_what_is_none(pattern: str, flags: str, why: str) -> None:
    with pytest.raises(IllegalPattern, match=why):
        translated(pattern, flags)


LIBERTIES = [
    (r"^https?:\/\/", r"\/ is written /", "https://x", "https:x"),
    (r"^[\@\ ]$", r"\@ is written @", "@", "a"),
    (r"^\u00c9\x41$", r"\u00c9 is a character by its number", "ÉA", "EA"),
    (r"^a}]$", r"a } alone is written \}", "a}]", "a"),
    (r"\bfoo\B", r"\b is the edge of a word", "a foox", "foo"),
    (r"(?i)^a$", "(?i) is sh:flags 'i'", "A", "b"),
]


@pytest.mark.parametrize(("pattern", "said", "matching", "other"), LIBERTIES)
def test_what_can_mean_one_thing_only(pattern: str, said: str, matching: str, other: str) -> None:
    regex = translated(pattern)
    assert said in regex.liberties
    assert regex.rust is not None
    for text in (matching, other):
        assert bool(re.search(regex.python, text)) is in_rust(regex.rust, text) is (text == matching)


@pytest.mark.parametrize(
    ("pattern", "endless"),
    [
        (r"\p{L}+$", False),
        ("(ab{2})+", False),
        ("(a+)?b*", False),
        ("(a+)+$", True),
        ("(a*b|c)*", True),
        ("(?:a{1,8}-)*", True),
        ("((a+))+", True),
    ],
)
def test_a_repetition_of_a_repetition_is_known(pattern: str, endless: bool) -> None:
    assert translated(pattern).endless is endless


@settings(deadline=None)
@given(
    st.text(alphabet=st.sampled_from("ab^$.|()[]{}*+?-\\pdwicLN1,&\n é"), max_size=12),
    st.text(alphabet="smixq", max_size=2),
    st.text(alphabet="abA-\n é_1", max_size=5),
)
def test_whatever_is_read_means_one_thing(pattern: str, flags: str, text: str) -> None:
    try:
        regex = translated(pattern, flags)
    except IllegalPattern:
        return
    if regex.rust is not None and not regex.endless:
        assert bool(re.search(regex.python, text)) is in_rust(regex.rust, text)


def test_sets_of_characters() -> None:
    letters = category("L")
    assert letters is not None
    assert complement(complement(letters)) == letters
    assert union(letters, complement(letters)) == ALL
    assert difference(ALL, letters) == complement(letters)
    assert difference(letters, letters) == ()
    assert {"BasicLatin", "Latin-1Supplement", "Greek", "GreekandCoptic", "PrivateUse"} <= set(block_names())


def test_every_category_and_block_is_read_by_both_engines() -> None:
    from kg.validate.codepoints import CATEGORIES

    for name in [*sorted(CATEGORIES), *(f"Is{block}" for block in block_names()[::20])]:
        regex = translated(f"^\\p{{{name}}}$")
        assert re.compile(regex.python)
        assert regex.rust is not None
        assert engines.knows_pattern(regex.rust)
