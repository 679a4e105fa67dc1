"""Copies of articles: shared runs of words, equal titles, and word-by-word rewriting ("spinning").

Word triples are compared exactly, over one sorted array of their hashes: an excerpt of thirty words in a page of six
hundred is found as surely as a full copy, which sampled signatures (MinHash) do not promise.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from difflib import SequenceMatcher
from hashlib import blake2b
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.ingest.addresses import folded
from kg.ingest.phrases import FUNCTION_WORDS
from kg.model import Article, Copy

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Hashes = NDArray[np.uint64]

WORDS = 3
# Share of the smaller text's triples that stand in the larger. Long reports written apart of one event share a tenth
# (names, quotes); near-copies of news about half (NEWS-COPY 2023: resemblance .3), excerpts of a page nearly all. Names
# of agencies alone give an excerpt a dozen shared triples, so the shorter the text the more is asked.
COPIED, NAMES, AT_MOST = 0.35, 12, 0.9
# Titles of six words are hardly ever written twice by chance; standing columns repeat them, so texts must agree.
TITLE_WORDS, TITLE_COPIED = 6, 0.12
EXCERPT = 80  # triples; feeds cut excerpts at 40 to 60 words
# A sentence counts as rewritten word by word if so much of it stands in place, and a word or more was swapped there.
# Within the stretch that aligns, at most one word in ten was put in, taken out or moved: that is what an editor does.
IN_PLACE, SENTENCE_WORDS, ALIGNED = 0.6, 8, 0.9
# What a value of ``spun`` means a rewriting: half of the sentences swapped. One sentence alone cannot reach more.
SPUN, FEWEST_SENTENCES = 0.5, 2
MOST_SENTENCES = 60
TOKEN = re.compile(r"\w+(?:['’]\w+)*")
SENTENCE = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[\"“‘(]*[A-Z0-9])|\n+")


def near_copies(articles: Iterable[Article]) -> list[Copy]:
    """The pairs of which one is a copy, an excerpt or a spun rewriting of the other, sorted; others are not listed.

    Of many copies of one text not every pair is listed, but each is linked to the others through pairs.
    """
    held = sorted(articles, key=lambda article: article.key)
    shingles = [hashes(article.text) for article in held]
    found = []
    for i, j in sorted(set(_sharing(shingles)) | set(_same_title(held))):
        smaller = min(len(shingles[i]), len(shingles[j]))
        copy = judged(held[i], held[j], overlap=contained(shingles[i], shingles[j]), smaller=smaller)
        if copy is not None:
            found.append(copy)
    return found


def judged(a: Article, b: Article, *, overlap: float, smaller: int) -> Copy | None:
    """The pair as copies of one another, or None.

    ``overlap`` is the share of the smaller one's word triples, of which there are ``smaller``, that the other holds.
    """
    title = _titles_agree(a, b)
    if shared_enough(overlap, smaller) or (title and _body_agrees(a, b)):
        return Copy(a.key, b.key, round(overlap, 4), title, spun(a, b))
    return None


def shared_enough(overlap: float, smaller: int) -> bool:
    """Whether so large a share of so many triples makes a copy."""
    return overlap >= min(AT_MOST, COPIED + NAMES / max(1, smaller))


def title_key(article: Article) -> str:
    """The title folded, where it is long enough that two articles hardly share it by chance; else empty."""
    title = folded(article.title or "")
    return title if len(title.split()) >= TITLE_WORDS else ""


def spun(a: Article, b: Article) -> float:
    """How much one of the two looks like the other with its words swapped for synonyms: 0 to 1, symmetrical.

    The share of the smaller one's sentences that stand in the other word for word but for single content words
    exchanged in place ("released" for "published") while names, numbers and function words stayed. A true copy has no
    such exchange and a second report no such sentence: both give about 0.
    """
    small, large = sorted((_sentences(a), _sentences(b)), key=lambda found: (sum(map(len, found)), found))
    if not small or not large:
        return 0.0
    total = sum(max(_swapped(ours, theirs) for theirs in large) for ours in small)
    return round(total / max(FEWEST_SENTENCES, len(small)), 4)


def hashes(text: str) -> Hashes:
    """The sorted hashes of a text's word triples, each once."""
    import numpy as np

    words = folded(text).split()
    runs = {" ".join(words[i : i + WORDS]) for i in range(max(1, len(words) - WORDS + 1))}
    numbers = [int.from_bytes(blake2b(run.encode(), digest_size=8).digest()) for run in runs]
    return np.array(sorted(numbers), dtype=np.uint64)


