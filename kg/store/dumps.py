"""The files of a release that anybody may fetch: every kind of graph, in every format, packed two ways, and counted.

They are written from the sorted lines of the content and hold nothing else, so the same content makes the same bytes.
A manifest beside them says of each what it holds, how much, and its SHA-256.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, serialize

from kg.errors import StoreError
from kg.store import content
from kg.store.packing import PACKINGS, Fan, Packed
from kg.terms import PREFIXES

MANIFEST = "manifest.json"
# what a dump holds, by the graphs it is taken of
KINDS = {
    "all": "every graph but the release's own",
    "asserted": "the default graph: what the graph asserts",
    "reported": "the situations that are reported but not asserted",
    "sources": "what each article says: one named graph an article",
}
FORMATS = {
    "nq": ("application/n-quads", RdfFormat.N_QUADS),
    "trig": ("application/trig", RdfFormat.TRIG),
    "jsonld": ("application/ld+json", RdfFormat.JSON_LD),
    "ttl": ("text/turtle", RdfFormat.TURTLE),
    "nt": ("application/n-triples", RdfFormat.N_TRIPLES),
}
RDF = {name: format for name, (_, format) in FORMATS.items()}
BY_GRAPH = ("trig", "jsonld", "ttl")  # not line by line
# in order, as the library writes them in that of a hash table
HEAD = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in sorted(PREFIXES.items())).encode()
OPENING = {"trig": HEAD, "ttl": HEAD, "jsonld": b"["}
CLOSING = {"jsonld": b"]"}


@dataclass(frozen=True, slots=True)
class DumpFile:
    """One file: ``quads`` counts what reading it gives, triples where its format has no graphs."""

    name: str
    kind: str
    format: str
    packing: str
    media_type: str
    bytes: int
    sha256: str
    quads: int


def write(dumps: Path, lines: Sequence[str], *, reported: str, formats: Collection[str] = tuple(FORMATS)) -> None:
    """Writes the files and the manifest of a release whose content file is there; ``reported`` is that graph's IRI.

    Beside the lines it holds references to them, by graph: memory does not grow with the number of files.
    """
    graphs: dict[str, list[str]] = {}
    for line in lines:
        graphs.setdefault(parts(line)[1], []).append(line)
    kinds = {name: "sources" if name else "asserted" for name in sorted(graphs)}
    if f"<{reported}>" in kinds:
        kinds[f"<{reported}>"] = "reported"
    files = [_content_file(dumps, len(lines))]
    for kind in KINDS:
        own = lines if kind == "all" else _merged(graphs[name] for name in kinds if kinds[name] == kind)
        files += [file for format in ("nq", "nt") if format in formats for file in _write(dumps, kind, format, own)]
    files += _write_graphs(dumps, graphs, kinds, _repeated(lines), [name for name in BY_GRAPH if name in formats])
    table = {file.name: asdict(file) for file in files}
    ordered = [f"{kind}.{format}.{packing}" for kind in KINDS for format in FORMATS for packing in PACKINGS]
    listed = [table[name] for name in ordered if name in table]
    (dumps / MANIFEST).write_text(json.dumps(listed, indent=1) + "\n", "utf-8")


def manifest(dumps: Path) -> tuple[DumpFile, ...]:
    """The files of a ``dumps`` folder as its manifest has them; none for a release made before there were any."""
    try:
        return tuple(DumpFile(**entry) for entry in json.loads((dumps / MANIFEST).read_text("utf-8")))
    except FileNotFoundError:
        return ()
    except (OSError, ValueError, TypeError) as error:
        raise StoreError(f"{dumps / MANIFEST}: damaged ({error}); build again or roll back") from error


def _content_file(dumps: Path, quads: int) -> DumpFile:
    """The whole as N-Quads, which is the content file under a name of the same make as the others."""
    name = "all.nq.zst"
    os.link(dumps / content.FILE, dumps / name)
    path = dumps / name
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    return DumpFile(name, "all", "nq", "zst", FORMATS["nq"][0], path.stat().st_size, sha256, quads)


def _write(dumps: Path, kind: str, format: str, lines: Sequence[str]) -> list[DumpFile]:
    """One kind as lines."""
    packings = [packing for packing in PACKINGS if not (dumps / f"{kind}.{format}.{packing}").exists()]
    with Output(dumps, kind, format, packings) as output:
        for line in lines if format == "nq" else _triples(lines):
            output.write(f"{line}\n".encode())
            output.quads += 1
    return output.files


def _write_graphs(
    dumps: Path,
    graphs: Mapping[str, Sequence[str]],
    kinds: Mapping[str, str],
    repeated: Collection[str],
    formats: Sequence[str],
) -> list[DumpFile]:
    """All kinds in the formats that put a graph's statements together: each graph is read once, and written once in
    each format, into the file of its kind and that of all.

    In Turtle, ``repeated`` triples, which several graphs have, stand once, at the end.
    """
    with ExitStack() as stack:
        outputs = {
            (kind, format): stack.enter_context(Output(dumps, kind, format, list(PACKINGS)))
            for kind in KINDS
            for format in formats
        }
        last: dict[str, set[str]] = {kind: set() for kind in KINDS}
        for name, kind in kinds.items():
            for some in content.batched(graphs[name]):
                quads = list(content.quads(some))
                again = {line for line in some if f"{parts(line)[0]} ." in repeated} if repeated else set()
                for format in formats:
                    told = quads
                    if format == "ttl" and again:
                        told = [quad for line, quad in zip(some, quads, strict=True) if line not in again]
                    piece = fragment(told, format)
                    for target in ("all", kind):
                        outputs[target, format].add(piece, len(told))
                for target in ("all", kind):
                    last[target].update(f"{parts(line)[0]} ." for line in again)
        if "ttl" in formats:
            for kind, triples in last.items():
                outputs[kind, "ttl"].add(fragment(list(content.quads(sorted(triples))), "ttl"), len(triples))
    return [file for output in outputs.values() for file in output.files]


def fragment(quads: Sequence[Quad], format: str) -> bytes:
    """Some quads as a part of a document, without what stands at its head and end."""
    if not quads:
        return b""
    if format == "jsonld":
        return (serialize(quads, format=RDF[format]) or b"")[1:-1]
    statements = quads if format == "trig" else [quad.triple for quad in quads]
    text = serialize(statements, format=RDF[format], prefixes=PREFIXES) or b""
    if text.count(b"@prefix ", 0, len(HEAD)) != len(PREFIXES):
        raise StoreError("the prefixes are not at the head of a document; this is a bug")
    return text[len(HEAD) :]


def _merged(runs: Iterable[Sequence[str]]) -> Sequence[str]:
    return sorted(line for lines in runs for line in lines)


def _triples(lines: Iterable[str]) -> Iterator[str]:
    """Sorted quads as triples, each once: those of one triple stand one after the other."""
    last = ""
    for line in lines:
        triple = f"{parts(line)[0]} ."
        if triple != last:
            yield triple
        last = triple


def _repeated(lines: Iterable[str]) -> frozenset[str]:
    """The triples that stand in several graphs."""
    last, found = "", set()
    for line in lines:
        triple = f"{parts(line)[0]} ."
        if triple == last:
            found.add(triple)
        last = triple
    return frozenset(found)


def parts(line: str) -> tuple[str, str]:
    """The triple and the graph, empty for the default one, of an N-Quads line of ours, which has no blank nodes.

    A literal never ends like an IRI after a space: its last word holds a quotation mark, which no IRI does.
    """
    if not (line.startswith("<") and line.endswith(" .")):
        raise StoreError(f"not a line of N-Quads that we write: {line[:200]!r}; this is a bug")
    head, _, last = line[:-2].rpartition(" ")
    is_iri = last.startswith("<") and last.endswith(">") and '"' not in last
    if is_iri and head.find(" ", head.find(" ") + 1) > 0:  # subject, predicate and object stand before it
        return head, last
    return line[:-2], ""


class Output:
    """One dump on its way into its packed files; ``files`` tells of them once it is closed."""

    def __init__(self, dumps: Path, kind: str, format: str, packings: Sequence[str]) -> None:
        self.kind, self.format, self.quads = kind, format, 0
        self.files: list[DumpFile] = []
        self._packed = [Packed(dumps / f"{kind}.{format}.{packing}", packing) for packing in packings]
        self._fan = Fan(self._packed)
        self._begun = False
        self.write = self._fan.write

    def add(self, piece: bytes, quads: int) -> None:
        """Write a fragment of a document."""
        if piece:
            self.write(b"," if self.format == "jsonld" and self._begun else b"")
            self.write(piece)
            self._begun, self.quads = True, self.quads + quads

    def __enter__(self) -> Output:
        self.write(OPENING.get(self.format, b""))
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        with ExitStack() as stack:
            for one in self._packed:
                stack.enter_context(one)
            if kind is None:
                self.write(CLOSING.get(self.format, b""))
                self._fan.flush()
        media_type = FORMATS[self.format][0]
        for one in self._packed:
            size, sha256 = one.hashed.size, one.hashed.hexdigest()
            told = (one.path.name, self.kind, self.format, one.packing, media_type, size, sha256, self.quads)
            self.files.append(DumpFile(*told))
