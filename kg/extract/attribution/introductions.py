"""Quoted words whose speaker stands in another sentence: before a colon, with a statement put out, in a signature."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from kg.extract import syntax
from kg.extract.attribution.saying import sayers, says
from kg.extract.factuality.negation import is_negated
from kg.extract.lexicon.classes import words
from kg.extract.parsed_article import PARTIES, ParsedArticle
from kg.model import Mention, Span

SAYING = words("reporting_verbs", "speaking", "uttering", "quoting", "demanding", "conveying")
INTRODUCING = words("saying", "introducing")
PUT_OUT = words("documents", "issued", "writings") | words("saying", "utterances")
PUTTING_OUT = words("documents", "writing") | words("saying", "making")
# A name set behind quoted words to the end of their paragraph: "“…” — Ana Roth, treasurer".
SIGNED = re.compile(r"[\"”’']?[ \t]*\n?[ \t]*(?:[-–—―]|--)[ \t]*(?=[^\W\d_])")
# A signature is no sentence: so much may follow the name.
LONGEST_SIGNATURE = 80
# A word or two behind a colon are as often a name or a title.
FEWEST_WORDS = 3


def introduction(parsed: ParsedArticle, run: Span, first: int) -> tuple[Token, Token] | None:
    """The verb that introduces quoted words from the sentence before, and its speaker; ``first`` is their first token.

    "Ana Roth said:" with the words in the next paragraph, "Ana Roth was blunt: “…”", "Ana Roth released a statement.
    “…”". None where that sentence introduces nothing, or makes nobody speak.
    """
    last = first - 1
    while last >= 0 and parsed.doc[last].is_space:
        last -= 1
    if last < 0 or first >= len(parsed.doc) or len(parsed.article.text[run.start : run.end].split()) < FEWEST_WORDS:
        return None
    mark = parsed.doc[last]
    if mark.text not in (":", "."):
        return None
    for verb in _verbs(mark.sent, mark):
        if is_negated(verb) or not (_introduces(verb) if mark.text == ":" else _puts_out(verb)):
            continue
        for token in sayers(parsed, verb):
            if token.idx < run.start and _speaks(parsed, token):
                return verb, token
    return None


def _verbs(sentence: Tokens, mark: Token) -> Iterator[Token]:
    """The verbs before a mark, the nearest first; those of relative clauses introduce nothing."""
    for token in reversed(sentence):
        if token.i < mark.i and token.pos_ in ("VERB", "AUX") and token.dep_ not in ("aux", "auxpass", "relcl", "amod"):
            yield token


def _introduces(verb: Token) -> bool:
    lemma = verb.lemma_.lower()
    if says(verb, SAYING) or lemma in INTRODUCING or _puts_out(verb):
        return True
    return lemma == "be" and any(child.dep_ == "acomp" for child in verb.children)  # "was blunt:"


def _puts_out(verb: Token) -> bool:
    """Whether words are put out: "released the following statement"."""
    lemma = verb.lemma_.lower()
    return lemma in PUTTING_OUT and any(item.lemma_.lower() in PUT_OUT for item in syntax.objects(verb))


def _speaks(parsed: ParsedArticle, token: Token) -> bool:
    mention = parsed.mention(token)
    return mention is not None and parsed.type_of(mention) in PARTIES


def signature(parsed: ParsedArticle, run: Span) -> Mention | None:
    """The name with which quoted words are signed: "“…” — Ana Roth"; None where there is none."""
    text = parsed.article.text
    signed = SIGNED.match(text, run.end - 1 if text[run.end - 1] in "\"”’'" else run.end)
    if signed is None:
        return None
    block = next((one.span for one in parsed.article.blocks if one.span.start <= signed.end() < one.span.end), None)
    if block is None:
        return None
    named = next((m for m in parsed.mentions if m.span.start == signed.end() and m.type in PARTIES), None)
    rest = text[named.span.end : block.end].partition("\n")[0] if named is not None else ""
    return named if len(rest) <= LONGEST_SIGNATURE and not rest.rstrip().endswith((".", "?", "!")) else None
