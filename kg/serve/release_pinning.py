"""One answer, one release: a handler in whose middle another release began to be served is run again.

Handlers only read, so running one twice does no harm; what they read from is noted as they go.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request
from fastapi.responses import Response

from kg.errors import OnRecordError
from kg.serve.problems import Problem
from kg.serve.request_log import notes
from kg.serve.responses import Streamed

TRIES = 5  # releases follow one another in seconds at the least: a second try has always been enough

Handler = Callable[[Request], Coroutine[Any, Any, Response]]


def one_release(handler: Handler) -> Handler:
    """The handler, asked again where what it read came from more than one release; ``Problem`` (503) if ever so."""

    @functools.wraps(handler)
    async def answered(request: Request) -> Response:
        noted = notes()
        for _ in range(TRIES):
            noted.releases.clear()
            try:
                response = await handler(request)
            except OnRecordError:
                if len(noted.releases) > 1:  # the resource that was there in one, say, and not in the other
                    continue
                raise
            if len(noted.releases) < 2:
                return response
            if isinstance(response, Streamed):
                await response.pieces.aclose()
        raise Problem(503, "releases follow one another too quickly", headers={"Retry-After": "5"})

    return answered
