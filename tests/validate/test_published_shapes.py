"""Faults that published shapes have: what judges nothing is noted with its line, what would is an error, all at once.

The kinds are those of DCAT-AP, SkoHub, Europeana, Brick, QUDT and DASH; the shapes are made up.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import validate
from kg.errors import ShapesError
from kg.validate import Report
from tests.validate.test_validate import write

ENGINES = ("pyshacl", "shacl")
AIM = "sh:targetClass x:U"
WHOLE = "sh:property [ sh:path x:name ; sh:minCount 1 ] ."


def judged(folder: Path, shapes: str, data: str = "x:u a x:U .", *, engine: str = "auto", skip: bool = False) -> Report:
    paths = [write(folder, "shapes.ttl", shapes)]
    return validate.validate([write(folder, "data.ttl", data)], paths, engine=engine, skip_faulty=skip)


def told(report: Report, folder: Path) -> list[str]:
    """The notes, the file's name left out."""
    return [note.removeprefix(f"{folder}/shapes.ttl, ") for note in report.notes]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("shapes", "note"),
    [
        # references to nothing
        (
            f"s:S {AIM} ; sh:property s:Nme ,\n s:Absent ; {WHOLE}",
            "lines 3, 4: sh:property <http://s/Nme> is described nowhere; is its file missing? (1 more like it)",
        ),
        (
            f"s:S {AIM} ;\n sh:property s:Short-name ; {WHOLE}\ns:Shortname sh:path x:n ; sh:maxCount 9 .",
            "line 4: sh:property <http://s/Short-name> is described nowhere; did you mean <http://s/Shortname>?",
        ),
        (
            f"s:S {AIM} ; sh:property\n [] , [ sh:path x:name ; sh:minCount 1 ] .",
            "line 4: sh:property [ ] is an empty property shape",
        ),
        (
            f"s:S {AIM} ; sh:property s:P ; {WHOLE}\n s:P a sh:PropertyShape ; sh:name 'later' .",
            "line 3: sh:property <http://s/P> says nothing: it has no sh:path",
        ),
        (f"s:S {AIM} ; sh:sparql s:Q ; {WHOLE}", "line 3: sh:sparql <http://s/Q> is described nowhere"),
        (
            f"s:S {AIM} ; sh:node s:T ; {WHOLE}",
            "line 3: sh:node <http://s/T> is described nowhere, so that every node meets it",
        ),
        (
            f"s:S {AIM} ; sh:or ( s:T s:S2 ) ; {WHOLE}\n s:S2 sh:class x:V .",
            "line 3: sh:or <http://s/T> is described nowhere, so that every node meets it",
        ),
        # terms that SHACL does not have
        (f"x:Doc a sh:Graph .\ns:S {AIM} ; {WHOLE}", "line 3: sh:Graph is no term of SHACL 1.0, and judges"),
        (
            f"s:S {AIM} ;\n sh:message: 'm' ; {WHOLE}",
            "line 4: sh:message: is no term of SHACL; did you mean sh:message?",
        ),
        (f"s:S {AIM} ; sh:Name 'm' ; {WHOLE}", "line 3: sh:Name is no term of SHACL; did you mean sh:name?"),
        (f"s:S {AIM} ; sh:intent 'i' ; {WHOLE}", "line 3: sh:intent is no term of SHACL 1.0, and judges nothing"),
        (
            f"s:S a sh:NodeShap ; sh:targetClass x:U ; {WHOLE}",
            "line 3: sh:NodeShap is no term of SHACL; did you mean sh:NodeShape?",
        ),
        (
            f"x:f a sh:SPARQLFunction ; sh:select 'SELECT $this {{}}' .\ns:S {AIM} ; {WHOLE}",
            "line 3: sh:SPARQLFunction is no term",
        ),
        (f"x:Doc sh:version 2 .\ns:S {AIM} ; {WHOLE}", "line 3: sh:version is no term of SHACL"),
        (
            f"s:S {AIM} ; sh:severity sh:Fatal ; {WHOLE}",
            "line 3: sh:Fatal is no severity of SHACL 1.0, and counts as sh:Violation",
        ),
        (f"s:S {AIM} ; sh:severity sh:warning ; {WHOLE}", "counts as sh:Violation; did you mean sh:Warning?"),
        # casts are no functions of others, nor is a list after a property
        (
            f"x:Doc a sh:Graph . s:S {AIM} ; sh:sparql [ sh:select "
            "'PREFIX y: <http://www.w3.org/2001/XMLSchema#> SELECT $this { $this <http://x/l> (1 2) "
            "FILTER (y:integer(1) = 1) }' ] ; "
            f"{WHOLE}",
            "line 3: sh:Graph is no term",
        ),
        # parameters that need another one
        (f"s:S {AIM} ; sh:ignoredProperties ( x:a ) ; {WHOLE}", "line 3: sh:ignoredProperties judges nothing"),
        (f"s:S {AIM} ; sh:flags 'i' ; {WHOLE}", "line 3: sh:flags judges nothing without sh:pattern"),
        (
            f"s:S {AIM} ; sh:property [ sh:path x:name ; sh:minCount 1 ; sh:qualifiedMinCount 1 ] .",
            "line 3: sh:qualifiedMinCount judges nothing without sh:qualifiedValueShape",
        ),
        (
            f"s:S {AIM} ; sh:property [ sh:path x:name ; sh:minCount 1 ; sh:qualifiedValueShape [ ] ] .",
            "sh:qualifiedValueShape judges nothing without sh:qualifiedMinCount or sh:qualifiedMaxCount",
        ),
        # values that a rule would make
        (
            f"s:S {AIM} ; sh:property [ sh:path x:n ; sh:values [ sh:path x:m ; sh:nodes x:k ] ] ; {WHOLE}",
            "1 rule (sh:rule, sh:values) is not applied",
        ),
        (
            f"s:P a sh:PropertyShape ; {AIM} ; sh:severity sh:Info .\ns:S {AIM} ; {WHOLE}",
            "line 3: <http://s/P> is a sh:PropertyShape without sh:path, and says nothing",
        ),
    ],
)
def test_what_judges_nothing_is_noted(engine: str, shapes: str, note: str, tmp_path: Path) -> None:
    report = judged(tmp_path, shapes, engine=engine)
    notes = told(report, tmp_path)
    assert any(note in one for one in notes), notes
    assert len(report.results) == 1  # the name that is missing: all the rest is judged


