"""Claims from the frames' triggers: a word that fires one, and the grammatical paths from it to its roles.

No path, no claim: two names in one sentence never make one by themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice, product

from spacy.tokens import Token

from kg.extract import syntax
from kg.extract.attribution import outlets
from kg.extract.claims import claim
from kg.extract.factuality import assess
from kg.extract.factuality.negation import turned
from kg.extract.factuality.value import Stance
from kg.extract.fillers import admits
from kg.extract.lexicon.classes import words
from kg.extract.parsed_article import ParsedArticle
from kg.extract.role_filling import formed
from kg.extract.rules import affairs
from kg.extract.rules.conditions import complement_of, unmet
from kg.extract.rules.dependents import GENERAL
from kg.extract.rules.functions import FUNCTIONS
from kg.extract.rules.implied_agents import IMPLICIT
from kg.extract.rules.schema import Trigger, triggers
from kg.extract.syntax import figures
from kg.extract.syntax.spans import plain
from kg.model import (
    Actuality,
    Certainty,
    Claim,
    EntityType,
    Holder,
    MentionKind,
    Polarity,
    RoleFilling,
    Span,
)

EXTRACTOR = "frames.v1"
# A sentence that lists more combinations than this is a table, not a report.
MOST_COMBINATIONS = 24
# How sure it is who is meant though the sentence names nobody (``makers.IMPLICIT``).
UNDERSTOOD = 0.85
# Of two fillers of one role the surer holds it alone where it is this much surer.
MARGIN = 0.15
# What ends with "used to": an event that used to happen did.
STATES = frozenset({"Headquarters", "Ownership", "Role"})
ADVERBIAL = words("idioms", "adverbial")
TRYING = words("control", "trying")
AFFAIR = words("pronouns", "affair")
FORMER = words("people", "former_members", "former_holders")
MOVING = words("headquarters", "moving", "shifting")


@dataclass(frozen=True, slots=True)
class Filler:
    """What fills a role, how sure its path is (1.0: a plain dependent), and whether it is set against its verb.

    ``against`` marks the party of "sold it to A, not to B" for whom the polarity is the other way.
    """

    filling: RoleFilling
    sureness: float
    against: bool


Roles = dict[str, list[Filler]]


@dataclass(frozen=True, slots=True)
class Match:
    """A trigger that fires on a token, with the complement it asks for and what fills its roles."""

    trigger: Trigger
    token: Token
    complement: Token | None
    roles: Roles


def extract(parsed: ParsedArticle, taken: set[int]) -> Iterator[Claim]:
    """The claims that triggers make; ``taken`` holds tokens that already belong to a claim, and is added to."""
    matched = [match for token in parsed.doc if token.i not in taken and (match := match_of(parsed, token)) is not None]
    swallowed = {match.complement.i for match in matched if match.complement is not None and match.trigger.swallow}
    for match in matched:
        trigger, token = match.trigger, match.token
        if token.i in swallowed or token.i in taken:
            continue
        taken.add(token.i)
        stance = _stance(trigger, token)
        if trigger.when == "absent" and stance.polarity is not Polarity.NEGATED:
            continue  # "responded to the news": the event is its negation, and there is none
        for fillers in _combinations(match.roles):
            yield claim(
                parsed,
                trigger.frame,
                token,
                [filler.filling for filler in fillers],
                confidence=trigger.confidence
                * min((filler.sureness for filler in fillers), default=1.0)
                * (figures.OWNERLESS if _ownerless(trigger, fillers) else 1.0),
                extractor=EXTRACTOR,
                rule=trigger.name,
                when=trigger.when,
                stance=stance.negated() if any(filler.against for filler in fillers) else stance,
                complement=match.complement,
            )
    taken |= swallowed


def _ownerless(trigger: Trigger, fillers: Iterable[Filler]) -> bool:
    """Whether a figure moved of which nothing tells whose it is: "value dropped"."""
    fillings = [filler.filling for filler in fillers]
    if any(trigger.roles[filling.role].types for filling in fillings):
        return False
    measured = (one.value or one.text for one in fillings if trigger.roles[one.role].form == "figure")
    return any(map(figures.is_bare, measured))


def candidates(token: Token) -> tuple[Trigger, ...]:
    """The triggers that a word may fire, the most particular first."""
    part = {"VERB": "verbs", "AUX": "verbs", "NOUN": "nouns", "PROPN": "nouns", "ADJ": "adjectives"}.get(token.pos_)
    return triggers().get((part, token.lemma_.lower()), ()) if part is not None else ()


def match_of(parsed: ParsedArticle, token: Token) -> Match | None:
    """The most particular trigger that fires on a token and gets the roles it needs, or None."""
    for trigger in candidates(token):
        if unmet(trigger, token) is not None:
            continue
        complement = complement_of(trigger, token)
        if trigger.complement and complement is None:
            continue
        roles = roles_of(parsed, trigger, token, complement)
        if not lacking(trigger, roles) and not is_nobodys(trigger, token, roles):
            return Match(trigger, token, complement if trigger.complement else None, roles)
    return None


def _stance(trigger: Trigger, token: Token) -> Stance:
    tried = trigger.attempt and token.dep_ in ("xcomp", "advcl") and token.head.lemma_ in TRYING
    moved = trigger.frame.name == "Headquarters" and token.dep_ in ("dobj", "nsubjpass") and token.head.lemma_ in MOVING
    found = assess.stance(token.head if tried or moved else token)
    if trigger.frame.name in STATES and _used_to(token):
        return found.negated()  # it is so no longer
    if trigger.frame.name == "Ownership" and _presupposed(token):
        return replace(found, polarity=Polarity.AFFIRMED, certainty=Certainty.CERTAIN, actuality=Actuality.ACTUAL)
    # "would not say": a refusal that took place, for all its modal
    if trigger.modal or (trigger.when == "absent" and found.polarity is Polarity.NEGATED):
        return replace(found, actuality=Actuality.ACTUAL, certainty=Certainty.CERTAIN)
    return found


def _presupposed(token: Token) -> bool:
    """ "It will not sell its German arm": whose it is stands, whatever becomes of it; not of one it is said to be."""
    owned = any(child.dep_ == "poss" for child in token.children)
    own = [child.lower_ for child in token.children]
    return owned and token.dep_ not in ("attr", "oprd", "acomp", "appos") and FORMER.isdisjoint(own)


def _used_to(token: Token) -> bool:
    """ "used to own it", "used to have its headquarters there"."""
    verb = token.head if token.dep_ == "dobj" and token.head.lemma_ == "have" else token
    return verb.dep_ == "xcomp" and verb.head.lower_ == "used" and syntax.has_to(verb)


def lacking(trigger: Trigger, roles: Roles) -> list[frozenset[str]]:
    """What a trigger needs and does not get: of each item one role would do."""
    return [need for need in trigger.needs if not any(roles.get(name) for name in need)]


def is_nobodys(trigger: Trigger, token: Token, roles: Roles) -> bool:
    """Whether an infinitive or gerund names a deed that the sentence gives no doer ("one loophole: selling to …")."""
    doers = trigger.args.get("subj", ())
    loose = token.tag_ in ("VB", "VBG") and not any(
        child.dep_ in ("aux", "nsubj") and child.tag_ != "TO" for child in token.children
    )
    return trigger.part == "verbs" and loose and bool(doers) and not any(roles.get(name) for name in doers)


def roles_of(parsed: ParsedArticle, trigger: Trigger, token: Token, complement: Token | None) -> Roles:
    """Role → its fillers with how sure their path is."""
    found: Roles = {}
    for function, names in trigger.args.items():
        if function == "home":
            _at_home(parsed, token, names, found)
            continue
        if function in IMPLICIT:
            _understood(parsed, trigger, names, IMPLICIT[function](parsed), found)
            continue
        host = complement if function.startswith("comp.") else token
        if host is not None:
            named = function.removeprefix("comp.")
            unlike = trigger.unlike.get(function, frozenset())
            for filler, sureness in (*fillers_of(host, named), *_lent(trigger, host, named)):
                if filler.lemma_.lower() in unlike:
                    continue
                for member in parsed.members(filler):
                    _assign(parsed, trigger, names, member, found, sureness=sureness, against=turned(filler, host))
    if len(found.get("party", ())) > 1 and "party#2" not in found:
        # "A and B formed a partnership": the parties of one meeting, not one meeting each
        found["party"], found["party#2"] = found["party"][:1], found["party"][1:]
    return found


def _understood(
    parsed: ParsedArticle, trigger: Trigger, names: tuple[str, ...], who: Holder | None, found: Roles
) -> None:
    """Give a role that nothing in the sentence fills to whom the article makes plain."""
    mention = parsed.by_span.get(who.span) if who is not None else None
    for name in names:
        taken = {filler.filling.span for fillers in found.values() for filler in fillers}
        if who is None or found.get(name) or who.span in taken:
            continue
        if mention is None or admits(parsed, mention, trigger.roles[name].types):
            value = plain(who.text) if mention is None else None
            found[name] = [Filler(RoleFilling(name, who.span, who.text, value=value), UNDERSTOOD, against=False)]


def _at_home(parsed: ParsedArticle, token: Token, names: tuple[str, ...], found: Roles) -> None:
    """Give the article's own outlet a role that nothing in the sentence fills, where it is the article that speaks."""
    told = {parsed.chains.get(filler.filling.span) for fillers in found.values() for filler in fillers} - {None}
    others = [holder for holder in assess.stance(token).holders if parsed.chain_of(holder) not in told]
    if others or parsed.quotation_at(token.idx) is not None:
        return  # "the firm said that it did not comment" is its own word
    for name in names:
        filling = outlets.home(parsed, name, Span(token.idx, token.idx + len(token))) if not found.get(name) else None
        if filling is not None:
            found[name] = [Filler(filling, 1.0, against=False)]


