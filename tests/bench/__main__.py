"""``make bench``: every benchmark, one after the other; ratios within one run, no thresholds."""

from __future__ import annotations

import sys

from tests.bench import extraction, fusion, revalidation, service, validation


def main() -> None:
    for name, run in (
        ("extraction", extraction.main),
        ("fusion", fusion.main),
        ("validation", validation.main),
        ("revalidation", revalidation.main),
        ("service", service.main),
    ):
        print(f"== {name}", flush=True)
        sys.argv = [name]
        run()


if __name__ == "__main__":
    main()
