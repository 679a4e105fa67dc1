"""A ``Doc`` as plain lists: pairs are many, and a list is read faster than a token's attribute."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc

from kg.extract.lexicon import lexicon
from kg.extract.titles import titles


@dataclass(frozen=True, slots=True)
class Words:
    """Columns by token index; ``head`` of a root is itself.

    ``plain`` is the lemma, of a name's word that could be any other only "*": names are no evidence.
    """

    lower: list[str]
    lemma: list[str]
    plain: list[str]
    dep: list[str]
    pos: list[str]
    label: list[str]
    head: list[int]
    children: list[list[int]]


def read(doc: Doc) -> Words:
    """The columns of a parsed document."""
    head = [token.head.i for token in doc]
    children: list[list[int]] = [[] for _ in head]
    for i, above in enumerate(head):
        if above != i:
            children[above].append(i)
    lemma = [token.lemma_.lower() for token in doc]
    common = _common()
    return Words(
        [token.lower_ for token in doc],
        lemma,
        ["*" if token.pos_ == "PROPN" and word not in common else word for token, word in zip(doc, lemma, strict=True)],
        [token.dep_ for token in doc],
        [token.pos_ for token in doc],
        [token.ent_type_ for token in doc],
        head,
        children,
    )


@cache
def _common() -> frozenset[str]:
    """Words that are no name by themselves though they are written like one: titles, kinds of body."""
    tables = lexicon()
    return frozenset({*titles.OFFICES, *titles.OCCUPATIONS, *tables.last, *tables.any, *tables.first})
