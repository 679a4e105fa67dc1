"""Open claims: every predicate with somebody or something named among its parties that no frame has typed.

A predicate gives typed claims or open ones, never both: what a typed claim has as its trigger is not told again.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import islice, product

from spacy.tokens import Token

from kg.extract.claims import claim
from kg.extract.factuality import assess
from kg.extract.fillers import chain_names, worded
from kg.extract.lexicon.classes import words
from kg.extract.parsed_article import ParsedArticle
from kg.extract.predicates import nouns, retold
from kg.extract.predicates.finding import predicates
from kg.extract.predicates.structures import AGENT, AMOUNT, PLACE, RECIPIENT, THEME, Argument, Predicate
from kg.extract.role_filling import formed
from kg.extract.rule_names import Rule
from kg.extract.syntax import headlines, money
from kg.extract.syntax.spans import noun_phrase
from kg.frames import open_frame
from kg.model import ORGANIZATION_TYPES, Claim, EntityType, MentionKind, RoleFilling
from kg.settings import OpenClaims

EXTRACTOR = "predicates.v1"
MOST_COMBINATIONS = 8  # a sentence that lists more is a table, not a report
# Marks of the rule, before paths and mentions are weighed; calibration is ``kg.confidence``'s.
OF_VERB, OF_NOUN = 0.85, 0.8
RETOLD = 0.8  # parties that an event told again has from where it was told
NAMED = ORGANIZATION_TYPES | {
    EntityType.PERSON,
    EntityType.PRODUCT,
    EntityType.TECHNOLOGY,
    EntityType.LAW,
    EntityType.PLACE,
}
ACTORS = ORGANIZATION_TYPES | {EntityType.PERSON, EntityType.GROUP}
THINGS = words("pronouns", "things")
WHERE = words("prepositions", "surroundings")

Fillings = dict[str, list[tuple[RoleFilling, float]]]  # role → what fills it, and how sure the path is


def extract(
    parsed: ParsedArticle,
    typed: Sequence[Claim],
    taken: set[int],
    which: OpenClaims,
    frames_of: Callable[[str], Collection[str]],
) -> Iterator[Claim]:
    """The open claims of an article; ``typed`` are its other claims, ``taken`` the tokens that they have used up.

    ``which`` are wanted: ``named`` ones have two named parties, or one and another party, an amount, a time, or an
    object in the predicate itself ("entered recession"), or are done to the named one; of headline and lead, which tell
    what an article is about, any that says in words who or what takes part; ``all`` have any party. ``frames_of`` gives
    the frames that a noun may be of.
    """
    if which == "none":
        return
    yielded: list[Claim] = []
    first = headlines.lead(parsed.doc, parsed.headlines)
    triggers = {token.i: one for one in typed for token in parsed.tokens(one.trigger) or ()}
    told = taken | triggers.keys()
    told |= {token.i for one in parsed.quotations if one.cue for token in parsed.tokens(one.cue) or ()}
    for predicate in predicates(parsed.doc):
        if any(word.i in told for word in predicate.words if word.pos_ != "ADP"):
            continue
        roles = _fillings(parsed, predicate)
        leading = any(one.start <= predicate.head.i < one.end for one in first)
        if not roles and leading:
            again = retold.parties(predicate, [*typed, *yielded], frames_of)
            roles = {filling.role: [(filling, RETOLD)] for filling in again}
        wanted = _any if which == "all" else _described if leading else _enough
        object_of = [triggers[item.token.i] for item in predicate.arguments if item.token.i in triggers]
        for one in _claims(parsed, predicate, roles):
            if wanted(parsed, one) and not any(_same_parties(one, other) for other in object_of):
                yielded.append(one)
                yield one


def _any(parsed: ParsedArticle, one: Claim) -> bool:  # noqa: ARG001 - one of the rules for what is wanted
    """Every open claim has a party."""
    return True


def _described(parsed: ParsedArticle, one: Claim) -> bool:
    """Whether an open claim tells of somebody or something in words that say who or what it is: more than a pronoun."""
    return any(
        (mention := parsed.by_span.get(filling.span)) is None
        or mention.kind is not MentionKind.PRONOUN
        or is_named(parsed, filling)
        for filling in one.roles
        if filling.role != AMOUNT
    )


def _same_parties(one: Claim, typed: Claim) -> bool:
    """Whether a typed claim of the object has all its parties: "was handed a fine by the regulator" is one event."""
    told = {filling.span for filling in typed.roles}
    others = [filling for filling in one.roles if not filling.span.covers(typed.trigger)]
    return all(filling.span in told for filling in others)


def _enough(parsed: ParsedArticle, one: Claim) -> bool:
    """Whether an open claim tells something of somebody named."""
    parties = [filling for filling in one.roles if filling.role not in (AMOUNT, PLACE)]
    named = [filling.role for filling in parties if is_named(parsed, filling)]
    more = len(parties) > 1 or one.time is not None or one.role(AMOUNT) is not None or " " in (one.predicate or "")
    return bool(named) and (more or named == [THEME])


def _claims(parsed: ParsedArticle, predicate: Predicate, roles: Fillings) -> Iterator[Claim]:
    if not any(name not in (AMOUNT, PLACE) for name in roles):
        return
    stance = assess.stance(predicate.head)
    base = OF_VERB if predicate.head.pos_ == "VERB" else OF_NOUN
    frame = open_frame()
    rule = {"VERB": Rule.VERB, "ADJ": Rule.ADJECTIVE}.get(predicate.head.pos_, Rule.NOUN)
    for fillers in islice(product(*(roles[name] for name in sorted(roles))), MOST_COMBINATIONS):
        yield claim(
            parsed,
            frame,
            predicate.head,
            [filling for filling, _ in fillers],
            confidence=base * min(sureness for _, sureness in fillers),
            extractor=EXTRACTOR,
            rule=rule,
            stance=stance,
            predicate=predicate.phrase,
        )


def _fillings(parsed: ParsedArticle, predicate: Predicate) -> Fillings:
    """What fills the roles, nobody twice."""
    found: Fillings = {}
    met: set[object] = set()
    for argument in predicate.arguments:
        if argument.role == AMOUNT and argument.token.dep_ == "conj":
            continue  # "$3 million, or two cents a share" is one amount
        role, filling = _filled(parsed, predicate, argument)
        if filling is None:
            continue
        chain = parsed.chains.get(filling.span)
        identity = filling.span if chain is None else chain
        if identity not in met:
            met.add(identity)
            found.setdefault(role, []).append((filling, argument.sureness))
    if len(found.get(AMOUNT, ())) > 1:
        del found[AMOUNT]  # "swaps with A for $1m and with B for $2m": which is whose, no path tells
    return found


def _filled(parsed: ParsedArticle, predicate: Predicate, argument: Argument) -> tuple[str, RoleFilling | None]:
    """The role that an argument has by what it is, and what fills it."""
    name = argument.role
    if name == AMOUNT:
        return name, _amount(parsed, argument.token)
    roles = open_frame().roles
    filling = formed(parsed, argument.token, roles[name])
    if filling is None:
        return name, None
    mention = parsed.by_span.get(filling.span)
    kind = parsed.type_of(mention) if mention is not None else None
    if name in WHERE and kind is EntityType.PLACE:
        name = PLACE
    elif name == "to" and kind in ACTORS:
        name = RECIPIENT
    elif name == THEME and kind in ACTORS and _of_it(predicate) and nouns.is_owned(predicate.head):
        name = AGENT
    return name, RoleFilling(name, filling.span, filling.text, filling.value)


def _of_it(predicate: Predicate) -> bool:
    """Whether a predicate is a noun with what it is of: "order of", not "remain under order of"."""
    return predicate.words[0] == predicate.head and predicate.phrase.endswith(" of")


def _amount(parsed: ParsedArticle, token: Token) -> RoleFilling:
    """A sum of money, or another quantity in its words."""
    span = money.span(token) or noun_phrase(token)
    return worded(parsed, AMOUNT, span)


def is_named(parsed: ParsedArticle, filling: RoleFilling) -> bool:
    """Whether a role is filled by what is known by name: itself, or by whose it is ("the Vell plant", "US markets").

    A mere place or amount is none, nor is "it" or "they" whose name stands in another sentence: no role says what may
    fill it, so whom that means is right about one time in two.
    """
    if filling.role in (AMOUNT, PLACE):
        return False
    mention = parsed.by_span.get(filling.span)
    if mention is not None and mention.kind is MentionKind.PRONOUN and filling.text.lower() in THINGS:
        head = parsed.head(mention.span)
        start = head.sent.start_char if head is not None else mention.span.start
        names = [name for name in chain_names(parsed, mention) if start <= name.span.start < mention.span.start]
        return any(parsed.type_of(name) not in (EntityType.PERSON, EntityType.PLACE) for name in names)
    if mention is not None and chain_names(parsed, mention) and parsed.type_of(mention) in NAMED:
        return True
    return any(_in_name(parsed, token) for token in parsed.tokens(filling.span) or ())


def _in_name(parsed: ParsedArticle, token: Token) -> bool:
    name = parsed.covering.get(token.i)
    return token.ent_type_ == "NORP" or (name is not None and parsed.type_of(name) in NAMED)
