"""Names that many may bear, a surname alone or a short form, given to the one they mean in their article, or to nobody.

All that is decided is decided for one word at a time, from the chains that are called by it and those that name in full
who may be called so; nothing else enters.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from kg.model import ORGANIZATION_TYPES, EntityType
from kg.resolve.weighing import Hypothesis, Piece, Weights, likelihoods, step, weights

ITSELF = ""  # the hypothesis that a name is of none who are named in full
EXPLAINED = 0.3  # of an article: an acronym that articles explain is hardly ever also that of one never named
LETTERS = 3  # capitals of such an acronym: two stand for too much
LEAST_LIFT = 2.0  # what is found beside somebody less than twice as often as elsewhere tells nothing
FAR = 0.1  # of an article where a surname stands far from all who bear it: somebody else may be meant


@dataclass(frozen=True, slots=True)
class Sighting:
    """A chain called by a word, or one that names in full somebody who may be: ``who`` is empty for the former.

    ``day`` counts from any fixed day; None where the article has no date. ``around`` are the others that the article
    names in full, each with the number of articles that do. ``surname``: the word is the surname of the one named.
    """

    article: str
    chain: int
    who: str
    kind: EntityType
    outlet: str
    day: int | None
    gender: str
    surname: bool = True
    around: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Given:
    """A chain and whose name it bears, how likely that is, and why."""

    article: str
    chain: int
    who: str
    sureness: float
    reason: str


@dataclass(slots=True)
class Bearer:
    """What is known of one who may be meant: the articles that name them in full, by outlet and day, and with whom."""

    surname: bool = False
    kinds: Counter[EntityType] = field(default_factory=Counter)
    articles: set[str] = field(default_factory=set)
    days: defaultdict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    around: Counter[str] = field(default_factory=Counter)
    genders: Counter[str] = field(default_factory=Counter)

    def add(self, one: Sighting) -> None:
        if one.article not in self.articles:
            self.articles.add(one.article)
            self.around.update(name for name, _ in one.around)
            if one.day is not None:
                self.days[one.outlet].append(one.day)
        self.surname |= one.surname
        self.kinds[one.kind] += 1
        self.genders[one.gender] += bool(one.gender)

    @property
    def kind(self) -> EntityType:
        """The type they were mostly taken for."""
        return max(self.kinds, key=lambda kind: (self.kinds[kind], kind.value))

    def near(self, outlet: str | None, day: int, window: int) -> bool:
        """Whether the outlet, or any for None, names them within the window."""
        lists = self.days.values() if outlet is None else [self.days[outlet]] if outlet in self.days else []
        for days in lists:
            at = bisect_left(days, day - window)
            if at < len(days) and days[at] <= day + window:
                return True
        return False


def given(sightings: Iterable[Sighting], *, articles: int, word: str = "") -> Iterator[Given]:
    """Whose name the chains called by one ``word`` bear, where that is sure enough.

    ``articles`` is how many there are in all.
    """
    bearers: dict[str, Bearer] = {}
    bare: list[Sighting] = []
    for one in sightings:
        if one.who:
            bearers.setdefault(one.who, Bearer()).add(one)
        else:
            bare.append(one)
    for bearer in bearers.values():
        for days in bearer.days.values():
            days.sort()
    known = weights()
    alone = (EXPLAINED if word.isupper() and len(word) >= LETTERS else 1.0) + sum(
        _stranger(one, bearers.values(), known.window) for one in bare
    )
    for one in bare:
        found = _given(one, bearers, alone, articles, known)
        if found is not None:
            yield found


def _given(one: Sighting, bearers: Mapping[str, Bearer], alone: float, articles: int, known: Weights) -> Given | None:
    hypotheses = [Hypothesis(ITSELF, alone)]
    for who, bearer in sorted(bearers.items()):
        hypotheses.append(Hypothesis(who, len(bearer.articles), tuple(_evidence(one, bearer, articles, known))))
    shares = likelihoods(hypotheses)
    best = max(range(len(shares)), key=lambda n: (shares[n], hypotheses[n].who))
    chosen = hypotheses[best]
    if chosen.who == ITSELF or shares[best] < known.sure:
        return None
    reason = chosen.reason or f"{int(chosen.count):,} articles name nobody else so in full as often"
    return Given(one.article, one.chain, chosen.who, step(shares[best]), reason)


def _evidence(one: Sighting, bearer: Bearer, articles: int, known: Weights) -> Iterator[Piece]:
    weigh = known.evidence
    if one.article in bearer.articles:
        yield Piece("named in full in the article", weigh["named in full in the article"])
    elif one.day is not None and bearer.near(one.outlet, one.day, known.window):
        yield Piece("named in full by the outlet in these days", weigh["named in full by the outlet"])
    elif one.day is not None and bearer.near(None, one.day, known.window):
        yield Piece("named in full by others in these days", weigh["named in full elsewhere"])
    if company := _company(one, bearer, articles, weigh["company"]):
        yield company
    yield _of_kind(one.kind, bearer.kind, weigh)
    if one.gender and bearer.genders:
        same = bearer.genders[one.gender] * 2 >= bearer.genders.total()
        yield Piece("of that gender", weigh["gender"]) if same else Piece("of another gender", weigh["another gender"])
    if bearer.kind is EntityType.PERSON and not bearer.surname:
        yield Piece("by a given name", weigh["given name"])


def _company(one: Sighting, bearer: Bearer, articles: int, most: float) -> Piece | None:
    """Whoever stands beside the name here and stands beside the bearer elsewhere, oftener than anywhere."""
    best, whom = 0.0, ""
    count = len(bearer.articles)
    for name, spread in one.around:
        shared = bearer.around.get(name, 0)
        lift = shared * articles / (count * spread) if shared else 0.0
        if (lift, name) > (best, whom):
            best, whom = lift, name
    if best < LEAST_LIFT:
        return None
    return Piece("beside the same others", min(most, round(math.log2(best), 2)))


def _of_kind(taken: EntityType, known: EntityType, weigh: Mapping[str, float]) -> Piece:
    if taken is known or {taken, known} <= ORGANIZATION_TYPES:
        return Piece("of that kind", weigh["kind"])
    if taken is EntityType.ORGANIZATION:
        return Piece("taken for an organization", weigh["vague kind"])
    if EntityType.PERSON in (taken, known) and not {taken, known}.isdisjoint(ORGANIZATION_TYPES):
        return Piece("of another kind, as person and body are mistaken", weigh["person or body"])
    return Piece("of another kind", weigh["another kind"])


def _stranger(one: Sighting, bearers: Iterable[Bearer], window: int) -> float:
    """How much a chain speaks for one who is never named in full: one far from all bearers, or a place or product."""
    if one.kind is not EntityType.PERSON and one.kind not in ORGANIZATION_TYPES:
        return 1.0
    near = any(
        one.article in bearer.articles or (one.day is not None and bearer.near(None, one.day, window))
        for bearer in bearers
    )
    if near:
        return 0.0
    vague = one.kind in (EntityType.PERSON, EntityType.ORGANIZATION)
    return FAR if vague else 1.0
