"""The text index: what is found, by which words, and that no query is more than words."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from pyoxigraph import Store

from kg.errors import QueryError, StoreError
from kg.store import content, text
from kg.store.text import MAX_WORDS, TextIndex, write

BASE = "https://kg.example/"
LABEL, ALIAS = "<http://www.w3.org/2000/01/rdf-schema#label>", "<http://www.w3.org/2004/02/skos/core#altLabel>"
EXACT, SELECTOR = "<http://www.w3.org/ns/oa#exact>", "<http://www.w3.org/ns/oa#hasSelector>"
EVIDENCE = "<https://w3id.org/onrecord/ns#evidence>"


def quoting(resource: str, place: str) -> str:
    """The line by which a claim or quotation rests on a run of text."""
    return f"<{BASE}{resource}> {EVIDENCE} <{BASE}evidence/{place}> <{BASE}graph/a> ."


def saying(place: str, words: str) -> list[str]:
    """The lines of a run of text."""
    selector = f"<{BASE}evidence/{place}/selector>"
    return [
        f"<{BASE}evidence/{place}> {SELECTOR} {selector} <{BASE}graph/a> .",
        f'{selector} {EXACT} "{words}" <{BASE}graph/a> .',
    ]


LINES = sorted(
    [
        f'<{BASE}entity/acme> {LABEL} "Acmé Söhne"@en .',
        f'<{BASE}entity/acme> {ALIAS} "Big Camera" .',
        f'<{BASE}entity/harbour> {LABEL} "Harbour Authority"@en .',
        quoting("claim/1", "a.0-43"),
        quoting("claim/2", "a.44-89"),
        quoting("quotation/3", "a.90-105"),
        *saying("a.0-43", "Acmé sold cameras to the Harbour Authority."),
        *saying("a.44-89", "The authority of the harbour bought no camera."),
        *saying("a.90-105", "no camera, ever"),
        f'<{BASE}mention/a.0-4> {EXACT} "Acmé" <{BASE}graph/a> .',
        f'<{BASE}situation/5> {LABEL} "Sale (denied): Acmé; Harbour Authority"@en <{BASE}graph/reported> .',
        f'<{BASE}article/6> {LABEL} "What the harbour bought"@en .',
        f'<{BASE}article/6> <https://schema.org/headline> "What the harbour bought" .',
        f'<https://other.example/entity/x> {LABEL} "Harbour elsewhere" .',
    ]
)


def stored(lines: list[str]) -> Store:
    """A store of some lines."""
    store = Store()
    store.extend(content.quads(lines))
    return store


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> TextIndex:
    folder = tmp_path_factory.mktemp("text") / "text"
    write(folder, LINES, stored(LINES), base=BASE)
    return TextIndex(folder)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("acme", {"entity/acme", "claim/1", "situation/5"}),  # without its accent; mentions are not listed
        ("CAMERAS", {"entity/acme", "claim/1", "claim/2", "quotation/3"}),  # by an alias, and by another ending
        ("camera harbour", {"claim/1", "claim/2"}),  # all words, in any order
        ('"harbour authority"', {"entity/harbour", "claim/1", "situation/5"}),  # side by side
        ('"no camera" bought', {"claim/2"}),
        ("nothing of it", set()),
        ("harbour OR acme", set()),  # words, no operators
        ("name:acme", set()),
        ('"', QueryError),
        ("!!! ***", QueryError),
        ("", QueryError),
        ("a b " * MAX_WORDS, QueryError),
        ("acme*)(\\ [TO] ^9 ~", set()),
    ],
)
def test_what_is_found(index: TextIndex, query: str, found: object) -> None:
    if found is QueryError:
        with pytest.raises(QueryError):
            index.search(query)
        return
    result = index.search(query)
    assert {hit.iri.removeprefix(BASE) for hit in result.hits} == found
    assert result.total == len(result.hits)


def test_a_name_comes_before_a_sentence_and_kinds_narrow(index: TextIndex) -> None:
    assert index.search("harbour authority").hits[0].iri == f"{BASE}entity/harbour"
    only = index.search("harbour", kinds=["claim", "article"])
    assert {hit.kind for hit in only.hits} == {"claim", "article"}
    assert only.total == 3
    assert index.search("harbour", kinds=["no such"]).total == 0


def test_pages_follow_one_another(index: TextIndex) -> None:
    whole = index.search("harbour").hits
    paged = [hit for page in range(len(whole)) for hit in index.search("harbour", limit=1, offset=page).hits]
    assert paged == list(whole)
    assert index.search("harbour", limit=5, offset=1000).hits == ()


def test_opening_changes_nothing_in_the_folder_and_needs_no_right_to(tmp_path: Path) -> None:
    """A release never changes, and a service may have it on a read-only file system."""
    folder = tmp_path / "text"
    write(folder, LINES, stored(LINES), base=BASE)
    before = {path.name: path.stat().st_mtime_ns for path in [folder, *folder.iterdir()]}
    assert not [name for name in before if name.endswith(".lock")]
    found = TextIndex(folder).search('"harbour authority"')
    assert {path.name: path.stat().st_mtime_ns for path in [folder, *folder.iterdir()]} == before
    assert found.total == 3


def test_a_disk_that_is_full_is_an_error_of_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise ValueError("An IO error occurred: 'No space left on device'")

    monkeypatch.setattr(text, "_schema", full)
    with pytest.raises(OSError, match=r"text index cannot be written.*No space left"):
        write(tmp_path / "text", LINES, stored(LINES), base=BASE)


def test_an_index_without_documents_and_one_that_is_missing(tmp_path: Path) -> None:
    write(tmp_path / "empty", [], Store(), base=BASE)
    assert TextIndex(tmp_path / "empty").search("acme").total == 0
    with pytest.raises(StoreError, match="text index cannot be opened"):
        TextIndex(tmp_path / "none")


def test_an_index_grown_finds_what_one_made_afresh_finds(tmp_path: Path) -> None:
    old = [line for line in LINES if "claim/2" not in line and "entity/harbour" not in line and "a.0-43" not in line]
    old += [f'<{BASE}entity/gone> {LABEL} "Harbour Ghost"@en .', f'<{BASE}entity/harbour> {LABEL} "Old Harbour"@en .']
    old += [quoting("claim/1", "a.0-43"), *saying("a.0-43", "Nobody sold a ghost.")]  # other words at the same place
    old += [quoting("claim/9", "a.90-105"), quoting("quotation/8", "a.1-9"), *saying("a.1-9", "a ghost ship")]
    write(tmp_path / "old", sorted(old), stored(old), base=BASE)
    write(tmp_path / "new", LINES, stored(LINES), base=BASE)
    changed = sorted({*old} ^ {*LINES})
    text.grow(tmp_path / "grown", tmp_path / "old", changed, stored(LINES), base=BASE)
    grown, afresh, before = (TextIndex(tmp_path / name) for name in ("grown", "new", "old"))
    for query in ("harbour", "authority", "ghost", "old", "camera", "bought", "nobody", "ship", "ever"):
        assert {hit.iri for hit in grown.search(query).hits} == {hit.iri for hit in afresh.search(query).hits}, query
        assert grown.search(query).total == afresh.search(query).total
    assert {hit.text for hit in before.search("ghost").hits} == {
        "Harbour Ghost",
        "Nobody sold a ghost.",
        "a ghost ship",
    }


def test_a_lock_that_comes_while_the_links_are_removed_takes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "text"
    write(folder, LINES, stored(LINES), base=BASE)

    def not_empty(path: object, **_: object) -> None:
        raise OSError(errno.ENOTEMPTY, os.strerror(errno.ENOTEMPTY), path)

    with monkeypatch.context() as patched:
        patched.setattr(os, "rmdir", not_empty)
        index = TextIndex(folder)
    assert index.search("harbour authority").total
