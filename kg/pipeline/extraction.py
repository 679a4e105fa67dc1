"""Articles to their records, as a worker process makes them; and the version of everything that a record depends on."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from kg.keys import digest
from kg.model import Article, Record
from kg.settings import OpenClaims

# What a record is made by: change any of these and articles are read anew.
SOURCES = ("extract", "frames", "resolve", "model.py", "nlp.py", "ruler.py", "pipeline/extraction.py")


# Characters that one process parses at a time. Of 4,000 to 64,000 this cost least, on long articles and on single
# sentences (a fifth to two fifths less than one by one); at a third of a second it keeps no core waiting at the end.
ROOM = 8_000


def extractor(
    model: str, imports: Path | None = None, open_claims: OpenClaims = "named"
) -> Callable[[Sequence[Article]], Iterator[Record]]:
    """A function from articles to their records; loads the spaCy pipeline ``model`` and the knowledge base.

    ``imports`` is the folder of the knowledge bases that were imported; ``open_claims`` says which the records have.
    """
    from kg import extract, nlp, resolve

    extract.load()
    language = nlp.load(model)
    names = resolve.KnowledgeBase.load(imports=imports)

    def records(articles: Sequence[Article]) -> Iterator[Record]:
        for article, doc in nlp.docs(language, articles):
            mentions = resolve.corefer(extract.find_mentions(doc, article, names), article)
            found = extract.find_claims(doc, article, mentions, which=open_claims)
            yield Record(article, mentions, found.claims, found.quotations, found.reporters)

    return records


def tracer(model: str) -> Callable[[Record], Iterator[str]]:
    """A function from a record to what became of each trigger whose word stands in its article, in lines to be read."""
    from kg import extract, nlp

    language = nlp.load(model)

    def trace(record: Record) -> Iterator[str]:
        for article, doc in nlp.docs(language, [record.article]):
            yield from extract.trace(doc, article, record.mentions)

    return trace


def size(article: Article) -> int:
    """How much of ``ROOM`` an article takes."""
    return len(article.text)


def version(model: str, imported: Mapping[str, str] | None = None, open_claims: OpenClaims = "named") -> str:
    """A digest of the code and tables that extract, and of the versions of spaCy, the pipeline and what was imported.

    Taken from the files themselves, so that no change of a rule or of a name can be forgotten; ``open_claims`` is what
    the records have of them.
    """
    made_by = _version(model, open_claims)
    return digest(made_by, *sorted(imported.items()), length=16) if imported else made_by


@cache
def _version(model: str, open_claims: OpenClaims) -> str:
    return digest(sources_digest(SOURCES), _installed("spacy"), model, _installed(model), open_claims, length=16)


def sources_digest(names: Sequence[str]) -> str:
    """A digest of the files and folders of the package with these names."""
    sha = hashlib.sha256()
    root = files("kg")
    for name in names:
        for path, content in _contents(root / name, name):
            sha.update(f"{path} {hashlib.sha256(content).hexdigest()}\n".encode())
    return sha.hexdigest()


def _contents(entry: Traversable, name: str) -> Iterator[tuple[str, bytes]]:
    if entry.is_file():
        yield name, entry.read_bytes()
        return
    for child in sorted(entry.iterdir(), key=lambda child: child.name):
        if not child.name.startswith(("__pycache__", ".")):
            yield from _contents(child, f"{name}/{child.name}")


def _installed(package: str) -> str:
    try:
        return installed(package)
    except PackageNotFoundError:
        return "none"
