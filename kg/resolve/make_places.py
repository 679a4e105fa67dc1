"""Makes ``data/countries.csv``, countries and their parts: ``python -m kg.resolve.make_places BRANDS_FILE``.

BRANDS_FILE is that of ``make_kb``: what flies on flagpoles has its description there. Only what ``places.csv`` lacks is
written; the same files give the same bytes.
"""

from __future__ import annotations

import csv
import gzip
import json
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kg.resolve.tables import COLUMNS

DATA = Path(__file__).parent / "data"
TARGET = DATA / "countries.csv"
COUNTRY = re.compile(r"(?:country|microstate|(?:sovereign|island) (?:state|nation|country|sovereign state))\b")
PART = re.compile(r"\b(?:province|state|territory|prefecture|community|region|dependency|archipelago|department)\b")
SURE, DOUBTFUL = 0.95, 0.6  # a name that is a given name or a word too means the place oftener than not


def main(arguments: list[str]) -> int:
    """Writes the file; one argument. Returns an exit code."""
    if len(arguments) != 1:
        print("usage: python -m kg.resolve.make_places BRANDS_FILE", file=sys.stderr)
        return 2
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(rows(Path(arguments[0])))
    return 0


def rows(source: Path) -> list[tuple[str, ...]]:
    """The rows of the table, by name."""
    with (DATA / "places.csv").open(encoding="utf-8", newline="") as file:
        have = list(csv.DictReader(file))
    taken = {row["id"] for row in have} | {row["name"] for row in have}
    wholes = {row["name"] for row in have if not row["part_of"] and row["country"]}
    words = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    doubtful, left_out = set(words["doubtful"]), set(words["left_out"])
    found: dict[str, tuple[str, ...]] = {}
    for one in _flagged(source):
        name, described = one["label"], one["description"] or ""
        if {one["id"], name} & taken or name in left_out or "former" in described or not name[0].isupper():
            continue
        whole = next((country for country in sorted(wholes) if _within(country, described)), "")
        country = COUNTRY.match(described) or "sovereign state" in described
        if not country and not (whole and PART.search(described)):
            continue
        prior = DOUBTFUL if name in doubtful else SURE
        found[name] = (name, "Place", one["id"], "", "" if country else whole, "", str(prior), "", "")
    return [found[name] for name in sorted(found)]


def _within(country: str, described: str) -> bool:
    """Whether a description says that what it describes is of a country, or in it."""
    found = re.search(
        rf"\b(?:of|in) (?:\w+, )?(?:the )?(?:Kingdom of |Federal Republic of )?{re.escape(country)}\b", described
    )
    return found is not None


def _flagged(source: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(source, "rt", encoding="utf-8") as file:
        for line in file:
            one = json.loads(line)
            if any(category.startswith("flags/") for category in one["categories"]):
                yield one


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
