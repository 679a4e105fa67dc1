"""Grammatical functions beyond subject, object and preposition: what frames may ask of a noun, a copula or a title."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from spacy.tokens import Token

from kg.extract import syntax
from kg.extract.lexicon import lexicon
from kg.extract.lexicon.classes import words
from kg.extract.rules.affairs import AFFAIRS
from kg.extract.rules.deals import BARGAINS
from kg.extract.rules.dependents import DEPENDENTS
from kg.extract.rules.movements import FIGURES
from kg.extract.syntax import money
from kg.extract.titles import titles

Filler = tuple[Token, float]
ASKED = words("conjunctions", "polar", "manner_questions")
PREFIXES = words("people", "prefixes")
# What nobody is appointed, or resigns as.
LASTING = words("offices", "founders", "owners")
FORMER = words("people", "former_holders")
OF_BODIES = words("prepositions", "bodies")
HITTING = words("military", "hitting")
PLACING = words("headquarters", "keeping", "moving", "shifting", "opening")
CHOICE_PREPOSITIONS = words("prepositions", "chosen")
POSITION_PREPOSITIONS = words("prepositions", "of_positions")
SEAT_PREPOSITIONS = words("prepositions", "seats")
MOVING = words("headquarters", "moving", "shifting")
KEEPING = words("headquarters", "keeping", "moving")


def attribute(token: Token) -> Iterator[Filler]:
    """ "became president": what a copula says its subject is."""
    for child in syntax.children(token, "attr", "oprd"):
        yield from ((item, 1.0) for item in syntax.coordinated(child))


def title(token: Token) -> Iterator[Filler]:
    """ "named her chief executive": the position that a verb of appointing gives its object."""
    yield from ((child, 1.0) for child in syntax.children(token, "oprd", "attr"))
    for clause in syntax.children(token, "xcomp", "ccomp"):
        if not syntax.is_verbal(clause) or clause.lemma_ == "be":
            yield from ((child, 0.95) for child in syntax.children(clause, "attr"))
        if not syntax.is_verbal(clause):
            yield clause, 0.95
    for item in syntax.objects(token):
        # "named Jo Rao chief executive", read as an apposition; a comma makes it a description of who she was
        yield from ((child, 0.85) for child in syntax.children(item, "appos") if child.left_edge.i == item.i + 1)


def position_organization(token: Token) -> Iterator[Filler]:
    """The organization of the position a verb or noun of appointing speaks of: "as director of the fund"."""
    phrases = [item for name, item, _ in syntax.prepositions(token) if name in CHOICE_PREPOSITIONS]
    positions = [item for item in phrases if titles.is_post(item)]
    positions += [item for item, _ in (*title(token), *attribute(token))]
    positions += [item for item in syntax.objects(token) if item.pos_ == "NOUN"]  # of a name it tells the old one
    for position in positions:
        yield from ((child, 0.9) for child in syntax.children(position, "poss", "compound", "nmod"))
        yield from ((item, 0.9) for name, item, _ in syntax.prepositions(position) if name in POSITION_PREPOSITIONS)


def own_position(token: Token) -> Iterator[Filler]:
    """The nouns that say what a verb's subject as written was: "the head of the fund quit", "Chief Jo was sacked"."""
    person = syntax.surface_subject(token) if syntax.is_verbal(token) else None
    if person is None:
        return
    if syntax.objects(token) or any(child.lower_ == "from" for child in syntax.children(token, "prep")):
        return  # "Jo Rao, a geologist at Acme, resigned from the panel": it tells what was left
    person = syntax.resolve_relative(person)
    nouns = [person, *syntax.children(person, "appos")]
    nouns += [child for child in reversed(syntax.children(person, "compound", "nmod")) if person.pos_ == "PROPN"]
    for noun in nouns:
        gone = any(child.lower_ in FORMER for child in (*noun.lefts, *person.lefts))
        if not gone and noun.lemma_.lower() not in LASTING and (noun.pos_ == "NOUN" or noun != person):
            yield noun, 0.8


