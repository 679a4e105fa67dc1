"""Who each chain of all articles is: names linked elsewhere, misread kinds, variants of a name, short names, in order.

Here over a list of decisions in memory; ``kg.pipeline.names`` does the same over tables. What is decided is decided by
the functions that both call, a name, a surname or a word at a time.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.model import EntityType
from kg.resolve.decisions import Decision
from kg.resolve.name_clusters import Name
from kg.resolve.namesakes import divided
from kg.resolve.people import personal
from kg.resolve.readings import Reading, corrected
from kg.resolve.short_names import Sighting, given
from kg.resolve.variants import FullName, one_person

PERSON = EntityType.PERSON.value
OVERWHELMING = 9  # links of a name to one entity, for each to others, from which it means that one: nine chances of ten
At = tuple[str, int]  # article key and chain number


@dataclass(frozen=True, slots=True)
class Target:
    """What a chain is: an entry of the knowledge base (``link``), or else whoever goes by ``name``.

    ``sureness`` and ``reason`` tell how that was decided where it was not by the name itself; ``short`` that the chain
    has only a short name, which is no name to show.
    """

    link: str = ""
    name: Name | None = None
    sureness: float = 1.0
    reason: str = ""
    short: bool = False

    @property
    def token(self) -> str:
        """The target as one word, by which evidence is counted."""
        return self.link or f"{self.name.folded}|{self.name.family}" if self.name else self.link


def identified(decided: Sequence[Decision]) -> dict[At, Target]:
    """The target of every chain."""
    found = _linked(decided)
    left = [one for one in decided if (one.article, one.chain) not in found]
    for one in _named(left):
        found[one[0]] = one[1]
    _vary(decided, found)
    around = _surroundings(decided, found)
    _give(decided, found, *around)
    _divide(decided, found, *around)
    return found


def _linked(decided: Iterable[Decision]) -> dict[At, Target]:
    """Chains linked where they stand, and names that other articles link to one entity, or hardly to others."""
    links: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    found = {}
    for one in decided:
        if one.link is not None:
            found[one.article, one.chain] = Target(link=one.link)
            for reading in one.readings:
                links[reading][one.link] += 1
    meant = {}
    for reading, counts in links.items():
        best = max(counts, key=lambda link: (counts[link], link))
        if counts[best] >= OVERWHELMING * (counts.total() - counts[best]):
            meant[reading] = best
    for one in decided:
        if one.link is None and one.name is not None and not one.name.article:
            link = meant.get((one.name.folded, one.name.family))
            if link is not None:
                found[one.article, one.chain] = Target(link=link, reason="linked so in other articles")
    return found


def _named(left: Sequence[Decision]) -> Iterator[tuple[At, Target]]:
    """The rest by their names, each of the family of types that the name is of in truth."""
    readings: defaultdict[str, dict[str, list[Decision]]] = defaultdict(dict)
    for one in left:
        if one.name is not None and not one.name.article:
            readings[one.name.folded].setdefault(one.name.family, []).append(one)
    truth = {
        folded: corrected(folded, {kind: _reading(some) for kind, some in kinds.items()})
        for folded, kinds in readings.items()
    }
    for one in left:
        name = one.name
        if name is None:
            continue
        kind = truth.get(name.folded, {}).get(name.family) if not name.article else None
        if kind is None:
            yield (one.article, one.chain), Target(name=name)
        else:
            yield (one.article, one.chain), Target(name=Name(name.folded, kind), reason=f"mostly read as {kind}")


def _reading(some: Sequence[Decision]) -> Reading:
    vague = sum(one.bearer is not None and set(one.bearer.kinds) == {EntityType.ORGANIZATION} for one in some)
    return Reading(len(some), vague, named=any(one.named for one in some))


def _vary(decided: Iterable[Decision], found: dict[At, Target]) -> None:
    """Gives the variants of a person's name to the name that the person goes by."""
    names: defaultdict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
    for one in decided:
        for folded, link in full_names(one, found.get((one.article, one.chain))):
            names[personal(folded).surname, folded, link].update(["", one.gender] if one.gender else [""])
    surnames: defaultdict[str, list[FullName]] = defaultdict(list)
    for (surname, folded, link), counts in names.items():
        surnames[surname].append(FullName(folded, counts[""], counts["f"], counts["m"], link))
    going = {
        name.folded: best for some in surnames.values() for name, best in one_person(some).items() if not name.link
    }
    for at, target in list(found.items()):
        best = going.get(target.name.folded) if target.name is not None and target.name.family == PERSON else None
        if best is not None and target.name is not None and not target.name.article:
            name = None if best.link else Name(best.folded, PERSON)
            found[at] = Target(link=best.link, name=name, reason=f"a variant of {best.folded}")


