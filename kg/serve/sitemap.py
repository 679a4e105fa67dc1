"""For crawlers: where everything is (sitemaps) and what is not for them (robots.txt).

A crawler finds articles, entities, situations and disagreements; claims and mentions stand on their pages. Addresses
are those of the data set's base, where its IRIs are dereferenced.
"""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Path, Request
from fastapi.responses import Response

from kg import iris
from kg.serve.dependencies import Number, OneOf, Serving
from kg.serve.resource_queries import PREFIXES
from kg.serve.routing import ASKED, answers, router
from kg.serve.service import Service
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
MAX_PAGE = 10_000
routes = router("linked data")
XML = ("application/xml",)
ROBOTS = """User-agent: *
Disallow: {root}/sparql
Disallow: {root}/search
Disallow: {root}/queries/
Disallow: {root}/dump/
Disallow: {root}/metrics
Allow: {root}/

Sitemap: {base}sitemap.xml
"""


@routes.get(
    "/robots.txt",
    operation_id="robots",
    summary="For crawlers",
    tags=["service"],
    **answers("What is not for them", ["text/plain"]),
)
def robots(service: Serving) -> Response:
    """What is not for crawlers; they ask for it at the root of the host."""
    root = "/" + service.base.split("/", 3)[3].rstrip("/")
    text = ROBOTS.format(root=root.rstrip("/"), base=service.base)
    return Response(text, headers={"Content-Type": "text/plain; charset=utf-8", "Cache-Control": "max-age=3600"})


@routes.get("/sitemap.xml", operation_id="sitemaps", summary="The sitemaps", **answers("The sitemaps", XML, *ASKED))
async def index(request: Request, service: Serving) -> Response:
    """The sitemaps there are."""
    numbers = await _numbers(service)
    maps = [(kind, page) for kind, number in numbers.items() for page in range(1, -(-number // SIZE) + 1)]
    return _xml(request, "sitemaps.xml", maps=maps)


@routes.get(
    "/sitemap/{kind}-{page}.xml",
    operation_id="sitemap",
    summary="A sitemap",
    **answers("The addresses", XML, *ASKED, 404),
)
async def sitemap(
    request: Request,
    service: Serving,
    kind: Annotated[str, OneOf(KINDS), Path(description="Which kind of things.")],
    page: Annotated[int, Number(MAX_PAGE), Path(description="Which page of them.")],
) -> Response:
    """One page of addresses."""
    query = PAGE.replace("%TYPE%", KINDS[kind]).replace("%OFFSET%", str((page - 1) * SIZE))
    rows = await service.rows(query)
    addresses = [row["x"].text for row in rows if iris.address(service.base, row["x"].text)]
    return _xml(request, "sitemap.xml", addresses=addresses)


async def _numbers(service: Service) -> dict[str, int]:
    return {kind: int((await service.rows(COUNT.replace("%TYPE%", type)))[0]["n"].text) for kind, type in KINDS.items()}


def _xml(request: Request, template: str, **values: Any) -> Response:
    response = render(request, template, headers={"Cache-Control": "max-age=3600"}, **values)
    response.headers["Content-Type"] = "application/xml; charset=utf-8"
    return response
