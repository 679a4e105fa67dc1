"""What a pair looks like, as words to be weighed: the path between its mentions, the words around them, their types."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from kg.extract.relations.pairs import Pair
from kg.extract.relations.paths import Path, between
from kg.extract.relations.words import Words
from kg.extract.titles import titles

# Words between two mentions are taken from both ends where they are more than twice this.
WINDOW = 6
INTERESTING = frozenset({"aux", "auxpass", "neg", "prt", "attr", "dobj", "oprd", "prep", "agent", "acomp", "relcl"})


def of(words: Words, pair: Pair) -> list[str] | None:
    """The features of a pair; None where no path connects it."""
    path = between(words, pair.a.head, pair.b.head)
    if path is None:
        return None
    return [
        f"{pair.kind}",
        *_ends(words, pair),
        *_path(words, pair, path),
        *_between(words, pair),
        *_around(words, pair),
    ]


def _ends(words: Words, pair: Pair) -> Iterator[str]:
    for name, end in (("a", pair.a), ("b", pair.b)):
        kind = str(end.mention.type) if end.mention is not None else "date"
        yield f"{name}:{end.kind}"
        yield f"{name}:{pair.kind}{kind}"
        yield f"{name}>{words.dep[end.head]}"
        if end.kind == "pr":
            yield f"{name}={words.lower[end.head]}"
        else:
            yield f"{name}.{pair.kind}{words.plain[end.last]}"
        for child in words.children[end.head]:
            if not end.first <= child <= end.last and words.dep[child] not in ("punct", "det", "cc"):
                yield f"{name}/{pair.kind}{words.plain[child]}"


def _path(words: Words, pair: Pair, path: Path) -> Iterator[str]:
    up = [token for token in path.up if words.dep[token] != "conj"]
    down = [token for token in path.down if words.dep[token] != "conj"]
    ends = range(pair.a.first, pair.a.last + 1), range(pair.b.first, pair.b.last + 1)

    def word(token: int) -> str:
        return "A" if token in ends[0] else "B" if token in ends[1] else words.plain[token]

    labels = [*(f"<{words.dep[token]}" for token in up), *(f">{words.dep[token]}" for token in down)]
    inner = [*up[1:], path.top, *down[:-1]]
    yield f"{pair.kind}p{' '.join(labels)}"
    yield f"{pair.kind}P{' '.join(labels)} {' '.join(word(token) for token in inner)}"
    yield f"{pair.kind}I{' '.join(word(token) for token in inner)}"
    yield f"{pair.kind}#{min(len(labels), 8)}"
    yield f"{pair.kind}t{word(path.top)}"
    for token in inner:
        yield f"{pair.kind}w{word(token)}"
        for child in words.children[token]:
            if words.dep[child] in INTERESTING and child not in ends[0] and child not in ends[1]:
                yield f"{pair.kind}c{words.dep[child]}{words.plain[child]}"
    for one, other in pairwise(inner):
        yield f"{pair.kind}ww{word(one)} {word(other)}"
    for token in path.up:
        yield f"{pair.kind}<{words.dep[token]} {word(words.head[token])}"
    for token in path.down:
        yield f"{pair.kind}>{words.dep[token]} {word(words.head[token])}"


def _between(words: Words, pair: Pair) -> Iterator[str]:
    left, right = sorted((pair.a, pair.b), key=lambda end: end.first)
    order = pair.kind + ("+" if left is pair.a else "-")
    span = range(left.last + 1, right.first)
    near = [*span] if len(span) <= 2 * WINDOW else [*span[:WINDOW], *span[-WINDOW:]]
    yield f"{order}"
    yield f"{order}d{len(span).bit_length()}"
    yield from (f"{order}b{word}" for word in sorted({words.plain[token] for token in near}))
    for i, j in pairwise(near):
        yield f"{order}bb{words.plain[i]} {words.plain[j]}"
    if len(span) <= 5:
        yield f"{order}B{' '.join(words.plain[token] for token in span)}"
    offices = titles.OFFICES
    if any(words.lower[token] in offices for token in span):
        yield f"{order}post"
    for token in span[-3:]:
        yield f"{order}r{words.plain[token]}"
    for token in span[:3]:
        yield f"{order}l{words.plain[token]}"


def _around(words: Words, pair: Pair) -> Iterator[str]:
    left, right = sorted((pair.a, pair.b), key=lambda end: end.first)
    order = pair.kind + ("+" if left is pair.a else "-")
    yield from (f"{order}x{words.plain[i]}" for i in range(max(0, left.first - 2), left.first))
    yield from (f"{order}y{words.plain[i]}" for i in range(right.last + 1, min(len(words.lower), right.last + 4)))
