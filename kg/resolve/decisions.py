"""What each chain of an article is taken for, before articles are compared: a value a chain, made from it alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.model import EntityType, MentionKind, Record, Span
from kg.resolve.bearers import Bearer, Name, bearer, family
from kg.resolve.evidence import Chain, chains, context
from kg.resolve.kb import KnowledgeBase
from kg.resolve.linking import link
from kg.resolve.names import acronym, key_name

Reading = tuple[str, str]  # a folded name and the family of types it was read as


@dataclass(frozen=True, slots=True)
class Decision:
    """One chain: ``link`` is the key of the knowledge base's entry, else ``name`` what it goes by, with its counts.

    ``readings`` are the names that mean the linked entity wherever they mean no other. ``named`` says that some mention
    is a name, ``told`` that it is named, quoted, spoken to or reported from; ``start`` is where its
    first mention begins.
    """

    article: str
    chain: int
    forms: Counter[str]
    link: str | None = None
    name: Name | None = None
    bearer: Bearer | None = None
    readings: tuple[Reading, ...] = ()
    start: int = 0
    named: bool = False
    told: bool = False


def decisions(record: Record, kb: KnowledgeBase) -> Iterator[Decision]:
    """The chains of an article that may be entities, by number; of pronouns, or a nameless document, there is none."""
    around = context(record, kb)
    named, told, starts = _named(record), _told(record), _starts(record)
    for chain in chains(record):
        made = Decision(
            chain.article,
            chain.number,
            chain.forms,
            start=starts[chain.number],
            named=chain.number in named,
            told=chain.number in told,
        )
        found = link(chain, around, kb)
        if found is not None:
            yield replace(made, link=found.key, readings=tuple(_readings(chain, found.type)))
        elif (own := bearer(chain, kb)) is not None:
            yield replace(made, forms=own[1].forms, name=own[0], bearer=own[1])


def _readings(chain: Chain, kind: EntityType) -> Iterator[Reading]:
    """Not of acronyms, which mean what their own article says."""
    for form in sorted(chain.forms):
        if not acronym(form):
            yield key_name(form, kind), family(kind)


def _starts(record: Record) -> dict[int | None, int]:
    return {mention.chain: mention.span.start for mention in sorted(record.mentions, key=lambda one: -one.span.start)}


def _named(record: Record) -> frozenset[int | None]:
    return frozenset(mention.chain for mention in record.mentions if mention.kind is MentionKind.NAME)


def _told(record: Record) -> frozenset[int | None]:
    """The chains whom an article names, quotes, lets somebody speak to, or has its reporting from."""
    spans: set[Span] = set(record.reporters)
    for quotation in record.quotations:
        spans.update(span for span in (quotation.speaker and quotation.speaker.span, quotation.addressee) if span)
    return _named(record) | frozenset(mention.chain for mention in record.mentions if mention.span in spans)
