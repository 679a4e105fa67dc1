"""Where each article's reporting comes from, and which day its relative times may be counted from.

Pages that copy one another share one origin: the outlet that the text itself names, else the earliest page. A page that
carries another's reporting is dated by that report, never by its own banner.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from kg.fuse.credits import credits, distinctive
from kg.model import Article, Copy, Entity, EntityType, Origin, Record, Resolution

# Share of the smaller text's word triples in the larger from which two pages are one report, and of its words in
# sentences that the other has too: ``kg.ingest.duplicates`` says how they were chosen.
COPIED, ALIKE = 0.6, 0.5
# Share of sentences that stand in the other page with single words swapped, from which the page is a spun copy: a copy
# with an editor's changes has some, a spun page most.
SPUN = 0.5
# A page hangs on the report that it credits if they have so many names and numbers in common, and so large a share of
# those of the shorter one: what is told of the same event has its parties and a figure.
SAME_NAMES, SAME_SHARE = 3, 0.25
# Days by which a page that credits a report may be younger than it; and by which, with another clock, older.
LATER, EARLIER = timedelta(days=30), timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Sources:
    """Origins by article key; ``anchors`` is the trusted day of each article.

    ``outlets`` says whose reporting each article is: an entity key where it is known, else a folded name, else None.
    ``carried`` are the articles that are another outlet's reporting though none of that outlet's own stands behind.
    """

    origins: dict[str, Origin]
    anchors: dict[str, date | None]
    outlets: dict[str, str | None]
    carried: frozenset[str]

    def independent(self, articles: Iterable[str]) -> tuple[str, ...]:
        """The origins (article keys) behind some articles, sorted: what counts as corroboration.

        A page that carries an outlet's report adds nothing beside that outlet's own pages or another such page.
        """
        keys = sorted({self.origins[article].article for article in articles})
        own = {key for key in keys if key not in self.carried}
        taken = {self.outlets[key] for key in own}
        for key in keys:
            if key in self.carried and self.outlets[key] not in taken:
                own.add(key)
                taken.add(self.outlets[key])
        return tuple(sorted(own))


@dataclass(frozen=True, slots=True)
class Page:
    """What is asked of an article to tell where its reporting comes from.

    ``published`` is as the page gives it; ``reporters`` are those that its text names as having done its reporting: the
    key of the entity, where it is one, and the name folded; ``credits`` are the folded names of those whose report it
    repeats.
    """

    key: str
    publisher: str | None
    published: str | None
    reporters: tuple[tuple[str | None, str], ...] = ()
    credits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Credit:
    """A page that credits an outlet, a page of that outlet, and the ``shared`` names: their ``share`` of the fewer."""

    page: str
    source: str
    shared: int = 0
    share: float = 0.0


def page(record: Record, resolution: Resolution) -> Page:
    """The page of a record."""
    article = record.article
    mentions = {mention.span: mention for mention in record.mentions}

    reporters = tuple(
        (resolution.entity(article.key, mentions.get(span)), fold(article.text[span.start : span.end]))
        for span in record.reporters
    )
    return Page(article.key, article.publisher, article.published, reporters, credited(article))


def credited(article: Article) -> tuple[str, ...]:
    """The folded names of those whose report an article repeats, itself left out."""
    own = fold(article.publisher or "")
    return tuple(name for name in map(fold, credits(article.text, article.publisher)) if not _short_for(name, own))


def possible(pages: Iterable[Page]) -> Iterator[tuple[str, str]]:
    """Each page that credits somebody with each page of who is called so, of the weeks before; by key."""
    known = list(pages)
    called: dict[str, list[Page]] = defaultdict(list)
    wanted = {name for one in known for name in one.credits}
    for one in known:
        words = fold(one.publisher or "").split()
        names = {" ".join(words[start:]) for start in range(len(words))} | {"".join(word[0] for word in words)}
        for name in names & wanted:
            called[name].append(one)
    for one in known:
        for key in sorted({source.key for name in one.credits for source in called[name] if _before(source, one)}):
            yield one.key, key


def in_common(records: Sequence[Record], pages: Iterable[Page]) -> list[Credit]:
    """What pages have in common with those that they may credit."""
    texts = {record.article.key: record.article.text for record in records}
    names: dict[str, frozenset[int]] = {}
    found = []
    for one, source in possible(pages):
        for key in (one, source):
            if key not in names:
                names[key] = frozenset(distinctive(texts[key]))
        shared = len(names[one] & names[source])
        found.append(Credit(one, source, shared, shared / max(1, min(len(names[one]), len(names[source])))))
    return found


def sources(
    pages: Iterable[Page], entities: Mapping[str, Entity], copies: Sequence[Copy], credit: Iterable[Credit] = ()
) -> Sources:
    """The origin of every article, whatever the order of what is given; of ``entities`` the outlets are asked."""
    by_key = {page.key: page for page in pages}
    names = _outlet_names(entities)
    publishers = {key: _publisher(page, names) for key, page in by_key.items()}
    carries = {key: _carries(by_key[key], publishers[key], names) for key in by_key}
    ages = {key: (_published(page), key) for key, page in by_key.items()}
    origins: dict[str, Origin] = {}
    anchors: dict[str, date | None] = {}
    outlets: dict[str, str | None] = {}
    carried: set[str] = set()
    known = [copy for copy in copies if copy.a in by_key and copy.b in by_key]
    spun = _spun(known, publishers, carries, ages)
    repeats = _repeated(credit, ages)
    for group in _groups(by_key, known, repeats):
        leader, outlet = _original(group, publishers, carries, ages, spun, repeats)
        trusted = None if outlet else _day(by_key[leader].published)
        for key in group:
            origins[key] = Origin(leader, outlet if outlet in entities else None, key in spun)
            anchors[key] = trusted
            outlets[key] = outlet or publishers[leader]
        carried.update(group if outlet else ())
    order = sorted(origins)
    return Sources(
        {key: origins[key] for key in order},
        {key: anchors[key] for key in order},
        {key: outlets[key] for key in order},
        frozenset(carried),
    )


def fold(name: str) -> str:
    """A name without case, punctuation, a leading "the" and the ending of an address."""
    folded = re.sub(r"^www\.|\.(?:com|org|net|co\.uk|co|news|info)$", "", name.casefold().strip())
    return re.sub(r"^the (?=\w)", "", " ".join(re.findall(r"\w+", folded)))


def _original(
    group: Sequence[str],
    publishers: Mapping[str, str | None],
    carries: Mapping[str, str | None],
    ages: Mapping[str, tuple[str, str]],
    spun: frozenset[str],
    repeats: Mapping[str, str],
) -> tuple[str, str | None]:
    """The article that a group of copies goes back to, and the outlet where that is none of them."""
    named = Counter(outlet for key in group if (outlet := carries[key]) is not None)
    credited = {repeats[key] for key in group if key in repeats}
    theirs = [key for key in group if publishers[key] in named and carries[key] is None]
    theirs += [key for key in group if key in credited and key not in repeats and key not in theirs]
    candidates = theirs or [key for key in group if key not in spun] or list(group)
    leader = min(candidates, key=ages.__getitem__)
    if theirs or not named:
        return leader, None
    most = max(named.values())
    return leader, min(outlet for outlet, count in named.items() if count == most)


def _spun(
    copies: Sequence[Copy],
    publishers: Mapping[str, str | None],
    carries: Mapping[str, str | None],
    ages: Mapping[str, tuple[str, str]],
) -> frozenset[str]:
    """The rewritten one of each spun pair: the one that names the other's outlet as its source, else the later one."""
    found = set()
    for copy in copies:
        if copy.spun < SPUN:
            continue
        named = [x for x, y in ((copy.a, copy.b), (copy.b, copy.a)) if carries[x] and carries[x] == publishers[y]]
        found.add(named[0] if len(named) == 1 else max(copy.a, copy.b, key=ages.__getitem__))
    return frozenset(found)


