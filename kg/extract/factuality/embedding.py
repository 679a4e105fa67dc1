"""What a verb, adjective or noun makes of the clause it governs: signatures applied to the governor's own stance."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from spacy.tokens import Token

from kg.extract import syntax
from kg.extract.factuality.negation import is_negated
from kg.extract.factuality.value import Stance
from kg.extract.lexicon.classes import words
from kg.extract.lexicon.signatures import known_verbs, of_noun, of_verb, phrasal_in, signatures
from kg.model import Actuality, Certainty, Polarity

EVIDENT = words("factuality", "presupposing", "evident")
PRESUPPOSING = words("factuality", "presupposing")
NEG_RAISING = words("factuality", "neg_raising")
LEARNING = words("factuality", "learning")
SUBORDINATORS = words("conjunctions", "conditions", "terminative", "polar", "marks")
CHANGES: dict[str, Callable[[Stance], Stance]] = {
    "certain": lambda stance: stance,
    "negated": lambda stance: stance.negated(),
    "doubted": lambda stance: stance.negated().at_most(Certainty.PROBABLE),
    "probable": lambda stance: stance.at_most(Certainty.PROBABLE),
    "possible": lambda stance: stance.at_most(Certainty.POSSIBLE),
    "open": lambda stance: stance.open(),
    # what was tried may have come of it or not; of what failed or was not tried, nothing came
    "tried": lambda stance: (
        stance if stance.polarity is Polarity.NEGATED else stance.open().in_world(Actuality.HYPOTHETICAL)
    ),
}
RANKING = words("factuality", "ranking")
REPORT_NOUN = frozenset({"probable", "possible"})
FACT_NOUN = frozenset({"+/-"})
SCANT = words("negation", "scant")
CLAUSAL = words("pronouns", "clausal")
POLAR = words("conjunctions", "polar")
FREE_CHOICE = words("quantifiers", "free_choice")
PAST_GERUND = words("factuality", "past_gerund")
EXPLETIVE = words("pronouns", "expletive")


def mark(clause: Token) -> str:
    """The conjunction that opens a clause, or ""."""
    for child in clause.children:
        if child.dep_ in ("mark", "advmod") and child.lower_ in SUBORDINATORS:
            return child.lower_
    return ""


def governed(governor: Token, outer: Stance, node: Token, preposition: Token | None) -> Stance:
    """The stance of ``node``, the complement of ``governor`` (verb, adjective or noun) whose own is ``outer``."""
    finite = node.dep_ == "ccomp" or mark(node) == "that" or _full(node)
    if node.dep_ == "ccomp" and _beside(governor, node):
        return Stance()
    if governor.pos_ in ("VERB", "AUX") or mistagged(governor):
        if governor.lemma_ == "be":
            predicate = next((child for child in governor.children if child.dep_ in ("acomp", "attr", "oprd")), None)
            if predicate is not None and predicate != node:
                return governed(predicate, outer, node, preposition)
        return _by_verb(governor, outer, node, finite=finite)
    if governor.pos_ == "ADJ" or governor.dep_ == "acomp":
        return _by_adjective(governor, outer, node, finite=finite or mark(node) == "that")
    if node.dep_ in ("acl", "ccomp", "relcl", "xcomp") or preposition is not None:
        if node.dep_ == "acl" and node.tag_ in ("VBN", "VBG") and preposition is None and not finite:
            return unscoped(governor, outer)
        if preposition is None and syntax.has_to(node) and of_noun(governor) <= FACT_NOUN:
            return intended(governor, outer, node)  # "a way to sell it" is no fact, as "its way of selling it" is
        return _by_noun(governor, outer, finite=finite)
    return outer


def _full(clause: Token) -> bool:
    """Whether a clause under a noun is whole, with a subject of its own: "the report that it had sold them"."""
    whole = bool(syntax.children(clause, "nsubj", "nsubjpass")) and not syntax.has_to(clause)
    return clause.dep_ in ("acl", "relcl") and whole


def reported_by(noun: Token, clause: Token) -> bool:
    """Whether a clause taken for a relative one says what a report holds: "the rumour that it sold them is false".

    It is whole, with a subject and an object of its own, so that its "that" stands for nothing.
    """
    links = [child for child in clause.children if child.lower_ == "that" and child.i < clause.i]
    filled = syntax.children(clause, "nsubj", "nsubjpass"), syntax.children(clause, "dobj", "attr", "acomp")
    own = [[item for item in items if item not in links] for items in filled]
    return bool(of_noun(noun) & REPORT_NOUN and links and own[0] and (own[1] or syntax.is_passive(clause)))


def mistagged(word: Token) -> bool:
    """Whether a verb in -s is taken for a plural: "The force disputes that …"."""
    return word.pos_ == "NOUN" and bool(syntax.children(word, "nsubj")) and word.lemma_.lower() in known_verbs()


def settled(governor: Token) -> bool:
    """ "there is no doubt that …", "it is beyond dispute that …": so it is."""
    noun = governor
    if governor.lemma_ == "be":
        noun = next((child for child in governor.children if child.dep_ == "attr"), governor)
    if _undisputed(governor):
        return True
    if not {noun.lemma_.lower(), noun.lower_} & signatures("settled").keys():
        return False
    return noun.head.lower_ == "beyond" or any(child.lower_ in SCANT for child in noun.children)


def _undisputed(copula: Token) -> bool:
    """ "that it did is no longer in dispute", "is not in doubt"."""
    phrases = ((name, item) for name, item, _ in syntax.prepositions(copula))
    doubted = any(name == "in" and item.lemma_.lower() in signatures("settled") for name, item in phrases)
    return doubted and is_negated(copula)


def about(noun: Token, outer: Stance) -> Stance:
    """The stance of a deed that ``noun`` is about ("reports of a sale"), judged by what is said of the noun."""
    names = of_noun(noun)
    judged = _judged(noun, outer) if names & REPORT_NOUN else None
    return apply(names, outer) if judged is None else judged


def _beside(governor: Token, node: Token) -> bool:
    """Whether a semicolon parts two sentences that the parser makes one: "it allowed the trial; that does not …"."""
    names = signatures("reports").get(governor.lemma_.lower())
    return not names and any(child.text == ";" and node.i < child.i < governor.i for child in governor.children)


def intended(noun: Token, outer: Stance, clause: Token) -> Stance:
    """An infinitive under a noun: "a way to sell it" is there to be taken, "the first to sell it" has.

    "A show to be held in May" is planned.
    """
    ranked = any(child.lower_ in RANKING or child.tag_ == "JJS" for child in (noun, *noun.children))
    if ranked:
        return outer
    return outer.in_world(Actuality.PLANNED if syntax.is_passive(clause) else Actuality.HYPOTHETICAL)


def apply(names: frozenset[str], outer: Stance) -> Stance:
    """The complement's stance, from the signature's names and the governing word's own stance."""
    negated = outer.polarity is Polarity.NEGATED
    for name in sorted(names):
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
    if "seeming" in names:
        return outer.at_most(Certainty.PROBABLE)
    if "unlikely" in names:
        return outer.negated().at_most(Certainty.PROBABLE)
    if negated and names & {"probable", "possible", "negated", "doubted", "certain"}:
        return outer.open()
    return next((change(outer) for name, change in CHANGES.items() if name in names), outer)


