"""Coreference chains as the CoNLL shared tasks score them: MUC, B³ and CEAFe, each as recall and precision.

Pradhan et al., Scoring Coreference Partitions of Predicted Mentions (ACL 2014), whose worked example is a test. The
scorers on the package index are not kept; the reference one is written in Perl.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import TypeVar

from kg.evaluate.corpus.assignment import paired

One = TypeVar("One", bound=Hashable)
Chains = Sequence[frozenset[One]]
# Recall's numerator and denominator, then precision's: sums over articles, never means of them.
Ratios = tuple[float, float, float, float]


def muc(key: Chains[One], response: Chains[One]) -> Ratios:
    """Links of the key that the response has (Vilain et al., 1995), and the other way round."""
    return (*_links(key, response), *_links(response, key))


def b_cubed(key: Chains[One], response: Chains[One]) -> Ratios:
    """Of each mention's chain the share that its chain in the other has (Bagga and Baldwin, 1998)."""
    return (*_shares(key, response), *_shares(response, key))


def ceaf_e(key: Chains[One], response: Chains[One]) -> Ratios:
    """The similarity of the best pairing of chains, phi 4 of Luo (2005), over the number of chains."""
    pairs = paired(key, response, _similarity)
    common = sum(_similarity(one, other) for one, other in pairs)
    return common, float(len(key)), common, float(len(response))


def conll(ratios: Sequence[float]) -> float:
    """The mean of the three F1 of summed ratios: those of MUC, B³ and CEAFe one after another."""
    return sum(f1(ratios[start : start + 4]) for start in (0, 4, 8)) / 3


def f1(ratios: Sequence[float]) -> float:
    """The harmonic mean of recall and precision; 0 where there is nothing."""
    recall, precision = (
        (ratios[place] / ratios[place + 1] if ratios[place + 1] else 0.0) for place in (0, 2)
    )  # fmt: skip
    return 2 * recall * precision / (recall + precision) if recall + precision else 0.0


def _links(chains: Chains[One], others: Chains[One]) -> tuple[float, float]:
    right = whole = 0
    for chain in chains:
        covered = [chain & other for other in others if chain & other]
        parts = len(covered) + len(chain) - sum(map(len, covered))  # a mention that the others lack is a part by itself
        right, whole = right + len(chain) - parts, whole + len(chain) - 1
    return float(right), float(whole)


def _shares(chains: Chains[One], others: Chains[One]) -> tuple[float, float]:
    right = sum(len(chain & other) ** 2 / len(chain) for chain in chains for other in others)
    return right, float(sum(map(len, chains)))


def _similarity(one: frozenset[One], other: frozenset[One]) -> float:
    return 2 * len(one & other) / (len(one) + len(other))
