"""Resolved claims: the claims of a record with their fillers, holders and times resolved, and keys of their own."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from kg.confidence import Filler, confidence
from kg.frames import kinds
from kg.fuse.durations import duration
from kg.fuse.synonyms import meaning
from kg.fuse.times import resolve
from kg.keys import digest
from kg.model import (
    Claim,
    Entity,
    EntityType,
    Filling,
    Mention,
    MentionKind,
    QuotationMode,
    Reason,
    Record,
    Resolution,
    RoleFilling,
    Span,
    Time,
)

_MOST_LEANING = 8  # "a week after the day after …": longer chains are not language
_KEY_LENGTH = 16  # 64 bits: among a million claims two share a key with a chance of 1 in 37 million
_NOTIONS = frozenset({EntityType.TECHNOLOGY, EntityType.GROUP})  # known by their common name, not by a proper one
# Words that say no more than the kind of thing. A technology's name has none at its end: resolution drops it.
_BARE = frozenset(
    "technology technologies tech software system systems tool tools service services product products platform "
    "platforms device devices app apps group groups people others it they them thing things the a an this that these "
    "those its their his her our such some any".split()
)


_UNTIL = re.compile(r"(?i)(?:until|till|through|to|by|no later than)\s+(?:at least\s+)?")
_BESIDES = re.compile(r"(?i)(?:any |all |many |some |several |most |the )?(?:other|another|additional|further)\b")


@dataclass(frozen=True, slots=True)
class Ground:
    """A claim with all that fusion needs to know of it.

    ``named`` are the roles filled by what has a name or is a common notion, not by "the software" of one article;
    ``besides`` those filled by "other agencies", which are not the agencies spoken of.
    ``described`` are those filled by a kind of thing or by a description ("voice analysis"), not by a thing's own name.
    ``until`` is the named end of a pledge; ``open`` the roles filled by a pronoun that refers to nothing known.
    ``quoted`` says that its trigger stands between quotation marks; ``quote`` is what a Statement quotes, folded.
    ``lacks`` is what keeps an affirmed claim from carrying an assertion (``assertion.with_lacks`` tells).
    """

    key: str
    article: str
    claim: Claim
    fillings: tuple[Filling, ...]
    holders: tuple[str | None, ...]
    time: Time | None
    confidence: float
    named: frozenset[str]
    besides: frozenset[str] = frozenset()
    described: frozenset[str] = frozenset()
    quoted: bool = False
    quote: str | None = None
    until: Time | None = None
    open: frozenset[str] = frozenset()
    lacks: frozenset[Reason] = frozenset()

    def filling(self, role: str) -> Filling | None:
        """The filling of one role, or None where it has none or only a pronoun of which nobody knows who it is."""
        return next((filling for filling in self.fillings if filling.role == role and role not in self.open), None)


def ground(record: Record, resolution: Resolution, anchor: date | None, *, named: frozenset[str]) -> list[Ground]:
    """The claims of one article, sorted by key.

    ``anchor`` is the day its relative times count from; ``named`` the keys that ``named_entities`` gives.
    """
    article = record.article.key
    mentions = {mention.span: mention for mention in record.mentions}
    quotes = _Quotes(record)
    claims = keyed(article, record.claims)
    times = _times(claims, anchor)

    def entity(span: Span) -> str | None:
        return resolution.entity(article, mentions.get(span))

    found = []
    for key, claim in claims.items():
        fillings = tuple(_filling(claim.frame, filling, entity(filling.span)) for filling in claim.roles)
        found.append(
            Ground(
                key=key,
                article=article,
                claim=claim,
                fillings=fillings,
                holders=tuple(entity(holder.span) for holder in claim.attribution),
                time=times[key],
                confidence=_with_doubt(
                    confidence(
                        claim,
                        [
                            _filler(
                                claim.frame,
                                filling,
                                mentions.get(filling.span),
                                resolution.entities.get(filled.entity or ""),
                            )
                            for filling, filled in zip(claim.roles, fillings, strict=True)
                        ],
                    ),
                    [resolution.sure(article, mentions.get(filling.span)) for filling in claim.roles],
                ),
                named=frozenset(role for role, filling in by_role(fillings).items() if filling.entity in named),
                besides=frozenset(filling.role for filling in claim.roles if _BESIDES.match(filling.text)),
                described=frozenset(
                    role for role, filling in by_role(fillings).items() if _is_described(filling, resolution, named)
                ),
                quoted=quotes.hold(claim.trigger),
                quote=quotes.text(claim) if claim.frame == "Statement" else None,
                until=_until(claim, anchor),
                open=frozenset(
                    filling.role
                    for filling, filled in zip(claim.roles, fillings, strict=True)
                    if filled.entity is None and _is_pronoun(mentions.get(filling.span))
                ),
            )
        )
    return found


def _with_doubt(confidence: float, sureness: Sequence[float]) -> float:
    """A confidence less the doubt whether the least sure of the parties is who a short name was taken for."""
    least = min(sureness, default=1.0)
    return confidence if least == 1.0 else round(confidence * least, 2)


def by_role(fillings: Iterable[Filling]) -> dict[str, Filling]:
    """The fillings by role, those of one role told apart: of two parties that meet the second is ``party#2``.

    None of them comes first, so they are numbered by who they are: it is one meeting whoever it is told of.
    """
    found: dict[str, Filling] = {}
    seen: Counter[str] = Counter()
    for filling in sorted(fillings, key=lambda filling: (filling.role, filling.entity or "", filling.value or "")):
        seen[filling.role] += 1
        number = f"#{seen[filling.role]}" if seen[filling.role] > 1 else ""
        found[f"{filling.role}{number}"] = filling
    return found


def _filler(frame: str, filling: RoleFilling, mention: Mention | None, entity: Entity | None) -> Filler:
    """What tells how far a filler can be trusted."""
    role = kinds()[frame].roles.get(filling.role) if frame in kinds() else None
    kind = _kind(mention)
    return Filler(
        text=filling.text,
        kind=kind and kind.value,
        fitting=entity is not None and role is not None and entity.type in role.types,
    )


def _kind(mention: Mention | None) -> MentionKind | None:
    return mention.kind if mention is not None else None


def _is_pronoun(mention: Mention | None) -> bool:
    return _kind(mention) is MentionKind.PRONOUN


def named_entities(records: Iterable[Record], resolution: Resolution) -> frozenset[str]:
    """Keys of entities that have a name, or are a notion with a common one ("facial recognition", not "the system")."""
    found = {key for key, entity in resolution.entities.items() if entity.kb or is_notion(entity)}
    for record in records:
        for mention in record.mentions:
            if mention.kind is MentionKind.NAME:
                mentioned = resolution.entity(record.article.key, mention)
                if mentioned is not None:
                    found.add(mentioned)
    return frozenset(found)


def _is_described(filling: Filling, resolution: Resolution, named: frozenset[str]) -> bool:
    """Whether a filler only says of what kind a thing is: "voice analysis", "the software"."""
    entity = resolution.entities.get(filling.entity or "")
    return entity is not None and (
        entity.type is EntityType.TECHNOLOGY or (entity.type is EntityType.PRODUCT and entity.key not in named)
    )


def is_notion(entity: Entity) -> bool:
    """Whether an entity is a technology or group with a common name: "controversial technology" only describes one."""
    words = entity.name.lower().split()
    if entity.type is EntityType.TECHNOLOGY:
        words = words[-1:]
    return entity.type in _NOTIONS and not _BARE.issuperset(words)


def fold(text: str) -> str:
    """A text for comparing: lower case, white space and typographic marks evened out."""
    evened = text.lower().translate(_EVEN)
    return " ".join(evened.split()).strip(" .,;:'\"")


_EVEN = str.maketrans({"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u2013": "-", "\u2014": "-"})


class _Quotes:
    """The quotations of an article, found by place in logarithmic time."""

    __slots__ = ("_by_cue", "_contents", "_parts", "_text")

    def __init__(self, record: Record) -> None:
        direct = [quotation for quotation in record.quotations if quotation.mode is not QuotationMode.INDIRECT]
        self._text = record.article.text
        self._parts = _merged(part for quotation in direct for part in quotation.parts)
        self._contents = sorted(direct, key=lambda quotation: (quotation.content, quotation.parts))
        self._by_cue = {quotation.cue: quotation for quotation in reversed(self._contents) if quotation.cue}

    def hold(self, span: Span) -> bool:
        """Whether a span begins between quotation marks."""
        index = bisect_right(self._parts, span.start, key=lambda part: part.start) - 1
        return index >= 0 and span.start < self._parts[index].end

    def text(self, claim: Claim) -> str:
        """What a Statement quotes: by its cue, else the first quotation in its evidence, else the evidence itself."""
        quotation = self._by_cue.get(claim.trigger)
        if quotation is None:
            index = bisect_left(self._contents, claim.evidence.start, key=lambda quotation: quotation.content.start)
            if index < len(self._contents) and self._contents[index].content.start < claim.evidence.end:
                quotation = self._contents[index]
        spans = quotation.parts if quotation else (claim.evidence,)
        return fold(" ".join(self._text[span.start : span.end] for span in spans))


def _merged(spans: Iterable[Span]) -> list[Span]:
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start < merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


def keyed(article: str, claims: Sequence[Claim]) -> dict[str, Claim]:
    """Claims by key, sorted; claims alike but for their stance get keys of their own, so that none hides another."""
    alike: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        roles = sorted((filling.role, filling.span.start, filling.span.end) for filling in claim.roles)
        place = (claim.trigger.start, claim.trigger.end)
        alike[digest(article, claim.frame, *place, roles, length=_KEY_LENGTH)].append(claim)
    found: dict[str, Claim] = {}
    for key, same in alike.items():
        first, *others = sorted(set(same), key=lambda claim: (repr(claim), claim.rule)) if len(same) > 1 else same
        found[key] = first
        found.update((digest(key, repr(other), length=_KEY_LENGTH), other) for other in others)
    return {key: found[key] for key in sorted(found)}


def family(claim: Claim) -> str:
    """The kind of situation that a claim is of: its frame; of an open claim, what its predicate means too."""
    return claim.frame if claim.predicate is None else f"{claim.frame} {meaning(claim.predicate)}"


def _filling(frame: str, filling: RoleFilling, entity: str | None) -> Filling:
    """An entity, but in a role that is text by nature; that it is of a fitting type is for the shapes to say."""
    role = kinds()[frame].roles.get(filling.role) if frame in kinds() else None
    if entity is not None and not (role is not None and role.literal):
        return Filling(filling.role, entity=entity)
    value = " ".join((filling.value or filling.text).split())
    return Filling(filling.role, value=(duration(value) or value) if filling.role == "duration" else value)


def _until(claim: Claim, anchor: date | None) -> Time | None:
    """When a pledge ends that names its end ("until March 2027") instead of a length."""
    filling = claim.role("duration")
    end = _UNTIL.match(filling.text) if filling is not None else None
    return resolve(filling.text[end.end() :], anchor=anchor, tense="future", base=None) if filling and end else None


def _times(claims: dict[str, Claim], anchor: date | None) -> dict[str, Time | None]:
    """The time of each claim; one that leans on another claim's event takes that claim's time first."""
    order = sorted(claims, key=lambda key: (claims[key].trigger, key))
    starts = [claims[key].trigger.start for key in order]
    found: dict[str, Time | None] = {}

    def base(claim: Claim) -> str | None:
        """The claim it leans on: the first in the text whose trigger stands in the span that does."""
        span = claim.time.leans_on if claim.time else None
        index = bisect_left(starts, span.start) if span else len(starts)
        return order[index] if span and index < len(starts) and starts[index] < span.end else None

    for key in claims:
        chain: list[str] = []  # claims that lean on one another, the asked one first; a circle or a crowd ends it
        current: str | None = key
        while current is not None and current not in found and current not in chain and len(chain) < _MOST_LEANING:
            chain.append(current)
            current = base(claims[current])
        known = found.get(current) if current else None
        for leaning in reversed(chain):
            written = claims[leaning].time
            known = resolve(written.text, anchor=anchor, tense=written.tense, base=known) if written else None
            found[leaning] = known
    return found
