"""Gold against what is extracted: one module a form of gold, told apart by what a file holds."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from kg import pipeline
from kg.evaluate import claims, contrast, knowledgenet, meantime
from kg.evaluate import gold as files
from kg.evaluate.extraction import Json, Sources, extracted, of_files, of_texts
from kg.evaluate.report import Figure, Report
from kg.settings import Settings

__all__ = ["Figure", "Report", "evaluate", "form"]

Found = Mapping[str, tuple[Json, ...]]
Find = Callable[[Sources], Found]


def evaluate(
    path: Path,
    *,
    settings: Settings,
    articles: Path | None = None,
    limit: int | None = None,
    jobs: int | None = None,
    cached: bool = False,
    tell: pipeline.Tell = pipeline.silent,
) -> Report:
    """The report on one gold file.

    ``articles`` is the folder its articles are in (else that of the gold, or ``articles`` beside that), ``limit`` how
    many articles, sentences or passages are scored, ``cached`` keeps records in the settings' data folder. Raises
    ``InputError`` where the gold is in no known form and ``NothingReadable`` where an article is not there.
    """
    started = time.monotonic()
    failed: list[str] = []

    def found(sources: Sources) -> Found:
        result = extracted(sources, settings=settings, jobs=jobs, cached=cached, tell=tell)
        failed.extend(result.failed)
        return result.found

    report = FORMS[form(path)](path, articles, limit, settings, found)
    return replace(report, failed=tuple(failed), seconds=round(time.monotonic() - started, 1))


def _claims(path: Path, articles: Path | None, limit: int | None, settings: Settings, found: Find) -> Report:
    gold = claims.read(path, limit=limit)
    folder = articles or _articles(path, gold.files)
    return claims.score(gold, found(of_files(gold.files, folder, settings)), known=_known())


def _contrast(path: Path, _: Path | None, limit: int | None, settings: Settings, found: Find) -> Report:
    gold = contrast.read(path, limit=limit)
    texts = {entry.text: (entry.text, None) for entry in gold.entries}
    return contrast.score(gold, found(of_texts(texts, settings)), known=_known())


def _meantime(path: Path, _: Path | None, limit: int | None, settings: Settings, found: Find) -> Report:
    gold = meantime.read(path, limit=limit)
    return meantime.score(gold, found(of_texts({one.id: (one.text, one.title) for one in gold.documents}, settings)))


def _knowledgenet(path: Path, _: Path | None, limit: int | None, settings: Settings, found: Find) -> Report:
    gold = knowledgenet.read(path, limit=limit)
    return knowledgenet.score(gold, found(of_texts({one.id: (one.text, None) for one in gold.passages}, settings)))


FORMS: Mapping[str, Callable[[Path, Path | None, int | None, Settings, Find], Report]] = {
    "claims": _claims,
    "contrast": _contrast,
    "meantime": _meantime,
    "knowledgenet": _knowledgenet,
}


def form(path: Path) -> str:
    """Which form of gold a file is in: claims, contrast, meantime or knowledgenet."""
    if path.suffix in (".yaml", ".yml"):
        return "contrast" if isinstance(files.yaml_of(path), list) else "claims"
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


def _known() -> Callable[[str], str | None]:
    """What the knowledge base takes a name for, by its IRI."""
    base = pipeline.knowledge_base()

    def known(name: str) -> str | None:
        candidates = base.lookup(name)
        return candidates[0].kb if candidates else None

    return known
