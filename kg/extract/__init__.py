"""``Doc`` to mentions, claims and quotations: one module an extractor, one list of them.

Mentions come first; ``kg.resolve`` chains them; then claims, which read the chains.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from kg.extract import relations
from kg.extract.attribution import reporters
from kg.extract.employment import dates, employment, headquarters, implicit_arguments, successions
from kg.extract.mentions.finder import find_mentions, repair
from kg.extract.parsed_article import ParsedArticle
from kg.extract.pledges import pledges
from kg.extract.predicates import open_claims
from kg.extract.quotation import opinions, quotations
from kg.extract.relations.merge import merged
from kg.extract.rules import engine, schema, tracing, views
from kg.model import Article, Claim, Mention, Quotation, Span
from kg.settings import OpenClaims

__all__ = ["EXTRACTORS", "Extraction", "find_claims", "find_mentions", "load", "trace"]

# In this order: what an earlier one takes, a later one does not read again.
EXTRACTORS: tuple[Callable[[ParsedArticle, set[int]], Iterator[Claim]], ...] = (
    pledges.extract,
    engine.extract,
    opinions.extract,
    employment.extract,
    successions.extract,
    dates.extract,
    headquarters.extract,
    relations.extract,
    quotations.extract,
)


@dataclass(frozen=True, slots=True)
class Extraction:
    """What ``find_claims`` returns; ``reporters`` as in ``Record``."""

    claims: tuple[Claim, ...]
    quotations: tuple[Quotation, ...]
    reporters: tuple[Span, ...]


def load() -> None:
    """Read and check the frames' triggers and views; ``InputError`` where one names what does not exist."""
    schema.triggers()
    views.views()


def find_claims(doc: Doc, article: Article, mentions: Sequence[Mention], *, which: OpenClaims = "named") -> Extraction:
    """The claims and quotations of an article whose mentions are known and chained, in order of the text.

    ``which`` says what is told of events that no frame types (``Settings.open_claims``).
    """
    parsed = _parsed(doc, article, mentions)
    taken: set[int] = set()
    claims = [claim for extractor in EXTRACTORS for claim in extractor(parsed, taken)]
    claims += views.extract(parsed, claims, taken)
    claims = implicit_arguments.completed(parsed, merged(parsed, claims))
    unique = {_said(claim): claim for claim in sorted(claims, key=lambda claim: claim.confidence)}
    told = [*unique.values(), *open_claims.extract(parsed, claims, taken, which, schema.frames_of)]
    ordered = sorted(told, key=lambda c: (c.trigger, c.frame, [(f.role, f.span) for f in c.roles]))
    return Extraction(tuple(ordered), tuple(parsed.quotations), reporters.find(parsed))


def trace(doc: Doc, article: Article, mentions: Sequence[Mention]) -> Iterator[str]:
    """What became of each trigger whose word stands in an article, a line a trigger below the line of its sentence."""
    repair(doc, article)
    claims = find_claims(doc, article, mentions).claims
    before = EXTRACTORS[: EXTRACTORS.index(engine.extract)]
    return tracing.lines(_parsed(doc, article, mentions), claims, before)


def _parsed(doc: Doc, article: Article, mentions: Sequence[Mention]) -> ParsedArticle:
    parsed = ParsedArticle(article, doc, mentions)
    return replace(parsed, quotations=quotations.find(parsed))


def _said(claim: Claim) -> tuple[object, ...]:
    """What makes two claims of a sentence one: "gave the contract to Acme" has a verb and a noun that tell of it.

    Who speaks twice in it says two things: "said it was late and added that it was wrong".
    """
    roles = tuple((filling.role, filling.span) for filling in claim.roles)
    where = claim.trigger if claim.frame == "Statement" else claim.evidence
    return claim.frame, where, roles, claim.polarity, claim.actuality, claim.direction