@pytest.mark.parametrize(
    ("shapes", "line", "message"),
    [
        (f"s:S\n sh:scopeClass x:U ; {WHOLE}", 4, "sh:scopeClass is of an old draft of SHACL; write sh:targetClass"),
        (f"s:S {AIM} ; sh:shape s:T ; {WHOLE}", 3, "sh:shape is of an old draft of SHACL; write sh:node"),
        (f"s:S {AIM} ; sh:property [ sh:predicate x:p ;\n sh:valueClass x:V ] .", 4, "write sh:class"),
        (f"s:S sh:scope [] ; {WHOLE}", 3, "sh:scope is of an old draft of SHACL; write sh:target"),
        (f"s:S {AIM} ; sh:constraint [] ; {WHOLE}", 3, "sh:constraint is of an old draft"),
        (
            f"s:S {AIM} ;\n sh:nodekind sh:IRI ; {WHOLE}",
            4,
            "sh:nodekind is no term of SHACL; did you mean sh:nodeKind?",
        ),
        (f"s:S {AIM} ; sh:nodeKind sh:Iri ; {WHOLE}", 3, "is no node kind of SHACL; did you mean sh:IRI?"),
        (f"s:S {AIM} ; sh:nodeKind s:T ; {WHOLE}", 3, "sh:nodeKind <http://s/T> is no node kind of SHACL"),
        (f"s:S {AIM} ; sh:uniqueMembers true ; {WHOLE}", 3, "sh:uniqueMembers is n"),
        (f"s:S {AIM} ; sh:deactivate true ; {WHOLE}", 3, "did you mean sh:deactivated?"),
        (
            f"s:S {AIM} ; sh:property [\n sh:inversePath x:p ; sh:minCount 1 ] .",
            3,
            "has no sh:path; write sh:path [ sh:inversePath … ]",
        ),
        (
            f"s:S {AIM} ; sh:property s:P .\n s:P a sh:PropertyShape ; sh:minCount 1 .",
            4,
            "sh:minCount stands on a sh:PropertyShape without sh:path",
        ),
        # what is missing would have allowed a property, or is denied: without it right data would be found fault with
        (f"s:S {AIM} ; sh:closed true ; sh:property s:P ; {WHOLE}", 3, "sh:property <http://s/P> is described nowhere"),
        (f"s:S {AIM} ; sh:not [ sh:property s:P ] .", 3, "sh:property <http://s/P> is described nowhere"),
        # of functions that engines do not have, as QUDT's
        (
            f"s:S {AIM} ; sh:prefixes x: ; sh:sparql [ sh:prefixes x: ; sh:select\n "
            "'SELECT $this { $this x:a ?b FILTER (x:dim.norm(?b) != 1) }' ] .\n"
            "x: sh:declare [ sh:prefix 'x' ; sh:namespace 'http://x/' ] .",
            4,
            "The custom function <http://x/dim.norm> is not supported",
        ),
        (
            f"s:S {AIM} ; sh:sparql [ sh:select 'SELECT $this {{ BIND(1 + <http://x/f>(1) AS ?b) }}' ] .",
            3,
            "The custom function <http://x/f> is not supported",
        ),
        ("x:C a sh:ConstraintComponet ; sh:parameter [ sh:path x:p ] .", 3, "did you mean sh:ConstraintComponent?"),
        (
            f"x:f a sh:SPARQLFunction .\n s:S {AIM} ; sh:sparql [ "
            "sh:select 'SELECT $this { $this x:a ?b FILTER (<http://x/f>(?b)) }' ] .",
            3,
            "sh:SPARQLFunction is no",
        ),
    ],
)
def test_what_would_judge_is_an_error_with_its_line(shapes: str, line: int, message: str, tmp_path: Path) -> None:
    with pytest.raises(ShapesError) as caught:
        judged(tmp_path, shapes)
    lines = str(caught.value).splitlines()
    assert any(f"shapes.ttl, line {line}: " in each and message in each for each in lines), lines
    assert lines[-1].endswith("go on without these constraints with --skip-faulty")


