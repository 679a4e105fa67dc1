"""Which claims are about one and the same situation.

Two claims are, if they are of one frame, agree on every role that both fill, agree on enough, and their times can be
one. Claims are taken in an order of their own, the fullest first, so that the order of articles does not matter; one
that fits several situations equally well stays a situation of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from kg.frames import kinds
from kg.fuse.grounding import Ground, by_role, family, fold
from kg.fuse.origins import Sources
from kg.model import Filling

IDENTIFYING = frozenset({"act", "position", "demand"})  # literal roles that make a situation another one
ENOUGH = 2  # roles agreed on that join claims of independent articles; within one origin one role is enough

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
        found += _quotes(members) if kind == "Statement" else _Family(sources).join(members)
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
                return fitting[0] if len(fitting) == 1 else None
        return None

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


def _days(ground: Ground) -> tuple[str, str]:
    time = ground.time
    return (time.not_before or _FIRST, time.not_after or _LAST) if time else (_FIRST, _LAST)
