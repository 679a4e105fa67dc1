"""``python -m tests.eval.situations FOLDER [EVENTS [SEED]]``: writes a corpus of so many planted events."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from tests.eval.situations.newsroom import corpus


def main() -> None:
    folder, events, seed = [*sys.argv[1:], "100", "1"][:3] if len(sys.argv) == 2 else [*sys.argv[1:], "1"][:3]
    articles, gold = corpus(int(events), seed=int(seed))
    path = Path(folder)
    path.mkdir(parents=True, exist_ok=True)
    lines = (json.dumps(article, ensure_ascii=False) for article in articles)
    (path / "articles.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
    (path / "gold.json").write_text(json.dumps(gold, ensure_ascii=False, indent=1) + "\n", "utf-8")
    print(f"{len(articles)} articles, {events} planted events")


if __name__ == "__main__":
    main()
