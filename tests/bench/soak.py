"""``make soak``: a real server under mixed load while workers are killed and releases switched; nothing may be lost.

Clients ask queries, documents, pages, searches, ranges of dumps and conditional requests, each from an address of its
own, and check every answer. Meanwhile a worker is killed every few seconds, and ``current`` goes from release to
release. At the end: every request answered as it should be, and no more memory, files or processes than after the
first part. Then two addresses ask endless queries, and a third must be answered in time (``crowding``). Only 127.0.0.1
is spoken to. Exits with 1 where something was lost, leaked or late.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import hashlib
import json
import os
import random
import signal
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path

from pyoxigraph import RdfFormat, parse

from kg import store
from kg.settings import Settings
from tests.bench import crowding, graphs
from tests.bench.client import Client, Reply
from tests.bench.service import Server, free_ports
from tests.queries.world import BASE
from tests.serve.world import children

WARM = 0.25  # of the time: what is held after it is what may be held
GROWTH = 1.15  # of memory, from then to the end
SLACK = 32_000_000  # bytes, for the allocator
FILES = 32  # descriptors more than then: connections come and go
KILL_SECONDS, SWITCH_SECONDS, SAMPLE_SECONDS = 3.0, 7.0, 2.0
SETTINGS = {"KG_SERVE_CACHE_BYTES": "16000000", "KG_SERVE_TRUSTED_PROXIES": "127.0.0.1", "KG_SERVE_LOG": ""}
# the second part: as it is set where nothing is set, but that nothing is kept
CROWDED = {
    f"KG_{name.upper()}": str(Settings.model_fields[name].default)
    for name in (*("serve_client_queries", "serve_client_queue", "serve_query_seconds", "serve_queue_seconds"),)
} | {"KG_SERVE_CACHE_BYTES": "0"}
COPIES = 15  # of the world that there are at least, in 60,000 triples
LABEL = "<http://www.w3.org/2000/01/rdf-schema#label>"
KG = "PREFIX kg: <https://w3id.org/onrecord/ns#>"
QUERIES = (
    f"{KG} SELECT ?x ?label {{ ?x a kg:Company ; {LABEL} ?label }} ORDER BY ?x LIMIT 20 OFFSET %N%",
    f"{KG} SELECT ?a ?b {{ ?a kg:pitchedTo ?b }} LIMIT 50 OFFSET %N%",
    f'{KG} SELECT ?x ?s {{ (?x ?s) kg:matches ("norvane" 20) . ?x a kg:Company }} OFFSET %N%',
    f"{KG} CONSTRUCT {{ ?x {LABEL} ?l }} {{ ?x a kg:Entity ; {LABEL} ?l }} LIMIT 30 OFFSET %N%",
    "ASK { ?s ?p %N% }",
)


@dataclass(slots=True)
class Tally:
    """What happened: answers by kind, what was wrong, the slowest, and samples of memory and files."""

    answers: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    kills: int = 0
    switches: int = 0
    releases: Counter[str] = field(default_factory=Counter)
    samples: list[tuple[float, int, int, int]] = field(default_factory=list)  # when, own bytes, workers', descriptors


def main() -> None:
    """Runs it and prints what happened."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--triples", type=int, default=60_000)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--crowded", type=float, default=30, help="seconds of the second part, 0 for none")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        releases = [published(data, arguments.triples, extra) for extra in range(3)]
        port = free_ports(1)[0]
        command = (sys.executable, "-m", "kg", "serve", "--data", str(data), "--port", str(port), "--workers", "3")
        server = Server("kg serve", "/sparql", command, port)
        os.environ.update(SETTINGS)
        server.start()
        try:
            tally = asyncio.run(
                soaked(server, data, releases, arguments.seconds, arguments.clients, random.Random(arguments.seed))
            )
        finally:
            server.stop()
        found = crowding.Crowded()
        if arguments.crowded:
            os.environ.update(CROWDED)
            server.start()
            try:
                found = asyncio.run(crowding.crowded(port, arguments.crowded, COPIES))
            finally:
                server.stop()
    problems = report(tally, arguments.seconds)
    if arguments.crowded:
        problems += crowding.report(found, arguments.crowded)
    for problem in problems:
        print(problem)
    sys.exit(1 if problems else 0)


