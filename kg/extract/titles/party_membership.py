"""Parties by the words for those who are of them: "a Republican", "Labour MP Jo Rao", "Jane Roe (D-Calif.)"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extract import syntax
from kg.extract.lexicon.classes import pairs, words
from kg.extract.parsed_article import ParsedArticle
from kg.model import ORGANIZATION_TYPES, Mention, RoleFilling, Span

PARTIES = pairs("political_parties", "members")
DOUBLE = pairs("political_parties", "two_words")
LETTERS = pairs("political_parties", "letters")
POLITICAL = words("posts", "political")
REACH = 5  # words between a party's and the name: "Republican state Senate candidate and former Rep."


def filling(parsed: ParsedArticle, token: Token) -> RoleFilling | None:
    """The party that a word for its members tells, as the filling of ``organization``; None for any other word."""
    word = token.lower_.removesuffix("s") if token.lower_ != "tories" else "tory"
    before = token.nbor(-1).lower_ if token.i else ""
    both = f"{before} {word}"
    name = DOUBLE.get(both) or (PARTIES.get(word) if token.text[:1].isupper() else None)
    if name is None or not token.text[:1].isupper():
        return None
    first = token.nbor(-1) if both in DOUBLE else token
    mention = parsed.mention(token)
    if mention is not None and parsed.type_of(mention) not in ORGANIZATION_TYPES:
        return None
    return RoleFilling(
        "organization", Span(first.idx, token.idx + len(token)), parsed.doc[first.i : token.i + 1].text, value=name
    )


def beside(parsed: ParsedArticle, person: Mention, head: Token) -> Iterator[tuple[RoleFilling, Token]]:
    """The parties that the words around a name tell, with the token that does."""
    for child in syntax.children(head, "appos"):
        found = filling(parsed, child)
        if found is not None:
            yield found, child
    tokens = parsed.tokens(person.span)
    if tokens is None:
        return
    token = tokens[0]
    while token.i > max(0, tokens.start - REACH) and token.nbor(-1).pos_ in ("PROPN", "NOUN", "ADJ"):
        token = token.nbor(-1)
        found = filling(parsed, token)
        if found is not None and token.nbor().lower_ in POLITICAL and token.nbor().i < tokens.start:
            yield found, token
    yield from _bracketed(parsed, tokens.end)


def _bracketed(parsed: ParsedArticle, after: int) -> Iterator[tuple[RoleFilling, Token]]:
    """ "(D-Calif.)", "(R)", "(Lab)"."""
    doc = parsed.doc
    if after + 2 >= len(doc) or doc[after].text != "(" or doc[after + 2].text not in ("-", "–", ")", ","):
        return
    token = doc[after + 1]
    name = LETTERS.get(token.lower_) if token.text[0].isupper() else None
    if name is not None:
        yield RoleFilling("organization", Span(token.idx, token.idx + len(token)), token.text, value=name), token
