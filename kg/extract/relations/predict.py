"""Pairs to predictions: which of them a label is believed of, how surely, and which word tells so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extract.parsed_article import ParsedArticle
from kg.extract.relations import features, model, pairs, paths, trigger_words, words
from kg.extract.relations.labels import LABELS, OF_KIND
from kg.extract.relations.pairs import Pair
from kg.extract.relations.paths import Path
from kg.extract.relations.words import Words


@dataclass(frozen=True, slots=True)
class Prediction:
    """A label believed of a pair, with its probability, the path between them and the token that tells of it."""

    label: str
    pair: Pair
    probability: float
    path: Path
    cue: int


def judge(parsed: ParsedArticle) -> list[Prediction]:
    """The predictions of an article, in order of its pairs."""
    read = words.read(parsed.doc)
    candidates: list[Pair] = []
    rows: model.Rows = []
    for pair in pairs.find(parsed):
        told = features.of(read, pair)
        if told is not None:
            candidates.append(pair)
            rows.append(model.row(told))
    return [*_believed(read, candidates, rows)]


def _believed(read: Words, candidates: Sequence[Pair], rows: model.Rows) -> Iterator[Prediction]:
    weights = model.load()
    probabilities = weights.probabilities(rows)
    for pair, sure in zip(candidates, probabilities, strict=True):
        for label in OF_KIND[pair.kind]:
            number = LABELS.index(label)
            if sure[number] >= weights.thresholds[label]:
                path = paths.between(read, pair.a.head, pair.b.head)
                cue = _cue(read, pair, path, label) if path is not None else None
                if path is not None and cue is not None:
                    yield Prediction(label, pair, float(sure[number]), path, cue)


def _cue(read: Words, pair: Pair, path: Path, label: str) -> int | None:
    """Of the cues on the path the one that speaks most for the label; None where there is none."""
    column = model.load().weights[:, LABELS.index(label)]
    found = trigger_words.on(read, pair, path, label)
    weigh = {token: float(column[model.row([f"{pair.kind}w{read.lemma[token]}"])].sum()) for token in found}
    return max(found, key=lambda token: (weigh[token], -token), default=None)
