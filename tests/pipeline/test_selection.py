"""What a build takes of the articles given and of those known: versions, identities, redirects, folders of before."""

from __future__ import annotations

import json
import random
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import NamedNode, Store

from kg import iris, pipeline, store
from kg.errors import NothingReadable, StoreError
from kg.ingest.addresses import folded
from kg.ingest.spool import Spool
from kg.keys import digest
from kg.model import Replaced
from kg.pipeline import gate, replaced
from kg.settings import Settings
from kg.terms import DCTERMS
from kg.validate import Report, Result
from tests import handmade

SOLD, DENIED = "Norva sold Kestrel to Harbor in March 2025.", "Norva did not sell Kestrel to Harbor."
OTHERS = [("two", "Ostrava sold Lumen to Granite in May 2024."), ("three", "Veldt sold Quill to Granite.")]
FRAME = "This is what was written in the report of the day. {} The report says nothing more about any of it."


@pytest.fixture(autouse=True)
def _without_a_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "extractor", handmade.extractor)
    monkeypatch.setattr(pipeline, "share_out", handmade.share_out)
    passed = Report((), "shacl", 0, 0)
    monkeypatch.setattr(gate.validate, "validate_batches", lambda stored, lines: passed)


def line(said: str, **told: Any) -> dict[str, Any]:
    return {"title": "What became of the sale of Kestrel", "text": FRAME.format(said), **told}


def built(data: Path, *lines: dict[str, Any], **options: Any) -> pipeline.BuildResult:
    paths = []
    if lines:
        path = data.parent / f"{digest(*map(json.dumps, lines))}.jsonl"
        path.write_text("".join(json.dumps(one) + "\n" for one in lines))
        paths = [path]
    settings = Settings(data=data, article_seconds=options.pop("seconds", 30.0))
    return pipeline.build(paths, settings=settings, jobs=1, **options)


def redirects(release: store.Release) -> dict[str, str]:
    quads = store.open_release(release).quads_for_pattern(None, DCTERMS.isReplacedBy, None)
    return {str(quad.subject)[1:-1]: str(quad.object)[1:-1] for quad in quads}


def subjects(release: store.Release) -> set[str]:
    own = NamedNode(release.graph)
    return {str(quad.subject)[1:-1] for quad in store.open_release(release) if quad.graph_name != own}


PAGE = {"url": "https://paper.example/kestrel", "publisher": "The Example Paper"}
EXPORT = {"id": "7", "publisher": "The Example Paper"}


@pytest.mark.parametrize("told", [PAGE, EXPORT], ids=["address", "id"])
def test_a_changed_article_replaces_its_former_version(tmp_path: Path, told: dict[str, str]) -> None:
    first = built(tmp_path / "data", line(SOLD, **told), *(line(said, id=name, publisher="P") for name, said in OTHERS))
    second = built(tmp_path / "data", line(DENIED, **told))
    release = second.release
    assert release.articles.keys() == first.release.articles.keys()
    (changed,) = release.replaced
    assert (changed.former, changed.reworded) == (changed.article, True)
    assert changed.article in release.articles
    assert store.find(tmp_path / "data").replaced == release.replaced  # release.json has it
    assert first.release.replaced == ()
    assert "2025" not in "".join(store.lines(release))
    fresh = built(tmp_path / "b", line(DENIED, **told), *(line(said, id=name, publisher="P") for name, said in OTHERS))
    assert fresh.release.content == release.content
    again = built(tmp_path / "data", line(DENIED, **told))
    assert not again.changed
    assert again.outdone == ()


def violated(stored: Store, lines: object) -> Report:
    """A gate at which what was published on a certain day violates."""
    bad = {quad.subject for quad in stored if "1999-09-09" in str(quad.object)}
    found = (Result(node, None, None, "C", "", "Violation", "is bad") for node in sorted(bad, key=str))
    return Report(tuple(found), "shacl", 0, 0)


