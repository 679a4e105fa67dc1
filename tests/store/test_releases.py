"""Releases: published whole or not at all, found, compared, rolled back, pruned."""

from __future__ import annotations

import importlib
import json
import os
import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store

from kg import store
from kg.errors import NotFound, NothingPublished, StoreError, UsageError
from kg.model import SetAside
from kg.store import content, database, files, parts

BASE = "http://localhost:8000/"
GRAPH = f"{BASE}graph/release"
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def quad(number: int, graph: str | None = None) -> Quad:
    name = NamedNode(f"{BASE}entity/{number}")
    return Quad(name, NamedNode(f"{BASE}p"), Literal(f"v{number}"), NamedNode(graph) if graph else DefaultGraph())


def draft(*numbers: int, **changes: object) -> store.Draft:
    quads = [quad(number, f"{BASE}graph/a" if number % 2 else None) for number in numbers]
    made = store.Draft(
        quads=quads, graph=GRAPH, counts={"articles": 1}, settings={"base": BASE}, versions={"kg": "1"}, articles={}
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def made(data: Path, *numbers: int, now: datetime = NOW) -> store.Release:
    return store.publish(data, draft(*numbers), describe=described, now=now)


def described(release: store.Release, *_: object) -> list[Quad]:
    return [Quad(NamedNode(GRAPH), NamedNode(f"{BASE}id"), Literal(release.id), NamedNode(GRAPH))]


def values(release: store.Release) -> set[str]:
    return {str(quad) for quad in store.open_release(release)}


def test_the_first_release_holds_its_quads_and_its_description(tmp_path: Path) -> None:
    release = made(tmp_path, 1, 2)
    assert values(release) == {str(quad) for quad in [*draft(1, 2).quads, *described(release)]}
    assert store.current(tmp_path) == release == store.find(tmp_path)
    assert release.counts == {"articles": 1, "quads": 2}
    assert release.parent is None
    assert release.id == f"20260301T120000Z-{release.content[:8]}"


@pytest.mark.parametrize("grown", [range(1, 41), range(3, 40), [*range(1, 39), 50], [99], []], ids=repr)
def test_a_release_made_from_its_parent_equals_one_made_afresh(tmp_path: Path, grown: list[int]) -> None:
    first = made(tmp_path / "a", *range(1, 40))
    second = made(tmp_path / "a", *grown)
    fresh = made(tmp_path / "b", *grown)
    assert second.content == fresh.content
    assert second.parent == first.id
    assert content.sorted_lines(draft(*grown).quads) == list(content.read(second.path))
    assert values(second) == {str(quad) for quad in [*draft(*grown).quads, *described(second)]}
    assert values(first) == {str(quad) for quad in [*draft(*range(1, 40)).quads, *described(first)]}


def test_the_order_of_quads_changes_nothing_and_unchanged_content_makes_no_release(tmp_path: Path) -> None:
    first = made(tmp_path, 1, 2, 3)
    assert made(tmp_path, 3, 1, 2, 2, now=NOW + timedelta(days=1)) == first
    assert store.releases(tmp_path) == [first]


@pytest.mark.parametrize("file", ["dumps/manifest.json", "parts", "counts.json"])
def test_a_build_is_the_way_out_of_a_release_damaged_in_part(tmp_path: Path, file: str) -> None:
    first = made(tmp_path, *range(3_000))
    path = first.path / file
    path = sorted(path.iterdir())[-1] if path.is_dir() else path
    path.write_bytes(path.read_bytes()[:-20])  # its beginning can still be read
    second = made(tmp_path, *range(3_001))
    assert content.sorted_lines(draft(*range(3_001)).quads) == list(content.read(second.path))
    assert [file.name for file in store.manifest(second.path)] == ["all.nq.zst", "asserted.ttl.zst"]


def test_a_check_that_keeps_the_store_stops_no_release(tmp_path: Path) -> None:
    kept: list[Store] = []

    def check(folder: Path, opened: Store) -> dict[str, str]:
        kept.append(opened)
        return {}

    release = store.publish(tmp_path, draft(1, 2, 3), describe=described, check=check, now=NOW)
    assert values(release) == {str(quad) for quad in [*draft(1, 2, 3).quads, *described(release)]}


def test_other_terms_of_use_make_a_release_of_the_same_content(tmp_path: Path) -> None:
    first = made(tmp_path, 1, 2)
    terms = {"base": BASE, "licence": "https://licence.example/by"}
    second = store.publish(tmp_path, draft(1, 2, settings=terms), now=NOW)
    assert (second.content, second.parent) == (first.content, first.id)
    assert store.publish(tmp_path, draft(1, 2, settings=terms), now=NOW) == second


def test_a_store_loaded_a_slice_at_a_time_holds_all_of_the_content(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "AT_ONCE", 0)
    monkeypatch.setattr(database, "SLICE", 3)
    monkeypatch.setattr(parts, "SPACING", 2)
    release = made(tmp_path, *range(1, 41))
    assert values(release) == {str(quad) for quad in [*draft(*range(1, 41)).quads, *described(release)]}


def test_a_store_grows_a_slice_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "AT_ONCE", 0)
    monkeypatch.setattr(database, "SLICE", 3)
    made(tmp_path, *range(1, 41))
    grown = made(tmp_path, *range(1, 48))
    assert values(grown) == {str(quad) for quad in [*draft(*range(1, 48)).quads, *described(grown)]}


