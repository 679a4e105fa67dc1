"""Which descriptive phrases stand for a body the article names ("the quay service"), and which for nothing at all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kg.extract.lexicon import classes, lexicon, noun_type
from kg.extract.mentions.candidates import Name
from kg.extract.mentions.technologies import POSSESSIVES
from kg.extract.syntax.columns import Tokens
from kg.model import ORGANIZATION_TYPES, EntityType

Body = tuple[tuple[str, ...], EntityType]  # the words of a longer name, in lower case, and its type

INDEFINITE = classes.words("quantifiers", "indefinite")
POWERS = classes.words("bodies", "powers")
FEW = classes.words("negation", "few")
MASS = classes.words("bodies", "laws")


def bodies_of(tokens: Tokens, proper: Mapping[int, Name], kinds: Mapping[int, EntityType]) -> Iterator[Body]:
    """The organizations that the article names in two words or more."""
    seen = set()
    for head, name in proper.items():
        words = tuple(tokens.lower[j] for j in range(name.first, name.last + 1) if tokens.text[j][0].isalnum())
        if kinds[head] in ORGANIZATION_TYPES and len(words) > 1 and words not in seen:
            seen.add(words)
            yield words, kinds[head]


def body_meant(tokens: Tokens, first: int, head: int, bodies: Sequence[Body]) -> EntityType | None:
    """The type of the body whose name holds all words of the phrase: "the quay service" of "Quay Safety Service".

    The bare noun with "the" is enough where a name ends in it and the noun by itself tells nothing else.
    """
    words = [tokens.lower[j] for j in range(first, head)]
    if set(words) & (INDEFINITE | POSSESSIVES) or any(tokens.tag[j] in ("POS", "CD") for j in range(first, head)):
        return None
    modifiers = [tokens.lower[j] for j in range(first, head) if tokens.tag[j] not in ("DT", "HYPH")]
    noun = tokens.lower[head]
    told = noun_type(noun)
    if not modifiers and ("the" not in words or (told is not None and told not in ORGANIZATION_TYPES)):
        return None
    for name, kind in bodies:
        if modifiers and noun in name and set(modifiers) <= set(name):
            return kind
        if not modifiers and name[-1] == noun:
            return told or kind
    return None


def denotes_nothing(tokens: Tokens, first: int, head: int, lemma: str, kind: EntityType) -> bool:
    """Whether a noun that could denote an entity does not here: a power, the law at large, what there is none of."""
    after = tokens.lower[head + 1] if head + 1 < len(tokens) else ""
    words = [tokens.lower[j] for j in range(first, head)]
    owned = any(word in POSSESSIVES or tokens.tag[first + n] == "POS" for n, word in enumerate(words))
    determined = owned or any(tokens.tag[first + n] in ("DT", "CD", "WDT") for n in range(len(words)))
    if lemma == "authority":
        power = after in ("to", "over") or bool(POWERS & set(words)) or (owned and tokens.tag[head] == "NNS")
        return power or (not determined and tokens.tag[head] == "NN")
    if lemma in lexicon().partitive and after == "of":
        return True
    if lemma in MASS and kind is EntityType.LAW:
        return not determined and tokens.tag[head] == "NN"
    if kind is EntityType.PLACE:
        return after == "of" or bool(FEW & set(words))  # "the state of the art"
    return lemma == "business" and owned
