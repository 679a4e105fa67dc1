"""What a result says where its shape has no message, and what is said of shapes that refer to nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.validate.test_one_report import judged

RDFS = "http://www.w3.org/2000/01/rdf-schema#"
A_DATE = "[ sh:datatype xsd:date ] [ sh:datatype xsd:gYear ]"
MESSAGES = [
    pytest.param(*case[1:], id=case[0])
    for case in [
        (
            "sh:or of datatypes",
            f"sh:property [ sh:path x:p ; sh:or ( {A_DATE} ) ]",
            "It meets none of the shapes that it may meet: datatype xsd:date; datatype xsd:gYear.",
        ),
        (
            "sh:xone of named shapes",
            "sh:xone ( s:B s:C )",
            "It does not meet exactly one of the shapes of which it has to meet one: <http://s/B>; <http://s/C>.",
        ),
        (
            "sh:or of property shapes",
            "sh:or ( [ sh:path x:q ; sh:minCount 1 ] [ sh:property [ sh:path ( x:q [ sh:inversePath x:r ] ) ;"
            " sh:minCount 2 ; sh:maxCount 3 ] ] )",
            "It meets none of the shapes that it may meet: <http://x/q>: minCount 1; "
            "(<http://x/q>/^<http://x/r>): minCount 2, maxCount 3.",
        ),
        (
            "what alternatives call themselves",
            "sh:or ( [ sh:name 'a pedigree' ; sh:class x:P ] [ rdfs:label 'a licence' ; sh:class x:L ]"
            " [ sh:message 'Give a year.' ; sh:class x:Y ] )",
            "It meets none of the shapes that it may meet: “a pedigree”; “a licence”; “Give a year.”.",
        ),
        (
            "sh:and",
            "sh:and ( [ sh:class x:P ] [ sh:nodeKind sh:BlankNode ] )",
            "It does not meet all of the shapes that it has to meet: class <http://x/P>; nodeKind BlankNode.",
        ),
        (
            "sh:not",
            "sh:not [ sh:property [ sh:path x:p ; sh:hasValue 1 ] ]",
            "It meets a shape that it must not meet: <http://x/p>: hasValue 1.",
        ),
        (
            "alternatives within alternatives",
            "sh:or ( [ sh:or ( [ sh:class x:P ] [ sh:not [ sh:in ( x:u x:v ) ] ] ) ] )",
            "It meets none of the shapes that it may meet: or (class <http://x/P>; not in (<http://x/u>, <http://x/v>)).",
        ),
        (
            "sh:node without a name",
            "sh:node [ sh:class x:P ; sh:pattern '^a' ]",
            "It does not meet the shape class <http://x/P>, pattern ^a.",
        ),
        (
            "two of a kind",
            "sh:property [ sh:path x:p ; sh:or ( [ sh:class x:P ] ) , ( [ sh:class x:L ] ) ]",
            "It meets none of the shapes that it may meet: class <http://x/P> / class <http://x/L>.",
        ),
        (
            "many alternatives",
            f"sh:or ( {' '.join(f'[ sh:class x:P{number} ]' for number in range(11))} )",
            "It meets none of the shapes that it may meet: "
            + "; ".join(f"class <http://x/P{number}>" for number in range(8))
            + "; 3 more.",
        ),
        (
            "sh:in",
            "sh:property [ sh:path x:p ; sh:in ( 'a' 2 x:b sh:IRI ) ]",
            "It is none of the values allowed: a, 2, <http://x/b>, IRI.",
        ),
        (
            "sh:languageIn",
            "sh:property [ sh:path x:p ; sh:languageIn ( 'de' 'en' ) ]",
            "It is in none of the languages allowed: de, en.",
        ),
        (
            "sh:qualifiedMinCount",
            "sh:property [ sh:path x:p ; sh:qualifiedMinCount 2 ; sh:qualifiedValueShape [ sh:class x:P ] ]",
            "Fewer than 2 of its values meet the shape that so many have to meet: class <http://x/P>.",
        ),
        (
            "braces in a pattern",
            "sh:property [ sh:path x:p ; sh:qualifiedMinCount 2 ;"
            r" sh:qualifiedValueShape [ sh:pattern '^\\p{L}{2}$' ] ]",
            r"Fewer than 2 of its values meet the shape that so many have to meet: pattern ^\p{L}{2}$.",
        ),
        (
            "one path in two shapes of one",
            "sh:property [ sh:path x:p ; sh:minCount 2 ] ; sh:property [ sh:path x:p ; sh:minCount 0 ]",
            "There are fewer values than 2.",
        ),
        ("a message of its own", "sh:message 'Own.' ; sh:or ( [ sh:class x:P ] )", "Own."),
    ]
]


@pytest.mark.parametrize(("constraint", "message"), MESSAGES)
def test_a_message_names_the_alternatives(constraint: str, message: str, tmp_path: Path) -> None:
    shapes = f"@prefix rdfs: <{RDFS}> . s:A sh:targetNode x:u ; {constraint} . s:B sh:class x:P . s:C sh:class x:L ."
    report = judged(tmp_path, shapes, "x:u x:p 1 .")
    assert {one.message for one in report.results} == {message}


UNDESCRIBED = [
    pytest.param(*case[1:], id=case[0])
    for case in [
        ("sh:node", "sh:node x:N1", ["sh:node <http://x/N1>"]),
        ("in a list", "sh:or ( s:B x:N1 ) ; sh:and ( s:B )", ["sh:or <http://x/N1>"]),
        ("sh:not", "sh:not x:N1", ["sh:not <http://x/N1>"]),
        (
            "sh:qualifiedValueShape",
            "sh:property [ sh:path x:p ; sh:qualifiedValueShape x:N1 ; sh:qualifiedMinCount 0 ]",
            ["sh:qualifiedValueShape <http://x/N1>"],
        ),
        ("two", "sh:node x:N1 ; sh:xone ( x:N2 )", ["sh:node <http://x/N1>", "sh:xone <http://x/N2>"]),
        ("deep inside", "sh:property [ sh:path x:p ; sh:node [ sh:node x:N1 ] ]", ["sh:node <http://x/N1>"]),
        ("described", "sh:node s:B ; sh:not [ sh:node s:B ; sh:class x:Q ] ; sh:or ( [ ] )", []),
    ]
]


@pytest.mark.parametrize(("constraint", "told"), UNDESCRIBED)
def test_a_shape_that_is_described_nowhere_is_told_of(constraint: str, told: list[str], tmp_path: Path) -> None:
    report = judged(tmp_path, f"s:B sh:class x:P .\ns:A sh:targetNode x:u ;\n{constraint} .", "x:u a x:P ; x:p 1 .")
    line = (tmp_path / "s.ttl").read_text().count("\n") + 1
    ending = "is described nowhere, so that every node meets it; is its file missing?"
    assert [note.partition("s.ttl, ")[2] for note in report.notes] == [f"line {line}: {what} {ending}" for what in told]


def test_a_misspelt_shape_is_told_of_with_the_one_meant(tmp_path: Path) -> None:
    report = judged(tmp_path, "s:Address sh:class x:P . s:A sh:targetNode x:u ; sh:node s:Adress .", "x:u a x:P .")
    assert [note.rpartition("; ")[2] for note in report.notes] == ["did you mean <http://s/Address>?"]
    report = judged(tmp_path, "x:Address sh:class x:P . s:A sh:targetNode x:u ; sh:node s:Adress .", "x:u a x:P .")
    assert [note.rpartition("; ")[2] for note in report.notes] == ["is its file missing?"]
