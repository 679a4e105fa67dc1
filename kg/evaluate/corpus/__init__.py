"""A corpus annotated exhaustively, in folds: a folder of standoff, of which the sealed fold is scored and never told.

``gold`` and ``found`` read the two sides into one form (``values``), ``matching`` pairs their claims, ``tallying``
counts an article, ``figures`` and ``tables`` tell it all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from kg.evaluate import reliability
from kg.evaluate.corpus import figures, tables
from kg.evaluate.corpus.found import extracted, nothing
from kg.evaluate.corpus.gold import SEALED, Gold, is_corpus, read
from kg.evaluate.corpus.tallying import Tally, tally
from kg.evaluate.corpus.values import Annotated, Json
from kg.evaluate.matching import Known, unknown
from kg.evaluate.report import Report

__all__ = ["SEALED", "Gold", "is_corpus", "read", "score", "tallies"]

NOTES = (
    "right: one frame, the main roles and polarity (of a pledge direction); main: the roles that the frame requires, "
    "else its first two; of several parties two",
    "a filler is right where each span holds the other's head or, of three words on, they share half of these; a "
    "pronoun or a description has to be known as the one that gold names",
    "each claim is used once, by the best assignment; a claim told twice is wrong once, a state told again is neither",
    "told as a fact: affirmed, certain, actual and the article's own (of a speech act: the performer's), whatever the "
    "graph asserts; right to a reader: not told as a fact where gold has none, and an unresolved pronoun is a minor "
    "fault, as in tests/eval/reading",
    "asserted: what the graph asserts, at the floor of the run",
    "events: all frames but states and Statement, which attributions measure",
    "events recall, open claims too: an open claim on the event's words has its main parties, in whatever roles",
    "lead events: of headline and first two sentences, found typed or by a claim on their words (open, of their frame "
    "or of a near one) with a party and the polarity; typed: one of a frame by its right claim, one that no frame "
    "covers by any on its predicate",
    "names: of mentions, where they are annotated; GUM knows people, organizations and places only",
    "chains: with a name and two mentions; MUC, B³, CEAFe and their mean as in Pradhan et al. (2014)",
    "linking: named mentions that GUM links, by what the knowledge base has under that title",
    "open folds are read by those who write rules, the sealed one by nobody: of it totals only; intervals by article",
)


def tallies(gold: Sequence[Gold], found_in: Mapping[str, Sequence[Json]], *, known: Known = unknown) -> list[Tally]:
    """The counts of each article; ``found_in`` are extracted articles by id, ``known`` is what a name means."""
    return [tally(one, _found(one, found_in.get(one.article.id, ())), known) for one in gold]


def score(
    path: Path,
    gold: Sequence[Gold],
    found_in: Mapping[str, Sequence[Json]],
    *,
    known: Known = unknown,
    predicates: bool = False,
) -> Report:
    """The report on a corpus; ``predicates`` adds a count of open ones."""
    told = tallies(gold, found_in, known=known)
    real = [one for one in tables.readable(told) if one.gold.real]
    return Report(
        str(path),
        "corpus",
        tuple(figures.of(told)),
        (
            *tables.tables(told),
            reliability.table(figures.judged(real)),
            *([tables.predicates(told)] if predicates else ()),
        ),
        NOTES,
        tuple(tables.errors(told)),
    )


def _found(gold: Gold, articles: Sequence[Json]) -> Annotated:
    if not articles:
        return nothing(gold.article.id, gold.article.text)
    return extracted(gold.article.id, articles[0])
