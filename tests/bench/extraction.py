"""What extraction costs beside spaCy: the whole way from article to record against ``nlp.pipe`` on the same texts.

``python -m tests.bench.extraction [ARTICLES.jsonl]``; without a file, the bundled samples. Both sides run in one
process, in turn, three times; the best of each counts. DESIGN section 11 allows a ratio of 1.25.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib.resources import as_file
from pathlib import Path
from time import process_time

from kg import ingest, nlp, resources
from kg.model import Article
from kg.pipeline.extraction import extractor
from kg.settings import Settings

ROUNDS = 3


def main() -> None:
    articles = _articles(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
    settings = Settings()
    language = nlp.load(settings.model)
    record = extractor(settings.model)
    texts = [article.text for article in articles]
    words = sum(len(text.split()) for text in texts)

    def alone() -> None:
        for _ in language.pipe(texts):
            pass

    def whole() -> None:
        for article in articles:
            record(article)

    base, ours = _best(alone), _best(whole)
    print(f"{len(articles)} articles, {words:,} words")
    print(f"nlp.pipe alone    {words / base:8,.0f} words a second")
    print(f"article to record {words / ours:8,.0f} words a second")
    print(f"ratio {ours / base:.2f} (budget 1.25)")


def _articles(path: Path | None) -> list[Article]:
    if path is not None:
        found = list(ingest.read_raw(path, settings=Settings()))
    else:
        with as_file(resources.path("samples")) as samples:
            found = list(ingest.read([samples], settings=Settings()))
    return [one for one in found if isinstance(one, Article)]


def _best(run: Callable[[], None]) -> float:
    run()  # what is loaded or cached once is paid for once
    times = []
    for _ in range(ROUNDS):
        began = process_time()
        run()
        times.append(process_time() - began)
    return min(times)


if __name__ == "__main__":
    main()
