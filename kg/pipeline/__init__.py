"""The story on one page: articles are read, extracted, resolved, fused, written as quads, validated and published.

Everything up to the records works article by article, in processes of its own and cached; everything after them looks
at all records at once.
"""

from __future__ import annotations

import gc
import os
import shutil
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Protocol

from kg import __version__, iris, store
from kg.confidence import floor
from kg.errors import NothingPublished, NothingReadable, StoreError
from kg.ingest.spool import Spool
from kg.model import Article, Fusion, Record, SetAside
from kg.pipeline import derivation, gate, knowledge
from kg.pipeline.derivation import RecordLost
from kg.pipeline.extraction import ROOM, extractor, size, tracer, version
from kg.pipeline.knowledge import knowledge_base
from kg.pipeline.publication import BuildResult, Publication
from kg.pipeline.selection import LOST, Selection
from kg.pipeline.stages import Stages
from kg.pipeline.workers import Failure, share_out
from kg.settings import Settings
from kg.tables import Tables, schema

# Without a bad article others may come to violate, as what they share changes; past this many rounds it is the whole.
ROUNDS = 4
# Between two looks for circles of references. At Python's 700 they take a ninth of the time of all that follows the
# extraction; more than this saves nothing.
NEW_OBJECTS = 50_000


@dataclass(frozen=True, slots=True)
class Step:
    """How far a build has come: the stage's name, what is done of it, and of how many where that is known."""

    name: str
    done: int = 0
    total: int | None = None


Tell = Callable[[Step], None]
Fail = Callable[[Article, str], None]  # takes an article that could not be read, and why


class Read(Protocol):
    """The names of the records of articles, by key; those that cannot be read go to ``fail``."""

    def __call__(self, articles: Iterable[Article], /, *, tell: Tell, fail: Fail) -> dict[str, str]: ...


def silent(step: Step) -> None:
    """Tells nobody."""