@pytest.mark.parametrize(
    ("fault", "known", "told"),
    [
        ("raise", PAGE, PAGE),
        ("die", EXPORT, {**EXPORT, **PAGE}),
        ("hang", PAGE, PAGE),
        ("violation", PAGE, PAGE),
        ("violation", EXPORT, {**EXPORT, **PAGE}),
        ("violation", {}, {**EXPORT, **PAGE}),
    ],
)
def test_a_version_that_fails_leaves_the_former_one_standing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: str, known: dict[str, str], told: dict[str, str]
) -> None:
    data = tmp_path / "data"
    first = built(data, line(SOLD, **known), line(DENIED)).release
    monkeypatch.setattr(gate.validate, "validate_batches", violated)
    bad = line(SOLD if fault == "violation" else f"{SOLD} MISBEHAVE {fault}", **told)
    if fault == "violation":
        bad["published"] = "1999-09-09"
    result = built(data, bad, seconds=5.0)
    assert not result.changed
    assert result.release == first
    (aside,) = result.set_aside
    assert str(tmp_path) in aside.source
    assert aside.reason.endswith("; its former version stands")
    more = line(OTHERS[0][1], id="8", publisher="P")
    both = built(data, bad, more, seconds=5.0).release
    assert both.articles.items() > first.articles.items()
    assert both.replaced == ()
    assert [one.reason for one in both.set_aside] == [aside.reason]
    good = line(SOLD, published="2026-03-01", **told)
    assert built(data, good).release.content == built(tmp_path / "b", good, line(DENIED), more).release.content


def test_where_neither_version_can_be_read_that_is_what_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = tmp_path / "data"
    first = built(data, line(SOLD, **PAGE), line(DENIED)).release
    monkeypatch.setattr(pipeline, "version", lambda *_: "of another version")
    monkeypatch.setattr(pipeline, "extractor", handmade.refusing)
    result = built(data, line(f"{SOLD} MISBEHAVE raise", **PAGE))
    assert result.release.counts["articles"] == 1
    assert len(result.set_aside) == 2
    assert not any("stands" in one.reason for one in result.set_aside)
    assert first.articles.keys() > result.release.articles.keys()


def test_a_version_cut_short_replaces_and_an_excerpt_does_not(tmp_path: Path) -> None:
    fuller = line(f"{SOLD} Veldt sold Quill to Granite.", **PAGE)
    cut, teaser = line(SOLD, **PAGE), {"text": FRAME.partition(". ")[0] + ".", **PAGE}
    assert built(tmp_path / "a", fuller).release.counts["claims"] == 2
    assert built(tmp_path / "a", cut).release.counts["claims"] == 1
    result = built(tmp_path / "a", teaser)
    assert not result.changed
    assert len(result.outdone) == 1
    assert result.set_aside == ()
    one = built(tmp_path / "b", teaser).release
    two = built(tmp_path / "b", cut).release
    assert one.articles.keys() == two.articles.keys()
    assert two.content == built(tmp_path / "c", cut).release.content


def test_corrections_with_dates_stand_in_any_order(tmp_path: Path) -> None:
    lines = [
        line(SOLD, published="2026-02-03", **PAGE),
        line(DENIED, published="2026-02-03", updated="2026-02-05T10:00:00Z", **PAGE),
        line("Norva sold Kestrel to Granite.", published="2026-02-03", modified="2026-02-04", **PAGE),
    ]
    at_once = built(tmp_path / "all", *lines).release.content
    for number, order in enumerate(permutations(lines)):
        for one in order:
            release = built(tmp_path / str(number), one).release
        assert release.content == at_once


def test_the_same_id_at_two_publishers_is_two_articles_and_an_id_alone_is_none(tmp_path: Path) -> None:
    release = built(tmp_path / "data", line(SOLD, **EXPORT), line(DENIED, id="7", publisher="The Other")).release
    assert release.counts["articles"] == 2
    release = built(tmp_path / "data", line(OTHERS[0][1], id="7")).release
    release = built(tmp_path / "data", line(OTHERS[1][1], id="7")).release
    assert release.counts["articles"] == 4
    assert release.replaced == ()


