"""Makes ``data/people.tsv``, people of public office: ``python -m kg.resolve.make_people POLITICIANS_FILE``.

POLITICIANS_FILE is JSON lines, gzipped, one person a line (id of Wikidata, label, aliases, kind), made of
congress-legislators, CC0. The same file gives the same bytes.
"""

from __future__ import annotations

import gzip
import json
import sys
import tomllib
from pathlib import Path

TARGET = Path(__file__).parent / "data" / "people.tsv"
# How likely a full name in English news means its holder of office. By judgement: a president's hardly means anybody
# else, a representative's often does, and needs an article about the country.
PRIORS = {"prez": 0.9, "viceprez": 0.9, "sen": 0.55, "rep": 0.45}
COUNTRY = "US"


def main(arguments: list[str]) -> int:
    """Writes the file; one argument. Returns an exit code."""
    if len(arguments) != 1:
        print("usage: python -m kg.resolve.make_people POLITICIANS_FILE", file=sys.stderr)
        return 2
    TARGET.write_text("".join(lines(Path(arguments[0]))), "utf-8")
    return 0


def lines(source: Path) -> list[str]:
    """A line a person: identifier, name, other full names, country, prior."""
    longer = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))["names"]
    found = []
    with gzip.open(source, "rt", encoding="utf-8") as file:
        for line in file:
            one = json.loads(line)
            label = " ".join(one["label"].split())
            name = longer.get(one["id"], label)
            aliases = {" ".join(alias.split()) for alias in one["aliases"] if " " in alias}
            others = sorted(aliases - {name, *([label] if name != label else [])})
            found.append("\t".join((one["id"], name, "|".join(others), COUNTRY, str(PRIORS[one["kind"]]))) + "\n")
    return sorted(found)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
