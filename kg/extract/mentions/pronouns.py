"""Pronouns that may refer to an entity, each with its number and gender; those that refer to nothing are left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.extract.lexicon.classes import pairs, words
from kg.extract.lexicon.noun_classes import kind
from kg.extract.syntax.columns import Tokens
from kg.model import ORGANIZATION_TYPES, EntityType

SINGULAR = {word: None if gender == "any" else gender for word, gender in pairs("gendered", "pronouns").items()}
PLURAL = words("pronouns", "plural")
SOMEBODY = frozenset({EntityType.PERSON, EntityType.GROUP})
RELATIVE = words("pronouns", "relative_subjects", "relative_others")
EXPLETIVE_VERBS = words("pronouns", "expletive_verbs")
JUDGING = words("control", "judging")
IN_COURT = words("control", "judging_in_court")
CAUSES = words("prepositions", "causes_of_judging")
BODIES = words("pronouns", "possessives_of_bodies")


@dataclass(frozen=True, slots=True)
class Pronoun:
    """A pronoun token; ``antecedent`` is the token that it stands for where grammar tells."""

    token: int
    plural: bool
    gender: str | None = None
    antecedent: int | None = None


def find(tokens: Tokens, kinds: Mapping[int, EntityType]) -> list[Pronoun]:
    """All referring pronouns in order; ``kinds`` gives the types of names and nominals by their head tokens."""
    found = []
    for i, word in enumerate(tokens.lower):
        if word in RELATIVE and tokens.tag[i] in ("WP", "WP$", "WDT"):
            antecedent = _antecedent(tokens, i, kinds)
            if antecedent is not None:
                found.append(Pronoun(i, tokens.tag[antecedent] in ("NNS", "NNPS"), None, antecedent))
        elif tokens.tag[i] not in ("PRP", "PRP$") or _acronym(tokens, i):
            continue
        elif word in PLURAL:
            found.append(Pronoun(i, plural=True, antecedent=_judged(tokens, i, kinds)))
        elif word in SINGULAR and not (word == "it" and _expletive(tokens, i)):
            found.append(Pronoun(i, plural=False, gender=SINGULAR[word], antecedent=_judged(tokens, i, kinds)))
    return found


def _acronym(tokens: Tokens, i: int) -> bool:
    """ "US", and "IT" beside words that are not shouted."""
    beside = tokens.text[i - 1] if i else ""
    return tokens.text[i] == "US" or (tokens.text[i] == "IT" and not beside.isupper())


def _antecedent(tokens: Tokens, i: int, kinds: Mapping[int, EntityType]) -> int | None:
    head = _modified(tokens, i)
    if head is None:
        return None
    if tokens.lower[i] in ("who", "whom"):
        return head if kinds.get(head, EntityType.PERSON) in SOMEBODY | ORGANIZATION_TYPES else None
    return None if tokens.lower[i] == "which" and kinds.get(head) is EntityType.PERSON else head


def _judged(tokens: Tokens, i: int, kinds: Mapping[int, EntityType]) -> int | None:
    """ "Fined the bank over its pricing": what is held against a body is its own.

    In a lawsuit that holds of deeds alone: "sued the firm over its patent" may be about the plaintiff's.
    """
    noun = tokens.head[i]
    prep = tokens.head[noun]
    verb = tokens.head[prep]
    if tokens.dep[i] != "poss" or tokens.dep[noun] != "pobj" or tokens.lower[prep] not in CAUSES:
        return None
    if tokens.lemma[verb] not in JUDGING or tokens.lower[i] not in BODIES:
        return None
    judged = next((j for j in tokens.children[verb] if tokens.dep[j] == "dobj" and j < prep), None)
    if judged is None or kinds.get(judged) not in ORGANIZATION_TYPES:
        return None
    deed = tokens.lemma[verb] not in IN_COURT or kind(tokens.vocab, tokens.lemma[noun]) == "event"
    several = tokens.tag[judged] == "NNS"
    return judged if deed and several == (tokens.lower[i] in PLURAL) else None


def _modified(tokens: Tokens, i: int) -> int | None:
    clause = i
    for _ in range(6):
        if tokens.dep[clause] == "relcl":
            head = tokens.head[clause]
            return head if head < i and tokens.pos[head] in ("NOUN", "PROPN") else None
        clause = tokens.head[clause]
    return None


def _expletive(tokens: Tokens, i: int) -> bool:
    if tokens.dep[i] == "expl":
        return True
    verb = tokens.head[i]
    lemma = tokens.lemma[verb]
    dependents = [(tokens.dep[j], j) for j in tokens.children[verb] if j > i]
    labels = {dep for dep, _ in dependents}
    if lemma == "be":
        if any(tokens.label[j] in ("DATE", "TIME") for dep, j in dependents if dep in ("attr", "npadvmod")):
            return True
        for dep, j in dependents:
            if dep in ("acomp", "attr", "oprd") and any(
                tokens.dep[k] in ("ccomp", "xcomp", "csubj", "advcl", "acl") for k in tokens.children[j]
            ):
                return dep != "attr" or tokens.pos[j] != "PROPN"
        return bool(labels & {"ccomp", "xcomp", "csubj"}) or (
            bool(labels & {"npadvmod", "advcl"}) and "acomp" in labels
        )
    if tokens.dep[i] in ("nsubj", "nsubjpass") and lemma in EXPLETIVE_VERBS:
        return bool(labels & {"ccomp", "xcomp", "advcl"})
    return tokens.dep[i] == "nsubjpass" and "ccomp" in labels  # "it is said that …"
