"""Coordination: what stands in a list, bears a name beside another, or is counted by what it depends on."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.lexicon import lexicon, noun_type
from kg.extract.lexicon.classes import words
from kg.extract.syntax.clauses import children
from kg.model import ORGANIZATION_TYPES, EntityType

EVERY = words("quantifiers", "every")
COUNTING = EVERY | words("quantifiers", "part")
ACTORS = ORGANIZATION_TYPES | {EntityType.PERSON, EntityType.GROUP}
CALLING = words("naming", "predicative", "calling")
NOMINAL_POS = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "X", "SYM", "DET"})
INCLUDING = words("prepositions", "including")
BARELY = words("negation", "barely")


def coordinated(token: Token) -> list[Token]:
    """The token and everything coordinated with it ("Amazon, IBM and Microsoft"), in order."""
    found = [token]
    for item in found:
        nominal = item.pos_ in NOMINAL_POS
        fellows = [child for child in item.children if child.dep_ == "conj" and (child.pos_ in NOMINAL_POS) == nominal]
        if fellows and aged(item):
            # "Ann Lee, 46, the firm's founder and chief executive": one person, though parsed as a list
            fellows = [child for child in fellows if child.pos_ == "PROPN"]
        if fellows and item.pos_ == "PROPN":
            # In "A, B, and C" the parser often takes B for an apposition of A.
            fellows += [child for child in children(item, "appos") if child.pos_ == "PROPN" and child.i < fellows[0].i]
        found.extend(fellows)
    if len(found) > 1 and _shares_title(token, found[1]):
        del found[0]
    return sorted(found, key=lambda item: item.i)


def called(noun: Token) -> list[Token]:
    """What something is called by what follows it: "a tool called Waypoint", "a feature, code-named Larkspur"."""
    found: list[Token] = []
    for clause in children(noun, "acl"):
        if clause.tag_ == "VBN" and clause.lemma_.lower() in CALLING:
            found += children(clause, "oprd", "attr", "dobj")
            found += [
                item for prep in children(clause, "prep") if prep.lower_ == "as" for item in children(prep, "pobj")
            ]
    return found


def aged(name: Token) -> bool:
    """Whether somebody's age stands behind their name, after which what they are may pass for another."""
    after = list(name.doc[name.i + 1 : name.i + 4])
    return name.pos_ == "PROPN" and [token.text for token in after[::2]] == [",", ","] and after[1].like_num


def _shares_title(token: Token, fellow: Token) -> bool:
    """Whether a word is only a title of the name it is coordinated with: "co-founder and chief executive Jo Rao"."""
    titles = lexicon().titles
    bare = token.tag_ == "NN" and token.lower_ in titles and not any(True for _ in token.lefts)
    return bare and fellow.pos_ == "PROPN" and any(child.lower_ in titles for child in children(fellow, "compound"))


def included(token: Token) -> list[Token]:
    """What "including …" names after a noun phrase ("agencies, including the DEA")."""
    found = [
        item
        for prep in children(token, "prep")
        if prep.lower_ == "of"
        for pobj in children(prep, "pobj")
        for item in included(pobj)
    ]
    for prep in token.children:
        if prep.lower_ in INCLUDING or (prep.lower_ == "as" and any(c.lower_ == "such" for c in prep.children)):
            found += [item for child in prep.children if child.dep_ in ("pobj", "dobj") for item in coordinated(child)]
    return found


def counted(token: Token) -> Token:
    """The noun of "most of the memos", "two of its drones": what a word that only counts is about.

    What "one of the firms" does, the firms do not.
    """
    if token.lower_ not in COUNTING and token.pos_ != "NUM":
        return token
    if any(child.dep_ == "advmod" and child.lower_ in BARELY for child in token.children):
        return token
    if children(token, "appos"):
        return token  # "one of its drones, the Heron 4"
    of = next((child for child in children(token, "prep") if child.lower_ == "of"), None)
    noun = next((child for child in children(of, "pobj") if child.pos_ in ("NOUN", "PROPN")), None) if of else None
    if noun is None or (token.lower_ not in EVERY and noun_type(noun.lemma_.lower()) in ACTORS):
        return token
    return noun
