"""Every shape against a small conforming graph and updates of it: some it must let pass, some it must report, exactly.

``tests/shapes/<file>/valid.ru`` is an update that breaks nothing; ``invalid.ru`` holds updates, each after a line
``# expect:`` with the shapes that report it and no others do.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, Quad, Store

from kg import describe, rdf, resources, validate
from kg.frames import kinds
from kg.rdf.roles import role_property
from kg.store.counts import count
from kg.terms import KG, RDF
from kg.validate import graph_marks, vocabulary
from kg.validate import shapes as shape_files
from tests.queries.world import BASE, world

HERE = Path(__file__).parent
SHAPES = "https://w3id.org/onrecord/shapes#"
NAMES = [entry.name.removesuffix(".ttl") for entry in resources.entries("shapes", ".ttl")]
PREFIXES = rdf.prefixes(BASE) | {"skos": "http://www.w3.org/2004/02/skos/core#"}
PROLOGUE = f"BASE <{BASE}>\n" + "\n".join(f"PREFIX {name}: <{iri}>" for name, iri in PREFIXES.items())


def graph() -> list[Quad]:
    """The small world, and the description of a release of it."""
    quads = list(rdf.quads(world(), base=BASE, extractor_version="0"))
    dump = describe.Dump("x.nq.zst", "application/zstd", 3, "00" * 32)
    table = describe.Table("claims.parquet", "application/vnd.apache.parquet", "a row a claim")
    return quads + list(
        describe.release_quads(
            "r1",
            base=BASE,
            created="2031-05-01T00:00:00Z",
            content="00" * 32,
            version="0",
            counts=count(sorted({f"{quad} ." for quad in quads})),
            dumps=[dump],
            tables=[table],
            licence="https://creativecommons.org/publicdomain/zero/1.0/",
        )
    )


GRAPH = graph()


def updated(*updates: str) -> list[Quad]:
    store = Store()
    store.extend(GRAPH)
    for update in updates:
        before = set(store)
        store.update(f"{PROLOGUE}\n{update}")
        assert set(store) != before, f"an update that changes nothing: {update}"
    return list(store)


def reported(quads: list[Quad], engine: str) -> set[tuple[str, str]]:
    """The shapes and nodes of all results, but for the two warnings that the graph has before any update."""
    report = validate.validate(quads, engine=engine)
    found = {(result.shape.removeprefix(SHAPES), str(result.focus)) for result in report.results}
    return found - {
        ("Article-outlet", f"<{BASE}article/ledger-4>"),
        ("Test-productType", f"<{BASE}situation/Test-2>"),  # a company's name for what it makes
    }


def cases() -> list[tuple[str, str, str]]:
    found = []
    for name in NAMES:
        file = HERE / name / "invalid.ru"
        for part in file.read_text("utf-8").split("# expect: ")[1:] if file.is_file() else []:
            expected, _, update = part.partition("\n")
            found.append((name, expected, update))
    return found


@pytest.mark.parametrize("name", NAMES)
def test_valid(name: str) -> None:
    file = HERE / name / "valid.ru"
    assert file.is_file(), f"shape {name} has no valid case: add {file}"
    assert (HERE / name / "invalid.ru").is_file(), f"shape {name} has no invalid case"
    assert reported(updated(file.read_text("utf-8")), "shacl") == set()


@pytest.mark.parametrize(("name", "expected", "update"), cases())
def test_invalid(name: str, expected: str, update: str) -> None:
    found = {shape for shape, _ in reported(updated(update), "shacl")}
    assert found == set(expected.split())


def test_the_graph_conforms_with_the_reference_engine() -> None:
    assert reported(GRAPH, "pyshacl") == set()


def test_both_engines_agree_on_everything_that_can_be_wrong() -> None:
    quads = {quad for _, _, update in cases() for quad in updated(update)}
    quads -= set(sorted(GRAPH, key=str)[::7])  # what is added breaks some shapes, what is missing others
    fast = reported(sorted(quads, key=str), "shacl")
    assert len(fast) > 200
    assert fast == reported(sorted(quads, key=str), "pyshacl")


def test_every_shape_has_a_message_a_severity_and_a_case() -> None:
    quads = shape_files.load().quads
    named = {quad.subject for quad in quads if str(quad.subject).startswith(f"<{SHAPES}")}
    for predicate in ("message", "severity"):
        have = {quad.subject for quad in quads if quad.predicate.value == f"{vocabulary.SH}{predicate}"}
        assert named <= have
    expected = {shape for _, shapes, _ in cases() for shape in shapes.split()}
    local = {str(shape)[1:-1].removeprefix(SHAPES) for shape in named}
    assert expected <= local
    # those of a frame are alike, and a few of each are tried
    untried = {name for name in local - expected if name.split("-")[0] not in kinds() and "-" in name}
    assert untried == set()


def test_every_frame_has_a_shape_with_all_its_roles() -> None:
    quads = shape_files.load().quads
    paths = {
        (str(quad.subject)[1:-1].removeprefix(SHAPES).split("-")[0], str(quad.object).rpartition("#")[2].rstrip(">"))
        for quad in quads
        if quad.predicate.value == f"{vocabulary.SH}path"
    }
    pledged = {"act", "product", "counterparty", "exception", "condition"}
    for frame in kinds().values():
        roles = set(frame.roles) - (pledged if frame.name == "Pledge" else set())
        named = {role: role_property(frame.name, role).value.rpartition("#")[2] for role in roles}
        lacking = {role for role in roles if (frame.name, named[role]) not in paths}
        assert not lacking, f"shapes/{frame.name}.ttl says nothing of {sorted(lacking)}"


def test_no_folder_without_a_shape() -> None:
    assert {path.name for path in HERE.iterdir() if path.is_dir() and path.name != "__pycache__"} == set(NAMES)


def test_terms_are_those_of_the_ontology() -> None:
    from kg.terms import TERMS

    known = {term.value for term in TERMS.values()}
    ours = "https://w3id.org/onrecord/ns#"
    used = {str(term)[1:-1] for quad in shape_files.load().quads for term in (quad.predicate, quad.object)}
    assert {iri for iri in used if iri.startswith(ours)} <= known
    for name in resources.entries("queries", ".rq"):
        terms = set(re.findall(r"\bkg:([A-Za-z]+)", name.read_text("utf-8")))
        assert {ours + term for term in terms} <= known, name.name


def test_placement_is_silent_without_named_graphs() -> None:
    plain = [Quad(quad.subject, quad.predicate, quad.object) for quad in GRAPH]
    marks = graph_marks.Marks(graph_marks.wanted(shape_files.load().quads))
    for quad in plain:
        marks.see(quad)
    assert {mark.predicate for mark in marks.added()} == {graph_marks.LENGTH}
    assert reported(plain, "shacl") == set()


@pytest.mark.parametrize("engine", ["shacl", "pyshacl"])
def test_what_the_graph_asserts_conforms_without_the_claims(engine: str) -> None:
    """As a Turtle dump has it; what is wrong in it is found all the same."""
    asserted = [quad for quad in GRAPH if isinstance(quad.graph_name, DefaultGraph)]
    report = validate.validate(asserted, engine=engine)
    assert report.conforms, validate.render(report)
    assert report.elsewhere > 0
    supported = [quad for quad in asserted if quad.predicate == KG.supportedBy]
    (broken,) = {quad.subject for quad in supported[:1]}
    without = [quad for quad in asserted if quad.subject != broken or quad.predicate != KG.supportedBy]
    shapes = {result.shape.removeprefix(SHAPES) for result in validate.validate(without, engine=engine).results}
    assert shapes >= {"Situation-supportedBy", "Situation-plain"}
    one_claim = [*asserted, Quad(supported[-1].object, RDF.type, KG.Claim)]
    assert not validate.validate(one_claim, engine=engine).conforms
