"""How true a source holds an event to be: its polarity, certainty and actuality, and who the source is.

The tree is read from the root down: every word on the way changes what is known of the clause below it, by the
signature it has in ``signatures.toml``. A verb of saying opens a new point of view, its subject's.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Container
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from spacy.tokens import Token

from kg.extract import grammar
from kg.model import Actuality, Certainty, Polarity

# Verbs whose complement stands by itself, whoever comes to know it; and those that presuppose it even when negated.
EVIDENT = frozenset({"show", "reveal", "know", "find", "learn", "discover", "prove", "expose", "uncover", "see"})
PRESUPPOSING = frozenset({"know", "regret", "realize", "realise", "forget", "remember"})
CLAUSES = frozenset({"ccomp", "xcomp", "acl", "pcomp", "csubj", "csubjpass"})
# An argument of one of these is the event itself: "made a pitch", "filed a lawsuit".
LIGHT = frozenset(
    """make do give take have hold file bring launch run conduct carry sign deliver stage host issue win receive
    get announce include see show attend complete finish open begin start continue lead mount place put
    undertake perform present follow face settle join lose""".split()
)


@dataclass(frozen=True, slots=True)
class Stance:
    """What is known of an event, and from whom (``holders``: the tokens that name them, nearest first)."""

    polarity: Polarity = Polarity.AFFIRMED
    certainty: Certainty = Certainty.CERTAIN
    actuality: Actuality = Actuality.ACTUAL
    holders: tuple[Token, ...] = ()

    def negated(self) -> Stance:
        turned = {Polarity.AFFIRMED: Polarity.NEGATED, Polarity.NEGATED: Polarity.AFFIRMED}
        return replace(self, polarity=turned.get(self.polarity, self.polarity))

    def open(self) -> Stance:
        return replace(self, polarity=Polarity.UNKNOWN)

    def at_most(self, certainty: Certainty) -> Stance:
        order = list(Certainty)
        return replace(self, certainty=max(self.certainty, certainty, key=order.index))

    def in_world(self, actuality: Actuality) -> Stance:
        order = list(Actuality)
        return replace(self, actuality=max(self.actuality, actuality, key=order.index))


@cache
def signatures(table: str) -> dict[str, frozenset[str]]:
    """Word → the names of the lists of one table of ``signatures.toml`` that it stands in."""
    tables = tomllib.loads(files("kg.extract").joinpath("signatures.toml").read_text("utf-8"))
    words: dict[str, set[str]] = {}
    for name, members in tables[table].items():
        for word in members:
            words.setdefault(word, set()).add(name)
    return {word: frozenset(names) for word, names in words.items()}


def stance(predicate: Token, *, depth: int = 0) -> Stance:
    """What the sentence says of the event that ``predicate`` (a verb or an event noun) stands for."""
    if depth > 40:
        return Stance(polarity=Polarity.UNKNOWN)
    return _local(predicate, _outer(predicate, depth=depth))


def _outer(node: Token, *, depth: int) -> Stance:
    """The stance that what stands above ``node`` gives it, before the words of its own clause."""
    head = node.head
    if head == node:
        return _root(node)
    label = node.dep_
    if label == "conj":
        return _of_conjunct(node, depth=depth)
    if label in CLAUSES:
        return _of_complement(node, head, depth=depth)
    if label in ("advcl", "relcl", "parataxis"):
        return _of_adjunct(node, head, depth=depth)
    if node.tag_ == "VBG" and label in (
        "appos",
        "nsubj",
        "csubj",
        "attr",
        "dep",
        "pobj",
        "npadvmod",
        "compound",
        "ROOT",
    ):
        # a deed named, not told of: "one loophole: selling to the army"
        return stance(head, depth=depth + 1).in_world(Actuality.HYPOTHETICAL)
    if not grammar.is_verbal(node) and label in (
        "dobj",
        "attr",
        "nsubjpass",
        "oprd",
        "nsubj",
        "pobj",
        "appos",
        "poss",
        "compound",
    ):
        return _of_noun(node, head, depth=depth)
    return stance(head, depth=depth + 1) if label not in ("prep", "npadvmod") else _unmodified(head, depth=depth)


def _root(root: Token) -> Stance:
    asks = any(token.text == "?" for token in root.sent[-3:]) and _interrogative(root)
    return Stance(polarity=Polarity.UNKNOWN) if asks else Stance()


def _interrogative(root: Token) -> bool:
    """Whether a clause has the form of a question: an auxiliary or "wh-" word before its subject."""
    subject = next((child for child in root.children if child.dep_ in ("nsubj", "nsubjpass", "expl")), None)
    if subject is None or subject.tag_ in ("WP", "WDT"):
        return True
    return any(
        child.i < subject.i and (child.dep_ in ("aux", "auxpass") or child.tag_ in ("WRB", "WP", "WDT", "WP$"))
        for child in root.children
    ) or (root.pos_ == "AUX" and root.i < subject.i)


def _of_conjunct(node: Token, *, depth: int) -> Stance:
    """A coordinated verb stands under what its fellow does; under its negation only where it shares its auxiliary."""
    head = node.head
    outer = _outer(head, depth=depth + 1)
    own = grammar.children(node, "nsubj", "nsubjpass", "aux", "auxpass")
    contrast = any(
        child.dep_ == "cc" and child.lower_ in ("but", "yet", "instead") and child.i < node.i for child in head.children
    )
    if not own and not contrast and grammar.is_verbal(node) and node.tag_ == head.tag_:
        return _local(head, outer, inherited=True)
    return outer


def _of_complement(node: Token, head: Token, *, depth: int) -> Stance:
    governor, preposition = (head.head, head) if node.dep_ == "pcomp" else (head, None)
    mark = _mark(node)
    outer = stance(governor, depth=depth + 1)
    if preposition is not None:
        ruled = _of_preposition(preposition.lower_, governor, outer)
        if ruled is not None:
            return ruled
        if governor.dep_ == "prep":
            return outer
        banned = next((child for child in governor.children if child.dep_ == "dobj"), None)
        names = signatures("nouns").get(banned.lemma_.lower(), frozenset()) if banned is not None else frozenset()
        if "-/o" in names:
            return _apply(names, outer)  # "put a moratorium on selling", the phrase hung on the verb
    result = _governed(governor, outer, node, preposition)
    if mark in ("whether", "if") and node.dep_ in ("ccomp", "xcomp", "acl", "pcomp", "csubj"):
        result = result.open()
    return result


def _of_preposition(name: str, governor: Token, outer: Stance) -> Stance | None:
    if name in ("without",):
        return (
            replace(outer, polarity=Polarity.AFFIRMED).negated()
            if outer.polarity is Polarity.AFFIRMED
            else outer.open()
        )
    if name in ("of", "than") and governor.lower_ in ("instead", "rather", "short"):
        return Stance(Polarity.NEGATED, holders=outer.holders)
    if name == "against" and grammar.is_verbal(governor):
        return replace(outer, actuality=Actuality.ACTUAL).negated()
    if name == "from" and grammar.is_verbal(governor):
        names = signatures("verbs").get(governor.lemma_.lower(), frozenset())
        return (
            _apply(names, outer)
            if names & {"-/+", "-/o"}
            else (_apply(frozenset({"-/o"}), outer) if governor.lemma_ == "keep" else outer)
        )
    if name in ("after", "by", "despite", "since", "in", "upon", "for", "with") and grammar.is_verbal(governor):
        return _unmodified(governor, depth=20) if name in ("after", "despite", "since", "upon", "for") else outer
    if name == "before" and grammar.is_verbal(governor):
        return _unmodified(governor, depth=20)
    return None


def _governed(governor: Token, outer: Stance, node: Token, preposition: Token | None) -> Stance:
    """Apply the signature of ``governor`` (verb, adjective or noun) to its complement ``node``."""
    finite = node.dep_ == "ccomp" or (node.dep_ == "acl" and _mark(node) == "that")
    if governor.pos_ in ("VERB", "AUX"):
        if governor.lemma_ == "be":
            predicate = next((child for child in governor.children if child.dep_ in ("acomp", "attr", "oprd")), None)
            if predicate is not None and predicate != node:
                return _governed(predicate, outer, node, preposition)
        return _by_verb(governor, outer, node, finite=finite)
    if governor.pos_ == "ADJ" or governor.dep_ == "acomp":
        return _apply(signatures("adjectives").get(governor.lower_, frozenset()), outer)
    if node.dep_ in ("acl", "ccomp", "relcl", "xcomp") or preposition is not None:
        if node.dep_ == "acl" and node.tag_ in ("VBN", "VBG") and preposition is None:
            return _unscoped(governor, outer)
        names = signatures("nouns").get(governor.lemma_.lower(), frozenset())
        if "possible" in names and not finite:
            names = frozenset({"hypothetical"})  # "concern about buying" is no report that it may have happened
        holder = next(iter(grammar.children(governor, "poss")), None)
        result = _apply(names, outer)
        if holder is not None and names & {"probable", "negated", "doubted"}:
            result = replace(result, holders=(holder, *result.holders), certainty=Certainty.CERTAIN)
        return result
    return outer


def _by_verb(verb: Token, outer: Stance, node: Token, *, finite: bool) -> Stance:
    lemma = phrasal_in(verb, _known_verbs())
    reports = signatures("reports")
    verbs = signatures("verbs")
    to_infinitive = grammar.has_to(node)
    if grammar.is_passive(verb) and lemma in reports and to_infinitive:
        # "is said to have bought": somebody, unnamed, holds it
        return outer.at_most(Certainty.PROBABLE)
    if to_infinitive and any(child.lower_ == "yet" for child in verb.children) and verb.lemma_ in ("have", "be"):
        return outer.negated()
    if not finite and lemma in verbs and not (node.tag_ == "VBG" and lemma in ("deny", "admit", "report")):
        return _apply(verbs[lemma], outer)
    names = reports.get(lemma, frozenset()) or reports.get(verb.lemma_.lower(), frozenset())
    if names:
        return _reported(verb, names, outer, mark=_mark(node))
    if lemma in verbs:
        return _apply(verbs[lemma], outer)
    return outer if not finite else outer.at_most(Certainty.PROBABLE)


def _reported(verb: Token, names: frozenset[str], outer: Stance, *, mark: str) -> Stance:
    """What a holder says: their stance, not that of whoever reports them."""
    holder = _speaker(verb)
    holders = outer.holders if holder is None else (holder, *outer.holders)
    said = outer.polarity is Polarity.AFFIRMED and outer.actuality is Actuality.ACTUAL
    if "factive" in names:
        inner = Stance(holders=outer.holders if verb.lemma_ in EVIDENT else holders)
        return inner if said or verb.lemma_ in PRESUPPOSING else Stance(Polarity.UNKNOWN, holders=outer.holders)
    if not said:
        # What somebody did not say is nobody's stance.
        return Stance(Polarity.UNKNOWN, holders=outer.holders)
    inner = Stance(holders=holders)
    if "open" in names and mark in ("whether", "if"):
        return inner.open()
    for name, change in REPORTS.items():
        if name in names:
            return change(inner)
    return inner


REPORTS: dict[str, Callable[[Stance], Stance]] = {
    "certain": lambda stance: stance,
    "negated": lambda stance: stance.negated(),
    "doubted": lambda stance: stance.negated().at_most(Certainty.PROBABLE),
    "probable": lambda stance: stance.at_most(Certainty.PROBABLE),
    "possible": lambda stance: stance.at_most(Certainty.POSSIBLE),
    "open": lambda stance: stance.open(),
}


def _speaker(verb: Token) -> Token | None:
    found = grammar.subjects(verb)
    return found[0] if found else None


def _apply(names: frozenset[str], outer: Stance) -> Stance:
    """The complement's stance, from the signature's names and the governing word's own stance."""
    negated = outer.polarity is Polarity.NEGATED
    for name in names:
        if "/" in name:
            outcome = name.split("/")[1 if negated else 0]
            if outer.polarity is Polarity.UNKNOWN:
                return outer
            affirmed = replace(outer, polarity=Polarity.AFFIRMED)
            if outcome == "o":
                # "did not refuse to sell", "was allowed to sell": nothing follows
                return affirmed.open() if negated else affirmed.in_world(Actuality.HYPOTHETICAL)
            return affirmed if outcome == "+" else affirmed.negated()
    if "planned" in names:
        return outer.in_world(Actuality.PLANNED)
    if "hypothetical" in names:
        return outer.in_world(Actuality.HYPOTHETICAL)
    if "unlikely" in names:
        return outer.negated().at_most(Certainty.PROBABLE)
    if names & {"open"}:
        return outer.open()
    if names & {"probable", "possible", "negated", "doubted"}:
        if negated:
            return outer.open()
        for name, change in REPORTS.items():
            if name in names:
                return change(outer)
    return outer


