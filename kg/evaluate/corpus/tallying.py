"""One article of a corpus against what was found in it: counts by the name of what is counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from kg.evaluate.corpus import chains
from kg.evaluate.corpus.alike import Alike
from kg.evaluate.corpus.assignment import paired
from kg.evaluate.corpus.gold import Gold
from kg.evaluate.corpus.matching import Matched, Pair, match
from kg.evaluate.corpus.nearness import near
from kg.evaluate.corpus.spans import within
from kg.evaluate.corpus.values import Annotated, Attribution, Claim, LeadEvent, Mention
from kg.evaluate.matching import Known
from kg.evaluate.scoring import Counts
from kg.frames import frames
from kg.model import Span

SPEECH = "Statement"  # follows from an attribution, and is measured with these
OVERLAPS = (0.3, 0.8)  # of the contents of two attributions: what both hold over what either holds
COARSE = {"Person": "Person", "Place": "Place"} | dict.fromkeys(
    "Organization Company GovernmentAgency PoliceForce CivilSocietyOrganization NewsOutlet Court Legislature".split(),
    "Organization",
)


@dataclass(slots=True)
class Tally:
    """What was counted in one article. ``ratios`` are those of MUC, B³ and CEAFe one after another, or None."""

    gold: Gold
    found: Annotated
    matched: Matched
    counts: dict[str, Counts] = field(default_factory=dict)
    ratios: tuple[float, ...] | None = None
    types: Counter[tuple[str, str]] = field(default_factory=Counter)  # type, "gold" | "found" | "place" | "right"
    trapped: list[tuple[str, Claim]] = field(default_factory=list)
    unled: list[str] = field(default_factory=list)


def tally(gold: Gold, found: Annotated, known: Known) -> Tally:
    """All counts of one article; ``known`` is what a name means in the knowledge base."""
    alike = Alike(gold.annotated.text)
    matched = match(gold.annotated, found, alike)
    told = Tally(gold, found, matched)
    told.counts |= dict(_claims(gold.annotated, found, matched, alike))
    told.counts |= dict(_stance(matched.pairs, alike))
    _traps(told, alike)
    _lead(told, alike)
    told.counts |= dict(_attributions(gold.annotated.attributions, found.attributions, alike))
    if gold.annotated.mentions is not None:
        _mentions(told, gold.annotated.mentions, found.mentions or (), alike, known)
    return told


def _claims(gold: Annotated, found: Annotated, matched: Matched, alike: Alike) -> Iterator[tuple[str, Counts]]:
    counted = [one for one in found.claims if not any(one is repeat for repeat in matched.repeats)]

    def counts(right: Callable[[Pair], bool], kept: Callable[[Claim], bool] = lambda _: True) -> Counts:
        found_right = sum(right(pair) for pair in matched.pairs if kept(pair.gold))
        wanted, there = (sum(kept(one) for one in claims) for claims in (gold.claims, counted))
        return Counts(found_right, there - found_right, wanted - found_right)

    yield "claims", counts(lambda pair: pair.right)
    yield "claims, all roles", counts(lambda pair: pair.right and pair.whole)
    yield "claims, polarity aside", counts(lambda pair: pair.main)
    yield "claims, place of pronouns", counts(lambda pair: pair.placed and pair.settled)
    yield "claims, frame at the place", counts(lambda _: True)
    yield "events", counts(lambda pair: pair.right, _is_event)
    right = {id(pair.gold) for pair in matched.pairs if pair.right}
    events = [one for one in gold.claims if _is_event(one)]
    yield "events, open too", shares(id(one) in right or _openly(one, found, alike) for one in events)
    near = len(matched.near)
    yield "near", Counts(near, 0, len(gold.claims) - near)
    for name, kept in (("asserted", lambda _: True), ("asserted events", _is_event)):
        asserted = [pair for pair in matched.pairs if pair.found.asserted and kept(pair.found)]
        true = [
            pair for pair in asserted if pair.true and pair.fact
        ]  # an outlet's word is asserted, and told as its own
        there = sum(one.asserted and kept(one) for one in counted)
        wanted = sum(alike.fact(one) and kept(one) for one in gold.claims)
        reached = sum(alike.fact(pair.gold) for pair in true)
        yield f"{name}, precision", Counts(len(true), there - len(true), 0)
        yield f"{name}, recall", Counts(reached, 0, wanted - reached)


def is_event_of(frame: str) -> bool:
    """Whether claims of a frame are of events, speech aside."""
    return frame in frames() and frames()[frame].kind == "event" and frame != SPEECH


def _is_event(claim: Claim) -> bool:
    return is_event_of(claim.frame)


def _stance(pairs: Sequence[Pair], alike: Alike) -> Iterator[tuple[str, Counts]]:
    main = [pair for pair in pairs if pair.main]
    yield "flips", shares(pair.flipped for pair in main)
    yield "polarity", shares(pair.gold.polarity == pair.found.polarity for pair in main)
    yield "certainty", shares(pair.gold.certainty == pair.found.certainty for pair in main)
    yield "actuality", shares(pair.gold.actuality == pair.found.actuality for pair in main)
    yield "holder", shares(pair.held for pair in main)
    timed = [(pair.gold.time, pair.found.time) for pair in main if pair.gold.time is not None]
    yield "time", shares(there is not None and alike.words.same(time, there) for time, there in timed if time)


def shares(units: Iterable[bool]) -> Counts:
    """How many of some are right."""
    told = list(units)
    return Counts(right=sum(told), missed=len(told) - sum(told))


def _traps(told: Tally, alike: Alike) -> None:
    traps = told.gold.annotated.traps
    for trap in traps:
        fallen = next((one for one in told.found.claims if one.asserted and alike.trap(trap, one)), None)
        if fallen is not None:
            told.trapped.append((trap.why, fallen))
    told.counts["traps"] = Counts(len(told.trapped), 0, len(traps) - len(told.trapped))


def _openly(gold: Claim, found: Annotated, alike: Alike) -> bool:
    """Whether an open claim on the words of an event has its main parties, in whatever roles, and its polarity."""
    return any(
        one.trigger.overlaps(gold.trigger) and one.polarity == gold.polarity and alike.parties(gold, one)
        for one in found.open_claims
    )


def _lead(told: Tally, alike: Alike) -> None:
    """The events that headline and first two sentences tell: those of frames, and those that no frame covers.

    Those of frames are found typed where their claim is right; typed or open, also where a claim of their frame or of a
    near one, or an open one, tells of them with a party: a typed claim stands for the open one that it displaces.
    """
    gold, found = told.gold.annotated, told.found
    right = {id(pair.gold) for pair in told.matched.pairs if pair.right}
    seen: list[tuple[bool, bool, Span]] = []
    for one in gold.claims:
        if _is_event(one) and within(one.trigger, gold.lead):
            event = LeadEvent((one.trigger,), tuple(one.fillers()), one.polarity)
            typed = id(one) in right
            alike_typed = [other for other in found.claims if other.frame == one.frame or near(other.frame, one.frame)]
            told_of = _seen(event, [*found.open_claims, *alike_typed], alike)
            seen.append((typed, typed or told_of, one.trigger))
    for event in gold.lead_events:
        typed = _seen(event, found.claims, alike)
        seen.append((typed, typed or _seen(event, found.open_claims, alike), event.predicate[0]))
    told.unled += [gold.text[span.start : span.end] for _, there, span in seen if not there]
    told.counts["lead"] = shares(there for _, there, _ in seen)
    told.counts["lead, typed"] = shares(typed for typed, _, _ in seen)
    if seen:
        told.counts["lead, none"] = shares([not any(there for _, there, _ in seen)])


def _seen(event: LeadEvent, claims: Iterable[Claim], alike: Alike) -> bool:
    """Whether one of some claims stands on the predicate, with a party of it, and its polarity."""
    return any(
        claim.polarity == event.polarity
        and within(claim.trigger, event.predicate)
        and any(alike.place(party, filler) for party in event.parties for filler in claim.fillers())
        for claim in claims
    )


def _attributions(
    gold: Sequence[Attribution], found: Sequence[Attribution], alike: Alike
) -> Iterator[tuple[str, Counts]]:
    for least in OVERLAPS:
        pairs = paired(gold, found, lambda one, other: _reaching(_overlap(one, other), least))  # noqa: B023
        yield f"attributions {least}", Counts(len(pairs), len(found) - len(pairs), len(gold) - len(pairs))
        if least != OVERLAPS[0]:
            continue
        there = {id(one) for one, _ in pairs}
        yield "attributions with cue", shares(id(one) in there for one in gold if one.cue)
        yield "attributions without cue", shares(id(one) in there for one in gold if not one.cue)
        yield "source", shares(_sourced(*pair, alike) for pair in pairs)
        yield "cue", shares(one.cue.overlaps(other.cue) for one, other in pairs if one.cue and other.cue)
        yield "mode", shares(one.mode == other.mode for one, other in pairs)


def _reaching(share: float, least: float) -> float:
    return share if share >= least else 0.0


def _overlap(one: Attribution, other: Attribution) -> float:
    """What two contents have in common over what either has, in code points (Jaccard)."""
    mine, theirs = ({place for span in side.content for place in range(span.start, span.end)} for side in (one, other))
    return len(mine & theirs) / len(mine | theirs) if mine and theirs else 0.0


def _sourced(gold: Attribution, found: Attribution, alike: Alike) -> bool:
    if gold.source is None or found.source is None:
        return gold.source is found.source
    return alike.filler(gold.source, found.source)


def _mentions(told: Tally, gold: Sequence[Mention], found: Sequence[Mention], alike: Alike, known: Known) -> None:
    pairs = paired(gold, found, lambda one, other: _place(one, other, alike))
    coarse = told.gold.article.source == "gum"
    names, others = ([one for one in some if one.named and _type(one, coarse)] for some in (gold, found))
    named = paired(names, others, lambda one, other: _place(one, other, alike))
    right = [(one, other) for one, other in named if _type(one, coarse) == _type(other, coarse)]
    told.counts["names"] = Counts(len(named), len(others) - len(named), len(names) - len(named))
    told.counts["names with type"] = Counts(len(right), len(others) - len(right), len(names) - len(right))
    told.types += Counter((_type(one, coarse), "gold") for one in names)
    told.types += Counter((_type(one, coarse), "found") for one in others)
    told.types += Counter((_type(one, coarse), "place") for one, _ in named)
    told.types += Counter((_type(one, coarse), "right") for one, _ in right)
    told.ratios = _ratios(gold, found, pairs)
    if any(one.link for one in gold):
        told.counts["linking"] = _linking(gold, pairs, known)


def _place(one: Mention, other: Mention, alike: Alike) -> float:
    return alike.words.shared(one.span, other.span) + 0.1 if alike.words.same(one.span, other.span) else 0.0


def _type(mention: Mention, coarse: bool) -> str:
    """The type as it is compared; "" where it is not. GUM knows people, organizations and places."""
    return (COARSE.get(mention.type or "", "") if coarse else mention.type) or ""


def _ratios(
    gold: Sequence[Mention], found: Sequence[Mention], pairs: Sequence[tuple[Mention, Mention]]
) -> tuple[float, ...]:
    """MUC, B³ and CEAFe of the chains that have a name and two mentions; who is paired is one mention."""
    same = {id(other): id(one) for one, other in pairs}
    key = _chains((one, id(one)) for one in gold)
    response = _chains((one, same.get(id(one), id(one))) for one in found)
    return (*chains.muc(key, response), *chains.b_cubed(key, response), *chains.ceaf_e(key, response))


def _chains(mentions: Iterable[tuple[Mention, int]]) -> list[frozenset[int]]:
    grouped: dict[str, set[int]] = {}
    called: set[str] = set()
    for mention, place in mentions:
        if mention.chain is not None:
            grouped.setdefault(mention.chain, set()).add(place)
            if mention.named:
                called.add(mention.chain)
    return [frozenset(places) for chain, places in grouped.items() if chain in called and len(places) > 1]


def _linking(gold: Sequence[Mention], pairs: Sequence[tuple[Mention, Mention]], known: Known) -> Counts:
    """Links of named mentions that gold links: wrong is another than the base has under that title, or than none."""
    there = {id(one): other.link for one, other in pairs}
    counts = Counts()
    for one in gold:
        if one.link is None or not one.named:
            continue
        wanted = known(one.link.replace("_", " ").partition(" (")[0])
        given = there.get(id(one))
        right = wanted is not None and given == wanted
        counts += Counts(int(right), int(given is not None and not right), int(wanted is not None and not right))
    return counts
