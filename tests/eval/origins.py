"""Whether origins make a situation surer together, or the best claim alone counts: ``python -m tests.eval.origins``.

The articles of open real news are fused as one, so that situations have several origins. Each claim has the confidence
that a fit without its fold gives it, each fold the floor that the others give; what is asserted from there on is told
for both rules. The graph's is the second: the first has not been measured to be better.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import prod
from pathlib import Path

from kg import pipeline, rdf
from kg.evaluate import corpus
from kg.evaluate.corpus.tallying import is_event_of
from kg.evaluate.extraction import of_texts
from kg.evaluate.report import Figure, shown
from kg.model import Fusion, Situation
from kg.settings import Settings
from tests.eval import calibration
from tests.eval.calibration import Held

RULES = ("of all origins together", "of its best claim")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.eval.origins", description=__doc__)
    parser.add_argument("--data", type=Path, default=Path(tempfile.gettempdir()) / "reading-data")
    settings = Settings(data=parser.parse_args().data, confidence_floor=0.0)
    held = list(calibration.held_out(list(calibration.examples_of(settings, sealed=False))))
    fusion = _fused(settings)
    several = [one for one in _events(fusion) if len(one.origins) > 1]
    print(f"{len(_events(fusion))} events could be asserted, {len(several)} of them by several origins")
    for rule, best_alone in zip(RULES, (False, True), strict=True):
        told = surer(fusion, held, settings.base, best_alone=best_alone)
        print(f"{rule}, from a floor chosen without the fold on: {shown(nested(told))}")


def surer(fusion: Fusion, held: Held, base: str, *, best_alone: bool) -> Held:
    """The claims of events that could be asserted, each as sure as its situation is."""
    by_claim = {example.claim: (one, example) for one, example in held}
    found = []
    for situation in _events(fusion):
        pairs = {key: by_claim.get(rdf.claim_iri(base, key).value) for key in situation.claims}
        kept = {key: pair for key, pair in pairs.items() if pair is not None and pair[1].asserted_event}
        if kept:
            best = _best(fusion, {key: pair[0].confidence for key, pair in kept.items()})
            alone = max(best.values())
            together = 1 - prod(1 - best.get(origin, 0.0) for origin in situation.origins)
            sure = round(alone if best_alone else max(alone, together), 2)
            found += [(replace(one, claim={"confidence": sure}), example) for one, example in kept.values()]
    return found


def nested(told: Held) -> Figure:
    """What is right from a floor on that the other folds give."""
    return calibration.at("", told, calibration.floors(told).__getitem__)


def _events(fusion: Fusion) -> Sequence[Situation]:
    return [one for one in fusion.situations if one.asserted and is_event_of(one.frame)]


def _best(fusion: Fusion, confidences: Mapping[str, float]) -> dict[str, float]:
    """Of each origin the confidence of its surest claim."""
    best: dict[str, float] = {}
    for one in fusion.claims:
        if one.key in confidences:
            origin = fusion.origins[one.article].article
            best[origin] = max(best.get(origin, 0.0), confidences[one.key])
    return best


def _fused(settings: Settings) -> Fusion:
    gold = [one for one in corpus.read(calibration.CORPUS) if one.real]
    given = of_texts({one.article.id: (one.article.text, one.article.title) for one in gold}, settings)
    articles = [article for some in given.articles.values() for article in some]
    records = list(pipeline.extract(articles, settings=settings, cached=True, fail=lambda *_: None))
    return pipeline.fused(records, settings=settings)


if __name__ == "__main__":
    main()