def test_all_faults_of_all_files_at_once(tmp_path: Path) -> None:
    first = write(
        tmp_path, "a.ttl", "s:A sh:targetClass x:U ;\n sh:minCount 1 ;\n sh:in x:a .\ns:B sh:scopeClass x:U ."
    )
    second = write(tmp_path, "b.ttl", 's:C sh:targetClass x:U ; sh:pattern "(" ; sh:node 7 .')
    with pytest.raises(ShapesError) as caught:
        validate.validate([write(tmp_path, "data.ttl", "x:u a x:U .")], [first, second])
    places = [line.removeprefix(f"{tmp_path}/").partition(": ")[0] for line in str(caught.value).splitlines()]
    assert places == ["a.ttl, line 4", "a.ttl, line 5", "a.ttl, line 6", "b.ttl, line 3", "b.ttl, line 3"]


def test_files_that_cannot_be_read_are_told_together(tmp_path: Path) -> None:
    paths = [write(tmp_path, f"{name}.ttl", "s:A a\n .") for name in "ab"]
    with pytest.raises(ShapesError) as caught:
        validate.validate([write(tmp_path, "data.ttl", "x:u a x:U .")], paths)
    assert [line.partition(": ")[0] for line in str(caught.value).splitlines()] == [f"{path}, line 4" for path in paths]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("shapes", "data", "found"),
    [
        (f"s:S {AIM} ; sh:shape s:T ; {WHOLE}", "x:u a x:U .", ["MinCount"]),
        (f"s:S {AIM} ; sh:minCount 1 ; {WHOLE}", "x:u a x:U .", ["MinCount"]),
        (
            f's:S {AIM} ; sh:property [ sh:path x:n ; sh:pattern "(" ; sh:maxCount 1 ] .',
            "x:u a x:U ; x:n 1 , 2 .",
            ["MaxCount"],
        ),
        # without its path a shape judges nothing
        (f"s:S {AIM} ; sh:property [ sh:path 7 ; sh:minLength 99 ; sh:hasValue 1 ] .", "x:u a x:U .", []),
        (f"s:P a sh:PropertyShape ; {AIM} ; sh:path x:a , x:b ; sh:minLength 99 .", "x:u a x:U .", []),
        (f"s:P a sh:PropertyShape ; {AIM} ; sh:minLength 99 .", "x:u a x:U .", []),
        (f's:S {AIM} ; sh:sparql [ sh:select "SELECT $this FROM <x:g> {{ $this ?p ?o }}" ] .', "x:u a x:U .", []),
        (f"s:S {AIM} ; sh:target [ a sh:JSTarget ] ; sh:class x:V .", "x:u a x:U .", ["Class"]),
        # a negation of what is not whole is left out
        (f"s:S {AIM} ; sh:not [ sh:scopeClass x:V ] ; sh:class x:W .", "x:u a x:U .", ["Class"]),
        (f"s:S {AIM} ; sh:not s:T . s:T sh:property [ sh:path 7 ; sh:minCount 1 ] .", "x:u a x:U .", []),
        (f's:S {AIM} ; sh:xone ( [ sh:pattern "(" ] [ sh:class x:U ] ) .', "x:u a x:U .", []),
        (
            f"s:S {AIM} ; sh:property [ sh:path x:n ; "
            'sh:qualifiedValueShape [ sh:pattern "(" ] ; sh:qualifiedMaxCount 0 ] .',
            "x:u a x:U ; x:n 1 .",
            [],
        ),
        (
            f"s:S {AIM} ; sh:closed true ; sh:ignoredProperties ( rdf:type ) ; sh:property s:P .",
            "x:u a x:U ; x:n 1 .",
            [],
        ),
        # one of several, and what is asked of all, still find fault
        (f's:S {AIM} ; sh:or ( [ sh:class x:V ; sh:pattern "(" ] [ sh:class x:W ] ) .', "x:u a x:U .", ["Or"]),
        (f's:S {AIM} ; sh:node [ sh:class x:V ; sh:pattern "(" ] .', "x:u a x:U .", ["Node"]),
    ],
)
def test_the_rest_is_judged_where_a_flag_says_so(
    engine: str, shapes: str, data: str, found: list[str], tmp_path: Path
) -> None:
    with pytest.raises(ShapesError):
        judged(tmp_path, shapes, data, engine=engine)
    report = judged(tmp_path, shapes, data, engine=engine, skip=True)
    assert [result.component.removesuffix("ConstraintComponent") for result in report.results] == found
    assert report.notes


