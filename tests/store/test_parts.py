"""The content in parts: the same parts however the content came to be, and only what changed written anew."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import StoreError
from kg.store import counts, parts

TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
subjects = st.integers(0, 40).map(lambda n: f"<http://x/e/{n}>")
plain = st.builds(
    lambda s, p, o, g: f'{s} <http://p/{p}> "{o}"{g} .',
    subjects,
    st.integers(0, 2),
    st.integers(0, 3),
    st.sampled_from(["", " <http://g/1>", " <http://g/2>"]),
)
typed = st.builds(
    lambda s, c, g: f"{s} {TYPE} <http://c/{c}>{g} .",
    subjects,
    st.integers(0, 2),
    st.sampled_from(["", " <http://g/1>"]),
)
contents = st.sets(plain | typed, max_size=60)


@pytest.fixture(autouse=True)
def narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "SPACING", 5)


def written(folder: Path, lines: Iterable[str]) -> list[parts.Part]:
    writer = parts.Writer(folder)
    deque(parts.write(writer, lines, instead=()), maxlen=0)
    return writer.parts


@given(contents, contents)
def test_what_is_written_stands_beside_what_it_stands_instead_of(
    tmp_path_factory: pytest.TempPathFactory, old: set[str], new: set[str]
) -> None:
    writer = parts.Writer(tmp_path_factory.mktemp("parts"))
    stretches = list(parts.write(writer, sorted(new), instead=sorted(old)))
    assert [line for one in stretches for line in one.before] == sorted(old)
    assert [line for one in stretches for line in one.after] == sorted(new)
    subjects = [{parts.subject_of(line) for line in (*one.before, *one.after)} for one in stretches]
    assert len(set().union(*subjects)) == sum(map(len, subjects))
    assert sum(part.lines for part in writer.parts) == len(new)


@given(contents, contents, contents)
def test_a_content_rewritten_is_the_content_written(
    tmp_path_factory: pytest.TempPathFactory, old: set[str], less: set[str], more: set[str]
) -> None:
    folder = tmp_path_factory.mktemp("parts")
    new = (old - less) | more
    before, afresh = written(folder / "old", sorted(old)), written(folder / "new", sorted(new))
    writer, counted = parts.Writer(folder / "grown"), counts.count(sorted(old))
    stretches = parts.rewrite(writer, folder / "old", before, removed=sorted(old - new), added=sorted(new - old))
    for one in stretches:
        counted = counted - counts.count(one.before) + counts.count(one.after)
    assert writer.parts == afresh
    assert {path.name for path in (folder / "grown" / "parts").iterdir()} == {
        path.name for path in (folder / "new" / "parts").iterdir()
    }
    assert [line for part in writer.parts for line in parts.read(folder / "grown", part)] == sorted(new)
    assert counted == counts.count(sorted(new))
    text = "".join(f"{line}\n" for line in sorted(new))
    assert parts.digest(folder / "grown", writer.parts) == hashlib.sha256(text.encode()).hexdigest()


def test_parts_in_which_nothing_changed_are_the_same_files(tmp_path: Path) -> None:
    old = sorted(f'<http://x/e/{n}> <http://p> "{n}" .' for n in range(60))
    before = written(tmp_path / "old", old)
    assert len(before) > 3
    writer = parts.Writer(tmp_path / "new")
    changed = list(
        parts.rewrite(writer, tmp_path / "old", before, removed=[], added=['<http://x/e/7> <http://p> "x" .'])
    )
    assert len(changed) == 1
    kept = [part for part in writer.parts if part in before]
    assert len(kept) == len(before) - 1
    for part in kept:
        name = f"parts/{part.name}.nq.zst"
        assert (tmp_path / "old" / name).samefile(tmp_path / "new" / name)


def test_a_change_that_is_not_one_of_what_is_there_is_refused(tmp_path: Path) -> None:
    before = written(tmp_path / "old", ['<http://x/e/1> <http://p> "1" .'])
    for removed, added in ((['<http://x/e/1> <http://p> "2" .'], []), ([], ['<http://x/e/1> <http://p> "1" .'])):
        with pytest.raises(StoreError, match="not what is there"):
            list(parts.rewrite(parts.Writer(tmp_path / "new"), tmp_path / "old", before, removed=removed, added=added))


@pytest.mark.parametrize("damage", [b"", b"garbage", None])
def test_a_damaged_part_is_said(tmp_path: Path, damage: bytes | None) -> None:
    (part,) = written(tmp_path, ['<http://x/e/1> <http://p> "1" .'])
    path = tmp_path / "parts" / f"{part.name}.nq.zst"
    path.unlink() if damage is None else path.write_bytes(damage)
    with pytest.raises(StoreError, match="damaged"):
        parts.unpacked(tmp_path, part)


def test_counts_come_back_and_a_damaged_file_is_said(tmp_path: Path) -> None:
    counted = counts.count(
        [f"<http://x/e/1> {TYPE} <http://c/1> .", f"<http://x/e/1> {TYPE} <http://c/1> <http://g> ."]
    )
    assert (counted.triples, counted.subjects, counted.classes) == (2, 1, {"http://c/1": 1})
    assert counted.uses == {("http://c/1", TYPE[1:-1]): 2}
    counts.save(tmp_path, counted)
    assert counts.load(tmp_path) == counted
    (tmp_path / counts.FILE).write_text("{}")
    with pytest.raises(StoreError, match=r"counts\.json: damaged"):
        counts.load(tmp_path)
