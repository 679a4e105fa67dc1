"""The files to be fetched: every kind in every format, read back, counted, hashed, and the same bytes every time."""

from __future__ import annotations

import gzip
import hashlib
import random
from collections.abc import Collection
from pathlib import Path

import pytest
import zstandard
from pyoxigraph import DefaultGraph, Quad, RdfFormat, parse

from kg import rdf, store
from kg.errors import StoreError
from kg.store import content, dumps, packing
from tests.queries.world import BASE, world

REPORTED = f"{BASE}graph/reported"


@pytest.fixture(scope="module")
def quads() -> set[Quad]:
    return set(rdf.quads(world(), base=BASE, extractor_version="0"))


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory, quads: set[Quad]) -> store.Release:
    return published(tmp_path_factory.mktemp("data"), quads)


def published(data: Path, quads: Collection[Quad], **options: object) -> store.Release:
    draft = store.Draft(
        quads=quads, graph=f"{BASE}graph/release", counts={}, settings={"base": BASE}, versions={}, articles={}
    )
    return store.publish(data, draft, **options)  # type: ignore[arg-type]


def of_kind(quads: set[Quad], kind: str) -> set[Quad]:
    def holds(quad: Quad) -> bool:
        name = getattr(quad.graph_name, "value", "")
        return kind == "all" or kind == ("asserted" if not name else "reported" if name == REPORTED else "sources")

    return {quad for quad in quads if holds(quad)}


def unpacked(path: Path) -> bytes:
    data = path.read_bytes()
    return gzip.decompress(data) if path.suffix == ".gz" else zstandard.ZstdDecompressor().stream_reader(data).read()


def test_there_is_every_kind_in_every_format_packed_both_ways(release: store.Release) -> None:
    names = {file.name for file in store.manifest(release.dumps)}
    assert names == {f"{k}.{f}.{p}" for k in store.KINDS for f in store.DUMP_FORMATS for p in store.PACKINGS}
    assert names < {path.name for path in release.dumps.iterdir()}


@pytest.mark.parametrize("format", store.DUMP_FORMATS)
@pytest.mark.parametrize("kind", store.KINDS)
def test_a_dump_read_back_is_what_it_says_it_holds(
    release: store.Release, quads: set[Quad], kind: str, format: str
) -> None:
    expected = of_kind(quads, kind)
    assert expected, "the world has something of every kind"
    target: RdfFormat = dumps.FORMATS[format][1]
    if not target.supports_datasets:
        expected = {Quad(quad.subject, quad.predicate, quad.object, DefaultGraph()) for quad in expected}
    files = [file for file in store.manifest(release.dumps) if (file.kind, file.format) == (kind, format)]
    for file in files:
        read = list(parse(unpacked(release.dumps / file.name), format=target))
        assert set(read) == expected
        assert len(read) == file.quads == len(expected)
        packed = (release.dumps / file.name).read_bytes()
        assert (len(packed), hashlib.sha256(packed).hexdigest()) == (file.bytes, file.sha256)


@pytest.mark.parametrize("batch", [2, 1 << 16])
def test_what_several_graphs_say_stands_once_where_there_are_no_graphs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, batch: int
) -> None:
    monkeypatch.setattr(content, "BATCH", batch)  # graphs longer than one, and not
    places = {"shared": ["", REPORTED, "urn:g1", "urn:g2"], "twice": ["urn:g1", "urn:g2"], "default": [""]}
    places |= {f"own{n}": ["urn:g1"] for n in range(5)}
    lines = [
        f'<urn:s> <urn:p> "{text}" {f"<{graph}> " if graph else ""}.'
        for text, names in places.items()
        for graph in names
    ]
    quads = list(parse("\n".join(lines), format=RdfFormat.N_QUADS))
    release = published(tmp_path, quads)
    expected = {"all": 8, "asserted": 2, "reported": 1, "sources": 7}
    for file in store.manifest(release.dumps):
        read = list(parse(unpacked(release.dumps / file.name), format=dumps.FORMATS[file.format][1]))
        assert len(read) == len(set(read)) == file.quads
        if file.format in ("ttl", "nt"):
            assert file.quads == expected[file.kind], file.name
        else:
            assert set(read) == of_kind(set(quads), file.kind)  # type: ignore[arg-type]


