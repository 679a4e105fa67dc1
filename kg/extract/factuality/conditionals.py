"""Under what condition, or how far off, a clause is said to hold: what opens it, turns its order round, or dates it."""

from __future__ import annotations

import re
from itertools import pairwise

from spacy.tokens import Token

from kg.extract import syntax
from kg.extract.factuality.value import Stance
from kg.extract.lexicon import classes
from kg.extract.lexicon.signatures import of_noun, signatures
from kg.model import Actuality, Certainty

# What opens a condition though no conjunction does.
OPENING = re.compile(
    r"(?:^| )(?:in case|(?:as|so) long as|on (?:the )?condition(?: that)?|in the event(?: that)?|provided(?: that)?|"
    r"providing(?: that)?|assuming(?: that)?|suppos(?:e|ing)(?: that)?|imagine(?: that)?|on the assumption(?: that)?)$"
)
SURENESS = classes.groups("factuality", "sureness")
# What is still to come: "launches it next month" is a plan, for all its present tense.
AHEAD = re.compile(
    r"(?i)^(?:(?:in|on|at|from|over|within|starting|later|early|during|by|for) )*(?:the )?(?:next|coming|tomorrow)\b"
)
LATER = re.compile(r"(?i)^later (?:this|in the|today)")
CONNECTIVE = classes.words("conjunctions", "connective")

HOLDING = classes.words("factuality", "holding")
# How far before its verb "for all I know" may stand, in tokens.
SHORTLY = 18
FICTION = classes.words("factuality", "fiction")
CHARACTERS = classes.words("factuality", "characters")
INVERTED = classes.words("auxiliaries", "inverted")
INSTEAD = classes.words("negation", "instead")
PAST = classes.words("auxiliaries", "past")
TERMINATIVE = classes.words("conjunctions", "terminative")
PREFERRED = classes.words("auxiliaries", "preferred")
ADVISING = classes.words("auxiliaries", "would") | {"had"}
PRESENT = classes.words("auxiliaries", "present")
PERFECT = classes.words("auxiliaries", "perfect")


def opened(clause: Token) -> bool:
    """Whether words such as "in case", "as long as" or "assuming" open a clause."""
    first = clause.left_edge
    if first.lower_ == "that" and first.i:
        return OPENING.search(clause.doc[max(0, first.i - 4) : first.i].text.lower()) is not None
    return OPENING.search(clause.doc[max(0, first.i - 4) : first.i].text.lower()) is not None or (
        first.lower_ == "as" and OPENING.search(clause.doc[max(0, first.i - 2) : first.i + 1].text.lower()) is not None
    )


def inverted(clause: Token) -> bool:
    """ "Had it sold the drones, …": a condition without a conjunction."""
    first = next((item for item in clause.subtree if not item.is_punct), clause)
    return first.lower_ in INVERTED and (first == clause or first.head == clause)


def instead(node: Token) -> bool:
    """Whether "instead of" or "rather than" couples a word to its fellow, which the parser takes for a conjunction."""
    words = [child for child in node.head.children if child.dep_ == "cc" and child.i < node.i]
    return bool(words) and words[-1].i > 0 and words[-1].nbor(-1).lower_ in INSTEAD


def juxtaposed(clause: Token) -> bool:
    """Whether a clause under a later verb is a sentence of its own: "A is rich, however B may go"."""
    between = clause.doc[clause.i : clause.head.i]
    return any(token.text == ";" or (token.lower_ in CONNECTIVE and token.head == clause.head) for token in between)


def summed_up(clause: Token) -> bool:
    """Whether what stands under a later verb is only summed up before it: "A blamed B, a charge B denies"."""
    if clause.i > clause.head.i:
        return False
    between = clause.doc[clause.i : clause.head.i]
    return any(
        comma.text == "," and article.tag_ == "DT" and "probable" in of_noun(noun)
        for comma, article, noun in zip(between, between[1:], between[2:], strict=False)
    )


def asked(head: Token) -> bool:
    """Whether a clause with "if" behind ``head`` is what is asked, or not known."""
    said = next((child for child in head.children if child.dep_ in ("acomp", "attr")), None)
    if said is not None:
        return "open" in signatures("adjectives").get(said.lower_, frozenset())
    return "open" in signatures("reports").get(head.lemma_.lower(), frozenset())


def likened(clause: Token) -> bool:
    """Whether a clause is only compared to: "as if it had sold them", "like it sold them"."""
    marks = [child.lower_ for child in clause.children if child.dep_ == "mark"]
    return marks[:1] == ["like"] or marks[:2] in (["as", "though"], ["as", "if"])


