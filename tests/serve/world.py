"""A small invented world in the shape of the graph, published as a release, and a real server over it."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import httpx
from pyoxigraph import Quad, RdfFormat, parse

from kg import describe, store
from kg.serve.app import routers
from kg.serve.openapi import document
from kg.settings import Settings
from kg.store import Draft, Release
from kg.store.counts import count

BASE = "https://data.example.org/onrecord/"  # not where the server listens: a service behind a proxy
ROOT = Path(__file__).parents[2]
PATIENCE = 300.0  # seconds for what must happen, however busy the machine is
# one for all: making a client takes a tenth of a second
CLIENT = httpx.Client(verify=False, trust_env=False, timeout=PATIENCE)

PREFIXES = f"""
@prefix kg: <https://w3id.org/onrecord/ns#> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix e: <{BASE}entity/> .
@prefix a: <{BASE}article/> .
@prefix c: <{BASE}claim/> .
@prefix s: <{BASE}situation/> .
@prefix m: <{BASE}mention/> .
@prefix q: <{BASE}quotation/> .
@prefix d: <{BASE}disagreement/> .
@prefix g: <{BASE}graph/> .
@prefix ev: <{BASE}evidence/> .
"""

WORLD = (
    PREFIXES
    + """
e:Q1 a kg:Company, kg:Organization, kg:Entity ; rdfs:label "Acme & Söhne <Optics>"@en ;
  schema:name "Acme & Söhne <Optics>" ;
  skos:altLabel "Acme" ; schema:sameAs <http://www.wikidata.org/entity/Q1> ; kg:pitchedTo e:harbour-0b .
e:harbour-0b a kg:GovernmentAgency, kg:Organization, kg:Entity ; rdfs:label "Harbour Authority"@en ;
  schema:name "Harbour Authority" ; schema:url <javascript:alert(1)> .
e:gaze-1c a kg:Product, kg:Entity ; rdfs:label "<script>alert('x')</script>" ;
  schema:name "<script>alert('x')</script>" .
e:courier-2d a kg:NewsOutlet, kg:Organization, kg:Entity ; rdfs:label "The Courier"@en ; schema:name "The Courier" .
a:one.html a schema:NewsArticle ; rdfs:label "Cameras for the harbour"@en ; schema:headline "Cameras for the harbour" ;
  schema:datePublished "2031-05-04"^^xsd:date ; schema:publisher e:courier-2d ; schema:url <javascript:alert(2)> .
s:pitch-3e a kg:Pitch, kg:Event, kg:Situation ; rdfs:label "Pitch: Acme; Harbour Authority"@en ; kg:agent e:Q1 ;
  kg:theme e:gaze-1c ; kg:recipient e:harbour-0b ; kg:supportedBy c:4f .
