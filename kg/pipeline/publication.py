"""What passed the gate becomes a release, and the release describes itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast

from pyoxigraph import Quad, Store

from kg import describe, parquet, quality, queries, rdf, store, validate
from kg.errors import StoreError
from kg.model import Replaced, SetAside
from kg.pipeline import gate, replaced
from kg.pipeline.quads import Difference
from kg.pipeline.stages import Stage, Stages
from kg.settings import Settings
from kg.tables import Tables


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build did, and what its stages took; ``changed`` is False where the content is the release before's.

    ``outdone`` names what was given and is an excerpt, or an older version, of what was known and stays.
    """

    release: store.Release
    changed: bool
    set_aside: tuple[SetAside, ...]
    warnings: tuple[str, ...]
    stages: tuple[Stage, ...]
    outdone: tuple[str, ...] = ()


@dataclass(slots=True)
class Publication:
    """One release on its way: its difference to the one ``before`` (None: made afresh), and what it is made by.

    ``current`` is the release that is served until then, whatever it is made by; ``former`` the same, or one that
    another version of OnRecord made and that nothing is served of; ``replaced`` are its articles that another took the
    place of.
    """

    tables: Tables
    difference: Difference
    articles: Mapping[str, str]
    settings: Settings
    versions: Mapping[str, str]
    imported: Mapping[str, str]
    before: store.Release | None
    current: store.Release | None
    former: store.Release | None
    stages: Stages
    replaced: tuple[Replaced, ...] = ()
    report: validate.Report | None = None

    def publish(self, set_aside: tuple[SetAside, ...], *, outdone: tuple[str, ...] = ()) -> BuildResult:
        """The release, or the one before where nothing changed. Call it under the lock.

        Raises ``gate.Violated``, and NothingPublished where the graph as a whole violates or the disk is full.
        """
        settings = self.settings
        draft = store.Draft(
            quads=(),
            difference=store.Difference(
                self.difference.removed, self.difference.added, self.difference.size, whole=self.before is None
            ),
            graph=rdf.release_graph(settings.base).value,
            counts=_counts(self.tables),
            settings={
                "base": settings.base,
                "model": settings.model,
                "licence": settings.licence,
                "quotes_licence": settings.quotes_licence,
                "mentions": settings.mentions,
                "open_claims": settings.open_claims,
            }
            | ({} if settings.confidence_floor is None else {"confidence_floor": settings.confidence_floor})
            | ({"kb": dict(self.imported)} if self.imported else {}),
            versions=self.versions,
            articles=self.articles,
            set_aside=set_aside,
            replaced=self.replaced,
            tables=self.tables.folder,
            stages=self.stages,
        )
        release = store.publish(settings.data, draft, describe=self._described, check=self._checked)
        changed = self.current is None or release.id != self.current.id
        results = self.report.results if self.report and changed else ()
        warnings = tuple(gate.line(result) for result in results if result.severity == "Warning")
        removed = _pruned(settings) if changed else ()
        return BuildResult(release, changed, set_aside, (*warnings, *removed), self.stages.done(), outdone)

    def _checked(self, folder: Path, opened: Store) -> Mapping[str, str]:
        """The gate, on what is to be published."""
        with self.stages.stage("validating"):
            self.report = gate.judged(folder, opened, self.difference, base=self.settings.base, before=self.before)
        return {validate.REPORT: validate.dumps(self.report)}

    def _described(self, release: store.Release, folder: Path, opened: Store) -> Iterator[Quad]:
        """The release graph: what the data set says of itself."""
        base = release.settings["base"]
        return describe.release_quads(
            release.id,
            base=base,
            created=release.created,
            content=release.content,
            version=release.versions["onrecord"],
            counts=store.counts_of(folder),
            parent=release.parent,
            dumps=[
                describe.Dump(
                    file.name,
                    file.media_type,
                    file.bytes,
                    file.sha256,
                    packing=store.PACKINGS[file.packing],
                    quads=file.quads,
                    holds=store.KINDS[file.kind],
                )
                for file in store.manifest(folder)
            ],
            tables=[
                describe.Table(f"{name}.{parquet.FORMAT}", parquet.MEDIA_TYPE, table.holds)
                for name, table in parquet.TABLES.items()
            ],
            examples=[*_examples()],
            replaced=self._replaced(base, opened),
            quality=quality.shipped(),
            licence=release.settings["licence"],
            quotes_licence=release.settings["quotes_licence"],
        )

    def _replaced(self, base: str, opened: Store) -> Iterable[tuple[str, str]]:
        was = self.former
        if was is None or was.settings["base"] != base:
            return ()
        records = store.Records(self.settings.data)
        renamed = [one for one in self.replaced if one.article != one.former]
        return replaced.pairs(
            _earlier(was), opened, self.tables, renamed, lambda key: records.get(self.articles[key]), base=base
        )


def _earlier(release: store.Release) -> Sequence[Quad]:
    """What a release says of itself; nothing where that is damaged, for a build is the way out of a damaged release."""
    try:
        return store.description(release)
    except StoreError:
        return ()


def _examples() -> Iterator[describe.Example]:
    for query in map(queries.load, queries.names()):
        if query.form in describe.FORMS:
            form = cast("Literal['select', 'ask', 'construct']", query.form)
            yield describe.Example(query.name, query.title, query.asks, query.text, form)


def _counts(tables: Tables) -> Mapping[str, int]:
    def count(what: str) -> int:
        return int(tables.one(f"SELECT count(*) FROM {what}") or 0)

    return {
        "articles": count("new.articles"),
        "entities": count("written"),
        "claims": count("new.claims"),
        "situations": count("new.situations"),
        "asserted": count("new.situations WHERE asserted"),
        "unsure": count("new.situations WHERE unsure"),
        "disagreements": count("new.disagreements"),
        "origins": count("(SELECT DISTINCT origin FROM new.sources)"),
    }


def _pruned(settings: Settings) -> Iterator[str]:
    try:
        store.prune(settings.data, keep=settings.keep_releases, keep_days=settings.keep_days)
    except OSError as error:  # the new release stands; what could not be removed is tried again by the next build
        yield f"{settings.data}: an old release could not be removed ({error.strerror or error})"
