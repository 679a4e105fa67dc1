"""Noun phrases that describe an entity instead of naming it: "the company", "US police departments", "its drones"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import replace

from kg.extract.lexicon import lexicon, noun_type
from kg.extract.lexicon.classes import words
from kg.extract.mentions.candidates import Name
from kg.extract.mentions.definite_bodies import Body, bodies_of, body_meant, denotes_nothing
from kg.extract.mentions.technologies import POINTING, POSSESSIVES, Nominal, embedded, name_parts, singular, technology
from kg.extract.mentions.type_evidence import bearer
from kg.extract.syntax.columns import OTHER_LABELS, Tokens
from kg.extract.syntax.noun_phrases import MAX_WORDS, after_receiver, left_edge, partitive, right_edge
from kg.model import ORGANIZATION_TYPES, EntityType, Gazetteer

__all__ = ["Nominal", "find"]

NOT_HEADS = frozenset({"compound", "amod", "npadvmod", "nmod", "quantmod", "advmod"})
COLLECTIVE = words("bodies", "without_article")
# What is said to do something by a bare noun before the doing.
DOERS = frozenset({EntityType.AGENCY, EntityType.POLICE, EntityType.COMPANY, EntityType.LEGISLATURE, EntityType.GROUP})
UNIQUE = words("bodies", "unique")
RELATIVE_SUBJECTS = words("pronouns", "relative_subjects")
DESCRIBED = words("auxiliaries", "described")
PERSONAL = words("pronouns", "third_person")
GENERAL_PUBLIC = words("bodies", "general_public")


def find(
    tokens: Tokens, proper: Mapping[int, Name], kinds: Mapping[int, EntityType], names: Gazetteer
) -> list[Nominal]:
    """All nominals in order of the text; ``proper`` and ``kinds`` give the proper names and their types by head."""
    taken = [False] * len(tokens)
    for name in proper.values():
        taken[name.first : name.last + 1] = [True] * (name.last + 1 - name.first)
    bodies = list(bodies_of(tokens, proper, kinds))
    people = {head for head, kind in kinds.items() if kind is EntityType.PERSON}
    described = (nominal for i in range(len(tokens)) if (nominal := _at(tokens, i, taken, names, bodies, people)))
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
        if subject >= 0 and tokens.lower[subject] in RELATIVE_SUBJECTS and tokens.dep[parent] == "relcl":
            subject = tokens.head[parent]
        if subject in proper:
            return proper[subject]
    child = next(
        (j for j in tokens.children[head] if tokens.dep[j] == "appos" and j in proper),
        None,
    )
    if child is None:
        child = _after_post(tokens, head, proper)
    return proper[child] if child is not None else None


def _after_post(tokens: Tokens, head: int, proper: Mapping[int, Name]) -> int | None:
    """The person named behind what their post belongs to: "a spokesman for the ministry, Ann Lee"."""
    for preposition in tokens.children[head]:
        for noun in tokens.children[preposition] if tokens.dep[preposition] == "prep" else ():
            if bearer(tokens, noun) == head:
                for j in tokens.children[noun]:
                    if tokens.dep[j] == "appos" and j in proper and proper[j].label == "PERSON":
                        return j
    return None


def _states(tokens: Tokens, verb: int) -> bool:
    """Whether a copula states: no negation, no modal, no question, no condition."""
    return tokens.dep[verb] != "advcl" and not any(
        tokens.dep[j] == "neg" or (tokens.dep[j] == "aux" and tokens.tag[j] == "MD") or tokens.text[j] == "?"
        for j in tokens.children[verb]
    )


def _at(
    tokens: Tokens, i: int, taken: Sequence[bool], names: Gazetteer, bodies: Sequence[Body], people: Set[int]
) -> Nominal | None:
    if tokens.lower[i] == "up" and tokens.lower[max(i - 2, 0) : i] == ["start", "-"] and not taken[i]:
        return Nominal(min(left_edge(tokens, i - 2), left_edge(tokens, i)), i, i - 2, EntityType.COMPANY, plural=False)
    if taken[i] or tokens.label[i] in OTHER_LABELS:
        return None
    term = tokens.pos[i] not in ("NOUN", "PROPN")
    if term and not _is_term(tokens, i):
        return None
    if tokens.pos[i] == "PROPN" and not tokens.headline[i] and tokens.text[i].isupper() and len(tokens.text[i]) > 3:
        return None
    if tokens.dep[i] in NOT_HEADS and tokens.head[i] > i and not _list_item(tokens, i):
        return _doer(tokens, i, taken)
    plural = tokens.tag[i] in ("NNS", "NNPS")
    lemma = tokens.lemma[i]
    if tokens.pos[i] != "NOUN" and (tokens.headline[i] or singular(tokens.lower[i], plural) in lexicon().positions):
        lemma = singular(tokens.lower[i], plural)  # a capital letter keeps the parser from it
    first = after_receiver(tokens, left_edge(tokens, i - 1 if term else i), i, taken)
    lemma = tokens.lower[i] if term else lemma
    body = None if plural else body_meant(tokens, first, i, bodies)
    if body is not None:
        return Nominal(first, i, i, body, plural=False)
    found = technology(tokens, first, i, lemma, taken, names)
    if found is None:
        found = _described(tokens, first, i, lemma, plural, taken, people)
    counted = partitive(tokens, i) if found is not None else None
    if found is None or counted is None:
        return found
    return replace(found, first=left_edge(tokens, counted))


def _described(
    tokens: Tokens, first: int, i: int, lemma: str, plural: bool, taken: Sequence[bool], people: Set[int]
) -> Nominal | None:
    """The phrase by what its head noun denotes."""
    before = tokens.lower[i - 1] if i else ""
    kind = noun_type(lemma, before) or _somebody(tokens, i, people) or _the_force(tokens, i)
    if kind is None or kind in (EntityType.DOCUMENT, EntityType.TECHNOLOGY) or i - first > MAX_WORDS:
        return None
    if denotes_nothing(tokens, first, i, lemma, kind):
        return None
    collective = lemma in COLLECTIVE or f"{before} {lemma}" in COLLECTIVE
    if (plural and kind in ORGANIZATION_TYPES | {EntityType.PERSON, EntityType.PLACE}) or collective:
        kind = EntityType.GROUP
    plural = plural or collective
    last = right_edge(tokens, i, lemma) if kind is EntityType.PERSON else i
    name = None
    if kind is EntityType.GROUP:
        name = _group_name(tokens, first, i)
    elif kind is EntityType.PRODUCT and len(parts := name_parts(tokens, first, i, taken)) > 1:
        name = " ".join([*(tokens.lower[j] for j in parts[:-1]), lemma])
    return Nominal(first, last, i, kind, plural, name)


def _somebody(tokens: Tokens, i: int, people: Set[int]) -> EntityType | None:
    """A noun of any kind denotes a person where "who" goes on with it, or where a person is said to be one."""
    verb = tokens.head[i]
    if tokens.dep[i] == "attr" and tokens.lemma[verb] in DESCRIBED and tokens.tag[i] == "NN":
        subject = next((j for j in tokens.children[verb] if tokens.dep[j] == "nsubj"), -1)
        one = any(tokens.lower[j] in ("a", "an") for j in tokens.children[i])
        if one and (subject in people or (subject >= 0 and tokens.lower[subject] in PERSONAL)):
            return EntityType.PERSON
    for clause in tokens.children[i]:
        if tokens.dep[clause] == "relcl" and any(
            tokens.lower[j] == "who" and tokens.dep[j] in ("nsubj", "nsubjpass") for j in tokens.children[clause]
        ):
            return EntityType.PERSON
    return None


def _is_term(tokens: Tokens, i: int) -> bool:
    """ "Face matching", of which the parser makes a verb and its object."""
    return tokens.tag[i] == "VBG" and i > 0 and tokens.lower[i - 1] in lexicon().terms.get(tokens.lower[i], ())


def _the_force(tokens: Tokens, i: int) -> EntityType | None:
    """ "The force" of an article that has spoken of police."""
    alone = tokens.lower[max(i - 1, 0) : i + 1] == ["the", "force"] and tokens.tag[i] == "NN"
    return EntityType.POLICE if alone and "police" in tokens.lower[:i] else None


def _doer(tokens: Tokens, i: int, taken: Sequence[bool]) -> Nominal | None:
    """A body that stands before what it does: "police use of cameras", "government access to records"."""
    event = tokens.head[i]
    near = i < event <= i + 4 and not any(taken[i:event])
    if not near or tokens.lemma[event] not in lexicon().events or tokens.pos[event] != "NOUN":
        return None
    before = tokens.lower[i - 1] if i else ""
    lemma = tokens.lemma[i]
    phrase = f"{before} {lemma}"
    kind = noun_type(lemma, before)
    if kind not in DOERS or lemma in GENERAL_PUBLIC:
        return None
    first = i - 1 if phrase in lexicon().nouns and not taken[i - 1] else i
    if lemma in COLLECTIVE or phrase in COLLECTIVE:
        return Nominal(first, i, i, EntityType.GROUP, plural=True, name=_group_name(tokens, first, i))
    return Nominal(first, i, i, kind, plural=False)


def _list_item(tokens: Tokens, i: int) -> bool:
    return tokens.dep[i] == "nmod" and i + 1 < len(tokens) and tokens.text[i + 1] in (",", "and")


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
