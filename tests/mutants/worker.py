"""One long-lived process: it has the language model, the knowledge base and the parsed sentences in memory.

Each mutant is written into this process's own copy of the tree and tested in a fork, which imports what hangs on the
changed module anew and keeps the rest. Lines of JSON go to standard output: what became of each mutant.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from tests.mutants.forks import forget, in_fork
from tests.mutants.memory import articles, reading
from tests.mutants.modules import Part, part_of
from tests.mutants.operators import Mutant
from tests.mutants.reaching import Traced, traced
from tests.mutants.running import run

FIRST = 25  # tests run before the others are so much as collected: most mutants die here
AT_LEAST = 30.0  # seconds a fork has
TIMES = 1.5  # and as a multiple of what its tests took when they were traced, which is slow


def main(root: Path, cache: Path) -> None:
    """Reads mutants from standard input, a line of JSON each; writes a line for each."""
    parts: dict[Part, Traced] = {}
    for line in sys.stdin:
        mutant = Mutant(**json.loads(line))
        part = part_of(mutant.module)
        if part not in parts:
            parts[part] = traced(part, root, cache)
        print(json.dumps(_tested(mutant, parts[part], root, cache)), flush=True)


def _tested(mutant: Mutant, part: Traced, root: Path, cache: Path) -> dict[str, Any]:
    file = root / "kg" / f"{mutant.module}.py"
    original, began = file.read_text("utf-8"), time.monotonic()
    tests = part.tests(mutant)
    limit = AT_LEAST + TIMES * sum(part.seconds[test] for test in tests)
    file.write_text(mutant.source(original), "utf-8")
    try:
        result = in_fork(partial(_judged, mutant, part, tests, root, cache), limit=limit)
    finally:
        file.write_text(original, "utf-8")
    return {"line": mutant.line(original), "seconds": round(time.monotonic() - began, 1), "tests": len(tests), **result}


def _judged(mutant: Mutant, part: Traced, tests: list[str], root: Path, cache: Path) -> dict[str, Any]:
    """Runs the tests that can fail: of what is extracted, those whose texts are read otherwise than without the mutant.

    What reads no text is run anyway. The quickest tests come first, in groups, until one fails.
    """
    sys.dont_write_bytecode = True
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
    forget(mutant.module, root)
    if not mutant.module.startswith("extract/"):
        groups: Iterable[list[str]] = (tests[:FIRST], tests[FIRST:])
    else:
        groups = _otherwise(part, tests, cache)
    ran = 0
    for some in filter(None, groups):
        result = run(some)
        ran += result["ran"]
        if result["killed"]:
            return result | {"ran": ran}
    return {"killed": False, "by": "", "ran": ran}


def _otherwise(part: Traced, tests: list[str], cache: Path) -> Iterator[list[str]]:
    """Groups of tests: at first those of the first few texts that are read otherwise, at last all that are left."""
    waiting: dict[str, None] = {}
    done: set[str] = set()
    readers: defaultdict[str, list[str]] = defaultdict(list)
    for test in tests:
        for key in part.texts.get(test, ()):
            readers[key].append(test)
    for key, article in articles(cache, readers):
        if reading(article) == part.readings[key]:
            continue
        waiting.update(dict.fromkeys(one for one in readers[key] if one not in done))
        if not done and len(waiting) >= FIRST:
            done.update(waiting)
            yield list(waiting)
            waiting = {}
    plain = [test for test in tests if not part.texts.get(test)]
    yield [*plain, *waiting]


if __name__ == "__main__":
    main(Path.cwd(), Path(sys.argv[1]))