def test_the_same_content_makes_the_same_files(tmp_path: Path, release: store.Release, quads: set[Quad]) -> None:
    again = published(tmp_path, sorted(quads, key=str, reverse=True))
    assert store.manifest(again.dumps) == store.manifest(release.dumps)
    assert (again.dumps / "changes.rdfp.gz").read_bytes() == (release.dumps / "changes.rdfp.gz").read_bytes()


def test_neither_dumps_nor_index_touch_the_content_hash(
    tmp_path: Path, release: store.Release, quads: set[Quad]
) -> None:
    few = published(tmp_path, quads, formats=("nt",))
    assert few.content == release.content == content.digest(content.sorted_lines(quads))
    assert {file.format for file in store.manifest(few.dumps)} == {"nt", "nq"}  # the content file is there anyway


def test_a_turtle_dump_has_a_block_a_subject_and_its_prefixes_in_order(release: store.Release) -> None:
    text = unpacked(release.dumps / "sources.ttl.gz").decode()
    heads = [line for line in text.splitlines() if line.startswith("@prefix")]
    assert heads == sorted(heads)
    assert len(heads) > 10
    subjects = [line.partition(" ")[0] for line in text.splitlines()[len(heads) :] if line.startswith("<")]
    assert len(subjects) == len(set(subjects))


def test_a_trig_dump_has_a_block_a_graph(release: store.Release) -> None:
    text = unpacked(release.dumps / "all.trig.zst").decode()
    graphs = [line for line in text.splitlines() if line.endswith(" {")]
    assert len(graphs) == len(set(graphs)) > 2


@pytest.mark.parametrize(
    ("line", "triple", "graph"),
    [
        ("<s> <p> <o> .", "<s> <p> <o>", ""),
        ("<s> <p> <o> <g> .", "<s> <p> <o>", "<g>"),
        ('<s> <p> "a" .', '<s> <p> "a"', ""),
        ('<s> <p> "a . <g> " <g> .', '<s> <p> "a . <g> "', "<g>"),
        (r'<s> <p> "a\" <x> ."@en-GB <g> .', r'<s> <p> "a\" <x> ."@en-GB', "<g>"),
        ('<s> <p> "1"^^<d> .', '<s> <p> "1"^^<d>', ""),
        ('<s> <p> "a <b"^^<d> .', '<s> <p> "a <b"^^<d>', ""),
        ('<s> <p> "a <b> <c>"@en .', '<s> <p> "a <b> <c>"@en', ""),
        ('<s> <p> "a <b> <c>" <g> .', '<s> <p> "a <b> <c>"', "<g>"),
        ('<s> <p> ""^^<d> <g> .', '<s> <p> ""^^<d>', "<g>"),
    ],
)
def test_lines_are_taken_apart(line: str, triple: str, graph: str) -> None:
    assert dumps.parts(line) == (triple, graph)


def test_what_is_no_line_of_ours_is_a_bug() -> None:
    with pytest.raises(StoreError, match="this is a bug"):
        dumps.parts("_:b <p> <o> .")


def test_an_error_while_packing_is_raised(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="full"), packing.Packed(tmp_path / "x.nq.gz", "gz") as packed:  # noqa: PT012
        packed.hashed.file = Full()  # type: ignore[assignment]
        for _ in range(100):
            packed.write(random.Random(1).randbytes(1 << 16))


class Full:
    """A file on a full disk."""

    def write(self, _: bytes) -> int:
        raise OSError("the disk is full")

    def flush(self) -> None:
        """Nothing was written."""


def test_a_damaged_manifest_is_said_and_a_release_without_one_has_no_dumps(tmp_path: Path) -> None:
    assert store.manifest(tmp_path) == ()
    (tmp_path / dumps.MANIFEST).write_text('[{"name": 1}]')
    with pytest.raises(StoreError, match=r"manifest\.json: damaged"):
        store.manifest(tmp_path)
