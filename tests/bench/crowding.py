"""The soak's second part: two addresses with twenty endless queries each, and how soon a third is answered."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from dataclasses import dataclass, field

from tests.bench.client import Client, Reply, percentile

GREEDY = ("10.1.0.1", "10.1.0.2")
EACH = 20
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
QUICK = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o FILTER(STRLEN(STR(?o)) > 3) }"  # about 50 ms on 60,000 triples
PATHS = {
    "page": "/entity/norvane.{0}",
    "document": "/entity/harbour.{0}.ttl",
    "named query": "/queries/pledges?party=x{1}",
}
SECONDS = 2.0  # within which each answer is to come
PAUSE = 0.2  # before who was refused asks again


@dataclass(slots=True)
class Crowded:
    """What became of it: the third client's times by kind, its wrong answers, and what the greedy ones got."""

    seconds: dict[str, list[float]] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    greedy: Counter[int] = field(default_factory=Counter)


async def crowded(port: int, seconds: float, copies: int) -> Crowded:
    """What a third client is answered while two ask for more than there is, of a world of so many copies.

    The server keeps no answers.
    """
    found, end = Crowded(), time.monotonic() + seconds
    asking = [
        asyncio.ensure_future(_greedy(port, address, number, found)) for address in GREEDY for number in range(EACH)
    ]
    await asyncio.sleep(min(3.0, seconds / 4))  # until all workers are theirs
    client, number = Client(port, timeout=60), 0
    headers = {"X-Forwarded-For": "10.1.0.3", "Accept": "text/html, */*;q=0.5"}
    while time.monotonic() < end:
        number += 1
        for kind, path in PATHS.items():
            _note(found, kind, await client.get(path.format(number % copies, number), headers))
        _note(found, "quick query", await client.ask("/sparql", f"{QUICK} # {number}", address="10.1.0.3"))
    for task in asking:
        task.cancel()
    for ended in await asyncio.gather(*asking, return_exceptions=True):
        if not isinstance(ended, asyncio.CancelledError):
            found.wrong.append(f"a greedy one got no answer: {ended!r}")
    await client.close()
    return found


def report(found: Crowded, seconds: float) -> list[str]:
    """Prints what happened; what was not as it should be."""
    problems = list(found.wrong[:10])
    print(
        f"{seconds:.0f} s with {len(GREEDY)} addresses of {EACH} endless queries each; they got "
        + ", ".join(f"{status}: {number:,}" for status, number in sorted(found.greedy.items()))
    )
    for kind, times in found.seconds.items():
        slowest, middle = max(times), percentile(times, 0.5)
        print(f"  a third's {kind}: {len(times)} answers, median {middle:.2f} s, slowest {slowest:.2f} s")
        if slowest > SECONDS:
            problems.append(f"{kind}: {slowest:.2f} s; at most {SECONDS:g} s were aimed at")
    return problems


def _note(found: Crowded, kind: str, reply: Reply) -> None:
    found.seconds.setdefault(kind, []).append(reply.seconds)
    if reply.status != 200:
        found.wrong.append(f"{kind}: {reply.status}")


async def _greedy(port: int, address: str, number: int, found: Crowded) -> None:
    client, again = Client(port, timeout=120), 0
    try:
        while True:
            again += 1
            reply = await client.ask("/sparql", f"{ENDLESS} # {address} {number} {again}", address=address)
            found.greedy[reply.status] += 1
            await asyncio.sleep(PAUSE)
    finally:
        await client.close()
