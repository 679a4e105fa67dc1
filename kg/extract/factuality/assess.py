"""How true a source holds an event to be: its polarity, certainty and actuality, and who the source is.

The tree is read from the root down: every word on the way changes what is known of the clause below it, by the
signature it has in ``signatures.toml``. A verb of saying opens a new point of view, its subject's.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from spacy.tokens import Token

from kg.extract import syntax
from kg.extract.factuality import conditionals, embedding, event_nouns
from kg.extract.factuality.negation import is_negated, shares_denial
from kg.extract.factuality.value import Stance
from kg.extract.lexicon import classes
from kg.extract.lexicon.signatures import of_noun, of_verb, phrasal_in, signatures
from kg.extract.syntax.clauses import QUESTIONING
from kg.model import Actuality, Certainty, Polarity

# A chain of clauses longer than this is no sentence.
DEEPEST = 40
CLAUSES = frozenset({"ccomp", "xcomp", "acl", "pcomp", "csubj", "csubjpass"})
NOMINAL = frozenset({"dobj", "attr", "nsubjpass", "oprd", "nsubj", "pobj", "appos", "poss", "compound"})
# Where a gerund names a deed and does not tell of it: "one loophole: selling to the army".
NAMING = frozenset({"appos", "nsubj", "csubj", "attr", "dep", "pobj", "npadvmod", "compound", "ROOT"})
SEEMING = classes.words("auxiliaries", "perceived")
CONDITIONS = classes.words("conjunctions", "conditions", "terminative")
STAGES = classes.words("motion", "stages")
REACHING = classes.words("motion", "reaching")
ADJUNCT_PREPOSITIONS = classes.words("prepositions", "beside")
MANNER_PREPOSITIONS = classes.words("prepositions", "within")
GATHERING = classes.words("factuality", "gathering")
VOICING = classes.words("factuality", "voicing")
ADVERSATIVE = classes.words("conjunctions", "adversative")
POLAR = classes.words("conjunctions", "polar")
INSTEAD = classes.words("negation", "instead") | {"short"}
APPROACHING = classes.words("negation", "approaching")
CHARGE_PREPOSITIONS = classes.words("prepositions", "charges")
TERMINATIVE = classes.words("conjunctions", "terminative")
TAKING = classes.words("motion", "taking_stages")
SINGLE = classes.words("negation", "single")
PASSING = classes.words("motion", "passing")
PERIODS = classes.words("time", "periods")
SELDOM = classes.words("negation", "barely", "determiners") | {"not"}
DEFINITE = classes.words("pronouns", "definite")
TOWARDS = classes.words("prepositions", "towards")
ACCORDING = classes.words("prepositions", "according")


def stance(predicate: Token, *, depth: int = 0) -> Stance:
    """What the sentence says of the event that ``predicate`` (a verb or an event noun) stands for."""
    return _local(predicate, _outer(predicate, depth=depth))


def _outer(node: Token, *, depth: int) -> Stance:
    """The stance that what stands above ``node`` gives it, before the words of its own clause."""
    if depth > DEEPEST:
        return Stance(polarity=Polarity.UNKNOWN)
    head, label = node.head, node.dep_
    if head == node:
        return _root(node)
    if label == "conj":
        return _of_conjunct(node, depth=depth)
    if label in CLAUSES:
        return _of_complement(node, head, depth=depth)
    if label in ("advcl", "relcl", "parataxis"):
        return _of_adjunct(node, head, depth=depth)
    if node.tag_ == "VBG" and label in NAMING:
        return stance(head, depth=depth + 1).in_world(Actuality.HYPOTHETICAL)
    if not syntax.is_verbal(node) and label in NOMINAL:
        return _of_noun(node, head, depth=depth)
    return stance(head, depth=depth + 1) if label not in ("prep", "npadvmod") else _unmodified(head, depth=depth)


def _root(root: Token) -> Stance:
    if any(token.text == "?" for token in root.sent[-3:]) and _interrogative(root):
        return Stance(polarity=Polarity.UNKNOWN)
    if any(child.dep_ == "mark" and child.lower_ == "if" for child in root.children):
        return Stance(actuality=Actuality.CONDITIONAL)  # "If only it had sold them."
    if syntax.has_to(root) and root.tag_ == "VB":
        return Stance(actuality=Actuality.PLANNED)  # a headline: "Firm to sell mill"
    return Stance()


def _interrogative(root: Token) -> bool:
    """Whether a clause has the form of a question: an auxiliary or "wh-" word before its subject."""
    subject = next((child for child in root.children if child.dep_ in ("nsubj", "nsubjpass", "expl")), None)
    if subject is None or any(word.tag_ in QUESTIONING for word in subject.subtree if word.i <= subject.i):
        return True  # "Who sold it?", "Which firm sold it?", "How many firms sold it?"
    return any(
        child.i < subject.i and (child.dep_ in ("aux", "auxpass") or child.tag_ in QUESTIONING)
        for child in root.children
    ) or (root.pos_ == "AUX" and root.i < subject.i)


def _of_conjunct(node: Token, *, depth: int) -> Stance:
    """A coordinated verb stands under what its fellow does; under its negation only where it shares its auxiliary."""
    head = node.head
    outer = _outer(head, depth=depth + 1)
    words = [child.lower_ for child in head.children if child.dep_ == "cc" and child.i < node.i]
    if "nor" in words[-1:] or _rather_than(node) or conditionals.instead(node):
        return outer.negated()
    if any(word in ADVERSATIVE for word in words) or not syntax.is_verbal(node):
        return outer
    if _shares_auxiliary(node, head) or shares_denial(node):
        return _local(head, outer, inherited=True)
    return outer


def _shares_auxiliary(node: Token, head: Token) -> bool:
    """Whether a coordinated verb has no tense of its own: "will leave and be replaced", "would be sold and renamed"."""
    if syntax.children(node, "nsubj", "nsubjpass"):
        return False
    auxiliaries = syntax.children(node, "aux", "auxpass")
    if auxiliaries:
        return all(one.lower_ == "be" for one in auxiliaries) and (head.tag_ == "VB" or _has_modal(head))
    return node.tag_ == head.tag_ or ({node.tag_, head.tag_} == {"VBN", "VBD"} and _has_modal(head))


def _has_modal(verb: Token) -> bool:
    return any(child.dep_ == "aux" and child.tag_ == "MD" for child in verb.children)


def _of_complement(node: Token, head: Token, *, depth: int) -> Stance:
    if conditionals.opened(node) or (node.i < head.i and conditionals.inverted(node)):
        return Stance(actuality=Actuality.CONDITIONAL)
    if node.dep_ == "ccomp" and (conditionals.juxtaposed(node) or conditionals.summed_up(node)):
        return Stance()  # two sentences in one
    governor, preposition = (head.head, head) if node.dep_ == "pcomp" else (head, None)
    if preposition is not None and _adjoins(preposition, governor) and not _is_single(governor):
        return _unmodified(governor, depth=depth)
    outer = stance(governor, depth=depth + 1)
    if preposition is not None:
        ruled = _of_preposition(preposition, governor, outer)
        if ruled is not None:
            return ruled
        if governor.dep_ == "prep":
            return outer
        banned = next((child for child in governor.children if child.dep_ == "dobj"), None)
        if banned is not None and "-/o" in of_noun(banned):
            # "put a moratorium on selling", the phrase hung on the verb
            return embedding.apply(of_noun(banned), _local(banned, event_nouns.of_object(banned, governor, outer)))
    if embedding.settled(governor):
        return Stance(holders=outer.holders)
    result = embedding.governed(governor, outer, node, preposition)
    return result.open() if embedding.mark(node) in POLAR else result


def _of_preposition(preposition: Token, governor: Token, outer: Stance) -> Stance | None:
    """What a preposition alone makes of the gerund behind it, or None where its governor decides."""
    name, verbal = preposition.lower_, syntax.is_verbal(governor)
    around = {governor.lower_, *(child.lower_ for child in preposition.children)}
    if preposition.i:
        around.add(preposition.nbor(-1).lower_)
    if name in ("of", "than") and around & INSTEAD:
        return Stance(Polarity.NEGATED, holders=outer.holders)
    if (name == "from" and "far" in around) or (name == "to" and around & APPROACHING and governor.pos_ != "ADJ"):
        return replace(outer, polarity=Polarity.AFFIRMED).negated()  # "came close to selling"
    if name == "of" and governor.lower_ == "out" and governor.dep_ == "prep":
        return outer.negated() if outer.polarity is Polarity.AFFIRMED else outer.open()  # "talked out of selling"
    if name == "without":
        if verbal and _never_passes(governor):
            return replace(outer, polarity=Polarity.AFFIRMED)
        return outer.negated() if outer.polarity is Polarity.AFFIRMED else outer.open()
    if name == "in" and _is_single(governor):
        # "was not alone in selling them": it sold them, and so did others
        return _undenied(governor if verbal else governor.head, outer)
    if not verbal:
        return None
    together = _together(governor, preposition)
    if together:
        return embedding.apply(together, outer)
    if _accuses(governor, preposition):
        return embedding.reported(governor, signatures("reports")[governor.lemma_.lower()], outer)
    if name == "against":
        return replace(outer, actuality=Actuality.ACTUAL).negated()
    if name == "from":
        names = of_verb(governor)
        return embedding.apply(names, outer) if names & {"-/+", "-/o"} else outer
    return outer if name in MANNER_PREPOSITIONS else None


def _undenied(copula: Token, outer: Stance) -> Stance:
    """The stance of a deed that a denied copula takes for granted: what it denies is who else did it."""
    denied = is_negated(copula) and outer.polarity is Polarity.NEGATED
    return replace(outer, polarity=Polarity.AFFIRMED) if denied else outer


def _is_single(word: Token) -> bool:
    """Whether a word, or what a copula says, is that somebody is the only one: "alone in selling them"."""
    beside = [child.lower_ for child in word.children if child.dep_ in ("advmod", "acomp")]
    return word.lower_ in SINGLE or (word.lemma_ == "be" and not SINGLE.isdisjoint(beside))


def _never_passes(verb: Token) -> bool:
    """ "Hardly a week goes by without their selling some": what happens at all times."""
    times = [item for item in syntax.children(verb, "nsubj") if item.lemma_.lower() in PERIODS]
    before = [token.lower_ for token in verb.doc[verb.sent.start : verb.i]]
    return verb.lemma_.lower() in PASSING and bool(times) and not SELDOM.isdisjoint(before)


def _adjoins(preposition: Token, governor: Token) -> bool:
    """Whether a gerund stands beside its clause, whatever is denied of that: "did not close after selling them"."""
    if not syntax.is_verbal(governor) or preposition.lower_ not in ADJUNCT_PREPOSITIONS:
        return False
    return not _together(governor, preposition) and not _accuses(governor, preposition)


def _together(verb: Token, preposition: Token) -> frozenset[str]:
    """The signature of a verb with its preposition ("thought about selling"); empty where they have none together."""
    lemma = verb.lemma_.lower()
    phrase = f"{lemma} {preposition.lower_}"
    if phrase in signatures("gerunds") and phrasal_in(verb, signatures("verbs")) == lemma:
        return signatures("gerunds")[phrase]
    return signatures("verbs").get(phrase, frozenset())


def _accuses(verb: Token, preposition: Token) -> bool:
    """Whether a gerund is what somebody is said to have done: "accused of selling", "charged with selling"."""
    names = signatures("reports").get(verb.lemma_.lower(), frozenset())
    return "accusing" in names and preposition.lower_ in CHARGE_PREPOSITIONS


def _of_adjunct(node: Token, head: Token, *, depth: int) -> Stance:
    mark = embedding.mark(node)
    if node.dep_ == "relcl" and embedding.mistagged(head):
        return embedding.governed(head, stance(head, depth=depth + 1), node, None)  # "The force disputes that …"
    if conditionals.opened(node):
        return _unmodified(head, depth=depth).in_world(Actuality.CONDITIONAL)
    if node.dep_ == "relcl" and embedding.reported_by(head, node):
        return embedding.governed(head, stance(head, depth=depth + 1), node, None)  # "the rumour that it sold them"
    if head.dep_ == "ROOT" and not syntax.is_verbal(head) and syntax.has_to(node):
        return Stance(actuality=Actuality.PLANNED)  # a headline without a verb: "Firm to sell mill"
    if node.dep_ == "relcl" or (node.dep_ == "advcl" and not syntax.is_verbal(head)):
        outer = stance(_clause(head), depth=depth + 1) if head.dep_ != "ROOT" else Stance()
        if syntax.ranked(head):
            # "is not the first firm to sell it": that firm sold it too
            return _undenied(head.head, outer)
        if _cleft(node, head) or _identified(head):
            return outer
        told = embedding.unscoped(head, outer)
        if conditionals.generic(node, head):
            return told.in_world(Actuality.HYPOTHETICAL)
        return embedding.intended(head, told, node) if syntax.has_to(node) else told
    outer = _unmodified(head, depth=depth)
    if mark == "if" and node.i > head.i and conditionals.asked(head):
        return outer.open()  # "it is unclear if it did"
    if mark in TERMINATIVE and conditionals.ended(node):
        return outer  # "was treasurer until she left"
    if mark in CONDITIONS or conditionals.inverted(node):
        return outer.in_world(Actuality.CONDITIONAL)
    if conditionals.likened(node):
        seeming = head.lemma_ in SEEMING
        return outer.at_most(Certainty.PROBABLE) if seeming else outer.in_world(Actuality.HYPOTHETICAL)
    if mark == "whether":
        return outer.open()
    if _rather_than(node):
        return outer.negated()
    if syntax.has_to(node) and node.dep_ == "advcl":
        # purpose: "built a plant to sell them" tells of an aim, "came to see it" of a deed
        done = head.lemma_.lower() in REACHING or _on_stage(head) or _voiced(head, node) or _ended(head, node)
        reached = done and mark != "for"
        aim = outer if reached else outer.in_world(Actuality.HYPOTHETICAL)
        return aim if outer.polarity is Polarity.AFFIRMED else aim.open()
    return outer


def _voiced(head: Token, node: Token) -> bool:
    """ "rallied to demand more pay": whoever gathers for it does demand it."""
    return head.lemma_ in GATHERING and node.lemma_ in VOICING


def _ended(head: Token, node: Token) -> bool:
    """ "fell to reach its lowest level": where a movement ended."""
    results = signatures("results")
    moved, reached = (results.get(verb.lemma_.lower(), frozenset()) for verb in (head, node))
    return "moving" in moved and "reached" in reached


def _on_stage(verb: Token) -> bool:
    """ "took the stage to unveil it" did so there."""
    return verb.lemma_ in TAKING and any(item.lemma_ in STAGES for item in syntax.children(verb, "dobj"))


def _rather_than(clause: Token) -> bool:
    """Whether "rather than" opens a clause or stands right before it."""
    first = clause.left_edge.i
    opening = [token.lower_ for token in clause.doc[max(0, first - 2) : first + 2]]
    return ["rather", "than"] in ([*pair] for pair in pairwise(opening))


def _cleft(clause: Token, noun: Token) -> bool:
    """ "it was A that sold it": the copula's polarity is that of the deed."""
    copula = noun.head
    subject = next(iter(syntax.children(copula, "nsubj", "expl")), None)
    return (
        clause.dep_ == "relcl"
        and noun.dep_ == "attr"
        and copula.lemma_ == "be"
        and subject is not None
        and subject.lower_ == "it"
        and (noun.pos_ == "PROPN" or any(child.dep_ == "det" and child.lower_ == "the" for child in noun.children))
    )


