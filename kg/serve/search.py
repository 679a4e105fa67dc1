"""Searching by words: ``/search``, and what ``kg:matches`` in a query stands for. Both ask the release's text index."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import Query, Request
from fastapi.responses import Response
from pydantic import BaseModel
from pyoxigraph import NamedNode

import kg
from kg import matching
from kg.serve.dependencies import Accept, Number, OneOf, Pinned, Serving
from kg.serve.negotiate import HTML, PLAIN_JSON, accepted
from kg.serve.problems import Problem
from kg.serve.resource_queries import PREFIXES
from kg.serve.responses import matches
from kg.serve.routing import ASKED, Json, json_answers, router
from kg.serve.service import Service
from kg.serve.templating import render, root_path
from kg.store import TEXT_KINDS, Hit, Release, TextIndex

routes = router("query")
FORMS = {form.name: form for form in (PLAIN_JSON, HTML)}
WORDS: Json = {"format": "words"}
MAX_QUERY = 1_000  # characters
LAST = 200  # the last page: who leafs further should ask for more words
# What a sentence alone does not tell of a claim: how it is meant, by whom, and where it stands.
FACTS = f"""{PREFIXES}
SELECT ?x ?frame ?polarity ?certainty ?actuality ?holder ?source WHERE {{
  VALUES ?x {{ %IRIS% }}
  ?x kg:frame ?frame ; kg:polarity ?polarity ; kg:certainty ?certainty ; kg:actuality ?actuality .
  OPTIONAL {{ ?x kg:attributedTo/schema:name ?holder }}
  OPTIONAL {{ ?x kg:evidence/oa:hasSource/schema:encodesCreativeWork/schema:headline ?source }}
}}
"""


@dataclass(frozen=True, slots=True)
class SearchResult:
    """A hit, and of a claim its stance in words, its holder and the headline it stands under."""

    iri: str
    kind: str
    text: str
    score: float
    frame: str = ""
    stance: str = ""
    holder: str = ""
    source: str = ""


class SearchPage(BaseModel):
    """A page of what is found."""

    q: str
    kinds: list[str]
    release: str
    total: int
    page: int
    pages: int
    results: list[SearchResult]


@routes.get(
    "/search",
    operation_id="search",
    summary="Search by words",
    **json_answers("What is found", SearchPage, *ASKED, 501, types=[HTML]),
)
async def search(
    request: Request,
    service: Serving,
    release: Pinned,
    reply: Response,
    q: Annotated[str, Query(max_length=MAX_QUERY, description="Words.", json_schema_extra=WORDS)] = "",
    kind: Annotated[list[Annotated[str, OneOf((*TEXT_KINDS, ""))]], Query(description="Kinds of things.")] = [],  # noqa: B006
    page: Annotated[int, Number(LAST), Query(description="A page.")] = 1,
    format: Annotated[str | None, OneOf(FORMS), Query(description="A form by name.")] = None,
    accept: Accept = None,
) -> Any:
    """A page, or JSON."""
    words, kinds = q.strip(), [one for one in dict.fromkeys(kind) if one]
    form = FORMS[format] if format else accepted(accept, tuple(FORMS.values()))
    shown = f"{kg.__version__} {release.id} {form.name} {request.url.query}"
    etag = f'W/"{hashlib.sha256(shown.encode()).hexdigest()[:32]}"'
    headers = {"Vary": "Accept", "Cache-Control": "no-cache", "X-OnRecord-Release": release.id, "ETag": etag}
    if matches(request, etag):
        return Response(status_code=304, headers=headers)
    size = service.settings.serve_page_size
    total, results = 0, list[SearchResult]()
    if words:
        options: dict[str, Any] = {"kinds": kinds, "limit": size, "offset": (page - 1) * size}
        found = await asyncio.to_thread(index_of(release).search, words, **options)
        total, results = found.total, await _results(service, found.hits)
    last = min(LAST, max(1, -(-total // size)))
    headers |= _leafing(request, page, last)
    if form is HTML:
        values: dict[str, Any] = {"words": words, "kinds": kinds, "all_kinds": TEXT_KINDS, "page": page, "last": last}
        return render(request, "search.html", headers=headers, results=results, total=total, **values)
    reply.headers.update(headers)
    return SearchPage(q=words, kinds=kinds, release=release.id, total=total, page=page, pages=last, results=results)


async def looked_up(service: Service, query: str) -> str:
    """A query with its ``kg:matches`` patterns replaced by what they match; ``QueryError`` where one is not right."""
    if not matching.used(query):
        return query
    index = index_of(service.release)
    return await asyncio.to_thread(matching.rewrite, query, index.scores)


def index_of(release: Release) -> TextIndex:
    """The text index of a release; ``Problem`` (501) where it has none, ``StoreError`` where it cannot be opened."""
    folder = release.path / "text"
    if not folder.is_dir():
        raise Problem(501, "this release was built without a text index; build it again")
    return _opened(folder)


@lru_cache(maxsize=2)  # the release that is served, and the one before while requests on it end
def _opened(folder: Path) -> TextIndex:
    return TextIndex(folder)


async def _results(service: Service, hits: Sequence[Hit]) -> list[SearchResult]:
    claims = [str(NamedNode(hit.iri)) for hit in hits if hit.kind == "claim"]
    told: dict[str, dict[str, str]] = {}
    for row in await service.rows(FACTS.replace("%IRIS%", " ".join(claims))) if claims else ():
        polarity, *nuances = (
            row[name].text.rpartition("#")[2].lower() for name in ("polarity", "certainty", "actuality")
        )
        told[row["x"].text] = {
            "frame": row["frame"].text.rpartition("#")[2],
            "stance": ", ".join([polarity, *(word for word in nuances if word not in ("certain", "actual"))]),
            "holder": row["holder"].text if "holder" in row else "",
            "source": row["source"].text if "source" in row else "",
        }
    return [SearchResult(hit.iri, hit.kind, hit.text, hit.score, **told.get(hit.iri, {})) for hit in hits]


def _leafing(request: Request, page: int, last: int) -> dict[str, str]:
    """The pages before and after as a Link header."""
    given = [(name, value) for name, value in request.query_params.multi_items() if name != "page"]
    links = [
        f'<{root_path(request)}/search?{urlencode([*given, ("page", other)])}>; rel="{relation}"'
        for relation, other in (("prev", page - 1), ("next", page + 1))
        if 1 <= other <= last
    ]
    return {"Link": ", ".join(links)} if links else {}
