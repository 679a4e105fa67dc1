"""Searching by words: ``/search``, and what ``kg:matches`` in a query stands for. Both ask the release's text index."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import JSONResponse, Response
from pyoxigraph import NamedNode

import kg
from kg import matching
from kg.errors import StoreError
from kg.serve.negotiate import HTML, Form, choose
from kg.serve.problems import Problem
from kg.serve.resource_queries import PREFIXES
from kg.serve.responses import matches
from kg.serve.service import Service, while_connected
from kg.serve.templating import render, root_path
from kg.store import TEXT_KINDS, Hit, Release, TextIndex

JSON = Form("json", "application/json", charset=False)
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
class Result:
    """A hit, and of a claim its stance in words, its holder and the headline it stands under."""

    iri: str
    kind: str
    text: str
    score: float
    frame: str = ""
    stance: str = ""
    holder: str = ""
    source: str = ""


async def search(request: Request) -> Response:
    """``GET /search?q=words&kind=entity&page=1``: a page, or JSON."""
    await request.body()
    service: Service = request.app.state.service
    release = service.release
    words, kinds, page = _asked(request)
    form = _form(request)
    headers = {"Vary": "Accept", "Cache-Control": "no-cache", "X-OnRecord-Release": release.id}
    shown = f"{kg.__version__} {release.id} {form.name} {request.url.query}"
    etag = f'W/"{hashlib.sha256(shown.encode()).hexdigest()[:32]}"'
    if matches(request, etag):
        return Response(status_code=304, headers=headers | {"ETag": etag})
    size = service.settings.serve_page_size
    total, results = 0, list[Result]()
    if words:
        index = index_of(release)
        options: dict[str, Any] = {"kinds": kinds, "limit": size, "offset": (page - 1) * size}
        found = await asyncio.to_thread(index.search, words, **options)
        total = found.total
        results = await while_connected(request, _results(service, found.hits))
    headers["ETag"] = etag
    last = min(LAST, max(1, -(-total // size)))
    headers |= _leafing(request, page, last)
    if form is HTML:
        values: dict[str, Any] = {"words": words, "kinds": kinds, "all_kinds": TEXT_KINDS, "page": page, "last": last}
        return render(request, "search.html", headers=headers, results=results, total=total, **values)
    body = {"q": words, "kinds": kinds, "release": release.id, "total": total, "page": page, "pages": last}
    return JSONResponse(body | {"results": [asdict(result) for result in results]}, headers=headers)


async def looked_up(service: Service, query: str) -> str:
    """A query with its ``kg:matches`` patterns replaced by what they match; ``QueryError`` where one is not right."""
    if not matching.used(query):
        return query
    index = index_of(service.release)
    return await asyncio.to_thread(matching.rewrite, query, index.scores)


def index_of(release: Release) -> TextIndex:
    """The text index of a release; ``Problem`` (501) where it has none."""
    try:
        return _opened(release.path / "text")
    except StoreError as error:
        raise Problem(501, "this release was built without a text index; build it again") from error


@lru_cache(maxsize=2)  # the release that is served, and the one before while requests on it end
def _opened(folder: Path) -> TextIndex:
    return TextIndex(folder)


async def _results(service: Service, hits: Sequence[Hit]) -> list[Result]:
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
    return [Result(hit.iri, hit.kind, hit.text, hit.score, **told.get(hit.iri, {})) for hit in hits]


def _asked(request: Request) -> tuple[str, list[str], int]:
    """Words, kinds and page of a request; ``Problem`` where they are none."""
    words = request.query_params.get("q", "").strip()
    kinds = [kind for kind in dict.fromkeys(request.query_params.getlist("kind")) if kind]
    page = request.query_params.get("page", "1")
    if len(words) > MAX_QUERY:
        raise Problem(400, f"q: at most {MAX_QUERY:,} characters")
    if unknown := [kind for kind in kinds if kind not in TEXT_KINDS]:
        raise Problem(400, f"kind: no {unknown[0][:50]!r}; one of {', '.join(TEXT_KINDS)}")
    if not (page.isascii() and page.isdigit() and 1 <= int(page[:6]) <= LAST):
        raise Problem(400, f"page: a number from 1 to {LAST}; ask for more words to find less")
    return words, kinds, int(page)


def _form(request: Request) -> Form:
    named = request.query_params.get("format")
    if named not in (None, "json", "html"):
        raise Problem(400, f"no format {named[:50]!r}; one of json, html")
    form = {"json": JSON, "html": HTML}.get(named or "") or choose(request.headers.get("accept"), (JSON, HTML))
    if form is None:
        raise Problem(406, "there are application/json and text/html")
    return form


def _leafing(request: Request, page: int, last: int) -> dict[str, str]:
    """The pages before and after as a Link header."""
    given = [(name, value) for name, value in request.query_params.multi_items() if name != "page"]
    links = [
        f'<{root_path(request)}/search?{urlencode([*given, ("page", other)])}>; rel="{relation}"'
        for relation, other in (("prev", page - 1), ("next", page + 1))
        if 1 <= other <= last
    ]
    return {"Link": ", ".join(links)} if links else {}
