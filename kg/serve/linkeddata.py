"""Linked data: every IRI of the graph answers, in the form asked for, at the path its IRI has under the base.

A suffix (``.ttl``, ``.jsonld``, ``.nt``, ``.rdf``, ``.trig``, ``.nq``, ``.html``) names a form as the Accept header
would; a part of a resource leads to the resource; an IRI that another has replaced redirects to it; a release that is
not the one served is described from its folder. A document holds what leads from a resource, with names, and what leads
to it, by pages; TriG and N-Quads say of each statement which graphs have it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated
from urllib.parse import quote

from fastapi import Path, Query, Request
from fastapi.responses import RedirectResponse, Response
from pyoxigraph import RdfFormat

from kg import iris, store, syntax
from kg.serve import description, negotiate, releases, resource_queries
from kg.serve.dependencies import Accept, Number, Serving
from kg.serve.negotiate import RESOURCE, Form, Forms, accepted
from kg.serve.problems import Problem
from kg.serve.responses import respond
from kg.serve.routing import ASKED, Responses, answers, router
from kg.serve.service import Service
from kg.serve.templating import render, root_path
from kg.terms import PREFIXES

RDF_FORMATS = {
    negotiate.TURTLE.media_type: RdfFormat.TURTLE,
    negotiate.JSONLD.media_type: RdfFormat.JSON_LD,
    negotiate.NTRIPLES.media_type: RdfFormat.N_TRIPLES,
    negotiate.RDFXML.media_type: RdfFormat.RDF_XML,
    negotiate.TRIG.media_type: RdfFormat.TRIG,
    negotiate.NQUADS.media_type: RdfFormat.N_QUADS,
}
SUFFIXES = {f".{form.name}": form for form in RESOURCE}
MAX_PAGE = 10_000
DOCUMENT_SIZE = 1_000  # links to a resource in one document
KEY = Path(
    description="Which one; with a suffix such as .ttl in that form.",
    json_schema_extra={"pattern": "^[A-Za-z0-9][A-Za-z0-9._~-]*$", "format": "key"},
)
MOVED: Responses = {301: {"description": "Another took its place"}, 303: {"description": "See the whole"}}
ANSWERS = answers("What is known of it", RESOURCE, *ASKED, 404, others=MOVED)
routes = router("linked data")


@routes.get("/{kind}/{key:path}", operation_id="resource", summary="A resource", **ANSWERS)
async def resource(
    request: Request,
    service: Serving,
    kind: Annotated[str, Path(description="What it is.", json_schema_extra={"enum": list(iris.KINDS)})],
    key: Annotated[str, KEY],
    page: Annotated[int, Number(MAX_PAGE), Query(description="A page of long lists.")] = 1,
    accept: Accept = None,
) -> Response:
    """What is known of a resource, in the form that a suffix (``.ttl``) or the Accept header names."""
    path = f"{kind}/{key}"
    address, suffixed = await _find(service, path)
    if address is None:
        raise Problem(404, f"nothing is known of <{service.base}{quote(path)}>")
    suffix = f".{suffixed.name}" if suffixed else ""
    if address.part:
        return _redirect(request, f"{address.kind}/{address.key}{suffix}", status=303)
    known = await description.known(service, address)
    if known.replaced_by and known.replaced_by.startswith(service.base):
        return _redirect(request, known.replaced_by.removeprefix(service.base) + suffix, status=301)
    if not known.exists and address.kind == "release":
        return _older(request, service, address, suffixed or accepted(accept, RESOURCE))
    if not known.exists:
        raise Problem(404, f"nothing is known of <{_iri(service, address)}>")
    form = suffixed or accepted(accept, RESOURCE)
    if service.settings.serve_see_other and not suffixed:
        return _redirect(request, f"{address.kind}/{address.key}.{form.name}", status=303)
    if form is negotiate.HTML:
        response = await _page(request, service, address, page)
        return _with_links(request, response, address, form, page=page)
    response = await _data(request, service, address, form, page)
    return _with_links(request, response, address, form, page=page, leafing=await _leafing(service, address, page))


async def _find(service: Service, path: str) -> tuple[iris.Address | None, Form | None]:
    """The address a path means and the form its suffix names; a key may itself end in ``.html``."""
    whole = iris.address(service.base, service.base + path)
    form = next((form for suffix, form in SUFFIXES.items() if path.endswith(suffix)), None)
    if form is None or (whole and (await description.known(service, whole)).exists):
        return whole, None
    return iris.address(service.base, service.base + path.removesuffix(f".{form.name}")), form


async def _data(request: Request, service: Service, address: iris.Address, form: Form, page: int) -> Response:
    iri = _iri(service, address)
    if address.kind == "graph":
        return await respond(request, service, service.graph_job(iri, form, graphs=True))
    first = resource_queries.FIRST if page == 1 else ""
    options: dict[str, str | int] = {"limit": DOCUMENT_SIZE, "offset": (page - 1) * DOCUMENT_SIZE}
    query = resource_queries.about(resource_queries.DOCUMENT, iri, first=first, **options)
    return await respond(request, service, service.job(query, Forms(None, form), union=True, graphs=True))


async def _page(request: Request, service: Service, address: iris.Address, page: int) -> Response:
    described = await description.describe(service, address, page=page)
    return render(
        request,
        "resource.html",
        resource=described,
        address=address,
        forms=[form for form in RESOURCE if form is not negotiate.HTML],
    )


async def _leafing(service: Service, address: iris.Address, page: int) -> list[tuple[str, int]]:
    """The pages of a document before and after one, with their relations."""
    around = [("prev", page - 1)] if page > 1 else []
    beyond = resource_queries.about(resource_queries.BEYOND, _iri(service, address), offset=page * DOCUMENT_SIZE)
    if address.kind != "graph" and await service.rows(beyond):
        around.append(("next", page + 1))
    return around


def _older(request: Request, service: Service, address: iris.Address, form: Form) -> Response:
    """The description of a release that is not the one served, as its folder has it."""
    release = releases.by_id(service, address.key)
    if form is negotiate.HTML:
        return _redirect(request, f"dump/{address.key}", status=303)
    iri = _iri(service, address)
    quads = [quad for quad in store.description(release) if str(quad.subject).startswith(f"<{iri}")]
    if not quads:
        raise Problem(404, f"release {release.id} was made before descriptions were kept; see /dump/{release.id}")
    format = RDF_FORMATS[form.media_type]
    told = quads if form in (negotiate.TRIG, negotiate.NQUADS) else [quad.triple for quad in quads]
    content = syntax.serialize(told, format, PREFIXES | iris.own_prefixes(service.base))
    response = Response(content, headers={"Content-Type": form.content_type, "X-OnRecord-Release": release.id})
    return _with_links(request, response, address, form)


def _with_links(
    request: Request,
    response: Response,
    address: iris.Address,
    form: Form,
    *,
    page: int = 1,
    leafing: Sequence[tuple[str, int]] = (),
) -> Response:
    """The response with Link headers: its other forms, its pages, its IRI, and the description of the data set."""
    service: Service = request.app.state.service
    root = root_path(request)
    here = f"{root}/{address.kind}/{quote(address.key)}"
    links = [
        f'<{here}.{other.name}>; rel="alternate"; type="{other.media_type}"' for other in RESOURCE if other is not form
    ]
    links += [f'<{here}.{form.name}?page={other}>; rel="{relation}"' for relation, other in leafing]
    links.append(f'<{_iri(service, address)}>; rel="canonical"')
    links.append(f'<{root}/release/{service.release.id}>; rel="describedby"')
    response.headers["Link"] = ", ".join(links)
    response.headers["Content-Location"] = f"{here}.{form.name}{f'?page={page}' if page > 1 else ''}"
    response.headers["Vary"] = "Accept"
    return response


def _redirect(request: Request, path: str, *, status: int) -> Response:
    location = f"{root_path(request)}/{quote(path)}"
    return RedirectResponse(location, status, headers={"Vary": "Accept"})


def _iri(service: Service, address: iris.Address) -> str:
    return iris.mint(service.base, address.kind, address.key, address.part).value
