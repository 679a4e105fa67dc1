"""Two that only share a name: told apart by the towns that articles seat them in."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from kg.model import EntityType
from kg.resolve.short_names import Given, Sighting, given

STRAY = 9  # times oftener seated elsewhere: a seat told less often than that is a mistake, or a branch


def divided(sightings: Iterable[Sighting], *, articles: int) -> Iterator[Given]:
    """The chains of one name each with the town of its bearer, where its bearers are several; nothing else.

    ``who`` of a sighting is its town, where one is told. The others go to the bearer whom their outlet's days or their
    company tell, or to none.
    """
    some = list(sightings)
    counts = Counter(one.who for one in some if one.who)
    if len(counts) < 2:
        return
    most = max(counts.values())
    towns = sorted(town for town, count in counts.items() if count * STRAY >= most)
    people = sum(one.kind is EntityType.PERSON for one in some) * 2 > len(some)
    joined = _moved(some, towns) if people else {town: town for town in towns}
    if len(set(joined.values())) < 2:
        return
    seen = [replace(one, who=joined.get(one.who, "")) for one in some]
    for one in seen:
        if one.who:
            yield Given(one.article, one.chain, one.who, 1.0, "of that town; others of the name are of another")
    yield from given(seen, articles=articles)


def _moved(some: Sequence[Sighting], towns: Sequence[str]) -> Mapping[str, str]:
    """Towns of people, each with the first of those that are one person's: people move, their company moves along."""
    company: defaultdict[str, set[str]] = defaultdict(set)
    for one in some:
        company[one.who].update(name for name, _ in one.around)
    first: dict[str, str] = {}
    for town in towns:
        alike = (other for other in towns if other in first and company[town] & company[other])
        first[town] = next((first[other] for other in alike), town)
    return first
