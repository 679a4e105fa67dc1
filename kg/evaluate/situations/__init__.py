"""Gold of planted events that many articles report: which claims are of one, whose reporting it is, what is disputed.

``gold`` reads it, ``found`` builds one graph of its articles, ``measures`` counts what that has of it,
``telling`` lists it.
"""

from __future__ import annotations

from kg.evaluate.report import Report
from kg.evaluate.situations import measures, telling
from kg.evaluate.situations.found import Found, found, fused
from kg.evaluate.situations.gold import Gold, is_situations, read

__all__ = ["Found", "Gold", "found", "fused", "is_situations", "read", "score"]

NOTES = (
    "claims found: those with their trigger in the span of a report, of the frame of its event",
    "B³ over claims found; end to end over reports, by the first claim of each, one without being in no situation",
    "links: of an event, pairs of originals with claims in one situation and not of one origin; two of one original, "
    "or of two events, are wrong; recall of pairs of which both have a claim, end to end of all",
    "traced: a copy, rewrite or spun page that has the origin of its original; false: an independent report that has "
    "another's",
    "a disagreement is found, or right, where its two articles, or copies of them, stand on either side of one of its "
    "kind and event; certainty is not counted",
)


def score(gold: Gold, has: Found) -> Report:
    """How far situations, origins and disagreements are those that were planted."""
    return Report(
        str(gold.path),
        "situations",
        (
            *measures.bcubed(gold, has),
            *measures.links(gold, has),
            *measures.traced(gold, has),
            *measures.disagreements(gold, has),
        ),
        (telling.per_frame(gold, has), telling.per_kind(gold, has), telling.per_dispute(gold, has)),
        NOTES,
        tuple(telling.errors(gold, has)),
    )