def _identified(noun: Token) -> bool:
    """ "A is not the firm that sold it": what the firm did is denied of A."""
    definite = any(child.dep_ == "det" and child.lower_ == "the" for child in noun.children)
    return noun.dep_ == "attr" and noun.head.lemma_ == "be" and definite and is_negated(noun.head)


def _unmodified(verb: Token, *, depth: int) -> Stance:
    """The stance a verb has from above, without its own negation and modals: what its adjuncts stand under."""
    return _outer(_clause(verb), depth=depth + 1)


def _of_noun(noun: Token, head: Token, *, depth: int) -> Stance:
    """The stance of an event noun ("its pitch", "a lawsuit") from where it stands."""
    definite = any(
        child.dep_ == "poss" or (child.dep_ == "det" and child.lower_ in DEFINITE) for child in noun.children
    )
    if syntax.is_verbal(head) and head.dep_ != "prep":
        outer = stance(head, depth=depth + 1)
        if noun.dep_ in ("dobj", "attr", "nsubjpass", "oprd"):
            return event_nouns.of_object(noun, head, outer)
        return event_nouns.of_subject(noun, head, outer, definite=definite)
    if head.dep_ == "prep" or head.pos_ == "ADP":
        return _behind(head, definite=definite, noun=noun, depth=depth)
    return Stance(holders=stance(_clause(head), depth=depth + 1).holders)


