"""For crawlers: where everything is (sitemaps) and what is not for them (robots.txt).

A crawler finds articles, entities, situations and disagreements; claims and mentions stand on their pages. Addresses
are those of the data set's base, where its IRIs are dereferenced.
"""

from __future__ import annotations

from typing import Any

from fastapi import Request
from fastapi.responses import Response

from kg import iris
from kg.serve.problems import Problem
from kg.serve.resource_queries import PREFIXES
from kg.serve.service import Service, while_connected
from kg.serve.templating import render

KINDS = {
    "article": "schema:NewsArticle",
    "entity": "kg:Entity",
    "situation": "kg:Situation",
    "reported": "kg:ReportedSituation",
    "disagreement": "kg:Disagreement",
}
SIZE = 10_000  # addresses in one sitemap; 50,000 are allowed
COUNT = f"{PREFIXES} SELECT (COUNT(DISTINCT ?x) AS ?n) WHERE {{ ?x a %TYPE% }}"
PAGE = f"{PREFIXES} SELECT DISTINCT ?x WHERE {{ ?x a %TYPE% }} ORDER BY ?x LIMIT {SIZE} OFFSET %OFFSET%"
ROBOTS = """User-agent: *
Disallow: {root}/sparql
Disallow: {root}/search
Disallow: {root}/queries/
Disallow: {root}/dump/
Disallow: {root}/metrics
Allow: {root}/

Sitemap: {base}sitemap.xml
"""


async def robots(request: Request) -> Response:
    """``GET /robots.txt``; a crawler asks for it at the root of the host."""
    service: Service = request.app.state.service
    root = "/" + service.base.split("/", 3)[3].rstrip("/")
    text = ROBOTS.format(root=root.rstrip("/"), base=service.base)
    return Response(text, headers={"Content-Type": "text/plain; charset=utf-8", "Cache-Control": "max-age=3600"})


async def index(request: Request) -> Response:
    """``GET /sitemap.xml``: the sitemaps there are."""
    await request.body()
    service: Service = request.app.state.service
    numbers = await while_connected(request, _numbers(service))
    maps = [(kind, page) for kind, number in numbers.items() for page in range(1, -(-number // SIZE) + 1)]
    return _xml(request, "sitemaps.xml", maps=maps)


async def sitemap(request: Request) -> Response:
    """``GET /sitemap/{kind}-{page}.xml``: one page of addresses."""
    await request.body()
    service: Service = request.app.state.service
    kind, page = request.path_params["kind"], request.path_params["page"]
    if kind not in KINDS or not 1 <= page <= 10_000:
        raise Problem(404, "no such sitemap; they are listed at /sitemap.xml")
    query = PAGE.replace("%TYPE%", KINDS[kind]).replace("%OFFSET%", str((page - 1) * SIZE))
    rows = await while_connected(request, service.rows(query))
    addresses = [row["x"].text for row in rows if iris.address(service.base, row["x"].text)]
    return _xml(request, "sitemap.xml", addresses=addresses)


async def _numbers(service: Service) -> dict[str, int]:
    return {kind: int((await service.rows(COUNT.replace("%TYPE%", type)))[0]["n"].text) for kind, type in KINDS.items()}


def _xml(request: Request, template: str, **values: Any) -> Response:
    response = render(request, template, headers={"Cache-Control": "max-age=3600"}, **values)
    response.headers["Content-Type"] = "application/xml; charset=utf-8"
    return response
