"""Which claims are about one and the same situation.

Two claims are, if they are of one frame, agree on every role that both fill, agree on enough, and their times can be
one. Claims are taken in an order of their own, the fullest first, so that the order of articles does not matter; one
that fits several situations equally well is of the one whose time is that of its article, if that is one alone,
and else a situation of its own. What one report names and another describes ("Beacon", "voice analysis") is one thing
where all else agrees.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import combinations

from kg.frames import kinds
from kg.fuse.origins import Sources
from kg.fuse.resolved_claims import Ground, by_role, family, fold
from kg.model import Filling, Polarity

IDENTIFYING = frozenset({"act", "position", "demand"})  # literal roles that make a situation another one
ENOUGH = 2  # roles agreed on that join claims of independent articles; within one origin one role is enough

# An article tells of what happened in the two months before it, or is about to, unless it says when.
NEWS_BEFORE, NEWS_AFTER = timedelta(days=60), timedelta(days=7)
MOST_LOOKED_AT = 200  # of situations that a claim fits alike: among so many none is the one by its day alone

_FIRST, _LAST = "0001-01-01", "9999-12-31"  # ISO days compare as text
_TIME = "(time)"
BESIDES = "other than "  # before the token of what others there are: no key has a space

Pair = tuple[str, str]  # a role and what fills it
Tier = tuple[int, list[tuple[frozenset[str], tuple[str, ...]]]]  # roles in common; shapes, and which roles those are


@dataclass(slots=True, eq=False)
class Cluster:
    """The claims of one situation.

    ``pairs`` are the roles they fill, ``named`` those they name, ``low`` and ``high`` the days they share; ``key`` is
    that of their situation: the frame, and the smallest of the claims' keys.
    """

    pairs: dict[str, str]
    grounds: list[Ground] = field(default_factory=list)
    named: set[str] = field(default_factory=set)
    low: str = _FIRST
    high: str = _LAST
    key: str = ""

    @property
    def shape(self) -> frozenset[str]:
        """Its roles, and a mark where it is dated."""
        return frozenset((*self.pairs, _TIME) if self.dated else self.pairs)

    @property
    def dated(self) -> bool:
        """Whether anything is known of its time."""
        return (self.low, self.high) != (_FIRST, _LAST)


def clusters(grounds: Iterable[Ground], sources: Sources) -> list[Cluster]:
    """The claims of a build grouped into situations, in the order of their keys."""
    found: list[Cluster] = []
    families: dict[tuple[str, str, tuple[str, ...]], list[Ground]] = defaultdict(list)
    for ground in grounds:  # what is said of "other agencies" is not what is said of nobody in particular
        families[family(ground.claim), str(ground.claim.direction), tuple(sorted(ground.besides))].append(ground)
    for (kind, *_), members in sorted(families.items()):
        found += _quotes(members) if kind == "Statement" else _completed(_Family(sources).join(members))
    for cluster in found:
        cluster.key = f"{cluster.grounds[0].claim.frame.lower()}-{min(ground.key for ground in cluster.grounds)}"
    return sorted(found, key=lambda cluster: cluster.key)


def pairs(ground: Ground) -> dict[str, str]:
    """The roles that make a claim's situation what it is, and a token for what fills each.

    An entity by its key, a text by its folded form; texts that only comment (a purpose, a condition) are left out.
    """
    frame = kinds().get(ground.claim.frame)
    found: dict[str, str] = {}
    for name, filling in by_role(ground.fillings).items():
        role = frame.roles.get(filling.role) if frame else None
        if role is None or not role.literal or filling.role in IDENTIFYING:
            besides = BESIDES if filling.role in ground.besides else ""
            found[name] = besides + token(filling)
    return found


def token(filling: Filling) -> str:
    """What fills a role, as text to compare: an entity's key, or a literal's folded text in quotation marks."""
    return filling.entity if filling.entity is not None else f'"{fold(filling.value or "")}"'


def _quotes(grounds: Sequence[Ground]) -> list[Cluster]:
    """Statements: the same words of the same speaker are one, however often they are printed."""
    found: dict[tuple[str, ...], Cluster] = {}
    for ground in sorted(grounds, key=lambda ground: ground.key):
        said = pairs(ground)
        known = "speaker" in ground.named and ground.quote
        identity = (said["speaker"], ground.quote or "") if known else (ground.key,)
        cluster = found.setdefault(identity, Cluster({}))
        cluster.grounds.append(ground)
        cluster.named |= ground.named
        for role, token in said.items():
            cluster.pairs.setdefault(role, token)
    return list(found.values())


def _completed(clusters: Sequence[Cluster]) -> list[Cluster]:
    """The clusters, those that describe a thing made one with the one alone that names it, all else being equal.

    All else is two other roles at least, the times, and the sums, which tell two purchases of the same parties apart.
    """
    told: dict[tuple[str, tuple[Pair, ...]], tuple[list[Cluster], list[Cluster]]] = defaultdict(lambda: ([], []))
    for cluster in clusters:
        for role in cluster.pairs:
            described = all(role in one.described for one in cluster.grounds if role in pairs(one))
            rest = tuple(sorted(pair for pair in cluster.pairs.items() if pair[0] != role))
            if len(rest) >= ENOUGH:
                told[role, rest][described].append(cluster)
    merged: dict[Cluster, Cluster] = {}
    for _, (naming, describing) in sorted(told.items(), key=lambda item: item[0]):
        for one in describing:
            if all(ground.claim.polarity is Polarity.UNKNOWN for ground in one.grounds):
                continue  # what is asked of a kind of thing is not asked of each of the kind
            fitting = [other for other in naming if _one_thing(one, other) and other not in merged]
            if len(fitting) == 1 and one not in merged:
                merged[one] = fitting[0]
    for one, other in merged.items():
        other.grounds += one.grounds
        other.named |= one.named
        other.low, other.high = max(one.low, other.low), min(one.high, other.high)
    return [cluster for cluster in clusters if cluster not in merged]


def _one_thing(one: Cluster, other: Cluster) -> bool:
    """Whether times and sums let two clusters be one."""
    if max(one.low, other.low) > min(one.high, other.high):
        return False
    sums, others = (
        {fold(filling.value) for ground in cluster.grounds if (filling := ground.filling("amount")) and filling.value}
        for cluster in (one, other)
    )
    return not sums or not others or bool(sums & others)


class _Family:
    """The clusters of one frame and direction, indexed by every set of pairs that they could be met on.

    A cluster's shape is the set of its roles, and a mark where its time is known: claims meet whole shapes at once, so
    that no time is spent on clusters that would contradict.
    """

    def __init__(self, sources: Sources) -> None:
        self._sources = sources
        self._shapes: dict[frozenset[str], None] = {}
        self._ranked: dict[tuple[frozenset[str], bool], tuple[int, list[Tier]]] = {}
        self._index: dict[tuple[str, frozenset[str], frozenset[Pair]], dict[Cluster, None]] = defaultdict(dict)

    def join(self, grounds: Sequence[Ground]) -> list[Cluster]:
        """All of the claims, each in one cluster."""
        found: list[Cluster] = []
        told = {ground.key: pairs(ground) for ground in grounds}
        for ground in sorted(grounds, key=lambda one: (-len(told[one.key]), one.time is None, one.key)):
            cluster = self._fitting(ground, told[ground.key])
            if cluster is None:
                cluster = Cluster({})
                found.append(cluster)
            self._add(cluster, ground, told[ground.key])
        return found

    def _fitting(self, ground: Ground, told: dict[str, str]) -> Cluster | None:
        """The one cluster that agrees on most; None where none does, or several do alike."""
        for count, places in self._tiers(frozenset(told), dated=ground.time is not None):
            origin = "" if count >= ENOUGH else self._origin(ground)
            fitting: list[Cluster] = []
            for shape, roles in places:
                agreed = frozenset((role, told[role]) for role in roles)
                fitting += _compatible(self._index.get((origin, shape, agreed), ()), shape, ground)
            if fitting:
                return fitting[0] if len(fitting) == 1 else self._of_its_day(ground, told, places, origin)
        return None

    def _of_its_day(
        self,
        ground: Ground,
        told: dict[str, str],
        places: Sequence[tuple[frozenset[str], tuple[str, ...]]],
        origin: str,
    ) -> Cluster | None:
        """Of several that an undated claim fits the one whose time is that of its article; None where there is none."""
        day = self._sources.anchors[ground.article]
        if ground.time is not None or day is None:
            return None
        low, high = _around(day)
        near: list[Cluster] = []
        looked = 0
        for shape, roles in places:
            for cluster in self._index.get((origin, shape, frozenset((role, told[role]) for role in roles)), ()):
                looked += 1
                if cluster.shape == shape and cluster.dated and low <= cluster.high and cluster.low <= high:
                    near.append(cluster)
                if looked > MOST_LOOKED_AT:
                    return None
        return near[0] if len(near) == 1 else None

    def _tiers(self, told: frozenset[str], *, dated: bool) -> list[Tier]:
        """The shapes met with, by how well one of them serves a claim of these roles, the best first.

        That is by the number of roles in common, then by having no others, then by being dated alike.
        """
        known, tiers = self._ranked.get((told, dated), (-1, []))
        if known != len(self._shapes):
            ranked: dict[tuple[int, bool, bool], list[tuple[frozenset[str], tuple[str, ...]]]] = defaultdict(list)
            for shape in self._shapes:
                if shared := tuple(sorted(told & shape)):
                    rank = (len(shared), shape - {_TIME} == told, (_TIME in shape) == dated)
                    ranked[rank].append((shape, shared))
            tiers = [(rank[0], ranked[rank]) for rank in sorted(ranked, reverse=True)]
            self._ranked[told, dated] = (len(self._shapes), tiers)
        return tiers

    def _add(self, cluster: Cluster, ground: Ground, told: dict[str, str]) -> None:
        before = cluster.shape if cluster.grounds else None
        low, high = _days(ground)
        cluster.low, cluster.high = max(cluster.low, low), min(cluster.high, high)
        cluster.grounds.append(ground)
        cluster.named |= ground.named
        cluster.pairs |= told
        shape = cluster.shape
        self._shapes.setdefault(shape)
        items = sorted(cluster.pairs.items())
        if shape != before:
            for size in range(ENOUGH, len(items) + 1):
                for agreed in combinations(items, size):
                    self._index["", shape, frozenset(agreed)][cluster] = None
        origins = {self._origin(one) for one in (cluster.grounds if shape != before else (ground,))}
        for pair in items:
            for origin in origins:
                self._index[origin, shape, frozenset((pair,))][cluster] = None

    def _origin(self, ground: Ground) -> str:
        return self._sources.origins[ground.article].article


def _compatible(candidates: Iterable[Cluster], shape: frozenset[str], ground: Ground) -> list[Cluster]:
    """The first two candidates that still have this shape and whose time can be the claim's: two is one too many."""
    low, high = _days(ground)
    found: list[Cluster] = []
    for cluster in candidates:
        if cluster.shape == shape and max(cluster.low, low) <= min(cluster.high, high):
            found.append(cluster)
            if len(found) == 2:
                break
    return found


def _around(day: date) -> tuple[str, str]:
    """The days that an article of some day may be about."""
    first, last = date.min + NEWS_BEFORE, date.max - NEWS_AFTER
    return (max(day, first) - NEWS_BEFORE).isoformat(), (min(day, last) + NEWS_AFTER).isoformat()


def _days(ground: Ground) -> tuple[str, str]:
    time = ground.time
    return (time.not_before or _FIRST, time.not_after or _LAST) if time else (_FIRST, _LAST)
