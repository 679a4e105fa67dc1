"""Persons with the organization that their own phrase puts them in: "Acme's chief executive", "a lawyer at Acme"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kg.extract.lexicon import lexicon
from kg.extract.lexicon.classes import words
from kg.extract.syntax.columns import Tokens
from kg.model import ORGANIZATION_TYPES, EntityType, Mention, MentionKind, Span

AFFILIATING = words("prepositions", "affiliating")


def affiliated(tokens: Tokens, heads: Mapping[int, Span], mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions, persons with the organization that their phrase, or the post apposed to it, puts them in.

    ``heads`` gives the span of the mention that a token heads.
    """
    organizations = {m.span for m in mentions if m.type in ORGANIZATION_TYPES and m.kind is not MentionKind.PRONOUN}
    affiliation: dict[Span, Span] = {}
    for head, span in heads.items():
        found = next(
            (s for node in _posts(tokens, head) for s in _owners(tokens, node, heads) if s in organizations),
            None,
        )
        if found is not None and found != span:
            affiliation[span] = found
    return [
        replace(m, affiliation=affiliation.get(m.span)) if m.type is EntityType.PERSON and m.span in affiliation else m
        for m in mentions
    ]


def _posts(tokens: Tokens, head: int) -> list[int]:
    """The token, the post nouns before it and those apposed to it."""
    around = [j for j in tokens.children[head] if tokens.dep[j] in ("appos", "compound", "nmod") and _post(tokens, j)]
    if tokens.dep[head] == "appos":
        around.append(tokens.head[head])
    return [head, *around]


def _owners(tokens: Tokens, node: int, heads: Mapping[int, Span]) -> list[Span]:
    found = []
    for child in tokens.children[node]:
        if tokens.dep[child] in ("compound", "poss", "nmod") and child in heads:
            found.append(heads[child])
        elif tokens.dep[child] == "prep" and tokens.lower[child] in AFFILIATING:
            found += [heads[j] for j in tokens.children[child] if j in heads]
    return found


def _post(tokens: Tokens, i: int) -> bool:
    """Whether a token is a noun, or a post written as part of a name ("Acme President Ann Lee")."""
    return tokens.pos[i] == "NOUN" or tokens.lower[i] in lexicon().titles