def own_organization(token: Token) -> Iterator[Filler]:
    """Whose post it is that ``own_position`` tells."""
    for noun, sureness in own_position(token):
        yield from (
            (syntax.resolve_relative(child), sureness) for child in syntax.children(noun, "poss", "compound", "nmod")
        )
        yield from ((item, sureness) for name, item, own in syntax.prepositions(noun) if own and name in OF_BODIES)


def seat(token: Token) -> Iterator[Filler]:
    """Where something is based: the phrase of the verb's own, and the wider place named after it ("in Selby, Ohio")."""
    for name, item, own in syntax.prepositions(token):
        if own and name in SEAT_PREPOSITIONS:
            yield item, 1.0
            wider = syntax.children(item, "appos", "npadvmod")
            wider += [inner for outer in wider for inner in syntax.children(outer, "appos", "npadvmod")]
            yield from ((place, 0.95) for place in wider if place.pos_ == "PROPN")


def placed(token: Token) -> Iterator[Filler]:
    """Where the verb keeps or puts what a noun names: "moved its headquarters to Leeds"."""
    if token.dep_ in ("dobj", "nsubjpass") and token.head.lemma_ in PLACING:
        wanted = ("to",) if token.head.lemma_ in MOVING else ("in", "at")
        yield from ((item, 0.95) for name, item, own in syntax.prepositions(token.head) if own and name in wanted)


def equated(token: Token) -> Iterator[Filler]:
    """What a noun is said to be the same as, by a copula, an apposition or as a title before a name."""
    head = token.head
    if token.dep_ == "conj":
        yield from equated(head)
    if token.dep_ == "attr":
        yield from ((item, 1.0) for item in syntax.subjects(head))
    if token.dep_ == "appos":
        yield syntax.resolve_relative(head), 0.95
    if token.dep_ in ("compound", "nmod") and head.pos_ == "PROPN" and token.i < head.i:
        yield head, 0.9
    yield from ((item, 0.95) for child in syntax.children(token, "appos") for item in syntax.coordinated(child))
    if token.dep_ == "pobj" and head.lower_ == "as":
        # "operates as a subsidiary of"
        yield from ((item, 0.9) for item in syntax.subjects(head.head) if syntax.is_verbal(head.head))


def shared_of(token: Token) -> Iterator[Filler]:
    """ "founder and chairman of the fund": the phrase that hangs on the last of several nouns."""
    for child in syntax.children(token, "conj"):
        yield from ((item, 0.9) for name, item, _ in syntax.prepositions(child) if name in ("of", "at"))


def modified(token: Token) -> Iterator[Filler]:
    """What an adjective or participle describes: "the Leeds-based firm", "the firm is based in Leeds"."""
    if token.dep_ in ("amod", "acl"):
        yield token.head, 1.0
        yield from ((child, 0.9) for child in syntax.children(token.head, "appos"))
        if token.head.dep_ == "appos":
            yield token.head.head, 0.9
    if token.dep_ in ("acomp", "ROOT", "relcl", "advcl", "conj"):
        yield from ((item, 1.0) for item in syntax.subjects(token))


def hyphenated(token: Token) -> Iterator[Filler]:
    """ "Leeds-based": what is joined to an adjective by a hyphen."""
    for child in syntax.children(token, "npadvmod", "compound", "nmod", "amod", "nsubj", "advmod", "pobj"):
        if child.i < token.i and child.i + 1 < len(child.doc) and child.nbor().text in "-–‑":
            yield child, 1.0


def indirect(token: Token) -> Iterator[Filler]:
    """ "gave the agency a demonstration": the receiver of the verb that a noun completes."""
    if token.dep_ in ("dobj", "nsubjpass"):
        yield from ((item, 0.95) for item in syntax.indirect_objects(token.head))
        yield from ((item, 0.9) for name, item, _ in syntax.prepositions(token.head) if name in ("to", "for"))