@contextmanager
def _rare_collections() -> Iterator[None]:
    """Has Python look for circles of references less often: a build makes objects by the million, and few circles."""
    was = gc.get_threshold()
    gc.set_threshold(NEW_OBJECTS, *was[1:])
    try:
        yield
    finally:
        gc.set_threshold(*was)


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

    Where there is a current release, of whatever version of OnRecord, ``paths`` may be empty: it is brought up to date.

    ``jobs`` is the number of processes (default: one a core), ``wait`` how many seconds to wait for another build.
    Raises NothingReadable where there is no article at all, NothingPublished where the graph as a whole violates a
    shape or cannot be written; what was current before stays so.
    """
    iris.check_base(settings.base)
    with store.building(settings.data, wait=wait), _rare_collections(), Spool() as displaced:
        former = _former(settings.data, fresh=fresh)
        settings = _kept(settings, former)
        set_aside: list[SetAside] = []
        made_by = version(settings.model, knowledge.versions(settings), settings.open_claims)
        selection = Selection(settings.data, None if fresh else former, made_by, set_aside, displaced)
        read = partial(_read, settings=settings, jobs=jobs, made_by=made_by)
        stages = Stages()
        with stages.stage("extracting"):
            articles = _extracted(paths, selection, settings, read, tell)
        for _ in range(ROUNDS):
            if not articles:
                reasons = "; ".join(f"{aside.source}: {aside.reason}" for aside in set_aside[:3])
                raise NothingReadable(f"none of the articles could be used ({reasons})")
            tell(Step("deriving", 0, len(articles)))
            try:
                return _published(articles, settings, selection, former, stages, tell)
            except gate.Violated as violated:
                articles = _left_out(articles, violated.reasons, selection, read)
                if not articles:
                    raise NothingPublished(
                        f"every article violates a shape ({set_aside[-1].reason}); nothing is left to publish"
                    ) from violated
            except RecordLost as lost:
                missing = {key for key, name in articles.items() if name == lost.args[0]}
                articles = _left_out(articles, dict.fromkeys(missing, LOST), selection, read)
        raise NothingPublished(f"articles still violate shapes after {ROUNDS} rounds; the release before stands")


def _published(
    articles: dict[str, str],
    settings: Settings,
    selection: Selection,
    former: store.Release | None,
    stages: Stages,
    tell: Tell,
) -> BuildResult:
    """The release of some articles, by key and name of their record; IRIs of the release ``former`` lead to its own."""
    imported = knowledge.versions(settings)
    made_by = selection.made_by
    derived_by = derivation.version()
    versions = {"onrecord": __version__, "extractor": made_by, "derivation": derived_by, "tables": schema.FORMAT}
    current = store.usable(settings.data)
    alike = current is not None and dict(current.versions) == versions and current.settings["base"] == settings.base
    was = former.tables if former is not None and former.versions.get("tables") == schema.FORMAT else None
    rounds = [(current, was)] if alike else [(None, was)]
    for before, was in (*rounds, (None, None)):
        folder = derivation.tables_folder(settings.data)
        try:
            with Tables(folder, before=before.tables if before else None, was=was) as tables:
                difference = derivation.derive(
                    tables,
                    articles,
                    records=store.Records(settings.data),
                    kb=knowledge_base(settings),
                    floor=floor(settings.confidence_floor),
                    base=settings.base,
                    mentions=settings.mentions,
                    made_by=made_by,
                    before=before,
                    stages=stages,
                )
                tell(Step("publishing", 0, difference.size))
                publication = Publication(
                    tables,
                    difference,
                    articles,
                    settings,
                    versions,
                    imported,
                    before,
                    current,
                    former,
                    stages,
                    selection.told(articles),
                )
                return publication.publish(tuple(selection.set_aside), outdone=tuple(selection.outdone))
        except RecordLost:
            raise
        except StoreError:  # what the release before has is damaged: all is made afresh
            if was is None:
                raise
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    raise AssertionError("the last round returns or raises")


def _extracted(
    paths: Sequence[Path],
    selection: Selection,
    settings: Settings,
    read: Read,
    tell: Tell,
) -> dict[str, str]:
    """The name of the record of each article, by key: of the paths, and of the release before."""
    from kg import ingest

    given = iter(()) if selection.before and not paths else ingest.read(paths, settings=settings)
    failed: dict[str, SetAside] = {}

    def fail(article: Article, reason: str) -> None:
        failed[article.key] = SetAside(article.source, reason)

    found = read(selection.articles(given), tell=tell, fail=fail)
    return _fallen_back(found | selection.standing, failed, selection, read)


def _left_out(
    articles: Mapping[str, str], reasons: Mapping[str, str], selection: Selection, read: Read
) -> dict[str, str]:
    """The articles without some, which are set aside for a reason each, under the name of where they came from."""
    records = store.Records(selection.data)
    failed = {}
    for key, reason in sorted(reasons.items()):
        record = records.get(articles[key]) if key in articles else None
        failed[key] = SetAside(record.article.source if record else f"article {key}", reason)
    rest = {key: name for key, name in articles.items() if key not in failed}
    return _fallen_back(rest, failed, selection, read)


def _fallen_back(
    articles: Mapping[str, str], failed: Mapping[str, SetAside], selection: Selection, read: Read
) -> dict[str, str]:
    """The articles, sorted, and what those that failed took the place of: a bad version costs only itself."""

    def fail(article: Article, reason: str) -> None:
        selection.set_aside.append(SetAside(article.source, reason))

    successors: dict[str, str] = {}

    def reinstated() -> Iterator[Article]:
        for key in failed:
            for article in selection.reinstated(key):
                successors[article.key] = key
                yield article

    stand = read(reinstated(), tell=silent, fail=fail)
    outlived = {successors[key] for key in stand}
    for key, aside in failed.items():
        reason = f"{aside.reason}; its former version stands" if key in outlived else aside.reason
        selection.set_aside.append(SetAside(aside.source, reason))
    return dict(sorted((stand | dict(articles)).items()))


def _read(
    articles: Iterable[Article], *, settings: Settings, jobs: int | None, made_by: str, tell: Tell, fail: Fail
) -> dict[str, str]:
    """The names of the records of articles, by key; they are made where there are none yet."""
    records = extract(articles, settings=settings, jobs=jobs, tell=tell, fail=fail, cached=True)
    return {record.article.key: store.record_name(record.article, made_by) for record in records}


def extract(
    articles: Iterable[Article],
    *,
    settings: Settings,
    jobs: int | None = None,
    tell: Tell = silent,
    fail: Fail,
    cached: bool,
) -> Iterator[Record]:
    """The records of the articles as they are made; an article that fails goes to ``fail`` with the reason."""
    cache = store.Records(settings.data) if cached else None
    made_by = version(settings.model, knowledge.versions(settings), settings.open_claims)
    ready: deque[Record] = deque()

    def unread() -> Iterator[Article]:
        for article in articles:
            record = cache.get(store.record_name(article, made_by)) if cache else None
            if record is None:
                yield article
            else:
                ready.append(replace(record, article=article))

    shared = share_out(
        unread(),
        partial(extractor, settings.model, settings.imports, settings.open_claims),
        jobs=jobs or os.cpu_count() or 1,
        seconds=settings.article_seconds,
        size=size,
        room=ROOM,
    )

    def outcomes() -> Iterator[Record]:
        for article, outcome in shared:
            yield from _taken(ready)
            if isinstance(outcome, Failure):
                fail(article, outcome.reason)
                continue
            if cache:
                _put(cache, store.record_name(article, made_by), outcome)
            yield outcome
        yield from _taken(ready)

    for done, record in enumerate(outcomes(), start=1):
        tell(Step("extracting", done))
        yield record


def _taken(ready: deque[Record]) -> Iterator[Record]:
    while ready:
        yield ready.popleft()


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

    def fail(article: Article, reason: str) -> None:
        set_aside.append(SetAside(article.source, reason))

    records = list(extract(articles(), settings=settings, jobs=jobs, tell=tell, fail=fail, cached=False))
    return sorted(records, key=lambda record: order[record.article.key]), fused(records, settings=settings)


def traces(records: Iterable[Record], *, settings: Settings) -> Iterator[str]:
    """What became of each trigger whose word stands in the records' articles; an article's lines below its source."""
    trace = tracer(settings.model)
    for record in records:
        yield record.article.source
        yield from trace(record)


def fused(records: Sequence[Record], *, settings: Settings) -> Fusion:
    """What the records say together."""
    from kg import fuse, resolve
    from kg.ingest.duplicates import near_copies

    resolution = resolve.entities(records, knowledge_base(settings))
    copies = near_copies(record.article for record in records)
    return fuse.fuse(records, resolution, copies=copies, floor=floor(settings.confidence_floor))


def _former(data: Path, *, fresh: bool) -> store.Release | None:
    """The release to start from; one that is damaged is in the way of a build only where its articles are wanted."""
    try:
        return store.former(data)
    except StoreError:
        if not fresh:
            raise
        return None


def _kept(settings: Settings, current: store.Release | None) -> Settings:
    """The settings with what a data folder keeps unasked: base, licences, mentions, open claims, floor.

    A build must not rename every node, take back a licence, drop mentions or open claims, or assert what was unsure by
    omission. A floor that nobody gave is the program's, and follows it.
    """
    if current is None:
        return settings
    names = {"base", "licence", "quotes_licence", "mentions", "open_claims", "confidence_floor"}
    names -= settings.model_fields_set
    return settings.model_copy(update={name: current.settings[name] for name in names & current.settings.keys()})


def _put(cache: store.Records, name: str, record: Record) -> None:
    try:
        cache.put(name, record)
    except OSError as error:
        raise NothingPublished(
            f"{cache.folder}: a record cannot be written ({error.strerror or error}); the release before stands"
        ) from error
