"""Examples of open claims told right or wrong, from which their weights are fitted, and what the fit is worth.

Claims that readers judged (``reading/seed-*.yaml``, of the frame OpenEvent) are the measure: right, or right but for a
minor part. Beside them stand open claims on the lead events of the corpus, right where each of their main parties and
the polarity are gold's; they have a weight of their own while fitting, which is then left out. Where nothing is read,
there is no measure, and no weight. A claim that is read otherwise by now has no key any more, and counts no more.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import yaml

from kg.evaluate import corpus
from kg.evaluate.corpus.alike import Alike
from kg.evaluate.corpus.gold import Gold
from kg.evaluate.corpus.spans import within
from kg.evaluate.corpus.tallying import Tally, is_event_of
from kg.evaluate.corpus.values import Claim, LeadEvent
from kg.evaluate.extraction import Json, extracted, of_texts
from kg.evaluate.reliability import Judged
from kg.evaluate.report import Figure, measured
from kg.evaluate.scoring import Counts, precision
from kg.frames import OPEN
from kg.settings import Settings
from tests.eval.fitting import REAL, Example, features_of
from tests.eval.reading.drawing import Drawn

HERE = Path(__file__).parent
LEADS = "lead events"
MAIN = ("agent", "theme", "recipient")
Held = Sequence[tuple[Judged, Example]]


def examples(settings: Settings) -> list[Example]:
    """The open claims of the open folds of real news that readers or the corpus tell right or wrong, a reader first."""
    if not verdicts():
        return []
    gold = [one for one in corpus.read(HERE / "corpus") if one.real]
    given = of_texts({one.article.id: (one.article.text, one.article.title) for one in gold}, settings)
    found = {id: articles[0] for id, articles in extracted(given, settings=settings, cached=True).found.items()}
    read = list(_read(gold, found))
    known = {one.claim for one in read}
    tallies = corpus.tallies(gold, {id: (article,) for id, article in found.items()})
    of_leads = [one for tally in tallies for one in _of_leads(tally, found[tally.gold.article.id])]
    return [*read, *(one for one in of_leads if one.claim not in known)]


def verdicts() -> dict[str, str]:
    """What readers said of open claims, by the claim's key."""
    files = sorted((HERE / "reading").glob("seed-*.yaml"))
    entries = [entry for file in files for entry in yaml.safe_load(file.read_text("utf-8"))["verdicts"]]
    return {entry["claim"]: entry["verdict"] for entry in entries if entry["frame"] == OPEN}


def _read(gold: Sequence[Gold], found: Mapping[str, Json]) -> Iterator[Example]:
    said = verdicts()
    for one in gold:
        article = found[one.article.id]
        for claim in article["claims"]:
            verdict = said.get(Drawn(one.article.id, article, claim).key)
            if verdict is not None:
                yield _example(one, article, claim, right=verdict != "wrong", source=REAL)


def _of_leads(tally: Tally, article: Json) -> Iterator[Example]:
    gold = tally.gold.annotated
    events = [
        *(
            LeadEvent((one.trigger,), tuple(one.fillers()), one.polarity)
            for one in gold.claims
            if is_event_of(one.frame) and within(one.trigger, gold.lead)
        ),
        *gold.lead_events,
    ]
    alike = Alike(gold.text)
    for claim in tally.found.open_claims:
        there = [event for event in events if within(claim.trigger, event.predicate)]
        if there:
            right = any(_right(claim, event, alike) for event in there)
            yield _example(tally.gold, article, claim.told, right=right, source=LEADS)


def _right(claim: Claim, event: LeadEvent, alike: Alike) -> bool:
    main = [filler for role in MAIN for filler in claim.roles.get(role, ())]
    return claim.polarity == event.polarity and all(
        any(alike.place(party, filler) for party in event.parties) for filler in main
    )


def _example(gold: Gold, article: Json, claim: Json, *, right: bool, source: str) -> Example:
    return Example(
        features=features_of(article, claim),
        right=right,
        gold=source,
        fold=gold.fold,
        article=gold.article.id,
        asserted_event=claim["asserted"],
        claim=claim["id"],
    )


def figures(held: Held, floor: float) -> Iterator[Figure]:
    """How many of the claims that readers judged are right, and of those that the graph asserts, each held out."""
    for name, some in (
        ("open claims read: right", list(held)),
        ("open claims read: right, from the floor on", [pair for pair in held if pair[0].confidence >= floor]),
    ):
        if some:
            units: dict[str, Counts] = {}
            for one, example in some:
                seen = units.get(example.article, Counts())
                units[example.article] = seen + Counts(int(one.right), int(not one.right))
            yield measured(f"cross-validated: {name}", list(units.values()), precision)
