"""Whole graphs: the reads of the SPARQL 1.1 Graph Store Protocol, and the data set's description at its usual address.

https://www.w3.org/TR/sparql11-http-rdf-update/ : ``/graph-store?graph=IRI`` and ``/graph-store?default`` name a graph
indirectly; directly it is its own address, ``/graph/…``, which ``linkeddata`` serves.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import Query, Request
from fastapi.responses import Response

from kg import iris
from kg.serve import resource_queries
from kg.serve.dependencies import Accept, Iri, OneOf, Serving
from kg.serve.negotiate import GRAPHS, Form, accepted
from kg.serve.problems import Problem
from kg.serve.responses import respond
from kg.serve.routing import ASKED, answers, router
from kg.serve.service import Service
from kg.serve.templating import root_path

NAMES = {form.name: form for form in GRAPHS}
Format = Annotated[str | None, OneOf(NAMES), Query(description="A form by name.")]
# one of two parameters, which is more than their types can say
WHICH = {
    "name": "which",
    "in": "query",
    "required": True,
    "style": "form",
    "explode": True,
    "description": "?graph=IRI names a named graph, ?default the default graph.",
    "schema": {
        "oneOf": [
            {"type": "object", "required": [name], "properties": {name: schema}, "additionalProperties": False}
            for name, schema in (
                ("graph", {"type": "string", "format": "iri", "pattern": "^[A-Za-z][A-Za-z0-9+.-]*:"}),
                ("default", {"type": "string", "enum": [""]}),
            )
        ]
    },
}
routes = router("graphs")


@routes.get(
    "/graph-store",
    operation_id="graph",
    summary="A whole graph",
    openapi_extra={"parameters": [WHICH]},
    **answers("The graph", GRAPHS, *ASKED, 404),
)
async def graph_store(
    request: Request,
    service: Serving,
    graph: Annotated[str | None, Iri(), Query(include_in_schema=False)] = None,
    default: Annotated[str | None, OneOf([""]), Query(include_in_schema=False)] = None,
    format: Format = None,
    accept: Accept = None,
) -> Response:
    """The graph that the request names."""
    given = len(request.query_params.multi_items())
    if (graph is None) is (default is None) or given > 1 + (format is not None):
        raise Problem(400, "name one graph: ?graph=IRI or ?default; besides there is format=")
    form = NAMES[format] if format else accepted(accept, GRAPHS)
    if graph is None:
        return await respond(request, service, service.graph_job("", form))
    return await _graph(request, service, graph, form)


@routes.get(
    "/.well-known/void",
    operation_id="void",
    summary="The data set's description",
    **answers("The graph", GRAPHS, *ASKED),
)
async def well_known(request: Request, service: Serving, format: Format = None, accept: Accept = None) -> Response:
    """What the data set says of itself (https://www.w3.org/TR/void/#well-known)."""
    form = NAMES[format] if format else accepted(accept, GRAPHS)
    response = await _graph(request, service, iris.release_graph(service.base).value, form)
    response.headers["Content-Location"] = f"{root_path(request)}/graph/{iris.RELEASE}.{form.name}"
    return response


async def _graph(request: Request, service: Service, iri: str, form: Form) -> Response:
    if not await service.rows(resource_queries.about(resource_queries.GRAPH_EXISTS, iri)):
        raise Problem(404, f"there is no graph <{iri}>")
    return await respond(request, service, service.graph_job(iri, form))
