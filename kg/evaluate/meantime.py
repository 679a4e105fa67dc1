"""MEANTIME: news events with participants and factuality, set against claims by a stated mapping of roles.

The NewsReader MEANTIME corpus (Minard et al., LREC 2016), participants with PropBank and ESO roles. Only events inside
an article's ``window`` are scored: the rest of it is not annotated.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.evaluate import gold as files
from kg.evaluate.report import Report, Table, measured
from kg.evaluate.scoring import Counts, f1, precision, recall, total
from kg.frames import OPEN
from kg.model import Span

Json = dict[str, Any]
AGENT, PATIENT = frozenset({"agent"}), frozenset({"patient"})
EITHER, UNSCORED = AGENT | PATIENT, frozenset[str]()
NAMES = frozenset({"NAM", "PRE.NAM"})
# Theirs. Of a role that only ESO gives, what its name says; adjuncts (ArgM) and roles without a label are not scored.
ARGUMENTS = {"Arg0": AGENT, "Arg1": PATIENT, "Arg2": PATIENT, "Arg3": PATIENT}
ESO_EITHER = frozenset(
    {"possession-owner_2", "employment-employee", "meeting-participant", "replacing-entity_1", "replacing-entity_2"}
)
ESO_AGENT = frozenset({"possession-owner_1", "possession-owner", "activity-agent", "inuse-entity_1"})
ESO_PATIENT = frozenset(
    {
        "possession-theme",
        "creating-theme",
        "damaging-undergoer",
        "destroying-theme",
        "employment-employer",
        "inuse-entity_2",
        "quantity-item",
        "translocation-theme",
        "translocation-goal",
        "activity",
        "operational-theme",
        "decreasing-item",
    }
)
# Ours. Who sells is A0 of "sell" and A2 of "buy", so the parties of an exchange may be either; so may people in posts,
# and what rises or falls, which is Arg0 as often as Arg1 there.
OURS = {
    **dict.fromkeys(
        (
            "agent pledger speaker advocate critic plaintiff discloser investigator authority proposer acquirer "
            "investor parent founder endorser donor"
        ).split(),
        AGENT,
    ),
    **dict.fromkeys("seller buyer supplier customer obtainer party person holder measure bearer".split(), EITHER),
    **dict.fromkeys(
        (
            "theme product recipient addressee target defendant document subject law organization outlet court "
            "subsidiary counterparty victim winner loser"
        ).split(),
        PATIENT,
    ),
}
NOTES = (
    "roles: Arg0 is agent, Arg1 to Arg3 patient, ESO roles by their names; ours likewise, the parties of an exchange "
    "and people in posts either; adjuncts, places, amounts and texts are not scored",
    "named: of an entity that the article names somewhere; a filler is what the annotated mention it overlaps most "
    "is, or most mentions of its entity are",
    "covered: a claim's trigger overlaps the event, or a claim whose evidence holds the event has two of its named "
    "participants as fillers",
    "factuality: of events a trigger overlaps; ours certain and affirmed (actual or planned) against CERTAIN and POS; "
    "future against planned, conditional or hypothetical",
)


@dataclass(frozen=True, slots=True)
class Participant:
    """Something that takes part in an event; ``who`` is its entity, ``sides`` what it may be (empty: unscored)."""

    who: str
    text: str
    sides: frozenset[str]
    named: bool


@dataclass(frozen=True, slots=True)
class Event:
    """An event mention with its factuality (None: not annotated) and who takes part."""

    span: Span
    text: str
    certainty: str | None
    polarity: str | None
    time: str | None
    participants: tuple[Participant, ...]

    def named(self) -> frozenset[str]:
        """The named entities among its scored participants."""
        return frozenset(one.who for one in self.participants if one.named and one.sides)


@dataclass(frozen=True, slots=True)
class Document:
    """An article, its events inside the window, and every annotated mention with the entity it is of."""

    id: str
    title: str | None
    text: str
    events: tuple[Event, ...]
    mentions: tuple[tuple[Span, str], ...]


@dataclass(frozen=True, slots=True)
class Gold:
    """The articles of a file."""

    path: Path
    documents: tuple[Document, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """An event with the claims whose trigger overlaps it and those that hold two of its named participants."""

    document: Document
    event: Event
    triggered: tuple[Json, ...]
    both: tuple[Json, ...]

    @property
    def covering(self) -> tuple[Json, ...]:
        return self.triggered or self.both


def read(path: Path, *, limit: int | None = None) -> Gold:
    """The first ``limit`` articles of a file."""
    documents = []
    for number, one in enumerate(files.json_lines(path), 1):
        if limit is not None and number > limit:
            break
        try:
            documents.append(_document(one))
        except (KeyError, TypeError, ValueError, IndexError) as error:
            raise files.wrong(path, f"line {number}", f"not in the form of MEANTIME ({error})") from error
    return Gold(path, tuple(documents))


def score(gold: Gold, found: Mapping[str, Sequence[Json]]) -> Report:
    """Coverage of events, participants and factuality of those covered. ``found`` are extracted articles by id."""
    outcomes = [
        outcome for document in gold.documents for outcome in _outcomes(document, found.get(document.id, ()))
    ]  # fmt: skip
    pairs = [one for one in outcomes if len(one.event.named()) >= 2]
    covered = [one for one in outcomes if one.covering]
    scored = [(one, _participants(one)) for one in covered if any(who.sides for who in one.event.participants)]
    judged = [one for one in outcomes if one.triggered and one.event.certainty is not None]
    certain = [one for one in judged if _sure(one)]
    future = [one for one in judged if one.event.time == "FUTURE"]
    figures = (
        measured("covered", [_unit(bool(one.covering)) for one in pairs], gate=True),
        measured("covered with two participants", [_unit(bool(one.both)) for one in pairs]),
        measured("participants F1", [counts for _, counts in scored], f1, gate=True),
        measured("participants precision", [counts for _, counts in scored], precision),
        measured("participants recall", [counts for _, counts in scored], recall),
        measured("participants F1, sides aside", [_participants(one, sides=False) for one, _ in scored], f1),
        measured("participants F1, two named", [counts for one, counts in scored if one in pairs], f1),
        measured("certain and positive precision", [_unit(_is_sure(one)) for one in certain], gate=True),
        measured("future recall", [_unit(_ahead(one)) for one in future], gate=True),
        measured("events a trigger overlaps", [_unit(bool(one.triggered)) for one in outcomes]),
    )
    errors = (*_listed(judged), *_errors(pairs))
    return Report(str(gold.path), "meantime", figures, (_per_frame(scored),), NOTES, errors)


def _document(one: Mapping[str, Any]) -> Document:
    mentions = {mention["id"]: mention for mention in one["entities"] if mention["span"] is not None}
    named = {mention["entity"] for mention in mentions.values() if mention["syntactic"] in NAMES}
    first, last = one["window"]
    roles: dict[str, list[Participant]] = {}
    for role in one["roles"]:
        mention = mentions.get(role["participant"])
        if mention is not None:
            roles.setdefault(role["event"], []).append(
                Participant(_who(mention), mention["text"], _sides(role), mention["entity"] in named)
            )
    events = tuple(
        Event(
            Span(*event["span"]),
            event["text"],
            event["certainty"],
            event["polarity"],
            event["time"],
            _merged(roles.get(event["id"], ())),
        )
        for event in one["events"]
        if first <= event["span"][0] and event["span"][1] <= last
    )
    spans = tuple((Span(*mention["span"]), _who(mention)) for mention in mentions.values())
    return Document(one["id"], one.get("title"), one["text"], events, spans)


def _who(mention: Mapping[str, Any]) -> str:
    return f"entity {mention['entity']}" if mention["entity"] is not None else f"mention {mention['id']}"


def _sides(role: Mapping[str, Any]) -> frozenset[str]:
    if role["role"] is not None:
        return ARGUMENTS.get(role["role"], UNSCORED)
    name = role["eso_role"]
    for names, sides in ((ESO_EITHER, EITHER), (ESO_AGENT, AGENT), (ESO_PATIENT, PATIENT)):
        if name in names:
            return sides
    return UNSCORED


def _merged(participants: Sequence[Participant]) -> tuple[Participant, ...]:
    """One participant an entity, on every side that any of its roles puts it."""
    merged: dict[str, Participant] = {}
    for one in participants:
        before = merged.get(one.who)
        sides = one.sides | (before.sides if before is not None else UNSCORED)
        merged[one.who] = Participant(one.who, one.text, sides, one.named)
    return tuple(merged.values())


def _outcomes(document: Document, articles: Sequence[Json]) -> Iterator[Outcome]:
    found = [(claim, _Referents(document, article)) for article in articles for claim in article["claims"]]
    for event in document.events:
        triggered, both = [], []
        for claim, referents in found:
            if _span(claim["trigger"]).overlaps(event.span):
                triggered.append(_resolved(claim, referents))
            if _span(claim["evidence"]).covers(event.span):
                whos = {who for filler in claim["roles"] for who in referents.of(filler)}
                if len(whos & event.named()) >= 2:
                    both.append(_resolved(claim, referents))
        yield Outcome(document, event, tuple(triggered), tuple(both))


def _resolved(claim: Json, referents: _Referents) -> Json:
    """The claim with each filler's annotated entities under ``who``."""
    return {**claim, "roles": [{**filler, "who": referents.of(filler)} for filler in claim["roles"]]}


