"""How likely a bare mention of a name means one of those that bear it, where nobody has stated it.

A name's shape says how often it is used for anything the base knows, fame raises that, and those that bear one name
share it by their fame. By judgement on news: no count of mentions is at hand.
"""

from __future__ import annotations

from math import log2

from kg.model import ORGANIZATION_TYPES, EntityType
from kg.resolve.make_kb import prior as shaped
from kg.resolve.names import acronym

MOST = 0.97
# Of a table of one's own: whoever writes a name down means it, but one word or an acronym has other bearers.
OWN_NAMES = (0.75, 0.9, 0.95)  # of one word, two, more
OWN_ALIASES = (0.5, 0.85, 0.95)
SHORT = 0.4  # an acronym as an alias
PEOPLE = (0.1, 0.5, 0.6)
PLACES = (0.5, 0.6, 0.6)


def stated(form: str, *, alias: bool) -> float:
    """The prior of a form in a table of one's own that states none; those that bear the form share it."""
    if acronym(form) and alias:
        return SHORT
    return (OWN_ALIASES if alias else OWN_NAMES)[min(len(form.split()), 3) - 1]


def weight(fame: int, *, alias: bool) -> float:
    """The part of a name that one of its bearers claims: an alias half of what a label does."""
    return (1 + fame) * (0.5 if alias else 1.0)


def estimated(form: str, folded: str, kind: EntityType, *, fame: int, share: float) -> float:
    """The prior of a form of an entity of a dump; ``share`` is its part of what all bearers claim."""
    words = min(len(folded.split()), 3) - 1
    if kind in ORGANIZATION_TYPES or acronym(form):
        alone = shaped(form, folded, 1)
    else:
        alone = (PEOPLE if kind is EntityType.PERSON else PLACES if kind is EntityType.PLACE else (0.2, 0.3, 0.4))[
            words
        ]
    likely: float = 1 - (1 - alone) ** (1 + log2(1 + fame) / 2)
    return min(MOST, likely) * share
