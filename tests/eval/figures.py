"""Writes the tables of figures into README.md from ``kg/quality.json``: ``python -m tests.eval.figures [--check]``.

``make figures`` measures first. No figure in the README is typed, and the weak ones stand beside the strong: real news,
which nobody here wrote, comes first.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from kg.quality import Measurement, shipped

README = Path(__file__).parents[2] / "README.md"
BEGIN, END = "<!-- figures: make figures -->\n", "<!-- end of figures -->"
CORPUS, CONFIDENCE = "tests/eval/corpus", "tests/eval/corpus, confidence"
READING, READING_ASSERTED = (f"tests/eval/reading/seed-{seed}.yaml" for seed in (2030, 2043))
GROUPS = ("real, open", "real, sealed", "own, open", "own, sealed")
# Of the corpus: what is asked, and the figure that answers it for each group.
OF_CORPUS = (
    ("claims found (main roles, polarity)", "claims recall"),
    ("of the claims found, right", "claims precision"),
    ("events of headline and first two sentences found", "lead events found"),
    ("articles with none of these found", "articles with no lead event found"),
    (
        "asserted claims right (a pronoun unresolved is no fault; confidence is fitted on the open folds)",
        "asserted claims precision",
    ),
    ("asserted events right (so too; below: cross-validated)", "asserted events precision"),
    ("events that may be asserted, and are", "asserted events recall"),
    ("polarity turned round", "flips"),
    ("traps fallen into", "traps fallen into"),
    ("attributed speech found", "attributions (overlap .3) recall"),
    ("of the speech found, right", "attributions (overlap .3) precision"),
    ("names found with their type (F1)", "names with type F1"),
    ("chains (CoNLL F1)", "chains CoNLL F1"),
    ("confidence: mean error", "calibration error"),
)
# Of all else: what is asked, of which gold, and the figures that answer it.
ROWS = (
    (
        "claims F1: MEANTIME, on which rules were tuned; GUM; re3d; sealed: GUM; re3d",
        CORPUS,
        tuple(
            f"{part}: claims F1"
            for part in ("meantime, open", "gum, open", "re3d, open", "gum, sealed", "re3d, sealed")
        ),
    ),
    (
        "asserted events of real news judged right by a reader, at the default floor",
        READING_ASSERTED,
        ("right but for a minor role or the time", "right"),
    ),
    ("claims of real news judged right by a reader", READING, ("right but for a minor role or the time", "right")),
    (
        "affirmed events of real news right, without a floor: cross-validated; sealed",
        CONFIDENCE,
        tuple(f"{fit}: asserted events right" for fit in ("cross-validated", "sealed")),
    ),
    (
        "asserted events of real news right from the floor on: cross-validated; with the floor too; sealed; fitted",
        CONFIDENCE,
        tuple(
            f"{fit}: asserted events right, from {where} on"
            for fit, where in (
                ("cross-validated", "the floor"),
                ("cross-validated", "a floor chosen without the fold"),
                ("sealed", "the floor"),
                ("fitted", "the floor"),
            )
        ),
    ),
    (
        "the same, an article counting as one: cross-validated; with the floor too; sealed",
        CONFIDENCE,
        (
            "cross-validated: asserted events right, an article as one, from the floor on",
            "cross-validated: asserted events right, an article as one, from a floor chosen without the fold on",
            "sealed: asserted events right, an article as one, from the floor on",
        ),
    ),
    (
        "of the right ones, asserted still: cross-validated; sealed",
        CONFIDENCE,
        tuple(f"{fit}: of the right ones, those from the floor on" for fit in ("cross-validated", "sealed")),
    ),
    (
        "confidence on real news, mean error: fitted; cross-validated; sealed",
        CONFIDENCE,
        tuple(f"{fit}: calibration error" for fit in ("fitted", "cross-validated", "sealed")),
    ),
    ("contrast sentences told wrongly; covered", "tests/eval/contrast.yaml", ("flips", "covered")),
    ("five shared articles: found", "../shared/gold/claims.yaml", ("found",)),
    ("an analyst's questions answered", "../shared/gold/questions.yaml", ("questions answered",)),
    ("MEANTIME: events covered; participants", "../shared/data/meantime/dev.jsonl", ("covered", "participants F1")),
    ("KnowledgeNet, fold 3: text F1", "../shared/data/knowledgenet/dev.jsonl", ("text F1",)),
)
Measured = Mapping[tuple[str, str], Measurement]


def tables(measured: Sequence[Measurement]) -> Iterator[str]:
    """The rows of both tables; a figure that has not been measured is an ellipsis."""
    by_name = {(one.gold, one.metric): one for one in measured}
    yield "| on the corpus | real news | real news, sealed | ours | ours, sealed |"
    yield "| --- | --- | --- | --- | --- |"
    for what, metric in OF_CORPUS:
        cells = (_value(by_name.get((CORPUS, f"{group}: {metric}"))) for group in GROUPS)
        yield f"| {what} | {' | '.join(cells)} |"
    yield ""
    yield "| besides | figure | of |"
    yield "| --- | --- | --- |"
    for what, gold, metrics in ROWS:
        found = [by_name.get((gold, metric)) for metric in metrics]
        values = "; ".join(_value(one) for one in found)
        yield f"| {what} | {values} | {found[0].of if found[0] is not None else '…'} |"


def _value(one: Measurement | None) -> str:
    if one is None:
        return "…"
    if one.value > 1 or one.metric == "questions answered" or one.of.endswith("entries"):
        return f"{one.value:g}"
    spread = "" if one.low is None or one.high is None else f" [{one.low:.2f}, {one.high:.2f}]"
    return f"{one.value:.3f}{spread}"


def written(text: str, measured: Sequence[Measurement]) -> str:
    """The README's text with the tables between its two marks."""
    lines = "\n".join(tables(measured))
    return re.sub(f"{re.escape(BEGIN)}.*?{re.escape(END)}", lambda _: f"{BEGIN}{lines}\n{END}", text, flags=re.DOTALL)


def main() -> None:
    before = README.read_text("utf-8")
    after = written(before, shipped())
    if sys.argv[1:] == ["--check"]:
        raise SystemExit(0 if after == before else "README.md has other figures than kg/quality.json; make figures")
    README.write_text(after, "utf-8")


if __name__ == "__main__":
    main()