def _participants(one: Outcome, *, sides: bool = True) -> Counts:
    """Participants rightly filled, fillers that are none, participants missed; unscored ones count neither way."""
    ours: dict[tuple[int, int], tuple[frozenset[str], frozenset[str]]] = {}
    for claim in one.covering:
        for filler in claim["roles"]:
            side = OURS.get(filler["role"], UNSCORED)
            if claim["frame"] == OPEN and side == AGENT:
                side = EITHER  # its subject: Arg1 of "the shop opened"
            if side:
                place = (filler["start"], filler["end"])
                ours[place] = (filler["who"], side | ours[place][1] if place in ours else side)
    theirs = [participant for participant in one.event.participants if participant.sides]
    aside = {participant.who for participant in one.event.participants if not participant.sides}
    right: set[str] = set()
    wrong = 0
    for whos, side in ours.values():
        hits = {who.who for who in theirs if who.who in whos and (not sides or who.sides & side)}
        right |= hits
        wrong += not hits and not whos & aside
    return Counts(len(right), wrong, len(theirs) - len(right))


def _sure(one: Outcome) -> bool:
    claim = one.triggered[0]
    actual = claim["actuality"] in ("actual", "planned")
    return claim["certainty"] == "certain" and claim["polarity"] == "affirmed" and actual


