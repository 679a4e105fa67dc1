"""What the data set is, for its front page: how much of what, whom it is about, how to ask."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any

from fastapi import Request
from fastapi.responses import JSONResponse, Response

from kg import queries
from kg.serve import service_description
from kg.serve.limits import limits
from kg.serve.negotiate import HTML, PLAIN_JSON, choose
from kg.serve.resource_queries import PREFIXES
from kg.serve.results import Row
from kg.serve.service import Service, while_connected
from kg.serve.templating import render, root_path

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
EXAMPLE = """PREFIX kg: <https://w3id.org/onrecord/ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?who ?whom WHERE {
  ?a kg:pitchedTo ?b . ?a rdfs:label ?who . ?b rdfs:label ?whom
} LIMIT 20"""


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


async def home(request: Request) -> Response:
    """``GET /``: the data set, as a page; for programs what is where and the limits, as JSON."""
    await request.body()
    service: Service = request.app.state.service
    if choose(request.headers.get("accept"), (HTML, PLAIN_JSON)) is PLAIN_JSON:
        return JSONResponse(service_description.brief(request, service), headers=_links(request))
    found = await while_connected(request, overview(service))
    named = [queries.load(name) for name in queries.names()]
    values: dict[str, Any] = {"example": EXAMPLE, "limits": limits(service.settings)}
    values["origin"] = str(request.base_url).rstrip("/")
    return render(request, "home.html", headers=_links(request), overview=found, queries=named, **values)


def _links(request: Request) -> dict[str, str]:
    """Headers that lead programs on: https://www.rfc-editor.org/rfc/rfc8631 has ``service-desc``."""
    root = root_path(request)
    links = (
        f'<{root}/openapi.json>; rel="service-desc"; type="application/json"',
        f'<{root}/.well-known/void>; rel="describedby"; type="text/turtle"',
        f'<{root}/feed.atom>; rel="alternate"; type="application/atom+xml"',
    )
    return {"Vary": "Accept", "Link": ", ".join(links)}


def health(request: Request) -> Response:
    """``GET /health``: 200 while queries can be answered, else 503."""
    service: Service = request.app.state.service
    status = 200 if service.pool.ready else 503
    body = {"status": "ok" if status == 200 else "no workers", "release": service.release.id}
    return JSONResponse(body, status, headers={"Cache-Control": "no-store"})


def ready(request: Request) -> Response:
    """``GET /ready``: 200 while requests should be sent here, 503 without workers or once told to stop."""
    service: Service = request.app.state.service
    status = 200 if service.pool.ready and not service.draining else 503
    said = "ready" if status == 200 else "stopping" if service.draining else "no workers"
    return JSONResponse({"status": said}, status, headers={"Cache-Control": "no-store"})


def _numbers(rows: list[Row], name: str) -> dict[str, int]:
    local = ((row[name].text.rpartition("#")[2].rpartition("/")[2], int(row["n"].text)) for row in rows if name in row)
    return {key: number for key, number in local if number}
