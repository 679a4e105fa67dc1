"""Who and what the articles are about: chains of mentions become entities, across documents.

Everything is decided by content: the order of the records changes nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable

from kg.keys import digest, slug
from kg.model import Entity, EntityType, Record, Resolution
from kg.resolve.decisions import decisions
from kg.resolve.identification import identified
from kg.resolve.kb import KnowledgeBase
from kg.resolve.name_clusters import MOST_CHARS, Bearer, Name
from kg.resolve.names import fold

KEY_DIGITS = 4
MOST_ALIASES = 20
LIKELY = 0.5  # prior from which a form of the knowledge base is worth giving as an alias


def entities(records: Iterable[Record], kb: KnowledgeBase) -> Resolution:
    """Entities by key, and the key of every chain that is one: a chain of pronouns, or a nameless document, is none."""
    decided = [decision for record in records for decision in decisions(record, kb)]
    targets = identified(decided)
    seen: defaultdict[str, Counter[str]] = defaultdict(Counter)
    clusters: dict[Name, Bearer] = {}
    for one in decided:
        target = targets.get((one.article, one.chain))
        if target is not None and target.link:
            seen[target.link].update(one.forms)
        elif target is not None and target.name is not None and one.bearer is not None:
            clusters.setdefault(target.name, Bearer()).add(one.bearer, shown=not target.short)
    keys = _keys(clusters, taken=set(seen))
    minted = {name: own_entity(keys[name], cluster) for name, cluster in clusters.items()}
    known = {key: known_entity(key, forms, kb) for key, forms in seen.items()}
    entries = _with_owners(known | {entity.key: entity for entity in minted.values()}, kb)
    own = {at: keys[target.name] for at, target in targets.items() if target.name is not None and not target.link}
    chains = {at: target.link for at, target in targets.items() if target.link} | own
    sureness = {at: target.sureness for at, target in sorted(targets.items()) if target.sureness < 1}
    return Resolution(dict(sorted(entries.items())), dict(sorted(chains.items())), sureness)


def _keys(names: Iterable[Name], *, taken: set[str]) -> dict[Name, str]:
    keys: dict[Name, str] = {}
    digits = KEY_DIGITS
    left = sorted(names)
    while left:
        drawn = {name: _key(name, digits) for name in left}
        counts = Counter(drawn.values())
        keys |= {name: key for name, key in drawn.items() if counts[key] == 1 and key not in taken}
        left = [name for name in left if name not in keys]
        digits += KEY_DIGITS
    return keys


def _key(name: Name, digits: int) -> str:
    stem, full = key_parts(name)
    return f"{stem}-{full[:digits]}"


def key_parts(name: Name) -> tuple[str, str]:
    """The words of an entity's key, and the digest of which as much is added as keeps it apart from others.

    Made of the family, not of the kind most mentions were taken for: two names may share that, and it may change.
    """
    parts = (name.family, name.folded, name.article) if name.article else (name.family, name.folded)
    return slug(name.folded) or slug(name.family), digest(*parts, length=64)


def own_entity(key: str, one: Bearer) -> Entity:
    """An entity of our own from all that articles say of its name."""
    region = max(one.regions, key=lambda known: (one.regions[known], known), default=None)
    return Entity(
        key=key,
        name=one.name,
        type=one.kind,
        aliases=_aliases(one.name, one.kind, one.forms),
        part_of=region,
    )


def known_entity(key: str, forms: Counter[str], kb: KnowledgeBase) -> Entity:
    """An entity of the knowledge base, with the forms that articles call it by."""
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
    owners = {owner for entity in entries.values() for owner in (entity.part_of, entity.provider) if owner is not None}
    return entries | owning(owners - entries.keys(), kb, known=entries)


def owning(owners: Iterable[str], kb: KnowledgeBase, *, known: Collection[str]) -> dict[str, Entity]:
    """Entities of the knowledge base by their keys, with all that they belong to; none of those ``known`` already."""
    found: dict[str, Entity] = {}
    left = sorted(owners)
    while left:
        key = left.pop()
        if key not in found and key not in known:
            entity = found[key] = known_entity(key, Counter(), kb)
            left += [owner for owner in (entity.part_of, entity.provider) if owner is not None]
    return found
