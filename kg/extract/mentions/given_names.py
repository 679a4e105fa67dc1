"""Whether a word is a given name, told by the names nearest to it in meaning: no table holds them all."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal

from kg.extract.lexicon import lexicon
from kg.extract.lexicon.noun_classes import unit

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from spacy.vocab import Vocab

NEAREST = 5  # seeds that are asked
# Mean cosines to the nearest seeds. Of 120 other given names of a dozen languages 103 are then told and 5 (Irish and
# Japanese ones) taken for words; of 174 other words that begin firms' names 137 are told and 1 is taken for a name.
UNLIKE, LIKE = 0.25, 0.5


@lru_cache(maxsize=20_000)
def likeness(vocab: Vocab, word: str) -> Literal["yes", "no"] | None:
    """Whether a capitalised word is a given name; None where its vector does not tell, or there is none."""
    import numpy as np

    vector = unit(vocab, word)
    if vector is None:
        return None
    people, firms = (
        float(np.sort(seeds @ vector)[-NEAREST:].mean()) for seeds in (_seeds(vocab, "given"), _seeds(vocab, "coined"))
    )
    if people >= LIKE and people > firms:
        return "yes"
    return "no" if people < UNLIKE and firms > people else None


@cache
def _seeds(vocab: Vocab, which: Literal["given", "coined"]) -> NDArray[np.float32]:
    import numpy as np

    words = lexicon().given if which == "given" else lexicon().coined
    return np.array([row for word in words if (row := unit(vocab, word)) is not None], dtype=np.float32)