def _of_adjunct(node: Token, head: Token, *, depth: int) -> Stance:
    mark = _mark(node)
    if node.dep_ == "relcl" or (node.dep_ == "advcl" and not grammar.is_verbal(head)):
        return _unscoped(head, stance(_clause(head), depth=depth + 1) if head.dep_ != "ROOT" else Stance())
    outer = _unmodified(head, depth=depth)
    if mark in ("if", "unless", "provided", "providing", "assuming", "lest", "until", "till", "once"):
        return outer.in_world(Actuality.CONDITIONAL)
    if mark == "whether":
        return outer.open()
    to_infinitive = grammar.has_to(node)
    if to_infinitive and node.dep_ == "advcl":
        # purpose: "hosted them to show it" tells of an aim; of a deed only where the matrix is one
        return outer if outer.polarity is Polarity.AFFIRMED else outer.open()
    return outer


def _unmodified(verb: Token, *, depth: int) -> Stance:
    """The stance a verb has from above, without its own negation and modals: what its adjuncts stand under."""
    clause = _clause(verb)
    return _outer(clause, depth=depth + 1)


def _unscoped(noun: Token, outer: Stance) -> Stance:
    """A relative clause or participle tells a fact of its noun, whatever is said about the noun; "any …" tells none."""
    loose = any(
        child.dep_ == "det" and child.lower_ in ("any", "no", "whatever", "whichever") for child in noun.children
    )
    return Stance(holders=outer.holders, actuality=Actuality.HYPOTHETICAL) if loose else Stance(holders=outer.holders)