def contained(a: Hashes, b: Hashes) -> float:
    import numpy as np

    return len(np.intersect1d(a, b, assume_unique=True)) / max(1, min(len(a), len(b)))


def _sharing(shingles: Sequence[Hashes]) -> Iterator[tuple[int, int]]:
    """Candidate pairs: two texts that share several triples in a row of the sorted array.

    Within a triple's holders each is paired with the next and with the first: linear where a wire story has a hundred
    copies, and its copies still hang together.
    """
    import numpy as np

    if not shingles:
        return
    hashes = np.concatenate(shingles)
    owners = np.repeat(np.arange(len(shingles)), [len(found) for found in shingles])
    order = np.lexsort((owners, hashes))
    hashes, owners = hashes[order], owners[order]
    bounds = np.flatnonzero(np.concatenate(([True], hashes[1:] != hashes[:-1], [True])))
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for start, end in pairwise(bounds.tolist()):
        if end - start < 2:
            continue
        group = owners[start:end].tolist()
        for pair in {*pairwise(group), *((group[0], other) for other in group[1:])}:
            shared[pair] += 1
    for (a, b), count in shared.items():
        if count > WORDS:  # two names of four words in common are no candidate
            yield a, b


def _same_title(articles: Sequence[Article]) -> Iterator[tuple[int, int]]:
    holders: dict[str, list[int]] = defaultdict(list)
    for index, article in enumerate(articles):
        if title := title_key(article):
            holders[title].append(index)
    for group in holders.values():
        yield from {*pairwise(group), *((group[0], other) for other in group[1:])}


def _titles_agree(a: Article, b: Article) -> bool:
    return bool(title_key(a)) and title_key(a) == title_key(b)


def _body_agrees(a: Article, b: Article) -> bool:
    """Whether what stands below two equal titles agrees too: in triples, in the skeleton of sentences, or in the week.

    The week is asked only of excerpts: two of them may quote different paragraphs of one story.
    """
    bodies = [hashes(article.text.removeprefix(article.title or "")) for article in (a, b)]
    if contained(*bodies) >= TITLE_COPIED or spun(a, b) >= SPUN:
        return True
    return min(len(body) for body in bodies) <= EXCERPT and _same_week(a.published, b.published)


def _same_week(a: str | None, b: str | None) -> bool:
    if not a or not b:
        return True
    return abs(date.fromisoformat(a[:10]) - date.fromisoformat(b[:10])) <= timedelta(days=7)


def _sentences(article: Article) -> list[list[str]]:
    body = article.text.removeprefix(article.title or "")
    found = [TOKEN.findall(sentence) for sentence in SENTENCE.split(body)]
    return [tokens for tokens in found if len(tokens) >= SENTENCE_WORDS][:MOST_SENTENCES]


def _swapped(ours: list[str], theirs: list[str]) -> float:
    """1 where two content words or more were exchanged in place, ½ for one, 0 where the sentences do not align."""
    if len(set(ours) & set(theirs)) < IN_PLACE * min(len(set(ours)), len(set(theirs))) / 1.5:
        return 0.0
    opcodes = SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes()
    # An excerpt is cut off in the middle of its last sentence: what lies outside the aligned stretch does not count.
    while opcodes and opcodes[-1][0] != "equal":
        opcodes.pop()
    while opcodes and opcodes[0][0] != "equal":
        opcodes.pop(0)
    same = swaps = 0
    for kind, i, j, k, m in opcodes:
        if kind == "equal":
            same += j - i
        elif kind == "replace" and j - i == m - k <= 2:
            swaps += sum(_content(one) and _content(other) for one, other in zip(ours[i:j], theirs[k:m], strict=True))
    if not opcodes:
        return 0.0
    first, last = opcodes[0], opcodes[-1]
    stretch = max(last[2] - first[1], last[4] - first[3])
    in_place = same >= IN_PLACE * min(len(ours), len(theirs)) and same + swaps >= ALIGNED * stretch
    return min(1.0, swaps / 2) if in_place else 0.0


def _content(token: str) -> bool:
    return token.islower() and token.isalpha() and token not in FUNCTION_WORDS
