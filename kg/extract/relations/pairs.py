"""Two mentions of one sentence that a relation might hold between: cheap to list, so that few are looked at closely."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from spacy.tokens import Doc
from spacy.tokens import Span as DocSpan

from kg.extract.parsed_article import ParsedArticle
from kg.model import ORGANIZATION_TYPES, EntityType, Mention, MentionKind, Span

YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
# Further apart than this in words, hardly any two mentions are related and most pairs are noise (folds 1 and 2).
FURTHEST = 40
# A sentence with more candidates than this is a list or a table, whose parse tells nothing.
MOST = 24


@dataclass(frozen=True, slots=True)
class End:
    """One side of a pair: a run of tokens with its head, what it is and the mention it is of (a date is of none)."""

    span: Span
    first: int
    last: int
    head: int
    type: str
    kind: str
    mention: Mention | None


@dataclass(frozen=True, slots=True)
class Pair:
    """What might be related: a person with an organization, an organization with another, its place or a date."""

    kind: str
    a: End
    b: End


def find(parsed: ParsedArticle) -> list[Pair]:
    """The pairs of an article in order of the text."""
    ends: dict[int, list[End]] = defaultdict(list)
    sentences = _sentences(parsed.doc)
    for end in (*_mentions(parsed), *_dates(parsed.doc)):
        ends[sentences[end.head]].append(end)
    return [pair for sentence in sorted(ends) for pair in _pairs(ends[sentence])]


def _sentences(doc: Doc) -> list[int]:
    numbers, number = [], -1
    for token in doc:
        number += bool(token.is_sent_start)
        numbers.append(number)
    return numbers


def _pairs(ends: Sequence[End]) -> Iterator[Pair]:
    if len(ends) > MOST:
        return
    for a, b in product(ends, repeat=2):
        kind = a.type + b.type
        apart = not a.span.overlaps(b.span) and not _same(a, b)
        if (
            kind in KINDS
            and apart
            and not (a.kind == b.kind == PRONOUN)
            and abs(a.head - b.head) <= FURTHEST
            and not (kind == "PO" and _loose(b))
        ):
            yield Pair(kind, a, b)


def _loose(end: End) -> bool:
    """Whether a pronoun may stand for anybody: "we" beside a person is hardly ever their employer by name."""
    mention = end.mention
    return mention is not None and mention.kind is MentionKind.PRONOUN and mention.plural


PRONOUN = MentionKind.PRONOUN.value[:2]  # of two pronouns hardly anything is known for sure
# Person with organization, two organizations, organization with place, with date.
KINDS = frozenset({"PO", "OO", "OL", "OD"})


def _same(a: End, b: End) -> bool:
    return a.mention is not None and b.mention is not None and a.mention.chain == b.mention.chain


def _mentions(parsed: ParsedArticle) -> Iterator[End]:
    named = {mention.chain for mention in parsed.mentions if mention.kind is MentionKind.NAME}
    for mention in parsed.mentions:
        side = letter(parsed.type_of(mention), mention)
        if not side or (mention.kind is MentionKind.NOMINAL and (side != "O" or mention.chain not in named)):
            continue
        tokens = parsed.tokens(mention.span)
        if tokens is not None:
            yield End(mention.span, tokens.start, tokens.end - 1, tokens.root.i, side, mention.kind.value[:2], mention)


def letter(type: EntityType | None, mention: Mention) -> str:
    """The side of a pair a mention may be: P, O or L; "" for none. An untyped pronoun may stand for an organization."""
    if type in ORGANIZATION_TYPES:
        return "O"
    if type is None:
        return "O" if mention.kind is MentionKind.PRONOUN else ""
    return {EntityType.PERSON: "P", EntityType.PLACE: "L"}.get(type, "")


def _dates(doc: Doc) -> Iterator[End]:
    for entity in doc.ents:
        if entity.label_ in ("DATE", "CARDINAL") and YEAR.search(entity.text) and len(entity) <= 6:
            yield _date(entity)


def _date(entity: DocSpan) -> End:
    span = Span(entity.start_char, entity.end_char)
    return End(span, entity.start, entity.end - 1, entity.root.i, "D", "da", None)
