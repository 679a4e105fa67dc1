"""Spans: the text of noun phrases and clauses, without what does not belong to them."""

from __future__ import annotations

import re

from spacy.tokens import Token

from kg.extract import syntax
from kg.model import Span

ARTICLES = re.compile(r"^(?:the|a|an|its|his|her|their|our|my|this|that|these|those)\s+", re.IGNORECASE)


def noun_phrase(token: Token) -> Span:
    """The span of a noun phrase without relative clauses, appositions and trailing adjuncts, "of …" kept."""
    left = token.left_edge
    for child in token.children:
        if child.i < token.i and child.dep_ in (
            "relcl",
            "acl",
            "appos",
            "punct",
            "cc",
            "conj",
            "mark",
            "advcl",
            "prep",
        ):
            left = token
    right = token
    for child in token.children:
        if child.i > token.i and child.dep_ == "prep" and child.lower_ == "of" and child.i - right.i <= 1:
            right = child.right_edge if child.right_edge.i - child.i <= 6 else right
    while (left.is_punct or left.lower_ == "not") and left.i < token.i:
        left = left.nbor()
    while right.is_space and right.i > token.i:
        right = right.nbor(-1)
    return Span(left.idx, right.idx + len(right))


def whole_phrase(token: Token, without: frozenset[str], *, most: int = 14) -> Span:
    """A noun phrase with what narrows it down: phrases and clauses that follow without a comma ("firms that pollute").

    ``without`` are the prepositions whose phrases belong to something else; ``most`` tokens are added.
    """
    span = noun_phrase(token)
    end = span.end
    for child in token.rights:
        apart = child.i > 0 and child.nbor(-1).is_punct and child.nbor(-1).text not in ("-", "$", "£", "€")
        narrowing = child.dep_ in ("relcl", "acl") or (child.dep_ == "prep" and child.lower_ not in without)
        timed = any(inner.ent_type_ in ("DATE", "TIME") for inner in child.children)
        if child.idx < end:
            continue
        if apart or not narrowing or timed or child.right_edge.i - token.i > most:
            break
        tokens = [item for item in child.subtree if item.i >= child.left_edge.i]
        comma = next((item for item in tokens if item.text in (",", ";", "—") or item.is_quote), None)
        last = comma.nbor(-1) if comma is not None else child.right_edge
        end = max(end, last.idx + len(last))
        if comma is not None:
            break
    return Span(span.start, end)


def clause_span(token: Token, *, without_mark: bool = True) -> Span:
    """The span of the clause or phrase that ``token`` heads, its opening conjunction and outer punctuation left out."""
    tokens = list(token.subtree)
    comma = next((child for child in token.rights if child.text == "," and child.i - tokens[0].i > 3), None)
    if comma is not None:
        # What follows a comma of the clause's own is another remark.
        tokens = [item for item in tokens if item.i < comma.i] if comma.i > token.i else tokens
    while tokens and (tokens[-1].is_punct or tokens[-1].is_space or tokens[-1].is_quote):
        tokens.pop()
    while tokens and (tokens[0].is_punct or tokens[0].is_space or (without_mark and tokens[0].dep_ == "mark")):
        tokens.pop(0)
    return Span(tokens[0].idx, tokens[-1].idx + len(tokens[-1])) if tokens else Span(token.idx, token.idx + len(token))


def phrase_span(token: Token) -> Span:
    """The span of a clause, its own subject left out, or of a noun phrase with all that hangs on it."""
    span = clause_span(token)
    subject = next((child for child in token.lefts if child.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is not None and syntax.has_to(token):
        after = token.doc[subject.right_edge.i + 1]
        return Span(after.idx, span.end)
    return span


def plain(text: str) -> str:
    """Text without its leading determiner, white space folded."""
    return ARTICLES.sub("", " ".join(text.split()))