def _of_noun(noun: Token, head: Token, *, depth: int) -> Stance:
    """The stance of an event noun ("its pitch", "a lawsuit") from where it stands."""
    definite = any(
        child.dep_ == "poss" or (child.dep_ == "det" and child.lower_ in ("the", "this", "that", "these", "those"))
        for child in noun.children
    )
    if not grammar.is_verbal(head):
        if head.dep_ == "prep" or head.pos_ == "ADP":
            governor = head.head
            if governor.pos_ == "NOUN" and not definite:
                names = signatures("nouns").get(governor.lemma_.lower(), frozenset())
                return _apply(names, stance(governor, depth=depth + 1))
            if head.lower_ in ("without",):
                return Stance(Polarity.NEGATED, holders=stance(_clause(head), depth=depth + 1).holders)
            if grammar.is_verbal(governor) and not definite:
                return _object_of(governor, depth=depth)
            return Stance(holders=stance(_clause(head), depth=depth + 1).holders)
        return Stance(holders=stance(_clause(head), depth=depth + 1).holders)
    if noun.dep_ in ("dobj", "attr", "nsubjpass", "oprd"):
        return _object_of(head, depth=depth)
    return (
        replace(stance(head, depth=depth + 1), polarity=Polarity.AFFIRMED, actuality=Actuality.ACTUAL)
        if definite
        else stance(head, depth=depth + 1)
    )


