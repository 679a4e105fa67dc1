"""What each chain of an article is taken for, before articles are compared: a value a chain, made from it alone."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from kg.model import ORGANIZATION_TYPES, EntityType, MentionKind, Record, Span
from kg.resolve.calling import Call, alone, called
from kg.resolve.evidence import Chain, chains, context
from kg.resolve.kb import KnowledgeBase
from kg.resolve.linking import link
from kg.resolve.name_clusters import Bearer, Name, bearer, family
from kg.resolve.names import acronym, fold, key_name
from kg.resolve.seats import seats

# Whom one finds beside somebody tells who that is; places and notions stand beside everybody.
TELLING = ORGANIZATION_TYPES | {EntityType.PERSON, EntityType.PRODUCT}

Reading = tuple[str, str]  # a folded name and the family of types it was read as


@dataclass(frozen=True, slots=True)
class Decision:
    """One chain: ``link`` is the key of the knowledge base's entry, else ``name`` what it goes by, with its counts.

    ``readings`` are the names that mean the linked entity wherever they mean no other. ``named`` says that some mention
    is a name, ``told`` that it is named, quoted, spoken to or reported from; ``start`` is where its
    first mention begins. ``kind`` is the type it was taken for, or that of the entry; ``gender`` what its words tell;
    ``bare`` the one word that it is called by throughout, ``calls`` those that who is named here in full may be called;
    ``seat`` is the town that it is said to be in; ``beside`` says that somebody is named in full, and tells who the
    others of the article are.
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
    kind: EntityType | None = None
    gender: str = ""
    bare: str = ""
    calls: tuple[Call, ...] = ()
    beside: bool = False
    seat: str = ""
    outlet: str = ""
    day: int | None = None


def decisions(record: Record, kb: KnowledgeBase) -> Iterator[Decision]:
    """The chains of an article that may be entities, by number; of pronouns, or a nameless document, there is none."""
    around = context(record, kb)
    named, told, starts, genders = _named(record), _told(record), _starts(record), _genders(record)
    told_seats = seats(record, kb)
    outlet, day = " ".join((record.article.publisher or "").split()).casefold(), _day(record.article.published)
    of_record = list(chains(record))
    people = {alone(chain) for chain in of_record if chain.kind is EntityType.PERSON}
    for chain in of_record:
        made = Decision(
            chain.article,
            chain.number,
            chain.forms,
            start=starts[chain.number],
            named=chain.number in named,
            told=chain.number in told,
            gender=genders.get(chain.number, ""),
            seat=told_seats.get(chain.number, ""),
            outlet=outlet,
            day=day,
        )
        found = link(chain, around, kb)
        if found is not None:
            calls = called(fold(found.name), chain, found.type)
            readings = tuple(_readings(chain, found.type))
            beside = made.named and found.type in TELLING
            yield replace(made, link=found.key, readings=readings, kind=found.type, calls=calls, beside=beside)
        elif (own := bearer(chain, kb)) is not None:
            name, one = own
            made = replace(made, forms=one.forms, name=name, bearer=one, kind=chain.kind)
            bare = alone(chain) if made.named else ""
            full = made.named and not bare and not name.article
            calls = called(name.folded, chain, one.kind, people) if full else ()
            yield replace(made, bare=bare, calls=calls, beside=full and one.kind in TELLING)


def _readings(chain: Chain, kind: EntityType) -> Iterator[Reading]:
    """Not of acronyms, which mean what their own article says."""
    for form in sorted(chain.forms):
        if not acronym(form):
            yield key_name(form, kind), family(kind)


def _day(published: str | None) -> int | None:
    """The day of an ISO date as a number; None without one."""
    try:
        return date.fromisoformat((published or "")[:10]).toordinal()
    except ValueError:
        return None


def _genders(record: Record) -> dict[int | None, str]:
    """The gender of each chain of which names, descriptions and pronouns tell one."""
    told: defaultdict[int | None, set[str]] = defaultdict(set)
    for mention in record.mentions:
        if mention.gender:
            told[mention.chain].add(mention.gender)
    return {chain: next(iter(genders)) for chain, genders in told.items() if len(genders) == 1}


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