def reported(verb: Token, names: frozenset[str], outer: Stance, *, clause: str = "") -> Stance:
    """What a holder says: their stance, not that of whoever reports them; ``clause`` is the mark of what they say."""
    holder = speaker(verb)
    holders = outer.holders if holder is None else (holder, *outer.holders)
    said = outer.polarity is Polarity.AFFIRMED and outer.actuality is Actuality.ACTUAL
    if "factive" in names:
        nobody = holder is not None and holder.lower_ in CLAUSAL
        inner = Stance(holders=outer.holders if nobody or verb.lemma_ in EVIDENT else holders)
        return (
            inner
            if said or verb.lemma_ in PRESUPPOSING or _rated(verb, outer)
            else Stance(Polarity.UNKNOWN, holders=outer.holders)
        )
    if not said:
        if verb.lemma_ in NEG_RAISING and outer.polarity is Polarity.NEGATED and syntax.children(verb, "neg"):
            return Stance(Polarity.NEGATED, Certainty.PROBABLE, holders=holders)
        # What somebody did not say is nobody's stance.
        return Stance(Polarity.UNKNOWN, holders=outer.holders)
    inner = Stance(holders=holders)
    if holder is None:
        inner = inner.at_most(Certainty.PROBABLE)  # "was accused of selling": somebody, unnamed, says so
    if "open" in names and clause in POLAR:
        return inner.open()
    return next((change(inner) for name, change in CHANGES.items() if name in names), inner)


def _rated(verb: Token, outer: Stance) -> bool:
    """ "it is troubling (enough) to learn that …": what is learnt is so, and found troubling."""
    adjective = verb.head
    if syntax.is_verbal(adjective):
        adjective = next((child for child in adjective.children if child.dep_ == "acomp"), adjective)
    plain = signatures("adjectives").get(adjective.lower_, frozenset()) <= {"+/-"}
    rated = adjective.pos_ == "ADJ" and plain and outer.polarity is not Polarity.NEGATED
    return rated and verb.lemma_ in LEARNING and syntax.has_to(verb)


def speaker(verb: Token) -> Token | None:
    """Whose word a verb of saying makes it."""
    found = syntax.subjects(verb)
    return found[0] if found else None


def unscoped(noun: Token, outer: Stance) -> Stance:
    """A relative clause or participle tells a fact of its noun, whatever is said about the noun; "any …" tells none."""
    loose = any(child.dep_ == "det" and child.lower_ in FREE_CHOICE for child in noun.children)
    return Stance(holders=outer.holders, actuality=Actuality.HYPOTHETICAL) if loose else Stance(holders=outer.holders)


