"""``/sparql``, the query half of the SPARQL 1.1 Protocol: a request becomes a job, a job's answer the response.

https://www.w3.org/TR/sparql11-protocol/#query-operation
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Annotated, Literal
from urllib.parse import parse_qsl

from fastapi import Depends, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, WithJsonSchema

from kg import iris, queries
from kg.errors import LimitExceeded, QueryError
from kg.screening import QueryLimits, QuerySize
from kg.serve import query_page, service_description
from kg.serve.answers import Busy, TooMany
from kg.serve.dependencies import Iri, Serving
from kg.serve.ipc import Job
from kg.serve.negotiate import BINDINGS, BY_NAME, GRAPHS, HTML, PAGE, Forms
from kg.serve.problems import Problem, as_problem
from kg.serve.responses import respond
from kg.serve.routing import ASKED, Json, answers, router
from kg.serve.search import looked_up
from kg.serve.service import Service
from kg.serve.templating import render
from kg.terms import PREFIXES

MAX_FIELDS = 200
MAX_GRAPHS = 50  # default graphs, and as many named ones
LONG = 8_000  # characters of a query that is not worth remembering
FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
READ_ONLY = "this service is read-only: it takes queries, no updates"
GRAPHS_NAMED = ("default-graph-uri", "named-graph-uri")
QUERY_SCHEMA = {"$ref": "#/components/schemas/Query"}
routes = router("query")


class Asked(BaseModel):
    """The parameters of a query: the protocol's, and ``union`` and ``format`` of our own."""

    model_config = ConfigDict(frozen=True)

    query: Annotated[str | None, AfterValidator(queries.decoded)] = Field(
        default=None, description="A SPARQL 1.1 query: SELECT, ASK, CONSTRUCT or DESCRIBE."
    )
    default_graphs: tuple[Annotated[str, Iri()], ...] = Field(
        alias="default-graph-uri",
        default=(),
        max_length=MAX_GRAPHS,
        description="A graph of the default graph; in place of the query's FROM.",
    )
    named_graphs: tuple[Annotated[str, Iri()], ...] = Field(
        alias="named-graph-uri",
        default=(),
        max_length=MAX_GRAPHS,
        description="A named graph; in place of the query's FROM NAMED.",
    )
    union: Literal["true", "false"] = Field(
        default="false", description="Whether the default graph is all graphs together."
    )
    format: Annotated[str | None, WithJsonSchema({"type": "string", "enum": list(BY_NAME)})] = Field(
        default=None, description="A form by name, in place of the Accept header; or a media type."
    )


def _described() -> tuple[list[Json], Json]:
    """The same as parameters of an address, and as the bodies that a query may be posted in."""
    properties = Asked.model_json_schema()["properties"]
    properties["query"] = {"description": properties["query"]["description"], **QUERY_SCHEMA}
    parameters = [
        {"name": name, "in": "query", "description": one.pop("description"), "schema": one}
        for name, one in properties.items()
    ]
    form = {name: one["schema"] for one in parameters if (name := str(one["name"]))}
    content = {
        FORM: {"schema": {"type": "object", "required": ["query"], "properties": form}},
        QUERY: {"schema": QUERY_SCHEMA},
    }
    return parameters, {"required": True, "content": content}


async def read(request: Request) -> Asked:
    """The parameters in a request's address and body; ``Problem`` for what the protocol does not allow.

    They are read here, since FastAPI takes the last of two queries and lets broken UTF-8 pass; it also takes 70 µs.
    """
    fields = _address(request)
    if request.method == "POST":
        kind, charset = _content_type(request)
        body = await request.body()
        if kind == UPDATE:
            raise Problem(403, READ_ONLY)
        if kind == QUERY:
            fields.append(("query", _text(body)))
        elif kind == FORM:
            fields += _fields(_text(body))
        else:
            raise Problem(415, f"send a query as {FORM} or {QUERY}, not as {kind or 'an unnamed type'}")
        if charset not in ("utf-8", "us-ascii"):
            raise Problem(415, f"send a query in UTF-8, not in {charset}")
    return _asked(fields)


def _asked(fields: Sequence[tuple[str, str]]) -> Asked:
    values: dict[str, list[str]] = {}
    for name, value in fields:
        values.setdefault(name, []).append(value)
    if "update" in values:
        raise Problem(403, READ_ONLY)
    if len(values.get("query", ())) > 1:
        raise Problem(400, "send one query a request")
    try:
        return Asked.model_validate(
            {name: found if name in GRAPHS_NAMED else found[-1] for name, found in values.items()}
        )
    except ValidationError as error:
        raise RequestValidationError([{**one, "loc": ("query", *one["loc"])} for one in error.errors()]) from error


