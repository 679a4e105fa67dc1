"""Gold of whole articles: the claims a careful reader takes from them, and what must never be asserted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.evaluate import gold as files
from kg.evaluate import reliability
from kg.evaluate.matching import Known, Matcher, fold, main_roles, overlapping, places, unknown
from kg.evaluate.reliability import Judged
from kg.evaluate.report import Figure, Report, Table, measured
from kg.evaluate.scoring import Counts
from kg.frames import frames
from kg.model import Span

Json = dict[str, Any]
OPPOSITE = {"affirmed": "negated", "negated": "affirmed"}
UNREAD = "unread"  # the folder of gold that is scored and never read: of it only totals are told
NOTES = (
    "found: same frame, evidence overlapping the quote, every gold role filled alike, right polarity and direction",
    "alike: contained in the filler's words, value or names, or half of the content words, or the same entity",
    "main: the same with the frame's required roles only (without any, its first two)",
    "flips: claims whose main roles are found with the opposite polarity, of those found with any",
    "asserted: what the graph would assert without a floor of confidence",
)


@dataclass(frozen=True, slots=True)
class GoldClaim:
    """One claim of the gold. ``publisher`` names the related item it is in, where it is not in the main article."""

    file: str
    frame: str
    roles: Mapping[str, str]
    quote: str = ""
    polarity: str = "affirmed"
    certainty: str = "certain"
    actuality: str = "actual"
    direction: str | None = None
    time: str | None = None
    by: str | None = None
    publisher: str | None = None

    def line(self) -> str:
        """The claim on one line."""
        roles = ", ".join(f"{role}: {value}" for role, value in self.roles.items())
        return f"{self.file}  {self.frame}({roles})  “{self.quote[:120]}”"


@dataclass(frozen=True, slots=True)
class Never:
    """What the graph must not assert: a frame with these roles, or an entity of this name."""

    file: str
    frame: str = ""
    roles: Mapping[str, str] | None = None
    entity: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Gold:
    """A file of claims: by article file what is to be found and what must not be."""

    path: Path
    files: tuple[str, ...]
    claims: tuple[GoldClaim, ...]
    nevers: tuple[Never, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How near the best candidate comes to a gold claim; ``best`` is None where no claim of the frame is there."""

    claim: GoldClaim
    best: Json | None = None
    matcher: Matcher | None = None
    lacking: tuple[str, ...] = ()
    main: bool = False  # all main roles, whatever the polarity
    polarity: bool = False
    direction: bool = False
    flipped: bool = False

    @property
    def found(self) -> bool:
        return self.best is not None and not self.lacking and self.polarity and self.direction


def read(path: Path, *, limit: int | None = None) -> Gold:
    """The gold of the first ``limit`` articles of a file."""
    content = files.yaml_of(path)
    if not isinstance(content, dict):
        raise files.wrong(path, "", "not a table of articles")
    names = list(content)[:limit]
    claims: list[GoldClaim] = []
    nevers: list[Never] = []
    for name in names:
        entry = content[name]
        try:
            given = [*entry.get("claims", ()), *entry.get("related_claims", ())]
            claims += [_claim(name, one) for one in given]
            nevers += [_never(name, one) for one in entry.get("never") or ()]
        except (AttributeError, KeyError, TypeError) as error:
            raise files.wrong(path, name, f"not in the form of claims ({error})") from error
    return Gold(path, tuple(names), tuple(claims), tuple(nevers))


def score(gold: Gold, found: Mapping[str, Sequence[Json]], *, known: Known = unknown) -> Report:
    """Recall per frame, flips, agreement on stance and time, and what should never have been asserted.

    ``found`` are the articles extracted from each file; ``known`` what a name means in the knowledge base.
    """
    matchers = {name: [Matcher(article, known) for article in found.get(name, ())] for name in gold.files}
    outcomes = _unflipped([_outcome(claim, matchers[claim.file]) for claim in gold.claims])
    blamed = [(never, claim) for never in gold.nevers if (claim := _asserted(never, matchers[never.file])) is not None]
    blind = is_unread(gold.path)
    told = list(judged(gold, matchers))
    tables = () if blind else (_per_frame(outcomes), reliability.table(told))
    errors = () if blind else (*_errors(outcomes), *(_blame(*pair) for pair in blamed))
    notes = (*NOTES, "unread half: totals only") if blind else NOTES
    figures = (*_figures(outcomes), _never_figure(gold.nevers, blamed), *reliability.figures(told))
    return Report(str(gold.path), "claims", figures, tables, notes, tuple(errors))


