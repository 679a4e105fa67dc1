"""The values that flow from an article to a release: frozen, slotted, no input or output.

Offsets are Unicode code points into ``Article.text``, start included, end excluded.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol


class EntityType(StrEnum):
    """What kind of thing an entity is; the values are class names of the ontology."""

    COMPANY = "Company"
    AGENCY = "GovernmentAgency"
    POLICE = "PoliceForce"
    CIVIL_SOCIETY = "CivilSocietyOrganization"
    OUTLET = "NewsOutlet"
    COURT = "Court"
    LEGISLATURE = "Legislature"
    ORGANIZATION = "Organization"  # an organization whose kind is not known
    PERSON = "Person"
    PRODUCT = "Product"
    TECHNOLOGY = "Technology"
    PLACE = "Place"
    LAW = "Law"
    DOCUMENT = "Document"
    GROUP = "Group"


ORGANIZATION_TYPES = frozenset(
    {
        EntityType.COMPANY,
        EntityType.AGENCY,
        EntityType.POLICE,
        EntityType.CIVIL_SOCIETY,
        EntityType.OUTLET,
        EntityType.COURT,
        EntityType.LEGISLATURE,
        EntityType.ORGANIZATION,
    }
)


class BlockKind(StrEnum):
    """The part a run of lines plays on the page."""

    TITLE = "title"
    STANDFIRST = "standfirst"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    BULLET = "bullet"
    CAPTION = "caption"


class MentionKind(StrEnum):
    """How a mention refers."""

    NAME = "name"
    NOMINAL = "nominal"
    PRONOUN = "pronoun"


class Polarity(StrEnum):
    """Whether the holder says it is so."""

    AFFIRMED = "affirmed"
    NEGATED = "negated"
    UNKNOWN = "unknown"


class Certainty(StrEnum):
    """How sure the holder says they are."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    POSSIBLE = "possible"


class Actuality(StrEnum):
    """Whether it is said of the world as it is, or of one that may come."""

    ACTUAL = "actual"
    PLANNED = "planned"
    CONDITIONAL = "conditional"
    HYPOTHETICAL = "hypothetical"


class Direction(StrEnum):
    """Whether a pledge is to do something or to refrain from it."""

    UNDERTAKE = "undertake"
    FORGO = "forgo"


