"""Linked data: every IRI of the graph answers, in the form asked for, at the path its IRI has under the base.

A suffix (``.ttl``, ``.jsonld``, ``.nt``, ``.rdf``, ``.html``) names a form as the Accept header would; a part of a
resource leads to the resource; an IRI that another has replaced redirects to it.
"""

from __future__ import annotations

from urllib.parse import quote

from fastapi import Request
from fastapi.responses import RedirectResponse, Response

from kg import iris
from kg.serve import description, lookups, negotiate
from kg.serve.negotiate import RESOURCE, Form
from kg.serve.problems import Problem
from kg.serve.protocol import Forms, respond
from kg.serve.service import Service, while_connected
from kg.serve.templating import render, root_path

SUFFIXES = {f".{form.name}": form for form in RESOURCE}
MAX_PAGE = 10_000


async def resource(request: Request) -> Response:
    """``GET /{kind}/{key}[/{part}][.{suffix}]``."""
    await request.body()
    return await while_connected(request, _resource(request))


async def _resource(request: Request) -> Response:
    service: Service = request.app.state.service
    path = f"{request.path_params['kind']}/{request.path_params['rest']}"
    address, suffixed = await _find(service, path)
    if address is None:
        raise Problem(404, f"nothing is known of <{service.base}{quote(path)}>")
    if address.part:
        suffix = f".{suffixed.name}" if suffixed else ""
        return _redirect(request, f"{address.kind}/{address.key}{suffix}", status=303)
    known = await description.known(service, address)
    if known.replaced_by and known.replaced_by.startswith(service.base):
        return _redirect(request, known.replaced_by.removeprefix(service.base), status=301)
    if not known.exists:
        raise Problem(404, f"nothing is known of <{_iri(service, address)}>")
    form = suffixed or negotiate.choose(request.headers.get("accept"), RESOURCE)
    if form is None:
        offers = ", ".join(form.media_type for form in RESOURCE)
        raise Problem(406, f"none of the types asked for can be had; there are {offers}")
    if form is negotiate.HTML:
        response = await _page(request, service, address)
    else:
        response = await _data(request, service, address, form)
    return _with_links(request, response, address, form)


async def _find(service: Service, path: str) -> tuple[iris.Address | None, Form | None]:
    """The address a path means and the form its suffix names; a key may itself end in ``.html``."""
    whole = iris.address(service.base, service.base + path)
    form = next((form for suffix, form in SUFFIXES.items() if path.endswith(suffix)), None)
    if form is None or (whole and (await description.known(service, whole)).exists):
        return whole, None
    return iris.address(service.base, service.base + path.removesuffix(f".{form.name}")), form


async def _data(request: Request, service: Service, address: iris.Address, form: Form) -> Response:
    query = lookups.GRAPH_DOCUMENT if address.kind == "graph" else lookups.DOCUMENT
    job = service.job(
        lookups.about(query, _iri(service, address)),
        bindings_format=None,
        graph_format=form.media_type,
        union=address.kind != "graph",
    )
    return await respond(request, service, job, Forms(None, form))


async def _page(request: Request, service: Service, address: iris.Address) -> Response:
    text = request.query_params.get("page", "1")
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:6]) <= MAX_PAGE):
        raise Problem(400, f"page: a number from 1 to {MAX_PAGE}")
    described = await description.describe(service, address, page=int(text))
    return render(
        request,
        "resource.html",
        resource=described,
        address=address,
        forms=[form for form in RESOURCE if form is not negotiate.HTML],
    )


def _with_links(request: Request, response: Response, address: iris.Address, form: Form) -> Response:
    here = f"{root_path(request)}/{address.kind}/{quote(address.key)}"
    links = [
        f'<{here}.{other.name}>; rel="alternate"; type="{other.media_type}"' for other in RESOURCE if other is not form
    ]
    response.headers["Link"] = ", ".join(links)
    response.headers["Content-Location"] = f"{here}.{form.name}"
    response.headers["Vary"] = "Accept"
    return response


def _redirect(request: Request, path: str, *, status: int) -> Response:
    location = f"{root_path(request)}/{quote(path)}"
    return RedirectResponse(location, status, headers={"Vary": "Accept"})


def _iri(service: Service, address: iris.Address) -> str:
    return iris.mint(service.base, address.kind, address.key, address.part).value
