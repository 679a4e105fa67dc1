"""The text index of a release: names, headlines and quoted sentences, so that words are looked up, not scanned for.

One document a resource; a claim or quotation has the words of its evidence, looked up in the store. Words are compared
without case, accents and English endings; all words asked for must occur. A query is taken apart here, word by word,
and never parsed as a query language: it has no syntax to abuse.
"""

from __future__ import annotations

import errno
import os
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Quad, Store

from kg import iris
from kg.errors import QueryError, StoreError
from kg.store import content
from kg.terms import KG, OA, RDFS, SKOS

if TYPE_CHECKING:
    import tantivy

# What is found: by its names, or by the words of its evidence.
NAMED = ("entity", "article", "situation", "disagreement")
QUOTED = ("claim", "quotation")
KINDS = NAMED + QUOTED
NAMES = (RDFS.label, SKOS.altLabel)  # the first is what a hit is shown by
WANTED = re.compile(
    rf"<\S+/(?:{'|'.join(KINDS)})/[^\s/]+> <(?:{'|'.join(re.escape(one.value) for one in (*NAMES, KG.evidence))})> "
    rf"|<\S+/evidence/\S+ <{re.escape(OA.exact.value)}> "
)
PHRASE = re.compile(r'"([^"]*)"|([^\s"]+)')
ANALYZER = "onrecord"
LOCK = ".lock"
HEAP = 30_000_000  # bytes of the writer; tantivy wants at least 15 MB a thread
MAX_WORDS = 32
MAX_OFFSET = 10_000  # as far as pages reach: ranks beyond are of no use to anybody

Document = tuple[str, str, tuple[str, ...], tuple[str, ...]]  # IRI, kind, names, sentences


@dataclass(frozen=True, slots=True)
class Hit:
    """A resource that was found, the text it was found by (the first of its names, or its sentence), and a score."""

    iri: str
    kind: str
    text: str
    score: float


@dataclass(frozen=True, slots=True)
class Found:
    """A page of hits, best first, of ``total``."""

    total: int
    hits: tuple[Hit, ...]


def write(folder: Path, lines: Iterable[str], store: Store, *, base: str) -> None:
    """Writes the index of a store, whose sorted N-Quads lines are given, to a new folder.

    ``OSError`` where the disk is full.
    """
    folder.mkdir(parents=True)
    with _writing(folder) as writer:
        quads = content.quads(line for line in lines if WANTED.match(line))
        for subject, group in groupby(quads, key=lambda quad: quad.subject):
            if (document := _document(subject, list(group), store, base)) is not None:
                _add(writer, document)


def grow(folder: Path, parent: Path, changed: Iterable[str], store: Store, *, base: str) -> None:
    """Writes the index of a store to a new folder, made from the one in ``parent`` and the lines that went and came.

    What did not change stays as it is, in links. ``OSError`` where the disk is full or the parent's cannot be used.
    """
    folder.mkdir(parents=True)
    for path in parent.iterdir():
        if path.suffix != LOCK:
            os.link(path, folder / path.name)
    with _writing(folder) as writer:
        for subject in sorted(_concerned(changed, store), key=str):
            writer.delete_documents_by_term("iri", subject.value)
            document = _document(subject, list(store.quads_for_pattern(subject, None, None)), store, base)
            if document is not None:
                _add(writer, document)


def _concerned(changed: Iterable[str], store: Store) -> set[NamedNode]:
    """What may be found otherwise after a change: what it is about, and what has changed words as its evidence."""
    found: set[NamedNode] = set()
    for quad in content.quads(line for line in changed if WANTED.match(line)):
        if isinstance(quad.subject, NamedNode):
            found.update(_quoting(quad.subject, store) if quad.predicate == OA.exact else [quad.subject])
    return found


def _quoting(selector: NamedNode, store: Store) -> Iterator[NamedNode]:
    for evidence in store.quads_for_pattern(None, OA.hasSelector, selector):
        for quad in store.quads_for_pattern(None, KG.evidence, evidence.subject):
            if isinstance(quad.subject, NamedNode):
                yield quad.subject


@contextmanager
def _writing(folder: Path) -> Iterator[tantivy.IndexWriter]:
    import tantivy

    try:
        index = tantivy.Index(_schema(), path=str(folder))
        index.register_tokenizer(ANALYZER, _analyzer())
        writer = index.writer(HEAP, 1)
        yield writer
        writer.commit()
        writer.wait_merging_threads()
    except ValueError as error:  # all that the library raises, a full disk too
        raise OSError(errno.EIO, f"the text index cannot be written: {error}") from error
    for path in folder.glob(f"*{LOCK}"):
        path.unlink()


def _add(writer: tantivy.IndexWriter, document: Document) -> None:
    import tantivy

    iri, kind, names, sentences = document
    writer.add_document(tantivy.Document(iri=[iri], kind=[kind], name=list(names), sentence=list(sentences)))


