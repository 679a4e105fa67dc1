"""The figures of a corpus: each with its interval over articles, real text and our own apart, open and sealed apart."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.evaluate.corpus.articles import SOURCES
from kg.evaluate.corpus.chains import conll, f1
from kg.evaluate.corpus.gold import Gold
from kg.evaluate.corpus.tallying import Tally
from kg.evaluate.reliability import Judged
from kg.evaluate.reliability import figures as reliability
from kg.evaluate.report import Figure, measured
from kg.evaluate.scoring import Measure, bootstrap, precision, recall
from kg.evaluate.scoring import f1 as f1_of

# Real news first: what counts is text that nobody here wrote. The open folds may be read by those who write rules.
GROUPS: Mapping[str, Callable[[Gold], bool]] = {
    "real, open": lambda gold: gold.real and not gold.sealed,
    "real, sealed": lambda gold: gold.real and gold.sealed,
    "own, open": lambda gold: not gold.real and not gold.sealed,
    "own, sealed": lambda gold: not gold.real and gold.sealed,
}


@dataclass(frozen=True, slots=True)
class Spec:
    """A figure: its name, what of a tally it is made of, and how."""

    name: str
    counted: str
    measure: Measure = recall
    ceiling: bool = False
    gate: bool = False


def _all_three(name: str, counted: str, *, gates: str = "") -> tuple[Spec, ...]:
    """Recall, precision and F1; floors are kept of those that ``gates`` names."""
    measures = (("recall", recall), ("precision", precision), ("F1", f1_of))
    return tuple(Spec(f"{name} {told}", counted, measure, gate=told in gates) for told, measure in measures)


SPECS = (
    *_all_three("claims", "claims", gates="recall F1"),
    *_all_three("claims, all roles", "claims, all roles"),
    *_all_three("events", "events"),
    Spec("events recall, open claims too", "events, open too", gate=True),
    Spec("lead events found", "lead", gate=True),
    Spec("lead events found, typed", "lead, typed", gate=True),
    Spec("articles with no lead event found", "lead, none", ceiling=True, gate=True),
    Spec("claims, polarity aside, F1", "claims, polarity aside", f1_of),
    Spec("claims, place of pronouns enough, F1", "claims, place of pronouns", f1_of),
    Spec("claims, frame at the place, F1", "claims, frame at the place", f1_of),
    Spec("told under a near frame", "near"),
    Spec("asserted claims precision", "asserted, precision", precision),
    Spec("asserted claims recall", "asserted, recall"),
    Spec("asserted events precision", "asserted events, precision", precision, gate=True),
    Spec("asserted events recall", "asserted events, recall"),
    Spec("flips", "flips", ceiling=True, gate=True),
    Spec("traps fallen into", "traps", ceiling=True, gate=True),
    Spec("polarity agrees", "polarity"),
    Spec("certainty agrees", "certainty"),
    Spec("actuality agrees", "actuality"),
    Spec("holder agrees", "holder"),
    Spec("time agrees", "time"),
    *_all_three("attributions (overlap .3)", "attributions 0.3", gates="F1"),
    *_all_three("attributions (overlap .8)", "attributions 0.8"),
    Spec("attributions with a cue, recall", "attributions with cue"),
    Spec("attributions without a cue, recall", "attributions without cue"),
    Spec("attribution source agrees", "source"),
    Spec("attribution cue agrees", "cue"),
    Spec("attribution mode agrees", "mode"),
    *_all_three("names", "names"),
    *_all_three("names with type", "names with type"),
    Spec("linking precision", "linking", precision),
    Spec("linking recall of what the base holds", "linking"),
)
CHAINS = ("MUC", "B³", "CEAFe")


def of(tallies: Sequence[Tally]) -> Iterator[Figure]:
    """All figures of all groups, and F1 of claims by source; a group without an article has none."""
    for group, belongs in GROUPS.items():
        some = [one for one in tallies if belongs(one.gold)]
        if some:
            yield from _of_group(group, some)
    for source in SOURCES:
        for fold, sealed in (("open", False), ("sealed", True)):
            some = [one for one in tallies if one.gold.article.source == source and one.gold.sealed is sealed]
            if some:
                yield measured(f"{source}, {fold}: claims F1", [one.counts["claims"] for one in some], f1_of)


def _of_group(group: str, some: Sequence[Tally]) -> Iterator[Figure]:
    for spec in SPECS:
        units = [one.counts[spec.counted] for one in some if spec.counted in one.counts]
        name = f"{group}: {spec.name}"
        gate = spec.gate and not any(one.gold.sealed for one in some)
        yield measured(name, units, spec.measure, ceiling=spec.ceiling, gate=gate)
    yield from _of_chains(group, some)
    for figure in reliability(judged(some)):
        yield replace(figure, name=f"{group}: {figure.name}")


def _of_chains(group: str, some: Sequence[Tally]) -> Iterator[Figure]:
    rows = [one.ratios for one in some if one.ratios is not None]
    sums = [sum(column) for column in zip(*rows, strict=True)]
    of = f"chains of {len(rows)} articles"
    measures = [
        ("chains CoNLL F1", conll),
        *((f"chains {name} F1", _third(index)) for index, name in enumerate(CHAINS)),
    ]
    for name, measure in measures:
        low, high = bootstrap(rows, measure) or (None, None)
        yield Figure(f"{group}: {name}", measure(sums) if rows else None, of, low, high)


def _third(index: int) -> Callable[[Sequence[float]], float]:
    return lambda ratios: f1(ratios[4 * index : 4 * index + 4])


def judged(some: Sequence[Tally]) -> list[Judged]:
    """The found claims that gold tells right or wrong: all but states told again."""
    found = []
    for one in some:
        true = {id(pair.found) for pair in one.matched.pairs if pair.true}
        repeated = {id(claim) for claim in one.matched.repeats}
        found += [
            Judged(one.gold.article.id, claim.told, id(claim) in true)
            for claim in one.found.claims
            if id(claim) not in repeated
        ]
    return found