def told(token: Token) -> Iterator[Filler]:
    """Who is to do it: the object of "urged them to go", or the subject of the infinitive ("allowed them to go")."""
    yield from ((item, 1.0) for item in syntax.objects(token))
    for clause in syntax.children(token, "ccomp", "xcomp"):
        if syntax.has_to(clause) or clause.tag_ == "VB":
            for child in syntax.children(clause, "nsubj"):
                yield from ((syntax.resolve_relative(item), 0.95) for item in syntax.coordinated(child))


def deed(token: Token) -> Iterator[Filler]:
    """The infinitive that says what is to be done: "allowed them to fly", "a call to stop"."""
    clauses = [*syntax.complement_clauses(token), *syntax.purposes(token), *syntax.children(token, "relcl")]
    yield from ((clause, 0.95) for clause in clauses if syntax.has_to(clause) and syntax.is_verbal(clause))


def suspect(token: Token) -> Iterator[Filler]:
    """Of whom something is asked: "investigating whether the firm knew", "looked into how it was sold"."""
    for clause in syntax.complement_clauses(token):
        asked = any(child.lower_ in ASKED for child in clause.children)
        if asked and syntax.is_verbal(clause):
            yield from ((item, 0.9) for item in syntax.subjects(clause))


def entitled(token: Token) -> Iterator[Filler]:
    """ "hired as chief executive Jo Rao": the position where the name follows it in one phrase."""
    yield from ((post, 0.9) for _, post in _entitled(token))


def _entitled(token: Token) -> Iterator[tuple[Token, Token]]:
    for name, item, own in syntax.prepositions(token):
        before = [child for child in syntax.children(item, "compound", "nmod") if child.tag_ == "NN"]
        if name != "as" or not own:
            continue
        if item.pos_ == "PROPN" and before:
            yield item, before[-1]
        if item.pos_ == "NOUN" and not syntax.objects(token):
            names = (child for child in syntax.children(item, "appos") if child.left_edge.i == item.i + 1)
            yield from ((child, item) for child in names if child.pos_ == "PROPN")


def named(token: Token) -> Iterator[Filler]:
    """Who is given a position: "named her chief", and where the parser makes one phrase of "Jo Rao chief executive"."""
    yield from ((item, 1.0) for item in (*syntax.objects(token), *syntax.indirect_objects(token)))
    for clause in syntax.children(token, "ccomp", "xcomp"):
        if not syntax.is_verbal(clause) or clause.lemma_ == "be":
            yield from ((child, 0.95) for child in syntax.children(clause, "nsubj"))
    yield from ((name, 0.9) for name, _ in _entitled(token))
    for position in syntax.children(token, "oprd", "dobj", "attr"):
        names = [child for child in syntax.children(position, "compound", "nmod") if child.pos_ == "PROPN"]
        if position.pos_ == "NOUN" and names:
            yield names[-1], 0.9


def beside(token: Token) -> Iterator[Filler]:
    """ "Acme co-founder Jo Rao", "Acme's former parent": the name before a noun that itself stands before a name."""
    first = token.head.left_edge.i
    before = token.i - 1
    while before >= first and (token.doc[before].lower_ in PREFIXES or token.doc[before].tag_ == "POS"):
        before -= 1
    if token.dep_ in ("compound", "nmod", "amod") and before >= first and token.doc[before].pos_ == "PROPN":
        yield token.doc[before], 0.9


def light(token: Token) -> Iterator[Filler]:
    """Whose doing the verb is that governs a noun: "A won a contract", "a pact was signed by A", "the deal A cut"."""
    if token.dep_ == "conj":
        yield from light(token.head)
    verbs = [child for child in syntax.children(token, "relcl", "acl") if child.tag_ not in ("VB", "TO")]
    if token.dep_ in ("dobj", "nsubjpass", "attr", "oprd"):
        verbs.insert(0, token.head)
    elif token.dep_ == "pobj":
        verbs.insert(0, token.head.head)
    for verb in verbs:
        if syntax.is_verbal(verb):
            yield from ((item, 0.95) for item in syntax.subjects(verb) if item != token)


