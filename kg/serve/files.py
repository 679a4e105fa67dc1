"""What is served as it lies on disk: style sheet, icon, ontology, shapes. No name of a client's is made a path."""

from __future__ import annotations

import hashlib
from functools import cache

from fastapi import Request
from fastapi.responses import Response

from kg import resources
from kg.serve.negotiate import TURTLE, prefers_html
from kg.serve.problems import Problem
from kg.serve.protocol import matches
from kg.serve.templating import FOLDER

STATIC = {"style.css": "text/css; charset=utf-8", "icon.svg": "image/svg+xml"}


def static(request: Request) -> Response:
    """``GET /static/{name}``."""
    name = request.path_params["name"]
    if name not in STATIC:
        raise Problem(404, "no such file")
    return _file(request, (FOLDER / "static" / name).read_bytes(), STATIC[name])


def ontology(request: Request) -> Response:
    """``GET /ontology``: the whole vocabulary as Turtle."""
    return _turtle(request, _joined("ontology"))


def shapes(request: Request) -> Response:
    """``GET /shapes``: all shapes as Turtle."""
    return _turtle(request, _joined("shapes"))


@cache
def _joined(kind: resources.Kind) -> bytes:
    """The Turtle files of one kind as one: each declares its own prefixes, so they may stand one after another."""
    return b"\n".join(entry.read_bytes() for entry in resources.entries(kind, ".ttl"))


def _turtle(request: Request, content: bytes) -> Response:
    """Turtle; to a browser as plain text, which it shows where it would download the other."""
    shown = prefers_html(request.headers.get("accept"))
    response = _file(request, content, "text/plain; charset=utf-8" if shown else TURTLE.content_type)
    response.headers["Vary"] = "Accept"
    return response


def _file(request: Request, content: bytes, media_type: str) -> Response:
    headers = {"ETag": f'"{hashlib.sha256(content).hexdigest()[:32]}"', "Cache-Control": "no-cache"}
    if matches(request, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    return Response(content, headers={**headers, "Content-Type": media_type})