def test_many_references_to_nothing_are_one_note(tmp_path: Path) -> None:
    """As in a part of a profile that was published without the property shapes of the other parts."""
    names = [f"s:Dataset-{number:040x}" for number in range(1_500)]
    described = "".join(f"{name}0 sh:path x:p{at} ; sh:maxCount 9 .\n" for at, name in enumerate(names))
    shapes = f"{described}s:S {AIM} ; {WHOLE}\ns:S sh:property " + ",\n".join(names) + " ."
    report = judged(tmp_path, shapes)
    (note,) = told(report, tmp_path)
    assert note.startswith("lines 1504, 1505, 1506, 1507, 1508 and 1,495 more: sh:property <http://s/Dataset-0000")
    assert note.endswith("(1,499 more like it)")
    assert len(report.results) == 1


@pytest.mark.parametrize(
    ("imports", "others", "missing"),
    [
        ("<other.ttl>", {}, ["other.ttl"]),
        ("<other.ttl>", {"other.ttl": ""}, []),
        ("<folder/other.ttl>", {"other.ttl": ""}, ["folder/other.ttl"]),  # not that one
        ("<http://x/more>", {"b.ttl": "<http://x/more> a owl:Ontology ."}, []),
        ("<http://x/more#>", {"b.ttl": "<http://x/more> a owl:Ontology ."}, []),
        ("<http://x/more/1.2>", {"b.ttl": "<http://x/more> owl:versionIRI <http://x/more/1.2> ."}, []),
        ("<http://x/more>", {"b.ttl": "<http://x/more/shape> sh:class x:V ."}, ["http://x/more"]),
        ("<http://datashapes.org/dash>, sh:, owl:", {}, ["http://datashapes.org/dash"]),  # SHACL itself is known
        (
            "<http://x/b>, <http://x/c>",
            {"b.ttl": "<http://x/b> owl:imports <http://x/d> ; a owl:Ontology ."},
            ["http://x/c", "http://x/d"],
        ),
    ],
)
def test_imports_that_were_not_given_are_named(
    imports: str, others: dict[str, str], missing: list[str], tmp_path: Path
) -> None:
    owl = "@prefix owl: <http://www.w3.org/2002/07/owl#> .\n"
    shapes = write(tmp_path, "shapes.ttl", f"{owl}<> owl:imports {imports} .\ns:S {AIM} ; {WHOLE}")
    given = [shapes, *(write(tmp_path, name, f"{owl}{text}\ns:T sh:class x:V .") for name, text in others.items())]
    report = validate.validate([write(tmp_path, "data.ttl", "x:u a x:U .")], given)
    assert len(report.results) == 1
    assert len(report.notes) == len(missing)
    for name in missing:
        (note,) = [note for note in report.notes if f"{name}>, which was not given and is not fetched" in note]
        assert "--shapes" in note
        assert ".ttl, line " in note


