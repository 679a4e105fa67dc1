"""The named queries as an API: each has its address, its parameters and its pages; ``/queries`` lists them.

A parameter is bound as a term. ``page`` and ``page_size`` take a part of the rows, with ``Link`` headers to the others;
the queries leave nothing of their order to chance. ``/queries/{name}.rq`` is the query itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from fastapi import Request
from fastapi.responses import JSONResponse, RedirectResponse, Response

from kg import queries
from kg.errors import QueryError
from kg.queries import NamedQuery
from kg.serve import negotiate, sparql
from kg.serve.ipc import Job
from kg.serve.negotiate import HTML, PLAIN_JSON
from kg.serve.problems import Problem
from kg.serve.query_page import SHOWN, shown, table
from kg.serve.service import Service, while_connected
from kg.serve.sparql import Asked, Forms
from kg.serve.templating import render, root_path, urlencode_all

SOURCE = ".rq"
MAX_PAGE = 1_000_000
MAX_SIZE = 10_000
OURS = ("format", "page", "page_size")  # no query has parameters of these names


@dataclass(frozen=True, slots=True)
class Page:
    """A part of the rows: its number, counted from 1, and how many rows a page has."""

    number: int
    size: int

    def of(self, query: str, *, more: int = 0) -> str:
        """The query for this page's rows, and for ``more`` of the next."""
        return f"{query}\nLIMIT {self.size + more} OFFSET {(self.number - 1) * self.size}"


def listing(request: Request) -> Response:
    """``GET /queries``: what can be asked; for people it stands on the front page."""
    form = negotiate.choose(request.headers.get("accept"), (PLAIN_JSON, HTML))
    if form is HTML:
        return RedirectResponse(f"{root_path(request)}/#questions", 303, headers={"Vary": "Accept"})
    if form is None:
        raise Problem(406, "the list of queries comes as application/json or text/html")
    found = [_entry(request, queries.load(name)) for name in queries.names()]
    return JSONResponse(found, headers={"Vary": "Accept"})


async def named_query(request: Request) -> Response:
    """``GET /queries/{name}``: the answer to one of our own queries."""
    await request.body()
    service: Service = request.app.state.service
    name, source = request.path_params["name"], False
    if name not in queries.names():  # a name only, never a path
        name, source = name.removesuffix(SOURCE), name.endswith(SOURCE)
    if name not in queries.names():
        raise Problem(404, f"no query is called {name!r}; they are listed at /queries")
    named = queries.load(name)
    given = _once(request)
    ours = {key: given.pop(key) for key in OURS if key in given}
    query = _bound(named, given)
    if source:
        return Response(query, media_type="application/sparql-query")
    forms = Forms.of(request.headers.get("accept"), ours.get("format"))
    page = _page(ours)
    if page is not None and named.form != "select":
        raise Problem(400, f"{name} answers with no rows, so it has no pages")
    if forms.html:
        return await _shown(request, service, named, given, query, page)
    response = await sparql.respond(request, service, _job(service, page.of(query) if page else query, forms), forms)
    if page is not None:
        response.headers["Link"] = await _links(request, service, query, page, forms)
    return response


def _bound(named: NamedQuery, given: dict[str, str]) -> str:
    """The query with its parameters; ``Problem`` where one is none, or no term of its type."""
    try:
        return named.bind(given)
    except QueryError as error:
        raise Problem(400, error.reason + (f"; {error.hint}" if error.hint else "")) from error


def _once(request: Request) -> dict[str, str]:
    """The parameters; ``Problem`` where one is given twice, as it would be anybody's guess which counts.

    One of a query's without a value, as forms send it, is not given.
    """
    given: dict[str, str] = {}
    for name, value in request.query_params.multi_items():
        if name in given:
            raise Problem(400, f"parameter {name!r} is given twice")
        given[name] = value
    return {name: value for name, value in given.items() if value or name in OURS}


def _page(ours: dict[str, str]) -> Page | None:
    if "page" not in ours and "page_size" not in ours:
        return None
    return Page(_number(ours, "page", 1, MAX_PAGE), _number(ours, "page_size", SHOWN, MAX_SIZE))


def _number(ours: dict[str, str], name: str, default: int, most: int) -> int:
    text = ours.get(name, str(default))
    if not re.fullmatch("[1-9][0-9]{0,8}", text) or int(text) > most:
        raise Problem(400, f"{name}: a number from 1 to {most:,}")
    return int(text)


def _job(service: Service, query: str, forms: Forms) -> Job:
    return sparql.job(service, Asked(query=query), forms)


async def _links(request: Request, service: Service, query: str, page: Page, forms: Forms) -> str:
    """The pages before and after, if there are any."""
    json = replace(forms, bindings=negotiate.JSON)
    job = replace(_job(service, page.of(query, more=1), json), first_rows=page.size)
    more = (await while_connected(request, service.ask(job))).cut
    here = f"{root_path(request)}{request.url.path.removeprefix(root_path(request))}"
    numbers = {"first": 1, "prev": page.number - 1, "next": page.number + 1 if more else 0}
    found = []
    for relation, number in numbers.items():
        if number:
            parameters = {**request.query_params, "page": str(number), "page_size": str(page.size)}
            found.append(f'<{here}?{urlencode_all(parameters)}>; rel="{relation}"')
    return ", ".join(found)


async def _shown(
    request: Request, service: Service, named: NamedQuery, given: dict[str, str], query: str, page: Page | None
) -> Response:
    page = page or Page(1, SHOWN)
    forms = Forms(HTML, HTML)
    job = _job(service, page.of(query, more=1) if named.form == "select" else query, forms)
    answer = await while_connected(request, service.ask(replace(shown(job), first_rows=page.size)))
    values = {"named": named, "given": given, "query": query, "page": page, **table(answer)}
    return render(request, "query.html", headers={"Vary": "Accept"}, **values)


def _entry(request: Request, named: NamedQuery) -> dict[str, object]:
    parameters = [
        {"name": one.name, "type": one.type, "description": one.description, "default": one.default}
        for one in named.parameters
    ]
    return {
        "name": named.name,
        "title": named.title,
        "asks": named.asks,
        "form": named.form,
        "parameters": parameters,
        "href": f"{request.base_url}queries/{named.name}",
        "source": f"{request.base_url}queries/{named.name}{SOURCE}",
    }
