"""What kind of thing a name names: knowledge base, shape of the name, its surroundings, the pipeline's label, in votes.

The votes of all mentions of one name in an article are added, so what the first mention tells ("the start-up Zephyr")
holds for the later ones. Weights were set by order of trust, not fitted: a title before a name settles that it is a
person, a known and likely name outweighs one hint, two hints outweigh a doubtful candidate.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from kg.extract.lexicon import lexicon, noun_type
from kg.extract.names import Name
from kg.extract.tokens import Tokens
from kg.model import ORGANIZATION_TYPES, EntityType

Votes = dict[EntityType, float]

KNOWN, TITLE, APPOSITION, SHAPE, BUILT_ON, LABEL, HINT = (
    4.0,
    4.0,
    2.5,
    2.0,
    1.9,
    1.0,
    0.7,
)
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
LEGAL_SUFFIX = re.compile(
    r"[,\s]+(?:inc|corp|corporation|ltd|limited|llc|plc|co|gmbh|incorporated|company)\.?$",
    re.I,
)
# The types a noun phrase can give to a name by apposition.
APPOSABLE = frozenset(EntityType) - {EntityType.GROUP, EntityType.DOCUMENT}


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
            entity_type, weight = LABELS[name.label]
            votes[entity_type] = votes.get(entity_type, 0.0) + weight
            total[entity_type] = total.get(entity_type, 0.0) + weight / repeated[form]
        own.append(votes)
    types = [_winner(pooled[form]) if pooled[form] or repeated[form] > 1 else None for form in forms]
    return _with_surnames(names, forms, types, own)


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
    yield from _surroundings(tokens, name)


def _shape(tokens: Tokens, name: Name) -> Iterator[tuple[EntityType, float]]:
    table = lexicon()
    if CAMEL.match(tokens.text[name.first]):
        yield EntityType.PRODUCT, HINT + 0.5
    words = [tokens.lower[j].rstrip(".") for j in range(name.first, name.last + 1) if tokens.text[j][0].isalnum()]
    if len(words) < 2:
        return
    joined = {"of", "for"} & set(words[1:-1])
    if joined and words[0] in table.first:
        yield table.first[words[0]], SHAPE + 1
        return
    head = words[words.index(min(joined, key=words.index)) - 1] if joined else words[-1]
    settled = next((table.any[word] for word in words if word in table.any), None)
    if settled is not None:
        yield settled, SHAPE + 1
    elif head in table.last:
        person = name.label == "PERSON" and not joined  # "Jane Banks", "Tom Post"
        yield table.last[head], SHAPE / 2 if person else SHAPE
    elif name.label == "PERSON" and 2 <= len(words) <= 4:
        yield EntityType.PERSON, HINT


def _surroundings(tokens: Tokens, name: Name) -> Iterator[tuple[EntityType, float]]:
    inside = range(name.first, name.last + 1)
    head = next(
        (j for j in inside if tokens.head[j] not in inside or tokens.head[j] == j),
        name.last,
    )
    yield from _apposed(tokens, head, inside)
    parent, dep = tokens.head[head], tokens.dep[head]
    if parent in inside:
        return
    lemma, table = tokens.lemma[parent], lexicon()
    if dep in ("compound", "nmod", "poss") and parent > name.last:
        yield from _modifier(tokens, name, dep, parent)
    elif dep in ("nsubj", "nsubjpass"):
        attribute = next((j for j in tokens.children[parent] if tokens.dep[j] == "attr"), None)
        if lemma == "be" and attribute is not None and not _negated(tokens, parent):
            yield from _described(tokens, attribute, APPOSITION)
        elif dep == "nsubj" and lemma in table.company_subject:
            yield EntityType.COMPANY, 0.4
    elif dep == "dobj" and lemma in table.product_object and name.label not in ("PERSON", "GPE"):
        yield EntityType.PRODUCT, HINT
    elif dep == "dobj" and lemma == "tell" and name.label == "ORG":
        yield EntityType.OUTLET, 0.5
    elif dep == "oprd" and lemma in ("call", "name", "dub"):
        named = next(
            (j for j in tokens.children[parent] if tokens.dep[j] in ("dobj", "nsubjpass")),
            tokens.head[parent],
        )
        yield from _described(tokens, named, APPOSITION)


def _modifier(tokens: Tokens, name: Name, dep: str, parent: int) -> Iterator[tuple[EntityType, float]]:
    """What the noun after a name tells: "Zephyr's shares", "Zephyr executives", "a Zephyr drone"."""
    lemma = tokens.lemma[parent]
    if dep == "poss":
        if lemma in lexicon().possessions:
            yield lexicon().possessions[lemma], HINT
    elif tokens.pos[parent] == "NOUN":
        kind = noun_type(lemma)
        if kind is EntityType.PERSON and name.label != "GPE":
            yield EntityType.ORGANIZATION, HINT
        elif (
            kind is EntityType.PRODUCT
            and tokens.tag[parent] == "NN"
            and name.label != "ORG"
            and parent == name.last + 1
        ):
            yield EntityType.PRODUCT, HINT


def _apposed(tokens: Tokens, head: int, inside: range) -> Iterator[tuple[EntityType, float]]:
    for child in tokens.children[head]:
        if child not in inside and tokens.dep[child] == "appos" and tokens.pos[child] == "NOUN":
            yield from _described(tokens, child, APPOSITION)
        elif (
            inside.start - 2 <= child < inside.start
            and tokens.dep[child] in ("compound", "nmod", "appos", "amod")
            and tokens.pos[child] == "NOUN"
        ):
            # "software maker Zephyr", "the start-up Zephyr"; a person's post ("spokeswoman Ann Lee") as well
            yield from _described(tokens, child, APPOSITION)
    if tokens.dep[head] == "appos" and tokens.pos[tokens.head[head]] == "NOUN":
        yield from _described(tokens, tokens.head[head], APPOSITION)
    if tokens.lower[max(inside.start - 3, 0) : inside.start] == ["start", "-", "up"]:
        yield EntityType.COMPANY, APPOSITION
    noun = _after_comma(tokens, inside.stop)
    if noun is not None and tokens.head[noun] not in inside:
        yield from _described(tokens, noun, APPOSITION)


def _after_comma(tokens: Tokens, after: int) -> int | None:
    """The noun of ", a … NOUN," right after a name: an apposition, whatever the parser made of it."""
    if tokens.text[after : after + 1] != [","] or tokens.lower[after + 1 : after + 2] not in (["a"], ["an"]):
        return None
    for j in range(after + 2, min(after + 9, len(tokens) - 1)):
        if tokens.pos[j] == "NOUN" and tokens.text[j + 1] in (",", ".", ";", "—"):
            return j
        if tokens.pos[j] not in ("NOUN", "ADJ", "PROPN", "ADV") and tokens.text[j] not in ("-", "'s", "’s"):
            return None
    return None


def _described(tokens: Tokens, noun: int, weight: float) -> Iterator[tuple[EntityType, float]]:
    before = tokens.lower[noun - 1] if noun else ""
    kind = noun_type(tokens.lemma[noun], before)
    if kind in APPOSABLE and tokens.tag[noun] in ("NN", "NNP"):
        yield EntityType.PRODUCT if kind is EntityType.TECHNOLOGY else kind, weight


def _negated(tokens: Tokens, verb: int) -> bool:
    return any(tokens.dep[j] == "neg" for j in tokens.children[verb])
