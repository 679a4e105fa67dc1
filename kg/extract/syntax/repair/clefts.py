"""Repairs of clefts and of what else the parser gets wrong around a copula or a second subject."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.lexicon import noun_type
from kg.extract.lexicon.classes import words
from kg.extract.syntax.clauses import children
from kg.extract.syntax.repair.nominal_attachment import SOMEBODY
from kg.model import EntityType

APPOINTING = words("employment", "hiring")
SUBJECTS = ("nsubj", "nsubjpass")
RELATIVE = words("pronouns", "relative_subjects")


def cleft(clause: Token) -> None:
    """ "It was not A but B who sold it", "it was A, and not B, who sold it", "it was to A that it sold them"."""
    copula = next((token for token in clause.ancestors if token.lemma_ == "be" and token.i < clause.i), None)
    if copula is None or not any(child.lower_ == "it" for child in children(copula, "nsubj", "expl")):
        return
    prep = next((child for child in copula.rights if child.dep_ == "prep" and child.i == copula.i + 1), None)
    opening = next((child for child in clause.lefts if child.lower_ in RELATIVE), None)
    if opening is None or opening.i - 1 <= copula.i:
        return
    if prep is not None and clause.head == copula and opening.dep_ == "mark" and prep.right_edge.i + 1 == opening.i:
        prep.head = clause
        return
    noun = next((child for child in children(copula, "attr") if copula.i < child.i < clause.i), None)
    if noun is None or opening.dep_ not in ("nsubj", "nsubjpass"):
        return
    named = clause.head == copula or (clause.head.dep_ == "conj" and clause.head.head in (copula, noun))
    if clause.dep_ not in ("ccomp", "relcl") or not named:
        return
    for child in list(copula.rights):
        if child.dep_ in ("conj", "cc") and noun.i < child.i < clause.i and child.pos_ in ("NOUN", "PROPN", "CCONJ"):
            child.head = noun
        if child.dep_ == "neg" and child.i + 1 == noun.left_edge.i and _contrasted(noun):
            child.head = noun
    clause.head, clause.dep_ = noun, "relcl"


def _contrasted(noun: Token) -> bool:
    return any(child.dep_ == "cc" and child.lower_ == "but" for child in (*noun.children, *noun.head.children))


def second_subject(noun: Token) -> None:
    """ "Owners of the Lumen 4, a camera that it dropped, sued it": a description in commas is no second subject."""
    verb, comma = noun.head, noun.left_edge.nbor(-1) if noun.left_edge.i else noun
    first = next((child for child in verb.lefts if child.dep_ in ("nsubj", "nsubjpass") and child != noun), None)
    described = any(child.dep_ == "det" and child.lower_ in ("a", "an") for child in noun.children)
    if first is None or first.i > noun.i or comma.text != "," or not described or comma.i < 1:
        return
    after = noun.right_edge.nbor() if noun.right_edge.text != "," else noun.right_edge
    if after.text != ",":
        return
    nearest = comma.nbor(-1)
    while nearest.head.i < nearest.i and nearest != first and nearest.dep_ in ("nummod", "appos"):
        nearest = nearest.head
    alike = _is_somebody(noun) and not _is_somebody(nearest)
    noun.head, noun.dep_ = first if alike or not first.is_ancestor(nearest) else nearest, "appos"


def _is_somebody(noun: Token) -> bool:
    return noun.ent_type_ == "PERSON" or noun_type(noun.lemma_.lower(), "") in SOMEBODY


def concession(however: Token) -> None:
    """ "No member, however much they disliked it, called for a ban": whose verb stands behind the second comma."""
    if however.lower_ != "however" or however.i < 2 or however.nbor(-1).text != ",":
        return
    rest = [token for token in however.doc[however.i + 1 : however.sent.end] if token.text == ","]
    verb = rest[0].nbor() if rest and rest[0].i + 1 < len(however.doc) else however
    inside = range(however.i + 1, rest[0].i if rest else however.i)
    subject = next(
        (t for t in however.doc[however.sent.start : however.i] if t.dep_ in SUBJECTS and t.head.i in inside), None
    )
    if subject is None or verb.tag_ not in ("VBD", "VBZ", "VBP") or children(verb, *SUBJECTS):
        return
    aside = subject.head
    subject.head = verb
    if verb.is_ancestor(aside):
        return
    verb.dep_, above = aside.dep_, aside.head
    verb.head = verb if above == aside else above
    aside.head, aside.dep_ = verb, "advcl"


def named_office(post: Token) -> None:
    """ "Appointed Al Moe head coach": whoever gets the post, taken for a part of its title."""
    verb = post.head
    if post.pos_ != "NOUN" or verb.lemma_.lower() not in APPOINTING:
        return
    names = [child for child in post.lefts if child.dep_ in ("compound", "nmod") and child.ent_type_ == "PERSON"]
    if not names or names[-1].left_edge.i < verb.i or noun_type(post.lemma_.lower(), "") is not EntityType.PERSON:
        return
    name = names[-1]
    for child in [child for child in post.lefts if child.i < name.i]:
        child.head = name
    name.head, name.dep_ = verb, "dobj"
    post.dep_ = "oprd"
