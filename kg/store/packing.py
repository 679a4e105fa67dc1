"""Packed files written in one go: each packed in a thread of its own, hashed and counted as it grows."""

from __future__ import annotations

import gzip
import hashlib
from collections import deque
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import IO, BinaryIO, cast

import zstandard

from kg.store import content

PACKINGS = {"gz": "application/gzip", "zst": "application/zstd"}


class Hashed:
    """A file being written that knows the SHA-256 and the number of its bytes."""

    def __init__(self, file: BinaryIO) -> None:
        self.file, self.size, self._sha = file, 0, hashlib.sha256()

    def write(self, data: bytes) -> int:
        self.size += len(data)
        self._sha.update(data)
        return self.file.write(data)

    def flush(self) -> None:
        self.file.flush()

    def hexdigest(self) -> str:
        """The SHA-256 of what was written so far."""
        return self._sha.hexdigest()


class Packed:
    """A packed file, without name or time in it: the same content makes the same bytes.

    It is packed in a thread of its own, which leaves the interpreter to the others meanwhile.
    """

    AHEAD = 8  # pieces that wait to be packed

    def __init__(self, path: Path, packing: str) -> None:
        self.path, self.packing = path, packing
        self.file = path.open("wb")
        self.hashed = Hashed(self.file)
        target = cast("BinaryIO", self.hashed)
        self.stream: IO[bytes]
        if packing == "gz":
            self.stream = cast("IO[bytes]", gzip.GzipFile("", "wb", compresslevel=6, fileobj=target, mtime=0))
        else:
            compressor = zstandard.ZstdCompressor(level=content.LEVEL, write_checksum=True)
            self.stream = cast("IO[bytes]", compressor.stream_writer(target, closefd=False))
        self._thread = ThreadPoolExecutor(1)
        self._pending: deque[Future[int]] = deque()

    def write(self, piece: bytes) -> None:
        """Have a piece packed after those before it; an error of one of those."""
        if len(self._pending) == self.AHEAD:
            self._pending.popleft().result()
        self._pending.append(self._thread.submit(self.stream.write, piece))

    def __enter__(self) -> Packed:
        return self

    def __exit__(self, *_: object) -> None:
        with self.file, self._thread:
            for piece in self._pending:
                piece.result()
            self.stream.close()


class Fan:
    """A file that writes to several, in large pieces."""

    SIZE = 1 << 18

    def __init__(self, files: Sequence[Packed]) -> None:
        self.files, self.pending = files, bytearray()

    def write(self, data: bytes) -> int:
        self.pending += data
        if len(self.pending) >= self.SIZE:
            self.flush()
        return len(data)

    def flush(self) -> None:
        piece = bytes(self.pending)
        for file in self.files:
            file.write(piece)
        self.pending.clear()