def _assign(
    parsed: ParsedArticle,
    trigger: Trigger,
    names: tuple[str, ...],
    token: Token,
    found: Roles,
    *,
    sureness: float,
    against: bool,
) -> None:
    """Add what ``token`` gives to the first of the roles ``names`` that it fits, unless a surer one holds it."""
    taken = {filler.filling.span for fillers in found.values() for filler in fillers}
    chain = parsed.chain_of(token)
    told = all(trigger.roles[name.partition("#")[0]].literal for name in names)  # a title is no second party
    if chain is not None and not told and any(chain == parsed.chains.get(span) for span in taken):
        return  # nobody deals with themselves
    for name in names:
        role = trigger.roles[name.partition("#")[0]]
        filling = formed(parsed, token, role)
        if filling is None or (EntityType.PERSON in role.types and _bare_title(parsed, token)):
            continue
        rivals = found.setdefault(name, [])
        second = filling.span in taken or (bool(rivals) and role.literal and role.form != "figure")
        if not second and all(sureness >= rival.sureness - MARGIN for rival in rivals):
            rivals[:] = [rival for rival in rivals if rival.sureness >= sureness - MARGIN]
            rivals.append(Filler(filling, sureness, against))
        return


def _bare_title(parsed: ParsedArticle, token: Token) -> bool:
    """ "the post of chief executive": a singular noun without its determiner is an office, not who holds it."""
    mention = parsed.mention(token)
    bare = token.tag_ == "NN" and not any(child.dep_ in ("det", "poss", "nummod", "amod") for child in token.children)
    nominal = mention is not None and mention.kind is MentionKind.NOMINAL and mention.type is EntityType.PERSON
    return nominal and bare and token.dep_ == "pobj"


