"""Where a long answer waits for its reader, so that no worker does: a little in memory, the rest in a file.

The file has no name and goes with the process. All answers together have so much room, one client half of it; where
there is none left, the worker waits after all, and its query's time runs.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import tempfile
from collections import Counter, deque
from collections.abc import Callable
from typing import BinaryIO, TypeVar

log = logging.getLogger(__name__)

HELD = 1 << 18  # bytes in memory before the file is used: a reader that keeps up never sees the disk
PIECE = 1 << 18  # bytes read back at once

T = TypeVar("T")


class Room:
    """The bytes on disk that answers may take."""

    def __init__(self, max_bytes: int) -> None:
        self.max_bytes, self.used = max_bytes, 0
        self._of: Counter[str] = Counter()
        self._waiting: deque[asyncio.Future[None]] = deque()

    def take(self, client: str, size: int) -> bool:
        """Whether there was room; then it is taken."""
        if self.used + size > self.max_bytes or (client and self._of[client] + size > self.max_bytes // 2):
            return False
        self.used += size
        self._of[client] += size
        return True

    def give(self, client: str, size: int) -> None:
        """Give room back."""
        self.used -= size
        self._of[client] -= size
        if not self._of[client]:
            del self._of[client]
        self.wake()

    async def changed(self) -> None:
        """Wait until some is given back, by whomever, or taken from memory."""
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append(future)
        await future

    def wake(self) -> None:
        """Let all who wait look again."""
        while self._waiting:
            future = self._waiting.popleft()
            if not future.done():
                future.set_result(None)


class Spool:
    """The pieces of one answer, put by who reads them from a worker and got by who sends them to a client."""

    def __init__(self, room: Room, client: str) -> None:
        self.room, self.client = room, client
        self.size = 0  # bytes put so far
        self.starved = False  # whether the worker waits for room
        self._memory: deque[bytes] = deque()
        self._held = self._taken = 0  # bytes in memory, and of the room
        self._file: BinaryIO | None = None
        self._read = self._written = 0  # what is in the file comes after what is in memory
        self._writing = False
        self._more = asyncio.Event()
        self._ended = asyncio.Event()
        self._error: Exception | None = None
        self._disk: set[asyncio.Future[object]] = set()

    async def put(self, piece: bytes) -> None:
        """Keep a piece; waits while there is no room for it."""
        while not await self._keep(piece):
            self.starved = True
            await self.room.changed()
        self.starved = False
        self.size += len(piece)
        self._more.set()

    def end(self, error: Exception | None = None) -> None:
        """No more comes; an error is raised to the reader at once, whatever it has not read yet."""
        self._error = error
        self._ended.set()
        self._more.set()

    async def ended(self) -> int:
        """Wait for the end; the number of bytes put, or the error raised."""
        await self._ended.wait()
        if self._error is not None:
            raise self._error
        return self.size

    async def get(self) -> bytes:
        """The next piece, empty at the end."""
        while True:
            if self._error is not None:
                raise self._error
            if self._memory:
                piece = self._memory.popleft()
                self._held -= len(piece)
                self.room.wake()
                return piece
            if self._file is not None and self._read < self._written:
                return await self._from_disk(self._file)
            if self._ended.is_set():
                return b""
            self._more.clear()
            await self._more.wait()

    async def close(self) -> None:
        """Give back the room and the file, once nothing is being read or written."""
        await asyncio.gather(*self._disk, return_exceptions=True)
        if self._file is not None:
            self._file.close()
            self._file = None
        self._give(self._taken)
        self._memory.clear()

    async def _keep(self, piece: bytes) -> bool:
        if self._read == self._written and self._held < HELD:
            self._memory.append(piece)
            self._held += len(piece)
            return True
        if not self.room.take(self.client, len(piece)):
            return False
        self._taken += len(piece)
        self._writing = True
        try:
            if self._file is None:
                self._file = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115 - closed with the answer
            await self._on_disk(_write, self._file.fileno(), piece, self._written)
        except OSError as error:  # a full disk is no room
            log.warning("an answer cannot be kept for its reader: %s", error)
            self._give(len(piece))
            return False
        finally:
            self._writing = False
        self._written += len(piece)
        return True

    async def _from_disk(self, file: BinaryIO) -> bytes:
        size = min(PIECE, self._written - self._read)
        piece = await self._on_disk(os.pread, file.fileno(), size, self._read)
        self._read += len(piece)
        self._give(len(piece))
        if self._read == self._written and not self._writing:
            self._read = self._written = 0
            with contextlib.suppress(OSError):
                os.ftruncate(file.fileno(), 0)
        return piece

    def _give(self, size: int) -> None:
        self._taken -= size
        self.room.give(self.client, size)

    async def _on_disk(self, work: Callable[..., T], *args: object) -> T:
        """Work in a thread; the file stays open until it is done, even where nobody waits for it any more."""
        task = asyncio.ensure_future(asyncio.to_thread(work, *args))
        self._disk.add(task)  # type: ignore[arg-type]
        task.add_done_callback(self._disk.discard)
        return await asyncio.shield(task)


def _write(descriptor: int, piece: bytes, at: int) -> None:
    """All of a piece, or ``OSError`` where the disk is full."""
    while piece:
        size = os.pwrite(descriptor, piece, at)
        piece, at = piece[size:], at + size