class TextIndex:
    """The index in a folder, opened; ``StoreError`` where it is missing or damaged."""

    def __init__(self, folder: Path) -> None:
        import tantivy

        try:
            # Opening takes a lock, a file beside the others: in a folder of links, since a release never changes and
            # may lie on a read-only file system. Everything is mapped by then, so the links need not stay. The lock may
            # come or go while they are removed, which takes nothing from what is open.
            with tempfile.TemporaryDirectory(prefix="onrecord-text-", ignore_cleanup_errors=True) as links:
                for path in folder.iterdir():
                    if path.suffix != LOCK:
                        Path(links, path.name).symlink_to(path.absolute())
                self._index = tantivy.Index.open(links)
                self._index.config_reader("manual")  # nothing is ever added, so no thread need watch for it
                self._index.register_tokenizer(ANALYZER, _analyzer())
                self._searcher = self._index.searcher()
        except (ValueError, OSError) as error:
            raise StoreError(
                f"{folder}: the text index cannot be opened ({error}); build again or roll back"
            ) from error
        self._schema, self._words = self._index.schema, _analyzer()

    def search(self, query: str, *, kinds: Iterable[str] = (), limit: int = 20, offset: int = 0) -> Found:
        """The resources in which all words of ``query`` occur; words in quotation marks stand side by side.

        ``QueryError`` where there is no word in it, or there are too many.
        """
        import tantivy

        parts = self._parts(query)
        of_kinds = [tantivy.Query.term_query(self._schema, "kind", kind) for kind in kinds]
        if of_kinds:
            chosen = tantivy.Query.boolean_query([(tantivy.Occur.Should, one) for one in of_kinds])
            parts.append(tantivy.Query.const_score_query(chosen, 0.0))
        asked = tantivy.Query.boolean_query([(tantivy.Occur.Must, part) for part in parts])
        result = self._searcher.search(asked, limit=max(limit, 1), count=True, offset=offset)
        hits = tuple(self._hit(score, address) for score, address in result.hits[:limit])
        return Found(int(getattr(result, "count", 0) or 0), hits)

    def scores(self, query: str, limit: int) -> tuple[list[tuple[str, float]], int]:
        """The best resources with their scores, and how many there are in all: what ``kg.matching`` asks for."""
        found = self.search(query, limit=limit)
        return [(hit.iri, hit.score) for hit in found.hits], found.total

    def _parts(self, query: str) -> list[tantivy.Query]:
        import tantivy

        parts, words = [], 0
        for phrase, word in PHRASE.findall(query):
            tokens = self._words.analyze(phrase or word)
            words += len(tokens)
            if words > MAX_WORDS:
                raise QueryError(f"more than {MAX_WORDS} words to search for")
            if not tokens:
                continue
            fields = [self._in(name, tokens, boost) for name, boost in (("name", 3.0), ("sentence", 1.0))]
            parts.append(tantivy.Query.boolean_query([(tantivy.Occur.Should, field) for field in fields]))
        if not parts:
            raise QueryError("no word to search for")
        return parts

    def _in(self, field: str, tokens: list[str], boost: float) -> tantivy.Query:
        import tantivy

        if len(tokens) == 1:
            found = tantivy.Query.term_query(self._schema, field, tokens[0])
        else:
            found = tantivy.Query.phrase_query(self._schema, field, list(tokens))
        return tantivy.Query.boost_query(found, boost)

    def _hit(self, score: object, address: tantivy.DocAddress) -> Hit:
        found = self._searcher.doc(address)
        text = found.get_first("name") or found.get_first("sentence") or ""
        return Hit(str(found.get_first("iri")), str(found.get_first("kind")), str(text), round(float(str(score)), 4))


def _schema() -> tantivy.Schema:
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_text_field("iri", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("kind", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("name", stored=True, tokenizer_name=ANALYZER)
    builder.add_text_field("sentence", stored=True, tokenizer_name=ANALYZER)
    return builder.build()


def _analyzer() -> tantivy.TextAnalyzer:
    import tantivy

    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    for step in (tantivy.Filter.remove_long(60), tantivy.Filter.lowercase(), tantivy.Filter.ascii_fold()):
        builder = builder.filter(step)
    return builder.filter(tantivy.Filter.stemmer("english")).build()


def _document(subject: object, quads: Sequence[Quad], store: Store, base: str) -> Document | None:
    """IRI, kind, names and sentences of a resource with these quads, in any order; None for what is not to be found."""
    address = iris.address(base, getattr(subject, "value", ""))
    if address is None or address.part or address.kind not in KINDS:
        return None
    names, sentences = dict[str, None](), dict[str, None]()
    if address.kind in NAMED:
        names = dict.fromkeys(text for wanted in NAMES for text in sorted(_texts(quads, wanted)))
    else:
        evidence = [quad.object for quad in quads if quad.predicate == KG.evidence]
        sentences = dict.fromkeys(text for node in evidence for text in sorted(_selected(node, store)))
    if not names and not sentences:
        return None
    return iris.mint(base, address.kind, address.key).value, address.kind, tuple(names), tuple(sentences)


def _selected(evidence: object, store: Store) -> Iterator[str]:
    """The words that the selectors of a run of text hold."""
    if isinstance(evidence, NamedNode):
        for link in store.quads_for_pattern(evidence, OA.hasSelector, None):
            if isinstance(link.object, NamedNode):
                yield from _texts(store.quads_for_pattern(link.object, OA.exact, None), OA.exact)


def _texts(quads: Iterable[Quad], predicate: NamedNode) -> Iterator[str]:
    return (getattr(quad.object, "value", "") for quad in quads if quad.predicate == predicate)
