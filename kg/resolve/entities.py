"""Who and what the articles are about: chains of mentions become entities, across documents.

Everything is decided by content: the order of the records changes nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kg.keys import digest, slug
from kg.model import Entity, EntityType, Record, Resolution
from kg.resolve.bearers import MOST_CHARS, Bearer, Name, bearer, family, joined
from kg.resolve.evidence import Chain, chains, context
from kg.resolve.kb import KnowledgeBase
from kg.resolve.linking import link
from kg.resolve.names import acronym, fold, key_name

KEY_DIGITS = 4
MOST_ALIASES = 20
LIKELY = 0.5  # prior from which a form of the knowledge base is worth giving as an alias

At = tuple[str, int]  # article key and chain number


@dataclass(frozen=True, slots=True)
class Decisions:
    """What was decided chain by chain, before the articles are compared."""

    linked: dict[At, str] = field(default_factory=dict)
    named: dict[At, Name] = field(default_factory=dict)
    bearers: dict[Name, Bearer] = field(default_factory=dict)
    seen: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    readings: defaultdict[tuple[str, str], set[str]] = field(default_factory=lambda: defaultdict(set))


def entities(records: Sequence[Record], kb: KnowledgeBase) -> Resolution:
    """Entities by key, and the key of every chain that is one: a chain of pronouns, or a nameless document, is none."""
    decisions = Decisions()
    for record in records:
        around = context(record, kb)
        for chain in chains(record):
            found = link(chain, around, kb)
            if found is not None:
                _link(decisions, chain, found.key, found.type)
            elif (named := bearer(chain, kb)) is not None:
                decisions.named[chain.article, chain.number] = named[0]
                decisions.bearers.setdefault(named[0], Bearer()).add(named[1])
    _read_alike(decisions)
    minted = _minted(decisions)
    known = {key: _known(key, forms, kb) for key, forms in decisions.seen.items()}
    own = {at: minted[name].key for at, name in decisions.named.items()}
    entries = _with_owners(known | {entity.key: entity for entity in minted.values()}, kb)
    return Resolution(
        entities=dict(sorted(entries.items())),
        chains=dict(sorted((decisions.linked | own).items())),
    )


def _link(decisions: Decisions, chain: Chain, key: str, kind: EntityType) -> None:
    decisions.linked[chain.article, chain.number] = key
    decisions.seen[key].update(chain.forms)
    for form in chain.forms:
        if not acronym(form):
            decisions.readings[key_name(form, kind), family(kind)].add(key)


def _read_alike(decisions: Decisions) -> None:
    """Names not linked where they stand, but linked, to one entity only, in other articles: they mean it here too.

    Not so for acronyms, which mean what their own article says.
    """
    alike = {}
    for name in decisions.bearers:
        read = decisions.readings.get((name.folded, name.family), set())
        if not name.article and len(read) == 1:
            alike[name] = next(iter(read))
    for at, name in list(decisions.named.items()):
        if name in alike:
            decisions.linked[at] = alike[name]
            del decisions.named[at]
    for name, key in alike.items():
        decisions.seen[key].update(decisions.bearers.pop(name).forms)


def _minted(decisions: Decisions) -> dict[Name, Entity]:
    """An entity of our own for each name left; keys are as short as keeps them apart."""
    same = joined(decisions.bearers)
    gathered: dict[Name, Bearer] = {}
    for name, one in decisions.bearers.items():
        gathered.setdefault(same.get(name, name), Bearer()).add(one)
    keys = _keys(gathered, taken=set(decisions.seen))
    entries = {name: _own(keys[name], one) for name, one in gathered.items()}
    return entries | {name: entries[other] for name, other in same.items()}


def _keys(names: Iterable[Name], *, taken: set[str]) -> dict[Name, str]:
    keys: dict[Name, str] = {}
    digits = KEY_DIGITS
    left = sorted(names)
    while left:
        drawn = {name: _key(name, digits) for name in left}
        counts = Counter(drawn.values())
        keys |= {name: key for name, key in drawn.items() if counts[key] == 1 and key not in taken}
        taken = taken | set(drawn.values())
        left = [name for name in left if name not in keys]
        digits += KEY_DIGITS
    return keys


def _key(name: Name, digits: int) -> str:
    """Made of the family, not of the kind most mentions were taken for: two names may share that, and it may change."""
    parts = (name.family, name.folded, name.article) if name.article else (name.family, name.folded)
    return f"{slug(name.folded) or slug(name.family)}-{digest(*parts, length=digits)}"


def _own(key: str, one: Bearer) -> Entity:
    region = max(one.regions, key=lambda known: (one.regions[known], known), default=None)
    return Entity(
        key=key,
        name=one.name,
        type=one.kind,
        aliases=_aliases(one.name, one.kind, one.forms),
        part_of=region,
    )


def _known(key: str, forms: Counter[str], kb: KnowledgeBase) -> Entity:
    known = kb.get(key)
    if known is None:
        raise KeyError(f"the knowledge base offered {key} and does not have it")
    likely = Counter({form: 1 for form, prior in known.names if prior >= LIKELY})
    return Entity(
        key=key,
        name=known.name,
        type=known.type,
        kb=known.kb,
        aliases=_aliases(known.name, known.type, likely + forms),
        part_of=known.part_of,
        provider=known.provider,
    )


def _aliases(name: str, kind: EntityType, forms: Counter[str]) -> tuple[str, ...]:
    """The commonest other forms, one of each folded form, alphabetically; of a person full names only."""
    usable: dict[str, str] = {}
    for form in sorted(forms, key=lambda form: (-forms[form], form)):
        if len(form) <= MOST_CHARS and (kind is not EntityType.PERSON or " " in form):
            usable.setdefault(fold(form), form)
    usable.pop(fold(name), None)
    return tuple(sorted(list(usable.values())[:MOST_ALIASES]))


def _with_owners(entries: dict[str, Entity], kb: KnowledgeBase) -> dict[str, Entity]:
    """The entities, and those they belong to, however far up."""
    entries = dict(entries)
    left = sorted(entries)
    while left:
        entity = entries[left.pop()]
        for owner in (entity.part_of, entity.provider):
            if owner is not None and owner not in entries:
                entries[owner] = _known(owner, Counter(), kb)
                left.append(owner)
    return entries
