"""What a token gives a role: a mention, a sum, a title, a clause, or the words for it, as the role's form asks."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.fillers import fill, worded
from kg.extract.lexicon.classes import words
from kg.extract.lexicon.signatures import of_noun
from kg.extract.parsed_article import ParsedArticle
from kg.extract.syntax import figures, money
from kg.extract.syntax.spans import noun_phrase, phrase_span, plain
from kg.extract.titles import titles
from kg.frames import Role
from kg.model import ORGANIZATION_TYPES, EntityType, MentionKind, RoleFilling, Span

FIGURE_PREPOSITIONS = words("prepositions", "whole_figures")
TIMES = frozenset({"DATE", "TIME", "MONEY", "PERCENT"})
GOODS = frozenset({EntityType.PRODUCT, EntityType.TECHNOLOGY})
PERIODS = words("time", "periods")
LONGEST = 8  # tokens of what it is of


def formed(parsed: ParsedArticle, filler: Token, role: Role) -> RoleFilling | None:
    """What a token gives a role, if it has the form that the role's text must have."""
    match role.form:
        case "clause":
            # what is asked for or agreed on is a deed or a thing, told in words: no person, no "it" or "what"
            mention = parsed.mention(filler)
            person = mention is not None and parsed.type_of(mention) is EntityType.PERSON
            none = person or filler.pos_ == "PRON" or filler.ent_type_ in ("DATE", "TIME")
            found: Span | None = None if none else phrase_span(filler)
        case "amount":
            found = money.span(filler)
        case "figure":
            found = _figure_span(parsed, filler)
        case "position":
            found = titles.title_span(parsed, filler)
        case "phrase":
            if filler.pos_ != "NOUN" or filler.ent_type_ in ("DATE", "TIME"):
                return fill(parsed, filler, role)
            found = noun_phrase(filler)
        case "offer":
            return fill(parsed, filler, role) or _unknown(parsed, filler, role)
        case "cause":
            return None if _measures(filler) else fill(parsed, filler, role)
        case "entity":
            filling = fill(parsed, filler, role)
            return filling if filling is not None and filling.span in parsed.by_span else None
        case "named":
            return fill(parsed, filler, role) or _described(parsed, filler, role)
        case _:
            return fill(parsed, filler, role)
    if found is None:
        return None
    text = parsed.article.text[found.start : found.end]
    told = _told(filler) if role.form == "figure" else None
    whole = parsed.article.text[found.start : max(found.end, told.end)] if told is not None else text
    return RoleFilling(role.name, found, text, value=plain(whole))


def _told(filler: Token) -> Span | None:
    """What tells of what a bare figure is: "traffic to the site", "the price for the phone"; None if nothing does."""
    if any(child.i < filler.i and child.dep_ != "det" for child in filler.children):
        return None
    after = next((child for child in filler.rights if child.i == filler.i + 1), None)
    if after is None or after.dep_ != "prep" or after.lower_ not in FIGURE_PREPOSITIONS:
        return None
    items = [child for child in after.children if child.dep_ == "pobj"]
    if not items or items[0].ent_type_ in TIMES or after.right_edge.i - after.i > LONGEST:
        return None
    return Span(after.idx, after.right_edge.idx + len(after.right_edge))


def _figure_span(parsed: ParsedArticle, filler: Token) -> Span | None:
    """The words for what goes up or down, whatever they are taken for, with what they are "around the world".

    Of a pronoun those of the figure before it.
    """
    meant = figures.antecedent(filler) if filler.pos_ == "PRON" else filler
    if meant is None or _is_person(parsed, meant):
        return None
    span = noun_phrase(meant)
    both = meant.doc[meant.left_edge.i]
    if both.dep_ == "preconj" and both.i < meant.i:
        span = Span(both.nbor().idx, span.end)
    for child in meant.rights:
        if child.dep_ != "nummod" and child.lower_ not in figures.AROUND:
            continue
        if child.left_edge.idx <= span.end + 1:
            span = Span(span.start, child.right_edge.idx + len(child.right_edge))
    following = next(
        (token for token in meant.doc[meant.i + 1 : meant.i + 2] if token.lower_ in figures.EVERYWHERE), None
    )
    return Span(span.start, max(span.end, following.idx + len(following))) if following is not None else span


def _is_person(parsed: ParsedArticle, token: Token) -> bool:
    """Whether a token is somebody; a name with an article, such as "the Nordex", is not, whatever it is taken for."""
    mention = parsed.mention(token)
    if mention is None or parsed.type_of(mention) is not EntityType.PERSON:
        return False
    return mention.kind is not MentionKind.NAME or not any(child.lower_ == "the" for child in token.lefts)


def _unknown(parsed: ParsedArticle, filler: Token, role: Role) -> RoleFilling | None:
    """A name that is no mention, or was taken for a body that nothing is known of: what is released is a product."""
    mention = parsed.mention(filler)
    stray = mention is None or (parsed.type_of(mention) in ORGANIZATION_TYPES and mention.kb is None)
    if filler.pos_ != "PROPN" or not stray:
        return None
    span = mention.span if mention is not None else noun_phrase(filler)
    return worded(parsed, role.name, span)


def _measures(filler: Token) -> bool:
    """Whether a noun tells when, how often or for how much, and so no cause: "over the summer", "for $20 million"."""
    timed = filler.ent_type_ in TIMES | {"ORDINAL", "CARDINAL"} or filler.lemma_.lower() in PERIODS
    return timed or money.span(filler) is not None


def _described(parsed: ParsedArticle, filler: Token, role: Role) -> RoleFilling | None:
    """The words for what is no entity of its own: "criticised the decision", "called on parents to …"."""
    mention = parsed.mention(filler)
    kind = parsed.type_of(mention) if mention is not None else None
    if filler.pos_ != "NOUN" or kind not in (None, EntityType.DOCUMENT) or filler.ent_type_ in ("DATE", "TIME"):
        return None
    goods = bool(role.types) and role.types <= GOODS
    if goods and of_noun(filler):
        return None  # "scrapped plans to launch it": no product
    span = noun_phrase(filler)
    return worded(parsed, role.name, span)
