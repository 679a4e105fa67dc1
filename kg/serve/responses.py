"""Answers on their way to a client: whole ones as one piece, long ones as they come from their worker, none sent twice.

Once a stream has begun its status is sent, so what goes wrong then can only be told by breaking off: the connection is
closed before the end of the chunked body, which every client takes for the error it is. HTTP/1.0 has no such end, so
there every answer is kept until it is whole; so is XML, which cannot hold everything.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
from collections.abc import AsyncGenerator, Mapping

from fastapi import Request
from fastapi.responses import FileResponse, Response
from starlette.types import Receive, Scope, Send

from kg.errors import OnRecordError
from kg.serve.answers import Answer, Busy, Stream, TooMany
from kg.serve.http_protocol import ABORT
from kg.serve.ipc import Job
from kg.serve.negotiate import BINDINGS, GRAPHS, RDFXML, XML
from kg.serve.request_log import notes
from kg.serve.service import Service

log = logging.getLogger(__name__)

CONTENT_TYPES = {form.media_type: form.content_type for form in (*BINDINGS, *GRAPHS)}
# what a 304 tells of the answer it stands for (RFC 9110, section 15.4.5), and our own
KEPT = ("cache-control", "content-location", "link", "vary", "x-onrecord-release")


class Streamed(Response):
    """A response whose body comes in pieces; broken off where one fails, or the client leaves, or takes too long."""

    def __init__(self, stream: Stream, *, headers: Mapping[str, str], seconds: float) -> None:
        super().__init__(status_code=200, headers={"Content-Length": "", **headers})
        if not self.headers["content-length"]:
            del self.headers["content-length"]
        self.first, self.pieces, self.seconds = stream.first, stream.pieces, seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        sending = asyncio.ensure_future(self._send(send, head=bool(scope.get("head"))))
        leaving = asyncio.ensure_future(disconnected(receive))
        try:
            await asyncio.wait({sending, leaving}, timeout=self.seconds, return_when=asyncio.FIRST_COMPLETED)
            if sending.done():
                sending.result()
            elif not leaving.done():
                log.warning("%s: an answer was broken off: not taken in %g s", scope["path"], self.seconds)
                notes().outcome = "broken-off"
                await _abort(scope)
        except OnRecordError as error:
            notes().outcome = "broken-off"
            level = (
                logging.INFO if isinstance(error, Busy | TooMany) else logging.WARNING
            )  # the former by our own rules
            log.log(level, "%s: an answer was broken off: %s", scope["path"], error)
            await _abort(scope)
        finally:
            for task in (sending, leaving):
                task.cancel()
            await asyncio.gather(sending, leaving, return_exceptions=True)
            await self.pieces.aclose()

    async def _send(self, send: Send, *, head: bool) -> None:
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        if not head:
            await send({"type": "http.response.body", "body": self.first, "more_body": True})
            await _send_all(self.pieces, send)
        await send({"type": "http.response.body", "body": b""})


async def _abort(scope: Scope) -> None:
    abort = scope.get("state", {}).get(ABORT)
    if abort is not None:
        abort()
        await asyncio.sleep(0)  # the connection learns that it is lost


async def _send_all(pieces: AsyncGenerator[bytes, None], send: Send) -> None:
    async for piece in pieces:
        await send({"type": "http.response.body", "body": piece, "more_body": True})


async def disconnected(receive: Receive) -> None:
    """Wait until the client has closed its connection; all of the request must have been read."""
    while (await receive())["type"] != "http.disconnect":
        pass


async def respond(request: Request, service: Service, job: Job) -> Response:
    """The answer to a job as data, or 304 where the client has it already."""
    key, release = service.key(job), service.pool.release.id
    headers = {"Vary": "Accept", "Cache-Control": "no-cache" if key else "no-store"}
    if key and matches(request, f'W/"{key}"'):
        return Response(status_code=304, headers={**headers, "ETag": f'W/"{key}"'})
    answer = await service.open(job, key)
    headers["X-OnRecord-Release"] = answer.release
    if key and answer.release == release:  # not where another release came between
        headers["ETag"] = f'W/"{key}"'
    media_type = job.graph_format if answer.kind == "graph" else job.bindings_format
    headers["Content-Type"] = CONTENT_TYPES[media_type or ""]
    if isinstance(answer, Answer):
        return Response(answer.body, headers=headers)
    # HTTP/1.0 cannot tell a broken answer from a whole one; what XML cannot hold may come last of all
    if request.scope["http_version"] == "1.0" or media_type in (XML.media_type, RDFXML.media_type):
        headers["Content-Length"] = str(await _size(answer))
    return Streamed(answer, headers=headers, seconds=service.settings.serve_send_seconds)


async def _size(stream: Stream) -> int:
    """The size of a long answer, once all of it is there; its error before anything is sent."""
    try:
        return len(stream.first) + await stream.ended()
    except BaseException:
        await stream.pieces.aclose()
        raise


def conditional(request: Request, response: Response) -> Response:
    """A whole answer with an ETag made of its bytes, or 304 where the client named that.

    The tag is weak, as a proxy may pack what it belongs to.
    """
    whole = response.status_code == 200 and not isinstance(response, FileResponse | Streamed)
    headers = response.headers
    if not whole or request.method != "GET" or "etag" in headers or "no-store" in headers.get("cache-control", ""):
        return response
    digest = hashlib.sha256(f"{headers.get('content-type')}\n".encode() + bytes(response.body)).hexdigest()
    headers["ETag"] = f'W/"{digest[:32]}"'
    headers.setdefault("Cache-Control", "no-cache")
    if not matches(request, headers["ETag"]):
        return response
    kept = {name: headers[name] for name in KEPT if name in headers}
    return Response(status_code=304, headers=kept | {"ETag": headers["ETag"]})


def matches(request: Request, etag: str) -> bool:
    """Whether If-None-Match names this ETag (weak comparison)."""
    known = request.headers.get("if-none-match", "")
    return known.strip() == "*" or etag.removeprefix("W/") in {
        part.strip().removeprefix("W/") for part in known.split(",")
    }
