"""``make bench``: every benchmark, one after the other; ratios within one run, no thresholds.

``--short`` (``make bench SHORT=1``) takes small sizes: it shows that all of it works, and the order of the figures.
"""

from __future__ import annotations

import sys
import time
import traceback

from tests.bench import building, extraction, fusion, increments, questions, revalidation, service, validation

# each with what makes it short
PARTS = (
    ("extraction", extraction.main, ()),
    ("fusion", fusion.main, ("20000",)),
    ("building", building.main, ("60",)),
    ("increments", increments.main, ("30",)),
    ("validation", validation.main, ("--sizes", "10000")),
    ("revalidation", revalidation.main, ("200",)),
    ("questions", questions.main, ("20000",)),
    ("service", service.main, "--triples 100000 --repeats 3 --seconds 2 --patience 10".split()),
)


def main() -> None:
    """Runs all parts, those behind one that fails too; exit code 1 where one did."""
    short, failed = "--short" in sys.argv[1:], []
    for name, run, little in PARTS:
        print(f"== {name}", flush=True)
        sys.argv = [name, *(little if short else ())]
        began = time.perf_counter()
        try:
            run()
        except Exception:
            traceback.print_exc()
            failed.append(name)
        print(f"-- {name}: {time.perf_counter() - began:.0f} s\n", flush=True)
    if failed:
        sys.exit(f"failed: {', '.join(failed)}")


if __name__ == "__main__":
    main()
