"""The named queries as an API: each has its address, its parameters and its pages; ``/queries`` lists them.

A parameter is bound as a term. ``page`` and ``page_size`` take a part of the rows, with ``Link`` headers to the others;
the queries leave nothing of their order to chance. ``/queries/{name}.rq`` is the query itself.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from functools import cache
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import RedirectResponse, Response
from pydantic import BaseModel

from kg import queries
from kg.errors import QueryError
from kg.queries import NamedQuery, Parameter
from kg.serve import query_page
from kg.serve.dependencies import Accept, Number, Serving
from kg.serve.negotiate import BINDINGS, GRAPHS, HTML, JSON, PAGE, PLAIN_JSON, SAFE_CSV, Forms, accepted
from kg.serve.problems import Problem
from kg.serve.responses import respond
from kg.serve.routing import ASKED, Json, answers, json_answers, router
from kg.serve.service import Service
from kg.serve.templating import render, root_path, urlencode_all

MAX_PAGE = 1_000_000
MAX_SIZE = 10_000
PAGES = ("page", "page_size")  # no query has parameters of these names, nor ``format``
SCHEMAS: dict[str, Json] = {
    "string": {"type": "string"},
    "iri": {"type": "string", "format": "iri", "pattern": "^[A-Za-z][A-Za-z0-9+.-]*:"},
    "integer": {"type": "integer", "minimum": -(10**17), "maximum": 10**17},
    "date": {"type": "string", "format": "date"},
}
EMPTY = {"type": "string", "maxLength": 0}  # what forms send of a field left empty is no value
LINK = {"200": {"headers": {"Link": {"description": "The pages around", "schema": {"type": "string"}}}}}


@dataclass(frozen=True, slots=True)
class Page:
    """A part of the rows: its number, counted from 1, and how many rows a page has."""

    number: int
    size: int

    def of(self, query: str, *, more: int = 0) -> str:
        """The query for this page's rows, and for ``more`` of the next."""
        return queries.page(query, rows=self.size + more, skipped=(self.number - 1) * self.size)


Format = Annotated[str | None, Query(include_in_schema=False)]


class NamedQueryEntry(BaseModel):
    """A named query, as ``/queries`` lists it."""

    name: str
    title: str
    asks: str
    form: str
    parameters: list[dict[str, str | None]]
    href: str
    source: str


def routes() -> APIRouter:
    """An operation for each query, its parameters those of the query."""
    found = router("query")
    told = json_answers("The named queries", list[NamedQueryEntry], 406)
    found.add_api_route("/queries", listing, operation_id="queries", summary="What can be asked", **told)
    text = answers("The query, its parameters bound", ["application/sparql-query"], 404)
    name = {"name": "name", "in": "path", "required": True, "description": "Which query."}
    name |= {"schema": {"type": "string", "enum": list(all_named())}}
    found.add_api_route(
        "/queries/{name}.rq",
        source,
        operation_id="source",
        summary="The query",
        openapi_extra={"parameters": [name]},
        **text,
    )
    for named in all_named().values():
        forms = GRAPHS if named.form in ("construct", "describe") else BINDINGS
        offered = (*forms, HTML) if forms is GRAPHS else (*forms, SAFE_CSV, HTML)
        format = _described("format", "A form by name, in place of the Accept header.", {"type": "string"})
        format["schema"]["enum"] = [form.name for form in offered]
        found.add_api_route(
            f"/queries/{named.name}",
            _paged(named) if named.form == "select" else _whole(named),
            operation_id=named.name,
            summary=named.title,
            description=named.asks,
            openapi_extra={"parameters": [*map(_declared, named.parameters), format], "responses": LINK},
            **answers(named.title, (*forms, HTML), *ASKED),
        )
    found.add_api_route("/queries/{name}", unknown, include_in_schema=False)
    return found


@cache
def all_named() -> dict[str, NamedQuery]:
    """The named queries by their names."""
    return {name: queries.load(name) for name in queries.names()}


def listing(request: Request, reply: Response, accept: Accept = None) -> Any:
    """What can be asked; for people it stands on the front page."""
    reply.headers["Vary"] = "Accept"
    if accepted(accept, (PLAIN_JSON, HTML)) is HTML:
        return RedirectResponse(f"{root_path(request)}/#questions", 303, headers={"Vary": "Accept"})
    return [_listed(request, named) for named in all_named().values()]


def source(request: Request, name: Annotated[str, Path(include_in_schema=False)]) -> Response:
    """The text of a query with its parameters bound."""
    if name not in all_named():
        raise _none(name)
    return Response(_bound(all_named()[name], _once(request)), media_type="application/sparql-query")


