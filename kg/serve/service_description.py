"""What the service says of itself: the SPARQL 1.1 Service Description, and the same in brief as JSON.

https://www.w3.org/TR/sparql11-service-description/
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Iterator, Sequence

from fastapi import Request
from fastapi.responses import Response
from pydantic import BaseModel
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

import kg
from kg import iris, syntax
from kg.serve.answers import Answer
from kg.serve.limits import Limit, limits
from kg.serve.negotiate import (
    BINDINGS,
    GRAPHS,
    JSON,
    JSONLD,
    NQUADS,
    NTRIPLES,
    RDFXML,
    TRIG,
    TSV,
    TURTLE,
    XML,
    Form,
    Forms,
)
from kg.serve.responses import matches
from kg.serve.results import Row
from kg.serve.service import Service
from kg.serve.writing import tidied
from kg.terms import DCAT, DCTERMS, PREFIXES, RDF, RDFS, SCHEMA, SD, XSD

FORMATS = "http://www.w3.org/ns/formats/"  # https://www.w3.org/ns/formats/ lists them
FORMAT_NAMES = {
    JSON: "SPARQL_Results_JSON",
    XML: "SPARQL_Results_XML",
    TSV: "SPARQL_Results_TSV",
    TURTLE: "Turtle",
    NTRIPLES: "N-Triples",
    JSONLD: "JSON-LD",
    RDFXML: "RDF_XML",
    TRIG: "TriG",
    NQUADS: "N-Quads",
}
SERIALISERS = {
    TURTLE: RdfFormat.TURTLE,
    NTRIPLES: RdfFormat.N_TRIPLES,
    JSONLD: RdfFormat.JSON_LD,
    RDFXML: RdfFormat.RDF_XML,
    TRIG: RdfFormat.TRIG,
    NQUADS: RdfFormat.N_QUADS,
}
NAMED = 1_000  # graphs named in the description; there is one for each article
# What has taken the place of what is for those who look it up, and can be long.
DATA_SET = """
CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o FILTER (?p != <http://purl.org/dc/terms/isReplacedBy>) }
"""
GRAPHS_OF = f"SELECT ?g WHERE {{ GRAPH ?g {{}} }} ORDER BY ?g LIMIT {NAMED}"


async def description(request: Request, service: Service, form: Form) -> Response:
    """The service description in some form, with what the data set says of itself: editors look for both there."""
    subject, release = endpoint(request, service), service.release.id
    key = f"service description {kg.__version__} {release} {subject.value} {form.name}"
    etag = f'W/"{hashlib.sha256(key.encode()).hexdigest()[:32]}"'
    headers = {"Vary": "Accept", "Cache-Control": "no-cache", "ETag": etag, "X-OnRecord-Release": release}
    if matches(request, etag):
        return Response(status_code=304, headers=headers)
    kept = service.cache.get(key)
    if kept is None:
        found = await _found(service)
        kept = Answer("graph", await asyncio.to_thread(_written, service, subject, form, *found), release)
        service.cache.put(key, kept)
    return Response(kept.body, headers={**headers, "Content-Type": form.content_type})


async def _found(service: Service) -> tuple[list[Row], bytes]:
    """The names of the graphs, and the release graph as N-Triples."""
    graph = iris.release_graph(service.base).value
    job = service.job(DATA_SET, Forms(None, NTRIPLES), default_graphs=(graph,))
    return await service.rows(GRAPHS_OF), (await service.ask(job)).body


def _written(service: Service, subject: NamedNode, form: Form, graphs: list[Row], told: bytes) -> bytes:
    data_set = [quad.triple for quad in parse(told, format=RdfFormat.N_TRIPLES)]
    triples = sorted({*statements(service, subject, graphs), *data_set}, key=str)
    prefixes = PREFIXES | iris.own_prefixes(service.base)
    body = syntax.serialize(triples, SERIALISERS[form], prefixes)
    return tidied(body) if form is TURTLE else body


def endpoint(request: Request, service: Service) -> NamedNode:
    """The address the service was asked at; the one under the base where that is no address."""
    try:
        return NamedNode(f"{request.base_url}sparql")
    except ValueError:  # whatever the client wrote as its Host
        return NamedNode(f"{service.base}sparql")


def statements(service: Service, subject: NamedNode, graphs: list[Row]) -> Iterator[Triple]:
    """The triples of the description."""
    public = NamedNode(f"{service.base}sparql")
    dataset = iris.release_iri(service.base, service.release.id)
    default = iris.release_iri(service.base, service.release.id, "default-graph")
    for cls in (SD.Service, DCAT.DataService):
        yield Triple(subject, RDF.type, cls)
    for address in {subject, public}:
        yield Triple(subject, SD.endpoint, address)
        yield Triple(subject, DCAT.endpointURL, address)
    yield Triple(subject, DCTERMS.title, Literal("OnRecord: SPARQL endpoint", language="en"))
    yield Triple(subject, RDFS.label, Literal("OnRecord", language="en"))
    yield Triple(subject, RDFS.comment, Literal(COMMENT, language="en"))
    yield Triple(subject, SD.supportedLanguage, SD.SPARQL11Query)
    for form in (*BINDINGS, *GRAPHS):
        yield Triple(subject, SD.resultFormat, NamedNode(FORMATS + FORMAT_NAMES.get(form, "SPARQL_Results_CSV")))
    yield Triple(subject, DCAT.servesDataset, dataset)
    for relation in (RDFS.seeAlso, DCAT.endpointDescription):
        yield Triple(subject, relation, NamedNode(subject.value.removesuffix("sparql") + "openapi.json"))
    yield Triple(subject, RDFS.seeAlso, iris.release_graph(service.base))
    yield Triple(subject, SD.defaultDataset, dataset)
    yield Triple(dataset, RDF.type, SD.Dataset)
    yield Triple(dataset, SD.defaultGraph, default)
    yield Triple(default, RDF.type, SD.Graph)
    for row in graphs:
        name = NamedNode(row["g"].text)
        yield Triple(dataset, SD.namedGraph, name)
        yield Triple(name, RDF.type, SD.NamedGraph)
        yield Triple(name, SD.name, name)
    for limit in limits(service.settings):
        yield from told(subject, limit)


def told(subject: NamedNode, limit: Limit) -> Iterator[Triple]:
    """A limit as a property of the service."""
    node = NamedNode(f"{subject.value}#limit-{limit.name}")
    yield Triple(subject, SCHEMA.additionalProperty, node)
    yield Triple(node, RDF.type, SCHEMA.PropertyValue)
    yield Triple(node, SCHEMA.propertyID, Literal(f"KG_SERVE_{limit.name.upper()}"))
    yield Triple(node, SCHEMA.name, Literal(limit.description))
    datatype = XSD.integer if isinstance(limit.value, int) else XSD.decimal
    yield Triple(node, SCHEMA.value, Literal(str(limit.value), datatype=datatype))
    if limit.unit:
        yield Triple(node, SCHEMA.unitText, Literal(limit.unit))


COMMENT = (
    "Read-only. The default graph holds what is asserted; each article's claims, whatever their stance, stand in a "
    "graph of their own. union=true asks all graphs together. SERVICE and updates are refused."
)


class LimitInForce(BaseModel):
    """A limit of the service."""

    value: int | float
    unit: str
    description: str


class ServiceBrief(BaseModel):
    """The service in brief: where what is, and the limits in force."""

    name: str
    version: str
    release: str
    base: str
    licence: str | None
    links: dict[str, str]
    limits: dict[str, LimitInForce]


def brief(request: Request, service: Service, limits: Sequence[Limit]) -> ServiceBrief:
    """The service in brief, with addresses as the client sees them."""
    here = str(request.base_url)
    return ServiceBrief(
        name="OnRecord",
        version=kg.__version__,
        release=service.release.id,
        base=service.base,
        licence=service.settings.licence,
        links={name: here + path for name, path in LINKS.items()},
        limits={
            limit.name: LimitInForce(value=limit.value, unit=limit.unit, description=limit.description)
            for limit in limits
        },
    )


LINKS = {
    "sparql": "sparql",
    "graph-store": "graph-store",
    "queries": "queries",
    "void": ".well-known/void",
    "openapi": "openapi.json",
    "docs": "docs",
    "problems": "problems",
    "search": "search",
    "dumps": "dump",
    "feed": "feed.atom",
    "sitemap": "sitemap.xml",
    "ontology": "ontology",
    "shapes": "shapes",
    "health": "health",
}