def fillers_of(token: Token, function: str) -> Iterator[tuple[Token, float]]:
    """The tokens in a grammatical function of ``token``, with how sure the path is (1.0: a plain dependent)."""
    if function in FUNCTIONS:
        yield from FUNCTIONS[function](token)
        return
    phrases = [(item, own) for name, item, own in syntax.prepositions(token) if name == function]
    certain = any(own for _, own in phrases)
    for item, own in phrases:
        if certain and not own and _within_phrase(item, token):
            continue  # "invested in a plant in Lund": in the plant
        vague = item.lower_ in ADVERBIAL or (function == "into" and item.lower_ in AFFAIR)  # an affair
        if not (vague and item.left_edge == item):
            general = syntax.included(item) or (function == "from" and affairs.leaders(item))
            yield item, GENERAL if general else 1.0 if own else 0.9


def _within_phrase(item: Token, predicate: Token) -> bool:
    """Whether a phrase stands in another prepositional phrase of a predicate, and not in its object."""
    host = item.head.head  # of the preposition
    return host.dep_ == "pobj" and host.head.head == predicate


def _lent(trigger: Trigger, noun: Token, function: str) -> Iterator[tuple[Token, float]]:
    """What a light verb has for the noun it governs: "put a moratorium on it", "a meeting was held between them"."""
    verb = noun.head
    governed = trigger.governor or "governor" in trigger.args
    if trigger.part == "nouns" and governed and noun.dep_ in ("dobj", "nsubjpass") and syntax.is_verbal(verb):
        for name, item, own in syntax.prepositions(verb):
            if own and name == function and name != "by":
                yield item, 0.9
    if trigger.part == "nouns" and function == "against":
        # "the suit that it brought against the firm"
        for verb in syntax.children(noun, "relcl", "acl"):
            yield from ((item, 0.85) for name, item, _ in syntax.prepositions(verb) if name == function)


def _combinations(roles: Roles) -> Iterator[tuple[Filler, ...]]:
    """One claim's fillers for each choice of one for every role."""
    yield from islice(product(*(roles[name] for name in sorted(roles))), MOST_COMBINATIONS)