def _repeated(credit: Iterable[Credit], ages: Mapping[str, tuple[str, str]]) -> dict[str, str]:
    """The one report that each page repeats: of those it may credit the most like it, then the earliest."""
    best: dict[str, tuple[tuple[float, tuple[str, str]], str]] = {}
    for one in credit:
        if one.shared >= SAME_NAMES and one.share >= SAME_SHARE:
            rank = -one.share, ages[one.source]
            best[one.page] = min(best.get(one.page, (rank, one.source)), (rank, one.source))
    return {page: source for page, (_, source) in best.items()}


def _groups(keys: Iterable[str], copies: Sequence[Copy], repeats: Mapping[str, str]) -> list[list[str]]:
    """Articles joined by being copies of one another, or repeating a report, each group sorted."""
    parent = {key: key for key in keys}

    def root(key: str) -> str:
        while parent[key] != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    def alike(copy: Copy) -> bool:
        return copy.overlap >= COPIED or copy.title or copy.spun >= SPUN or copy.alike >= ALIKE

    for one, other in (*((copy.a, copy.b) for copy in copies if alike(copy)), *repeats.items()):
        first, second = sorted((root(one), root(other)))
        parent[second] = first
    groups: dict[str, list[str]] = defaultdict(list)
    for key in sorted(parent):
        groups[root(key)].append(key)
    return list(groups.values())


