"""Confidence that means something: of a hundred claims marked .8, a careful reader finds about eighty right.

A logistic model over a dozen plain features of a claim: the mark that its rule gave it, its frame and extractor, what
its fillers are (names, descriptions, pronouns), how far from the trigger they stand, its stance. The weights are in
``confidence.toml``, which ``make confidence`` fits on development data (``tests/eval/calibration.py`` says how); a
feature without a weight, such as a frame that is new, counts nothing, which leaves the average of the others.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from math import exp, log

from kg.model import Claim, MentionKind

LEAST, MOST = 0.05, 0.98  # the data are too few to be surer than that
FAR = 60  # characters between trigger and filler, about ten words: beyond, something else stands between


def confidence(claim: Claim, kinds: Sequence[MentionKind | None]) -> float:
    """How likely the claim is right, to two digits; ``kinds`` are those of the mentions that fill its roles."""
    return probability(
        features(
            frame=claim.frame,
            extractor=claim.extractor,
            sureness=claim.confidence,
            kinds=[kind and kind.value for kind in kinds],
            stance=(claim.polarity.value, claim.certainty.value, claim.actuality.value),
            held=bool(claim.attribution),
            trigger=claim.trigger.start,
            places=[filling.span.start for filling in claim.roles],
        )
    )


def features(
    *,
    frame: str,
    extractor: str,
    sureness: float,
    kinds: Sequence[str | None],
    stance: tuple[str, str, str],
    held: bool,
    trigger: int,
    places: Sequence[int],
) -> dict[str, float]:
    """The features by name, those that are 0 left out. Plain values, so that what was printed can be fitted on too."""
    polarity, certainty, actuality = stance
    sure = min(max(sureness, LEAST), MOST)
    found = {
        "always": 1.0,
        "sureness": log(sure / (1 - sure)),
        f"frame {frame}": 1.0,
        f"by {extractor.partition('.')[0]}": 1.0,
        "pronoun": float(kinds.count("pronoun")),
        "description": float(kinds.count("nominal")),
        "one role": float(len(places) < 2),
        "far": float(any(abs(place - trigger) > FAR for place in places)),
        "negated": float(polarity == "negated"),
        "unknown": float(polarity == "unknown"),
        "uncertain": float(certainty != "certain"),
        "not actual": float(actuality != "actual"),
        "held": float(held),
    }
    return {name: value for name, value in found.items() if value}


def probability(found: Mapping[str, float]) -> float:
    """What the shipped weights make of some features."""
    score = sum(_weights().get(name, 0.0) * value for name, value in found.items())
    return round(min(max(1 / (1 + exp(-score)), LEAST), MOST), 2)


@cache
def _weights() -> Mapping[str, float]:
    text = (files("kg") / "confidence.toml").read_text("utf-8")
    weights: Mapping[str, float] = tomllib.loads(text)["weights"]
    return weights