def _behind(preposition: Token, *, definite: bool, noun: Token, depth: int) -> Stance:
    """The stance of an event noun behind a preposition: "a ban on the sale", "instead of a sale"."""
    governor = preposition.head
    world = _world_of(preposition)
    if world is None and not event_nouns.excluded(preposition):
        if governor.pos_ == "NOUN" and event_nouns.about(governor, preposition, definite=definite):
            return embedding.about(governor, stance(governor, depth=depth + 1))
        # "called for the arrest": what is asked for is no fact, however definite
        if syntax.is_verbal(governor) and (not definite or "hypothetical" in of_verb(governor)):
            return event_nouns.of_object(noun, governor, stance(governor, depth=depth + 1))
    # The clause is judged here alone: twice at each step up would take a time exponential in the steps.
    around = Stance(holders=stance(_clause(preposition), depth=depth + 1).holders)
    if event_nouns.excluded(preposition):
        return around.negated()
    return around if world is None else around.in_world(world)


def _world_of(preposition: Token) -> Actuality | None:
    """The world that a preposition alone puts an event noun in, or None: "toward the merger", "in the event of one"."""
    governor = preposition.head
    if preposition.lower_ in TOWARDS:
        return Actuality.HYPOTHETICAL
    if preposition.lower_ == "pending":
        return Actuality.PLANNED
    if governor.lemma_ in ("event", "case") and governor.head.lower_ == "in" and preposition.lower_ == "of":
        return Actuality.CONDITIONAL
    return None


