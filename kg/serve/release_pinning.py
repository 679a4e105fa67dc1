"""One answer, one release: a handler in whose middle another release began to be served is run again.

Handlers only read, so running one twice does no harm; what they read from is noted as they go.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Awaitable, Callable
from typing import cast

from fastapi import Request
from fastapi.responses import Response

from kg.errors import OnRecordError
from kg.serve.problems import Problem
from kg.serve.request_log import notes
from kg.serve.responses import Streamed, conditional

TRIES = 5  # releases follow one another in seconds at the least: a second try has always been enough

Plain = Callable[[Request], Response]
Awaited = Callable[[Request], Awaitable[Response]]


def one_release(handler: Plain | Awaited) -> Plain | Awaited:
    """The handler, asked again where what it read came from more than one release; ``Problem`` (503) if ever so."""
    if inspect.iscoroutinefunction(handler):
        return _awaited(cast("Awaited", handler))
    return _plain(cast("Plain", handler))


def _awaited(handler: Awaited) -> Awaited:
    @functools.wraps(handler)
    async def answered(request: Request) -> Response:
        for _ in range(TRIES):
            notes().releases.clear()
            try:
                response = await handler(request)
            except OnRecordError:
                if _mixed():  # the resource that was there in one, say, and not in the other
                    continue
                raise
            if not _mixed():
                return conditional(request, response)
            if isinstance(response, Streamed):
                await response.pieces.aclose()
        raise _restless()

    return answered


def _plain(handler: Plain) -> Plain:
    @functools.wraps(handler)
    def answered(request: Request) -> Response:
        for _ in range(TRIES):
            notes().releases.clear()
            response = handler(request)
            if not _mixed():
                return conditional(request, response)
        raise _restless()

    return answered


def _mixed() -> bool:
    return len(notes().releases) > 1


def _restless() -> Problem:
    return Problem(503, "releases follow one another too quickly", headers={"Retry-After": "5"})
