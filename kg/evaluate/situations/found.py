"""What a graph has of planted events: which claim tells which report, and whose reporting each article is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg import pipeline
from kg.evaluate.situations.gold import Gold, Telling
from kg.model import Article, Disagreement, Fusion, GroundedClaim, SetAside
from kg.settings import Settings


@dataclass(frozen=True, slots=True)
class Found:
    """A graph seen from the gold; articles go by their ids.

    ``claims`` are those of each report, in the order of the gold, first in the text first; ``events`` and ``articles``
    are those of claims, by key: of the claims of reports, and of all. ``spun`` are articles that are called so.
    """

    claims: tuple[tuple[GroundedClaim, ...], ...]
    events: Mapping[str, str]
    articles: Mapping[str, str]
    origins: Mapping[str, str]
    spun: frozenset[str]
    disagreements: tuple[Disagreement, ...]


def fused(
    gold: Gold, settings: Settings, *, jobs: int | None, cached: bool, tell: pipeline.Tell = pipeline.silent
) -> tuple[list[Article], Fusion, tuple[str, ...]]:
    """The articles as read, what they say together, and what could not be used."""
    from kg import ingest

    outcomes = list(ingest.read([gold.path / "articles.jsonl"], settings=settings))
    failed = [f"{one.source}: {one.reason}" for one in outcomes if isinstance(one, SetAside)]
    articles = [one for one in outcomes if isinstance(one, Article)]

    def fail(article: Article, reason: str) -> None:
        failed.append(f"{article.source}: {reason}")

    records = list(pipeline.extract(articles, settings=settings, jobs=jobs, tell=tell, fail=fail, cached=cached))
    return articles, pipeline.fused(records, settings=settings), tuple(failed)


def found(gold: Gold, articles: Sequence[Article], fusion: Fusion) -> Found:
    """What the graph of the articles has of the gold."""
    ids = {article.key: article.id or article.key for article in articles}
    texts = {ids[article.key]: article.text for article in articles}
    told: dict[str, list[GroundedClaim]] = defaultdict(list)
    for claim in sorted(fusion.claims, key=lambda one: (one.claim.trigger, one.key)):
        told[ids[claim.article]].append(claim)
    claims: list[tuple[GroundedClaim, ...]] = []
    events: dict[str, str] = {}
    for report in gold.reports:
        claims.append(tuple(_of(report, gold, texts, told)))
        events.update((claim.key, report.event) for claim in claims[-1])
    return Found(
        claims=tuple(claims),
        events=events,
        articles={claim.key: ids[claim.article] for claim in fusion.claims},
        origins={ids[key]: ids[origin.article] for key, origin in fusion.origins.items()},
        spun=frozenset(ids[key] for key, origin in fusion.origins.items() if origin.spun),
        disagreements=fusion.disagreements,
    )


def _of(
    report: Telling, gold: Gold, texts: Mapping[str, str], told: Mapping[str, Sequence[GroundedClaim]]
) -> Iterator[GroundedClaim]:
    """The claims of a report's frame in its span: where the words of the span stand in the text as it was read."""
    given = gold.texts[report.article]
    text = texts.get(report.article, "")
    words = given[report.start : report.end]
    # The text that was read begins with the headline, and may have been cleaned: the same words stand a little further.
    earlier = given[: report.start].count(words)
    start = text.find(words, len(text) - len(given) if text.endswith(given) else 0)
    for _ in range(earlier):
        start = text.find(words, start + 1)
    if start < 0:
        return
    for claim in told.get(report.article, ()):
        trigger = claim.claim.trigger
        inside = start <= trigger.start and trigger.end <= start + len(words)
        if inside and claim.claim.frame == gold.frames[report.event]:
            yield claim