def full_names(one: Decision, target: Target | None) -> Iterator[tuple[str, str]]:
    """The folded full names of a person that a chain bears, with the entry it is linked to, or an empty text."""
    if target is None:
        return
    if target.link:
        for folded, kind in one.readings or ([(one.name.folded, one.name.family)] if one.name else []):
            if kind == PERSON and not personal(folded).bare:
                yield folded, target.link
        return
    name = target.name
    if name is not None and name.family == PERSON and not name.article and not personal(name.folded).bare:
        yield name.folded, ""


def _give(
    decided: Sequence[Decision], found: dict[At, Target], around: Mapping[str, set[str]], spread: Mapping[str, int]
) -> None:
    """Gives short names to those that they are of."""
    bare = {one.bare for one in decided if one.bare and not found[one.article, one.chain].link}
    words: defaultdict[str, list[Sighting]] = defaultdict(list)
    names: dict[str, Target] = {}
    for one in decided:
        target = found.get((one.article, one.chain))
        if target is None or one.kind is None:
            continue
        beside = _beside(one, target, around, spread)
        seen = (one.kind, one.outlet, one.day, one.gender)
        if one.bare and not target.link:
            words[one.bare].append(Sighting(one.article, one.chain, "", *seen, around=beside))
        for call in one.calls:
            if call.word in bare:
                names[target.token] = target
                words[call.word].append(Sighting(one.article, one.chain, target.token, *seen, call.own, beside))
    articles = len({one.article for one in decided})
    for word, some in words.items():
        for short in given(some, articles=articles, word=word):
            target = names[short.who]
            found[short.article, short.chain] = replace(
                target, sureness=short.sureness, reason=short.reason, short=True
            )


def _divide(
    decided: Sequence[Decision], found: dict[At, Target], around: Mapping[str, set[str]], spread: Mapping[str, int]
) -> None:
    """Parts those of one name whom articles seat in towns apart."""
    clusters: defaultdict[Name, list[Sighting]] = defaultdict(list)
    for one in decided:
        target = found.get((one.article, one.chain))
        if target is None or target.name is None or target.link or target.name.article or one.kind is None:
            continue
        beside = _beside(one, target, around, spread)
        seen = (one.kind, one.outlet, one.day, one.gender)
        clusters[target.name].append(Sighting(one.article, one.chain, one.seat, *seen, around=beside))
    articles = len({one.article for one in decided})
    for name, some in clusters.items():
        for part in divided(some, articles=articles):
            at = part.article, part.chain
            own = Name(name.folded, name.family, f"in {part.who}")
            reason = found[at].reason or part.reason
            found[at] = replace(found[at], name=own, sureness=min(part.sureness, found[at].sureness), reason=reason)


def _beside(
    one: Decision, target: Target, around: Mapping[str, set[str]], spread: Mapping[str, int]
) -> tuple[tuple[str, int], ...]:
    """Whom else the article of a chain names in full."""
    return tuple((token, spread[token]) for token in sorted(around.get(one.article, ())) if token != target.token)


def _surroundings(
    decided: Iterable[Decision], found: Mapping[At, Target]
) -> tuple[Mapping[str, set[str]], Counter[str]]:
    """Whom each article names in full, and in how many articles each of them is named."""
    around: defaultdict[str, set[str]] = defaultdict(set)
    for one in decided:
        target = found.get((one.article, one.chain))
        if target is not None and one.beside:
            around[one.article].add(target.token)
    return around, Counter(token for tokens in around.values() for token in tokens)