@pytest.mark.parametrize("less", [{}, EXPORT], ids=["text", "id"])
def test_what_comes_to_be_known_by_more_is_renamed_and_old_links_lead_on(tmp_path: Path, less: dict[str, str]) -> None:
    data, more = tmp_path / "data", {**EXPORT, **PAGE}
    other = line(DENIED, url="https://other.example/a")
    first = built(data, line(SOLD, **less), other).release
    second = built(data, line(SOLD, **more)).release
    (renamed,) = second.replaced
    assert not renamed.reworded
    assert first.articles.keys() - second.articles.keys() == {renamed.former}
    assert second.content == built(tmp_path / "b", line(SOLD, **more), other).release.content
    led = redirects(second)
    gone = subjects(first) - subjects(second)
    for kind in ("article", "graph", "activity"):
        assert led[f"{iris.mint(Settings().base, kind, renamed.former).value}"].endswith(f"{kind}/{renamed.article}")
    whole = {iri for iri in gone if iri.count("/") == 4}
    assert {iri for iri in whole if "/claim/" in iri or "/situation/" in iri or "/article/" in iri} <= led.keys()
    assert {iri for iri in whole if "/claim/" in iri}
    assert set(led.values()) <= subjects(second)
    # and they go on doing so, by the shortest way, in the releases after
    third = built(data, line(OTHERS[0][1], id="8", publisher="P")).release
    assert redirects(third).items() >= {pair for pair in led.items() if "/article/" in pair[0] or "/claim/" in pair[0]}
    assert not built(data, line(SOLD, **less)).changed  # what says less of itself is the same article


def test_a_renamed_and_changed_article_leads_on_but_its_claims_do_not(tmp_path: Path) -> None:
    first = built(tmp_path / "data", line(SOLD, **EXPORT)).release
    second = built(tmp_path / "data", line(DENIED, **EXPORT, url="https://paper.example/kestrel")).release
    (renamed,) = second.replaced
    assert renamed.reworded
    led = redirects(second)
    assert {iri.split("/")[3] for iri in led} >= {"article", "graph"}
    assert not any("/claim/" in iri for iri in led)
    assert first.articles.keys().isdisjoint(second.articles)


def test_a_chain_of_identities_is_led_to_its_end(tmp_path: Path) -> None:
    keys = []
    for told in ({}, EXPORT, {**EXPORT, **PAGE}):
        release = built(tmp_path / "data", line(SOLD, **told)).release
        keys += release.articles
    led = redirects(release)
    base = Settings().base
    assert [led[iris.article_iri(base, key).value] for key in keys[:2]] == [iris.article_iri(base, keys[2]).value] * 2


def test_identities_that_join_give_the_same_release_in_any_order(tmp_path: Path) -> None:
    lines = [
        line(SOLD, published="2026-02-03", **PAGE, id="7"),
        line(SOLD, published="2026-02-03", **EXPORT),
        line(SOLD),
        line(SOLD, publisher="The Other", url="https://other.example/a"),
        *(line(said, id=name, publisher="P") for name, said in OTHERS),
    ]
    at_once = built(tmp_path / "all", *lines).release
    assert at_once.counts["articles"] == 4
    for number in range(4):
        for one in random.Random(number).sample(lines, len(lines)):
            release = built(tmp_path / str(number), one).release
        assert release.content == at_once.content


ALEPH = {"url": "https://aleph.example/kestrel", "publisher": "Aleph"}
BETH = {"url": "https://beth.example/kestrel", "publisher": "Beth"}
GIMEL = {"id": "7", "publisher": "Aleph"}  # its key sorts before that of Beth's page, which tells more


@pytest.mark.parametrize(
    ("pages", "pasted"),
    [
        ([ALEPH, BETH], {"publisher": "Beth", "published": "2026-02-03"}),
        ([ALEPH, BETH], {"publisher": "Aleph", "published": "2026-02-03"}),
        ([ALEPH, BETH], {"published": "2026-02-03"}),
        ([GIMEL, BETH], {"published": "2026-02-03"}),
        ([ALEPH, BETH], {"publisher": "Daleth"}),
    ],
    ids=["second", "first", "either", "stronger", "neither"],
)
def test_a_text_pasted_again_is_that_of_the_outlet_it_names(
    tmp_path: Path, pages: list[dict[str, str]], pasted: dict[str, str]
) -> None:
    lines = [*(line(SOLD, **told) for told in pages), line(SOLD, **pasted)]
    at_once = built(tmp_path / "all", *lines).release
    assert at_once.counts["articles"] == (3 if pasted.get("publisher") == "Daleth" else 2)
    built(tmp_path / "data", *lines[:2])
    last = built(tmp_path / "data", lines[2]).release
    assert last.articles.keys() == at_once.articles.keys()
    assert last.content == at_once.content