def published(data: Path, triples: int, extra: int) -> store.Release:
    """A release; each differs from the others a little."""
    lines = [*graphs.served(triples), f'<{BASE}entity/extra-{extra}> {LABEL} "Extra {extra}" .']
    quads = parse("\n".join(lines).encode(), format=RdfFormat.N_QUADS)
    draft = store.Draft(
        quads=quads, graph=f"{BASE}graph/release", counts={}, settings={"base": BASE}, versions={}, articles={}
    )
    with store.building(data):
        return store.publish(data, draft)


async def soaked(
    server: Server, data: Path, releases: list[store.Release], seconds: float, clients: int, chance: random.Random
) -> Tally:
    """The tally of some seconds of load."""
    tally, end = Tally(), time.monotonic() + seconds
    loads = [load(server, releases, tally, end, f"10.0.0.{number}", chance.random()) for number in range(clients)]
    await asyncio.gather(
        *loads,
        every(KILL_SECONDS, end, lambda: kill(server, tally, chance)),
        every(SWITCH_SECONDS, end, lambda: switch(data, releases, tally)),
        every(SAMPLE_SECONDS, end, lambda: sample(server, tally)),
    )
    return tally


async def every(pause: float, end: float, act: Callable[[], None]) -> None:
    """Does something again and again until the end."""
    while time.monotonic() + pause < end:
        await asyncio.sleep(pause)
        act()


async def load(
    server: Server, releases: list[store.Release], tally: Tally, end: float, address: str, seed: float
) -> None:
    """One client: asks at random, and checks what it gets."""
    chance, client, etags = random.Random(seed), Client(server.port, timeout=60), dict[str, str]()
    kinds: list[Callable[[], Awaitable[tuple[str, Reply, bool]]]] = [
        lambda: _query(client, chance, address),
        lambda: _query(client, chance, address),
        lambda: _document(client, chance, address, etags),
        lambda: _page(client, chance, address),
        lambda: _search(client, chance, address),
        lambda: _dump(client, chance, address, releases),
    ]
    while time.monotonic() < end:
        ask = chance.choice(kinds)
        try:
            kind, reply, right = await ask()
        except (OSError, EOFError, TimeoutError) as error:
            tally.wrong.append(f"no answer: {type(error).__name__} {error}")
            await client.close()
            continue
        tally.answers[kind] += 1
        tally.seconds.append(reply.seconds)
        tally.releases[reply.headers.get("x-onrecord-release", "")] += 1
        if not right:
            tally.wrong.append(f"{kind}: {reply.status} {reply.body[:200]!r}")
    if client.reopened:  # nothing of this load gives a server a reason to
        tally.wrong.append(f"{client.reopened} connections were closed between two requests")
    await client.close()


async def _query(client: Client, chance: random.Random, address: str) -> tuple[str, Reply, bool]:
    query = chance.choice(QUERIES).replace("%N%", str(chance.randrange(40)))
    accept = chance.choice(
        ["*/*", "application/sparql-results+json, text/turtle", "application/sparql-results+xml, */*;q=0.1"]
    )
    reply = await client.ask("/sparql", query, accept, address)
    right = reply.status == 200
    if right and "json" in reply.headers["content-type"]:
        json.loads(reply.body)
    return "query", reply, right


async def _document(
    client: Client, chance: random.Random, address: str, etags: dict[str, str]
) -> tuple[str, Reply, bool]:
    path = f"/entity/{chance.choice(['norvane', 'harbour', 'facelens'])}.{chance.randrange(COPIES)}.ttl"
    headers = {"X-Forwarded-For": address}
    known = etags.get(path)
    if known:
        headers["If-None-Match"] = known
    reply = await client.get(path, headers)
    if "etag" in reply.headers:
        etags[path] = reply.headers["etag"]
    return "document", reply, reply.status == 200 or (reply.status == 304 and known is not None)


async def _page(client: Client, chance: random.Random, address: str) -> tuple[str, Reply, bool]:
    path = chance.choice(["/", f"/entity/norvane.{chance.randrange(COPIES)}", "/dump", "/sparql", "/search?q=harbour"])
    reply = await client.get(path, {"Accept": "text/html", "X-Forwarded-For": address})
    return "page", reply, reply.status == 200 and b"</html>" in reply.body


