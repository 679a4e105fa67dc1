"""The act a pledge is about, and whether it is forgone: through verbs of ceasing, bans, permissions and "do so"."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from spacy.tokens import Token

from kg.extract import syntax
from kg.extract.factuality.negation import is_denied
from kg.extract.lexicon import classes
from kg.extract.lexicon.signatures import phrasal_in

PASSING = classes.words("control", "passing")
DEEPEST = 4
NOUNS = ("NOUN", "PROPN")
NO_ACTS = classes.words("auxiliaries", "empty")
BANNED = classes.words("prepositions", "banned")
PERMITTING = classes.words("pledging", "permitting")
FORGONE = classes.words("prepositions", "forgone")
PROFORMS = classes.words("pronouns", "proforms")


@cache
def words(name: str) -> frozenset[str]:
    """One list of ``pledges.toml``."""
    return frozenset(_table()[name])


@cache
def acts() -> dict[str, str]:
    """Lemma → the frame that the act it names would be."""
    return {word: frame for frame, members in _table()["acts"].items() for word in members}


@cache
def _table() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads((files("kg.extract.lexicon") / "pledges.toml").read_text("utf-8"))


@dataclass(frozen=True, slots=True)
class Act:
    """What is pledged: the frame it would be ("" for none), the word for it, whether it is forgone, the words above it.

    ``referred`` says that the word stands in an earlier sentence, which "such a promise" goes back to.
    """

    frame: str
    word: Token
    forgone: bool
    chain: tuple[Token, ...]
    referred: bool = False


def act_of(clause: Token, *, depth: int = 0) -> Act | None:
    """The act below a clause or noun, through verbs of ceasing ("stop offering", "suspend police use of")."""
    if depth > DEEPEST:
        return None
    negated = is_denied(clause)
    lemma = phrasal_in(clause, words("cease") | set(acts()))
    if lemma in words("cease") | words("swear_off"):
        inner = _ceased(clause, depth=depth)
        if inner is not None:
            return Act(inner.frame, inner.word, inner.forgone == negated, (clause, *inner.chain))
        if lemma in words("abstain") and syntax.objects(clause):
            return Act("Use", clause, not negated, ())  # "give up palm oil"
    if lemma == "do" or (lemma == "so" and clause.head.lemma_ == "do"):
        return _done_so(clause, negated=negated)
    if lemma in words("bans") and (clause.pos_ in NOUNS or lemma not in words("cease")):
        return _banned(clause, negated=negated, depth=depth)
    if lemma in acts() and not (clause.pos_ in NOUNS and lemma == "work"):
        return Act(acts()[lemma], clause, negated, ())
    if lemma == "keep" and _kept_off(clause):
        return Act("Use", clause, not negated, ())  # "keep face matching off its doorbells"
    if lemma == "make" and any(child.lower_ == "redundant" for child in clause.children):
        return Act("Departure", clause, negated, ())
    if lemma in PASSING or clause.pos_ == "AUX":
        return _passed(clause, negated=negated, depth=depth)
    return None


def _kept_off(verb: Token) -> bool:
    """Whether what is kept is kept away: "keep cameras off the streets", on whatever word the parser hangs "off"."""
    found = syntax.objects(verb)
    return bool(found) and any(
        item.lower_ in ("off", "out")
        and item.tag_ in ("IN", "RP")
        and (item.head in (verb, found[0]) or item.head.i == found[0].i + 1)
        and item.nbor().pos_ in ("DET", "PRON", "NOUN", "PROPN", "ADJ", "ADP")
        for item in verb.subtree
        if 0 < item.i - found[0].i <= 3
    )


def free_act(clause: Token) -> Act | None:
    """The act of a clause as ``act_of`` has it, or else the bare deed that its verb names ("refund", "strike")."""
    known = act_of(clause)
    if known is not None:
        return known
    if clause.lemma_ == "save" and clause.i + 1 < len(clause.doc) and clause.nbor().lower_ == "for":
        return None  # "to any customer, save for cases …"
    if clause.pos_ == "VERB" and clause.lemma_.lower() not in NO_ACTS:
        return Act("", clause, is_denied(clause), ())
    if clause.lemma_ == "be" and any(child.dep_ == "expl" for child in clause.children):
        # "there will be no rise": what is not to be
        thing = next((child for child in clause.children if child.dep_ == "attr"), None)
        if thing is not None and is_denied(clause):
            return Act("", thing, True, (clause,))
    return None


def done_away(clause: Token) -> bool:
    """Whether a clause does without something for good: "swore off", "ruled out"."""
    return phrasal_in(clause, words("swear_off")) in words("swear_off")


def _banned(noun: Token, *, negated: bool, depth: int) -> Act | None:
    """ "a ban on selling": the act of a noun that forbids one."""
    for name, item, _ in syntax.prepositions(noun):
        found = act_of(item, depth=depth + 1) if name in BANNED else None
        if found is not None:
            return Act(found.frame, found.word, not negated, (noun, *found.chain))
    return None


def _passed(verb: Token, *, negated: bool, depth: int) -> Act | None:
    """ "continue selling", "allow the use of": the act below a verb that leaves it what it is."""
    if verb.lemma_.lower() == "make":
        made = [noun for noun in syntax.children(verb, "dobj") if noun.lemma_.lower() in acts() and noun.pos_ == "NOUN"]
        if made:
            return Act(acts()[made[0].lemma_.lower()], made[0], negated, (verb,))
    for below in syntax.complement_clauses(verb):
        found = act_of(below, depth=depth + 1)
        if found is not None:
            return Act(found.frame, found.word, found.forgone != negated, (verb, *found.chain))
    for noun in syntax.children(verb, "dobj"):
        lemma = noun.lemma_.lower()
        banned = act_of(noun, depth=depth + 1) if lemma in words("bans") else None
        if banned is not None:
            return Act(banned.frame, banned.word, banned.forgone != negated, (verb, *banned.chain))
        if lemma in acts() and noun.pos_ == "NOUN" and verb.lemma_.lower() in PERMITTING:
            return Act(acts()[lemma], noun, negated, (verb,))
    return None


def _ceased(verb: Token, *, depth: int) -> Act | None:
    """The act that a verb of ceasing stops."""
    for below in syntax.complement_clauses(verb):
        found = act_of(below, depth=depth + 1)
        if found is not None:
            return found
    for noun in syntax.objects(verb):
        if noun.lemma_.lower() in acts() and noun.pos_ == "NOUN":
            return Act(acts()[noun.lemma_.lower()], noun, False, ())
    for name, item, _ in syntax.prepositions(verb):
        if name in FORGONE and item.lemma_.lower() in acts():
            return Act(acts()[item.lemma_.lower()], item, False, ())
    return None


def _done_so(verb: Token, *, negated: bool) -> Act | None:
    """The act that "do so" stands for: the last one before it, in this sentence or the one before.

    After "A stopped selling it", to do so is to stop.
    """
    if not any(child.lower_ in PROFORMS for child in verb.children):
        return None
    start = verb.doc[max(0, verb.sent.start - 1)].sent.start
    for token in reversed(verb.doc[start : verb.i]):
        if token.pos_ == "VERB" and token.lemma_.lower() in acts():
            ceased = token.dep_ in ("xcomp", "pcomp") and any(
                phrasal_in(above, words("cease")) in words("cease") for above in (token.head, token.head.head)
            )
            return Act(acts()[token.lemma_.lower()], token, negated != ceased, (verb,))
    return None