def _before(source: Page, page: Page) -> bool:
    """Whether a page of another outlet may be what a page repeats, by their days."""
    if source.key == page.key or fold(source.publisher or "") == fold(page.publisher or ""):
        return False
    day, other = _day(source.published), _day(page.published)
    return day is None or other is None or -EARLIER <= other - day <= LATER


def _carries(page: Page, publisher: str | None, names: Mapping[str, str]) -> str | None:
    """The one other outlet whose reporting the text says it is; None where it is the page's own or of several."""
    named: Counter[str] = Counter()
    for entity, text in page.reporters:
        if _short_for(text, fold(page.publisher or "")):
            return None
        named[entity or names.get(text, text)] += 1
    if not named or publisher in named:
        return None
    (first, count), *others = sorted(named.items(), key=lambda item: (-item[1], item[0]))
    return None if others and others[0][1] == count else first


def _short_for(name: str, publisher: str) -> bool:
    """Whether a page may call its own outlet so: "the Courier" in the Port Elling Courier."""
    words, whole = name.removeprefix("the ").split(), publisher.removeprefix("the ").split()
    return bool(words) and whole[-len(words) :] == words


def _outlet_names(entities: Mapping[str, Entity]) -> dict[str, str]:
    """Entity keys of outlets by folded name and alias; a name of two outlets is the first one's by key."""
    names: dict[str, str] = {}
    outlets = [entity for entity in entities.values() if entity.type is EntityType.OUTLET]
    for entity in sorted(outlets, key=lambda entity: entity.key):
        names.setdefault(fold(entity.name), entity.key)
    for entity in sorted(outlets, key=lambda entity: entity.key):
        for alias in entity.aliases:
            names.setdefault(fold(alias), entity.key)
    return names


def _publisher(page: Page, names: Mapping[str, str]) -> str | None:
    folded = fold(page.publisher or "")
    return names.get(folded, folded) or None


def _published(page: Page) -> str:
    """A string that sorts by time; articles without a usable date sort last."""
    moment = _moment(page.published)
    return moment.isoformat() if moment else "~"


def _day(published: str | None) -> date | None:
    """The day as the page gives it: its own clock is its reader's."""
    try:
        return datetime.fromisoformat(published).date() if published else None
    except ValueError:
        return None


def _moment(published: str | None) -> datetime | None:
    try:
        moment = datetime.fromisoformat(published) if published else None
        return moment and (moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC))
    except (ValueError, OverflowError):
        return None
