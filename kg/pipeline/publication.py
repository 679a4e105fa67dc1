"""What passed the gate becomes a release, and the release describes itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Literal, cast

from pyoxigraph import Quad

from kg import __version__, describe, quality, queries, rdf, store, validate
from kg.model import Fusion, SetAside
from kg.pipeline import replaced
from kg.settings import Settings
from kg.terms import KG, RDF


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build did. ``changed`` is False where the content is what the release before it had."""

    release: store.Release
    changed: bool
    set_aside: tuple[SetAside, ...]
    warnings: tuple[str, ...]


def published(
    quads: Sequence[Quad],
    fusion: Fusion,
    *,
    settings: Settings,
    made_by: str,
    imported: Mapping[str, str] | None = None,
    set_aside: tuple[SetAside, ...] = (),
    warnings: tuple[str, ...] = (),
    report: validate.Report | None = None,
) -> BuildResult:
    """The release of quads that passed the gate; the one before where nothing changed. Call it under the lock.

    ``made_by`` is the version of the extraction, ``imported`` those of imported knowledge bases,
    ``report`` the gate's, which is kept with the release. NothingPublished where the disk is full or fails.
    """
    before = store.usable(settings.data)
    articles = [record.article for record in fusion.records]
    draft = store.Draft(
        quads=quads,
        graph=rdf.release_graph(settings.base).value,
        counts=_counts(fusion, quads),
        settings={
            "base": settings.base,
            "model": settings.model,
            "licence": settings.licence,
            "quotes_licence": settings.quotes_licence,
        }
        | ({"kb": dict(imported)} if imported else {}),
        versions={"onrecord": __version__, "extractor": made_by},
        articles={article.key: store.record_name(article, made_by) for article in articles},
        set_aside=set_aside,
        files={validate.REPORT: validate.dumps(report)} if report else {},
    )
    description = partial(_described, quads=quads, before=before)
    release = store.publish(settings.data, draft, describe=description, formats=settings.dump_formats)
    changed = before is None or release.id != before.id
    return BuildResult(release, changed, set_aside, (*warnings, *(_pruned(settings) if changed else ())))


def _described(
    release: store.Release, dumps: Path, *, quads: Sequence[Quad], before: store.Release | None
) -> Iterator[Quad]:
    """The release graph: what the data set says of itself."""
    base = release.settings["base"]
    return describe.release_quads(
        release.id,
        base=base,
        created=release.created,
        content=release.content,
        version=release.versions["onrecord"],
        counts=describe.count(quads),
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
            for file in store.manifest(dumps)
        ],
        examples=[*_examples()],
        replaced=replaced.pairs(store.open_release(before), quads) if before else (),
        quality=quality.shipped(),
        licence=release.settings["licence"],
        quotes_licence=release.settings["quotes_licence"],
    )


def _examples() -> Iterator[describe.Example]:
    for query in map(queries.load, queries.names()):
        if query.form in describe.FORMS:
            form = cast("Literal['select', 'ask', 'construct']", query.form)
            yield describe.Example(query.name, query.title, query.asks, query.text, form)


def _counts(fusion: Fusion, quads: Sequence[Quad]) -> Mapping[str, int]:
    entities = {quad.subject for quad in quads if quad.predicate == RDF.type and quad.object == KG.Entity}
    return {
        "articles": len(fusion.records),
        "entities": len(entities),
        "claims": len(fusion.claims),
        "situations": len(fusion.situations),
        "asserted": sum(situation.asserted for situation in fusion.situations),
        "disagreements": len(fusion.disagreements),
        "origins": len({origin.article for origin in fusion.origins.values()}),
    }


def _pruned(settings: Settings) -> Iterator[str]:
    try:
        store.prune(settings.data, keep=settings.keep_releases, keep_days=settings.keep_days)
    except OSError as error:  # the new release stands; what could not be removed is tried again by the next build
        yield f"{settings.data}: an old release could not be removed ({error.strerror or error})"
