"""Asking: ``/sparql`` takes any query; what an answer looks like on a page."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Any

from fastapi import Request
from fastapi.responses import Response

from kg import queries
from kg.errors import LimitExceeded, QueryError
from kg.screening import QueryLimits, QuerySize
from kg.serve import protocol, service_description
from kg.serve.answers import Answer, Busy, TooMany
from kg.serve.home import EXAMPLE
from kg.serve.ipc import Job
from kg.serve.negotiate import GRAPHS
from kg.serve.problems import Problem, as_problem
from kg.serve.protocol import Asked, Forms
from kg.serve.results import rows, variables
from kg.serve.search import looked_up
from kg.serve.service import Service, while_connected
from kg.serve.templating import render

SHOWN = 1_000  # rows of a result on a page; that there are more is said, and the data forms have all
SHOWN_BYTES = 4_000_000
LONG = 8_000  # characters of a query that is not worth remembering


async def sparql(request: Request) -> Response:
    """``GET`` and ``POST /sparql``: the SPARQL protocol; without a query, the service description, or a form."""
    service: Service = request.app.state.service
    asked = await protocol.read(request)
    if asked is None:
        if request.method == "GET":
            return await _described(request, service)
        raise Problem(400, "no query: send it as the parameter 'query', or as a body of type application/sparql-query")
    forms = Forms.of(request.headers.get("accept"), asked.format)
    if forms.html:
        return await _page(request, service, asked, forms)
    asked = await _read(service, asked)
    return await protocol.respond(request, service, protocol.job(service, asked, forms), forms)


async def _read(service: Service, asked: Asked) -> Asked:
    """What was asked, checked, and with the words it looks for replaced by what they match."""
    size = check(asked.query, service.query_limits)
    query = await looked_up(service, asked.query)
    return replace(asked, query=query, rehearse=size.slow_to_plan)


def check(query: str, limits: QueryLimits) -> QuerySize:
    """The size of a query, ``QueryError`` for one that is refused; one that is asked again is not read again."""
    return queries.check(query, limits=limits) if len(query) > LONG else _checked(query, limits)


@lru_cache(maxsize=500)
def _checked(query: str, limits: QueryLimits) -> QuerySize:
    return queries.check(query, limits=limits)


async def _described(request: Request, service: Service) -> Response:
    """What answers to the address alone: the form to write a query for people, the service description for programs."""
    forms = Forms.of(request.headers.get("accept"), request.query_params.get("format"))
    if forms.html:
        return render(request, "sparql.html", headers={"Vary": "Accept"}, **_blank(EXAMPLE))
    if forms.graph is None:
        raise Problem(406, f"a service description is a graph; there are {', '.join(form.name for form in GRAPHS)}")
    return await service_description.description(request, service, forms.graph)


async def _page(request: Request, service: Service, asked: Asked, forms: Forms) -> Response:
    """The form with the result below it, or with what was wrong above it."""
    values, status = _blank(asked.query) | {"union": asked.union}, 200
    try:
        asked = await _read(service, asked)
        answer = await while_connected(request, service.ask(shown(protocol.job(service, asked, forms))))
    except (QueryError, LimitExceeded, Busy, TooMany) as error:
        problem = as_problem(error)
        values["problem"], status = problem.detail, problem.status
    else:
        values |= table(answer)
    return render(request, "sparql.html", status=status, headers={"Vary": "Accept"}, **values)


def _blank(query: str) -> dict[str, Any]:
    return {
        "query": query,
        "union": False,
        "problem": "",
        "columns": [],
        "rows": [],
        "more": False,
        "text": "",
        "asked": False,
    }


def shown(job: Job) -> Job:
    """A job for a page: the first rows of a long result, and no graph that a browser could not show."""
    return replace(job, first_rows=SHOWN, max_bytes=min(job.max_bytes, SHOWN_BYTES))


def table(answer: Answer) -> dict[str, Any]:
    """A result as the values a template shows."""
    empty: dict[str, Any] = {"columns": [], "rows": [], "more": answer.cut, "text": "", "asked": True}
    if answer.kind == "graph":
        return empty | {"text": answer.body.decode()}
    if answer.kind == "boolean":
        return empty | {"text": "yes" if b"true" in answer.body else "no"}
    return empty | {"columns": variables(answer.body), "rows": rows(answer.body)}