def unknown(name: str) -> Response:
    """Nothing: of a name that no query has."""
    raise _none(name)


def _none(name: str) -> Problem:
    return Problem(404, f"no query is called {name!r}; they are listed at /queries")


def _whole(named: NamedQuery) -> Callable[..., Awaitable[Response]]:
    """The operation of a query that answers with a graph or a boolean."""

    async def answer(request: Request, service: Serving, accept: Accept = None, format: Format = None) -> Response:
        given = _once(request)
        query, forms = _bound(named, given), Forms.of(accept, format)
        if forms.html:
            return await _shown(request, service, named, given, query, Page(1, query_page.SHOWN))
        return await respond(request, service, service.job(query, forms))

    return answer


def _paged(named: NamedQuery) -> Callable[..., Awaitable[Response]]:
    """The operation of a query that answers with rows, all of them or a page."""

    async def answer(
        request: Request,
        service: Serving,
        accept: Accept = None,
        format: Format = None,
        page: Annotated[int | None, Number(MAX_PAGE), Query(description="A page of the rows.")] = None,
        page_size: Annotated[int | None, Number(MAX_SIZE), Query(description="Rows on a page.")] = None,
    ) -> Response:
        given = _once(request, *PAGES)
        query, forms = _bound(named, given), Forms.of(accept, format)
        part = Page(page or 1, page_size or query_page.SHOWN)
        if forms.html:
            return await _shown(request, service, named, given, query, part)
        if page is page_size is None:
            return await respond(request, service, service.job(query, forms))
        links = await _links(request, service, query, part)  # first: what fails then leaves no stream open
        response = await respond(request, service, service.job(part.of(query), forms))
        response.headers["Link"] = links
        return response

    return answer


def _bound(named: NamedQuery, given: dict[str, str]) -> str:
    """The query with its parameters; ``Problem`` where one is none, or no term of its type."""
    try:
        return named.bind(given)
    except QueryError as error:
        raise Problem(400, error.reason + (f"; {error.hint}" if error.hint else "")) from error


def _once(request: Request, *ours: str) -> dict[str, str]:
    """The parameters of the query; ``Problem`` where one is given twice, as it would be anybody's guess which counts.

    One without a value, as forms send it, is not given.
    """
    given: dict[str, str] = {}
    for name, value in request.query_params.multi_items():
        if name in given:
            raise Problem(400, f"parameter {name!r} is given twice")
        given[name] = value
    return {name: value for name, value in given.items() if value and name not in ("format", *ours)}


async def _links(request: Request, service: Service, query: str, page: Page) -> str:
    """The pages before and after, if there are any."""
    job = replace(service.job(page.of(query, more=1), Forms(JSON, None)), first_rows=page.size)
    more = (await service.ask(job)).cut
    here = f"{root_path(request)}{request.url.path.removeprefix(root_path(request))}"
    numbers = {"first": 1, "prev": page.number - 1, "next": page.number + 1 if more else 0}
    found = []
    for relation, number in numbers.items():
        if number:
            parameters = {**request.query_params, "page": str(number), "page_size": str(page.size)}
            found.append(f'<{here}?{urlencode_all(parameters)}>; rel="{relation}"')
    return ", ".join(found)


async def _shown(
    request: Request, service: Service, named: NamedQuery, given: dict[str, str], query: str, page: Page
) -> Response:
    job = service.job(page.of(query, more=1) if named.form == "select" else query, PAGE)
    values: dict[str, Any] = {"named": named, "given": given, "query": query, "page": page}
    values |= await query_page.table(service, job, first=page.size)
    return render(request, "query.html", headers={"Vary": "Accept"}, **values)


def _listed(request: Request, named: NamedQuery) -> NamedQueryEntry:
    address = f"{request.base_url}queries/{named.name}"
    return NamedQueryEntry(
        name=named.name,
        title=named.title,
        asks=named.asks,
        form=named.form,
        parameters=[
            {"name": one.name, "type": one.type, "description": one.description, "default": one.default}
            for one in named.parameters
        ],
        href=address,
        source=f"{address}.rq",
    )


def _declared(parameter: Parameter) -> Json:
    """A query's parameter as OpenAPI has it."""
    default = f" Default: {parameter.default}." if parameter.default else ""
    schema = SCHEMAS[parameter.type]
    if parameter.type != "string":
        schema = {"anyOf": [schema, EMPTY]}
    return _described(parameter.name, parameter.description + default, schema)


def _described(name: str, description: str, schema: Json) -> Json:
    return {"name": name, "in": "query", "description": description, "schema": schema}
