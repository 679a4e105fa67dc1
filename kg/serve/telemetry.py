"""Watching the service: a line of JSON for each request, and numbers for Prometheus at ``/metrics``."""

from __future__ import annotations

import json
import logging
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from logging.handlers import WatchedFileHandler

from fastapi import Request
from fastapi.responses import Response
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.process_collector import ProcessCollector
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.iris import KINDS
from kg.serve.dependencies import Serving
from kg.serve.limits import client_of
from kg.serve.problems import Problem
from kg.serve.request_log import NOTES, Notes
from kg.serve.routing import answers, router
from kg.serve.service import Service
from kg.settings import Settings

ACCESS = logging.getLogger("onrecord.access")
routes = router("service")
ANSWERS = answers("Numbers for Prometheus", ["text/plain"], 404)
# the first part of a path, by which requests are counted; a client must not make labels of its own
PLACES = frozenset(
    [
        *KINDS,
        *"sparql graph-store queries search dump sitemap ontology shapes validation static".split(),
        *"health ready metrics feed.atom sitemap.xml robots.txt openapi.json docs problems .well-known".split(),
    ]
)
METHODS = frozenset(["GET", "HEAD", "POST", "OPTIONS"])
ASKED = frozenset(["sparql", "queries"])  # where a query is the client's, and is logged
SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
# what the service counts for itself
COUNTED = {
    "worker_starts": "Processes started",
    "worker_ends": "Processes that ended",
    "release_switches": "Releases switched to",
    "queries": "Queries answered or tried, those of pages too",
    "cache_hits": "Of these, those answered from memory",
}


class Metrics:
    """The numbers of one service, in a registry of its own."""

    def __init__(self, service: Service) -> None:
        self.registry = registry = CollectorRegistry()
        ProcessCollector(registry=registry)
        labels = ["place", "method", "status"]
        self.requests = Counter("onrecord_requests", "Requests answered", labels, registry=registry)
        self.seconds = Histogram(
            "onrecord_request_seconds",
            "Time from request to the end of its answer",
            ["place"],
            buckets=SECONDS,
            registry=registry,
        )
        self.bytes = Counter("onrecord_response_bytes", "Bytes of bodies sent", ["place"], registry=registry)
        self.outcomes = Counter("onrecord_outcomes", "How clients' queries ended", ["outcome"], registry=registry)
        self.rows = Counter("onrecord_rows", "Rows and triples of clients' queries", registry=registry)
        self.running = Gauge("onrecord_requests_running", "Requests being answered", registry=registry)
        self._read("onrecord_ready", "1 while queries can be answered", lambda: float(service.pool.ready))
        self._read("onrecord_workers", "Processes that answer queries", lambda: service.pool.counted.workers)
        self._read("onrecord_workers_idle", "Of these, those with nothing to do", lambda: service.pool.counted.idle)
        self._read("onrecord_queue", "Queries that wait for a process", lambda: service.pool.counted.waiting)
        self._read("onrecord_spool_bytes", "Disk of answers on their way", lambda: service.pool.room.used)
        self._read("onrecord_cache_bytes", "Memory of answers kept", lambda: service.cache.size)
        self._read("onrecord_cache_answers", "Answers kept", lambda: len(service.cache))
        self._read(
            "onrecord_release_quads", "Quads of the release", lambda: service.pool.release.counts.get("quads", 0)
        )
        self._read("onrecord_release_timestamp_seconds", "When it was made", lambda: _stamp(service))
        self.counts = {name: Counter(f"onrecord_{name}", said, registry=registry) for name, said in COUNTED.items()}
        self.service, self._told = service, dict.fromkeys(COUNTED, 0)

    def _read(self, name: str, said: str, value: Callable[[], float]) -> None:
        Gauge(name, said, registry=self.registry).set_function(value)

    def exposition(self) -> bytes:
        """All numbers as Prometheus reads them."""
        counted = self.service.pool.counted
        now = {
            "worker_ends": counted.ended,
            "worker_starts": counted.started,
            "release_switches": counted.switched,
            "cache_hits": self.service.cache.hits,
            "queries": self.service.asked,
        }
        for name, number in now.items():
            self.counts[name].inc(number - self._told[name])
            self._told[name] = number
        return generate_latest(self.registry)


