"""The description of the service in OpenAPI 3.1: FastAPI's, with what it cannot know; as a document and as a page.

https://spec.openapis.org/oas/v3.1.1.html
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from fastapi import FastAPI, Request
from fastapi.openapi.utils import get_openapi
from fastapi.responses import JSONResponse, Response
from starlette.routing import BaseRoute

import kg
from kg.serve import api_page
from kg.serve.dependencies import Serving
from kg.serve.negotiate import HTML, PLAIN_JSON
from kg.serve.problems import ProblemDetails
from kg.serve.routing import Json, answers, router
from kg.serve.templating import render, root_path
from kg.settings import Settings

TAGS = ("query", "graphs", "linked data", "releases", "service")
routes = router("service")


@routes.get("/openapi.json", operation_id="openapi", summary="This", **answers("This", [PLAIN_JSON]))
def openapi(request: Request, service: Serving) -> Response:
    """The description of the service, for programs; ``/docs`` is the same for people."""
    content = _document(request.app, service.settings, root_path(request) or "/")
    return JSONResponse(content, headers={"Cache-Control": "no-cache"})


@routes.get("/docs", operation_id="docs", summary="The service, to read", **answers("A page", [HTML]))
def docs(request: Request, service: Serving) -> Response:
    """The same as a page."""
    content = _document(request.app, service.settings, root_path(request) or "/")
    return render(request, "docs.html", headers={"Cache-Control": "no-cache"}, **api_page.values(content))


@lru_cache(maxsize=2)
def _document(app: FastAPI, settings: Settings, server: str) -> Json:
    return document(app.routes, settings, server=server)


def document(routes: Sequence[BaseRoute], settings: Settings, *, server: str = "/") -> Json:
    """The description of these routes under these settings, mounted at a path."""
    found = get_openapi(
        title="OnRecord",
        version=kg.__version__,
        summary="What companies, agencies and people are on record as saying and doing.",
        description="Read-only: SPARQL, named queries, whole graphs, linked data. Limits are told at the root.",
        license_info={"name": "Licence of the data", "url": settings.licence} if settings.licence else None,
        servers=[{"url": server}],
        tags=[{"name": name} for name in TAGS],
        routes=routes,
    )
    for methods in found["paths"].values():
        for operation in methods.values():
            operation.setdefault("parameters", [])
            if _is_validation_error(operation["responses"].get("422")):
                del operation["responses"]["422"]  # FastAPI's; what it finds wrong is told as a problem of status 400
    schemas = found.setdefault("components", {}).setdefault("schemas", {})
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    schemas["Problem"] = ProblemDetails.model_json_schema()
    query = {"type": "string", "format": "sparql-query", "minLength": 1, "maxLength": settings.serve_query_characters}
    schemas["Query"] = query
    return found


def _is_validation_error(response: Any) -> bool:
    return response is not None and "application/json" in response["content"]
