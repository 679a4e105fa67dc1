"""``kg serve`` against ``oxigraph serve`` and ``rdflib-endpoint``, on one store, in one run, on 127.0.0.1.

Beside them stands the library in this process, without any server: what it takes is no service's doing.

Twelve questions an analyst asks, one after the other: median and 95th percentile, each time another text (cold) and
each time the same (cached). Then many at once, for some seconds each: 1, 4 and 16 clients. The servers take turns,
question by question, so that what else the machine does falls on all of them.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import os
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from pyoxigraph import QueryResultsFormat, RdfFormat, Store, parse

from kg import queries, store
from tests.bench import graphs
from tests.bench.client import Client, Reply, numbered, percentile
from tests.queries.world import BASE

LIBRARY = "pyoxigraph, no server"
NAMED = (
    "advocacy agencies-and-departments contracts lawsuits no-comment ownership pitched-while-pledged pitches products "
    "sale-reports sales"
).split()
ONE = f"SELECT ?p ?o WHERE {{ <{BASE}entity/norvane.17> ?p ?o }}"
# Questions that take long say nothing of what a service adds, and would be all that the throughput measures.
LIGHT = ("about one entity", "advocacy", "contracts", "pitches", "sales")
CLIENTS = (1, 4, 16)
START_SECONDS = 60
OPEN = {  # one client stands for many here
    "KG_SERVE_CLIENT_REQUESTS": "0",
    "KG_SERVE_CLIENT_QUERIES": "64",
    "KG_SERVE_CLIENT_QUEUE": "64",
    "KG_SERVE_QUERY_SECONDS": "120",
    "KG_SERVE_QUEUE_SECONDS": "120",
    "KG_SERVE_LOG": "",
}
ENDPOINT = """
import sys
import pyoxigraph, uvicorn
from oxrdflib import OxigraphStore
from rdflib import Dataset
from rdflib_endpoint import SparqlEndpoint
data = Dataset(store=OxigraphStore(store=pyoxigraph.Store.read_only(sys.argv[1])))
uvicorn.run(SparqlEndpoint(graph=data), host="127.0.0.1", port=int(sys.argv[2]), log_level="error")
"""


@dataclass(slots=True)
class Server:
    """A server under test: its name, where it answers queries, and how it is started."""

    name: str
    path: str
    command: tuple[str, ...]
    port: int
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, and wait until it listens."""
        self.process = subprocess.Popen(
            self.command, env=OPEN | os.environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        deadline = time.monotonic() + START_SECONDS
        while True:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 1):
                return
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"{self.name} did not start")
            time.sleep(0.05)

    def stop(self) -> None:
        """End it, by force where it takes its time."""
        if self.process is not None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()


@dataclass(slots=True)
class Times:
    """Seconds of one server by question."""

    cold: dict[str, list[float]] = field(default_factory=dict)
    cached: dict[str, list[float]] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)


