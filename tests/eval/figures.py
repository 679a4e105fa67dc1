"""Writes the table of figures into README.md from ``kg/quality.json``: ``python -m tests.eval.figures [--check]``.

``make figures`` measures first. No figure in the README is typed, and the weak ones stand beside the strong.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from kg.quality import Measurement, shipped

README = Path(__file__).parents[2] / "README.md"
BEGIN, END = "<!-- figures: make figures -->\n", "<!-- end of figures -->"
READING = "tests/eval/reading/seed-2028.yaml"
# What is asked, of which gold, and the figures that answer it.
ROWS = (
    ("claims judged right by a reader", READING, ("right but for a minor role or the time", "right")),
    (
        "claims found, main roles and polarity: unread articles",
        "tests/eval/unread/claims.yaml",
        ("main roles and polarity",),
    ),
    ("the same, all roles", "tests/eval/unread/claims.yaml", ("found",)),
    ("polarity turned round: unread articles", "tests/eval/unread/claims.yaml", ("flips",)),
    ("what must never be asserted, and is", "tests/eval/unread/claims.yaml", ("never, but asserted",)),
    ("contrast sentences told wrongly; covered", "tests/eval/contrast.yaml", ("flips", "covered")),
    ("five shared articles: found", "../shared/gold/claims.yaml", ("found",)),
    ("an analyst's questions answered", "../shared/gold/questions.yaml", ("questions answered",)),
    ("MEANTIME: events covered; participants", "../shared/data/meantime/dev.jsonl", ("covered", "participants F1")),
    ("KnowledgeNet, fold 3: text F1", "../shared/data/knowledgenet/dev.jsonl", ("text F1",)),
    ("confidence against what is right: mean error", "../shared/data/knowledgenet/dev.jsonl", ("calibration error",)),
)


def table(measured: Sequence[Measurement]) -> Iterator[str]:
    """The rows; a figure that has not been measured is an ellipsis."""
    by_name = {(one.gold, one.metric): one for one in measured}
    yield "| what is measured | figure | of |"
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
    """The README's text with the table between its two marks."""
    lines = "\n".join(table(measured))
    return re.sub(f"{re.escape(BEGIN)}.*?{re.escape(END)}", lambda _: f"{BEGIN}{lines}\n{END}", text, flags=re.DOTALL)


def main() -> None:
    before = README.read_text("utf-8")
    after = written(before, shipped())
    if sys.argv[1:] == ["--check"]:
        raise SystemExit(0 if after == before else "README.md has other figures than kg/quality.json; make figures")
    README.write_text(after, "utf-8")


if __name__ == "__main__":
    main()
