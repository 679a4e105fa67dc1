"""The application: its routes as a list, its errors as problem details."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import cast
from urllib.parse import urlsplit

from fastapi import FastAPI, Request
from fastapi.responses import Response
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.routing import Route

import kg
from kg.errors import LimitExceeded, OnRecordError, QueryError, QuerySyntax
from kg.serve import (
    files,
    graphstore,
    home,
    linkeddata,
    named,
    openapi,
    problems,
    releases,
    search,
    sitemap,
    sparql,
    telemetry,
    validation,
    vocabulary,
)
from kg.serve.answers import Busy, NotTaken, PlanTimedOut, ResultTooLarge, TimedOut, TooMany, WorkerLost
from kg.serve.middleware import BodyTooLarge, BodyTooSlow, Guard, Prefix, methods_of
from kg.serve.problems import Problem
from kg.serve.release_pinning import Awaited, Plain, one_release
from kg.serve.request_log import notes
from kg.serve.service import ClientGone, Service
from kg.settings import Settings

log = logging.getLogger(__name__)

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
    WorkerLost: "worker-lost",
}


def _route(path: str, handler: Plain | Awaited, *, methods: Sequence[str] = ("GET",)) -> Route:
    return Route(path, one_release(handler), methods=list(methods))


ROUTES = [
    _route("/", home.home),
    _route("/health", home.health),
    _route("/ready", home.ready),
    _route("/metrics", telemetry.metrics),
    _route("/sparql", sparql.sparql, methods=["GET", "POST"]),
    _route("/graph-store", graphstore.graph_store),
    _route("/.well-known/void", graphstore.well_known),
    _route("/queries", named.listing),
    _route("/queries/{name}", named.named_query),
    _route("/openapi.json", openapi.openapi),
    _route("/problems", problems.page),
    _route("/search", search.search),
    _route("/dump", releases.catalogue),
    _route("/dump/{release}", releases.files),
    _route("/dump/{release}/{name}", releases.dump),
    _route("/feed.atom", releases.feed),
    _route("/sitemap.xml", sitemap.index),
    _route("/sitemap/{kind}-{page:int}.xml", sitemap.sitemap),
    _route("/robots.txt", sitemap.robots),
    _route("/ontology", vocabulary.ontology),
    _route("/ontology.{suffix}", vocabulary.ontology),
    _route("/ontology/{file}", vocabulary.ontology),
    _route("/shapes", vocabulary.shapes),
    _route("/shapes.{suffix}", vocabulary.shapes),
    _route("/shapes/{file}", vocabulary.shapes),
    _route("/validation", validation.validation),
    _route("/static/{name}", files.static),
    _route("/{kind}/{rest:path}", linkeddata.resource),
]


def create_app(settings: Settings) -> FastAPI:
    """The service over the current release of ``settings.data``; ``NotFound`` where there is none.

    Its workers start and stop with the application's lifespan.
    """
    service = Service(settings)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        try:
            await service.pool.start()
            yield
        finally:
            await service.pool.stop()

    app = FastAPI(
        title="OnRecord",
        version=kg.__version__,
        description="What companies, agencies and people are on record as saying and doing.",
        lifespan=lifespan,
        openapi_url=None,  # described by ``openapi``: the routes here say too little
    )
    app.state.service = service
    app.router.routes.extend(ROUTES)
    app.router.redirect_slashes = False
    app.add_middleware(Guard, settings=settings)
    app.state.metrics = telemetry.Metrics(service)
    app.add_middleware(telemetry.Telemetry, service=service, metrics=app.state.metrics)
    app.add_middleware(Prefix, path=lambda: urlsplit(service.base).path.rstrip("/"))
    app.add_exception_handler(OnRecordError, _ours)
    app.add_exception_handler(BodyTooLarge, _too_large)
    app.add_exception_handler(BodyTooSlow, _too_slow)
    for left in (ClientGone, ClientDisconnect):
        app.add_exception_handler(left, _gone)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _bug)
    return app


async def _ours(request: Request, error: Exception) -> Response:
    problem = problems.as_problem(cast("OnRecordError", error))
    notes().outcome = OUTCOMES.get(type(error), "")
    if problem.status == 500:
        log.error("%s %s: %s", request.method, request.url.path, error)
    return problems.response(request, problem)


async def _too_large(request: Request, _: Exception) -> Response:
    limit = request.app.state.service.settings.serve_body_bytes
    return problems.response(
        request, Problem(413, f"the body is larger than {limit:,} bytes", headers={"Connection": "close"})
    )


async def _too_slow(request: Request, _: Exception) -> Response:
    return problems.response(request, Problem(408, "the body did not arrive in time", headers={"Connection": "close"}))


async def _gone(_request: Request, _: Exception) -> Response:
    return Response(status_code=499)  # nobody reads it


async def _http(request: Request, error: Exception) -> Response:
    status = cast("HTTPException", error).status_code
    if status == 404:
        return problems.response(request, Problem(404, "there is nothing at this address; see /"))
    if status == 405:
        methods = methods_of(request.url.path)
        return problems.response(
            request, Problem(405, f"this service is read-only; it takes {methods} here", headers={"Allow": methods})
        )
    return problems.response(request, Problem(status, str(error)))


async def _bug(request: Request, error: Exception) -> Response:
    log.error("%s %s failed", request.method, request.url.path, exc_info=error)
    return problems.response(request, Problem(500, "an internal error; it has been logged"))
