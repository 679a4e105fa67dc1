"""What of planted events is missed and wrong: tables, and lines to read."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from kg.evaluate.report import Table
from kg.evaluate.scoring import total
from kg.evaluate.situations import measures
from kg.evaluate.situations.found import Found
from kg.evaluate.situations.gold import Gold
from kg.model import GroundedClaim


def per_frame(gold: Gold, has: Found) -> Table:
    """Reports, those of which a claim is found, claims and B³ by frame."""
    reports: Counter[str] = Counter()
    known: Counter[str] = Counter()
    frames = [gold.frames[report.event] for report in gold.reports]
    labelled, of = [], []
    for frame, claims in zip(frames, has.claims, strict=True):
        reports[frame] += 1
        known[frame] += bool(claims)
        labelled += [(has.events[one.key], one.situation) for one in claims]
        of += [frame for _ in claims]
    shares = list(zip(of, measures.shares(labelled), strict=True))
    rows = []
    for frame in sorted(reports):
        high = measures.mean([share[0] for kind, share in shares if kind == frame])
        low = measures.mean([share[1] for kind, share in shares if kind == frame])
        rows.append((frame, str(reports[frame]), str(known[frame]), _number(high), _number(low)))
    return Table("situations per frame", ("frame", "reports", "found", "B³ P", "B³ R"), tuple(rows))


def per_kind(gold: Gold, has: Found) -> Table:
    """Of each kind of article how many have their original's origin, or another one, and are called spun."""
    rows = []
    for kind in ("independent", *measures.COPIES):
        some = measures.of_kinds(gold, (kind,))
        right = sum(measures.is_traced(one, gold, has) for one in some)
        rows.append((kind, str(len(some)), str(right), str(sum(one in has.spun for one in some))))
    return Table("origins per kind", ("kind", "articles", "of the origin", "called spun"), tuple(rows))


def per_dispute(gold: Gold, has: Found) -> Table:
    """Of each kind of disagreement how many are planted, found, told and right."""
    rows = []
    for kind in measures.KINDS:
        planted = [one for one in gold.disputes if one.kind == kind]
        told = total(measures.node(one, gold, has) for one in has.disagreements if one.kind == kind)
        hits = sum(measures.is_found(one, gold, has) for one in planted)
        rows.append((kind, str(len(planted)), str(hits), str(told.right + told.wrong), str(told.right)))
    return Table("disagreements per kind", ("kind", "planted", "found", "told", "right"), tuple(rows))


def errors(gold: Gold, has: Found) -> Iterator[str]:
    """What is missed and wrong, a line each."""
    by_event: dict[str, list[tuple[str, GroundedClaim]]] = defaultdict(list)
    by_situation: dict[str, set[str]] = defaultdict(set)
    for report, claims in zip(gold.reports, has.claims, strict=True):
        words = gold.texts[report.article][report.start : report.end]
        if not claims:
            yield f"no claim: {gold.frames[report.event]} {report.article}: {words}"
        for one in claims:
            by_event[report.event].append((words, one))
            by_situation[one.situation].add(report.event)
    for event, told in by_event.items():
        if len({one.situation for _, one in told}) > 1:
            yield from (f"apart: {event} {_shown(one)}: {words}" for words, one in told)
    for situation, some in by_situation.items():
        if len(some) > 1:
            lines = [line for event in sorted(some) for line in by_event[event]]
            yield from (f"together: {_shown(one)}: {words}" for words, one in lines if one.situation == situation)
    for article in measures.of_kinds(gold, measures.COPIES):
        if not measures.is_traced(article, gold, has):
            original = gold.originals[article]
            yield f"not traced: {gold.kinds[article]} {article} of {original}: {has.origins.get(article)}"
    for article in measures.of_kinds(gold, ("independent",)):
        if measures.is_false(article, gold, has):
            yield f"falsely traced: {article}: {has.origins[article]}"
    for dispute in gold.disputes:
        if not measures.is_found(dispute, gold, has):
            yield f"not disputed: {dispute.kind} {dispute.event} {' '.join(dispute.articles)}"
    for node in has.disagreements:
        if node.kind in measures.KINDS and not measures.node(node, gold, has).right:
            sides = " ".join(_articles(side, has) for side in (node.affirming, node.opposing))
            yield f"disputed: {node.kind} {node.situation}: {sides}"


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"


def _articles(keys: Iterable[str], has: Found) -> str:
    return " ".join(sorted({has.articles[key] for key in keys}))


def _shown(one: GroundedClaim) -> str:
    roles = ", ".join(f"{filling.role}={filling.entity or filling.value}" for filling in one.fillings)
    return f"{one.situation} ({roles}; {one.time.edtf if one.time else ''})"
