"""Which articles a release has: those that are given and those of the release before, each once and in one version."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kg import store
from kg.errors import StoreError
from kg.ingest import versions
from kg.ingest.identity import identity
from kg.ingest.spool import Spool
from kg.model import Article, Replaced, SetAside
from kg.pipeline import derivation
from kg.tables import Tables

LOST = "its record is lost; build its file again"


@dataclass(frozen=True, slots=True)
class Known:
    """The articles of the release before: their keys, and each by its key, where its record is not lost.

    ``standing`` has the names of records that can stand unread, ``others`` the weaker keys that articles could go by
    too, each with the keys of theirs, sorted.
    """

    keys: frozenset[str]
    article: Callable[[str], Article | None]
    standing: Mapping[str, str]
    others: Mapping[str, Sequence[str]]


@dataclass(slots=True)
class Selection:
    """Chooses, for a build of the code that ``made_by`` and the derivation's version name; then tells what it did.

    ``standing`` has the names of records that stand as they are, by article. ``outdone`` names what was given and is an
    excerpt, or an older version, of what was known. ``displaced`` holds what was known and another took the place of,
    until that other one is published; ``displacing`` has their keys by the key of that one.
    """

    data: Path
    before: store.Release | None
    made_by: str
    set_aside: list[SetAside]
    displaced: Spool
    displacing: dict[str, list[str]] = field(default_factory=dict)
    standing: dict[str, str] = field(default_factory=dict)
    replaced: list[Replaced] = field(default_factory=list)
    outdone: list[str] = field(default_factory=list)

    def articles(self, given: Iterator[Article | SetAside]) -> Iterator[Article]:
        """The articles whose records are to be had, read or made; what cannot be used goes to ``set_aside``."""
        with Spool() as arrivals, Spool() as former:
            for outcome in given:
                if isinstance(outcome, Article):
                    arrivals.add(outcome)
                else:
                    self.set_aside.append(outcome)
            known = self._known(former, sorted(arrivals.places))
            # what is known by the key of one that is given is that one's alone
            free = set(known.keys - arrivals.places.keys())
            for outcome in arrivals.outcomes(order="strongest"):
                if isinstance(outcome, Article):
                    own = [outcome.key] if outcome.key in known.keys else []
                    others = [key for key in identity(outcome).others if key in free]
                    bearer = _bearer(outcome, known, free)
                    keys = dict.fromkeys([*own, *others, *bearer])
                    yield self._chosen(outcome, list(keys), known, free)
                else:
                    self.set_aside.append(outcome)
            for key in sorted(free):
                yield from self._kept(key, known)

    def reinstated(self, key: str) -> list[Article]:
        """What the article of a key took the place of, which it lost again: it cannot be published."""
        keys = self.displacing.pop(key, [])
        self.replaced = [one for one in self.replaced if one.article != key or one.former not in keys]
        return [article for was in keys if (article := self.displaced.article(was)) is not None]

    def told(self, articles: Collection[str]) -> tuple[Replaced, ...]:
        """What was replaced by an article of the release, sorted: from what the release before has to what stands."""
        steps = {one.former: one for one in self.replaced}
        found = []
        for key in sorted(steps.keys() & (self.before.articles if self.before else {}).keys()):
            one, reworded = steps[key], steps[key].reworded
            while one.article != one.former and one.article in steps:
                one = steps[one.article]
                reworded = reworded or one.reworded
            if one.article in articles:
                found.append(Replaced(one.article, key, one.source, reworded))
        return tuple(found)

    def _known(self, former: Spool, arrived: Sequence[str]) -> Known:
        before, records = self.before, store.Records(self.data)
        if before is None:
            return Known(frozenset(), lambda _: None, {}, {})
        if before.versions.get("derivation") != derivation.version():
            return self._rekeyed(before, former)
        try:
            others = _bearers(before, self.data, arrived)
        except StoreError:  # its tables are damaged; the records tell the same
            return self._rekeyed(before, former)
        stands = before.versions.get("extractor") == self.made_by
        names = before.articles
        return Known(frozenset(names), lambda key: records.article(names[key]), names if stands else {}, others)

    def _chosen(self, given: Article, keys: Sequence[str], known: Known, free: set[str]) -> Article:
        """What stands of an article that is given and of those known that are the same."""
        stands, former = given, []
        for key in keys:
            if key == given.key and known.standing.get(key) == store.record_name(given, self.made_by):
                continue  # as it was, to the letter: nothing to be read
            article = known.article(key)
            if article is None or not _one(article, given):
                continue
            former.append(article)
            free.discard(key)
            latest = stands if versions.succeeds(stands, article) else article
            stands = versions.identified(latest, versions.strongest([stands, article]))
        for article in former:
            if article.key != stands.key or store.record_name(article, "") != store.record_name(stands, ""):
                self.replaced.append(Replaced(stands.key, article.key, stands.source, article.text != stands.text))
                self.displacing.setdefault(stands.key, []).append(article.key)
                self.displaced.add(article)
        if stands.text != given.text:
            self.outdone.append(given.source)
        return stands

    def _kept(self, key: str, known: Known) -> Iterator[Article]:
        """An article that is known and was not given."""
        name = known.standing.get(key)
        if name is not None and store.Records(self.data).has(name):
            self.standing[key] = name
        elif name is None and (article := known.article(key)) is not None:
            yield article
        else:
            self.set_aside.append(SetAside(f"article {key}", LOST))

    def _rekeyed(self, before: store.Release, former: Spool) -> Known:
        """The articles of a release that other code made, by the keys of today."""
        records = store.Records(self.data)
        names: dict[str, str] = {}
        lost: set[str] = set()
        with Spool() as found:
            for key, name in sorted(before.articles.items()):
                article = records.article(name)
                if article is None:
                    lost.add(key)
                    continue
                names[key] = identity(article).key
                found.add(versions.keyed(article))
            heirs = found.heirs()
            for outcome in found.outcomes():
                if isinstance(outcome, Article):
                    former.add(outcome)
        for key, name in names.items():
            now = heirs.get(name, name)
            if now != key and (article := former.article(now)) is not None:
                was = records.article(before.articles[key])
                reworded = was is None or was.text != article.text
                self.replaced.append(Replaced(now, key, article.source, reworded))
        others: dict[str, list[str]] = {}
        for key, places in sorted(former.places.items()):
            for other in {other for place in places for other in place.identity.others}:
                others.setdefault(other, []).append(key)
        return Known(frozenset(lost | former.places.keys()), former.article, {}, others)


def _bearers(before: store.Release, data: Path, keys: Sequence[str]) -> Mapping[str, Sequence[str]]:
    """Of some keys those that articles of a release could go by too, each with theirs, by key, from its tables."""
    if not keys:
        return {}
    with Tables(derivation.tables_folder(data), was=before.tables) as tables:
        tables.fill("arriving", ({"other": key} for key in keys), {"other": "VARCHAR"})
        query = (
            "SELECT other, list(article ORDER BY article) "
            "FROM (SELECT article, unnest(others) AS other FROM was.articles) "
            "JOIN arriving USING (other) GROUP BY other"
        )
        return dict(tables.rows(query))


def _bearer(given: Article, known: Known, free: Collection[str]) -> list[str]:
    """The key of the article that goes by more and may be one that is given: the first, as ``Spool.heirs`` has it.

    None or one: the same text may be at several outlets, and is of one of them.
    """
    keys = [key for key in known.others.get(given.key, ()) if key in free]
    bearers = [article for key in keys if (article := known.article(key)) is not None and _one(article, given)]
    return [versions.strongest(bearers).key] if bearers else []


def _one(known: Article, given: Article) -> bool:
    """Whether an article that is known, by the same key or by one of its others, is the one that is given."""
    weak, strong = sorted((known, given), key=lambda article: identity(article).strength)
    return known.key == given.key or versions.compatible(weak, strong)
