"""A small HTTP client for measuring: one connection a client, kept open, and little of its own time."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer: its status, headers (lower case), body, and how long it took in seconds."""

    status: int
    headers: dict[str, str]
    body: bytes
    seconds: float


class Client:
    """One client of a server on 127.0.0.1; a connection that the server has closed is opened again."""

    def __init__(self, port: int, *, timeout: float = 120) -> None:
        self.port, self.timeout, self.reopened = port, timeout, 0
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def get(self, path: str, headers: dict[str, str] | None = None) -> Reply:
        """The answer to a GET; ``OSError`` or ``EOFError`` where there is none."""
        return await self._send("GET", path, headers or {}, b"")

    async def ask(
        self, path: str, query: str, accept: str = "application/sparql-results+json", address: str = ""
    ) -> Reply:
        """The answer to a SPARQL query, posted: in an address some servers take few bytes.

        ``address`` is the client's, as a proxy would tell it.
        """
        headers = {"Accept": accept, "Content-Type": "application/sparql-query"}
        headers |= {"X-Forwarded-For": address} if address else {}
        return await self._send("POST", path, headers, query.encode())

    async def _send(self, method: str, path: str, headers: dict[str, str], content: bytes) -> Reply:
        lines = [f"{method} {path} HTTP/1.1", f"Host: 127.0.0.1:{self.port}", f"Content-Length: {len(content)}"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        request = "\r\n".join([*lines, "", ""]).encode() + content
        began = time.perf_counter()
        async with asyncio.timeout(self.timeout):
            for fresh in (False, True):
                kept = self._streams is not None and not fresh
                reader, writer = await self._open(fresh=fresh)
                try:
                    writer.write(request)
                    status, found, body = await _read(reader)
                except (ConnectionError, EOFError):
                    await self.close()
                    if not kept:
                        raise
                    self.reopened += 1  # closed between two requests, as a server may; a new one that fails is an error
                    continue
                if found.get("connection") == "close":
                    await self.close()
                return Reply(status, found, body, time.perf_counter() - began)
        raise ConnectionError("no answer")

    async def open(self) -> None:
        """Connect, so that the first request does not."""
        await self._open(fresh=False)

    async def close(self) -> None:
        """Hang up."""
        if self._streams is not None:
            self._streams[1].close()
            self._streams = None

    async def _open(self, *, fresh: bool) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        if fresh or self._streams is None:
            self._streams = await asyncio.open_connection("127.0.0.1", self.port, limit=1 << 20)
        return self._streams


async def _read(reader: asyncio.StreamReader) -> tuple[int, dict[str, str], bytes]:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    status = int(head[0].split(" ", 2)[1])
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:] if line)}
    if headers.get("transfer-encoding", "").lower() == "chunked":
        return status, headers, b"".join([piece async for piece in _chunks(reader)])
    if status in (204, 304):
        return status, headers, b""
    return status, headers, await reader.readexactly(int(headers.get("content-length", "0")))


async def _chunks(reader: asyncio.StreamReader):  # type: ignore[no-untyped-def]
    while size := int((await reader.readuntil(b"\r\n")).split(b";")[0], 16):
        yield await reader.readexactly(size)
        await reader.readexactly(2)
    await reader.readexactly(2)


def percentile(values: list[float], share: float) -> float:
    """The value below which that share of the values lies (nearest rank)."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, max(0, round(share * len(ordered) + 0.5) - 1))]


def numbered() -> Iterator[str]:
    """Comments that make each query another one, so that no answer kept is given."""
    number = 0
    while True:
        number += 1
        yield f"\n# {number}"
