"""Grammatical functions of the words beside a trigger: subject, objects, possessor, modifier, clause, and who asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from spacy.tokens import Token

from kg.extract import syntax
from kg.extract.lexicon.classes import words

Filler = tuple[Token, float]
# "a suite of products, including X": the products give way to X.
GENERAL = 0.7
ASKING = words("saying", "contacting", "questioning")
REQUESTS = words("documents", "requests")
VISITING = words("motion", "visiting")
VISIT_PREPOSITIONS = words("prepositions", "visited")
JUDGING = words("judging", "judging")


def subject(token: Token) -> Iterator[Filler]:
    """Who does it, passives, control and relative clauses undone."""
    own = any(child.dep_ in ("nsubj", "agent", "poss") for child in token.children)
    found = syntax.subjects(token)
    yield from ((item, 1.0 if own else 0.95) for item in found)
    if not found and syntax.is_passive(token):
        # "deployed against reporters by the junta": the doer hung on another phrase
        yield from ((item, 0.85) for name, item, _ in syntax.prepositions(token) if name == "by")


def object_(token: Token) -> Iterator[Filler]:
    """What it is done to, the same constructions undone; of "products, including X" rather X."""
    for item in syntax.objects(token):
        members = syntax.included(item)
        yield from ((member, 0.95) for member in members)
        yield item, GENERAL if members else 1.0


def indirect_object(token: Token) -> Iterator[Filler]:
    """To whom, without a preposition."""
    yield from ((item, 1.0) for item in syntax.indirect_objects(token))


def child(token: Token, *labels: str) -> Iterator[Filler]:
    """The dependents with some labels, and what is coordinated with them."""
    for item in syntax.children(token, *labels):
        yield from ((one, 1.0) for one in syntax.coordinated(syntax.antecedent(item) or item))


def child_of_object(token: Token, *labels: str) -> Iterator[Filler]:
    """The dependents of the object: "did not buy the firm's software", or "gave Acme permission" as one phrase."""
    for item in syntax.objects(token):
        yield from ((one, 0.85) for one in syntax.children(item, *labels))


def asker(token: Token) -> Iterator[Filler]:
    """Who asked: "when asked by …", "a request from …", "told …", in the same sentence."""
    for other in token.sent:
        if other.lemma_ in ASKING and other.pos_ == "VERB" and other != token:
            if syntax.is_passive(other) or other.dep_ in ("advcl", "acl"):
                yield from ((item, 0.95) for item in syntax.subjects(other))
            elif other.lemma_ == "tell":
                yield from ((item, 0.95) for item in syntax.objects(other))
        elif other.lemma_ in REQUESTS:
            yield from ((item, 0.95) for name, item, _ in syntax.prepositions(other) if name in ("from", "by"))
            yield from ((item, 0.95) for item in syntax.children(other, "poss"))


def governor(token: Token) -> Iterator[Filler]:
    """ "the suit that it brought", else the subject of the clause that a noun stands in: "filed a suit"."""
    bringing = [
        clause
        for clause in syntax.children(token, "relcl", "acl")
        if not syntax.is_passive(clause) or syntax.children(clause, "agent")
    ]
    bringers = [item for clause in bringing for item in syntax.subjects(clause) if item != token]
    yield from ((item, 0.95) for item in bringers)
    if not bringers and not any(child.dep_ == "poss" or child.lower_ == "by" for child in token.children):
        clause = token
        while not syntax.is_verbal(clause) and clause.head != clause:
            clause = clause.head
        if clause.lemma_.lower() in JUDGING and not syntax.is_passive(clause):
            return
        yield from ((item, 0.85) for item in syntax.subjects(clause) if syntax.is_verbal(clause))


def that_clause(token: Token) -> Iterator[Filler]:
    """The clauses that complete it."""
    yield from ((clause, 1.0) for clause in syntax.complement_clauses(token))


def visited(token: Token, *, place: bool) -> Iterator[Filler]:
    """Whom, or where, somebody visits to do what ``token`` says ("visited the firm's office in Oslo to see …")."""
    verb = token.head
    if token.dep_ not in ("advcl", "xcomp") or verb.lemma_ not in VISITING:
        return
    hosts = [
        *syntax.objects(verb),
        *(item for name, item, _ in syntax.prepositions(verb) if name in VISIT_PREPOSITIONS),
    ]
    for host in hosts:
        found = [host, *syntax.children(host, "poss", "compound")]
        if place:
            found += [item for name, item, _ in syntax.prepositions(host) if name in ("in", "at")]
        yield from ((item, 0.85) for item in found)


DEPENDENTS: dict[str, Callable[[Token], Iterator[Filler]]] = {
    "subj": subject,
    "obj": object_,
    "iobj": indirect_object,
    "poss": lambda token: child(token, "poss"),
    "compound": lambda token: child(token, "compound", "nmod", "amod"),
    "obj.poss": lambda token: child_of_object(token, "poss"),
    "obj.compound": lambda token: child_of_object(token, "compound", "nmod"),
    "asker": asker,
    "governor": governor,
    "that": that_clause,
    "visited": partial(visited, place=False),
    "visit-place": partial(visited, place=True),
}