Given = Annotated[Asked, Depends(read)]
PARAMETERS, BODY = _described()
ANSWERS = ("The result, or without a query the service description", (*BINDINGS, *GRAPHS, HTML))


@routes.post(
    "/sparql",
    operation_id="queryPost",
    summary="Ask a query",
    openapi_extra={"requestBody": BODY},
    **answers(*ANSWERS, *ASKED, 403, 413, 415),
)
@routes.get(
    "/sparql",
    operation_id="query",
    summary="Ask a query",
    openapi_extra={"parameters": PARAMETERS},
    **answers(*ANSWERS, *ASKED, 403),
)
async def sparql(request: Request, service: Serving, asked: Given) -> Response:
    """The SPARQL protocol; without a query the service description, or a form to write one."""
    if asked.query is None and request.method == "POST":
        raise Problem(400, f"no query: send it as the parameter 'query', or as a body of type {QUERY}")
    forms = Forms.of(request.headers.get("accept"), asked.format)
    if forms.html:
        return await _page(request, service, asked)
    if asked.query is None:
        if forms.graph is None:
            raise Problem(406, f"a service description is a graph; there are {', '.join(form.name for form in GRAPHS)}")
        return await service_description.description(request, service, forms.graph)
    return await respond(request, service, await _job(service, asked, asked.query, forms))


async def _job(service: Service, asked: Asked, query: str, forms: Forms) -> Job:
    """The job of a query, which is checked, and the words it looks for replaced by what they match.

    A dataset named by the protocol is the whole dataset: without default graphs in it, its default graph is empty,
    and the union asked for is that of its graphs.
    """
    size = check(query, service.query_limits, service.base)
    union, named = asked.union == "true", bool(asked.default_graphs or asked.named_graphs)
    together = (*asked.default_graphs, *asked.named_graphs) if union else asked.default_graphs
    return service.job(
        await looked_up(service, query),
        forms,
        default_graphs=together if named else None,
        named_graphs=asked.named_graphs if named else None,
        union=union and not named,
        rehearse=size.slow_to_plan,
        ad_hoc=True,
    )


async def _page(request: Request, service: Service, asked: Asked) -> Response:
    """The form with the result below it, or with what was wrong above it."""
    if asked.query is None:
        values, status = query_page.form(query_page.EXAMPLE), 200
    else:
        values, status = query_page.form(asked.query, union=asked.union == "true"), 200
        try:
            job = await _job(service, asked, asked.query, PAGE)
            values |= {"asked": True, **await query_page.table(service, job)}
        except (QueryError, LimitExceeded, Busy, TooMany) as error:
            problem = as_problem(error)
            values["problem"], status = problem.detail, problem.status
    return render(request, "sparql.html", status=status, headers={"Vary": "Accept"}, **values)


def check(query: str, limits: QueryLimits, base: str) -> QuerySize:
    """The size of a query, ``QueryError`` for one that is refused; one that is asked again is not read again."""
    return _check(query, limits, base) if len(query) > LONG else _checked(query, limits, base)


def _check(query: str, limits: QueryLimits, base: str) -> QuerySize:
    return queries.check(query, limits=limits, prefixes=PREFIXES | iris.own_prefixes(base))


_checked = lru_cache(maxsize=500)(_check)


def _address(request: Request) -> list[tuple[str, str]]:
    """The fields in a request's address, which FastAPI has read, but for what it would not refuse."""
    fields = request.query_params.multi_items()
    if len(fields) < MAX_FIELDS and not any("\ufffd" in text for field in fields for text in field):
        return fields
    return _fields(request.scope["query_string"].decode("latin-1"))


def _fields(text: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(text, keep_blank_values=True, max_num_fields=MAX_FIELDS, errors="strict")
    except ValueError as error:
        raise Problem(400, f"the parameters cannot be read: {error}") from error


def _content_type(request: Request) -> tuple[str, str]:
    """The media type of a request's body and its character encoding; a body in any coding is refused."""
    coding = request.headers.get("content-encoding", "identity").strip().lower()
    if coding not in ("", "identity"):  # what a small body could grow to is nobody's to try
        raise Problem(
            415, f"send the body as it is, not in the coding {coding}", headers={"Accept-Encoding": "identity"}
        )
    kind, *parameters = request.headers.get("content-type", "").split(";")
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            return kind.strip().lower(), value.strip().strip('"').lower()
    return kind.strip().lower(), "utf-8"


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Problem(400, "the body is not UTF-8") from error
