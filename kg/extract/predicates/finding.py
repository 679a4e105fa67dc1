"""Predicates: which words of an article tell of an event, each made a structure once.

A verb does, unless it only says, thinks, begins, may or is; then what it governs does. An event noun does: with the
verb that supports it ("made a bid"), or by itself where somebody takes part in it ("Vell's acquisition of Harrow").
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from spacy.tokens import Doc, Token

from kg.extract import syntax
from kg.extract.lexicon import classes, lexicon
from kg.extract.lexicon.signatures import of_verb, signatures
from kg.extract.predicates import arguments, nouns
from kg.extract.predicates.structures import AGENT, AMOUNT, THEME, Argument, Predicate

VERBAL = frozenset({"VERB", "AUX"})
# Where a participle or gerund is no clause: before its noun, in a name, as a preposition ("including", "according to").
NO_CLAUSE = frozenset({"aux", "auxpass", "amod", "compound", "prep", "mark", "case", "punct", "nmod", "cc", "det"})
COPULAS = classes.words("auxiliaries", "described", "staying") | {"go"}
APART = classes.words("prepositions", "apart")


def predicates(doc: Doc) -> list[Predicate]:
    """The predicates of a parsed article, in order of their heads."""
    found: dict[int, Predicate] = {}
    carried: set[int] = set()  # nouns that a support verb has made its own
    for token in doc:
        one = _of_verb(token) if token.pos_ in VERBAL and token.dep_ not in NO_CLAUSE and not _no_word(token) else None
        if one is not None:
            found[one.head.i] = one
            carried.update(word.i for word in one.words)
        elif token.pos_ == "ADJ" and token.lemma_.lower() in lexicon().predicates.adjectives and _stands(token):
            found[token.i] = _adjective(token, [])
    for token in doc:
        if token.pos_ == "NOUN" and token.i not in carried and token.dep_ != "compound" and nouns.is_event(token):
            if nouns.only_tells_where(token) or nouns.is_tried(token):
                continue
            found[token.i] = _of_noun(token)
    return [found[index] for index in sorted(found)]


def _no_word(verb: Token) -> bool:
    """Whether a mark, or a word of a name inside a sentence, was taken for a verb: "President Fuad Marem to name"."""
    if not any(letter.isalpha() for letter in verb.text):
        return True  # a dash
    before = verb.nbor(-1) if verb.i > verb.sent.start else verb
    return verb.text[:1].isupper() and before != verb and before.text[:1].isupper() and before.pos_ == "PROPN"


def _of_verb(verb: Token) -> Predicate | None:
    supported = _supported(verb)
    if supported is not None:
        return _carried(verb, *supported)
    if verb.lemma_.lower() in COPULAS:
        return _copula(verb)
    return None if _tells_none(verb) else _plain(verb)


def _tells_none(verb: Token) -> bool:
    """Whether what stands beside a verb tells of an event, and it only of how, whether or by whom it is told."""
    lemma = verb.lemma_.lower()
    if verb.lower_ == "used" and syntax.is_passive(verb) and any(child.lower_ == "to" for child in verb.rights):
        return True  # "is not used to politics"
    if lemma in lexicon().predicates.states or verb.pos_ == "AUX":
        return True
    if (lemma in signatures("reports") or lemma in lexicon().say) and _reports(verb):
        return True
    complement = [child for child in syntax.children(verb, "xcomp", "ccomp") if syntax.is_verbal(child)]
    objects = syntax.children(verb, "dobj", "dative")
    return bool(complement) and bool(of_verb(verb)) and not objects


def _reports(verb: Token) -> bool:
    """Whether a verb reports: it has a clause, or a quotation before it, and no object of its own."""
    if syntax.children(verb, "ccomp", "parataxis") or verb.dep_ == "parataxis":
        return True
    return not syntax.children(verb, "dobj", "nsubjpass") and verb.lemma_.lower() in lexicon().say


def _supported(verb: Token) -> tuple[Token, Token | None] | None:
    """The event noun that a verb only carries, and the preposition between them, if there is one."""
    known, lemma = lexicon().predicates, _with_particle(verb)
    if lemma in known.support:
        for item in _carriable(verb):
            if (nouns.is_event(item) or item.lemma_ in known.carried) and not _anothers(item):
                return item, None
    for prep in syntax.children(verb, "prep"):
        if f"{lemma} {prep.lower_}" in known.support_phrases and not syntax.children(verb, "dobj"):
            for item in syntax.children(prep, "pobj"):
                if (
                    (nouns.is_event(item) or item.lemma_ in known.carried)
                    and not _anothers(item)
                    and not item.ent_type_
                ):
                    return item, prep
    return None


def _carriable(verb: Token) -> list[Token]:
    """The nouns that a verb may carry: its object, in the passive its subject, as a participle the noun before it."""
    passive = syntax.is_passive(verb)
    found = syntax.children(verb, "dobj", *(("nsubjpass",) if passive else ()))
    behind = verb.dep_ == "acl" and verb.tag_ == "VBN" and verb.i == verb.head.i + 1
    return [*found, verb.head] if behind and not found else found


def _anothers(noun: Token) -> bool:
    """Whether an event noun has a doer of its own: "announced Roth's departure", not "launched its bid"."""
    own = [child for child in syntax.children(noun, "poss") if child.tag_ != "PRP$"]
    return bool(own) or any(phrase.name == "by" for phrase in arguments.phrases(noun))


def _carried(verb: Token, noun: Token, between: Token | None) -> Predicate:
    """ "made a bid for Vell", "came under criticism from Roth"."""
    before = [verb, *_particles(verb), *([between] if between else [])]
    theme = arguments.governing([*before, noun], lexicon().predicates.governed)
    found = [*arguments.of_verb(verb, without=frozenset({noun.i}))]
    found += theme.arguments if theme else ()
    found += arguments.mutual(noun, *before)
    found += arguments.by_prepositions(noun, *before, governing=theme)
    return _predicate(noun, [*before, noun], theme, found)


def _copula(verb: Token) -> Predicate | None:
    """ "is bankrupt", "was critical of the plan"."""
    known = lexicon().predicates
    told = syntax.children(verb, "acomp", "advmod")
    adjective = next((child for child in told if child.lemma_.lower() in known.adjectives), None)
    if adjective is None:
        return None
    return _adjective(adjective, [verb])


def _stands(adjective: Token) -> bool:
    """Whether an adjective has a subject of its own, as in a headline: "Vell bankrupt"."""
    return bool(syntax.children(adjective, "nsubj")) and not syntax.children(adjective, "cop", "aux")


def _adjective(adjective: Token, copula: list[Token]) -> Predicate:
    """What is said of a subject by a copula with an adjective, or by the adjective alone."""
    theme = arguments.governing([adjective], lexicon().predicates.governed)
    found = [one for one in arguments.of_verb(*copula or [adjective]) if one.role == AGENT]
    found += theme.arguments if theme else ()
    found += arguments.by_prepositions(adjective, *copula, governing=theme)
    made = _predicate(adjective, [*copula, adjective], theme, found)
    return made if copula else replace(made, phrase=f"be {made.phrase}")


def _plain(verb: Token) -> Predicate | None:
    """A verb with what it takes, its particle and, where it has no object, the preposition that brings in its theme.

    None where a length of time stands before the particle: "took six months off" is no taking off.
    """
    words, known = [verb, *_particles(verb)], lexicon().predicates
    found, theme = [*arguments.of_verb(verb)], None
    told = any(one.role in (THEME, AMOUNT) for one in found)
    if not told and any(token.ent_type_ in ("DATE", "TIME") for token in verb.doc[verb.i + 1 : words[-1].i]):
        return None
    if not told and not syntax.is_passive(verb):
        theme = arguments.governing(words, known.governed | known.governed_by_verbs)
        found += theme.arguments if theme else ()
    found += arguments.by_prepositions(*words, governing=theme)
    found += arguments.beside_object(verb)
    return _predicate(verb, words, theme, found)


def _of_noun(noun: Token) -> Predicate:
    """An event noun by itself: "the collapse of Vell", "talks between A and B"."""
    theme = arguments.governing([noun], lexicon().predicates.governed)
    found = [*arguments.of_noun(noun), *(theme.arguments if theme else ()), *arguments.mutual(noun)]
    found += arguments.is_said_of(noun) if theme else ()
    found += arguments.by_prepositions(noun, governing=theme)
    return _predicate(noun, [noun], theme, found)


def _predicate(head: Token, words: list[Token], theme: arguments.Phrase | None, found: list[Argument]) -> Predicate:
    """The structure of a head; the preposition that brings in the theme is a word of it. Each token has one role."""
    kept: dict[int, Argument] = {}
    for one in found:
        kept.setdefault(one.token.i, one)
    own = {word.i for word in words}
    whole = (*words, *(theme.words if theme else ()))
    return Predicate(head, whole, phrase(whole), tuple(one for one in kept.values() if one.token.i not in own))


def _particles(verb: Token) -> list[Token]:
    """The directions that go with a verb: "back" and "away" of "backed away from"."""
    known = lexicon().predicates.particles
    found: list[Token] = []
    for child in verb.rights:
        direction = child.dep_ == "prt" or (child.dep_ == "advmod" and child.lower_ in known)
        bare = child.dep_ == "prep" and child.lower_ in known and not any(True for _ in child.children)
        if child.lower_ in APART and any(item.lower_ == "from" for item in child.rights):
            continue  # "sells other goods apart from books"
        if (direction or bare) and child.i <= verb.i + len(found) + 3:
            found.append(child)
    return found


def _with_particle(verb: Token) -> str:
    return " ".join([verb.lemma_.lower(), *(word.lower_ for word in _particles(verb))])


def phrase(words: Iterable[Token]) -> str:
    """The lemmas of a predicate's words, in the order given."""
    return " ".join(word.lemma_.lower() if word.pos_ in ("VERB", "AUX", "NOUN") else word.lower_ for word in words)
