"""Errors as answers: problem details for programs, a page for people; and ``/problems``, where their kinds are told."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any, cast

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from kg.errors import LimitExceeded, OnRecordError, QueryError, QuerySyntax
from kg.serve.answers import Busy, NotTaken, PlanTimedOut, Preempted, ResultTooLarge, TimedOut, TooMany, WorkerLost
from kg.serve.dependencies import Accept, Serving
from kg.serve.negotiate import HTML, PLAIN_JSON, choose, prefers_html
from kg.serve.problems import TYPES, Problem, as_problem, type_address
from kg.serve.request_log import notes
from kg.serve.routing import ClientGone, json_answers, methods_of, router
from kg.serve.templating import render

log = logging.getLogger(__name__)
routes = router("service")

# how a query ended, for the log, where its error says more than the status
OUTCOMES: dict[type[Exception], str] = {
    QueryError: "query-error",
    QuerySyntax: "query-error",
    TimedOut: "timeout",
    PlanTimedOut: "plan-timeout",
    NotTaken: "not-taken",
    ResultTooLarge: "too-large",
    LimitExceeded: "limit",
    Busy: "busy",
    TooMany: "too-many",
    Preempted: "preempted",
    WorkerLost: "worker-lost",
}


def install(app: FastAPI) -> None:
    """Has every error answered here."""
    for error, handler in HANDLERS.items():
        app.add_exception_handler(error, handler)


def response(request: Request, problem: Problem) -> Response:
    """The answer that tells a client what was wrong, as its Accept header would have it."""
    headers = {"Cache-Control": "no-store", "Vary": "Accept", **problem.headers}
    if prefers_html(request.headers.get("accept")):
        values = {"title": problem.title, "detail": problem.detail, "type": problem.type}
        return render(request, "problem.html", status=problem.status, headers=headers, **values)
    details = problem.details(request.app.state.service.base)
    return JSONResponse(details, problem.status, headers=headers, media_type="application/problem+json")


class ProblemKind(BaseModel):
    """A kind of problem, as ``/problems`` lists it."""

    type: str
    status: int
    title: str
    advice: str


@routes.get(
    "/problems",
    operation_id="problems",
    summary="The kinds of problem",
    **json_answers("All of them", list[ProblemKind], types=[HTML]),
)
def page(request: Request, service: Serving, reply: Response, accept: Accept = None) -> Any:
    """What each kind of problem means, and the way out."""
    headers = {"Vary": "Accept", "Cache-Control": "no-cache"}
    if choose(accept, (PLAIN_JSON, HTML)) is HTML:
        return render(request, "problems.html", headers=headers, types=TYPES)
    reply.headers.update(headers)
    return [
        ProblemKind(type=type_address(service.base, one), status=one.status, title=one.title, advice=one.advice)
        for one in TYPES
    ]


async def _ours(request: Request, error: Exception) -> Response:
    problem = as_problem(cast("OnRecordError", error))
    notes().outcome = OUTCOMES.get(type(error), "")
    if problem.status == 500:
        log.error("%s %s: %s", request.method, request.url.path, error)
    return response(request, problem)


async def _invalid(request: Request, error: Exception) -> Response:
    return response(request, refusal(cast("RequestValidationError", error).errors()))


def refusal(errors: Sequence[Any]) -> Problem:
    """What FastAPI found wrong with parameters, as one problem: of status 404 where a part of the path is wrong."""
    told = [f"{one['loc'][1]}: {one['msg'].removeprefix('Input ')}" for one in errors]
    status = 404 if any(one["loc"][0] == "path" for one in errors) else 400
    return Problem(status, "; ".join(dict.fromkeys(told)))


async def _gone(_request: Request, _: Exception) -> Response:
    return Response(status_code=499)  # nobody reads it


async def _http(request: Request, error: Exception) -> Response:
    status = cast("HTTPException", error).status_code
    if status == 404:
        return response(request, Problem(404, "there is nothing at this address; see /"))
    if status == 405:
        methods = methods_of(request.url.path)
        detail = f"this service is read-only; it takes {methods} here"
        return response(request, Problem(405, detail, headers={"Allow": methods}))
    return response(request, Problem(status, str(error)))


async def _bug(request: Request, error: Exception) -> Response:
    log.error("%s %s failed", request.method, request.url.path, exc_info=error)
    return response(request, Problem(500, "an internal error; it has been logged"))


HANDLERS = {
    OnRecordError: _ours,
    RequestValidationError: _invalid,
    ClientGone: _gone,
    ClientDisconnect: _gone,
    HTTPException: _http,
    Exception: _bug,
}
