"""``/sparql``, the query half of the SPARQL 1.1 Protocol: a request becomes a job, an answer a response.

https://www.w3.org/TR/sparql11-protocol/#query-operation
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from urllib.parse import parse_qsl

from fastapi import Request
from fastapi.responses import Response
from pyoxigraph import NamedNode

from kg import iris, queries
from kg.errors import LimitExceeded, QueryError
from kg.screening import QueryLimits, QuerySize
from kg.serve import negotiate, service_description
from kg.serve.answers import Busy, Stream, TooMany
from kg.serve.home import EXAMPLE
from kg.serve.ipc import Job
from kg.serve.negotiate import GRAPHS, Form
from kg.serve.problems import Problem, as_problem
from kg.serve.query_page import blank, shown, table
from kg.serve.responses import Streamed, matches
from kg.serve.search import looked_up
from kg.serve.service import Service, while_connected
from kg.serve.templating import render
from kg.terms import PREFIXES

LONG = 8_000  # characters of a query that is not worth remembering
MAX_FIELDS = 200
MAX_GRAPHS = 50  # default graphs, and as many named ones
FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
READ_ONLY = "this service is read-only: it takes queries, no updates"
# what ``format=`` may name, besides the Accept header: a form of bindings, one of graphs
BY_NAME: dict[str, tuple[Form | None, Form | None]] = {
    **{form.name: (form, None) for form in (*negotiate.BINDINGS, negotiate.SAFE_CSV)},
    **{form.name: (None, form) for form in negotiate.GRAPHS},
    "json": (negotiate.JSON, negotiate.JSONLD),
    "xml": (negotiate.XML, negotiate.RDFXML),
    "html": (negotiate.HTML, negotiate.HTML),
    # as clients call them
    "turtle": (None, negotiate.TURTLE),
    "n3": (None, negotiate.TURTLE),
    "ntriples": (None, negotiate.NTRIPLES),
    "json-ld": (None, negotiate.JSONLD),
    "rdf+xml": (None, negotiate.RDFXML),
    "nquads": (None, negotiate.NQUADS),
}


async def sparql(request: Request) -> Response:
    """``GET`` and ``POST /sparql``: the SPARQL protocol; without a query, the service description, or a form."""
    service: Service = request.app.state.service
    asked = await read(request)
    if asked is None:
        if request.method == "GET":
            return await _described(request, service)
        raise Problem(400, "no query: send it as the parameter 'query', or as a body of type application/sparql-query")
    forms = Forms.of(request.headers.get("accept"), asked.format)
    if forms.html:
        return await _page(request, service, asked, forms)
    asked = await _read(service, asked)
    return await respond(request, service, job(service, asked, forms), forms)


async def _read(service: Service, asked: Asked) -> Asked:
    """What was asked, checked, and with the words it looks for replaced by what they match."""
    size = check(asked.query, service.query_limits, service.base)
    query = await looked_up(service, asked.query)
    return replace(asked, query=query, rehearse=size.slow_to_plan)


def check(query: str, limits: QueryLimits, base: str) -> QuerySize:
    """The size of a query, ``QueryError`` for one that is refused; one that is asked again is not read again."""
    return _check(query, limits, base) if len(query) > LONG else _checked(query, limits, base)


def _check(query: str, limits: QueryLimits, base: str) -> QuerySize:
    return queries.check(query, limits=limits, prefixes=PREFIXES | iris.own_prefixes(base))


_checked = lru_cache(maxsize=500)(_check)


async def _described(request: Request, service: Service) -> Response:
    """What answers to the address alone: the form to write a query for people, the service description for programs."""
    forms = Forms.of(request.headers.get("accept"), request.query_params.get("format"))
    if forms.html:
        return render(request, "sparql.html", headers={"Vary": "Accept"}, **blank(EXAMPLE))
    if forms.graph is None:
        raise Problem(406, f"a service description is a graph; there are {', '.join(form.name for form in GRAPHS)}")
    return await service_description.description(request, service, forms.graph)


async def _page(request: Request, service: Service, asked: Asked, forms: Forms) -> Response:
    """The form with the result below it, or with what was wrong above it."""
    values, status = blank(asked.query) | {"union": asked.union}, 200
    try:
        asked = await _read(service, asked)
        answer = await while_connected(request, service.ask(shown(job(service, asked, forms))))
    except (QueryError, LimitExceeded, Busy, TooMany) as error:
        problem = as_problem(error)
        values["problem"], status = problem.detail, problem.status
    else:
        values |= table(answer)
    return render(request, "sparql.html", status=status, headers={"Vary": "Accept"}, **values)


@dataclass(frozen=True, slots=True)
class Asked:
    """A query request: the protocol's parameters, and ``format`` and ``union`` of our own.

    ``rehearse`` where planning it is to be timed by itself.
    """

    query: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    format: str | None = None
    union: bool = False
    rehearse: bool = False


async def read(request: Request) -> Asked | None:
    """The request taken apart; None where it has no query. ``Problem`` for what the protocol does not allow."""
    fields = _fields(request.scope["query_string"].decode("latin-1"))
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
    return asked(fields)


def asked(fields: Sequence[tuple[str, str]]) -> Asked | None:
    """Parameters as a query request."""
    values: dict[str, list[str]] = {}
    for name, value in fields:
        values.setdefault(name, []).append(value)
    if "update" in values:
        raise Problem(403, READ_ONLY)
    default_graphs = tuple(absolute(value, "default-graph-uri") for value in values.get("default-graph-uri", ()))
    named_graphs = tuple(absolute(value, "named-graph-uri") for value in values.get("named-graph-uri", ()))
    if max(len(default_graphs), len(named_graphs)) > MAX_GRAPHS:
        raise Problem(400, f"name at most {MAX_GRAPHS} graphs of a kind, or ask all of them")
    union = _truth(values.get("union", ["false"])[-1], "union")
    if "query" not in values:
        return None
    if len(values["query"]) > 1:
        raise Problem(400, "send one query a request")
    return Asked(
        query=queries.decoded(values["query"][0]),
        default_graphs=default_graphs,
        named_graphs=named_graphs,
        format=values.get("format", [None])[-1],
        union=union,
    )


@dataclass(frozen=True, slots=True)
class Forms:
    """The forms an answer may take: one for bindings, one for graphs (None: not accepted); HTML stands for a page."""

    bindings: Form | None
    graph: Form | None

    @property
    def html(self) -> bool:
        return self.bindings is negotiate.HTML

    @classmethod
    def of(cls, accept: str | None, format: str | None = None) -> Forms:
        """By the name or media type in ``format``, else by the Accept header; ``Problem`` (406) where nothing fits."""
        if format is not None and "/" not in format:
            if format not in BY_NAME:
                raise Problem(400, f"no format {format!r}; one of {', '.join(BY_NAME)}, or a media type")
            return cls(*BY_NAME[format])
        accept = format or accept
        if negotiate.prefers_html(accept):
            return cls(negotiate.HTML, negotiate.HTML)
        found = cls(negotiate.choose(accept, negotiate.BINDINGS), negotiate.choose(accept, negotiate.GRAPHS))
        if found.bindings is None and found.graph is None:
            offers = ", ".join(form.media_type for form in (*negotiate.BINDINGS, *negotiate.GRAPHS))
            raise Problem(406, f"none of the types asked for can be had; there are {offers}")
        return found


def job(service: Service, asked: Asked, forms: Forms) -> Job:
    """The job of a request, whose query has been checked unless it is ours.

    A dataset named by the protocol is the whole dataset: without default graphs in it, its default graph is empty,
    and the union asked for is that of its graphs.
    """
    named = bool(asked.default_graphs or asked.named_graphs)
    together = (*asked.default_graphs, *asked.named_graphs) if asked.union else asked.default_graphs
    return service.job(
        asked.query,
        bindings_format=_wire_type(forms.bindings, negotiate.JSON),
        graph_format=_wire_type(forms.graph, negotiate.TURTLE),
        default_graphs=together if named else None,
        named_graphs=asked.named_graphs if named else None,
        union=asked.union and not named,
        safe=forms.bindings is negotiate.SAFE_CSV,
        rehearse=asked.rehearse,
    )


async def respond(request: Request, service: Service, job: Job, forms: Forms) -> Response:
    """The answer of a job as data, or 304 where the client has it already."""
    key, release = service.key(job, str(forms.bindings), str(forms.graph)), service.pool.release.id
    headers = {"Vary": "Accept", "Cache-Control": "no-cache" if key else "no-store"}
    if key and matches(request, f'W/"{key}"'):
        return Response(status_code=304, headers={**headers, "ETag": f'W/"{key}"'})
    whole = request.scope["http_version"] == "1.0"  # it has no way to tell a broken answer from a whole one
    answer = await while_connected(request, service.open(job))
    form = forms.graph if answer.kind == "graph" else forms.bindings
    headers["X-OnRecord-Release"] = answer.release
    if key and answer.release == release:  # not where another release came between
        headers["ETag"] = f'W/"{key}"'
    if form is not None:
        headers["Content-Type"] = form.content_type
    if isinstance(answer, Stream):
        if whole:
            headers["Content-Length"] = str(await _size(request, answer))
        return Streamed(answer, headers=headers, seconds=service.settings.serve_send_seconds)
    return Response(answer.body, headers=headers)


async def _size(request: Request, stream: Stream) -> int:
    """The size of a long answer, once all of it is there; its error before anything is sent."""
    try:
        return len(stream.first) + await while_connected(request, stream.ended())
    except BaseException:
        await stream.pieces.aclose()
        raise


def _truth(value: str, parameter: str) -> bool:
    if value not in ("true", "false"):
        raise Problem(400, f"{parameter}: true or false")
    return value == "true"


def _wire_type(form: Form | None, page: Form) -> str | None:
    if form is None:
        return None
    return page.media_type if form is negotiate.HTML else form.media_type


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


def absolute(value: str, parameter: str) -> str:
    """An IRI that a parameter gives; ``Problem`` where it is none, or relative."""
    try:
        return NamedNode(value).value
    except ValueError as error:
        raise Problem(400, f"{parameter}: not an absolute IRI ({error})") from error
