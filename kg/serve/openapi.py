"""The service described in OpenAPI 3.1, so that programs can be made for it: every address, parameter, form and error.

https://spec.openapis.org/oas/v3.1.1.html
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from fastapi import Request
from fastapi.responses import JSONResponse, Response

import kg
from kg import iris, queries, resources
from kg.queries import NamedQuery, Parameter
from kg.serve.named import MAX_PAGE, MAX_SIZE
from kg.serve.negotiate import BINDINGS, GRAPHS, HTML, RESOURCE, SAFE_CSV, Form
from kg.serve.problems import TYPES as PROBLEMS
from kg.serve.search import LAST, MAX_QUERY
from kg.serve.service import Service
from kg.serve.sitemap import KINDS as MAPS
from kg.serve.sparql import BY_NAME, MAX_GRAPHS
from kg.serve.templating import root_path
from kg.settings import Settings
from kg.store import PACKINGS, TEXT_KINDS

Json = dict[str, Any]

ERRORS = {
    400: "The request, or the query in it, is wrong; a syntax error has its line and column.",
    403: "Updates are refused: the service is read-only.",
    404: "There is nothing of that name.",
    405: "The service is read-only.",
    406: "None of the forms asked for can be had.",
    413: "The body is larger than allowed.",
    415: "The body is of another type than allowed, or in a coding.",
    422: "A limit was passed: memory, depth, rows or bytes.",
    429: "Too many requests or queries of one client.",
    431: "The request line with its headers is larger than allowed.",
    501: "This release was built without what is asked for.",
    503: "All workers are busy.",
    504: "The query took too long.",
}
ANY = (400, 429, 431)  # what any address may answer
ASKED = (400, 406, 422, 429, 503, 504)  # what any query may end in
MIXED = ("application/json", "text/html")
KEY = "^[A-Za-z0-9][A-Za-z0-9._~-]*$"
NAMED: Json = {"type": "string", "pattern": KEY}
SCHEMAS: dict[str, Json] = {
    "string": {"type": "string"},
    "iri": {"type": "string", "format": "iri", "pattern": "^[A-Za-z][A-Za-z0-9+.-]*:"},
    "integer": {"type": "integer", "minimum": -(10**17), "maximum": 10**17},
    "date": {"type": "string", "format": "date"},
}
PROBLEM: Json = {
    "type": "object",
    "description": "RFC 9457; the kinds are described at /problems.",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {
            "type": "string",
            "format": "uri",
            "pattern": f"/problems#({'|'.join(one.name for one in PROBLEMS)})$",
            "description": "The kind of problem; its address tells what to do.",
        },
        "title": {"type": "string", "enum": list(dict.fromkeys(one.title for one in PROBLEMS))},
        "status": {"type": "integer", "enum": list(dict.fromkeys(one.status for one in PROBLEMS))},
        "detail": {"type": "string"},
        "line": {"type": "integer", "minimum": 1},
        "column": {"type": "integer", "minimum": 1},
    },
}


def openapi(request: Request) -> Response:
    """``GET /openapi.json``."""
    service: Service = request.app.state.service
    content = document(service.settings, server=root_path(request) or "/")
    return JSONResponse(content, headers={"Cache-Control": "no-cache"})


def document(settings: Settings, *, server: str = "/") -> Json:
    """The description of a service with these settings, mounted at a path."""
    named = [queries.load(name) for name in queries.names()]
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "OnRecord",
            "version": kg.__version__,
            "summary": "What companies, agencies and people are on record as saying and doing.",
            "description": "Read-only: SPARQL, named queries, whole graphs, linked data. Limits are told at the root.",
            **({"license": {"name": "Licence of the data", "url": settings.licence}} if settings.licence else {}),
        },
        "servers": [{"url": server}],
        "tags": [{"name": name} for name in ("query", "graphs", "linked data", "releases", "service")],
        "paths": {**_service(), **_found(), **_sparql(settings), **_graphs(), **_named(named), **_linked()},
        "components": {"schemas": {"Problem": PROBLEM}},
    }


def _service() -> dict[str, Json]:
    described = _ok("What is where, and the limits in force", ["application/json", "text/html"])
    health = {**_ok("Queries can be answered", ["application/json"]), "503": _plain("There is no worker")}
    ready = {**_ok("Requests should be sent here", ["application/json"]), "503": _plain("They should not")}
    numbers = _ok("Numbers for Prometheus", ["text/plain"])
    report = _ok("The report of the shapes on this release", ["text/turtle", *MIXED, "application/ld+json"])
    some = [_parameter(name, f"Results of one {name}.", {"type": "string"}) for name in ("shape", "node")]
    some.append(_parameter("format", "A form by name.", {"type": "string", "enum": ["ttl", "jsonld", "json"]}))
    found: dict[str, Json] = {
        "/": {"get": _operation("home", "The data set and the service", "service", described, errors=(406,))},
        "/health": {"get": _operation("health", "Whether queries can be answered", "service", health)},
        "/ready": {"get": _operation("ready", "Whether to send requests here", "service", ready)},
        "/metrics": {"get": _operation("metrics", "Numbers for Prometheus", "service", numbers, errors=(404,))},
        "/problems": {"get": _operation("problems", "The kinds of problem", "service", _ok("All of them", MIXED))},
        "/openapi.json": {"get": _operation("openapi", "This", "service", _ok("This", ["application/json"]))},
        "/validation": {
            "get": _operation("validation", "The report", "service", report, errors=(404, 406), parameters=some)
        },
    }
    vocabularies: dict[resources.Kind, str] = {"ontology": "The vocabulary", "shapes": "The SHACL shapes"}
    for name, what in vocabularies.items():
        answers = _ok(what, _types(RESOURCE))
        suffix = _in_path("suffix", "The form.", _names(RESOURCE))
        files = [entry.name for entry in resources.entries(name, ".ttl")]
        file = _in_path("file", "A file of it.", {"type": "string", "enum": files})
        part = _ok(what, ["text/turtle"])
        found[f"/{name}"] = {"get": _operation(name, what, "service", answers, errors=(406,))}
        found[f"/{name}.{{suffix}}"] = {
            "get": _operation(f"{name}In", f"{what}, in a form", "service", answers, errors=(404,), parameters=[suffix])
        }
        found[f"/{name}/{{file}}"] = {
            "get": _operation(f"{name}File", f"{what}, a file", "service", part, errors=(404,), parameters=[file])
        }
    return found


def _found() -> dict[str, Json]:
    """Searching, fetching whole releases, and what crawlers look for."""
    kinds = {"type": "array", "items": {"type": "string", "enum": [*TEXT_KINDS, ""]}}  # forms send what is left empty
    words = [
        _parameter("q", "Words.", {"type": "string", "format": "words", "maxLength": MAX_QUERY}),
        _parameter("kind", "Kinds of things.", kinds),
        _parameter("page", "A page.", {"type": "integer", "minimum": 1, "maximum": LAST}),
        _parameter("format", "A form by name.", {"type": "string", "enum": ["json", "html"]}),
    ]
    release = _in_path("release", "Its id, or latest.", {**NAMED, "format": "release"})
    name = _in_path("name", "The name of a file.", {**NAMED, "format": "dump"})
    packed = {
        **_ok("The file", ["application/octet-stream", *PACKINGS.values()]),
        "206": {"description": "A part of it"},
        "416": {"description": "No such part"},
    }
    map_ = {"type": "string", "pattern": f"^({'|'.join(MAPS)})-[1-9][0-9]{{0,3}}$"}
    which = _in_path("map", "Which: a kind and a page.", map_)
    sitemaps = _ok("The sitemaps", ["application/xml"])
    feed, robots = _ok("An entry a release", ["application/atom+xml"]), _ok("For crawlers", ["text/plain"])
    files = _ok("Its files", MIXED)
    operations = {
        "/search": _operation("search", "Search by words", "query", _ok("What is found", MIXED), (*ASKED, 501), words),
        "/dump": _operation("releases", "The releases", "releases", _ok("The releases", MIXED), (406,)),
        "/dump/{release}": _operation("release", "A release", "releases", files, (404, 406), [release]),
        "/dump/{release}/{name}": _operation("dump", "A file", "releases", packed, (404,), [release, name]),
        "/feed.atom": _operation("feed", "What changed", "releases", feed),
        "/sitemap.xml": _operation("sitemaps", "The sitemaps", "linked data", sitemaps, ASKED),
        "/sitemap/{map}.xml": _operation("sitemap", "A sitemap", "linked data", sitemaps, (*ASKED, 404), [which]),
        "/robots.txt": _operation("robots", "For crawlers", "service", robots),
    }
    return {path: {"get": operation} for path, operation in operations.items()}


def _sparql(settings: Settings) -> dict[str, Json]:
    size = settings.serve_query_characters
    query = {"type": "string", "format": "sparql-query", "minLength": 1, "maxLength": size}
    graphs = {"type": "array", "items": SCHEMAS["iri"], "maxItems": MAX_GRAPHS}
    union = {"type": "string", "enum": ["true", "false"], "default": "false"}
    answers = _ok("The result, or without a query the service description", _types((*BINDINGS, *GRAPHS, HTML)))
    texts: dict[str, tuple[str, Json]] = {
        "query": ("A SPARQL 1.1 query: SELECT, ASK, CONSTRUCT or DESCRIBE.", query),
        "default-graph-uri": ("A graph of the default graph; in place of the query's FROM.", graphs),
        "named-graph-uri": ("A named graph; in place of the query's FROM NAMED.", graphs),
        "union": ("Whether the default graph is all graphs together.", union),
        "format": (
            "A form by name, in place of the Accept header; or a media type.",
            {"type": "string", "enum": list(BY_NAME)},
        ),
    }
    parameters = [_parameter(name, text, schema) for name, (text, schema) in texts.items()]
    form = {
        "type": "object",
        "required": ["query"],
        "properties": {name: schema for name, (_, schema) in texts.items()},
    }
    body = {
        "required": True,
        "content": {
            "application/x-www-form-urlencoded": {"schema": form},
            "application/sparql-query": {"schema": query},
        },
    }
    get = _operation("query", "Ask a query", "query", answers, errors=(*ASKED, 403), parameters=parameters)
    post = _operation("queryPost", "Ask a query", "query", answers, errors=(*ASKED, 403, 413, 415))
    return {"/sparql": {"get": get, "post": {**post, "requestBody": body}}}


def _graphs() -> dict[str, Json]:
    answers = _ok("The graph", _types(GRAPHS))
    format = _parameter("format", "A form by name.", _names(GRAPHS))
    choices = [
        {"type": "object", "required": [name], "properties": {name: schema}, "additionalProperties": False}
        for name, schema in (("graph", SCHEMAS["iri"]), ("default", {"type": "string", "enum": [""]}))
    ]
    graph = _parameter("which", "?graph=IRI names a named graph, ?default the default graph.", {"oneOf": choices})
    which = [{**graph, "required": True, "style": "form", "explode": True}, format]
    store = _operation("graph", "A whole graph", "graphs", answers, errors=(*ASKED, 404), parameters=which)
    void = _operation("void", "The data set's description", "graphs", answers, errors=ASKED, parameters=[format])
    return {"/graph-store": {"get": store}, "/.well-known/void": {"get": void}}


def _named(named: Iterable[NamedQuery]) -> dict[str, Json]:
    listed = _ok("The named queries", ["application/json"])
    names = {"type": "string", "enum": [one.name for one in named]}
    text = _ok("The query, its parameters bound", ["application/sparql-query"])
    source = _in_path("name", "Which query.", names)
    found: dict[str, Json] = {
        "/queries": {"get": _operation("queries", "What can be asked", "query", listed, errors=(406,))},
        "/queries/{name}.rq": {"get": _operation("source", "The query", "query", text, (404,), [source])},
    }
    for one in named:
        forms = GRAPHS if one.form in ("construct", "describe") else BINDINGS
        offered = (*forms, HTML) if forms is GRAPHS else (*forms, SAFE_CSV, HTML)
        parameters = [_told(parameter) for parameter in one.parameters]
        parameters.append(_parameter("format", "A form by name, in place of the Accept header.", _names(offered)))
        if one.form == "select":
            parameters += [
                _parameter("page", "A page of the rows.", {"type": "integer", "minimum": 1, "maximum": MAX_PAGE}),
                _parameter("page_size", "Rows on a page.", {"type": "integer", "minimum": 1, "maximum": MAX_SIZE}),
            ]
        answers = _ok(one.title, _types((*forms, HTML)))
        answers["200"]["headers"] = {"Link": {"description": "The pages around", "schema": {"type": "string"}}}
        operation = _operation(one.name, one.title, "query", answers, errors=ASKED, parameters=parameters)
        found[f"/queries/{one.name}"] = {"get": {**operation, "description": one.asks}}
    return found


def _linked() -> dict[str, Json]:
    kind = _in_path("kind", "What it is.", {"type": "string", "enum": list(iris.KINDS)})
    key = _in_path("key", "Which one; with a suffix such as .ttl in that form.", {**NAMED, "format": "key"})
    page = _parameter("page", "A page of long lists, in HTML.", {"type": "integer", "minimum": 1, "maximum": 10_000})
    parameters = [kind, key, page]
    answers = _ok("What is known of it", _types(RESOURCE))
    moved = {
        str(status): {"description": text} for status, text in ((301, "Another took its place"), (303, "See the whole"))
    }
    operation = _operation(
        "resource", "A resource", "linked data", answers | moved, errors=(*ASKED, 404), parameters=parameters
    )
    return {"/{kind}/{key}": {"get": operation}}


def _operation(
    name: str,
    summary: str,
    tag: str,
    answers: Json,
    errors: Iterable[int] = ANY,
    parameters: Iterable[Json] = (),
) -> Json:
    problem = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}, "text/html": {}}
    told = {
        str(status): {
            "description": f"{ERRORS[status]} Type: {_kinds(status)}.",
            "content": problem,
            **({"headers": _retry()} if status in (429, 503) else {}),
        }
        for status in sorted({*errors, *ANY})
    }
    return {
        "operationId": name,
        "summary": summary,
        "tags": [tag],
        "parameters": list(parameters),
        "responses": {**told, **answers},
    }


def _ok(description: str, types: Iterable[str]) -> Json:
    return {"200": {"description": description, "content": {name: {} for name in types}}}


def _kinds(status: int) -> str:
    return ", ".join(f"`{one.name}`" for one in PROBLEMS if one.status == status)


def _plain(description: str) -> Json:
    return {"description": description, "content": {"application/json": {}}}


def _retry() -> Json:
    return {"Retry-After": {"description": "Seconds to wait", "schema": {"type": "string", "pattern": "^[0-9]+$"}}}


def _types(forms: Iterable[Form]) -> list[str]:
    return list(dict.fromkeys(form.media_type for form in forms))


def _names(forms: Iterable[Form]) -> Json:
    return {"type": "string", "enum": [form.name for form in forms]}


def _parameter(name: str, description: str, schema: Json) -> Json:
    return {"name": name, "in": "query", "description": description, "schema": schema}


def _in_path(name: str, description: str, schema: Json) -> Json:
    return {**_parameter(name, description, schema), "in": "path", "required": True}


def _told(parameter: Parameter) -> Json:
    default = f" Default: {parameter.default}." if parameter.default else ""
    schema = SCHEMAS[parameter.type]
    if parameter.type != "string":  # what forms send of a field left empty is no value
        schema = {"anyOf": [schema, {"type": "string", "maxLength": 0}]}
    return _parameter(parameter.name, parameter.description + default, schema)
