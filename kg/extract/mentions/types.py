"""What kind of thing a name names: knowledge base, shape of the name, its surroundings, the pipeline's label, in votes.

The votes of all mentions of one name in an article are added, so what the first mention tells ("the start-up Zephyr")
holds for the later ones. Weights were set by order of trust, not fitted: a title before a name settles that it is a
person, a known and likely name outweighs one hint, two hints outweigh a doubtful candidate.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from kg.extract.lexicon import classes, lexicon, noun_type
from kg.extract.mentions import given_names, type_evidence
from kg.extract.mentions.names import Name
from kg.extract.mentions.versions import COUNTED, LONGEST
from kg.extract.syntax.columns import Tokens
from kg.model import ORGANIZATION_TYPES, EntityType

Votes = dict[EntityType, float]

KNOWN, TITLE, SHAPE, BUILT_ON, LABEL, HINT, DOUBTFUL = 4.0, 4.0, 2.0, 1.9, 1.0, 0.7, 0.5
SURE = 2.0  # votes from which a name lends its type to the name it is joined to by "and"
LABELS = {
    "PERSON": (EntityType.PERSON, 1.4),
    "ORG": (EntityType.ORGANIZATION, 1.0),
    "GPE": (EntityType.PLACE, 1.5),
    "LOC": (EntityType.PLACE, 1.2),
    "FAC": (EntityType.PLACE, 0.6),
    "PRODUCT": (EntityType.PRODUCT, 1.4),
    "LAW": (EntityType.LAW, 1.2),
}
CAMEL = re.compile(r"i[A-Z][a-z]")  # the fashion that "iPod" set
INITIAL = re.compile(r"(?:[A-Z]\.){1,3}")
# "HeatEye": firms and their goods are called so alike, and the pipeline takes either for a firm.
COMPOSED = re.compile(r"[A-Z][a-z]+[A-Z][a-z]+")
LEGAL_SUFFIX = re.compile(rf"[,\s]+(?:{classes.alternatives('naming', 'legal_dropped')})\.?$", re.I)
NAMED_IN_LISTS = ORGANIZATION_TYPES | {EntityType.PERSON, EntityType.PLACE}
# Bodies named after the place they serve ("Calder Police"), not places named after them.
LOCAL = frozenset({EntityType.POLICE, EntityType.AGENCY, EntityType.COURT, EntityType.LEGISLATURE})
OUTSIDE = classes.words("prepositions", "outside")


def normalised(text: str) -> str:
    """A name as it is compared: white space folded, "the" and a legal suffix dropped, case and full stops ignored."""
    words = " ".join(text.split()).replace("’", "'")
    words = LEGAL_SUFFIX.sub("", words)
    return words.removeprefix("The ").removeprefix("the ").replace(".", "").casefold()


def decide(tokens: Tokens, names: Sequence[Name], aliases: Mapping[int, int]) -> list[EntityType | None]:
    """The type of each name, in order; None for capitalised words that nothing shows to be a name.

    ``aliases`` gives, for the number of an acronym in brackets, the number of the full name before it.
    """
    pooled: dict[str, Votes] = {}
    own: list[Votes] = []
    forms = [normalised(tokens.slice(name.first, name.last)) for name in names]
    full = {forms[short]: forms[long] for short, long in aliases.items()}
    forms = [full.get(form, form) for form in forms]
    repeated = Counter(forms)
    for name, form in zip(names, forms, strict=True):
        votes: Votes = {}
        total = pooled.setdefault(form, {})
        for entity_type, weight in _votes(tokens, name):
            votes[entity_type] = votes.get(entity_type, 0.0) + weight
            total[entity_type] = total.get(entity_type, 0.0) + weight
        if name.label in LABELS:  # the pipeline errs alike at each mention: its labels count as one vote together
            entity_type, weight = _labelled(tokens, name)
            votes[entity_type] = votes.get(entity_type, 0.0) + weight
            total[entity_type] = total.get(entity_type, 0.0) + weight / repeated[form]
        own.append(votes)
    shown = {
        form
        for name, form in zip(names, forms, strict=True)
        if repeated[form] > 1 or name.label in LABELS or any(weight > 0 for weight in pooled[form].values())
    }
    types = [_winner(pooled[form]) if form in shown else None for form in forms]
    types = _as_coordinated(tokens, names, forms, types, pooled)
    return _as_longer(tokens, names, forms, _with_surnames(names, forms, types, own), pooled)


def _labelled(tokens: Tokens, name: Name) -> tuple[EntityType, float]:
    """The vote of the pipeline's label, unless the first of several words is a given name, or anything but one."""
    words = range(name.first, name.last + 1)
    if name.best is None and not name.titled and 2 <= len(words) <= 3 and all(tokens.text[j].isalpha() for j in words):
        first, last = (given_names.likeness(tokens.vocab, tokens.text[j]) for j in (name.first, name.last))
        if name.label == "PERSON" and first == "no":
            return EntityType.ORGANIZATION, LABEL
        if name.label == "ORG" and first == "yes" and last != "no" and tokens.lower[name.last] not in lexicon().last:
            return EntityType.PERSON, LABEL
    if name.label == "ORG" and len(words) == 1 and name.best is None and COMPOSED.fullmatch(tokens.text[name.first]):
        return EntityType.ORGANIZATION, DOUBTFUL
    return LABELS[name.label]


