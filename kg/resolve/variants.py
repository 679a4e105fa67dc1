"""Full names of people of one surname: which are one person's, under a middle initial, a nickname, another spelling."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.resolve.people import compatible, personal

OVERWHELMING = 9  # times oftener named than all others together: what makes nine chances of ten


@dataclass(frozen=True, slots=True, order=True)
class FullName:
    """A folded full name in all articles: how many chains bear it, and how many of those are a woman's or a man's.

    ``link`` is the entry of the knowledge base that its chains are; empty for a name that is not linked.
    """

    folded: str
    chains: int
    women: int = 0
    men: int = 0
    link: str = ""

    @property
    def gender(self) -> str:
        """The gender that tells: of two tellings at least, and three times as often as the other, as pronouns err."""
        if self.women >= max(2, 3 * self.men):
            return "f"
        return "m" if self.men >= max(2, 3 * self.women) else ""


def one_person(names: Iterable[FullName]) -> dict[FullName, FullName]:
    """The names that are another's variant, each with the name that the person goes by, which is the commonest one's.

    What tells least ("J. Roe", "John Roe") joins last, and stays by itself where it may be one of two.
    """
    clusters: list[list[FullName]] = []
    for name in sorted(names, key=_informative):
        fitting = [cluster for cluster in clusters if all(_fit(name, other) for other in cluster)]
        if len(fitting) > 1:
            fitting.sort(key=_count, reverse=True)
            if _count(fitting[0]) < OVERWHELMING * sum(map(_count, fitting[1:])):
                fitting = []
        if fitting:
            fitting[0].append(name)
        else:
            clusters.append([name])
    return {name: best for cluster in clusters for best in [_best(cluster)] for name in cluster if name != best}


def _informative(name: FullName) -> tuple[object, ...]:
    parts = personal(name.folded)
    letters = [len(word) for word in parts.given]
    return (not name.link, -len(letters), [-count for count in letters], -name.chains, name)


def _fit(one: FullName, other: FullName) -> bool:
    if one.link and other.link and one.link != other.link:
        return False
    if one.gender and other.gender and one.gender != other.gender:
        return False
    return one.folded == other.folded or compatible(personal(one.folded), personal(other.folded))


def _count(cluster: Sequence[FullName]) -> int:
    return sum(name.chains for name in cluster)


def _best(cluster: Sequence[FullName]) -> FullName:
    """The name of the knowledge base, else the commonest."""
    return max(cluster, key=lambda name: (bool(name.link), name.chains, len(name.folded), name.folded))
