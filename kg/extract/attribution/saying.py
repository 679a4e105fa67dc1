"""Whom a verb of saying makes speak: its subject, whoever stands behind it after a comma, the author of a statement."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from kg.extract import literal_fillers, syntax
from kg.extract.fillers import MEMBERS, fill, worded
from kg.extract.lexicon.classes import pairs, words
from kg.extract.parsed_article import ParsedArticle
from kg.extract.syntax.spans import noun_phrase, plain, whole_phrase
from kg.extract.titles import employer_inference, titles
from kg.frames import frames
from kg.model import Mention, MentionKind, RoleFilling

SAYING_NOUNS = words("saying", "nouns")
ISSUED = words("documents", "issued")
PHRASAL = pairs("preposition_pairs", "particles_of_saying")
COLLECTIVES = words("speakers", "collectives")
UNNAMED = words("people", "unnamed")


def says(verb: Token, saying: frozenset[str]) -> bool:
    """Whether a verb is one of saying, by itself or with its particle."""
    lemma = verb.lemma_.lower()
    return lemma in saying or any(child.lower_ == PHRASAL.get(lemma) for child in verb.children)


def sayers(parsed: ParsedArticle, verb: Token) -> list[Token]:
    """The tokens for whoever speaks, coordination undone; empty where the sentence names nobody."""
    behind = _inverted(parsed, verb)
    if behind is not None:
        return [behind]
    return [_issuer(parsed, token) or token for token in syntax.subjects(verb)]


def on_record(parsed: ParsedArticle, token: Token) -> bool:
    """Whether a token is a mention, or an unnamed body or person that can be on record."""
    role = frames()["Statement"].roles["speaker"]
    named = parsed.mention(token) is not None or any(parsed.mention(item) for item in syntax.children(token, "appos"))
    return named or _unnamed(token) or literal_fillers.fits(token, role)


def speaker(parsed: ParsedArticle, token: Token) -> RoleFilling | None:
    """Who speaks, as the filler of a Statement's role: a mention, or the words for a post or for a body that speaks."""
    role = frames()["Statement"].roles["speaker"]
    found = fill(parsed, token, role)
    if found is None and _unnamed(token) and parsed.mention(token) is None:
        span = whole_phrase(token, frozenset())
        found = worded(parsed, role.name, span)
    return described(parsed, token, found) if found is not None else None


def _unnamed(token: Token) -> bool:
    """Whether a common noun denotes somebody who can be on record: a member, an office, a body where it speaks."""
    lemma = token.lemma_.lower()
    return token.pos_ == "NOUN" and (lemma in MEMBERS or lemma in COLLECTIVES or titles.is_office(token))


def described(parsed: ParsedArticle, token: Token, filling: RoleFilling) -> RoleFilling:
    """The filling with all that tells of a speaker without a name: "a person familiar with the talks"."""
    mention = parsed.by_span.get(filling.span)
    if token.lemma_.lower() in employer_inference.SPEAKING and mention is not None and not _owned(token):
        # "a spokesman said": of the body that the article makes plain
        body = employer_inference.plain(parsed, "spokesperson", token)
        return replace(body, role=filling.role) if body is not None else filling
    if mention is None or mention.kind is not MentionKind.NOMINAL or token.lemma_.lower() not in UNNAMED:
        return filling
    last = token
    for child in token.rights:
        if child.dep_ in ("amod", "acl", "prep") and child.left_edge.i == last.i + 1:
            last = child.right_edge
    if last == token or mention.span.end > last.idx:
        return filling
    start = noun_phrase(token).start
    return replace(filling, value=plain(parsed.article.text[min(start, filling.span.start) : last.idx + len(last)]))


def _owned(token: Token) -> bool:
    """Whether a phrase or a name beside it says whose a spokesperson is, or who."""
    return any(child.dep_ in ("poss", "compound", "nmod", "prep", "appos") for child in token.children)


def _inverted(parsed: ParsedArticle, verb: Token) -> Token | None:
    """ "Ministers, says the fund's head, are …": who stands behind the verb, where a comma parts what precedes."""
    if verb.tag_ not in ("VBZ", "VBD", "VBP") or verb.i == 0 or verb.nbor(-1).text != "," or verb.lemma_ != "say":
        return None
    if verb.i + 1 >= len(verb.doc) or any(child.dep_ in ("aux", "neg") for child in verb.children):
        return None
    mention = next((m for m in _starting(parsed, verb.nbor(1)) if m.kind is not MentionKind.PRONOUN), None)
    head = parsed.head(mention.span) if mention is not None else None
    if mention is None or head is None or head.head == verb or head.dep_ not in ("nsubj", "nsubjpass"):
        return head
    # "Ana Roth, the treasurer, said the fund is late": what goes on without a mark is what is said
    after = next((token for token in head.rights if token.idx >= mention.span.end), None) or head.nbor()
    return head if after.is_punct and not after.is_quote else None


def _starting(parsed: ParsedArticle, token: Token) -> list[Mention]:
    """The persons and bodies whose phrase opens with a token, the longest first."""
    first = token.idx
    after = token.nbor(1).idx if token.pos_ == "DET" and token.i + 1 < len(token.doc) else first
    speakers = frames()["Statement"].roles["speaker"].types
    found = [m for m in parsed.mentions if m.span.start in (first, after) and parsed.type_of(m) in speakers]
    return sorted(found, key=lambda m: m.span.start - m.span.end)


def _issuer(parsed: ParsedArticle, token: Token) -> Token | None:
    """ "the firm's announcement said", "a statement from the firm said": the firm."""
    if token.lemma_.lower() not in ISSUED or parsed.mention(token) is not None:
        return None
    issuers = [item for name, item, own in syntax.prepositions(token) if own and name in ("from", "by")]
    owner = next(iter([*syntax.children(token, "poss"), *issuers]), None)
    return syntax.resolve_relative(owner) if owner is not None and parsed.mention(owner) is not None else None
