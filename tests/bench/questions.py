"""Every named query, as the service asks it for a page, on graphs of growing size: seconds of processor for each.

``python -m tests.bench.questions [QUADS…] [--data DIR] [--rows N]``: graphs of the tests' small world over and over (by
default 200,000 and 2,000,000 quads), or the release in a data folder. Each query is asked without parameters and with
each of its parameters, in a process of its own. The budget (DESIGN section 11) is 2 s on 2 M quads.
"""

from __future__ import annotations

import argparse
import os
import resource
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from pyoxigraph import Literal, NamedNode, QueryResultsFormat, QuerySolutions, RdfFormat, Store

from kg import queries, store
from kg.queries import NamedQuery
from kg.serve.query_page import SHOWN
from tests.bench import graphs
from tests.queries.world import BASE

BUDGET = 2.0  # seconds
PATIENCE = 60  # seconds of processor after which a query is given up
COMMONEST = """
PREFIX kg: <https://w3id.org/onrecord/ns#>
PREFIX schema: <https://schema.org/>
SELECT ?name ?thing WHERE { GRAPH ?graph { ?filling kg:filler ?thing } ?thing a kg:Organization ; schema:name ?name }
GROUP BY ?name ?thing ORDER BY DESC(COUNT(*)) ?thing LIMIT 1
"""
WORDS = {
    "day": "2026-01-01",
    "evidence_for": "Broken",
    "about": "law",
    "act": "Sale",
    "agency": "authority",
    "frame_is": "Test",
    "kind": "Pitch",
    "product": "vision",
    "stance_is": "negated",
    "status_is": "reported",
}
MADE = WORDS | {"about": "word", "buyer": "authority 1", "party": "norvane 1", "row": f"{BASE}entity/norvane.1"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("quads", type=int, nargs="*", default=[200_000, 2_000_000])
    parser.add_argument(
        "--data", type=Path, metavar="DIR", help="a data folder with a release, in place of made graphs"
    )
    parser.add_argument("--rows", type=int, default=SHOWN, help="rows of a page")
    options = parser.parse_args()
    if options.data:
        opened = Store.read_only(str(store.find(options.data).path / "store"))
        _measure(opened, WORDS | _commonest(opened), options.rows)
        return
    for quads in options.quads:
        with tempfile.TemporaryDirectory() as folder:
            _fill(folder, quads)
            _measure(Store.read_only(folder), MADE, options.rows)


def _fill(folder: str, quads: int) -> None:
    made = Store(folder)
    made.bulk_load("\n".join(graphs.served(quads)), RdfFormat.N_QUADS)
    made.optimize()
    made.flush()


def _commonest(opened: Store) -> dict[str, str]:
    """Name and IRI of the organization that has a role in most claims, as the parameters that take them."""
    answer = opened.query(COMMONEST)
    assert isinstance(answer, QuerySolutions)
    name, thing = next(answer)
    assert isinstance(name, Literal)
    assert isinstance(thing, NamedNode)
    return {"buyer": name.value, "party": name.value, "row": thing.value}


def _measure(opened: Store, values: Mapping[str, str], rows: int) -> None:
    print(
        f"{len(opened):,} quads, the first {rows:,} rows; seconds of processor, the longest first (budget {BUDGET:g})"
    )
    cases = [case for name in queries.names() for case in _cases(queries.load(name), values, rows)]
    found = [(*_ask(opened, text), name) for name, text in cases]
    for seconds, count, name in sorted(found, reverse=True):
        told = f"{seconds:8.2f} s {count:8,} rows" if count >= 0 else f"given up after {PATIENCE} s"
        print(f"  {name:56} {told}{'  over' if seconds > BUDGET else ''}", flush=True)


def _cases(query: NamedQuery, values: Mapping[str, str], rows: int) -> Iterator[tuple[str, str]]:
    """The query without parameters and with each of them, for a page and the row that tells of another."""
    yield query.name, queries.page(query.bind({}), rows=rows + 1)
    for name in (parameter.name for parameter in query.parameters):
        yield f"{query.name} {name}={values[name]}", queries.page(query.bind({name: values[name]}), rows=rows + 1)


def _ask(opened: Store, text: str) -> tuple[float, int]:
    """Seconds of processor and the number of rows, -1 where it was given up."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        resource.setrlimit(resource.RLIMIT_CPU, (PATIENCE, PATIENCE))
        began = time.process_time()
        answer = opened.query(text)
        assert isinstance(answer, QuerySolutions)
        count = (answer.serialize(format=QueryResultsFormat.TSV) or b"").count(b"\n") - 1
        os.write(writing, f"{time.process_time() - began} {count}".encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as told:
        words = told.read().split()
    os.waitpid(child, 0)
    return (float(words[0]), int(words[1])) if words else (float(PATIENCE), -1)


if __name__ == "__main__":
    main()
