"""The files to be fetched: every kind in every format, read back, counted, hashed, and the same bytes every time."""

from __future__ import annotations

import gzip
import hashlib
import io
from collections.abc import Collection
from pathlib import Path

import pytest
import zstandard
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, parse

from kg import rdf, store
from kg.errors import StoreError, Unwritable, UsageError
from kg.store import dumps, parts
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


def dumped(release: store.Release, kind: str, format: str, packing: str | None = None) -> bytes:
    out = io.BytesIO()
    store.dump(release.path, out, kind=kind, format=format, reported=REPORTED, packing=packing)
    data = out.getvalue()
    if packing == "gz":
        return gzip.decompress(data)
    return zstandard.ZstdDecompressor().stream_reader(data).read() if packing else data


def joined(release: store.Release, file: store.DumpFile) -> bytes:
    return b"".join(path.read_bytes() for path in file.paths(release.path))


def in_format(quads: set[Quad], format: str) -> set[Quad]:
    """The quads as a format holds them, without graphs where it has none."""
    if dumps.FORMATS[format][1].supports_datasets:
        return quads
    return {Quad(quad.subject, quad.predicate, quad.object, DefaultGraph()) for quad in quads}


def test_what_lies_ready_is_packed_once_in_parts_that_make_one_file(release: store.Release, quads: set[Quad]) -> None:
    files = {file.name: file for file in store.manifest(release.path)}
    assert set(files) == {"all.nq.zst", "asserted.ttl.zst"}
    for file in files.values():
        packed = joined(release, file)
        assert (len(packed), hashlib.sha256(packed).hexdigest()) == (file.bytes, file.sha256)
        plain = zstandard.ZstdDecompressor().stream_reader(packed, read_across_frames=True).read()
        read = list(parse(plain, format=dumps.FORMATS[file.format][1]))
        expected = in_format(of_kind(quads, file.kind), file.format)
        assert set(read) == expected
        assert len(read) == file.quads == len(expected)


@pytest.mark.parametrize("format", store.DUMP_FORMATS)
@pytest.mark.parametrize("kind", store.KINDS)
def test_a_dump_read_back_is_what_it_says_it_holds(
    release: store.Release, quads: set[Quad], kind: str, format: str
) -> None:
    expected = in_format(of_kind(quads, kind), format)
    assert expected, "the world has something of every kind"
    for packing in (None, *store.PACKINGS):
        read = list(parse(dumped(release, kind, format, packing), format=dumps.FORMATS[format][1]))
        assert set(read) == expected
        assert len(read) == len(expected)


def test_what_several_graphs_say_stands_once_where_there_are_no_graphs(tmp_path: Path) -> None:
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
    for kind, number in expected.items():
        for format in ("ttl", "nt", "rdfxml"):
            read = list(parse(dumped(release, kind, format), format=dumps.FORMATS[format][1]))
            assert len(read) == len(set(read)) == number, (kind, format)
        assert set(parse(dumped(release, kind, "trig"), format=RdfFormat.TRIG)) == of_kind(set(quads), kind)


def test_the_same_content_makes_the_same_files(tmp_path: Path, release: store.Release, quads: set[Quad]) -> None:
    again = published(tmp_path, sorted(quads, key=str, reverse=True))
    assert store.manifest(again.path) == store.manifest(release.path)
    assert again.content == release.content
    for format in store.DUMP_FORMATS:
        assert dumped(again, "all", format, "gz") == dumped(release, "all", format, "gz")


def test_a_turtle_dump_has_a_block_a_subject_and_its_prefixes_in_order(release: store.Release) -> None:
    text = dumped(release, "sources", "ttl").decode()
    heads = [line for line in text.splitlines() if line.startswith("@prefix")]
    assert heads == sorted(heads)
    assert len(heads) > 10
    subjects = [line.partition(" ")[0] for line in text.splitlines()[len(heads) :] if line.startswith("<")]
    assert len(subjects) == len(set(subjects))


def test_a_dump_that_xml_cannot_hold_is_nothing_rather_than_a_part(tmp_path: Path) -> None:
    release = published(tmp_path, [*texts("a", "b"), *texts("a\x0bb")])
    out = io.BytesIO()
    for packing in (None, *store.PACKINGS):
        with pytest.raises(Unwritable, match=r"XML cannot hold the character U\+000B"):
            store.dump(release.path, out, kind="all", format="rdfxml", reported=REPORTED, packing=packing)
        assert out.getvalue() == b""
    assert '"a\\u000Bb"' in dumped(release, "all", "nt").decode()


def test_an_xml_dump_keeps_carriage_returns(tmp_path: Path) -> None:
    kept = texts("a\rb\r\n")
    release = published(tmp_path, kept)
    assert list(parse(dumped(release, "all", "rdfxml"), RdfFormat.RDF_XML)) == kept


def texts(*values: str) -> list[Quad]:
    return [Quad(NamedNode(f"urn:{n}"), NamedNode("urn:x#p"), Literal(text)) for n, text in enumerate(values)]


def test_an_unknown_form_lists_those_there_are(release: store.Release) -> None:
    with pytest.raises(UsageError, match="all, asserted, reported, sources in nq, trig, jsonld, ttl, nt, rdfxml"):
        dumped(release, "all", "pdf")
    with pytest.raises(UsageError, match="no packing 'xz'; there are gz, zst"):
        dumped(release, "all", "nq", "xz")


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("<s> <p> <o> .", False),
        ("<s> <p> <o> <g> .", True),
        ('<s> <p> "a" .', False),
        ('<s> <p> "a . <g> " <g> .', True),
        (r'<s> <p> "a\" <x> ."@en-GB <g> .', True),
        ('<s> <p> "1"^^<d> .', False),
        ('<s> <p> "a <b"^^<d> .', False),
        ('<s> <p> "a <b> <c>"@en .', False),
        ('<s> <p> "a <b> <c>" <g> .', True),
        ('<s> <p> ""^^<d> <g> .', True),
    ],
)
def test_whether_a_line_names_a_graph(line: str, named: bool) -> None:
    assert parts.names_graph(line) == named


def test_a_damaged_or_missing_manifest_is_said(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"manifest\.json: damaged"):
        store.manifest(tmp_path)
    (tmp_path / "dumps").mkdir()
    (tmp_path / "dumps" / dumps.MANIFEST).write_text('[{"name": 1}]')
    with pytest.raises(StoreError, match=r"manifest\.json: damaged"):
        store.manifest(tmp_path)
