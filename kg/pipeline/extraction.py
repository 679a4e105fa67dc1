"""One article to its record, as a worker process does it; and the version of everything that a record depends on."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from kg.keys import digest
from kg.model import Article, Record

# What a record is made by: change any of these and articles are read anew.
SOURCES = ("extract", "frames", "resolve", "model.py", "nlp.py", "pipeline/extraction.py")


def extractor(model: str, imports: Path | None = None) -> Callable[[Article], Record]:
    """A function from articles to records; loads the spaCy pipeline ``model`` and the knowledge base.

    ``imports`` is the folder of the knowledge bases that were imported.
    """
    from kg import extract, nlp, resolve

    language = nlp.load(model)
    names = resolve.KnowledgeBase.load(imports=imports)

    def record(article: Article) -> Record:
        ((article, doc),) = nlp.docs(language, [article])
        mentions = resolve.corefer(extract.find_mentions(doc, article, names), article)
        found = extract.find_claims(doc, article, mentions)
        return Record(article, mentions, found.claims, found.quotations, found.reporters)

    return record


def version(model: str, imported: Mapping[str, str] | None = None) -> str:
    """A digest of the code and tables that extract, and of the versions of spaCy, the pipeline and what was imported.

    Taken from the files themselves, so that no change of a rule or of a name can be forgotten.
    """
    made_by = _version(model)
    return digest(made_by, *sorted(imported.items()), length=16) if imported else made_by


@cache
def _version(model: str) -> str:
    sha = hashlib.sha256()
    root = files("kg")
    for name in SOURCES:
        for path, content in _contents(root / name, name):
            sha.update(f"{path} {hashlib.sha256(content).hexdigest()}\n".encode())
    return digest(sha.hexdigest(), _installed("spacy"), model, _installed(model), length=16)


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