def _object_of(verb: Token, *, depth: int) -> Stance:
    outer = stance(verb, depth=depth + 1)
    lemma = phrasal_in(verb, _known_verbs())
    if verb.lemma_ in LIGHT:
        return outer
    if "negated" in signatures("reports").get(lemma, frozenset()):
        holder = _speaker(verb)
        return replace(outer, holders=(holder, *outer.holders) if holder else outer.holders).negated()
    return _apply(signatures("verbs").get(lemma, frozenset()) - {"+/-"}, outer)


def _local(node: Token, outer: Stance, *, inherited: bool = False) -> Stance:
    """Apply the node's own negation, auxiliaries, adverbs and determiners; ``inherited`` leaves out its objects'."""
    result = outer
    adverbs, modals = signatures("adverbs"), signatures("modals")
    for child in node.children:
        word = child.lower_
        if child.dep_ == "aux" and word in modals:
            result = _modal(modals[word], result, node)
        elif child.dep_ in ("advmod", "neg", "preconj", "cc", "npadvmod"):
            names = adverbs.get(word, frozenset())
            if "probable" in names:
                result = result.at_most(Certainty.PROBABLE)
            elif "possible" in names:
                result = result.at_most(Certainty.POSSIBLE)
    if is_negated(node, with_objects=not inherited):
        result = result.negated()
    if node.tag_ == "VB" and node.dep_ == "ROOT" and not grammar.children(node, "nsubj", "aux", "nsubjpass"):
        result = result.in_world(Actuality.HYPOTHETICAL)
    return _according_to(node, result)


