"""Five folds of the corpus, split by article and story, in ``folds.json``: made once, added to since.

The sealed fold holds our articles of ``tests/eval/unread`` and articles of GUM and re3d, never of MEANTIME, on which
rules have been tuned. Articles on one story stay in one fold. Texts are compared here by machine and never printed.
"""

from __future__ import annotations

import json
import math
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from tests.eval.corpus.articles import HERE, Article, articles

FILE = HERE / "folds.json"
SEED = 2026
SEALED = "sealed"
OPEN = ("1", "2", "3", "4")
STORY = 0.23  # cosine of TF-IDF vectors from which two articles tell one story: read off the pairs of MEANTIME's titles
COMING = 10_000  # words of our own articles still to be written, all of them for the open folds
# Statements of re3d: as many of each publisher, of at least so many words; the encyclopedia pages are left out.
STATEMENTS = {
    "UK Government": 16,
    "US State Department": 14,
    "CENTCOM": 9,
    "Australian Department of Foreign Affairs": 1,
}
SHORTEST = 100
DENSEST = 0.2  # entities a word: beyond it a statement is a list of places


def folds() -> dict[str, list[str]]:
    """The ids of each fold, as committed."""
    return dict(json.loads(FILE.read_text("utf-8")))


def fold_of(id: str) -> str:
    """The fold that an article is in. Raises ``LookupError`` for one that is in none."""
    for fold, ids in folds().items():
        if id in ids:
            return fold
    raise LookupError(f"{id}: in no fold; add it to {FILE.name}")


def chosen(every: Mapping[str, Article]) -> list[Article]:
    """The articles that were split: all but those written since, and of re3d so many statements a publisher."""
    chance = random.Random(SEED)
    kept = [article for article in every.values() if article.source != "re3d" and not article.later]
    for publisher, number in STATEMENTS.items():
        fitting = [
            article
            for article in every.values()
            if article.source == "re3d"
            and article.publisher == publisher
            and article.words >= SHORTEST
            and len(article.gold) <= DENSEST * article.words
        ]
        kept += chance.sample(fitting, number)
    return sorted(kept, key=lambda article: article.id)


def stories(corpus: Sequence[Article], threshold: float = STORY) -> list[list[Article]]:
    """The articles grouped by story: connected by pairs whose similarity reaches ``threshold``."""
    vectors = _vectors(corpus)
    group = {article.id: article.id for article in corpus}

    def root(id: str) -> str:
        while group[id] != id:
            id = group[id]
        return id

    for left, right in combinations(corpus, 2):
        if _cosine(vectors[left.id], vectors[right.id]) >= threshold:
            group[root(left.id)] = root(right.id)
    found: dict[str, list[Article]] = defaultdict(list)
    for article in corpus:
        found[root(article.id)].append(article)
    return list(found.values())


def split(corpus: Sequence[Article], *, coming: int = COMING) -> dict[str, list[str]]:
    """The folds, about equal in words: stories in random order, each into the emptiest fold that may take it."""
    goal = (sum(article.words for article in corpus) + coming) / (len(OPEN) + 1)
    words = dict.fromkeys((SEALED, *OPEN), 0.0) | {fold: coming / len(OPEN) for fold in OPEN}
    found: dict[str, list[str]] = {fold: [] for fold in words}

    def put(story: Iterable[Article], fold: str) -> None:
        for article in story:
            found[fold].append(article.id)
            words[fold] += article.words

    groups = stories(corpus)
    random.Random(SEED).shuffle(groups)
    bound = [story for story in groups if any(article.sealed_by_nature for article in story)]
    for story in bound:
        put(story, SEALED)
    free = [story for story in groups if story not in bound]
    for source in ("re3d", "gum"):  # a quarter of what is still to be sealed from re3d, the rest from GUM
        share = words[SEALED] + (goal - words[SEALED]) / 4 if source == "re3d" else goal
        for story in [story for story in free if {article.source for article in story} == {source}]:
            if words[SEALED] + sum(article.words for article in story) <= share:
                put(story, SEALED)
                free.remove(story)
    for story in sorted(free, key=lambda story: -sum(article.words for article in story)):
        put(story, min(OPEN, key=lambda fold: words[fold]))
    return {fold: sorted(ids) for fold, ids in found.items()}


def added(made: Mapping[str, Sequence[str]], every: Mapping[str, Article]) -> dict[str, list[str]]:
    """The folds with our articles that are in none yet, each in the open fold that has the fewest words by then.

    Raises ``LookupError`` where the texts of articles that are in folds are absent.
    """
    found = {fold: list(ids) for fold, ids in made.items()}
    placed = {id for ids in found.values() for id in ids}
    if absent := sorted(placed - set(every)):
        raise LookupError(f"{absent[0]} and {len(absent) - 1} more: their texts are absent; ../shared/data has them")
    for id in sorted(id for id in every if id.startswith("own/") and id not in placed):
        emptiest = min(OPEN, key=lambda fold: sum(every[one].words for one in found[fold]))
        found[emptiest] = sorted([*found[emptiest], id])
    return found


def write() -> dict[str, int]:
    """Write ``folds.json``, made where it is not there, else added to; what comes back is the words of each fold."""
    every = articles()
    made = added(folds(), every) if FILE.is_file() else split(chosen(every))
    FILE.write_text(json.dumps(made, indent=1) + "\n", "utf-8")
    return {fold: sum(every[id].words for id in ids) for fold, ids in made.items()}


def _vectors(corpus: Sequence[Article]) -> dict[str, dict[str, float]]:
    counts = {article.id: Counter(re.findall(r"[a-z][a-z'’-]+", article.text.lower())) for article in corpus}
    frequency = Counter(word for count in counts.values() for word in count)
    vectors = {}
    for id, count in counts.items():
        weights = {
            word: (1 + math.log(times)) * math.log(len(corpus) / frequency[word]) for word, times in count.items()
        }
        length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        vectors[id] = {word: weight / length for word, weight in weights.items()}
    return vectors


def _cosine(left: Mapping[str, float], right: Mapping[str, float]) -> float:
    return sum(weight * right.get(word, 0.0) for word, weight in left.items())
