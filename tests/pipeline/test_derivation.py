"""What follows from records over tables is what follows from them in memory, at once and however it came to be."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import __version__, fuse, pipeline, rdf, resolve, store, validate
from kg.confidence import floor
from kg.fuse import blocking
from kg.fuse.origins import Sources
from kg.fuse.situations import clusters
from kg.ingest.duplicates import near_copies
from kg.model import Fusion, Origin, Record
from kg.pipeline import claims, gate
from kg.settings import Settings
from kg.store import content
from kg.validate import Report
from tests import handmade

FIRMS = ["Norva", "Ostrava", "Veldt", "Microsoft"]
THINGS = ["Kestrel", "Lumen", "Quill"]
BODIES = ["Harbor", "Granite", "Fallow"]
TIMES = ["", "", " in March 2025", " in May 2024", " in March 2024"]


@pytest.fixture(autouse=True)
def _without_a_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "extractor", handmade.extractor)
    monkeypatch.setattr(pipeline, "share_out", handmade.share_out)
    monkeypatch.setattr(gate.validate, "validate_batches", lambda stored, lines: Report((), "shacl", 0, 0))


def stories(seed: int, count: int = 24) -> list[tuple[str, str]]:
    """Articles that agree, deny, repeat one another word for word, and name few parties in many ways."""
    chance = random.Random(seed)
    found: list[tuple[str, str]] = []
    for number in range(count):
        if found and chance.random() < 0.2:
            said = chance.choice(found)[1]
        else:
            said = " ".join(
                f"{chance.choice(FIRMS)} {chance.choice(['sold', 'sold', 'did not sell'])} {chance.choice(THINGS)} to "
                f"{chance.choice(BODIES)}{chance.choice(TIMES)}."
                for _ in range(chance.randint(1, 4))
            )
        found.append((f"story-{seed}-{number}", said))
    return found


def fused(release: store.Release) -> tuple[list[Record], Fusion]:
    """The records of a release, and what the functions over lists make of them."""
    kept = store.Records(release.path.parents[1])
    records = [record for name in release.articles.values() if (record := kept.get(name)) is not None]
    resolution = resolve.entities(records, resolve.KnowledgeBase.load())
    copies = near_copies(record.article for record in records)
    return records, fuse.fuse(records, resolution, copies=copies, floor=floor(release.settings.get("confidence_floor")))


def in_memory(data: Path) -> list[str]:
    """The content that the functions over lists give for the articles of a data folder."""
    release = store.find(data)
    _, fusion = fused(release)
    base = release.settings["base"]
    return content.sorted_lines(rdf.quads(fusion, base=base, extractor_version=__version__))


def built(data: Path, path: Path) -> store.Release:
    return pipeline.build([path], settings=Settings(data=data), jobs=1).release


@pytest.mark.parametrize("seed", range(3))
def test_tables_give_what_lists_give_at_once_and_in_increments_of_any_order(tmp_path: Path, seed: int) -> None:
    told = stories(seed)
    dated, undated = told[:18], told[18:]
    paths = [
        handmade.write(tmp_path / f"{number}.jsonl", *dated[number::3], published=f"2025-0{number + 1}-10")
        for number in range(3)
    ]
    paths.append(handmade.write(tmp_path / "undated.jsonl", *undated, published=None, publisher="The Other Paper"))
    whole = pipeline.build(paths, settings=Settings(data=tmp_path / "whole"), jobs=1).release
    expected = in_memory(tmp_path / "whole")
    assert list(store.lines(whole)) == expected
    order = random.Random(seed).sample(paths, len(paths))
    for path in order:
        grown = built(tmp_path / "grown", path)
        assert list(store.lines(grown)) == in_memory(tmp_path / "grown")
    assert grown.content == whole.content
    assert {path.name for path in (grown.path / "parts").iterdir()} == {
        path.name for path in (whole.path / "parts").iterdir()
    }
    assert store.counts_of(grown.path) == store.counts_of(whole.path)


def pledging(seed: int) -> list[tuple[str, str]]:
    """Articles that pledge, and that sell before and after; by few parties, so that many bear on one another."""
    chance = random.Random(seed)
    told = ["pledged not to sell", "sold", "sold", "did not sell"]
    return [
        (
            f"pledge-{seed}-{number}",
            " ".join(
                f"{chance.choice(FIRMS[:2])} {chance.choice(told)} {chance.choice(THINGS[:2])} to "
                f"{chance.choice(BODIES[:2])}{chance.choice([*TIMES, ' in June 2026'])}."
                for _ in range(chance.randint(1, 2))
            ),
        )
        for number in range(9)
    ]


@pytest.mark.parametrize("seed", [0, 3])
def test_what_became_of_pledges_is_the_same_however_they_come_to_be_known(tmp_path: Path, seed: int) -> None:
    told = pledging(seed)
    paths = [
        handmade.write(tmp_path / f"{number}.jsonl", *told[number::3], published=f"202{number + 4}-04-10")
        for number in range(3)
    ]
    whole = pipeline.build(paths, settings=Settings(data=tmp_path / "whole"), jobs=1).release
    assert list(store.lines(whole)) == in_memory(tmp_path / "whole")
    for path in random.Random(seed).sample(paths, len(paths)):
        grown = built(tmp_path / "grown", path)
        assert list(store.lines(grown)) == in_memory(tmp_path / "grown")
    assert grown.content == whole.content
    turns = {line.rpartition("#")[2].rstrip("> .") for line in store.lines(whole) if "#turn>" in line}
    assert turns >= {"Made", "Contradiction", "End"}


def test_an_increment_reads_no_article_but_the_new_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = stories(7)
    built(tmp_path / "data", handmade.write(tmp_path / "many.jsonl", *told))
    opened: list[str] = []
    get = store.Records.get

    def counted(records: store.Records, name: str) -> Any:
        opened.append(name)
        return get(records, name)

    monkeypatch.setattr(store.Records, "get", counted)
    before = set(store.find(tmp_path / "data").articles.values())
    release = built(tmp_path / "data", handmade.write(tmp_path / "one.jsonl", ("new", "Quorn sold Dace to Perch.")))
    assert set(opened) == set(release.articles.values()) - before


def test_where_the_tables_before_are_damaged_all_is_made_afresh(tmp_path: Path) -> None:
    told = stories(5, 8)
    first = built(tmp_path / "data", handmade.write(tmp_path / "a.jsonl", *told[:4]))
    for path in first.tables.iterdir():
        path.write_bytes(b"nothing")
    second = built(tmp_path / "data", handmade.write(tmp_path / "b.jsonl", *told[4:]))
    assert list(store.lines(second)) == in_memory(tmp_path / "data")


def fusion_of(seed: int) -> Fusion:
    records = []
    for number, (name, said) in enumerate(stories(seed, 16)):
        article = replace(handmade_article(name, said), key=f"{number}-{name}")
        records.append(handmade.record(article))
    return fuse.fuse(records, resolve.entities(records, resolve.KnowledgeBase.load()))


def handmade_article(name: str, said: str) -> Any:
    from tests.conftest import article_of

    return article_of(f"{said} That is what the {name} said.", key=name)


@given(st.integers(0, 10_000))
@settings(max_examples=25, deadline=None)
def test_groups_of_claims_that_share_a_key_are_settled_as_all_claims_are(seed: int) -> None:
    fusion = fusion_of(seed)
    named = frozenset(fusion.resolution.entities)
    origins = {record.article.key: Origin(record.article.key) for record in fusion.records}
    sources = Sources(origins, dict.fromkeys(origins), dict.fromkeys(origins), frozenset())
    grounds = [one for r in fusion.records for one in fuse.grounded(r, fusion.resolution, sources, named=named)]
    grounds.sort(key=lambda one: one.key)
    of_article = {key: origin.article for key, origin in origins.items()}
    keyed = [blocking.keys(one, of_article[one.article]) for one in grounds]
    while True:
        found = blocking.groups(keyed)
        apart = [
            cluster
            for group in sorted(set(found))
            for cluster in clusters([one for one, at in zip(grounds, found, strict=True) if at == group], sources)
        ]
        number = {one.key: n for n, one in enumerate(grounds)}
        wider = [set(keys) for keys in keyed]
        for cluster in apart:
            wider[number[cluster.grounds[0].key]] |= blocking.bridges(cluster, of_article)
        if blocking.groups(wider) == found:
            break
        keyed = [frozenset(keys) for keys in wider]
    assert {c.key: [g.key for g in c.grounds] for c in apart} == {
        c.key: [g.key for g in c.grounds] for c in clusters(grounds, sources)
    }


def test_a_claim_comes_back_from_its_json_and_is_the_same_text_every_time() -> None:
    fusion = fusion_of(3)
    origins = {record.article.key: Origin(record.article.key) for record in fusion.records}
    sources = Sources(origins, dict.fromkeys(origins), dict.fromkeys(origins), frozenset())
    named = frozenset(fusion.resolution.entities)
    for record in fusion.records:
        for ground in fuse.grounded(record, fusion.resolution, sources, named=named):
            text = claims.dump(ground)
            assert claims.load(text) == ground
            assert claims.dump(claims.load(text)) == text


def test_batches_give_the_report_of_a_run_over_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    monkeypatch.setattr(pipeline, "extractor", handmade.extractor)
    monkeypatch.setattr("kg.validate.batches.SIZE", 40)
    release = built(tmp_path / "data", handmade.write(tmp_path / "a.jsonl", *stories(2, 6)))
    kept = validate.load(release.path / validate.REPORT)
    quads = list(content.quads(store.lines(release)))
    assert kept is not None
    assert kept == validate.validate(quads, engine=kept.engine)


def test_another_floor_decides_anew_what_is_asserted_and_nothing_else(tmp_path: Path) -> None:
    path = handmade.write(tmp_path / "a.jsonl", *stories(4))

    def with_floor(data: Path, floor: float) -> store.Release:
        return pipeline.build([path], settings=Settings(data=data, confidence_floor=floor), jobs=1).release

    low, high = with_floor(tmp_path / "grown", 0.0), with_floor(tmp_path / "grown", 1.0)
    assert (low.counts["unsure"], high.counts["asserted"]) == (0, 0)
    assert high.counts["unsure"] == low.counts["asserted"] > 0
    assert high.settings["confidence_floor"] == 1.0
    assert high.content == with_floor(tmp_path / "fresh", 1.0).content
    assert with_floor(tmp_path / "grown", 0.0).content == low.content