g:reported {
  s:sale-5a a kg:ReportedSituation ; rdfs:label "Sale (denied): Acme; Harbour Authority"@en ; kg:frame kg:Sale ;
    kg:reason kg:Denied ; kg:opposedBy c:6b ; kg:hasRole <BASEsituation/sale-5a/role-seller> .
  <BASEsituation/sale-5a/role-seller> a kg:RoleFilling ; kg:role kg:seller ; kg:filler e:Q1 .
  d:7c a kg:Disagreement ; kg:about s:sale-5a ; kg:affirming c:4f ; kg:opposing c:6b .
}
g:one.html {
  <BASEarticle/one.html/text> a schema:TextObject ; schema:encodesCreativeWork a:one.html .
  c:4f a kg:Claim ; kg:frame kg:Pitch ; kg:polarity kg:Affirmed ; kg:certainty kg:Certain ; kg:actuality kg:Actual ;
    kg:about s:pitch-3e ; kg:confidence 0.9 ; kg:hasRole <BASEclaim/4f/role-agent>, <BASEclaim/4f/role-recipient> ;
    kg:evidence ev:one.html.25-70 .
  <BASEclaim/4f/role-agent> a kg:RoleFilling ; kg:role kg:agent ; kg:filler e:Q1 ; oa:start 25 ; oa:end 29 .
  <BASEclaim/4f/role-recipient> a kg:RoleFilling ; kg:role kg:recipient ; kg:filler e:harbour-0b .
  ev:one.html.25-70 a oa:SpecificResource ; oa:hasSource <BASEarticle/one.html/text> ;
    oa:hasSelector <BASEevidence/one.html.25-70/selector> .
  <BASEevidence/one.html.25-70/selector> a oa:TextPositionSelector, oa:TextQuoteSelector ; oa:start 25 ; oa:end 70 ;
    oa:exact "Acme showed its <b>Gaze</b> to the harbour." .
  c:6b a kg:Claim ; kg:frame kg:Sale ; kg:polarity kg:Negated ; kg:certainty kg:Certain ; kg:actuality kg:Actual ;
    kg:attributedTo e:harbour-0b ; kg:about s:sale-5a ; kg:hasRole <BASEclaim/6b/role-seller> ;
    kg:evidence ev:one.html.71-110 .
  <BASEclaim/6b/role-seller> a kg:RoleFilling ; kg:role kg:seller ; kg:filler e:Q1 .
  ev:one.html.71-110 a oa:SpecificResource ; oa:hasSource <BASEarticle/one.html/text> ;
    oa:hasSelector <BASEevidence/one.html.71-110/selector> .
  <BASEevidence/one.html.71-110/selector> a oa:TextPositionSelector, oa:TextQuoteSelector ; oa:start 71 ; oa:end 110 ;
    oa:exact "The authority says it bought nothing." .
  m:one.html.25-29 a kg:Mention ; kg:refersTo e:Q1 ; oa:hasSource <BASEarticle/one.html/text> ;
    oa:start 25 ; oa:end 29 ; oa:exact "Acme" .
  q:9e a schema:Quotation ; schema:text "nothing" ; schema:spokenByCharacter e:harbour-0b .
}
g:release {
  e:old-00 dcterms:isReplacedBy e:Q1 .
  <BASEarticle/one-old> dcterms:isReplacedBy <BASEarticle/one.html> .
  <BASEgraph/one-old> dcterms:isReplacedBy <BASEgraph/one.html> .
}
"""
).replace("<BASE", f"<{BASE}")


def publish(data: Path, *, filler: int = 0, extra: str = "", settings: Mapping[str, str] | None = None) -> Release:
    """The world as the current release; ``filler`` more triples give an attacker something to multiply."""
    quads = [cast("Quad", quad) for quad in parse(WORLD + extra, format=RdfFormat.TRIG)]
    lines = "\n".join(f'<{BASE}entity/f{n}> <urn:p{n % 7}> "{n}" .' for n in range(filler))
    quads += [cast("Quad", quad) for quad in parse(lines, format=RdfFormat.N_QUADS)]
    graph = f"{BASE}graph/release"
    described = [quad for quad in quads if str(quad.graph_name) == f"<{graph}>"]
    told = [quad for quad in quads if str(quad.graph_name) != f"<{graph}>"]
    counts = count(sorted({f"{quad} ." for quad in told}))

    def description(release: Release, dumps: Path, _: object) -> list[Quad]:
        files = [describe.Dump(file.name, file.media_type, file.bytes, file.sha256) for file in store.manifest(dumps)]
        options = {"base": BASE, "created": release.created, "content": release.content, "version": "0"}
        return [*described, *describe.release_quads(release.id, counts=counts, dumps=files, **options)]

    draft = Draft(
        quads=told,
        graph=graph,
        counts={"articles": 1, "unsure": 3},
        settings={"base": BASE} | dict(settings or {}),
        versions={},
        articles={},
    )
    with store.building(data):
        return store.publish(data, draft, describe=description)


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: where it listens and the id of its process."""

    url: str
    process: int

    def get(self, path: str, **options: object) -> httpx.Response:
        return CLIENT.get(self.url + path, **options)  # type: ignore[arg-type]

    def ask(self, query: str, *, accept: str = "text/csv") -> httpx.Response:
        return CLIENT.get(self.url + "/sparql", params={"query": query}, headers={"Accept": accept})

    def workers(self) -> list[int]:
        """The process ids of the workers: the children of the server's child."""
        found = [worker for supervisor in children(self.process) for worker in children(supervisor)]
        return [worker for worker in found if alive(worker)]

    def kill_workers(self) -> None:
        """Kill all workers, whatever they are doing."""
        for worker in self.workers():
            with contextlib.suppress(ProcessLookupError):
                os.kill(worker, signal.SIGKILL)


