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
# Share of the smaller text's triples that stand in the larger. Reports written apart of one event share a tenth, and a
# third where they are short and full of the same names; copies with a word changed here and there nine in ten. Between
# lies a gap: its upper end makes a copy by itself. Names of agencies alone give an excerpt a dozen shared triples, so
# the shorter the text the more is asked.
COPIED, NAMES, AT_MOST = 0.6, 12, 0.9
# Below that the sentences are looked at: half of the smaller one's words stand in sentences that the other has, whole
# or with single words swapped (spun pages nine in ten, second reports at most a third). A third of the words swapped
# leaves a third of the triples; a third of that, and five for names, is not worth a look, nor is a text of a sentence
# or two.
RELATED, FEW, SHORT, ALIKE = 0.1, 5, 40, 0.5
# Titles of six words are hardly ever written twice by chance, but two reporters of one event come near it, and standing
# columns repeat them: so texts must agree.
TITLE_WORDS, TITLE_COPIED = 6, 0.4
EXCERPT = 80  # triples; feeds cut excerpts at 40 to 60 words
# A sentence is the other's with words swapped if so much of it stands in place: half where a third is swapped, names
# garbled too, and most of its function words and numbers, which no program swaps. Outside swaps, at most one word in
# six of the stretch that aligns was put in, taken out or moved: an editor does less, another reporter more.
IN_PLACE, SKELETON, SENTENCE_WORDS, ALIGNED = 0.45, 0.7, 8, 0.83
GARBLED = 0.6  # how like a name must be to one in its place: "Aldermoor", "Aldermeor"
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
    near = related(overlap, smaller)
    alike, swapped = _alike(a, b) if title or near else (0.0, 0.0)
    copied = shared_enough(overlap, smaller) or (near and alike >= ALIKE)
    if copied or (title and _body_agrees(a, b, alike)):
        return Copy(a.key, b.key, round(overlap, 4), title, swapped, alike)
    return None


def shared_enough(overlap: float, smaller: int) -> bool:
    """Whether so large a share of so many triples makes a copy."""
    return overlap >= min(AT_MOST, COPIED + NAMES / max(1, smaller))


def related(overlap: float, smaller: int) -> bool:
    """Whether so large a share of so many triples is worth a look at the sentences."""
    return overlap >= (RELATED + FEW / smaller if smaller >= SHORT else AT_MOST)


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
    return _alike(a, b)[1]


def _alike(a: Article, b: Article) -> tuple[float, float]:
    """The share of the smaller one's words in sentences that the other has too, and of its sentences in which words
    were swapped.
    """
    small, large = sorted((_sentences(a), _sentences(b)), key=lambda found: (sum(map(len, found)), found))
    if not small or not large:
        return 0.0, 0.0
    held = swapped = 0.0
    words = [frozenset(sentence) for sentence in large]
    for ours in small:
        near = (theirs for theirs, some in zip(large, words, strict=True) if _worth(frozenset(ours), some))
        swaps = max((_swapped(ours, theirs) for theirs in near), default=-1)
        held += len(ours) if swaps >= 0 else 0
        swapped += min(1.0, max(0, swaps) / 2)
    return round(held / sum(map(len, small)), 4), round(swapped / max(FEWEST_SENTENCES, len(small)), 4)


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


def _body_agrees(a: Article, b: Article, alike: float) -> bool:
    """Whether what stands below two equal titles agrees too: in triples, in sentences, or in the week.

    The week is asked only of two excerpts: they may quote different paragraphs of one story.
    """
    bodies = [hashes(article.text.removeprefix(article.title or "")) for article in (a, b)]
    if contained(*bodies) >= TITLE_COPIED or alike >= ALIKE:
        return True
    return max(len(body) for body in bodies) <= EXCERPT and _same_week(a.published, b.published)


def _same_week(a: str | None, b: str | None) -> bool:
    if not a or not b:
        return True
    return abs(date.fromisoformat(a[:10]) - date.fromisoformat(b[:10])) <= timedelta(days=7)


def _sentences(article: Article) -> list[list[str]]:
    body = article.text.removeprefix(article.title or "")
    found = [TOKEN.findall(sentence) for sentence in SENTENCE.split(body)]
    return [tokens for tokens in found if len(tokens) >= SENTENCE_WORDS][:MOST_SENTENCES]


def _worth(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether two sentences have enough words in common to be compared."""
    return len(ours & theirs) >= IN_PLACE * min(len(ours), len(theirs))


def _swapped(ours: list[str], theirs: list[str]) -> int:
    """How many content words were exchanged in place; -1 where one sentence is not the other's, with or without."""
    opcodes = SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes()
    # An excerpt is cut off in the middle of its last sentence: what lies outside the aligned stretch does not count.
    while opcodes and opcodes[-1][0] == "insert":
        opcodes.pop()
    while opcodes and opcodes[0][0] == "insert":
        opcodes.pop(0)
    if not opcodes:
        return -1
    same = [token for kind, i, j, _, _ in opcodes if kind == "equal" for token in ours[i:j]]
    runs = [(ours[i:j], theirs[k:m]) for kind, i, j, k, m in opcodes if kind == "replace"]
    replaced = [
        pair for run in runs for pair in zip(*run, strict=False)
    ]  # of runs of two lengths, what faces each other
    swaps = sum(_content(one) and _content(other) for one, other in replaced)
    garbled = sum(not one.islower() and _like(one, other) for one, other in replaced)
    first, last = opcodes[0], opcodes[-1]
    stretch = max(last[2] - first[1], last[4] - first[3])
    skeleton = [token for token in ours[first[1] : last[2]] if _skeletal(token)]
    in_place = len(same) >= IN_PLACE * len(ours) and len(same) + swaps + garbled >= ALIGNED * stretch
    kept = sum(map(_skeletal, same)) >= SKELETON * len(skeleton)
    return swaps if in_place and kept else -1


def _skeletal(token: str) -> bool:
    """Whether no program swaps it: a function word, a number."""
    return token.lower() in FUNCTION_WORDS or token[0].isdigit()


def _like(one: str, other: str) -> bool:
    return other[0].isupper() and SequenceMatcher(None, one, other, autojunk=False).ratio() >= GARBLED


def _content(token: str) -> bool:
    return token.islower() and token.isalpha() and token not in FUNCTION_WORDS
