"""Descriptions and pronouns joined to earlier chains, left to right.

Precision before recall: where two antecedents are about as good, the mention stays in a chain of its own.
"""

from __future__ import annotations

from kg.model import Article, MentionKind
from kg.resolve import descriptions, pronouns
from kg.resolve.chains import Chains


def resolve_anaphora(chains: Chains, article: Article) -> None:
    """Joins each nominal and pronoun that grammar or a name has not placed to what it points back to, if clear."""
    speakers = pronouns.previous_speakers(chains)
    house = pronouns.house(chains, article)
    at: dict[object, int] = {mention.span: i for i, mention in enumerate(chains.mentions)}
    for i, mention in enumerate(chains.mentions):
        joined = len(chains.members(i)) > 1 and not pronouns.only_speaks(chains, i)
        placed = joined and (chains.root(i) < i or mention.kind is not MentionKind.NOMINAL)
        if placed or mention.apposed is not None:
            continue
        found = None
        if mention.kind is MentionKind.NOMINAL:
            found = descriptions.antecedent(chains, article, i)
        elif mention.kind is MentionKind.PRONOUN and mention.head not in pronouns.RELATIVE:
            found = pronouns.antecedent(chains, i, at, speakers, house)
        if found is not None:
            chains.merge(found, i)
