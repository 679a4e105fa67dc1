"""Every named query against a small world; its answer stands in ``tests/queries/<name>/expected.csv``.

After a change that is meant: ``KG_REWRITE=1 pytest tests/queries``, and read the difference before committing it.
"""

from __future__ import annotations

import csv
import io
import os
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import QueryResultsFormat, Store

from kg import queries, rdf, resources
from kg.model import Actuality, Reason
from tests.queries.world import BASE, world

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def store() -> Store:
    store = Store()
    store.extend(rdf.quads(world(), base=BASE, extractor_version="0"))
    return store


def answer(store: Store, query: str) -> str:
    return store.query(query).serialize(format=QueryResultsFormat.CSV).decode().replace("\r\n", "\n")  # type: ignore[union-attr]


@pytest.mark.parametrize("name", queries.names())
def test_answer(store: Store, name: str) -> None:
    expected = HERE / name / "expected.csv"
    found = answer(store, queries.load(name).bind({}))
    if os.environ.get("KG_REWRITE") == "1":
        expected.parent.mkdir(exist_ok=True)
        expected.write_text(found, encoding="utf-8")
    assert expected.is_file(), f"query {name} has no expected answer: add tests/queries/{name}/expected.csv"
    assert found == expected.read_text("utf-8")
    assert found.count("\n") > 1, f"the world of tests has nothing for {name}"


@pytest.mark.parametrize("name", queries.names())
def test_describes_itself_and_is_fit_to_be_asked(name: str) -> None:
    named = queries.load(name)
    assert named.title != name
    assert named.asks.endswith((".", "?", ")"))
    assert named.form == "select"
    assert all(parameter.description for parameter in named.parameters)
    queries.check(named.text)


@pytest.mark.parametrize("name", queries.names())
def test_every_parameter_narrows(store: Store, name: str) -> None:
    named = queries.load(name)
    for parameter in named.parameters:
        nowhere = {"iri": "http://nowhere.example/", "date": "0001-01-01"}.get(parameter.type, "no such thing")
        assert answer(store, named.bind({parameter.name: nowhere})).count("\n") == 1, parameter.name


def test_no_answer_without_a_query() -> None:
    folders = {path.name for path in HERE.iterdir() if path.is_dir() and not path.name.startswith("_")}
    assert folders == set(queries.names())


@pytest.mark.parametrize(
    ("name", "values", "inside", "outside"),
    [
        ("pledges", {"party": "norVANE"}, "until a law is passed", "Brightpath"),
        ("pledges", {"act": "Sale"}, "Norvane", "nothing"),
        ("pledge-status", {"day": "2031-03-11"}, "Brightpath,to forgo sale: police forces; BadgeCam,active", "expired"),
        ("pledge-status", {"day": "2031-03-11", "status_is": "conditional"}, "Norvane", "Brightpath"),
        ("pledge-status", {"day": "2031-03-12"}, "contradicted", "active"),
        ("pledge-status", {"day": "2032-04-01"}, "expired", "contradicted"),
        ("pledge-status", {"party": "brightpath"}, "Brightpath sold BadgeCam to the Port Police", "Norvane"),
        ("pledge-timeline", {"evidence_for": "broken"}, "Brightpath sold BadgeCam to the Port Police", "Norvane"),
        ("pledge-timeline", {"party": "norvane"}, "worried about buying", "Brightpath"),
        ("sales", {"buyer": "port"}, "BadgeCam", "FaceLens"),
        ("sale-reports", {"buyer": "Harbour Authority"}, "negated", "BadgeCam"),
        ("claims", {"party": "port police", "kind": "test"}, "tested BadgeCam", "sold BadgeCam"),
        ("claims", {"stance_is": "negated"}, "Open Skies", "affirmed"),
        ("statements", {"about": "word"}, "chief counsel, Norvane", "term"),
        ("products", {"product": "badge"}, "Port Police", "FaceLens"),
        ("ownership", {"party": "lumen"}, "took over", "Norvane"),
        ("contracts", {"party": "port police"}, "2 million crowns", "Norvane"),
        ("advocacy", {"about": "pictures", "party": "harbour"}, "Open Skies", "Norvane"),
        ("unsure", {"party": "port police"}, "tried Gatewise", "BadgeCam"),
        ("unsure", {"frame_is": "test"}, "tried Gatewise", "BadgeCam"),
        ("evidence", {"row": f"{BASE}situation/Sale-1"}, "bought FaceLens", "BadgeCam"),
        ("evidence", {"row": f"{BASE}entity/skies"}, "did not buy", "tested"),
    ],
)
def test_parameters(store: Store, name: str, values: dict[str, str], inside: str, outside: str) -> None:
    found = answer(store, queries.load(name).bind(values))
    assert inside in found
    assert outside not in found


