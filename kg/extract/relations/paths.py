"""The way through the tree from one mention to another."""

from __future__ import annotations

from dataclasses import dataclass

from kg.extract.relations.words import Words

LONGEST = 12


@dataclass(frozen=True, slots=True)
class Path:
    """Token indices: ``up`` from the first mention's head to below the ``top``, ``down`` from there to the second's.

    Either may be empty; conjuncts stand for what they are coordinated with, so they make no step.
    """

    up: tuple[int, ...]
    top: int
    down: tuple[int, ...]


def between(words: Words, a: int, b: int) -> Path | None:
    """The path between two heads, or None where it is too long or leaves the sentence."""
    over_a, over_b = _chain(words, a), _chain(words, b)
    above = {token: i for i, token in enumerate(over_a)}
    for j, token in enumerate(over_b):
        if token in above:
            i = above[token]
            if i + j > LONGEST:
                return None
            return Path(tuple(over_a[:i]), token, tuple(reversed(over_b[:j])))
    return None


def _chain(words: Words, token: int) -> list[int]:
    found = [token]
    while words.head[token] != token and len(found) < 40:
        token = words.head[token]
        found.append(token)
    return found