async def _search(client: Client, chance: random.Random, address: str) -> tuple[str, Reply, bool]:
    words = chance.choice(["norvane", "harbour+authority", "%22face+matching%22", "cameras"])
    reply = await client.get(f"/search?q={words}&page={chance.randrange(1, 4)}", {"X-Forwarded-For": address})
    return "search", reply, reply.status == 200 and "results" in json.loads(reply.body)


async def _dump(
    client: Client, chance: random.Random, address: str, releases: list[store.Release]
) -> tuple[str, Reply, bool]:
    release = chance.choice(releases)
    file = chance.choice(store.manifest(release.path))
    path, headers = f"/dump/{release.id}/{file.name}", {"X-Forwarded-For": address}
    if chance.random() < 0.5 and file.bytes > 10:
        first = chance.randrange(file.bytes - 5)
        reply = await client.get(path, headers | {"Range": f"bytes={first}-{first + 4}"})
        right = b"".join(path.read_bytes() for path in file.paths(release.path))[first : first + 5]
        return "range", reply, (reply.status, reply.body) == (206, right)
    reply = await client.get(path, headers)
    return "dump", reply, reply.status == 200 and hashlib.sha256(reply.body).hexdigest() == file.sha256


def kill(server: Server, tally: Tally, chance: random.Random) -> None:
    """Kills one worker, whatever it is doing."""
    workers = _workers(server)
    if workers:
        with contextlib.suppress(ProcessLookupError):
            os.kill(chance.choice(workers), signal.SIGKILL)
            tally.kills += 1


def switch(data: Path, releases: list[store.Release], tally: Tally) -> None:
    """Makes the next release the current one."""
    tally.switches += 1
    with store.building(data):
        store.rollback(data, releases[tally.switches % len(releases)].id)


def sample(server: Server, tally: Tally) -> None:
    """Notes what the server holds."""
    assert server.process is not None
    own = server.process.pid
    descriptors = len(os.listdir(f"/proc/{own}/fd"))
    held = sum(_resident(worker) for worker in _workers(server))
    tally.samples.append((time.monotonic(), _resident(own), held, descriptors))


def report(tally: Tally, seconds: float) -> list[str]:
    """Prints what happened; what was not as it should be."""
    problems = list(tally.wrong[:10])
    print(
        f"{sum(tally.answers.values()):,} answers in {seconds:.0f} s ("
        + ", ".join(f"{kind} {number:,}" for kind, number in tally.answers.most_common())
        + f"); {tally.kills} workers killed, {tally.switches} switches"
    )
    print("answers by release: " + ", ".join(f"{number:,}" for _, number in tally.releases.most_common()))
    if tally.seconds:
        print(f"median {1000 * statistics.median(tally.seconds):.1f} ms, slowest {max(tally.seconds):.2f} s")
    print(f"lost or wrong: {len(tally.wrong)}")
    if len(tally.samples) < 8:
        problems.append("too short a run to tell a leak: at least 20 seconds")
        begun, ended = [], []
    else:
        cut = max(2, int(len(tally.samples) * WARM))
        begun, ended = tally.samples[cut : cut + max(2, cut // 2)], tally.samples[-max(2, cut // 2) :]
    for name, column, slack in (("server, bytes", 1, SLACK), ("workers, bytes", 2, SLACK), ("descriptors", 3, FILES)):
        if begun:
            was, now = (statistics.median(one[column] for one in part) for part in (begun, ended))
            print(f"{name}: {was:,.0f} after warming, {now:,.0f} at the end")
            if now > (was * GROWTH if column != 3 else was) + slack:
                problems.append(f"{name}: grown from {was:,.0f} to {now:,.0f}")
    return problems


def _workers(server: Server) -> list[int]:
    assert server.process is not None
    return [worker for supervisor in children(server.process.pid) for worker in children(supervisor)]


def _resident(process: int) -> int:
    try:
        with open(f"/proc/{process}/statm", encoding="ascii") as file:
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (FileNotFoundError, ProcessLookupError):  # killed just now
        return 0


if __name__ == "__main__":
    main()
