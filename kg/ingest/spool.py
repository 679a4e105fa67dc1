"""Articles on their way to the pipeline, in a temporary file, so that the fuller of two wins in any order."""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO, NamedTuple, Self

from kg.keys import digest
from kg.model import Article, SetAside

IN_MEMORY = 8_000_000  # bytes held before the temporary file is made


def _temporary() -> IO[bytes]:
    return tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)


class _Place(NamedTuple):
    """How an article compares with another of its key, and where it lies in the file."""

    length: int
    metadata: int
    tie: str
    source: str
    offset: int


@dataclass(slots=True)
class Spool:
    """Takes articles in, gives each key's fullest back; used as a context manager."""

    file: IO[bytes] = field(default_factory=_temporary)
    places: dict[str, _Place] = field(default_factory=dict)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.file.close()

    def add(self, article: Article) -> SetAside | None:
        """Takes the article; comes back with the one that lost its place, the shorter of two of the same key."""
        offset = self.file.tell()
        known = sum(
            value is not None
            for value in (
                article.title,
                article.published,
                article.publisher,
                article.url,
            )
        )
        tie = digest(
            article.text,
            article.title,
            article.published,
            article.publisher,
            article.authors,
        )
        new = _Place(
            len(article.text),
            known + bool(article.authors),
            tie,
            article.source,
            offset,
        )
        old = self.places.get(article.key)
        if old is None or new[:4] > old[:4]:
            pickle.dump(article, self.file, pickle.HIGHEST_PROTOCOL)
            self.places[article.key] = new
        if old is None:
            return None
        winner, loser = (new, old) if new[:4] > old[:4] else (old, new)
        return SetAside(
            loser.source,
            f"same article as {winner.source}, which is the fuller and was kept",
        )

    def articles(self) -> Iterator[Article]:
        """The articles kept, in the order they came in."""
        for place in sorted(self.places.values(), key=lambda place: place.offset):
            self.file.seek(place.offset)
            yield pickle.load(self.file)  # noqa: S301 (our own bytes, from an unnamed file)
