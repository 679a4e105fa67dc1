"""Where the noun phrase of a head noun begins and ends."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.lexicon import lexicon
from kg.extract.lexicon.classes import words
from kg.extract.syntax.columns import Tokens

# Dependents that stand before a head noun and belong to its phrase.
PREMODIFIERS = frozenset(
    {
        "det",
        "poss",
        "amod",
        "compound",
        "nummod",
        "nmod",
        "predet",
        "quantmod",
        "npadvmod",
        "advmod",
        "punct",
        "case",
        "conj",
        "cc",
    }
    | {"intj", "dep", "neg", "appos", "prep", "pobj"}
)
OFFICE_PREPOSITIONS = words("prepositions", "offices")
# Verbs whose receiver the parser may read into the phrase after it: "sell | the Acme Trust | recognition software".
DITRANSITIVE = words("ditransitive", "giving")
MAX_WORDS = 16  # a longer phrase is a parse gone wrong
FOCUS = words("naming", "focus")


def left_edge(tokens: Tokens, head: int) -> int:
    """The first token of the phrase that ends in ``head``: what depends on it leftward, without a break."""
    first = head
    line = tokens.line[head]
    for child in reversed([j for j in tokens.children[head] if j < head]):
        if tokens.dep[child] not in PREMODIFIERS or tokens.dep[child] in (
            "cc",
            "conj",
            "prep",
            "pobj",
            "intj",
        ):
            break
        edge = child
        stack = [child]
        while stack:
            node = stack.pop()
            edge = min(edge, node)
            stack.extend(j for j in tokens.children[node] if j < head)
        first = min(first, edge)
    while first < head and (
        tokens.line[first] != line
        or tokens.pos[first] in ("PUNCT", "CCONJ", "SPACE", "SYM")
        or tokens.dep[first] in ("prep", "mark", "neg", "preconj")
        or (tokens.dep[first] == "advmod" and tokens.head[first] == head)
        or tokens.lower[first] in FOCUS
        or "•" in tokens.text[first]
    ):
        first += 1
    return first


def after_receiver(tokens: Tokens, first: int, head: int, taken: Sequence[bool]) -> int:
    """The phrase without a receiver that the parser read into it: "sell | the Acme Trust | recognition software"."""
    verb = tokens.head[head]
    if tokens.dep[head] != "dobj" or tokens.lemma[verb] not in DITRANSITIVE or tokens.tag[first] != "DT":
        return first
    last = first + 1
    while last < head and taken[last]:
        last += 1
    return last if first + 1 < last < head and tokens.tag[last] != "POS" else first


def right_edge(tokens: Tokens, head: int, lemma: str) -> int:
    """A post takes what it is the post of: "the chief executive of Acme Health"."""
    if lemma not in lexicon().positions:
        return head
    preposition = next(
        (j for j in tokens.children[head] if j == head + 1 and tokens.lower[j] in OFFICE_PREPOSITIONS),
        None,
    )
    if preposition is None:
        return head
    noun = next((j for j in tokens.children[preposition] if tokens.dep[j] == "pobj"), None)
    if noun is None or tokens.line[noun] != tokens.line[head] or tokens.pos[noun] not in ("NOUN", "PROPN"):
        return head
    last = noun
    for j in tokens.children[noun]:  # "the Ministry of Works"
        if j == last + 1 and tokens.lower[j] == "of":
            last = max((k for k in tokens.children[j] if tokens.dep[k] == "pobj"), default=last)
    return last if last - head <= MAX_WORDS else head


def partitive(tokens: Tokens, head: int) -> int | None:
    """The noun that only counts the phrase's things: "suite" for "products" in "a suite of products"."""
    preposition = tokens.head[head]
    if tokens.dep[head] != "pobj" or tokens.lower[preposition] != "of":
        return None
    noun = tokens.head[preposition]
    counts = noun == preposition - 1 and tokens.lemma[noun] in lexicon().partitive
    return noun if counts and tokens.line[noun] == tokens.line[head] else None
