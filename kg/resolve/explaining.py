"""Why a name is linked as it is: its candidates, their priors, the evidence, and what a NIL lacks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from kg.model import EntityType, NameCandidate, Record
from kg.resolve.evidence import SURE, Chain, Context, chains, context
from kg.resolve.kb import KnowledgeBase
from kg.resolve.linking import THRESHOLD, evidence, ranked
from kg.resolve.names import fold


@dataclass(frozen=True, slots=True)
class Weighed:
    """A candidate with its score and what it is made of, beside its prior."""

    candidate: NameCandidate
    score: float
    evidence: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """What a name was taken for in one place; ``linked`` is None for NIL, ``candidates`` are best first."""

    place: str
    forms: tuple[str, ...]
    kind: EntityType | None
    candidates: tuple[Weighed, ...]

    @property
    def linked(self) -> NameCandidate | None:
        """The candidate that the name is linked to."""
        best = self.candidates[0] if self.candidates else None
        return best.candidate if best is not None and best.score >= THRESHOLD else None

    @property
    def reason(self) -> str:
        """The decision in words."""
        if not self.candidates:
            return "NIL: nothing in the knowledge base bears this name"
        best = self.candidates[0]
        if self.linked is None:
            return f"NIL: {best.candidate.name} scores best, {best.score:.2f}, and {THRESHOLD:.2f} is needed"
        rival = self.candidates[1] if len(self.candidates) > 1 else None
        ahead = f", {rival.candidate.name} {rival.score:.2f}" if rival is not None else ""
        return f"linked to {best.candidate.name}: {best.score:.2f}{ahead}"


def alone(
    name: str, kb: KnowledgeBase, *, kind: EntityType | None = None, others: Collection[str] = (), country: str = ""
) -> Decision:
    """How a name taken for ``kind`` would be read in an article about ``country`` that names ``others`` too."""
    best = [next(iter(kb.lookup(other)), None) for other in others]
    keys = {one.key for one in best if one is not None and one.prior >= SURE}
    countries = {kb.country(key) for key in keys} | {country}
    around = Context(frozenset(map(fold, (name, *others))), frozenset(keys), frozenset(countries) - {""})
    chain = Chain("", 0, Counter([name]), Counter([kind] if kind else []), Counter(), ())
    return _decision("as asked", chain, around, kb)


def in_record(name: str, record: Record, kb: KnowledgeBase) -> Iterator[Decision]:
    """How each chain of an article that bears a name is read."""
    wanted = fold(name)
    bearing = [chain for chain in chains(record) if wanted in map(fold, chain.forms)]
    if bearing:
        around = context(record, kb)
        for chain in bearing:
            yield _decision(record.article.key, chain, around, kb)


def _decision(place: str, chain: Chain, around: Context, kb: KnowledgeBase) -> Decision:
    weighed = (
        Weighed(candidate, score, tuple(evidence(candidate, chain, around, kb)))
        for score, candidate in ranked(chain, around, kb)
    )
    return Decision(place, tuple(sorted(chain.forms)), chain.kind, tuple(weighed))
