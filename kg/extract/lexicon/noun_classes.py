"""What kind of thing a noun denotes: by our table, by WordNet's, else the class of the nearest seeds in meaning."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from spacy.vocab import Vocab

NEAREST = 7
# The winning class has at least this share of the votes; of 170 nouns that are no seeds it then errs in one of ten.
SHARE = 0.5
# Further than this nothing is near: the cosine below which two nouns of the pipeline's table have little in common.
NEAR = 0.38


@dataclass(frozen=True, slots=True)
class Seeds:
    """The seeds that have a vector: one row of unit length and one class each."""

    vectors: NDArray[np.float32]
    classes: tuple[str, ...]


def kind(vocab: Vocab, lemma: str) -> str | None:
    """The class of a noun (``thing``, ``site``, ``body``, ``person``, ``event``, ``amount``, ``place``), or None.

    None is what no seed is near to, and what the classes are divided on.
    """
    last = lemma.rpartition("-")[2]
    return _table().get(lemma) or _wordnet().get(last) or _nearest(vocab, last)


@cache
def _table() -> dict[str, str]:
    table = tomllib.loads((files("kg.extract.lexicon") / "noun_classes.toml").read_text("utf-8"))
    return {word: name for name, words in table.items() for word in words.split()}


@cache
def _wordnet() -> dict[str, str]:
    """The nouns of ``nouns.txt`` with their class; ``make_nouns`` writes it."""
    lines = (files("kg.extract.lexicon") / "nouns.txt").read_text("utf-8").splitlines()
    rows = (line.partition(": ") for line in lines if not line.startswith("#"))
    return {word: name for name, _, words in rows for word in words.split()}


@cache
def _seeds(vocab: Vocab) -> Seeds:
    import numpy as np

    rows = {word: vector for word in _table() if (vector := unit(vocab, word)) is not None}
    return Seeds(np.array([*rows.values()], dtype=np.float32), tuple(_table()[word] for word in rows))


def unit(vocab: Vocab, word: str) -> NDArray[np.float32] | None:
    """The vector of a word, of length 1; None where the pipeline's table has none."""
    import numpy as np

    vector = np.asarray(vocab.get_vector(word))
    return vector / np.linalg.norm(vector) if vector.any() else None


@lru_cache(maxsize=20_000)
def _nearest(vocab: Vocab, lemma: str) -> str | None:
    import numpy as np

    vector, seeds = unit(vocab, lemma), _seeds(vocab)
    if vector is None or not seeds.classes:
        return None
    likeness = seeds.vectors @ vector
    nearest = np.argsort(-likeness, kind="stable")[:NEAREST]
    if likeness[nearest[0]] < NEAR:
        return None
    votes: dict[str, float] = {}
    for i in nearest:
        votes[seeds.classes[i]] = votes.get(seeds.classes[i], 0.0) + float(max(likeness[i], 0.0)) ** 2
    best = max(votes, key=lambda name: (votes[name], name))
    return best if votes[best] >= SHARE * sum(votes.values()) else None