@pytest.mark.parametrize("engine", ENGINES)
def test_a_profile_with_the_faults_of_published_ones_runs_with_notes(engine: str) -> None:
    """The parts of a profile for catalogues (``profile.ttl``, ``ranges.ttl``), alone and together."""
    folder = Path(__file__).parent / "profile"
    parts = {"profile": [folder / "profile.ttl"], "ranges": [folder / "ranges.ttl"]}
    parts["both"] = parts["profile"] + parts["ranges"]
    found, notes = {}, {}
    for name, shapes in parts.items():
        report = validate.validate([folder / "data.ttl"], shapes, engine=engine)
        results = [(one.place, one.component.removesuffix("ConstraintComponent")) for one in report.results]
        found[name] = sorted((place.line if place else 0, component) for place, component in results)
        notes[name] = [note.replace(f"{folder}/", "").partition(": ")[0] for note in report.notes]
    of_profile = [(7, "MinCount"), (12, "MaxCount"), (16, "NodeKind")]
    of_ranges = [(13, "Class")]
    assert found == {"profile": of_profile, "ranges": of_ranges, "both": sorted(of_profile + of_ranges)}
    assert notes == {
        "profile": ["profile.ttl, line 12", "profile.ttl, line 14", "profile.ttl, line 25", "profile.ttl, line 6"],
        "ranges": ["ranges.ttl, lines 7, 8, 9", "ranges.ttl, line 12"],
        "both": [
            "profile.ttl, line 14",
            "profile.ttl, line 25",
            "ranges.ttl, line 9",
            "ranges.ttl, line 12",
            "profile.ttl, line 6",
        ],
    }
