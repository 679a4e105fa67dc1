"""Path operations: how each is answered, and what its description says of answers and errors.

A request's body is read first; if the client leaves after that, the work for it ends. The answer is made of one
release, and is not sent to a client that has it already.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Iterable
from typing import Any, TypeVar

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response
from fastapi.routing import APIRoute

from kg.serve.negotiate import Form
from kg.serve.problems import TYPES
from kg.serve.release_pinning import one_release
from kg.serve.responses import conditional, disconnected

T = TypeVar("T")
Json = dict[str, Any]
Responses = dict[int, Json]  # by status

READS = "GET, HEAD, OPTIONS"
METHODS = "GET, HEAD, POST, OPTIONS"  # of the SPARQL endpoint
ERRORS = {
    400: "The request, or the query in it, is wrong; a syntax error has its line and column.",
    403: "Updates are refused: the service is read-only.",
    404: "There is nothing of that name.",
    405: "The service is read-only.",
    406: "None of the forms asked for can be had.",
    413: "The body is larger than allowed.",
    415: "The body is of another type than allowed, or in a coding.",
    422: "A limit was passed: memory, depth, rows or bytes.",
    429: "Too many requests or queries of one client.",
    431: "The request line with its headers is larger than allowed.",
    501: "This release was built without what is asked for.",
    503: "All workers are busy.",
    504: "The query took too long.",
}
ANY = (400, 429, 431)  # what any address may answer
ASKED = (400, 406, 422, 429, 503, 504)  # what any query may end in
PROBLEM = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}, "text/html": {}}
RETRY = {"Retry-After": {"description": "Seconds to wait", "schema": {"type": "string", "pattern": "^[0-9]+$"}}}


class ClientGone(Exception):
    """The client closed its connection before the answer was ready."""


class Operation(APIRoute):
    """A path operation of this service."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        answer = one_release(super().get_route_handler())

        async def handler(request: Request) -> Response:
            await request.body()
            return conditional(request, await while_connected(request, answer(request)))

        return handler


async def while_connected(request: Request, work: Awaitable[T]) -> T:
    """The outcome of some work; it is cancelled, and ``ClientGone`` raised, where the client hangs up before.

    The request's body must have been read.
    """
    task, gone = asyncio.current_task(), False

    async def watch() -> None:
        nonlocal gone
        await disconnected(request.receive)
        gone = True
        if task is not None:
            task.cancel()

    watcher = asyncio.ensure_future(watch())
    try:
        return await work
    except asyncio.CancelledError:
        if gone:
            raise ClientGone from None
        raise
    finally:
        watcher.cancel()
        if gone and task is not None:
            task.uncancel()


def router(tag: str) -> APIRouter:
    """A router of such operations, described under a tag."""
    return APIRouter(route_class=Operation, tags=[tag])


def methods_of(path: str) -> str:
    """What an address may be asked by."""
    return METHODS if path.endswith("/sparql") else READS


def answers(what: str, types: Iterable[Form | str], *errors: int, others: Responses | None = None) -> Json:
    """What an operation answers, as its decorator takes it: ``types`` of data, ``errors`` and ``others`` by status."""
    content: Json = {one.media_type if isinstance(one, Form) else one: {} for one in types}
    return {
        "response_class": Response,
        "response_description": what,
        "responses": {200: {"content": content}, **_problems(errors), **(others or {})},
    }


def json_answers(
    what: str, model: Any, *errors: int, types: Iterable[Form | str] = (), others: Responses | None = None
) -> Json:
    """The same of an operation whose answer is JSON, and of other ``types`` too."""
    told = answers(what, types, *errors, others=others)
    return {**told, "response_class": JSONResponse, "response_model": model}


def _problems(statuses: Iterable[int]) -> Responses:
    return {
        status: {
            "description": f"{ERRORS[status]} Type: {_kinds(status)}.",
            "content": PROBLEM,
            **({"headers": RETRY} if status in (429, 503) else {}),
        }
        for status in sorted({*statuses, *ANY})
    }


def _kinds(status: int) -> str:
    return ", ".join(f"`{one.name}`" for one in TYPES if one.status == status)