def owner(token: Token) -> Iterator[Filler]:
    """ "has headquarters in Oslo", "moved its headquarters": the subject of the verb of having a noun completes."""
    owned = any(child.tag_ != "PRP$" for child in syntax.children(token, "poss"))
    if token.dep_ == "dobj" and not owned and token.head.lemma_ in KEEPING:
        yield from ((item, 0.95) for item in syntax.subjects(token.head))


def sum_of_money(token: Token) -> Iterator[Filler]:
    """The first sum of money among a word's own phrases: "fined it £2m", "a deal worth £2m"."""
    found = next(money.below(token), None)
    if found is not None:
        yield found, 0.95


def branded(token: Token) -> Iterator[Filler]:
    """What is called by a word of blame: "called the plan reckless", "dismissed the account as fiction"."""
    for child in token.children:
        blame = child.dep_ in ("oprd", "ccomp", "xcomp", "acomp", "dobj") and _blames(child)
        subjects = syntax.children(child, "nsubj", "nsubjpass")
        if blame and child.i > token.i and subjects:
            yield subjects[0], 0.95
        elif (blame and child.dep_ != "dobj") or (child.lower_ == "as" and any(map(_blames, child.subtree))):
            yield from ((item, 0.95) for item in syntax.objects(token) if item != child)


def _blames(word: Token) -> bool:
    return not {word.lemma_.lower(), word.lower_}.isdisjoint(lexicon().blame)


def told_of(token: Token) -> Iterator[Filler]:
    """The subject of the clause that a verb reports: "complained that the order …"."""
    for clause in syntax.children(token, "ccomp"):
        yield from ((item, 0.9) for item in syntax.children(clause, "nsubj", "nsubjpass") if item.pos_ != "PRON")


def struck(token: Token) -> Iterator[Filler]:
    """What a strike that is the subject of its verb hits: "two strikes engaged a unit and destroyed a bunker"."""
    if token.dep_ in ("nsubj", "conj") and syntax.is_verbal(token.head):
        verbs = [token.head, *(child for child in syntax.children(token.head, "conj") if syntax.is_verbal(child))]
        hits = (verb for verb in verbs if verb.lemma_ in HITTING and not syntax.is_passive(verb))
        yield from ((item, 0.95) for verb in hits for item in syntax.objects(verb))


def themselves(token: Token) -> Iterator[Filler]:
    """Those who are named by what they do: "critics of the plan" """
    if token.tag_ == "NNS" and token.dep_ not in ("appos", "attr"):
        yield token, 0.9


Functions = dict[str, Callable[[Token], Iterator[Filler]]]
OWN: Functions = {
    "attr": attribute,
    "title": title,
    "position-org": position_organization,
    "own-position": own_position,
    "own-organization": own_organization,
    "placed": placed,
    "seat": seat,
    "equated": equated,
    "and-of": shared_of,
    "modified": modified,
    "hyphened": hyphenated,
    "indirect": indirect,
    "told": told,
    "suspect": suspect,
    "deed": deed,
    "named": named,
    "entitled": entitled,
    "beside": beside,
    "light": light,
    "owner": owner,
    "sum": sum_of_money,
    "branded": branded,
    "told-of": told_of,
    "themselves": themselves,
    "struck": struck,
}


def _joined(*tables: Functions) -> Functions:
    """The functions of several tables; ``ValueError`` where two have one name, of which one would never run."""
    found: Functions = {}
    for table in tables:
        twice = found.keys() & table.keys()
        if twice:
            raise ValueError(f"two grammatical functions are called {', '.join(sorted(twice))}")
        found |= table
    return found


# All functions that a trigger's ``args`` may name, beside the prepositions and ``makers.IMPLICIT``.
FUNCTIONS = _joined(DEPENDENTS, OWN, BARGAINS, AFFAIRS, FIGURES)
