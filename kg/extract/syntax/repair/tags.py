"""Repairs of tags: words taken for another part of speech, and the tree that came of it."""

from __future__ import annotations

from spacy.tokens import Token


def finite(token: Token) -> None:
    """ "Vell Systems named Ana Roth, a former adviser, as its chief.": a past tense that was taken for a participle.

    The sentence has no other verb, and the participle an object: "Vell Systems, based in Lund." stays as it is.
    """
    verb = token.nbor() if token.i + 1 < len(token.doc) else token
    if token.pos_ not in ("NOUN", "PROPN") or verb.head != token or verb.dep_ != "acl":
        return
    told = next(
        (child for child in verb.rights if child.dep_ in ("dobj", "oprd", "dative") and child.pos_ == "PROPN"), None
    )
    if verb.tag_ != "VBN" or told is None or token.sent[-1].text != "." or _has_finite(token):
        return
    after = [child for child in token.rights if child.i > verb.i]
    verb.head, verb.dep_, verb.tag_ = verb, "ROOT", "VBD"
    token.head, token.dep_ = verb, "nsubj"
    told.dep_ = "dobj" if told.dep_ == "oprd" else told.dep_
    for child in after:
        child.head = verb


def _has_finite(root: Token) -> bool:
    """Whether a sentence has a finite verb that is not of a relative clause."""
    relative = {item.i for token in root.sent if token.dep_ == "relcl" for item in token.subtree}
    return any(token.tag_ in ("VBD", "VBZ", "VBP", "MD") and token.i not in relative for token in root.sent)


def listed(token: Token) -> None:
    """ "Has not sold, leased or shared them": what goes on with a list of verbs is one of them.

    The parser takes the second for a clause or a noun of its own where it could be one.
    """
    verb = token.head
    bare = not any(child.i < token.i for child in token.children)
    if token.i != verb.i + 2 or verb.nbor().text != "," or not bare:
        return
    listed, last = [token], token
    while (following := next((child for child in last.rights if child.dep_ == "conj"), None)) is not None:
        listed.append(following)
        last = following
    forms = ("VBN", "VBD") if verb.tag_ in ("VBN", "VBD") else ("VB", "VBP")
    if verb.pos_ != "VERB" or len(listed) < 2 or last.pos_ != "VERB" or last.tag_ not in forms:
        return
    token.dep_ = "conj"
    for one in listed:
        if one.pos_ == "NOUN":
            one.lemma_ = one.lower_
        one.pos_, one.tag_ = "VERB", verb.tag_


def reduced(token: Token) -> None:
    """ "The number of bombs dropped in May": a past participle right behind its noun, read as a clause of the verb's.

    No finite verb without a subject is a complement or a subject itself.
    """
    before = token.nbor(-1) if token.i > token.sent.start else token
    if token.tag_ != "VBD" or before.pos_ not in ("NOUN", "PROPN"):
        return
    if token.left_edge == token and not any(child.dep_ in ("nsubj", "dobj") for child in token.children):
        token.head, token.dep_, token.tag_ = before, "acl", "VBN"
