"""News that nobody wrote, as much as a benchmark wants; names, events and copies recur in it as in real news.

``python -m tests.bench.news COUNT FILE`` writes JSON lines. The same seed gives the same articles, and the first of
many are those of few. An article has some 400 words, 11 claims, 4 quotations and 44 mentions (news of the MEANTIME
corpus, per 400 words: 9, 4 and 56); a quarter are copies of another.
"""

from __future__ import annotations

from collections.abc import Iterator

from tests.bench.news.stories import reports

Line = dict[str, str]


def articles(count: int, *, seed: int = 1) -> Iterator[Line]:
    """So many articles of about 400 words, as the lines of a file: id, title, published, publisher, url, text."""
    for number, (day, report) in enumerate(reports(count, seed=seed)):
        host = report.outlet.lower().replace(" ", "")
        yield {
            "id": f"{seed}-{number}",
            "title": report.title,
            "published": day.isoformat(),
            "publisher": f"The {report.outlet}",
            "url": f"https://{host}.example/{day:%Y/%m}/{number}",
            "text": "\n\n".join(report.paragraphs),
        }