def main() -> None:
    """Prints the tables, then the budgets."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--triples", type=int, default=1_000_000)
    parser.add_argument("--repeats", type=int, default=7, help="times each question is asked cold, and cached")
    parser.add_argument("--seconds", type=float, default=8, help="of each throughput measurement")
    parser.add_argument("--patience", type=float, default=20, help="seconds after which a question is given up")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--data", type=Path, help="a data folder to make or to use again")
    parser.add_argument("--only", nargs="*", help="servers, by name")
    arguments = parser.parse_args()
    with contextlib.ExitStack() as stack:
        data = arguments.data or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        release = made(data, arguments.triples)
        servers = [one for one in known(data, release, arguments.workers) if one.name in (arguments.only or one.name)]
        for server in servers:
            stack.callback(server.stop)
            server.start()
        library = store.open_release(release)
        asyncio.run(measured(servers, library, arguments.repeats, arguments.seconds, arguments.patience))


def made(data: Path, triples: int) -> store.Release:
    """The release to serve; made where the folder has none."""
    if (found := store.current(data)) is not None:
        return found
    began = time.perf_counter()
    quads = parse("\n".join(graphs.served(triples)).encode(), format=RdfFormat.N_QUADS)
    draft = store.Draft(
        quads=quads, graph=f"{BASE}graph/release", counts={}, settings={"base": BASE}, versions={}, articles={}
    )
    with store.building(data):
        release = store.publish(data, draft)
    print(f"{release.counts['quads']:,} quads, published in {time.perf_counter() - began:.0f} s", flush=True)
    return release


def known(data: Path, release: store.Release, workers: int) -> list[Server]:
    """The servers, each on a free port; those that are not installed are named and left out."""
    place, ports = str(release.path / "store"), free_ports(3)
    binary = shutil.which("oxigraph", path=str(Path(sys.executable).parent))
    ours = (sys.executable, "-m", "kg", "serve", "--data", str(data), "--workers", str(workers), "--port")
    servers = [Server("kg serve", "/sparql", (*ours, str(ports[0])), ports[0])]
    if binary is None:
        print("oxigraph and rdflib-endpoint are not installed: make bench installs them", file=sys.stderr)
        return servers
    theirs = (binary, "serve-read-only", "--location", place, "--bind", f"127.0.0.1:{ports[1]}")
    endpoint = (sys.executable, "-c", ENDPOINT, place, str(ports[2]))
    return [
        *servers,
        Server("oxigraph serve", "/query", theirs, ports[1]),
        Server("rdflib-endpoint", "/", endpoint, ports[2]),
    ]


async def measured(servers: list[Server], library: Store, repeats: int, seconds: float, patience: float) -> None:
    """Asks and prints."""
    questions = {name: queries.load(name).text for name in NAMED} | {"about one entity": ONE}
    times = {name: Times() for name in (*(server.name for server in servers), LIBRARY)}
    for name, query in questions.items():
        await _ask_all(servers, times, name, query, repeats, patience)
        _ask_library(library, times[LIBRARY], name, query, repeats)
        _print_question(name, times)
    rates: dict[tuple[str, bool, int], float] = {}
    print(f"\n{'answers a second':<24}" + "".join(f"{count:>4} clients" for count in CLIENTS))
    for cached in (False, True):
        for server in servers:
            missing = [name for name in LIGHT if name not in times[server.name].cold]
            if missing:
                print(
                    f"{server.name:<24}{'-':>12}  gives up on {len(missing)} of the {len(LIGHT)} questions", flush=True
                )
                continue
            light = [questions[name] for name in LIGHT]
            for count in CLIENTS:
                rates[server.name, cached, count] = await rate(server, light, count, seconds, patience, cached=cached)
            row = "".join(f"{rates[server.name, cached, count]:>12,.1f}" for count in CLIENTS)
            print(f"{server.name + (', cached' if cached else ''):<24}{row}", flush=True)
    _print_budgets(times, rates)


async def _ask_all(
    servers: list[Server], times: dict[str, Times], name: str, query: str, repeats: int, patience: float
) -> None:
    comments, asked = numbered(), list(servers)
    for repeat in range(-1, repeats):  # the first time warms the database's own caches, for all
        for server in asked if repeat % 2 else asked[::-1]:
            client = Client(server.port, timeout=patience)
            await client.open()
            try:
                cold = await _answer(server, client, query + next(comments))
                cached = await _answer(server, client, query)
            except TimeoutError:
                asked.remove(server)
                times[server.name].cold.pop(name, None)
                server.stop()  # it would go on with it
                server.start()
                continue
            finally:
                await client.close()
            if repeat >= 0:
                times[server.name].cold.setdefault(name, []).append(cold.seconds)
                times[server.name].cached.setdefault(name, []).append(cached.seconds)
                times[server.name].rows[name] = len(json.loads(cold.body)["results"]["bindings"])


def _ask_library(library: Store, times: Times, name: str, query: str, repeats: int) -> None:
    for repeat in range(-1, repeats):
        began = time.perf_counter()
        body = library.query(query).serialize(format=QueryResultsFormat.JSON)  # type: ignore[call-arg, union-attr]
        if repeat >= 0:
            times.cold.setdefault(name, []).append(time.perf_counter() - began)
    times.cached[name] = times.cold[name]
    times.rows[name] = len(json.loads(body or b"")["results"]["bindings"])


async def _answer(server: Server, client: Client, query: str) -> Reply:
    reply = await client.ask(server.path, query)
    if reply.status != 200:
        raise RuntimeError(f"{server.name}: {reply.status} {reply.body[:200]!r}")
    return reply


async def rate(
    server: Server, questions: list[str], count: int, seconds: float, patience: float, *, cached: bool
) -> float:
    """Answers a second that some clients get, asking in turn without a pause; what is not answered is not counted."""
    comments, done = numbered(), 0
    if cached:
        one = Client(server.port, timeout=patience)
        for query in questions:
            await _answer(server, one, query)
        await one.close()
    began = time.perf_counter()
    end = began + seconds

    async def ask(offset: int) -> None:
        nonlocal done
        client, number = Client(server.port, timeout=seconds), offset
        while time.perf_counter() < end:
            query = questions[number % len(questions)]
            await _answer(server, client, query if cached else query + next(comments))
            number, done = number + 1, done + 1
        await client.close()

    outcomes = await asyncio.gather(*(ask(offset) for offset in range(count)), return_exceptions=True)
    taken = time.perf_counter() - began
    if any(outcomes):
        server.stop()
        server.start()
    if failed := [one for one in outcomes if one is not None and not isinstance(one, TimeoutError)]:
        raise failed[0]
    return done / taken


def _print_question(name: str, times: dict[str, Times]) -> None:
    print(f"\n{name:<28}{'rows':>7}{'cold ms':>10}{'p95':>10}{'cached ms':>11}{'p95':>10}")
    for server, found in times.items():
        if name not in found.cold:
            print(f"  {server:<26}given up", flush=True)
            continue
        cold, cached = ([1000 * value for value in kind.get(name, [])] for kind in (found.cold, found.cached))
        figures = (statistics.median(cold), percentile(cold, 0.95), statistics.median(cached), percentile(cached, 0.95))
        print(f"  {server:<26}{found.rows[name]:>7,}" + "".join(f"{figure:>10.2f} " for figure in figures), flush=True)


def _print_budgets(times: dict[str, Times], rates: dict[tuple[str, bool, int], float]) -> None:
    """The budgets of the design, as this run has them."""
    ours, theirs = times["kg serve"], times.get("oxigraph serve")
    all_cold = [value for values in ours.cold.values() for value in values]
    print(f"\nall twelve, kg serve: median {1000 * statistics.median(all_cold):.1f} ms cold")
    for name in ("oxigraph serve", LIBRARY):
        if name in times:
            medians = (
                1000 * (statistics.median(ours.cold[one]) - statistics.median(times[name].cold[one]))
                for one in ours.cold
            )
            print(f"added to {name}, median of the twelve: {statistics.median(medians):+.2f} ms (at most 2)")
    if theirs is not None:
        ratio = rates["kg serve", False, 16] / rates["oxigraph serve", False, 16]
        print(f"throughput with 16 clients against it: {ratio:.2f} × (at least 0.7)")
    gain = rates["kg serve", True, 16] / rates["kg serve", False, 16]
    print(f"cached against uncached, 16 clients: {gain:.1f} × (at least 5)")


def free_ports(count: int) -> list[int]:
    """Ports of 127.0.0.1 that nobody listens on."""
    probes = [socket.socket() for _ in range(count)]
    for probe in probes:
        probe.bind(("127.0.0.1", 0))
    ports = [probe.getsockname()[1] for probe in probes]
    for probe in probes:
        probe.close()
    return ports


if __name__ == "__main__":
    main()
