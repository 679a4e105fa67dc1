"""The cache of records: what was extracted from one article, by everything that it depends on."""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import zstandard

from kg.keys import digest
from kg.model import Article, Record
from kg.store import files

if TYPE_CHECKING:
    from pydantic import TypeAdapter

SUFFIX = ".json.zst"
# A record is a few times its article; beyond this a file is damaged or not ours, and is not unpacked.
MAX_BYTES = 256_000_000


class Records:
    """The records below ``data``, one file each; a missing or damaged one is simply not there."""

    def __init__(self, data: Path) -> None:
        self.folder = data / "records"

    def put(self, name: str, record: Record) -> None:
        """Writes a record in one step; ``OSError`` where the disk is full."""
        self.folder.mkdir(parents=True, exist_ok=True)
        content = zstandard.ZstdCompressor(level=6, write_checksum=True).compress(_codec().dump_json(record))
        files.write_atomically(self._path(name), content)

    def get(self, name: str) -> Record | None:
        """The record of that name, or None where there is none that can be read."""
        content = self._content(name)
        try:
            return _codec().validate_json(content) if content is not None else None
        except ValueError:
            return None

    def article(self, name: str) -> Article | None:
        """The article of that record, whatever version extracted the rest; None where it cannot be read."""
        content = self._content(name)
        try:
            return _article_codec().validate_python(json.loads(content)["article"]) if content is not None else None
        except (ValueError, KeyError, TypeError):
            return None

    def has(self, name: str) -> bool:
        """Whether there is a record of that name, whatever it holds."""
        return self._path(name).exists()

    def names(self) -> Iterator[str]:
        """The names of all records, in no order."""
        if self.folder.is_dir():
            for entry in os.scandir(self.folder):
                if entry.name.endswith(SUFFIX) and not entry.name.startswith(files.TEMPORARY):
                    yield entry.name.removesuffix(SUFFIX)

    def keep(self, names: Collection[str]) -> None:
        """Removes all other records, and what crashed writers left."""
        files.clean(self.folder)
        for name in [name for name in self.names() if name not in names]:
            self._path(name).unlink(missing_ok=True)

    def _content(self, name: str) -> bytes | None:
        try:
            packed = self._path(name).read_bytes()
            if zstandard.frame_content_size(packed) > MAX_BYTES:
                return None
            return zstandard.ZstdDecompressor().decompress(packed, max_output_size=MAX_BYTES)
        except (FileNotFoundError, IsADirectoryError, zstandard.ZstdError):
            return None

    def _path(self, name: str) -> Path:
        return self.folder / f"{name}{SUFFIX}"


def name(article: Article, version: str) -> str:
    """The name of an article's record: a digest of all that is extracted from and of what extracts.

    ``Article.source`` is left out: where a file lies changes nothing in it.
    """
    blocks = tuple((block.span.start, block.span.end, block.kind.value) for block in article.blocks)
    meta = (
        *(article.id, article.title, article.published, article.modified),
        *(article.publisher, article.authors, article.url),
    )
    return digest(version, article.key, article.text, blocks, *map(repr, meta), article.language, length=32)


@cache
def _article_codec() -> TypeAdapter[Article]:
    from pydantic import TypeAdapter

    return TypeAdapter(Article)


@cache
def _codec() -> TypeAdapter[Record]:
    from pydantic import TypeAdapter  # slow to import, and `kg query` does without

    return TypeAdapter(Record)
