"""From a run of an article's text to the sentence it stands in, for people to read."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from kg import rdf, store
from kg.evidence.values import Quote

# A sentence's end where the next word begins one, but not after "U.S."; that "Mr. Smith" is cut costs a reader little.
END = re.compile(r"(?<=[.!?])(?<![A-Z]\.)[\"”’')\]]*\s+(?=[\"“‘'(\[]*[A-Z0-9])")
LONGEST = 1000  # characters of a sentence shown


class Texts:
    """The articles' texts, read from their records as they are needed; none of them where there is no ``data``."""

    def __init__(self, release: store.Release, data: Path | None) -> None:
        self._release, self._records = release, store.Records(data) if data else None
        self._texts: dict[str, str] = {}

    def sentence(self, quote: Quote) -> Quote:
        """The quote widened to its sentence; as it is where the text is not at hand or is not what was quoted from."""
        text = self._text(quote.article)
        if text[quote.start : quote.end] != quote.text or not quote.text:
            return quote
        start, end = around(text, quote.start, quote.end)
        return quote if end - start > LONGEST else replace(quote, text=text[start:end], start=start, end=end)

    def _text(self, article: str) -> str:
        place = rdf.address(self._release.settings["base"], article)
        name = self._release.articles.get(place.key) if place else None
        if name is None or self._records is None:
            return ""
        if name not in self._texts:
            record = self._records.get(name)
            self._texts[name] = record.article.text if record else ""
        return self._texts[name]


def around(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence, within its line, that holds a run of text: start and end."""
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    last = len(text) if last < 0 else last
    for found in END.finditer(text, first, last):
        if found.end() <= start:
            first = found.end()
        elif found.end() >= end:
            last = found.end()
            break
    while first < last and text[last - 1].isspace():
        last -= 1
    return first, last
