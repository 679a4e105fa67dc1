"""Confidence that means something: of a hundred claims of real news marked .8, about eighty are right.

A logistic model over a dozen plain features of a claim: the mark that its rule gave it, its frame and extractor, what
its fillers are (names, descriptions, pronouns; entities that the role is for), how far from the trigger they stand,
its stance. The weights are in ``confidence.toml``, which ``make confidence`` fits on the open folds of the corpus
(``tests/eval/calibration.py`` says how); a feature without a weight, such as a frame that is new, counts nothing, which
leaves the average of the others. There too is the floor below which no situation is asserted.

Open claims have weights of their own, named ``open …``: no frame says what may fill their roles, so they go wrong in
other ways. They are fitted on claims that readers judged and on lead events (``tests/eval/open_claims.py``); without
them an open claim is weighed by the features that it shares with others.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp, log
from typing import Any

from kg.model import Claim

LEAST, MOST = 0.05, 0.98  # the data are too few to be surer than that
EVEN = 0.5  # a mark below: the rule itself holds its claim for less likely right than not
FAR = 60  # characters between trigger and filler, about ten words: beyond, something else stands between
# Who speaks of himself: whom that means is told by what is quoted, and often not at all.
SPEAKERS = frozenset("i me my mine we us our ours you your".split())
# What they mean is right about one time in two where no role says what may fill it.
THINGS = frozenset("it its they them their this that these those which".split())
# Roles of an open claim that no preposition names.
GENERAL = frozenset({"agent", "theme", "recipient", "amount", "place"})


@dataclass(frozen=True, slots=True)
class Filler:
    """What fills a role: its words, the kind of mention it is, if one, and whether it is an entity the role is for."""

    text: str
    kind: str | None = None
    fitting: bool = False


def confidence(claim: Claim, fillers: Sequence[Filler]) -> float:
    """How likely the claim is right, to two digits; ``fillers`` are those of its roles, in their order.

    What its own rule gives less than even odds, such as a figure of which nothing tells whose it is, is no likelier.
    """
    found = probability(
        features(
            frame=claim.frame,
            extractor=claim.extractor,
            sureness=claim.confidence,
            fillers=fillers,
            stance=(claim.polarity.value, claim.certainty.value, claim.actuality.value),
            held=bool(claim.attribution),
            trigger=claim.trigger.start,
            places=[filling.span.start for filling in claim.roles],
        )
        if claim.predicate is None or "open always" not in _weights()
        else open_features(
            predicate=claim.predicate,
            rule=claim.rule,
            sureness=claim.confidence,
            fillers=fillers,
            stance=(claim.polarity.value, claim.certainty.value, claim.actuality.value),
            held=bool(claim.attribution),
            trigger=claim.trigger.start,
            roles={filling.role: filling.span.start for filling in claim.roles},
        )
    )
    return no_likelier(found, claim.confidence)


def no_likelier(found: float, sureness: float) -> float:
    """A confidence, no higher than the mark that the claim's own rule gave it where that is less than even odds."""
    return found if sureness >= EVEN else round(min(found, sureness), 2)


def features(
    *,
    frame: str,
    extractor: str,
    sureness: float,
    fillers: Sequence[Filler],
    stance: tuple[str, str, str],
    held: bool,
    trigger: int,
    places: Sequence[int],
) -> dict[str, float]:
    """The features by name, those that are 0 left out. Plain values, so that what was printed can be fitted on too."""
    found = {
        f"frame {frame}": 1.0,
        f"by {extractor.partition('.')[0]}": 1.0,
        "fitting": float(sum(filler.fitting for filler in fillers)),
        **_common(sureness, fillers, stance, held, trigger, places),
    }
    return {name: value for name, value in found.items() if value}


def open_features(
    *,
    predicate: str,
    rule: str,
    sureness: float,
    fillers: Sequence[Filler],
    stance: tuple[str, str, str],
    held: bool,
    trigger: int,
    roles: Mapping[str, int],
) -> dict[str, float]:
    """The features of an open claim, as ``features``; ``roles`` has where the filler of each role starts."""
    kinds = [filler.kind for filler in fillers]
    found = {
        f"rule {rule}": 1.0,
        "several words": float(" " in predicate),
        "agent": float("agent" in roles),
        "theme": float("theme" in roles),
        "preposition": float(len(roles.keys() - GENERAL)),
        "name": float(kinds.count("name")),
        "thing": float(sum(filler.text.lower() in THINGS for filler in fillers)),
        **_common(sureness, fillers, stance, held, trigger, list(roles.values())),
    }
    return {f"open {name}": value for name, value in found.items() if value}


def _common(
    sureness: float,
    fillers: Sequence[Filler],
    stance: tuple[str, str, str],
    held: bool,
    trigger: int,
    places: Sequence[int],
) -> dict[str, float]:
    """The features that claims of every kind have."""
    polarity, certainty, actuality = stance
    sure = min(max(sureness, LEAST), MOST)
    kinds = [filler.kind for filler in fillers]
    return {
        "always": 1.0,
        "sureness": log(sure / (1 - sure)),
        "pronoun": float(kinds.count("pronoun")),
        "description": float(kinds.count("nominal")),
        "speaker": float(any(filler.text.lower() in SPEAKERS for filler in fillers)),
        "one role": float(len(places) < 2),
        "far": float(any(abs(place - trigger) > FAR for place in places)),
        "negated": float(polarity == "negated"),
        "unknown": float(polarity == "unknown"),
        "uncertain": float(certainty != "certain"),
        "not actual": float(actuality != "actual"),
        "held": float(held),
    }


def probability(found: Mapping[str, float]) -> float:
    """What the shipped weights make of some features."""
    score = sum(_weights().get(name, 0.0) * value for name, value in found.items())
    return round(min(max(1 / (1 + exp(-score)), LEAST), MOST), 2)


def floor(given: float | None = None) -> float:
    """The confidence from which a situation is asserted: a given one, else that of ``confidence.toml``.

    From the latter on .8 of the asserted events of real news are right, cross-validated.
    """
    return float(_shipped()["floor"]) if given is None else given


def _weights() -> Mapping[str, float]:
    weights: Mapping[str, float] = _shipped()["weights"]
    return weights


@cache
def _shipped() -> Mapping[str, Any]:
    return tomllib.loads((files("kg") / "confidence.toml").read_text("utf-8"))
