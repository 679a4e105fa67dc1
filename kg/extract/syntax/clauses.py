"""Clauses: which words head one, in which voice, and the clauses that depend on a word."""

from __future__ import annotations

from spacy.tokens import Token

# Tags of the words that ask: "who", "which", "whose", "how".
QUESTIONING = frozenset({"WP", "WDT", "WP$", "WRB"})


def children(token: Token, *labels: str) -> list[Token]:
    """The direct dependents of ``token`` with one of these labels, in order."""
    return [child for child in token.children if child.dep_ in labels]


def is_verbal(token: Token) -> bool:
    """Whether the token heads a clause."""
    return token.pos_ in ("VERB", "AUX")


def is_passive(verb: Token) -> bool:
    """Whether a verb is in the passive voice, reduced relatives ("emails obtained by …") included."""
    if any(child.dep_ in ("auxpass", "nsubjpass", "csubjpass") for child in verb.children):
        return True
    if verb.tag_ == "VBD" and verb.dep_ == "acl" and not children(verb, "nsubj", "mark"):
        return True  # a participle that the tagger took for a past tense
    if verb.tag_ != "VBN" or (
        any(child.dep_ == "aux" and child.lemma_ == "have" for child in verb.children)
        and not any(child.dep_ == "auxpass" for child in verb.children)
    ):
        return False  # "a report that they had resigned"
    if verb.dep_ == "conj" and is_passive(verb.head) and not children(verb, "nsubj", "aux", "dobj"):
        return True
    return verb.dep_ in ("acl", "amod") or (
        verb.dep_ in ("advcl", "relcl", "xcomp") and not children(verb, "nsubj", "aux", "dobj")
    )


def purposes(predicate: Token) -> list[Token]:
    """The infinitives of purpose under a verb: "hosted them to show it"."""
    return [clause for clause in children(predicate, "advcl") if has_to(clause)]


def has_to(verb: Token) -> bool:
    """Whether a verb is a to-infinitive."""
    return any(child.dep_ == "aux" and child.tag_ == "TO" for child in verb.children)


def complement_clauses(predicate: Token) -> list[Token]:
    """The verbs of the clauses that complete a predicate: infinitive, gerund, "that …", also behind a preposition."""
    found = (
        children(predicate, "xcomp", "ccomp", "acl")
        if is_verbal(predicate)
        else children(predicate, "acl", "ccomp", "relcl", "xcomp")
    )
    found = [clause for clause in found if clause.dep_ != "relcl"]
    found += [child for child in children(predicate, "dobj") if is_verbal(child) and child.tag_ == "VBG"]
    for prep in children(predicate, "prep", "agent"):
        found += children(prep, "pcomp")
        for pobj in children(prep, "pobj"):
            if is_verbal(pobj):
                found.append(pobj)
    together = {verb: None for clause in found for verb in coordinated_verbs(clause)}
    return sorted(together, key=lambda token: token.i)


def coordinated_verbs(verb: Token) -> list[Token]:
    """A verb and those that go on with it: "sell", "lease" and "share" of "to sell, lease or share it"."""
    found = [verb]
    for one in found:
        found += [child for child in children(one, "conj") if is_verbal(child)]
    return found
