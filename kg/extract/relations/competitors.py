"""Others whom the words tell of: a cue that has its own person or organization tells nothing of one further off."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from spacy.tokens import Token

from kg.extract import syntax
from kg.extract.lexicon.classes import words
from kg.extract.parsed_article import ParsedArticle
from kg.extract.relations.pairs import End, letter
from kg.extract.relations.predict import Prediction
from kg.model import Mention, MentionKind

# "founded by A and B", "the engineer A, a co-founder of B": the next of a list, or the same one described.
ALONGSIDE = frozenset({"conj", "appos"})
PARTIES = frozenset("PO")
OF_BODIES = words("prepositions", "bodies")


def has_rival(parsed: ParsedArticle, prediction: Prediction) -> bool:
    """Whether somebody else stands between the first side and the cue, or is the cue's or a verb's own."""
    pair, cue = prediction.pair, parsed.doc[prediction.cue]
    path = [parsed.doc[i] for i in (*prediction.path.up, prediction.path.top, *prediction.path.down)]
    if _between(parsed, pair.a, pair.b, path[: _place(path, cue) + 1]):
        return True
    if not syntax.is_verbal(cue) and _own(parsed, pair.b, pair.a, cue):
        return True
    return pair.kind == "OL" and any(syntax.is_verbal(token) and _of_another(parsed, pair.a, token) for token in path)


def _place(path: Sequence[Token], cue: Token) -> int:
    """Where on the path the cue stands, or the word of it that the cue hangs on."""
    numbers = {token.i: place for place, token in enumerate(path)}
    above = next(token for token in (cue, *cue.ancestors) if token.i in numbers)
    return numbers[above.i]


def _between(parsed: ParsedArticle, end: End, other: End, way: Sequence[Token]) -> bool:
    """Whether a name of the end's kind stands on the way from it to the cue."""
    for before, token in pairwise(way):
        linked = before.dep_ in ALONGSIDE and before.head == token
        mention = _rival(parsed, token, end, other)
        if not linked and mention is not None and mention.kind is MentionKind.NAME:
            return True  # "Acme is a company based in …": what describes a side is no rival of it
    return False


def _own(parsed: ParsedArticle, end: End, other: End, cue: Token) -> bool:
    """Whether a noun has a complement of that kind, and the end is none: "head of their business, has hired Acme"."""
    held = parsed.doc[end.head]
    if held == cue or cue.is_ancestor(held) or held.is_ancestor(cue):
        return False
    complements = [token for name, item, _ in syntax.prepositions(cue) if name in OF_BODIES for token in item.subtree]
    return any(_rival(parsed, token, end, other) is not None for token in complements)


def _of_another(parsed: ParsedArticle, end: End, verb: Token) -> bool:
    """Whether a verb's parties are named, and the end is none of them: "Acme was founded by B and is based in …"."""
    found = [parsed.mention(token) for token in (*syntax.subjects(verb), *syntax.objects(verb))]
    named = any(mention is not None and mention.kind is MentionKind.NAME for mention in found)
    return named and not any(mention is not None and _is(mention, end) for mention in found)


def _is(mention: Mention, end: End) -> bool:
    chained = end.mention is not None and mention.chain is not None and mention.chain == end.mention.chain
    return chained or mention.span.overlaps(end.span)


def _rival(parsed: ParsedArticle, token: Token, end: End, other: End) -> Mention | None:
    """The mention of the end's kind that a token heads, where it is neither side's."""
    mention = parsed.mention(token)
    if mention is None or end.type not in PARTIES or letter(parsed.type_of(mention), mention) != end.type:
        return None
    return None if _is(mention, end) or _is(mention, other) else mention
