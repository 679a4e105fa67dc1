"""What is served as it lies on disk: style sheet and icon. No name of a client's is made a path."""

from __future__ import annotations

import hashlib

from fastapi import Request
from fastapi.responses import Response

from kg.serve.problems import Problem
from kg.serve.responses import matches
from kg.serve.templating import FOLDER

STATIC = {"style.css": "text/css; charset=utf-8", "icon.svg": "image/svg+xml"}


def static(request: Request) -> Response:
    """``GET /static/{name}``."""
    name = request.path_params["name"]
    if name not in STATIC:
        raise Problem(404, "no such file")
    return _file(request, (FOLDER / "static" / name).read_bytes(), STATIC[name])


def _file(request: Request, content: bytes, media_type: str) -> Response:
    headers = {"ETag": f'"{hashlib.sha256(content).hexdigest()[:32]}"', "Cache-Control": "no-cache"}
    if matches(request, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    return Response(content, headers={**headers, "Content-Type": media_type})
