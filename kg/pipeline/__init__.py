"""The story on one page: articles are read, extracted, resolved, fused, written as quads, validated and published.

Everything up to the records works article by article, in processes of its own and cached; everything after them looks
at all records at once.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from kg import iris, store
from kg.errors import NothingPublished, NothingReadable
from kg.model import Article, Fusion, Record, SetAside
from kg.pipeline import gate, knowledge
from kg.pipeline.extraction import ROOM, extractor, size, version
from kg.pipeline.knowledge import knowledge_base
from kg.pipeline.publication import BuildResult, published
from kg.pipeline.workers import Failure, share_out
from kg.settings import Settings


@dataclass(frozen=True, slots=True)
class Step:
    """How far a build has come: the stage's name, what is done of it, and of how many where that is known."""

    name: str
    done: int = 0
    total: int | None = None


Tell = Callable[[Step], None]


def silent(step: Step) -> None:
    """Tells nobody."""


def build(
    paths: Sequence[Path],
    *,
    settings: Settings,
    jobs: int | None = None,
    fresh: bool = False,
    wait: float = 0.0,
    tell: Tell = silent,
) -> BuildResult:
    """A release of the articles in ``paths`` and, unless ``fresh``, of those the current release has.

    ``jobs`` is the number of processes (default: one a core), ``wait`` how many seconds to wait for another build.
    Raises NothingReadable where there is no article at all, NothingPublished where the graph as a whole violates a
    shape or cannot be written; what was current before stays so.
    """
    iris.check_base(settings.base)
    with store.building(settings.data, wait=wait):
        current = store.usable(settings.data) if fresh else store.current(settings.data)
        settings = _kept(settings, current)
        set_aside: list[SetAside] = []
        others = () if fresh else known(current, settings.data, set_aside)
        articles = read(paths, others, settings, set_aside)
        records = extract(articles, settings=settings, jobs=jobs, tell=tell, set_aside=set_aside, cached=True)
        if not records:
            reasons = "; ".join(f"{aside.source}: {aside.reason}" for aside in set_aside[:3])
            raise NothingReadable(f"none of the articles could be used ({reasons})")
        tell(Step("checking", 0, len(records)))
        imported = knowledge.versions(settings)
        fuse = partial(fused, settings=settings)
        passed = gate.passed(records, fuse=fuse, settings=settings, before=store.usable(settings.data))
        tell(Step("publishing", 0, len(passed.quads)))
        return published(
            passed.quads,
            passed.fusion,
            settings=settings,
            made_by=version(settings.model, imported),
            imported=imported,
            set_aside=(*set_aside, *passed.set_aside),
            warnings=passed.warnings,
            report=passed.report,
        )


def known(release: store.Release | None, data: Path, set_aside: list[SetAside]) -> Iterator[Article]:
    """The articles of a release; one whose record is lost goes to ``set_aside``."""
    for key, name in release.articles.items() if release else ():
        record = store.Records(data).get(name)
        if record is None:
            set_aside.append(SetAside(f"article {key}", "its record is lost; build its file again"))
        else:
            yield record.article


def read(
    paths: Sequence[Path], others: Iterable[Article], settings: Settings, set_aside: list[SetAside]
) -> Iterator[Article]:
    """The fuller article of each key, of the paths and the others; what cannot be read goes to ``set_aside``."""
    from kg import ingest
    from kg.ingest.spool import Spool

    with Spool() as spool:
        for outcome in ingest.read(paths, settings=settings):
            aside = outcome if isinstance(outcome, SetAside) else spool.add(outcome)
            if aside is not None:
                set_aside.append(aside)
        for article in others:
            spool.add(article)  # an article that is known already is no news
        yield from spool.articles()


def extract(
    articles: Iterable[Article],
    *,
    settings: Settings,
    jobs: int | None = None,
    tell: Tell = silent,
    set_aside: list[SetAside],
    cached: bool,
) -> list[Record]:
    """The records of the articles, by key; an article that fails goes to ``set_aside`` with the reason."""
    cache = store.Records(settings.data) if cached else None
    made_by = version(settings.model, knowledge.versions(settings))
    records: list[Record] = []

    def unread() -> Iterator[Article]:
        for article in articles:
            record = cache.get(store.record_name(article, made_by)) if cache else None
            if record is None:
                yield article
            else:
                records.append(replace(record, article=article))
                tell(Step("extracting", len(records)))

    shared = share_out(
        unread(),
        partial(extractor, settings.model, settings.imports),
        jobs=jobs or os.cpu_count() or 1,
        seconds=settings.article_seconds,
        size=size,
        room=ROOM,
    )
    for article, outcome in shared:
        if isinstance(outcome, Failure):
            set_aside.append(SetAside(article.source, outcome.reason))
            continue
        records.append(outcome)
        if cache:
            _put(cache, store.record_name(article, made_by), outcome)
        tell(Step("extracting", len(records)))
    return sorted(records, key=lambda record: record.article.key)


def extract_only(
    outcomes: Iterable[Article | SetAside],
    *,
    settings: Settings,
    jobs: int | None = None,
    tell: Tell = silent,
    set_aside: list[SetAside],
) -> tuple[list[Record], Fusion]:
    """The records of articles, in the order given, and what they say together; nothing is stored.

    Entities are those of the given articles alone. What cannot be used goes to ``set_aside``.
    """
    iris.check_base(settings.base)
    order: dict[str, int] = {}
    seen: Counter[str] = Counter()

    def articles() -> Iterator[Article]:
        for outcome in outcomes:
            if isinstance(outcome, SetAside):
                set_aside.append(outcome)
                continue
            # The same text given twice is listed twice; only its key has to differ.
            number = seen[outcome.key]
            seen[outcome.key] += 1
            article = replace(outcome, key=f"{outcome.key}.{number}") if number else outcome
            order[article.key] = len(order)
            yield article

    records = extract(articles(), settings=settings, jobs=jobs, tell=tell, set_aside=set_aside, cached=False)
    return sorted(records, key=lambda record: order[record.article.key]), fused(records, settings=settings)


def fused(records: Sequence[Record], *, settings: Settings) -> Fusion:
    """What the records say together."""
    from kg import fuse, resolve
    from kg.ingest.duplicates import near_copies

    resolution = resolve.entities(records, knowledge_base(settings))
    return fuse.fuse(records, resolution, copies=near_copies(record.article for record in records))


def _kept(settings: Settings, current: store.Release | None) -> Settings:
    """The settings with what a data folder keeps without a word from the user: its base and its licences.

    A build must not rename every node, nor take back a licence, by omission.
    """
    if current is None:
        return settings
    names = {"base", "licence", "quotes_licence"} - settings.model_fields_set
    return settings.model_copy(update={name: current.settings.get(name) for name in names})


def _put(cache: store.Records, name: str, record: Record) -> None:
    try:
        cache.put(name, record)
    except OSError as error:
        raise NothingPublished(
            f"{cache.folder}: a record cannot be written ({error.strerror or error}); the release before stands"
        ) from error
