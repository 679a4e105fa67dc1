"""Who and what the generated news is about: names by rank, so that a rank always has the same name."""

from __future__ import annotations

import random
import tomllib
from functools import cache
from pathlib import Path

WORDS = {
    key: words.split()
    for key, words in tomllib.loads(Path(__file__).with_name("names.toml").read_text("utf-8")).items()
}
ONSETS, CODAS = WORDS["onsets"], WORDS["codas"]
STEMS = len(ONSETS) * len(CODAS)
STRIDE = 1009  # has no divisor in common with the number of stems: neighbours in rank do not sound alike


def stem(rank: int, kind: str) -> str:
    """A made-up proper name; another for each of the first 2,500 ranks of a kind."""
    place = (rank * STRIDE + sum(map(ord, kind)) * 37) % STEMS
    return ONSETS[place % len(ONSETS)] + CODAS[place // len(ONSETS)]


def company(rank: int) -> str:
    return f"{stem(rank, 'company')} {_of('firms', rank, 'company')}"


def agency(rank: int) -> str:
    return f"{stem(rank, 'agency')} {_of('offices', rank, 'agency')} {_of('bodies', rank, 'body')}"


def police(rank: int) -> str:
    return f"{stem(rank, 'police')} Police Department"


def group(rank: int) -> str:
    return f"{stem(rank, 'group')} {_of('leagues', rank, 'group')} {_of('unions', rank, 'union')}"


def court(rank: int) -> str:
    return f"{stem(rank, 'court')} District Court"


def legislature(rank: int) -> str:
    return f"{stem(rank, 'legislature')} City Council"


def outlet(rank: int) -> str:
    return f"{stem(rank, 'outlet')} {_of('papers', rank, 'outlet')}"


def product(rank: int, maker: str) -> str:
    """The product of that rank of a company."""
    return f"{stem(rank, maker)[:5].capitalize()}{_of('products', rank, maker)}"


def person(rank: int, at: str) -> str:
    """The person of that rank at an organization, or of the public at large."""
    chance = random.Random(f"{at}/{rank}")
    return f"{chance.choice(WORDS['first'])} {stem(chance.randrange(STEMS), 'person')}"


def _of(words: str, rank: int, kind: str) -> str:
    return random.Random(f"{kind}/{rank}").choice(WORDS[words])


@cache
def _weights(size: int) -> tuple[float, ...]:
    total, sums = 0.0, []
    for rank in range(1, size + 1):
        total += 1 / rank
        sums.append(total)
    return tuple(sums)


def zipf(chance: random.Random, size: int) -> int:
    """A rank below ``size``, each with a chance that falls as one over the rank."""
    return chance.choices(range(size), cum_weights=_weights(size))[0]
