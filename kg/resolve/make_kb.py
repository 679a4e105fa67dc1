"""Makes ``data/organizations.zst``: ``python -m kg.resolve.make_kb ROR_FILE [BRANDS_FILE]``.

ROR_FILE is the Research Organization Registry as JSON lines, gzipped, one organization a line (name, aliases, types,
country, wikidata, parents, status). BRANDS_FILE are brands and operators of the name-suggestion-index, JSON lines,
gzipped (id, label, description, aliases). The registry is CC0, the index BSD-3-Clause with labels and descriptions of
Wikidata, CC0; the same files give the same bytes.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.resolve.names import acronym, fold, listed
from kg.resolve.registry import TYPES, pack

TARGET = Path(__file__).parent / "data" / "organizations.zst"
LONGEST_NAME = 9  # words; longer names are never written out in news
KINDS = {"company": 0, "government": 1, "nonprofit": 2}
OTHER = len(TYPES) - 1
# Before the key of a brand, whose name counts from two words on: one is too often just a word, or somebody else's.
BRAND = "~"
# Stems that only names of organizations have, in the languages of the registry.
MARKERS = tuple(
    sorted(
        listed(
            "acad agenc agenti aktien associat autorit bank bibliothek board bureau cent chamber clinic "
            "coll comm compan conf conse consort coop corp council cour depart department direct ecole "
            "escol escuel fac federa fonda foundat fund gmbh group hochschul hospi inc industr initiativ "
            "inst klini labor labs league librar limited ltd minist muse museum network observ office "
            "organi partners pharma polytech program research school secretar service societ solutions "
            "system tech therapeutics trust union univ"
        )
    )
)


@dataclass(frozen=True, slots=True)
class Organization:
    """What is kept of one entry."""

    ror: str
    name: str
    aliases: tuple[str, ...]
    kind: int
    country: str
    wikidata: str | None
    parents: tuple[str, ...]

    @property
    def identifier(self) -> str:
        return self.wikidata or f"ror:{self.ror}"


def main(arguments: list[str]) -> int:
    """Writes the file; the arguments are the registry's and that of brands. Returns an exit code."""
    if len(arguments) not in (1, 2):
        print("usage: python -m kg.resolve.make_kb ROR_FILE [BRANDS_FILE]", file=sys.stderr)
        return 2
    packed = pack(*lists(*map(Path, arguments)))
    TARGET.write_bytes(packed)
    print(f"{TARGET}: {len(packed):,} bytes", file=sys.stderr)
    return 0


def lists(source: Path, brands: Path | None = None) -> tuple[list[str], list[str]]:
    """The two lists of the registry, organizations and names, from a ROR file and one of brands."""
    entries = {entry.ror: entry for entry in _read(source)}
    if brands is not None:
        entries |= {entry.ror: entry for entry in _brands(brands)}
    kept = sorted(_merged(entries), key=lambda entry: entry.ror)
    lines = {entry.ror: number for number, entry in enumerate(kept)}
    organizations = [
        "\t".join(
            (
                entry.identifier,
                entry.name,
                str(entry.kind),
                _parent(entry, entries, lines),
                entry.country,
            )
        )
        for entry in kept
    ]
    return organizations, _names(kept)


def prior(form: str, folded: str, bearers: int) -> float:
    """How likely a bare mention of one form in news is one organization of the registry.

    By judgement on the registry's own names: one-word names and short acronyms are mostly somebody else's, two words
    without a word for an organization may be a person's, and a name that several bear tells little.
    """
    words = folded.split()
    marked = any(word.startswith(MARKERS) for word in words)
    if len(words) == 1:
        alone = 0.05 if acronym(form) or len(folded) < 5 else 0.2
    elif len(words) == 2:
        alone = 0.6 if marked else 0.3
    else:
        alone = 0.75 if marked else 0.4
    return alone / bearers


def _read(source: Path) -> Iterator[Organization]:
    with gzip.open(source, "rt", encoding="utf-8") as file:
        for line in file:
            entry = json.loads(line)
            if entry["status"] == "active":
                yield Organization(
                    ror=entry["ror"],
                    name=" ".join(entry["name"].split()),
                    aliases=tuple(" ".join(alias.split()) for alias in entry["aliases"]),
                    kind=next((KINDS[kind] for kind in entry["types"] if kind in KINDS), OTHER),
                    country=entry["country"] or "",
                    wikidata=entry["wikidata"],
                    parents=tuple(entry["parents"]),
                )


def _brands(source: Path) -> Iterator[Organization]:
    """Brands and operators that news names as actors, told by their descriptions; behind all keys of the registry."""
    words = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    kinds = {name: frozenset(listed(text)) for name, text in words.items()}
    with gzip.open(source, "rt", encoding="utf-8") as file:
        for line in file:
            entry = json.loads(line)
            description = (entry["description"] or "").lower().replace("department store", "store")
            described = set(re.findall(r"[a-z]+", description))
            kind = next((name for name, some in kinds.items() if some & described), "skip")
            if kind != "skip":
                yield Organization(
                    ror=f"{BRAND}{entry['id']}",
                    name=" ".join(entry["label"].split()),
                    aliases=tuple(" ".join(alias.split()) for alias in entry["aliases"] if alias != alias.lower()),
                    kind=KINDS[kind],
                    country="",
                    wikidata=entry["id"],
                    parents=(),
                )


def _merged(entries: dict[str, Organization]) -> Iterator[Organization]:
    """Entries less the branches that bear their parent's name, and one only for each Wikidata identifier."""
    seen: set[str] = set()
    for ror in sorted(entries):
        entry = entries[ror]
        above = {fold(entries[parent].name) for parent in entry.parents if parent in entries}
        if fold(entry.name) in above or entry.identifier in seen:
            continue
        seen.add(entry.identifier)
        yield entry


def _parent(entry: Organization, entries: dict[str, Organization], lines: dict[str, int]) -> str:
    """The line of the nearest parent: the only one that is not a parent of another; empty where there is none."""
    above = {parent for parent in entry.parents if parent in entries}
    nearest = sorted(above - {ancestor for parent in above for ancestor in entries[parent].parents})
    return str(lines[nearest[0]]) if len(nearest) == 1 and nearest[0] in lines else ""


def _names(kept: list[Organization]) -> list[str]:
    forms: dict[str, dict[int, str]] = defaultdict(dict)
    for number, entry in enumerate(kept):
        for form in (entry.name, *entry.aliases):
            folded = fold(form)
            if _usable(folded) and not (entry.ror.startswith(BRAND) and " " not in folded):
                forms[folded].setdefault(number, form)
    lines = []
    for folded, bearers in forms.items():
        weights = {number: round(100 * prior(form, folded, len(bearers))) for number, form in bearers.items()}
        ranked = sorted(weights, key=lambda number: (-weights[number], number))
        found = " ".join(f"{number}:{weights[number]}" for number in ranked[:8] if weights[number])
        if found:
            lines.append(f"{folded}\t{found}")
    return sorted(lines, key=str.encode)


def _usable(folded: str) -> bool:
    """Latin letters only (the articles are English), no longer than a name in running text, not a number."""
    words = folded.split()
    return 1 <= len(words) <= LONGEST_NAME and len(folded) > 2 and folded.isascii() and not folded.isdigit()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