def _by_verb(verb: Token, outer: Stance, node: Token, *, finite: bool) -> Stance:
    lemma = phrasal_in(verb, known_verbs())
    reports, verbs = signatures("reports"), signatures("verbs")
    names = reports.get(lemma, frozenset()) or reports.get(verb.lemma_.lower(), frozenset())
    to_infinitive = syntax.has_to(node)
    if syntax.is_passive(verb) and names and to_infinitive and lemma not in verbs:
        # "is said to have bought": somebody, unnamed, holds it; "is known to have": it is so
        known = "factive" in names and not names & REPORT_NOUN  # "is understood to have" is hearsay
        return outer if known else outer.at_most(Certainty.PROBABLE)
    if to_infinitive and any(child.lower_ == "yet" for child in verb.children) and verb.lemma_ in ("have", "be"):
        return outer.negated()
    if to_infinitive and lemma == "have" and verb.tag_ != "VBD":
        return outer.in_world(Actuality.HYPOTHETICAL)  # "has to sell"; "had to sell" it did
    if to_infinitive and (lemma == "be" or (lemma == "go" and verb.tag_ == "VBG")):
        return outer.in_world(Actuality.PLANNED)  # "was to sell", "is going to sell"
    if lemma == "appear" and to_infinitive and not _perfect(node) and syntax.children(verb, "prep", "npadvmod"):
        return outer  # "appeared in May to unveil it"
    if not finite and lemma in verbs and not (node.tag_ == "VBG" and lemma in PAST_GERUND):
        return apply(verbs[lemma], outer)
    if names:
        told = reported(verb, names, outer, clause=mark(node))
        own = syntax.children(node, "nsubj", "nsubjpass")
        # "announced an event to be held in May": what is said of it is still to come
        return told.in_world(Actuality.PLANNED) if to_infinitive and own and not _perfect(node) else told
    if lemma in verbs:
        return apply(verbs[lemma], outer)
    return outer if not finite else outer.at_most(Certainty.PROBABLE)


def _perfect(verb: Token) -> bool:
    return any(child.dep_ == "aux" and child.lemma_ == "have" for child in verb.children)


def _by_adjective(adjective: Token, outer: Stance, node: Token, *, finite: bool) -> Stance:
    word = adjective.lower_
    if syntax.has_to(node):
        degrees = {child.lower_ for child in adjective.children}
        if "too" in degrees:
            return outer.negated()  # "was too late to sell"
        if "enough" in degrees:
            return outer.in_world(Actuality.HYPOTHETICAL)
    holding = signatures("adjectives_that").get(word, frozenset()) if finite else frozenset()
    if "factive" in holding and mark(node) not in POLAR:
        return Stance(holders=outer.holders)
    if not holding or "factive" in holding:
        return apply(signatures("adjectives").get(word, frozenset()), outer)
    holder = speaker(adjective.head) if syntax.is_verbal(adjective.head) else None
    if holder is None or holder.lower_ in EXPLETIVE:
        return apply(holding, outer)  # "it is likely that …"
    return apply(holding, replace(outer, holders=(holder, *outer.holders)))


def _by_noun(noun: Token, outer: Stance, *, finite: bool) -> Stance:
    names = of_noun(noun)
    if "possible" in names and not finite:
        names = frozenset({"hypothetical"})  # "concern about buying" is no report that it may have happened
    if names & REPORT_NOUN:
        judged = _judged(noun, outer)
        if judged is not None:
            return judged
    holder = next(iter(syntax.children(noun, "poss")), None)
    result = apply(names, outer)
    if holder is not None and names & {"probable", "negated", "doubted"}:
        return replace(result, holders=(holder, *result.holders), certainty=Certainty.CERTAIN)
    return result


def _judged(noun: Token, outer: Stance) -> Stance | None:
    """What is said of a report itself: "the claim that … is false", "denied reports that …"; None if nothing is."""
    verb = noun.head
    if noun.dep_ == "nsubj" and verb.lemma_ == "be":
        verdict = next((child for child in verb.children if child.dep_ == "acomp"), None)
        names = signatures("adjectives").get(verdict.lower_, frozenset()) if verdict is not None else frozenset()
        said = outer.negated() if is_negated(verb) else outer
        return apply(names, said) if names & {"-/+", "+/-", "open", "unlikely"} else None
    if noun.dep_ == "dobj" and syntax.is_verbal(verb) and outer.actuality is Actuality.ACTUAL:
        if negates(verb) and outer.polarity is Polarity.NEGATED:
            return outer  # the noun's stance is already that of whoever denies it
        if "dismissing" in signatures("reports").get(verb.lemma_.lower(), frozenset()):
            holder = speaker(verb)
            return replace(outer, holders=(holder, *outer.holders) if holder else outer.holders).negated()
    return None


def negates(verb: Token) -> bool:
    """Whether a verb denies what its object names ("denied the sale")."""
    return "negated" in signatures("reports").get(phrasal_in(verb, known_verbs()), frozenset())


def lifts(verb: Token) -> bool:
    """Whether a verb ends what its object names, so that a ban holds no longer."""
    return verb.lemma_.lower() in signatures("ending") or bool(of_verb(verb) & {"-/+", "-/o"})