def test_a_record_that_no_longer_can_be_made_stays_while_a_release_of_before_names_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = tmp_path / "data"
    was = built(data, line(SOLD), line(DENIED, url="http://paper.example/a/")).release
    keys = {key: _former(key, was, data) for key in was.articles}
    _as_before(was, data, keys, tables=True)
    named = set(store.Records(data).names())
    monkeypatch.setattr(pipeline, "extractor", handmade.refusing)
    result = built(data)
    assert result.release.counts["articles"] == len(result.set_aside) == 1
    assert named <= set(store.Records(data).names())


def test_an_article_whose_text_is_gone_stays_as_it_was(tmp_path: Path) -> None:
    first = built(tmp_path / "data", line(SOLD, **PAGE)).release
    result = built(tmp_path / "data", line(OTHERS[0][1], id="8", publisher="P"), {**line(SOLD, **PAGE), "text": "  "})
    assert [aside.reason for aside in result.set_aside] == ['no "text"; each line is one object with "text"']
    assert result.release.articles.items() > first.articles.items()


def test_a_front_page_given_as_address_hides_no_article(tmp_path: Path) -> None:
    front = {"url": "https://paper.example/", "publisher": "The Example Paper"}
    lines = [line(said, **front) for said in (SOLD, *(said for _, said in OTHERS))]
    assert built(tmp_path / "data", *lines).release.counts["articles"] == 3


def test_two_articles_at_one_address_are_told_by_name(tmp_path: Path) -> None:
    other = {
        "text": "A reader found a purse at the station. Veldt sold Quill to Granite.",
        "title": "Purse found",
        **PAGE,
    }
    result = built(tmp_path / "data", line(SOLD, **PAGE), other)
    assert result.release.counts["articles"] == 1
    (aside,) = result.set_aside
    assert aside.source.endswith("(line 2)")
    assert "another text" in aside.reason


def test_a_release_whose_tables_are_damaged_is_built_on_all_the_same(tmp_path: Path) -> None:
    first = built(tmp_path / "data", line(SOLD), line(DENIED, **PAGE)).release
    (first.tables / "articles.parquet").write_bytes(b"junk")
    (first.path / "description.nq.zst").write_bytes(b"junk")
    release = built(tmp_path / "data", line(SOLD, url="https://paper.example/more")).release
    assert [one.former for one in release.replaced] == [key for key in first.articles if key not in release.articles]
    assert release.counts["articles"] == 2


def test_redirects_are_bounded_and_articles_come_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replaced, "MOST", 2)
    built(tmp_path / "data", line(SOLD))
    led = redirects(built(tmp_path / "data", line(SOLD, **PAGE)).release)
    assert [iri.split("/")[3] for iri in sorted(led)] == ["article", "graph"]


@pytest.mark.parametrize("tables", [True, False], ids=["with tables", "without"])
def test_a_data_folder_of_another_version_is_brought_up_to_date(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tables: bool
) -> None:
    """Before, an article without an address had the slug of its title in its key, and an address its last slash."""
    data = tmp_path / "data"
    lines = [line(SOLD), line(DENIED, url="http://paper.example/a/"), line(OTHERS[0][1], url="https://paper.example/b")]
    today = built(tmp_path / "today", *lines).release
    was = built(data, *lines).release
    keys = {key: _former(key, was, data) for key in was.articles}
    _as_before(was, data, keys, tables=tables)
    for asked in (store.current, store.find):
        with pytest.raises(StoreError, match=f"another version of OnRecord.*'kg build --data {data}'"):
            asked(data)
    release = built(data).release
    assert release.content == today.content
    assert release.parent is None
    assert {(one.former, one.article) for one in release.replaced} == {
        (old, key) for key, old in keys.items() if old != key
    }
    assert not any(one.reworded for one in release.replaced)
    base, led = Settings().base, redirects(release)
    assert len(release.replaced) == 2
    for one in release.replaced:
        assert led[iris.article_iri(base, one.former).value] == iris.article_iri(base, one.article).value
    assert led[f"{base}entity/older-00"] == next(iri for iri in sorted(subjects(today)) if "/entity/" in iri)
    assert store.find(data) == release
    assert not built(data).changed