def test_the_description_lies_beside_the_store_for_when_another_release_is_served(tmp_path: Path) -> None:
    release = made(tmp_path, 1)
    assert set(store.description(release)) == set(described(release))
    (release.path / "description.nq.zst").write_bytes(b"no frame")
    with pytest.raises(StoreError, match=r"description\.nq\.zst: damaged"):
        store.description(release)


def test_what_checks_a_release_may_leave_its_store_in_a_circle_of_references(tmp_path: Path) -> None:
    def check(folder: Path, opened: Store) -> dict[str, str]:
        circle: list[object] = [opened]
        circle.append(circle)
        return {}

    release = store.publish(tmp_path, draft(1, 2), check=check, describe=described, now=NOW)
    assert values(release) == {str(quad) for quad in [*draft(1, 2).quads, *described(release)]}


def test_a_store_is_written_packed_and_leaves_no_log(tmp_path: Path) -> None:
    """The database's log and its first levels are not packed: what goes through them takes several times the room."""

    def wordy(number: int, graph: str) -> Quad:
        words = Literal(f"{'word ' * 1_000}{number}")
        return Quad(NamedNode(f"{BASE}entity/{number}"), NamedNode(f"{BASE}p"), words, NamedNode(graph))

    def at_length(release: store.Release, *_: object) -> list[Quad]:
        return [*described(release), *(wordy(number, GRAPH) for number in range(1_000, 1_100))]

    def size(release: store.Release, ending: str) -> int:
        return sum(file.stat().st_size for file in (release.path / "store").glob(f"*{ending}"))

    quads = [wordy(number, f"{BASE}graph/a") for number in range(400)]
    first = store.publish(tmp_path, draft(quads=quads[:300]), describe=at_length, now=NOW)
    grown = store.publish(tmp_path, draft(quads=quads), describe=at_length, now=NOW)
    for release in (first, grown):
        assert size(release, ".sst") < 400_000  # the words of what describes it alone are 500,000
        assert size(release, ".log") < 1_000
    assert values(grown) == {str(quad) for quad in [*quads, *at_length(grown)]}


def test_ids_sort_by_making_even_where_the_clock_goes_back(tmp_path: Path) -> None:
    made_ids = [made(tmp_path, n, now=NOW - timedelta(days=n)).id for n in range(1, 4)]
    assert made_ids == sorted(made_ids) == [release.id for release in store.releases(tmp_path)]


def test_the_parts_are_the_same_bytes_for_the_same_content(tmp_path: Path) -> None:
    one, two = made(tmp_path / "a", *range(2_000)), made(tmp_path / "b", *reversed(range(2_000)))
    assert content.load(one.path) == content.load(two.path)
    assert len(content.load(one.path)) > 1
    for path in (one.path / "parts").iterdir():
        assert path.read_bytes() == (two.path / "parts" / path.name).read_bytes()