def test_only_what_is_said_to_be_so_is_called_affirmed(store: Store) -> None:
    rows = answer(store, queries.load("claims").bind({"stance_is": "affirmed"}))
    assert "worried" not in rows
    assert ",hypothetical," in answer(store, queries.load("sale-reports").bind({"buyer": "port police"}))


def test_what_is_denied_is_shown_with_the_denial(store: Store) -> None:
    rows = answer(store, queries.load("statements").bind({"about": "sold"}))
    assert 'chief counsel, Norvane",denied,the company sold FaceLens,The Daily Courier,Harbour Authority' in rows


def test_what_a_copy_repeats_is_not_said_twice(store: Store) -> None:
    assert answer(store, queries.load("statements").bind({"about": "keep"})).count("\n") == 2


def test_what_is_not_named_is_no_row(store: Store) -> None:
    assert "coastal agency" not in answer(store, queries.load("agencies-and-departments").bind({}))
    products = answer(store, queries.load("products").bind({}))
    assert "new gadgets" not in products
    assert "Gatewise,named as a product,,tested by,Harbour Authority" in products


def test_a_refusal_known_from_a_copy_alone_says_so(store: Store) -> None:
    assert 'Open Skies,The Daily Courier,,"reported, by a copy only"' in answer(
        store, queries.load("no-comment").bind({})
    )


def test_a_denied_sale_answers_no_query_but_those_about_reports(store: Store) -> None:
    assert "FaceLens" not in answer(store, queries.load("sales").bind({}))
    assert "sold to,Harbour Authority" not in answer(store, queries.load("products").bind({}))
    everywhere = "SELECT ?x { { ?x a kg:Sale } UNION { GRAPH ?g { ?x a kg:Sale } } }"
    assert "Sale-1" not in answer(store, f"PREFIX kg: <https://w3id.org/onrecord/ns#> {everywhere}")


@pytest.mark.parametrize(
    ("pitched", "offered", "planned", "said"),
    [
        (0.7, 0.6, False, "pitched"),
        (0.6, 0.7, False, "offered"),
        (0.6, 0.6, False, "pitched"),  # of equals the claim that comes first
        (0.6, 0.7, True, "pitched"),  # a plan is not what would be asserted
    ],
)
def test_an_unsure_row_is_told_in_the_words_of_its_surest_claim(
    pitched: float, offered: float, planned: bool, said: str
) -> None:
    fusion = world()
    claims = []
    for one in fusion.claims:
        if one.situation == "Pitch-1" and one.article == "gazette-2":
            stance = Actuality.PLANNED if planned else Actuality.ACTUAL
            one = replace(one, confidence=offered, claim=replace(one.claim, actuality=stance))
        elif one.situation == "Pitch-1":
            one = replace(one, confidence=pitched)
        claims.append(one)
    situations = tuple(
        replace(one, reasons=(Reason.UNSURE,)) if one.key == "Pitch-1" else one for one in fusion.situations
    )
    store = Store()
    changed = replace(fusion, claims=tuple(claims), situations=situations)
    store.extend(rdf.quads(changed, base=BASE, extractor_version="0"))
    rows = list(csv.DictReader(io.StringIO(answer(store, queries.load("unsure").bind({"frame_is": "Pitch"})))))
    confidence = pitched if planned else max(pitched, offered)
    sentence = f"Norvane {said} FaceLens to the Harbour Authority in 2030."
    assert [(row["sentence"], float(row["confidence"])) for row in rows] == [(sentence, confidence)]
    assert rows[0]["outlets"] == "The Daily Courier, The Evening Gazette"


def test_every_question_is_in_the_list() -> None:
    text = (Path(str(resources.path("queries"))) / "README.md").read_text("utf-8")
    told = {line.split("|")[1].strip(" `"): line.split("|")[2].strip() for line in text.splitlines() if "| `" in line}
    assert told == {name: queries.load(name).asks for name in queries.names()}
