"""The application: its path operations, what every request goes through, and its errors."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

from fastapi import APIRouter, FastAPI

import kg
from kg.serve import (
    error_handlers,
    files,
    graphstore,
    home,
    linkeddata,
    named,
    openapi,
    releases,
    search,
    sitemap,
    sparql,
    telemetry,
    validation,
    vocabulary,
)
from kg.serve.forwarded import Forwarded, Proxies
from kg.serve.middleware import Guard, Prefix
from kg.serve.service import Service
from kg.settings import Settings


def routers() -> tuple[APIRouter, ...]:
    """All path operations; ``linkeddata`` has the addresses that are left."""
    return (
        sparql.routes,
        home.routes,
        telemetry.routes,
        graphstore.routes,
        search.routes,
        releases.routes,
        sitemap.routes,
        validation.routes,
        files.routes,
        openapi.routes,
        error_handlers.routes,
        vocabulary.routes(),
        named.routes(),
        linkeddata.routes,
    )


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

    app = FastAPI(title="OnRecord", version=kg.__version__, lifespan=lifespan, openapi_url=None)
    app.state.service = service
    app.state.metrics = telemetry.Metrics(service)
    for router in routers():
        app.include_router(router)
    app.router.redirect_slashes = False
    app.add_middleware(Guard, settings=settings)
    app.add_middleware(telemetry.Telemetry, service=service, metrics=app.state.metrics)
    app.add_middleware(Forwarded, proxies=Proxies.of(settings.serve_trusted_proxies))
    app.add_middleware(Prefix, path=lambda: urlsplit(service.base).path.rstrip("/"))
    error_handlers.install(app)
    return app
