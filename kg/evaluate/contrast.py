"""Gold of single sentences that differ only in what makes a fact a fact: is the asserted graph kept clean, and full?"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any

from kg.evaluate import gold as files
from kg.evaluate import reliability
from kg.evaluate.matching import Known, Matcher, main_roles, same_words, unknown
from kg.evaluate.reliability import Judged
from kg.evaluate.report import Figure, Report, Table, measured
from kg.evaluate.scoring import Counts

Json = dict[str, Any]
TITLE = re.compile(r"^#\s*(\d+)\.\s*(.+)$", re.MULTILINE)
OPPOSITE = {"affirmed": "negated", "negated": "affirmed"}
LABELS = ("polarity", "certainty", "actuality")
NOTES = (
    "flip: a claim is asserted that fits an entry which is not, or only a negated one is found where the gold asserts",
    "fits: same frame, no role filled otherwise than in the gold; of two entries of a sentence it goes to the one it "
    "fits better, and to the asserted one of equals",
    "covered: a claim is asserted that fits and has the frame's main roles (of those it requires, else the first two)",
    "agrees: of the entries of which a claim is found, asserted or not",
    "asserted: what the graph would assert without a floor of confidence",
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One claim of one sentence, with the stance a careful reader gives it (``also``: or could give it)."""

    group: int
    text: str
    frame: str
    roles: Mapping[str, str]
    asserted: bool
    stance: Mapping[str, str]
    also: Mapping[str, Sequence[str]]
    by: str | None = None
    direction: str | None = None
    none: bool = False

    def line(self) -> str:
        roles = ", ".join(f"{role}: {value}" for role, value in self.roles.items())
        return f"{self.group} {self.frame}({roles}): {self.text}"


@dataclass(frozen=True, slots=True)
class Gold:
    """The entries of a file, and what each group of them is about."""

    path: Path
    entries: tuple[Entry, ...]
    titles: Mapping[int, str]


class Verdict(Enum):
    """What became of an entry."""

    COVERED = "covered"  # asserted, as it should be
    MISSED = "missed"  # should be asserted and nothing asserts it
    KEPT_OUT = "kept out"  # should not be asserted and is not
    ASSERTED = "asserted"  # should not be asserted and is: a flip
    DENIED = "denied"  # should be asserted and is only found negated: a flip

    @property
    def flip(self) -> bool:
        return self in (Verdict.ASSERTED, Verdict.DENIED)


@dataclass(frozen=True, slots=True)
class Outcome:
    """An entry's verdict, and the claim it rests on (or the one that fits best)."""

    entry: Entry
    verdict: Verdict
    claim: Json | None
    told: bool = False  # something that fits is asserted


def read(path: Path, *, limit: int | None = None) -> Gold:
    """The first ``limit`` entries of a file."""
    content = files.yaml_of(path)
    if not isinstance(content, list):
        raise files.wrong(path, "", "not a list of sentences")
    entries = []
    for number, one in enumerate(content[:limit], 1):
        try:
            entries.append(_entry(one))
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise files.wrong(path, f"entry {number}", f"not in the form of a contrast sentence ({error})") from error
    titles = {int(match[1]): match[2].strip() for match in TITLE.finditer(files.content(path))}
    return Gold(path, tuple(entries), titles)


def score(gold: Gold, found: Mapping[str, Sequence[Json]], *, known: Known = unknown) -> Report:
    """Flips, coverage, and how the labels agree; per frame, and the groups in which something flips.

    ``found`` are the extracted articles by text.
    """
    by_text: dict[str, list[Entry]] = defaultdict(list)
    for entry in gold.entries:
        by_text[entry.text].append(entry)
    outcomes: list[Outcome] = []
    told: list[Judged] = []
    for text, entries in by_text.items():
        matchers = [Matcher(article, known) for article in found.get(text, ())]
        outcomes += _outcomes(entries, matchers)
        told += judged(entries, matchers)
    tables = (_per_frame(outcomes), _per_group(outcomes, gold.titles), reliability.table(told))
    figures = (*_figures(outcomes), *reliability.figures(told))
    return Report(str(gold.path), "contrast", figures, tables, NOTES, tuple(_errors(outcomes)))


def judged(entries: Sequence[Entry], matchers: Sequence[Matcher]) -> Iterator[Judged]:
    """The claims of a sentence that are of an entry's frame: right where an entry has their main roles and stance."""
    for matcher in matchers:
        for claim in matcher.article["claims"]:
            asked = [entry for entry in entries if entry.frame == claim["frame"]]
            if asked:
                yield Judged(matcher.article["id"], claim, any(_right(entry, matcher, claim) for entry in asked))


def _right(entry: Entry, matcher: Matcher, claim: Json) -> bool:
    stance = all(claim[label] in (entry.stance[label], *entry.also.get(label, ())) for label in entry.stance)
    return not entry.none and stance and not matcher.lacking(claim, main_roles(entry.frame, entry.roles))


def _entry(one: Mapping[str, Any]) -> Entry:
    none = bool(one.get("none", False))
    return Entry(
        group=int(one["group"]),
        text=one["text"],
        frame=one["frame"],
        roles={role: str(value) for role, value in (one.get("roles") or {}).items()},
        asserted=bool(one.get("asserted", False)),
        stance={} if none else {label: one[label] for label in LABELS},
        also=one.get("also") or {},
        by=one.get("by"),
        direction=one.get("direction"),
        none=none,
    )