def _as_coordinated(
    tokens: Tokens,
    names: Sequence[Name],
    forms: Sequence[str],
    types: Sequence[EntityType | None],
    pooled: Mapping[str, Votes],
) -> list[EntityType | None]:
    """A name that little is known of is what the name joined to it by "and" is: "Lee and Brindle resigned"."""
    owner = {j: number for number, name in enumerate(names) for j in range(name.first, name.last + 1)}
    changed: dict[str, EntityType] = {}
    for number, name in enumerate(names):
        for j in range(name.first, name.last + 1):
            other = owner.get(tokens.head[j]) if tokens.dep[j] == "conj" else None
            if other is None or other == number:
                continue
            for weak, strong in ((number, other), (other, number)):
                kind = types[strong]
                sure = kind is not None and _family_votes(pooled[forms[strong]], kind) >= SURE
                doubtful = max(pooled[forms[weak]].values(), default=0.0) <= LABELS["GPE"][1]
                named = types[weak] is not None or (kind in NAMED_IN_LISTS and tokens.pos[names[weak].last] == "PROPN")
                if named and sure and doubtful and names[weak].best is None and kind is not None:
                    changed.setdefault(forms[weak], kind if kind not in ORGANIZATION_TYPES else EntityType.ORGANIZATION)
    return [
        changed.get(form, kind)
        if kind not in ORGANIZATION_TYPES or changed.get(form) not in ORGANIZATION_TYPES
        else kind
        for form, kind in zip(forms, types, strict=True)
    ]


def _family_votes(votes: Votes, kind: EntityType) -> float:
    if kind in ORGANIZATION_TYPES:
        return sum(weight for other, weight in votes.items() if other in ORGANIZATION_TYPES)
    return votes.get(kind, 0.0)


def _as_longer(
    tokens: Tokens,
    names: Sequence[Name],
    forms: Sequence[str],
    types: Sequence[EntityType | None],
    pooled: Mapping[str, Votes],
) -> list[EntityType | None]:
    """A short name that begins a longer one of the article: "Zephyr" of "Zephyr Robotics" is the company.

    Unless a person of the article bears it, something else is sure of it, or the longer name is that of a body named
    after its place.
    """
    people = {
        word
        for form, kind in zip(forms, types, strict=True)
        if kind is EntityType.PERSON and len(words := form.split()) > 1
        for word in (words[0], words[-1])
    }
    located = {
        form for name, form in zip(names, forms, strict=True) if name.first and tokens.lower[name.first - 1] in OUTSIDE
    }
    longer: dict[str, set[EntityType]] = {}
    for form, kind in zip(forms, types, strict=True):
        words = form.split()
        if kind in ORGANIZATION_TYPES:
            for length in range(1, len(words)):
                longer.setdefault(" ".join(words[:length]), set()).add(kind)
    decided = list(types)
    for number, (name, form) in enumerate(zip(names, forms, strict=True)):
        kinds, now = longer.get(form, set()), types[number]
        sure = SURE if now is not EntityType.PRODUCT else SURE + LABEL  # firms' goods are often called by their name
        if now is not None and now not in ORGANIZATION_TYPES and pooled[form].get(now, 0.0) >= sure:
            continue
        if len(kinds) != 1 or name.best is not None or form in people or form in lexicon().plain:
            continue
        (kind,) = kinds
        if kind not in LOCAL:
            decided[number] = kind if now is not EntityType.PLACE or form not in located else now
        else:
            decided[number] = EntityType.PLACE
    return decided


