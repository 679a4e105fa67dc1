"""Coreference chains while they grow: mentions joined one by one, what each chain is known to be kept with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.model import ORGANIZATION_TYPES, EntityType, Mention, MentionKind

# Types that one entity may be called by in turn: an agency an organization, a product a technology.
FAMILIES = dict.fromkeys(ORGANIZATION_TYPES, "organization") | {
    EntityType.PRODUCT: "thing",
    EntityType.TECHNOLOGY: "thing",
}


def family(kind: EntityType | None) -> str | None:
    """The family of a type; types of two families never share a chain."""
    return None if kind is None else FAMILIES.get(kind, kind.value)


@dataclass(slots=True)
class Chain:
    """One chain: its mentions by index, in order, and what they tell of it.

    ``families`` holds one family, or none where only pronouns are in it; ``persons`` the words of people's names;
    ``heads`` the head nouns of its nominals with their number; ``named`` says that a mention of it has a name.
    """

    members: list[int]
    families: set[str]
    genders: set[str]
    keys: set[str]
    persons: set[tuple[str, ...]]
    types_named: set[EntityType]
    types_described: set[EntityType]
    heads: set[tuple[str, bool]]
    plural: bool
    named: bool


class Chains:
    """A partition of mentions, by index into ``mentions``; every mention starts alone."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self.mentions = mentions
        self._parent = list(range(len(mentions)))
        self._chains = [_alone(i, mention) for i, mention in enumerate(mentions)]

    def root(self, i: int) -> int:
        """The number of the chain of mention ``i``: the index of its first mention."""
        while self._parent[i] != i:
            self._parent[i] = self._parent[self._parent[i]]
            i = self._parent[i]
        return i

    def of(self, i: int) -> Chain:
        """The chain of mention ``i``."""
        return self._chains[self.root(i)]

    def members(self, i: int) -> list[int]:
        """All mentions of the chain of ``i``, in order."""
        return self.of(i).members

    def families(self, i: int) -> set[str]:
        """The family of the chain of ``i``, at most one."""
        return self.of(i).families

    def types(self, i: int) -> set[EntityType]:
        """The types of the names in the chain, or of its nominals where it has none."""
        chain = self.of(i)
        return chain.types_named or chain.types_described

    def genders(self, i: int) -> set[str]:
        """The genders that names, nominals and pronouns have given the chain."""
        return self.of(i).genders

    def compatible(self, i: int, j: int) -> bool:
        """Whether nothing known forbids that the two chains are one."""
        a, b = self.of(i), self.of(j)
        if a is b:
            return True
        if (a.families and b.families and a.families != b.families) or (a.genders | b.genders) >= {"f", "m"}:
            return False
        if a.keys and b.keys and not a.keys & b.keys:
            return False
        return all(_same_person(one, other) for one in a.persons for other in b.persons)

    def merge(self, i: int, j: int) -> bool:
        """Joins the chains of two mentions where they are compatible; returns whether they are one now."""
        a, b = sorted((self.root(i), self.root(j)))
        if a == b or not self.compatible(a, b):
            return a == b
        self._parent[b] = a
        whole, part = self._chains[a], self._chains[b]
        in_order = whole.members[-1] < part.members[0]
        whole.members.extend(part.members)
        if not in_order:
            whole.members.sort()
        whole.families |= part.families
        whole.genders |= part.genders
        whole.keys |= part.keys
        whole.persons |= part.persons
        whole.types_named |= part.types_named
        whole.types_described |= part.types_described
        whole.heads |= part.heads
        whole.plural |= part.plural
        whole.named |= part.named
        return True

    def numbers(self) -> list[int]:
        """The chain of each mention, numbered from 0 by first position."""
        order: dict[int, int] = {}
        return [order.setdefault(self.root(i), len(order)) for i in range(len(self.mentions))]


def _alone(i: int, mention: Mention) -> Chain:
    name, pronoun = mention.kind is MentionKind.NAME, mention.kind is MentionKind.PRONOUN
    types = {mention.type} if mention.type else set()
    kin = family(mention.type)
    person = _person(mention)
    return Chain(
        members=[i],
        families={kin} if kin else set(),
        genders={mention.gender} if mention.gender else set(),
        keys={mention.kb} if mention.kb and name else set(),
        persons={person} if person else set(),
        types_named=types if name else set(),
        types_described=set() if name else types,
        heads={(mention.head, mention.plural)} if mention.kind is MentionKind.NOMINAL else set(),
        plural=mention.plural and not pronoun,
        named=mention.name is not None,
    )


def _person(mention: Mention) -> tuple[str, ...]:
    if mention.kind is not MentionKind.NAME or mention.type is not EntityType.PERSON or not mention.name:
        return ()
    return tuple(word for word in mention.name.casefold().replace(".", "").split() if word not in ("jr", "sr"))


def _same_person(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names can be of one person: "Jane Q. Doe" and "Jane Doe", "Doe", "Jane"; not "John Doe"."""
    if len(one) > len(other):
        one, other = other, one
    if len(one) == 1:
        return one[0] in (other[0], other[-1]) or one[0] in other
    first, given = one[0], other[0]
    initials = first[0] == given[0] and (len(first) == 1 or len(given) == 1)
    return one[-1] == other[-1] and (first == given or initials or given.startswith(first) or first.startswith(given))
