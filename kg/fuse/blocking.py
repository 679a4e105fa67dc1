"""Blocking: which claims can be of one situation at all, by keys that they share.

Claims meet on two roles filled alike, or on one within one origin (``situations``). So claims that share no such key,
directly or through others, are never compared, and each group of those that do is settled by itself: the outcome is
that of settling all at once. A situation made of several claims can meet others on what only all of them together say;
its own keys then join groups (``bridges``), until none do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2b
from itertools import combinations

from kg.fuse.resolved_claims import Ground, family
from kg.fuse.situations import ENOUGH, Cluster, pairs

KEY_BYTES = 8  # 64 bits: two keys of a million are one by chance once in 37 million; it would only cost a comparison


def keys(ground: Ground, origin: str) -> frozenset[int]:
    """The blocking keys of a claim whose article goes back to ``origin``; a Statement meets on its very words alone."""
    told = pairs(ground)
    claim = ground.claim
    if claim.frame == "Statement":
        known = "speaker" in ground.named and ground.quote
        identity = (told["speaker"], ground.quote or "") if known else (ground.key,)
        return frozenset({_key("said", *identity)})
    family_key = (family(claim), str(claim.direction), *sorted(ground.besides))
    return frozenset(_of_pairs(family_key, told, (origin,)))


def bridges(cluster: Cluster, origins: Mapping[str, str]) -> frozenset[int]:
    """The keys that a situation of several claims has beyond those of its claims; ``origins`` are those of articles."""
    first = cluster.grounds[0]
    if len(cluster.grounds) < 2 or first.claim.frame == "Statement":
        return frozenset()
    family_key = (family(first.claim), str(first.claim.direction), *sorted(first.besides))
    met = sorted({origins[one.article] for one in cluster.grounds})
    own = frozenset().union(*(keys(one, origins[one.article]) for one in cluster.grounds))
    return frozenset(_of_pairs(family_key, cluster.pairs, met)) - own


def groups(keyed: Iterable[Iterable[int]]) -> list[int]:
    """The group of each item, given the keys of each: the number of the first item that it hangs together with."""
    parent: list[int] = []
    holder: dict[int, int] = {}
    for number, found in enumerate(keyed):
        parent.append(number)
        for key in found:
            other = holder.setdefault(key, number)
            if other != number:
                one, two = sorted((root(parent, number), root(parent, other)))
                parent[two] = one
    return [root(parent, number) for number in range(len(parent))]


def root(parent: list[int], number: int) -> int:
    """The representative of an item's group in a union-find forest, whose paths it halves."""
    while parent[number] != number:
        parent[number] = parent[parent[number]]
        number = parent[number]
    return number


def _of_pairs(family: tuple[str, ...], told: Mapping[str, str], origins: Iterable[str]) -> Iterator[int]:
    items = sorted(told.items())
    for some in combinations(items, ENOUGH):
        yield _key(*family, *(part for pair in some for part in pair))
    for pair in items:
        for origin in origins:
            yield _key(*family, *pair, "from", origin)


def _key(*parts: str) -> int:
    return int.from_bytes(blake2b("\x1f".join(parts).encode(), digest_size=KEY_BYTES).digest(), signed=True)
