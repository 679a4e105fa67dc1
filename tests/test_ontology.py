"""The ontology: complete for the frames and the model, documented, and all that shapes and queries use."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from kg import model, resources
from kg.frames import kinds
from kg.rdf.roles import CONTENT, role_property
from kg.rdf.values import named
from kg.terms import KG, PREFIXES, RDF, RDFS, SCHEMA, SUPERCLASSES, SUPERPROPERTIES, TERMS, term

QUADS = [
    quad
    for entry in resources.entries("ontology", ".ttl")
    for quad in parse(entry.read_bytes(), format=RdfFormat.TURTLE)
]
OURS = sorted({quad.subject.value for quad in QUADS if str(quad.subject).startswith(f"<{PREFIXES['kg']}")})

# the contract: the frames and roles of the design, whether or not an extractor has them yet
FRAMES = {
    "Pitch": "agent theme recipient", "Demonstration": "agent theme recipient", "Sale": "seller product buyer amount",
    "Contract": "supplier customer subject amount", "Use": "agent product", "Test": "agent product",
    "Statement": "speaker addressee topic", "NoComment": "agent outlet", "Advocacy": "advocate demand addressee topic",
    "Criticism": "critic target", "Lawsuit": "plaintiff defendant cause court",
    "Disclosure": "discloser document obtainer recipient", "Authorization": "authority recipient",
    "Investigation": "investigator target", "Enforcement": "authority target amount", "Legislation": "proposer law",
    "Role": "holder position organization", "Appointment": "person position organization",
    "Departure": "person position organization", "Acquisition": "acquirer target amount",
    "Investment": "investor target amount", "Partnership": "party subject", "Ownership": "parent subsidiary",
    "Launch": "agent product", "Discontinuation": "agent product", "Founding": "founder organization",
    "Headquarters": "organization place", "Development": "agent product", "Meeting": "party", "Arrest": "agent target",
    "Agreement": "party subject", "Endorsement": "endorser target", "Attack": "agent target victim",
    "Grant": "donor recipient theme amount", "Ruling": "court winner loser decision amount",
    "Result": "bearer measure amount", "Increase": "measure bearer change level cause",
    "Decrease": "measure bearer change level cause",
    "OpenEvent": "agent theme recipient amount",
    "Pledge": "pledger act product counterparty exception condition duration",
}  # fmt: skip
GENERAL = {KG.agent, KG.theme, KG.recipient, KG.place, KG.purpose}


def objects(subject: NamedNode, predicate: NamedNode) -> list[NamedNode | Literal]:
    return [quad.object for quad in QUADS if quad.subject == subject and quad.predicate == predicate]


@pytest.mark.parametrize("iri", OURS)
def test_every_term_of_ours_is_documented(iri: str) -> None:
    node = NamedNode(iri)
    (label,) = objects(node, RDFS.label)
    (comment,) = objects(node, RDFS.comment)
    assert isinstance(label, Literal)
    assert label.language == "en"
    assert label.value
    assert isinstance(comment, Literal)
    assert comment.language == "en"
    assert comment.value.endswith(".")
    assert objects(node, RDFS.isDefinedBy) == [NamedNode("https://w3id.org/onrecord/ns")]


def test_no_term_is_defined_twice() -> None:
    by_file = [
        {quad.subject.value for quad in parse(entry.read_bytes(), format=RdfFormat.TURTLE)}
        for entry in resources.entries("ontology", ".ttl")
    ]
    assert sum(map(len, by_file)) == len(set().union(*by_file))


def test_every_term_that_the_ontology_itself_uses_is_declared() -> None:
    known = {node.value for node in TERMS.values()}
    for quad in QUADS:
        for node in (quad.predicate, quad.object):
            if isinstance(node, NamedNode) and any(node.value.startswith(space) for space in PREFIXES.values()):
                assert node.value in known or node.value in PREFIXES.values(), f"{node} in {quad}"


@pytest.mark.parametrize("frame", FRAMES)
def test_every_frame_of_the_design_has_its_class_and_roles(frame: str) -> None:
    cls = term(f"kg:{frame}")
    assert SUPERCLASSES[cls][0] in (KG.Event, KG.State)
    assert KG.Situation in SUPERCLASSES[cls]
    for role in FRAMES[frame].split():
        node = role_property(frame, role)
        if node not in GENERAL and frame != "Pledge":
            assert cls in objects(node, SCHEMA.domainIncludes), role


@pytest.mark.parametrize("name", kinds())
def test_every_frame_that_is_extracted_stands_in_the_ontology(name: str) -> None:
    frame = kinds()[name]
    assert (KG.State if frame.kind == "state" else KG.Event) in SUPERCLASSES[term(f"kg:{name}")]
    for role in frame.roles.values():
        assert role_property(name, role.name) in TERMS.values()
    for shortcut in frame.shortcuts:
        assert term(f"kg:{shortcut.property}") in TERMS.values()
        assert {shortcut.subject, shortcut.object} <= set(frame.roles)


def test_what_is_pledged_falls_under_no_general_role() -> None:
    for node in CONTENT.values():
        assert node not in SUPERPROPERTIES
        assert objects(node, RDFS.domain) == [KG.PledgeContent]


@pytest.mark.parametrize(
    "enumeration",
    [
        model.Polarity,
        model.Certainty,
        model.Actuality,
        model.Direction,
        model.MentionKind,
        model.QuotationMode,
        model.Reason,
    ],
)
def test_every_value_of_the_model_is_an_individual_of_its_class(enumeration: type[StrEnum]) -> None:
    for value in enumeration:
        assert term(f"kg:{enumeration.__name__}") in objects(named(value), RDF.type)


def test_every_entity_type_is_a_class() -> None:
    for kind in model.EntityType:
        assert KG.Entity in SUPERCLASSES[term(f"kg:{kind.value}")]


def test_the_redirects_name_no_file_that_is_not_there() -> None:
    text = (resources.path("ontology") / ".htaccess").read_text("utf-8")
    files = set(re.findall(r"}/(\w+\.ttl)", text))
    assert files
    assert files <= {entry.name for entry in resources.entries("ontology", ".ttl")}
    assert "ns/?$" in text


def shapes_and_queries() -> list[Path]:
    root = Path(__file__).parents[1]
    return sorted([*root.glob("shapes/*.ttl"), *root.glob("queries/*.rq")])


@pytest.mark.parametrize("path", shapes_and_queries(), ids=lambda path: path.name)
def test_shapes_and_queries_use_only_terms_of_the_ontology(path: Path) -> None:
    text = path.read_text("utf-8")
    known = {node.value for node in TERMS.values()}
    declared = dict(re.findall(r"(?i)prefix\s+(\w*):\s*<([^>]*)>", text))
    bare = re.sub(r'"""(?s:.*?)"""|"[^"\n]*"|<[^>\s]*>|(?m:^\s*#.*$)', " ", text)
    used = {declared[prefix] + local for prefix, local in re.findall(r"\b(\w+):(\w+)", bare) if prefix in declared}
    # SHACL and the RDF family are the languages these files are written in
    languages = tuple(PREFIXES[prefix] for prefix in ("sh", "rdf", "rdfs", "owl", "xsd"))
    ours = {iri for iri in used if iri.startswith(tuple(PREFIXES.values())) and not iri.startswith(languages)}
    assert sorted(iri for iri in ours - known if not iri.startswith(PREFIXES["wd"])) == []


def test_quads_are_not_lost() -> None:
    assert all(isinstance(quad, Quad) for quad in QUADS)
    assert len(QUADS) > 1000
