"""What a graph has of planted events, counted."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from kg.evaluate.report import Figure, measured
from kg.evaluate.scoring import Counts, precision
from kg.evaluate.situations.found import Found
from kg.evaluate.situations.gold import Dispute, Gold
from kg.model import Disagreement

KINDS = ("polarity", "number", "date", "party")
COPIES = ("copy", "rewrite", "spun")

Link = tuple[str, str, str, str]  # the events of two claims, and the originals of their articles


def bcubed(gold: Gold, has: Found) -> Iterator[Figure]:
    """B³ of situations, over claims found and end to end (Bagga and Baldwin, 1998)."""
    labelled = [(has.events[one.key], one.situation) for claims in has.claims for one in claims]
    by_claim = shares(labelled)
    several = f"{len(labelled):,} claims"
    high, low = mean([share[0] for share in by_claim]), mean([share[1] for share in by_claim])
    yield Figure("B³ precision", high, several)
    yield Figure("B³ recall", low, several)
    yield Figure("B³ F1", _harmonic(high, low), several, gate=True)
    firsts = [(claims[0].situation if claims else None) for claims in has.claims]
    told = [
        (report.event, situation or f"none {n}")
        for n, (report, situation) in enumerate(zip(gold.reports, firsts, strict=True))
    ]
    by_report = shares(told)
    high = mean([share[0] for share, situation in zip(by_report, firsts, strict=True) if situation])
    low = mean([share[1] if situation else 0.0 for share, situation in zip(by_report, firsts, strict=True)])
    yield Figure("reports found", mean([1.0 if situation else 0.0 for situation in firsts]), f"of {len(firsts):,}")
    yield Figure("B³ F1, end to end", _harmonic(high, low), f"{len(firsts):,} reports", gate=True)


def links(gold: Gold, has: Found) -> Iterator[Figure]:
    """Links between independent origins: what corroboration is counted from."""
    made = _links_made(gold, has)
    right = {link for link in made if _independent(link)}
    originals: dict[str, dict[str, bool]] = defaultdict(dict)
    for report, claims in zip(gold.reports, has.claims, strict=True):
        known = originals[report.event]
        original = gold.originals[report.article]
        known[original] = known.get(original, False) or bool(claims)
    wanted = {(event, event, *pair) for event, known in originals.items() for pair in combinations(sorted(known), 2)}
    possible = {link for link in wanted if all(originals[link[0]][original] for original in link[2:])}
    yield measured("links precision", [_verdict(link in right) for link in sorted(made)], precision, gate=True)
    yield measured("links recall", [_hit(link in right) for link in sorted(possible)], gate=True)
    yield measured("links recall, end to end", [_hit(link in right) for link in sorted(wanted)])


def traced(gold: Gold, has: Found) -> Iterator[Figure]:
    """Copies that hang on their original, independent reports that hang on another's, honest copies called spun."""
    yield measured("copies traced", [_hit(is_traced(one, gold, has)) for one in of_kinds(gold, COPIES)], gate=True)
    alone = of_kinds(gold, ("independent",))
    yield measured("copies false", [_hit(is_false(one, gold, has)) for one in alone], ceiling=True, gate=True)
    honest = of_kinds(gold, ("independent", "copy", "rewrite"))
    yield measured("called spun falsely", [_hit(one in has.spun) for one in honest], ceiling=True, gate=True)


def disagreements(gold: Gold, has: Found) -> Iterator[Figure]:
    """Disputes that are found, and disagreements that are disputes."""
    yield measured("disagreements recall", [_hit(is_found(one, gold, has)) for one in gold.disputes], gate=True)
    nodes = [node(one, gold, has) for one in has.disagreements if one.kind in KINDS]
    yield measured("disagreements precision", nodes, precision, gate=True)


def _links_made(gold: Gold, has: Found) -> set[Link]:
    members: dict[str, list[str]] = defaultdict(list)
    for claims in has.claims:
        for claim in claims:
            members[claim.situation].append(claim.key)
    found: set[Link] = set()
    for keys in members.values():
        for one, other in combinations(keys, 2):
            a, b = has.articles[one], has.articles[other]
            if a != b and has.origins[a] != has.origins[b]:
                (e, x), (f, y) = sorted(((has.events[one], gold.originals[a]), (has.events[other], gold.originals[b])))
                found.add((e, f, x, y))
    return found


def _independent(link: Link) -> bool:
    event, other, original, its = link
    return event == other and original != its


def is_traced(article: str, gold: Gold, has: Found) -> bool:
    return article in has.origins and has.origins[article] == has.origins.get(gold.originals[article])


def is_false(article: str, gold: Gold, has: Found) -> bool:
    """Whether an independent report has the origin of another report, or of what goes back to one."""
    return article in has.origins and gold.originals.get(has.origins[article]) not in (None, article)


def of_kinds(gold: Gold, kinds: Sequence[str]) -> list[str]:
    return [article for article, kind in gold.kinds.items() if kind in kinds]


def is_found(dispute: Dispute, gold: Gold, has: Found) -> bool:
    return any(one.kind == dispute.kind and _at_odds(one, dispute, gold, has) for one in has.disagreements)


def node(one: Disagreement, gold: Gold, has: Found) -> Counts:
    right = any(one.kind == dispute.kind and _at_odds(one, dispute, gold, has) for dispute in gold.disputes)
    return _verdict(right)


def _at_odds(one: Disagreement, dispute: Dispute, gold: Gold, has: Found) -> bool:
    """Whether a disagreement is over the event of a dispute, and its articles stand on either side."""
    sides = [
        {gold.originals[has.articles[key]] for key in side if has.events.get(key) == dispute.event}
        for side in (one.affirming, one.opposing)
    ]
    a, b = (gold.originals[article] for article in dispute.articles)
    return (a in sides[0] and b in sides[1]) or (b in sides[0] and a in sides[1])


def shares(labelled: Sequence[tuple[str, str]]) -> list[tuple[float, float]]:
    """Precision and recall of each item, given its label and its cluster."""
    both = Counter(labelled)
    labels = Counter(label for label, _ in labelled)
    clusters = Counter(cluster for _, cluster in labelled)
    return [(both[one] / clusters[one[1]], both[one] / labels[one[0]]) for one in labelled]


def _verdict(right: bool) -> Counts:
    return Counts(int(right), int(not right))


def _hit(right: bool) -> Counts:
    return Counts(int(right), 0, int(not right))


def mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None


def _harmonic(one: float | None, other: float | None) -> float | None:
    return 2 * one * other / (one + other) if one and other else None
