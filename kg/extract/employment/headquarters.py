"""Seats of organizations that only their description tells: "Acme GmbH of Leipzig", "the Lisbon start-up Acme"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extract import syntax
from kg.extract.claims import claim
from kg.extract.factuality.value import Stance
from kg.extract.fillers import fill
from kg.extract.lexicon import noun_type
from kg.extract.lexicon.classes import words
from kg.extract.parsed_article import ParsedArticle
from kg.extract.rule_names import Rule
from kg.frames import frames
from kg.model import Claim, EntityType, Mention, MentionKind, RoleFilling

EXTRACTOR = "seats.v1"
# How long a phrase may be between its article and its noun, and what may stand in it.
LONGEST = 6
MODIFYING = frozenset({"NOUN", "PROPN", "ADJ", "PUNCT", "VERB", "ADV"})
COMPANY_NOUNS = words("bodies", "company_nouns")
ARTICLES = words("pronouns", "articles")


def extract(parsed: ParsedArticle, taken: set[int]) -> Iterator[Claim]:
    """The Headquarters claims that stand in descriptions of named organizations."""
    for mention in parsed.mentions:
        head = parsed.head(mention.span)
        if head is None or mention.kind is MentionKind.PRONOUN:
            continue
        if mention.kind is MentionKind.NAME and mention.type is EntityType.COMPANY:
            yield from _claims(parsed, head, head, _after(head), taken, Rule.OF_PLACE)
        for noun in _describing(parsed, mention, head):
            yield from _claims(parsed, head, noun, _before(noun), taken, Rule.PLACE_FIRM)


def _claims(
    parsed: ParsedArticle, head: Token, trigger: Token, places: Iterator[Token], taken: set[int], rule: Rule
) -> Iterator[Claim]:
    roles = frames()["Headquarters"].roles
    organization = fill(parsed, head, roles["organization"])
    for token in places:
        named = parsed.mention(token)
        if named is None or named.kind is not MentionKind.NAME or named.type is not EntityType.PLACE:
            continue
        place = fill(parsed, token, roles["place"])
        if place is None or organization is None or token.i in taken:
            continue
        if head.i in parsed.covering and place.span.overlaps(organization.span):
            continue  # "Bank of Oslo"
        yield _headquarters(parsed, trigger, organization, place, rule)


def _headquarters(
    parsed: ParsedArticle, trigger: Token, organization: RoleFilling, place: RoleFilling, rule: Rule
) -> Claim:
    return claim(
        parsed,
        frames()["Headquarters"],
        trigger,
        [organization, place],
        confidence=0.8,
        extractor=EXTRACTOR,
        rule=rule,
        stance=Stance(),
    )


def _after(head: Token) -> Iterator[Token]:
    """ "Acme GmbH of Leipzig", "the Acme Group, of Leipzig,"."""
    for prep in syntax.children(head, "prep"):
        comma = prep.i == head.i + 2 and head.nbor().text == ","
        if prep.lower_ == "of" and (prep.i == head.i + 1 or comma):
            yield from syntax.children(prep, "pobj")


def _describing(parsed: ParsedArticle, mention: Mention, head: Token) -> Iterator[Token]:
    """The nouns for a kind of company that stand before a name, beside it, or are the mention itself."""
    if mention.kind is MentionKind.NOMINAL:
        named = mention.chain is not None and any(
            other.chain == mention.chain and other.kind is MentionKind.NAME for other in parsed.mentions
        )
        if named and _is_company(head) and head.tag_ == "NN":
            yield head
        return
    for child in head.children:
        beside = child.dep_ == "appos" or (child.dep_ in ("compound", "nmod") and child.i < head.i)
        if beside and child.pos_ == "NOUN" and _is_company(child) and child.tag_ == "NN":
            yield child
    if head.dep_ == "appos" and head.head.pos_ == "NOUN" and _is_company(head.head):
        yield head.head


def _before(noun: Token) -> Iterator[Token]:
    """ "the Lisbon payments start-up": the place before the noun; of "the San Francisco-based firm" others tell."""
    for child in (*syntax.children(noun, "compound", "nmod"), *_beside(noun), *_opening(noun)):
        if child.i < noun.i and child.pos_ == "PROPN" and child.nbor().text not in ("-", "–"):
            yield child


def _opening(noun: Token) -> list[Token]:
    """The name behind the article, where the parser breaks the phrase: "the Lisbon payments start-up"."""
    first = noun.i - 1
    while first > 0 and noun.i - first <= LONGEST and noun.doc[first].pos_ in MODIFYING:
        first -= 1
    opening = noun.doc[first + 1]
    return [opening] if noun.doc[first].lower_ in ARTICLES and opening.pos_ == "PROPN" else []


def _beside(noun: Token) -> list[Token]:
    """Where both hang on the name they precede: "Chennai firm AeroNetra"."""
    if noun.dep_ not in ("compound", "nmod") or noun.i == 0:
        return []
    before = noun.nbor(-1)
    return [before] if before.head == noun.head and before.dep_ in ("compound", "nmod") else []


def _is_company(noun: Token) -> bool:
    word = noun.lemma_.lower()
    if word == "up" and noun.i > 1 and noun.nbor(-1).text == "-":
        word = f"{noun.nbor(-2).lower_}-up"  # "start-up"
    before = noun.nbor(-1).lower_ if noun.i else ""
    return noun_type(word, before) is EntityType.COMPANY or word in COMPANY_NOUNS
