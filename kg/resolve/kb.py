"""The knowledge base: what a name may refer to, from our own tables and the registry of organizations."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from kg.model import ORGANIZATION_TYPES, EntityType, NameCandidate
from kg.resolve import names, public_figures, registry, tables
from kg.resolve.imports import Imported, open_all
from kg.resolve.tables import Known

LONGEST_NAME = 11  # words: the longest name of the tables, with a country's adjective before it
OVERRIDDEN = 0.05  # prior of a registry organization whose name the tables give to another
SUFFIX_DOUBT = 0.3  # a legal form after a name leaves this part of the doubt whether the company is meant
REGION_DOUBT = 0.2  # so does the state or country after a town
REGISTRY = "organizations.zst"
PEOPLE = "people.tsv"
REMEMBERED = 50_000  # surface forms whose meaning is kept; a longer text begins anew
LONGEST_REMEMBERED = 200  # code points
STATE_BODIES = frozenset({EntityType.AGENCY, EntityType.COURT, EntityType.LEGISLATURE, EntityType.POLICE})

Weighted = tuple[Known, float]


@dataclass(frozen=True, slots=True)
class KnowledgeBase:
    """A ``kg.model.Gazetteer`` that also knows its entities by key and tells why."""

    version: str
    known: dict[str, Known]
    forms: dict[str, tuple[Weighted, ...]]
    domains: dict[str, str]
    registry: registry.Registry
    registry_keys: dict[str, int]
    starts: frozenset[str]  # the first words of the registry's names
    spoken: frozenset[str]  # and those of names that are written without a capital
    imported: tuple[Imported, ...] = ()
    people: dict[str, tuple[Weighted, ...]] = field(default_factory=dict)
    remembered: dict[str, tuple[NameCandidate, ...]] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def load(cls, *extra_tables: Traversable, imports: Path | None = None) -> KnowledgeBase:
        """The packaged knowledge base, with what was imported into the folder ``imports``.

        ``extra_tables`` are further tables of the package's own form. Raises ``InputError`` naming the file and line
        of a table that cannot be used, ``StoreError`` for an import that is damaged.
        """
        folder = files("kg.resolve") / "data"
        own = sorted(
            (entry for entry in folder.iterdir() if entry.name.endswith(".csv")),
            key=lambda entry: entry.name,
        )
        packed = (folder / REGISTRY).read_bytes()
        known = tables.read([*own, *extra_tables])
        organizations = registry.parse(packed)
        figures = (folder / PEOPLE).read_bytes()
        people = public_figures.parse(figures)
        sources = [packed, figures, *(table.read_bytes() for table in (*own, *extra_tables))]
        imported = open_all(imports)
        digests = [hashlib.sha256(source).digest() for source in sources]
        digests += [f"{one.name} {one.version}".encode() for one in imported]
        return cls(
            version=hashlib.sha256(b"".join(digests)).hexdigest()[:16],
            known=people | known,
            forms=_forms(known.values()),
            domains={entity.domain: entity.key for entity in known.values() if entity.domain},
            registry=organizations,
            registry_keys={},
            starts=organizations.first_words(),
            spoken=frozenset(
                names.first_word(form)
                for entity in known.values()
                if entity.type is EntityType.TECHNOLOGY
                for form, _ in entity.names
            )
            | {names.first_word(form) for one in imported for form in one.spoken()},
            imported=imported,
            people=public_figures.by_name(people.values()),
        )

    @property
    def max_words(self) -> int:
        """The number of words in the longest surface form worth looking up."""
        return LONGEST_NAME

    def lookup(self, surface: str) -> tuple[NameCandidate, ...]:
        """What a surface form may mean, best first; empty where nothing is known.

        Names need a capital, technologies do not; acronyms keep their case. A prior below one half means that the
        form alone does not decide.
        """
        found = self.remembered.get(surface)
        if found is None:
            if len(self.remembered) >= REMEMBERED:
                self.remembered.clear()
            found = self._looked_up(surface)
            if len(surface) <= LONGEST_REMEMBERED:
                self.remembered[surface] = found
        return found

    def persons(self, surface: str) -> tuple[NameCandidate, ...]:
        """The people of public office whose full name a surface form is, best first: for what is taken for a person."""
        return tuple(_candidate(known, prior) for known, prior in self.people.get(names.fold(surface), ()))

    def get(self, key: str) -> Known | None:
        """The entity with this key, or None; a table of the user's own has the last word on it."""
        for one in self.imported:
            if one.own and (found := one.get(key)) is not None:
                return self._belonging(found)
        if (known := self.known.get(key)) is not None:
            return known
        for one in self.imported:
            if (found := one.get(key)) is not None:
                return self._belonging(found)
        return self._registered(key)

    def _registered(self, key: str) -> Known | None:
        if not self.registry_keys and not key.startswith("kb-"):
            self.registry_keys.update(self.registry.keys())
        line = self.registry_keys.get(key)
        return None if line is None else self.registry.organization(line)

    def _belonging(self, known: Known) -> Known:
        """An imported entity, less an owner that nothing knows: a part of a dump need not have it."""
        owners = (known.part_of, known.provider)
        lost = any(owner is not None and not self._has(owner) for owner in owners)
        return replace(known, part_of=None, provider=None) if lost else known

    def _has(self, key: str) -> bool:
        return (
            key in self.known
            or any(one.get(key) is not None for one in self.imported)
            or self._registered(key) is not None
        )

    def country(self, key: str) -> str:
        """The ISO 3166 code of an entity's country; empty where unknown."""
        known = self.get(key)
        return known.country if known else ""

    def at_domain(self, host: str) -> str | None:
        """The key of the organization (an outlet, mostly) whose web site a host belongs to."""
        labels = host.lower().split(".")
        for domain in (".".join(labels[n:]) for n in range(len(labels) - 1)):
            found = self.domains.get(domain) or next(
                filter(None, (one.at_domain(domain) for one in self.imported)), None
            )
            if found:
                return found
        return None

    def explain(self, name: str) -> list[str]:
        """One line for each thing the name may mean, best first, with prior, type, identifier and belonging."""
        lines = []
        for candidate in self.lookup(name):
            owner = self.get(candidate.provider or candidate.part_of or "")
            belongs = f", of {owner.name}" if owner else ""
            kind = f"{candidate.type}{belongs}"
            lines.append(f"{candidate.prior:.2f}  {candidate.name} ({kind})  {candidate.kb or candidate.key}")
        return lines or [f"{name}: not in the knowledge base"]

    def _looked_up(self, surface: str) -> tuple[NameCandidate, ...]:
        if not names.proper(surface) and names.first_word(surface) not in self.spoken:
            return ()
        found = self._read(surface)
        if not found and surface.endswith(("'s", "’s")):
            found = self._read(names.unpossessed(surface))
        return tuple(_candidate(known, prior) for known, prior in found)

    def _read(self, surface: str) -> Sequence[Weighted]:
        """The first reading of a surface form that finds anything."""
        folded = names.fold(surface)
        capital = names.proper(surface)
        found = self._find(folded, capital=capital)
        if found or not capital:
            return found
        if folded.isupper():
            return self._find(folded.casefold(), capital=True)
        return self._without_suffix(folded) or self._without_nation(folded) or self._in_region(surface)

    def _find(self, folded: str, *, capital: bool) -> list[Weighted]:
        """Who bears a folded name: by the user's tables first, by ours, by imported dumps, by the registry."""
        found: dict[str, Weighted] = {}
        for one in self.imported:
            if one.own:
                for known, prior in one.lookup(folded):
                    found.setdefault(known.key, (self._belonging(known), prior))
        for known, prior in self.forms.get(folded, ()):
            found.setdefault(known.key, (known, prior))
        if not capital:
            return [pair for pair in found.values() if pair[0].type is EntityType.TECHNOLOGY]
        ours = bool(found)
        dumps = [pair for one in self.imported if not one.own for pair in one.lookup(folded)]
        if folded.partition(" ")[0] in self.starts:
            dumps += self.registry.lookup(folded)
        for known, prior in dumps:
            if known.key not in found:
                known = self.known.get(known.key) or self._belonging(known)
                found[known.key] = (known, min(prior, OVERRIDDEN) if ours else prior)
        return sorted(found.values(), key=_rank)

    def _without_suffix(self, folded: str) -> Sequence[Weighted]:
        shorter = names.without_suffix(folded)
        if shorter == folded:
            return ()
        return _surer(self._find(shorter, capital=True), ORGANIZATION_TYPES, doubt=SUFFIX_DOUBT)

    def _without_nation(self, folded: str) -> Sequence[Weighted]:
        first, _, rest = folded.partition(" ")
        if first not in names.NATIONAL or " " not in rest:
            return ()
        return [pair for pair in self._find(rest, capital=True) if pair[0].type in STATE_BODIES]

    def _in_region(self, surface: str) -> Sequence[Weighted]:
        town, comma, region = surface.rpartition(", ")
        if not comma:
            return ()
        regions = {known.key for known, _ in self.forms.get(names.fold(region), ()) if known.type is EntityType.PLACE}
        places = [pair for pair in self._find(names.fold(town), capital=True) if pair[0].type is EntityType.PLACE]
        return _surer(
            [pair for pair in places if pair[0].part_of in regions],
            {EntityType.PLACE},
            doubt=REGION_DOUBT,
        )


def _forms(known: Iterable[Known]) -> dict[str, tuple[Weighted, ...]]:
    forms: defaultdict[str, dict[str, Weighted]] = defaultdict(dict)
    for entity in known:
        for form, prior in entity.names:
            bearers = forms[names.fold(form)]
            if entity.key not in bearers or bearers[entity.key][1] < prior:
                bearers[entity.key] = (entity, prior)
    return {folded: tuple(sorted(bearers.values(), key=_rank)) for folded, bearers in forms.items()}


def _rank(pair: Weighted) -> tuple[float, str]:
    return (-pair[1], pair[0].key)


def _surer(found: Iterable[Weighted], types: Iterable[EntityType], *, doubt: float) -> list[Weighted]:
    return [
        (known, 1 - (1 - prior) * doubt if prior > OVERRIDDEN else prior)
        for known, prior in found
        if known.type in types
    ]


def _candidate(known: Known, prior: float) -> NameCandidate:
    return NameCandidate(
        known.key,
        known.name,
        known.type,
        known.kb,
        prior,
        known.part_of,
        known.provider,
    )
