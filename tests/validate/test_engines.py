"""What the engines give, term by term, in our words: messages by default, blank nodes, datatypes, odd shapes."""

from __future__ import annotations

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, parse

from kg.errors import ShapesError
from kg.validate import engines
from kg.validate.report import Result, Severity
from tests.validate.test_validate import PREFIXES

X, S, XSD = "http://x/", "http://s/", "http://www.w3.org/2001/XMLSchema#"


def shapes_of(text: str) -> list[Quad]:
    return list(parse(PREFIXES + text, RdfFormat.TURTLE))


def found(engine: str, data: str, shapes: str, *, lexical: bool = False) -> list[Result]:
    results = engines.run(engine, data, shapes_of(shapes), lexical=lexical)
    return sorted(results, key=lambda one: (str(one.focus), one.component, str(one.value)))


@pytest.fixture(params=["pyshacl", "shacl"])
def engine(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.mark.parametrize(
    ("message", "told"),
    [("", ["There are fewer values than 1."]), (' ; sh:message "A dog has a name."', ["A dog has a name."])],
)
def test_a_shape_without_a_message_has_a_sentence(engine: str, message: str, told: list[str]) -> None:
    shapes = f"s:A a sh:NodeShape ; sh:targetNode x:a ; sh:property [ sh:path x:p ; sh:minCount 1{message} ] ."
    assert [one.message for one in found(engine, "", shapes)] == told


def test_each_result_has_the_message_of_its_own(engine: str) -> None:
    shapes = (
        "s:A a sh:NodeShape ; sh:targetNode x:a ;"
        ' sh:property [ sh:path x:p ; sh:minCount 1 ; sh:message "A dog has a name." ] ;'
        " sh:property [ sh:path x:q ; sh:minCount 2 ] ."
    )
    assert {(one.path, one.message) for one in found(engine, "", shapes)} == {
        (f"<{X}p>", "A dog has a name."),
        (f"<{X}q>", "There are fewer values than 2."),
    }


@pytest.mark.parametrize(
    ("severity", "own", "told"),
    [
        ("", "", Severity.VIOLATION),
        (" ; sh:severity sh:Violation", "", Severity.VIOLATION),
        (" ; sh:severity sh:Warning", "", Severity.WARNING),
        (" ; sh:severity sh:Info", "", Severity.INFO),
        (" ; sh:severity x:Grave", f"{X}Grave", Severity.VIOLATION),
    ],
)
def test_severities_of_the_standard_and_others(engine: str, severity: str, own: str, told: Severity) -> None:
    (result,) = found(engine, "", f"s:A a sh:NodeShape ; sh:targetNode x:a ; sh:class x:C{severity} .")
    assert (result.severity, result.own_severity) == (told, own)


@pytest.mark.parametrize(
    ("shapes", "shape", "own", "path", "value", "component"),
    [
        (
            "s:A a sh:NodeShape ; sh:targetNode x:a ; sh:class x:C .",
            *(f"{S}A", True, None, NamedNode(f"{X}a"), "ClassConstraintComponent"),
        ),
        (
            "s:A a sh:NodeShape ; sh:targetNode x:a ; sh:property s:P . s:P sh:path x:p ; sh:minCount 2 .",
            *(f"{S}P", True, f"<{X}p>", None, "MinCountConstraintComponent"),
        ),
        (
            "s:P a sh:PropertyShape ; sh:targetNode x:a ; sh:path x:p ; sh:maxCount 0 .",
            *(f"{S}P", True, f"<{X}p>", None, "MaxCountConstraintComponent"),
        ),
        (
            "[] a sh:NodeShape ; sh:targetNode x:a ; sh:nodeKind sh:Literal .",
            *("", False, None, NamedNode(f"{X}a"), "NodeKindConstraintComponent"),
        ),
        (
            "s:A a sh:NodeShape ; sh:targetNode x:a ; sh:property [ sh:path [ sh:inversePath x:q ] ; sh:minCount 1 ] .",
            *(f"{S}A", False, f"^<{X}q>", None, "MinCountConstraintComponent"),
        ),
        (
            "s:A a sh:NodeShape ; sh:targetNode x:a ; sh:property [ sh:path x:p ; sh:datatype xsd:string ] .",
            *(
                f"{S}A",
                False,
                f"<{X}p>",
                Literal("1", datatype=NamedNode(f"{XSD}integer")),
                "DatatypeConstraintComponent",
            ),
        ),
    ],
)
def test_what_the_fast_engine_says_of_a_result(
    shapes: str, shape: str, own: bool, path: str | None, value: object, component: str
) -> None:
    data = f'<{X}a> <{X}p> "1"^^<{XSD}integer> .\n'
    (result,) = found("shacl", data, shapes)
    assert (result.focus, result.shape, result.own_shape) == (NamedNode(f"{X}a"), shape, own)
    assert (result.path, result.value, result.component) == (path, value, component)


DATATYPED = "s:A a sh:NodeShape ; sh:targetSubjectsOf x:p ; sh:property [ sh:path x:p ; sh:datatype xsd:{} ] ."


@pytest.mark.parametrize(
    ("kind", "value", "lexical", "wrong"),
    [
        ("date", "2031-01-01", False, 0),
        ("date", "soon", False, 1),
        ("date", "soon", True, 1),
        ("token", " a ", True, 1),  # which neither engine looks at by itself
        ("token", "a", True, 0),
        ("language", "en us", True, 1),
        ("language", "en-US", True, 0),
    ],
)
def test_how_values_are_written_is_checked(engine: str, kind: str, value: str, lexical: bool, wrong: int) -> None:
    data = f'<{X}a> <{X}p> "{value}"^^<{XSD}{kind}> .\n'
    results = found(engine, data, DATATYPED.format(kind), lexical=lexical)
    assert [one.component for one in results] == ["DatatypeConstraintComponent"] * wrong
    assert [one.value for one in results] == [Literal(value, datatype=NamedNode(f"{XSD}{kind}"))] * wrong


def test_blank_nodes_are_those_of_the_data(engine: str) -> None:
    """However many the shapes have of their own, which the fast engine counts first."""
    data = "".join(f"_:d{n} <{X}p> _:e{n} .\n<{X}a{n}> <{X}q> <{X}b> .\n" for n in range(3))
    for own in (0, 1, 4):
        more = "".join(f" ; sh:property [ sh:path x:none{n} ; sh:maxCount 0 ]" for n in range(own))
        shapes = f"s:A a sh:NodeShape ; sh:targetSubjectsOf x:p ; sh:closed true{more} ."
        results = found(engine, data, shapes)
        assert [(one.focus, one.value) for one in results] == [
            (BlankNode(f"d{n}"), BlankNode(f"e{n}")) for n in range(3)
        ]


def test_names_of_blank_nodes_as_the_fast_engine_writes_them() -> None:
    shapes = shapes_of("_:one sh:property _:two . s:A sh:property _:one .")
    own = list(
        dict.fromkeys(term for quad in shapes for term in (quad.subject, quad.object) if isinstance(term, BlankNode))
    )
    assert len(own) == 2
    data = f"<{X}a> <{X}p> <{X}b> .\n_:c <{X}p> _:d .\n<{X}a> <{X}p> _:c .\n"
    told = engines._Told(data, shapes)
    assert [told.term(f"_:{graph}_b{n}") for graph, n in ((1, 0), (1, 1), (0, 2), (0, 3))] == [
        *own, BlankNode("c"), BlankNode("d"),
    ]  # fmt: skip
    assert told.term(f"<{X}a>") == NamedNode(f"{X}a")
    assert told.term('"_:0_b1"') == Literal("_:0_b1")
    assert told.shape("_:1_b1") == own[1]
    assert told.shape(f"<{S}A>") == NamedNode(f"{S}A")
    assert told.shape("") is None
    assert told.shape(None) is None


def test_shapes_that_the_fast_engine_cannot_use_are_told_in_one_line() -> None:
    with pytest.raises(ShapesError) as caught:
        engines.run("shacl", "", shapes_of('s:A a sh:NodeShape ; sh:targetNode x:a ; sh:minLength "x" .'))
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 600


def test_graphs_are_judged_as_one(engine: str) -> None:
    shapes = "s:A a sh:NodeShape ; sh:targetNode x:a ; sh:property [ sh:path x:p ; sh:maxCount 1 ] ."
    same = f"<{X}a> <{X}p> <{X}b> <{X}g> .\n<{X}a> <{X}p> <{X}b> <{X}h> .\n"
    assert found(engine, same, shapes) == []
    other = f"{same}<{X}a> <{X}p> <{X}c> <{X}h> .\n"
    assert [one.component for one in found(engine, other, shapes)] == ["MaxCountConstraintComponent"]
