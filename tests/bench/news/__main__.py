"""``python -m tests.bench.news COUNT FILE [SEED]``: writes articles as JSON lines."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from tests.bench.news import articles


def main() -> None:
    count, path, *seed = sys.argv[1:]
    with Path(path).open("w", encoding="utf-8") as file:
        for line in articles(int(count), seed=int(seed[0]) if seed else 1):
            file.write(json.dumps(line, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
