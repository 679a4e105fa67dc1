"""Releases to be fetched: their lists of files, the files themselves, what changed from one to the next, and a feed.

``latest`` stands for the release that is served; a consumer who wants to stay on one names it. Only names that a
manifest has are looked for on disk.
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import asdict, dataclass
from email.utils import formatdate, parsedate_to_datetime
from typing import Any

from fastapi import Request
from fastapi.responses import FileResponse, JSONResponse, Response
from starlette.types import Receive, Scope, Send

from kg import store
from kg.errors import StoreError
from kg.serve.negotiate import HTML, Form, choose
from kg.serve.problems import Problem
from kg.serve.responses import matches
from kg.serve.service import Service
from kg.serve.templating import render, root_path
from kg.store import Changes, DumpFile, Release

LATEST = "latest"
JSON = Form("json", "application/json", charset=False)
PATCH = "changes.rdfp.gz"
IMMUTABLE = "public, max-age=31536000, immutable"  # the file of a release never changes
FEED = 50  # releases in the feed, newest first


@dataclass(frozen=True, slots=True)
class Shown:
    """A release as lists show it."""

    release: Release
    files: tuple[DumpFile, ...]
    changes: Changes | None

    @property
    def kinds(self) -> dict[str, list[DumpFile]]:
        """Its files by what they hold."""
        return {kind: found for kind in store.KINDS if (found := [file for file in self.files if file.kind == kind])}


def catalogue(request: Request) -> Response:
    """``GET /dump``: the releases there are, newest first, as a page or as JSON."""
    service: Service = request.app.state.service
    shown = [_shown(release) for release in reversed(store.releases(service.settings.data))]
    current = service.release.id
    if _form(request) is HTML:
        values: dict[str, Any] = {"shown": shown, "current": current, "holds": store.KINDS, "one": False}
        return render(request, "releases.html", headers={"Vary": "Accept"}, **values)
    body = {"current": current, "releases": [_listed(service, one, files=False) for one in shown]}
    return JSONResponse(body, headers={"Vary": "Accept", "Cache-Control": "no-cache"})


def files(request: Request) -> Response:
    """``GET /dump/{release}``: the files of one release, with sizes, counts and checksums."""
    service: Service = request.app.state.service
    shown = _shown(by_id(service, request.path_params["release"]))
    headers = {"Vary": "Accept", "Cache-Control": "no-cache", "X-OnRecord-Release": shown.release.id}
    if _form(request) is HTML:
        values: dict[str, Any] = {
            "shown": [shown],
            "current": service.release.id,
            "holds": store.KINDS,
            "one": True,
        }
        return render(request, "releases.html", headers=headers, **values)
    return JSONResponse(_listed(service, shown, files=True), headers=headers)


def dump(request: Request) -> Response:
    """``GET /dump/{release}/{name}``: a file, whole or in ranges; 304 where the client has it."""
    service: Service = request.app.state.service
    named, name = request.path_params["release"], request.path_params["name"]
    release = by_id(service, named)
    if name == PATCH:
        entity_tag, media_type = f'"{release.id}-changes"', "application/gzip"
    else:
        found = next((file for file in store.manifest(release.dumps) if file.name == name), None)
        if found is None:
            raise Problem(404, f"release {release.id} has no file {name!r}; its files are listed at /dump/{release.id}")
        entity_tag, media_type = f'"{found.sha256}"', store.PACKINGS[found.packing]
    path = release.dumps / name
    try:
        stat = path.stat()
    except FileNotFoundError as error:
        raise Problem(404, f"release {release.id} has no file {name!r}") from error
    headers = {
        "ETag": entity_tag,
        "Last-Modified": formatdate(stat.st_mtime, usegmt=True),
        "Cache-Control": IMMUTABLE if named == release.id else "no-cache",
        "Content-Location": f"{root_path(request)}/dump/{release.id}/{name}",
        "X-OnRecord-Release": release.id,
    }
    if _unchanged(request, entity_tag, stat.st_mtime):
        return Response(status_code=304, headers=headers)
    if name != PATCH:
        headers["Repr-Digest"] = f"sha-256=:{_base64(entity_tag.strip(chr(34)))}:"
    return Download(path, headers=headers, media_type=media_type, stat_result=stat)


def feed(request: Request) -> Response:
    """``GET /feed.atom``: an entry a release, with what it added and removed (RFC 4287)."""
    service: Service = request.app.state.service
    shown = [_shown(release) for release in reversed(store.releases(service.settings.data))][:FEED]
    listed = " ".join([service.release.id, *(one.release.id for one in shown)])
    etag = f'"{hashlib.sha256(listed.encode()).hexdigest()[:32]}"'
    headers = {"ETag": etag, "Cache-Control": "no-cache"}
    if matches(request, etag):
        return Response(status_code=304, headers=headers)
    response = render(request, "feed.xml", headers=headers, shown=shown)
    response.headers["Content-Type"] = "application/atom+xml; charset=utf-8"
    return response


class Download(FileResponse):
    """A file whose HEAD reads nothing of it (the request it sees says GET)."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await super().__call__({**scope, "method": "HEAD"} if scope.get("head") else scope, receive, send)


def by_id(service: Service, id: str) -> Release:
    """A release that is there, by its whole id or ``latest``; ``Problem`` (404) where there is none."""
    current = service.release
    if id in (LATEST, current.id):
        return current
    for path in store.folders(service.settings.data):
        if path.name == id:
            try:
                return store.load(path)
            except StoreError as error:
                raise Problem(404, f"release {id} cannot be read") from error
    raise Problem(404, f"there is no release {id!r}; those there are stand at /dump")


def _shown(release: Release) -> Shown:
    try:
        return Shown(release, store.manifest(release.dumps), store.changes_of(release))
    except StoreError:  # one damaged release hides no other
        return Shown(release, (), None)


def _listed(service: Service, shown: Shown, *, files: bool) -> dict[str, Any]:
    """A release as JSON; addresses are those of the data set, wherever this server is."""
    release, base = shown.release, service.base
    address = f"{base}dump/{release.id}"
    listed: dict[str, Any] = {
        "id": release.id,
        "created": release.created,
        "parent": release.parent,
        "content_sha256": release.content,
        "quads": release.counts.get("quads"),
        "licence": release.settings.get("licence"),
        "quotes_licence": release.settings.get("quotes_licence"),
        "url": address,
        "changes": _changed(shown.changes, address),
    }
    if files:
        listed["files"] = [asdict(file) | {"url": f"{address}/{file.name}"} for file in shown.files]
    return listed


def _changed(changes: Changes | None, address: str) -> dict[str, Any] | None:
    if changes is None:
        return None
    counts = {"added": changes.added, "removed": changes.removed, "resources": changes.counts}
    return counts | {"patch": f"{address}/{PATCH}"}


def _form(request: Request) -> Form:
    form = choose(request.headers.get("accept"), (JSON, HTML))
    if form is None:
        raise Problem(406, "there are application/json and text/html")
    return form


def _unchanged(request: Request, etag: str, modified: float) -> bool:
    """Whether the client has the file; its ETag counts before its date (RFC 9110, section 13.2.2)."""
    if "if-none-match" in request.headers:
        return matches(request, etag)
    try:
        since = parsedate_to_datetime(request.headers.get("if-modified-since", ""))
    except ValueError:
        return False
    return int(modified) <= since.timestamp()


def _base64(hexadecimal: str) -> str:
    return base64.b64encode(bytes.fromhex(hexadecimal)).decode()
