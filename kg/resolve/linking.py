"""Which entry of the knowledge base a chain of mentions is, or that it is none (NIL)."""

from __future__ import annotations

from collections.abc import Iterator

from kg.model import ORGANIZATION_TYPES, EntityType, NameCandidate
from kg.resolve.evidence import GOODS, Chain, Context
from kg.resolve.kb import KnowledgeBase
from kg.resolve.names import acronym, fold

# A score is a prior moved by evidence; the steps were chosen so that a sure name (0.95) outlives one wrong type, an
# even one (0.5) needs the right type, and a common word (0.35) needs its owner or its full name in the article.
THRESHOLD = 0.5
FULL_NAME = 0.35
OWNER = 0.25
COUNTRY, FOREIGN = 0.15, -0.1
SAME_TYPE, CHOSEN = 0.1, 0.1
UNSURE = 0.8  # a country elsewhere counts against a name below this prior only


def link(chain: Chain, context: Context, kb: KnowledgeBase) -> NameCandidate | None:
    """The entry a chain refers to, or None where nothing in the knowledge base scores enough."""
    best = next(iter(ranked(chain, context, kb)), None)
    return best[1] if best is not None and best[0] >= THRESHOLD else None


def score(candidate: NameCandidate, chain: Chain, context: Context, kb: KnowledgeBase) -> float:
    """Prior and evidence together; no probability, but 0.5 and more links."""
    return round(candidate.prior + sum(weight for _, weight in evidence(candidate, chain, context, kb)), 6)


def evidence(
    candidate: NameCandidate, chain: Chain, context: Context, kb: KnowledgeBase
) -> Iterator[tuple[str, float]]:
    """What speaks for a candidate (above zero) and against it, in words, with what each adds to its prior."""
    if agreement := _agreement(candidate.type, chain.kind):
        yield f"taken for a {chain.kind}", agreement
    full = fold(candidate.name)
    if " " in full and full in context.names and full not in map(fold, chain.forms):
        yield "full name in the article", FULL_NAME
    if {candidate.provider, candidate.part_of} & context.keys:
        yield "owner in the article", OWNER
    country = kb.country(candidate.key)
    if country and context.countries:
        if country in context.countries:
            yield f"article about {country}", COUNTRY
        elif candidate.prior < UNSURE:
            yield f"article not about {country}", FOREIGN
    if candidate.key in chain.hints:
        yield "chosen where it is named", CHOSEN


def ranked(chain: Chain, context: Context, kb: KnowledgeBase) -> list[tuple[float, NameCandidate]]:
    """Every candidate with its score, best first."""
    scored = [(score(candidate, chain, context, kb), candidate) for candidate in _candidates(chain, kb)]
    return sorted(scored, key=lambda pair: (pair[0], pair[1].prior, pair[1].key), reverse=True)


def _candidates(chain: Chain, kb: KnowledgeBase) -> list[NameCandidate]:
    """What the chain's names may be: all that its fullest name may be, else what a part of that name may be."""
    fullest = chain.fullest()
    if not fullest:
        return _spoken(chain, kb)
    found = list(kb.lookup(fullest))
    if chain.kind is EntityType.PERSON:
        found += [one for form in sorted(chain.forms) for one in kb.persons(form)]
    if found or chain.kind is EntityType.PERSON:
        return _with_variants(found, chain, kb)
    words = fold(fullest).split()
    for form in sorted(chain.forms):
        parts = fold(form).split()
        if form != fullest and not acronym(form) and words[: len(parts)] == parts:
            found += kb.lookup(form)
    return _with_variants(found, chain, kb)


def _with_variants(found: list[NameCandidate], chain: Chain, kb: KnowledgeBase) -> list[NameCandidate]:
    """Each candidate once, with the best prior any of the chain's forms gives it."""
    best = {candidate.key: candidate for candidate in reversed(found)}
    for form in sorted(chain.forms):
        for candidate in kb.lookup(form):
            if candidate.key in best and best[candidate.key].prior < candidate.prior:
                best[candidate.key] = candidate
    return sorted(best.values(), key=lambda candidate: candidate.key)


def _spoken(chain: Chain, kb: KnowledgeBase) -> list[NameCandidate]:
    """Technologies that a chain without a name is about ("its face recognition software")."""
    spoken = sorted({mention.name for mention in chain.nominals if mention.name})
    found = [candidate for name in spoken for candidate in kb.lookup(name)]
    return [candidate for candidate in found if candidate.type is EntityType.TECHNOLOGY and chain.kind in GOODS]


def _agreement(known: EntityType, taken: EntityType | None) -> float:
    """What the type a name was taken for adds to or takes from a candidate's score."""
    if taken is None or known is taken:
        return SAME_TYPE if known is taken else 0.0
    if {known, taken} <= ORGANIZATION_TYPES or {known, taken} <= GOODS:
        return 0.0
    if EntityType.PERSON in (known, taken):
        return -0.35
    return -0.3 if known in GOODS or taken in GOODS else -0.25
