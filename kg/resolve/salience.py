"""Which earlier chain a mention most likely points back to: what is near, what grammar puts first."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from kg.model import Mention
from kg.resolve.chains import Chains

SUBJECT = frozenset({"nsubj", "nsubjpass", "ROOT"})
# Points by grammar, lower is nearer; a sentence back costs as much as losing subjecthood (Lappin and Leass 1994 weigh
# them alike).
SENTENCE = SUBJECTHOOD = 2.0
QUOTED = 1.0  # what a quotation speaks of is seldom what the text around it goes on about
NAMELESS = 1.0  # a chain that has no name yet is seldom what a text is about
TOLD, OFTEN = 0.15, 6  # what each earlier mention takes off, and of how many at most
# Of two antecedents closer to each other than this, neither is taken: about the difference between object and subject.
MARGIN = 0.75


def nearby(chains: Chains, i: int, window: int) -> dict[int, int]:
    """Chains with a mention before ``i``, at most ``window`` sentences back: root → its last one there.

    Chains of phrases that ``i`` stands in are left out: "its" is never "its new software".
    """
    mention = chains.mentions[i]
    found: dict[int, int] = {}
    for j in range(i - 1, -1, -1):
        other = chains.mentions[j]
        if mention.sentence - other.sentence > window:
            break
        if not other.span.covers(mention.span) and other.span.end <= mention.span.start:
            found.setdefault(chains.root(j), j)
    for j in range(i, -1, -1):  # i within i
        if chains.mentions[j].span.end <= mention.span.start and mention.sentence - chains.mentions[j].sentence > 0:
            break
        if j != i and chains.mentions[j].span.covers(mention.span):
            found.pop(chains.root(j), None)
    return found


def distance(chains: Chains, i: int, j: int) -> float:
    """How far mention ``j`` is from being the antecedent of ``i``."""
    mention, other = chains.mentions[i], chains.mentions[j]
    cost = SENTENCE * (mention.sentence - other.sentence)
    members = chains.members(j)
    best = SUBJECTHOOD
    for position in range(bisect_right(members, j) - 1, -1, -1):  # the chain's mentions in the sentence of ``j``
        member = chains.mentions[members[position]]
        if member.sentence != other.sentence:
            break
        best = min(best, _grammar(member))
    earlier = bisect_left(members, i)
    named = NAMELESS * (not chains.of(j).named)
    quoted = QUOTED * (other.quoted is not None and other.quoted != mention.quoted)
    return cost + quoted + named + best - TOLD * min(earlier, OFTEN) + (mention.span.start - other.span.end) / 1000


def _grammar(mention: Mention) -> float:
    if mention.function in SUBJECT:
        return 0.0
    if mention.function in ("poss", "compound", "nmod"):
        return 0.6 * SUBJECTHOOD
    # what stands in a list is as prominent as the list's first
    return {"dobj": 0.7, "conj": 0.05, "appos": 0.5}.get(mention.function, 0.9) * SUBJECTHOOD


def nearest(costs: dict[int, float], *, margin: float = MARGIN) -> int | None:
    """The cheapest, where the next is dearer by the margin."""
    ordered = sorted(costs.items(), key=lambda item: (item[1], item[0]))
    if not ordered:
        return None
    if len(ordered) > 1 and ordered[1][1] - ordered[0][1] < margin:
        return None
    return ordered[0][0]


def clause_subject(chains: Chains, i: int) -> int | None:
    """The nearest subject before the mention in its sentence."""
    mention = chains.mentions[i]
    for j in range(i - 1, -1, -1):
        other = chains.mentions[j]
        if other.sentence != mention.sentence:
            break
        if other.function in SUBJECT and other.span.end <= mention.span.start:
            return j
    return None


def same_head(chains: Chains, i: int, window: int = 8) -> int | None:
    """The last chain with a nominal of the same head noun."""
    mention = chains.mentions[i]
    for root, j in nearby(chains, i, window).items():
        if (mention.head, mention.plural) in chains.of(root).heads and chains.compatible(root, i):
            return j
    return None
