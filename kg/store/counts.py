"""How much a release holds: statements, classes, properties, counted once and adjusted by what changes.

All statements of a subject stand in one part, so what a part adds to the counts is told by it alone.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import TypeVar

from kg.errors import StoreError
from kg.store.parts import subject_of
from kg.terms import RDF

FILE = "counts.json"
TYPE = f"<{RDF.type.value}>"

Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Counts:
    """All graphs but the release's taken together, each triple counted once a graph.

    ``classes`` counts instances by class, ``properties`` triples by property, ``uses`` the triples of a class's
    instances by class and property; an instance counts once in however many graphs it is typed.
    """

    triples: int = 0
    subjects: int = 0
    classes: Counter[str] = field(default_factory=Counter)
    properties: Counter[str] = field(default_factory=Counter)
    uses: Counter[tuple[str, str]] = field(default_factory=Counter)

    def __add__(self, other: Counts) -> Counts:
        return self._with(other, 1)

    def __sub__(self, other: Counts) -> Counts:
        return self._with(other, -1)

    def _with(self, other: Counts, sign: int) -> Counts:
        return Counts(
            self.triples + sign * other.triples,
            self.subjects + sign * other.subjects,
            _sum(self.classes, other.classes, sign),
            _sum(self.properties, other.properties, sign),
            _sum(self.uses, other.uses, sign),
        )


def count(lines: Iterable[str]) -> Counts:
    """The counts of sorted lines, in which all of each subject's stand."""
    triples = subjects = 0
    classes: Counter[str] = Counter()
    properties: Counter[str] = Counter()
    grouped: Counter[tuple[frozenset[str], str]] = Counter()  # few: what is one thing is often another
    for _, group in groupby(lines, key=subject_of):
        subjects += 1
        types, used = set[str](), Counter[str]()
        for line in group:
            triples += 1
            predicate, _, rest = line.partition(" ")[2].partition(" ")
            used[predicate] += 1
            if predicate == TYPE:
                types.add(rest.partition(" ")[0])
        classes.update(types)
        properties.update(used)
        one = frozenset(types)
        for predicate, number in used.items():
            grouped[one, predicate] += number
    uses: Counter[tuple[str, str]] = Counter()
    for (types_of, predicate), number in grouped.items():
        for cls in types_of:
            uses[_iri(cls), _iri(predicate)] += number
    named = [Counter({_iri(term): number for term, number in found.items()}) for found in (classes, properties)]
    return Counts(triples, subjects, named[0], named[1], uses)


def save(folder: Path, counts: Counts) -> None:
    """Writes counts to a release's folder."""
    table = {
        "triples": counts.triples,
        "subjects": counts.subjects,
        "classes": dict(sorted(counts.classes.items())),
        "properties": dict(sorted(counts.properties.items())),
        "uses": [[*key, number] for key, number in sorted(counts.uses.items())],
    }
    (folder / FILE).write_text(json.dumps(table, indent=1) + "\n", "utf-8")


def load(folder: Path) -> Counts:
    """The counts in a release's folder; StoreError where they are missing or damaged."""
    try:
        table = json.loads((folder / FILE).read_text("utf-8"))
        uses = Counter({(cls, name): int(number) for cls, name, number in table["uses"]})
        classes, properties = (Counter(table[name]) for name in ("classes", "properties"))
        return Counts(table["triples"], table["subjects"], classes, properties, uses)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreError(f"{folder / FILE}: damaged ({error}); build again or roll back") from error


def _iri(term: str) -> str:
    return term[1:-1]


def _sum(one: Counter[Key], two: Counter[Key], sign: int) -> Counter[Key]:
    found = Counter(one)
    for key, number in two.items():
        found[key] += sign * number
    return Counter({key: number for key, number in found.items() if number})
