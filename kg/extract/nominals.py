"""Noun phrases that describe an entity instead of naming it: "the company", "US police departments", "its drones"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kg.extract.lexicon import lexicon, noun_type
from kg.extract.spotting import Name
from kg.extract.technologies import POINTING, POSSESSIVES, Nominal, embedded, name_parts, singular, technology
from kg.extract.tokens import OTHER_LABELS, Tokens
from kg.model import ORGANIZATION_TYPES, EntityType, Gazetteer

__all__ = ["Nominal", "find"]

# Dependents that stand before a head noun and belong to its phrase.
PREMODIFIERS = frozenset(
    {
        "det",
        "poss",
        "amod",
        "compound",
        "nummod",
        "nmod",
        "predet",
        "quantmod",
        "npadvmod",
        "advmod",
        "punct",
        "case",
        "conj",
        "cc",
    }
    | {"intj", "dep", "neg", "appos", "prep", "pobj"}
)
NOT_HEADS = frozenset({"compound", "amod", "npadvmod", "nmod", "quantmod", "advmod"})
COLLECTIVE = frozenset(
    {
        "police",
        "people",
        "law enforcement",
        "media",
        "personnel",
        "staff",
        "workforce",
        "public",
    }
)
UNIQUE = frozenset({"police", "public", "law enforcement", "media", "press"})
# Nouns that are an officer's or body's only with what follows: "head of the agency", but not "the force of the blow".
OF_PHRASE = frozenset({"of", "for", "at", "with", "from", "in"})
DITRANSITIVE = frozenset(
    {
        "sell",
        "offer",
        "give",
        "show",
        "send",
        "lend",
        "pitch",
        "supply",
        "hand",
        "lease",
        "grant",
    }
)
MAX_WORDS = 16  # a longer phrase is a parse gone wrong


def find(tokens: Tokens, proper: Mapping[int, Name], names: Gazetteer) -> list[Nominal]:
    """All nominals in order of the text; ``proper`` gives the proper names by their head tokens."""
    taken = [False] * len(tokens)
    for name in proper.values():
        taken[name.first : name.last + 1] = [True] * (name.last + 1 - name.first)
    described = (nominal for i in range(len(tokens)) if (nominal := _at(tokens, i, taken, names)))
    found = [_with_name(tokens, nominal, proper) for nominal in described]
    covered = {
        j for nominal in found if nominal.type is EntityType.TECHNOLOGY for j in range(nominal.first, nominal.last + 1)
    }
    found += embedded(tokens, taken, covered, names)
    return sorted(found, key=lambda nominal: (nominal.first, nominal.last))


def _with_name(tokens: Tokens, nominal: Nominal, proper: Mapping[int, Name]) -> Nominal:
    """The nominal with the name that an apposition or a plain "is" equates it with.

    What is called a technology beside a name is a product: "Zephyr, a face recognition system".
    """
    other = None if nominal.plural else _equated(tokens, nominal.head, proper)
    if other is None:
        return nominal
    if nominal.type is EntityType.TECHNOLOGY:
        return Nominal(
            nominal.first,
            nominal.last,
            nominal.head,
            EntityType.PRODUCT,
            nominal.plural,
            equated=other,
        )
    return replace(nominal, equated=other)


def _equated(tokens: Tokens, head: int, proper: Mapping[int, Name]) -> Name | None:
    parent, dep = tokens.head[head], tokens.dep[head]
    if dep == "appos" and parent in proper:
        return proper[parent]
    if dep == "attr" and tokens.lemma[parent] == "be" and _states(tokens, parent):
        subject = next((j for j in tokens.children[parent] if tokens.dep[j] == "nsubj"), -1)
        if subject in proper:
            return proper[subject]
    child = next(
        (j for j in tokens.children[head] if tokens.dep[j] == "appos" and j in proper),
        None,
    )
    return proper[child] if child is not None else None


def _states(tokens: Tokens, verb: int) -> bool:
    """Whether a copula states: no negation, no modal, no question, no condition."""
    return tokens.dep[verb] != "advcl" and not any(
        tokens.dep[j] == "neg" or (tokens.dep[j] == "aux" and tokens.tag[j] == "MD") or tokens.text[j] == "?"
        for j in tokens.children[verb]
    )


def _at(tokens: Tokens, i: int, taken: Sequence[bool], names: Gazetteer) -> Nominal | None:
    if tokens.lower[i] == "up" and tokens.lower[max(i - 2, 0) : i] == ["start", "-"] and not taken[i]:
        return Nominal(
            min(_left_edge(tokens, i - 2), _left_edge(tokens, i)), i, i - 2, EntityType.COMPANY, plural=False
        )
    if taken[i] or tokens.pos[i] not in ("NOUN", "PROPN", "ADJ", "VERB") or tokens.label[i] in OTHER_LABELS:
        return None
    if tokens.pos[i] == "PROPN" and not tokens.headline[i] and tokens.text[i].isupper() and len(tokens.text[i]) > 3:
        return None
    if tokens.dep[i] in NOT_HEADS and tokens.head[i] > i and not _list_item(tokens, i):
        return None
    if tokens.pos[i] in ("ADJ", "VERB"):
        return None
    plural = tokens.tag[i] in ("NNS", "NNPS")
    lemma = tokens.lemma[i] if not tokens.headline[i] or tokens.pos[i] == "NOUN" else singular(tokens.lower[i], plural)
    before = tokens.lower[i - 1] if i else ""
    first = _after_receiver(tokens, _left_edge(tokens, i), i, taken)
    found = technology(tokens, first, i, lemma, taken, names)
    if found is not None:
        return found
    kind = noun_type(lemma, before)
    if kind is None or kind in (EntityType.DOCUMENT, EntityType.TECHNOLOGY) or i - first > MAX_WORDS:
        return None
    if kind is EntityType.PLACE and i + 1 < len(tokens) and tokens.lower[i + 1] == "of":
        return None  # "the state of the art"
    phrase = f"{before} {lemma}"
    collective = lemma in COLLECTIVE or phrase in COLLECTIVE
    if (plural and kind in ORGANIZATION_TYPES | {EntityType.PERSON}) or collective:
        kind = EntityType.GROUP
    plural = plural or collective
    last = _right_edge(tokens, i, lemma) if kind is EntityType.PERSON else i
    name = None
    if kind is EntityType.GROUP:
        name = _group_name(tokens, first, i)
    elif kind is EntityType.PRODUCT and len(parts := name_parts(tokens, first, i, taken)) > 1:
        name = " ".join([*(tokens.lower[j] for j in parts[:-1]), lemma])
    return Nominal(first, last, i, kind, plural, name)


def _list_item(tokens: Tokens, i: int) -> bool:
    return tokens.dep[i] == "nmod" and i + 1 < len(tokens) and tokens.text[i + 1] in (",", "and")


def _left_edge(tokens: Tokens, head: int) -> int:
    """The first token of the phrase that ends in ``head``: what depends on it leftward, without a break."""
    first = head
    line = tokens.line[head]
    for child in reversed([j for j in tokens.children[head] if j < head]):
        if tokens.dep[child] not in PREMODIFIERS or tokens.dep[child] in (
            "cc",
            "conj",
            "prep",
            "pobj",
            "intj",
        ):
            break
        edge = child
        stack = [child]
        while stack:
            node = stack.pop()
            edge = min(edge, node)
            stack.extend(j for j in tokens.children[node] if j < head)
        first = min(first, edge)
    while first < head and (
        tokens.line[first] != line
        or tokens.pos[first] in ("PUNCT", "CCONJ", "SPACE", "SYM")
        or tokens.dep[first] in ("prep", "mark", "neg", "preconj")
        or (tokens.dep[first] == "advmod" and tokens.head[first] == head)
        or tokens.lower[first] in ("not", "only", "even", "also", "just")
        or "•" in tokens.text[first]
    ):
        first += 1
    return first


def _after_receiver(tokens: Tokens, first: int, head: int, taken: Sequence[bool]) -> int:
    """The phrase without a receiver that the parser read into it: "sell | the Acme Trust | recognition software"."""
    verb = tokens.head[head]
    if tokens.dep[head] != "dobj" or tokens.lemma[verb] not in DITRANSITIVE or tokens.tag[first] != "DT":
        return first
    last = first + 1
    while last < head and taken[last]:
        last += 1
    return last if first + 1 < last < head and tokens.tag[last] != "POS" else first


def _right_edge(tokens: Tokens, head: int, lemma: str) -> int:
    """A post takes what it is the post of: "the chief executive of Acme Health"."""
    if lemma not in lexicon().positions:
        return head
    preposition = next(
        (j for j in tokens.children[head] if j == head + 1 and tokens.lower[j] in OF_PHRASE),
        None,
    )
    if preposition is None:
        return head
    noun = next((j for j in tokens.children[preposition] if tokens.dep[j] == "pobj"), None)
    if noun is None or tokens.line[noun] != tokens.line[head] or tokens.pos[noun] not in ("NOUN", "PROPN"):
        return head
    last = noun
    for j in tokens.children[noun]:  # "the Ministry of Works"
        if j == last + 1 and tokens.lower[j] == "of":
            last = max((k for k in tokens.children[j] if tokens.dep[k] == "pobj"), default=last)
    return last if last - head <= MAX_WORDS else head


def _group_name(tokens: Tokens, first: int, head: int) -> str | None:
    """The generic name of a group ("US police departments"); None where the phrase points to a particular one."""
    low, pointing = first, False
    while low < head and (
        tokens.lower[low] in lexicon().drop
        or tokens.tag[low] in ("DT", "PRP$", "CD", "PDT", "WP$", "WDT", "WP", "IN", "JJR", "JJS")
        or tokens.pos[low] in ("PUNCT", "ADV", "NUM")
    ):
        pointing = pointing or tokens.lower[low] in POINTING
        low += 1
    phrase = tokens.slice(low, head)
    if pointing and low == head and phrase.lower() not in UNIQUE:
        return None
    if any(tokens.lower[j] in POSSESSIVES or tokens.tag[j] == "POS" for j in range(first, head)):
        return None
    # Only names keep their capitals ("US police", "Acme workers"), not the first word of a sentence or of a headline.
    opens = {j for j in range(low, head + 1) if j == 0 or tokens.sentence[j] != tokens.sentence[j - 1]}
    cased = [
        tokens.text[j] if tokens.text[j].isupper() or (j not in opens and not tokens.headline[j]) else tokens.lower[j]
        for j in range(low, head + 1)
    ]
    gaps = [tokens.article.text[tokens.end[j] : tokens.start[j + 1]] for j in range(low, head)]
    return " ".join("".join(word + gap for word, gap in zip(cased, [*gaps, ""], strict=True)).split())
