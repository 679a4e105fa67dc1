"""Errors as answers: problem details (RFC 9457) for programs, a page for people."""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import Any

from fastapi import Request
from fastapi.responses import JSONResponse, Response

from kg.errors import LimitExceeded, NotFound, OnRecordError, QueryError, QuerySyntax
from kg.serve import problemtypes
from kg.serve.answers import Busy, NotAcceptable, PlanTimedOut, ResultTooLarge, TimedOut, TooMany
from kg.serve.negotiate import prefers_html
from kg.serve.templating import render

PLACE = re.compile(r"(?:line )?(\d+)(?::|, column )(\d+)")  # as the database's errors have it, and as ours
RETRY_AFTER = "5"  # seconds; a query in the queue waits about that long


class Problem(OnRecordError):
    """A request that is refused, with its status, what is wrong, and members of its own for the problem details.

    ``kind`` is the name of its type where it is not the usual one of its status.
    """

    def __init__(
        self, status: int, detail: str, *, kind: str = "", headers: dict[str, str] | None = None, **members: str | int
    ) -> None:
        self.status, self.detail, self.headers, self.members = status, detail, headers or {}, members
        self.type = problemtypes.of(status, kind)
        super().__init__(detail)


def as_problem(error: OnRecordError) -> Problem:
    """Any of our errors as the problem a client is told of."""
    match error:
        case Problem():
            return error
        case Busy():
            return Problem(503, f"{error}; try again in a few seconds", headers={"Retry-After": RETRY_AFTER})
        case TooMany():
            return Problem(429, f"{error}; wait for one of them", kind="too-many-queries", headers={"Retry-After": "1"})
        case NotAcceptable():
            return Problem(406, str(error))
        case QueryError():
            where = f"{error.place}: " if error.place.startswith("line ") else ""  # the database's has it in the reason
            detail = where + error.reason + (f"; {error.hint}" if error.hint else "")
            kind = "query-syntax" if isinstance(error, QuerySyntax) else "query-not-allowed"
            return Problem(400, detail, kind=kind, **_place(error))
        case PlanTimedOut():
            return Problem(504, str(error), kind="plan-timeout")
        case TimedOut():
            return Problem(504, str(error))
        case ResultTooLarge():
            return Problem(422, str(error), kind="result-too-large")
        case LimitExceeded():
            return Problem(422, str(error))
        case NotFound():
            return Problem(404, str(error))
    return Problem(500, "an internal error; it has been logged")


def response(request: Request, error: OnRecordError) -> Response:
    """The answer that tells a client what was wrong, as its Accept header would have it."""
    problem = as_problem(error)
    title = problem.type.title if problem.type else HTTPStatus(problem.status).phrase
    headers = {"Cache-Control": "no-store", "Vary": "Accept", **problem.headers}
    if prefers_html(request.headers.get("accept")):
        values = {"title": title, "detail": problem.detail, "type": problem.type}
        return render(request, "problem.html", status=problem.status, headers=headers, **values)
    kind = problemtypes.address(request.app.state.service.base, problem.type)
    body = {"type": kind, "title": title, "status": problem.status, "detail": problem.detail}
    return JSONResponse(body | problem.members, problem.status, headers=headers, media_type="application/problem+json")


def _place(error: QueryError) -> dict[str, Any]:
    found = PLACE.fullmatch(error.place)
    return {"line": int(found[1]), "column": int(found[2])} if found else {}
