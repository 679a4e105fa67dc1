"""Ten increments in any order, each killed once before it is built, against one build of all: the same content.

``python -m tests.bench.increments [ARTICLES] [--seed N] [--data DIR]`` (default: 1,000). A build is killed (SIGKILL)
after a tenth, two tenths, … of the time that the one before it took. ``DIR`` is as in ``tests.bench.building``.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from kg import store
from tests.bench import news
from tests.bench.building import build, forget_releases

INCREMENTS = 10


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("articles", type=int, nargs="?", default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--data", type=Path, metavar="DIR", help="keeps what was extracted")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        at_once = (options.data or Path(folder)) / str(options.articles)
        articles = list(news.articles(options.articles))
        forget_releases(at_once)
        took = build(at_once, articles).seconds
        content = store.find(at_once).content
        print(f"{options.articles:,} articles at once: {took:,.1f} s, content {content}", flush=True)
        grown = Path(folder) / "grown"
        shuffled = random.Random(options.seed).sample(articles, len(articles))
        for number in range(INCREMENTS):
            some = shuffled[number::INCREMENTS]
            after = took * (number + 0.5) / INCREMENTS
            _link(at_once / "records", grown / "records")
            killed = _killed(grown, some, after=after)
            took = build(grown, some).seconds
            told = f"killed after {after:,.1f} s" if killed else f"done before {after:,.1f} s"
            print(f"  increment {number + 1}: {told}, then built in {took:,.1f} s", flush=True)
        same = store.find(grown).content == content
        print(f"  content {'the same' if same else 'differs: ' + store.find(grown).content}")
    if not same:
        sys.exit(1)


def _link(records: Path, target: Path) -> None:
    """Has what was extracted in another folder, of which a build removes what no release names."""
    target.mkdir(parents=True, exist_ok=True)
    for path in records.iterdir():
        if not (target / path.name).exists():
            os.link(path, target / path.name)


def _killed(data: Path, articles: Sequence[news.Line], *, after: float) -> bool:
    """Whether a build of articles was killed, so many seconds after it began; False where it was done by then."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        file.writelines(json.dumps(article) + "\n" for article in articles)
        file.flush()
        command = [sys.executable, "-m", "kg", "build", file.name, "--data", str(data)]
        process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        time.sleep(after)
        os.killpg(process.pid, signal.SIGKILL)
        return process.wait() == -signal.SIGKILL


if __name__ == "__main__":
    main()