def _is_sure(one: Outcome) -> bool:
    return one.event.certainty == "CERTAIN" and one.event.polarity == "POS"


def _ahead(one: Outcome) -> bool:
    return one.triggered[0]["actuality"] in ("planned", "conditional", "hypothetical")


def _unit(right: bool) -> Counts:
    return Counts(right=1) if right else Counts(missed=1)


def _per_frame(scored: Sequence[tuple[Outcome, Counts]]) -> Table:
    grouped: dict[str, list[Counts]] = {}
    for one, counts in scored:
        grouped.setdefault(one.covering[0]["frame"], []).append(counts)
    rows = [
        (frame, str(len(some)), *(f"{measure(total(some)):.2f}" for measure in (precision, recall, f1)))
        for frame, some in sorted(grouped.items())
    ]
    return Table("participants per frame", ("frame", "events", "precision", "recall", "F1"), tuple(rows))


def _listed(judged: Sequence[Outcome]) -> Iterator[str]:
    """Events annotated as negated or not certain, one by one, with ours; and what we wrongly hold certain or past."""
    for one in judged:
        event, claim = one.event, one.triggered[0]
        ours = f"{claim['polarity']} {claim['certainty']} {claim['actuality']}"
        theirs = f"{event.polarity} {event.certainty} {event.time}"
        if event.polarity != "POS" or event.certainty != "CERTAIN":
            kind = "negated" if event.polarity == "NEG" else "possible"
            right = ours.startswith("negated") if event.polarity == "NEG" else not _sure(one)
            yield f"{kind}, {'right' if right else 'WRONG'}: {_line(one)}  {theirs}; ours {ours}"
        elif event.time == "FUTURE" and not _ahead(one):
            yield f"future, WRONG: {_line(one)}  {theirs}; ours {ours}"


def _errors(pairs: Sequence[Outcome]) -> Iterator[str]:
    for one in pairs:
        who = ", ".join(f"{'/'.join(sorted(who.sides)) or 'aside'}: {who.text}" for who in one.event.participants)
        if not one.covering:
            yield f"not covered: {_line(one)}  ({who})"
        elif _participants(one).missed or _participants(one).wrong:
            ours = ", ".join(f"{role['role']}: {role['text']}" for claim in one.covering for role in claim["roles"])
            yield f"participants: {_line(one)}  ({who}); ours {one.covering[0]['frame']}({ours})"


def _line(one: Outcome) -> str:
    start, end = one.event.span.start, one.event.span.end
    text = one.document.text
    around = f"{text[max(0, start - 70) : start]}[{text[start:end]}]{text[end : end + 70]}"
    return f"{one.document.id[:40]}  “{' '.join(around.split())}”"


def _span(run: Json) -> Span:
    return Span(run["start"], run["end"])


class _Referents:
    """What our fillers refer to, in terms of the annotated entities."""

    def __init__(self, document: Document, article: Json) -> None:
        self._mentions = document.mentions
        self._chains: dict[str, str] = {}
        votes: dict[str, Counter[str]] = {}
        for mention in article["mentions"]:
            who = self._nearest(_span(mention)) if mention["entity"] is not None else None
            if who is not None:
                votes.setdefault(mention["entity"], Counter())[who] += 1
        for entity, counted in votes.items():
            # Sorted, so that of equals it is always the same one.
            self._chains[entity] = max(sorted(counted), key=lambda who: counted[who])

    def of(self, filler: Json) -> frozenset[str]:
        """The annotated entities that a filler may be."""
        return frozenset(
            who for who in (self._nearest(_span(filler)), self._chains.get(filler["entity"] or "")) if who is not None
        )

    def _nearest(self, span: Span) -> str | None:
        """The entity of the annotated mention that shares most with a span, for its own length."""
        best = max(self._mentions, key=lambda mention: _shared(span, mention[0]), default=None)
        return best[1] if best is not None and _shared(span, best[0]) > 0 else None


def _shared(a: Span, b: Span) -> float:
    common = min(a.end, b.end) - max(a.start, b.start)
    return common / (max(a.end, b.end) - min(a.start, b.start)) if common > 0 else 0.0
