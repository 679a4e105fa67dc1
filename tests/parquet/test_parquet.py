"""The flat tables: what the graph says, in the columns of the schema, the same bytes every time."""

from __future__ import annotations

import io
import json
import shutil
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pandas
import polars
import pyarrow.parquet
import pytest
from pyoxigraph import NamedNode, Quad, Store

from kg import iris, listing, parquet, store
from kg.errors import NothingPublished, StoreError, UsageError
from kg.parquet import facts, writing
from kg.tables import Tables
from kg.tables.schema import SCHEMA
from kg.terms import DCTERMS, PREFIXES
from tests import handmade
from tests.parquet import world
from tests.pipeline.test_derivation import fused, stories

HEADS = "".join(f"PREFIX {prefix}: <{iri}> " for prefix, iri in PREFIXES.items())


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> store.Release:
    """The world, and articles that agree, deny and repeat one another."""
    data = tmp_path_factory.mktemp("parquet") / "data"
    world.built(data)
    return world.built(data, [*stories(1), *stories(2)], published="2025-04-10", publisher="The Other Paper")


@pytest.fixture(scope="module")
def files(release: store.Release, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("files")
    for table in parquet.TABLES:
        (folder / f"{table}.parquet").write_bytes(dumped(release, table))
    return {table: folder / f"{table}.parquet" for table in parquet.TABLES}


def dumped(release: store.Release, table: str) -> bytes:
    output = io.BytesIO()
    parquet.write(release, output, table=table)
    return output.getvalue()


def rows(path: Path, columns: str = "*", more: str = "") -> list[tuple[Any, ...]]:
    return duckdb.sql(f"SELECT {columns} FROM '{path}' {more}").fetchall()


def described(path: Path) -> list[tuple[str, str]]:
    """The columns of a file with their types."""
    return [(name, type.replace('"', "")) for name, type, *_ in duckdb.sql(f"DESCRIBE FROM '{path}'").fetchall()]


def asked(release: store.Release, query: str) -> Counter[tuple[Any, ...]]:
    """The solutions of a query of the release's graph, as plain values."""
    found: Any = store.open_release(release).query(HEADS + query)
    return Counter(tuple(None if one is None else plain(one.value) for one in solution) for solution in found)


def plain(value: str) -> str:
    """A value as a table has it: of the ontology's individuals the word."""
    return value.removeprefix(PREFIXES["kg"])


def told(path: Path, columns: str, more: str = "") -> Counter[tuple[Any, ...]]:
    """The rows of a table, with values as the graph writes them."""
    found = rows(path, columns, more)
    return Counter(tuple(None if value is None else str(value) for value in row) for row in found)


STANCE = "upper({0}[1]) || {0}[2:]"  # as the ontology calls it


def test_claims_are_those_of_the_graph(release: store.Release, files: dict[str, Path]) -> None:
    expected = asked(
        release,
        """SELECT ?claim ?graph ?frame ?polarity ?certainty ?actuality ?direction ?situation ?sentence ?start ?end
        ?time ?first ?last ?written ?holder ?extractor ?rule WHERE { GRAPH ?graph {
            ?claim kg:frame ?frame ; kg:polarity ?polarity ; kg:certainty ?certainty ; kg:actuality ?actuality ;
                kg:about ?situation ; kg:extractor ?extractor ; kg:rule ?rule ; kg:evidence ?evidence .
            ?evidence oa:hasSelector ?quote , ?position . ?quote oa:exact ?sentence .
            ?position oa:start ?start ; oa:end ?end .
            OPTIONAL { ?claim kg:direction ?direction }
            OPTIONAL { ?claim kg:time ?time } OPTIONAL { ?claim kg:timeAsWritten ?written }
            OPTIONAL { ?claim kg:notBefore ?first } OPTIONAL { ?claim kg:notAfter ?last }
            OPTIONAL { ?claim kg:attributedTo ?holder } } }""",
    )
    stance = ", ".join(STANCE.format(name) for name in ("polarity", "certainty", "actuality", "direction"))
    found = told(
        files["claims"],
        f"claim, graph, frame, {stance}, situation, sentence, sentence_start, sentence_end, time, not_before, "
        "not_after, time_as_written, attributed_to_iri, extractor, rule",
    )
    assert len(found) > 60
    assert found == expected


def test_roles_of_claims_are_those_of_the_graph(release: store.Release, files: dict[str, Path]) -> None:
    expected = asked(
        release,
        """SELECT ?claim ?role ?filler ?name ?value WHERE { GRAPH ?graph {
            ?claim a kg:Claim ; kg:hasRole ?node . ?node kg:role ?role .
            OPTIONAL { ?node kg:value ?value } }
            OPTIONAL { GRAPH ?graph { ?node kg:filler ?filler } ?filler schema:name ?name } }""",
    )
    pledged = "CASE WHEN frame = 'Pledge' AND one.role = 'product' THEN 'pledgedProduct' ELSE one.role END"
    unnested = f"(SELECT claim, frame, unnest(roles) AS one FROM '{files['claims']}')"
    found = duckdb.sql(f"SELECT claim, {pledged}, one.entity, one.name, one.value FROM {unnested}").fetchall()
    assert Counter(found) == expected
    text = dict(rows(files["claims"], "claim, sentence"))
    begins = dict(rows(files["claims"], "claim, sentence_start"))
    for claim, words, start, end in duckdb.sql(
        f"SELECT claim, one.words, one.words_start, one.words_end FROM {unnested} WHERE one.entity IS NOT NULL"
    ).fetchall():
        assert text[claim][start - begins[claim] : end - begins[claim]] == words


def test_general_roles_are_as_the_ontology_has_them(files: dict[str, Path]) -> None:
    columns = "agent, theme, recipient, place, len(agent_iris), len(theme_iris), len(recipient_iris), len(place_iris)"
    found = set(rows(files["claims"], columns, "WHERE agent IN ('Microsoft', 'Pledger', 'Amazon')"))
    assert ("Microsoft", "Quill", "Fallow", "Fallow", 1, 1, 1, 1) in found
    assert ("Amazon", "Rekognition", "Drug Enforcement Administration", None, 1, 1, 1, 0) in found
    # what is pledged is no theme, nor whom it is about a recipient
    assert ("Pledger", None, None, None, 1, 0, 0, 0) in found


def test_holders_stand_nearest_first(files: dict[str, Path]) -> None:
    found = rows(
        files["claims"],
        "attributed_to, attributed_to_iri, attribution",
        "WHERE agent = 'Veldt' AND certainty = 'probable'",
    )
    for name, entity, (nearest, further) in found:
        assert (name, entity) == (nearest["name"], nearest["entity"])
        assert nearest["words"] == name
        assert (further["entity"], further["name"], further["words"]) == (None, None, world.HOSTILE)
    assert found
    assert rows(files["claims"], "DISTINCT attribution", "WHERE attributed_to IS NULL") == [([],)]


def test_situations_are_those_of_the_graph(release: store.Release, files: dict[str, Path]) -> None:
    common = """rdfs:label ?label ; kg:claimCount ?claims ; kg:originCount ?origins .
        OPTIONAL { ?situation kg:direction ?direction } OPTIONAL { ?situation kg:time ?time }
        OPTIONAL { ?situation kg:expires ?expires } OPTIONAL { ?situation kg:duration ?duration }"""
    kinds = " ".join(f"kg:{frame}" for frame in ("Sale", "Pledge", "OpenEvent"))
    names = "?situation ?frame ?label ?claims ?origins ?direction ?time ?expires ?duration"
    columns = (
        f"situation, frame, label, claim_count, origin_count, {STANCE.format('direction')}, time, expires, duration"
    )
    asserted = asked(release, f"SELECT {names} WHERE {{ VALUES ?frame {{ {kinds} }} ?situation a ?frame ; {common} }}")
    reported = asked(
        release,
        f"SELECT {names} WHERE {{ GRAPH ?graph {{ ?situation a kg:ReportedSituation ; kg:frame ?frame ; {common} }} }}",
    )
    assert told(files["situations"], columns, "WHERE asserted") == asserted
    assert told(files["situations"], columns, "WHERE NOT asserted") == reported
    assert len(asserted) > 3
    assert len(reported) > 5
    reasons = asked(release, "SELECT ?s ?why WHERE { GRAPH ?graph { ?s kg:reason ?why } }")
    assert told(files["situations"], "situation, unnest(reasons)") == reasons
    assert rows(files["situations"], "DISTINCT asserted = (len(reasons) = 0)") == [(True,)]
    support = "SELECT ?s (COUNT(?c) AS ?n) WHERE {{ {{ ?s {0} ?c }} UNION {{ GRAPH ?g {{ ?s {0} ?c }} }} }} GROUP BY ?s"
    for column, predicate in (("affirmed_count", "kg:supportedBy"), ("claim_count - affirmed_count", "kg:opposedBy")):
        assert told(files["situations"], f"situation, {column}", f"WHERE {column} > 0") == asked(
            release, support.format(predicate)
        )
    dispute = "?d a kg:Disagreement ; kg:about ?s"
    disputes = (
        f"SELECT ?s (COUNT(?d) AS ?n) WHERE {{ {{ {dispute} }} UNION {{ GRAPH ?g {{ {dispute} }} }} }} GROUP BY ?s"
    )
    assert told(files["situations"], "situation, disagreement_count", "WHERE disagreement_count > 0") == asked(
        release, disputes
    )


def test_claims_and_situations_agree(files: dict[str, Path]) -> None:
    claims, situations = files["claims"], files["situations"]
    counted = """situation, count(*), count(*) FILTER (polarity = 'affirmed'), count(*) FILTER (polarity = 'negated'),
        count(*) FILTER (polarity = 'unknown'), count(DISTINCT article), min(published), max(published),
        bool_or(asserted), any_value(reasons)"""
    kept = """situation, claim_count, affirmed_count, negated_count, unknown_count, article_count, first_published,
        last_published, asserted, reasons"""
    order = "ORDER BY situation"
    assert rows(claims, counted, f"GROUP BY situation {order}") == rows(situations, kept, order)


def test_a_claim_is_asserted_where_kg_extract_says_so(release: store.Release, files: dict[str, Path]) -> None:
    listed = {
        claim["id"]: claim["asserted"]
        for article in listing.listings(*fused(release), base=release.settings["base"])
        for claim in article["claims"]
    }
    assert dict(rows(files["claims"], "claim, asserted")) == listed
    stands = f"situation IN (SELECT situation FROM '{files['situations']}' WHERE asserted)"
    told = rows(files["claims"], "asserted, certainty", f"WHERE {stands} AND certainty <> 'certain'")
    assert told == [(False, "possible")]


def test_entities_are_those_of_the_graph(release: store.Release, files: dict[str, Path]) -> None:
    path = files["entities"]
    asserted = asked(
        release,
        "SELECT ?e ?name ?same WHERE { ?e a kg:Entity ; schema:name ?name OPTIONAL { ?e schema:sameAs ?same } }",
    )
    assert told(path, "entity, name, same_as") == asserted
    assert told(path, "entity, unnest(aliases)") == asked(
        release, "SELECT ?e ?a WHERE { ?e a kg:Entity ; skos:altLabel ?a }"
    )
    assert told(
        path,
        "part.entity, whole.entity",
        f"AS part JOIN '{path}' AS whole ON part.part_of_iri = whole.entity AND part.part_of = whole.name",
    ) == asked(
        release,
        "SELECT ?e ?o WHERE { ?e org:subOrganizationOf|schema:containedInPlace|dcterms:isPartOf ?o . ?e a kg:Entity }",
    )
    assert told(path, "entity, provider_iri", "WHERE provider IS NOT NULL") == asked(
        release, "SELECT ?e ?o WHERE { ?e schema:provider ?o }"
    )
    types = asked(release, "SELECT ?e ?type WHERE { ?e a kg:Entity, ?type }")
    assert not told(path, "entity, type") - types
    assert told(path, "entity, article_count", "WHERE article_count > 0") == asked(
        release, "SELECT ?e (COUNT(DISTINCT ?a) AS ?n) WHERE { GRAPH ?g { ?a schema:mentions ?e } } GROUP BY ?e"
    )
    roles = "{ ?claim kg:hasRole/kg:filler ?e } UNION { ?claim prov:qualifiedAttribution/prov:agent ?e }"
    assert told(path, "entity, claim_count", "WHERE claim_count > 0") == asked(
        release,
        f"SELECT ?e (COUNT(DISTINCT ?claim) AS ?n) WHERE {{ GRAPH ?g {{ ?claim a kg:Claim . {roles} }} }} GROUP BY ?e",
    )
    identifiers = set(rows(path, "wikidata, ror", "WHERE same_as IS NOT NULL"))
    assert {("Q2283", None), (None, "0568dpm54")} < identifiers
    unnested = f"(SELECT situation, asserted, unnest(roles).entity AS entity FROM '{files['situations']}')"
    situated = duckdb.sql(
        f"SELECT entity, count(DISTINCT situation), count(DISTINCT situation) FILTER (asserted) FROM {unnested} "
        "WHERE entity IS NOT NULL GROUP BY entity ORDER BY entity"
    ).fetchall()
    assert (
        rows(path, "entity, situation_count, asserted_count", "WHERE situation_count > 0 ORDER BY entity") == situated
    )


def test_articles_are_those_of_the_graph(release: store.Release, files: dict[str, Path]) -> None:
    path = files["articles"]
    expected = asked(
        release,
        """SELECT ?article ?title ?url ?outlet ?name ?published ?language ?origin ?source ?sha WHERE {
            ?article a schema:NewsArticle ; schema:headline ?title ; schema:url ?url ; schema:inLanguage ?language ;
                schema:publisher ?outlet ; schema:datePublished ?published . ?outlet schema:name ?name .
            OPTIONAL { ?article schema:isBasedOn ?based } OPTIONAL { ?article schema:sourceOrganization ?source }
            BIND (COALESCE(?based, ?article) AS ?origin)
            GRAPH ?graph { ?text schema:encodesCreativeWork ?article ; schema:sha256 ?sha } }""",
    )
    columns = "article, title, url, outlet_iri, outlet, published, language, origin, source_outlet_iri, text_sha256"
    assert told(path, columns) == expected
    assert len(expected) > 40
    assert Counter(type for (type,) in rows(path, "type")) == Counter(
        (["SpunCopy"] * len(asked(release, "SELECT ?a WHERE { ?a a kg:SpunCopy }")))
        + ["Copy"] * len(asked(release, "SELECT ?a WHERE { ?a a kg:Copy MINUS { ?a a kg:SpunCopy } }"))
        + ["NewsArticle"] * len(asked(release, "SELECT ?a WHERE { ?a a schema:NewsArticle MINUS { ?a a kg:Copy } }"))
    )
    assert rows(path, "source_outlet", "WHERE source_outlet_iri IS NOT NULL") == [("Reuters",)]
    counted = (
        f"(SELECT article, count(*) AS n, count(DISTINCT situation) AS m FROM '{files['claims']}' GROUP BY article)"
    )
    assert rows(
        path,
        "count(*)",
        f"LEFT JOIN {counted} USING (article) WHERE (claim_count, situation_count) <> (coalesce(n, 0), coalesce(m, 0))",
    ) == [(0,)]
    assert told(path, "article, entity_count", "WHERE entity_count > 0") == asked(
        release, "SELECT ?a (COUNT(DISTINCT ?e) AS ?n) WHERE { GRAPH ?g { ?a schema:mentions ?e } } GROUP BY ?a"
    )


@pytest.mark.parametrize("table", parquet.TABLES)
def test_columns_and_types_are_the_schemas_and_none_is_always_empty(table: str, files: dict[str, Path]) -> None:
    expected = [(column.name, column.type) for column in parquet.TABLES[table].columns]
    assert described(files[table]) == expected
    for name, type in expected:
        if name == "replaces":  # below
            continue
        filled = f"len({name}) > 0" if type.endswith("[]") else f"{name} IS NOT NULL"
        assert rows(files[table], "count(*)", f"WHERE {filled}") > [(0,)], name


def test_an_article_tells_the_iris_that_it_had(release: store.Release) -> None:
    base, key = release.settings["base"], next(iter(release.articles))
    described = [
        Quad(NamedNode(f"{base}article/{old}"), DCTERMS.isReplacedBy, iris.article_iri(base, key), graph)
        for old, graph in (
            ("older", iris.release_graph(base)),
            ("old", iris.release_graph(base)),
            ("elsewhere", iris.reported_graph(base)),
        )
    ]
    opened = Store()
    opened.extend(described)
    (fact,) = facts.facts(opened, [key], base=base)
    assert fact["replaces"] == [f"{base}article/old", f"{base}article/older"]


@pytest.mark.parametrize("table", parquet.TABLES)
def test_rows_are_sorted(table: str, files: dict[str, Path]) -> None:
    keys = rows(files[table], ", ".join(parquet.TABLES[table].order))
    assert keys == sorted(keys)
    assert len(set(keys)) == len(keys)


def test_every_library_reads_the_same(files: dict[str, Path]) -> None:
    for table, path in files.items():
        arrow = pyarrow.parquet.read_table(path).to_pylist()
        assert polars.read_parquet(path).to_dicts() == arrow
        frame = pandas.read_parquet(path, dtype_backend="pyarrow")
        names = [column.name for column in parquet.TABLES[table].columns]
        assert [*frame.columns] == names == [*arrow[0]]
        assert len(frame) == len(arrow)


def test_hostile_text_comes_back_as_it_was(files: dict[str, Path]) -> None:
    found = [
        one["words"]
        for roles in polars.read_parquet(files["claims"])["roles"].to_list()
        for one in roles
        if one["role"] == "purpose"
    ]
    assert len(found) > 1
    assert set(found) == {world.HOSTILE}


def test_a_file_tells_what_it_was_made_of(release: store.Release, files: dict[str, Path]) -> None:
    for table, path in files.items():
        metadata = {key.decode(): value.decode() for key, value in pyarrow.parquet.read_metadata(path).metadata.items()}
        assert metadata["content_sha256"] == release.content
        assert metadata["title"] == f"OnRecord: {table}"
        assert "licence" not in metadata
        columns = {one["name"]: one["description"] for one in json.loads(metadata["columns"])}
        assert columns == {column.name: column.holds for column in parquet.TABLES[table].columns}


def test_the_same_articles_give_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    at_once, grown = tmp_path / "at-once", tmp_path / "grown"
    expected = {table: dumped(world.built(at_once), table) for table in parquet.TABLES}
    for some in (world.STORIES[2:], world.STORIES[:2]):
        last = world.built(grown, some)
    monkeypatch.setattr(writing, "BATCHED", {name: (*where, 1) for name, (*where, _) in writing.BATCHED.items()})
    assert {table: dumped(last, table) for table in parquet.TABLES} == expected


def test_a_release_that_says_nothing_has_empty_tables(tmp_path: Path) -> None:
    silent = world.built(tmp_path / "data", world.STORIES[-1:], publisher=None, published=None, authors=[])
    for table, count in {"claims": 0, "situations": 0, "entities": 0, "articles": 1}.items():
        path = tmp_path / f"{table}.parquet"
        path.write_bytes(dumped(silent, table))
        assert rows(path, "count(*)") == [(count,)]
        assert described(path) == [(column.name, column.type) for column in parquet.TABLES[table].columns]
    assert rows(tmp_path / "articles.parquet", "outlet, published, authors, claim_count") == [(None, None, [], 0)]


def test_a_day_is_one_only_where_it_is_exact(tmp_path: Path) -> None:
    days = {
        "2026-02-03": date(2026, 2, 3),
        "2026-02-04T23:30:00-05:00": date(2026, 2, 4),
        "2026-02": None,
        "2026": None,
        "not yet": None,
    }
    for number, published in enumerate(days):
        handmade.write(tmp_path / "in" / f"{number}.jsonl", (str(number), "Norva sold Kestrel."), published=published)
    made = world.build(tmp_path / "data", tmp_path / "in")
    (tmp_path / "articles.parquet").write_bytes(dumped(made, "articles"))
    assert rows(tmp_path / "articles.parquet", "published", "ORDER BY url") == [(day,) for day in days.values()]


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2025-03-04", date(2025, 3, 4)),
        ("0001-01-01", date(1, 1, 1)),
        ("0000-01-01", None),
        ("9999-12-31", date(9999, 12, 31)),
        ("10000-01-01", None),
        ("-0044-03-15", None),
        ("2025-02-30", None),
        ("2025-03", None),
        (None, None),
    ],
)
def test_days_that_readers_have_not_are_null(written: str | None, day: date | None, tmp_path: Path) -> None:
    with Tables(tmp_path / "tables") as tables:
        tables.fill("facts", [], facts.FACTS)
        for name, columns in (
            ("outlets", SCHEMA["entities"]),
            ("publishers", {"publisher": "VARCHAR", "entity": "VARCHAR"}),
        ):
            tables.fill(name, [], columns)
        tables.script("flat")
        assert tables.one("SELECT as_day(?)", [written]) == day