def description(settings: Settings | None = None, *, server: str = "/") -> dict[str, Any]:
    """The service's OpenAPI description, without a server."""
    routes = [route for router in routers() for route in router.routes]
    return document(routes, settings or Settings(), server=server)


@contextlib.contextmanager
def running(data: Path, **settings: object) -> Iterator[Server]:
    """A server in a process of its own, on a free port of the loopback interface."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    code = (
        "import sys, pathlib; from kg.settings import Settings; from kg.serve.server import serve; "
        "serve(Settings(data=pathlib.Path(sys.argv[1])), port=int(sys.argv[2]))"
    )
    environment = {f"KG_{name.upper()}": str(value) for name, value in settings.items()}
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(data), str(port)], cwd=ROOT, env=os.environ | environment
    )
    server = Server(f"http://127.0.0.1:{port}", process.pid)
    try:
        until(lambda: process.poll() is not None or answers(server))
        if process.returncode is not None:
            raise RuntimeError(f"the server ended with code {process.returncode}")
        yield server
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(PATIENCE)


def answers(server: Server) -> bool:
    """Whether the server is there."""
    try:
        return CLIENT.get(server.url + "/health").status_code == 200
    except httpx.TransportError:
        return False


def number(server: Server, name: str) -> float:
    """A number that the server tells of itself."""
    text = server.get("/metrics", headers={"X-Forwarded-For": "10.9.9.9"}).text
    return float(next(line.split()[1] for line in text.splitlines() if line.startswith(f"{name} ")))


def connect(server: Server) -> socket.socket:
    """A connection on which nothing has been sent."""
    host, port = server.url.removeprefix("http://").split(":")
    return socket.create_connection((host, int(port)), timeout=PATIENCE)


def slowly(server: Server, query: str, *, client: str, version: str = "1.1") -> socket.socket:
    """A connection on which a query was asked, as one of many clients behind a proxy, and nothing is read."""
    connection = connect(server)
    asked = query.replace(" ", "+").replace("?", "%3F")
    head = f"Host: x\r\nAccept: text/csv\r\nConnection: close\r\nX-Forwarded-For: {client}"
    connection.sendall(f"GET /sparql?query={asked} HTTP/{version}\r\n{head}\r\n\r\n".encode())
    return connection


def received(connection: socket.socket) -> bytes:
    """All that is sent until the server hangs up."""
    parts = []
    with contextlib.suppress(ConnectionResetError):
        while part := connection.recv(65_536):
            parts.append(part)
    return b"".join(parts)


def until(condition: Callable[[], bool]) -> None:
    """Wait for a condition that comes to stay, if it comes; ``TimeoutError`` if it does not.

    One that lasts for a moment may be missed on a busy machine.
    """
    deadline = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError
        time.sleep(0.02)


def alive(process: int) -> bool:
    """Whether a process runs; one that only waits to be reaped does not."""
    status = Path(f"/proc/{process}/stat")
    try:
        return status.read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def children(process: int) -> list[int]:
    """The process ids of a process's children."""
    path = Path(f"/proc/{process}/task/{process}/children")
    return [int(word) for word in path.read_text().split()] if path.exists() else []
