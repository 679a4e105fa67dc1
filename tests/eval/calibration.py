"""Fits the weights of ``kg/confidence.toml``: ``make confidence``, or ``python -m tests.eval.calibration``.

Examples are extracted claims of which somebody has told whether they are right: those a reader judged (``reading/``),
and those that stand where gold has a claim of their frame (the tuned half, ../shared/gold, contrast sentences, folds 1
and 2 of KnowledgeNet). Gold is stricter or milder than a reader, so each gold has a weight of its own while fitting,
which is then left out: what remains is the reader's measure. The fit is L2-regularised logistic regression by Newton's
method: convex, without chance, the same wherever it runs. Printed are figures of claims that were held out.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
import yaml

from kg.confidence import LEAST, MOST, features
from kg.evaluate import claims, contrast, knowledgenet, reliability
from kg.evaluate.extraction import extracted, of_files, of_texts
from kg.evaluate.matching import Matcher
from kg.evaluate.reliability import Judged
from kg.settings import Settings
from tests.eval.reading import drawing
from tests.eval.reading.__main__ import SHARED, SOURCES

HERE = Path(__file__).parent
WEIGHTS = HERE.parents[1] / "kg" / "confidence.toml"
PENALTY = 2.0  # pulls a weight with few examples to nothing; 1 to 5 give the same held-out figures to two digits
PARTS = 5  # each held out once
Example = tuple[dict[str, float], bool, str]  # features, right, whose word it is


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.eval.calibration", description="Fits kg/confidence.toml.")
    parser.add_argument("--data", type=Path, default=Path(tempfile.gettempdir()) / "reading-data")
    settings = Settings(data=parser.parse_args().data)
    examples = [(_features(one), one.right, name) for name, one in _judged(settings)]
    counts = {name: sum(one[2] == name for one in examples) for name in sorted({one[2] for one in examples})}
    weights = fit(examples)
    lines = [f'"{name}" = {weight:.3f}' for name, weight in sorted(weights.items()) if not name.startswith("gold ")]
    head = "# Written by `make confidence` from claims told right or wrong: " + ", ".join(
        f"{count} of {name}" for name, count in counts.items()
    )
    WEIGHTS.write_text("\n".join([head + ".", "[weights]", *lines]) + "\n", "utf-8")
    print(head[2:])
    for name in counts:
        held = [pair for part in range(PARTS) for pair in _held_out(examples, part, name)]
        error = reliability.figures(held)
        print(f"held out, {name}: " + ", ".join(f"{figure.name} {figure.value:.3f}" for figure in error))
        for row in reliability.table(held).rows:
            print("    " + "  ".join(f"{cell:>10}" for cell in row))


def fit(examples: Sequence[Example]) -> dict[str, float]:
    """The weight of each feature; ``gold NAME`` is how much milder than a reader that gold is."""
    rows = [_with_gold(found, name) for found, _, name in examples]
    names = sorted({name for row in rows for name in row})
    matrix = np.array([[row.get(name, 0.0) for name in names] for row in rows])
    target = np.array([float(right) for _, right, _ in examples])
    penalty = np.diag([0.01 if name == "always" or name.startswith("gold ") else PENALTY for name in names])
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


def _with_gold(found: Mapping[str, float], name: str) -> dict[str, float]:
    return {**found, **({} if name == "reading" else {f"gold {name}": 1.0})}


def _held_out(examples: Sequence[Example], part: int, name: str) -> Iterator[Judged]:
    """What a fit without one part says of that part's claims of one gold, by that gold's own measure."""
    weights = fit([one for index, one in enumerate(examples) if index % PARTS != part])
    for index, (found, right, whose) in enumerate(examples):
        if index % PARTS == part and whose == name:
            score = sum(weights.get(key, 0.0) * value for key, value in _with_gold(found, whose).items())
            yield Judged({}, {"confidence": min(max(1 / (1 + np.exp(-score)), LEAST), MOST)}, right)


def _judged(settings: Settings) -> Iterator[tuple[str, Judged]]:
    yield from (("reading", one) for one in _read(settings))
    for path, articles in (
        (HERE / "tuned/claims.yaml", HERE / "tuned"),
        (HERE / "second/claims.yaml", HERE / "second"),
        (SHARED / "gold/claims.yaml", SHARED / "articles"),
    ):
        gold = claims.read(path)
        found = extracted(of_files(gold.files, articles, settings), settings=settings, cached=True).found
        matchers = {name: [Matcher(article) for article in found.get(name, ())] for name in gold.files}
        yield from (("whole articles", one) for one in claims.judged(gold, matchers))
    sentences = [one for name in ("contrast.yaml", "contrast-2.yaml") for one in contrast.read(HERE / name).entries]
    texts = {entry.text: (entry.text, None) for entry in sentences}
    found = extracted(of_texts(texts, settings), settings=settings, cached=True).found
    for text in texts:
        matchers_of = [Matcher(article) for article in found.get(text, ())]
        asked = [entry for entry in sentences if entry.text == text]
        yield from (("contrast", one) for one in contrast.judged(asked, matchers_of))
    for fold in (1, 2):
        passages = knowledgenet.read(SHARED / "data/knowledgenet/dev.jsonl", fold=fold)
        given = of_texts({one.id: (one.text, None) for one in passages.passages}, settings)
        found = extracted(given, settings=settings, cached=True).found
        # The classifier has learnt these folds by heart: how often it is right there tells nothing.
        yield from (
            ("knowledgenet", one)
            for one in knowledgenet.judged(passages, found)
            if not one.claim["extractor"].startswith("relations.")
        )


def _read(settings: Settings) -> Iterator[Judged]:
    """The claims with a reader's verdict that are still extracted, with the same stance."""
    verdicts = {
        (entry["claim"], entry["stance"]): entry["verdict"] != "wrong"
        for path in sorted((HERE / "reading").glob("*.yaml"))
        for entry in yaml.safe_load(path.read_text("utf-8"))["verdicts"]
        if entry["verdict"] is not None
    }
    for one in drawing.claims(SOURCES, settings):
        if (one.key, drawing.stance(one.claim)) in verdicts:
            yield Judged(one.article, one.claim, verdicts[one.key, drawing.stance(one.claim)])


def _features(one: Judged) -> dict[str, float]:
    claim = one.claim
    kinds = {(mention["start"], mention["end"]): mention["kind"] for mention in one.article["mentions"]}
    return features(
        frame=claim["frame"],
        extractor=claim["extractor"],
        sureness=claim["sureness"],
        kinds=[kinds.get((role["start"], role["end"])) for role in claim["roles"]],
        stance=(claim["polarity"], claim["certainty"], claim["actuality"]),
        held=bool(claim["attribution"]),
        trigger=claim["trigger"]["start"],
        places=[role["start"] for role in claim["roles"]],
    )


if __name__ == "__main__":
    main()
