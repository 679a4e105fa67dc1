"""What an article says of each of its chains: names as written, kinds they were taken for, what stands around."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from kg.model import EntityType, Mention, MentionKind, Record
from kg.resolve.kb import KnowledgeBase
from kg.resolve.names import acronym, fold

GOODS = frozenset({EntityType.PRODUCT, EntityType.TECHNOLOGY})
SURE = 0.8  # prior from which a name counts as read when it serves as context for another
# The countries that sites under a country's domain are about; elsewhere the domain tells nothing.
DOMAINS = {"uk": "GB", "in": "IN", "au": "AU", "ca": "CA", "ie": "IE", "nz": "NZ", "za": "ZA", "gov": "US", "mil": "US"}


@dataclass(frozen=True, slots=True)
class Chain:
    """One chain. ``forms`` counts its names as written (spaces folded), ``kinds`` the types of its names, or of its
    nominals where it has no name; ``hints`` the knowledge base keys that extraction chose.
    """

    article: str
    number: int
    forms: Counter[str]
    kinds: Counter[EntityType]
    hints: Counter[str]
    nominals: tuple[Mention, ...]

    @property
    def kind(self) -> EntityType | None:
        """The type most of its names were taken for; by name among equals, None where none was typed."""
        return majority(self.kinds)

    def fullest(self) -> str:
        """The longest name that is not an acronym, the longest acronym where there is no other; empty without one."""
        return max(self.forms, key=lambda form: (not acronym(form), len(form), self.forms[form], form), default="")


@dataclass(frozen=True, slots=True)
class Context:
    """What else an article names: folded names, entities read with certainty, countries."""

    names: frozenset[str]
    keys: frozenset[str]
    countries: frozenset[str]


def chains(record: Record) -> Iterator[Chain]:
    """Every chain of an article that has a name or a nominal, by number."""
    mentions: defaultdict[int, list[Mention]] = defaultdict(list)
    for mention in record.mentions:
        if mention.chain is not None and mention.kind is not MentionKind.PRONOUN:
            mentions[mention.chain].append(mention)
    for number in sorted(mentions):
        chain = mentions[number]
        named = [mention for mention in chain if mention.kind is MentionKind.NAME]
        yield Chain(
            article=record.article.key,
            number=number,
            forms=Counter(_form(mention) for mention in named),
            kinds=Counter(mention.type for mention in named or chain if mention.type is not None),
            hints=Counter(mention.kb for mention in chain if mention.kb is not None),
            nominals=tuple(mention for mention in chain if mention.kind is MentionKind.NOMINAL),
        )


def context(record: Record, kb: KnowledgeBase) -> Context:
    """What the names of an article, and the site it stands on, say about one another."""
    forms = sorted({_form(mention) for mention in record.mentions if mention.kind is MentionKind.NAME})
    keys: set[str] = set()
    countries: Counter[str] = Counter()
    for form in forms:
        best = next(iter(kb.lookup(form)), None)
        if best is not None and best.prior >= SURE:
            keys.add(best.key)
            countries[kb.country(best.key)] += 1
    countries[_country(record.article.url, kb)] += 1
    return Context(
        names=frozenset(map(fold, forms)),
        keys=frozenset(keys),
        countries=frozenset(countries) - {""},
    )


def majority(kinds: Counter[EntityType]) -> EntityType | None:
    """The type with most votes; a particular kind before plain Organization, then by name, among equals."""
    return max(
        kinds,
        key=lambda kind: (kinds[kind], kind is not EntityType.ORGANIZATION, kind.value),
        default=None,
    )


def _form(mention: Mention) -> str:
    return " ".join((mention.name or mention.text).split())


def _country(url: str | None, kb: KnowledgeBase) -> str:
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:  # a malformed address says nothing of a country
        return ""
    key = kb.at_domain(host)
    return kb.country(key) if key else DOMAINS.get(host.rpartition(".")[2], "")