def _modal(names: frozenset[str], outer: Stance, node: Token) -> Stance:
    perfect = any(child.dep_ == "aux" and child.lemma_ == "have" for child in node.children)
    if "possible" in names:
        return outer.at_most(Certainty.POSSIBLE)
    if "planned" in names:
        return outer.in_world(Actuality.PLANNED)
    if "conditional" in names:
        # In reported speech "would" is the past of "will"; on its own it is a condition.
        return outer.in_world(Actuality.PLANNED if outer.holders and not perfect else Actuality.CONDITIONAL)
    return outer.in_world(Actuality.HYPOTHETICAL)


def is_negated(node: Token, *, with_objects: bool = True) -> bool:
    """Whether a word's own clause negates it ("not", "never", "no longer", "no deal"); two negations cancel out."""
    negatives = 0
    for child in node.children:
        word = child.lower_
        if child.dep_ == "neg" or (
            child.dep_ in ("advmod", "preconj") and "negative" in signatures("adverbs").get(word, frozenset())
        ):
            if not (
                word == "not"
                and child.i + 1 < len(child.doc)
                and child.nbor().lower_ in ("only", "just", "merely")
                and child.i < node.i
            ):
                negatives += 1
        elif child.dep_ == "advmod" and word == "longer" and any(c.lower_ in ("no", "any") for c in child.children):
            negatives += 1 if any(c.lower_ == "no" for c in child.children) else 0
        elif child.dep_ == "det":
            negatives += word in ("no", "neither") and not grammar.is_verbal(node)
        elif child.dep_ in ("nsubj", "nsubjpass", "dobj", "attr"):
            negatives += with_objects and _negative_phrase(child)
    return negatives % 2 == 1


def _negative_phrase(noun: Token) -> bool:
    return noun.lower_ in ("none", "nobody", "nothing", "neither", "no-one") or any(
        child.dep_ in ("det", "neg") and child.lower_ in ("no", "neither") for child in noun.children
    )


def _according_to(node: Token, result: Stance) -> Stance:
    """ "according to X" and "per X" make X the holder of the clause they hang on."""
    for child in node.children:
        if child.lower_ not in ("according", "per"):
            continue
        prep = next((grandchild for grandchild in child.children if grandchild.lower_ == "to"), child)
        holder = next((grandchild for grandchild in prep.children if grandchild.dep_ == "pobj"), None)
        if holder is not None and holder not in result.holders:
            result = replace(result, holders=(*result.holders, holder))
    return result


def _clause(token: Token) -> Token:
    """The verb of the clause that ``token`` stands in (itself if it is a verb), or the root."""
    while not grammar.is_verbal(token) and token.head != token:
        token = token.head
    return token


def phrasal_in(verb: Token, known: Container[str]) -> str:
    """The lemma, with its particle or fixed preposition where ``known`` holds the pair ("hold off")."""
    lemma = verb.lemma_.lower()
    for child in verb.children:
        if child.dep_ in ("prt", "prep", "advmod") and f"{lemma} {child.lower_}" in known:
            return f"{lemma} {child.lower_}"
    return lemma


@cache
def _known_verbs() -> frozenset[str]:
    return frozenset(signatures("verbs")) | frozenset(signatures("reports"))


def _mark(node: Token) -> str:
    """The conjunction that opens a clause, or ""."""
    for child in node.children:
        if child.dep_ in ("mark", "advmod") and child.lower_ in (
            "if",
            "whether",
            "unless",
            "until",
            "till",
            "once",
            "that",
            "provided",
            "providing",
            "assuming",
            "lest",
        ):
            return child.lower_
    return ""
