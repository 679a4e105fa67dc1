"""A connection as the HTTP server sees it, with what that server leaves unbounded: how many, how slow, how long.

Headers must arrive within a time, an answer must be taken within another, one address holds so many connections, all
together so many. What is no HTTP is told so in the form of all errors here.
"""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from kg.serve.forwarded import Proxies, counted
from kg.serve.problems import BY_NAME, Problem
from kg.settings import Settings

ABORT = "abort"  # in a request's state: ends its connection as it is


def protocol(settings: Settings, *, base: Callable[[], str]) -> type[asyncio.Protocol]:
    """The class of connections within these settings; they count one another. ``base`` is that of the data set."""
    shared = {"settings": settings, "proxies": Proxies.of(settings.serve_trusted_proxies), "open": Counter()}
    return type("Limited", (Connection,), {**shared, "base": staticmethod(base)})


class Connection(H11Protocol):
    """One connection."""

    settings: Settings
    proxies: Proxies
    open: Counter[str]
    base: Callable[[], str]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.host = ""
        self._hurry: asyncio.TimerHandle | None = None  # ends a connection whose headers do not come
        self._patience: asyncio.TimerHandle | None = None  # ends one whose answer is not taken

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self.app_state = {**self.app_state, ABORT: transport.abort}
        peer = self.client[0] if self.client else ""
        self.host = counted(peer)
        self.open[self.host] += 1
        settings = self.settings
        if len(self.connections) > settings.serve_connections:
            self._refuse("busy", "as many connections are open as may be; try again in a few seconds")
        elif self.open[self.host] > settings.serve_client_connections and not self.proxies.believed(peer):
            self._refuse("too-many-connections", "as many connections of yours are open as may be; close one")
        else:
            self._hurry = self.loop.call_later(settings.serve_header_seconds, self._too_slow)

    def connection_lost(self, exc: Exception | None) -> None:
        if self.open[self.host] > 1:
            self.open[self.host] -= 1
        else:
            del self.open[self.host]
        self._cancel()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self.conn.their_state is not h11.IDLE:  # the headers are there
            self._cancel_hurry()
        elif self._hurry is None and self.conn.trailing_data[0]:
            self._hurry = self.loop.call_later(self.settings.serve_header_seconds, self._too_slow)

    def pause_writing(self) -> None:
        super().pause_writing()
        if self._patience is None:
            self._patience = self.loop.call_later(self.settings.serve_send_seconds, self.transport.abort)

    def resume_writing(self) -> None:
        super().resume_writing()
        if self._patience is not None:
            self._patience.cancel()
            self._patience = None

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002 - it says less than we know
        if len(self.conn.trailing_data[0]) > self.settings.serve_header_bytes:
            limit = self.settings.serve_header_bytes
            detail = f"the request line and its headers are larger than {limit:,} bytes; a query may be posted"
            self._refuse("head-too-large", detail)
        else:
            self._refuse("bad-request", "this is no HTTP request")

    def _too_slow(self) -> None:
        self._refuse("too-slow", "the headers did not arrive in time")

    def _refuse(self, kind: str, detail: str) -> None:
        """Say why and hang up; nothing more is read."""
        self._cancel()
        if self.transport.is_closing():
            return
        status = BY_NAME[kind].status
        body = json.dumps(Problem(status, detail, kind=kind).details(type(self).base())).encode()
        head = [
            f"HTTP/1.1 {status} {HTTPStatus(status).phrase}",
            "Content-Type: application/problem+json",
            f"Content-Length: {len(body)}",
            "Connection: close",
            "Access-Control-Allow-Origin: *",
            "X-Content-Type-Options: nosniff",
            *(["Retry-After: 5"] if status in (429, 503) else []),
        ]
        self.transport.write("\r\n".join(head).encode() + b"\r\n\r\n" + body)
        self.transport.close()

    def _cancel_hurry(self) -> None:
        if self._hurry is not None:
            self._hurry.cancel()
            self._hurry = None

    def _cancel(self) -> None:
        self._cancel_hurry()
        if self._patience is not None:
            self._patience.cancel()
            self._patience = None