@routes.get("/metrics", operation_id="metrics", summary="Numbers for Prometheus", **ANSWERS)
def metrics(request: Request, service: Serving) -> Response:
    """What the service counts; nothing where ``serve_metrics`` is off."""
    if not service.settings.serve_metrics:
        raise Problem(404, "there is nothing at this address; see /")
    content: bytes = request.app.state.metrics.exposition()
    return Response(content, headers={"Content-Type": CONTENT_TYPE_LATEST, "Cache-Control": "no-store"})


class Telemetry:
    """ASGI middleware: notes, one log line and the metrics of a request, and the licence in a header of its answer."""

    def __init__(self, app: ASGIApp, *, service: Service, metrics: Metrics) -> None:
        self.app, self.service, self.metrics = app, service, metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        made, began = Notes(), time.perf_counter()
        token = NOTES.set(made)
        status, size = 0, 0

        async def watched(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = message["status"]
                self._licence(message)
            else:
                size += len(message.get("body", b""))
            await send(message)

        self.metrics.running.inc()
        try:
            await self.app(scope, receive, watched)
        finally:
            self.metrics.running.dec()
            NOTES.reset(token)
            self._tell(scope, made, status, size, time.perf_counter() - began)

    def _licence(self, message: Message) -> None:
        licence = self.service.pool.release.settings.get("licence")
        if licence:
            MutableHeaders(raw=message.setdefault("headers", [])).append("Link", f'<{licence}>; rel="license"')

    def _tell(self, scope: Scope, made: Notes, status: int, size: int, seconds: float) -> None:
        place = _place(scope)
        method = scope["method"] if scope["method"] in METHODS else "other"
        said = made.outcome or outcome(status)
        self.metrics.requests.labels(place, method, str(status)).inc()
        self.metrics.seconds.labels(place).observe(seconds)
        self.metrics.bytes.labels(place).inc(size)
        if place in ASKED:
            self.metrics.outcomes.labels(said).inc()
            self.metrics.rows.inc(made.rows or 0)
        if not ACCESS.handlers:
            return
        headers = Headers(scope=scope)
        line = {
            "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
            "client": client_of(scope),
            "method": scope["method"],
            "path": scope["path"][:1_000],
            "status": status,
            "outcome": said,
            "seconds": round(seconds, 6),
            "bytes": size,
            "release": made.release or self.service.pool.release.id,
            "agent": headers.get("user-agent", "")[:200],
        }
        if made.queries:
            line |= {"queries": made.queries, "cached": made.kept == made.queries}
        if made.rows is not None:
            line["rows"] = made.rows
        if place in ASKED and made.query:
            line["query"] = made.query[: self.service.settings.serve_log_characters]
        ACCESS.info(json.dumps(line, ensure_ascii=True))


def outcome(status: int) -> str:
    """How a request ended, as its status alone tells it."""
    words = {0: "gone", 304: "not-modified", 404: "not-found", 406: "not-acceptable", 429: "too-many", 499: "gone"}
    if status in words:
        return words[status]
    return "ok" if status < 300 else "redirect" if status < 400 else "refused" if status < 500 else "error"


class Lines(logging.Formatter):
    """What the program itself has to say, a line of JSON each."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=True)


def configure(settings: Settings) -> None:
    """Has the program and its libraries log to standard error, and requests to where the settings say."""
    said = logging.StreamHandler(sys.stderr)
    said.setFormatter(logging.Formatter("kg: %(message)s") if sys.stderr.isatty() else Lines())
    logging.basicConfig(level=logging.WARNING, handlers=[said], force=True)
    logging.getLogger("kg").setLevel(logging.INFO)
    for handler in tuple(ACCESS.handlers):
        ACCESS.removeHandler(handler)
    ACCESS.propagate = False
    ACCESS.setLevel(logging.INFO)
    if settings.serve_log == "-":
        ACCESS.addHandler(logging.StreamHandler(sys.stderr))
    elif settings.serve_log:
        ACCESS.addHandler(WatchedFileHandler(settings.serve_log, encoding="utf-8"))  # opened anew when it was moved


def _place(scope: Scope) -> str:
    path = str(scope["path"]).removeprefix(str(scope.get("root_path", "")))
    first = path.strip("/").partition("/")[0]
    for name in (first, first.partition(".")[0]):  # /ontology.ttl is of /ontology
        if name in PLACES:
            return name
    return "other" if first else "home"


def _stamp(service: Service) -> float:
    return datetime.fromisoformat(service.pool.release.created).timestamp()
