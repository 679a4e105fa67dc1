"""When a page without a trusted day was written, told by the dated pages that have the same news.

A re-hosted page bears the day of its copy. Where it opens with what dated pages open with, it is of their days: near
enough for the year of a month that it names ("in October"), not for "last week".
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from kg.fuse.calendar import MONTHS
from kg.fuse.periods import SEASONS
from kg.fuse.resolved_claims import Ground
from kg.fuse.situations import Cluster
from kg.fuse.times import resolve
from kg.model import Time

NEWS = 900  # characters from its beginning in which a page says what is new; what follows may be years old
APART = timedelta(days=14)  # reports of one piece of news lie no further apart
ENOUGH = 2  # situations that a page opens with as dated ones do: one may be what both recall
STANDING = frozenset({"Founding", "Headquarters", "Ownership", "Role"})  # told again in every report for years
_PART_OF_A_YEAR = re.compile(rf"(?i)\b(?:{'|'.join((*MONTHS, *SEASONS))})\b")

Days = tuple[date, date]


def by_the_news(
    grounds: Sequence[Ground], clusters: Iterable[Cluster], anchors: Mapping[str, date | None]
) -> list[Ground]:
    """The claims, those of undated pages with the times that the news they tell leaves no doubt about.

    ``anchors`` are the trusted days of all articles.
    """
    written = days(clusters, anchors) if None in anchors.values() else {}
    return [redated(one, written[one.article]) if one.article in written else one for one in grounds]


def redated(ground: Ground, written: Days) -> Ground:
    """A claim of a page that was written on one of some days, with the time that this leaves no doubt about."""
    return replace(ground, time=_time(ground, written))


def days(clusters: Iterable[Cluster], anchors: Mapping[str, date | None]) -> dict[str, Days]:
    """The first and the last day on which an undated article may have been written, where the news tells.

    An article whose news dated ones tell at different times stays out.
    """
    found: dict[str, list[set[date]]] = defaultdict(list)
    clusters = list(clusters)
    first: dict[str, int] = {}
    for one in (one for cluster in clusters for one in cluster.grounds if is_news(one)):
        first[one.article] = min(one.claim.trigger.start, first.get(one.article, NEWS))
    opened: set[str] = set()  # what a page begins with is what it is about: the rest of its opening may be recalled
    for cluster in clusters:
        news = {one.article for one in cluster.grounds if is_news(one)}
        told = {day for article in news if (day := anchors[article]) is not None}
        for article in news if told else ():
            if anchors[article] is None:
                found[article].append(told)
                if first[article] in {one.claim.trigger.start for one in cluster.grounds if one.article == article}:
                    opened.add(article)
    written = {
        article: sorted(set().union(*told))
        for article, told in found.items()
        if article in opened and len(told) >= ENOUGH
    }
    return {
        article: (told[0] - APART, told[-1] + APART)
        for article, told in sorted(written.items())
        if told[-1] - told[0] <= APART
    }


def is_news(ground: Ground) -> bool:
    """Whether a claim is what its page says is new."""
    return ground.claim.frame not in STANDING and ground.claim.trigger.start < NEWS and len(ground.named) > 1


def _time(ground: Ground, written: Days) -> Time | None:
    """What a month or season without its year means on both of the days, if that is the same."""
    said = ground.claim.time
    if ground.time is not None or said is None or not _PART_OF_A_YEAR.search(said.text):
        return ground.time
    first, last = (resolve(said.text, anchor=day, tense=said.tense) for day in written)
    return first if first == last else None