def test_diff_names_what_only_one_side_has(tmp_path: Path) -> None:
    old, new = made(tmp_path, 1, 2, 4), made(tmp_path, 2, 3, 4)
    assert [(added, line.split('"')[1]) for added, line in store.diff(old, new)] == [(False, "v1"), (True, "v3")]
    assert list(store.diff(new, new)) == []


def test_rollback_switches_to_the_parent_and_the_next_build_grows_from_there(tmp_path: Path) -> None:
    one, two = made(tmp_path, 1), made(tmp_path, 1, 2)
    assert store.rollback(tmp_path) == one == store.current(tmp_path)
    three = made(tmp_path, 1, 3)
    assert three.parent == one.id
    assert three.id > two.id
    assert store.rollback(tmp_path, two.id[-4:]) == two
    assert os.readlink(tmp_path / "current") == f"releases/{two.id}"


def test_what_is_not_there_is_named_with_the_way_out(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="kg build"):
        store.find(tmp_path)
    release = made(tmp_path, 1)
    with pytest.raises(NotFound, match="no release called 'x'"):
        store.find(tmp_path, "x")
    with pytest.raises(NotFound, match="no predecessor"):
        store.find(tmp_path, "previous")
    with pytest.raises(NotFound, match="''"):
        store.find(tmp_path, "")
    assert store.find(tmp_path, release.id[:10]) == release


@pytest.mark.parametrize("id", ["../releases", "..", ".", "/", ".tmp-x"])
def test_an_id_is_never_a_path(tmp_path: Path, id: str) -> None:
    made(tmp_path, 1)
    with pytest.raises(NotFound):
        store.find(tmp_path, id)


def test_old_releases_go_by_count_and_age_but_never_what_is_needed(tmp_path: Path) -> None:
    made_releases = [made(tmp_path, n, now=NOW + timedelta(days=n)) for n in range(1, 7)]
    ids = [release.id for release in made_releases]
    later = NOW + timedelta(days=7)
    with store.hold(made_releases[0]):
        assert store.prune(tmp_path, keep=3, keep_days=90, now=later) == ids[2:0:-1]
        assert [release.id for release in store.releases(tmp_path)] == [ids[0], *ids[3:]]
    assert store.prune(tmp_path, keep=3, keep_days=2.5, now=later) == [ids[3], ids[0]]
    assert store.prune(tmp_path, keep=1, keep_days=0, now=later + timedelta(days=900)) == []
    assert [release.id for release in store.releases(tmp_path)] == ids[4:]


@pytest.mark.parametrize(
    ("changed", "swept"),
    [
        ({"format": 2}, {"of-none"}),
        ({"format": 99, "settings": "of another shape"}, {"of-none"}),
        ({"set_aside": 7}, {"of-none"}),  # damaged, but not in what it names
        ({"articles": ["a"]}, set()),
        ({"articles": {"a": ["b"]}}, set()),
        (None, set()),
    ],
    ids=repr,
)
def test_records_of_releases_that_another_version_made_or_that_are_damaged_stay(
    tmp_path: Path, changed: dict[str, object] | None, swept: set[str]
) -> None:
    first = store.publish(tmp_path, draft(1, articles={"a": "of-first"}), now=NOW)
    store.publish(tmp_path, draft(2, articles={"a": "of-second"}), now=NOW)
    table = first.path / "release.json"
    if changed is None:
        table.write_text("{")
    else:
        table.write_text(json.dumps(json.loads(table.read_text()) | changed))
    names = {"of-first", "of-second", "of-none"}
    (tmp_path / "records").mkdir()
    for name in names:
        (tmp_path / "records" / f"{name}.json.zst").write_bytes(b"")
    assert store.prune(tmp_path, keep=9, keep_days=90, now=NOW) == []
    assert set(store.Records(tmp_path).names()) == names - swept


def test_an_open_release_survives_pruning(tmp_path: Path) -> None:
    opened = store.open_release(made(tmp_path, 1))
    for number in (2, 3):
        made(tmp_path, number)
    assert len(store.prune(tmp_path, keep=1, keep_days=90, now=NOW)) == 1
    assert len(opened) == 2


