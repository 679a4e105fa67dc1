"""From release to release: the patch leads from one content to the next, and the summary counts what it does."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import StoreError
from kg.store import changes

BASE = "https://kg.example/"
LABEL = "<http://www.w3.org/2000/01/rdf-schema#label>"
lines = st.sets(st.sampled_from([f'<{BASE}entity/{s}> <urn:p{p}> "{o}" .' for s in "abc" for p in "xy" for o in "12"]))


def recorded(folder: Path, old: list[str], new: list[str], *, parent: str | None) -> changes.Changes:
    with changes.Recorder(folder, base=BASE, parent=parent) as recorder:
        recorder.add(old, new)
    return recorder.changes


@given(lines, lines)
def test_the_patch_leads_from_the_one_to_the_other(
    tmp_path_factory: pytest.TempPathFactory, old: set[str], new: set[str]
) -> None:
    folder = tmp_path_factory.mktemp("changes")
    told = recorded(folder, sorted(old), sorted(new), parent="r-1")
    patch = gzip.decompress((folder / changes.PATCH).read_bytes()).decode().splitlines()
    assert patch[:2] == [f"H prev <{BASE}release/r-1> .", "TX ."]
    assert patch[-1] == "TC ."
    gone = {line[2:] for line in patch if line.startswith("D ")}
    come = {line[2:] for line in patch if line.startswith("A ")}
    assert (old - gone) | come == new
    assert (gone, come) == (old - new, new - old)
    assert (told.added, told.removed) == (len(come), len(gone))
    assert changes.read(folder) == told


def test_resources_are_told_with_what_became_of_them(tmp_path: Path) -> None:
    def labelled(kind: str, key: str, label: str, graph: str = "") -> str:
        return f'<{BASE}{kind}/{key}> {LABEL} "{label}"@en {graph}.'

    old = [labelled("entity", "kept", "Kept"), labelled("entity", "old", "Old"), labelled("situation", "s", "Sale")]
    new = [labelled("entity", "kept", "Kept"), labelled("entity", "new", r"New \"one\""), labelled("claim", "c", "C")]
    new += [
        f'<{BASE}entity/kept> <urn:p> "more" .',
        labelled("situation", "s", "Sale (denied)", f"<{BASE}graph/reported> "),
    ]
    new.append(f'<{BASE}entity/kept/part> <urn:p> "of a part" .')
    told = recorded(tmp_path, sorted(old), sorted(new), parent="r-1")
    assert {(one.iri.removeprefix(BASE), one.how, one.label) for one in told.resources} == {
        ("entity/kept", "changed", ""),
        ("entity/old", "removed", "Old"),
        ("entity/new", "added", 'New "one"'),
        ("situation/s", "changed", "Sale (denied)"),
    }
    assert told.counts == {
        "claim": {"added": 1},
        "entity": {"added": 1, "changed": 1, "removed": 1},
        "situation": {"changed": 1},
    }


def test_a_damaged_summary_is_said(tmp_path: Path) -> None:
    assert changes.read(tmp_path) is None
    (tmp_path / changes.SUMMARY).write_text("[]")
    with pytest.raises(StoreError, match=r"changes\.json: damaged"):
        changes.read(tmp_path)


def test_a_first_release_is_counted_and_not_repeated_as_a_patch(tmp_path: Path) -> None:
    told = recorded(tmp_path, [], [f'<{BASE}entity/a> {LABEL} "A"@en .', f'<{BASE}claim/c> <urn:p> "x" .'], parent=None)
    assert (told.added, told.removed, told.parent) == (2, 0, None)
    assert told.counts == {"claim": {"added": 1}, "entity": {"added": 1}}
    assert changes.read(tmp_path) == told
    assert not (tmp_path / changes.PATCH).exists()
