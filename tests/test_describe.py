"""The release graph: counts, files, prefixes and examples as VoID, DCAT and SHACL have them, and in its own graph."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, QueryBoolean, QuerySolutions, Store

from kg import describe, iris, validate
from kg.quality import Measurement
from kg.store.counts import count
from kg.terms import KG, PREFIXES, RDF, SCHEMA, TERMS
from kg.validate.report import Severity

BASE = "https://kg.example/"
ID = "20260102T030405Z-0a1b2c3d"
ENTITY = iris.entity_iri(BASE, "acme")
GRAPH = iris.graph_iri(BASE, "a-1")
MEDIA = "<https://www.iana.org/assignments/media-types/"
SHAPES = Path(__file__).parent / "dcat-ap.ttl"
# what we have nothing true to say of: whom to write to, where and when all this is, how long it will stay
UNSAID = {
    "catalogue: no place",
    "catalogue: no themes",
    "data set: no contact",
    "data set: no period",
    "data set: no place",
    "data set: no theme",
    "distribution: no availability",
}

DATA = [
    Quad(ENTITY, RDF.type, KG.Entity),
    Quad(ENTITY, RDF.type, KG.Company),
    Quad(ENTITY, RDF.type, KG.Company, GRAPH),
    Quad(ENTITY, SCHEMA.name, Literal("Acme")),
]


def described(**options: Any) -> Store:
    store = Store()
    defaults: dict[str, Any] = {
        "base": BASE,
        "created": "2026-01-02T03:04:05Z",
        "content": "ab" * 32,
        "version": "0.1.0",
        "counts": count(sorted({f"{quad} ." for quad in DATA})),
    }
    quads = list(describe.release_quads(ID, **(defaults | options)))
    assert {quad.graph_name for quad in quads} == {iris.release_graph(BASE)}
    assert {quad.predicate for quad in quads} <= set(TERMS.values())
    store.extend(Quad(quad.subject, quad.predicate, quad.object, DefaultGraph()) for quad in quads)
    return store


def rows(store: Store, where: str) -> list[tuple[str, ...]]:
    heads = "".join(f"PREFIX {prefix}: <{iri}> " for prefix, iri in PREFIXES.items())
    found = store.query(f"{heads} SELECT * {{ {where} }} ORDER BY ?a")
    assert isinstance(found, QuerySolutions)
    names = [variable.value for variable in found.variables]
    return [tuple(row[name].value for name in sorted(names)) for row in found]


def ask(store: Store, where: str) -> bool:
    heads = "".join(f"PREFIX {prefix}: <{iri}> " for prefix, iri in PREFIXES.items())
    found = store.query(f"{heads} ASK {{ {where} }}")
    assert isinstance(found, QueryBoolean)
    return bool(found)


def test_sizes_and_partitions() -> None:
    store = described()
    assert rows(store, "?x a void:Dataset, dcat:Dataset ; void:triples ?a ; void:entities ?b") == [
        ("4", "1", f"{BASE}release/{ID}")
    ]
    assert rows(store, "[] void:classPartition [ void:class ?a ; void:entities ?b ]") == [
        (KG.Company.value, "1"),
        (KG.Entity.value, "1"),
    ]
    whole = f"<{BASE}release/{ID}> void:propertyPartition [ void:property ?a ; void:triples ?b ]"
    assert rows(store, whole) == [(RDF.type.value, "3"), (SCHEMA.name.value, "1")]
    company = "[] void:class kg:Company ; void:propertyPartition [ void:property ?a ; void:triples ?b ]"
    assert rows(store, company) == [(RDF.type.value, "3"), (SCHEMA.name.value, "1")]
    assert [row[0] for row in rows(store, "[] void:vocabulary ?a")] == [
        PREFIXES["rdf"],
        PREFIXES["schema"],
        PREFIXES["kg"],
    ]


def test_parent_licence_and_what_replaces_what() -> None:
    old, new = f"{BASE}entity/old", f"{BASE}entity/new"
    store = described(parent="20260101T000000Z-ff", licence="https://licence.example/", replaced=[(old, new)])
    assert ask(store, f"<{BASE}release/{ID}> dcat:previousVersion <{BASE}release/20260101T000000Z-ff>")
    assert ask(
        store, "[] dcterms:license <https://licence.example/> ; dcterms:issued '2026-01-02T03:04:05Z'^^xsd:dateTime"
    )
    assert ask(store, f"<{old}> dcterms:isReplacedBy <{new}>")
    assert not ask(described(), "[] dcat:previousVersion|dcterms:license|dcterms:isReplacedBy []")


def test_files_carry_size_and_checksum() -> None:
    store = described(dumps=[describe.Dump("all.nq.zst", "application/n-quads", 12, "cd" * 32)])
    file = f"<{BASE}dump/{ID}/all.nq.zst>"
    assert ask(
        store, f"[] dcat:distribution {file} . {file} dcat:byteSize 12 ; dcat:mediaType {MEDIA}application/n-quads>"
    )
    assert ask(store, f"{file} dcat:accessURL <{BASE}dump/{ID}> ; dcat:downloadURL {file}")
    assert ask(store, f"{file} spdx:checksum/spdx:checksumValue '{'cd' * 32}'^^xsd:hexBinary")
    assert ask(store, f"<{BASE}release/{ID}> spdx:checksum/spdx:checksumValue '{'ab' * 32}'^^xsd:hexBinary")


def test_a_packed_file_says_what_is_in_it_and_on_what_terms() -> None:
    dump = describe.Dump("all.nq.gz", "application/n-quads", 12, "cd" * 32, "application/gzip", 7, "all of it")
    licence = "https://licence.example/by"
    store = described(dumps=[dump], licence=licence)
    file = f"<{BASE}dump/{ID}/all.nq.gz>"
    gzip = f"{MEDIA}application/gzip>"
    assert ask(store, f"{file} dcat:compressFormat {gzip} ; void:triples 7 ; dcterms:license <{licence}>")


def test_a_flat_table_is_distributed_but_no_rdf_and_of_unknown_size() -> None:
    table = describe.Table("claims.parquet", "application/vnd.apache.parquet", "a row a claim")
    store = described(tables=[table], licence="https://licence.example/by")
    file = f"<{BASE}dump/{ID}/claims.parquet>"
    assert ask(store, f"<{BASE}release/{ID}> dcat:distribution {file} . {file} a dcat:Distribution")
    assert ask(store, f"{file} dcat:mediaType {MEDIA}application/vnd.apache.parquet> ; dcat:downloadURL {file}")
    assert ask(store, f"{file} dcterms:description 'a row a claim'@en ; dcterms:license <https://licence.example/by>")
    assert not ask(store, f"[] void:dataDump {file}")
    assert not ask(store, f"{file} dcat:byteSize|spdx:checksum []")


def test_the_terms_of_quotes_are_stated_also_where_there_are_none() -> None:
    assert rows(described(), "[] dcterms:rights [ rdfs:label ?a ]") == [(describe.QUOTES,)]
    licence = "https://licence.example/quotes"
    assert ask(described(quotes_licence=licence), f"[] dcterms:rights [ dcterms:license <{licence}> ]")


def test_prefixes_are_declared_once_each() -> None:
    found = rows(described(), f"<{BASE}release/{ID}> sh:declare [ sh:prefix ?a ; sh:namespace ?b ]")
    assert dict(found) == PREFIXES | iris.own_prefixes(BASE)  # type: ignore[arg-type]
    assert len(found) == len(PREFIXES) + len(iris.own_prefixes(BASE))


@pytest.mark.parametrize("form", describe.FORMS)
def test_examples_are_executables_that_editors_find(form: Any) -> None:
    text = "SELECT * { ?s ?p ?o }"
    store = described(examples=[describe.Example("my query", "Mine", "What is?", text, form)])
    assert rows(
        store, f"?q a sh:SPARQLExecutable ; sh:{form} ?a ; rdfs:label ?b ; rdfs:comment ?c ; sh:prefixes ?d"
    ) == [(text, "Mine", "What is?", f"{BASE}release/{ID}", f"{BASE}release/{ID}/query-my-query")]


def test_an_iri_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="IRI"):
        described(licence="no licence")
    assert isinstance(ENTITY, NamedNode)


def test_measured_quality_is_told_with_gold_day_and_command() -> None:
    one = Measurement("eval/some.yaml", "found", 0.25, 0.2, 0.3, "1 of 4", "2026-01-02", "kg eval eval/some.yaml")
    store = described(quality=[one])
    where = "?a a dqv:QualityMeasurement ; dqv:isMeasurementOf/rdfs:label ?b ; dqv:value ?c ; dcterms:source ?d"
    assert [row[1:] for row in rows(store, where)] == [("found", "0.25", "eval/some.yaml")]
    assert ask(
        store, '?set dqv:hasQualityMeasurement ?q . ?q dqv:computedOn ?set ; dcterms:issued "2026-01-02"^^xsd:date'
    )
    assert ask(
        store, "?q a dqv:QualityMeasurement ; rdfs:comment ?told FILTER CONTAINS(?told, 'kg eval eval/some.yaml')"
    )


def full(**options: Any) -> list[Quad]:
    """A release graph with all there may be in it."""
    dumps = [
        describe.Dump("all.nq.gz", "application/n-quads", 12, "cd" * 32, "application/gzip", 7, "all of it"),
        describe.Dump("all.ttl.zst", "text/turtle", 0, "ef" * 32, "application/zstd", 7, "all of it"),
    ]
    defaults: dict[str, Any] = {
        "base": BASE,
        "created": "2026-01-02T03:04:05Z",
        "content": "ab" * 32,
        "version": "0.1.0",
        "counts": count(sorted({f"{quad} ." for quad in DATA})),
        "parent": "20260101T000000Z-ff",
        "dumps": dumps,
        "tables": [describe.Table("claims.parquet", "application/vnd.apache.parquet", "a row a claim")],
        "licence": "https://licence.example/by",
        "quotes_licence": "https://licence.example/quotes",
    }
    return list(describe.release_quads(ID, **(defaults | options)))


@pytest.mark.parametrize("engine", ["shacl", "pyshacl"])
@pytest.mark.parametrize("options", [{}, {"dumps": [], "tables": []}, {"parent": None, "quotes_licence": None}])
def test_the_description_is_what_portals_ask_for(engine: str, options: dict[str, Any]) -> None:
    report = validate.validate(full(**options), [SHAPES], engine=engine)
    found = {(result.severity.value, result.message) for result in report.results}
    assert {message for severity, message in found if severity == "Violation"} == set()
    without = {"data set: no distribution"} if "dumps" in options else set()
    assert {message for _, message in found} <= UNSAID | without


def test_without_a_licence_only_that_is_missing() -> None:
    report = validate.validate(full(licence=None), [SHAPES])
    assert report.count(Severity.VIOLATION) == 0
    assert {result.message for result in report.results} == UNSAID | {
        "catalogue: no licence",
        "distribution: no licence",
    }


BROKEN = {
    "service: title": "?x a dcat:DataService ; dcterms:title ?o",
    "distribution: access URL": "?x dcat:accessURL ?o",
    "agent: name": "?x foaf:name ?o",
    "checksum: algorithm": "?x spdx:algorithm ?o",
    "data set: description": "?x a dcat:Dataset ; dcterms:description ?o",
    "catalogue: publisher": "?x a dcat:Catalog ; dcterms:publisher ?o",
    "distribution: media type": "?x a dcterms:MediaType",
    "distribution: licence": "?x a dcterms:LicenseDocument",
}


@pytest.mark.parametrize("engine", ["shacl", "pyshacl"])
@pytest.mark.parametrize("message", BROKEN)
def test_each_thing_that_portals_ask_for_is_missed(message: str, engine: str) -> None:
    store = Store()
    store.extend(Quad(quad.subject, quad.predicate, quad.object, DefaultGraph()) for quad in full())
    heads = "".join(f"PREFIX {prefix}: <{iri}> " for prefix, iri in PREFIXES.items())
    gone = BROKEN[message].rpartition(";")[2].strip()
    gone = gone if gone.startswith("?x") else f"?x {gone}"
    store.update(f"{heads} DELETE {{ {gone} }} WHERE {{ {BROKEN[message]} }}")
    report = validate.validate(list(store), [SHAPES], engine=engine)
    assert message in {result.message for result in report.results if result.severity is Severity.VIOLATION}
