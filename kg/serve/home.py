"""What the data set is, for its front page: how much of what, whom it is about, how to ask."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any, Literal

from fastapi import Request
from fastapi.responses import Response
from pydantic import BaseModel

from kg import queries
from kg.serve.dependencies import Accept, InForce, Pinned, Serving
from kg.serve.negotiate import HTML, PLAIN_JSON, choose
from kg.serve.query_page import EXAMPLE
from kg.serve.resource_queries import PREFIXES
from kg.serve.results import Row
from kg.serve.routing import json_answers, router
from kg.serve.service import Service
from kg.serve.service_description import ServiceBrief, brief
from kg.serve.templating import render, root_path

routes = router("service")
COUNTS = f"""{PREFIXES}
SELECT ?what (COUNT(DISTINCT ?x) AS ?n) WHERE {{
  VALUES ?what {{ schema:NewsArticle kg:Copy kg:SpunCopy kg:Entity kg:Claim kg:Situation kg:ReportedSituation
    kg:Disagreement schema:Quotation }}
  ?x a ?what
}} GROUP BY ?what
"""
TYPES = f"""{PREFIXES}
SELECT ?type (COUNT(?x) AS ?n) WHERE {{
  VALUES ?type {{ kg:Company kg:GovernmentAgency kg:PoliceForce kg:CivilSocietyOrganization kg:NewsOutlet kg:Court
    kg:Legislature kg:Person kg:Product kg:Technology kg:Place kg:Law kg:Group }}
  ?x a ?type
}} GROUP BY ?type ORDER BY DESC(?n) ?type
"""
STANCES = f"""{PREFIXES}
SELECT ?polarity (COUNT(?claim) AS ?n) WHERE {{ ?claim a kg:Claim ; kg:polarity ?polarity }}
GROUP BY ?polarity ORDER BY DESC(?n)
"""
BUSIEST = f"""{PREFIXES}
SELECT ?entity ?name ?n WHERE {{
  {{ SELECT ?entity (COUNT(DISTINCT ?claim) AS ?n) WHERE {{ ?claim kg:hasRole ?node . ?node kg:filler ?entity .
    ?claim a kg:Claim }} GROUP BY ?entity ORDER BY DESC(?n) ?entity LIMIT 12 }}
  ?entity schema:name ?name
}} ORDER BY DESC(?n) ?entity
"""


@dataclass(frozen=True, slots=True)
class Overview:
    """The numbers of a release."""

    counts: dict[str, int]
    types: list[tuple[str, int]]
    stances: dict[str, int]
    busiest: list[Row]


async def overview(service: Service) -> Overview:
    """The numbers of the current release, kept with the other answers."""
    counts, types, stances, busiest = await asyncio.gather(
        *(service.rows(query) for query in (COUNTS, TYPES, STANCES, BUSIEST))
    )
    return Overview(
        counts=_numbers(counts, "what"),
        types=list(_numbers(types, "type").items()),
        stances=_numbers(stances, "polarity"),
        busiest=busiest,
    )


@routes.get(
    "/",
    operation_id="home",
    summary="The data set and the service",
    **json_answers("What is where, and the limits in force", ServiceBrief, 406, types=["text/html"]),
)
async def home(request: Request, service: Serving, limits: InForce, reply: Response, accept: Accept = None) -> Any:
    """The data set, as a page; for programs what is where and the limits, as JSON."""
    links = _links(request)
    if choose(accept, (HTML, PLAIN_JSON)) is PLAIN_JSON:
        reply.headers.update(links)
        return brief(request, service, limits)
    found = await overview(service)
    named = [queries.load(name) for name in queries.names()]
    values: dict[str, Any] = {"example": EXAMPLE, "limits": limits}
    values["origin"] = str(request.base_url).rstrip("/")
    return render(request, "home.html", headers=links, overview=found, queries=named, **values)


def _links(request: Request) -> dict[str, str]:
    """Headers that lead programs on: https://www.rfc-editor.org/rfc/rfc8631 has ``service-desc``."""
    root = root_path(request)
    links = (
        f'<{root}/openapi.json>; rel="service-desc"; type="application/json"',
        f'<{root}/docs>; rel="service-doc"; type="text/html"',
        f'<{root}/.well-known/void>; rel="describedby"; type="text/turtle"',
        f'<{root}/feed.atom>; rel="alternate"; type="application/atom+xml"',
    )
    return {"Vary": "Accept", "Link": ", ".join(links)}


class Health(BaseModel):
    """Whether queries can be answered, and from which release."""

    status: Literal["ok", "no workers"]
    release: str


class Readiness(BaseModel):
    """Whether requests should be sent here."""

    status: Literal["ready", "stopping", "no workers"]


@routes.get(
    "/health",
    operation_id="health",
    summary="Whether queries can be answered",
    **json_answers("Queries can be answered", Health, others={503: {"model": Health, "description": "No worker"}}),
)
def health(service: Serving, release: Pinned, reply: Response) -> Health:
    """200 while queries can be answered, else 503."""
    reply.status_code = 200 if service.pool.ready else 503
    reply.headers["Cache-Control"] = "no-store"
    return Health(status="ok" if service.pool.ready else "no workers", release=release.id)


@routes.get(
    "/ready",
    operation_id="ready",
    summary="Whether to send requests here",
    **json_answers(
        "Requests should be sent here", Readiness, others={503: {"model": Readiness, "description": "They should not"}}
    ),
)
def ready(service: Serving, reply: Response) -> Readiness:
    """200 while requests should be sent here, 503 without workers or once told to stop."""
    status: Literal["ready", "stopping", "no workers"] = "ready"
    if not service.pool.ready or service.draining:
        status = "stopping" if service.draining else "no workers"
    reply.status_code = 200 if status == "ready" else 503
    reply.headers["Cache-Control"] = "no-store"
    return Readiness(status=status)


def _numbers(rows: list[Row], name: str) -> dict[str, int]:
    local = ((row[name].text.rpartition("#")[2].rpartition("/")[2], int(row["n"].text)) for row in rows if name in row)
    return {key: number for key, number in local if number}
