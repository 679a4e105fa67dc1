"""Logistic regression on claims told right or wrong, typed and open: what ``calibration`` and ``open_claims`` share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from kg.confidence import LEAST, MOST, Filler, features, no_likelier, open_features
from kg.evaluate.extraction import Json
from kg.evaluate.reliability import Judged
from kg.frames import OPEN, frames

PENALTY = 2.0  # pulls a weight with few examples to nothing; 1 to 4 give the same held-out log loss to two digits
AVERAGES = ("always", "open always")
REAL = "real news"  # whose measure confidence has


@dataclass(frozen=True, slots=True)
class Example:
    """A claim with its features, whether it is right, what text it is of, in which fold and article, and its IRI."""

    features: Mapping[str, float]
    right: bool
    gold: str
    fold: str
    article: str
    asserted_event: bool
    claim: str = ""


def fit(examples: Sequence[Example]) -> dict[str, float]:
    """The weight of each feature; ``gold NAME`` is how much milder than real news that gold is."""
    rows = [_with_gold(one) for one in examples]
    names = sorted({name for row in rows for name in row})
    matrix = np.array([[row.get(name, 0.0) for name in names] for row in rows])
    target = np.array([float(one.right) for one in examples])
    penalty = np.diag([0.01 if name in AVERAGES or name.startswith("gold ") else PENALTY for name in names])
    weights = np.zeros(len(names))
    for _ in range(50):  # a dozen steps are enough
        share = 1 / (1 + np.exp(-matrix @ weights))
        gradient = matrix.T @ (target - share) - penalty @ weights
        hessian = (matrix * (share * (1 - share))[:, None]).T @ matrix + penalty
        step = np.linalg.solve(hessian, gradient)
        weights += step
        if np.abs(step).max() < 1e-9:
            break
    return dict(zip(names, (float(weight) for weight in weights), strict=True))


def _with_gold(one: Example) -> dict[str, float]:
    return {**one.features, **({} if one.gold == REAL else {f"gold {one.gold}": 1.0})}


def judged_by(one: Example, weights: Mapping[str, float]) -> Judged:
    """What weights say of a claim, by the measure of real news, to two digits."""
    score = sum(weights.get(name, 0.0) * value for name, value in one.features.items())
    confidence = round(min(max(1 / (1 + float(np.exp(-score))), LEAST), MOST), 2)
    sureness = 1 / (1 + float(np.exp(-one.features.get("sureness", one.features.get("open sureness", 0.0)))))
    return Judged(one.article, {"confidence": no_likelier(confidence, sureness)}, one.right)


def features_of(article: Json, claim: Json) -> dict[str, float]:
    """The features of a claim as ``kg extract`` prints it: the same that it had when it was made."""
    kinds = {(mention["start"], mention["end"]): mention["kind"] for mention in article["mentions"]}
    types = {entity["id"]: entity["type"] for entity in article["entities"]}
    roles = frames()[claim["frame"]].roles if claim["frame"] in frames() else {}
    fillers = [
        Filler(
            text=role["text"],
            kind=kinds.get((role["start"], role["end"])),
            fitting=role["role"] in roles and types.get(role["entity"]) in roles[role["role"]].types,
        )
        for role in claim["roles"]
    ]
    stance = (claim["polarity"], claim["certainty"], claim["actuality"])
    held, trigger = bool(claim["attribution"]), claim["trigger"]["start"]
    if claim["frame"] == OPEN:
        return open_features(
            predicate=claim["predicate"],
            rule=claim["rule"],
            sureness=claim["sureness"],
            fillers=fillers,
            stance=stance,
            held=held,
            trigger=trigger,
            roles={role["role"]: role["start"] for role in claim["roles"]},
        )
    return features(
        frame=claim["frame"],
        extractor=claim["extractor"],
        sureness=claim["sureness"],
        fillers=fillers,
        stance=stance,
        held=held,
        trigger=trigger,
        places=[role["start"] for role in claim["roles"]],
    )