def _outcomes(entries: Sequence[Entry], matchers: Sequence[Matcher]) -> Iterator[Outcome]:
    """The verdicts on all entries of one sentence; a claim is the word on one of them only."""
    pairs = [(matcher, claim) for matcher in matchers for claim in matcher.article["claims"]]
    belongs: dict[int, list[tuple[Matcher, Json]]] = defaultdict(list)
    for matcher, claim in pairs:
        fitting = [
            (_fit(entry, matcher, claim), entry.asserted == claim["asserted"], -index)
            for index, entry in enumerate(entries)
            if entry.frame == claim["frame"] and (entry.none or matcher.consistent(claim, entry.roles))
        ]
        if fitting:
            belongs[-max(fitting)[2]].append((matcher, claim))
    for index, entry in enumerate(entries):
        yield _outcome(entry, belongs[index])


def _fit(entry: Entry, matcher: Matcher, claim: Json) -> int:
    return len(entry.roles) - len(matcher.lacking(claim, entry.roles))


def _outcome(entry: Entry, pairs: Sequence[tuple[Matcher, Json]]) -> Outcome:
    asserted = [(matcher, claim) for matcher, claim in pairs if claim["asserted"]]
    best = max(pairs, key=lambda pair: _fit(entry, *pair), default=(None, None))[1]
    if not entry.asserted:
        verdict = Verdict.ASSERTED if asserted else Verdict.KEPT_OUT
        return Outcome(entry, verdict, asserted[0][1] if asserted else best)
    main = main_roles(entry.frame, entry.roles)
    full = [claim for matcher, claim in asserted if not matcher.lacking(claim, main)]
    if full:
        return Outcome(entry, Verdict.COVERED, full[0], told=True)
    denied = not asserted and any(claim["polarity"] == "negated" for _, claim in pairs)
    return Outcome(entry, Verdict.DENIED if denied else Verdict.MISSED, best, told=bool(asserted))


def _figures(outcomes: Sequence[Outcome]) -> tuple[Figure, ...]:
    flips = sum(one.verdict.flip for one in outcomes)
    found = [one for one in outcomes if one.claim is not None and not one.entry.none]
    return (
        Figure("flips", float(flips), f"of {len(outcomes):,} entries", ceiling=True, count=True, gate=True),
        measured("asserted, but is not", [_unit(_is(one, Verdict.ASSERTED)) for one in outcomes], ceiling=True),
        measured(
            "covered", [_unit(_is(one, Verdict.COVERED)) for one in outcomes if one.entry.asserted], gate=True
        ),
        measured("asserted, some roles", [_unit(_told(one)) for one in outcomes if one.entry.asserted]),
        measured("found, of those not asserted", [_unit(one.claim is not None) for one in outcomes if _open(one)]),
        measured("polarity opposite", [_unit(_opposite(one)) for one in found], ceiling=True),
        *(measured(f"{label} agrees", [_unit(_agrees(one, label)) for one in found], gate=True) for label in LABELS),
        measured("holder agrees", [_unit(_held(one)) for one in found], gate=True),
        measured("direction agrees", [_unit(_directed(one)) for one in found if one.entry.direction], gate=True),
    )  # fmt: skip


def _is(one: Outcome, verdict: Verdict) -> bool:
    return one.verdict is verdict


def _told(one: Outcome) -> bool:
    return one.told


def _open(one: Outcome) -> bool:
    return not one.entry.asserted and not one.entry.none


def _unit(right: bool) -> Counts:
    return Counts(right=1) if right else Counts(missed=1)


def _agrees(one: Outcome, label: str) -> bool:
    said = one.claim[label] if one.claim is not None else None
    return said == one.entry.stance[label] or said in one.entry.also.get(label, ())


def _held(one: Outcome) -> bool:
    """Whether the nearest holder is whom the gold names; nobody, where it names nobody."""
    wanted, said = one.entry.by, one.claim["attributed_to"] if one.claim is not None else None
    if wanted is None or said is None:
        return wanted is None and said is None
    return same_words(wanted, said["text"]) or same_words(said["text"], wanted)


def _directed(one: Outcome) -> bool:
    return one.claim is not None and one.claim["direction"] == one.entry.direction


def _opposite(one: Outcome) -> bool:
    said = one.claim["polarity"] if one.claim is not None else None
    return said == OPPOSITE.get(one.entry.stance["polarity"]) and not _agrees(one, "polarity")


def _per_frame(outcomes: Sequence[Outcome]) -> Table:
    grouped: dict[str, list[Outcome]] = defaultdict(list)
    for one in outcomes:
        grouped[one.entry.frame].append(one)
    rows = []
    for frame, some in sorted(grouped.items()):
        asserted = [one for one in some if one.entry.asserted]
        covered = sum(one.verdict is Verdict.COVERED for one in asserted)
        flips = sum(one.verdict.flip for one in some)
        rows.append((frame, str(len(some)), str(flips), f"{covered} of {len(asserted)}"))
    return Table("per frame", ("frame", "entries", "flips", "covered"), tuple(rows))


def _per_group(outcomes: Sequence[Outcome], titles: Mapping[int, str]) -> Table:
    flips: dict[int, int] = defaultdict(int)
    for one in outcomes:
        flips[one.entry.group] += one.verdict.flip
    rows = [(f"{group}. {titles.get(group, '')}", str(count)) for group, count in sorted(flips.items()) if count]
    return Table("groups with flips", ("group", "flips"), tuple(rows))


def _errors(outcomes: Sequence[Outcome]) -> Iterator[str]:
    for one in outcomes:
        if one.verdict in (Verdict.COVERED, Verdict.KEPT_OUT):
            continue
        said = "nothing found"
        if one.claim is not None:
            roles = ", ".join(f"{filler['role']}: {filler['text']}" for filler in one.claim["roles"])
            said = f"{one.claim['frame']}({roles}) {' '.join(one.claim[label] for label in LABELS)}"
        what = "flip" if one.verdict.flip else one.verdict.value
        yield f"{what}: {one.entry.line()}  [{said}]"
