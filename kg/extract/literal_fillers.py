"""A role's filler in the article's own words, where what fills it is a common noun that no mention was made of.

"Sold riot shields to the junta", "the palace would not say": goods and bodies that the tables of nouns do not list.
What a noun may stand for is told by its kind; deeds, ideas, sums and times fill no such role.
"""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.lexicon import lexicon, noun_type
from kg.extract.lexicon.classes import words
from kg.extract.lexicon.noun_classes import kind
from kg.frames import Role
from kg.model import ORGANIZATION_TYPES, EntityType

THINGS = frozenset({EntityType.PRODUCT, EntityType.TECHNOLOGY})
PEOPLE = frozenset({EntityType.PERSON, EntityType.GROUP})
# Functions in which a bare noun stands for itself, not for what the noun after it is like.
WHOLE = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "dative", "conj", "poss", "appos", "attr", "ROOT"})
ABSTRACT_ENDINGS = tuple(words("affixes", "abstract"))
ANYBODY = words("quantifiers", "anybody")
QUANTIFIERS = words("quantifiers", "determiners")
IDIOMS = words("idioms", "objects")


def fits(token: Token, role: Role) -> bool:
    """Whether a noun without a mention may fill a role restricted to entities of some types."""
    if token.lower_ in ANYBODY and token.dep_ in WHOLE:
        return bool(PEOPLE & role.types)
    if token.pos_ != "NOUN" or token.dep_ not in WHOLE or token.ent_type_ in ("DATE", "TIME", "MONEY", "PERCENT"):
        return False
    if any(child.ent_type_ == "MONEY" for child in token.children):
        return False  # "a record $40 billion rise"
    lemma = token.lemma_.lower()
    things = bool(THINGS & role.types) and not ORGANIZATION_TYPES & role.types
    if things and lemma in lexicon().goods:
        return True
    if lemma in lexicon().partitive or lemma in lexicon().events or lemma in IDIOMS:
        return False
    if things:
        found = kind(token.vocab, lemma)
        rare = found is None and not token.vocab.has_vector(lemma) and not lemma.endswith(ABSTRACT_ENDINGS)
        return noun_type(lemma) in (None, *THINGS) and (found in ("thing", "site") or rare)
    if ORGANIZATION_TYPES & role.types:
        found = kind(token.vocab, lemma)
        return found in ("body", "site") or (found == "person" and bool(PEOPLE & role.types))
    return bool(PEOPLE & role.types) and kind(token.vocab, lemma) == "person"
