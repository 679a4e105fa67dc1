"""Which denials stand against which situations: also those that are less, or more, specific than what they deny.

"The agency did not buy the company's software" stands against a report that the company sold it a named product. When
in doubt a denial stands: the price is a situation reported rather than asserted, never one asserted that was denied.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from kg.fuse.grounding import Ground
from kg.fuse.kinship import Kinship, Relation
from kg.fuse.periods import disjoint
from kg.fuse.situations import Cluster, pairs
from kg.model import Actuality, Polarity, Resolution


def opposition(clusters: Sequence[Cluster], resolution: Resolution) -> dict[Cluster, list[Ground]]:
    """The claims of other clusters that deny a cluster's situation or leave it open; sorted by key.

    Only clusters with an affirmed claim are asked about: the others are not asserted anyway.
    """
    kinship = Kinship(resolution)
    boards: dict[tuple[str, str], _Board] = defaultdict(lambda: _Board(kinship))
    for number, cluster in enumerate(clusters):
        if any(ground.claim.polarity is Polarity.AFFIRMED for ground in cluster.grounds):
            boards[_family(cluster)].post(number, cluster)
    against: dict[int, dict[str, Ground]] = defaultdict(dict)
    for home, alike in _denials(clusters):
        board = boards.get(_family(home))
        if board is None:
            continue
        for number, grounds in board.meet(alike):
            cluster = clusters[number]
            if cluster is not home and _stands(alike[0], cluster, kinship):
                against[number].update((ground.key, ground) for ground in grounds)
    return {clusters[number]: [found[key] for key in sorted(found)] for number, found in against.items()}


def _family(cluster: Cluster) -> tuple[str, str]:
    claim = cluster.grounds[0].claim
    return claim.frame, str(claim.direction)


def _denials(clusters: Sequence[Cluster]) -> list[tuple[Cluster, list[Ground]]]:
    """Claims that deny or leave open what is, those alike together, with the cluster they are in."""
    found: dict[tuple[object, ...], tuple[Cluster, list[Ground]]] = {}
    for cluster in clusters:
        for ground in cluster.grounds:
            if ground.claim.polarity is Polarity.AFFIRMED or ground.claim.actuality is not Actuality.ACTUAL:
                continue
            told = tuple(sorted(pairs(ground).items()))
            alike = (id(cluster), ground.claim.polarity, told, ground.named, ground.time)
            found.setdefault(alike, (cluster, []))[1].append(ground)
    return list(found.values())


def _stands(ground: Ground, cluster: Cluster, kinship: Kinship) -> bool:
    """Whether a denial that has met a cluster stands against it: no role and no time speaks against that.

    What is merely left open is weaker. "It is unclear whether the agency tested the product" leaves open the report
    that it tested some software; "whether agencies did" says nothing against the report that this one did.
    """
    if not ground.besides <= cluster.pairs.keys():  # "not to other agencies": to somebody it did, for all that says
        return False
    if all(disjoint(ground.time, other.time) for other in cluster.grounds if other.claim.polarity is Polarity.AFFIRMED):
        return False
    told, same = pairs(ground), set()
    open_question = ground.claim.polarity is Polarity.UNKNOWN
    for role, token in cluster.pairs.items():
        if role not in told:
            continue
        sure, other_sure = role in cluster.named, role in ground.named
        relation = kinship.relation(token, told[role], sure=sure, other_sure=other_sure)
        general = other_sure and kinship.loose(told[role])  # what the question asks of: agencies, not this one
        if relation is Relation.OTHER or (relation is Relation.OPEN and open_question and general):
            return False
        if relation is Relation.SAME:
            same.add(role)
    if open_question:
        return len(same) >= 2 or cluster.named <= same
    return bool(same) or not ground.named


class _Shelf:
    """The clusters that fill the same roles, and name the same of them, by what fills each."""

    def __init__(self, roles: frozenset[str], named: frozenset[str]) -> None:
        self.roles, self.named = roles, named
        self.posted: dict[str, dict[str, set[int]]] = {role: defaultdict(set) for role in roles}
        self.loose: dict[str, set[int]] = {role: set() for role in roles}  # may be anything: see Kinship.loose


class _Board:
    """The affirmed clusters of one frame and direction, where denials find what they may deny."""

    def __init__(self, kinship: Kinship) -> None:
        self._kinship = kinship
        self._shelves: dict[tuple[frozenset[str], frozenset[str]], _Shelf] = {}
        self._by_article: dict[str, set[int]] = defaultdict(set)

    def post(self, number: int, cluster: Cluster) -> None:
        named = frozenset(cluster.named)
        roles = frozenset(cluster.pairs)
        shelf = self._shelves.get((roles, named))
        if shelf is None:
            shelf = self._shelves[roles, named] = _Shelf(roles, named)
        for role, token in cluster.pairs.items():
            shelf.posted[role][token].add(number)
            if role not in named or self._kinship.loose(token):
                shelf.loose[role].add(number)
        for ground in cluster.grounds:
            self._by_article[ground.article].add(number)

    def meet(self, alike: Sequence[Ground]) -> Iterator[tuple[int, Sequence[Ground]]]:
        """The clusters that denials, alike in all but their place, may be about, each with the denials that may.

        They must have a filler in common, where one of the two says all that the other does and more; or two; or the
        article. A denial that names nothing meets what its own article says.
        """
        told, named = pairs(alike[0]), alike[0].named
        for shelf in self._shelves.values():
            shared = sorted(named & shelf.roles)
            common = [_posted(shelf, role, self._kinship.relatives(told[role])) for role in shared]
            met = set[int]().union(*common)
            for role in shared:
                if met and not self._kinship.loose(told[role]):
                    met &= _posted(shelf, role, self._kinship.near(told[role])) | (met & shelf.loose[role])
            if named <= shelf.roles or shelf.named <= told.keys():
                yield from ((number, alike) for number in sorted(met))
                continue
            twice = {number for number in met if sum(number in some for some in common) > 1}
            yield from ((number, alike) for number in sorted(twice))
            for ground in alike if met - twice else ():
                yield from ((number, (ground,)) for number in sorted((met - twice) & self._here(ground)))
        if not named:
            for ground in alike:
                yield from ((number, (ground,)) for number in sorted(self._here(ground)))

    def _here(self, ground: Ground) -> set[int]:
        return self._by_article.get(ground.article, set())


def _posted(shelf: _Shelf, role: str, tokens: Iterable[str]) -> set[int]:
    posted = shelf.posted[role]
    return set[int]().union(*(posted[token] for token in tokens if token in posted))
