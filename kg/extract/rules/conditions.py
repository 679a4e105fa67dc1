"""Conditions of a trigger: whether the words around a token are as its file asks, before any role is looked for.

A trigger has the conditions of the fields that stand in its file (``Trigger.conditions``), named like these.
"""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Token

from kg.extract import syntax
from kg.extract.lexicon.classes import words
from kg.extract.rules.schema import Trigger

QUESTIONS = words("conjunctions", "polar", "manner_questions", "part_questions")


def unmet(trigger: Trigger, token: Token) -> str | None:
    """The first condition that a token does not meet, by the name of its field; None where it meets all."""
    for name in trigger.conditions:
        if not CONDITIONS[name](trigger, token):
            return name
    return None


def complement_of(trigger: Trigger, token: Token) -> Token | None:
    """The clause that a trigger asks for, or an infinitive that it looks for roles in though it can do without one."""
    if not trigger.complement and not trigger.reaches:
        return None
    free = not trigger.complement or "*" in trigger.complement
    return next(
        (
            clause
            for clause in _clauses(token)
            if clause.lemma_.lower() in trigger.complement or (free and _infinitive(clause))
        ),
        None,
    )


def _clauses(token: Token) -> list[Token]:
    """The clauses that complete a trigger; of an object also its verb's: "signed a deal with it to supply …"."""
    clauses = [*syntax.complement_clauses(token), *syntax.purposes(token)]
    return clauses + syntax.purposes(token.head) if token.dep_ == "dobj" else clauses


def _infinitive(clause: Token) -> bool:
    return syntax.is_verbal(clause) and syntax.has_to(clause)


def _has_particle(trigger: Trigger, token: Token) -> bool:
    return any(
        child.lower_ == trigger.particle and child.dep_ in ("prt", "prep", "advmod", "dobj", "npadvmod")
        for child in token.children
    )


def _is_verb(_trigger: Trigger, token: Token) -> bool:
    return token.tag_ != "NN" and token.dep_ != "compound"


def _has_voice(_trigger: Trigger, verb: Token) -> bool:
    return syntax.is_passive(verb)


def _has_modal(trigger: Trigger, verb: Token) -> bool:
    return any(child.dep_ == "aux" and child.lower_ in trigger.modal for child in verb.children)


def _has_subject(trigger: Trigger, verb: Token) -> bool:
    subject = syntax.surface_subject(verb)
    return subject is not None and subject.lemma_.lower() in trigger.subject


def _has_object(trigger: Trigger, verb: Token) -> bool:
    return any(
        not trigger.object.isdisjoint({item.lemma_.lower(), item.lower_, item.lower_.removesuffix("s")})
        for item in syntax.objects(verb)
    )


def _is_governed(trigger: Trigger, noun: Token) -> bool:
    head = noun.head
    if noun.dep_ == "conj":
        return _is_governed(trigger, head)
    if noun.dep_ in ("dobj", "nsubjpass", "attr", "oprd"):
        return head.lemma_.lower() in trigger.governor
    if any(child.dep_ in ("relcl", "acl") and child.lemma_.lower() in trigger.governor for child in noun.children):
        return True
    return noun.dep_ == "pobj" and head.head.lemma_.lower() in trigger.governor


def _has_modifier(trigger: Trigger, token: Token) -> bool:
    return any(child.lower_ in trigger.modifier for child in token.lefts)


def _has_phrase(trigger: Trigger, token: Token) -> bool:
    return any(
        not trigger.prep_object.get(name, frozenset()).isdisjoint({item.lemma_.lower(), item.lower_, "*"})
        for name, item, _ in syntax.prepositions(token)
    )


def _is_without(trigger: Trigger, token: Token) -> bool:
    return not any(child.dep_ in trigger.without for child in token.children)


def _asks(_trigger: Trigger, token: Token) -> bool:
    return any(clause.left_edge.lower_ in QUESTIONS for clause in syntax.complement_clauses(token))


CONDITIONS: dict[str, Callable[[Trigger, Token], bool]] = {
    "particle": _has_particle,
    "verbs": _is_verb,
    "voice": _has_voice,
    "modal": _has_modal,
    "subject": _has_subject,
    "object": _has_object,
    "governor": _is_governed,
    "modifier": _has_modifier,
    "prep_object": _has_phrase,
    "without": _is_without,
    "asks": _asks,
}
