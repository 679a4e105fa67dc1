"""Articles on their way to the pipeline, in a temporary file: what is one article comes out once, whatever the order.

Versions of one identity are one article, and so is what is known by a weaker identity that another article has too: the
text that was pasted of a page, the entry of an export that left out the address.
"""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO, Literal, NamedTuple, Self

from kg.ingest import versions
from kg.ingest.identity import Identity, identity
from kg.ingest.versions import Rank
from kg.model import Article, SetAside

IN_MEMORY = 8_000_000  # bytes held before the temporary file is made


def _temporary() -> IO[bytes]:
    return tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)


class _Place(NamedTuple):
    """How an article compares with others of its key, and where it lies in the file."""

    rank: Rank
    offset: int
    identity: Identity


@dataclass(slots=True)
class Spool:
    """Takes articles in and gives each back once; used as a context manager."""

    file: IO[bytes] = field(default_factory=_temporary)
    places: dict[str, list[_Place]] = field(default_factory=dict)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.file.close()

    def add(self, article: Article) -> None:
        """Takes an article in."""
        self.file.seek(0, 2)
        place = _Place(versions.rank(article), self.file.tell(), identity(article))
        pickle.dump(article, self.file, pickle.HIGHEST_PROTOCOL)
        self.places.setdefault(article.key, []).append(place)

    def outcomes(self, *, order: Literal["given", "strongest"] = "given") -> Iterator[Article | SetAside]:
        """The articles, each followed by what lost its place to it: as they came, or by the strength of identities."""
        heirs = self.heirs()
        joined: dict[str, list[_Place]] = {}
        for key, places in self.places.items():
            joined.setdefault(heirs.get(key, key), []).extend(places)
        first = _as_given if order == "given" else _strongest
        for places in sorted(joined.values(), key=first):
            yield from self._settled(places)

    def article(self, key: str) -> Article | None:
        """The version that stands of what was added under a key, or None."""
        if key not in self.places:
            return None
        return next(one for one in self._settled(self.places[key]) if isinstance(one, Article))

    def heirs(self) -> dict[str, str]:
        """The keys that are another article's too, each with the key of that one, which has the strongest identity."""
        found: dict[str, str] = {}
        others = sorted((-place.identity.strength, key) for key, (place, *_) in self.places.items())
        for _, key in others:
            for place in self.places[key]:
                for other in place.identity.others:
                    if other != key and other in self.places and other not in found and self._one(other, place):
                        found[other] = found.get(key, key)
        return found

    def _one(self, key: str, strong: _Place) -> bool:
        """Whether all that goes by a weaker key may be the article at a place."""
        return all(versions.compatible(self._read(weak), self._read(strong)) for weak in self.places[key])

    def _settled(self, places: list[_Place]) -> Iterator[Article | SetAside]:
        """The version that stands, with the strongest identity of all, and the others as set aside."""
        ranked = sorted(places, key=lambda place: place.rank, reverse=True)
        last = next(place for place in ranked if not self._excerpt(place, ranked))  # the longest is none of another
        stands = self._read(last)
        others = (self._read(place) for place in ranked if place is not last)
        lost = [(version.source, versions.related(version, stands)) for version in others]
        strong = self._read(min(places, key=lambda place: (-place.identity.strength, place.identity.key, place.rank)))
        yield versions.identified(stands, strong)
        for source, one in lost:
            yield SetAside(source, _why(stands.source, one=one))

    def _excerpt(self, place: _Place, places: list[_Place]) -> bool:
        version = self._read(place)
        return any(versions.is_excerpt(version, self._read(other)) for other in places if other is not place)

    def _read(self, place: _Place) -> Article:
        self.file.seek(place.offset)
        article: Article = pickle.load(self.file)  # noqa: S301 (our own bytes, from an unnamed file)
        return article


def _as_given(places: list[_Place]) -> int:
    return min(place.offset for place in places)


def _strongest(places: list[_Place]) -> tuple[int, int]:
    return -max(place.identity.strength for place in places), _as_given(places)


def _why(source: str, *, one: bool) -> str:
    if one:
        return f"same article as {source}, which is the later or fuller version and was kept"
    return (
        f"its address or id is that of {source} too, another text, which is the later or longer and was kept; "
        "give each article its own"
    )
