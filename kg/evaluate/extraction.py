"""Texts to what is extracted from them: each article once, each file or sentence fused by itself."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from kg import listing, pipeline
from kg.model import Article, SetAside
from kg.settings import Settings

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Sources:
    """The articles of each source, and what could not be read."""

    articles: Mapping[str, Sequence[Article]]
    failed: tuple[SetAside, ...] = ()


@dataclass(frozen=True, slots=True)
class Extracted:
    """The extracted articles of each source, as ``kg extract`` prints them, and the texts that could not be used."""

    found: Mapping[str, tuple[Json, ...]]
    failed: tuple[str, ...]


def of_files(names: Iterable[str], folder: Path, settings: Settings) -> Sources:
    """The articles of each file in a folder, by the file's name; ``NothingReadable`` where a file is not there."""
    from kg import ingest

    articles: dict[str, list[Article]] = {}
    failed: list[SetAside] = []
    for name in names:
        outcomes = list(ingest.read([folder / name], settings=settings))
        articles[name] = [one for one in outcomes if isinstance(one, Article)]
        failed += [one for one in outcomes if isinstance(one, SetAside)]
    return Sources(articles, tuple(failed))


def of_texts(texts: Mapping[str, tuple[str, str | None]], settings: Settings) -> Sources:
    """Texts taken exactly as given, by the name of each, with its title where it has one."""
    from kg import ingest

    lines = "".join(
        json.dumps({"id": name, "text": text, **({"title": title} if title else {})}, ensure_ascii=False) + "\n"
        for name, (text, title) in texts.items()
    )
    articles: dict[str, list[Article]] = {}
    failed: list[SetAside] = []
    for one in ingest.read_raw(io.BytesIO(lines.encode()), input_format="jsonl", settings=settings):
        if isinstance(one, SetAside):
            failed.append(one)
        else:
            articles.setdefault(one.id or "", []).append(one)
    return Sources(articles, tuple(failed))


def extracted(
    sources: Sources,
    *,
    settings: Settings,
    jobs: int | None = None,
    cached: bool = False,
    tell: pipeline.Tell = pipeline.silent,
) -> Extracted:
    """What is extracted from the sources; an article that several have is read once.

    With ``cached``, records are kept in the settings' data folder and not made again while no rule has changed.
    """
    unique = {article.key: article for articles in sources.articles.values() for article in articles}
    aside = list(sources.failed)

    def fail(article: Article, reason: str) -> None:
        aside.append(SetAside(article.source, reason))

    records = {
        record.article.key: record
        for record in pipeline.extract(
            unique.values(), settings=settings, jobs=jobs, tell=tell, fail=fail, cached=cached
        )
    }
    found: dict[str, tuple[Json, ...]] = {}
    for done, (name, articles) in enumerate(sources.articles.items(), 1):
        some = [replace(records[article.key], article=article) for article in articles if article.key in records]
        fusion = pipeline.fused(some, settings=settings)
        found[name] = tuple(listing.listings(some, fusion, base=settings.base))
        tell(pipeline.Step("scoring", done, len(sources.articles)))
    return Extracted(found, tuple(f"{one.source}: {one.reason}" for one in aside))