def test_remains_of_a_crash_are_cleaned_and_never_listed(tmp_path: Path) -> None:
    release = made(tmp_path, 1)
    remains = tmp_path / "releases" / f"{files.TEMPORARY}half"
    (remains / "store").mkdir(parents=True)
    (tmp_path / f"{files.TEMPORARY}1-current").symlink_to("releases/nowhere")
    assert store.releases(tmp_path) == [release]
    made(tmp_path, 2)
    assert not remains.exists()
    assert not (tmp_path / f"{files.TEMPORARY}1-current").is_symlink()


@pytest.mark.parametrize(
    "step",
    [
        *("parts._write", "dumps.write_manifest", "changes.by_subject", "text.grow", "counts.save", "publish.save"),
        *("files.sync_tree", "files.link_atomically"),
    ],
)
def test_a_full_disk_publishes_nothing_and_leaves_nothing(
    tmp_path: Path, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    release = made(tmp_path, 1)

    def full(*args: object, **options: object) -> None:
        raise OSError(28, "No space left on device")

    module, name = step.split(".")
    monkeypatch.setattr(importlib.import_module(f"kg.store.{module}"), name, full)
    with pytest.raises(NothingPublished, match=r"No space left on device.*the one before it stands"):
        made(tmp_path, 2)
    monkeypatch.undo()
    assert store.current(tmp_path) == release
    assert values(release)
    assert not [path for path in (tmp_path / "releases").iterdir() if path.name.startswith(files.TEMPORARY)]
    assert made(tmp_path, 2).parent == release.id


@pytest.mark.parametrize("damage", ["release.json", "store", "parts.json", "parts"])
@pytest.mark.parametrize("grown", [range(1, 40), range(1, 41)], ids=["same", "grown"])
def test_a_build_is_the_way_out_of_a_damaged_release(tmp_path: Path, damage: str, grown: range) -> None:
    release = made(tmp_path, *range(1, 40))
    path = release.path / damage
    shutil.rmtree(path) if path.is_dir() else path.write_bytes(b"\x00garbage")
    assert store.usable(tmp_path) is None
    with pytest.raises(StoreError, match=str(release.id)):
        opened(tmp_path, release)
    repaired = made(tmp_path, *grown)
    assert store.find(tmp_path) == repaired != release
    assert values(repaired) == {str(quad) for quad in [*draft(*grown).quads, *described(repaired)]}


def test_a_release_of_another_version_says_so(tmp_path: Path) -> None:
    path = made(tmp_path, 1).path / "release.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), "format": 99}))
    with pytest.raises(StoreError, match="another version"):
        store.find(tmp_path)


def test_set_aside_articles_and_settings_come_back(tmp_path: Path) -> None:
    aside = (SetAside("a.txt", "empty"),)
    release = store.publish(tmp_path, draft(1, set_aside=aside, articles={"k": "r"}), now=NOW)
    assert store.find(tmp_path) == release
    assert store.find(tmp_path).set_aside == aside
    assert store.find(tmp_path).articles == {"k": "r"}


def test_a_description_stays_in_its_graph(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="in http://localhost:8000/graph/release only"):
        store.publish(tmp_path, draft(1), describe=lambda release, folder, opened: [quad(2)])
    assert store.current(tmp_path) is None


def opened(data: Path, release: store.Release) -> None:
    store.open_release(store.find(data))
    list(content.read(release.path))


def test_the_lock_names_its_holder_and_ends_with_the_block(tmp_path: Path) -> None:
    held = pytest.raises(NothingPublished, match=rf"process {os.getpid()} \(since .*--wait")
    with store.building(tmp_path), held, store.building(tmp_path, wait=0.05):
        pass
    with store.building(tmp_path):
        pass


def test_a_data_folder_that_is_a_file_is_bad_usage(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(UsageError, match="data folder"), store.building(tmp_path / "file"):
        pass


def test_a_line_is_what_the_serialiser_writes() -> None:
    nasty = [Literal(text) for text in ('\n\r\t"\\', "\u2028\x85\x0c", "é😀\ufeff", "\x00\x1f\x7f")]
    quads = [Quad(NamedNode("http://a"), NamedNode("http://p"), value) for value in nasty]
    lines = content.sorted_lines(quads)
    assert set(content.quads(lines)) == set(quads)
    assert all("\n" not in line for line in lines)
    loaded = Store()
    loaded.bulk_load("\n".join(lines), RdfFormat.N_QUADS)
    assert set(loaded) == set(quads)