def _former(key: str, release: store.Release, data: Path) -> str:
    """The key that the version before gave an article."""
    article = store.Records(data).article(release.articles[key])
    assert article is not None
    if article.url is None:
        return f"what-became-{digest(folded(article.text))}"
    return f"paper-example-{digest(article.url)}"


def _as_before(release: store.Release, data: Path, keys: dict[str, str], *, tables: bool) -> None:
    """Makes a release one of the format before: its keys, its versions, and records without what they have now."""
    records, articles = store.Records(data), {}
    for key, name in release.articles.items():
        record = records.get(name)
        assert record is not None
        content = store.records._codec().dump_python(record, mode="json")
        content["article"]["key"] = keys[key]
        del content["article"]["modified"]
        content["mentions"] = "of another shape"
        articles[keys[key]] = f"of{digest(key)}"
        path = data / "records" / f"{articles[keys[key]]}.json.zst"
        path.write_bytes(store.records.zstandard.ZstdCompressor().compress(json.dumps(content).encode()))
        (data / "records" / f"{name}.json.zst").unlink()
    table = json.loads((release.path / "release.json").read_text())
    table |= {"format": 1, "articles": articles}
    table["versions"] |= {"derivation": "of before", "extractor": "of before"}
    for name in ("stages", "replaced"):
        del table[name]
    del table["settings"]["mentions"]
    if not tables:
        del table["versions"]["tables"]
    (release.path / "release.json").write_text(json.dumps(table))
    entity = next(iri for iri in sorted(subjects(release)) if "/entity/" in iri)
    carried = f"<{Settings().base}entity/older-00> <{DCTERMS.isReplacedBy.value}> <{entity}> <{release.graph}> .\n"
    (release.path / "description.nq.zst").unlink()
    (release.path / "description.nq").write_text(carried)


def test_a_build_without_paths_needs_a_release(tmp_path: Path) -> None:
    with pytest.raises(NothingReadable, match="no input given"):
        built(tmp_path / "data")
    built(tmp_path / "data", line(SOLD))
    assert not built(tmp_path / "data").changed
    with pytest.raises(NothingReadable, match="no input given"):
        built(tmp_path / "data", fresh=True)


def test_a_release_of_another_format_that_cannot_be_read_says_so(tmp_path: Path) -> None:
    release = built(tmp_path / "data", line(SOLD)).release
    of_before = {"format": 1, "articles": {}, "settings": {"base": "http://localhost:8000/"}, "versions": {}}
    bad = [{"articles": []}, {"articles": {"../a": "b"}}, {"articles": {"a": "../b"}}, {"settings": {}}]
    for junk in ('{"format": 1}', "[]", "{", *(json.dumps(of_before | one) for one in bad)):
        (release.path / "release.json").write_text(junk)
        with pytest.raises(StoreError, match="damaged"):
            built(tmp_path / "data", line(DENIED, **PAGE))
    assert built(tmp_path / "data", line(DENIED, **PAGE), fresh=True).changed


def test_what_was_replaced_is_told_from_first_to_last(tmp_path: Path) -> None:
    release = built(tmp_path / "data", line(SOLD)).release
    (key,) = release.articles
    with Spool() as displaced:
        selection = pipeline.Selection(tmp_path / "data", release, "", [], displaced)
        selection.replaced += [Replaced("b", key, "1", reworded=False), Replaced("c", "b", "2", reworded=True)]
        assert selection.told({"c"}) == (Replaced("c", key, "2", reworded=True),)
        assert selection.told({"b"}) == ()
