"""What every request goes through: its prefix, its client's share, HEAD and OPTIONS, a bounded body, safe headers."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Callable

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.serve.error_handlers import response
from kg.serve.limits import CLIENT, Shares, client_of
from kg.serve.problems import Problem
from kg.serve.routing import methods_of
from kg.settings import Settings

PORT = re.compile(r":\d*$")  # at the end of a Host header
PROBES = ("/health", "/ready")  # asked by address, by who watches over the service
CLOSE = {"Connection": "close"}
SAFETY = {
    "Access-Control-Allow-Origin": "*",
    # a browser's script sees these besides the few that it always does
    "Access-Control-Expose-Headers": (
        "Accept-Ranges, Allow, Content-Disposition, Content-Length, Content-Location, Content-Range, ETag, Link, "
        "Location, Repr-Digest, Retry-After, Vary, X-OnRecord-Release"
    ),
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
PREFLIGHT = {
    "Access-Control-Allow-Headers": (
        "Accept, Accept-Language, Cache-Control, Content-Type, If-Match, If-Modified-Since, If-None-Match, If-Range, "
        "If-Unmodified-Since, Range"
    ),
    "Access-Control-Max-Age": "86400",
}


class Guard:
    """ASGI middleware; nothing is read of a body that says it is larger than allowed."""

    def __init__(self, app: ASGIApp, *, settings: Settings) -> None:
        self.app, self.max_body, self.body_seconds = app, settings.serve_body_bytes, settings.serve_body_seconds
        self.max_header = settings.serve_header_bytes
        self.hosts = tuple(name.strip().lower() for name in settings.serve_allowed_hosts.split(",") if name.strip())
        self.shares = Shares(settings.serve_client_requests)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        CLIENT.set(client_of(scope))
        if problem := self._refusal(scope):
            refused = response(Request(scope), problem)
            await refused(scope, receive, _with_safety(send, head=scope["method"] == "HEAD"))
            return
        if scope["method"] == "OPTIONS":
            methods = methods_of(scope["path"])
            allowed = {"Allow": methods, "Access-Control-Allow-Methods": methods}
            told = SAFETY | PREFLIGHT | allowed
            headers = [(name.lower().encode(), value.encode()) for name, value in told.items()]
            await send({"type": "http.response.start", "status": 204, "headers": headers})
            await send({"type": "http.response.body"})
            return
        head = scope["method"] == "HEAD"
        if head:  # answered as GET would be, less the body
            scope = {**scope, "method": "GET", "head": True}
        await self.app(scope, self._bounded(scope, receive), _with_safety(send, head=head))

    def _refusal(self, scope: Scope) -> Problem | None:
        """Why a request is not even looked at."""
        if wait := self.shares.take(CLIENT.get(), time.monotonic()):
            detail = f"more than {self.shares.requests:,} requests a minute; wait {wait} s"
            return Problem(429, detail, headers={"Retry-After": str(wait)})
        headers = Headers(scope=scope)
        if "transfer-encoding" in headers and "content-length" in headers:  # RFC 9112, section 6.1: smuggling, or a bug
            return Problem(400, "a request has either Content-Length or Transfer-Encoding, not both", headers=CLOSE)
        if self.hosts and not (is_allowed(headers.get("host", ""), self.hosts) or _path(scope) in PROBES):
            return Problem(421, f"there is no {headers.get('host', '')[:100]!r} here")
        size = len(scope["raw_path"]) + len(scope["query_string"])
        size += sum(len(name) + len(value) for name, value in scope["headers"])
        if size > self.max_header:  # it came in one piece, so the connection let it pass
            return Problem(431, f"the request line and its headers are larger than {self.max_header:,} bytes")
        return None

    def _too_large(self) -> Problem:
        return Problem(413, f"the body is larger than {self.max_body:,} bytes", headers=CLOSE)

    def _bounded(self, scope: Scope, receive: Receive) -> Receive:
        declared = Headers(scope=scope).get("content-length", "0")
        received, complete, deadline = 0, False, asyncio.get_running_loop().time() + self.body_seconds

        async def bounded() -> Message:
            nonlocal received, complete
            if complete:
                return await receive()  # waits for the client to leave
            if declared.isdigit() and int(declared) > self.max_body:
                raise self._too_large()
            try:
                async with asyncio.timeout_at(deadline):  # of the whole body: drops at long intervals are slow too
                    message = await receive()
            except TimeoutError as error:
                raise Problem(408, "the body did not arrive in time", headers=CLOSE) from error
            received += len(message.get("body", b""))
            if received > self.max_body:
                raise self._too_large()
            complete = not message.get("more_body", False)
            return message

        return bounded


def is_allowed(host: str, names: tuple[str, ...]) -> bool:
    """Whether a Host header, whatever its port, is one of some names; ``*.example.org`` is all names below that."""
    name = PORT.sub("", host.strip().lower()).rstrip(".")
    return any(name == one or (one.startswith("*.") and name.endswith(one[1:])) for one in names)


def _path(scope: Scope) -> str:
    return str(scope["path"]).removeprefix(str(scope.get("root_path", "")))


def _with_safety(send: Send, *, head: bool) -> Send:
    async def safe(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(raw=message.setdefault("headers", []))
            for name, value in SAFETY.items():
                headers.setdefault(name, value)
        elif head and message["type"] == "http.response.body":
            message = {**message, "body": b""}
        await send(message)

    return safe


class Prefix:
    """ASGI middleware; ``path`` gives the path of the base of the IRIs, without a slash at its end."""

    def __init__(self, app: ASGIApp, *, path: Callable[[], str]) -> None:
        self.app, self.path = app, path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            scope = below(scope, self.path())
        await self.app(scope, receive, send)


def below(scope: Scope, base: str) -> Scope:
    """The scope with the prefix in its path taken for the root path; as it is where there is none.

    The server has put the root path it was told before the path it received, whether or not that had it already.
    """
    root = str(scope.get("root_path", "")).rstrip("/")
    received = str(scope["path"]).removeprefix(root)
    prefix = root or base
    if not prefix or not (received == prefix or received.startswith(f"{prefix}/")):
        return scope
    # the front page may be asked for without its slash
    return {**scope, "root_path": prefix, "path": received if received != prefix else f"{prefix}/"}
