"""Builds: from articles to a release, in any order, at once or in increments; what goes wrong costs only itself."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import NamedNode, Store

from kg import evidence, ingest, listing, pipeline, rdf, store, validate
from kg.errors import NotFound, NothingPublished, NothingReadable
from kg.model import SetAside
from kg.pipeline import derivation, gate, knowledge
from kg.settings import Settings
from kg.terms import DCTERMS, KG, SCHEMA
from kg.validate import Report, Result, Severity
from tests import handmade

STORIES = [
    ("one", "Norva sold Kestrel to Harbor in March 2025."),
    ("two", "Norva did not sell Kestrel to Harbor."),
    ("three", "Ostrava sold Lumen to Granite in May 2024."),
    ("four", "Norva sold Kestrel to Harbor. Veldt sold Quill to Granite."),
]


@pytest.fixture(autouse=True)
def _without_a_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "extractor", handmade.extractor)
    monkeypatch.setattr(pipeline, "share_out", handmade.share_out)
    monkeypatch.setattr(gate.validate, "validate_batches", lambda stored, lines: report())


def report(*results: Result) -> Report:
    return Report(results, "shacl", 0, 0)


def built(data: Path, *paths: Path, **options: Any) -> pipeline.BuildResult:
    settings = Settings(data=data, article_seconds=options.pop("seconds", 30.0), **options.pop("settings", {}))
    return pipeline.build(paths, settings=settings, **{"jobs": 1, **options})


def test_a_build_makes_a_release_of_what_it_read(tmp_path: Path) -> None:
    result = built(tmp_path / "data", handmade.write(tmp_path / "in.jsonl", *STORIES))
    assert result.changed
    assert result.set_aside == ()
    assert validate.load(result.release.path / validate.REPORT) == report()
    counts = result.release.counts
    assert (counts["articles"], counts["claims"]) == (4, 5)
    assert counts["asserted"] < counts["situations"]
    assert store.current(tmp_path / "data") == result.release
    found = evidence.verify(result.release, tmp_path / "data")
    assert found.checked > 5
    assert found.findings == ()


def test_order_jobs_and_increments_change_nothing(tmp_path: Path) -> None:
    whole = built(tmp_path / "a", handmade.write(tmp_path / "all.jsonl", *STORIES), jobs=2).release
    shuffled = random.Random(7).sample(STORIES, len(STORIES))
    again = built(tmp_path / "b", handmade.write(tmp_path / "shuffled.jsonl", *shuffled)).release
    assert again.content == whole.content
    for number, story in enumerate(shuffled):
        last = built(tmp_path / "c", handmade.write(tmp_path / f"{number}.jsonl", story)).release
    assert last.content == whole.content
    lines = [list(store.lines(release)) for release in (whole, again, last)]
    assert lines[0] == lines[1] == lines[2]
    opened = [{str(quad) for quad in store.open_release(release)} for release in (whole, last)]
    own = f"<{whole.graph}>"
    assert {q for q in opened[0] if not q.endswith(own)} == {q for q in opened[1] if not q.endswith(own)}


def test_nothing_changed_publishes_nothing(tmp_path: Path) -> None:
    paths = handmade.write(tmp_path / "in.jsonl", *STORIES)
    first = built(tmp_path / "data", paths)
    second = built(tmp_path / "data", paths)
    assert not second.changed
    assert second.set_aside == ()
    assert second.release == first.release
    assert len(store.releases(tmp_path / "data")) == 1


def test_a_fresh_build_leaves_the_others_out(tmp_path: Path) -> None:
    built(tmp_path / "data", handmade.write(tmp_path / "a.jsonl", *STORIES[:2]))
    other = handmade.write(tmp_path / "b.jsonl", STORIES[2])
    assert built(tmp_path / "data", other).release.counts["articles"] == 3
    fresh = built(tmp_path / "data", other, fresh=True).release
    assert fresh.counts["articles"] == 1
    assert fresh.content == built(tmp_path / "c", other).release.content


def test_a_cached_record_is_not_extracted_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built(tmp_path / "data", handmade.write(tmp_path / "a.jsonl", *STORIES[:3]))
    read: list[str] = []

    def counting(items: Any, *rest: Any, **options: Any) -> Iterator[Any]:
        for item in items:
            read.append(item.url)
            yield item, handmade.record(item)

    monkeypatch.setattr(pipeline, "share_out", counting)
    built(tmp_path / "data", handmade.write(tmp_path / "b.jsonl", STORIES[3]))
    assert read == ["https://paper.example/four"]
    damaged = next((tmp_path / "data" / "records").iterdir())
    damaged.write_bytes(b"junk")
    read.clear()
    built(tmp_path / "data", tmp_path / "a.jsonl", tmp_path / "b.jsonl")
    assert len(read) == 1  # what is damaged is made again from its file


def test_an_article_whose_record_is_lost_is_set_aside_unless_its_file_is_there(tmp_path: Path) -> None:
    built(tmp_path / "data", handmade.write(tmp_path / "a.jsonl", *STORIES[:3]))
    next((tmp_path / "data" / "records").iterdir()).unlink()
    result = built(tmp_path / "data", handmade.write(tmp_path / "b.jsonl", STORIES[3]))
    assert [aside.reason for aside in result.set_aside] == ["its record is lost; build its file again"]
    assert result.release.counts["articles"] == 3
    whole = built(tmp_path / "data", tmp_path / "a.jsonl")
    assert whole.set_aside == ()
    assert whole.release.counts["articles"] == 4


def test_what_goes_wrong_with_an_article_costs_only_itself(tmp_path: Path) -> None:
    bad = [(f"bad-{kind}", f"Norva sold Kestrel to Harbor. MISBEHAVE {kind}") for kind in ("raise", "die", "hang")]
    paths = handmade.write(tmp_path / "in.jsonl", STORIES[0], *bad, STORIES[2])
    result = built(tmp_path / "data", paths, seconds=5.0, jobs=2)
    assert result.release.counts["articles"] == 2
    reasons = sorted(aside.reason for aside in result.set_aside)
    assert [reason[:20] for reason in reasons] == [
        "ValueError: cannot r",
        "the process reading ",
        "took longer than 5 s",
    ]
    assert all("in.jsonl" in aside.source for aside in result.set_aside)
    assert result.release.set_aside == result.set_aside


def test_nothing_readable_leaves_what_was_there(tmp_path: Path) -> None:
    first = built(tmp_path / "data", handmade.write(tmp_path / "a.jsonl", STORIES[0])).release
    with pytest.raises(NothingReadable):
        built(tmp_path / "data", tmp_path / "nowhere")
    with pytest.raises(NothingReadable, match="ValueError"):
        built(tmp_path / "fresh", handmade.write(tmp_path / "b.jsonl", ("bad", "MISBEHAVE raise")))
    assert store.current(tmp_path / "data") == first
    assert store.current(tmp_path / "fresh") is None


def test_a_data_folder_keeps_its_base(tmp_path: Path) -> None:
    one, two = (handmade.write(tmp_path / f"{name}.jsonl", (name, said)) for name, said in STORIES[:2])
    built(tmp_path / "data", one, settings={"base": "https://kg.example/"})
    release = built(tmp_path / "data", two).release
    assert release.settings["base"] == "https://kg.example/"
    moved = built(tmp_path / "data", two, settings={"base": "https://other.example/"}).release
    assert moved.counts["articles"] == 2
    assert not any("kg.example" in str(quad) for quad in store.open_release(moved))


def test_a_data_folder_keeps_which_mentions_are_written_until_told_otherwise(tmp_path: Path) -> None:
    one, two = (handmade.write(tmp_path / f"{name}.jsonl", (name, f"{said} {said}")) for name, said in STORIES[:2])
    every = {"mentions": "all"}

    def mentions(release: store.Release) -> int:
        return len(list(store.open_release(release).quads_for_pattern(None, KG.refersTo, None)))

    first = built(tmp_path / "data", one).release
    assert (first.settings["mentions"], mentions(first)) == ("first", 3)
    second = built(tmp_path / "data", two, settings=every).release
    assert mentions(second) == 12
    assert built(tmp_path / "data", one, settings={"keep_releases": 3}).release == second
    assert second.content == built(tmp_path / "other", one, two, settings=every).release.content
    assert mentions(built(tmp_path / "data", one, settings={"mentions": "first"}).release) == 6


def test_a_data_folder_keeps_the_confidence_from_which_it_asserts(tmp_path: Path) -> None:
    one, two = (handmade.write(tmp_path / f"{name}.jsonl", (name, said)) for name, said in STORIES[::2][:2])
    first = built(tmp_path / "data", one).release
    assert "confidence_floor" not in first.settings  # the program's own, whatever that will be
    strict = built(tmp_path / "data", one, settings={"confidence_floor": 0.99}).release
    assert (strict.counts["unsure"], strict.counts["asserted"]) == (1, 0)
    assert built(tmp_path / "data", two).release.counts["unsure"] == 2
    assert built(tmp_path / "data", settings={"confidence_floor": 0.0}).release.counts["unsure"] == 0


def test_what_another_version_derives_alike_is_known_as_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = handmade.write(tmp_path / "in.jsonl", *STORIES[:2])
    first = built(tmp_path / "data", path).release
    monkeypatch.setattr(derivation, "version", lambda: "another")
    second = built(tmp_path / "data", path).release
    assert (second.content, second.versions["derivation"]) == (first.content, "another")
    assert second.id != first.id
    assert not built(tmp_path / "data", path).changed


def test_a_data_folder_keeps_which_open_claims_are_read_until_told_otherwise(tmp_path: Path) -> None:
    one, two = (
        handmade.write(tmp_path / f"{name}.jsonl", (name, f"{said} Norva outwitted Kestrel."))
        for name, said in STORIES[:2]
    )

    def opened(release: store.Release) -> int:
        found = store.open_release(release).quads_for_pattern(None, KG.frame, KG.OpenEvent)
        return sum("/claim/" in str(quad.subject) for quad in found)

    first = built(tmp_path / "data", one).release
    assert (first.settings["open_claims"], opened(first)) == ("named", 1)
    told = store.open_release(first).quads_for_pattern(None, KG.predicate, None)
    claim = next(quad.subject for quad in told if "/claim/" in str(quad.subject))
    assert isinstance(claim, NamedNode)
    assert [one.frame for one in evidence.explain(first, claim).testimonies] == ["outwit"]
    second = built(tmp_path / "data", two, settings={"open_claims": "none"}).release
    assert (second.settings["open_claims"], opened(second)) == ("none", 0)
    assert built(tmp_path / "data", one, settings={"keep_releases": 3}).release == second
    assert second.content == built(tmp_path / "other", one, two, settings={"open_claims": "none"}).release.content
    assert opened(built(tmp_path / "data", one, settings={"open_claims": "named"}).release) == 2


def test_a_data_folder_keeps_its_licences_and_a_new_one_makes_a_release(tmp_path: Path) -> None:
    one, two = (handmade.write(tmp_path / f"{name}.jsonl", (name, said)) for name, said in STORIES[:2])
    by, quotes = "https://licence.example/by", "https://licence.example/quotes"
    first = built(tmp_path / "data", one).release
    stated = built(tmp_path / "data", one, settings={"licence": by, "quotes_licence": quotes}).release
    assert stated.content == first.content
    assert stated.id != first.id
    kept = built(tmp_path / "data", two).release
    assert (kept.settings["licence"], kept.settings["quotes_licence"]) == (by, quotes)
    described = {str(quad.object) for quad in store.open_release(kept) if quad.predicate.value.endswith("/license")}
    assert described == {f"<{by}>", f"<{quotes}>"}


@pytest.mark.parametrize("name", ["licence", "quotes_licence"])
def test_a_change_of_one_licence_alone_makes_a_release(name: str, tmp_path: Path) -> None:
    one = handmade.write(tmp_path / "one.jsonl", STORIES[0])
    first, other = {name: "https://licence.example/by"}, {name: "https://licence.example/zero"}
    stated = built(tmp_path / "data", one, settings=first).release
    assert built(tmp_path / "data", one, settings=first).release.id == stated.id  # nothing new to publish
    changed = built(tmp_path / "data", one, settings=other).release
    assert changed.id != stated.id
    assert changed.content == stated.content
    described = {str(quad.object) for quad in store.open_release(changed) if quad.predicate.value.endswith("/license")}
    assert described == {"<https://licence.example/zero>"}


def blame(*names: str, severity: Severity = Severity.VIOLATION) -> Callable[[Store, Iterable[NamedNode]], Any]:
    """A gate at which the articles with these addresses violate, or the graph as a whole where there are no names."""

    def validated(stored: Store, lines: Iterable[NamedNode]) -> Any:
        ends = tuple(f"/{name}>" for name in names)
        bad = {quad.subject for quad in stored if names and str(quad.object).endswith(ends)}
        foci = sorted(bad, key=str) if names else [NamedNode("http://localhost:8000/entity/x")]
        return report(*(Result(node, None, None, "C", "", severity, "is bad") for node in foci))  # type: ignore[arg-type]

    return validated


def test_an_article_that_violates_by_itself_is_set_aside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate.validate, "validate_batches", blame("two", "four"))
    paths = handmade.write(tmp_path / "in.jsonl", *STORIES)
    result = built(tmp_path / "data", paths)
    assert result.release.counts["articles"] == 2
    assert len(result.set_aside) == 2
    assert all(aside.reason.startswith("violates a shape:") for aside in result.set_aside)
    monkeypatch.setattr(gate.validate, "validate_batches", blame("one", "two", "three", "four"))
    with pytest.raises(NothingPublished, match="every article"):
        built(tmp_path / "data", paths, fresh=True)
    assert store.current(tmp_path / "data") == result.release


def test_a_graph_that_violates_as_a_whole_is_not_published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = built(tmp_path / "data", handmade.write(tmp_path / "a.jsonl", STORIES[0])).release
    monkeypatch.setattr(gate.validate, "validate_batches", blame())
    more = handmade.write(tmp_path / "b.jsonl", STORIES[1])
    with pytest.raises(NothingPublished, match="is bad; the release before stands"):
        built(tmp_path / "data", more)
    assert store.current(tmp_path / "data") == first
    monkeypatch.setattr(gate.validate, "validate_batches", blame(severity=Severity.WARNING))
    result = built(tmp_path / "data", more)
    assert result.changed
    assert len(result.warnings) == 1


def test_what_loses_its_iri_is_replaced_by_what_stands_for_it_now(tmp_path: Path) -> None:
    said = "Norva sold Kestrel to Harbor in March 2025."
    first = built(tmp_path / "data", handmade.write(tmp_path / "a.jsonl", ("zulu", said))).release
    # A situation's key is that of its smallest claim, and among six more claims one is smaller.
    more = handmade.write(tmp_path / "b.jsonl", *[(str(number), said) for number in range(6)])
    second = built(tmp_path / "data", more).release
    gone = subjects(first) - subjects(second)
    replaced = {
        quad.subject.value: quad.object.value
        for quad in store.open_release(second)
        if quad.predicate.value.endswith("isReplacedBy")
    }
    assert {iri for iri in gone if "/situation/" in iri and iri.count("/") == 4} == set(replaced)
    assert set(replaced.values()) <= subjects(second)


def subjects(release: store.Release) -> set[str]:
    own = NamedNode(release.graph)
    return {quad.subject.value for quad in store.open_release(release) if quad.graph_name != own}


def test_old_releases_are_pruned_as_new_ones_come(tmp_path: Path) -> None:
    for number, story in enumerate(STORIES):
        paths = handmade.write(tmp_path / f"{number}.jsonl", story)
        built(tmp_path / "data", paths, settings={"keep_releases": 2})
    assert len(store.releases(tmp_path / "data")) == 2


def test_listing_keeps_the_order_given_and_the_same_text_given_twice(tmp_path: Path) -> None:
    path = handmade.write(tmp_path / "in.jsonl", STORIES[1], STORIES[0], STORIES[1], ("bad", "MISBEHAVE raise"))
    set_aside: list[SetAside] = []
    settings = Settings(data=tmp_path / "data")
    outcomes = ingest.read_raw(path, settings=settings)
    records, fusion = pipeline.extract_only(outcomes, settings=settings, jobs=2, set_aside=set_aside)
    found = [*listing.listings(records, fusion, base=settings.base)]
    assert [one["url"][-3:] for one in found] == ["two", "one", "two"]
    assert len(set_aside) == 1
    assert not (tmp_path / "data").exists()
    keys = "id title published publisher url text entities mentions claims quotations".split()
    assert list(found[0]) == keys
    (claim,) = found[1]["claims"]
    assert claim["time"]["value"] == "2025-03"
    assert claim["attributed_to"] is None
    assert [role["role"] for role in claim["roles"]] == ["seller", "product", "buyer"]
    for run in [claim["trigger"], *claim["roles"], *found[1]["mentions"]]:
        assert found[1]["text"][run["start"] : run["end"]] == run["text"]
    known = {entity["id"] for entity in found[1]["entities"]}
    assert {role["entity"] for role in claim["roles"]} == known == {m["entity"] for m in found[1]["mentions"]}


def test_evidence_is_found_behind_every_kind_of_iri(tmp_path: Path) -> None:
    release = built(tmp_path / "data", handmade.write(tmp_path / "in.jsonl", *STORIES)).release
    base = release.settings["base"]
    seen = set()
    for iri in sorted(subjects(release)):
        address = rdf.address(base, iri)
        if address is None or address.kind not in (
            "entity",
            "situation",
            "claim",
            "mention",
            "evidence",
            "disagreement",
        ):
            continue
        explained = evidence.explain(release, NamedNode(iri))
        seen.add(address.kind)
        for testimony in explained.testimonies:
            assert testimony.quote.text.endswith(".")
            assert testimony.quote.outlet == "The Example Paper"
            assert testimony.quote.date == "2026-02-03"
            assert testimony.quote.address is not None
        if address.kind in ("situation", "claim", "mention", "evidence", "disagreement"):
            assert explained.testimonies
        if address.kind == "mention":  # those of the claims that name it there, not of all claims about whom it names
            assert len({testimony.quote.text for testimony in explained.testimonies}) == 1
    assert seen == {"entity", "situation", "claim", "mention", "evidence", "disagreement"}


def test_evidence_is_found_behind_articles_addresses_and_outlets(tmp_path: Path) -> None:
    data = tmp_path / "data"
    release = built(data, handmade.write(tmp_path / "in.jsonl", *STORIES)).release
    opened = store.open_release(release)
    articles = [rdf.article_iri(release.settings["base"], key) for key in release.articles]
    for article in articles:
        assert evidence.explain(release, article).testimonies
    by_address = evidence.explain(release, NamedNode("https://paper.example/one"))
    assert by_address.iri in {article.value for article in articles}
    (outlet,) = {quad.object for quad in opened.quads_for_pattern(None, SCHEMA.publisher, None)}
    assert isinstance(outlet, NamedNode)
    assert {quote.outlet for quote in evidence.explain(release, outlet, data=data).quotes} == {"The Example Paper"}
    with pytest.raises(NotFound):
        evidence.explain(release, NamedNode("https://paper.example/none"))


def test_a_text_that_is_not_what_was_quoted_is_found(tmp_path: Path) -> None:
    data = tmp_path / "data"
    release = built(data, handmade.write(tmp_path / "in.jsonl", STORIES[0])).release
    ((key, name),) = release.articles.items()
    records = store.Records(data)
    record = records.get(name)
    assert record is not None
    records.put(
        name, replace(record, article=replace(record.article, text=record.article.text.replace("Norva", "Narvo")))
    )
    found = evidence.verify(release, data)
    assert any("is not 'Norva'" in finding for finding in found.findings)
    records.put(name, replace(record, article=replace(record.article, text="Norva.")))
    beyond = [finding for finding in evidence.verify(release, data).findings if "has no place" in finding]
    assert len(beyond) == 3  # the three roles of the one claim
    assert "/role-buyer: the text has no place from" in beyond[0]
    (data / "records" / f"{name}.json.zst").unlink()
    assert evidence.verify(release, data).findings == (
        f"article {key}: its record is missing or damaged; build it again",
    )


def test_a_knowledge_base_brought_in_changes_what_records_depend_on_and_old_iris_lead_on(tmp_path: Path) -> None:
    data, path = tmp_path / "data", handmade.write(tmp_path / "in.jsonl", *STORIES)
    before = built(data, path).release
    table = tmp_path / "own.csv"
    table.write_text("name,type,id\nNorva,Company,https://example.org/norva\n")
    taken = knowledge.bring_in(table, settings=Settings(data=data))
    after = built(data, path).release
    assert "kb" not in before.settings
    assert list(after.settings["kb"]) == [taken.name] == ["own"]
    assert before.versions["extractor"] != after.versions["extractor"]
    replaced = {
        quad.subject.value: quad.object.value
        for quad in store.open_release(after).quads_for_pattern(None, DCTERMS.isReplacedBy, None)
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode)
    }
    (old,) = (iri for iri in replaced if "/entity/norva-" in iri)
    assert "/entity/kb-norva-" in replaced[old]
    assert built(tmp_path / "other", path).release.content == before.content
    knowledge.bring_in(table, settings=Settings(data=tmp_path / "other"))
    assert built(tmp_path / "other", path).release.content == after.content


def test_decisions_of_a_release_are_explained(tmp_path: Path) -> None:
    data = tmp_path / "data"
    built(data, handmade.write(tmp_path / "in.jsonl", *STORIES))
    nil = list(knowledge.decisions("Norva", settings=Settings(data=data)))
    assert len(nil) == 3
    assert all(one.linked is None and "bears this name" in one.reason for one in nil)
    assert list(knowledge.decisions("Norva", settings=Settings(data=tmp_path / "none"))) == []
