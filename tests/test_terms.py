"""The generated constants: fresh, complete, and a stale file or a broken ontology is told."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from pyoxigraph import NamedNode

from kg import make_terms, resources
from kg.errors import InputError
from kg.terms import (
    DATATYPES,
    DCAT,
    FOAF,
    KG,
    ORG,
    PREFIXES,
    SCHEMA,
    SEM,
    SUPERCLASSES,
    SUPERPROPERTIES,
    TERMS,
    XSD,
    abbreviate,
    term,
)


def test_the_constants_are_fresh() -> None:
    assert make_terms.main(["--check"]) == 0, "run python -m kg.make_terms"


def test_a_stale_file_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(make_terms, "TARGET", tmp_path / "terms.py")
    assert make_terms.main(["--check"]) == 1
    assert "run python -m kg.make_terms" in capsys.readouterr().err
    assert make_terms.main([]) == 0
    assert make_terms.main(["--check"]) == 0
    (tmp_path / "terms.py").write_text("", encoding="utf-8")
    assert make_terms.main(["--check"]) == 1


def test_order_does_not_matter() -> None:
    statements = make_terms.ontology()
    shuffled = random.Random(7).sample(statements, len(statements))
    assert make_terms.render(shuffled) == make_terms.render(statements)


def test_every_prefix_is_one_namespace() -> None:
    assert len(set(PREFIXES.values())) == len(PREFIXES)
    assert PREFIXES["kg"] == "https://w3id.org/onrecord/ns#"
    assert all(TERMS[curie].value == PREFIXES[curie.split(":")[0]] + curie.split(":")[1] for curie in TERMS)


def test_the_datatypes_of_properties_are_those_of_the_ontology() -> None:
    assert DATATYPES[DCAT.byteSize] == XSD.nonNegativeInteger
    assert DATATYPES[KG.confidence] == XSD.decimal
    assert KG.agent not in DATATYPES


def test_all_that_lies_above_is_written_out() -> None:
    assert {
        KG.Organization,
        KG.Agent,
        KG.Entity,
        SCHEMA.Corporation,
        SCHEMA.Organization,
        ORG.Organization,
        FOAF.Agent,
    } <= {*SUPERCLASSES[KG.Company]}
    assert SUPERCLASSES[KG.PoliceForce][0] == KG.GovernmentAgency
    assert SUPERPROPERTIES[KG.seller] == (KG.agent, SEM.hasActor)
    for table in (SUPERCLASSES, SUPERPROPERTIES):
        for one, above in table.items():
            assert one not in above
            assert len(set(above)) == len(above)
            assert all(set(table.get(up, ())) <= set(above) for up in above), one


def test_terms_by_name() -> None:
    assert term("kg:seller") == KG.seller
    with pytest.raises(KeyError):
        term("kg:sellar")
    assert abbreviate(KG.Sale.value) == "kg:Sale"
    assert abbreviate("http://www.wikidata.org/entity/Q42") == "wd:Q42"
    assert abbreviate("https://schema.org/a/b") == "https://schema.org/a/b"
    assert abbreviate("urn:x") == "urn:x"


@pytest.mark.parametrize(
    ("turtle", "told"),
    [("kg:A a kg:B .", "prefix"), ("[] a <urn:b> .", "name the node"), ("<urn:a> <urn:p> [] .", "name the node")],
)
def test_a_broken_ontology_names_the_file(
    turtle: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "broken.ttl").write_text(turtle, encoding="utf-8")
    monkeypatch.setattr(resources, "path", lambda _kind: tmp_path)
    with pytest.raises(InputError, match=f"broken.ttl.*{told}"):
        make_terms.ontology()


def test_a_class_above_that_nobody_declared_is_told() -> None:
    sub = (KG.Sale.value, make_terms.SUB_CLASS, "https://w3id.org/onrecord/ns#Undeclared")
    with pytest.raises(InputError, match="Undeclared"):
        make_terms.render([*make_terms.ontology(), sub])


def test_constants_are_terms() -> None:
    assert isinstance(KG.Pitch, NamedNode)