def until(verb: Token) -> bool:
    """Whether a denial in the past only lasts until something: "did not sue until July" says that it did in July."""
    if not syntax.is_verbal(verb) or any(child.dep_ == "aux" and child.tag_ == "MD" for child in verb.children):
        return False
    past = any(child.lower_ in PAST for child in (verb, *verb.children))
    return past and any(
        child.dep_ in ("prep", "advcl") and child.left_edge.lower_ in TERMINATIVE for child in verb.children
    )


def ended(clause: Token) -> bool:
    """Whether a clause with "until" tells how a post that somebody held ended: "was chair until she left in May"."""
    verb = clause.head
    held = verb.lemma_ in HOLDING or (verb.lemma_ == "be" and any(child.dep_ == "attr" for child in verb.children))
    plain = not any(child.dep_ in ("aux", "neg") for word in (clause, verb) for child in word.children)
    return held and plain and clause.tag_ == "VBD" and verb.tag_ == "VBD" and verb.dep_ not in ("ccomp", "xcomp")


def dated(node: Token, told: Stance) -> Stance:
    """The stance after the node's adverbials: what has a date to come is planned, "in all likelihood" is probable."""
    scheduled = False
    for child in node.children:
        if child.dep_ == "prep":
            sure = SURENESS.get(child.lower_, frozenset())
            if any(item.lemma_.lower() in sure for item in syntax.children(child, "pobj")):
                told = told.at_most(Certainty.PROBABLE)
        if child.dep_ in ("prep", "npadvmod", "advmod"):
            text = child.doc[child.left_edge.i : child.left_edge.i + 5].text
            scheduled = scheduled or AHEAD.match(text) is not None or LATER.match(text) is not None
    if scheduled and _present(node):
        told = told.in_world(Actuality.PLANNED)
    if any(child.lower_ in PREFERRED and child.dep_ == "advmod" for child in node.children) and any(
        child.dep_ == "aux" and child.lower_ in ADVISING for child in node.children
    ):
        told = told.in_world(Actuality.HYPOTHETICAL)
    if node.tag_ == "VBN" and node.dep_ == "amod" and syntax.has_to(node):
        told = told.in_world(Actuality.PLANNED)  # "the soon-to-be-launched scanner"
    return told


def _present(verb: Token) -> bool:
    if verb.tag_ in ("VBZ", "VBP"):
        return True
    return (
        verb.tag_ in ("VBG", "VBN")
        and any(child.dep_ in ("aux", "auxpass") and child.lower_ in PRESENT for child in verb.children)
        and not any(child.lower_ in PERFECT for child in verb.children)
    )


def unknowing(verb: Token) -> bool:
    """Whether "for all I know" or the like stands before a verb, whatever the parser hangs it on."""
    before = verb.doc[max(verb.sent.start, verb.i - SHORTLY) : verb.i]
    return any(
        first.lower_ == "for"
        and second.lower_ == "all"
        and any(token.lemma_ == "know" for token in verb.doc[second.i + 1 : min(second.i + 9, verb.i)])
        for first, second in pairwise(before)
    )


def fictional(verb: Token) -> bool:
    """Whether a verb tells a plot: "in her new thriller a firm sells …", "the hero of the film founds a bank"."""
    if not syntax.is_verbal(verb) or verb.tag_ not in ("VBZ", "VBP", "VBG"):
        return False
    settings = ((name, item) for name, item, _ in syntax.prepositions(verb))
    if any(name == "in" and item.lemma_.lower() in FICTION and item.i < verb.i for name, item in settings):
        return True
    return any(
        subject.lemma_.lower() in CHARACTERS
        and any(
            item.lemma_.lower() in FICTION for name, item, _ in syntax.prepositions(subject) if name in ("of", "in")
        )
        for subject in syntax.subjects(verb)
    )


def generic(clause: Token, noun: Token) -> bool:
    """Whether a relative clause only says which are meant: "brokers that sell records can be fined"."""
    bare = noun.tag_ == "NNS" and not any(
        child.dep_ in ("det", "poss", "nummod", "relcl") and child != clause for child in noun.children
    )
    present = clause.dep_ == "relcl" and clause.tag_ == "VBP" and not syntax.children(clause, "aux", "auxpass")
    if not bare or not present or noun.dep_ not in ("nsubj", "nsubjpass") or noun.nbor().text == ",":
        return False
    told = (noun.head, *syntax.children(noun.head, "aux"))
    return any(token.tag_ in ("VBP", "MD") for token in told)
