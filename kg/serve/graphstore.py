"""Whole graphs: the reads of the SPARQL 1.1 Graph Store Protocol, and the data set's description at its usual address.

https://www.w3.org/TR/sparql11-http-rdf-update/ : ``/graph-store?graph=IRI`` and ``/graph-store?default`` name a graph
indirectly; directly it is its own address, ``/graph/…``, which ``linkeddata`` serves.
"""

from __future__ import annotations

from fastapi import Request
from fastapi.responses import Response

from kg import iris
from kg.serve import negotiate, resource_queries
from kg.serve.negotiate import GRAPHS, Form
from kg.serve.problems import Problem
from kg.serve.service import Service, while_connected
from kg.serve.sparql import Forms, absolute, respond
from kg.serve.templating import root_path

NAMES = {form.name: form for form in GRAPHS}


async def graph_store(request: Request) -> Response:
    """``GET /graph-store``: the graph that the request names."""
    await request.body()
    service: Service = request.app.state.service
    parameters = request.query_params.multi_items()
    given = [(name, value) for name, value in parameters if name in ("graph", "default")]
    if len(given) != 1 or len(parameters) > 1 + ("format" in request.query_params):
        raise Problem(400, "name one graph: ?graph=IRI or ?default; besides there is format=")
    form = _form(request)
    name, value = given[0]
    if name == "default":
        if value:
            raise Problem(400, "default takes no value")
        return await respond(request, service, service.graph_job("", form.media_type), Forms(None, form))
    return await _graph(request, service, absolute(value, "graph"), form)


async def well_known(request: Request) -> Response:
    """``GET /.well-known/void``: what the data set says of itself (https://www.w3.org/TR/void/#well-known)."""
    await request.body()
    service: Service = request.app.state.service
    form = _form(request)
    response = await _graph(request, service, iris.release_graph(service.base).value, form)
    response.headers["Content-Location"] = f"{root_path(request)}/graph/{iris.RELEASE}.{form.name}"
    return response


async def _graph(request: Request, service: Service, iri: str, form: Form) -> Response:
    if not await while_connected(request, service.rows(resource_queries.about(resource_queries.GRAPH_EXISTS, iri))):
        raise Problem(404, f"there is no graph <{iri}>")
    return await respond(request, service, service.graph_job(iri, form.media_type), Forms(None, form))


def _form(request: Request) -> Form:
    name = request.query_params.get("format")
    if name is not None and name not in NAMES:
        raise Problem(400, f"no format {name!r} of graphs; one of {', '.join(NAMES)}")
    form = NAMES[name] if name else negotiate.choose(request.headers.get("accept"), GRAPHS)
    if form is None:
        offers = ", ".join(form.media_type for form in GRAPHS)
        raise Problem(406, f"none of the types asked for can be had; there are {offers}")
    return form
