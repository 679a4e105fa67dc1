"""One report from both engines: what ours corrects before an engine sees shapes or data."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode

from kg import validate
from kg.errors import ShapesError
from kg.validate.report import Report
from tests.validate.test_validate import write


def judged(tmp_path: Path, shapes: str, data: str, *, lexical: bool = False) -> Report:
    """The report that both engines give."""
    files = write(tmp_path, "s.ttl", shapes), write(tmp_path, "d.ttl", data)
    reports = [validate.validate([files[1]], [files[0]], engine=name, lexical=lexical) for name in validate.ENGINES]
    assert replace(reports[1], engine="") == replace(reports[2], engine="")
    assert reports[0].results == reports[2].results
    return reports[0]


def found(report: Report) -> list[str]:
    """Each result as its focus node, property, value and component in short."""
    return sorted(
        " ".join(
            part
            for part in (
                _short(one.focus),
                _short(NamedNode(one.path[1:-1])) if one.path and one.path[1:-1].startswith("http") else one.path or "",
                _short(one.value),
                one.component.removesuffix("ConstraintComponent"),
            )
            if part
        )
        for one in report.results
    )


def _short(term: object) -> str:
    if isinstance(term, NamedNode):
        return term.value.rpartition("/")[2]
    return term.value if isinstance(term, Literal) else "[]" if term else ""


CLOSED = [
    pytest.param(*case[1:], id=case[0])
    for case in [
        (
            "inner property shapes name what values may have",
            "s:A sh:targetClass x:U ; sh:property [ sh:path x:k ; sh:closed true ; sh:property [ sh:path x:n ] ] .",
            "x:u a x:U ; x:k [ x:n 1 ] . x:v a x:U ; x:k [ x:n 1 ; x:m 2 ] .",
            ["v m 2 Closed"],
        ),
        (
            "ignored properties, and a shape that is aimed itself",
            "s:A sh:targetNode x:u ; sh:path x:k ; sh:closed true ; sh:ignoredProperties ( x:n ) .",
            "x:u x:other 1 ; x:k x:j . x:j x:n 1 ; x:m 2 , 3 .",
            ["u m 2 Closed", "u m 3 Closed"],
        ),
        (
            "nothing is named",
            "s:A sh:targetNode x:u ; sh:path x:k ; sh:closed true .",
            "x:u x:k x:j , 'text' . x:j a x:U .",
            ["u 22-rdf-syntax-ns#type U Closed"],
        ),
        (
            "values at the end of a path",
            "s:A sh:targetNode x:u ; sh:path [ sh:alternativePath ( x:k [ sh:inversePath x:of ] ) ] ; sh:closed true ;"
            " sh:ignoredProperties ( x:of ) .",
            "x:u x:k x:j . x:j x:of x:u ; x:m 2 . x:i x:of x:u .",
            ["u m 2 Closed"],
        ),
        (
            "the way back along a way back",
            "s:A sh:targetNode x:u ; sh:path [ sh:inversePath [ sh:inversePath x:k ] ] ; sh:closed true .",
            "x:u x:k x:j . x:j x:m 2 .",
            ["u m 2 Closed"],
        ),
        (
            "a shape within sh:node and sh:not",
            "s:A sh:targetClass x:U ; sh:node [ sh:property s:K ] ; sh:not s:K ."
            " s:K sh:path x:k ; sh:closed true ; sh:ignoredProperties ( x:n ) .",
            "x:u a x:U ; x:k [ x:m 1 ] . x:v a x:U ; x:k [ x:n 1 ] .",
            ["u u Node", "v v Not"],
        ),
        (
            "beside a node shape that closes its focus nodes",
            "s:A sh:targetClass x:U ; sh:closed true ; sh:ignoredProperties ( rdf:type ) ;"
            " sh:property [ sh:path x:k ; sh:closed true ; sh:maxCount 1 ] .",
            "x:u a x:U ; x:k x:j ; x:l 1 . x:j x:m 2 .",
            ["u l 1 Closed", "u m 2 Closed"],
        ),
        (
            "two values, of which one is closed in by another shape too",
            "s:A sh:targetClass x:U ; sh:property [ sh:path x:k ; sh:closed true ; sh:property [ sh:path x:n ;"
            " sh:closed true ] ] .",
            "x:u a x:U ; x:k [ x:n [ x:o 1 ] ] , [ x:p 2 ] .",
            ["[] o 1 Closed", "u p 2 Closed"],
        ),
        (
            "not closed, and deactivated",
            "s:A sh:targetNode x:u ; sh:path x:k ; sh:closed false ."
            " s:B sh:targetNode x:u ; sh:path x:k ; sh:closed true ; sh:deactivated true .",
            "x:u x:k x:j . x:j x:m 2 .",
            [],
        ),
        (
            "two values with the same wrong triple, each reached twice",
            "s:A sh:targetNode x:u ; sh:path [ sh:alternativePath ( x:k x:l ) ] ; sh:closed true .",
            "x:u x:k x:i , x:j ; x:l x:i , x:j . x:i x:m 2 . x:j x:m 2 .",
            ["u m 2 Closed", "u m 2 Closed"],
        ),
        (
            "an unnamed focus node",
            "s:A sh:targetSubjectsOf x:k ; sh:path x:k ; sh:closed true .",
            "[] x:k [ x:m 2 ] .",
            ["[] m 2 Closed"],
        ),
    ]
]


@pytest.mark.parametrize(("shapes", "data", "results"), CLOSED)
def test_closed_in_a_property_shape_closes_the_values(
    shapes: str, data: str, results: list[str], tmp_path: Path
) -> None:
    assert found(judged(tmp_path, shapes, data)) == results


def test_closed_has_the_message_and_severity_of_its_shape(tmp_path: Path) -> None:
    shape = "s:A sh:targetNode x:u ; sh:path x:k ; sh:closed true ; sh:severity sh:Warning"
    (result,) = judged(tmp_path, f"{shape} ; sh:message 'Too {{much}}.' .", "x:u x:k x:j . x:j x:m 2 .").results
    assert (result.message, result.severity, result.shape) == ("Too {much}.", "Warning", "http://s/A")
    (result,) = judged(tmp_path, f"{shape} .", "x:u x:k x:j . x:j x:m 2 .").results
    assert result.message == "It has a property that its shape does not allow."


QUERY = 'sh:message "m" ; sh:select "SELECT $this WHERE { $this a <http://x/U> }"'
OF_VALUES = 'sh:message "m" ; sh:select "SELECT $this ?value WHERE { $this $PATH ?value }"'
SEVERITY = [
    pytest.param(*case[1:], id=case[0])
    for case in [
        (
            "the shape has none",
            f"s:A sh:targetClass x:U ; sh:sparql [ sh:severity sh:Info ; {QUERY} ] .",
            ["Violation"],
        ),
        (
            "the shape has another",
            f"s:A sh:targetClass x:U ; sh:severity sh:Warning ; sh:sparql [ sh:severity sh:Violation ; {QUERY} ] .",
            ["Warning"],
        ),
        (
            "the shape has one of its own",
            f"s:A sh:targetClass x:U ; sh:severity x:Bad ; sh:sparql [ sh:severity sh:Info ; {QUERY} ] .",
            ["http://x/Bad"],
        ),
        (
            "a property shape",
            "s:A sh:targetClass x:U ; sh:severity sh:Info ; sh:property [ sh:path x:p ; sh:severity sh:Warning ;"
            f" sh:sparql [ sh:severity sh:Info ; {OF_VALUES} ] ] .",
            ["Warning"],
        ),
        (
            "one query of two shapes",
            "s:A sh:targetClass x:U ; sh:severity sh:Warning ; sh:sparql s:Q . s:B sh:targetClass x:U ; sh:sparql s:Q ."
            f" s:Q sh:severity sh:Info ; {QUERY} .",
            ["Violation", "Warning"],
        ),
        (
            "a query that is a shape itself",
            f"s:A sh:targetClass x:U ; sh:sparql s:A ; sh:severity sh:Warning ; {QUERY} ."
            " s:B sh:targetClass x:U ; sh:sparql s:A .",
            ["Violation", "Warning"],
        ),
        (
            "several queries of one shape",
            f"s:A sh:targetClass x:U ; sh:severity sh:Info ; sh:sparql [ sh:severity sh:Violation ; {QUERY} ] ,"
            f" [ {QUERY} ] .",
            ["Info", "Info"],
        ),
        (
            "within another shape, whose severity counts",
            f"s:A sh:targetClass x:U ; sh:node [ sh:severity sh:Info ; sh:sparql [ sh:severity sh:Info ; {QUERY} ] ] .",
            ["Violation"],
        ),
        ("a query that is deactivated", f"s:A sh:targetClass x:U ; sh:sparql [ sh:deactivated true ; {QUERY} ] .", []),
    ]
]


@pytest.mark.parametrize(("shapes", "severities"), SEVERITY)
def test_the_severity_is_that_of_the_shape(shapes: str, severities: list[str], tmp_path: Path) -> None:
    report = judged(tmp_path, shapes, "x:u a x:U ; x:p 1 .")
    assert sorted(one.own_severity or one.severity.value for one in report.results) == severities
    assert report.conforms is not any(one.severity == "Violation" for one in report.results)


PATTERNS = [
    pytest.param(*case[1:], id=case[0])
    for case in [
        ("letters", r"^[\\p{L} ]+$", "", ["Émile Žižek"], ["a1"]),
        ("no numbers", r"^\\P{N}+$", "", ["abc"], ["½"]),
        ("names", r"^\\i\\c*$", "", ["é-1"], ["1a"]),
        ("subtraction", "^[a-z-[aeiou]]+$", "", ["xyz"], ["xay"]),
        ("the end", "a$", "", ["ba"], ["a\\n"]),
        ("without case", "^[a-c]$", "i", ["B"], ["d"]),
        ("over lines", "^b", "m", ["a\\nb"], ["ab"]),
        ("over line ends", "^a.b$", "s", ["a\\nb"], ["ab"]),
        ("spread out", "^ a $", "x", ["a"], [" a "]),
        ("as it stands", "a.b", "q", ["xa.b"], ["axb"]),
        ("a block", r"^\\p{IsCyrillic}$", "", ["ж"], ["z"]),
        ("words", r"^\\w$", "", ["+"], ["_"]),
        ("an IRI", r"^http://x/\\p{Lu}$", "", ["<http://x/A>"], ["<http://x/a>"]),
    ]
]


@pytest.mark.parametrize(("pattern", "flags", "right", "wrong"), PATTERNS)
def test_patterns_are_those_of_xpath(
    pattern: str, flags: str, right: list[str], wrong: list[str], tmp_path: Path
) -> None:
    values = [text if text.startswith("<") else f'"{text}"' for text in right + wrong]
    report = judged(
        tmp_path,
        f's:A sh:targetNode x:u ; sh:property [ sh:path x:p ; sh:pattern "{pattern}" ; sh:flags "{flags}" ] .',
        f"x:u x:p {' , '.join(values)} .",
    )
    assert [str(one.value) for one in report.results] == values[len(right) :]
    assert report.results[0].message == f"It does not match the pattern {pattern.replace(2 * chr(92), chr(92))}."


ILLEGAL = [
    (r'sh:pattern "^[\\p{Latin}]$"', "no category or block of Unicode is called Latin"),
    (r'sh:pattern "\\y"', r"\\y means nothing in XPath, at character 1"),
    ('sh:pattern "(((" ; sh:flags "i"', r"a \( without its \)"),
    ('sh:pattern "a" ; sh:flags "gi"', "there is no flag 'g'"),
    (r'sh:pattern "(?<=a*)b"', "look-behind requires fixed-width pattern"),
    ('sh:pattern "[[:alpha:]]"', r"a \[ within a class is written"),
]


@pytest.mark.parametrize(("pattern", "why"), ILLEGAL)
def test_what_is_no_pattern_is_named_with_its_line(pattern: str, why: str, tmp_path: Path) -> None:
    shapes = f"\ns:A sh:targetNode x:u ;\n  sh:property [ sh:path x:p ;\n {pattern} ] ."
    with pytest.raises(ShapesError, match=rf"s\.ttl, line \d: .*{why}") as raised:
        judged(tmp_path, shapes, "x:u x:p 1 .")
    text = (tmp_path / "s.ttl").read_text()
    assert raised.value.place == f"line {text[: text.index('sh:pattern')].count(chr(10)) + 1}"


def test_what_is_close_to_a_pattern_is_told_with_its_line(tmp_path: Path) -> None:
    shapes = "\ns:A sh:targetNode x:u ; sh:property [ sh:path x:p ;\n " + r'sh:pattern "^https?:\\/\\/" ] .'
    report = judged(tmp_path, shapes, "x:u x:p 'https://a' , 'a' .")
    assert [str(one.value) for one in report.results] == ['"a"']
    line = (tmp_path / "s.ttl").read_text().count("\n") + 1
    (note,) = report.notes
    assert note.endswith(rf"s.ttl, line {line}: sh:pattern '^https?:\\/\\/' is not quite XPath's: \/ is written /")


LEXICAL = [
    ("xsd:gYear", "24", "2024"),
    ("xsd:gMonthDay", "--02-30", "--02-29"),
    ("xsd:language", "en_US", "en-US"),
    ("xsd:dateTimeStamp", "2024-01-01T00:00:00", "2024-01-01T00:00:00Z"),
    ("xsd:NCName", "a:b", "a.b"),
    ("xsd:token", " a", "a b"),
    ("xsd:gDay", "---32", "---31"),
]


@pytest.mark.parametrize(("datatype", "wrong", "right"), LEXICAL)
def test_lexical_forms_are_checked_where_they_are_asked_for(
    datatype: str, wrong: str, right: str, tmp_path: Path
) -> None:
    shapes = f"s:A sh:targetNode x:u ; sh:property [ sh:path x:p ; sh:datatype {datatype} ] ."
    data = f'x:u x:p "{wrong}"^^{datatype} , "{right}"^^{datatype} .'
    assert not judged(tmp_path, shapes, data).results
    (result,) = judged(tmp_path, shapes, data, lexical=True).results
    assert isinstance(result.value, Literal)
    assert result.value.value == wrong
    assert result.value.datatype.value.endswith(datatype.partition(":")[2])
    assert result.message == f"It is not written as a value of {datatype} has to be."


def test_literals_that_no_shape_asks_for_are_counted(tmp_path: Path) -> None:
    shapes = "s:A sh:targetNode x:u ; sh:property [ sh:path x:p ; sh:minCount 1 ] ."
    one = "x:u x:p '24'^^xsd:gYear , '2024'^^xsd:gYear , 'a'^^xsd:string , 'b'^^x:gYear ."
    (note,) = judged(tmp_path, shapes, one, lexical=True).notes
    assert note == '1 literal is not written as the datatype has it; the first, of <http://x/u>, is "24"^^xsd:gYear'
    (note,) = judged(tmp_path, shapes, f"{one} x:v x:p 'x'^^xsd:integer .", lexical=True).notes
    assert note.startswith("2 literals are not written as the datatype has it; the first, of <http://x/u>")
    assert not judged(tmp_path, shapes, one).notes
    assert not judged(tmp_path, shapes, "x:u x:p '2024'^^xsd:gYear .", lexical=True).notes


ANYHOW = [
    ("xsd:hexBinary", "0g", "0a"),
    ("xsd:base64Binary", "YWJ=", "YWI="),
    ("xsd:dateTime", "2024-01-01T24:00:01", "2024-01-01T23:00:01"),
    ("xsd:duration", "P1DT", "P1DT1S"),
    ("xsd:dayTimeDuration", "P1Y", "P1D"),
    ("xsd:integer", "1_0", "10"),
    ("xsd:decimal", "1e3", "1.3"),
    ("xsd:double", "nan", "NaN"),
    ("xsd:long", "9223372036854775808", "9223372036854775807"),
]


@pytest.mark.parametrize(("datatype", "wrong", "right"), ANYHOW)
def test_lexical_forms_that_are_checked_in_any_case(datatype: str, wrong: str, right: str, tmp_path: Path) -> None:
    shapes = f"s:A sh:targetNode x:u ; sh:property [ sh:path x:p ; sh:datatype {datatype} ] ."
    report = judged(tmp_path, shapes, f'x:u x:p "{wrong}"^^{datatype} , "{right}"^^{datatype} .')
    assert [one.value.value for one in report.results if isinstance(one.value, Literal)] == [wrong]


WHEREVER = [
    ("in an alternative", "sh:property [ sh:path x:p ; sh:or ( [ sh:datatype xsd:gYear ] ) ]", ["u p 24 Or"]),
    ("in a denial", "sh:property [ sh:path x:p ; sh:not [ sh:datatype xsd:gYear ] ]", ["u p 2024 Not"]),
    ("as a value asked for", "sh:property [ sh:path x:p ; sh:hasValue '24'^^xsd:gYear ]", []),
    ("as one of several", "sh:property [ sh:path x:p ; sh:in ( '24'^^xsd:gYear '2024'^^xsd:gYear ) ]", []),
    ("equal to another", "sh:property [ sh:path x:p ; sh:equals x:q ; sh:datatype xsd:gYear ]", ["u p 24 Datatype"]),
    ("as a focus node", "sh:targetObjectsOf x:p ; sh:datatype xsd:gYear", ["24 24 Datatype"]),
]


@pytest.mark.parametrize(("constraint", "results"), [pytest.param(*case[1:], id=case[0]) for case in WHEREVER])
def test_lexical_forms_wherever_they_stand(constraint: str, results: list[str], tmp_path: Path) -> None:
    aim = "" if "target" in constraint else "sh:targetNode x:u ; "
    data = "x:u x:p '24'^^xsd:gYear , '2024'^^xsd:gYear ; x:q '24'^^xsd:gYear , '2024'^^xsd:gYear ."
    assert found(judged(tmp_path, f"s:A {aim}{constraint} .", data, lexical=True)) == results