class QuotationMode(StrEnum):
    """Quoted word for word, reported, or both."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A run of code points."""

    start: int
    end: int

    def covers(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, title, bullet …; blocks are in order and do not overlap; text between them is white space."""

    span: Span
    kind: BlockKind


@dataclass(frozen=True, slots=True)
class Article:
    """One piece of news, its text final.

    ``key`` is IRI-safe and a function of the article's identity (``kg.ingest.identity``). ``text`` begins with the
    title where there is one (not so when read raw). ``published`` and ``modified`` are ISO 8601 dates or date-times as
    the page gives them; ``modified`` tells versions apart and is no part of the graph. ``source`` names the file and
    entry it came from, for messages only: it never reaches the graph.
    """

    key: str
    text: str
    blocks: tuple[Block, ...]
    source: str
    id: str | None = None
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    url: str | None = None
    language: str = "en"
    modified: str | None = None


@dataclass(frozen=True, slots=True)
class SetAside:
    """An article that is not in the release, and why; ``reason`` is one line."""

    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class Replaced:
    """A version of an article that the release before has, and that another took the place of.

    ``article`` is the key of the article now, ``former`` the one it had: another where more came to be known of its
    identity. ``source`` names what stands now. ``reworded`` is False where the text is the same.
    """

    article: str
    former: str
    source: str
    reworded: bool


@dataclass(frozen=True, slots=True)
class Mention:
    """A run of text that refers to an entity; no two mentions of an article share a span.

    ``span`` is the name itself or the whole noun phrase of a nominal; ``head`` the lower-cased lemma of its head;
    ``name`` the normalised name (of a name, or of the name a nominal is built on), ``sentence`` counts from 0.
    ``function`` is the head's dependency label, ``plural`` its number, ``gender`` ``"f"``, ``"m"`` or ``None``.
    ``apposed`` is the span of the mention that an apposition, copula or bracketed acronym equates it with.
    ``chain`` is the number of its coreference chain in the article, given by ``kg.resolve``. ``quoted`` is the direct
    quotation it stands in and ``speaker`` the mention that utters it (``utters`` marks that one); ``affiliation`` is
    the mention of the organization that its own phrase gives a person ("Acme's chief executive").
    """

    span: Span
    text: str
    kind: MentionKind
    type: EntityType | None
    head: str
    sentence: int
    name: str | None = None
    function: str = ""
    plural: bool = False
    gender: str | None = None
    apposed: Span | None = None
    kb: str | None = None
    chain: int | None = None
    quoted: Span | None = None
    speaker: Span | None = None
    utters: bool = False
    affiliation: Span | None = None


@dataclass(frozen=True, slots=True)
class RoleFilling:
    """What fills a role of a claim: the mention with this very span where there is one, else the text itself.

    ``value`` is a normalised literal (an amount, a duration, a condition, a position's title, the name of an act).
    """

    role: str
    span: Span
    text: str
    value: str | None = None


@dataclass(frozen=True, slots=True)
class Holder:
    """Whose stance a claim is, by the span of the mention that names them."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time as written. ``tense`` (``past``, ``present``, ``future``) says which side of its anchor it lies on.

    ``leans_on`` is the span of an event it counts from ("eight months after those meetings"), else publication.
    """

    span: Span
    text: str
    tense: str = "past"
    leans_on: Span | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One situation as one sentence has it: frame, roles, stance, holder, evidence.

    ``attribution`` lists the holders, nearest first; empty means the article itself. Polarity, certainty and
    actuality are the stance of the nearest holder. ``evidence`` is the sentence, or the run of it that suffices.
    ``predicate`` is what an open claim tells of: its words as lemmas ("make bid for"); None where the frame says it.
    ``rule`` names what made it: a trigger of ``kg/frames`` ("acquisition.acquire") or one of ``kg.extract.rule_names``;
    it is no part of what is said, nor of what keys are made from (``repr``).
    """

    frame: str
    trigger: Span
    roles: tuple[RoleFilling, ...]
    evidence: Span
    extractor: str
    confidence: float
    rule: str = field(kw_only=True, repr=False)
    polarity: Polarity = Polarity.AFFIRMED
    certainty: Certainty = Certainty.CERTAIN
    actuality: Actuality = Actuality.ACTUAL
    direction: Direction | None = None
    time: TimeExpression | None = None
    attribution: tuple[Holder, ...] = ()
    predicate: str | None = None

    def role(self, name: str) -> RoleFilling | None:
        """The filling of one role, or None."""
        return next((filling for filling in self.roles if filling.role == name), None)

    @property
    def factual(self) -> bool:
        """Whether its holder tells it as a fact: affirmed, certain and actual."""
        stance = (self.polarity, self.certainty, self.actuality)
        return stance == (Polarity.AFFIRMED, Certainty.CERTAIN, Actuality.ACTUAL)


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words somebody is on record with. ``parts`` are the pieces of ``content`` between interruptions."""

    content: Span
    parts: tuple[Span, ...]
    mode: QuotationMode
    cue: Span | None = None
    speaker: Holder | None = None
    addressee: Span | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """All that was extracted from one article: what is cached, and all that fusion sees.

    ``reporters`` are the outlets the text itself names as having done its reporting ("told BuzzFeed News").
    """

    article: Article
    mentions: tuple[Mention, ...]
    claims: tuple[Claim, ...]
    quotations: tuple[Quotation, ...]
    reporters: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody or something, across articles. ``key`` is the last part of its IRI.

    ``kb`` is the knowledge base's IRI (Wikidata, ROR) or None; ``part_of`` and ``provider`` are keys of other entities
    (an agency's department, a product's maker), which are then entities of the graph too.
    """

    key: str
    name: str
    type: EntityType
    kb: str | None = None
    aliases: tuple[str, ...] = ()
    part_of: str | None = None
    provider: str | None = None


@dataclass(frozen=True, slots=True)
class NameCandidate:
    """What a surface form may refer to, as the knowledge base has it.

    ``key`` is the entity's key and ``name`` its full name; ``kb`` is the knowledge base's IRI where it has one.
    ``prior`` (0 to 1) is how likely a bare mention of the surface form in English news means this entity.
    """

    key: str
    name: str
    type: EntityType
    kb: str | None
    prior: float
    part_of: str | None = None
    provider: str | None = None


class Gazetteer(Protocol):
    """Known names: all that extraction sees of the knowledge base."""

    @property
    def max_words(self) -> int:
        """The number of words in the longest surface form."""

    def lookup(self, surface: str) -> tuple[NameCandidate, ...]:
        """What a surface form may mean, best first; acronyms by case, possessives and punctuation folded."""


@dataclass(frozen=True, slots=True)
class Resolution:
    """Entities by key, and the entity key of every (article key, chain).

    ``sureness`` tells how likely the entity of a chain is the one meant, where only a short name says so.
    """

    entities: dict[str, Entity]
    chains: dict[tuple[str, int], str]
    sureness: dict[tuple[str, int], float] = field(default_factory=dict)

    def entity(self, article: str, mention: Mention | None) -> str | None:
        """The key of the entity that a mention in an article refers to; None where it refers to none."""
        chain = mention.chain if mention is not None else None
        return self.chains.get((article, chain)) if chain is not None else None

    def sure(self, article: str, mention: Mention | None) -> float:
        """How likely the entity of a mention is the one meant: 1 where its name tells."""
        chain = mention.chain if mention is not None else None
        return self.sureness.get((article, chain), 1.0) if chain is not None else 1.0


@dataclass(frozen=True, slots=True)
class Time:
    """A resolved time: EDTF, and the first and last day it can mean (ISO dates; None where open)."""

    edtf: str
    not_before: str | None = None
    not_after: str | None = None


@dataclass(frozen=True, slots=True)
class Filling:
    """A role of a grounded claim or a situation: an entity's key, or else a literal."""

    role: str
    entity: str | None = None
    value: str | None = None


@dataclass(frozen=True, slots=True)
class GroundedClaim:
    """A claim with its fillers, holders and time resolved, its situation and its origin known.

    ``fillings`` stand in the order of ``claim.roles``; ``holders`` in that of ``claim.attribution`` (None: unknown).
    ``confidence`` is how likely it is right, where ``claim.confidence`` is only the mark of its rule.
    """

    key: str
    article: str
    claim: Claim
    fillings: tuple[Filling, ...]
    holders: tuple[str | None, ...]
    time: Time | None
    situation: str
    confidence: float


class Reason(StrEnum):
    """Why a situation is reported rather than asserted; the values are terms of the ontology."""

    DENIED = "Denied"  # some holder negates it
    DISPUTED = "Disputed"  # affirmed by some, negated or left open by others
    UNCLEAR = "Unclear"  # said to be unknown, possible or probable
    PLANNED = "Planned"  # planned, conditional or hypothetical
    ALLEGED = "Alleged"  # only a named source says so, not an article
    OVER = "Over"  # a post that is held no longer
    COPY_ONLY = "CopyOnly"  # only spun copies say so
    UNSURE = "Unsure"  # that it was read aright is not sure enough: it would be asserted from a lower floor on


@dataclass(frozen=True, slots=True)
class Situation:
    """What claims of one or more articles are about.

    ``roles`` are all fillings its claims agree on; for a Pledge those of the content (act, product, counterparty,
    exception, condition) are among them and ``kg.rdf`` moves them to the content node. ``reasons`` is empty exactly
    when the situation is asserted. ``predicate`` is that of its open claims, of several the first in
    alphabetical order.
    """

    key: str
    frame: str
    roles: tuple[Filling, ...]
    claims: tuple[str, ...]
    origins: tuple[str, ...]
    reasons: tuple[Reason, ...] = ()
    direction: Direction | None = None
    time: Time | None = None
    duration: str | None = None
    expires: Time | None = None
    predicate: str | None = None

    @property
    def asserted(self) -> bool:
        return not self.reasons


class PledgeStatus(StrEnum):
    """How a pledge stands from some day on; the values are terms of the ontology."""

    ACTIVE = "ActivePledge"
    CONDITIONAL = "ConditionalPledge"  # it waits for something, or holds until something
    EXPIRED = "ExpiredPledge"  # the day it was made until has passed
    WITHDRAWN = "WithdrawnPledge"
    NARROWED = "NarrowedPledge"
    CONTRADICTED = "ContradictedPledge"  # by a later act of whoever made it, or a source says that it was broken


class PledgeTurn(StrEnum):
    """What happened to a pledge; the values are terms of the ontology."""

    MADE = "Made"
    WITHDRAWAL = "Withdrawal"
    NARROWING = "Narrowing"
    CONTRADICTION = "Contradiction"
    FULFILMENT = "Fulfilment"
    PROGRESS = "Progress"
    END = "End"  # the day it was made until is over


class TrackerRating(StrEnum):
    """What promise trackers call a promise; here only what evidence is for. The values are terms of the ontology."""

    BROKEN = "Broken"
    KEPT = "Kept"
    IN_PROGRESS = "InProgress"
    OVERDUE = "Overdue"


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One turn in the life of a pledge: no verdict, but what is on record, and the situation whose sentences say it.

    ``by`` is the key of the situation whose sentences say so: the pledge's own where it is made, or its time is over.
    ``since`` is the first day from which it is on record (an ISO date; None where no day is known), ``status`` how the
    pledge stands from then on (None: as before).
    """

    turn: PledgeTurn
    by: str
    since: str | None = None
    status: PledgeStatus | None = None
    evidence: TrackerRating | None = None


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Claims on either side of one situation; ``kind`` is polarity, certainty, number, date or party."""

    key: str
    situation: str
    kind: str
    affirming: tuple[str, ...]
    opposing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an article's reporting comes from.

    ``article`` is the key of the article counted as the origin (itself, or the earliest of its copies); ``outlet`` the
    entity key of an origin that is named but not in the data; ``spun`` marks a word-by-word rewriting.
    """

    article: str
    outlet: str | None = None
    spun: bool = False


@dataclass(frozen=True, slots=True, order=True)
class Copy:
    """How alike two articles are, by key; no verdict yet.

    ``overlap`` (0 to 1) is the share of the smaller one's word shingles that the other holds, ``title`` whether their
    titles are the same, ``spun`` (0 to 1) the evidence that one is a word-by-word rewriting of the other. ``alike`` is
    the share of the smaller one's words in sentences that the other has too, as they are or with words swapped.
    """

    a: str
    b: str
    overlap: float
    title: bool = False
    spun: float = 0.0
    alike: float = 0.0


@dataclass(frozen=True, slots=True)
class Fusion:
    """Everything the graph is written from, next to the records themselves; all tuples are sorted by key."""

    records: tuple[Record, ...]
    resolution: Resolution
    claims: tuple[GroundedClaim, ...]
    situations: tuple[Situation, ...]
    disagreements: tuple[Disagreement, ...]
    origins: dict[str, Origin]
    timelines: dict[str, tuple[TimelineEntry, ...]] = field(default_factory=dict)  # by the key of the pledge