def is_unread(path: Path) -> bool:
    """Whether a file of gold is sealed: what is in it is not to be read while rules are written."""
    return path.resolve().parent.name == UNREAD


def judged(gold: Gold, matchers: Mapping[str, Sequence[Matcher]]) -> Iterator[Judged]:
    """The claims that stand where the gold has one of their frame: right where main roles and polarity are alike.

    Gold need not have everything, so a claim where it has none is told neither right nor wrong.
    """
    told: dict[int, Judged] = {}
    for claim in gold.claims:
        main = main_roles(claim.frame, claim.roles)
        for matcher in matchers[claim.file]:
            for candidate in _candidates(claim, matcher):
                alike = candidate["polarity"] == claim.polarity and candidate["direction"] == claim.direction
                right = alike and not matcher.lacking(candidate, main)
                before = told.get(id(candidate))
                told[id(candidate)] = Judged(
                    matcher.article["id"], candidate, right or (before is not None and before.right)
                )
    yield from told.values()


def _claim(name: str, entry: Mapping[str, Any]) -> GoldClaim:
    modality = entry.get("modality", "actual")
    return GoldClaim(
        file=name,
        frame=entry["frame"],
        roles={role: str(value) for role, value in entry["roles"].items()},
        quote=entry["quote"],
        polarity=entry["polarity"],
        certainty=entry.get("certainty", "certain"),
        actuality=modality if modality in ("planned", "conditional", "hypothetical") else "actual",
        direction=entry.get("direction"),
        time=str(entry["time"]) if entry.get("time") else None,
        by=entry.get("by"),
        publisher=entry.get("publisher"),
    )


def _never(name: str, entry: Mapping[str, Any]) -> Never:
    if "entity" in entry:
        return Never(name, entity=str(entry["entity"]), why=str(entry.get("why", "")))
    roles = {role: str(value) for role, value in entry["roles"].items()}
    return Never(name, entry["frame"], roles, why=str(entry.get("why", "")))


def _outcome(claim: GoldClaim, matchers: Sequence[Matcher]) -> Outcome:
    """The candidate that has most: all roles, main roles, polarity, in this order; the first of equals."""
    best = Outcome(claim)
    for matcher in matchers:
        for candidate in _candidates(claim, matcher):
            lacking = matcher.lacking(candidate, claim.roles)
            outcome = Outcome(
                claim,
                candidate,
                matcher,
                tuple(lacking),
                main=not set(lacking) & set(main_roles(claim.frame, claim.roles)),
                polarity=candidate["polarity"] == claim.polarity,
                direction=claim.direction is None or candidate["direction"] == claim.direction,
            )
            if best.best is None or _rank(outcome) > _rank(best):
                best = outcome
    return best


def _rank(outcome: Outcome) -> tuple[bool, bool, bool, int]:
    right = outcome.polarity and outcome.direction
    return outcome.found, outcome.main and right, outcome.main, -len(outcome.lacking)


def _candidates(claim: GoldClaim, matcher: Matcher) -> Iterator[Json]:
    article = matcher.article
    if claim.publisher is not None and fold(article["publisher"] or "") != fold(claim.publisher):
        return
    quoted = places(claim.quote, article["text"])
    for candidate in article["claims"]:
        evidence = Span(candidate["evidence"]["start"], candidate["evidence"]["end"])
        if candidate["frame"] == claim.frame and any(evidence.overlaps(place) for place in quoted):
            yield candidate


