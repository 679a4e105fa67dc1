"""Versions of one article: which of two stands, whether one is only an excerpt of the other, and what they share.

Within one build the versions are a set: the one last changed stands, else the longest. Of what an earlier build read
and what is given now, that which is given now stands, unless its own date says that it is the older. An excerpt (a
feed's teaser) never takes the place of the report, whichever came last.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime

from kg.ingest.addresses import folded
from kg.ingest.duplicates import AT_MOST, COPIED, EXCERPT, contained, hashes
from kg.ingest.identity import identity
from kg.keys import digest
from kg.model import Article

# An excerpt has at most this share of the report's words: feeds cut 40 to 60 words of hundreds, and a correction that
# takes out a sentence or a paragraph leaves more.
PART = 0.5
CUT_OFF = re.compile(r"\S*(?:…|\.\.\.|\w)\s*\Z")  # the last word of what ends in the middle: it may be half of one
Rank = tuple[str, int, int, tuple[bool, str], str, str]


def rank(article: Article) -> Rank:
    """How versions of one build are sorted, the last stands: by date, length, how much is known, then their content."""
    moment = _moment(article.modified or article.published)
    known = sum(value is not None for value in _told(article))
    return (
        moment.isoformat() if moment else "",
        len(article.text),
        known + bool(article.authors),
        _preference(article.url),
        digest(article.text, article.authors, *map(repr, _told(article))),
        article.source,
    )


def is_excerpt(article: Article, of: Article) -> bool:
    """Whether a version is a teaser of another: so much shorter, and its words or its title and length say so."""
    small, large = hashes(CUT_OFF.sub("", article.text)), hashes(of.text)
    if len(small) > PART * len(large):
        return False
    if contained(small, large) >= AT_MOST:
        return True
    titled = bool(article.title) and folded(article.title or "") == folded(of.title or "")
    return titled and len(small) <= EXCERPT and len(large) > 2 * EXCERPT


def succeeds(given: Article, known: Article) -> bool:
    """Whether a version that is given takes the place of the one that an earlier build read."""
    if given.text == known.text:
        return not _says_no_more(given, known)
    if is_excerpt(given, known):
        return False
    older = _before(given.modified or given.published, known.modified or known.published)
    return is_excerpt(known, given) or not older


def related(a: Article, b: Article) -> bool:
    """Whether two texts at one address are versions of one report, as far as their titles and words tell."""
    if a.title and folded(a.title) == folded(b.title or ""):
        return True
    return contained(hashes(a.text), hashes(b.text)) >= COPIED or is_excerpt(a, b) or is_excerpt(b, a)


def compatible(weak: Article, strong: Article) -> bool:
    """Whether an article known by less may be another that goes by a stronger name too.

    An id at a publisher is enough. The same text alone is not where outlet or day differ: that is a copy.
    """
    if identity(weak).strength > 0:
        return True
    outlets = {folded(one.publisher) for one in (weak, strong) if one.publisher}
    days = {one.published[:10] for one in (weak, strong) if one.published}
    return len(outlets) < 2 and len(days) < 2


def identified(article: Article, by: Article) -> Article:
    """The version with the identity of another of the same article, of which more is said."""
    if identity(by).strength <= identity(article).strength:
        return article
    return replace(
        article,
        key=by.key,
        url=by.url,
        id=by.id if identity(by).id else article.id,
        publisher=article.publisher or by.publisher,
    )


def keyed(article: Article) -> Article:
    """The article under the key that its identity gives today."""
    return replace(article, key=identity(article).key)


def strongest(articles: Iterable[Article]) -> Article:
    """The one with the strongest identity; of several the first by key."""
    return min(articles, key=lambda article: (-identity(article).strength, article.key))


def _says_no_more(given: Article, known: Article) -> bool:
    """Whether all that a version says of itself is said by another of the same text; a day is part of a moment."""
    plain = ((given.title, known.title), (given.publisher, known.publisher), (given.id, known.id))
    dates = ((given.published, known.published), (given.modified, known.modified))
    one_document = identity(given).address == identity(known).address
    return (
        all(one is None or one == other for one, other in plain)
        and given.authors in ((), known.authors)
        and all(one is None or one == other or (other or "").startswith(f"{one}T") for one, other in dates)
        and (
            given.url in (None, known.url)
            or (one_document and known.url is not None and _preference(given.url) < _preference(known.url))
        )
    )


def _preference(url: str | None) -> tuple[bool, str]:
    """Which of several addresses of one document is told, the greatest: one with encryption."""
    return (url or "").startswith("https:"), url or ""


def _told(article: Article) -> tuple[str | None, ...]:
    return (article.title, article.published, article.modified, article.publisher, article.url, article.id)


def _before(one: str | None, other: str | None) -> bool:
    """Whether a date is the earlier of two; days are compared where one of them has no time."""
    if not one or not other:
        return False
    if "T" in one and "T" in other:
        first, second = _moment(one), _moment(other)
        return first is not None and second is not None and first < second
    return one[:10] < other[:10]


def _moment(value: str | None) -> datetime | None:
    try:
        moment = datetime.fromisoformat(value) if value else None
        return moment and (moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC))
    except (ValueError, OverflowError):
        return None
