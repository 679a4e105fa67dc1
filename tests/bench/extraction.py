"""What extraction costs beside spaCy: the whole way from article to record against ``nlp.pipe`` on the same texts.

``python -m tests.bench.extraction [ARTICLES.jsonl]``; without a file, the bundled samples. Both sides run in one
process, in turn, and each round gives a ratio: what else runs on the machine slows both. The pipeline alone is the
package as it is installed, with its own batch size; articles become records as a build's processes make them, in the
same groups. DESIGN section 11 allows a ratio of 1.25.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from importlib.resources import as_file
from pathlib import Path
from statistics import median
from time import process_time

from kg import ingest, nlp, resources
from kg.model import Article
from kg.pipeline.extraction import ROOM, extractor, size
from kg.pipeline.workers import grouped
from kg.settings import Settings

ROUNDS = 7


def main() -> None:
    articles = _articles(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
    settings = Settings()
    language = nlp.installed(settings.model)
    records = extractor(settings.model)
    texts = [article.text for article in articles]
    words = sum(len(text.split()) for text in texts)

    def alone() -> None:
        for _ in language.pipe(texts):
            pass

    def whole() -> None:
        for group in grouped(articles, size=size, room=ROOM):
            for _ in records(group):
                pass

    rounds = _rounds(alone, whole)
    base, ours = (min(times) for times in zip(*rounds, strict=True))
    ratios = sorted(second / first for first, second in rounds)
    print(f"{len(articles)} articles, {words:,} words, {ROUNDS} rounds")
    print(f"nlp.pipe alone    {words / base:8,.0f} words a second")
    print(f"article to record {words / ours:8,.0f} words a second")
    print(f"ratio {median(ratios):.2f} ({ratios[0]:.2f} to {ratios[-1]:.2f}; budget 1.25)")


def _articles(path: Path | None) -> list[Article]:
    if path is not None:
        found = list(ingest.read_raw(path, settings=Settings()))
    else:
        with as_file(resources.path("samples")) as samples:
            found = list(ingest.read([samples], settings=Settings()))
    return [one for one in found if isinstance(one, Article)]


def _rounds(*sides: Callable[[], None]) -> list[tuple[float, ...]]:
    """Seconds of the processor that each side takes, round by round, after one that fills what is loaded once."""
    for side in sides:
        side()
    return [tuple(_seconds(side) for side in sides) for _ in range(ROUNDS)]


def _seconds(side: Callable[[], None]) -> float:
    gc.collect()
    began = process_time()
    side()
    return process_time() - began


if __name__ == "__main__":
    main()