def _unflipped(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """Marks flips; a candidate that rightly answers another gold claim ("sold A, not B") is none."""
    right = {id(one.best) for one in outcomes if one.main and one.polarity}
    return [
        Outcome(
            one.claim, one.best, one.matcher, one.lacking, one.main, one.polarity, one.direction,
            flipped=one.main
            and one.best is not None
            and one.best["polarity"] == OPPOSITE.get(one.claim.polarity)
            and id(one.best) not in right,
        )
        for one in outcomes
    ]  # fmt: skip


def _figures(outcomes: Sequence[Outcome]) -> tuple[Figure, ...]:
    main = [one for one in outcomes if one.main]
    settled = [one for one in main if one.polarity and one.direction]
    timed = [(one, value) for one in settled if one.claim.time and (value := _time(one)) is not None]
    return (
        measured("found", [_unit(one.found) for one in outcomes], gate=True),
        measured("main roles and polarity", [_unit(one in settled) for one in outcomes], gate=True),
        measured("frame at the place", [_unit(one.best is not None) for one in outcomes]),
        measured("flips", [_unit(one.flipped) for one in main], ceiling=True, gate=True),
        measured("direction wrong", [_unit(not one.direction) for one in main if one.claim.direction], ceiling=True),
        measured("certainty agrees", [_unit(_agrees(one, "certainty")) for one in settled]),
        measured("actuality agrees", [_unit(_agrees(one, "actuality")) for one in settled]),
        measured("holder agrees", [_unit(_held(one)) for one in settled]),
        measured("time given", [_unit(_time(one) is not None) for one in settled if one.claim.time]),
        measured("time agrees", [_unit(overlapping(one.claim.time or "", value)) for one, value in timed]),
    )


def _unit(right: bool) -> Counts:
    return Counts(right=1) if right else Counts(missed=1)


def _agrees(one: Outcome, label: str) -> bool:
    return one.best is not None and one.best[label] == getattr(one.claim, label)


def _held(one: Outcome) -> bool:
    """Whether the nearest holder is the one named; where none is, that there is none (or the agent of a speech act)."""
    if one.best is None or one.matcher is None:
        return False
    holder = one.best["attributed_to"]
    if one.claim.by is not None and holder is not None:
        return one.matcher.is_value(one.claim.by, {**holder, "value": None})
    frame = frames().get(one.claim.frame)
    return one.claim.by is None and (holder is None or (frame is not None and frame.speech_act))


def _time(one: Outcome) -> str | None:
    time = one.best["time"] if one.best is not None else None
    value: str | None = time["value"] if time is not None else None
    return value


def _asserted(never: Never, matchers: Sequence[Matcher]) -> Json | None:
    """A claim that asserts what must not be, or the entity that must not be there."""
    for matcher in matchers:
        if never.entity:
            for entity in matcher.article["entities"]:
                if fold(never.entity) in {fold(name) for name in (entity["name"], *entity["aliases"])}:
                    return {**entity, "text": entity["name"]}
        for claim in matcher.article["claims"] if never.roles is not None else ():
            same = claim["frame"] == never.frame and not matcher.lacking(claim, never.roles or {})
            if same and claim["asserted"]:
                start, end = claim["evidence"]["start"], claim["evidence"]["end"]
                return {**claim, "text": matcher.article["text"][start:end]}
    return None


def _never_figure(nevers: Sequence[Never], blamed: Sequence[tuple[Never, Json]]) -> Figure:
    units = [_unit(any(never is one for one, _ in blamed)) for never in nevers]
    return measured("never, but asserted", units, ceiling=True, gate=True)


def _per_frame(outcomes: Sequence[Outcome]) -> Table:
    grouped: dict[str, list[Outcome]] = defaultdict(list)
    for one in outcomes:
        grouped[one.claim.frame].append(one)
    rows = [
        (
            frame,
            str(len(some)),
            str(sum(one.best is not None for one in some)),
            str(sum(one.main and one.polarity and one.direction for one in some)),
            str(sum(one.found for one in some)),
            f"{sum(one.found for one in some) / len(some):.2f}",
            str(sum(one.flipped for one in some)),
        )
        for frame, some in sorted(grouped.items())
    ]
    return Table("per frame", ("frame", "gold", "frame there", "main", "found", "recall", "flips"), tuple(rows))


def _errors(outcomes: Sequence[Outcome]) -> Iterator[str]:
    for one in outcomes:
        if one.best is None:
            yield f"missed: {one.claim.line()}"
        elif not one.found:
            yield f"{'flip' if one.flipped else 'partly'}: {one.claim.line()}  {'; '.join(_differences(one))}"


def _differences(one: Outcome) -> Iterator[str]:
    best = one.best or {}
    for role in one.lacking:
        there = [filler["text"] for filler in best["roles"] if filler["role"] == role]
        yield f"{role} is {' / '.join(there) or 'empty'}"
    if not one.polarity:
        yield f"polarity is {best['polarity']}, not {one.claim.polarity}"
    if not one.direction:
        yield f"direction is {best['direction']}, not {one.claim.direction}"


def _blame(never: Never, claim: Json) -> str:
    what = (
        never.entity or f"{never.frame}({', '.join(f'{role}: {value}' for role, value in (never.roles or {}).items())})"
    )
    return f"never: {never.file}  {what} ({never.why})  “{claim['text'][:160]}”"
