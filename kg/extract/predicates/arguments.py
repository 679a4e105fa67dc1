"""Arguments: who does an event, what it is done to, whom its prepositions bring in, as ``kg.extract.syntax`` tells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from kg.extract import syntax
from kg.extract.lexicon import classes, lexicon
from kg.extract.lexicon.signatures import of_noun as signature_of
from kg.extract.predicates import nouns
from kg.extract.predicates.structures import AGENT, AMOUNT, RECIPIENT, THEME, Argument
from kg.extract.syntax import money

# How sure a party is that the parser hung on the object, and one that a noun's possessor brings in.
BESIDE = 0.9
# Entity labels of what says when or how much, and is no party.
MEASURES = frozenset({"DATE", "TIME", "PERCENT", "QUANTITY", "ORDINAL", "CARDINAL"})
PLACES, WHERE = frozenset({"GPE", "LOC", "FAC"}), classes.words("prepositions", "settings")
UNITS = classes.words("measures", "points")
PARTY = classes.words("prepositions", "participants")
ADVERBIAL = classes.words("idioms", "adverbial_with_complement")
SAME_AS = classes.pairs("preposition_pairs", "same")
DESCRIBED = classes.words("auxiliaries", "described")
SHARED = classes.words("prepositions", "shared")
REFLEXIVE = classes.words("pronouns", "reflexive")


def of_verb(verb: Token, *, without: frozenset[int] = frozenset()) -> Iterator[Argument]:
    """Who and what a verb takes, its voice, control and coordination undone; ``without`` are taken already."""
    yield from _subjects(verb)
    for item in syntax.objects(verb):
        if item.i in without:
            continue
        if is_amount(item):
            yield Argument(AMOUNT, item)
        elif is_party(item):
            yield Argument(THEME, item)
            yield from _belonging(item)
    yield from (Argument(RECIPIENT, item) for item in syntax.indirect_objects(verb) if is_party(item))
    yield from (Argument(AMOUNT, item) for item in syntax.children(verb, "npadvmod") if is_amount(item))


def _subjects(verb: Token) -> Iterator[Argument]:
    own = any(child.dep_ in ("nsubj", "agent") for child in verb.children)
    for item in syntax.subjects(verb):
        # "the meeting turned to the plan to outwit Vell": no meeting does
        lent = not own and verb.dep_ == "acl" and nouns.is_event(item)
        if is_party(item) and not lent:
            yield Argument(AGENT, item, 1.0 if own else 0.95)


def _belonging(noun: Token) -> Iterator[Argument]:
    """Whose an object is: "raided Vell's plant", "the head of Vell"."""
    for child in syntax.children(noun, "poss"):
        yield from (Argument("of", item, BESIDE) for item in syntax.coordinated(child))
    for prep in syntax.children(noun, "prep"):
        if prep.lower_ == "of":
            yield from (Argument("of", item, BESIDE) for item in syntax.children(prep, "pobj"))


def of_noun(noun: Token) -> Iterator[Argument]:
    """Who does what an event noun names, and to whom: "Vell's acquisition of Harrow", "an attack by rebels"."""
    owners = [
        syntax.resolve_relative(item) for child in syntax.children(noun, "poss") for item in syntax.coordinated(child)
    ]
    doers = [item for host in (noun, *_told_by(noun)) for item in _by(host)]
    undergone = noun.lemma_.lower() in lexicon().predicates.undergone
    told = any(prep.lower_ == "of" for prep in syntax.children(noun, "prep"))
    role = THEME if undergone and not told else "of" if doers else AGENT
    yield from (Argument(AGENT, item) for item in doers if is_party(item))
    yield from (Argument(role, item, BESIDE) for item in owners)
    if not owners and not doers:
        # "UK support for the talks": a name before the noun is whose it is
        names = (child for child in syntax.children(noun, "compound", "nmod") if child.pos_ == "PROPN")
        yield from (Argument(role, item, BESIDE) for item in names if is_party(item))


def _by(host: Token) -> Iterator[Token]:
    yield from (item for phrase in phrases(host) if phrase.name == "by" for item in phrase.complements)


def _told_by(noun: Token) -> Iterator[Token]:
    """The participle that says who is behind an event: "the truce announced by Vell"."""
    for child in noun.rights:
        if child.dep_ == "acl" and child.tag_ == "VBN" and child.lemma_.lower() in lexicon().predicates.announced:
            yield child


def is_said_of(noun: Token) -> Iterator[Argument]:
    """Who or what an event is said to be of by a copula: "the sale was a breach of the pact"."""
    if noun.dep_ == "attr" and noun.head.lemma_ in DESCRIBED:
        yield from (Argument(AGENT, item, BESIDE) for item in syntax.children(noun.head, "nsubj") if is_party(item))


def by_prepositions(*hosts: Token, governing: Phrase | None = None) -> Iterator[Argument]:
    """Whom the prepositions of a predicate's words bring in, but for the phrase ``governing``, which has the theme."""
    for phrase in phrases(*hosts):
        if phrase == governing:
            continue
        for item in phrase.complements:
            if is_amount(item):
                yield Argument(AMOUNT, item, BESIDE)
            elif phrase.name in PARTY and is_party(item):
                yield Argument(phrase.name, item)


