"""Makes the weights of ``kg.extract.relations`` from KnowledgeNet: ``python -m kg.evaluate.relations DATA.jsonl``.

Folds 1 and 2 train; a label's threshold is chosen on each of the two by a model of the other. Fold 3 is never read.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kg import extract, nlp, resolve
from kg.evaluate import extraction, knowledgenet
from kg.evaluate.knowledgenet import Fact, Passage
from kg.extract.parsed_article import ParsedArticle
from kg.extract.relations import features, model, pairs, paths, trigger_words, words
from kg.extract.relations.labels import LABELS, OF_KIND, TURNED
from kg.extract.relations.pairs import End, Pair
from kg.extract.relations.training import Examples, fit
from kg.model import Span
from kg.settings import Settings

FOLDS = (1, 2)
TARGET = Path(extract.__file__).parent / "relations" / "data" / model.FILE
# A label is believed from the lowest probability at which this share of it is right on the fold not trained on;
# where none is, from SUREST. What the gold misses counts as wrong there, so that a reader finds more of them right; but
# news says less of posts and seats than these passages do, which costs precision again.
WANTED = 0.8
SUREST = 0.9
GRID = tuple(round(0.4 + 0.02 * step, 2) for step in range(26))  # what is less likely than that is not worth saying


@dataclass(frozen=True, slots=True)
class Read:
    """A passage as the extractor sees it."""

    fold: int
    passage: Passage
    parsed: ParsedArticle


def main(arguments: Sequence[str]) -> int:
    """Writes the weights; one argument, KnowledgeNet's file. Returns an exit code."""
    if len(arguments) != 1:
        print("usage: python -m kg.evaluate.relations DATA.jsonl", file=sys.stderr)
        return 2
    content = trained([*scenes(Path(arguments[0]))])
    TARGET.write_bytes(content)
    print(f"{TARGET}: {len(content):,} bytes", file=sys.stderr)
    return 0


def scenes(path: Path, *, folds: Sequence[int] = FOLDS, limit: int | None = None) -> Iterator[Read]:
    """The passages of the folds, parsed, their mentions chained."""
    settings = Settings(**{})
    language, names = nlp.load(settings.model), resolve.KnowledgeBase.load()
    for fold in folds:
        passages = {passage.id: passage for passage in knowledgenet.read(path, fold=fold, limit=limit).passages}
        found = extraction.of_texts({name: (passage.text, None) for name, passage in passages.items()}, settings)
        for name, (article,) in found.articles.items():
            ((_, doc),) = nlp.docs(language, [article])
            mentions = resolve.corefer(extract.find_mentions(doc, article, names), article)
            yield Read(fold, passages[name], ParsedArticle(article, doc, mentions))


def trained(read: Sequence[Read]) -> bytes:
    """The file of weights that these passages give, told to stderr how sure each label is."""
    found, folds, told = examples(read)
    probabilities = np.zeros_like(found.holds)
    for fold in FOLDS:
        held_out = np.flatnonzero(folds == fold)
        weights, bias = fit(found.take(np.flatnonzero(folds != fold)))
        one = model.Model(weights.astype(np.float32), bias.astype(np.float32), {})
        probabilities[held_out] = one.probabilities([found.rows[n] for n in held_out])
    thresholds = dict(zip(LABELS, _thresholds(found, told, probabilities), strict=True))
    return model.pack(*fit(found), thresholds)


def examples(read: Sequence[Read]) -> tuple[Examples, NDArray[np.int64], NDArray[np.bool_]]:
    """Every pair with what the gold says of it, the fold of each, and whether a word tells of each label there."""
    rows, holds, known, folds, cued = [], [], [], [], []
    for one in read:
        seen = words.read(one.parsed.doc)
        for pair in pairs.find(one.parsed):
            told, path = features.of(seen, pair), paths.between(seen, pair.a.head, pair.b.head)
            if told is not None and path is not None:
                rows.append(model.row(told))
                verdicts = [_verdict(one, pair, label) for label in LABELS]
                holds.append([float(verdict is True) for verdict in verdicts])
                known.append([float(verdict is not None) for verdict in verdicts])
                folds.append(one.fold)
                cued.append(
                    [
                        label in OF_KIND[pair.kind] and bool(trigger_words.on(seen, pair, path, label))
                        for label in LABELS
                    ]
                )
    return Examples(rows, np.array(holds), np.array(known)), np.array(folds), np.array(cued)


def _verdict(read: Read, pair: Pair, label: str) -> bool | None:
    """Whether a label holds of a pair; None where the gold does not say, or says it of the same two elsewhere."""
    if label not in OF_KIND[pair.kind] or label not in read.passage.annotated:
        return None
    subject, object = (pair.b, pair.a) if label in TURNED else (pair.a, pair.b)
    facts = [fact for fact in read.passage.facts if fact.property == label]
    if any(_meets(fact, [subject.span], [object.span]) for fact in facts):
        return True
    alike = _alike(read, subject), _alike(read, object)
    return None if any(_meets(fact, *alike) for fact in facts) else False


def _meets(fact: Fact, subjects: Sequence[Span], objects: Sequence[Span]) -> bool:
    return any(fact.subject.overlaps(one) for one in subjects) and any(fact.object.overlaps(one) for one in objects)


def _alike(read: Read, end: End) -> list[Span]:
    if end.mention is None:
        return [end.span]
    return [mention.span for mention in read.parsed.mentions if mention.chain == end.mention.chain]


def _thresholds(found: Examples, told: NDArray[np.bool_], probabilities: NDArray[np.float64]) -> Iterator[float]:
    """For each label the probability from which it is believed, of those pairs where a word tells of it."""
    for number, label in enumerate(LABELS):
        known = (found.known[:, number] > 0) & told[:, number]
        right, sure = found.holds[known, number], probabilities[known, number]
        fits = (low for low in GRID if (sure >= low).any() and right[sure >= low].mean() >= WANTED)
        threshold = next(fits, SUREST)
        chosen = sure >= threshold
        precision = right[chosen].mean() if chosen.any() else 0.0
        recall = right[chosen].sum() / max(1.0, found.holds[:, number].sum())
        print(f"{label:22} from {threshold:.2f}: precision {precision:.2f}, recall {recall:.2f}", file=sys.stderr)
        yield threshold


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
