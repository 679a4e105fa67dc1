"""Validating again after one of 1,000 articles has changed, as a build does it, against validating all of it.

``python -m tests.bench.revalidation [ARTICLES]``. The budget is 3 % of the full run and a second; the reports have to
be the same.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, Store, parse, serialize

from kg import rdf, validate
from tests.queries.world import ARTICLES, BASE, world

CHANGED = "ledger-4"  # of one copy of the world: all it says is said by another article instead, at other offsets


def main() -> None:
    articles = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    copies = max(1, articles // len(ARTICLES))
    lines = (serialize(rdf.quads(world(), base=BASE, extractor_version="0"), format=RdfFormat.N_QUADS) or b"").decode()
    before = list(dict.fromkeys(line for copy in range(copies) for line in _copy(lines, copy)))
    changed = set(_copy(lines, copies // 2))
    after = [_moved(line) if line in changed else line for line in before]
    quads, old = _quads(after), _quads(before)
    with tempfile.TemporaryDirectory() as folder:
        store = Store(str(Path(folder) / "store"))
        store.bulk_load("\n".join(before), RdfFormat.N_QUADS)
        store.optimize()
        first = validate.validate(old, engine="shacl")
        began = time.perf_counter()
        full = validate.validate(quads, engine="shacl")
        whole = time.perf_counter() - began
        began = time.perf_counter()
        new = {f"{quad} .": quad for quad in quads}
        gone = [line for line in before if new.pop(line, None) is None]
        compared = time.perf_counter() - began
        again = validate.revalidate(first, store, list(new.values()), _quads(gone), engine="shacl")
        took = time.perf_counter() - began - compared
    print(f"{copies * len(ARTICLES):,} articles, {len(quads):,} quads; {len(new):,} come, {len(gone):,} go")
    print(f"full run            {whole:8.2f} s, {len(full.results):,} results")
    print(f"after the change    {took:8.2f} s (budget {0.03 * whole + 1:.2f}: 3 % and 1 s)")
    print(f"finding the change  {compared:8.2f} s, which a build does in any case")
    print(f"same report         {again == full}")


def _copy(lines: str, copy: int) -> list[str]:
    """The world under a base of its own, but for the entities, which all copies speak of."""
    own = lines.replace(BASE, f"{BASE}{copy}/").replace(f"{BASE}{copy}/entity/", f"{BASE}entity/")
    found = list(dict.fromkeys(own.splitlines()))
    return random.Random(copy).sample(found, len(found) - 1) if copy % 20 == 0 else found


def _moved(line: str) -> str:
    return line.replace(CHANGED, f"{CHANGED}-second").replace('"3 million crowns"', '"4 million crowns"')


def _quads(lines: list[str]) -> list[Quad]:
    return list(dict.fromkeys(parse("\n".join(lines), RdfFormat.N_QUADS)))


if __name__ == "__main__":
    main()
