"""Name clusters: names that the knowledge base does not know, gathered over all articles, and what is said of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.model import ORGANIZATION_TYPES, EntityType, Mention
from kg.resolve.evidence import GOODS, Chain, majority
from kg.resolve.kb import KnowledgeBase
from kg.resolve.names import BARE, fold, key_name, undetermined
from kg.resolve.people import surname_alone

MOST_CHARS = 200  # of a name; more is a sentence taken for one
NAMELESS = frozenset({EntityType.DOCUMENT})  # without a name of its own a document is a literal, not an entity
SHARED = frozenset({EntityType.GROUP, EntityType.TECHNOLOGY})


@dataclass(frozen=True, slots=True, order=True)
class Name:
    """What makes chains one entity: folded name, family of types, and the article of a name good in one only."""

    folded: str
    family: str
    article: str = ""


@dataclass(frozen=True, slots=True)
class Bearer:
    """What all articles say of one name: counts alone, so that their order does not matter."""

    kinds: Counter[EntityType] = field(default_factory=Counter)
    shown: Counter[str] = field(default_factory=Counter)
    forms: Counter[str] = field(default_factory=Counter)
    regions: Counter[str] = field(default_factory=Counter)

    def add(self, other: Bearer, *, shown: bool = True) -> None:
        """Counts what another has counted; not ``shown`` where it has only a short name, which is no name to show."""
        self.kinds.update(other.kinds)
        if shown:
            self.shown.update(other.shown)
        self.forms.update(other.forms)
        self.regions.update(other.regions)

    @property
    def kind(self) -> EntityType:
        """The type most mentions of the name were taken for."""
        return majority(self.kinds) or EntityType.ORGANIZATION

    @property
    def name(self) -> str:
        """The form most chains show; the longer, and the less shouted, among equals."""
        return max(self.shown, key=lambda form: (self.shown[form], not form.isupper(), len(form), form))


def family(kind: EntityType) -> str:
    """The kinds one name may be taken for without being two: organizations are one family, goods another."""
    if kind in ORGANIZATION_TYPES:
        return EntityType.ORGANIZATION.value
    return EntityType.PRODUCT.value if kind in GOODS else kind.value


def bearer(chain: Chain, kb: KnowledgeBase) -> tuple[Name, Bearer] | None:
    """The name a chain goes by and what it says of it; None where the chain is no entity of its own."""
    kind = chain.kind
    if kind is None:
        return None
    if chain.forms:
        return _named(chain, kind, kb)
    if kind in NAMELESS or not chain.nominals:
        return None
    return _general(chain, kind) or _local(chain, kind)


def _named(chain: Chain, kind: EntityType, kb: KnowledgeBase) -> tuple[Name, Bearer] | None:
    fullest = chain.fullest()[:MOST_CHARS].strip()
    regions: Counter[str] = Counter()
    if kind is EntityType.PLACE:
        fullest, region = _located(fullest, kb)
        regions.update([region] if region else [])
    folded = key_name(fullest, kind)
    if not folded:
        return None
    # A surname or a first name tells people apart within one article only.
    local = kind is EntityType.PERSON and surname_alone(fullest)
    name = Name(folded, family(kind), chain.article if local else "")
    return name, Bearer(Counter(chain.kinds), Counter([fullest]), Counter(chain.forms), regions)


def _located(place: str, kb: KnowledgeBase) -> tuple[str, str | None]:
    """A place with its region's name written out, and the region's key: "Elmswell, Va." is in Virginia."""
    town, comma, region = place.rpartition(", ")
    found = [candidate for candidate in kb.lookup(region) if candidate.type is EntityType.PLACE] if comma else []
    if len(found) != 1:  # two regions of one name: which is meant is not for us to say
        return place, None
    return f"{town}, {found[0].name}", found[0].key


def _general(chain: Chain, kind: EntityType) -> tuple[Name, Bearer] | None:
    """A group or technology spoken of by what it is ("police departments"): one and the same in every article."""
    if kind not in SHARED and not (kind not in GOODS and all(mention.plural for mention in chain.nominals)):
        return None
    shown = Counter(
        text[:MOST_CHARS]
        for mention in chain.nominals
        if mention.name and set(fold(text := undetermined(" ".join(mention.name.split()))).split()) - BARE
    )
    if not shown:
        return None
    kind = EntityType.TECHNOLOGY if kind is EntityType.TECHNOLOGY else EntityType.GROUP
    folded = fold(_best(shown))
    return Name(folded, family(kind)), Bearer(Counter({kind: shown.total()}), Counter([_best(shown)]), shown)


def _local(chain: Chain, kind: EntityType) -> tuple[Name, Bearer] | None:
    """Somebody or something an article describes without a name ("a spokesperson"): its own in that article."""
    text = _described(chain.nominals)
    folded = fold(text)
    if not folded:
        return None
    # The chain's number keeps two spokespersons of one article apart.
    name = Name(folded, family(kind), f"{chain.article}#{chain.number}")
    return name, Bearer(Counter(chain.kinds), Counter([text]), Counter([text]))


def _described(nominals: Iterable[Mention]) -> str:
    longest = max(nominals, key=lambda mention: (len(mention.text), -mention.span.start))
    return undetermined(" ".join(longest.text.split()))[:MOST_CHARS]


def _best(shown: Counter[str]) -> str:
    return max(shown, key=lambda form: (shown[form], form == form.lower(), len(form), form))
