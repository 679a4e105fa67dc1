"""What a client has already is not sent again, also where its handler did not see to it (RFC 9110, section 13.1.2)."""

from __future__ import annotations

import hashlib

from fastapi import Request
from fastapi.responses import FileResponse, Response

from kg.serve.protocol import matches
from kg.serve.responses import Streamed

# what a 304 tells of the answer it stands for (RFC 9110, section 15.4.5), and our own
KEPT = ("cache-control", "content-location", "link", "vary", "x-onrecord-release")


def conditional(request: Request, response: Response) -> Response:
    """A whole answer with an ETag made of its bytes, or 304 where the client named that.

    The tag is weak, as a proxy may pack what it belongs to.
    """
    whole = response.status_code == 200 and not isinstance(response, FileResponse | Streamed)
    headers = response.headers
    if not whole or request.method != "GET" or "etag" in headers or "no-store" in headers.get("cache-control", ""):
        return response
    digest = hashlib.sha256(f"{headers.get('content-type')}\n".encode() + bytes(response.body)).hexdigest()
    headers["ETag"] = f'W/"{digest[:32]}"'
    headers.setdefault("Cache-Control", "no-cache")
    if not matches(request, headers["ETag"]):
        return response
    kept = {name: headers[name] for name in KEPT if name in headers}
    return Response(status_code=304, headers=kept | {"ETag": headers["ETag"]})
