"""What each shape looks at, construct by construct, against what is written here by hand."""

from __future__ import annotations

import pytest
from pyoxigraph import NamedNode, RdfFormat, parse

from kg.validate import dependencies as module
from kg.validate import query_footprint
from kg.validate import shapes as shape_files
from kg.validate.dependencies import Dependencies, dependencies
from kg.validate.shape_sources import Source
from kg.validate.shapes import Shapes

PREFIXES = """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix x: <http://x/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"


def shapes_of(text: str) -> Shapes:
    quads = tuple(parse(PREFIXES + text, RdfFormat.TURTLE))
    return shape_files._loaded([Source("shapes", text, quads, {})])


def found(text: str) -> Dependencies:
    told = dependencies(shapes_of(text))
    assert told is not None
    return told


def step(path: object) -> str:
    """A path with names of the namespace shortened; any property as it is."""
    return str(path).replace(TYPE, "a").replace("<http://x/", "").replace(">", "")


def accesses(text: str, shape: str = "s") -> set[str]:
    """What a shape looks at: the trail from the focus node, and the property at its end."""
    looks = found(text).looks[NamedNode(f"http://x/{shape}")]
    return {" ".join(map(step, (*access.trail, access.step))) for access in looks.accesses}


def surfacing(text: str) -> set[str]:
    looks = found(text).looks[NamedNode("http://x/s")]
    return {" ".join(map(step, trail)) for trail in looks.surfacing}


NODE = "x:s sh:targetNode x:n"


@pytest.mark.parametrize(
    ("constraint", "seen"),
    [
        ("", set()),
        ("sh:nodeKind sh:IRI", set()),
        ("sh:class x:C", {"a"}),
        ("sh:closed true", {"None"}),
        ("sh:equals x:p", {"p"}),
        ("sh:disjoint x:p", {"p"}),
        ("sh:property [ sh:path x:p ; sh:lessThan x:q ]", {"p", "q"}),
        ("sh:property [ sh:path x:p ; sh:lessThanOrEquals x:q ]", {"p", "q"}),
        ("sh:property [ sh:path x:p ; sh:minCount 1 ]", {"p"}),
        ("sh:property [ sh:path x:p ; sh:class x:C ]", {"p", "p a"}),
        ("sh:property [ sh:path x:p ; sh:closed true ]", {"p", "p None"}),
        ("sh:property [ sh:path x:p ; sh:equals x:q ]", {"p", "q"}),  # the other property is the focus node's
        ("sh:property [ sh:path [ sh:inversePath x:p ] ; sh:class x:C ]", {"^p", "^p a"}),
        ("sh:property [ sh:path ( x:p x:q ) ; sh:class x:C ]", {"p", "p q", "(p/q) a"}),
        ("sh:property [ sh:path [ sh:alternativePath ( x:p x:q ) ] ; sh:minCount 1 ]", {"p", "q"}),
        ("sh:property [ sh:path x:p ; sh:property [ sh:path x:q ; sh:minCount 1 ] ]", {"p", "p q"}),
        ("sh:property [ sh:path x:p ; sh:property [ sh:path x:q ; sh:equals x:r ] ]", {"p", "p q", "p r"}),
        *(
            (f"sh:{name} [ sh:class x:C ; sh:property [ sh:path x:p ; sh:minCount 1 ] ]", {"a", "p"})
            for name in ("node", "not")
        ),
        *((f"sh:{name} ( [ sh:class x:C ] [ sh:equals x:p ] )", {"a", "p"}) for name in ("and", "or", "xone")),
        ("sh:property [ sh:path x:p ; sh:node [ sh:class x:C ] ]", {"p", "p a"}),
        (
            "sh:property [ sh:path x:p ; sh:qualifiedMinCount 1 ; sh:qualifiedValueShape [ sh:class x:C ] ]",
            {"p", "p a"},
        ),
        ("sh:property [ sh:path x:p ; sh:or ( [ sh:class x:C ] [ sh:closed true ] ) ]", {"p", "p a", "p None"}),
    ],
)
def test_what_a_constraint_looks_at(constraint: str, seen: set[str]) -> None:
    assert accesses(f"{NODE} ; {constraint} ." if constraint else f"{NODE} .") == seen


@pytest.mark.parametrize(
    ("target", "seen"),
    [
        ("sh:targetNode x:n", set()),
        ("sh:targetClass x:C", {"a"}),
        ("sh:targetSubjectsOf x:p", {"p"}),
        ("sh:targetObjectsOf x:p", {"^p"}),
        ("sh:targetClass x:C ; sh:targetObjectsOf x:p", {"a", "^p"}),
    ],
)
def test_what_a_target_looks_at(target: str, seen: set[str]) -> None:
    assert accesses(f"x:s {target} ; sh:nodeKind sh:IRI .") == seen


def test_shapes_with_targets_are_told_apart_and_others_are_not_listed() -> None:
    told = found("x:s sh:targetNode x:n ; sh:node x:t . x:t sh:class x:C . x:u sh:targetNode x:m ; sh:equals x:p .")
    assert {str(shape) for shape in told.looks} == {"<http://x/s>", "<http://x/u>"}
    assert {(str(shape), kind, str(named)) for shape, kind, named in told.targets} == {
        ("<http://x/s>", "targetNode", "<http://x/n>"),
        ("<http://x/u>", "targetNode", "<http://x/m>"),
    }
    assert accesses("x:s sh:targetNode x:n ; sh:node x:t . x:t sh:class x:C .") == {"a"}


DISJOINT = "sh:qualifiedMinCount 1 ; sh:qualifiedValueShapesDisjoint true ; sh:qualifiedValueShape"


def test_shapes_that_are_to_be_disjoint_look_at_what_their_siblings_do() -> None:
    siblings = (
        f"{NODE} ; sh:property x:one, x:two . x:one sh:path x:p ; {{}} [ sh:class x:C ] ."
        " x:two sh:path x:q ; sh:qualifiedMinCount 1 ; sh:qualifiedValueShape [ sh:equals x:r ] ."
    )
    assert accesses(siblings.format(DISJOINT)) == {"p", "p a", "p r", "q", "q r"}
    plain = "sh:qualifiedMinCount 1 ; sh:qualifiedValueShape"
    assert accesses(siblings.format(plain)) == {"p", "p a", "q", "q r"}


@pytest.mark.parametrize(
    ("constraint", "trails"),
    [
        ("sh:property [ sh:path x:p ; sh:minCount 1 ]", set()),
        ("sh:property [ sh:path x:p ; sh:property [ sh:path x:q ; sh:minCount 1 ] ]", {"p"}),
        (
            "sh:property [ sh:path x:p ; sh:property [ sh:path x:q ; sh:property [ sh:path x:r ; sh:minCount 1 ] ] ]",
            {"p", "p q"},
        ),
        ("sh:node [ sh:property [ sh:path x:p ; sh:property [ sh:path x:q ; sh:minCount 1 ] ] ]", set()),
        ("sh:property [ sh:path x:p ; sh:node [ sh:property [ sh:path x:q ; sh:minCount 1 ] ] ]", set()),
        ("sh:or ( [ sh:property [ sh:path x:p ; sh:property [ sh:path x:q ; sh:minCount 1 ] ] ] )", set()),
    ],
)
def test_whose_results_are_about_other_nodes(constraint: str, trails: set[str]) -> None:
    assert surfacing(f"{NODE} ; {constraint} .") == trails


QUERY = 'sh:sparql [ sh:select "SELECT $this ?value WHERE {{ {} }}" ; sh:prefixes x: ]'
DECLARED = 'x: sh:declare [ sh:prefix "x" ; sh:namespace "http://x/"^^xsd:anyURI ] .'


@pytest.mark.parametrize(
    ("pattern", "seen", "anywhere"),
    [
        ("$this x:p ?value", {"p"}, 0),
        ("$this x:p ?b . ?b x:q ?value", {"p", "p q"}, 0),
        ("?value x:p $this", {"^p p"}, 0),
        ("$this x:p ?value . ?a x:q ?c", {"p"}, 1),
    ],
)
def test_what_a_query_looks_at(pattern: str, seen: set[str], anywhere: int) -> None:
    text = f"{NODE} ; {QUERY.format(pattern)} . {DECLARED}"
    assert accesses(text) == seen
    assert len(found(text).looks[NamedNode("http://x/s")].anywhere) == anywhere


def test_a_query_below_a_path_begins_at_its_focus_node() -> None:
    below = "sh:property [ sh:path x:p ; sh:property [ sh:path x:q ; {} ] ]"
    text = f"{NODE} ; {below.format(QUERY.format('$this x:r ?value'))} . {DECLARED}"
    assert accesses(text) == {"p", "p q", "p r"}


@pytest.mark.parametrize(
    "text",
    [
        f"{NODE} ; sh:property [ sh:path x:p ; sh:node x:s ] .",  # recursion
        f"{NODE} ; sh:not x:s .",
        f"{NODE} ; {QUERY.format('BIND(NOW() AS ?value)')} . {DECLARED}",
        'x:c a sh:ConstraintComponent ; sh:parameter [ sh:path x:max ] ; sh:validator [ a sh:SPARQLAskValidator ; '
        'sh:ask "ASK { FILTER($value < $max) }" ] . x:s sh:targetNode x:n ; x:max 3 .',
        'x:s sh:target [ a sh:SPARQLTarget ; sh:select "SELECT ?this { ?this <http://x/p> ?o }" ] ; sh:class x:C .',
    ],
)  # fmt: skip
def test_of_some_shapes_only_all_of_the_data_tells(text: str) -> None:
    assert dependencies(shapes_of(text)) is None


def test_shapes_that_can_be_gone_through_in_too_many_ways(monkeypatch: pytest.MonkeyPatch) -> None:
    text = f"{NODE} ; sh:node x:a, x:b . x:a sh:node x:c . x:b sh:node x:c . x:c sh:class x:C ."
    monkeypatch.setattr(module, "MAX_STEPS", 5)  # x:s, x:a, x:c, x:b and x:c again
    assert dependencies(shapes_of(text)) is not None
    monkeypatch.setattr(module, "MAX_STEPS", 4)
    assert dependencies(shapes_of(text + " ")) is None


def unchecked(text: str) -> Dependencies | None:
    """Of shapes as they are, without the checks that those in files go through."""
    return dependencies(Shapes(tuple(parse(PREFIXES + text, RdfFormat.TURTLE))))


def seen_unchecked(text: str) -> set[str]:
    told = unchecked(text)
    assert told is not None
    return {" ".join(map(step, (*one.trail, one.step))) for one in told.looks[NamedNode("http://x/s")].accesses}


@pytest.mark.parametrize("kind", ["targetSubjectsOf", "targetObjectsOf"])
@pytest.mark.parametrize("named", ['"p"', "[]", "1"])
def test_a_target_that_names_no_property_looks_at_nothing(kind: str, named: str) -> None:
    assert seen_unchecked(f"x:s sh:{kind} {named} ; sh:nodeKind sh:IRI .") == set()


@pytest.mark.parametrize("name", ["equals", "disjoint", "lessThan", "lessThanOrEquals"])
@pytest.mark.parametrize(
    ("other", "seen"), [("x:q", {"p", "q"}), ('"q"', {"p"}), ("[]", {"p"}), ("x:q, x:r", {"p", "q", "r"})]
)
def test_only_properties_are_compared(name: str, other: str, seen: set[str]) -> None:
    assert seen_unchecked(f"{NODE} ; sh:property [ sh:path x:p ; sh:{name} {other} ] .") == seen


TWO = '[ sh:prefix "y" ; sh:namespace "http://y/" ], [ sh:prefix "x" ; sh:namespace "http://x/" ]'


@pytest.mark.parametrize(
    ("declared", "prefixes"),
    [
        ('x: sh:declare [ sh:prefix "x" ; sh:namespace "http://x/" ] .', {"x": "http://x/"}),
        ('x: sh:declare [ sh:prefix "x" ; sh:namespace "http://x/"^^xsd:anyURI ] .', {"x": "http://x/"}),
        (f"x: sh:declare {TWO} .", {"x": "http://x/", "y": "http://y/"}),
        ('x: sh:declare [ sh:prefix "x" ; sh:namespace <http://x/> ] .', {}),
        ('x: sh:declare [ sh:prefix <urn:x> ; sh:namespace "http://x/" ] .', {}),
        ('x: sh:declare [ sh:prefix "x" ] .', {}),
        ('x: sh:declare [ sh:namespace "http://x/" ] .', {}),
        ('x:other sh:declare [ sh:prefix "x" ; sh:namespace "http://x/" ] .', {}),
    ],
)
def test_a_prefix_is_declared_by_two_literals(
    declared: str, prefixes: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    nothing = query_footprint.footprint("SELECT $this {}", {})
    monkeypatch.setattr(query_footprint, "footprint", lambda *given: asked.append(given) or nothing)
    unchecked(f"{NODE} ; {QUERY.format('$this x:p ?value')} . {declared}")
    assert asked == [("SELECT $this ?value WHERE { $this x:p ?value }", prefixes)]


@pytest.mark.parametrize(
    ("query", "seen"),
    [
        ('sh:select "SELECT $this { $this <http://x/p> ?o }"', {"p"}),
        ("sh:select x:p", set()),  # no query is no question
        ('sh:select "SELECT $this {"', None),
    ],
)
def test_what_selects_is_read(query: str, seen: set[str] | None) -> None:
    text = f"{NODE} ; sh:sparql [ {query} ] ."
    assert (seen_unchecked(text) if unchecked(text) else None) == seen


def test_siblings_are_looked_at_whichever_parent_they_have() -> None:
    one = f"x:one sh:path x:p ; {DISJOINT} [ sh:class x:C ] ."
    two = "x:two sh:path x:q ; sh:qualifiedMinCount 1 ; sh:qualifiedValueShape [ sh:equals x:r ] ."
    three = "x:three sh:path x:q ; sh:qualifiedMinCount 1 ; sh:qualifiedValueShape [ sh:disjoint x:t ] ."
    parents = f"{NODE} ; sh:property x:one, x:two . x:other sh:property x:one, x:three ."
    assert accesses(f"{parents} {one} {two} {three}") == {"p", "p a", "p r", "p t", "q", "q r"}
    assert accesses(f"{NODE} ; sh:property x:one . {one} {two}") == {"p", "p a"}
    assert accesses(f"{NODE} ; sh:node x:one . {one} {two}") == {"p", "p a"}


@pytest.mark.parametrize("name", ["node", "not", "property"])
def test_all_shapes_that_one_refers_to_are_gone_through(name: str) -> None:
    text = f"{NODE} ; sh:{name} x:a, x:b . x:a sh:path x:p ; sh:class x:C . x:b sh:path x:q ; sh:equals x:r ."
    assert accesses(text) == {"p", "p a", "q", "r"}


@pytest.mark.parametrize("name", ["and", "or", "xone"])
def test_all_lists_of_shapes_are_gone_through(name: str) -> None:
    text = f"{NODE} ; sh:{name} ( x:a ), ( [ sh:class x:C ] x:b ) . x:a sh:equals x:p . x:b sh:disjoint x:q ."
    assert accesses(text) == {"a", "p", "q"}


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("x:c a sh:ConstraintComponent .", False),
        ("x:s sh:target x:t .", False),
        ("x:s a x:ConstraintComponents ; sh:targetNode x:n .", True),
        ("x:s sh:targetNode x:n ; sh:targets x:t .", True),
    ],
)
def test_components_and_targets_of_ones_own(text: str, known: bool) -> None:
    assert (unchecked(text) is not None) is known
