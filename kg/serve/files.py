"""What is served as it lies on disk: style sheet and icon. No name of a client's is made a path."""

from __future__ import annotations

import hashlib
from typing import Annotated

from fastapi import Path, Request
from fastapi.responses import Response

from kg.serve.dependencies import OneOf
from kg.serve.responses import matches
from kg.serve.routing import router
from kg.serve.templating import FOLDER

STATIC = {"style.css": "text/css; charset=utf-8", "icon.svg": "image/svg+xml"}
routes = router("service")


@routes.get("/static/{name}", include_in_schema=False)
def static(request: Request, name: Annotated[str, OneOf(STATIC), Path()]) -> Response:
    """A file that pages need."""
    content = (FOLDER / "static" / name).read_bytes()
    headers = {"ETag": f'"{hashlib.sha256(content).hexdigest()[:32]}"', "Cache-Control": "no-cache"}
    if matches(request, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    return Response(content, headers={**headers, "Content-Type": STATIC[name]})