def _local(node: Token, outer: Stance, *, inherited: bool = False) -> Stance:
    """Apply the node's own negation, auxiliaries, adverbs and determiners; ``inherited`` leaves out its objects'."""
    result = outer
    adverbs, modals = signatures("adverbs"), signatures("modals")
    for child in node.children:
        word = child.lower_
        if child.dep_ == "aux" and word in modals:
            result = _modal(modals[word], result, node, word)
        elif child.dep_ in ("advmod", "neg", "preconj", "cc", "npadvmod"):
            names = adverbs.get(word, frozenset())
            if "probable" in names:
                result = result.at_most(Certainty.PROBABLE)
            elif "possible" in names:
                result = result.at_most(Certainty.POSSIBLE)
    if conditionals.unknowing(node):
        result = result.at_most(Certainty.POSSIBLE)
    if conditionals.fictional(node):
        result = result.in_world(Actuality.HYPOTHETICAL)
    if is_negated(node, inherited=inherited) and not conditionals.until(node):
        result = result.negated()
    result = conditionals.dated(node, event_nouns.modified(node, result))
    if node.tag_ == "VB" and node.dep_ == "ROOT" and not syntax.children(node, "nsubj", "aux", "nsubjpass"):
        result = result.in_world(Actuality.HYPOTHETICAL)  # "Sell it!"
    return _according_to(node, result)


