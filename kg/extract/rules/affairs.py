"""Grammatical functions of suits, inquiries, rounds of money and appeals: who leads, joins, asks, and before whom."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from spacy.tokens import Token

from kg.extract import syntax
from kg.extract.lexicon.classes import words

Filler = tuple[Token, float]
COURTS = words("bodies", "courts")
JOINT = words("bodies", "joint")
ASKING = words("saying", "asking")
# How many tokens after its verb a court is looked for: "for breach of contract and misuse of data in the High Court".
FAR = 16
VENUE_PREPOSITIONS = words("prepositions", "venues")
ALLEGING = words("saying", "alleging")
LEADING = words("bodies", "leading")
JOINING = words("deals", "joining")
BACKING = words("deals", "backing")


def venue(token: Token) -> Iterator[Filler]:
    """The court that stands behind a suit's cause, where the parser hangs it there."""
    for item in token.doc[token.i + 1 : min(token.i + FAR, token.sent.end)]:
        named = item.dep_ == "pobj" and item.lower_ in COURTS and item.head.lower_ in VENUE_PREPOSITIONS
        if named and token in item.ancestors:
            yield item, 0.9


def alleged(token: Token) -> Iterator[Filler]:
    """ "sued it, alleging fraud": what is alleged."""
    for clause in syntax.children(token, "advcl"):
        if clause.lemma_ in ALLEGING and clause.tag_ == "VBG":
            yield from ((item, 0.9) for item in syntax.children(clause, "dobj"))


def affairs(token: Token) -> Iterator[Filler]:
    """ "is looking into the firm's buying of data": whose doings they are."""
    for name, item, own in syntax.prepositions(token):
        if own and name == "into":
            yield from ((syntax.resolve_relative(child), 0.9) for child in syntax.children(item, "poss"))


def led(token: Token) -> Iterator[Filler]:
    """ "from a group led by Acme": who leads those that something comes from."""
    for name, item, own in syntax.prepositions(token):
        if own and name == "from":
            yield from ((agent, 1.0) for agent in leaders(item))


def leaders(noun: Token) -> list[Token]:
    """Who leads a body of several: Acme of "a group led by Acme"."""
    if noun.lemma_.lower() not in JOINT:
        return []
    clauses = [clause for clause in syntax.children(noun, "acl") if clause.lemma_ in LEADING]
    return [agent for clause in clauses for agent in syntax.subjects(clause) if agent != noun]


def joining(token: Token) -> Iterator[Filler]:
    """ "raised it in a round led by A, with B also taking part", "with money from C"."""
    for prep in syntax.children(token, "prep"):
        if prep.lower_ != "with":
            continue
        for clause in syntax.children(prep, "pcomp"):
            if clause.lemma_ in JOINING:
                yield from (
                    (item, 1.0) for child in syntax.children(clause, "nsubj") for item in syntax.coordinated(child)
                )
        for item in syntax.children(prep, "pobj"):
            if item.lemma_.lower() in BACKING:
                yield from ((giver, 1.0) for name, giver, own in syntax.prepositions(item) if own and name == "from")


def plea(token: Token) -> Iterator[Filler]:
    """ "wrote to them asking them to stop", "calling for a ban": what is asked for in what is written."""
    for clause in syntax.children(token, "advcl"):
        if clause.lemma_ not in ASKING or clause.tag_ != "VBG":
            continue
        yield from ((deed, 0.95) for deed in syntax.complement_clauses(clause) if syntax.is_verbal(deed))
        yield from ((item, 0.95) for name, item, own in syntax.prepositions(clause) if own and name == "for")


def wanted(token: Token) -> Iterator[Filler]:
    """ "wants the cameras taken down", "wants the test to be repeated": what somebody wants done."""
    for clause in syntax.children(token, "ccomp"):
        if clause.tag_ == "VBN" and syntax.children(clause, "nsubj", "nsubjpass"):
            yield clause, 0.95


def bidden(token: Token) -> Iterator[Filler]:
    """ "called for a task force to be set up": the infinitive whose subject "for" brings in."""
    for clause in syntax.children(token, "ccomp", "xcomp", "advcl"):
        marked = any(child.dep_ == "mark" and child.lower_ == "for" for child in clause.children)
        before = any(prep.lower_ == "for" and token.i < prep.i < clause.i for prep in syntax.children(token, "prep"))
        if syntax.has_to(clause) and syntax.is_verbal(clause) and (marked or before):
            yield clause, 0.95


AFFAIRS: dict[str, Callable[[Token], Iterator[Filler]]] = {
    "venue": venue,
    "alleged": alleged,
    "affairs": affairs,
    "led": led,
    "joining": joining,
    "plea": plea,
    "wanted": wanted,
    "bidden": bidden,
}
