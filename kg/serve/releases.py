"""Releases to be fetched: their lists of files, the files themselves, what changed from one to the next, and a feed.

``latest`` stands for the release that is served; a consumer who wants to stay on one names it. Only names made of a
known kind, format and packing are looked for, or made.
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import asdict, dataclass
from email.utils import formatdate, parsedate_to_datetime
from typing import Annotated, Any

from fastapi import Path, Request
from fastapi.responses import FileResponse, Response
from pydantic import BaseModel
from starlette.types import Receive, Scope, Send

from kg import parquet, store
from kg.errors import StoreError
from kg.serve import dump_files
from kg.serve.dependencies import Accept, Pinned, Serving
from kg.serve.negotiate import HTML, PLAIN_JSON, accepted
from kg.serve.problems import Problem
from kg.serve.responses import matches
from kg.serve.routing import Json, Responses, answers, json_answers, router
from kg.serve.service import Service
from kg.serve.templating import render, root_path
from kg.store import Changes, DumpFile, Release

LATEST = "latest"
PATCH = "changes.rdfp.gz"
IMMUTABLE = "public, max-age=31536000, immutable"  # the file of a release never changes
FEED = 50  # releases in the feed, newest first
PARTS: Responses = {206: {"description": "A part of it"}, 416: {"description": "No such part"}}
MEDIA_TYPES = ["application/octet-stream", *store.PACKINGS.values(), parquet.MEDIA_TYPE]
NAMED = "^[A-Za-z0-9][A-Za-z0-9._~-]*$"
RELEASE: Json = {"pattern": NAMED, "format": "release"}
ReleaseId = Annotated[str, Path(alias="release", description="Its id, or latest.", json_schema_extra=RELEASE)]
FileName = Annotated[
    str, Path(description="The name of a file.", json_schema_extra={"pattern": NAMED, "format": "dump"})
]
routes = router("releases")


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


class FileEntry(BaseModel):
    """A file of a release, as lists show it: ``quads`` counts what reading it gives."""

    name: str
    kind: str
    format: str
    packing: str
    media_type: str
    bytes: int
    sha256: str
    quads: int
    url: str


class TableEntry(BaseModel):
    """A flat table of a release, made when asked for."""

    name: str
    holds: str
    media_type: str
    columns: list[str]
    url: str


class ReleaseChanges(BaseModel):
    """What a release added to the one before and removed from it; ``resources`` counts them by kind and how."""

    added: int
    removed: int
    resources: dict[str, dict[str, int]]
    patch: str | None


class ReleaseEntry(BaseModel):
    """A release, as lists show it."""

    id: str
    created: str
    parent: str | None
    content_sha256: str
    quads: int | None
    licence: str | None
    quotes_licence: str | None
    url: str
    changes: ReleaseChanges | None


class ReleaseWithFiles(ReleaseEntry):
    """A release with the files that lie ready; any of the ``kinds`` is made in any of the ``formats`` when asked for.

    Such a file is ``KIND.FORMAT``, or with one of the ``packings`` ``KIND.FORMAT.PACKING``. ``tables`` are made so too.
    """

    files: list[FileEntry]
    tables: list[TableEntry]
    kinds: list[str] = list(store.KINDS)
    formats: list[str] = list(store.DUMP_FORMATS)
    packings: list[str] = list(store.PACKINGS)


class Catalogue(BaseModel):
    """The releases there are, newest first."""

    current: str
    releases: list[ReleaseEntry]


@routes.get(
    "/dump",
    operation_id="releases",
    summary="The releases",
    **json_answers("The releases", Catalogue, 406, types=[HTML]),
)
def catalogue(request: Request, service: Serving, release: Pinned, reply: Response, accept: Accept = None) -> Any:
    """The releases there are, newest first, as a page or as JSON."""
    shown = [_shown(one) for one in reversed(store.releases(service.settings.data))]
    headers = {"Vary": "Accept"}
    if accepted(accept, (PLAIN_JSON, HTML)) is HTML:
        values: dict[str, Any] = {"shown": shown, "current": release.id, "holds": store.KINDS, "one": False}
        return render(request, "releases.html", headers=headers, **values)
    reply.headers.update({**headers, "Cache-Control": "no-cache"})
    return Catalogue(current=release.id, releases=[_listed(request, one) for one in shown])


@routes.get(
    "/dump/{release}",
    operation_id="release",
    summary="A release",
    **json_answers("Its files", ReleaseWithFiles, 404, 406, types=[HTML]),
)
def files(
    request: Request, service: Serving, current: Pinned, id: ReleaseId, reply: Response, accept: Accept = None
) -> Any:
    """The files of one release, with sizes, counts and checksums."""
    shown = _shown(by_id(service, id))
    headers = {"Vary": "Accept", "Cache-Control": "no-cache", "X-OnRecord-Release": shown.release.id}
    if accepted(accept, (PLAIN_JSON, HTML)) is HTML:
        forms = {"holds": store.KINDS, "formats": [*store.DUMP_FORMATS], "packings": [*store.PACKINGS]}
        held = {name: parquet.TABLES[table].holds for name, table in _tables(shown.release).items()}
        values: dict[str, Any] = {"shown": [shown], "current": current.id, "one": True, "tables": held, **forms}
        return render(request, "releases.html", headers=headers, **values)
    reply.headers.update(headers)
    listed = _listed(request, shown)
    found = [FileEntry(**asdict(file), url=f"{listed.url}/{file.name}") for file in shown.files]
    tables = [
        TableEntry(
            name=name,
            holds=parquet.TABLES[table].holds,
            media_type=parquet.MEDIA_TYPE,
            columns=[column.name for column in parquet.TABLES[table].columns],
            url=f"{listed.url}/{name}",
        )
        for name, table in _tables(shown.release).items()
    ]
    return ReleaseWithFiles(**listed.model_dump(), files=found, tables=tables)


@routes.get(
    "/dump/{release}/{name}",
    operation_id="dump",
    summary="A file",
    **answers("The file", MEDIA_TYPES, 404, others=PARTS),
)
def dump(request: Request, service: Serving, id: ReleaseId, name: FileName) -> Response:
    """A file, whole or in ranges; 304 where the client has it."""
    release = by_id(service, id)
    if name == PATCH:
        path, entity_tag, media_type = release.path / name, f'"{release.id}-changes"', "application/gzip"
    else:
        found = service.files.get(release, name)
        if found is None:
            raise Problem(404, f"release {release.id} has no file {name!r}; its files are listed at /dump/{release.id}")
        path, entity_tag, media_type = found.path, f'"{found.sha256}"', found.media_type
    try:
        stat = path.stat()
    except FileNotFoundError as error:
        raise Problem(404, f"release {release.id} has no file {name!r}") from error
    headers = {
        "ETag": entity_tag,
        "Last-Modified": formatdate(stat.st_mtime, usegmt=True),
        "Cache-Control": IMMUTABLE if id == release.id else "no-cache",
        "Content-Location": f"{root_path(request)}/dump/{release.id}/{name}",
        "X-OnRecord-Release": release.id,
    }
    if _unchanged(request, entity_tag, stat.st_mtime):
        return Response(status_code=304, headers=headers)
    if name != PATCH:
        headers["Repr-Digest"] = f"sha-256=:{_base64(entity_tag.strip(chr(34)))}:"
    return Download(path, headers=headers, media_type=media_type, stat_result=stat)


@routes.get(
    "/feed.atom", operation_id="feed", summary="What changed", **answers("An entry a release", ["application/atom+xml"])
)
def feed(request: Request, service: Serving, release: Pinned) -> Response:
    """An entry a release, with what it added and removed (RFC 4287)."""
    shown = [_shown(one) for one in reversed(store.releases(service.settings.data))][:FEED]
    here = str(request.base_url)
    listed = " ".join([here, release.id, *(one.release.id for one in shown)])
    etag = f'"{hashlib.sha256(listed.encode()).hexdigest()[:32]}"'
    headers = {"ETag": etag, "Cache-Control": "no-cache"}
    if matches(request, etag):
        return Response(status_code=304, headers=headers)
    response = render(request, "feed.xml", headers=headers, shown=shown, here=here)
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
        return Shown(release, store.manifest(release.path), store.changes_of(release))
    except StoreError:  # one damaged release hides no other
        return Shown(release, (), None)


def _tables(release: Release) -> dict[str, str]:
    """The flat tables that a release can be fetched as, by the names of their files."""
    return dump_files.TABLES if parquet.has_tables(release) else {}


def _listed(request: Request, shown: Shown) -> ReleaseEntry:
    """A release as JSON; its addresses are on the server that answers, wherever the base of the IRIs is."""
    release = shown.release
    address = f"{request.base_url}dump/{release.id}"
    return ReleaseEntry(
        id=release.id,
        created=release.created,
        parent=release.parent,
        content_sha256=release.content,
        quads=release.counts.get("quads"),
        licence=release.settings.get("licence"),
        quotes_licence=release.settings.get("quotes_licence"),
        url=address,
        changes=_changed(shown.changes, address),
    )


def _changed(changes: Changes | None, address: str) -> ReleaseChanges | None:
    if changes is None:
        return None
    resources = {kind: dict(how) for kind, how in changes.counts.items()}
    patch = f"{address}/{PATCH}" if changes.parent else None  # the first release says all of it itself
    return ReleaseChanges(added=changes.added, removed=changes.removed, resources=resources, patch=patch)


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
