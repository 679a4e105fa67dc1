"""Gold against what is extracted: a module or package a form of gold, told apart by what a file or folder holds."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from kg import pipeline
from kg.errors import UsageError
from kg.evaluate import claims, contrast, corpus, identities, knowledgenet, meantime, questions, situations
from kg.evaluate import gold as files
from kg.evaluate.extraction import Json, Sources, extracted, of_files, of_texts
from kg.evaluate.report import Figure, Report
from kg.pipeline.knowledge import knowledge_base
from kg.settings import Settings

__all__ = ["Asked", "Figure", "Report", "evaluate", "form"]

Found = Mapping[str, tuple[Json, ...]]
Find = Callable[[Sources], Found]


@dataclass(frozen=True, slots=True)
class Asked:
    """How a gold file is to be scored.

    ``articles`` is the folder of its articles (else that of the gold, or ``articles`` beside that); ``limit`` how many
    articles, sentences or passages are scored; ``fold`` another one of KnowledgeNet than the scored one,
    or one open fold of a corpus; ``jobs`` the number of processes; ``cached`` keeps records in the data folder;
    ``sealed`` scores what nobody reads too: a corpus's sealed fold, and claims in a folder ``unread``; ``predicates``
    counts the open predicates of a corpus.
    """

    settings: Settings
    articles: Path | None = None
    limit: int | None = None
    fold: int | None = None
    jobs: int | None = None
    cached: bool = False
    sealed: bool = False
    predicates: bool = False

    @property
    def whole(self) -> bool:
        """Whether all is scored that floors are kept of."""
        return self.limit is None and self.fold is None


def evaluate(path: Path, asked: Asked, *, tell: pipeline.Tell = pipeline.silent) -> Report:
    """The report on one gold file.

    Raises ``InputError`` where it is in no known form, ``NothingReadable`` where an article of it is not there.
    """
    started = time.monotonic()
    failed: list[str] = []
    kind = form(path)
    settings = asked.settings.model_copy(update={"confidence_floor": 0.0}) if kind in FLOORLESS else asked.settings

    def found(sources: Sources) -> Found:
        result = extracted(sources, settings=settings, jobs=asked.jobs, cached=asked.cached, tell=tell)
        failed.extend(result.failed)
        return result.found

    report = FORMS[kind](path, asked, found)
    return replace(report, failed=(*report.failed, *failed), seconds=round(time.monotonic() - started, 1))


def _claims(path: Path, asked: Asked, found: Find) -> Report:
    if claims.is_unread(path) and not asked.sealed:
        raise UsageError(f"{path} is sealed: it is scored at the end of a piece of work, with --sealed")
    gold = claims.read(path, limit=asked.limit)
    folder = asked.articles or _articles(path, gold.files)
    return claims.score(gold, found(of_files(gold.files, folder, asked.settings)), known=_known(asked.settings))


def _contrast(path: Path, asked: Asked, found: Find) -> Report:
    gold = contrast.read(path, limit=asked.limit)
    texts = {entry.text: (entry.text, None) for entry in gold.entries}
    return contrast.score(gold, found(of_texts(texts, asked.settings)), known=_known(asked.settings))


def _meantime(path: Path, asked: Asked, found: Find) -> Report:
    gold = meantime.read(path, limit=asked.limit)
    return meantime.score(
        gold, found(of_texts({one.id: (one.text, one.title) for one in gold.documents}, asked.settings))
    )


def _knowledgenet(path: Path, asked: Asked, found: Find) -> Report:
    gold = knowledgenet.read(path, limit=asked.limit, fold=asked.fold or knowledgenet.FOLD)
    return knowledgenet.score(
        gold, found(of_texts({one.id: (one.text, None) for one in gold.passages}, asked.settings))
    )


def _questions(path: Path, asked: Asked, found: Find) -> Report:  # noqa: ARG001 - asks a graph, not an extraction
    folder = asked.articles or path.parent.parent / "articles"
    return questions.score(path, questions.read(path), questions.asker(folder, asked.settings))


def _corpus(path: Path, asked: Asked, found: Find) -> Report:
    gold = corpus.read(path, asked.articles, fold=asked.fold, limit=asked.limit, sealed=asked.sealed)
    sources = of_texts({one.article.id: (one.article.text, one.article.title) for one in gold}, asked.settings)
    return corpus.score(path, gold, found(sources), known=_known(asked.settings), predicates=asked.predicates)


def _identities(path: Path, asked: Asked, found: Find) -> Report:  # noqa: ARG001 - all articles are resolved together
    from kg import ingest, resolve

    gold = identities.read(path, limit=asked.limit)
    seen: dict[str, tuple[str, str, identities.Seen]] = {}
    failed: list[str] = []
    records = pipeline.extract(
        identities.articles(gold, lambda lines: ingest.read_raw(lines, input_format="jsonl", settings=asked.settings)),
        settings=asked.settings,
        jobs=asked.jobs,
        fail=lambda article, reason: failed.append(f"{article.source}: {reason}"),
        cached=asked.cached,
    )
    resolution = resolve.entities(identities.watched(records, seen), knowledge_base(asked.settings))
    return replace(identities.score(gold, seen, resolution), failed=tuple(failed))


def _situations(path: Path, asked: Asked, found: Find) -> Report:  # noqa: ARG001 - asks one graph of all articles
    gold = situations.read(path)
    articles, fusion, failed = situations.fused(gold, asked.settings, jobs=asked.jobs, cached=asked.cached)
    return replace(situations.score(gold, situations.found(gold, articles, fusion)), failed=failed)


FORMS: Mapping[str, Callable[[Path, Asked, Find], Report]] = {
    "claims": _claims,
    "contrast": _contrast,
    "questions": _questions,
    "meantime": _meantime,
    "knowledgenet": _knowledgenet,
    "corpus": _corpus,
    "identities": _identities,
    "situations": _situations,
}
# Gold that asks whether stance and holder are read aright, which a floor of confidence would hide.
FLOORLESS = frozenset({"claims", "contrast"})


def form(path: Path) -> str:
    """Which form of gold a file or folder is in, by its name in ``FORMS``."""
    if corpus.is_corpus(path):
        return "corpus"
    if situations.is_situations(path):
        return "situations"
    if identities.is_identities(path):
        return "identities"
    if path.suffix in (".yaml", ".yml"):
        content = files.yaml_of(path)
        if not isinstance(content, list):
            return "claims"
        return "questions" if content and isinstance(content[0], dict) and "ask" in content[0] else "contrast"
    if path.suffix in (".jsonl", ".ndjson"):
        first = next(files.json_lines(path), {})
        if "events" in first:
            return "meantime"
        if "facts" in first:
            return "knowledgenet"
    raise files.wrong(path, "", "in no known form of gold")


def _articles(path: Path, names: tuple[str, ...]) -> Path:
    """The folder the articles of a gold file are in."""
    beside = path.parent
    return beside if all((beside / name).is_file() for name in names) else beside.parent / "articles"


def _known(settings: Settings) -> Callable[[str], str | None]:
    """What the knowledge base takes a name for, by its IRI."""
    base = knowledge_base(settings)

    def known(name: str) -> str | None:
        candidates = base.lookup(name) or base.persons(name)
        return candidates[0].kb if candidates else None

    return known