def _modal(names: frozenset[str], outer: Stance, node: Token, word: str) -> Stance:
    perfect = any(child.dep_ == "aux" and child.lemma_ == "have" for child in node.children)
    if "possible" in names:
        return outer.at_most(Certainty.POSSIBLE)
    if "planned" in names:
        return outer.in_world(Actuality.PLANNED)
    if "conditional" in names:
        # In reported speech "would" is the past of "will"; on its own it is a condition.
        return outer.in_world(Actuality.PLANNED if outer.holders and not perfect else Actuality.CONDITIONAL)
    if perfect and word == "must":
        return outer.at_most(Certainty.PROBABLE)  # "must have sold": a guess at what was
    return outer.in_world(Actuality.HYPOTHETICAL)


def _according_to(node: Token, result: Stance) -> Stance:
    """ "according to X" and "per X" make X the holder of the clause they hang on."""
    for child in node.children:
        if child.lower_ not in ACCORDING:
            continue
        prep = next((grandchild for grandchild in child.children if grandchild.lower_ == "to"), child)
        holder = next((grandchild for grandchild in prep.children if grandchild.dep_ == "pobj"), None)
        if holder is not None and holder not in result.holders:
            result = replace(result, holders=(*result.holders, holder))
    return result


def _clause(token: Token) -> Token:
    """The verb of the clause that ``token`` stands in (itself if it is a verb), or the root."""
    while not syntax.is_verbal(token) and token.head != token:
        token = token.head
    return token
