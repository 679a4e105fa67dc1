"""Sums of money: which words are one, and where in a clause one stands."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Token

from kg.extract.lexicon.classes import alternatives, words
from kg.extract.syntax.clauses import children
from kg.model import Span

SIGNED_CODES = alternatives("money", "signed_codes")
SIGNS = re.compile(rf"[$£€¥₹₩₽₪₺₦]|\b(?:{SIGNED_CODES}|Rs\.?)(?=\s?\d)")
CODES = re.compile(rf"[A-Z]{{0,3}}[$£€¥₹]|{SIGNED_CODES}|{alternatives('money', 'codes')}|Rs\.?|Re\.?|Rp")
UNITS = re.compile(rf"\b(?:{alternatives('money', 'currencies')})s?\b", re.IGNORECASE)
NUMBER = re.compile(rf"\d|\b(?:{alternatives('money', 'numerals')})s?\b", re.IGNORECASE)
SCALES = re.compile(rf"(?:{alternatives('money', 'scales')})\.?", re.IGNORECASE)
PARTS = ("nummod", "quantmod", "compound", "nmod", "amod", "advmod")
HEADS = frozenset({"NOUN", "PROPN", "NUM", "SYM", "X", "VERB"})  # a verb: the parser's reading of the "m" of "£2m"
DEAL_PREPOSITIONS = words("prepositions", "money")
DEALS = words("money", "deals")
# How many words a sum, and how far below its verb it may stand ("signed a deal worth about £40 million").
LONGEST, DEEPEST = 8, 4


def span(token: Token) -> Span | None:
    """The span of the sum of money that ``token`` heads ("£2m", "3 million crowns"), or None if it heads none."""
    if token.pos_ not in HEADS or (token.pos_ == "NOUN" and not _counts(token.text)):
        return None
    first = token
    while first.i > token.sent.start and (
        first.nbor(-1).pos_ in ("NUM", "SYM") or CODES.fullmatch(first.nbor(-1).text)
    ):
        first = first.nbor(-1)
    first = min([first, *(child for child in token.children if child.dep_ in PARTS and child.i < token.i)])
    if first.i < token.i and first.head == token and first.pos_ not in ("NUM", "SYM"):
        first = next((t for t in token.doc[first.i : token.i] if t.pos_ in ("NUM", "SYM")), token)
    last = token
    for following in token.doc[token.i + 1 : min(token.i + 3, token.sent.end)]:
        if not (SCALES.fullmatch(following.text) or UNITS.fullmatch(following.text)):
            break
        last = following
    text = token.doc[first.i : last.i + 1].text  # the text of the whole doc is put together at each call
    money = SIGNS.search(text) or UNITS.search(text) or CODES.fullmatch(first.text)
    if last.i - first.i >= LONGEST or not money or not NUMBER.search(text):
        return None
    return Span(first.idx, last.idx + len(last.text.rstrip(".")))


def _counts(word: str) -> bool:
    """Whether a noun is a figure, a scale or a unit of money, not what the sum is of ("contract")."""
    return any(char.isdigit() for char in word) or bool(SCALES.fullmatch(word) or UNITS.fullmatch(word))


def below(token: Token, *, depth: int = 0) -> Iterator[Token]:
    """The words that head a sum of money among a verb's or noun's own phrases, nearest first."""
    for child in token.children:
        if span(child) is not None:
            yield child
        elif depth < DEEPEST and _leads(child):
            yield from below(child, depth=depth + 1)


def _leads(child: Token) -> bool:
    if child.dep_ == "prep":
        if child.lower_ == "in":
            return any(item.lemma_ in DEALS for item in children(child, "pobj"))
        return child.lower_ in DEAL_PREPOSITIONS
    if child.dep_ == "acl":
        return child.lemma_ == "value"
    return child.dep_ in ("dobj", "nsubjpass", "pobj", "amod", "appos", "oprd", "dative", "npadvmod")
