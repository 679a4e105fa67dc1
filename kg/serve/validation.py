"""What the gate found when the release was built: by shape, by node, and as data."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Annotated

from fastapi import Query, Request
from fastapi.responses import Response
from pydantic import WithJsonSchema

import kg
from kg import validate
from kg.errors import InputError, StoreError
from kg.serve.dependencies import Accept, Number, OneOf, Pinned, Serving
from kg.serve.negotiate import HTML, JSONLD, PLAIN_JSON, TURTLE, accepted
from kg.serve.problems import Problem
from kg.serve.responses import matches
from kg.serve.routing import answers, router
from kg.serve.templating import render
from kg.validate.formats import words

FORMS = {form.name: (form, kind) for form, kind in ((TURTLE, "turtle"), (JSONLD, "jsonld"), (PLAIN_JSON, "json"))}
SHOWN = 10  # nodes of a message on the page of all
TEXT = WithJsonSchema({"type": "string"})
routes = router("service")
ANSWERS = answers("The report of the shapes on this release", (TURTLE, PLAIN_JSON, HTML, JSONLD), 404, 406)


@dataclass(frozen=True, slots=True)
class Finding:
    """One message of one shape, and the results that say it."""

    shape: str
    severity: str
    message: str
    results: Sequence[validate.Result]


@routes.get("/validation", operation_id="validation", summary="The report", **ANSWERS)
def validation(
    request: Request,
    service: Serving,
    release: Pinned,
    shape: Annotated[str | None, TEXT, Query(description="Results of one shape.")] = None,
    node: Annotated[str | None, TEXT, Query(description="Results of one node.")] = None,
    page: Annotated[int, Number(), Query(description="A page of them.", include_in_schema=False)] = 1,
    format: Annotated[str | None, OneOf(FORMS), Query(description="A form by name.")] = None,
    accept: Accept = None,
) -> Response:
    """What the shapes found; of one shape or node, as a page, or all of it as data."""
    form = FORMS[format][0] if format else accepted(accept, (HTML, *(form for form, _ in FORMS.values())))
    shown = f"{kg.__version__} {release.id} {form.name} {request.url.query}"
    etag = f'"{hashlib.sha256(shown.encode()).hexdigest()[:32]}"'
    headers = {"ETag": etag, "Cache-Control": "no-cache", "Vary": "Accept"}
    report = _report(release.path)
    if report is None:
        raise Problem(404, "this release was built before reports were kept; build it again")
    if matches(request, etag):
        return Response(status_code=304, headers=headers)
    if form is not HTML:
        text = validate.render(report, FORMS[form.name][1])
        return Response(text, headers={**headers, "Content-Type": form.content_type})
    results = [result for result in report.results if shape in (None, result.shape) and node in (None, _node(result))]
    asked = {name: value for name, value in (("shape", shape), ("node", node)) if value is not None}
    if asked and not results:
        raise Problem(404, "the report has no result of that shape and node")
    size = service.settings.serve_page_size
    pages = -(-len(results) // size)
    if page > max(1, pages):
        raise Problem(400, f"page: a number from 1 to {max(1, pages)}")
    listed = results[(page - 1) * size : page * size] if asked else results
    return render(
        request,
        "validation.html",
        headers=headers,
        report=report,
        summary=words.summary(report),
        findings=_grouped(listed),
        totals=Counter((result.shape, result.severity, result.message) for result in results),
        nodes=Counter(_node(result) for result in results).most_common(SHOWN),
        asked=asked,
        page=page,
        pages=pages,
        most=size if asked else SHOWN,
        shape=words.short,
        compact=words.compact,
        shown=words.shown,
        node=_node,
    )


@lru_cache(maxsize=2)
def _report(release: Path) -> validate.Report | None:
    # a release never changes, so neither does its report
    try:
        return validate.load(release / validate.REPORT)
    except InputError as error:
        raise StoreError(str(error)) from error


def _grouped(results: Iterable[validate.Result]) -> list[Finding]:
    found: dict[tuple[str, str, str], list[validate.Result]] = {}
    for result in results:
        found.setdefault((result.shape, result.severity.value, result.message), []).append(result)
    return [Finding(*key, members) for key, members in found.items()]


def _node(result: validate.Result) -> str:
    return str(result.focus.value)
