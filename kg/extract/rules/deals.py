"""Grammatical functions that trade uses: where and what for, under which deal, whose round, whose product ends."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from spacy.tokens import Token

from kg.extract import syntax
from kg.extract.lexicon.classes import words
from kg.extract.syntax import money

Filler = tuple[Token, float]
PLACE_PREPOSITIONS = words("prepositions", "places")
CONTRACT_PREPOSITIONS = words("prepositions", "contracts")
FORMS = words("deals", "forms")
PERIODS = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "CARDINAL", "PERSON", "ORG", "GPE", "NORP"})
RAISING = words("deals", "raising")
ROUND_PREPOSITIONS = words("prepositions", "rounds")
INCLUDING = words("deals", "including")
AMONG = words("prepositions", "among")
COUNTING = words("deals", "counting")


def where(token: Token) -> Iterator[Filler]:
    """ "in Oslo", "at a fair in Antwerp": where a deed, or the making of what it makes, takes place."""
    hosts = [token, *(syntax.children(token, "dobj") if syntax.is_verbal(token) else ())]
    if token.dep_ == "dobj":
        hosts.append(token.head)  # "ran a trial of it in Oslo"
    for host in hosts:
        for prep in syntax.children(host, "prep"):
            if prep.lower_ in PLACE_PREPOSITIONS:
                yield from _places(prep, 1.0)


def _places(prep: Token, sureness: float) -> Iterator[Filler]:
    for pobj in syntax.children(prep, "pobj"):
        for item in syntax.coordinated(pobj):
            yield item, sureness
        for inner in syntax.children(pobj, "prep"):
            if inner.lower_ in PLACE_PREPOSITIONS and sureness == 1.0:
                yield from _places(inner, 0.84)


def aim(token: Token) -> Iterator[Filler]:
    """What a thing is used or made for: "to find suspects", "for fraud checks"."""
    yield from ((clause, 1.0) for clause in syntax.purposes(token))
    if syntax.objects(token):
        yield from ((clause, 0.95) for clause in syntax.children(token, "xcomp") if syntax.has_to(clause))
    if not syntax.is_verbal(token):
        yield from ((clause, 0.95) for clause in syntax.children(token, "acl") if syntax.has_to(clause))
    for name, item, _ in syntax.prepositions(token):
        if name == "for" and item.pos_ in ("NOUN", "VERB") and item.ent_type_ not in PERIODS:
            yield item, 0.9


def theme_owner(token: Token) -> Iterator[Filler]:
    """Whose the thing is that something befalls: "its first bus was withdrawn", "Acme's app launched in India"."""
    if syntax.is_passive(token):
        themes = [] if syntax.subjects(token) else syntax.objects(token)
    else:
        themes = [] if syntax.children(token, "dobj") else syntax.children(token, "nsubj")
    for theme in themes:
        yield from ((child, 0.85) for child in syntax.children(theme, "poss"))


def subject_of(token: Token) -> Iterator[Filler]:
    """ "Production of the model will end": what the subject is the subject matter of."""
    for subject in _sufferers(token):
        yield from ((item, 0.95) for name, item, _ in syntax.prepositions(subject) if name in ("of", "for"))


def subject_owner(token: Token) -> Iterator[Filler]:
    """ "Acme's production of the model will end": whose doing the subject is."""
    for subject in _sufferers(token):
        yield from ((item, 0.95) for item in (*syntax.children(subject, "poss"),))
        yield from ((item, 0.95) for name, item, _ in syntax.prepositions(subject) if name in ("by", "at"))
    if syntax.is_passive(token):
        yield from ((item, 0.95) for item in syntax.subjects(token))


def _sufferers(verb: Token) -> list[Token]:
    return syntax.objects(verb) if syntax.is_passive(verb) else syntax.children(verb, "nsubj")


def within(token: Token) -> Iterator[Filler]:
    """Who acts in the clause of "in partnership with B", "under a contract with B"."""
    clause = token.head.head if token.dep_ == "pobj" and token.head.lower_ in CONTRACT_PREPOSITIONS else None
    if clause is not None and syntax.is_verbal(clause):
        yield from ((item, 0.9) for item in syntax.subjects(clause))


def pact_deed(token: Token) -> Iterator[Filler]:
    """ "entered into a partnership to build it": the infinitive that hangs on the noun behind a verb's preposition."""
    for prep in syntax.children(token, "prep"):
        for noun in syntax.children(prep, "pobj"):
            yield from ((clause, 0.95) for clause in syntax.children(noun, "acl", "relcl") if syntax.has_to(clause))


def kind(token: Token) -> Iterator[Filler]:
    """ "a maintenance contract": what the common noun before another says it is about."""
    for child in syntax.children(token, "compound", "nmod"):
        if child.pos_ == "NOUN" and child.lemma_.lower() not in FORMS and money.span(child) is None:
            yield child, 0.9


def raiser(token: Token) -> Iterator[Filler]:
    """Who gets the money of a round: "raised £5m in a round", "Acme's round", "a round in Acme"."""
    rounds = syntax.objects(token) if syntax.is_verbal(token) else [token]
    for noun in rounds:
        yield from ((item, 1.0) for item in syntax.children(noun, "poss"))
        yield from ((item, 0.95) for name, item, _ in syntax.prepositions(noun) if name in ROUND_PREPOSITIONS)
        verb = noun.head.head if noun.dep_ == "pobj" else noun.head
        if noun.dep_ in ("dobj", "pobj") and verb != token and verb.lemma_ in RAISING:
            yield from ((item, 0.95) for item in syntax.subjects(verb))
        if noun.dep_ == "nsubj" and syntax.is_verbal(verb):
            for clause in syntax.children(verb, "advcl"):
                yield from ((item, 0.9) for item in syntax.indirect_objects(clause))


def round_sum(token: Token) -> Iterator[Filler]:
    """How much a round raises: the sum in its own phrase, or what is raised in it."""
    rounds = syntax.objects(token) if syntax.is_verbal(token) else [token]
    for noun in rounds:
        verb = noun.head.head if noun.dep_ == "pobj" else noun.head
        found = next(money.below(noun), None) or (
            next(money.below(verb), None) if syntax.is_verbal(verb) and verb != token else None
        )
        if found is not None:
            yield found, 0.95


def inclusion(token: Token) -> Iterator[Filler]:
    """ "its backers include A and B", "counts A among its customers": who is one of those that a noun speaks of."""
    head = token.head
    if token.dep_ == "nsubj" and head.lemma_ in INCLUDING:
        yield from ((item, 0.95) for item in syntax.objects(head))
    if token.dep_ == "pobj" and head.lower_ in AMONG and syntax.is_verbal(head.head):
        verb = head.head
        if verb.lemma_ in COUNTING:
            yield from ((item, 0.95) for item in syntax.objects(verb))
        elif verb.lemma_ == "be":
            yield from ((item, 0.95) for item in syntax.subjects(verb))


BARGAINS: dict[str, Callable[[Token], Iterator[Filler]]] = {
    "where": where,
    "aim": aim,
    "theme-owner": theme_owner,
    "subj.of": subject_of,
    "subj.owner": subject_owner,
    "within": within,
    "pact-deed": pact_deed,
    "kind": kind,
    "raiser": raiser,
    "round-sum": round_sum,
    "inclusion": inclusion,
}