def _with_surnames(
    names: Sequence[Name],
    forms: Sequence[str],
    types: Sequence[EntityType | None],
    own: Sequence[Votes],
) -> list[EntityType | None]:
    """A word that ends (or begins) a person's full name in the article is that person, unless well known else."""
    parts: set[str] = set()
    for form, entity_type in zip(forms, types, strict=True):
        words = form.split()
        if entity_type is EntityType.PERSON and len(words) > 1:
            parts |= {words[-1], words[0]}
    decided = []
    for name, form, entity_type, votes in zip(names, forms, types, own, strict=True):
        person = form in parts and (name.best is None or votes.get(EntityType.PERSON, 0.0) >= LABEL)
        decided.append(EntityType.PERSON if person else entity_type)
    return decided


def _winner(votes: Votes) -> EntityType:
    """The family with most votes (organizations count as one), then its most voted member."""
    organization = sum(weight for kind, weight in votes.items() if kind in ORGANIZATION_TYPES)
    others = {kind: weight for kind, weight in votes.items() if kind not in ORGANIZATION_TYPES and weight > 0}
    best = max(others, key=lambda kind: (others[kind], kind), default=None)
    if best is not None and others[best] > organization:
        return best
    specific = {
        kind: votes[kind]
        for kind in ORGANIZATION_TYPES
        if kind is not EntityType.ORGANIZATION and votes.get(kind, 0.0) > 0
    }
    return max(
        specific,
        key=lambda kind: (specific[kind], kind),
        default=EntityType.ORGANIZATION,
    )


def _votes(tokens: Tokens, name: Name) -> Iterator[tuple[EntityType, float]]:
    for candidate in name.candidates[:3]:
        yield candidate.type, KNOWN * candidate.prior
    if name.titled and name.label not in ("ORG", "GPE", "PRODUCT"):
        yield EntityType.PERSON, TITLE
    if name.built_on is not None and name.built_on is not EntityType.PLACE:
        yield (
            name.built_on,
            BUILT_ON + (1.5 if name.built_on is EntityType.PRODUCT else 0),
        )
    if name.best is None:
        yield from _shape(tokens, name)
    publisher = tokens.article.publisher
    if publisher and normalised(publisher) == normalised(tokens.slice(name.first, name.last)):
        yield EntityType.ORGANIZATION, KNOWN  # whoever publishes is a body, an outlet or not
    yield from type_evidence.votes(tokens, name)


def _shape(tokens: Tokens, name: Name) -> Iterator[tuple[EntityType, float]]:
    table = lexicon()
    if CAMEL.match(tokens.text[name.first]):
        yield EntityType.PRODUCT, HINT + 0.5
    words = [tokens.lower[j].rstrip(".") for j in range(name.first, name.last + 1) if tokens.text[j][0].isalnum()]
    if len(words) < 2:
        if words and tokens.lower[max(name.first - 1, 0)] == "the":
            told = noun_type(words[0])
            if table.last.get(words[0]) is EntityType.OUTLET:
                yield EntityType.OUTLET, HINT + 0.5  # "the Tribune"
            elif told is EntityType.LAW or told in ORGANIZATION_TYPES:
                yield told, HINT + 0.5  # "the Bill", "the Authority"
        return
    if words[-1][0].isdigit() and len(words) == 2 and words[0] not in COUNTED and len(words[1]) <= LONGEST:
        yield EntityType.PRODUCT, SHAPE  # "Zephyr 4"
        return
    joined = {"of", "for"} & set(words[1:-1])
    if joined and words[0] in table.first:
        yield table.first[words[0]], SHAPE + 1
        return
    head = words[words.index(min(joined, key=words.index)) - 1] if joined else words[-1]
    settled = next((table.any[word] for word in words if word in table.any), None)
    if settled is not None:
        yield settled, SHAPE + 1
    elif words[0] in table.opening:
        yield table.opening[words[0]], SHAPE
    elif head in table.last:
        person = name.label == "PERSON" and not joined and head in table.surnames  # "Jane Banks", "Tom Post"
        yield table.last[head], SHAPE / 2 if person else SHAPE + HINT if name.label == "PERSON" else SHAPE
    elif tokens.text[name.last].isalpha() and all(map(INITIAL.fullmatch, tokens.text[name.first : name.last])):
        yield EntityType.PERSON, SHAPE  # "S. K. Rao"
    elif name.label == "PERSON" and 2 <= len(words) <= 4 and _labelled(tokens, name)[0] is EntityType.PERSON:
        yield EntityType.PERSON, HINT