def test_a_release_of_another_version_is_refused_with_the_way_out(release: store.Release, tmp_path: Path) -> None:
    folder = tmp_path / release.id
    shutil.copytree(release.path, folder)
    table = json.loads((folder / "release.json").read_text("utf-8"))
    table["versions"]["tables"] = "0"
    (folder / "release.json").write_text(json.dumps(table), "utf-8")
    older = store.load(folder)
    assert not parquet.has_tables(older)
    with pytest.raises(StoreError, match=r"another version of OnRecord built it; bring it up to date: kg build --data"):
        dumped(older, "claims")


def test_damaged_tables_are_named(release: store.Release, tmp_path: Path) -> None:
    folder = tmp_path / release.id
    shutil.copytree(release.path, folder)
    (folder / "tables" / "claims.parquet").write_bytes(b"nothing")
    with pytest.raises(StoreError, match=rf"{release.id}/tables: tables cannot be used .*; build again with --fresh"):
        dumped(store.load(folder), "claims")


def test_a_full_disk_is_said(release: store.Release, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise NothingPublished("no space left")

    monkeypatch.setattr(Tables, "copy", full)
    with pytest.raises(StoreError, match=r"claims.* cannot be made \(no space left\).*TMPDIR"):
        dumped(release, "claims")


def test_an_unknown_table_lists_those_there_are(release: store.Release) -> None:
    with pytest.raises(UsageError, match="no table 'quads'; there are claims, situations, entities, articles"):
        dumped(release, "quads")
