"""What the gate found when the release was built: by shape, by node, and as data."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from fastapi import Request
from fastapi.responses import Response

import kg
from kg import validate
from kg.errors import InputError, StoreError
from kg.serve import negotiate
from kg.serve.negotiate import HTML, JSONLD, TURTLE, Form
from kg.serve.problems import Problem
from kg.serve.responses import matches
from kg.serve.service import Service
from kg.serve.templating import render
from kg.validate.formats import words

JSON = Form("json", "application/json", charset=False)
FORMS = {form.name: (form, written) for form, written in ((TURTLE, "turtle"), (JSONLD, "jsonld"), (JSON, "json"))}
SHOWN = 10  # nodes of a message on the page of all


@dataclass(frozen=True, slots=True)
class Finding:
    """One message of one shape, and the results that say it."""

    shape: str
    severity: str
    message: str
    results: Sequence[validate.Result]


def validation(request: Request) -> Response:
    """``GET /validation``: the report; ``?shape=``, ``?node=`` for some of it, ``?format=`` for all of it as data."""
    service: Service = request.app.state.service
    release = service.release
    asked = request.query_params
    form = _form(asked.get("format"), request.headers.get("accept"))
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
    results = [
        result
        for result in report.results
        if asked.get("shape") in (None, result.shape) and asked.get("node") in (None, _node(result))
    ]
    some = "shape" in asked or "node" in asked
    if some and not results:
        raise Problem(404, "the report has no result of that shape and node")
    size = service.settings.serve_page_size
    page = _page(asked.get("page", "1"), len(results), size)
    listed = results[(page - 1) * size : page * size] if some else results
    return render(
        request,
        "validation.html",
        headers=headers,
        report=report,
        summary=words.summary(report),
        findings=_grouped(listed),
        totals=Counter((result.shape, result.severity, result.message) for result in results),
        nodes=Counter(_node(result) for result in results).most_common(SHOWN),
        asked={name: asked[name] for name in ("shape", "node") if name in asked},
        page=page,
        pages=-(-len(results) // size),
        most=size if some else SHOWN,
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


def _form(name: str | None, accept: str | None) -> Form:
    if name is not None:
        if name not in FORMS:
            raise Problem(400, f"no format {name!r}; one of {', '.join(FORMS)}")
        return FORMS[name][0]
    form = negotiate.choose(accept, (HTML, *(form for form, _ in FORMS.values())))
    if form is None:
        raise Problem(406, "none of the types asked for can be had; there are HTML, Turtle, JSON-LD and JSON")
    return form


def _grouped(results: Iterable[validate.Result]) -> list[Finding]:
    found: dict[tuple[str, str, str], list[validate.Result]] = {}
    for result in results:
        found.setdefault((result.shape, result.severity.value, result.message), []).append(result)
    return [Finding(*key, members) for key, members in found.items()]


def _node(result: validate.Result) -> str:
    return str(result.focus.value)


def _page(text: str, results: int, size: int) -> int:
    last = max(1, -(-results // size))
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:9]) <= last):
        raise Problem(400, f"page: a number from 1 to {last}")
    return int(text)