def mutual(*hosts: Token) -> Iterator[Argument]:
    """Those between whom something is: "talks between Vell and Harrow" are Vell's with Harrow."""
    for phrase in phrases(*hosts):
        if phrase.name in SHARED and len(phrase.complements) > 1:
            first, *others = phrase.complements
            yield Argument(AGENT, first)
            yield from (Argument("with", item) for item in others)


def beside_object(verb: Token) -> Iterator[Argument]:
    """Whom a preposition brings in that the parser hung on the object: "sold software to the police".

    Where the object itself is, or what it is of, is no matter of the verb's: "discussed the war in Oslo". Nor is what
    an event is about, or what hangs on something further down: "discussed efforts for Vell", "for runners from Oslo".
    """
    held = {item.i for item in syntax.objects(verb) if not (nouns.is_event(item) or signature_of(item))}
    for name, item, own in syntax.prepositions(verb):
        host = item.head.head  # "in addition to the tablet" says nothing of what is done to it
        where = name in WHERE and item.ent_type_ in PLACES
        if (
            not own
            and host.i in held
            and name in PARTY - {"of"}
            and is_party(item)
            and not where
            and host.lemma_ not in ADVERBIAL
        ):
            yield Argument(SAME_AS.get(name, name), item, BESIDE)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A prepositional phrase: its preposition, of several words the last, and what that brings in."""

    words: tuple[Token, ...]
    complements: tuple[Token, ...]

    @property
    def name(self) -> str:
        """The preposition by which a party is known."""
        last = self.words[-1].lower_
        return SAME_AS.get(last, last)

    @property
    def arguments(self) -> list[Argument]:
        """What it brings in as what the predicate is about."""
        amounts = [Argument(AMOUNT, item) for item in self.complements if is_amount(item)]
        return amounts or [Argument(THEME, item) for item in self.complements if is_party(item)]


def governing(words: Sequence[Token], prepositions: frozenset[str]) -> Phrase | None:
    """The phrase that tells what a predicate of these words is about: it stands right behind them.

    Where something happens, it is not about: "met in Oslo".
    """
    for phrase in phrases(*words):
        first, last = phrase.words[0], phrase.words[-1]
        if first.i != words[-1].i + 1 or last.lower_ not in prepositions or not phrase.arguments:
            continue
        where = last.lower_ in WHERE and any(item.ent_type_ in PLACES for item in phrase.complements)
        return None if where else phrase
    return None


def phrases(*hosts: Token) -> Iterator[Phrase]:
    """The prepositional phrases that hang on some words."""
    for host in hosts:
        for child in host.children:
            if child.dep_ in ("prep", "dative", "agent") and child.pos_ in ("ADP", "SCONJ") and child not in hosts:
                yield from _phrases(child, ())


def _phrases(prep: Token, before: tuple[Token, ...]) -> Iterator[Phrase]:
    words = (*before, prep)
    for child in prep.children:
        if child.dep_ == "pobj":
            yield Phrase(words, tuple(syntax.resolve_relative(item) for item in syntax.coordinated(child)))
        elif child.dep_ == "prep":
            yield from _phrases(child, () if prep.lower_ in syntax.CLOSED else words)


def is_amount(token: Token) -> bool:
    """Whether a noun says how much: a sum of money, a share, a number of units."""
    counted = token.ent_type_ in ("PERCENT", "QUANTITY", "MONEY") or (token.lemma_ in UNITS and _counted(token))
    return money.span(token) is not None or counted


def _counted(token: Token) -> bool:
    return any(child.dep_ == "nummod" for child in token.children)


def is_party(token: Token) -> bool:
    """Whether a noun names something that can take part: no time, no measure, no empty pronoun."""
    return (
        token.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "X", "ADJ")
        and token.ent_type_ not in MEASURES
        and token.tag_ not in ("EX", "WRB")
        and token.lemma_ not in ADVERBIAL
        and token.lower_ not in REFLEXIVE
    )
