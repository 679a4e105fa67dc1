"""Coreference chains while they grow: mentions joined one by one, what each chain is known to be kept with it."""

from __future__ import annotations

from collections.abc import Sequence

from kg.model import ORGANIZATION_TYPES, EntityType, Mention, MentionKind

# Types that one entity may be called by in turn: an agency an organization, a product a technology.
FAMILIES = dict.fromkeys(ORGANIZATION_TYPES, "organization") | {
    EntityType.PRODUCT: "thing",
    EntityType.TECHNOLOGY: "thing",
}


def family(kind: EntityType | None) -> str | None:
    """The family of a type; types of two families never share a chain."""
    return None if kind is None else FAMILIES.get(kind, kind.value)


class Chains:
    """A partition of mentions, by index into ``mentions``; every mention starts alone."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self.mentions = mentions
        self._parent = list(range(len(mentions)))
        self._members = [[i] for i in range(len(mentions))]
        self._families = [{f} if (f := family(m.type)) else set() for m in mentions]
        self._genders = [{m.gender} if m.gender else set() for m in mentions]
        self._keys = [{m.kb} if m.kb and m.kind is MentionKind.NAME else set() for m in mentions]
        self._persons = [{_person(m)} if _person(m) else set() for m in mentions]

    def root(self, i: int) -> int:
        """The number of the chain of mention ``i``: the index of its first mention."""
        while self._parent[i] != i:
            self._parent[i] = self._parent[self._parent[i]]
            i = self._parent[i]
        return i

    def members(self, i: int) -> list[int]:
        """All mentions of the chain of ``i``, in order."""
        return self._members[self.root(i)]

    def families(self, i: int) -> set[str]:
        """The family of the chain: one, or none where only pronouns are in it."""
        return self._families[self.root(i)]

    def types(self, i: int) -> set[EntityType]:
        """The types of the names in the chain, or of its nominals where it has none."""
        members = [self.mentions[j] for j in self.members(i)]
        named = {m.type for m in members if m.kind is MentionKind.NAME and m.type}
        return named or {m.type for m in members if m.type}

    def genders(self, i: int) -> set[str]:
        """The genders that names, nominals and pronouns have given the chain."""
        return self._genders[self.root(i)]

    def named(self, i: int) -> bool:
        """Whether a name is in the chain, or a nominal that names (a technology)."""
        return any(self.mentions[j].name for j in self.members(i))

    def plural(self, i: int) -> bool:
        """Whether names and nominals of the chain are plural."""
        return any(self.mentions[j].plural for j in self.members(i) if self.mentions[j].kind is not MentionKind.PRONOUN)

    def compatible(self, i: int, j: int) -> bool:
        """Whether nothing known forbids that the two chains are one."""
        a, b = self.root(i), self.root(j)
        if a == b:
            return True
        for table in (self._families, self._genders):
            if table[a] and table[b] and table[a] != table[b]:
                return False
        if self._keys[a] and self._keys[b] and not self._keys[a] & self._keys[b]:
            return False
        return all(_same_person(one, other) for one in self._persons[a] for other in self._persons[b])

    def merge(self, i: int, j: int) -> bool:
        """Joins the chains of two mentions where they are compatible; returns whether they are one now."""
        a, b = sorted((self.root(i), self.root(j)))
        if a == b:
            return True
        if not self.compatible(a, b):
            return False
        self._parent[b] = a
        self._members[a] = sorted(self._members[a] + self._members[b])
        for table in (self._families, self._genders, self._keys):
            table[a] |= table[b]
        self._persons[a] |= self._persons[b]
        return True

    def numbers(self) -> list[int]:
        """The chain of each mention, numbered from 0 by first position."""
        order: dict[int, int] = {}
        return [order.setdefault(self.root(i), len(order)) for i in range(len(self.mentions))]


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
