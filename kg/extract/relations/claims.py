"""Predictions to claims of the frames, their stance read off the tree like that of any other claim."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from kg.extract import syntax
from kg.extract.claims import claim
from kg.extract.factuality import assess
from kg.extract.factuality.negation import is_negated, turned
from kg.extract.factuality.value import Stance
from kg.extract.lexicon.classes import words
from kg.extract.parsed_article import ParsedArticle
from kg.extract.relations.labels import CHIEF, EMPLOYEE, FOUNDED, FOUNDER, HEADQUARTERS, PARTY, SUBSIDIARY
from kg.extract.relations.pairs import End
from kg.extract.relations.predict import Prediction
from kg.extract.syntax import times
from kg.extract.titles import titles
from kg.frames import frames
from kg.model import Claim, Polarity, RoleFilling, TimeExpression

EXTRACTOR = "relations.v1"
CHIEFS = re.compile(r"(?i)\bc\.?e\.?o\b|\bchief executive\b|\bmanaging director\b")
# Label → frame, and the roles of the pair's first and second mention.
FRAMES = {
    EMPLOYEE: ("Role", "holder", "organization"),
    PARTY: ("Role", "holder", "organization"),
    CHIEF: ("Role", "holder", "organization"),
    FOUNDER: ("Founding", "founder", "organization"),
    SUBSIDIARY: ("Ownership", "subsidiary", "parent"),
    HEADQUARTERS: ("Headquarters", "organization", "place"),
    FOUNDED: ("Founding", "organization", ""),
}
UNREAL = words("factuality", "unreal")


def of(parsed: ParsedArticle, prediction: Prediction) -> Claim | None:
    """The claim that a prediction makes; None where nothing in the sentence could be read for its stance."""
    frame, first, second = FRAMES[prediction.label]
    pair = prediction.pair
    fillings = [filling(first, pair.a)] + ([filling(second, pair.b)] if second else [])
    trigger, stance = parsed.doc[prediction.cue], _stance(parsed, prediction)
    if stance is None:
        return None
    if prediction.label in (EMPLOYEE, PARTY, CHIEF):
        post = _post(parsed, prediction)
        if prediction.label == CHIEF and post is None:
            return None
        if post is not None and post.span.overlaps(pair.b.span):
            return None  # "Minister of Transport and Ports": the field, no employer
        fillings += [post] if post is not None else []
    made = claim(
        parsed,
        frames()[frame],
        trigger,
        fillings,
        confidence=prediction.probability,
        extractor=EXTRACTOR,
        rule=rule(prediction.label),
        stance=stance,
    )
    return replace(made, time=_date(parsed, pair.b, trigger)) if prediction.label == FOUNDED else made


def rule(label: str) -> str:
    """The name of the rule that a label is: "relations.founded-by"."""
    return f"relations.{label.lower().replace('_', '-')}"


def filling(role: str, end: End) -> RoleFilling:
    """A mention as a filler."""
    return RoleFilling(role, end.span, end.mention.text if end.mention is not None else "")


def _stance(parsed: ParsedArticle, prediction: Prediction) -> Stance | None:
    """The cue's stance, weaker where a verb on the way to the cue is less than told; None where the two contradict."""
    cue, path = parsed.doc[prediction.cue], prediction.path
    verbs = [
        token for i in (*path.up, path.top, *path.down) if syntax.is_verbal(token := parsed.doc[i]) and token != cue
    ]
    if not syntax.is_verbal(cue) and not verbs:
        return _described(cue)
    told = assess.stance(cue)
    for verb in verbs:
        if not verb.is_ancestor(cue):
            other = assess.stance(verb)
            if other.polarity is not told.polarity:
                return None
            told = told.in_world(other.actuality).at_most(other.certainty)
    if _described(cue).polarity is Polarity.UNKNOWN:
        return told.open()
    ends = (parsed.doc[end.head] for end in (prediction.pair.a, prediction.pair.b))
    # "in Lund rather than Oslo"
    return told.negated() if any(turned(end, cue) for end in ends) else told


def _described(noun: Token) -> Stance:
    """A description is its writer's own, whatever the sentence goes on to say; unless it takes itself back."""
    if is_negated(noun):
        return Stance().negated()
    return Stance().open() if any(child.lower_ in UNREAL for child in noun.children) else Stance()


def _post(parsed: ParsedArticle, prediction: Prediction) -> RoleFilling | None:
    """The title that the cue is of or, of a chief executive, the nearest such title in the sentence."""
    told = titles.title_span(parsed, parsed.doc[prediction.cue])
    found = [told] if told is not None else []
    if prediction.label == CHIEF:
        # "chief financial officer, then chief executive": another title of the phrase than the cue's
        near = {prediction.cue, *prediction.path.up, prediction.path.top, *prediction.path.down}
        near |= {child.i for i in (*near,) for child in parsed.doc[i].children}
        spans = [titles.title_span(parsed, parsed.doc[i]) for i in sorted(near)]
        found = [span for span in spans if span and CHIEFS.search(parsed.article.text[span.start : span.end])][:1]
    if not found:
        return None
    text = parsed.article.text[found[0].start : found[0].end]
    return RoleFilling("position", found[0], text, value=" ".join(text.split()))


def _date(parsed: ParsedArticle, end: End, trigger: Token) -> TimeExpression:
    return times.expression(parsed.article.text, parsed.doc[end.first : end.last + 1], trigger)


def distinct(parsed: ParsedArticle, predictions: Sequence[Prediction]) -> list[Prediction]:
    """One prediction for each frame, sentence and two entities: of names, then the surest."""
    best: dict[tuple[object, ...], Prediction] = {}
    for prediction in sorted(predictions, key=_rank, reverse=True):
        pair = prediction.pair
        sides = tuple(end.mention.chain if end.mention is not None else end.span for end in (pair.a, pair.b))
        key = (FRAMES[prediction.label][0], parsed.doc[pair.a.head].sent.start, *sides)
        best.setdefault(key, prediction)
    return sorted(best.values(), key=lambda prediction: (prediction.pair.a.span, prediction.pair.b.span))


def _rank(prediction: Prediction) -> tuple[bool, int, float]:
    kinds = [prediction.pair.a.kind, prediction.pair.b.kind]
    return prediction.label == CHIEF, -kinds.count("pr"), prediction.probability
